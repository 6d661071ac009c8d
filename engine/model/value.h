// Value: what a property holds, a query returns and an answer prints: openCypher's value types.
//
// Nodes, relationships and paths are references here, by id: answers hold them, properties cannot.
// Lists, maps and paths are shared between copies and never change, so a copy costs no more than a
// string's. Threads: a Value may be read from many.
#pragma once

#include <cstddef>
#include <cstdint>
#include <initializer_list>
#include <memory>
#include <string>
#include <string_view>
#include <utility>
#include <variant>
#include <vector>

#include "engine/base/ids.h"
#include "engine/model/temporal.h"

namespace citygraph {

class Value;
struct MapEntry;

// Entries in the order in which they were set; keys are unique. Small maps: look-up is linear.
class ValueMap {
 public:
  ValueMap();
  ValueMap(std::initializer_list<MapEntry> entries);
  ValueMap(const ValueMap& other);
  ValueMap(ValueMap&& other) noexcept;
  ValueMap& operator=(const ValueMap& other);
  ValueMap& operator=(ValueMap&& other) noexcept;
  ~ValueMap();

  // The value under `key`, or null when there is none.
  const Value* Find(std::string_view key) const;
  // Sets or replaces. A null value removes the key, as in openCypher.
  void Set(std::string_view key, Value value);
  // Sets or replaces, null values too: for answers, where a column must not vanish.
  void Put(std::string_view key, Value value);
  bool Remove(std::string_view key);

  bool empty() const;
  std::size_t size() const;
  std::vector<MapEntry>::const_iterator begin() const;
  std::vector<MapEntry>::const_iterator end() const;

  // The same keys with equal values, in any order.
  bool operator==(const ValueMap& other) const;

 private:
  std::vector<MapEntry> entries_;
};

using ValueList = std::vector<Value>;

// A way through the graph: nodes[i] and nodes[i + 1] are the ends of relationships[i], in either
// direction. One node more than relationships.
struct Path {
  std::vector<NodeId> nodes;
  std::vector<RelationshipId> relationships;

  bool operator==(const Path&) const = default;
};

enum class ValueKind : std::uint8_t {
  kNull,
  kBoolean,
  kInteger,
  kFloat,
  kString,
  kList,
  kMap,
  kDate,
  kLocalTime,
  kTime,
  kLocalDateTime,
  kDateTime,
  kDuration,
  kNode,
  kRelationship,
  kPath,
};

class Value {
 public:
  Value() = default;
  Value(std::nullptr_t) {}             // NOLINT(google-explicit-constructor)
  Value(bool value) : data_(value) {}  // NOLINT(google-explicit-constructor)
  Value(int value)
      : data_(static_cast<std::int64_t>(value)) {}  // NOLINT(google-explicit-constructor)
  Value(std::int64_t value) : data_(value) {}       // NOLINT(google-explicit-constructor)
  // REQUIRES: value <= 2^63 - 1, the largest integer there is; counts and ids never come near.
  Value(std::uint64_t value);  // NOLINT(google-explicit-constructor)
  Value(std::uint32_t value)
      : data_(static_cast<std::int64_t>(value)) {}       // NOLINT(google-explicit-constructor)
  Value(double value) : data_(value) {}                  // NOLINT(google-explicit-constructor)
  Value(std::string value) : data_(std::move(value)) {}  // NOLINT(google-explicit-constructor)
  Value(std::string_view value)
      : data_(std::string(value)) {}                       // NOLINT(google-explicit-constructor)
  Value(const char* value) : data_(std::string(value)) {}  // NOLINT(google-explicit-constructor)
  Value(ValueList value);                                  // NOLINT(google-explicit-constructor)
  Value(ValueMap value);                                   // NOLINT(google-explicit-constructor)
  Value(Date value) : data_(value) {}                      // NOLINT(google-explicit-constructor)
  Value(LocalTime value) : data_(value) {}                 // NOLINT(google-explicit-constructor)
  Value(Time value) : data_(value) {}                      // NOLINT(google-explicit-constructor)
  Value(LocalDateTime value) : data_(value) {}             // NOLINT(google-explicit-constructor)
  Value(DateTime value) : data_(std::move(value)) {}       // NOLINT(google-explicit-constructor)
  Value(Duration value) : data_(value) {}                  // NOLINT(google-explicit-constructor)
  Value(NodeId value) : data_(value) {}                    // NOLINT(google-explicit-constructor)
  Value(RelationshipId value) : data_(value) {}            // NOLINT(google-explicit-constructor)
  Value(Path value);                                       // NOLINT(google-explicit-constructor)

