#include "importers/places/surroundings.h"

#include <algorithm>

#include "importers/places/names_of_others.h"
#include "importers/places/place_cues.h"
#include "importers/places/segments.h"
#include "importers/text/word_table.h"

namespace citygraph::importers {
namespace {

bool HasPlaceIn(const Readings& readings, std::string_view country) {
  return std::ranges::any_of(readings.all, [&](const Reading& each) {
    return each.place.country == country && each.place.kind != PlaceKind::kCountry;
  });
}

// A country or region right after the name, in brackets, after a comma or in the next cell, says
// where the name lies; so does a country after a dash, "in" or "de".
bool QualifiesBefore(const Words& words, const NamedSpan& name, const NamedSpan& next,
                     bool is_country) {
  const std::size_t end = EndOfName(words, name);
  const Gap gap = words[end - 1].gap;
  if (next.first == end && end != name.last) return gap == Gap::kOpen || gap == Gap::kComma;
  if (next.first == name.last) {
    if (gap == Gap::kOpen || gap == Gap::kComma || gap == Gap::kOther) return true;
    return is_country && (gap == Gap::kSpace || gap == Gap::kDash) && PartsBefore(words, next.last);
  }
  // "Bansko in Bulgaria", "Belmonte de Portugal".
  if (!is_country || next.first != name.last + 1) return false;
  return LeadsIntoBehind(words, name.last) ||
         (gap == Gap::kSpace && words[name.last].gap == Gap::kSpace &&
          words.Folded(name.last) == "de");
}

// Inside the name of a body: "area" of "metropolitan area", "urbaine" of "communauté urbaine";
// a "commune urbaine" is none.
bool GoesOnBody(const Words& words, std::size_t i) {
  return words.Folded(i) == "area" || words.Folded(i) == "urbaine";
}

// Whether "metropolitan area of", "communauté urbaine de" or the like stands before the name, or
// "Métropole" behind it.
bool IsBody(const Words& words, const NamedSpan& span) {
  constexpr std::size_t kReach = 4;
  for (std::size_t i = span.first; i > 0 && span.first - i < kReach; --i) {
    const Gap gap = words[i - 1].gap;
    if (gap != Gap::kSpace && gap != Gap::kApostrophe && gap != Gap::kHyphen) break;
    if (words.Is(i - 1, WordClass::kBody)) return true;
    if (!words.Is(i - 1, WordClass::kOf) && !KindCue(words, i - 1) && !GoesOnBody(words, i - 1))
      break;
  }
  if (span.last >= words.size() || words[span.last - 1].gap != Gap::kSpace ||
      !words[span.last].capital || !words.Is(span.last, WordClass::kBody))
    return false;
  // "Gaziantep Metropolitan Municipality" is a city's, "Boston Metropolitan Area" is not.
  return words.Folded(span.last) != "metropolitan" ||
         (span.last + 1 < words.size() &&
          (words.Folded(span.last + 1) == "area" || words.Folded(span.last + 1) == "region"));
}

bool IsOfInstitution(const Words& words, const NamedSpan& span) {
  constexpr std::size_t kReach = 5;
  for (std::size_t i = span.first; i > 0 && span.first - i < kReach; --i) {
    if (words[i - 1].gap != Gap::kSpace && words[i - 1].gap != Gap::kApostrophe) return false;
    if (words.Is(i - 1, WordClass::kInstitution)) return true;
    if (!words[i - 1].capital && !words.Is(i - 1, WordClass::kOf)) return false;
  }
  return false;
}

// "RESILIENT EUROPE": a name in capitals among others in capitals, in a row that has none else, is
// part of a title; a short one alone, beside places that are not written so, is an acronym: "the
// EURE project".
bool IsOfAcronym(const Words& words, const std::vector<RowName>& names, std::size_t at) {
  const NamedSpan& span = names[at].span;
  if (words.shouting() || !words[span.first].all_caps) return false;
  constexpr std::uint32_t kStateCode = 3;
  constexpr std::uint32_t kShort = 5;
  const Readings& readings = *names[at].readings;
  const std::uint32_t letters = words[span.first].end - words[span.first].start;
  const bool alone = span.last == span.first + 1 && letters > kStateCode && letters <= kShort &&
                     !readings.big_city && !readings.country &&
                     std::ranges::any_of(names, [&](const RowName& other) {
                       return !words[other.span.first].all_caps && words[other.span.first].capital;
                     });
  if (alone) return true;
  const auto joined = [](Gap gap) { return gap == Gap::kSpace || gap == Gap::kHyphen; };
  const bool before =
      span.first > 0 && joined(words[span.first - 1].gap) && words[span.first - 1].all_caps;
  const bool behind =
      span.last < words.size() && joined(words[span.last - 1].gap) && words[span.last].all_caps;
  return before || behind;
}

// "the heritage of Kota Tua", in a row that writes few words with a capital.
bool IsInsideName(const Words& words, const NamedSpan& span) {
  // "Kasa-Vubu" is not Kasa.
  constexpr std::uint32_t kShortPart = 5;
  if (span.last == span.first + 1 && span.last < words.size() &&
      words[span.first].gap == Gap::kHyphen && words[span.last].capital &&
      words[span.first].end - words[span.first].start <= kShortPart)
    return true;
  if (words.shouting() || span.last >= words.size() || words[span.last - 1].gap != Gap::kSpace)
    return false;
  // "Hyderabad Deputy Mayor" is of Hyderabad.
  for (std::size_t i = span.last; i < words.size() && i < span.last + 2; ++i) {
    if (words[i].capital && words.Is(i, WordClass::kActsFor)) return false;
    if (words[i].gap != Gap::kSpace) break;
  }
  if (!words[span.last].capital || words[span.last].number || words[span.last].all_caps ||
      SaysNoName(words, span.last) || words.Is(span.last, WordClass::kGovernment))
    return false;
  return IsMostlySmall(words);
}

// Within running words of a row in small letters, a capital begins a name.
bool CapitalTells(const Words& words, const NamedSpan& span) {
  if (span.first == 0 || words.shouting() || !words[span.first].capital) return false;
  const Gap gap = words[span.first - 1].gap;
  if (gap != Gap::kSpace && gap != Gap::kApostrophe) return false;
  return !words[span.first - 1].capital && !words[span.first - 1].number && IsMostlySmall(words);
}

bool IsAdjective(const RowName& name) {
  return std::ranges::all_of(name.readings->all, [](const Reading& each) {
    return each.match.kind == NameKind::kAdjective;
  });
}

// "Siem Reap province": English writes these behind a name in small letters, too.
bool IsKindInSmall(const Words& words, std::size_t i) {
  static const WordSet kWords = {"province", "county", "prefecture", "regency",    "governorate",
                                 "district", "region", "oblast",     "voivodeship"};
  return kWords.contains(words.Folded(i));
}

// The kind that a word says, in the plural, too.
std::optional<PlaceKind> KindOfSeveral(const Words& words, std::size_t i) {
  static const WordSet kCities = {"cities", "towns", "municipalities", "villages"};
  return kCities.contains(words.Folded(i)) ? PlaceKind::kCity : KindCue(words, i);
}

// "regiones chilenas de Araucanía y Valparaíso", "the Romanian cities of Cluj and Iași": the word
// for a kind of place, and the country's adjective beside it, hold for all the names joined.
void ReadWordOfSeveral(const Words& words, const std::vector<RowName>& names, std::size_t at,
                       Surroundings& around) {
  const bool world = std::ranges::any_of(names[at].readings->all, [](const Reading& each) {
    return each.place.kind == PlaceKind::kCountry || each.place.kind == PlaceKind::kArea;
  });
  if (world) return;
  std::size_t first = at;
  while (first > 0 && AreJoined(words, names[first - 1].span, names[first].span)) --first;
  std::size_t before = names[first].span.first;
  while (before > 0 && words.Is(before - 1, WordClass::kOf)) --before;
  if (before == 0 || before == names[first].span.first) return;
  const RowName* adjective = nullptr;
  if (first > 0 && names[first - 1].span.last == before && IsAdjective(names[first - 1])) {
    adjective = &names[first - 1];
    before = adjective->span.first;
  }
  if (before == 0) return;
  const auto kind = KindOfSeveral(words, before - 1);
  const bool several = words.Folded(before - 1).ends_with('s');
  if (!kind || (first != at && !several)) return;
  if (adjective == nullptr && first > 0 && names[first - 1].span.last == before - 1 &&
      IsAdjective(names[first - 1]))
    adjective = &names[first - 1];
  around.cue = kind;
  around.cue_word = words.Folded(before - 1);
  if (adjective == nullptr || !around.country_beside.empty()) return;
  const auto& country = adjective->readings->country;
  if (country && HasPlaceIn(*names[at].readings, country->country))
    around.country_beside = country->country;
}

}  // namespace

bool AreJoined(const Words& words, const NamedSpan& name, const NamedSpan& next) {
  bool joined = false;
  for (std::size_t i = name.last; i <= next.first; ++i) {
    const Gap gap = words[i - 1].gap;
    if (gap == Gap::kComma) joined = true;
    if (gap != Gap::kComma && gap != Gap::kSpace && gap != Gap::kApostrophe) return false;
    if (i == next.first) break;
    joined = joined || words.Is(i, WordClass::kAnd);
    if (!words.Is(i, WordClass::kAnd) && !words.Is(i, WordClass::kOf)) return false;
  }
  return joined;
}

// "prefeitos de A e B", "the mayors of the comuni of C": the word of a country that governs a name
// or those joined before it; empty when there is none.
std::string_view WordOfCountryBefore(const Words& words, const std::vector<RowName>& names,
                                     std::size_t at) {
  constexpr std::size_t kReach = 5;
  while (at > 0 && AreJoined(words, names[at - 1].span, names[at].span)) --at;
  const std::size_t first = names[at].span.first;
  const std::size_t end = at == 0 ? 0 : names[at - 1].span.last;
  for (std::size_t i = first; i > end && first - i < kReach; --i) {
    const Gap gap = words[i - 1].gap;
    if (gap != Gap::kSpace && gap != Gap::kApostrophe) break;
    // "Vigili di Torino a Barcellona".
    if (words.Is(i - 1, WordClass::kLeadsThere) && !words.Is(i - 1, WordClass::kOf)) break;
    if (!CountriesOfWord(words.Folded(i - 1)).empty()) return words.Folded(i - 1);
  }
  return {};
}

bool IsMostlySmall(const Words& words) {
  constexpr std::uint32_t kShort = 3;
  std::size_t small = 0;
  std::size_t capital = 0;
  for (std::size_t i = 0; i < words.size(); ++i) {
    if (words[i].number || words[i].end - words[i].start <= kShort) continue;
    ++(words[i].capital ? capital : small);
  }
  constexpr std::size_t kFew = 3;
  return small >= kFew && 2 * small >= capital;
}

std::size_t EndOfName(const Words& words, const NamedSpan& span) {
  constexpr std::size_t kMost = 3;
  std::size_t end = span.last;
  while (end < words.size() && end - span.last < kMost && words[end - 1].gap == Gap::kSpace &&
         words[end].capital && (KindCue(words, end) || words.Is(end, WordClass::kGovernment)))
    ++end;
  return end;
}

Surroundings LookAround(const Words& words, const std::vector<RowName>& names, std::size_t at) {
  const NamedSpan& span = names[at].span;
  Surroundings around;
  around.at = at;
  std::size_t before = span.first;
  while (before > 0 && words.Is(before - 1, WordClass::kOf) && span.first - before < 2) --before;
  if (before > 0) {
    const Gap gap = words[before - 1].gap;
    if (gap == Gap::kSpace || gap == Gap::kApostrophe) {
      // "City of Durban" tells; in "Democratize the City Brazil-Mozambique" the words just meet.
      const bool cell =
          PartsBefore(words, before - 1) && FillsSegment(words, span.first, span.last);
      // "Quatre communes du Bénin" are in the country, not of Benin City.
      const bool of_country =
          names[at].readings->country && words.Is(before - 1, WordClass::kPluralPlaceNoun);
      if ((before < span.first || cell) && !of_country) around.cue = KindCue(words, before - 1);
      if (around.cue) around.cue_word = words.Folded(before - 1);
      around.after_preposition = words.Is(before - 1, WordClass::kLeadsToPlace);
    }
  }
  around.body = IsBody(words, span);
  around.framework = IsOfInstitution(words, span) || IsOfAcronym(words, names, at);
  if (span.last < words.size() && words[span.last - 1].gap == Gap::kSpace) {
    around.framework = around.framework || words.Is(span.last, WordClass::kNoPlaceBehind);
    // Not "the Federal State of Styria".
    const bool goes_on = span.last + 1 < words.size() && words.Is(span.last + 1, WordClass::kOf) &&
                         words[span.last].gap == Gap::kSpace;
    // "African Cities" names none, nor does a word that has an adjective: "Lei Municipal".
    const bool plural = words.Is(span.last, WordClass::kGroupOfPlaces);
    const bool adjective = span.ordinary != 0 && words.Folded(span.last).ends_with("al");
    const bool kind = words[span.last].capital || IsKindInSmall(words, span.last);
    if (!around.cue && kind && !goes_on && !plural && !adjective) {
      around.cue = KindCue(words, span.last);
      if (around.cue) around.cue_word = words.Folded(span.last);
    }
  }
  if (at + 1 < names.size()) {
    const NamedSpan& next = names[at + 1].span;
    const auto& country = names[at + 1].readings->country;
    if (QualifiesBefore(words, span, next, false)) around.said_behind = names[at + 1].readings;
    const Gap gap = words[span.last - 1].gap;
    const bool within = next.first != span.last && PartsBefore(words, span.first);
    const bool marked = gap == Gap::kOpen || gap == Gap::kComma || gap == Gap::kOther || within;
    if (country && QualifiesBefore(words, span, next, true) &&
        (marked || HasPlaceIn(*names[at].readings, country->country)))
      around.country_beside = country->country;
  }
  // "Cabo Verde (Município de S.Filipe)": the country stands before the bracket.
  if (around.country_beside.empty() && at > 0) {
    const std::size_t opened = names[at - 1].span.last;
    bool leads = opened > 0 && words[opened - 1].gap == Gap::kOpen;
    for (std::size_t i = opened; leads && i < span.first; ++i)
      leads = words.Is(i, WordClass::kOf) || KindCue(words, i).has_value();
    const auto& country = names[at - 1].readings->country;
    if (leads && country && !names[at].readings->country) around.country_beside = country->country;
  }
  if (span.last < words.size() && words[span.last].all_caps && !words.shouting() &&
      (words[span.last - 1].gap == Gap::kOpen || words[span.last - 1].gap == Gap::kSlash) &&
      words.Is(span.last, WordClass::kStateOfBrazil))
    around.state_of = "BR";
  if (!around.cue) ReadWordOfSeveral(words, names, at, around);
  around.before_hyphen = words[span.last - 1].gap == Gap::kHyphen;
  around.word_of_country = WordOfCountryBefore(words, names, at);
  if (around.word_of_country.empty()) around.word_of_country = around.cue_word;
  around.countries_of_word = CountriesOfWord(around.word_of_country);
  around.says_no_name = SaysNoPlace(words, span);
  around.behind_unknown = span.first > 0 && words[span.first - 1].gap == Gap::kOpen &&
                          words[span.last - 1].gap == Gap::kClose &&
                          words[span.first - 1].capital && !words[span.first - 1].all_caps &&
                          (at == 0 || EndOfName(words, names[at - 1].span) != span.first);
  if (span.ordinary != 0) around.capital_tells = CapitalTells(words, span);
  around.ends_title = span.last == words.size();
  around.inside_name = IsInsideName(words, span);
  around.person = IsPersonName(words, names, at);
  return around;
}

}  // namespace citygraph::importers
