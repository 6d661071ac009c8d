// The parts of temporal values that `value.year` and its kin name.
#pragma once

#include <string_view>

#include "engine/model/value.h"
#include "queries/cypher/values/trap.h"

namespace citygraph::queries::cypher {

// The component of a temporal value ("year", "weekYear", "epochMillis", "monthsOfYear", …).
// Errors: ArgumentError when that kind of value has no such part.
bool Component(const Value& value, std::string_view name, Value& out, Trap& trap);

}  // namespace citygraph::queries::cypher
