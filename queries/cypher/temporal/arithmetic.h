// Temporal values with durations, durations with numbers, and the durations between two values.
//
// Months are added first (a day that the month lacks becomes its last), then days, then seconds. A
// date keeps only whole days of what is added, a time of day only what is left of whole days.
#pragma once

#include <cstdint>

#include "engine/model/value.h"
#include "queries/cypher/values/trap.h"

namespace citygraph::queries::cypher {

// value + sign * duration; `value` is any temporal value. Errors: ArithmeticError when it leaves
// the calendar.
bool AddDuration(const Value& value, const Duration& duration, int sign, Value& out, Trap& trap);

// duration * factor; what is left of months becomes days and seconds by the average month.
bool ScaleDuration(const Duration& duration, double factor, Value& out, Trap& trap);

// A duration of parts that may have fractions, which fall to the next smaller unit.
bool MakeDuration(long double months, long double days, long double seconds,
                  long double nanoseconds, Duration& out, Trap& trap);

enum class DurationUnit : std::uint8_t { kAll, kMonths, kDays, kSeconds };
// duration.between, inMonths, inDays and inSeconds: from a to b.
bool Between(const Value& a, const Value& b, DurationUnit unit, Value& out, Trap& trap);

// Moves a moment by whole seconds of its instant, and keeps its zone.
DateTime Shifted(const DateTime& moment, std::int64_t seconds);
// The local time in the zone (or at the offset, if `zone` is null), with the offset filled in.
DateTime AtZone(const LocalDateTime& local, const std::shared_ptr<const std::string>& zone,
                std::int32_t offset_s);
// The instant of `moment` as seen in another zone.
DateTime SameInstant(const DateTime& moment, const std::shared_ptr<const std::string>& zone,
                     std::int32_t offset_s);

}  // namespace citygraph::queries::cypher
