// What operators that follow many relationships share: neighbours that are kept, and conditions of
// each relationship on the way.
#pragma once

#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "queries/cypher/execute/number_codes.h"
#include "queries/cypher/execute/operators.h"

namespace citygraph::queries::cypher {

// Neighbours of nodes by one hop's direction and types, kept while nothing writes. A relationship
// from a node to itself shows once.
class Neighbourhood {
 public:
  struct Step {
    RelationshipId relationship;
    NodeId neighbour;
  };
  // The steps from a node, by number.
  struct Range {
    std::size_t begin = 0;
    std::size_t end = 0;
  };

  // Does not own the hop, which must outlive it.
  Neighbourhood(const Hop& hop, Direction direction) : hop_(hop), direction_(direction) {}

  void Clear();
  // Reads those that are not known yet, in one batch. False with an error.
  bool Prefetch(Context& context, std::span<const NodeId> nodes);
  // The steps from a node. Holds until Clear or Shrink. False with an error.
  bool Of(Context& context, NodeId node, Range& out);
  // The steps from where step `number` leads. When they are not known yet, some of those from where
  // the steps after it lead, up to `end`, are read with them: a walk comes there next.
  bool Beyond(Context& context, std::size_t number, std::size_t end, Range& out);

  Step At(std::size_t number) const {
    return {RelationshipId{relationships_[number]}, NodeId{nodes_[number]}};
  }

  // Between walks: gives memory back when much is kept.
  void Shrink();

 private:
  // Adds what is next to the first of `nodes`, and to more while there are few.
  bool Read(Context& context, std::span<const NodeId> nodes, std::size_t& done);

  const Hop& hop_;
  Direction direction_;
  NumberCodes known_;          // node: its number in ranges_
  std::vector<Range> ranges_;
  std::vector<std::uint64_t> nodes_;
  std::vector<std::uint64_t> relationships_;
  NeighbourRows lists_;
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
