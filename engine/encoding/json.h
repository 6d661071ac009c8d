// Values as JSON text and back. The only door to RapidJSON.
#pragma once

#include <string>
#include <string_view>

#include "engine/base/result.h"
#include "engine/model/value.h"

namespace citygraph {

// One line; keys in the map's order; numbers as short as they read back; NaN and infinities as null
// (JSON has none). Temporal values are their ISO text, nodes and relationships their ids, paths the
// list of these. Invalid UTF-8 becomes U+FFFD, a byte each, in strings and in keys.
std::string ToJson(const Value& value);
// The same over several lines, indented by two.
std::string ToPrettyJson(const Value& value);

// The whole text as one value: what ToJson writes of null, booleans, numbers, strings, lists and
// maps reads back equal. Numbers without point and exponent are integers. Errors: kInvalidInput,
// with the byte and why (not JSON, not UTF-8, a key twice in a map, an integer beyond 64 bits, more
// than records::kDeepestValue levels).
Result<Value> FromJson(std::string_view text);

}  // namespace citygraph
