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
    const auto count = static_cast<double>(each.count);
    statistics.types[each.word] = {count, count, count};
    statistics.relationships += count;
  }
  if (graph.base() == nullptr) return statistics;
  for (const RelationshipTable& table : graph.base()->relationship_tables()) {
    const auto type = statistics.types.find(graph.TypeName(table.type()));
    if (type == statistics.types.end()) continue;
    auto& [count, starts, ends] = type->second;
    const double later = std::max(count - static_cast<double>(table.size()), 0.0);
    starts = std::min(count, static_cast<double>(table.outgoing().list_count()) + later);
    ends = std::min(count, static_cast<double>(table.incoming().list_count()) + later);
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
  CountEarly(*root);
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
    if (before.contains(slot)) continue;
    optional->nulls.push_back(slot);
    never_null_.erase(slot);
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

}  // namespace citygraph::queries::cypher
