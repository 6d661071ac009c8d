// Which columns are carried where: only what is read above.
#include <algorithm>

#include "queries/cypher/plan/planning.h"

namespace citygraph::queries::cypher {
namespace {

void Add(SlotSet& set, const std::vector<Slot>& slots) { set.insert(slots.begin(), slots.end()); }
void Add(SlotSet& set, const SlotSet& slots) { set.insert(slots.begin(), slots.end()); }
void Drop(SlotSet& set, const std::vector<Slot>& slots) {
  for (const Slot slot : slots) set.erase(slot);
}

}  // namespace

bool Planner::IgnoresRepeats(const AggregatePlan::Item& item) {
  return item.distinct || item.function == AggregationKind::kMin ||
         item.function == AggregationKind::kMax;
}

// Whether nobody would notice if rows of the operator's input came once instead of several times,
// given that of its own.
bool Planner::IgnoresRepeats(const PlanNode& node, bool above) {
  switch (node.kind) {
    case PlanKind::kDistinct:
      return true;
    case PlanKind::kAggregate:
      return std::ranges::all_of(
          static_cast<const AggregatePlan&>(node).items,
          [](const AggregatePlan::Item& item) { return IgnoresRepeats(item); });
    case PlanKind::kNodeScan:
    case PlanKind::kExpand:
    case PlanKind::kVarExpand:
    case PlanKind::kShortestPath:
    case PlanKind::kFilter:
    case PlanKind::kProject:
    case PlanKind::kUnwind:
    case PlanKind::kUnion:
      return above;
    case PlanKind::kSort:
      return above && !static_cast<const SortPlan&>(node).limit;
    default:  // counts rows, or changes the graph
      return false;
  }
}

// Whether it gives the relationship, and so how it leaves out the way that it came.
void Planner::SettleRelationship(ExpandPlan& expand, const SlotSet& required) {
  Hop& hop = expand.hop;
  expand.wants_relationship = !hop.relationship_bound && required.contains(hop.relationship);
  if (expand.wants_relationship || hop.back == kNoSlot || hop.others.empty()) return;
  std::erase(expand.uses, hop.others.front());
  hop.others.clear();
  expand.uses.push_back(hop.back);
}

SlotSet Planner::Live(PlanNode& node, const SlotSet& required, bool ignores_repeats) {
  const bool below_ignores = IgnoresRepeats(node, ignores_repeats) && !plan_->writes &&
                             !plan_->random && options_.optimise;
  if (node.kind == PlanKind::kExpand) {
    SettleRelationship(static_cast<ExpandPlan&>(node), required);
  }
  SlotSet carried = required;
  Drop(carried, node.binds);
  SlotSet below = carried;
  Add(below, node.uses);
  SlotSet argument;
  switch (node.kind) {
    case PlanKind::kUnit:
      node.carry.clear();
      return {};
    case PlanKind::kArgument:
      node.carry.assign(carried.begin(), carried.end());
      return carried;
    case PlanKind::kUnion: {
      auto& all = static_cast<UnionPlan&>(node);
      for (std::size_t i = 0; i < all.inputs.size(); ++i) {
        SlotSet wanted = carried;
        Add(wanted, all.from[i]);
        Add(argument, Live(*all.inputs[i], wanted, below_ignores));
      }
      node.carry.assign(carried.begin(), carried.end());
      return argument;
    }
    case PlanKind::kAggregate:
      // Groups keep nothing of their rows; what is needed beside them is of the query around.
      node.carry.assign(carried.begin(), carried.end());
      below = SlotSet(node.uses.begin(), node.uses.end());
      argument = Live(*node.inputs[0], below, below_ignores);
      Add(argument, carried);
      return argument;
    case PlanKind::kOptional: {
      auto& optional = static_cast<OptionalPlan&>(node);
      std::erase_if(optional.nulls, [&](Slot slot) { return !required.contains(slot); });
      SlotSet inner(optional.nulls.begin(), optional.nulls.end());
      inner.insert(optional.ordinal);
      SlotSet needs = Live(*optional.inputs[1], inner, false);
      needs.erase(optional.ordinal);
      Add(below, needs);
      break;
    }
    case PlanKind::kMerge: {
      // Matches take their columns from the inner plan, the rest from the row.
      Add(carried, node.uses);
      Drop(carried, node.binds);
      below = carried;
      Add(below, Live(*node.inputs[1], SlotSet(node.binds.begin(), node.binds.end()), false));
      break;
    }
    case PlanKind::kExpand: {
      auto& expand = static_cast<ExpandPlan&>(node);
      // Only where `from` ends here: else each row has another.
      expand.distinct = ignores_repeats && below_ignores && !expand.wants_relationship &&
                        !expand.hop.relationship_bound && !expand.hop.to_bound &&
                        expand.hop.to != expand.hop.from && !carried.contains(expand.hop.from);
      expand.once = ignores_repeats && below_ignores && !expand.wants_relationship &&
                    !expand.hop.relationship_bound &&
                    (expand.hop.to_bound || !required.contains(expand.hop.to));
      break;
    }
    case PlanKind::kVarExpand: {
      auto& expand = static_cast<VarExpandPlan&>(node);
      expand.wants_list =
          !expand.hop.relationship_bound && required.contains(expand.hop.relationship);
      if (expand.path != kNoSlot && !required.contains(expand.path)) expand.path = kNoSlot;
      // The shortest walk to a node is a trail; but a way back over the same relationship is none.
      expand.ends_once =
          ignores_repeats && below_ignores && !expand.wants_list &&
          !expand.hop.relationship_bound && expand.path == kNoSlot && expand.hop.others.empty() &&
          expand.least <= expand.most &&
          (expand.least == 0 || (expand.least == 1 && expand.hop.direction != Direction::kBoth));
      break;
    }
    default:
      break;
  }
  Drop(below, node.binds);
  node.carry.assign(carried.begin(), carried.end());
  Add(argument, Live(*node.inputs[0], below, below_ignores));
  return argument;
}

void Planner::Number(PlanNode& node) {
  node.number = plan_->operators++;
  for (const PlanPtr& input : node.inputs) Number(*input);
}

}  // namespace citygraph::queries::cypher
