#include "queries/cypher/execute/update.h"

#include "queries/cypher/values/arithmetic.h"

namespace citygraph::queries::cypher {

bool Unstorable(Context& context, std::string_view key, const Value& value, Span where) {
  return context.trap.Fail(ErrorKind::kTypeError, "InvalidPropertyType",
                           "property `" + std::string(key) + "` cannot hold " + Describe(value) +
                               " (" + std::string(KindName(value.kind())) +
                               "): properties are booleans, numbers, strings, temporal values and "
                               "lists of these",
                           where);
}

bool Done(Context& context, Status status) {
  return status.has_value() || context.trap.Fail(std::move(status).error());
}

bool EvalProperties(Context& context, const Expr* expression, const Row& row, bool null_is_wrong,
                    Span where, ValueMap& out) {
  out = ValueMap();
  if (expression == nullptr) return true;
  Value value;
  if (!expression->Eval(context, row, value)) return false;
  const ValueMap* map = value.AsMap();
  if (map == nullptr) {
    if (value.is_null() && !null_is_wrong) return true;
    return context.trap.Fail(ErrorKind::kTypeError, "InvalidArgumentType",
                             "the properties of a pattern are a map, not " + Describe(value),
                             where);
  }
  for (const MapEntry& entry : *map) {
    if (entry.value.is_null()) {
      if (!null_is_wrong) continue;
      return context.trap.Fail(ErrorKind::kSemanticError, "MergeReadOwnWrites",
                               "MERGE cannot look for property `" + entry.key +
                                   "`, which is null: no node or relationship would be found again",
                               where);
    }
    if (!IsStorable(entry.value)) return Unstorable(context, entry.key, entry.value, where);
    out.Put(entry.key, entry.value);
  }
  return true;
}

}  // namespace citygraph::queries::cypher
