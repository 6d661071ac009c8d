#include "queries/cypher/semantics/signatures.h"

#include <algorithm>
#include <string>
#include <unordered_map>

#include "engine/base/unicode.h"

namespace citygraph::queries::cypher {
namespace {

using enum StaticType;
using Accepts = std::vector<std::vector<StaticType>>;

constexpr int kAnyNumber = -1;

std::vector<FunctionSignature> AllFunctions() {
  const Accepts number = {{kNumber}};
  const Accepts text = {{kString}};
  const Accepts list = {{kList}};
  const Accepts entity = {{kNode, kRelationship}};
  const Accepts has_keys = {{kNode, kRelationship, kMap}};
  std::vector<FunctionSignature> all = {
      // Aggregations.
      {.name = "avg", .min_arguments = 1, .max_arguments = 1, .aggregates = true},
      {.name = "collect",
       .min_arguments = 1,
       .max_arguments = 1,
       .aggregates = true,
       .result = kList},
      {.name = "count",
       .min_arguments = 1,
       .max_arguments = 1,
       .aggregates = true,
       .result = kInteger},
      {.name = "max", .min_arguments = 1, .max_arguments = 1, .aggregates = true},
      {.name = "min", .min_arguments = 1, .max_arguments = 1, .aggregates = true},
      {.name = "percentileCont", .min_arguments = 2, .max_arguments = 2, .aggregates = true},
      {.name = "percentileDisc", .min_arguments = 2, .max_arguments = 2, .aggregates = true},
      {.name = "stDev",
       .min_arguments = 1,
       .max_arguments = 1,
       .aggregates = true,
       .result = kFloat},
      {.name = "stDevP",
       .min_arguments = 1,
       .max_arguments = 1,
       .aggregates = true,
       .result = kFloat},
      {.name = "sum", .min_arguments = 1, .max_arguments = 1, .aggregates = true},
      // Nodes, relationships, paths.
      {"elementId", 1, 1, false, entity, kString},
      {"endNode", 1, 1, false, {{kRelationship}}, kNode},
      {"exists", 1, 1, false, {}, kBoolean},
      {"id", 1, 1, false, entity, kInteger},
      {"keys", 1, 1, false, has_keys, kList},
      {"labels", 1, 1, false, {{kNode}}, kList},
      {"length", 1, 1, false, {{kPath}}, kInteger},
      {"nodes", 1, 1, false, {{kPath}}, kList},
      {"properties", 1, 1, false, has_keys, kMap},
      {"relationships", 1, 1, false, {{kPath}}, kList},
      {"startNode", 1, 1, false, {{kRelationship}}, kNode},
      {"type", 1, 1, false, {{kRelationship}}, kString},
      // Lists and values of any kind.
      {"coalesce", 1, kAnyNumber},
      {"head", 1, 1, false, list},
      {"isEmpty", 1, 1, false, {{kList, kMap, kString}}, kBoolean},
      {"last", 1, 1, false, list},
      {"range", 2, 3, false, {}, kList},
      {"reverse", 1, 1, false, {{kList, kString}}},
      {"size", 1, 1, false, {{kList, kString}}, kInteger},
      {"tail", 1, 1, false, list, kList},
      {"toBoolean", 1, 1, false, {}, kBoolean},
      {"toBooleanOrNull", 1, 1, false, {}, kBoolean},
      {"toFloat", 1, 1, false, {}, kFloat},
      {"toFloatOrNull", 1, 1, false, {}, kFloat},
      {"toInteger", 1, 1, false, {}, kInteger},
      {"toIntegerOrNull", 1, 1, false, {}, kInteger},
      {"toString", 1, 1, false, {}, kString},
      {"toStringOrNull", 1, 1, false, {}, kString},
      {"valueType", 1, 1, false, {}, kString},
      // Numbers.
      {"abs", 1, 1, false, number, kNumber},
      {"ceil", 1, 1, false, number, kFloat},
      {"e", 0, 0, false, {}, kFloat},
      {"exp", 1, 1, false, number, kFloat},
      {"floor", 1, 1, false, number, kFloat},
      {"isNaN", 1, 1, false, number, kBoolean},
      {"log", 1, 1, false, number, kFloat},
      {"log10", 1, 1, false, number, kFloat},
      {.name = "rand", .result = kFloat, .constant = false},
      {"round", 1, 2, false, number, kFloat},
      {"sign", 1, 1, false, number, kInteger},
      {"sqrt", 1, 1, false, number, kFloat},
      {"acos", 1, 1, false, number, kFloat},
      {"asin", 1, 1, false, number, kFloat},
      {"atan", 1, 1, false, number, kFloat},
      {"atan2", 2, 2, false, number, kFloat},
      {"cos", 1, 1, false, number, kFloat},
      {"cot", 1, 1, false, number, kFloat},
      {"degrees", 1, 1, false, number, kFloat},
      {"haversin", 1, 1, false, number, kFloat},
      {"pi", 0, 0, false, {}, kFloat},
      {"radians", 1, 1, false, number, kFloat},
      {"sin", 1, 1, false, number, kFloat},
      {"tan", 1, 1, false, number, kFloat},
      // Strings.
      {"left", 2, 2, false, {{kString}, {kNumber}}, kString},
      {"lTrim", 1, 1, false, text, kString},
      {"replace", 3, 3, false, text, kString},
      {"right", 2, 2, false, {{kString}, {kNumber}}, kString},
      {"rTrim", 1, 1, false, text, kString},
      {"split", 2, 2, false, {{kString}, {kString, kList}}, kList},
      {"substring", 2, 3, false, {{kString}, {kNumber}}, kString},
      {"toLower", 1, 1, false, text, kString},
      {"toUpper", 1, 1, false, text, kString},
      {"trim", 1, 1, false, text, kString},
      // Dates, times and durations.
      {.name = "timestamp", .result = kInteger},
      {"duration", 1, 1, false, {}, kTemporal},
      {"duration.between", 2, 2, false, {}, kTemporal},
      {"duration.inDays", 2, 2, false, {}, kTemporal},
      {"duration.inMonths", 2, 2, false, {}, kTemporal},
      {"duration.inSeconds", 2, 2, false, {}, kTemporal},
      {"datetime.fromepoch", 2, 2, false, {}, kTemporal},
      {"datetime.fromepochmillis", 1, 1, false, {}, kTemporal},
  };
#define CITYGRAPH_MOMENT(type)                                      \
  all.push_back({type, 0, 1, false, {}, kTemporal});                \
  all.push_back({type ".truncate", 1, 3, false, {}, kTemporal});    \
  all.push_back({type ".transaction", 0, 1, false, {}, kTemporal}); \
  all.push_back({type ".statement", 0, 1, false, {}, kTemporal});   \
  all.push_back({type ".realtime", 0, 1, false, {}, kTemporal})
  CITYGRAPH_MOMENT("date");
  CITYGRAPH_MOMENT("datetime");
  CITYGRAPH_MOMENT("localdatetime");
  CITYGRAPH_MOMENT("localtime");
  CITYGRAPH_MOMENT("time");
#undef CITYGRAPH_MOMENT
  std::ranges::sort(all, {}, &FunctionSignature::name);
  return all;
}

}  // namespace

std::string_view NameOf(StaticType type) {
  switch (type) {
    case kAny:
      return "Any";
    case kBoolean:
      return "Boolean";
    case kInteger:
      return "Integer";
    case kFloat:
      return "Float";
    case kNumber:
      return "Number";
    case kString:
      return "String";
    case kList:
      return "List";
    case kMap:
      return "Map";
    case kNode:
      return "Node";
    case kRelationship:
      return "Relationship";
    case kPath:
      return "Path";
    case kTemporal:
      return "temporal value";
  }
  return "Any";
}

bool MayBe(StaticType given, StaticType wanted) {
  const auto is_number = [](StaticType type) {
    return type == kInteger || type == kFloat || type == kNumber;
  };
  if (given == wanted || given == kAny || wanted == kAny) return true;
  if (given == kNumber) return is_number(wanted);
  return wanted == kNumber && is_number(given);
}

const std::vector<FunctionSignature>& Functions() {
  static const std::vector<FunctionSignature> kFunctions = AllFunctions();
  return kFunctions;
}

const FunctionSignature* FindFunction(std::string_view name) {
  static const std::unordered_map<std::string, const FunctionSignature*> kByName = [] {
    std::unordered_map<std::string, const FunctionSignature*> by_name;
    for (const FunctionSignature& each : Functions()) by_name[ToLower(each.name)] = &each;
    return by_name;
  }();
  const auto found = kByName.find(ToLower(name));
  return found == kByName.end() ? nullptr : found->second;
}

}  // namespace citygraph::queries::cypher
