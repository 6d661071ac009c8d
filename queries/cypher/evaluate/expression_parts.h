// What the files of expressions share. Not for others: see expression.h.
#pragma once

#include <string>
#include <string_view>

#include "queries/cypher/evaluate/expression.h"
#include "queries/cypher/values/compare.h"

namespace citygraph::queries::cypher {

// Always false: return TypeError(…).
bool TypeError(Context& context, std::string_view detail, std::string message, Span where);

inline std::string KindOf(const Value& value) { return std::string(KindName(value.kind())); }

// A boolean or null; anything else is an error.
bool ToTernary(Context& context, const Value& value, Ternary& out, Span where);

}  // namespace citygraph::queries::cypher
