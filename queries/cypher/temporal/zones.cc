#include "queries/cypher/temporal/zones.h"

#include <date/tz.h>
#include <unicode/ucal.h>

#include <algorithm>
#include <chrono>
#include <exception>
#include <map>
#include <memory>
#include <mutex>

namespace citygraph::queries::cypher {
namespace {

using std::chrono::seconds;

// Null when there is none. The library throws for unknown names; that stops here, and the answers
// are remembered, misses too (up to a bound, for names come from queries).
const date::time_zone* FindZone(std::string_view name) {
  static std::mutex mutex;
  static std::map<std::string, const date::time_zone*, std::less<>> known;
  constexpr std::size_t kMostKnown = 4096;
  const std::lock_guard lock(mutex);
  if (const auto found = known.find(name); found != known.end()) return found->second;
  const date::time_zone* zone = nullptr;
  try {
    zone = date::locate_zone(std::string(name));
  } catch (const std::exception&) {
    zone = nullptr;
  }
  if (known.size() < kMostKnown) known.emplace(name, zone);
  return zone;
}

// The library's calendar has 16 bits for a year.
std::int64_t Clamped(std::int64_t s) {
  constexpr std::int64_t kMost = 30'000LL * 366 * kSecondsPerDay;
  return std::clamp(s, -kMost, kMost);
}

// Before 1970 the database keeps, by its own rules, one history for zones that agree since then, or
// each zone's own, as who packages it likes. Ours is the first, which is Java's and so the TCK's:
// it is in ICU's copy of the database, whatever the system's says.
std::optional<std::int32_t> OffsetBefore1970(std::string_view zone, std::int64_t when_s,
                                             bool is_local) {
  UErrorCode code = U_ZERO_ERROR;
  const std::u16string name(zone.begin(), zone.end());  // names are ASCII
  const std::unique_ptr<UCalendar, decltype(&ucal_close)> calendar(
      ucal_open(name.data(), static_cast<std::int32_t>(name.size()), "", UCAL_GREGORIAN, &code),
      ucal_close);
  if (U_FAILURE(code)) return std::nullopt;
  constexpr double kMillisecondsPerSecond = 1000;
  ucal_setMillis(calendar.get(), static_cast<double>(Clamped(when_s)) * kMillisecondsPerSecond,
                 &code);
  std::int32_t standard_ms = 0;
  std::int32_t saving_ms = 0;
  if (is_local) {
    ucal_getTimeZoneOffsetFromLocal(calendar.get(), UCAL_TZ_LOCAL_FORMER, UCAL_TZ_LOCAL_FORMER,
                                    &standard_ms, &saving_ms, &code);
  } else {
    standard_ms = ucal_get(calendar.get(), UCAL_ZONE_OFFSET, &code);
    saving_ms = ucal_get(calendar.get(), UCAL_DST_OFFSET, &code);
  }
  if (U_FAILURE(code)) return std::nullopt;
  return (standard_ms + saving_ms) / static_cast<std::int32_t>(kMillisecondsPerSecond);
}

}  // namespace

bool HasZone(std::string_view name) { return FindZone(name) != nullptr; }

std::optional<std::int32_t> OffsetAtInstant(std::string_view zone, std::int64_t seconds_utc) {
  const date::time_zone* found = FindZone(zone);
  if (found == nullptr) return std::nullopt;
  if (seconds_utc < 0) return OffsetBefore1970(zone, seconds_utc, false);
  try {
    const auto info = found->get_info(date::sys_seconds(seconds(Clamped(seconds_utc))));
    return static_cast<std::int32_t>(info.offset.count());
  } catch (const std::exception&) {
    return std::nullopt;
  }
}

std::optional<std::int32_t> OffsetAtLocal(std::string_view zone, std::int64_t seconds_local) {
  const date::time_zone* found = FindZone(zone);
  if (found == nullptr) return std::nullopt;
  if (seconds_local < 0) return OffsetBefore1970(zone, seconds_local, true);
  try {
    const auto info = found->get_info(date::local_seconds(seconds(Clamped(seconds_local))));
    return static_cast<std::int32_t>(info.first.offset.count());
  } catch (const std::exception&) {
    return std::nullopt;
  }
}

}  // namespace citygraph::queries::cypher
