// The system's time zone database; before 1970 ICU's copy of it. The only door to Abseil's
// reader of it.
//
// Threads: any. A zone is read once, when it is first named.
#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>

#include "engine/model/temporal.h"

namespace citygraph::queries::cypher {

// Whether the database has a zone of that name ("Europe/Stockholm").
bool HasZone(std::string_view name);

// The zone's offset from UTC in seconds at an instant, or at a local time. A local time that the
// clocks show twice means the first of both; one that they leave out takes the offset before the
// gap. Nothing when there is no such zone. Years beyond what the database can tell (about +-32000)
// take the offset at its end.
std::optional<std::int32_t> OffsetAtInstant(std::string_view zone, std::int64_t seconds_utc);
std::optional<std::int32_t> OffsetAtLocal(std::string_view zone, std::int64_t seconds_local);

}  // namespace citygraph::queries::cypher
