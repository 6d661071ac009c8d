// JSON text written piece by piece, without values in between: what ToJson writes of the same
// content, several times as fast.
#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <string_view>

namespace citygraph {

// Appends one value to a text of the caller's, on one line. Within an object each value follows its
// Key. What is begun must be ended; that is not checked. Writes with RapidJSON's Writer.
class JsonWriter {
 public:
  explicit JsonWriter(std::string& out);
  ~JsonWriter();
  JsonWriter(const JsonWriter&) = delete;
  JsonWriter& operator=(const JsonWriter&) = delete;

  void BeginObject();
  void EndObject();
  void BeginList();
  void EndList();
  // REQUIRES: valid UTF-8.
  void Key(std::string_view key);

  // Invalid UTF-8 becomes U+FFFD, a byte each.
  void String(std::string_view text);
  // Null where the text is empty.
  void StringOrNull(std::string_view text) { text.empty() ? Null() : String(text); }
  void Integer(std::int64_t number);
  // NaN and infinities become null.
  void Float(double number);
  void Boolean(bool value);
  void Null();

 private:
  struct State;
  std::unique_ptr<State> state_;
};

}  // namespace citygraph
