#include "queries/cypher/temporal/components.h"

#include <optional>

namespace citygraph::queries::cypher {
namespace {

__extension__ using Wide = __int128;

constexpr std::int64_t kMillion = 1'000'000;

std::optional<Value> OfDate(Date date, std::string_view name) {
  const CivilDate civil = ToCivil(date);
  if (name == "year") return Value(civil.year);
  if (name == "quarter") return Value((civil.month - 1) / 3 + 1);
  if (name == "month") return Value(civil.month);
  if (name == "week") return Value(ToWeekDate(date).week);
  if (name == "weekYear") return Value(ToWeekDate(date).year);
  if (name == "day") return Value(civil.day);
  if (name == "ordinalDay") return Value(date.days - ToDate({civil.year, 1, 1}).days + 1);
  if (name == "weekDay" || name == "dayOfWeek") return Value(DayOfWeek(date));
  if (name == "dayOfQuarter") {
    const int first = (civil.month - 1) / 3 * 3 + 1;
    return Value(date.days - ToDate({civil.year, first, 1}).days + 1);
  }
  return std::nullopt;
}

std::optional<Value> OfTime(LocalTime time, std::string_view name) {
  const std::int64_t seconds = time.nanoseconds / kNanosecondsPerSecond;
  const std::int64_t fraction = time.nanoseconds % kNanosecondsPerSecond;
  if (name == "hour") return Value(seconds / 3600);
  if (name == "minute") return Value(seconds / 60 % 60);
  if (name == "second") return Value(seconds % 60);
  if (name == "millisecond") return Value(fraction / kMillion);
  if (name == "microsecond") return Value(fraction / 1000);
  if (name == "nanosecond") return Value(fraction);
  return std::nullopt;
}

std::optional<Value> OfOffset(std::int32_t offset_s, std::string_view name) {
  if (name == "offset") return Value(OffsetText(offset_s));
  if (name == "offsetMinutes") return Value(offset_s / 60);
  if (name == "offsetSeconds") return Value(offset_s);
  return std::nullopt;
}

std::optional<Value> OfMoment(const DateTime& moment, std::string_view name) {
  if (name == "timezone") return Value(moment.zone ? *moment.zone : OffsetText(moment.offset_s));
  if (name == "epochSeconds") return Value(moment.instant_s());
  if (name == "epochMillis")
    return Value(moment.instant_s() * 1000 + moment.local.nanoseconds / kMillion);
  if (auto value = OfDate(DateOf(moment.local), name)) return value;
  if (auto value = OfTime(TimeOf(moment.local), name)) return value;
  return OfOffset(moment.offset_s, name);
}

std::optional<Value> OfDuration(const Duration& d, std::string_view name) {
  // The seconds and what is beyond them, as whole units; floor for what is below a second.
  if (name == "years") return Value(d.months / 12);
  if (name == "quarters") return Value(d.months / 3);
  if (name == "months") return Value(d.months);
  if (name == "weeks") return Value(d.days / 7);
  if (name == "days") return Value(d.days);
  if (name == "hours") return Value(d.seconds / 3600);
  if (name == "minutes") return Value(d.seconds / 60);
  if (name == "seconds") return Value(d.seconds);
  const auto scaled = [&](std::int64_t per_second) {
    return Value(static_cast<std::int64_t>(static_cast<Wide>(d.seconds) * per_second +
                                           d.nanoseconds / (kNanosecondsPerSecond / per_second)));
  };
  if (name == "milliseconds") return scaled(1000);
  if (name == "microseconds") return scaled(kMillion);
  if (name == "nanoseconds") return scaled(kNanosecondsPerSecond);
  if (name == "quartersOfYear") return Value(d.months / 3 % 4);
  if (name == "monthsOfQuarter") return Value(d.months % 3);
  if (name == "monthsOfYear") return Value(d.months % 12);
  if (name == "daysOfWeek") return Value(d.days % 7);
  if (name == "minutesOfHour") return Value(d.seconds / 60 % 60);
  if (name == "secondsOfMinute") return Value(d.seconds % 60);
  if (name == "millisecondsOfSecond") return Value(d.nanoseconds / kMillion);
  if (name == "microsecondsOfSecond") return Value(d.nanoseconds / 1000);
  if (name == "nanosecondsOfSecond") return Value(d.nanoseconds);
  return std::nullopt;
}

std::optional<Value> Find(const Value& value, std::string_view name) {
  if (const Date* date = value.AsDate()) return OfDate(*date, name);
  if (const LocalTime* local = value.AsLocalTime()) return OfTime(*local, name);
  if (const Time* time = value.AsTime()) {
    if (name == "timezone") return Value(OffsetText(time->offset_s));
    if (auto found = OfTime(time->local, name)) return found;
    return OfOffset(time->offset_s, name);
  }
  if (const LocalDateTime* moment = value.AsLocalDateTime()) {
    if (auto found = OfDate(DateOf(*moment), name)) return found;
    return OfTime(TimeOf(*moment), name);
  }
  if (const DateTime* zoned = value.AsDateTime()) return OfMoment(*zoned, name);
  if (const Duration* duration = value.AsDuration()) return OfDuration(*duration, name);
  return std::nullopt;
}

}  // namespace

bool Component(const Value& value, std::string_view name, Value& out, Trap& trap) {
  auto found = Find(value, name);
  if (!found) {
    return trap.Fail(
        ErrorKind::kArgumentError, "InvalidArgumentValue",
        "a " + std::string(KindName(value.kind())) + " has no part `" + std::string(name) + "`");
  }
  out = std::move(*found);
  return true;
}

}  // namespace citygraph::queries::cypher
