// Subqueries and patterns within expressions.
#include <algorithm>

#include "queries/cypher/plan/planning.h"

namespace citygraph::queries::cypher {
namespace {

// Whether each row goes its own way through the plan, so that many can be sent through at once.
bool IsRowByRow(const PlanNode& plan) {
  switch (plan.kind) {
    case PlanKind::kArgument:
      return true;
    case PlanKind::kNodeScan:
    case PlanKind::kExpand:
    case PlanKind::kVarExpand:
    case PlanKind::kShortestPath:
    case PlanKind::kFilter:
    case PlanKind::kProject:
    case PlanKind::kUnwind:
    case PlanKind::kOptional:  // its other input starts from the rows of the first
    case PlanKind::kAggregate:
    case PlanKind::kDistinct:
      return IsRowByRow(*plan.inputs.front());
    case PlanKind::kUnion:
      return std::ranges::all_of(plan.inputs,
                                 [](const PlanPtr& each) { return IsRowByRow(*each); });
    default:
      return false;
  }
}

// Groups by the row's number, beside what it groups by.
void AddKey(AggregatePlan& plan, Slot row) {
  plan.keys.push_back({row, MakeColumn(row)});
  plan.binds.push_back(row);
  plan.uses.push_back(row);
}

// Keeps rows apart that go through a plan together, by their numbers. REQUIRES: IsRowByRow.
void KeepApart(PlanNode& plan, Slot row) {
  if (plan.kind == PlanKind::kArgument) return;
  if (plan.kind == PlanKind::kAggregate) {
    auto& aggregate = static_cast<AggregatePlan&>(plan);
    aggregate.row = row;
    AddKey(aggregate, row);
  } else if (plan.kind == PlanKind::kDistinct) {
    static_cast<DistinctPlan&>(plan).columns.push_back(row);
    plan.uses.push_back(row);
  }
  const std::size_t inputs = plan.kind == PlanKind::kUnion ? plan.inputs.size() : 1;
  for (std::size_t i = 0; i < inputs; ++i) KeepApart(*plan.inputs[i], row);
}

// How many rows there are of each row's number.
PlanPtr CountOfEach(PlanPtr input, Slot row, Slot count) {
  auto plan = std::make_unique<AggregatePlan>();
  plan->rows = input->rows;
  plan->inputs.push_back(std::move(input));
  plan->by_columns = true;
  AddKey(*plan, row);
  plan->items.push_back({.slot = count, .function = AggregationKind::kCount});
  plan->binds.push_back(count);
  return plan;
}

}  // namespace

template <class Make>
ExprPtr Planner::CompileSubplan(SubplanResult result, Slot column, Make make) {
  const SlotSet bound = bound_;
  const SlotSet outer_bound = std::exchange(outer_bound_, bound_);
  const SlotSet locals = std::exchange(locals_, {});
  // A comprehension's variables are columns in there.
  bound_.insert(locals.begin(), locals.end());
  outer_bound_.insert(locals.begin(), locals.end());
  PlanPtr root;
  SlotSet needs;
  SubplanHandle handle;
  {
    const References references(*this);  // theirs are of the subplan's own columns
    root = make();
    SlotSet required;
    const bool of_many = result == SubplanResult::kExists || result == SubplanResult::kCount;
    if (of_many && locals.empty() && options_.optimise && IsRowByRow(*root)) {
      handle.ordinal = NewSlot("row");
      required.insert(handle.ordinal);
      KeepApart(*root, handle.ordinal);
      if (result == SubplanResult::kCount) {
        column = NewSlot("count");
        root = CountOfEach(std::move(root), handle.ordinal, column);
      }
    }
    if (column != kNoSlot) required.insert(column);
    CountEarly(*root);
    needs = Live(*root, required, result == SubplanResult::kExists);
  }
  Number(*root);
  bound_ = bound;
  outer_bound_ = outer_bound;
  locals_ = locals;
  needs.erase(handle.ordinal);
  handle.number = plan_->subplans++;
  handle.plan = std::move(root);
  for (const Slot slot : needs) {
    if (locals_.contains(slot)) {
      handle.locals.push_back(slot);
    } else {
      handle.columns.push_back(slot);
      references_->insert(slot);
    }
  }
  return MakeSubplan(result, std::move(handle), column);
}

ExprPtr Planner::CompileNode(const PatternComprehension& comprehension, const Span&) {
  const Slot column = NewSlot("item");
  return CompileSubplan(SubplanResult::kCollect, column, [&] {
    PlanPtr plan = PlanPattern({&comprehension.pattern}, comprehension.where.get(),
                               std::make_unique<PlanNode>(PlanKind::kArgument));
    auto project = On<ProjectPlan>(std::move(plan));
    const References references(*this);
    project->assignments.push_back({column, Compile(*comprehension.result)});
    project->binds = {column};
    project->uses = references.Take();
    return project;
  });
}

ExprPtr Planner::CompileNode(const PatternExpression& pattern, const Span&) {
  const PathPattern& path = pattern.pattern;
  const auto match = [&] {
    return PlanPattern({&path}, nullptr, std::make_unique<PlanNode>(PlanKind::kArgument));
  };
  if (path.selector == PathSelector::kAll)
    return CompileSubplan(SubplanResult::kExists, kNoSlot, match);
  const Slot column = path.variable.id != kNoVariable ? SlotOf(path.variable.id) : NewSlot("path");
  return CompileSubplan(
      path.selector == PathSelector::kShortest ? SubplanResult::kFirst : SubplanResult::kCollect,
      column, [&]() -> PlanPtr {
        PlanPtr plan = match();
        if (path.variable.id != kNoVariable) return plan;
        static_cast<ShortestPathPlan&>(*plan).path = column;
        plan->binds.push_back(column);
        return plan;
      });
}

ExprPtr Planner::CompileNode(const Subquery& subquery, const Span&) {
  const auto query = [&] { return PlanQuery(*subquery.query, true); };
  switch (subquery.kind) {
    case SubqueryKind::kExists:
      return CompileSubplan(SubplanResult::kExists, kNoSlot, query);
    case SubqueryKind::kCount:
      return CompileSubplan(SubplanResult::kCount, kNoSlot, query);
    case SubqueryKind::kCollect:
      break;
  }
  Slot column = kNoSlot;
  if (!subquery.query->union_columns.empty()) {
    column = SlotOf(subquery.query->union_columns.front().id);
  } else if (const auto* result = subquery.query->parts.front().clauses.back().As<Return>()) {
    column = SlotOf(result->projection.items.front().column.id);
  }
  return CompileSubplan(SubplanResult::kCollect, column, query);
}

}  // namespace citygraph::queries::cypher
