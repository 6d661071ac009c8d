// Reads JSON text into a Value, so that tests can look at what a command printed.
#pragma once

#include <source_location>
#include <stdexcept>
#include <string>
#include <string_view>
#include <vector>

#include "engine/encoding/json.h"
#include "engine/model/value.h"

namespace citygraph::testing {

// Throws, which fails the test, with the caller's line when the text is no JSON.
inline Value ParseJson(const std::string& text,
                       std::source_location caller = std::source_location::current()) {
  Result<Value> value = FromJson(text);
  if (!value) {
    throw std::runtime_error(std::string(caller.file_name()) + ':' + std::to_string(caller.line()) +
                             ": " + value.error().message + ": " + text.substr(0, 300));
  }
  return *std::move(value);
}

// A value a line.
inline std::vector<Value> ParseJsonLines(
    const std::string& text, std::source_location caller = std::source_location::current()) {
  std::vector<Value> values;
  for (std::size_t start = 0; start < text.size();) {
    const std::size_t end = std::min(text.find('\n', start), text.size());
    values.push_back(ParseJson(text.substr(start, end - start), caller));
    start = end + 1;
  }
  return values;
}

// Steps into maps by key and lists by position: At(answer, "files", 0, "rows"). Throws where there
// is no such step.
inline const Value& At(const Value& value) { return value; }
template <class... Rest>
const Value& At(const Value& value, std::string_view key, const Rest&... rest);
template <class... Rest>
const Value& At(const Value& value, int position, const Rest&... rest) {
  const ValueList* list = value.AsList();
  if (list == nullptr || position < 0 || static_cast<std::size_t>(position) >= list->size()) {
    throw std::out_of_range("no item " + std::to_string(position));
  }
  return At((*list)[static_cast<std::size_t>(position)], rest...);
}
template <class... Rest>
const Value& At(const Value& value, std::string_view key, const Rest&... rest) {
  const ValueMap* map = value.AsMap();
  const Value* found = map == nullptr ? nullptr : map->Find(key);
  if (found == nullptr) throw std::out_of_range("no key \"" + std::string(key) + '"');
  return At(*found, rest...);
}

// The text, number or list there; throws when it is something else.
template <class... Steps>
std::string TextAt(const Value& value, const Steps&... steps) {
  const Value& found = At(value, steps...);
  if (found.is_null()) return "null";
  if (found.AsString() == nullptr) throw std::out_of_range("not a text");
  return *found.AsString();
}
template <class... Steps>
std::int64_t IntegerAt(const Value& value, const Steps&... steps) {
  const Value& found = At(value, steps...);
  if (found.AsInteger() == nullptr) throw std::out_of_range("not an integer");
  return *found.AsInteger();
}
template <class... Steps>
double NumberAt(const Value& value, const Steps&... steps) {
  const Value& found = At(value, steps...);
  if (found.AsInteger() != nullptr) return static_cast<double>(*found.AsInteger());
  if (found.AsFloat() == nullptr) throw std::out_of_range("not a number");
  return *found.AsFloat();
}
template <class... Steps>
const ValueList& ListAt(const Value& value, const Steps&... steps) {
  const ValueList* list = At(value, steps...).AsList();
  if (list == nullptr) throw std::out_of_range("not a list");
  return *list;
}

// The keys of an object, in its order.
inline std::vector<std::string> KeysOf(const Value& value) {
  std::vector<std::string> keys;
  if (value.AsMap() == nullptr) throw std::out_of_range("not an object");
  for (const MapEntry& entry : *value.AsMap()) keys.push_back(entry.key);
  return keys;
}

}  // namespace citygraph::testing
