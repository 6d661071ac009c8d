// What operators that follow many relationships share: neighbours that are kept, and conditions of
// each relationship on the way.
#pragma once

#include <algorithm>
#include <string>
#include <string_view>
#include <unordered_map>
#include <utility>
#include <vector>

#include "queries/cypher/execute/operators.h"

namespace citygraph::queries::cypher {

// Neighbours of nodes by one hop's direction and types, kept while nothing writes.
class Neighbourhood {
 public:
  Neighbourhood(const Hop& hop, Direction direction) : direction_(direction) {
    for (const std::string& type : hop.types) types_.push_back(type);
  }

  void Clear() { lists_.clear(); }

  // Reads those that are not known yet, in one batch.
  bool Prefetch(Context& context, const std::vector<NodeId>& nodes) {
    std::vector<NodeId> wanted;
    for (const NodeId node : nodes) {
      if (lists_.try_emplace(Raw(node)).second) wanted.push_back(node);
    }
    if (wanted.empty()) return true;
    auto lists = context.entities.view().Neighbours(wanted, direction_, types_);
    if (!lists) {
      lists_.clear();
      return context.trap.Fail(std::move(lists).error());
    }
    for (std::size_t i = 0; i < wanted.size(); ++i) {
      context.entities.CountReads((*lists)[i].size());
      std::vector<Adjacent>& list = (*lists)[i];
      if (direction_ == Direction::kBoth) {
        // A relationship from a node to itself shows on both sides; once is enough.
        std::erase_if(list, [&](const Adjacent& each) {
          return !each.outgoing && each.neighbour == wanted[i];
        });
      }
      lists_[Raw(wanted[i])] = std::move(list);
    }
    return true;
  }

  // Null after an error. Holds until Clear or Shrink.
  const std::vector<Adjacent>* Of(Context& context, NodeId node) {
    const auto found = lists_.find(Raw(node));
    if (found != lists_.end()) return &found->second;
    if (!Prefetch(context, {node})) return nullptr;
    return &lists_[Raw(node)];
  }

  // Between walks: gives memory back when much is kept.
  void Shrink() {
    constexpr std::size_t kMostKept = 1 << 18;
    if (lists_.size() > kMostKept) lists_.clear();
  }

 private:
  Direction direction_;
  std::vector<std::string_view> types_;
  std::unordered_map<std::uint64_t, std::vector<Adjacent>> lists_;
};

// Whether a relationship satisfies the pattern's properties.
inline bool Satisfies(Context& context, const Expr* condition, Slot each,
                      RelationshipId relationship, const Row& row, bool& out) {
  out = true;
  if (condition == nullptr) return true;
  context.locals[each] = Value(relationship);
  return EvalCondition(*condition, context, row, out);
}

}  // namespace citygraph::queries::cypher