  ValueKind kind() const { return static_cast<ValueKind>(data_.index()); }
  bool is_null() const { return kind() == ValueKind::kNull; }

  // Null when the value is of another kind.
  const bool* AsBoolean() const { return std::get_if<bool>(&data_); }
  const std::int64_t* AsInteger() const { return std::get_if<std::int64_t>(&data_); }
  const double* AsFloat() const { return std::get_if<double>(&data_); }
  const std::string* AsString() const { return std::get_if<std::string>(&data_); }
  const ValueList* AsList() const { return Shared<ValueList>(); }
  const ValueMap* AsMap() const { return Shared<ValueMap>(); }
  const Date* AsDate() const { return std::get_if<Date>(&data_); }
  const LocalTime* AsLocalTime() const { return std::get_if<LocalTime>(&data_); }
  const Time* AsTime() const { return std::get_if<Time>(&data_); }
  const LocalDateTime* AsLocalDateTime() const { return std::get_if<LocalDateTime>(&data_); }
  const DateTime* AsDateTime() const { return std::get_if<DateTime>(&data_); }
  const Duration* AsDuration() const { return std::get_if<Duration>(&data_); }
  const NodeId* AsNode() const { return std::get_if<NodeId>(&data_); }
  const RelationshipId* AsRelationship() const { return std::get_if<RelationshipId>(&data_); }
  const Path* AsPath() const { return Shared<Path>(); }

  // Same kind and same content: 1 and 1.0 differ here, NaN equals NaN, null equals null. This is
  // "nothing changed", not Cypher's `=`.
  bool operator==(const Value& other) const;

 private:
  template <class T>
  const T* Shared() const {
    const auto* held = std::get_if<std::shared_ptr<const T>>(&data_);
    return held == nullptr ? nullptr : held->get();
  }

  // In the order of ValueKind.
  std::variant<std::monostate, bool, std::int64_t, double, std::string,
               std::shared_ptr<const ValueList>, std::shared_ptr<const ValueMap>, Date, LocalTime,
               Time, LocalDateTime, DateTime, Duration, NodeId, RelationshipId,
               std::shared_ptr<const Path>>
      data_;
};

// "Integer", "Local date time": the kind's name for messages.
std::string_view KindName(ValueKind kind);
// The text of a temporal value; nothing for other kinds.
std::string TemporalText(const Value& value);
// False for what a property cannot hold: maps, references, and lists that hold such, lists or
// nulls.
bool IsStorable(const Value& value);

struct MapEntry {
  std::string key;
  Value value;
};

// Here, not in the class: they need MapEntry whole, which holds a Value, which can hold a ValueMap.
inline ValueMap::ValueMap() = default;
inline ValueMap::ValueMap(const ValueMap& other) = default;
inline ValueMap::ValueMap(ValueMap&& other) noexcept = default;
inline ValueMap& ValueMap::operator=(const ValueMap& other) = default;
inline ValueMap& ValueMap::operator=(ValueMap&& other) noexcept = default;
inline ValueMap::~ValueMap() = default;
inline bool ValueMap::empty() const { return entries_.empty(); }
inline std::size_t ValueMap::size() const { return entries_.size(); }
inline std::vector<MapEntry>::const_iterator ValueMap::begin() const { return entries_.begin(); }
inline std::vector<MapEntry>::const_iterator ValueMap::end() const { return entries_.end(); }

// The value of `key` when it is there and of that kind, else the fallback.
std::string StringOr(const ValueMap& map, std::string_view key, std::string_view fallback = {});
std::int64_t IntegerOr(const ValueMap& map, std::string_view key, std::int64_t fallback = 0);
// Integers count as numbers.
double NumberOr(const ValueMap& map, std::string_view key, double fallback = 0);

}  // namespace citygraph
