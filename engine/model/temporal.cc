#include "engine/model/temporal.h"

#include <cstdlib>

namespace citygraph {
namespace {

// Gregorian cycles of 400 years have this many days; years here begin in March, so that the leap
// day is the last.
constexpr std::int64_t kDaysPerCycle = 146'097;
constexpr std::int64_t kDaysToEpoch = 719'468;  // from 0000-03-01 to 1970-01-01

std::int64_t FloorDivide(std::int64_t a, std::int64_t b) {
  return a / b - (a % b != 0 && (a < 0) != (b < 0) ? 1 : 0);
}

void AppendPadded(std::string& out, std::int64_t number, std::size_t width) {
  const std::string digits = std::to_string(number);
  if (digits.size() < width) out.append(width - digits.size(), '0');
  out += digits;
}

// ".142", without zeros at the end; nothing for 0.
void AppendFraction(std::string& out, std::int64_t nanoseconds) {
  if (nanoseconds == 0) return;
  out.push_back('.');
  AppendPadded(out, nanoseconds, 9);
  while (out.back() == '0') out.pop_back();
}

}  // namespace

Date ToDate(const CivilDate& civil) {
  const std::int64_t year = civil.year - (civil.month <= 2 ? 1 : 0);
  const std::int64_t cycle = FloorDivide(year, 400);
  const std::int64_t year_of_cycle = year - cycle * 400;
  const std::int64_t day_of_year =
      (153 * (civil.month + (civil.month > 2 ? -3 : 9)) + 2) / 5 + civil.day - 1;
  const std::int64_t day_of_cycle =
      year_of_cycle * 365 + year_of_cycle / 4 - year_of_cycle / 100 + day_of_year;
  return {cycle * kDaysPerCycle + day_of_cycle - kDaysToEpoch};
}

CivilDate ToCivil(Date date) {
  const std::int64_t days = date.days + kDaysToEpoch;
  const std::int64_t cycle = FloorDivide(days, kDaysPerCycle);
  const std::int64_t day_of_cycle = days - cycle * kDaysPerCycle;
  const std::int64_t year_of_cycle =
      (day_of_cycle - day_of_cycle / 1460 + day_of_cycle / 36'524 - day_of_cycle / 146'096) / 365;
  const std::int64_t day_of_year =
      day_of_cycle - (365 * year_of_cycle + year_of_cycle / 4 - year_of_cycle / 100);
  const std::int64_t month = (5 * day_of_year + 2) / 153;  // from 0 for March
  CivilDate civil;
  civil.day = static_cast<int>(day_of_year - (153 * month + 2) / 5 + 1);
  civil.month = static_cast<int>(month < 10 ? month + 3 : month - 9);
  civil.year = year_of_cycle + cycle * 400 + (civil.month <= 2 ? 1 : 0);
  return civil;
}

bool IsLeapYear(std::int64_t year) { return year % 4 == 0 && (year % 100 != 0 || year % 400 == 0); }

int DaysInMonth(std::int64_t year, int month) {
  constexpr int kDays[] = {31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
  return month == 2 && IsLeapYear(year) ? 29 : kDays[month - 1];
}

int DayOfWeek(Date date) {
  // 1970-01-01 was a Thursday.
  const std::int64_t shifted = date.days + 3;
  return static_cast<int>(shifted - FloorDivide(shifted, 7) * 7) + 1;
}

Date FromWeekDate(const WeekDate& week) {
  const Date fourth = ToDate({week.year, 1, 4});  // always in week 1
  const std::int64_t monday = fourth.days - (DayOfWeek(fourth) - 1);
  return {monday + (week.week - 1) * 7LL + week.day_of_week - 1};
}

WeekDate ToWeekDate(Date date) {
  const int day = DayOfWeek(date);
  const std::int64_t year = ToCivil({date.days - day + 4}).year;  // the year of that Thursday
  const std::int64_t first = FromWeekDate({year, 1, 1}).days;
  return {year, static_cast<int>((date.days - first) / 7) + 1, day};
}

int WeeksInYear(std::int64_t year) { return ToWeekDate(ToDate({year, 12, 28})).week; }

std::string OffsetText(std::int32_t offset_s) {
  if (offset_s == 0) return "Z";
  std::string text(1, offset_s < 0 ? '-' : '+');
  const std::int32_t size = std::abs(offset_s);
  AppendPadded(text, size / 3600, 2);
  text.push_back(':');
  AppendPadded(text, size / 60 % 60, 2);
  if (size % 60 != 0) {
    text.push_back(':');
    AppendPadded(text, size % 60, 2);
  }
  return text;
}

std::string ToText(Date date) {
  const CivilDate civil = ToCivil(date);
  std::string text;
  if (civil.year < 0) text.push_back('-');
  if (civil.year > 9999) text.push_back('+');
  AppendPadded(text, std::abs(civil.year), 4);
  text.push_back('-');
  AppendPadded(text, civil.month, 2);
  text.push_back('-');
  AppendPadded(text, civil.day, 2);
  return text;
}

std::string ToText(LocalTime time) {
  const std::int64_t seconds = time.nanoseconds / kNanosecondsPerSecond;
  const std::int64_t fraction = time.nanoseconds % kNanosecondsPerSecond;
  std::string text;
  AppendPadded(text, seconds / 3600, 2);
  text.push_back(':');
  AppendPadded(text, seconds / 60 % 60, 2);
  if (seconds % 60 != 0 || fraction != 0) {
    text.push_back(':');
    AppendPadded(text, seconds % 60, 2);
    AppendFraction(text, fraction);
  }
  return text;
}

std::string ToText(Time time) { return ToText(time.local) + OffsetText(time.offset_s); }

std::string ToText(LocalDateTime moment) {
  return ToText(DateOf(moment)) + "T" + ToText(TimeOf(moment));
}

std::string ToText(const DateTime& moment) {
  std::string text = ToText(moment.local) + OffsetText(moment.offset_s);
  if (moment.zone) text += "[" + *moment.zone + "]";
  return text;
}

std::string ToText(const Duration& duration) {
  std::string text = "P";
  const auto part = [&](std::int64_t amount, char unit) {
    if (amount != 0) text += std::to_string(amount) + unit;
  };
  part(duration.months / 12, 'Y');
  part(duration.months % 12, 'M');
  part(duration.days, 'D');
  if (duration.seconds != 0 || duration.nanoseconds != 0) {
    text.push_back('T');
    // Towards zero: -0.4 s is kept as -1 s and 0.6 s, and written as -0.4.
    std::int64_t seconds = duration.seconds;
    std::int64_t fraction = duration.nanoseconds;
    if (seconds < 0 && fraction > 0) {
      ++seconds;
      fraction = kNanosecondsPerSecond - fraction;
    }
    part(seconds / 3600, 'H');
    part(seconds / 60 % 60, 'M');
    if (seconds % 60 != 0 || fraction != 0) {
      if (duration.seconds < 0 && seconds % 60 == 0) text.push_back('-');
      text += std::to_string(seconds % 60);
      AppendFraction(text, fraction);
      text.push_back('S');
    }
  }
  return text == "P" ? "PT0S" : text;
}

}  // namespace citygraph
