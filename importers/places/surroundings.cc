#include "importers/places/surroundings.h"

#include <algorithm>

#include "importers/places/place_cues.h"
#include "importers/places/segments.h"

namespace citygraph::importers {
namespace {

bool HasPlaceIn(const Readings& readings, std::string_view country) {
  return std::ranges::any_of(readings.all, [&](const Reading& each) {
    return each.place.country == country && each.place.kind != PlaceKind::kCountry;
  });
}

// A country or region right after the name, in brackets, after a comma or in the next cell, says
// where the name lies; so does a country after a dash or "in".
bool QualifiesBefore(const Words& words, const NamedSpan& name, const NamedSpan& next,
                     bool is_country) {
  const Gap gap = words[name.last - 1].gap;
  if (next.first == name.last) {
    if (gap == Gap::kOpen || gap == Gap::kComma || gap == Gap::kOther) return true;
    return is_country && (gap == Gap::kSpace || gap == Gap::kDash) && PartsBefore(words, next.last);
  }
  return is_country && next.first == name.last + 1 && gap == Gap::kSpace &&
         words[name.last].gap == Gap::kSpace && words.Is(name.last, WordClass::kLeadsInto);
}

// Whether "metropolitan area of", "communauté urbaine de" or the like stands before the name, or
// "Métropole" behind it.
bool IsBody(const Words& words, const NamedSpan& span) {
  constexpr std::size_t kReach = 4;
  for (std::size_t i = span.first; i > 0 && span.first - i < kReach; --i) {
    const Gap gap = words[i - 1].gap;
    if (gap != Gap::kSpace && gap != Gap::kApostrophe && gap != Gap::kHyphen) break;
    if (words.Is(i - 1, WordClass::kBody)) return true;
    if (!words.Is(i - 1, WordClass::kOf) && !KindCue(words, i - 1) && words.Folded(i - 1) != "area")
      break;
  }
  return span.last < words.size() && words[span.last - 1].gap == Gap::kSpace &&
         words[span.last].capital && words.Is(span.last, WordClass::kBody);
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
// part of a title.
bool IsOfAcronym(const Words& words, const NamedSpan& span) {
  if (words.shouting() || !words[span.first].all_caps) return false;
  const auto joined = [](Gap gap) { return gap == Gap::kSpace || gap == Gap::kHyphen; };
  const bool before =
      span.first > 0 && joined(words[span.first - 1].gap) && words[span.first - 1].all_caps;
  const bool behind =
      span.last < words.size() && joined(words[span.last - 1].gap) && words[span.last].all_caps;
  return before || behind;
}

// "the heritage of Kota Tua", in a row that writes few words with a capital.
bool IsInsideName(const Words& words, const NamedSpan& span) {
  if (words.shouting() || span.last >= words.size() || words[span.last - 1].gap != Gap::kSpace)
    return false;
  if (!words[span.last].capital || words[span.last].number || words[span.last].all_caps ||
      SaysNoName(words, span.last))
    return false;
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

}  // namespace

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
      if (before < span.first || cell) around.cue = KindCue(words, before - 1);
      if (around.cue) around.cue_word = words.Folded(before - 1);
      around.after_preposition = words.Is(before - 1, WordClass::kLeadsToPlace);
    }
  }
  around.body = IsBody(words, span);
  around.framework = IsOfInstitution(words, span) || IsOfAcronym(words, span);
  if (span.last < words.size() && words[span.last - 1].gap == Gap::kSpace) {
    around.framework = around.framework || words.Is(span.last, WordClass::kNoPlaceBehind);
    // Not "the Federal State of Styria".
    const bool goes_on = span.last + 1 < words.size() && words.Is(span.last + 1, WordClass::kOf) &&
                         words[span.last].gap == Gap::kSpace;
    if (!around.cue && words[span.last].capital && !goes_on) {
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
    if (leads && country) around.country_beside = country->country;
  }
  if (span.last < words.size() && words[span.last].all_caps && !words.shouting() &&
      (words[span.last - 1].gap == Gap::kOpen || words[span.last - 1].gap == Gap::kSlash) &&
      words.Is(span.last, WordClass::kStateOfBrazil))
    around.state_of = "BR";
  around.ends_title = span.last == words.size();
  around.inside_name = IsInsideName(words, span);
  return around;
}

}  // namespace citygraph::importers
