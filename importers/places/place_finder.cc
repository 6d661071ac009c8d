#include "importers/places/place_finder.h"

#include <algorithm>
#include <array>
#include <string>

#include "engine/base/unicode.h"
#include "importers/places/place_cues.h"
#include "importers/places/region_codes.h"
#include "importers/text/months.h"

namespace citygraph::importers {
namespace {

bool Joins(Gap gap) {
  return gap == Gap::kSpace || gap == Gap::kHyphen || gap == Gap::kApostrophe ||
         gap == Gap::kPeriod;
}

bool IsAdjectiveOnly(std::span<const NameMatch> matches) {
  return std::ranges::all_of(matches, [](const NameMatch& match) {
    return match.kind == NameKind::kAdjective || match.kind == NameKind::kPrefix;
  });
}

bool HasKind(std::span<const NameMatch> matches, NameKind kind) {
  return std::ranges::any_of(matches, [&](const NameMatch& match) { return match.kind == kind; });
}

// Capitals that are an abbreviation, not a name: "LED", "SDG". Countries alone are named so.
bool IsAbbreviation(const Gazetteer& gazetteer, const Words& words, const NamedSpan& span) {
  constexpr std::uint32_t kLongestAbbreviation = 4;
  const Word& word = words[span.first];
  if (span.last - span.first != 1 || words.shouting() || !word.all_caps) return false;
  if (word.end - word.start > kLongestAbbreviation) return false;
  return std::ranges::none_of(span.matches, [&](const NameMatch& match) {
    return gazetteer.KindOf(match.place) != PlaceKind::kCity;
  });
}

// Every word of a name has its capital, but for the small words of its language: "La Ciudad",
// "Rio de Janeiro", not "La ciudad".
bool IsCapitalised(const Words& words, const NamedSpan& span) {
  if (!words[span.first].capital) return false;
  // "Angra do heroísmo", "Vila nova de Gaia": of a name of three words and more one may have lost
  // its capital.
  constexpr std::size_t kLong = 3;
  bool spared = span.last - span.first >= kLong && !words[span.first].number &&
                !words.Is(span.first, WordClass::kOf) &&
                (words[span.last - 1].capital || words.Is(span.last - 2, WordClass::kOf));
  for (std::size_t i = span.first + 1; i < span.last; ++i) {
    // A hyphen or apostrophe joins by itself: "Boulogne-sur-mer".
    const bool joined = words[i - 1].gap != Gap::kSpace;
    const bool inside = i + 1 < span.last && words.Is(i, WordClass::kSmallInNames);
    if (words[i].capital || words[i].number || joined || inside) continue;
    if (!spared) return false;
    spared = false;
  }
  return true;
}

// "La ville", "the City" before "of": it says what kind of place is named next, and names none.
bool IsOnlyCue(const Words& words, const NamedSpan& span) {
  if (span.last >= words.size() || !words.Is(span.last, WordClass::kOf)) return false;
  bool cue = false;
  for (std::size_t i = span.first; i < span.last; ++i) {
    const bool kind = KindCue(words, i).has_value();
    if (!kind && !words.Is(i, WordClass::kOf)) return false;
    cue = cue || kind;
  }
  return cue;
}

// "cuenca del Plata": areas begin with a word in lower case.
bool IsBasin(const Gazetteer& gazetteer, const Words& words, const NamedSpan& span) {
  return span.last - span.first > 1 && words[span.last - 1].capital &&
         std::ranges::any_of(span.matches, [&](const NameMatch& match) {
           return gazetteer.KindOf(match.place) == PlaceKind::kArea;
         });
}

// Whether the words can be a name by how they are written.
bool LooksLikeName(const Gazetteer& gazetteer, const Words& words, const NamedSpan& span) {
  if (words.shouting() || IsCapitalised(words, span)) return true;
  // Spanish, Portuguese and French write adjectives of places in lower case, and some names after
  // "the".
  if (HasKind(span.matches, NameKind::kAdjective)) return true;
  if (IsBasin(gazetteer, words, span)) return true;
  return HasKind(span.matches, NameKind::kPrefix) && words[span.last - 1].gap == Gap::kHyphen;
}

// What an abbreviated first word of a name may stand for: "S. Vicente", "St-Denis".
std::span<const std::string_view> AbbreviatedBy(std::string_view folded) {
  static constexpr std::array<std::string_view, 4> kSaint = {"sao", "san", "santo", "santa"};
  static constexpr std::array<std::string_view, 3> kStreet = {"saint", "sankt", "sint"};
  static constexpr std::array<std::string_view, 1> kSainte = {"sainte"};
  static constexpr std::array<std::string_view, 1> kSanta = {"santa"};
  static constexpr std::array<std::string_view, 1> kSanto = {"santo"};
  if (folded.empty() || folded.front() != 's') return {};
  if (folded == "s") return kSaint;
  if (folded == "st") return kStreet;
  if (folded == "ste") return kSainte;
  if (folded == "sta") return kSanta;
  if (folded == "sto") return kSanto;
  return {};
}

// The longest name that the words from `first` abbreviate; at most `most` words.
std::optional<NamedSpan> FindAbbreviated(const Gazetteer& gazetteer, const Words& words,
                                         std::size_t first, std::size_t most) {
  const auto full = AbbreviatedBy(words.Folded(first));
  if (full.empty() || !words[first].capital) return std::nullopt;
  for (std::size_t count = most; count >= 2; --count) {
    for (const std::string_view word : full) {
      const std::string name =
          std::string(word) + ' ' + std::string(words.Folded(first + 1, first + count));
      const NamedSpan span{.first = first, .last = first + count, .matches = gazetteer.Find(name)};
      if (!span.matches.empty() && words[first + count - 1].capital) return span;
    }
  }
  return std::nullopt;
}

// "October 6" is a town in Egypt, and a date everywhere.
bool IsDayOfMonth(const Words& words, const NamedSpan& span) {
  return span.last == span.first + 2 && words[span.first].number != words[span.first + 1].number &&
         MonthOf(words.Folded(span.first + (words[span.first].number ? 1 : 0)));
}

// Whether brackets hold word i alone, or a comma stands before it and a dash or nothing behind:
// "Hannover, DE - Ottawa".
bool IsSetApart(const Words& words, std::size_t i) {
  const Word& word = words[i];
  const std::string_view behind = words.row().substr(word.byte_end, 1);
  if (words[i - 1].gap == Gap::kOpen) return behind.find_first_not_of(")]") == behind.npos;
  return words[i - 1].gap == Gap::kComma && !words.shouting() &&
         (i + 1 == words.size() || word.gap == Gap::kDash);
}

// "Burgas (BG)", "Piraeus (EL)": the code of a country where a place of the name before it lies.
std::optional<NamedSpan> FindCountryCode(const Gazetteer& gazetteer, const Words& words,
                                         std::size_t i, const std::vector<NamedSpan>& before) {
  const Word& word = words[i];
  if (before.empty() || before.back().last != i || !word.all_caps || word.end - word.start != 2 ||
      !IsSetApart(words, i))
    return std::nullopt;
  // The two that the European Union writes in its own way.
  std::string_view code = words.Text(i, i + 1);
  if (code == "EL") code = "GR";
  if (code == "UK") code = "GB";
  const auto country = gazetteer.Country(code);
  if (!country || std::ranges::none_of(before.back().matches, [&](const NameMatch& match) {
        return gazetteer.At(match.place).country == code;
      }))
    return std::nullopt;
  return NamedSpan{
      .first = i, .last = i + 1, .matches = gazetteer.Find(FoldName(gazetteer.At(*country).name))};
}

// "Marau (RS)", "Longview, TX", "Chattanooga, Tenn.": of a state where a place of the name before
// it lies.
std::optional<NamedSpan> FindStateCode(const Gazetteer& gazetteer, const Words& words,
                                       std::size_t i, const std::vector<NamedSpan>& before) {
  constexpr std::uint32_t kLongest = 5;  // letters
  const Word& word = words[i];
  if (before.empty() || before.back().last != i || !word.capital ||
      word.end - word.start > kLongest)
    return std::nullopt;
  const Gap gap = words[i - 1].gap;
  if (gap != Gap::kOpen && gap != Gap::kComma && gap != Gap::kSlash) return std::nullopt;
  const auto holds = [&](std::optional<PlaceIndex> region) {
    return region && std::ranges::any_of(before.back().matches, [&](const NameMatch& match) {
             return gazetteer.At(match.place).region == region;
           });
  };
  const auto span_of = [&](PlaceIndex region, std::size_t count) -> std::optional<NamedSpan> {
    const auto named = gazetteer.Find(FoldName(gazetteer.At(region).name));
    const auto match = std::ranges::find(named, region, &NameMatch::place);
    if (match == named.end()) return std::nullopt;
    const auto at = static_cast<std::size_t>(match - named.begin());
    return NamedSpan{.first = i, .last = i + count, .matches = named.subspan(at, 1)};
  };
  const bool two = word.end - word.start == 1 && word.gap == Gap::kPeriod && i + 1 < words.size() &&
                   words[i + 1].end - words[i + 1].start == 1;
  const std::size_t count = two ? 2 : 1;
  const std::string_view folded = words.Folded(i, i + count);
  const std::string_view key = RegionOfShortForm(folded);
  if (const auto region = key.empty() ? std::nullopt : gazetteer.ByKey(key); holds(region))
    return span_of(*region, count);
  const std::string_view state = word.all_caps && count == 1 ? StateOfBrazil(folded) : "";
  for (const NameMatch& match : gazetteer.Find(state)) {
    const Place place = gazetteer.At(match.place);
    if (place.kind == PlaceKind::kRegion && place.country == "BR" && holds(match.place))
      return span_of(match.place, count);
  }
  return std::nullopt;
}

}  // namespace

std::vector<NamedSpan> FindNames(PlaceMemo& memo, const Words& words, bool no_capitals) {
  std::vector<NamedSpan> spans;
  AddNames(memo, words, no_capitals, spans);
  return spans;
}

void AddNames(PlaceMemo& memo, const Words& words, bool no_capitals,
              std::vector<NamedSpan>& spans) {
  const Gazetteer& gazetteer = memo.gazetteer();
  for (std::size_t i = 0; i < words.size();) {
    const std::string_view word = words.Folded(i);
    const WordFacts& facts = memo.FactsOf(word);
    const std::size_t longest = std::min<std::size_t>(facts.longest, words.size() - i);
    std::size_t reach = 1;
    while (reach < longest && Joins(words[i + reach - 1].gap)) ++reach;
    std::optional<NamedSpan> found = FindStateCode(gazetteer, words, i, spans);
    if (!found) found = FindCountryCode(gazetteer, words, i, spans);
    if (!found && !AbbreviatedBy(word).empty()) {
      std::size_t most = 1;
      constexpr std::size_t kLongest = 6;
      while (most < kLongest && i + most < words.size() && Joins(words[i + most - 1].gap)) ++most;
      found = FindAbbreviated(gazetteer, words, i, most);
    }
    for (std::size_t count = std::min(reach, longest); count >= 1 && !found; --count) {
      NamedSpan span{
          .first = i,
          .last = i + count,
          .matches = count == 1 ? facts.matches : gazetteer.Find(words.Folded(i, i + count))};
      if (span.matches.empty() || !(no_capitals || LooksLikeName(gazetteer, words, span))) continue;
      // A name of several words must not end in a small word: "Paris in", unless the gazetteer has
      // it so.
      if (count == 1 && (words[i].number || words.Is(i, WordClass::kOf))) continue;
      if (IsAbbreviation(gazetteer, words, span) || IsDayOfMonth(words, span)) continue;
      if (IsOnlyCue(words, span)) continue;
      span.ordinary = count == 1 ? facts.ordinary : std::uint8_t{0};
      if (span.ordinary != 0 && IsAdjectiveOnly(span.matches)) span.ordinary = 0;
      found = span;
    }
    if (found) {
      spans.push_back(*found);
      i = found->last;
    } else {
      ++i;
    }
  }
}

}  // namespace citygraph::importers
