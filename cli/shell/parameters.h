// Values for $parameters as users give them.
#pragma once

#include <string>
#include <string_view>

#include "engine/base/result.h"
#include "engine/model/value.h"
#include "queries/cypher/error.h"

namespace citygraph::cli {

// `--param name=value`: a number, 'string' in quotes, true, false, null, list or map of these is
// what Cypher reads it as; anything else is text as it stands: `--param city=Porto Alegre`.
// Errors: kInvalidInput without a name or "=".
struct NamedValue {
  std::string name;
  Value value;
};
Result<NamedValue> ParseParameterOption(std::string_view option);

// What follows `:param`.
struct ParameterLine {
  enum class Kind : std::uint8_t { kList, kClear, kSet, kMap };
  Kind kind = Kind::kList;
  std::string name;        // of kSet
  std::string expression;  // of kSet and kMap, checked to be one
  std::size_t at = 0;      // the byte of the text at which it begins
};

// "", "clear", "name => EXPR" (also "name = EXPR", "name: EXPR", "name EXPR"), "{name: EXPR, …}"; a
// `;` may end it. Errors: the parser's, with places in `text`.
queries::cypher::QueryResult<ParameterLine> ParseParameterLine(std::string_view text);

// A place in `part`, which is `text` from byte `at` on, as a place in `text`. Parts have one line.
queries::cypher::Span Shifted(queries::cypher::Span where, std::string_view text, std::size_t at);

}  // namespace citygraph::cli
