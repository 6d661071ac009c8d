#include "importers/report_list/row_date.h"

#include <charconv>
#include <chrono>
#include <string_view>

#include "importers/text/months.h"
#include "importers/text/word_table.h"

namespace citygraph::importers {
namespace {

constexpr int kFirstYear = 1900;
constexpr int kLastYear = 2099;

std::uint32_t LengthOf(const Words& words, std::size_t i) { return words[i].end - words[i].start; }

// "12", "1er", "3rd", "1º".
std::optional<int> DayOf(const Words& words, std::size_t i) {
  const std::string_view text = words.Folded(i);
  int day = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), day);
  constexpr int kLastDay = 31;
  if (error != std::errc() || day < 1 || day > kLastDay) return std::nullopt;
  static const WordSet kEndings("st nd rd th er o a e");
  const std::string_view ending = text.substr(static_cast<std::size_t>(end - text.data()));
  return ending.empty() || kEndings.contains(ending) ? std::optional(day) : std::nullopt;
}

bool IsDay(const CivilDate& day) {
  constexpr int kMonths = 12;
  return day.month >= 1 && day.month <= kMonths && day.day >= 1 &&
         day.day <= DaysInMonth(day.year, day.month);
}

// A year of two digits in a date: in the past.
int InFull(int two_digits) {
  const std::chrono::year_month_day today(
      std::chrono::floor<std::chrono::days>(std::chrono::system_clock::now()));
  constexpr int kCentury = 100;
  const int recent = 2000 + two_digits;
  return recent <= static_cast<int>(today.year()) ? recent : recent - kCentury;
}

// Whether numbers behind a word are goals: "SDGs 11/12/13".
bool BehindGoalMark(const Words& words, std::size_t i) {
  while (i > 0 && words[i - 1].number) --i;
  return i > 0 && words[i - 1].classes.HasAny(
                      {WordClass::kGoalMark, WordClass::kGenericGoalMark, WordClass::kTargetMark});
}

// "19/06/88", "19.11.2003", "2019-05-03": three numbers with one kind of mark between.
std::optional<RowDate> NumericDate(const Words& words, std::size_t i, std::size_t last) {
  if (i + 2 >= last || !words[i].number) return std::nullopt;
  const Gap gap = words[i].gap;
  const bool marked = gap == Gap::kSlash || gap == Gap::kPeriod || gap == Gap::kHyphen;
  if (!marked || words[i + 1].gap != gap || words[i + 1].start != words[i].end + 1 ||
      words[i + 2].start != words[i + 1].end + 1)
    return std::nullopt;
  const auto a = NumberAt(words, i);
  const auto b = NumberAt(words, i + 1);
  const auto c = NumberAt(words, i + 2);
  if (!a || !b || !c) return std::nullopt;
  constexpr std::uint32_t kInFull = 4;
  const bool year_first = LengthOf(words, i) == kInFull;
  const bool short_year = LengthOf(words, i + 2) == 2 && !year_first;
  if (!year_first && !short_year && LengthOf(words, i + 2) != kInFull) return std::nullopt;
  if (short_year && BehindGoalMark(words, i)) return std::nullopt;
  const int year = year_first ? *a : short_year ? InFull(*c) : *c;
  if (year < kFirstYear || year > kLastYear) return std::nullopt;
  const CivilDate day{.year = year, .month = *b, .day = year_first ? *c : *a};
  const CivilDate swapped{.year = year, .month = day.day, .day = day.month};
  // With slashes, Americans write the month first.
  const bool either = gap == Gap::kSlash && !year_first;
  if (!IsDay(day) && !(either && IsDay(swapped))) return std::nullopt;
  const std::size_t at = year_first ? i : i + 2;
  RowDate found{.year = year, .span = {words[at].start, words[at].end}, .date = {}};
  if (!either || !IsDay(swapped) || swapped == day) {
    found.date = ToDate(day);
  } else if (!IsDay(day)) {
    found.date = ToDate(swapped);
  }
  return found;
}

