#include "queries/cypher/execute/walks.h"

#include <algorithm>

namespace citygraph::queries::cypher {

void Neighbourhood::Clear() {
  known_.Clear();
  ranges_.clear();
  nodes_.clear();
  relationships_.clear();
}

void Neighbourhood::Shrink() {
  constexpr std::size_t kMostKept = 1 << 21;
  if (ranges_.size() > kMostKept || nodes_.size() > kMostKept) Clear();
}

bool Neighbourhood::Read(Context& context, std::span<const NodeId> nodes, std::size_t& done) {
  constexpr std::size_t kMostAtOnce = 1 << 12;
  const GraphView& view = context.entities.view();
  std::vector<TokenId> types;
  for (const std::string& type : hop_.types) {
    if (const auto token = view.TypeToken(type)) types.push_back(*token);
  }
  std::ranges::sort(types);
  types.erase(std::ranges::unique(types).begin(), types.end());
  const auto read = view.NeighboursInto(nodes, direction_, hop_.types.empty() ? nullptr : &types,
                                        true, kMostAtOnce, lists_);
  if (!read) return context.trap.Fail(read.error());
  done = *read;
  const std::size_t before = nodes_.size();
  nodes_.insert(nodes_.end(), lists_.neighbours.begin(), lists_.neighbours.end());
  relationships_.insert(relationships_.end(), lists_.relationships.begin(),
                        lists_.relationships.end());
  for (std::size_t i = 0; i < done; ++i) {
    if (known_.CodeOf(Raw(nodes[i])).second)
      ranges_.push_back({before + lists_.BeginOf(i), before + lists_.ends[i]});
  }
  context.entities.CountReads(lists_.neighbours.size());
  return true;
}

bool Neighbourhood::Prefetch(Context& context, std::span<const NodeId> nodes) {
  wanted_.clear();
  for (const NodeId node : nodes) {
    if (known_.Find(Raw(node)) == NumberCodes::kNone) wanted_.push_back(node);
  }
  std::size_t done = 0;
  for (std::size_t at = 0; at < wanted_.size(); at += done) {
    if (!context.Tick() || !Read(context, std::span(wanted_).subspan(at), done)) return false;
  }
  return true;
}

bool Neighbourhood::Of(Context& context, NodeId node, Range& out) {
  std::uint32_t number = known_.Find(Raw(node));
  if (number == NumberCodes::kNone) {
    std::size_t done = 0;
    if (!Read(context, {&node, 1}, done)) return false;
    number = known_.Find(Raw(node));
  }
  out = ranges_[number];
  return true;
}

bool Neighbourhood::Beyond(Context& context, std::size_t number, std::size_t end, Range& out) {
  constexpr std::size_t kMostAhead = 64;
  const std::uint32_t known = known_.Find(nodes_[number]);
  if (known != NumberCodes::kNone) {
    out = ranges_[known];
    return true;
  }
  wanted_.clear();
  for (std::size_t i = number; i < std::min(end, number + kMostAhead); ++i) {
    if (known_.Find(nodes_[i]) == NumberCodes::kNone) wanted_.push_back(NodeId{nodes_[i]});
  }
  std::size_t done = 0;
  return Read(context, wanted_, done) && Of(context, NodeId{nodes_[number]}, out);
}

}  // namespace citygraph::queries::cypher
