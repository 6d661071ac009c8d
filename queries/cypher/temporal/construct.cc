#include "queries/cypher/temporal/construct.h"

#include <algorithm>
#include <optional>

#include "queries/cypher/temporal/arithmetic.h"
#include "queries/cypher/temporal/parse.h"
#include "queries/cypher/temporal/zones.h"
#include "queries/cypher/values/arithmetic.h"

namespace citygraph::queries::cypher {
namespace {

struct Zone {
  std::shared_ptr<const std::string> name;
  std::int32_t offset_s = 0;
};

// What a value brings along when another is made from it.
struct Parts {
  std::optional<Date> date;
  std::optional<LocalTime> time;
  std::optional<Zone> zone;
};

bool Wrong(Trap& trap, std::string message) {
  return trap.Fail(ErrorKind::kArgumentError, "InvalidArgumentValue", std::move(message));
}

Parts PartsOf(const Value& value) {
  Parts parts;
  if (const Date* date = value.AsDate()) parts.date = *date;
  if (const LocalTime* local = value.AsLocalTime()) parts.time = *local;
  if (const Time* time = value.AsTime()) {
    parts.time = time->local;
    parts.zone = Zone{nullptr, time->offset_s};
  }
  if (const LocalDateTime* moment = value.AsLocalDateTime()) {
    parts.date = DateOf(*moment);
    parts.time = TimeOf(*moment);
  }
  if (const DateTime* zoned = value.AsDateTime()) {
    parts.date = DateOf(zoned->local);
    parts.time = TimeOf(zoned->local);
    parts.zone = Zone{zoned->zone, zoned->offset_s};
  }
  return parts;
}

bool ParseZone(const std::string& text, Zone& out, Trap& trap) {
  if (const auto offset = ParseOffset(text)) {
    out = {nullptr, *offset};
    return true;
  }
  if (!HasZone(text)) return Wrong(trap, "there is no time zone '" + text + "'");
  out = {std::make_shared<const std::string>(text), 0};
  return true;
}

// The integers of a map, by name.
class Fields {
 public:
  Fields(const ValueMap& map, Trap& trap) : map_(map), trap_(trap) {}

  bool Has(std::string_view name) const {
    const Value* value = map_.Find(name);
    return value != nullptr && !value->is_null();
  }
  // Sets `out` when the field is there; false for one that is no integer in range.
  bool Get(std::string_view name, std::int64_t first, std::int64_t last, std::int64_t& out) {
    const Value* value = map_.Find(name);
    if (value == nullptr || value->is_null()) return true;
    const std::int64_t* number = value->AsInteger();
    if (number == nullptr)
      return Wrong(trap_, std::string(name) + " is an Integer, not " + Describe(*value));
    if (*number < first || *number > last) {
      return Wrong(trap_, std::string(name) + " lies between " + std::to_string(first) + " and " +
                              std::to_string(last) + ", not at " + std::to_string(*number));
    }
    out = *number;
    return true;
  }

