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
    case PlanKind::kFilter:
    case PlanKind::kProject:
    case PlanKind::kUnwind:
      return IsRowByRow(*plan.inputs.front());
    default:
      return false;
  }
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
    if (column != kNoSlot) required.insert(column);
    if (result == SubplanResult::kExists && locals.empty() && options_.optimise &&
        IsRowByRow(*root)) {
      handle.ordinal = NewSlot("row");
      required.insert(handle.ordinal);
    }
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
