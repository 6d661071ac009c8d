// Clauses that change the graph.
#include <algorithm>

#include "queries/cypher/plan/planning.h"

namespace citygraph::queries::cypher {

ExprPtr Planner::CompileNewProperties(const ExpressionPtr& properties,
                                      const std::vector<Slot>& binds, bool& speaks_of_new) {
  if (!properties) return nullptr;
  SlotSet used;
  ExprPtr compiled;
  {
    const References references(*this);
    compiled = Compile(*properties);
    used = references.slots();
  }
  references_->insert(used.begin(), used.end());
  speaks_of_new = std::ranges::any_of(binds, [&](Slot slot) { return used.contains(slot); });
  return compiled;
}

void Planner::PlanNewPattern(const PathPattern& path, std::vector<NewPart>& parts,
                             std::vector<Slot>& binds) {
  const auto bind = [&](Slot slot) {
    bound_.insert(slot);
    binds.push_back(slot);
  };
  std::vector<PathHop> hops;
  for (std::size_t i = 0; i < path.nodes.size(); ++i) {
    const NodePattern& node = path.nodes[i];
    const Slot right = SlotOf(node.variable.id);
    if (!bound_.contains(right)) {
      NewNode made{.slot = right, .where = node.span};
      for (const Name& label : node.labels) made.labels.push_back(label.text);
      made.properties = CompileNewProperties(node.properties, binds, made.speaks_of_new);
      parts.emplace_back(std::move(made));
      bind(right);
    }
    references_->insert(right);
    if (i == 0) continue;
    // The relationship between this node and the one before.
    const RelationshipPattern& relationship = path.relationships[i - 1];
    const Slot left = SlotOf(path.nodes[i - 1].variable.id);
    const bool backwards = relationship.direction == Direction::kIncoming;
    NewRelationship made{.slot = SlotOf(relationship.variable.id),
                         .type = relationship.types.front().text,
                         .start = backwards ? right : left,
                         .end = backwards ? left : right,
                         .where = relationship.span};
    made.properties = CompileNewProperties(relationship.properties, binds, made.speaks_of_new);
    hops.push_back({made.slot, false});
    bind(made.slot);
    parts.emplace_back(std::move(made));
  }
  if (path.variable.id != kNoVariable) {
    const Slot slot = SlotOf(path.variable.id);
    parts.emplace_back(
        Assignment{slot, MakePath(SlotOf(path.nodes.front().variable.id), std::move(hops))});
    bind(slot);
  }
}

PlanPtr Planner::PlanNodeOf(const Create& create, PlanPtr input) {
  auto plan = On<CreatePlan>(std::move(input));
  const References references(*this);
  for (const PathPattern& path : create.pattern) PlanNewPattern(path, plan->parts, plan->binds);
  plan->uses = references.Take();
  return plan;
}

SetAction Planner::PlanSetItem(const SetItem& item) {
  SetAction action;
  action.where = item.span;
  if (const auto* property = std::get_if<SetProperty>(&item.node)) {
    action.kind = SetAction::Kind::kProperty;
    action.target = Compile(*property->base);
    action.key = property->key.text;
    action.value = Compile(*property->value);
  } else if (const auto* properties = std::get_if<SetProperties>(&item.node)) {
    action.kind = properties->add ? SetAction::Kind::kAdd : SetAction::Kind::kReplace;
    action.target = ReadVariable(SlotOf(properties->variable.id));
    action.value = Compile(*properties->value);
  } else {
    const auto& labels = std::get<SetLabels>(item.node);
    action.kind = SetAction::Kind::kLabels;
    action.target = ReadVariable(SlotOf(labels.variable.id));
    for (const Name& label : labels.labels) action.labels.push_back(label.text);
  }
  return action;
}

PlanPtr Planner::PlanNodeOf(const Set& set, PlanPtr input) {
  auto plan = On<SetPlan>(std::move(input));
  const References references(*this);
  for (const SetItem& item : set.items) plan->actions.push_back(PlanSetItem(item));
  plan->uses = references.Take();
  return plan;
}

PlanPtr Planner::PlanNodeOf(const Remove& remove, PlanPtr input) {
  auto plan = On<RemovePlan>(std::move(input));
  const References references(*this);
  for (const RemoveItem& item : remove.items) {
    SetAction& action = plan->actions.emplace_back();
    action.where = item.span;
    if (const auto* property = std::get_if<RemoveProperty>(&item.node)) {
      action.kind = SetAction::Kind::kProperty;
      action.target = Compile(*property->base);
      action.key = property->key.text;
    } else {
      const auto& labels = std::get<RemoveLabels>(item.node);
      action.kind = SetAction::Kind::kRemoveLabels;
      action.target = ReadVariable(SlotOf(labels.variable.id));
      for (const Name& label : labels.labels) action.labels.push_back(label.text);
    }
  }
  plan->uses = references.Take();
  return plan;
}

PlanPtr Planner::PlanNodeOf(const Delete& clause, PlanPtr input) {
  auto plan = On<DeletePlan>(std::move(input));
  plan->detach = clause.detach;
  const References references(*this);
  for (const ExpressionPtr& target : clause.targets)
    plan->targets.emplace_back(Compile(*target), target->span);
  plan->uses = references.Take();
  return plan;
}

PlanPtr Planner::PlanNodeOf(const Merge& merge, PlanPtr input) {
  auto plan = On<MergePlan>(std::move(input));
  const SlotSet before = bound_;
  auto argument = std::make_unique<PlanNode>(PlanKind::kArgument);
  PlanPtr inner = PlanPattern({&merge.pattern}, nullptr, std::move(argument));
  bound_ = before;
  const References references(*this);
  PlanNewPattern(merge.pattern, plan->parts, plan->binds);
  for (const SetItem& item : merge.on_create) plan->on_create.push_back(PlanSetItem(item));
  for (const SetItem& item : merge.on_match) plan->on_match.push_back(PlanSetItem(item));
  plan->uses = references.Take();
  plan->inputs.push_back(std::move(inner));
  return plan;
}

}  // namespace citygraph::queries::cypher
