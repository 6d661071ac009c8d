#include "queries/cypher/execute/operators.h"

namespace citygraph::queries::cypher {
namespace {

template <class T>
const T& As(const PlanNode& plan) {
  return static_cast<const T&>(plan);
}

OperatorPtr Make(const PlanNode& plan, std::vector<OperatorPtr> in) {
  const auto input = [&] { return std::move(in[0]); };
  switch (plan.kind) {
    case PlanKind::kUnit:
      return MakeUnit(plan);
    case PlanKind::kArgument:
      return MakeArgument(plan);
    case PlanKind::kNodeScan:
      return MakeNodeScan(As<NodeScanPlan>(plan), input());
    case PlanKind::kExpand:
      return MakeExpand(As<ExpandPlan>(plan), input());
    case PlanKind::kVarExpand:
      return MakeVarExpand(As<VarExpandPlan>(plan), input());
    case PlanKind::kShortestPath:
      return MakeShortestPath(As<ShortestPathPlan>(plan), input());
    case PlanKind::kFilter:
      return MakeFilter(As<FilterPlan>(plan), input());
    case PlanKind::kProject:
      return MakeProject(As<ProjectPlan>(plan), input());
    case PlanKind::kAggregate:
      return MakeAggregate(As<AggregatePlan>(plan), input());
    case PlanKind::kDistinct:
      return MakeDistinct(As<DistinctPlan>(plan), input());
    case PlanKind::kSort:
      return MakeSort(As<SortPlan>(plan), input());
    case PlanKind::kSkip:
      return MakeSkip(As<SkipPlan>(plan), input());
    case PlanKind::kLimit:
      return MakeLimit(As<LimitPlan>(plan), input());
    case PlanKind::kUnwind:
      return MakeUnwind(As<UnwindPlan>(plan), input());
    case PlanKind::kOptional:
      return MakeOptional(As<OptionalPlan>(plan), std::move(in[0]), std::move(in[1]));
    case PlanKind::kUnion:
      return MakeUnion(As<UnionPlan>(plan), std::move(in));
    case PlanKind::kCreate:
      return MakeCreate(As<CreatePlan>(plan), input());
    case PlanKind::kMerge:
      return MakeMerge(As<MergePlan>(plan), std::move(in[0]), std::move(in[1]));
    case PlanKind::kSet:
      return MakeSet(As<SetPlan>(plan), input());
    case PlanKind::kRemove:
      return MakeRemove(As<RemovePlan>(plan), input());
    case PlanKind::kDelete:
      return MakeDelete(As<DeletePlan>(plan), input());
    case PlanKind::kCall:
      return MakeProcedureCall(As<CallPlan>(plan), input());
    case PlanKind::kEmpty:
      return MakeEmpty(input());
  }
  return nullptr;
}

}  // namespace

OperatorPtr MakeOperator(Context& context, const PlanNode& plan) {
  std::vector<OperatorPtr> inputs;
  for (const PlanPtr& input : plan.inputs) inputs.push_back(MakeOperator(context, *input));
  OperatorPtr made = Make(plan, std::move(inputs));
  if (plan.number < context.operators.size()) context.operators[plan.number] = made.get();
  return made;
}

}  // namespace citygraph::queries::cypher
