// The three ways in which openCypher compares values.
//
// Equality and comparability are what `=` and `<` say, and know a third answer, null, for what
// cannot be told. Orderability is what ORDER BY, min and max use: a total order over all values.
// Equivalence is what DISTINCT and grouping use: null is like null, NaN like NaN.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>

#include "engine/model/value.h"

namespace citygraph::queries::cypher {

// True, false, or nothing for null.
using Ternary = std::optional<bool>;

inline Value ToValue(Ternary ternary) { return ternary ? Value(*ternary) : Value(); }

// a = b. Values of different kinds are not equal, but an integer may equal a float. Lists and maps
// are compared item by item: null when that rests on a null inside.
Ternary Equals(const Value& a, const Value& b);

enum class Relation : std::uint8_t { kLess, kLessOrEqual, kGreater, kGreaterOrEqual };
// a < b and its kin. Null when the kinds have no common order: only numbers, strings, booleans,
// lists and temporal values of one kind (but durations) have one. NaN is false beside a number.
Ternary Compare(const Value& a, const Value& b, Relation relation);

// Below 0, 0 or above 0. By kind first: map, node, relationship, list, path, date time, local date
// time, date, time, local time, duration, string, boolean, number, NaN, null.
int Order(const Value& a, const Value& b);

// Order(a, b) == 0, faster.
bool Equivalent(const Value& a, const Value& b);
// Equivalent values have the same hash.
std::size_t Hash(const Value& value);

}  // namespace citygraph::queries::cypher
