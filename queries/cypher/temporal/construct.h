// Temporal values from maps of parts, from one another, and truncated to a unit.
#pragma once

#include <string_view>

#include "engine/model/value.h"
#include "queries/cypher/values/trap.h"

namespace citygraph::queries::cypher {

enum class TemporalKind : std::uint8_t { kDate, kLocalTime, kTime, kLocalDateTime, kDateTime };

// date(value), time(value), …: of a string, a map, or another temporal value. Null gives null.
bool Construct(TemporalKind kind, const Value& value, Value& out, Trap& trap);
// duration(value): of a string, a map or a duration.
bool ConstructDuration(const Value& value, Value& out, Trap& trap);
// date.truncate(unit, value, parts), …
bool Truncate(TemporalKind kind, std::string_view unit, const Value& value, const ValueMap& parts,
              Value& out, Trap& trap);
// The moment as that kind, in the zone or at the offset that `zone` names (empty: as it is).
bool NowAs(TemporalKind kind, const DateTime& now, std::string_view zone, Value& out, Trap& trap);

}  // namespace citygraph::queries::cypher
