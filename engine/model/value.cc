#include "engine/model/value.h"

#include <algorithm>
#include <cmath>
#include <utility>

#include "engine/base/result.h"

namespace citygraph {

Value::Value(std::uint64_t value) : data_(static_cast<std::int64_t>(value)) {
  CITYGRAPH_CHECK(std::in_range<std::int64_t>(value));
}

ValueMap::ValueMap(std::initializer_list<MapEntry> entries) {
  entries_.reserve(entries.size());
  for (const MapEntry& entry : entries) Put(entry.key, entry.value);
}

const Value* ValueMap::Find(std::string_view key) const {
  const auto found = std::ranges::find(entries_, key, &MapEntry::key);
  return found == entries_.end() ? nullptr : &found->value;
}

void ValueMap::Set(std::string_view key, Value value) {
  if (value.is_null()) {
    Remove(key);
  } else {
    Put(key, std::move(value));
  }
}

void ValueMap::Put(std::string_view key, Value value) {
  const auto found = std::ranges::find(entries_, key, &MapEntry::key);
  if (found == entries_.end()) {
    entries_.push_back({std::string(key), std::move(value)});
  } else {
    found->value = std::move(value);
  }
}

bool ValueMap::Remove(std::string_view key) {
  return std::erase_if(entries_, [&](const MapEntry& entry) { return entry.key == key; }) > 0;
}

bool ValueMap::operator==(const ValueMap& other) const {
  return size() == other.size() && std::ranges::all_of(entries_, [&](const MapEntry& entry) {
           const Value* theirs = other.Find(entry.key);
           return theirs != nullptr && *theirs == entry.value;
         });
}

Value::Value(ValueList value) : data_(std::make_shared<const ValueList>(std::move(value))) {}
Value::Value(ValueMap value) : data_(std::make_shared<const ValueMap>(std::move(value))) {}
Value::Value(Path value) : data_(std::make_shared<const Path>(std::move(value))) {}

bool Value::operator==(const Value& other) const {
  if (kind() != other.kind()) return false;
  if (const double* mine = AsFloat()) {
    const double* theirs = other.AsFloat();
    return *mine == *theirs || (std::isnan(*mine) && std::isnan(*theirs));
  }
  if (const ValueList* mine = AsList()) return *mine == *other.AsList();
  if (const ValueMap* mine = AsMap()) return *mine == *other.AsMap();
  if (const Path* mine = AsPath()) return *mine == *other.AsPath();
  return data_ == other.data_;
}

std::string_view KindName(ValueKind kind) {
  constexpr std::string_view kNames[] = {
      "Null",     "Boolean", "Integer",      "Float", "String",          "List",
      "Map",      "Date",    "Local time",   "Time",  "Local date time", "Date time",
      "Duration", "Node",    "Relationship", "Path"};
  return kNames[static_cast<std::size_t>(kind)];
}

std::string TemporalText(const Value& value) {
  switch (value.kind()) {
    case ValueKind::kDate:
      return ToText(*value.AsDate());
    case ValueKind::kLocalTime:
      return ToText(*value.AsLocalTime());
    case ValueKind::kTime:
      return ToText(*value.AsTime());
    case ValueKind::kLocalDateTime:
      return ToText(*value.AsLocalDateTime());
    case ValueKind::kDateTime:
      return ToText(*value.AsDateTime());
    case ValueKind::kDuration:
      return ToText(*value.AsDuration());
    default:
      return {};
  }
}

bool IsStorable(const Value& value) {
  switch (value.kind()) {
    case ValueKind::kMap:
    case ValueKind::kNode:
    case ValueKind::kRelationship:
    case ValueKind::kPath:
      return false;
    case ValueKind::kList:
      return std::ranges::all_of(*value.AsList(), [](const Value& item) {
        return item.AsList() == nullptr && !item.is_null() && IsStorable(item);
      });
    default:
      return true;
  }
}

std::string StringOr(const ValueMap& map, std::string_view key, std::string_view fallback) {
  const Value* value = map.Find(key);
  const std::string* text = value == nullptr ? nullptr : value->AsString();
  return text == nullptr ? std::string(fallback) : *text;
}

std::int64_t IntegerOr(const ValueMap& map, std::string_view key, std::int64_t fallback) {
  const Value* value = map.Find(key);
  const std::int64_t* number = value == nullptr ? nullptr : value->AsInteger();
  return number == nullptr ? fallback : *number;
}

double NumberOr(const ValueMap& map, std::string_view key, double fallback) {
  const Value* value = map.Find(key);
  if (value == nullptr) return fallback;
  if (const double* number = value->AsFloat()) return *number;
  if (const std::int64_t* number = value->AsInteger()) return static_cast<double>(*number);
  return fallback;
}

}  // namespace citygraph
