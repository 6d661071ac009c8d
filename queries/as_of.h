// The graph as it was at a time: what is known to have come later, or not known when, is left out.
//
// Exchanges carry valid time: the property `date` (a date) where it is there, else `year`. A
// mentoring has its own, else that of its exchange. Of a year all is taken that began in it or
// before; a date takes exchanges of which only the year is known from the start of that year. An
// exchange that is left out takes along what hangs on it, and reports of nothing else. Places and
// themes have no time: they are always there.
#pragma once

#include <cstdint>
#include <string_view>

#include "engine/model/temporal.h"
#include "engine/storage/graph_view.h"

namespace citygraph::queries {

struct TimePoint {
  Date last_day;  // that counts: of a year its last
};

// "2019", "2019-06-30". Errors: kInvalidInput.
Result<TimePoint> ParseTimePoint(std::string_view text);

struct LeftOut {
  std::uint64_t later = 0;    // exchanges
  std::uint64_t undated = 0;  // exchanges
  std::uint64_t mentorings = 0;
};

// Hides from the view what was not at the time. Cost: looks at every exchange and mentoring of the
// graph, 1.5 us each where they are in the base, and keeps a bit an id. Errors: the store's.
Result<LeftOut> KeepAsOf(GraphView& view, const TimePoint& time);

}  // namespace citygraph::queries
