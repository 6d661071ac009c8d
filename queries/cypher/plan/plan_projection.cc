// WITH and RETURN: grouping, columns, DISTINCT, ORDER BY, SKIP and LIMIT.
#include <algorithm>

#include "queries/cypher/plan/planning.h"

namespace citygraph::queries::cypher {

// Whether it is count(x) of an x that is never null, and so count(*).
bool Planner::IsRowCount(const AggregatePlan::Item& item, const Expression& argument) const {
  const auto* variable = argument.As<VariableExpression>();
  return options_.optimise && item.function == AggregationKind::kCount && !item.distinct &&
         variable != nullptr && never_null_.contains(SlotOf(variable->variable.id));
}

PlanPtr Planner::PlanProjection(const Projection& projection, PlanPtr input) {
  if (projection.aggregates) {
    auto group = On<AggregatePlan>(std::move(input));
    const References references(*this);
    group->by_columns = std::ranges::all_of(projection.keys, [](const BoundExpression& key) {
      return key.expression->As<VariableExpression>() != nullptr;
    });
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
      for (const ExpressionPtr& argument : call->arguments) {
        if (!IsRowCount(item, *argument)) item.arguments.push_back(Compile(*argument));
      }
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

}  // namespace citygraph::queries::cypher
