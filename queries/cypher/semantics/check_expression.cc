#include <fmt/format.h>

#include <algorithm>

#include "queries/cypher/semantics/check.h"
#include "queries/cypher/syntax/ast_walk.h"

namespace citygraph::queries::cypher {
namespace {

using enum StaticType;

Type Of(StaticType kind, StaticType element = kAny) { return {.kind = kind, .element = element}; }

std::unexpected<QueryError> WrongType(std::string message, const Span& span) {
  return CompileError("InvalidArgumentType", std::move(message), span);
}

// What is known when either of two may be there.
StaticType Either(StaticType a, StaticType b) {
  if (a == b) return a;
  return MayBe(a, kNumber) && MayBe(b, kNumber) && a != kAny && b != kAny ? kNumber : kAny;
}

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

std::string Described(const std::vector<StaticType>& types) {
  std::string text;
  for (std::size_t i = 0; i < types.size(); ++i) {
    if (i > 0) text += i + 1 == types.size() ? " or " : ", ";
    text += NameOf(types[i]);
  }
  return text;
}

}  // namespace

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

QueryResult<Type> Checker::CheckNode(FunctionCall& call, const Span& span) {
  const FunctionSignature* signature = FindFunction(call.name.text);
  if (signature == nullptr) {
    std::vector<std::string> names;
    for (const FunctionSignature& each : Functions()) names.emplace_back(each.name);
    return CompileError("UnknownFunction", fmt::format("there is no function `{}`", call.name.text),
                        call.name.span, DidYouMean(Nearest(call.name.text, names)));
  }
  call.canonical = signature->name;
  CITYGRAPH_TRY(CheckCall(call, *signature, span));
  if (signature->aggregates) return CheckAggregation(call, span);
  if (in_aggregation_ && !signature->constant)
    return CompileError("NonConstantExpression",
                        fmt::format("{}() cannot stand in an aggregation, since it gives another "
                                    "value at every call",
                                    signature->name),
                        span);
  // exists((a)-->(b)) is the condition itself; elsewhere a pattern is no value.
  const Held patterns(pattern_allowed_, signature->name == "exists");
  std::vector<Type> types;
  for (std::size_t i = 0; i < call.arguments.size(); ++i) {
    CITYGRAPH_TRY(const Type type, Check(*call.arguments[i]));
    types.push_back(type);
    if (signature->accepts.empty()) continue;
    const auto& accepts = signature->accepts[std::min(i, signature->accepts.size() - 1)];
    if (std::ranges::none_of(accepts, [&](StaticType each) { return MayBe(type.kind, each); }))
      return WrongType(fmt::format("{}() takes a {}, not a {}", signature->name, Described(accepts),
                                   NameOf(type.kind)),
                       call.arguments[i]->span);
  }
  const std::string_view name = signature->name;
  if (name == "nodes") return Of(kList, kNode);
  if (name == "relationships") return Of(kList, kRelationship);
  if (name == "labels" || name == "keys" || name == "split") return Of(kList, kString);
  if (name == "range") return Of(kList, kInteger);
  if (name == "tail") return types[0].kind == kList ? types[0] : Of(kList);
  if (name == "reverse") return types[0];
  if (name == "head" || name == "last") return Of(types[0].kind == kList ? types[0].element : kAny);
  if (name == "coalesce") {
    StaticType all = types[0].kind;
    for (const Type& type : types) all = Either(all, type.kind);
    return Of(all);
  }
  return Of(signature->result);
}

QueryStatus Checker::CheckCall(const FunctionCall& call, const FunctionSignature& signature,
                               const Span& span) const {
  if (call.star && signature.name != "count")
    return CompileError("InvalidNumberOfArguments",
                        fmt::format("{}(*) means nothing; only count(*) does", signature.name),
                        span);
  if (call.distinct && !signature.aggregates)
    return CompileError(
        "UnexpectedSyntax",
        fmt::format("DISTINCT is for aggregations, and {}() is none", signature.name), span);
  const auto given = static_cast<int>(call.star ? 1 : call.arguments.size());
  const bool too_many = signature.max_arguments >= 0 && given > signature.max_arguments;
  if (given >= signature.min_arguments && !too_many) return {};
  std::string wanted = std::to_string(signature.min_arguments);
  if (signature.max_arguments < 0) {
    wanted += " or more";
  } else if (signature.max_arguments != signature.min_arguments) {
    wanted += fmt::format(" to {}", signature.max_arguments);
  }
  return CompileError("InvalidNumberOfArguments",
                      fmt::format("{}() takes {} argument{}, not {}", signature.name, wanted,
                                  wanted == "1" ? "" : "s", given),
                      span);
}

QueryResult<Type> Checker::CheckAggregation(FunctionCall& call, const Span& span) {
  if (in_aggregation_)
    return CompileError("NestedAggregation",
                        fmt::format("{}() cannot stand in another aggregation", call.canonical),
                        span, "aggregate in a WITH before");
  if (!aggregation_allowed_)
    return CompileError(
        "InvalidAggregation",
        fmt::format("{}() cannot stand here; aggregations are for WITH and RETURN", call.canonical),
        span, "put it in a WITH before");
  const Held inside(in_aggregation_, true);
  const Held patterns(pattern_allowed_, false);
  Type first;
  for (std::size_t i = 0; i < call.arguments.size(); ++i) {
    CITYGRAPH_TRY(const Type type, Check(*call.arguments[i]));
    if (i == 0) first = type;
  }
  if (call.canonical == "collect") return Of(kList, first.kind);
  if (call.canonical == "max" || call.canonical == "min") return first;
  return Of(FindFunction(call.canonical)->result);
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

QueryResult<Type> Checker::CheckNode(ListComprehension& comprehension, const Span&) {
  CITYGRAPH_TRY(const Type element, CheckListOf(*comprehension.list));
  const Held aggregations(aggregation_allowed_, false);
  const Local local(*this, comprehension.variable, element);
  CITYGRAPH_TRY(CheckWhere(comprehension.where));
  if (!comprehension.result) return Of(kList, element.kind);
  const Held patterns(pattern_allowed_, false);
  CITYGRAPH_TRY(const Type result, Check(*comprehension.result));
  return Of(kList, result.kind);
}

QueryResult<Type> Checker::CheckNode(PatternComprehension& comprehension, const Span&) {
  const Held aggregations(aggregation_allowed_, false);
  const Held scope(scope_, Scope(scope_));
  CITYGRAPH_TRY(BindPath(comprehension.pattern, PatternPlace::kMatch, NextId()));
  CITYGRAPH_TRY(CheckPatternProperties(comprehension.pattern, PatternPlace::kMatch));
  CITYGRAPH_TRY(CheckWhere(comprehension.where));
  const Held patterns(pattern_allowed_, false);
  CITYGRAPH_TRY(const Type result, Check(*comprehension.result));
  return Of(kList, result.kind);
}

QueryResult<Type> Checker::CheckNode(Quantifier& quantifier, const Span&) {
  CITYGRAPH_TRY(const Type element, CheckListOf(*quantifier.list));
  const Held aggregations(aggregation_allowed_, false);
  const Local local(*this, quantifier.variable, element);
  CITYGRAPH_TRY(CheckWhere(quantifier.where));
  return Of(kBoolean);
}

QueryResult<Type> Checker::CheckNode(Reduce& reduce, const Span&) {
  CITYGRAPH_TRY(Check(*reduce.start));
  CITYGRAPH_TRY(const Type element, CheckListOf(*reduce.list));
  const Held aggregations(aggregation_allowed_, false);
  const Held patterns(pattern_allowed_, false);
  // The accumulator may change its type: 0 + 1.5.
  const Local accumulator(*this, reduce.accumulator, Of(kAny));
  const Local local(*this, reduce.variable, element);
  CITYGRAPH_TRY(Check(*reduce.next));
  return Of(kAny);
}

QueryResult<Type> Checker::CheckNode(PatternExpression& expression, const Span& span) {
  const bool is_path = expression.pattern.selector != PathSelector::kAll;
  if (!is_path && !pattern_allowed_)
    return CompileError("UnexpectedSyntax", "a pattern is a condition and no value", span,
                        "write EXISTS { … } for whether it is there, [ … | x ] for what it finds");
  CITYGRAPH_TRY(BindPath(expression.pattern, PatternPlace::kPredicate, NextId()));
  CITYGRAPH_TRY(CheckPatternProperties(expression.pattern, PatternPlace::kPredicate));
  if (!is_path) return Of(kBoolean);
  return expression.pattern.selector == PathSelector::kShortest ? Of(kPath) : Of(kList, kPath);
}

QueryResult<Type> Checker::CheckNode(Subquery& subquery, const Span&) {
  const Held aggregations(aggregation_allowed_, false);
  const Held inside(in_aggregation_, false);
  const Held patterns(pattern_allowed_, false);
  const Held outer(outer_, Scope(scope_));
  const Held limit(outer_limit_, NextId());
  const QueryPlace place = subquery.kind == SubqueryKind::kExists  ? QueryPlace::kExists
                           : subquery.kind == SubqueryKind::kCount ? QueryPlace::kCount
                                                                   : QueryPlace::kCollect;
  CITYGRAPH_TRY(CheckQuery(*subquery.query, place));
  switch (subquery.kind) {
    case SubqueryKind::kExists:
      return Of(kBoolean);
    case SubqueryKind::kCount:
      return Of(kInteger);
    case SubqueryKind::kCollect:
      return Of(kList);
  }
  return Of(kAny);
}

}  // namespace citygraph::queries::cypher
