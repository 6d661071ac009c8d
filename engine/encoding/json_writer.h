// JSON text written piece by piece, without values in between: what ToJson writes of the same
// content, several times as fast.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

namespace citygraph {

// Appends to a text of the caller's, on one line. Within an object each value follows its Key. What
// is begun must be ended; that is not checked.
class JsonWriter {
 public:
  explicit JsonWriter(std::string& out) : out_(out) {}

  void BeginObject() { Open('{'); }
  void EndObject() { Close('}'); }
  void BeginList() { Open('['); }
  void EndList() { Close(']'); }
  // REQUIRES: nothing in it needs escaping.
  void Key(std::string_view key);

  // Invalid UTF-8 becomes U+FFFD, a byte each.
  void String(std::string_view text);
  // Null where the text is empty.
  void StringOrNull(std::string_view text) { text.empty() ? Null() : String(text); }
  void Integer(std::int64_t number);
  // NaN and infinities become null.
  void Float(double number);
  void Boolean(bool value) { Literal(value ? "true" : "false"); }
  void Null() { Literal("null"); }

 private:
  void Part() {
    if (after_value_) out_.push_back(',');
    after_value_ = true;
  }
  void Open(char bracket) {
    Part();
    out_.push_back(bracket);
    after_value_ = false;
  }
  void Close(char bracket) {
    out_.push_back(bracket);
    after_value_ = true;
  }
  void Literal(std::string_view literal) {
    Part();
    out_.append(literal);
  }
  void Escaped(std::string_view sound);

  std::string& out_;
  bool after_value_ = false;
};

}  // namespace citygraph
