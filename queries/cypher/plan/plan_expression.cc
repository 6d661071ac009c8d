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

}  // namespace citygraph::queries::cypher
