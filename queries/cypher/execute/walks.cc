#include "queries/cypher/execute/walks.h"

#include <algorithm>

namespace citygraph::queries::cypher {

void Steps::Start(const Context& context) {
  if (context.writer != nullptr) {
    known_.Clear();
    ranges_.clear();
    nodes_.clear();
    relationships_.clear();
  }
  const GraphView& view = context.entities.view();
  types_ = TypesOf(hop_, view);
  lists_ = nullptr;
  if (!view.HasOnlyBase() || direction_ == Direction::kBoth) return;
  table_ = types_.size() == 1 ? view.base()->TableOf(types_.front()) : nullptr;
  if (table_ == nullptr) return;
  lists_ = direction_ == Direction::kOutgoing ? &table_->outgoing() : &table_->incoming();
  node_limit_ = view.base()->node_limit();
}

void Steps::Shrink() {
  constexpr std::size_t kMostKept = 1 << 21;
  if (ranges_.size() <= kMostKept && nodes_.size() <= kMostKept) return;
  known_.Clear();
  ranges_ = {};
  nodes_ = {};
  relationships_ = {};
}

bool Steps::Read(Context& context, std::span<const NodeId> nodes, std::size_t& done) {
  constexpr std::size_t kMostAtOnce = 1 << 12;
  // What wrote the rows may have brought a type that was new.
  if (context.writer != nullptr) types_ = TypesOf(hop_, context.entities.view());
  const auto read = context.entities.view().NeighboursInto(
      nodes, direction_, hop_.types.empty() ? nullptr : &types_, true, kMostAtOnce, rows_);
  if (!read) return context.trap.Fail(read.error());
  done = *read;
  const std::size_t before = nodes_.size();
  nodes_.insert(nodes_.end(), rows_.neighbours.begin(), rows_.neighbours.end());
  relationships_.insert(relationships_.end(), rows_.relationships.begin(),
                        rows_.relationships.end());
  for (std::size_t i = 0; i < done; ++i) {
    if (known_.CodeOf(Raw(nodes[i])).second)
      ranges_.push_back({before + rows_.BeginOf(i), before + rows_.ends[i]});
  }
  context.entities.CountReads(rows_.neighbours.size());
  return kept_.GrowTo(context,
                      known_.bytes() + ranges_.size() * sizeof(Range) + 16 * nodes_.size());
}

bool Steps::Prefetch(Context& context, std::span<const NodeId> nodes) {
  if (lists_ != nullptr) return true;
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

bool Steps::From(Context& context, NodeId node, Range& out) {
  if (lists_ != nullptr) {
    out = BaseRange(node);
    context.entities.CountReads(out.end - out.begin);
    return true;
  }
  std::uint32_t number = known_.Find(Raw(node));
  if (number == NumberCodes::kNone) {
    std::size_t done = 0;
    if (!Read(context, {&node, 1}, done)) return false;
    number = known_.Find(Raw(node));
  }
  out = ranges_[number];
  return true;
}

bool Steps::Beyond(Context& context, std::uint64_t number, std::uint64_t end, Range& out) {
  constexpr std::size_t kMostAhead = 64;
  if (lists_ != nullptr) return From(context, NodeId{lists_->entries()[number]}, out);
  const std::uint32_t known = known_.Find(nodes_[number]);
  if (known != NumberCodes::kNone) {
    out = ranges_[known];
    return true;
  }
  wanted_.clear();
  for (std::uint64_t i = number; i < std::min(end, number + kMostAhead); ++i) {
    if (known_.Find(nodes_[i]) == NumberCodes::kNone) wanted_.push_back(NodeId{nodes_[i]});
  }
  std::size_t done = 0;
  return Read(context, wanted_, done) && From(context, NodeId{nodes_[number]}, out);
}

}  // namespace citygraph::queries::cypher
