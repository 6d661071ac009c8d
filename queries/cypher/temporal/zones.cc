#include "queries/cypher/temporal/zones.h"

#include <date/tz.h>

#include <algorithm>
#include <chrono>
#include <exception>
#include <map>
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

}  // namespace

bool HasZone(std::string_view name) { return FindZone(name) != nullptr; }

std::optional<std::int32_t> OffsetAtInstant(std::string_view zone, std::int64_t seconds_utc) {
  const date::time_zone* found = FindZone(zone);
  if (found == nullptr) return std::nullopt;
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
  try {
    const auto info = found->get_info(date::local_seconds(seconds(Clamped(seconds_local))));
    return static_cast<std::int32_t>(info.first.offset.count());
  } catch (const std::exception&) {
    return std::nullopt;
  }
}

}  // namespace citygraph::queries::cypher
