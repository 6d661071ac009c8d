#include "queries/cypher/temporal/parse.h"

#include <charconv>
#include <cmath>

#include "queries/cypher/temporal/arithmetic.h"
#include "queries/cypher/temporal/zones.h"

namespace citygraph::queries::cypher {
namespace {

bool IsDigit(char c) { return c >= '0' && c <= '9'; }

// Reads from the front of a text.
class Scanner {
 public:
  explicit Scanner(std::string_view text) : rest_(text) {}

  bool AtEnd() const { return rest_.empty(); }
  std::string_view rest() const { return rest_; }
  bool Take(char c) {
    if (rest_.empty() || rest_.front() != c) return false;
    rest_.remove_prefix(1);
    return true;
  }
  // Exactly that many digits.
  bool Digits(std::size_t count, std::int64_t& number) {
    if (rest_.size() < count) return false;
    number = 0;
    for (std::size_t i = 0; i < count; ++i) {
      if (!IsDigit(rest_[i])) return false;
      number = number * 10 + (rest_[i] - '0');
    }
    rest_.remove_prefix(count);
    return true;
  }
  std::size_t DigitsAhead() const {
    std::size_t count = 0;
    while (count < rest_.size() && IsDigit(rest_[count])) ++count;
    return count;
  }

 private:
  std::string_view rest_;
};

std::optional<Date> Civil(std::int64_t year, std::int64_t month, std::int64_t day) {
  if (std::abs(year) > kLastYear || month < 1 || month > 12 || day < 1) return std::nullopt;
  if (day > DaysInMonth(year, static_cast<int>(month))) return std::nullopt;
  return ToDate({year, static_cast<int>(month), static_cast<int>(day)});
}

std::optional<Date> Ordinal(std::int64_t year, std::int64_t day) {
  if (std::abs(year) > kLastYear || day < 1 || day > (IsLeapYear(year) ? 366 : 365))
    return std::nullopt;
  return Date{ToDate({year, 1, 1}).days + day - 1};
}

std::optional<Date> Week(std::int64_t year, std::int64_t week, std::int64_t day) {
  if (std::abs(year) > kLastYear || week < 1 || week > WeeksInYear(year) || day < 1 || day > 7)
    return std::nullopt;
  return FromWeekDate({year, static_cast<int>(week), static_cast<int>(day)});
}

std::optional<Date> Quarter(std::int64_t year, std::int64_t quarter, std::int64_t day) {
  if (std::abs(year) > kLastYear || quarter < 1 || quarter > 4 || day < 1) return std::nullopt;
  const int month = static_cast<int>(quarter - 1) * 3 + 1;
  const std::int64_t first = ToDate({year, month, 1}).days;
  const std::int64_t next =
      quarter == 4 ? ToDate({year + 1, 1, 1}).days : ToDate({year, month + 3, 1}).days;
  if (first + day - 1 >= next) return std::nullopt;
  return Date{first + day - 1};
}

// What follows the year.
std::optional<Date> AfterYear(Scanner in, std::int64_t year) {
  std::int64_t a = 0;
  std::int64_t b = 1;
  if (in.AtEnd()) return Civil(year, 1, 1);
  const bool dashed = in.Take('-');
  if (in.Take('W')) {
    if (!in.Digits(2, a)) return std::nullopt;
    if (!in.AtEnd() && ((dashed && !in.Take('-')) || !in.Digits(1, b))) return std::nullopt;
    return in.AtEnd() ? Week(year, a, b) : std::nullopt;
  }
  if (in.Take('Q')) {
    if (!in.Digits(1, a)) return std::nullopt;
    if (!in.AtEnd() && ((dashed && !in.Take('-')) || !in.Digits(2, b))) return std::nullopt;
    return in.AtEnd() ? Quarter(year, a, b) : std::nullopt;
  }
  if (in.DigitsAhead() == 3) {
    in.Digits(3, a);
    return in.AtEnd() ? Ordinal(year, a) : std::nullopt;
  }
  if (!in.Digits(2, a)) return std::nullopt;
  if (!in.AtEnd() && ((dashed && !in.Take('-')) || !in.Digits(2, b))) return std::nullopt;
  return in.AtEnd() ? Civil(year, a, b) : std::nullopt;
}

// Where the offset or zone of a time begins: at Z, + or -, or at a bracket.
std::size_t ZoneStart(std::string_view text) {
  const std::size_t at = text.find_first_of("Z+-[");
  return at == std::string_view::npos ? text.size() : at;
}

}  // namespace

std::optional<Date> ParseDate(std::string_view text) {
  Scanner in(text);
  const bool negative = in.Take('-');
  const bool signed_year = negative || in.Take('+');
  std::int64_t year = 0;
  // A sign allows up to nine digits, which a dash or the end must follow.
  const std::size_t ahead = in.DigitsAhead();
  const std::size_t digits = signed_year && ahead >= 4 && ahead <= 9 &&
                                     (ahead == in.rest().size() || in.rest()[ahead] == '-')
                                 ? ahead
                                 : 4;
  if (!in.Digits(digits, year)) return std::nullopt;
  return AfterYear(in, negative ? -year : year);
}

std::optional<LocalTime> ParseLocalTime(std::string_view text) {
  Scanner in(text);
  std::int64_t hour = 0;
  std::int64_t minute = 0;
  std::int64_t second = 0;
  std::int64_t fraction = 0;
  if (!in.Digits(2, hour)) return std::nullopt;
  if (!in.AtEnd()) {
    const bool colons = in.Take(':');
    if (!in.Digits(2, minute)) return std::nullopt;
    if (!in.AtEnd()) {
      if (colons && !in.Take(':')) return std::nullopt;
      if (!in.Digits(2, second)) return std::nullopt;
      if (in.Take('.') || in.Take(',')) {
        const std::size_t digits = in.DigitsAhead();
        if (digits == 0 || digits > 9 || !in.Digits(digits, fraction)) return std::nullopt;
        for (std::size_t i = digits; i < 9; ++i) fraction *= 10;
      }
    }
  }
  if (!in.AtEnd() || hour > 23 || minute > 59 || second > 59) return std::nullopt;
  return LocalTime{((hour * 60 + minute) * 60 + second) * kNanosecondsPerSecond + fraction};
}

std::optional<std::int32_t> ParseOffset(std::string_view text) {
  if (text == "Z" || text == "z") return 0;
  Scanner in(text);
  const bool negative = in.Take('-');
  if (!negative && !in.Take('+')) return std::nullopt;
  std::int64_t hour = 0;
  std::int64_t minute = 0;
  std::int64_t second = 0;
  if (!in.Digits(2, hour)) return std::nullopt;
  if (!in.AtEnd()) {
    const bool colons = in.Take(':');
    if (!in.Digits(2, minute)) return std::nullopt;
    if (!in.AtEnd() && ((colons && !in.Take(':')) || !in.Digits(2, second))) return std::nullopt;
  }
  const std::int64_t size = (hour * 60 + minute) * 60 + second;
  if (!in.AtEnd() || minute > 59 || second > 59 || size > 18 * 3600) return std::nullopt;
  return static_cast<std::int32_t>(negative ? -size : size);
}

std::optional<Time> ParseTime(std::string_view text) {
  const std::size_t zone = ZoneStart(text);
  const auto local = ParseLocalTime(text.substr(0, zone));
  if (!local) return std::nullopt;
  if (zone == text.size()) return Time{*local, 0};
  const auto offset = ParseOffset(text.substr(zone));
  return offset ? std::optional(Time{*local, *offset}) : std::nullopt;
}

std::optional<LocalDateTime> ParseLocalDateTime(std::string_view text) {
  const std::size_t middle = text.find('T');
  const auto date = ParseDate(text.substr(0, middle));
  if (!date) return std::nullopt;
  if (middle == std::string_view::npos) return Join(*date, LocalTime{});
  const auto time = ParseLocalTime(text.substr(middle + 1));
  return time ? std::optional(Join(*date, *time)) : std::nullopt;
}

std::optional<DateTime> ParseDateTime(std::string_view text) {
  std::shared_ptr<const std::string> zone;
  if (text.ends_with(']')) {
    const std::size_t open = text.find('[');
    if (open == std::string_view::npos) return std::nullopt;
    zone = std::make_shared<const std::string>(text.substr(open + 1, text.size() - open - 2));
    if (!HasZone(*zone)) return std::nullopt;
    text = text.substr(0, open);
  }
  const std::size_t middle = text.find('T');
  const auto date = ParseDate(text.substr(0, middle));
  if (!date) return std::nullopt;
  LocalTime time;
  std::optional<std::int32_t> offset;
  if (middle != std::string_view::npos) {
    const std::string_view rest = text.substr(middle + 1);
    const std::size_t at = ZoneStart(rest);
    const auto local = ParseLocalTime(rest.substr(0, at));
    if (!local) return std::nullopt;
    time = *local;
    if (at < rest.size()) {
      offset = ParseOffset(rest.substr(at));
      if (!offset) return std::nullopt;
    }
  }
  const LocalDateTime local = Join(*date, time);
  if (zone && offset) {
    // Both are given: the instant is the offset's, and the zone must agree with it.
    const DateTime moment = SameInstant({local, *offset, nullptr}, zone, *offset);
    return moment.offset_s == *offset ? std::optional(moment) : std::nullopt;
  }
  return AtZone(local, zone, offset.value_or(0));
}

std::optional<Duration> ParseDuration(std::string_view text) {
  Scanner in(text);
  const bool all_negative = in.Take('-');
  if (!all_negative) in.Take('+');
  if (!in.Take('P') || in.AtEnd()) return std::nullopt;
  const long double sign = all_negative ? -1 : 1;
  Trap trap;
  Duration made;
  // As a moment: P2012-02-02T14:37:21.545
  if (in.DigitsAhead() == 4 && in.rest().size() > 4 && in.rest()[4] == '-') {
    std::int64_t year = 0;
    std::int64_t month = 0;
    std::int64_t day = 0;
    in.Digits(4, year);
    in.Take('-');
    if (!in.Digits(2, month) || !in.Take('-') || !in.Digits(2, day)) return std::nullopt;
    std::int64_t nanoseconds = 0;
    if (in.Take('T')) {
      const auto time = ParseLocalTime(in.rest());
      if (!time) return std::nullopt;
      nanoseconds = time->nanoseconds;
    } else if (!in.AtEnd()) {
      return std::nullopt;
    }
    if (!MakeDuration(sign * static_cast<long double>(year * 12 + month),
                      sign * static_cast<long double>(day), 0,
                      sign * static_cast<long double>(nanoseconds), made, trap))
      return std::nullopt;
    return made;
  }
  long double months = 0;
  long double days = 0;
  long double seconds = 0;
  long double nanoseconds = 0;
  bool in_time = false;
  bool any = false;
  int last = -1;  // units come in their order, each once
  while (!in.AtEnd()) {
    if (in.Take('T')) {
      if (in_time || in.AtEnd()) return std::nullopt;
      in_time = true;
      continue;
    }
    const bool negative = in.Take('-');
    if (!negative) in.Take('+');
    std::size_t digits = in.DigitsAhead();
    if (digits == 0 || digits > 18) return std::nullopt;
    std::int64_t whole = 0;
    in.Digits(digits, whole);
    long double fraction = 0;
    if (in.Take('.') || in.Take(',')) {
      digits = in.DigitsAhead();
      std::int64_t part = 0;
      if (digits == 0 || digits > 18 || !in.Digits(digits, part)) return std::nullopt;
      fraction = static_cast<long double>(part) / std::pow(10.0L, static_cast<int>(digits));
    }
    const long double own = negative ? -sign : sign;
    const long double amount = own * (static_cast<long double>(whole) + fraction);
    int unit = -1;
    if (!in_time && in.Take('Y')) {
      unit = 0;
      months += amount * 12;
    } else if (!in_time && in.Take('M')) {
      unit = 1;
      months += amount;
    } else if (!in_time && in.Take('W')) {
      unit = 2;
      days += amount * 7;
    } else if (!in_time && in.Take('D')) {
      unit = 3;
      days += amount;
    } else if (in_time && in.Take('H')) {
      unit = 4;
      seconds += amount * 3600;
    } else if (in_time && in.Take('M')) {
      unit = 5;
      seconds += amount * 60;
    } else if (in_time && in.Take('S')) {
      unit = 6;
      seconds += own * static_cast<long double>(whole);
      nanoseconds += own * fraction * kNanosecondsPerSecond;
    }
    if (unit <= last) return std::nullopt;
    last = unit;
    any = true;
  }
  if (!any || !MakeDuration(months, days, seconds, nanoseconds, made, trap)) return std::nullopt;
  return made;
}

}  // namespace citygraph::queries::cypher
