#include "importers/report_list/title_parser.h"

#include <algorithm>
#include <array>
#include <charconv>

#include "engine/base/unicode.h"
#include "importers/report_list/row_date.h"

namespace citygraph::importers {
namespace {

bool StartsWithBullet(std::string_view row) {
  for (std::size_t i = 0; i < row.size();) {
    const CodePoint c = DecodeAt(row, i);
    i += c.size;
    if (IsWhitespace(c.value)) continue;
    constexpr std::array<char32_t, 12> kBullets = {U'•', U'-', U'–', U'—', U'*', U'·',
                                                   U'◦', U'▪', U'‣', U'●', U'○', U'►'};
    return std::ranges::find(kBullets, c.value) != kBullets.end();
  }
  return false;
}

constexpr int kLargestNumber = 9999;

// Words that name a series in full: "Peer Learning Note 25". Gives the words it takes.
std::size_t SpeltSeries(const Words& words) {
  static constexpr std::array<std::string_view, 6> kNames = {
      "peer learning note", "peer learning notes", "note", "report", "case study", "learning note"};
  for (const std::string_view name : kNames) {
    const auto count = static_cast<std::size_t>(std::ranges::count(name, ' ')) + 1;
    if (words.size() > count && words.Folded(0, count) == name) return count;
  }
  return 0;
}

// The capitals of a name: "Peer Learning Note" -> "PLN".
std::string InitialsOf(const Words& words, std::size_t count) {
  std::string initials;
  for (std::size_t i = 0; i < count; ++i)
    initials += static_cast<char>(words.Folded(i).front() - 'a' + 'A');
  return initials;
}

bool IsGoalMark(std::string_view folded) {
  return folded == "sdg" || folded == "sdgs" || folded == "ods" || folded == "odd";
}

// "PLN27" in one word: letters, then digits.
std::optional<SeriesMark> SplitGlued(const Words& words) {
  if (!words[0].glued) return std::nullopt;
  const std::string_view text = words.Text(0, 1);
  const std::size_t digits = text.find_first_of("0123456789");
  if (digits == std::string_view::npos || digits < 2 || digits > 6) return std::nullopt;
  const std::string_view series = text.substr(0, digits);
  if (!std::ranges::all_of(series, [](char c) { return c >= 'A' && c <= 'Z'; }))
    return std::nullopt;
  if (IsGoalMark(FoldName(series))) return std::nullopt;
  int number = 0;
  const auto [end, error] =
      std::from_chars(text.data() + digits, text.data() + text.size(), number);
  if (error != std::errc() || end != text.data() + text.size() || number > kLargestNumber)
    return std::nullopt;
  return SeriesMark{.series = std::string(series), .number = number, .words = 1};
}

void ReadEdition(const Words& words, RowAnatomy& anatomy) {
  if (anatomy.title_last <= anatomy.title_first + 1) return;
  const std::size_t last = anatomy.title_last - 1;
  const bool bracketed = words[last - 1].gap == Gap::kOpen;
  if (!words[last].all_caps && !bracketed) return;
  // "Preston (UK), Pamplona (ES)": countries.
  for (std::size_t i = anatomy.title_first + 1; bracketed && i < last; ++i) {
    if (words[i].all_caps && words[i].end - words[i].start == 2 && words[i - 1].gap == Gap::kOpen &&
        words[i].gap == Gap::kClose)
      return;
  }
  const auto language = LanguageFromMark(words.Folded(last));
  if (!language) return;
  anatomy.edition = language;
  --anatomy.title_last;
}

}  // namespace

std::optional<SeriesMark> ReadSeriesMark(const Words& words) {
  if (words.empty()) return std::nullopt;
  if (auto glued = SplitGlued(words)) return glued;
  if (words.size() < 2) return std::nullopt;
  constexpr std::uint32_t kLongestSeries = 6;
  const Word& first = words[0];
  std::size_t number_at = 0;
  SeriesMark mark;
  if (first.all_caps && first.end - first.start <= kLongestSeries && !IsGoalMark(words.Folded(0))) {
    number_at = 1;
    const std::string_view second = words.Folded(1);
    if ((second == "no" || second == "n" || second == "nr") && words.size() > 2) number_at = 2;
    mark.series = words.Text(0, 1);
  } else if (const std::size_t spelt = SpeltSeries(words)) {
    number_at = spelt;
    mark.series = spelt > 1 ? InitialsOf(words, spelt) : "";
    mark.certain = spelt > 2;
  } else if (words.row().find('#') < first.byte_start && words[0].number) {
    mark.certain = true;
  } else {
    return std::nullopt;
  }
  const auto number = NumberAt(words, number_at);
  const std::uint32_t digits = words[number_at].end - words[number_at].start;
  const bool year = digits == 4 && number && *number >= 1900 && *number < 2100;
  if (!number || *number > kLargestNumber || year) return std::nullopt;
  mark.number = *number;
  mark.words = number_at + 1;
  return mark;
}

RowAnatomy ReadAnatomy(const Words& words, bool series_counts) {
  RowAnatomy anatomy{.title_last = words.size(), .bullet = StartsWithBullet(words.row())};
  if (const auto mark = series_counts ? ReadSeriesMark(words) : std::nullopt) {
    anatomy.series = mark->series;
    anatomy.number = mark->number;
    anatomy.title_first = mark->words;
  }
  ReadEdition(words, anatomy);
  if (const auto date = ReadRowDate(words, anatomy.title_first, anatomy.title_last)) {
    anatomy.year = date->year;
    anatomy.year_span = date->span;
    anatomy.date = date->date;
  }
  return anatomy;
}

}  // namespace citygraph::importers
