#include "engine/encoding/exact_json.h"

#include <array>
#include <cmath>
#include <limits>
#include <string_view>

#include "engine/model/temporal_text.h"

namespace citygraph {
namespace {

constexpr std::string_view kTag = "$type";
constexpr std::string_view kContent = "_value";
constexpr std::string_view kFloat = "Float";
constexpr std::string_view kMap = "Map";

struct Tag {
  ValueKind kind;
  std::string_view name;
};
constexpr std::array kTemporal = {
    Tag{ValueKind::kDate, "Date"},         Tag{ValueKind::kLocalTime, "LocalTime"},
    Tag{ValueKind::kTime, "Time"},         Tag{ValueKind::kLocalDateTime, "LocalDateTime"},
    Tag{ValueKind::kDateTime, "DateTime"}, Tag{ValueKind::kDuration, "Duration"},
};

Value Tagged(std::string_view name, Value content) {
  ValueMap map;
  map.Put(kTag, name);
  map.Put(kContent, std::move(content));
  return map;
}

std::string_view NameOf(double value) {
  if (std::isnan(value)) return "NaN";
  return value > 0 ? "Infinity" : "-Infinity";
}

Result<Value> Untag(const ValueMap& map) {
  const Value* tag = map.Find(kTag);
  const Value* content = map.Find(kContent);
  const auto wrong = [&] {
    return Fail(ErrorCode::kInvalidInput,
                "a map with $type says no value: Date, LocalTime, Time, LocalDateTime, DateTime, "
                "Duration, Float and Map are types, and _value holds the value");
  };
  if (tag->AsString() == nullptr || content == nullptr || map.size() != 2) return wrong();
  const std::string& name = *tag->AsString();
  if (name == kMap && content->AsMap() != nullptr) {
    CITYGRAPH_TRY(ValueMap inner, FromExact(*content->AsMap()));
    return Value(std::move(inner));
  }
  const std::string* text = content->AsString();
  if (text == nullptr) return wrong();
  if (name == kFloat) {
    for (const double each :
         {std::numeric_limits<double>::quiet_NaN(), std::numeric_limits<double>::infinity(),
          -std::numeric_limits<double>::infinity()}) {
      if (*text == NameOf(each)) return Value(each);
    }
    return wrong();
  }
  for (const Tag& each : kTemporal) {
    if (name != each.name) continue;
    if (auto value = TemporalFromText(each.kind, *text)) return *std::move(value);
    return Fail(ErrorCode::kInvalidInput, "\"" + *text + "\" is no " + name);
  }
  return wrong();
}

}  // namespace

ValueMap ToExact(const ValueMap& map) {
  ValueMap exact;
  for (const MapEntry& entry : map) exact.Put(entry.key, ToExact(entry.value));
  return exact;
}

Value ToExact(const Value& value) {
  if (const double* number = value.AsFloat()) {
    return std::isfinite(*number) ? value : Tagged(kFloat, NameOf(*number));
  }
  if (const ValueList* list = value.AsList()) {
    ValueList exact;
    exact.reserve(list->size());
    for (const Value& item : *list) exact.push_back(ToExact(item));
    return exact;
  }
  if (const ValueMap* map = value.AsMap()) {
    return map->Find(kTag) != nullptr ? Tagged(kMap, ToExact(*map)) : Value(ToExact(*map));
  }
  for (const Tag& each : kTemporal) {
    if (value.kind() == each.kind) return Tagged(each.name, TemporalText(value));
  }
  return value;
}

Result<ValueMap> FromExact(const ValueMap& map) {
  ValueMap plain;
  for (const MapEntry& entry : map) {
    CITYGRAPH_TRY(Value value, FromExact(entry.value));
    plain.Put(entry.key, std::move(value));
  }
  return plain;
}

Result<Value> FromExact(const Value& value) {
  if (const ValueList* list = value.AsList()) {
    ValueList plain;
    plain.reserve(list->size());
    for (const Value& item : *list) {
      CITYGRAPH_TRY(Value each, FromExact(item));
      plain.push_back(std::move(each));
    }
    return Value(std::move(plain));
  }
  if (const ValueMap* map = value.AsMap()) {
    if (map->Find(kTag) != nullptr) return Untag(*map);
    CITYGRAPH_TRY(ValueMap plain, FromExact(*map));
    return Value(std::move(plain));
  }
  return value;
}

}  // namespace citygraph
