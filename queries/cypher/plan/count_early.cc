// Counting before there are rows to count. Rows that differ in nothing that is still asked of them
// become one that says how often it was there; neighbours of whom only the number counts are not
// made rows at all.
//
//   MATCH (c:City)-[:HOSTED]->(e)-[:ABOUT]->(t)-[:SERVES]->(g) RETURN g.name, count(*)
//
// is grouped by t, of which there are few, before it goes on to g.
#include <algorithm>

#include "queries/cypher/plan/planning.h"

namespace citygraph::queries::cypher {

void Planner::CountEarly(PlanNode& node) {
  if (!options_.optimise || plan_->writes || plan_->random) return;
  if (node.kind == PlanKind::kAggregate) CountBelow(static_cast<AggregatePlan&>(node));
  for (const PlanPtr& input : node.inputs) CountEarly(*input);
}

// Whether these nodes are all that the rows still tell apart, and few enough.
bool Planner::WorthGrouping(const SlotSet& slots, const PlanNode& rows) const {
  constexpr double kFewerBy = 4;  // what a group costs, in rows that go on
  constexpr double kLeastRows = 64;
  if (slots.empty() || rows.rows < kLeastRows) return false;
  double groups = 1;
  for (const Slot slot : slots) {
    const auto count = node_counts_.find(slot);
    if (count == node_counts_.end()) return false;
    groups *= count->second;
  }
  return groups * kFewerBy <= rows.rows;
}

void Planner::CountBelow(AggregatePlan& aggregate) {
  const auto counts = [](const AggregatePlan::Item& item) {
    return item.function == AggregationKind::kCount && !item.distinct;
  };
  // Who ignores repeats is served by `distinct` and `once` of what is below.
  if (!std::ranges::any_of(aggregate.items, counts) ||
      !std::ranges::all_of(aggregate.items, [&](const AggregatePlan::Item& item) {
        return counts(item) || IgnoresRepeats(item);
      }))
    return;
  SlotSet needed(aggregate.uses.begin(), aggregate.uses.end());
  const auto weigh = [&](Slot times) {
    aggregate.times.push_back(times);
    aggregate.uses.push_back(times);
  };
  for (PlanPtr* edge = &aggregate.inputs.front();; edge = &(*edge)->inputs.front()) {
    PlanNode& node = **edge;
    const bool directly = edge == &aggregate.inputs.front();
    if (!(directly && aggregate.by_columns) && WorthGrouping(needed, node)) {
      auto group = On<AggregatePlan>(std::move(*edge));
      group->by_columns = true;
      group->rows = 1;
      for (const Slot slot : needed) {
        group->keys.push_back({slot, MakeColumn(slot)});
        group->binds.push_back(slot);
        group->uses.push_back(slot);
        group->rows *= node_counts_.at(slot);
      }
      const Slot times = NewSlot("times");
      group->items.push_back({.slot = times, .function = AggregationKind::kCount});
      group->binds.push_back(times);
      weigh(times);
      *edge = std::move(group);
      return;  // below it CountEarly goes on
    }
    switch (node.kind) {
      case PlanKind::kExpand: {
        auto& expand = static_cast<ExpandPlan&>(node);
        SettleRelationship(expand, needed);
        const Hop& hop = expand.hop;
        if (directly && !expand.wants_relationship && !hop.relationship_bound && !hop.to_bound &&
            hop.from != hop.to && hop.others.empty() && !needed.contains(hop.to)) {
          expand.times = NewSlot("times");
          expand.binds = {expand.times};
          expand.rows = expand.inputs.front()->rows;
          weigh(expand.times);
        }
        break;
      }
      case PlanKind::kFilter:
      case PlanKind::kNodeScan:
        break;
      default:
        return;
    }
    for (const Slot slot : node.binds) needed.erase(slot);
    needed.insert(node.uses.begin(), node.uses.end());
  }
}

}  // namespace citygraph::queries::cypher
