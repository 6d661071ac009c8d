// Temporal values back from the text that ToText gives them: what a file holds that we wrote.
// openCypher's many other ways to write them are read in queries/cypher/temporal.
#pragma once

#include <optional>
#include <string_view>

#include "engine/model/value.h"

namespace citygraph {

// The value of that kind whose text this is; nothing for a text that ToText does not write, and for
// kinds that are not temporal.
std::optional<Value> TemporalFromText(ValueKind kind, std::string_view text);

}  // namespace citygraph
