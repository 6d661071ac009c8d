// toInteger and its kin. What no text, number or boolean can become is a TypeError, or null in the
// functions that end in OrNull; a text that says nothing of the kind is null in both.
#include <charconv>
#include <cmath>
#include <optional>

#include "engine/base/unicode.h"
#include "queries/cypher/functions/bodies.h"

namespace citygraph::queries::cypher {
namespace {

// What a conversion gives: nothing when values of that kind have none.
using Conversion = std::optional<Value> (*)(const Value& value);

std::string_view Trimmed(std::string_view text) {
  constexpr std::string_view kBlank = " \t\r\n\f\v";
  const std::size_t first = text.find_first_not_of(kBlank);
  if (first == std::string_view::npos) return {};
  return text.substr(first, text.find_last_not_of(kBlank) - first + 1);
}

// The number that the whole text is; nothing otherwise.
template <class Number>
std::optional<Number> Parse(std::string_view text) {
  text = Trimmed(text);
  if (text.starts_with('+') && !text.starts_with("+-")) text.remove_prefix(1);
  Number number{};
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
  if (error != std::errc() || end != text.data() + text.size()) return std::nullopt;
  return number;
}

// from_chars also takes "inf" and "nan", in any case; Cypher's are spelt out.
std::optional<double> ParseFloat(std::string_view text) {
  const auto number = Parse<double>(text);
  if (!number || std::isfinite(*number)) return number;
  const std::string_view word = Trimmed(text);
  const bool spelt = word == "NaN" || word.ends_with("Infinity");
  return spelt ? number : std::nullopt;
}

Value Whole(double number) {
  constexpr double kLimit = 9223372036854775808.0;  // 2^63
  if (!(number >= -kLimit && number < kLimit)) return {};
  return static_cast<std::int64_t>(number);
}

std::optional<Value> ToInteger(const Value& value) {
  if (value.AsInteger() != nullptr) return value;
  if (const double* number = value.AsFloat()) return Whole(*number);
  if (const bool* flag = value.AsBoolean()) return Value(*flag ? 1 : 0);
  if (const std::string* text = value.AsString()) {
    if (const auto whole = Parse<std::int64_t>(*text)) return Value(*whole);
    const auto number = ParseFloat(*text);
    return number ? Whole(*number) : Value();
  }
  return std::nullopt;
}

std::optional<Value> ToFloat(const Value& value) {
  if (value.AsFloat() != nullptr) return value;
  if (const std::int64_t* whole = value.AsInteger()) return Value(static_cast<double>(*whole));
  if (const std::string* text = value.AsString()) {
    const auto number = ParseFloat(*text);
    return number ? Value(*number) : Value();
  }
  return std::nullopt;
}

std::optional<Value> ToBoolean(const Value& value) {
  if (value.AsBoolean() != nullptr) return value;
  if (const std::int64_t* whole = value.AsInteger()) return Value(*whole != 0);
  if (const std::string* text = value.AsString()) {
    const std::string word = ToLower(Trimmed(*text));
    if (word == "true") return Value(true);
    return word == "false" ? Value(false) : Value();
  }
  return std::nullopt;
}

std::optional<Value> ToString(const Value& value) {
  if (value.AsString() != nullptr) return value;
  if (const std::int64_t* whole = value.AsInteger()) return Value(std::to_string(*whole));
  if (const double* number = value.AsFloat()) return Value(FloatText(*number));
  if (const bool* flag = value.AsBoolean()) return Value(*flag ? "true" : "false");
  std::string text = TemporalText(value);
  if (text.empty()) return std::nullopt;
  return Value(std::move(text));
}

template <Conversion Convert>
bool OrNull(Context&, Arguments arguments, Value& out) {
  out = Convert(arguments[0]).value_or(Value());
  return true;
}

bool Take(Context& context, std::string_view function, std::string_view wanted, const Value& value,
          std::optional<Value> converted, Value& out) {
  if (!converted) return WrongArgument(context, function, wanted, value);
  out = *std::move(converted);
  return true;
}

bool ToIntegerOrFail(Context& context, Arguments arguments, Value& out) {
  return Take(context, "toInteger", "a number, a string or a boolean", arguments[0],
              ToInteger(arguments[0]), out);
}
bool ToFloatOrFail(Context& context, Arguments arguments, Value& out) {
  return Take(context, "toFloat", "a number or a string", arguments[0], ToFloat(arguments[0]), out);
}
bool ToBooleanOrFail(Context& context, Arguments arguments, Value& out) {
  return Take(context, "toBoolean", "a boolean, a string or an integer", arguments[0],
              ToBoolean(arguments[0]), out);
}
bool ToStringOrFail(Context& context, Arguments arguments, Value& out) {
  return Take(context, "toString", "a string, a number, a boolean or a temporal value",
              arguments[0], ToString(arguments[0]), out);
}

}  // namespace

std::span<const NamedBody> ConversionFunctions() {
  static constexpr NamedBody kFunctions[] = {
      {"toBoolean", NullOfNull<ToBooleanOrFail>}, {"toBooleanOrNull", OrNull<ToBoolean>},
      {"toFloat", NullOfNull<ToFloatOrFail>},     {"toFloatOrNull", OrNull<ToFloat>},
      {"toInteger", NullOfNull<ToIntegerOrFail>}, {"toIntegerOrNull", OrNull<ToInteger>},
      {"toString", NullOfNull<ToStringOrFail>},   {"toStringOrNull", OrNull<ToString>},
  };
  return kFunctions;
}

}  // namespace citygraph::queries::cypher
