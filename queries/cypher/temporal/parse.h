// Temporal values from their ISO 8601 text, in every form that openCypher knows.
#pragma once

#include <optional>
#include <string_view>

#include "engine/model/value.h"

namespace citygraph::queries::cypher {

// "2015-07-21", "20150721", "2015-W30-2", "2015-Q2-60", "2015-202", "+12345-01-01", …
std::optional<Date> ParseDate(std::string_view text);
// "21:40:32.142", "2140", "22"
std::optional<LocalTime> ParseLocalTime(std::string_view text);
// A local time and perhaps an offset; UTC without one.
std::optional<Time> ParseTime(std::string_view text);
std::optional<LocalDateTime> ParseLocalDateTime(std::string_view text);
// A date, or a date and a time; then perhaps an offset, a zone in brackets, or both.
std::optional<DateTime> ParseDateTime(std::string_view text);
// "P1Y2M10DT2H30M", "P5M1.5D", "P2012-02-02T14:37:21.545"
std::optional<Duration> ParseDuration(std::string_view text);
// "Z", "+01:00", "-0130", "+02", "+02:05:59"
std::optional<std::int32_t> ParseOffset(std::string_view text);

}  // namespace citygraph::queries::cypher
