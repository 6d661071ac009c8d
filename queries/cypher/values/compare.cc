#include "queries/cypher/values/compare.h"

#include <algorithm>
#include <bit>
#include <cmath>
#include <functional>

namespace citygraph::queries::cypher {
namespace {

__extension__ using Wide = __int128;

constexpr double kTwoTo63 = 9223372036854775808.0;

int Sign(auto a, auto b) { return a < b ? -1 : b < a ? 1 : 0; }

// Exact, also where an integer has no double of its own. REQUIRES: b is not NaN.
int OrderMixed(std::int64_t a, double b) {
  if (b >= kTwoTo63) return -1;
  if (b < -kTwoTo63) return 1;
  const double whole = std::trunc(b);
  const int by_whole = Sign(a, static_cast<std::int64_t>(whole));
  return by_whole != 0 ? by_whole : Sign(whole, b);
}

bool IsNumber(const Value& value) {
  return value.kind() == ValueKind::kInteger || value.kind() == ValueKind::kFloat;
}
bool IsNaN(const Value& value) {
  return value.kind() == ValueKind::kFloat && std::isnan(*value.AsFloat());
}

// REQUIRES: both are numbers, neither is NaN.
int OrderNumbers(const Value& a, const Value& b) {
  const std::int64_t* whole_a = a.AsInteger();
  const std::int64_t* whole_b = b.AsInteger();
  if (whole_a != nullptr && whole_b != nullptr) return Sign(*whole_a, *whole_b);
  if (whole_a != nullptr) return OrderMixed(*whole_a, *b.AsFloat());
  if (whole_b != nullptr) return -OrderMixed(*whole_b, *a.AsFloat());
  return Sign(*a.AsFloat(), *b.AsFloat());
}

int OrderTimes(const Time& a, const Time& b) {
  const auto instant = [](const Time& time) {
    return time.local.nanoseconds - time.offset_s * kNanosecondsPerSecond;
  };
  const int by_instant = Sign(instant(a), instant(b));
  return by_instant != 0 ? by_instant : Sign(a.offset_s, b.offset_s);
}

int OrderMoments(const DateTime& a, const DateTime& b) {
  if (const int order = Sign(a.instant_s(), b.instant_s()); order != 0) return order;
  if (const int order = Sign(a.local.nanoseconds, b.local.nanoseconds); order != 0) return order;
  if (const int order = Sign(a.offset_s, b.offset_s); order != 0) return order;
  if (a.zone && b.zone) return a.zone->compare(*b.zone);
  return static_cast<int>(a.zone != nullptr) - static_cast<int>(b.zone != nullptr);
}

// By the length of an average month, so that the order is total; the parts break ties.
int OrderDurations(const Duration& a, const Duration& b) {
  constexpr std::int64_t kSecondsPerMonth = 2'629'746;
  const auto seconds = [](const Duration& d) {
    return static_cast<Wide>(d.months) * kSecondsPerMonth +
           static_cast<Wide>(d.days) * kSecondsPerDay + d.seconds;
  };
  if (const int order = Sign(seconds(a), seconds(b)); order != 0) return order;
  if (const int order = Sign(a.nanoseconds, b.nanoseconds); order != 0) return order;
  if (const int order = Sign(a.months, b.months); order != 0) return order;
  return Sign(a.days, b.days);
}

int OrderLists(const ValueList& a, const ValueList& b) {
  const std::size_t common = std::min(a.size(), b.size());
  for (std::size_t i = 0; i < common; ++i) {
    if (const int order = Order(a[i], b[i]); order != 0) return order;
  }
  return Sign(a.size(), b.size());
}

std::vector<const MapEntry*> Sorted(const ValueMap& map) {
  std::vector<const MapEntry*> entries;
  for (const MapEntry& entry : map) entries.push_back(&entry);
  std::ranges::sort(entries, {},
                    [](const MapEntry* entry) -> const std::string& { return entry->key; });
  return entries;
}

// By the keys, then by the values in the order of the keys.
int OrderMaps(const ValueMap& a, const ValueMap& b) {
  const auto left = Sorted(a);
  const auto right = Sorted(b);
  if (const int order = Sign(left.size(), right.size()); order != 0) return order;
  for (std::size_t i = 0; i < left.size(); ++i) {
    if (const int order = left[i]->key.compare(right[i]->key); order != 0) return order;
  }
  for (std::size_t i = 0; i < left.size(); ++i) {
    if (const int order = Order(left[i]->value, right[i]->value); order != 0) return order;
  }
  return 0;
}

int OrderPaths(const Path& a, const Path& b) {
  const std::size_t common = std::min(a.nodes.size(), b.nodes.size());
  for (std::size_t i = 0; i < common; ++i) {
    if (const int order = Sign(a.nodes[i], b.nodes[i]); order != 0) return order;
    if (i >= a.relationships.size() || i >= b.relationships.size()) break;
    if (const int order = Sign(a.relationships[i], b.relationships[i]); order != 0) return order;
  }
  return Sign(a.nodes.size(), b.nodes.size());
}

int Rank(const Value& value) {
  switch (value.kind()) {
    case ValueKind::kMap:
      return 0;
    case ValueKind::kNode:
      return 1;
    case ValueKind::kRelationship:
      return 2;
    case ValueKind::kList:
      return 3;
    case ValueKind::kPath:
      return 4;
    case ValueKind::kDateTime:
      return 5;
    case ValueKind::kLocalDateTime:
      return 6;
    case ValueKind::kDate:
      return 7;
    case ValueKind::kTime:
      return 8;
    case ValueKind::kLocalTime:
      return 9;
    case ValueKind::kDuration:
      return 10;
    case ValueKind::kString:
      return 11;
    case ValueKind::kBoolean:
      return 12;
    case ValueKind::kInteger:
      return 13;
    case ValueKind::kFloat:
      return std::isnan(*value.AsFloat()) ? 14 : 13;
    case ValueKind::kNull:
      return 15;
  }
  return 15;
}

Ternary EqualLists(const ValueList& a, const ValueList& b) {
  if (a.size() != b.size()) return false;
  bool known = true;
  for (std::size_t i = 0; i < a.size(); ++i) {
    const Ternary equal = Equals(a[i], b[i]);
    if (!equal) {
      known = false;
    } else if (!*equal) {
      return false;
    }
  }
  return known ? Ternary(true) : std::nullopt;
}

Ternary EqualMaps(const ValueMap& a, const ValueMap& b) {
  if (a.size() != b.size()) return false;
  bool known = true;
  for (const MapEntry& entry : a) {
    const Value* other = b.Find(entry.key);
    if (other == nullptr) return false;
    const Ternary equal = Equals(entry.value, *other);
    if (!equal) {
      known = false;
    } else if (!*equal) {
      return false;
    }
  }
  return known ? Ternary(true) : std::nullopt;
}

bool Holds(int order, Relation relation) {
  switch (relation) {
    case Relation::kLess:
      return order < 0;
    case Relation::kLessOrEqual:
      return order <= 0;
    case Relation::kGreater:
      return order > 0;
    case Relation::kGreaterOrEqual:
      return order >= 0;
  }
  return false;
}

// Item by item; the first pair that differs decides, and null if that is not known.
Ternary CompareLists(const ValueList& a, const ValueList& b, Relation relation) {
  const std::size_t common = std::min(a.size(), b.size());
  for (std::size_t i = 0; i < common; ++i) {
    const Ternary equal = Equals(a[i], b[i]);
    if (!equal) return std::nullopt;
    if (!*equal) return Compare(a[i], b[i], relation);
  }
  return Holds(Sign(a.size(), b.size()), relation);
}

std::size_t Mix(std::size_t seed, std::size_t value) {
  // The finaliser of splitmix64.
  std::uint64_t x = seed + 0x9e3779b97f4a7c15U + value;
  x = (x ^ (x >> 30)) * 0xbf58476d1ce4e5b9U;
  x = (x ^ (x >> 27)) * 0x94d049bb133111ebU;
  return x ^ (x >> 31);
}
std::size_t MixSigned(std::size_t seed, std::int64_t value) {
  return Mix(seed, static_cast<std::size_t>(value));
}

}  // namespace

Ternary Equals(const Value& a, const Value& b) {
  if (a.is_null() || b.is_null()) return std::nullopt;
  if (a.kind() != b.kind()) {
    if (!IsNumber(a) || !IsNumber(b)) return false;
    return !IsNaN(a) && !IsNaN(b) && OrderNumbers(a, b) == 0;
  }
  switch (a.kind()) {
    case ValueKind::kFloat:
      return *a.AsFloat() == *b.AsFloat();
    case ValueKind::kList:
      return EqualLists(*a.AsList(), *b.AsList());
    case ValueKind::kMap:
      return EqualMaps(*a.AsMap(), *b.AsMap());
    default:
      return a == b;
  }
}

Ternary Compare(const Value& a, const Value& b, Relation relation) {
  if (a.is_null() || b.is_null()) return std::nullopt;
  if (IsNumber(a) && IsNumber(b)) {
    if (IsNaN(a) || IsNaN(b)) return false;
    return Holds(OrderNumbers(a, b), relation);
  }
  if (a.kind() != b.kind()) return std::nullopt;
  switch (a.kind()) {
    case ValueKind::kString:
    case ValueKind::kBoolean:
    case ValueKind::kDate:
    case ValueKind::kLocalTime:
    case ValueKind::kTime:
    case ValueKind::kLocalDateTime:
    case ValueKind::kDateTime:
      return Holds(Order(a, b), relation);
    case ValueKind::kList:
      return CompareLists(*a.AsList(), *b.AsList(), relation);
    case ValueKind::kDuration:
      // Which of P1M and P30D is longer cannot be told; that each equals itself can.
      if (a == b) return Holds(0, relation);
      return std::nullopt;
    default:
      return std::nullopt;
  }
}

int Order(const Value& a, const Value& b) {
  const int rank = Rank(a);
  if (const int by_rank = rank - Rank(b); by_rank != 0) return by_rank;
  switch (a.kind()) {
    case ValueKind::kNull:
      return 0;
    case ValueKind::kBoolean:
      return Sign(*a.AsBoolean(), *b.AsBoolean());
    case ValueKind::kInteger:
    case ValueKind::kFloat:
      return IsNaN(a) ? 0 : OrderNumbers(a, b);
    case ValueKind::kString:
      return a.AsString()->compare(*b.AsString());
    case ValueKind::kList:
      return OrderLists(*a.AsList(), *b.AsList());
    case ValueKind::kMap:
      return OrderMaps(*a.AsMap(), *b.AsMap());
    case ValueKind::kDate:
      return Sign(*a.AsDate(), *b.AsDate());
    case ValueKind::kLocalTime:
      return Sign(*a.AsLocalTime(), *b.AsLocalTime());
    case ValueKind::kTime:
      return OrderTimes(*a.AsTime(), *b.AsTime());
    case ValueKind::kLocalDateTime:
      return Sign(*a.AsLocalDateTime(), *b.AsLocalDateTime());
    case ValueKind::kDateTime:
      return OrderMoments(*a.AsDateTime(), *b.AsDateTime());
    case ValueKind::kDuration:
      return OrderDurations(*a.AsDuration(), *b.AsDuration());
    case ValueKind::kNode:
      return Sign(*a.AsNode(), *b.AsNode());
    case ValueKind::kRelationship:
      return Sign(*a.AsRelationship(), *b.AsRelationship());
    case ValueKind::kPath:
      return OrderPaths(*a.AsPath(), *b.AsPath());
  }
  return 0;
}

bool Equivalent(const Value& a, const Value& b) {
  if (a.kind() != b.kind()) return IsNumber(a) && IsNumber(b) && Order(a, b) == 0;
  switch (a.kind()) {
    case ValueKind::kList:
    case ValueKind::kMap:
      return Order(a, b) == 0;
    default:
      return a == b;
  }
}

std::size_t Hash(const Value& value) {
  const auto seed = static_cast<std::size_t>(value.kind());
  switch (value.kind()) {
    case ValueKind::kNull:
      return Mix(seed, 0);
    case ValueKind::kBoolean:
      return Mix(seed, *value.AsBoolean() ? 1 : 0);
    case ValueKind::kInteger:
      return MixSigned(2, *value.AsInteger());
    case ValueKind::kFloat: {
      const double number = *value.AsFloat();
      if (number >= -kTwoTo63 && number < kTwoTo63 && std::trunc(number) == number)
        return MixSigned(2, static_cast<std::int64_t>(number));  // as the equal integer
      return Mix(3, std::isnan(number) ? 0 : std::bit_cast<std::size_t>(number));
    }
    case ValueKind::kString:
      return Mix(seed, std::hash<std::string>()(*value.AsString()));
    case ValueKind::kList: {
      std::size_t hash = seed;
      for (const Value& item : *value.AsList()) hash = Mix(hash, Hash(item));
      return hash;
    }
    case ValueKind::kMap: {
      std::size_t hash = seed;  // a sum: the order of entries does not count
      for (const MapEntry& entry : *value.AsMap())
        hash += Mix(std::hash<std::string>()(entry.key), Hash(entry.value));
      return hash;
    }
    case ValueKind::kDate:
      return MixSigned(seed, value.AsDate()->days);
    case ValueKind::kLocalTime:
      return MixSigned(seed, value.AsLocalTime()->nanoseconds);
    case ValueKind::kTime:
      return MixSigned(MixSigned(seed, value.AsTime()->local.nanoseconds),
                       value.AsTime()->offset_s);
    case ValueKind::kLocalDateTime:
      return MixSigned(MixSigned(seed, value.AsLocalDateTime()->seconds),
                       value.AsLocalDateTime()->nanoseconds);
    case ValueKind::kDateTime:
      return MixSigned(MixSigned(seed, value.AsDateTime()->local.seconds),
                       value.AsDateTime()->local.nanoseconds);
    case ValueKind::kDuration: {
      const Duration& d = *value.AsDuration();
      return MixSigned(MixSigned(MixSigned(seed, d.months), d.days), d.seconds);
    }
    case ValueKind::kNode:
      return Mix(seed, Raw(*value.AsNode()));
    case ValueKind::kRelationship:
      return Mix(seed, Raw(*value.AsRelationship()));
    case ValueKind::kPath: {
      std::size_t hash = seed;
      for (const NodeId node : value.AsPath()->nodes) hash = Mix(hash, Raw(node));
      for (const RelationshipId relationship : value.AsPath()->relationships)
        hash = Mix(hash, Raw(relationship));
      return hash;
    }
  }
  return 0;
}

}  // namespace citygraph::queries::cypher
