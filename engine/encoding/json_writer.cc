#include "engine/encoding/json_writer.h"

#include <rapidjson/internal/dtoa.h>

#include <array>
#include <charconv>
#include <cmath>

#include "engine/base/unicode.h"

namespace citygraph {

void JsonWriter::Key(std::string_view key) {
  Part();
  out_.push_back('"');
  out_.append(key);
  out_.append("\":");
  after_value_ = false;
}

void JsonWriter::String(std::string_view text) {
  Part();
  out_.push_back('"');
  if (IsValidUtf8(text)) {
    Escaped(text);
  } else {
    std::string mended;
    for (std::size_t i = 0; i < text.size();) {
      const CodePoint c = DecodeAt(text, i);
      AppendUtf8(mended, c.value);
      i += c.size;
    }
    Escaped(mended);
  }
  out_.push_back('"');
}

void JsonWriter::Escaped(std::string_view sound) {
  constexpr unsigned char kFirstPrinted = 0x20;
  constexpr std::string_view kHex = "0123456789ABCDEF";
  std::size_t written = 0;
  for (std::size_t i = 0; i < sound.size(); ++i) {
    const auto byte = static_cast<unsigned char>(sound[i]);
    if (byte >= kFirstPrinted && byte != '"' && byte != '\\') continue;
    out_.append(sound.substr(written, i - written));
    written = i + 1;
    out_.push_back('\\');
    switch (byte) {
      case '\b':
        out_.push_back('b');
        break;
      case '\f':
        out_.push_back('f');
        break;
      case '\n':
        out_.push_back('n');
        break;
      case '\r':
        out_.push_back('r');
        break;
      case '\t':
        out_.push_back('t');
        break;
      case '"':
      case '\\':
        out_.push_back(sound[i]);
        break;
      default:
        out_.append("u00");
        out_.push_back(kHex[byte / 16]);
        out_.push_back(kHex[byte % 16]);
    }
  }
  out_.append(sound.substr(written));
}

void JsonWriter::Integer(std::int64_t number) {
  std::array<char, 24> digits{};
  const auto end = std::to_chars(digits.data(), digits.data() + digits.size(), number).ptr;
  Literal({digits.data(), static_cast<std::size_t>(end - digits.data())});
}

void JsonWriter::Float(double number) {
  if (!std::isfinite(number)) return Null();
  std::array<char, 32> digits{};
  const char* const end = rapidjson::internal::dtoa(number, digits.data());
  Literal({digits.data(), static_cast<std::size_t>(end - digits.data())});
}

}  // namespace citygraph
