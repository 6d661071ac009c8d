// From the tree of a pattern to its graph.
#include "queries/cypher/plan/pattern_graph.h"

#include <algorithm>

namespace citygraph::queries::cypher {

void Planner::AddPath(const PathPattern& path, PatternGraph& graph) {
  for (const NodePattern& node : path.nodes) {
    const Slot slot = SlotOf(node.variable.id);
    auto known = std::ranges::find(graph.nodes, slot, &PatternNode::slot);
    if (known == graph.nodes.end()) {
      graph.nodes.push_back({.slot = slot, .labels = {}, .was_bound = IsBound(slot)});
      known = graph.nodes.end() - 1;
    }
    for (const Name& label : node.labels) known->labels.push_back(label.text);
    if (!node.labels.empty()) {
      Predicate& predicate = graph.predicates.emplace_back();
      predicate.labelled = slot;
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

}  // namespace citygraph::queries::cypher
