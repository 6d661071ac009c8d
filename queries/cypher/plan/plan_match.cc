// Patterns: where to start, in which order to expand, and when to filter.
#include <algorithm>
#include <limits>

#include "queries/cypher/plan/pattern_graph.h"

namespace citygraph::queries::cypher {

PlanPtr Planner::PlanPattern(const std::vector<const PathPattern*>& paths, const Expression* where,
                             PlanPtr input) {
  PatternGraph graph;
  // Properties may speak of any variable of the pattern: all names first.
  for (const PathPattern* path : paths) AddPath(*path, graph);
  if (where != nullptr) AddPredicate(*where, graph);
  CountNodes(graph);
  // A node that may be null (of an OPTIONAL MATCH) matches nothing.
  for (const PatternNode& node : graph.nodes) {
    if (!node.was_bound) continue;
    Predicate& predicate = graph.predicates.emplace_back();
    predicate.condition = MakeIsNull(ReadVariable(node.slot), true);
    predicate.uses = {node.slot};
    predicate.selectivity = 1;
    predicate.text = "bound";
  }
  input = ApplyPredicates(graph, std::move(input));
  return options_.optimise ? PlanByCost(graph, std::move(input))
                           : PlanInOrder(graph, std::move(input));
}

// All conditions and paths that can be told by now.
PlanPtr Planner::ApplyPredicates(PatternGraph& graph, PlanPtr input) {
  const auto ready = [&](const SlotSet& uses) {
    return std::ranges::all_of(uses, [&](Slot slot) { return bound_.contains(slot); });
  };
  for (auto& path : graph.paths) {
    if (path.done || !ready(path.uses)) continue;
    path.done = true;
    auto project = On<ProjectPlan>(std::move(input));
    project->assignments.push_back({path.slot, MakePath(path.first, path.hops)});
    project->uses.assign(path.uses.begin(), path.uses.end());
    project->binds = {path.slot};
    bound_.insert(path.slot);
    input = std::move(project);
  }
  std::unique_ptr<FilterPlan> filter;
  SlotSet uses;
  double selectivity = 1;
  for (Predicate& predicate : graph.predicates) {
    if (predicate.done || !ready(predicate.uses)) continue;
    predicate.done = true;
    if (!filter) filter = std::make_unique<FilterPlan>();
    filter->conditions.push_back(std::move(predicate.condition));
    if (!filter->text.empty()) filter->text += " AND ";
    filter->text += predicate.text;
    uses.insert(predicate.uses.begin(), predicate.uses.end());
    selectivity *= predicate.selectivity;
  }
  if (!filter) return input;
  filter->uses.assign(uses.begin(), uses.end());
  filter->rows = std::max(input->rows * selectivity, 1e-3);
  filter->inputs.push_back(std::move(input));
  return filter;
}

bool Planner::HasIndex(const std::string& label, const std::string& property) const {
  if (options_.graph == nullptr || !options_.optimise) return false;
  const auto has = options_.graph->HasIndex(label, property);
  return has && *has;  // an error shows when the plan runs
}

PlanPtr Planner::ScanNode(PatternGraph& graph, std::size_t number, PlanPtr input) {
  const PatternNode& node = graph.nodes[number];
  auto scan = On<NodeScanPlan>(std::move(input));
  scan->node = node.slot;
  scan->binds = {node.slot};
  scan->rows = std::max(scan->rows * ScanRows(graph, number), 1e-3);
  const auto count = [&](const std::string& label) {
    const auto found = statistics_.labels.find(label);
    return found == statistics_.labels.end() ? 0.0 : found->second;
  };
  for (const std::string& label : node.labels) {
    if (scan->label.empty() || (options_.optimise && count(label) < count(scan->label)))
      scan->label = label;
  }
  for (const Predicate& predicate : graph.predicates) {
    if (predicate.equal_slot != node.slot || predicate.equal_value == nullptr) continue;
    if (!std::ranges::all_of(predicate.value_uses, [&](Slot slot) { return IsBound(slot); }))
      continue;
    const auto label = std::ranges::find_if(
        node.labels, [&](const std::string& each) { return HasIndex(each, predicate.equal_key); });
    if (label == node.labels.end()) continue;
    const References references(*this);
    scan->label = *label;
    scan->property = predicate.equal_key;
    scan->value = Compile(*predicate.equal_value);
    scan->uses = references.Take();
    break;
  }
  bound_.insert(node.slot);
  never_null_.insert(node.slot);
  return ApplyPredicates(graph, std::move(scan));
}

std::vector<Slot> Planner::OthersOf(const PatternGraph& graph, std::size_t number) const {
  std::vector<Slot> others;
  const PatternRelationship& mine = graph.relationships[number];
  for (std::size_t i = 0; i < graph.relationships.size(); ++i) {
    const PatternRelationship& each = graph.relationships[i];
    if (i == number || !(each.done || each.was_bound) || each.slot == mine.slot) continue;
    const bool apart = !each.types.empty() && !mine.types.empty() &&
                       std::ranges::none_of(each.types, [&](const std::string& type) {
                         return std::ranges::find(mine.types, type) != mine.types.end();
                       });
    if (!apart) others.push_back(each.slot);
  }
  return others;
}

Slot Planner::WayBack(const PatternGraph& graph, const Hop& hop) const {
  if (!options_.optimise || hop.others.size() != 1 || hop.relationship_bound) return kNoSlot;
  const auto other =
      std::ranges::find(graph.relationships, hop.others.front(), &PatternRelationship::slot);
  if (other == graph.relationships.end() || other->was_bound || other->hops ||
      other->selector != PathSelector::kAll || other->left == other->right ||
      !std::ranges::is_permutation(other->types, hop.types))
    return kNoSlot;
  if (other->left == hop.from && other->direction == hop.direction) return other->right;
  if (other->right == hop.from && Reversed(other->direction) == hop.direction) return other->left;
  return kNoSlot;
}

PlanPtr Planner::ExpandRelationship(PatternGraph& graph, std::size_t number, bool forward,
                                    PlanPtr input) {
  PatternRelationship& relationship = graph.relationships[number];
  Hop hop;
  hop.from = forward ? relationship.left : relationship.right;
  hop.to = forward ? relationship.right : relationship.left;
  hop.relationship = relationship.slot;
  hop.direction = forward ? relationship.direction : Reversed(relationship.direction);
  hop.types = relationship.types;
  hop.relationship_bound = relationship.was_bound;
  hop.from_bound = IsBound(hop.from);
  hop.to_bound = IsBound(hop.to);
  hop.others = OthersOf(graph, number);
  if (!relationship.hops && relationship.selector == PathSelector::kAll)
    hop.back = WayBack(graph, hop);
  std::vector<Slot> uses = hop.others;
  uses.push_back(hop.from);
  if (hop.to_bound) uses.push_back(hop.to);
  if (hop.relationship_bound) uses.push_back(hop.relationship);
  std::vector<Slot> binds;
  if (!hop.from_bound) {
    std::erase(uses, hop.from);
    binds.push_back(hop.from);
  }
  if (!hop.to_bound && hop.to != hop.from) binds.push_back(hop.to);
  if (!hop.relationship_bound) binds.push_back(hop.relationship);
  const double rows = std::max(input->rows * Fanout(graph, number, forward, bound_), 1e-3);
  const auto range = [&](auto& plan) {
    plan.least = relationship.hops ? relationship.hops->from.value_or(1) : 1;
    plan.most = relationship.hops ? relationship.hops->to.value_or(~std::uint64_t{0}) : 1;
    plan.condition = std::move(relationship.condition);
    plan.each = relationship.each;
    plan.path = relationship.path;
    uses.insert(uses.end(), relationship.condition_uses.begin(), relationship.condition_uses.end());
    if (plan.path != kNoSlot) binds.push_back(plan.path);
  };
  PlanPtr made;
  if (relationship.selector != PathSelector::kAll) {
    auto plan = On<ShortestPathPlan>(std::move(input));
    range(*plan);
    plan->all = relationship.selector == PathSelector::kAllShortest;
    plan->single_hop = !relationship.hops;
    for (Predicate& predicate : graph.predicates) {
      const auto is_new = [&](Slot slot) { return std::ranges::find(binds, slot) != binds.end(); };
      if (predicate.done || std::ranges::none_of(predicate.uses, is_new) ||
          !std::ranges::all_of(predicate.uses,
                               [&](Slot slot) { return is_new(slot) || IsBound(slot); }))
        continue;
      predicate.done = true;
      plan->conditions.push_back(std::move(predicate.condition));
      uses.insert(uses.end(), predicate.uses.begin(), predicate.uses.end());
    }
    plan->hop = std::move(hop);
    made = std::move(plan);
  } else if (relationship.hops) {
    auto plan = On<VarExpandPlan>(std::move(input));
    range(*plan);
    plan->reversed = !forward;
    plan->hop = std::move(hop);
    made = std::move(plan);
  } else {
    auto plan = On<ExpandPlan>(std::move(input));
    if (!hop.to_bound && !hop.relationship_bound && hop.to != hop.from) {
      plan->to_labels = std::ranges::find(graph.nodes, hop.to, &PatternNode::slot)->labels;
      for (Predicate& predicate : graph.predicates)
        predicate.done = predicate.done || predicate.labelled == hop.to;
    }
    plan->hop = std::move(hop);
    made = std::move(plan);
  }
  made->rows = rows;
  made->uses = std::move(uses);
  bound_.insert(binds.begin(), binds.end());
  never_null_.insert(binds.begin(), binds.end());
  made->binds = std::move(binds);
  relationship.done = true;
  return ApplyPredicates(graph, std::move(made));
}

PlanPtr Planner::PlanInOrder(PatternGraph& graph, PlanPtr input) {
  const auto scan = [&](Slot slot) {
    if (IsBound(slot)) return;
    const auto node = std::ranges::find(graph.nodes, slot, &PatternNode::slot);
    input = ScanNode(graph, static_cast<std::size_t>(node - graph.nodes.begin()), std::move(input));
  };
  for (std::size_t i = 0; i < graph.relationships.size(); ++i) {
    if (graph.relationships[i].selector != PathSelector::kAll) continue;  // PlanShortest
    scan(graph.relationships[i].left);
    input = ExpandRelationship(graph, i, true, std::move(input));
  }
  for (const PatternNode& node : graph.nodes) scan(node.slot);
  return PlanShortest(graph, std::move(input));
}

// Shortest paths, when all else of the pattern is there: conditions may speak of path and rest.
PlanPtr Planner::PlanShortest(PatternGraph& graph, PlanPtr input) {
  for (std::size_t i = 0; i < graph.relationships.size(); ++i) {
    if (!graph.relationships[i].done) input = ExpandRelationship(graph, i, true, std::move(input));
  }
  return input;
}

PlanPtr Planner::PlanByCost(PatternGraph& graph, PlanPtr input) {
  while (true) {
    // A relationship at something bound, that multiplies rows least.
    double best = std::numeric_limits<double>::infinity();
    std::optional<std::pair<std::size_t, bool>> expand;
    for (std::size_t i = 0; i < graph.relationships.size(); ++i) {
      const PatternRelationship& each = graph.relationships[i];
      if (each.done) continue;
      const bool left = IsBound(each.left);
      const bool right = IsBound(each.right);
      if (each.selector != PathSelector::kAll) continue;  // PlanShortest
      for (const bool forward : {true, false}) {
        const bool loose = each.was_bound && !each.hops;  // its ends are found from itself
        if (!(forward ? left : right) && !loose) continue;
        const double fanout = Fanout(graph, i, forward, bound_);
        if (fanout >= best) continue;
        best = fanout;
        expand = {i, forward};
      }
    }
    if (expand) {
      input = ExpandRelationship(graph, expand->first, expand->second, std::move(input));
      continue;
    }
    // Else a node, from where the rest is cheapest.
    best = std::numeric_limits<double>::infinity();
    std::optional<std::size_t> start;
    for (std::size_t i = 0; i < graph.nodes.size(); ++i) {
      if (IsBound(graph.nodes[i].slot)) continue;
      const double cost = CostFrom(graph, i, 1);
      if (start && cost >= best) continue;
      best = cost;
      start = i;
    }
    if (!start) return PlanShortest(graph, std::move(input));
    input = ScanNode(graph, *start, std::move(input));
  }
}

}  // namespace citygraph::queries::cypher
