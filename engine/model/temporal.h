// openCypher's temporal values: a date, times of day, moments and durations, and their ISO 8601
// text.
//
// The calendar is the proleptic Gregorian one; years run from -999999999 to 999999999. There are no
// leap seconds. A time zone is an offset from UTC, and for a DateTime also the zone's name, whose
// rules are not needed here: the offset is kept beside it.
#pragma once

#include <compare>
#include <cstdint>
#include <memory>
#include <string>

namespace citygraph {

inline constexpr std::int64_t kNanosecondsPerSecond = 1'000'000'000;
inline constexpr std::int64_t kSecondsPerDay = 86'400;
inline constexpr std::int64_t kNanosecondsPerDay = kSecondsPerDay * kNanosecondsPerSecond;
inline constexpr std::int64_t kLastYear = 999'999'999;

// A day of the calendar, month and day from 1.
struct CivilDate {
  std::int64_t year = 1970;
  int month = 1;
  int day = 1;

  bool operator==(const CivilDate&) const = default;
};

struct Date {
  std::int64_t days = 0;  // since 1970-01-01

  auto operator<=>(const Date&) const = default;
};

struct LocalTime {
  std::int64_t nanoseconds = 0;  // since midnight, in [0, kNanosecondsPerDay)

  auto operator<=>(const LocalTime&) const = default;
};

struct Time {
  LocalTime local;
  std::int32_t offset_s = 0;  // local minus UTC

  bool operator==(const Time&) const = default;
};

struct LocalDateTime {
  std::int64_t seconds = 0;      // since 1970-01-01T00:00, floor
  std::int32_t nanoseconds = 0;  // in [0, kNanosecondsPerSecond)

  auto operator<=>(const LocalDateTime&) const = default;
};

struct DateTime {
  LocalDateTime local;
  std::int32_t offset_s = 0;                // local minus UTC
  std::shared_ptr<const std::string> zone;  // "Europe/Stockholm"; null: the offset alone

  bool operator==(const DateTime& other) const {
    return local == other.local && offset_s == other.offset_s &&
           (zone == other.zone || (zone && other.zone && *zone == *other.zone));
  }
  // Seconds since 1970-01-01T00:00Z.
  std::int64_t instant_s() const { return local.seconds - offset_s; }
};

// Three amounts that do not turn into one another: a month has no fixed number of days, nor (at a
// change of the clocks) a day of seconds.
struct Duration {
  std::int64_t months = 0;
  std::int64_t days = 0;
  std::int64_t seconds = 0;
  std::int32_t nanoseconds = 0;  // in [0, kNanosecondsPerSecond), also of a negative duration

  bool operator==(const Duration&) const = default;
};

// Days since 1970-01-01. REQUIRES: a day that is in the calendar.
Date ToDate(const CivilDate& civil);
CivilDate ToCivil(Date date);
bool IsLeapYear(std::int64_t year);
int DaysInMonth(std::int64_t year, int month);
// From 1 for Monday to 7 for Sunday.
int DayOfWeek(Date date);

// The ISO week: its year, which may be the one before or after, and its number from 1.
struct WeekDate {
  std::int64_t year = 1970;
  int week = 1;
  int day_of_week = 4;
};
WeekDate ToWeekDate(Date date);
// Week 1 holds the first Thursday of the year. `week` may be any number.
Date FromWeekDate(const WeekDate& week);
int WeeksInYear(std::int64_t year);

inline Date DateOf(const LocalDateTime& moment) {
  const std::int64_t s = moment.seconds;
  return {s >= 0 ? s / kSecondsPerDay : -((-s + kSecondsPerDay - 1) / kSecondsPerDay)};
}
inline LocalTime TimeOf(const LocalDateTime& moment) {
  return {(moment.seconds - DateOf(moment).days * kSecondsPerDay) * kNanosecondsPerSecond +
          moment.nanoseconds};
}
inline LocalDateTime Join(Date date, LocalTime time) {
  return {date.days * kSecondsPerDay + time.nanoseconds / kNanosecondsPerSecond,
          static_cast<std::int32_t>(time.nanoseconds % kNanosecondsPerSecond)};
}

// ISO 8601 as openCypher writes it: "2015-07-21", "21:40:32.142", "21:40+01:00",
// "2015-07-21T21:40+02:00[Europe/Stockholm]", "P1Y2M3DT4H5M6.7S", "PT0S". Seconds that are zero
// are left out; years beyond four digits have a sign.
std::string ToText(Date date);
std::string ToText(LocalTime time);
std::string ToText(Time time);
std::string ToText(LocalDateTime moment);
std::string ToText(const DateTime& moment);
std::string ToText(const Duration& duration);
// "Z", "+01:00", "-02:05:07".
std::string OffsetText(std::int32_t offset_s);

}  // namespace citygraph
