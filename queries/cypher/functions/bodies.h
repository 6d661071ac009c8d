// How the families of functions are written, and where functions.cc finds them.
#pragma once

#include <span>
#include <string>
#include <string_view>

#include "queries/cypher/evaluate/expression.h"
#include "queries/cypher/values/arithmetic.h"

namespace citygraph::queries::cypher {

struct NamedBody {
  std::string_view name;  // as in semantics/signatures.cc
  FunctionBody body = nullptr;
};

std::span<const NamedBody> EntityFunctions();
std::span<const NamedBody> ListFunctions();
std::span<const NamedBody> ConversionFunctions();
std::span<const NamedBody> NumberFunctions();
std::span<const NamedBody> StringFunctions();
std::span<const NamedBody> TemporalFunctions();

using Arguments = std::span<const Value>;

// The body, but null when an argument is null: what most functions do.
template <FunctionBody Body>
bool NullOfNull(Context& context, Arguments arguments, Value& out) {
  for (const Value& each : arguments) {
    if (!each.is_null()) continue;
    out = Value();
    return true;
  }
  return Body(context, arguments, out);
}

// Always false: labels() takes a node, not 1 (Integer).
inline bool WrongArgument(Context& context, std::string_view function, std::string_view wanted,
                          const Value& given) {
  return context.trap.Fail(ErrorKind::kTypeError, "InvalidArgumentValue",
                           std::string(function) + "() takes " + std::string(wanted) + ", not " +
                               Describe(given) + " (" + std::string(KindName(given.kind())) + ")");
}

}  // namespace citygraph::queries::cypher
