#include <fmt/format.h>

#include <algorithm>

#include "queries/cypher/semantics/check.h"
#include "queries/cypher/syntax/ast_walk.h"

namespace citygraph::queries::cypher {
namespace {

using enum StaticType;

bool IsNumber(StaticType type) { return type == kInteger || type == kFloat || type == kNumber; }

StaticType TypeOfLiteral(const Value& value) {
  switch (value.kind()) {
    case ValueKind::kBoolean:
      return kBoolean;
    case ValueKind::kInteger:
      return kInteger;
    case ValueKind::kFloat:
      return kFloat;
    case ValueKind::kString:
      return kString;
    default:
      return kAny;
  }
}

std::string_view SymbolOf(BinaryOperator op) {
  switch (op) {
    case BinaryOperator::kAdd:
      return "+";
    case BinaryOperator::kSubtract:
      return "-";
    case BinaryOperator::kMultiply:
      return "*";
    case BinaryOperator::kDivide:
      return "/";
    case BinaryOperator::kModulo:
      return "%";
    case BinaryOperator::kPower:
      return "^";
    case BinaryOperator::kIn:
      return "IN";
    case BinaryOperator::kStartsWith:
      return "STARTS WITH";
    case BinaryOperator::kEndsWith:
      return "ENDS WITH";
    case BinaryOperator::kContains:
      return "CONTAINS";
    case BinaryOperator::kMatches:
      return "=~";
  }
  return "";
}

bool HasProperties(StaticType type) {
  return type == kAny || type == kNode || type == kRelationship || type == kMap ||
         type == kTemporal;
}

// Whether arithmetic other than + can never take a value of this type.
bool IsNoOperand(StaticType type) {
  return type == kBoolean || type == kString || type == kList || type == kMap || type == kNode ||
         type == kRelationship || type == kPath;
}

}  // namespace

std::unexpected<QueryError> WrongType(std::string message, const Span& span) {
  return CompileError("InvalidArgumentType", std::move(message), span);
}

// What is known when either of two may be there.
StaticType Either(StaticType a, StaticType b) {
  if (a == b) return a;
  return MayBe(a, kNumber) && MayBe(b, kNumber) && a != kAny && b != kAny ? kNumber : kAny;
}

bool Aggregates(const Expression& expression) {
  if (const auto* call = expression.As<FunctionCall>()) {
    const FunctionSignature* signature = FindFunction(call->name.text);
    if (signature != nullptr && signature->aggregates) return true;
  }
  if (expression.As<Subquery>() != nullptr) return false;
  bool found = false;
  ForEachChild(expression,
               [&](const ExpressionPtr& child) { found = found || Aggregates(*child); });
  return found;
}

QueryResult<Type> Checker::Check(Expression& expression) {
  return std::visit([&](auto& node) { return CheckNode(node, expression.span); }, expression.node);
}

QueryStatus Checker::CheckCondition(Expression& expression) {
  CITYGRAPH_TRY(const Type type, Check(expression));
  if (!MayBe(type.kind, kBoolean))
    return WrongType(fmt::format("a condition is a Boolean, not a {}", NameOf(type.kind)),
                     expression.span);
  return {};
}

QueryResult<Type> Checker::CheckListOf(Expression& list) {
  CITYGRAPH_TRY(const Type type, Check(list));
  if (!MayBe(type.kind, kList))
    return WrongType(fmt::format("a List is wanted here, not a {}", NameOf(type.kind)), list.span);
  return Of(type.element);
}

QueryResult<Type> Checker::CheckNode(Literal& literal, const Span&) {
  return Of(TypeOfLiteral(literal.value));
}

QueryResult<Type> Checker::CheckNode(Parameter& parameter, const Span& span) {
  result_.parameters.insert(parameter.name);
  if (options_.parameters == nullptr) return Of(kAny);
  for (const MapEntry& entry : *options_.parameters)
    if (entry.key == parameter.name) return Of(kAny);
  std::vector<std::string> names;
  for (const MapEntry& entry : *options_.parameters) names.push_back(entry.key);
  return std::unexpected(QueryError(ErrorKind::kParameterMissing, Phase::kCompileTime,
                                    "MissingParameter",
                                    fmt::format("parameter ${} has no value", parameter.name), span,
                                    DidYouMean(Nearest(parameter.name, names))));
}

QueryResult<Type> Checker::CheckNode(VariableExpression& expression, const Span&) {
  CITYGRAPH_TRY(Resolve(expression.variable));
  return TypeOf(expression.variable.id);
}

QueryResult<Type> Checker::CheckNode(PropertyAccess& access, const Span&) {
  CITYGRAPH_TRY(const Type base, Check(*access.base));
  if (!HasProperties(base.kind))
    return std::unexpected(QueryError(
        ErrorKind::kTypeError, Phase::kCompileTime, "InvalidArgumentType",
        fmt::format("a {} has no properties such as `{}`", NameOf(base.kind), access.key.text),
        access.key.span));
  return Of(kAny);
}

QueryResult<Type> Checker::CheckNode(Subscript& subscript, const Span&) {
  CITYGRAPH_TRY(const Type base, Check(*subscript.base));
  CITYGRAPH_TRY(Check(*subscript.index));
  return Of(base.kind == kList ? base.element : kAny);
}

QueryResult<Type> Checker::CheckNode(Slice& slice, const Span&) {
  CITYGRAPH_TRY(const Type base, Check(*slice.base));
  if (slice.from) CITYGRAPH_TRY(Check(*slice.from));
  if (slice.to) CITYGRAPH_TRY(Check(*slice.to));
  return Of(kList, base.kind == kList ? base.element : kAny);
}

QueryResult<Type> Checker::CheckNode(HasLabels& labels, const Span&) {
  CITYGRAPH_TRY(const Type base, Check(*labels.base));
  if (!MayBe(base.kind, kNode) && !MayBe(base.kind, kRelationship))
    return WrongType(fmt::format("a {} has no labels", NameOf(base.kind)), labels.base->span);
  return Of(kBoolean);
}

QueryResult<Type> Checker::CheckNode(ListLiteral& list, const Span&) {
  std::optional<StaticType> element;
  for (const ExpressionPtr& each : list.elements) {
    CITYGRAPH_TRY(const Type type, Check(*each));
    element = element ? Either(*element, type.kind) : type.kind;
  }
  return Of(kList, element.value_or(kAny));
}

QueryResult<Type> Checker::CheckNode(MapLiteral& map, const Span&) {
  for (const MapEntryExpression& entry : map.entries) CITYGRAPH_TRY(Check(*entry.value));
  return Of(kMap);
}

QueryResult<Type> Checker::CheckNode(MapProjection& projection, const Span&) {
  CITYGRAPH_TRY(Resolve(projection.base));
  if (const StaticType type = TypeOf(projection.base.id).kind; !HasProperties(type))
    return WrongType(fmt::format("a {} has no properties", NameOf(type)), projection.base.span);
  for (const MapProjection::Item& item : projection.items)
    if (item.value) CITYGRAPH_TRY(Check(*item.value));
  return Of(kMap);
}

QueryResult<Type> Checker::CheckNode(Unary& unary, const Span&) {
  if (unary.op == UnaryOperator::kNot) {
    CITYGRAPH_TRY(CheckCondition(*unary.operand));
    return Of(kBoolean);
  }
  const Held patterns(pattern_allowed_, false);
  CITYGRAPH_TRY(const Type operand, Check(*unary.operand));
  if (IsNoOperand(operand.kind))
    return WrongType(fmt::format("a {} has no sign", NameOf(operand.kind)), unary.operand->span);
  return operand;
}

QueryResult<Type> Checker::CheckNode(Binary& binary, const Span&) {
  const Held patterns(pattern_allowed_, false);
  CITYGRAPH_TRY(const Type left, Check(*binary.left));
  CITYGRAPH_TRY(const Type right, Check(*binary.right));
  const auto refuse = [&](const Type& type, const Expression& operand) {
    return WrongType(fmt::format("{} does not take a {}", SymbolOf(binary.op), NameOf(type.kind)),
                     operand.span);
  };
  switch (binary.op) {
    case BinaryOperator::kAdd:
      if (left.kind == kList || right.kind == kList) {
        if (left.kind == kList && right.kind == kList)
          return Of(kList, Either(left.element, right.element));
        return Of(kList);
      }
      if (left.kind == kString && right.kind == kString) return Of(kString);
      if (left.kind == kInteger && right.kind == kInteger) return Of(kInteger);
      if (IsNumber(left.kind) && IsNumber(right.kind)) return Of(kNumber);
      for (const auto& [type, other, operand] : {std::tuple(left, right, binary.left.get()),
                                                 std::tuple(right, left, binary.right.get())}) {
        const bool never = type.kind == kBoolean || type.kind == kMap || type.kind == kNode ||
                           type.kind == kRelationship || type.kind == kPath;
        if (never && other.kind != kAny && other.kind != kString) return refuse(type, *operand);
      }
      return Of(kAny);
    case BinaryOperator::kSubtract:
    case BinaryOperator::kMultiply:
    case BinaryOperator::kDivide:
    case BinaryOperator::kModulo:
    case BinaryOperator::kPower:
      if (IsNoOperand(left.kind)) return refuse(left, *binary.left);
      if (IsNoOperand(right.kind)) return refuse(right, *binary.right);
      if (!IsNumber(left.kind) || !IsNumber(right.kind)) return Of(kAny);
      if (binary.op == BinaryOperator::kPower) return Of(kFloat);
      return Of(left.kind == kInteger && right.kind == kInteger ? kInteger : kNumber);
    case BinaryOperator::kIn:
      if (!MayBe(right.kind, kList)) return refuse(right, *binary.right);
      return Of(kBoolean);
    case BinaryOperator::kStartsWith:
    case BinaryOperator::kEndsWith:
    case BinaryOperator::kContains:
    case BinaryOperator::kMatches:
      return Of(kBoolean);  // of what is no string the answer is null
  }
  return Of(kAny);
}

QueryResult<Type> Checker::CheckNode(Comparison& comparison, const Span&) {
  for (const ExpressionPtr& operand : comparison.operands) CITYGRAPH_TRY(Check(*operand));
  return Of(kBoolean);
}

QueryResult<Type> Checker::CheckNode(Logical& logical, const Span&) {
  constexpr std::string_view kNames[] = {"AND", "OR", "XOR"};
  for (const ExpressionPtr& operand : logical.operands) {
    CITYGRAPH_TRY(const Type type, Check(*operand));
    if (!MayBe(type.kind, kBoolean))
      return WrongType(fmt::format("{} joins Booleans, not a {}",
                                   kNames[static_cast<std::size_t>(logical.op)], NameOf(type.kind)),
                       operand->span);
  }
  return Of(kBoolean);
}

QueryResult<Type> Checker::CheckNode(IsNull& is_null, const Span&) {
  CITYGRAPH_TRY(Check(*is_null.operand));
  return Of(kBoolean);
}

QueryResult<Type> Checker::CheckNode(CaseExpression& expression, const Span&) {
  if (expression.operand) CITYGRAPH_TRY(Check(*expression.operand));
  std::optional<StaticType> all;
  for (const CaseExpression::Alternative& alternative : expression.alternatives) {
    if (expression.operand) {
      CITYGRAPH_TRY(Check(*alternative.when));
    } else {
      const Held patterns(pattern_allowed_, true);
      CITYGRAPH_TRY(CheckCondition(*alternative.when));
    }
    CITYGRAPH_TRY(const Type type, Check(*alternative.then));
    all = all ? Either(*all, type.kind) : type.kind;
  }
  if (expression.otherwise) {
    CITYGRAPH_TRY(const Type type, Check(*expression.otherwise));
    all = Either(*all, type.kind);
  }
  return Of(*all);
}

}  // namespace citygraph::queries::cypher
