#include "importers/json/json_rows.h"

#include <algorithm>
#include <array>

#include "engine/base/unicode.h"

namespace citygraph::importers {

bool LooksLikeJson(const SourceText& source) {
  const std::string name = ToLower(source.name);
  for (const std::string_view ending : {".json", ".jsonl", ".ndjson"}) {
    if (name.ends_with(ending)) return true;
  }
  constexpr std::string_view kSpace = " \t\n";
  const std::string_view text = source.text;
  const std::size_t first = text.find_first_not_of(kSpace);
  if (first == std::string_view::npos) return false;
  const std::size_t second = text.find_first_not_of(kSpace, first + 1);
  if (second == std::string_view::npos) return false;
  if (text[first] == '{') return text[second] == '"';
  return text[first] == '[' && (text[second] == '{' || text[second] == '"');
}

Result<bool> JsonRows::Next(Value& value) {
  auto more = values_.Next(value);
  const auto ends_in = [&](std::size_t from, std::size_t to) {
    return static_cast<std::uint32_t>(
        std::ranges::count(std::string_view(source_.text).substr(from, to - from), '\n'));
  };
  if (const std::size_t begin = values_.begin(); begin > counted_) {
    line_ += ends_in(counted_, begin);
    counted_ = begin;
  }
  if (more) return more;
  const std::size_t at = values_.at();
  const std::string_view before = std::string_view(source_.text).substr(0, at);
  const std::size_t line_begin = before.rfind('\n') == before.npos ? 0 : before.rfind('\n') + 1;
  more.error().where = {
      .file = source_.name,
      .line = line_ + ends_in(std::min(counted_, at), at),
      .column = static_cast<std::uint32_t>(CountCodePoints(before.substr(line_begin))) + 1};
  if (!in_list()) values_.SkipLine();
  return more;
}

}  // namespace citygraph::importers
