// The pattern of a MATCH as a graph of variables, with the conditions on them. For plan_match.cc,
// pattern_graph.cc and estimate.cc alone.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "queries/cypher/plan/planning.h"

namespace citygraph::queries::cypher {

struct Planner::PatternNode {
  Slot slot = kNoSlot;
  std::vector<std::string> labels;
  bool was_bound = false;  // before this pattern
  double count = 1;        // how many nodes it may be, about
};

struct Planner::PatternRelationship {
  Slot slot = kNoSlot;
  Slot left = kNoSlot;
  Slot right = kNoSlot;
  Direction direction = Direction::kBoth;  // from left to right
  std::vector<std::string> types;
  std::optional<HopRange> hops;
  PathSelector selector = PathSelector::kAll;
  ExprPtr condition;  // of each relationship of a variable length
  Slot each = kNoSlot;
  std::vector<Slot> condition_uses;
  Slot path = kNoSlot;  // gets the walk
  bool was_bound = false;
  bool done = false;
};

struct Planner::Predicate {
  ExprPtr condition;
  SlotSet uses;
  std::string text;
  double selectivity = 0.5;
  Slot labelled = kNoSlot;  // of a node's labels: which node
  // node.key = value, where it is of that form.
  Slot equal_slot = kNoSlot;
  std::string equal_key;
  const Expression* equal_value = nullptr;
  SlotSet value_uses;
  bool done = false;
};

struct Planner::PatternGraph {
  std::vector<PatternNode> nodes;
  std::vector<PatternRelationship> relationships;
  std::vector<Predicate> predicates;
  struct NamedPath {
    Slot slot = kNoSlot;
    Slot first = kNoSlot;
    std::vector<PathHop> hops;
    SlotSet uses;
    bool done = false;
  };
  std::vector<NamedPath> paths;
};

}  // namespace citygraph::queries::cypher
