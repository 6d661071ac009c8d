#include "queries/cypher/plan/planner.h"

#include <algorithm>

#include "queries/cypher/plan/planning.h"

namespace citygraph::queries::cypher {

Result<GraphStatistics> ReadStatistics(const GraphView& graph) {
  GraphStatistics statistics;
  CITYGRAPH_TRY(const auto labels, graph.NodeCounts());
  CITYGRAPH_TRY(const auto types, graph.RelationshipCounts());
  // A node may carry several labels, or none: ids given out so far are nearer to the truth.
  statistics.nodes = static_cast<double>(graph.state().next_node);
  for (const WordCount& each : labels) {
    statistics.labels[each.word] = static_cast<double>(each.count);
    statistics.nodes = std::max(statistics.nodes, static_cast<double>(each.count));
  }
  for (const WordCount& each : types) {
    statistics.types[each.word] = static_cast<double>(each.count);
    statistics.relationships += static_cast<double>(each.count);
  }
  return statistics;
}

QueryResult<std::shared_ptr<const Plan>> MakePlan(const CheckedQuery& query,
                                                  const PlanOptions& options) {
  return Planner(query, options).Run();
}

Planner::Planner(const CheckedQuery& query, const PlanOptions& options)
    : query_(query),
      options_(options),
      plan_(std::make_shared<Plan>()),
      statistics_(options.statistics != nullptr ? *options.statistics : unknown_) {}

QueryResult<std::shared_ptr<const Plan>> Planner::Run() {
  for (const VariableInfo& variable : query_.variables) plan_->variables.push_back(variable.name);
  plan_->width = query_.variables.size();
  plan_->columns = query_.columns;
  plan_->writes = query_.writes;
  for (const VariableId id : query_.column_variables) plan_->column_slots.push_back(SlotOf(id));
  SlotSet top;
  references_ = &top;
  PlanPtr root = PlanQuery(query_.statement.query, false);
  if (plan_->columns.empty()) {
    auto empty = std::make_unique<PlanNode>(PlanKind::kEmpty);
    empty->inputs.push_back(std::move(root));
    root = std::move(empty);
  }
  Live(*root, SlotSet(plan_->column_slots.begin(), plan_->column_slots.end()), false);
  Number(*root);
  plan_->root = std::move(root);
  return std::shared_ptr<const Plan>(plan_);
}

Slot Planner::NewSlot(std::string name) {
  plan_->variables.push_back(std::move(name));
  return static_cast<Slot>(plan_->width++);
}

std::string Planner::TextOf(const Span& span) const {
  return std::string(
      options_.text.substr(std::min<std::size_t>(span.offset, options_.text.size()), span.size));
}

// ------------------------------------------------------------------------------ queries

PlanPtr Planner::PlanQuery(const Query& query, bool within) {
  const SlotSet before = bound_;
  const auto leaf = [&]() -> PlanPtr {
    return std::make_unique<PlanNode>(within ? PlanKind::kArgument : PlanKind::kUnit);
  };
  if (query.parts.size() == 1) return PlanSingle(query.parts.front(), leaf());
  auto all = std::make_unique<UnionPlan>();
  for (const Variable& column : query.union_columns) all->columns.push_back(SlotOf(column.id));
  all->rows = 0;
  for (const SingleQuery& part : query.parts) {
    bound_ = before;
    PlanPtr input = PlanSingle(part, leaf());
    all->rows += input->rows;
    std::vector<Slot> from;
    if (const auto* result = part.clauses.back().As<Return>()) {
      for (const ProjectionItem& item : result->projection.items)
        from.push_back(SlotOf(item.column.id));
    }
    from.resize(all->columns.size(), kNoSlot);
    all->from.push_back(std::move(from));
    all->inputs.push_back(std::move(input));
  }
  all->binds = all->columns;
  bound_ = before;
  bound_.insert(all->columns.begin(), all->columns.end());
  if (query.union_all) return all;
  const std::vector<Slot> columns = all->columns;
  auto distinct = On<DistinctPlan>(std::move(all));
  distinct->columns = columns;
  distinct->uses = columns;
  return distinct;
}

PlanPtr Planner::PlanSingle(const SingleQuery& single, PlanPtr input) {
  for (const Clause& clause : single.clauses) input = PlanClause(clause, std::move(input));
  return input;
}

PlanPtr Planner::PlanClause(const Clause& clause, PlanPtr input) {
  return std::visit([&](const auto& each) { return PlanNodeOf(each, std::move(input)); },
                    clause.node);
}

// ------------------------------------------------------------------------------ reading

PlanPtr Planner::PlanNodeOf(const Match& match, PlanPtr input) {
  std::vector<const PathPattern*> paths;
  for (const PathPattern& path : match.pattern) paths.push_back(&path);
  if (!match.optional) return PlanPattern(paths, match.where.get(), std::move(input));
  const SlotSet before = bound_;
  auto optional = On<OptionalPlan>(std::move(input));
  optional->ordinal = NewSlot("row");
  auto argument = std::make_unique<PlanNode>(PlanKind::kArgument);
  argument->rows = 1;
  PlanPtr inner = PlanPattern(paths, match.where.get(), std::move(argument));
  for (const Slot slot : bound_) {
    if (!before.contains(slot)) optional->nulls.push_back(slot);
  }
  optional->rows *= std::max(1.0, inner->rows);
  optional->inputs.push_back(std::move(inner));
  optional->binds = optional->nulls;
  return optional;
}

PlanPtr Planner::PlanFilter(const ExpressionPtr& where, PlanPtr input) {
  if (!where) return input;
  auto filter = On<FilterPlan>(std::move(input));
  const References references(*this);
  filter->conditions.push_back(Compile(*where));
  filter->uses = references.Take();
  filter->text = TextOf(where->span);
  filter->rows *= 0.5;
  return filter;
}

PlanPtr Planner::PlanNodeOf(const Unwind& unwind, PlanPtr input) {
  auto plan = On<UnwindPlan>(std::move(input));
  const References references(*this);
  plan->list = Compile(*unwind.list);
  plan->uses = references.Take();
  plan->slot = SlotOf(unwind.variable.id);
  plan->binds = {plan->slot};
  plan->rows *= 10;
  bound_.insert(plan->slot);
  return plan;
}

PlanPtr Planner::PlanNodeOf(const With& with, PlanPtr input) {
  PlanPtr plan = PlanProjection(with.projection, std::move(input));
  plan = PlanFilter(with.where, std::move(plan));
  bound_ = outer_bound_;
  for (const ProjectionItem& item : with.projection.items) bound_.insert(SlotOf(item.column.id));
  return plan;
}

PlanPtr Planner::PlanNodeOf(const Return& result, PlanPtr input) {
  PlanPtr plan = PlanProjection(result.projection, std::move(input));
  bound_ = outer_bound_;
  for (const ProjectionItem& item : result.projection.items) bound_.insert(SlotOf(item.column.id));
  return plan;
}

PlanPtr Planner::PlanProjection(const Projection& projection, PlanPtr input) {
  if (projection.aggregates) {
    auto group = On<AggregatePlan>(std::move(input));
    const References references(*this);
    for (const BoundExpression& key : projection.keys) {
      group->keys.push_back({SlotOf(key.id), Compile(*key.expression)});
      group->binds.push_back(SlotOf(key.id));
    }
    for (const BoundExpression& aggregation : projection.aggregations) {
      const auto* call = aggregation.expression->As<FunctionCall>();
      AggregatePlan::Item item;
      item.slot = SlotOf(aggregation.id);
      item.function = *FindAggregation(call->star ? "count" : call->canonical);
      item.distinct = call->distinct;
      item.where = aggregation.expression->span;
      for (const ExpressionPtr& argument : call->arguments)
        item.arguments.push_back(Compile(*argument));
      group->binds.push_back(item.slot);
      group->items.push_back(std::move(item));
    }
    group->uses = references.Take();
    group->rows = group->keys.empty() ? 1 : std::max(1.0, group->rows / 3);
    bound_ = outer_bound_;
    bound_.insert(group->binds.begin(), group->binds.end());
    input = std::move(group);
  }

  auto project = On<ProjectPlan>(std::move(input));
  std::vector<Slot> columns;
  {
    const References references(*this);
    for (const ProjectionItem& item : projection.items) {
      const Slot slot = SlotOf(item.column.id);
      columns.push_back(slot);
      const auto* variable = item.expression->As<VariableExpression>();
      if (variable != nullptr && SlotOf(variable->variable.id) == slot) continue;
      project->assignments.push_back({slot, Compile(*item.expression)});
      project->binds.push_back(slot);
    }
    project->uses = references.Take();
  }
  bound_.insert(columns.begin(), columns.end());
  PlanPtr plan;
  if (project->assignments.empty()) {
    plan = std::move(project->inputs.front());
  } else {
    plan = std::move(project);
  }

  if (projection.distinct) {
    auto distinct = On<DistinctPlan>(std::move(plan));
    distinct->columns = columns;
    distinct->uses = columns;
    distinct->rows = std::max(1.0, distinct->rows / 2);
    plan = std::move(distinct);
  }
  PlanPtr later;  // what only the first rows need
  if (!projection.order_by.empty()) {
    auto sort = std::make_unique<SortPlan>();
    {
      const References references(*this);
      for (const SortItem& item : projection.order_by)
        sort->keys.push_back({Compile(*item.expression), item.descending});
      if (projection.limit) {
        sort->limit = Compile(*projection.limit);
        sort->skip = CompileOptional(projection.skip);
      }
      sort->uses = references.Take();
    }
    if (projection.limit && !projection.distinct && plan->kind == PlanKind::kProject)
      later = TakeLater(projection, *sort, plan);
    sort->rows = plan->rows;
    sort->inputs.push_back(std::move(plan));
    plan = std::move(sort);
  }
  if (projection.skip) {
    auto skip = On<SkipPlan>(std::move(plan));
    skip->count = Compile(*projection.skip);
    skip->where = projection.skip->span;
    plan = std::move(skip);
  }
  if (projection.limit) {
    auto limit = On<LimitPlan>(std::move(plan));
    limit->count = Compile(*projection.limit);
    limit->where = projection.limit->span;
    limit->drain = plan_->writes;
    if (const auto* literal = projection.limit->As<Literal>();
        literal != nullptr && literal->value.AsInteger() != nullptr)
      limit->rows = std::min(limit->rows, static_cast<double>(*literal->value.AsInteger()));
    plan = std::move(limit);
  }
  if (later) {
    later->rows = plan->rows;
    later->inputs.push_back(std::move(plan));
    plan = std::move(later);
  }
  return plan;
}

// Of the projection below ORDER BY … LIMIT, the properties that it does not sort by: they are read
// of the rows that are left. What could fail stays where it is.
PlanPtr Planner::TakeLater(const Projection& projection, const SortPlan& sort, PlanPtr& plan) {
  if (plan_->writes || !options_.optimise) return nullptr;
  auto& early = static_cast<ProjectPlan&>(*plan);
  auto later = std::make_unique<ProjectPlan>();
  for (const ProjectionItem& item : projection.items) {
    const Slot slot = SlotOf(item.column.id);
    const auto* access = item.expression->As<PropertyAccess>();
    const auto* variable = access == nullptr ? nullptr : access->base->As<VariableExpression>();
    const auto assignment = std::ranges::find(early.assignments, slot, &Assignment::slot);
    if (variable == nullptr || assignment == early.assignments.end() ||
        query_[variable->variable.id].type != StaticType::kNode ||
        std::ranges::find(sort.uses, slot) != sort.uses.end())
      continue;
    later->assignments.push_back(std::move(*assignment));
    later->binds.push_back(slot);
    later->uses.push_back(SlotOf(variable->variable.id));
    early.assignments.erase(assignment);
    std::erase(early.binds, slot);
  }
  if (later->assignments.empty()) return nullptr;
  if (early.assignments.empty()) plan = std::move(early.inputs.front());
  return later;
}

PlanPtr Planner::PlanNodeOf(const Call& call, PlanPtr input) {
  auto plan = On<CallPlan>(std::move(input));
  plan->procedure = options_.procedures->Get(call.procedure.text);
  plan->where = call.procedure.span;
  {
    const References references(*this);
    for (const ExpressionPtr& argument : call.arguments)
      plan->arguments.push_back(Compile(*argument));
    plan->uses = references.Take();
  }
  const auto& results = plan->procedure->signature.results;
  for (const YieldItem& yield : call.yields) {
    const auto field = std::ranges::find(results, yield.field.text, &ProcedureField::name);
    const Slot slot = SlotOf(yield.variable.id);
    plan->outputs.emplace_back(static_cast<std::size_t>(field - results.begin()), slot);
    plan->binds.push_back(slot);
    bound_.insert(slot);
  }
  plan->passes_rows = results.empty();
  if (!plan->passes_rows) plan->rows *= 10;
  return PlanFilter(call.where, std::move(plan));
}

// ------------------------------------------------------------------------------ writing

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
