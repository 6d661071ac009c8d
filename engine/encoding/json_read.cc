#include <rapidjson/error/en.h>
#include <rapidjson/memorystream.h>
#include <rapidjson/reader.h>

#include <algorithm>
#include <charconv>
#include <string_view>
#include <system_error>
#include <utility>
#include <vector>

#include "engine/encoding/json.h"
#include "engine/encoding/json_values.h"
#include "engine/encoding/records.h"

namespace citygraph {
namespace {

// RapidJSON's events build lists and maps on a stack. An event that gives false ends the reading.
class Builder : public rapidjson::BaseReaderHandler<rapidjson::UTF8<>, Builder> {
 public:
  bool Null() { return Add({}); }
  bool Bool(bool value) { return Add(value); }
  // A number as it is written: RapidJSON 1.1 itself reads 0e40 as any number whatever.
  bool RawNumber(const char* text, rapidjson::SizeType size, bool) {
    const std::string_view number(text, size);
    return number.find_first_of(".eE") == number.npos ? Whole(number) : Real(number);
  }
  bool String(const char* text, rapidjson::SizeType size, bool) {
    return Add(std::string(text, size));
  }
  bool Key(const char* text, rapidjson::SizeType size, bool) {
    std::string key(text, size);
    if (levels_.back().map.Find(key) != nullptr) return Refuse("the key \"" + key + "\" twice");
    levels_.back().key = std::move(key);
    return true;
  }
  bool StartArray() { return Open(false); }
  bool StartObject() { return Open(true); }
  bool EndArray(rapidjson::SizeType) { return Close(); }
  bool EndObject(rapidjson::SizeType) { return Close(); }

  Value Take() { return std::move(result_); }
  const std::string& refused() const { return refused_; }  // empty: nothing was

 private:
  struct Level {
    bool is_map = false;
    std::string key;  // of the value that comes
    ValueMap map;
    ValueList list;
  };

  bool Whole(std::string_view text) {
    std::int64_t whole = 0;
    if (std::from_chars(text.data(), text.data() + text.size(), whole).ec == std::errc())
      return Add(whole);
    std::uint64_t above = 0;
    if (std::from_chars(text.data(), text.data() + text.size(), above).ec == std::errc())
      return Refuse("a whole number above 9223372036854775807");
    return Real(text);
  }
  bool Real(std::string_view text) {
    double real = 0;
    if (std::from_chars(text.data(), text.data() + text.size(), real).ec == std::errc())
      return Add(real);
    const bool negative = text.starts_with('-');
    const bool tiny = text.substr(negative ? 1 : 0).starts_with("0.") ||
                      text.find("e-") != text.npos || text.find("E-") != text.npos;
    return tiny ? Add(negative ? -0.0 : 0.0) : Refuse("a number that is too large");
  }
  bool Refuse(std::string what) {
    refused_ = std::move(what);
    return false;
  }
  bool Open(bool is_map) {
    if (levels_.size() == records::kDeepestValue) {
      return Refuse("lists and maps more than " + std::to_string(records::kDeepestValue) + " deep");
    }
    levels_.push_back({.is_map = is_map});
    return true;
  }
  bool Close() {
    Level level = std::move(levels_.back());
    levels_.pop_back();
    return level.is_map ? Add(std::move(level.map)) : Add(std::move(level.list));
  }
  bool Add(Value value) {
    if (levels_.empty()) {
      result_ = std::move(value);
    } else if (Level& level = levels_.back(); level.is_map) {
      level.map.Put(level.key, std::move(value));
    } else {
      level.list.push_back(std::move(value));
    }
    return true;
  }

  std::vector<Level> levels_;
  Value result_;
  std::string refused_;
};

// Reads one value; `at` is then behind it, or where it is wrong. With `whole`, nothing but white
// space may follow.
Result<Value> ReadOne(std::string_view text, bool whole, std::size_t& at) {
  constexpr unsigned kFlags =
      rapidjson::kParseValidateEncodingFlag | rapidjson::kParseNumbersAsStringsFlag;
  Builder builder;
  rapidjson::MemoryStream stream(text.data() + at, text.size() - at);
  rapidjson::Reader reader;
  const rapidjson::ParseResult parsed =
      whole ? reader.Parse<kFlags>(stream, builder)
            : reader.Parse < kFlags | rapidjson::kParseStopWhenDoneFlag > (stream, builder);
  if (!parsed.IsError()) {
    at += stream.Tell();
    return builder.Take();
  }
  at += parsed.Offset();
  return Fail(ErrorCode::kInvalidInput, builder.refused().empty()
                                            ? rapidjson::GetParseError_En(parsed.Code())
                                            : builder.refused());
}

}  // namespace

Result<Value> FromJson(std::string_view text) {
  std::size_t at = 0;
  auto value = ReadOne(text, true, at);
  if (value) return value;
  return Fail(ErrorCode::kInvalidInput, "not JSON as it should be, at byte " + std::to_string(at) +
                                            ": " + value.error().message);
}

JsonValues::JsonValues(std::string_view text) : text_(text) {
  SkipSpace();
  in_list_ = at_ < text_.size() && text_[at_] == '[';
  if (in_list_) ++at_;
}

void JsonValues::SkipSpace() {
  at_ = std::min(text_.find_first_not_of(" \t\r\n", at_), text_.size());
}

void JsonValues::SkipLine() {
  at_ = std::min(text_.find('\n', begin_), text_.size());
  ended_ = false;
}

std::unexpected<Error> JsonValues::Wrong(std::string why) {
  ended_ = true;
  return Fail(ErrorCode::kInvalidInput, "not JSON as it should be: " + why);
}

Result<bool> JsonValues::Next(Value& value) {
  if (ended_) return false;
  SkipSpace();
  if (in_list_) {
    const bool closes = at_ < text_.size() && text_[at_] == ']';
    if (closes) {
      ++at_;
      SkipSpace();
      if (at_ < text_.size()) return Wrong("text behind the end of the list");
      ended_ = true;
      return false;
    }
    if (!first_) {
      if (at_ == text_.size()) return Wrong("the list is not closed");
      if (text_[at_] != ',') return Wrong("a comma or ] is missing");
      ++at_;
      SkipSpace();
    }
  } else if (at_ == text_.size()) {
    ended_ = true;
    return false;
  }
  first_ = false;
  begin_ = at_;
  auto read = ReadOne(text_, false, at_);
  if (!read) return Wrong(std::move(read).error().message);
  value = std::move(*read);
  return true;
}

}  // namespace citygraph
