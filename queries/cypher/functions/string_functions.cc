// Functions of strings. Positions and lengths count code points.
#include <algorithm>
#include <limits>

#include "engine/base/unicode.h"
#include "queries/cypher/functions/bodies.h"

namespace citygraph::queries::cypher {
namespace {

const std::string* TextOf(Context& context, std::string_view function, const Value& value) {
  const std::string* text = value.AsString();
  if (text == nullptr) WrongArgument(context, function, "a string", value);
  return text;
}

// A number of code points; false with an error for one below 0 or no integer.
bool CountOf(Context& context, std::string_view function, const Value& value, std::size_t& out) {
  const std::int64_t* count = value.AsInteger();
  if (count == nullptr) return WrongArgument(context, function, "an integer", value);
  if (*count < 0) {
    return context.trap.Fail(
        ErrorKind::kArgumentError, "NumberOutOfRange",
        std::string(function) + "() takes no negative number, not " + std::to_string(*count));
  }
  out = static_cast<std::size_t>(*count);
  return true;
}

// The byte at which code point number `count` begins; the end when there are fewer.
std::size_t ByteOf(std::string_view text, std::size_t count) {
  std::size_t at = 0;
  while (count > 0 && at < text.size()) {
    at += DecodeAt(text, at).size;
    --count;
  }
  return at;
}

bool Left(Context& context, Arguments arguments, Value& out) {
  const std::string* text = TextOf(context, "left", arguments[0]);
  std::size_t count = 0;
  if (text == nullptr || !CountOf(context, "left", arguments[1], count)) return false;
  out = text->substr(0, ByteOf(*text, count));
  return true;
}

bool Right(Context& context, Arguments arguments, Value& out) {
  const std::string* text = TextOf(context, "right", arguments[0]);
  std::size_t count = 0;
  if (text == nullptr || !CountOf(context, "right", arguments[1], count)) return false;
  const std::size_t all = CountCodePoints(*text);
  out = text->substr(ByteOf(*text, all - std::min(all, count)));
  return true;
}

bool Substring(Context& context, Arguments arguments, Value& out) {
  const std::string* text = TextOf(context, "substring", arguments[0]);
  std::size_t start = 0;
  std::size_t count = std::numeric_limits<std::size_t>::max();
  if (text == nullptr || !CountOf(context, "substring", arguments[1], start)) return false;
  if (arguments.size() > 2 && !CountOf(context, "substring", arguments[2], count)) return false;
  const std::string_view rest = std::string_view(*text).substr(ByteOf(*text, start));
  out = rest.substr(0, ByteOf(rest, count));
  return true;
}

bool Replace(Context& context, Arguments arguments, Value& out) {
  const std::string* text = TextOf(context, "replace", arguments[0]);
  const std::string* search = text == nullptr ? nullptr : TextOf(context, "replace", arguments[1]);
  const std::string* with = search == nullptr ? nullptr : TextOf(context, "replace", arguments[2]);
  if (with == nullptr) return false;
  if (search->empty()) {
    out = *text;
    return true;
  }
  std::string replaced;
  std::size_t from = 0;
  for (std::size_t at = text->find(*search); at != std::string::npos;
       at = text->find(*search, from)) {
    replaced.append(*text, from, at - from).append(*with);
    from = at + search->size();
  }
  out = replaced.append(*text, from, std::string::npos);
  return true;
}

// An empty delimiter parts every two characters.
bool Split(Context& context, Arguments arguments, Value& out) {
  const std::string* text = TextOf(context, "split", arguments[0]);
  if (text == nullptr) return false;
  std::vector<std::string> delimiters;
  if (const ValueList* list = arguments[1].AsList()) {
    for (const Value& each : *list) {
      const std::string* delimiter = TextOf(context, "split", each);
      if (delimiter == nullptr) return false;
      delimiters.push_back(*delimiter);
    }
  } else {
    const std::string* delimiter = TextOf(context, "split", arguments[1]);
    if (delimiter == nullptr) return false;
    delimiters.push_back(*delimiter);
  }
  const std::string_view all = *text;
  ValueList parts;
  std::size_t begin = 0;
  for (std::size_t at = 0; at < all.size();) {
    const auto found = std::ranges::find_if(delimiters, [&](const std::string& each) {
      return each.empty() ? at > begin : all.substr(at).starts_with(each);
    });
    if (found == delimiters.end()) {
      at += DecodeAt(all, at).size;
      continue;
    }
    parts.emplace_back(all.substr(begin, at - begin));
    at += found->size();
    begin = at;
  }
  parts.emplace_back(all.substr(begin));
  out = std::move(parts);
  return true;
}

std::string_view WithoutBlanksBefore(std::string_view text) {
  while (!text.empty()) {
    const CodePoint c = DecodeAt(text, 0);
    if (!IsWhitespace(c.value)) break;
    text.remove_prefix(c.size);
  }
  return text;
}

std::string_view WithoutBlanksAfter(std::string_view text) {
  std::size_t end = 0;  // behind the last that is no blank
  for (std::size_t at = 0; at < text.size();) {
    const CodePoint c = DecodeAt(text, at);
    at += c.size;
    if (!IsWhitespace(c.value)) end = at;
  }
  return text.substr(0, end);
}

bool LTrim(Context& context, Arguments arguments, Value& out) {
  const std::string* text = TextOf(context, "lTrim", arguments[0]);
  if (text == nullptr) return false;
  out = WithoutBlanksBefore(*text);
  return true;
}
bool RTrim(Context& context, Arguments arguments, Value& out) {
  const std::string* text = TextOf(context, "rTrim", arguments[0]);
  if (text == nullptr) return false;
  out = WithoutBlanksAfter(*text);
  return true;
}
bool Trim(Context& context, Arguments arguments, Value& out) {
  const std::string* text = TextOf(context, "trim", arguments[0]);
  if (text == nullptr) return false;
  out = WithoutBlanksAfter(WithoutBlanksBefore(*text));
  return true;
}

bool Lower(Context& context, Arguments arguments, Value& out) {
  const std::string* text = TextOf(context, "toLower", arguments[0]);
  if (text == nullptr) return false;
  out = ToLower(*text);
  return true;
}
bool Upper(Context& context, Arguments arguments, Value& out) {
  const std::string* text = TextOf(context, "toUpper", arguments[0]);
  if (text == nullptr) return false;
  out = ToUpper(*text);
  return true;
}

}  // namespace

std::span<const NamedBody> StringFunctions() {
  static constexpr NamedBody kFunctions[] = {
      {"left", NullOfNull<Left>},           {"lTrim", NullOfNull<LTrim>},
      {"replace", NullOfNull<Replace>},     {"right", NullOfNull<Right>},
      {"rTrim", NullOfNull<RTrim>},         {"split", NullOfNull<Split>},
      {"substring", NullOfNull<Substring>}, {"toLower", NullOfNull<Lower>},
      {"toUpper", NullOfNull<Upper>},       {"trim", NullOfNull<Trim>},
  };
  return kFunctions;
}

}  // namespace citygraph::queries::cypher
