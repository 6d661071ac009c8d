#include "engine/model/temporal_text.h"

#include <charconv>
#include <cstdlib>

namespace citygraph {
namespace {

// Takes parts from the front of a text. What it accepts need not be right: the caller compares the
// text of what came out with the text that went in.
class Parts {
 public:
  explicit Parts(std::string_view text) : rest_(text) {}

  std::string_view rest() const { return rest_; }
  bool Take(char c) {
    if (!rest_.starts_with(c)) return false;
    rest_.remove_prefix(1);
    return true;
  }
  std::optional<std::int64_t> Number() {
    Take('+');
    std::int64_t number = 0;
    const auto [end, error] = std::from_chars(rest_.data(), rest_.data() + rest_.size(), number);
    if (error != std::errc()) return std::nullopt;
    rest_.remove_prefix(static_cast<std::size_t>(end - rest_.data()));
    return number;
  }
  // ".142" as nanoseconds; 0 when there is no point.
  std::int64_t Fraction() {
    if (!Take('.')) return 0;
    std::int64_t nanoseconds = 0;
    std::int64_t unit = kNanosecondsPerSecond;
    for (; !rest_.empty() && rest_[0] >= '0' && rest_[0] <= '9' && unit > 1; rest_.remove_prefix(1))
      nanoseconds += (unit /= 10) * (rest_[0] - '0');
    return nanoseconds;
  }

  std::optional<Date> TakeDate() {
    const auto year = Number();
    if (!year || std::abs(*year) > kLastYear || !Take('-')) return std::nullopt;
    const auto month = Number();
    if (!month || *month < 1 || *month > 12 || !Take('-')) return std::nullopt;
    const auto day = Number();
    if (!day || *day < 1 || *day > 31) return std::nullopt;
    return ToDate({*year, static_cast<int>(*month), static_cast<int>(*day)});
  }
  std::optional<LocalTime> TakeTime() {
    const auto hour = Number();
    if (!hour || *hour < 0 || *hour > 23 || !Take(':')) return std::nullopt;
    const auto minute = Number();
    if (!minute || *minute < 0 || *minute > 59) return std::nullopt;
    std::int64_t second = 0;
    std::int64_t fraction = 0;
    if (Take(':')) {
      second = Number().value_or(60);
      if (second < 0 || second > 59) return std::nullopt;
      fraction = Fraction();
    }
    return LocalTime{((*hour * 60 + *minute) * 60 + second) * kNanosecondsPerSecond + fraction};
  }
  std::optional<std::int32_t> TakeOffset() {
    if (Take('Z')) return 0;
    const bool west = rest_.starts_with('-');
    if (!Take('-') && !Take('+')) return std::nullopt;
    const auto hours = Number();
    if (!hours || *hours < 0 || *hours > 99 || !Take(':')) return std::nullopt;
    const auto minutes = Number();
    if (!minutes || *minutes < 0 || *minutes > 59) return std::nullopt;
    const std::int64_t seconds = Take(':') ? Number().value_or(0) : 0;
    if (seconds < 0 || seconds > 59) return std::nullopt;
    const auto size = static_cast<std::int32_t>((*hours * 60 + *minutes) * 60 + seconds);
    return west ? -size : size;
  }
  std::optional<LocalDateTime> TakeMoment() {
    const auto date = TakeDate();
    if (!date || !Take('T')) return std::nullopt;
    const auto time = TakeTime();
    if (!time) return std::nullopt;
    return Join(*date, *time);
  }

 private:
  std::string_view rest_;
};

// Amounts that add up beyond 64 bits wrap, and are then not the text's: the comparison tells.
std::int64_t Scaled(std::int64_t amount, std::int64_t unit) {
  return static_cast<std::int64_t>(static_cast<std::uint64_t>(amount) *
                                   static_cast<std::uint64_t>(unit));
}
void Add(std::int64_t& to, std::int64_t amount) {
  to = static_cast<std::int64_t>(static_cast<std::uint64_t>(to) +
                                 static_cast<std::uint64_t>(amount));
}

std::optional<Value> ReadDuration(std::string_view text) {
  Parts parts(text);
  if (!parts.Take('P')) return std::nullopt;
  Duration duration;
  bool of_day = false;
  while (!parts.rest().empty()) {
    if (parts.Take('T')) {
      of_day = true;
      continue;
    }
    const bool negative = parts.rest().starts_with('-');
    const auto amount = parts.Number();
    if (!amount) return std::nullopt;
    const std::int64_t fraction = parts.Fraction();
    if (!of_day && parts.Take('Y')) {
      Add(duration.months, Scaled(*amount, 12));
    } else if (!of_day && parts.Take('M')) {
      Add(duration.months, *amount);
    } else if (!of_day && parts.Take('D')) {
      Add(duration.days, *amount);
    } else if (of_day && parts.Take('H')) {
      Add(duration.seconds, Scaled(*amount, 3600));
    } else if (of_day && parts.Take('M')) {
      Add(duration.seconds, Scaled(*amount, 60));
    } else if (of_day && parts.Take('S')) {
      Add(duration.seconds, *amount);
      if (negative && fraction > 0) Add(duration.seconds, -1);
      duration.nanoseconds = static_cast<std::int32_t>(
          negative && fraction > 0 ? kNanosecondsPerSecond - fraction : fraction);
    } else {
      return std::nullopt;
    }
  }
  return duration;
}

std::optional<Value> Read(ValueKind kind, std::string_view text) {
  Parts parts(text);
  switch (kind) {
    case ValueKind::kDate:
      if (const auto date = parts.TakeDate()) return *date;
      return std::nullopt;
    case ValueKind::kLocalTime:
      if (const auto time = parts.TakeTime()) return *time;
      return std::nullopt;
    case ValueKind::kTime: {
      const auto time = parts.TakeTime();
      const auto offset = time ? parts.TakeOffset() : std::nullopt;
      if (!offset) return std::nullopt;
      return Time{*time, *offset};
    }
    case ValueKind::kLocalDateTime:
      if (const auto moment = parts.TakeMoment()) return *moment;
      return std::nullopt;
    case ValueKind::kDateTime: {
      const auto moment = parts.TakeMoment();
      const auto offset = moment ? parts.TakeOffset() : std::nullopt;
      if (!offset) return std::nullopt;
      DateTime read{*moment, *offset, nullptr};
      if (parts.Take('[') && parts.rest().ends_with(']')) {
        read.zone =
            std::make_shared<const std::string>(parts.rest().substr(0, parts.rest().size() - 1));
      }
      return read;
    }
    case ValueKind::kDuration:
      return ReadDuration(text);
    default:
      return std::nullopt;
  }
}

}  // namespace

std::optional<Value> TemporalFromText(ValueKind kind, std::string_view text) {
  std::optional<Value> value = Read(kind, text);
  if (value && TemporalText(*value) != text) return std::nullopt;
  return value;
}

}  // namespace citygraph
