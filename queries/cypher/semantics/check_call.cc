// Functions and aggregations.
#include <fmt/format.h>

#include <algorithm>

#include "queries/cypher/semantics/check.h"

namespace citygraph::queries::cypher {
namespace {

using enum StaticType;

std::string Described(const std::vector<StaticType>& types) {
  std::string text;
  for (std::size_t i = 0; i < types.size(); ++i) {
    if (i > 0) text += i + 1 == types.size() ? " or " : ", ";
    text += NameOf(types[i]);
  }
  return text;
}

}  // namespace

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

}  // namespace citygraph::queries::cypher
