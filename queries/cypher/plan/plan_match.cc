// Patterns: where to start, in which order to expand, and when to filter.
#include <algorithm>
#include <limits>

#include "queries/cypher/plan/planning.h"

namespace citygraph::queries::cypher {

struct Planner::PatternNode {
  Slot slot = kNoSlot;
  std::vector<std::string> labels;
  bool was_bound = false;  // before this pattern
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

PlanPtr Planner::PlanPattern(const std::vector<const PathPattern*>& paths, const Expression* where,
                             PlanPtr input) {
  PatternGraph graph;
  // Properties may speak of any variable of the pattern: all names first.
  for (const PathPattern* path : paths) AddPath(*path, graph);
  if (where != nullptr) AddPredicate(*where, graph);
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

void Planner::AddPath(const PathPattern& path, PatternGraph& graph) {
  for (const NodePattern& node : path.nodes) {
    const Slot slot = SlotOf(node.variable.id);
    auto known = std::ranges::find(graph.nodes, slot, &PatternNode::slot);
    if (known == graph.nodes.end()) {
      graph.nodes.push_back({slot, {}, IsBound(slot)});
      known = graph.nodes.end() - 1;
    }
    for (const Name& label : node.labels) known->labels.push_back(label.text);
    if (!node.labels.empty()) {
      Predicate& predicate = graph.predicates.emplace_back();
      std::vector<std::string> labels;
      for (const Name& label : node.labels) {
        labels.push_back(label.text);
        predicate.text += ":" + label.text;
      }
      predicate.condition = MakeHasLabels(MakeColumn(slot), std::move(labels), node.span);
      predicate.uses = {slot};
    }
    if (node.properties) AddProperties(slot, *node.properties, graph);
  }
  const bool named = path.variable.id != kNoVariable;
  PatternGraph::NamedPath whole;
  for (std::size_t i = 0; i < path.relationships.size(); ++i) {
    const RelationshipPattern& pattern = path.relationships[i];
    PatternRelationship& made = graph.relationships.emplace_back();
    made.slot = SlotOf(pattern.variable.id);
    made.left = SlotOf(path.nodes[i].variable.id);
    made.right = SlotOf(path.nodes[i + 1].variable.id);
    made.direction = pattern.direction;
    for (const Name& type : pattern.types) made.types.push_back(type.text);
    made.hops = pattern.hops;
    made.selector = path.selector;
    made.was_bound = IsBound(made.slot);
    if (pattern.properties && (made.hops || made.selector != PathSelector::kAll)) {
      // Asked of every relationship on the way, as a variable of its own.
      made.each = NewSlot("each");
      const References references(*this);
      const Local local(*this, made.each);
      const auto* map = pattern.properties->As<MapLiteral>();
      std::vector<ExprPtr> conditions;
      conditions.push_back(MakeConstant(true));
      conditions.push_back(MakeConstant(true));
      if (map != nullptr) {
        for (const MapEntryExpression& entry : map->entries) {
          std::vector<ExprPtr> sides;
          sides.push_back(MakeProperty(MakeLocal(made.each), entry.key.text, entry.key.span));
          sides.push_back(Compile(*entry.value));
          conditions.push_back(MakeComparison(std::move(sides), {ComparisonOperator::kEqual}));
        }
      } else {
        conditions.push_back(
            MakeEntityMatchesMap(MakeLocal(made.each), Compile(*pattern.properties), pattern.span));
      }
      made.condition = MakeLogical(LogicalOperator::kAnd, std::move(conditions), pattern.span);
      made.condition_uses = references.Take();
    } else if (pattern.properties) {
      AddProperties(made.slot, *pattern.properties, graph);
    }
    if (named && (made.hops || made.selector != PathSelector::kAll)) {
      made.path = path.selector != PathSelector::kAll ? SlotOf(path.variable.id) : NewSlot("walk");
    }
    whole.hops.push_back({made.path != kNoSlot ? made.path : made.slot, made.path != kNoSlot});
  }
  if (named && path.selector == PathSelector::kAll) {
    whole.slot = SlotOf(path.variable.id);
    whole.first = SlotOf(path.nodes.front().variable.id);
    whole.uses.insert(whole.first);
    for (const PathHop& hop : whole.hops) whole.uses.insert(hop.slot);
    graph.paths.push_back(std::move(whole));
  }
}

void Planner::AddProperties(Slot slot, const Expression& properties, PatternGraph& graph) {
  const auto* map = properties.As<MapLiteral>();
  if (map == nullptr) {
    const References references(*this);
    Predicate predicate;
    predicate.condition =
        MakeEntityMatchesMap(MakeColumn(slot), Compile(properties), properties.span);
    predicate.uses = references.slots();
    predicate.uses.insert(slot);
    predicate.text = TextOf(properties.span);
    graph.predicates.push_back(std::move(predicate));
    return;
  }
  for (const MapEntryExpression& entry : map->entries) {
    const References references(*this);
    Predicate predicate;
    std::vector<ExprPtr> sides;
    sides.push_back(
        MakeColumnProperty(slot, KeyNumber(entry.key.text), entry.key.text, entry.key.span));
    sides.push_back(Compile(*entry.value));
    predicate.condition = MakeComparison(std::move(sides), {ComparisonOperator::kEqual});
    predicate.value_uses = references.slots();
    predicate.uses = references.slots();
    predicate.uses.insert(slot);
    predicate.equal_slot = slot;
    predicate.equal_key = entry.key.text;
    predicate.equal_value = entry.value.get();
    predicate.selectivity = 0.1;
    predicate.text = entry.key.text + " = " + TextOf(entry.value->span);
    graph.predicates.push_back(std::move(predicate));
  }
}

void Planner::AddPredicate(const Expression& condition, PatternGraph& graph) {
  if (const auto* logical = condition.As<Logical>();
      logical != nullptr && logical->op == LogicalOperator::kAnd) {
    for (const ExpressionPtr& operand : logical->operands) AddPredicate(*operand, graph);
    return;
  }
  // Subplans bind what is bound where they are made: here all of the pattern will be.
  const SlotSet before = bound_;
  for (const PatternNode& node : graph.nodes) bound_.insert(node.slot);
  for (const PatternRelationship& each : graph.relationships) {
    bound_.insert(each.slot);
    if (each.path != kNoSlot) bound_.insert(each.path);
  }
  for (const auto& path : graph.paths) bound_.insert(path.slot);
  Predicate predicate;
  {
    const References references(*this);
    predicate.condition = Compile(condition);
    predicate.uses = references.slots();
  }
  predicate.text = TextOf(condition.span);
  const auto* comparison = condition.As<Comparison>();
  if (comparison != nullptr && comparison->operators.size() == 1) {
    predicate.selectivity = 0.3;
    if (comparison->operators.front() == ComparisonOperator::kEqual) {
      predicate.selectivity = 0.1;
      for (const bool turned : {false, true}) {
        const Expression& key = *comparison->operands[turned ? 1 : 0];
        const Expression& value = *comparison->operands[turned ? 0 : 1];
        const auto* access = key.As<PropertyAccess>();
        const auto* variable = access == nullptr ? nullptr : access->base->As<VariableExpression>();
        if (variable == nullptr || locals_.contains(SlotOf(variable->variable.id))) continue;
        const References references(*this);
        Compile(value);
        if (references.slots().contains(SlotOf(variable->variable.id))) continue;
        predicate.equal_slot = SlotOf(variable->variable.id);
        predicate.equal_key = access->key.text;
        predicate.equal_value = &value;
        predicate.value_uses = references.slots();
        break;
      }
    }
  }
  bound_ = before;
  graph.predicates.push_back(std::move(predicate));
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

PlanPtr Planner::ExpandRelationship(PatternGraph& graph, std::size_t number, bool forward,
                                    PlanPtr input) {
  PatternRelationship& relationship = graph.relationships[number];
  Hop hop;
  hop.from = forward ? relationship.left : relationship.right;
  hop.to = forward ? relationship.right : relationship.left;
  hop.relationship = relationship.slot;
  hop.direction = relationship.direction;
  if (!forward && hop.direction != Direction::kBoth) {
    hop.direction =
        hop.direction == Direction::kOutgoing ? Direction::kIncoming : Direction::kOutgoing;
  }
  hop.types = relationship.types;
  hop.relationship_bound = relationship.was_bound;
  hop.from_bound = IsBound(hop.from);
  hop.to_bound = IsBound(hop.to);
  hop.others = OthersOf(graph, number);
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
    plan->hop = std::move(hop);
    made = std::move(plan);
  }
  made->rows = rows;
  made->uses = std::move(uses);
  bound_.insert(binds.begin(), binds.end());
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
    if (found != statistics_.types.end()) count += found->second;
  }
  if (relationship.types.empty()) count = statistics_.relationships;
  const auto nodes_of = [&](Slot slot) {
    double nodes = std::max(statistics_.nodes, 1.0);
    const auto node = std::ranges::find(graph.nodes, slot, &PatternNode::slot);
    for (const std::string& label : node->labels) {
      const auto found = statistics_.labels.find(label);
      if (found != statistics_.labels.end()) nodes = std::min(nodes, std::max(found->second, 1.0));
    }
    return nodes;
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