// Whether the day at a word ends a span of days: "10-12 May", "2 to 5 May", "26 janvier au 1er".
bool EndsSpan(const Words& words, std::size_t day, std::size_t first) {
  static const WordSet kJoining("to a al au ao ate until hasta through and y et e");
  if (day == first) return false;
  const Gap gap = words[day - 1].gap;
  const auto is_day_or_month = [&](std::size_t i) {
    return DayOf(words, i) || MonthOf(words.Folded(i));
  };
  if (gap == Gap::kHyphen || gap == Gap::kDash || gap == Gap::kSlash || gap == Gap::kComma)
    return is_day_or_month(day - 1);
  return day >= first + 2 && kJoining.contains(words.Folded(day - 1)) && is_day_or_month(day - 2);
}

// The day written in words before a year: "31 de maio de 1979", "October 21, 2019".
std::optional<Date> WrittenDay(const Words& words, std::size_t year_at, int year,
                               std::size_t first) {
  const auto skip_of = [&](std::size_t i) {
    while (i > first && words.Is(i - 1, WordClass::kOf)) --i;
    return i;
  };
  const std::size_t end = skip_of(year_at);
  if (end == first) return std::nullopt;
  std::size_t at = end - 1;
  if (const auto month = MonthOf(words.Folded(at))) {
    at = skip_of(at);
    if (at == first) return std::nullopt;
    const auto day = DayOf(words, at - 1);
    const CivilDate civil{.year = year, .month = *month, .day = day.value_or(0)};
    if (!day || !IsDay(civil) || EndsSpan(words, at - 1, first)) return std::nullopt;
    return ToDate(civil);
  }
  const auto day = DayOf(words, at);
  if (!day || at == first || end != year_at) return std::nullopt;
  const auto month = MonthOf(words.Folded(at - 1));
  const CivilDate civil{.year = year, .month = month.value_or(0), .day = *day};
  if (!month || words[at - 1].gap != Gap::kSpace || !IsDay(civil)) return std::nullopt;
  return ToDate(civil);
}

// "Agenda 2030" names a programme, not a year.
bool NamesProgramme(const Words& words, std::size_t year_at) {
  static const WordSet kNames("agenda horizon horizonte");
  return year_at > 0 && kNames.contains(words.Folded(year_at - 1));
}

// "2015-2020" and "2015/2016" began in 2015.
bool EndsRange(const Words& words, std::size_t year_at) {
  if (year_at == 0 || !words[year_at - 1].number) return false;
  const Gap gap = words[year_at - 1].gap;
  return gap == Gap::kHyphen || gap == Gap::kDash ||
         (gap == Gap::kSlash && LengthOf(words, year_at - 1) == 4);
}

// "signed 1960, renewed in 1996" began in 1960.
bool IsOfRenewal(const Words& words, std::size_t year_at) {
  static const WordSet kRenewed(
      "renewed renovado renovada renovados renovadas renouvele renouvelee rinnovato rinnovata "
      "erneuert");
  if (year_at == 0) return false;
  const std::size_t led = year_at > 1 && words.Is(year_at - 1, WordClass::kLeadsInto) ? 2 : 1;
  return kRenewed.contains(words.Folded(year_at - led));
}

}  // namespace

std::optional<int> NumberAt(const Words& words, std::size_t i) {
  if (!words[i].number) return std::nullopt;
  const std::string_view digits = words.Folded(i);
  int number = 0;
  const auto [end, error] = std::from_chars(digits.data(), digits.data() + digits.size(), number);
  if (error != std::errc() || end != digits.data() + digits.size()) return std::nullopt;
  return number;
}

std::optional<RowDate> ReadRowDate(const Words& words, std::size_t first, std::size_t last) {
  std::optional<RowDate> found;
  constexpr std::uint32_t kInFull = 4;
  for (std::size_t i = first; i < last; ++i) {
    if (!words[i].number) continue;
    if (const auto date = NumericDate(words, i, last)) {
      found = date;
      i += 2;
      continue;
    }
    const auto number = NumberAt(words, i);
    if (!number || *number < kFirstYear || *number > kLastYear || LengthOf(words, i) != kInFull)
      continue;
    if (NamesProgramme(words, i) || (found && (EndsRange(words, i) || IsOfRenewal(words, i))))
      continue;
    found = {.year = *number,
             .span = {words[i].start, words[i].end},
             .date = WrittenDay(words, i, *number, first)};
  }
  return found;
}

}  // namespace citygraph::importers
