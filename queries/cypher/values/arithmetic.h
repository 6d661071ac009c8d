// The operators + - * / % ^, and numbers and values as text.
//
// Null beside anything gives null. Integers that overflow are an ArithmeticError, as is division
// of integers by zero. Operands that do not go together are a TypeError.
#pragma once

#include <string>

#include "engine/model/value.h"
#include "queries/cypher/values/trap.h"

namespace citygraph::queries::cypher {

// Numbers, strings (also with a number, boolean or temporal value beside), lists (also with an item
// before or after), temporal values with durations.
bool Add(const Value& a, const Value& b, Value& out, Trap& trap);
bool Subtract(const Value& a, const Value& b, Value& out, Trap& trap);
bool Multiply(const Value& a, const Value& b, Value& out, Trap& trap);
bool Divide(const Value& a, const Value& b, Value& out, Trap& trap);
bool Modulo(const Value& a, const Value& b, Value& out, Trap& trap);
bool Power(const Value& a, const Value& b, Value& out, Trap& trap);
bool Negate(const Value& a, Value& out, Trap& trap);

// The shortest digits that read back, always with a point or an exponent: "1.0", "1.0E10", "NaN",
// "Infinity".
std::string FloatText(double number);

// The value as a reader of an error message wants it: 'text', [1, 2], {a: 1}, at most about `limit`
// bytes.
std::string Describe(const Value& value, std::size_t limit = 60);

// Whether the value is a number; `out` gets it as a double.
bool AsNumber(const Value& value, double& out);

}  // namespace citygraph::queries::cypher
