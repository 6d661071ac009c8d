// Values as JSON text. The only door to RapidJSON's writer.
#pragma once

#include <string>

#include "engine/model/value.h"

namespace citygraph {

// One line; keys in the map's order; numbers as short as they read back; NaN and infinities as null
// (JSON has none). Temporal values are their ISO text, nodes and relationships their ids, paths the
// list of these. Invalid UTF-8 becomes U+FFFD, a byte each, in strings and in keys.
std::string ToJson(const Value& value);
// The same over several lines, indented by two.
std::string ToPrettyJson(const Value& value);

}  // namespace citygraph