 private:
  const ValueMap& map_;
  Trap& trap_;
};

// The date that a map names, on the ground of `base`: fields larger than the first one given come
// from it, smaller ones are its own too unless the form of the date changes.
bool DateFrom(const ValueMap& map, const std::optional<Date>& base, Date& out, Trap& trap) {
  Fields fields(map, trap);
  CivilDate civil = base ? ToCivil(*base) : CivilDate{0, 1, 1};
  if (!base && !fields.Has("year")) return Wrong(trap, "a date needs a year");
  std::int64_t year = civil.year;
  if (fields.Has("week") || fields.Has("dayOfWeek")) {
    WeekDate week = base ? ToWeekDate(*base) : WeekDate{0, 1, 1};
    year = week.year;
    std::int64_t number = week.week;
    std::int64_t day = week.day_of_week;
    if (!fields.Get("year", -kLastYear, kLastYear, year) || !fields.Get("week", 1, 53, number) ||
        !fields.Get("dayOfWeek", 1, 7, day))
      return false;
    if (number > WeeksInYear(year))
      return Wrong(trap, "year " + std::to_string(year) + " has no week " + std::to_string(number));
    out = FromWeekDate({year, static_cast<int>(number), static_cast<int>(day)});
    return true;
  }
  if (!fields.Get("year", -kLastYear, kLastYear, year)) return false;
  if (fields.Has("ordinalDay")) {
    std::int64_t day = 1;
    if (!fields.Get("ordinalDay", 1, IsLeapYear(year) ? 366 : 365, day)) return false;
    out = {ToDate({year, 1, 1}).days + day - 1};
    return true;
  }
  if (fields.Has("quarter") || fields.Has("dayOfQuarter")) {
    std::int64_t quarter = (civil.month - 1) / 3 + 1;
    if (!fields.Get("quarter", 1, 4, quarter)) return false;
    const int month = static_cast<int>(quarter - 1) * 3 + 1;
    if (fields.Has("dayOfQuarter")) {
      std::int64_t day = 1;
      const std::int64_t first = ToDate({year, month, 1}).days;
      const std::int64_t next =
          quarter == 4 ? ToDate({year + 1, 1, 1}).days : ToDate({year, month + 3, 1}).days;
      if (!fields.Get("dayOfQuarter", 1, next - first, day)) return false;
      out = {first + day - 1};
      return true;
    }
    const int within = (civil.month - 1) % 3;
    const int into = base ? month + within : month;
    const int day = base ? std::min(civil.day, DaysInMonth(year, into)) : 1;
    out = ToDate({year, into, day});
    return true;
  }
  std::int64_t month = civil.month;
  if (!fields.Get("month", 1, 12, month)) return false;
  const int days = DaysInMonth(year, static_cast<int>(month));
  std::int64_t day = std::min(civil.day, days);
  if (fields.Has("day") && !fields.Has("month") && !base) return Wrong(trap, "a day needs a month");
  if (!fields.Get("day", 1, days, day)) return false;
  out = ToDate({year, static_cast<int>(month), static_cast<int>(day)});
  return true;
}

bool TimeFrom(const ValueMap& map, const std::optional<LocalTime>& base, LocalTime& out,
              Trap& trap) {
  Fields fields(map, trap);
  const std::int64_t before = base ? base->nanoseconds : 0;
  const std::int64_t seconds = before / kNanosecondsPerSecond;
  std::int64_t hour = seconds / 3600;
  std::int64_t minute = seconds / 60 % 60;
  std::int64_t second = seconds % 60;
  if (!fields.Get("hour", 0, 23, hour) || !fields.Get("minute", 0, 59, minute) ||
      !fields.Get("second", 0, 59, second))
    return false;
  std::int64_t fraction = before % kNanosecondsPerSecond;
  const bool milli = fields.Has("millisecond");
  const bool micro = fields.Has("microsecond");
  const bool nano = fields.Has("nanosecond");
  if (milli || micro || nano) {
    // Each names what the larger ones beside it leave over; parts of the base below stay.
    std::int64_t millis = fraction / 1'000'000;
    std::int64_t micros = fraction / 1000 % 1000;
    std::int64_t nanos = fraction % 1000;
    if (milli && !fields.Get("millisecond", 0, 999, millis)) return false;
    if (micro) {
      if (!fields.Get("microsecond", 0, milli ? 999 : 999'999, micros)) return false;
      if (!milli) millis = 0;
    }
    if (nano) {
      const std::int64_t most = micro ? 999 : milli ? 999'999 : 999'999'999;
      if (!fields.Get("nanosecond", 0, most, nanos)) return false;
      if (!micro) micros = 0;
      if (!milli && !micro) millis = 0;
    }
    fraction = millis * 1'000'000 + micros * 1000 + nanos;
  }
  out = {((hour * 60 + minute) * 60 + second) * kNanosecondsPerSecond + fraction};
  return true;
}

// Puts together what a kind holds. A zone given anew (`to`) moves a value that had one before.
bool Assemble(TemporalKind kind, Date date, LocalTime time, const std::optional<Zone>& from,
              const std::optional<Zone>& to, Value& out) {
  switch (kind) {
    case TemporalKind::kDate:
      out = date;
      return true;
    case TemporalKind::kLocalTime:
      out = time;
      return true;
    case TemporalKind::kLocalDateTime:
      out = Join(date, time);
      return true;
    case TemporalKind::kTime:
    case TemporalKind::kDateTime:
      break;
  }
  const Zone none;
  const Zone& first = from ? *from : to ? *to : none;
  DateTime moment = AtZone(Join(date, time), first.name, first.offset_s);
  if (from && to) moment = SameInstant(moment, to->name, to->offset_s);
  if (kind == TemporalKind::kDateTime) {
    out = moment;
  } else {
    out = Time{TimeOf(moment.local), moment.offset_s};
  }
  return true;
}

bool NeedsDate(TemporalKind kind) {
  return kind == TemporalKind::kDate || kind == TemporalKind::kLocalDateTime ||
         kind == TemporalKind::kDateTime;
}
bool NeedsTime(TemporalKind kind) { return kind != TemporalKind::kDate; }

bool FromMap(TemporalKind kind, const ValueMap& map, Value& out, Trap& trap) {
  Parts base;
  const auto take = [&](std::string_view key, bool date, bool time) {
    const Value* value = map.Find(key);
    if (value == nullptr || value->is_null()) return true;
    const Parts parts = PartsOf(*value);
    if ((date && !parts.date) || (time && !parts.time))
      return Wrong(trap, Describe(*value) + " cannot be the " + std::string(key));
    if (date) base.date = parts.date;
    if (time) {
      base.time = parts.time;
      base.zone = parts.zone;
    }
    return true;
  };
  if (!take("datetime", true, true) || !take("date", true, false) || !take("time", false, true))
    return false;
  std::optional<Zone> to;
  if (const Value* zone = map.Find("timezone"); zone != nullptr && !zone->is_null()) {
    const std::string* name = zone->AsString();
    if (name == nullptr) return Wrong(trap, "a time zone is a String, not " + Describe(*zone));
    if (!ParseZone(*name, to.emplace(), trap)) return false;
  }
  Date date;
  LocalTime time;
  if (NeedsDate(kind) && !DateFrom(map, base.date, date, trap)) return false;
  if (NeedsTime(kind) && !TimeFrom(map, base.time, time, trap)) return false;
  if (kind == TemporalKind::kTime) {
    // A zone's offset depends on the day: the one that the time came with.
    if (const Value* value = map.Find("time"); value != nullptr && value->AsDateTime() != nullptr) {
      date = DateOf(value->AsDateTime()->local);
    } else if (to && to->name) {
      date = Date{0};
    }
  }
  return Assemble(kind, date, time, base.zone, to, out);
}

template <class T>
bool Parsed(const std::optional<T>& parsed, const std::string& text, std::string_view what,
            Value& out, Trap& trap) {
  if (!parsed) return Wrong(trap, "'" + text + "' is not a " + std::string(what));
  out = *parsed;
  return true;
}

bool FromText(TemporalKind kind, const std::string& text, Value& out, Trap& trap) {
  switch (kind) {
    case TemporalKind::kDate:
      return Parsed(ParseDate(text), text, "date", out, trap);
    case TemporalKind::kLocalTime:
      return Parsed(ParseLocalTime(text), text, "local time", out, trap);
    case TemporalKind::kTime:
      return Parsed(ParseTime(text), text, "time", out, trap);
    case TemporalKind::kLocalDateTime:
      return Parsed(ParseLocalDateTime(text), text, "local date time", out, trap);
    case TemporalKind::kDateTime:
      return Parsed(ParseDateTime(text), text, "date time", out, trap);
  }
  return false;
}

bool FromTemporal(TemporalKind kind, const Value& value, Value& out, Trap& trap) {
  const Parts parts = PartsOf(value);
  if ((NeedsDate(kind) && !parts.date) || (NeedsTime(kind) && !parts.time && !parts.date) ||
      (!NeedsDate(kind) && !parts.time))
    return Wrong(trap, Describe(value) + ", a " + std::string(KindName(value.kind())) +
                           ", does not say enough");
  if (const DateTime* moment = value.AsDateTime(); moment != nullptr) {
    if (kind == TemporalKind::kTime) {
      out = Time{TimeOf(moment->local), moment->offset_s};
      return true;
    }
    if (kind == TemporalKind::kDateTime) {
      out = value;
      return true;
    }
  }
  return Assemble(kind, parts.date.value_or(Date{}), parts.time.value_or(LocalTime{}), parts.zone,
                  std::nullopt, out);
}

// The first day of the unit that the day lies in; nothing for units below a day.
std::optional<Date> FirstDay(std::string_view unit, Date date) {
  const CivilDate civil = ToCivil(date);
  const auto year = [&](std::int64_t size) {
    const std::int64_t rest = ((civil.year % size) + size) % size;
    return ToDate({civil.year - rest, 1, 1});
  };
  if (unit == "millennium") return year(1000);
  if (unit == "century") return year(100);
  if (unit == "decade") return year(10);
  if (unit == "year") return year(1);
  if (unit == "weekYear") return FromWeekDate({ToWeekDate(date).year, 1, 1});
  if (unit == "quarter") return ToDate({civil.year, (civil.month - 1) / 3 * 3 + 1, 1});
  if (unit == "month") return ToDate({civil.year, civil.month, 1});
  if (unit == "week") return Date{date.days - (DayOfWeek(date) - 1)};
  if (unit == "day") return date;
  return std::nullopt;
}

std::optional<std::int64_t> UnitNanoseconds(std::string_view unit) {
  if (unit == "hour") return 3600 * kNanosecondsPerSecond;
  if (unit == "minute") return 60 * kNanosecondsPerSecond;
  if (unit == "second") return kNanosecondsPerSecond;
  if (unit == "millisecond") return 1'000'000;
  if (unit == "microsecond") return 1000;
  return std::nullopt;
}

}  // namespace

bool Construct(TemporalKind kind, const Value& value, Value& out, Trap& trap) {
  switch (value.kind()) {
    case ValueKind::kNull:
      out = Value();
      return true;
    case ValueKind::kString:
      return FromText(kind, *value.AsString(), out, trap);
    case ValueKind::kMap:
      return FromMap(kind, *value.AsMap(), out, trap);
    case ValueKind::kDate:
    case ValueKind::kLocalTime:
    case ValueKind::kTime:
    case ValueKind::kLocalDateTime:
    case ValueKind::kDateTime:
      return FromTemporal(kind, value, out, trap);
    default:
      return trap.Fail(ErrorKind::kTypeError, "InvalidArgumentType",
                       "a temporal value is made from a string, a map or a temporal value, not "
                       "from " +
                           Describe(value));
  }
}

bool ConstructDuration(const Value& value, Value& out, Trap& trap) {
  if (value.is_null() || value.AsDuration() != nullptr) {
    out = value;
    return true;
  }
  if (const std::string* text = value.AsString())
    return Parsed(ParseDuration(*text), *text, "duration", out, trap);
  const ValueMap* map = value.AsMap();
  if (map == nullptr) {
    return trap.Fail(ErrorKind::kTypeError, "InvalidArgumentType",
                     "a duration is made from a string or a map, not from " + Describe(value));
  }
  const auto get = [&](std::string_view name) -> long double {
    const Value* part = map->Find(name);
    if (part == nullptr) return 0;
    if (const std::int64_t* whole = part->AsInteger()) return static_cast<long double>(*whole);
    const double* real = part->AsFloat();
    return real == nullptr ? 0 : static_cast<long double>(*real);
  };
  Duration made;
  if (!MakeDuration(
          get("years") * 12 + get("quarters") * 3 + get("months"), get("weeks") * 7 + get("days"),
          get("hours") * 3600 + get("minutes") * 60 + get("seconds"),
          get("milliseconds") * 1e6L + get("microseconds") * 1e3L + get("nanoseconds"), made, trap))
    return false;
  out = made;
  return true;
}

bool Truncate(TemporalKind kind, std::string_view unit, const Value& value, const ValueMap& parts,
              Value& out, Trap& trap) {
  Parts base = PartsOf(value);
  if ((!base.date && !base.time) || (NeedsDate(kind) && !base.date))
    return Wrong(trap, Describe(value) + " cannot be truncated to that");
  if (const auto first = FirstDay(unit, base.date.value_or(Date{}))) {
    if (base.date) base.date = *first;
    base.time = LocalTime{};
  } else if (const auto size = UnitNanoseconds(unit); size && NeedsTime(kind)) {
    const std::int64_t nanoseconds = base.time.value_or(LocalTime{}).nanoseconds;
    base.time = LocalTime{nanoseconds - nanoseconds % *size};
  } else {
    return Wrong(trap, "there is no unit '" + std::string(unit) + "' to truncate to");
  }
  // The parts given take the place of what was cut off; a zone given replaces the old one.
  std::optional<Zone> zone = base.zone;
  if (const Value* name = parts.Find("timezone"); name != nullptr && name->AsString() != nullptr) {
    if (!ParseZone(*name->AsString(), zone.emplace(), trap)) return false;
  }
  Date date = base.date.value_or(Date{});
  LocalTime time = base.time.value_or(LocalTime{});
  if (NeedsDate(kind) && !DateFrom(parts, date, date, trap)) return false;
  if (NeedsTime(kind)) {
    // Smaller units fill in below what is kept.
    LocalTime with;
    if (!TimeFrom(parts, time, with, trap)) return false;
    const auto size = UnitNanoseconds(unit);
    const auto below = [&](std::string_view name) {
      const Value* part = parts.Find(name);
      return part != nullptr && part->AsInteger() != nullptr ? *part->AsInteger() : 0;
    };
    if (size && *size == 1'000'000 && parts.Find("nanosecond") != nullptr) {
      with.nanoseconds = time.nanoseconds + below("microsecond") * 1000 + below("nanosecond");
    } else if (size && *size == 1'000'000 && parts.Find("microsecond") != nullptr) {
      with.nanoseconds = time.nanoseconds + below("microsecond") * 1000;
    } else if (size && *size == 1000 && parts.Find("nanosecond") != nullptr) {
      with.nanoseconds = time.nanoseconds + below("nanosecond");
    }
    time = with;
  }
  return Assemble(kind, date, time, zone, std::nullopt, out);
}

bool NowAs(TemporalKind kind, const DateTime& now, std::string_view zone, Value& out, Trap& trap) {
  DateTime moment = now;
  if (!zone.empty()) {
    Zone wanted;
    if (!ParseZone(std::string(zone), wanted, trap)) return false;
    moment = SameInstant(now, wanted.name, wanted.offset_s);
  }
  return FromTemporal(kind, Value(moment), out, trap);
}

}  // namespace citygraph::queries::cypher
