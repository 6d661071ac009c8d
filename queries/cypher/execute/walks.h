// What operators that follow many relationships share: steps from node to node, and conditions of
// each relationship on the way.
#pragma once

#include <span>
#include <vector>

#include "queries/cypher/execute/number_codes.h"
#include "queries/cypher/execute/operators.h"

namespace citygraph::queries::cypher {

// The steps from each node by one hop's direction and types. A relationship from a node to itself
// is one step.
//
// Steps of one type in one direction are read where the base has them, as long as nothing was
// committed since; others are read in batches and kept while nothing writes.
class Steps {
 public:
  struct Step {
    RelationshipId relationship;
    NodeId to;
  };
  // The steps from a node, by number.
  struct Range {
    std::uint64_t begin = 0;
    std::uint64_t end = 0;
  };

  // Does not own the hop, which must outlive it.
  Steps(const Hop& hop, Direction direction) : hop_(hop), direction_(direction) {}

  // To be called before the first use, and whenever something may have been written since.
  void Start(const Context& context);
  // Reads those that are not known yet, in one batch. False with an error.
  bool Prefetch(Context& context, std::span<const NodeId> nodes);
  // The steps from a node. Holds until Start or Shrink. False with an error.
  bool From(Context& context, NodeId node, Range& out);
  // The steps from where step `number` leads. When they are not known yet, some of those from where
  // the steps after it lead, up to `end`, are read with them: a walk comes there next.
  bool Beyond(Context& context, std::uint64_t number, std::uint64_t end, Range& out);
  // A step of those from `node`.
  Step At(NodeId node, std::uint64_t number) const {
    if (lists_ != nullptr) return BaseStep(node, number);
    return {RelationshipId{relationships_[number]}, NodeId{nodes_[number]}};
  }

  // Between walks: gives memory back when much is kept.
  void Shrink();

 private:
  // Reads the steps from the first of `nodes`, and from more while there are few.
  bool Read(Context& context, std::span<const NodeId> nodes, std::size_t& done);
  Range BaseRange(NodeId node) const {
    if (Raw(node) >= node_limit_) return {};
    const NeighbourLists::Range range = lists_->RangeOf(static_cast<NodeNumber>(Raw(node)));
    return {range.begin, range.end};
  }
  Step BaseStep(NodeId node, std::uint64_t number) const {
    const std::uint64_t position =
        direction_ == Direction::kOutgoing
            ? number
            : table_->PositionOfIncoming(static_cast<NodeNumber>(Raw(node)), number);
    return {position < table_->size() ? table_->IdAt(position) : RelationshipId{Column::kNullId},
            NodeId{lists_->entries()[number]}};
  }

  const Hop& hop_;
  Direction direction_;
  std::vector<TokenId> types_;  // of the hop

  // In the base: numbers are those of the lists' entries.
  const RelationshipTable* table_ = nullptr;
  const NeighbourLists* lists_ = nullptr;  // null: steps are kept below
  std::uint64_t node_limit_ = 0;

  NumberCodes known_;          // node: its number in ranges_
  std::vector<Range> ranges_;  // of the arrays that follow
  std::vector<std::uint64_t> nodes_;
  std::vector<std::uint64_t> relationships_;
  KeptBytes kept_;
  NeighbourRows rows_;
  std::vector<NodeId> wanted_;
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
