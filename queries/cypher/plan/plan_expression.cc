// Expressions of the tree become expressions that run.
#include <algorithm>

#include "queries/cypher/functions/functions.h"
#include "queries/cypher/plan/planning.h"

namespace citygraph::queries::cypher {

ExprPtr Planner::Compile(const Expression& expression) {
  return std::visit([&](const auto& each) { return CompileNode(each, expression.span); },
                    expression.node);
}

std::uint32_t Planner::KeyNumber(const std::string& name) {
  const auto found = std::ranges::find(plan_->keys, name);
  if (found != plan_->keys.end()) return static_cast<std::uint32_t>(found - plan_->keys.begin());
  plan_->keys.push_back(name);
  return static_cast<std::uint32_t>(plan_->keys.size() - 1);
}

std::uint32_t Planner::ParameterNumber(const std::string& name) {
  const auto found = std::ranges::find(plan_->parameters, name);
  if (found != plan_->parameters.end())
    return static_cast<std::uint32_t>(found - plan_->parameters.begin());
  plan_->parameters.push_back(name);
  return static_cast<std::uint32_t>(plan_->parameters.size() - 1);
}

ExprPtr Planner::ReadVariable(Slot slot) {
  if (locals_.contains(slot)) return MakeLocal(slot);
  references_->insert(slot);
  return MakeColumn(slot);
}

ExprPtr Planner::CompileNode(const Literal& literal, const Span&) {
  return MakeConstant(literal.value);
}

ExprPtr Planner::CompileNode(const Parameter& parameter, const Span&) {
  return MakeParameter(ParameterNumber(parameter.name));
}

ExprPtr Planner::CompileNode(const VariableExpression& variable, const Span&) {
  return ReadVariable(SlotOf(variable.variable.id));
}

ExprPtr Planner::CompileNode(const PropertyAccess& access, const Span& span) {
  if (const auto* variable = access.base->As<VariableExpression>()) {
    const Slot slot = SlotOf(variable->variable.id);
    if (!locals_.contains(slot)) {
      references_->insert(slot);
      return MakeColumnProperty(slot, KeyNumber(access.key.text), access.key.text, span);
    }
  }
  return MakeProperty(Compile(*access.base), access.key.text, span);
}

ExprPtr Planner::CompileNode(const Subscript& subscript, const Span& span) {
  ExprPtr base = Compile(*subscript.base);
  return MakeSubscript(std::move(base), Compile(*subscript.index), span);
}

ExprPtr Planner::CompileNode(const Slice& slice, const Span& span) {
  ExprPtr base = Compile(*slice.base);
  ExprPtr from = CompileOptional(slice.from);
  return MakeSlice(std::move(base), std::move(from), CompileOptional(slice.to), span);
}

ExprPtr Planner::CompileNode(const HasLabels& labels, const Span& span) {
  std::vector<std::string> names;
  for (const Name& label : labels.labels) names.push_back(label.text);
  return MakeHasLabels(Compile(*labels.base), std::move(names), span);
}

ExprPtr Planner::CompileNode(const ListLiteral& list, const Span&) {
  std::vector<ExprPtr> elements;
  for (const ExpressionPtr& element : list.elements) elements.push_back(Compile(*element));
  return MakeList(std::move(elements));
}

ExprPtr Planner::CompileNode(const MapLiteral& map, const Span&) {
  std::vector<std::pair<std::string, ExprPtr>> entries;
  for (const MapEntryExpression& entry : map.entries)
    entries.emplace_back(entry.key.text, Compile(*entry.value));
  return MakeMap(std::move(entries));
}

ExprPtr Planner::CompileNode(const MapProjection& projection, const Span& span) {
  ExprPtr base = ReadVariable(SlotOf(projection.base.id));
  std::vector<ProjectionPart> parts;
  for (const MapProjection::Item& item : projection.items) {
    parts.push_back({item.kind == MapProjection::Item::Kind::kAllProperties, item.key.text,
                     CompileOptional(item.value)});
  }
  return MakeMapProjection(std::move(base), std::move(parts), span);
}

ExprPtr Planner::CompileNode(const Unary& unary, const Span& span) {
  return MakeUnary(unary.op, Compile(*unary.operand), span);
}

ExprPtr Planner::CompileNode(const Binary& binary, const Span&) {
  ExprPtr left = Compile(*binary.left);
  return MakeBinary(binary.op, std::move(left), Compile(*binary.right), binary.op_span);
}

ExprPtr Planner::CompileNode(const Comparison& comparison, const Span&) {
  std::vector<ExprPtr> operands;
  for (const ExpressionPtr& operand : comparison.operands) operands.push_back(Compile(*operand));
  return MakeComparison(std::move(operands), comparison.operators);
}

ExprPtr Planner::CompileNode(const Logical& logical, const Span& span) {
  std::vector<ExprPtr> operands;
  for (const ExpressionPtr& operand : logical.operands) operands.push_back(Compile(*operand));
  return MakeLogical(logical.op, std::move(operands), span);
}

ExprPtr Planner::CompileNode(const IsNull& is_null, const Span&) {
  return MakeIsNull(Compile(*is_null.operand), is_null.negated);
}

ExprPtr Planner::CompileNode(const FunctionCall& call, const Span& span) {
  if (call.canonical == "exists") {
    // Of a pattern: whether there is one; of a property: whether it is there.
    const Expression& argument = *call.arguments.front();
    if (argument.As<PatternExpression>() != nullptr) return Compile(argument);
    return MakeIsNull(Compile(argument), true);
  }
  if (call.canonical == "rand") plan_->random = true;
  std::vector<ExprPtr> arguments;
  for (const ExpressionPtr& argument : call.arguments) arguments.push_back(Compile(*argument));
  const FunctionBody body = FindFunctionBody(call.canonical);
  CITYGRAPH_CHECK(body != nullptr);  // a test holds signatures and bodies together
  return MakeCall(body, std::move(arguments), span);
}

ExprPtr Planner::CompileNode(const CaseExpression& expression, const Span&) {
  ExprPtr operand = CompileOptional(expression.operand);
  std::vector<std::pair<ExprPtr, ExprPtr>> alternatives;
  for (const CaseExpression::Alternative& each : expression.alternatives) {
    ExprPtr when = Compile(*each.when);
    alternatives.emplace_back(std::move(when), Compile(*each.then));
  }
  return MakeCase(std::move(operand), std::move(alternatives),
                  CompileOptional(expression.otherwise));
}

ExprPtr Planner::CompileNode(const ListComprehension& comprehension, const Span& span) {
  const Slot slot = SlotOf(comprehension.variable.id);
  ExprPtr list = Compile(*comprehension.list);
  const Local local(*this, slot);
  ExprPtr where = CompileOptional(comprehension.where);
  return MakeListComprehension(slot, std::move(list), std::move(where),
                               CompileOptional(comprehension.result), span);
}

ExprPtr Planner::CompileNode(const Quantifier& quantifier, const Span& span) {
  const Slot slot = SlotOf(quantifier.variable.id);
  ExprPtr list = Compile(*quantifier.list);
  const Local local(*this, slot);
  return MakeQuantifier(quantifier.kind, slot, std::move(list), Compile(*quantifier.where), span);
}

ExprPtr Planner::CompileNode(const Reduce& reduce, const Span& span) {
  const Slot accumulator = SlotOf(reduce.accumulator.id);
  const Slot slot = SlotOf(reduce.variable.id);
  ExprPtr start = Compile(*reduce.start);
  ExprPtr list = Compile(*reduce.list);
  const Local total(*this, accumulator);
  const Local local(*this, slot);
  return MakeReduce(accumulator, std::move(start), slot, std::move(list), Compile(*reduce.next),
                    span);
}

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
