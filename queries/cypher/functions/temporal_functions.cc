// date(), datetime.truncate(), duration.between() and their kin.
#include <chrono>

#include "queries/cypher/functions/bodies.h"
#include "queries/cypher/temporal/arithmetic.h"
#include "queries/cypher/temporal/construct.h"

namespace citygraph::queries::cypher {
namespace {

using enum TemporalKind;

// The moment `nanoseconds` after `seconds` since 1970, in UTC.
DateTime Moment(std::int64_t seconds, std::int64_t nanoseconds) {
  std::int64_t carried = nanoseconds / kNanosecondsPerSecond;
  std::int64_t rest = nanoseconds % kNanosecondsPerSecond;
  if (rest < 0) {
    rest += kNanosecondsPerSecond;
    --carried;
  }
  return {.local = {seconds + carried, static_cast<std::int32_t>(rest)}};
}

DateTime RealTime() {
  const auto now = std::chrono::system_clock::now().time_since_epoch();
  return Moment(0, std::chrono::duration_cast<std::chrono::nanoseconds>(now).count());
}

// The zone of an optional argument; false with an error when it is none.
bool ZoneOf(Context& context, Arguments arguments, std::string& out) {
  if (arguments.empty()) return true;
  const std::string* zone = arguments[0].AsString();
  if (zone == nullptr) return WrongArgument(context, "a clock", "a time zone", arguments[0]);
  out = *zone;
  return true;
}

// Statement and transaction are one here: a statement is a transaction.
template <TemporalKind kKind>
bool AtStatement(Context& context, Arguments arguments, Value& out) {
  std::string zone;
  return ZoneOf(context, arguments, zone) && NowAs(kKind, context.now, zone, out, context.trap);
}

template <TemporalKind kKind>
bool AtRealTime(Context& context, Arguments arguments, Value& out) {
  std::string zone;
  return ZoneOf(context, arguments, zone) && NowAs(kKind, RealTime(), zone, out, context.trap);
}

template <TemporalKind kKind>
bool Make(Context& context, Arguments arguments, Value& out) {
  if (arguments.empty()) return NowAs(kKind, context.now, {}, out, context.trap);
  // {timezone: 'Europe/Oslo'} alone is the moment there.
  if (const ValueMap* map = arguments[0].AsMap(); map != nullptr && map->size() == 1) {
    const Value* zone = map->Find("timezone");
    if (zone != nullptr && zone->AsString() != nullptr)
      return NowAs(kKind, context.now, *zone->AsString(), out, context.trap);
  }
  return Construct(kKind, arguments[0], out, context.trap);
}

template <TemporalKind kKind>
bool TruncateTo(Context& context, Arguments arguments, Value& out) {
  const std::string* unit = arguments[0].AsString();
  if (unit == nullptr) return WrongArgument(context, "truncate", "a unit as string", arguments[0]);
  Value value = arguments.size() > 1 ? arguments[1] : Value(context.now);
  ValueMap parts;
  if (arguments.size() > 2) {
    const ValueMap* map = arguments[2].AsMap();
    if (map == nullptr) return WrongArgument(context, "truncate", "a map", arguments[2]);
    parts = *map;
  }
  return Truncate(kKind, *unit, value, parts, out, context.trap);
}

bool MakeDurationOf(Context& context, Arguments arguments, Value& out) {
  return ConstructDuration(arguments[0], out, context.trap);
}

template <DurationUnit kUnit>
bool DurationBetween(Context& context, Arguments arguments, Value& out) {
  return Between(arguments[0], arguments[1], kUnit, out, context.trap);
}

bool FromEpoch(Context& context, Arguments arguments, Value& out) {
  for (const Value& each : arguments) {
    if (each.AsInteger() == nullptr)
      return WrongArgument(context, "datetime.fromepoch", "integers", each);
  }
  out = Moment(*arguments[0].AsInteger(), *arguments[1].AsInteger());
  return true;
}

bool FromEpochMillis(Context& context, Arguments arguments, Value& out) {
  const std::int64_t* millis = arguments[0].AsInteger();
  if (millis == nullptr)
    return WrongArgument(context, "datetime.fromepochmillis", "an integer", arguments[0]);
  constexpr std::int64_t kMillisPerSecond = 1000;
  constexpr std::int64_t kNanosPerMilli = 1'000'000;
  out = Moment(*millis / kMillisPerSecond, *millis % kMillisPerSecond * kNanosPerMilli);
  return true;
}

// Milliseconds since 1970, of the moment at which the statement began.
bool Timestamp(Context& context, Arguments, Value& out) {
  constexpr std::int64_t kMillisPerSecond = 1000;
  constexpr std::int64_t kNanosPerMilli = 1'000'000;
  out = context.now.instant_s() * kMillisPerSecond + context.now.local.nanoseconds / kNanosPerMilli;
  return true;
}

}  // namespace

std::span<const NamedBody> TemporalFunctions() {
#define CITYGRAPH_MOMENT(name, kind)                                                \
  {name, NullOfNull<Make<kind>>}, {name ".truncate", NullOfNull<TruncateTo<kind>>}, \
      {name ".transaction", NullOfNull<AtStatement<kind>>},                         \
      {name ".statement", NullOfNull<AtStatement<kind>>}, {                         \
    name ".realtime", NullOfNull<AtRealTime<kind>>                                  \
  }
  static constexpr NamedBody kFunctions[] = {
      CITYGRAPH_MOMENT("date", kDate),
      CITYGRAPH_MOMENT("datetime", kDateTime),
      CITYGRAPH_MOMENT("localdatetime", kLocalDateTime),
      CITYGRAPH_MOMENT("localtime", kLocalTime),
      CITYGRAPH_MOMENT("time", kTime),
      {"datetime.fromepoch", NullOfNull<FromEpoch>},
      {"datetime.fromepochmillis", NullOfNull<FromEpochMillis>},
      {"duration", NullOfNull<MakeDurationOf>},
      {"duration.between", NullOfNull<DurationBetween<DurationUnit::kAll>>},
      {"duration.inDays", NullOfNull<DurationBetween<DurationUnit::kDays>>},
      {"duration.inMonths", NullOfNull<DurationBetween<DurationUnit::kMonths>>},
      {"duration.inSeconds", NullOfNull<DurationBetween<DurationUnit::kSeconds>>},
      {"timestamp", Timestamp},
  };
#undef CITYGRAPH_MOMENT
  return kFunctions;
}

}  // namespace citygraph::queries::cypher
