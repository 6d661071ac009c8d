#include "importers/report_list/places_aside.h"

#include <algorithm>
#include <string>

#include "importers/places/place_cues.h"
#include "importers/places/segments.h"
#include "importers/places/surroundings.h"
#include "importers/text/word_table.h"

namespace citygraph::importers {
namespace {

bool IsBroad(const Gazetteer& gazetteer, const PlaceMention& mention) {
  if (!mention.place) return false;
  const PlaceKind kind = gazetteer.KindOf(*mention.place);
  return kind == PlaceKind::kCountry || kind == PlaceKind::kArea;
}

// "Cork - Ireland; Lodz - United Kingdom": where one dash leads to the country that a place lies
// in, all do.
bool DashesSayWhere(const Gazetteer& gazetteer, const Words& words,
                    const std::vector<Participant>& all, const std::vector<PlaceMention>& places) {
  for (std::size_t i = 1; i < all.size(); ++i) {
    const PlaceMention& country = places[all[i].mention];
    const PlaceMention& before = places[all[i - 1].mention];
    if (words[all[i].first - 1].gap == Gap::kDash && country.place &&
        gazetteer.KindOf(*country.place) == PlaceKind::kCountry && IsLocal(gazetteer, before) &&
        before.country == country.country)
      return true;
  }
  return false;
}

bool IsPartOf(const Words& words, std::size_t i) {
  static const WordSet kParts(
      "eastern western northern southern central rural southeastern "
      "southwestern northeastern northwestern");
  return kParts.contains(words.Folded(i));
}

// "Bo City Council (Sierra Leone)", "Mtwapa Board (Kilifi County)", "Diabo (province du Gourma)":
// behind a body, known or not.
bool AloneInBrackets(const Words& words, const Participant& at) {
  std::size_t first = at.first;
  if (first > 2 && words.Is(first - 1, WordClass::kOf) && KindCue(words, first - 2)) first -= 2;
  if (first == 0 || words[first - 1].gap != Gap::kOpen) return false;
  std::size_t last = at.last - 1;
  while (words[last].gap == Gap::kSpace && last + 1 < words.size() && KindCue(words, last + 1))
    ++last;
  return words[last].gap == Gap::kClose || last + 1 == words.size();
}

// Whether a bracket opens between the two and closes or goes on with a comma behind the second.
bool IsInBracketsBehind(const Words& words, const Participant& before, const Participant& at) {
  if (before.last != at.first || words[at.first - 1].gap != Gap::kOpen) return false;
  const std::string_view behind = words.row().substr(words[at.last - 1].byte_end, 1);
  return behind == ")" || behind == ",";
}

// "A delegation of Ethiopia from Adama and Jimma", "Quito, capital of Ecuador": a country says
// where the places of that country lie; so it does behind the slash of "Haiphong Water/Vietnam".
bool SaysWhereOthersLie(const Gazetteer& gazetteer, const Words& words,
                        const std::vector<Participant>& all,
                        const std::vector<PlaceMention>& places, std::size_t at) {
  const std::string& country = places[all[at].mention].country;
  const bool others = std::ranges::any_of(all, [&](const Participant& each) {
    const PlaceMention& other = places[each.mention];
    return IsLocal(gazetteer, other) && other.country == country &&
           other.name_kind != NameKind::kAdjective && other.name_kind != NameKind::kPrefix;
  });
  if (others) return true;
  if (all[at].first == 0 || words[all[at].first - 1].gap != Gap::kSlash) return false;
  return at == 0 || all[at - 1].last != all[at].first;
}

// "municipios de Bolivia", "une commune du Mali": of places that are not named. "Palmas, capital do
// Tocantins": of one that is.
bool IsOfUnnamed(const Gazetteer& gazetteer, const Words& words, const PlaceMention& mention,
                 const Participant& at) {
  static const WordSet kSome(
      "a an one two three several un una une uno um uma dos tres deux "
      "trois varios varias plusieurs");
  if (at.first < 2) return false;
  const std::size_t of = at.first - 1;
  const std::string_view before = words.Folded(of - 1);
  if (words.Is(of, WordClass::kOf) && (before == "capital" || before == "capitale")) return true;
  if (!IsBroad(gazetteer, mention)) return false;
  if (!words.Is(of, WordClass::kOf) && !words.Is(of, WordClass::kLeadsFrom)) return false;
  if (words.Is(of - 1, WordClass::kPluralPlaceNoun)) return true;
  return of > 1 && KindCue(words, of - 1) && kSome.contains(words.Folded(of - 2));
}

}  // namespace

bool SaysWhere(const Gazetteer& gazetteer, const Words& words, const std::vector<Participant>& all,
               const std::vector<PlaceMention>& places, std::size_t at) {
  const PlaceMention& mention = places[all[at].mention];
  if (!mention.place) return false;
  if (IsOfUnnamed(gazetteer, words, mention, all[at])) return true;
  const PlaceKind kind = gazetteer.KindOf(*mention.place);
  const auto lies_in = [&](const PlaceMention& other) {
    const bool same = other.country == mention.country;
    if (!other.place)
      return same ? kind == PlaceKind::kCountry
                  : kind == PlaceKind::kRegion && other.country.empty();
    const PlaceKind inner = gazetteer.KindOf(*other.place);
    if (kind == PlaceKind::kCountry) return inner != PlaceKind::kCountry && same;
    if (kind == PlaceKind::kRegion) return inner == PlaceKind::kCity && same;
    return kind == PlaceKind::kArea && inner == PlaceKind::kCountry;
  };
  if (at > 0 && (kind == PlaceKind::kCountry || kind == PlaceKind::kRegion) &&
      lies_in(places[all[at - 1].mention])) {
    const std::size_t first = all[at].first;
    const Gap gap = words[all[at - 1].last - 1].gap;
    const bool beside = all[at - 1].last == first && (gap == Gap::kDash || gap == Gap::kSpace) &&
                        PartsBefore(words, all[at].last);
    // "Clovis in eastern New Mexico".
    const std::size_t into = first - (first > 1 && IsPartOf(words, first - 1) ? 2 : 1);
    const bool within = all[at - 1].last == into && (gap == Gap::kSpace || gap == Gap::kComma) &&
                        words[into].gap == Gap::kSpace && words.Is(into, WordClass::kLeadsInto);
    if (beside || within) return true;
  }
  if (AloneInBrackets(words, all[at]) &&
      (kind == PlaceKind::kCountry || kind == PlaceKind::kRegion))
    return true;
  // "Kicukiro (Kigali)", "Berja (Almería)", "Allariz (Ourense, España)": a city in brackets behind
  // another of its country is where that lies.
  if (kind == PlaceKind::kCity && at > 0 && IsInBracketsBehind(words, all[at - 1], all[at]) &&
      IsLocal(gazetteer, places[all[at - 1].mention]) &&
      (!places[all[at - 1].mention].place ||
       places[all[at - 1].mention].country == mention.country))
    return true;
  const bool country = kind == PlaceKind::kCountry;
  if (country && SaysWhereOthersLie(gazetteer, words, all, places, at)) return true;
  // A contradiction says where, too: "Bissau (Guinea)".
  if (country && at > 0 && all[at - 1].last == all[at].first) {
    const Gap gap = words[all[at].first - 1].gap;
    const bool closed = all[at].last == words.size() || words[all[at].last - 1].gap == Gap::kClose;
    const PlaceMention& before = places[all[at - 1].mention];
    if (gap == Gap::kOpen && closed &&
        (IsLocal(gazetteer, before) || before.country == mention.country))
      return true;
    if (gap == Gap::kDash && IsLocal(gazetteer, places[all[at - 1].mention]) &&
        DashesSayWhere(gazetteer, words, all, places))
      return true;
  }
  // "Bo City Council (Sierra Leone)".
  if (at > 0 &&
      EndOfName(words, {.first = all[at - 1].first, .last = all[at - 1].last}) == all[at].first) {
    const Gap gap = words[all[at].first - 1].gap;
    // "Batalha / PI".
    const bool code =
        gap == Gap::kSlash && words[all[at].first].all_caps && all[at].last == all[at].first + 1;
    if ((gap == Gap::kOpen || gap == Gap::kComma || gap == Gap::kOther || code) &&
        lies_in(places[all[at - 1].mention])) {
      return true;
    }
  }
  const bool opens = all[at].last < words.size() && words[all[at].last - 1].gap == Gap::kOpen;
  return opens && at + 1 < all.size() && lies_in(places[all[at + 1].mention]);
}
bool IsScope(const Gazetteer& gazetteer, const Words& words, const PlaceMention& mention,
             const Participant& at) {
  if (mention.name_kind == NameKind::kAdjective || mention.name_kind == NameKind::kPrefix)
    return true;
  if (!mention.place) return false;
  return gazetteer.KindOf(*mention.place) == PlaceKind::kArea ||
         (IsLocal(gazetteer, mention) && at.last < words.size() &&
          words[at.last - 1].gap == Gap::kSpace &&
          words.Is(at.last, WordClass::kPluralPlaceNoun)) ||
         (IsBroad(gazetteer, mention) && at.last < words.size() &&
          words[at.last - 1].gap == Gap::kSpace && words.Is(at.last, WordClass::kPlaceNoun));
}

}  // namespace citygraph::importers
