#include "queries/cypher/temporal/arithmetic.h"

#include <algorithm>
#include <cmath>
#include <limits>
#include <optional>

#include "queries/cypher/temporal/zones.h"

namespace citygraph::queries::cypher {
namespace {

__extension__ using Wide = __int128;

constexpr long double kDaysPerMonth = 30.436875L;  // of the Gregorian cycle: 146097 / 4800

std::int64_t FloorDivide(std::int64_t a, std::int64_t b) {
  return a / b - (a % b != 0 && (a < 0) != (b < 0) ? 1 : 0);
}

bool OutOfRange(Trap& trap) {
  return trap.Fail(ErrorKind::kArithmeticError, "NumberOutOfRange",
                   "the result is beyond the calendar (years -999999999 to 999999999)");
}
bool DurationOverflow(Trap& trap) {
  return trap.Fail(ErrorKind::kArithmeticError, "NumberOutOfRange",
                   "the duration does not fit in 64 bits");
}

bool Fits(Wide number) {
  return number >= std::numeric_limits<std::int64_t>::min() &&
         number <= std::numeric_limits<std::int64_t>::max();
}

// Seconds and nanoseconds of any size and sign to the form that Duration has.
bool Normalize(Wide seconds, Wide nanoseconds, Duration& out) {
  Wide carry = nanoseconds / kNanosecondsPerSecond;
  Wide rest = nanoseconds % kNanosecondsPerSecond;
  if (rest < 0) {
    rest += kNanosecondsPerSecond;
    --carry;
  }
  seconds += carry;
  if (!Fits(seconds)) return false;
  out.seconds = static_cast<std::int64_t>(seconds);
  out.nanoseconds = static_cast<std::int32_t>(rest);
  return true;
}

std::optional<Date> AddMonthsAndDays(Date date, std::int64_t months, std::int64_t days) {
  constexpr std::int64_t kMostMonths = 2 * 12 * (kLastYear + 1);
  constexpr std::int64_t kMostDays = 2 * 366 * (kLastYear + 1);
  if (std::abs(months) > kMostMonths || std::abs(days) > kMostDays) return std::nullopt;
  if (months != 0) {
    CivilDate civil = ToCivil(date);
    const std::int64_t index = civil.year * 12 + (civil.month - 1) + months;
    civil.year = FloorDivide(index, 12);
    civil.month = static_cast<int>(index - civil.year * 12) + 1;
    civil.day = std::min(civil.day, DaysInMonth(civil.year, civil.month));
    date = ToDate(civil);
  }
  date.days += days;
  static const Date kFirst = ToDate({-kLastYear, 1, 1});
  static const Date kLast = ToDate({kLastYear, 12, 31});
  if (date < kFirst || date > kLast) return std::nullopt;
  return date;
}

std::optional<LocalDateTime> AddToMoment(const LocalDateTime& moment, const Duration& d) {
  const auto date = AddMonthsAndDays(DateOf(moment), d.months, d.days);
  if (!date) return std::nullopt;
  LocalDateTime sum = Join(*date, TimeOf(moment));
  if (__builtin_add_overflow(sum.seconds, d.seconds, &sum.seconds)) return std::nullopt;
  sum.nanoseconds += d.nanoseconds;
  if (sum.nanoseconds >= kNanosecondsPerSecond) {
    sum.nanoseconds -= static_cast<std::int32_t>(kNanosecondsPerSecond);
    ++sum.seconds;
  }
  if (!AddMonthsAndDays(DateOf(sum), 0, 0)) return std::nullopt;
  return sum;
}

LocalTime AddToTime(LocalTime time, const Duration& d) {
  const std::int64_t seconds = d.seconds % kSecondsPerDay;
  std::int64_t sum =
      (time.nanoseconds + seconds * kNanosecondsPerSecond + d.nanoseconds) % kNanosecondsPerDay;
  if (sum < 0) sum += kNanosecondsPerDay;
  return {sum};
}

std::optional<Duration> Sum(const Duration& a, const Duration& b) {
  Duration sum;
  if (__builtin_add_overflow(a.months, b.months, &sum.months) ||
      __builtin_add_overflow(a.days, b.days, &sum.days) ||
      !Normalize(static_cast<Wide>(a.seconds) + b.seconds,
                 static_cast<Wide>(a.nanoseconds) + b.nanoseconds, sum))
    return std::nullopt;
  return sum;
}

std::optional<Duration> Negated(const Duration& d) {
  Duration result;
  if (__builtin_sub_overflow(std::int64_t{0}, d.months, &result.months) ||
      __builtin_sub_overflow(std::int64_t{0}, d.days, &result.days) ||
      !Normalize(-static_cast<Wide>(d.seconds), -static_cast<Wide>(d.nanoseconds), result))
    return std::nullopt;
  return result;
}

// What `between` looks at: parts that a value lacks are missing.
struct Parts {
  std::optional<Date> date;
  std::optional<LocalTime> time;
  std::optional<std::int32_t> offset_s;
  std::shared_ptr<const std::string> zone;
};

bool PartsOf(const Value& value, Parts& parts) {
  if (const Date* date = value.AsDate()) {
    parts.date = *date;
  } else if (const LocalTime* local = value.AsLocalTime()) {
    parts.time = *local;
  } else if (const Time* time = value.AsTime()) {
    parts.time = time->local;
    parts.offset_s = time->offset_s;
  } else if (const LocalDateTime* moment = value.AsLocalDateTime()) {
    parts.date = DateOf(*moment);
    parts.time = TimeOf(*moment);
  } else if (const DateTime* zoned = value.AsDateTime()) {
    parts.date = DateOf(zoned->local);
    parts.time = TimeOf(zoned->local);
    parts.offset_s = zoned->offset_s;
    parts.zone = zoned->zone;
  } else {
    return false;
  }
  return true;
}

// Whole months from a to b, towards zero.
std::int64_t MonthsBetween(const LocalDateTime& a, const LocalDateTime& b) {
  const CivilDate from = ToCivil(DateOf(a));
  const CivilDate to = ToCivil(DateOf(b));
  std::int64_t months = (to.year - from.year) * 12 + (to.month - from.month);
  const LocalTime from_time = TimeOf(a);
  const LocalTime to_time = TimeOf(b);
  const auto before = [](int day, LocalTime time, int other_day, LocalTime other_time) {
    return day < other_day || (day == other_day && time < other_time);
  };
  if (months > 0 && before(to.day, to_time, from.day, from_time)) --months;
  if (months < 0 && before(from.day, from_time, to.day, to_time)) ++months;
  return months;
}

// The moment moved by months, the day cut to the month's length.
LocalDateTime PlusMonths(const LocalDateTime& moment, std::int64_t months) {
  const auto date = AddMonthsAndDays(DateOf(moment), months, 0);
  return Join(date.value_or(DateOf(moment)), TimeOf(moment));
}

}  // namespace

DateTime AtZone(const LocalDateTime& local, const std::shared_ptr<const std::string>& zone,
                std::int32_t offset_s) {
  DateTime moment{local, offset_s, zone};
  if (!zone) return moment;
  const auto offset = OffsetAtLocal(*zone, local.seconds);
  if (!offset) return moment;
  moment.offset_s = *offset;
  // In a gap of the clocks the local time does not exist: the instant is right, show it as it is.
  const auto real = OffsetAtInstant(*zone, moment.instant_s());
  if (real && *real != *offset) {
    const std::int64_t instant = moment.instant_s();
    moment.local.seconds = instant + *real;
    moment.offset_s = *real;
  }
  return moment;
}

DateTime SameInstant(const DateTime& moment, const std::shared_ptr<const std::string>& zone,
                     std::int32_t offset_s) {
  const std::int64_t instant = moment.instant_s();
  DateTime seen{moment.local, offset_s, zone};
  if (zone) seen.offset_s = OffsetAtInstant(*zone, instant).value_or(offset_s);
  seen.local.seconds = instant + seen.offset_s;
  return seen;
}

DateTime Shifted(const DateTime& moment, std::int64_t seconds) {
  DateTime moved = moment;
  moved.local.seconds += seconds;
  return SameInstant(moved, moment.zone, moment.offset_s);
}

bool AddDuration(const Value& value, const Duration& duration, int sign, Value& out, Trap& trap) {
  Duration d = duration;
  if (sign < 0) {
    const auto negated = Negated(duration);
    if (!negated) return DurationOverflow(trap);
    d = *negated;
  }
  switch (value.kind()) {
    case ValueKind::kDuration: {
      const auto sum = Sum(*value.AsDuration(), d);
      if (!sum) return DurationOverflow(trap);
      out = *sum;
      return true;
    }
    case ValueKind::kDate: {
      // Whole days of the seconds count, towards zero.
      std::int64_t seconds = d.seconds;
      if (seconds < 0 && d.nanoseconds > 0) ++seconds;
      std::int64_t days = 0;
      if (__builtin_add_overflow(d.days, seconds / kSecondsPerDay, &days)) return OutOfRange(trap);
      const auto date = AddMonthsAndDays(*value.AsDate(), d.months, days);
      if (!date) return OutOfRange(trap);
      out = *date;
      return true;
    }
    case ValueKind::kLocalTime:
      out = AddToTime(*value.AsLocalTime(), d);
      return true;
    case ValueKind::kTime:
      out = Time{AddToTime(value.AsTime()->local, d), value.AsTime()->offset_s};
      return true;
    case ValueKind::kLocalDateTime: {
      const auto sum = AddToMoment(*value.AsLocalDateTime(), d);
      if (!sum) return OutOfRange(trap);
      out = *sum;
      return true;
    }
    case ValueKind::kDateTime: {
      // Months and days move the local clock, seconds the instant.
      const DateTime& moment = *value.AsDateTime();
      const auto date = AddMonthsAndDays(DateOf(moment.local), d.months, d.days);
      if (!date) return OutOfRange(trap);
      DateTime sum = moment;
      if (d.months != 0 || d.days != 0)
        sum = AtZone(Join(*date, TimeOf(moment.local)), moment.zone, moment.offset_s);
      const auto moved = AddToMoment(sum.local, Duration{0, 0, d.seconds, d.nanoseconds});
      if (!moved) return OutOfRange(trap);
      const std::int64_t shift = moved->seconds - sum.local.seconds;
      sum.local.nanoseconds = moved->nanoseconds;
      out = Shifted(sum, shift);
      return true;
    }
    default:
      return trap.Fail(ErrorKind::kTypeError, "InvalidArgumentType",
                       "a duration is added to a " + std::string(KindName(value.kind())));
  }
}

bool MakeDuration(long double months, long double days, long double seconds,
                  long double nanoseconds, Duration& out, Trap& trap) {
  constexpr long double kMost = 9.2e18L;
  if (!std::isfinite(months) || !std::isfinite(days) || !std::isfinite(seconds) ||
      !std::isfinite(nanoseconds) || std::fabs(months) > kMost || std::fabs(days) > kMost ||
      std::fabs(seconds) > kMost)
    return DurationOverflow(trap);
  const long double whole_months = std::trunc(months);
  days += (months - whole_months) * kDaysPerMonth;
  const long double whole_days = std::trunc(days);
  seconds += (days - whole_days) * kSecondsPerDay;
  const long double whole_seconds = std::trunc(seconds);
  nanoseconds += (seconds - whole_seconds) * kNanosecondsPerSecond;
  if (std::fabs(nanoseconds) > 1e36L || std::fabs(whole_days) > kMost ||
      std::fabs(whole_seconds) > kMost)
    return DurationOverflow(trap);
  // What is left of a nanosecond is noise of the fractions above: towards zero, but for numbers
  // that miss a whole one by next to nothing.
  const long double nearest = std::round(nanoseconds);
  const long double whole_nanoseconds =
      std::fabs(nearest - nanoseconds) < 1e-4L ? nearest : std::trunc(nanoseconds);
  Duration made;
  made.months = static_cast<std::int64_t>(whole_months);
  made.days = static_cast<std::int64_t>(whole_days);
  if (!Normalize(static_cast<Wide>(whole_seconds), static_cast<Wide>(whole_nanoseconds), made))
    return DurationOverflow(trap);
  out = made;
  return true;
}

bool ScaleDuration(const Duration& duration, double factor, Value& out, Trap& trap) {
  Duration scaled;
  if (!MakeDuration(static_cast<long double>(duration.months) * factor,
                    static_cast<long double>(duration.days) * factor,
                    static_cast<long double>(duration.seconds) * factor,
                    static_cast<long double>(duration.nanoseconds) * factor, scaled, trap))
    return false;
  out = scaled;
  return true;
}

bool Between(const Value& a, const Value& b, DurationUnit unit, Value& out, Trap& trap) {
  Parts from;
  Parts to;
  if (!PartsOf(a, from) || !PartsOf(b, to)) {
    return trap.Fail(ErrorKind::kTypeError, "InvalidArgumentType",
                     "a duration is between two dates or times, not between a " +
                         std::string(KindName(a.kind())) + " and a " +
                         std::string(KindName(b.kind())));
  }
  const bool dated = from.date && to.date;
  if (!dated && (unit == DurationUnit::kMonths || unit == DurationUnit::kDays)) {
    out = Duration{};
    return true;
  }
  // Without a date on both sides only the times count, on one and the same day: the other's.
  if (!dated) {
    const Date day = from.date ? *from.date : to.date ? *to.date : Date{0};
    from.date = day;
    to.date = day;
  }
  LocalDateTime first = Join(*from.date, from.time.value_or(LocalTime{}));
  LocalDateTime last = Join(*to.date, to.time.value_or(LocalTime{}));
  // Where both know their offset the instants count; a side without takes the other's zone.
  if (unit == DurationUnit::kSeconds) {
    const auto instant = [](const LocalDateTime& local, const Parts& own, const Parts& other) {
      if (own.offset_s) return local.seconds - *own.offset_s;
      if (other.zone) return local.seconds - OffsetAtLocal(*other.zone, local.seconds).value_or(0);
      return local.seconds - other.offset_s.value_or(0);
    };
    first.seconds = instant(first, from, to);
    last.seconds = instant(last, to, from);
  } else if (from.offset_s && to.offset_s) {
    last = SameInstant(DateTime{last, *to.offset_s, to.zone}, from.zone, *from.offset_s).local;
  }
  Duration result;
  if (unit == DurationUnit::kAll || unit == DurationUnit::kMonths) {
    result.months = MonthsBetween(first, last);
    first = PlusMonths(first, result.months);
  }
  Wide nanoseconds = (static_cast<Wide>(last.seconds) - first.seconds) * kNanosecondsPerSecond +
                     (last.nanoseconds - first.nanoseconds);
  if (unit == DurationUnit::kAll || unit == DurationUnit::kDays) {
    const Wide days = nanoseconds / kNanosecondsPerDay;
    result.days = static_cast<std::int64_t>(days);
    nanoseconds -= days * kNanosecondsPerDay;
  }
  if (unit == DurationUnit::kAll || unit == DurationUnit::kSeconds) {
    if (!Normalize(0, nanoseconds, result)) return DurationOverflow(trap);
  }
  out = result;
  return true;
}

}  // namespace citygraph::queries::cypher
