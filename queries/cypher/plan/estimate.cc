// How many rows a step of a pattern gives, from the graph's statistics.
#include <algorithm>
#include <limits>

#include "queries/cypher/plan/pattern_graph.h"

namespace citygraph::queries::cypher {

// How many nodes a pattern's node may be. One without a label is taken for one of a kind that its
// relationships lead from and to: as many as the widest of them has ends; and never more, here,
// than the narrowest has.
void Planner::CountNodes(PatternGraph& graph) {
  const double all = std::max(statistics_.nodes, 1.0);
  const auto ends_of = [&](const PatternRelationship& relationship, bool left) {
    double ends = 0;
    for (const std::string& type : relationship.types) {
      const auto found = statistics_.types.find(type);
      if (found == statistics_.types.end()) continue;
      const Direction direction = relationship.direction;
      if (direction != (left ? Direction::kIncoming : Direction::kOutgoing))
        ends += found->second.starts;
      if (direction != (left ? Direction::kOutgoing : Direction::kIncoming))
        ends += found->second.ends;
    }
    return std::clamp(ends, 1.0, all);
  };
  for (PatternNode& node : graph.nodes) {
    node.count = all;
    for (const std::string& label : node.labels) {
      const auto found = statistics_.labels.find(label);
      if (found != statistics_.labels.end())
        node.count = std::min(node.count, std::max(found->second, 1.0));
    }
    double widest = 0;
    double narrowest = node.count;
    for (const PatternRelationship& each : graph.relationships) {
      if (each.types.empty() || (each.hops && each.hops->from.value_or(1) == 0)) continue;
      for (const bool left : {true, false}) {
        if ((left ? each.left : each.right) != node.slot) continue;
        widest = std::max(widest, ends_of(each, left));
        narrowest = std::min(narrowest, ends_of(each, left));
      }
    }
    if (node.labels.empty() && widest > 0) node.count = widest;
    const double here = node.was_bound ? node.count : narrowest;
    double& count = node_counts_.try_emplace(node.slot, here).first->second;
    count = std::min(count, here);
  }
}

double Planner::Selectivity(const PatternGraph& graph, Slot slot) const {
  double selectivity = 1;
  for (const Predicate& predicate : graph.predicates) {
    if (predicate.uses.contains(slot) && predicate.uses.size() == 1 &&
        predicate.text.front() != ':')
      selectivity *= predicate.selectivity;
  }
  return selectivity;
}

// Rows of a scan, before its conditions but with an index.
double Planner::ScanRows(const PatternGraph& graph, std::size_t number) const {
  const PatternNode& node = graph.nodes[number];
  double rows = std::max(statistics_.nodes, 1.0);
  for (const std::string& label : node.labels) {
    const auto found = statistics_.labels.find(label);
    rows = std::min(rows, found == statistics_.labels.end() ? 0.1 : found->second);
  }
  for (const Predicate& predicate : graph.predicates) {
    if (predicate.equal_slot != node.slot ||
        !std::ranges::all_of(predicate.value_uses, [&](Slot slot) { return IsBound(slot); }))
      continue;
    for (const std::string& label : node.labels) {
      if (HasIndex(label, predicate.equal_key)) return std::min(rows, 2.0);
    }
  }
  return rows;
}

// How many relationships of the kind a node has on average.
double Planner::Fanout(const PatternGraph& graph, std::size_t number, bool forward,
                       const SlotSet& bound) const {
  const PatternRelationship& relationship = graph.relationships[number];
  if (relationship.was_bound) return 1;
  double count = 0;
  for (const std::string& type : relationship.types) {
    const auto found = statistics_.types.find(type);
    if (found != statistics_.types.end()) count += found->second.relationships;
  }
  if (relationship.types.empty()) count = statistics_.relationships;
  const auto nodes_of = [&](Slot slot) {
    return std::ranges::find(graph.nodes, slot, &PatternNode::slot)->count;
  };
  const Slot from = forward ? relationship.left : relationship.right;
  const Slot to = forward ? relationship.right : relationship.left;
  double fanout = count / nodes_of(from);
  if (relationship.direction == Direction::kBoth) fanout *= 2;
  if (relationship.hops) {
    const double most =
        static_cast<double>(std::min<std::uint64_t>(relationship.hops->to.value_or(5), 5));
    double sum = 1;
    for (double i = 0; i < most; ++i) sum *= std::max(fanout, 1.1);
    fanout = sum;
  }
  if (relationship.selector != PathSelector::kAll) return 1;
  return bound.contains(to) ? fanout / nodes_of(to) : fanout;
}

// What a greedy order would cost in rows, from that node on.
double Planner::CostFrom(const PatternGraph& graph, std::size_t start, double rows) const {
  SlotSet bound = bound_;
  rows *= ScanRows(graph, start);
  double cost = rows;
  rows *= Selectivity(graph, graph.nodes[start].slot);
  bound.insert(graph.nodes[start].slot);
  std::vector<bool> done(graph.relationships.size());
  while (true) {
    double best = std::numeric_limits<double>::infinity();
    std::size_t best_number = 0;
    Slot best_to = kNoSlot;
    for (std::size_t i = 0; i < graph.relationships.size(); ++i) {
      const PatternRelationship& each = graph.relationships[i];
      if (done[i] || each.done || each.selector != PathSelector::kAll) continue;
      for (const bool forward : {true, false}) {
        if (!bound.contains(forward ? each.left : each.right)) continue;
        const double fanout = Fanout(graph, i, forward, bound);
        if (fanout >= best) continue;
        best = fanout;
        best_number = i;
        best_to = forward ? each.right : each.left;
      }
    }
    if (best_to == kNoSlot) return cost;
    done[best_number] = true;
    rows *= best;
    cost += rows;
    if (bound.insert(best_to).second) rows *= Selectivity(graph, best_to);
  }
}

}  // namespace citygraph::queries::cypher
