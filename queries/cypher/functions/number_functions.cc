// Functions of numbers. Results beyond what they can be are NaN or infinite, as IEEE 754 has it.
#include <cmath>
#include <limits>
#include <numbers>
#include <random>

#include "queries/cypher/functions/bodies.h"

namespace citygraph::queries::cypher {
namespace {

bool NotANumber(Context& context, std::string_view function, const Value& value) {
  return WrongArgument(context, function, "a number", value);
}

// A function of one number `x` to a float.
#define CITYGRAPH_OF_ONE(function, name, expression)                                \
  bool function(Context& context, Arguments arguments, Value& out) {                \
    double x = 0;                                                                   \
    if (!AsNumber(arguments[0], x)) return NotANumber(context, name, arguments[0]); \
    out = (expression);                                                             \
    return true;                                                                    \
  }
constexpr double kHalfTurn = 180;  // degrees
CITYGRAPH_OF_ONE(Acos, "acos", std::acos(x))
CITYGRAPH_OF_ONE(Asin, "asin", std::asin(x))
CITYGRAPH_OF_ONE(Atan, "atan", std::atan(x))
CITYGRAPH_OF_ONE(Ceil, "ceil", std::ceil(x))
CITYGRAPH_OF_ONE(Cos, "cos", std::cos(x))
CITYGRAPH_OF_ONE(Cot, "cot", 1 / std::tan(x))
CITYGRAPH_OF_ONE(Degrees, "degrees", x / std::numbers::pi * kHalfTurn)
CITYGRAPH_OF_ONE(Exp, "exp", std::exp(x))
CITYGRAPH_OF_ONE(Floor, "floor", std::floor(x))
CITYGRAPH_OF_ONE(Haversin, "haversin", (1 - std::cos(x)) / 2)
CITYGRAPH_OF_ONE(Log, "log", std::log(x))
CITYGRAPH_OF_ONE(Log10, "log10", std::log10(x))
CITYGRAPH_OF_ONE(Radians, "radians", x / kHalfTurn * std::numbers::pi)
CITYGRAPH_OF_ONE(Sin, "sin", std::sin(x))
CITYGRAPH_OF_ONE(Sqrt, "sqrt", std::sqrt(x))
CITYGRAPH_OF_ONE(Tan, "tan", std::tan(x))
#undef CITYGRAPH_OF_ONE

bool Abs(Context& context, Arguments arguments, Value& out) {
  if (const std::int64_t* whole = arguments[0].AsInteger()) {
    if (*whole == std::numeric_limits<std::int64_t>::min()) {
      return context.trap.Fail(ErrorKind::kArithmeticError, "NumberOutOfRange",
                               "abs(-9223372036854775808) is beyond the largest integer");
    }
    out = *whole < 0 ? -*whole : *whole;
    return true;
  }
  const double* number = arguments[0].AsFloat();
  if (number == nullptr) return NotANumber(context, "abs", arguments[0]);
  out = std::abs(*number);
  return true;
}

bool Sign(Context& context, Arguments arguments, Value& out) {
  double x = 0;
  if (!AsNumber(arguments[0], x)) return NotANumber(context, "sign", arguments[0]);
  out = x > 0 ? 1 : x < 0 ? -1 : 0;
  return true;
}

bool IsNaN(Context& context, Arguments arguments, Value& out) {
  double x = 0;
  if (!AsNumber(arguments[0], x)) return NotANumber(context, "isNaN", arguments[0]);
  out = std::isnan(x);
  return true;
}

bool Atan2(Context& context, Arguments arguments, Value& out) {
  double y = 0;
  double x = 0;
  if (!AsNumber(arguments[0], y)) return NotANumber(context, "atan2", arguments[0]);
  if (!AsNumber(arguments[1], x)) return NotANumber(context, "atan2", arguments[1]);
  out = std::atan2(y, x);
  return true;
}

// To a whole number, halves upwards; to digits, halves away from zero, as a calculator does.
bool Round(Context& context, Arguments arguments, Value& out) {
  double x = 0;
  if (!AsNumber(arguments[0], x)) return NotANumber(context, "round", arguments[0]);
  if (arguments.size() == 1) {
    const double below = std::floor(x);
    out = x - below >= 0.5 ? below + 1 : below;
    return true;
  }
  const std::int64_t* digits = arguments[1].AsInteger();
  constexpr std::int64_t kMostDigits = 300;
  if (digits == nullptr || *digits < 0 || *digits > kMostDigits) {
    return context.trap.Fail(ErrorKind::kArgumentError, "NumberOutOfRange",
                             "round() takes 0 to 300 digits, not " + Describe(arguments[1]));
  }
  const double scale = std::pow(10.0, static_cast<double>(*digits));
  const double scaled = x * scale;
  out = std::isfinite(scaled) ? std::round(scaled) / scale : x;
  return true;
}

bool Rand(Context& context, Arguments, Value& out) {
  out = std::uniform_real_distribution<double>(0, 1)(context.Random());
  return true;
}
bool Pi(Context&, Arguments, Value& out) {
  out = std::numbers::pi;
  return true;
}
bool E(Context&, Arguments, Value& out) {
  out = std::numbers::e;
  return true;
}

}  // namespace

std::span<const NamedBody> NumberFunctions() {
  static constexpr NamedBody kFunctions[] = {
      {"abs", NullOfNull<Abs>},
      {"acos", NullOfNull<Acos>},
      {"asin", NullOfNull<Asin>},
      {"atan", NullOfNull<Atan>},
      {"atan2", NullOfNull<Atan2>},
      {"ceil", NullOfNull<Ceil>},
      {"cos", NullOfNull<Cos>},
      {"cot", NullOfNull<Cot>},
      {"degrees", NullOfNull<Degrees>},
      {"e", E},
      {"exp", NullOfNull<Exp>},
      {"floor", NullOfNull<Floor>},
      {"haversin", NullOfNull<Haversin>},
      {"isNaN", NullOfNull<IsNaN>},
      {"log", NullOfNull<Log>},
      {"log10", NullOfNull<Log10>},
      {"pi", Pi},
      {"radians", NullOfNull<Radians>},
      {"rand", Rand},
      {"round", NullOfNull<Round>},
      {"sign", NullOfNull<Sign>},
      {"sin", NullOfNull<Sin>},
      {"sqrt", NullOfNull<Sqrt>},
      {"tan", NullOfNull<Tan>},
  };
  return kFunctions;
}

}  // namespace citygraph::queries::cypher
