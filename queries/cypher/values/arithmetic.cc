#include "queries/cypher/values/arithmetic.h"

#include <charconv>
#include <cmath>
#include <limits>

#include "queries/cypher/temporal/arithmetic.h"

namespace citygraph::queries::cypher {
namespace {

bool Overflow(std::string_view symbol, std::int64_t a, std::int64_t b, Trap& trap) {
  return trap.Fail(ErrorKind::kArithmeticError, "NumberOutOfRange",
                   std::to_string(a) + " " + std::string(symbol) + " " + std::to_string(b) +
                       " does not fit in 64 bits");
}

bool Mismatch(std::string_view symbol, const Value& a, const Value& b, Trap& trap) {
  return trap.Fail(ErrorKind::kTypeError, "InvalidArgumentType",
                   "cannot compute " + Describe(a) + " " + std::string(symbol) + " " + Describe(b) +
                       " (" + std::string(KindName(a.kind())) + " and " +
                       std::string(KindName(b.kind())) + ")");
}

bool IsTemporal(const Value& value) {
  return value.kind() >= ValueKind::kDate && value.kind() <= ValueKind::kDuration;
}

// What may stand beside a string in a concatenation.
bool AppendText(const Value& value, std::string& out) {
  switch (value.kind()) {
    case ValueKind::kString:
      out += *value.AsString();
      return true;
    case ValueKind::kInteger:
      out += std::to_string(*value.AsInteger());
      return true;
    case ValueKind::kFloat:
      out += FloatText(*value.AsFloat());
      return true;
    case ValueKind::kBoolean:
      out += *value.AsBoolean() ? "true" : "false";
      return true;
    default:
      if (!IsTemporal(value)) return false;
      out += TemporalText(value);
      return true;
  }
}

template <class Whole, class Real>
bool Numeric(std::string_view symbol, const Value& a, const Value& b, Value& out, Trap& trap,
             Whole whole, Real real) {
  const std::int64_t* whole_a = a.AsInteger();
  const std::int64_t* whole_b = b.AsInteger();
  if (whole_a != nullptr && whole_b != nullptr) {
    std::int64_t result = 0;
    if (whole(*whole_a, *whole_b, &result)) return Overflow(symbol, *whole_a, *whole_b, trap);
    out = result;
    return true;
  }
  double left = 0;
  double right = 0;
  if (!AsNumber(a, left) || !AsNumber(b, right)) return Mismatch(symbol, a, b, trap);
  out = real(left, right);
  return true;
}

}  // namespace

bool AsNumber(const Value& value, double& out) {
  if (const double* real = value.AsFloat()) {
    out = *real;
    return true;
  }
  if (const std::int64_t* whole = value.AsInteger()) {
    out = static_cast<double>(*whole);
    return true;
  }
  return false;
}

bool Add(const Value& a, const Value& b, Value& out, Trap& trap) {
  if (a.is_null() || b.is_null()) {
    out = Value();
    return true;
  }
  const ValueList* list_a = a.AsList();
  const ValueList* list_b = b.AsList();
  if (list_a != nullptr || list_b != nullptr) {
    ValueList joined;
    joined.reserve((list_a != nullptr ? list_a->size() : 1) +
                   (list_b != nullptr ? list_b->size() : 1));
    if (list_a != nullptr) {
      joined.insert(joined.end(), list_a->begin(), list_a->end());
    } else {
      joined.push_back(a);
    }
    if (list_b != nullptr) {
      joined.insert(joined.end(), list_b->begin(), list_b->end());
    } else {
      joined.push_back(b);
    }
    out = Value(std::move(joined));
    return true;
  }
  if (a.AsString() != nullptr || b.AsString() != nullptr) {
    std::string text;
    if (!AppendText(a, text) || !AppendText(b, text)) return Mismatch("+", a, b, trap);
    out = Value(std::move(text));
    return true;
  }
  if (IsTemporal(a) && IsTemporal(b)) {
    if (b.AsDuration() != nullptr) return AddDuration(a, *b.AsDuration(), 1, out, trap);
    if (a.AsDuration() != nullptr) return AddDuration(b, *a.AsDuration(), 1, out, trap);
    return Mismatch("+", a, b, trap);
  }
  return Numeric(
      "+", a, b, out, trap,
      [](std::int64_t x, std::int64_t y, std::int64_t* r) {
        return __builtin_add_overflow(x, y, r);
      },
      [](double x, double y) { return x + y; });
}

bool Subtract(const Value& a, const Value& b, Value& out, Trap& trap) {
  if (a.is_null() || b.is_null()) {
    out = Value();
    return true;
  }
  if (IsTemporal(a) && b.AsDuration() != nullptr)
    return AddDuration(a, *b.AsDuration(), -1, out, trap);
  return Numeric(
      "-", a, b, out, trap,
      [](std::int64_t x, std::int64_t y, std::int64_t* r) {
        return __builtin_sub_overflow(x, y, r);
      },
      [](double x, double y) { return x - y; });
}

bool Multiply(const Value& a, const Value& b, Value& out, Trap& trap) {
  if (a.is_null() || b.is_null()) {
    out = Value();
    return true;
  }
  double factor = 0;
  if (a.AsDuration() != nullptr && AsNumber(b, factor))
    return ScaleDuration(*a.AsDuration(), factor, out, trap);
  if (b.AsDuration() != nullptr && AsNumber(a, factor))
    return ScaleDuration(*b.AsDuration(), factor, out, trap);
  return Numeric(
      "*", a, b, out, trap,
      [](std::int64_t x, std::int64_t y, std::int64_t* r) {
        return __builtin_mul_overflow(x, y, r);
      },
      [](double x, double y) { return x * y; });
}

bool Divide(const Value& a, const Value& b, Value& out, Trap& trap) {
  if (a.is_null() || b.is_null()) {
    out = Value();
    return true;
  }
  double divisor = 0;
  if (a.AsDuration() != nullptr && AsNumber(b, divisor)) {
    if (divisor == 0)
      return trap.Fail(ErrorKind::kArithmeticError, "DivisionByZero", "a duration divided by zero");
    return ScaleDuration(*a.AsDuration(), 1 / divisor, out, trap);
  }
  const std::int64_t* whole = b.AsInteger();
  if (whole != nullptr && *whole == 0 && a.AsInteger() != nullptr) {
    return trap.Fail(ErrorKind::kArithmeticError, "DivisionByZero",
                     std::to_string(*a.AsInteger()) + " divided by zero");
  }
  return Numeric(
      "/", a, b, out, trap,
      [](std::int64_t x, std::int64_t y, std::int64_t* r) {
        if (y == -1) return __builtin_sub_overflow(std::int64_t{0}, x, r);
        *r = x / y;
        return false;
      },
      [](double x, double y) { return x / y; });
}

bool Modulo(const Value& a, const Value& b, Value& out, Trap& trap) {
  if (a.is_null() || b.is_null()) {
    out = Value();
    return true;
  }
  const std::int64_t* whole = b.AsInteger();
  if (whole != nullptr && *whole == 0 && a.AsInteger() != nullptr) {
    return trap.Fail(ErrorKind::kArithmeticError, "DivisionByZero",
                     std::to_string(*a.AsInteger()) + " modulo zero");
  }
  return Numeric(
      "%", a, b, out, trap,
      [](std::int64_t x, std::int64_t y, std::int64_t* r) {
        *r = y == -1 ? 0 : x % y;
        return false;
      },
      [](double x, double y) { return std::fmod(x, y); });
}

bool Power(const Value& a, const Value& b, Value& out, Trap& trap) {
  if (a.is_null() || b.is_null()) {
    out = Value();
    return true;
  }
  double base = 0;
  double exponent = 0;
  if (!AsNumber(a, base) || !AsNumber(b, exponent)) return Mismatch("^", a, b, trap);
  out = std::pow(base, exponent);
  return true;
}

bool Negate(const Value& a, Value& out, Trap& trap) {
  if (a.is_null()) {
    out = Value();
    return true;
  }
  if (const std::int64_t* whole = a.AsInteger()) {
    if (*whole == std::numeric_limits<std::int64_t>::min()) return Overflow("-", 0, *whole, trap);
    out = -*whole;
    return true;
  }
  if (const double* real = a.AsFloat()) {
    out = -*real;
    return true;
  }
  if (const Duration* duration = a.AsDuration())
    return AddDuration(Value(Duration{}), *duration, -1, out, trap);
  return trap.Fail(ErrorKind::kTypeError, "InvalidArgumentType",
                   "cannot negate " + Describe(a) + ", a " + std::string(KindName(a.kind())));
}

std::string FloatText(double number) {
  if (std::isnan(number)) return "NaN";
  if (std::isinf(number)) return number < 0 ? "-Infinity" : "Infinity";
  char buffer[400];
  const double size = std::abs(number);
  const bool plain = size == 0 || (size >= 1e-3 && size < 1e7);
  const auto end = std::to_chars(buffer, buffer + sizeof buffer, number,
                                 plain ? std::chars_format::fixed : std::chars_format::scientific)
                       .ptr;
  std::string text(buffer, end);
  if (plain) {
    if (text.find('.') == std::string::npos) text += ".0";
    return text;
  }
  // 1e+10 becomes 1.0E10.
  const std::size_t e = text.find('e');
  std::string mantissa = text.substr(0, e);
  if (mantissa.find('.') == std::string::npos) mantissa += ".0";
  int exponent = 0;
  const char* digits = text.data() + e + 1;
  if (*digits == '+') ++digits;
  std::from_chars(digits, text.data() + text.size(), exponent);
  return mantissa + "E" + std::to_string(exponent);
}

std::string Describe(const Value& value, std::size_t limit) {
  std::string text;
  switch (value.kind()) {
    case ValueKind::kNull:
      return "null";
    case ValueKind::kString:
      text = "'" + *value.AsString() + "'";
      break;
    case ValueKind::kList:
      text = "[";
      for (const Value& item : *value.AsList()) {
        if (text.size() > limit) break;
        if (text.size() > 1) text += ", ";
        text += Describe(item, limit / 2);
      }
      text += "]";
      break;
    case ValueKind::kMap:
      text = "{";
      for (const MapEntry& entry : *value.AsMap()) {
        if (text.size() > limit) break;
        if (text.size() > 1) text += ", ";
        text += entry.key + ": " + Describe(entry.value, limit / 2);
      }
      text += "}";
      break;
    case ValueKind::kNode:
      return "node " + std::to_string(Raw(*value.AsNode()));
    case ValueKind::kRelationship:
      return "relationship " + std::to_string(Raw(*value.AsRelationship()));
    case ValueKind::kPath:
      return "a path";
    default:
      AppendText(value, text);
  }
  if (text.size() <= limit) return text;
  std::size_t end = limit;
  while (end > 0 && (static_cast<unsigned char>(text[end]) & 0xc0) == 0x80) --end;
  return text.substr(0, end) + "…";
}

}  // namespace citygraph::queries::cypher
