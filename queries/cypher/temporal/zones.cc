#include "queries/cypher/temporal/zones.h"

#include <absl/time/time.h>
#include <unicode/ucal.h>

#include <algorithm>
#include <cstdlib>
#include <filesystem>
#include <map>
#include <memory>
#include <mutex>

namespace citygraph::queries::cypher {
namespace {

// Abseil takes other names too, of any file and of its own making, and remembers all it was asked:
// it is asked only for what the database has.
bool IsInDatabase(std::string_view name) {
  const auto in_names = [](char c) {
    return (c >= '0' && c <= '9') || (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z') || c == '_' ||
           c == '-' || c == '+' || c == '/';
  };
  if (name.empty() || name.front() == '/' || !std::ranges::all_of(name, in_names)) return false;
  const char* folder = std::getenv("TZDIR");  // as Abseil looks for it
  std::error_code error;
  return std::filesystem::is_regular_file(
      std::filesystem::path(folder != nullptr && *folder != '\0' ? folder : "/usr/share/zoneinfo") /
          name,
      error);
}

// Null when there is none. Zones are remembered for good.
const absl::TimeZone* FindZone(std::string_view name) {
  static std::mutex mutex;
  static std::map<std::string, absl::TimeZone, std::less<>> known;
  const std::lock_guard lock(mutex);
  if (const auto found = known.find(name); found != known.end()) return &found->second;
  absl::TimeZone zone;
  if (!IsInDatabase(name) || !absl::LoadTimeZone(std::string(name), &zone)) return nullptr;
  return &known.emplace(name, zone).first->second;
}

// Years from about -30,000 to 34,000, which all calendars here can tell.
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
  const absl::TimeZone* found = FindZone(zone);
  if (found == nullptr) return std::nullopt;
  if (seconds_utc < 0) return OffsetBefore1970(zone, seconds_utc, false);
  return found->At(absl::FromUnixSeconds(Clamped(seconds_utc))).offset;
}

std::optional<std::int32_t> OffsetAtLocal(std::string_view zone, std::int64_t seconds_local) {
  const absl::TimeZone* found = FindZone(zone);
  if (found == nullptr) return std::nullopt;
  if (seconds_local < 0) return OffsetBefore1970(zone, seconds_local, true);
  const std::int64_t local = Clamped(seconds_local);
  // `pre` counts with the offset before a change, where the clocks show a time twice or never.
  const absl::Time instant = found->At(absl::CivilSecond() + local).pre;
  return static_cast<std::int32_t>(local - absl::ToUnixSeconds(instant));
}

}  // namespace citygraph::queries::cypher
