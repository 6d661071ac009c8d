#include "importers/report_list/places_aside.h"

#include <algorithm>
#include <string_view>

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

bool IsPartOf(const Words& words, std::size_t i) {
  static const WordSet kParts(
      "eastern western northern southern central rural southeastern "
      "southwestern northeastern northwestern");
  return kParts.contains(words.Folded(i));
}

// Whether a bracket opens between the two and closes or goes on with a comma behind the second.
bool IsInBracketsBehind(const Words& words, const Participant& before, const Participant& at) {
  if (before.last != at.first || words[at.first - 1].gap != Gap::kOpen) return false;
  const std::string_view behind = words.row().substr(words[at.last - 1].byte_end, 1);
  return behind == ")" || behind == ",";
}

// Of one place that the gazetteer knows: the ways in which it may say where others lie.
class AsideReader {
 public:
  AsideReader(const Gazetteer& gazetteer, const Words& words, const std::vector<Participant>& all,
              const std::vector<PlaceMention>& places, std::size_t at)
      : gazetteer_(gazetteer),
        words_(words),
        all_(all),
        places_(places),
        at_(at),
        place_(all[at]),
        mention_(places[all[at].mention]),
        kind_(gazetteer.KindOf(*mention_.place)) {}

  bool SaysWhere() const {
    if (IsOfUnnamed()) return true;
    if (IsCountryOrRegion() && (StandsBehind() || StandsWithin() || IsAloneInBrackets()))
      return true;
    if (kind_ == PlaceKind::kCity && IsCityInBrackets()) return true;
    if (kind_ == PlaceKind::kCountry && (SaysWhereOthersLie() || Contradicts())) return true;
    return IsSetApartBehind() || OpensBracket();
  }

 private:
  bool IsCountryOrRegion() const {
    return kind_ == PlaceKind::kCountry || kind_ == PlaceKind::kRegion;
  }
  const PlaceMention& At(std::size_t i) const { return places_[all_[i].mention]; }

  // Whether another place may lie in this one, as far as is known.
  bool Contains(const PlaceMention& other) const {
    const bool same = other.country == mention_.country;
    if (!other.place)
      return same ? kind_ == PlaceKind::kCountry
                  : kind_ == PlaceKind::kRegion && other.country.empty();
    const PlaceKind inner = gazetteer_.KindOf(*other.place);
    if (kind_ == PlaceKind::kCountry) return inner != PlaceKind::kCountry && same;
    if (kind_ == PlaceKind::kRegion) return inner == PlaceKind::kCity && same;
    if (kind_ == PlaceKind::kCity) return same && IsInRegionOfOurName(*other.place);
    return kind_ == PlaceKind::kArea && inner == PlaceKind::kCountry;
  }
  // "Zugló, Budapest".
  bool IsInRegionOfOurName(PlaceIndex other) const {
    const auto region = gazetteer_.At(other).region;
    return other != *mention_.place && region &&
           gazetteer_.At(*region).name == gazetteer_.At(*mention_.place).name;
  }
  bool ContainsBefore() const { return at_ > 0 && Contains(At(at_ - 1)); }

  // "municipios de Bolivia", "une commune du Mali": of places that are not named. "Palmas, capital
  // do Tocantins": of one that is.
  bool IsOfUnnamed() const {
    static const WordSet kSome(
        "a an one two three several un una une uno um uma dos tres deux "
        "trois varios varias plusieurs");
    if (place_.first < 2) return false;
    const std::size_t of = place_.first - 1;
    const std::string_view before = words_.Folded(of - 1);
    if (words_.Is(of, WordClass::kOf) && (before == "capital" || before == "capitale")) return true;
    if (!IsBroad(gazetteer_, mention_)) return false;
    if (!words_.Is(of, WordClass::kOf) && !words_.Is(of, WordClass::kLeadsFrom)) return false;
    if (words_.Is(of - 1, WordClass::kPluralPlaceNoun)) return true;
    return of > 1 && KindCue(words_, of - 1) && kSome.contains(words_.Folded(of - 2));
  }

  // "Cork - Ireland", "Cork Ireland".
  bool StandsBehind() const {
    if (!ContainsBefore() || all_[at_ - 1].last != place_.first) return false;
    const Gap gap = words_[place_.first - 1].gap;
    return (gap == Gap::kDash || gap == Gap::kSpace) && PartsBefore(words_, place_.last);
  }

  // "Clovis in eastern New Mexico", "the Ramanattukara Municipality in Kerala".
  bool StandsWithin() const {
    const bool district = at_ > 0 && kind_ == PlaceKind::kRegion && At(at_ - 1).place &&
                          gazetteer_.KindOf(*At(at_ - 1).place) == PlaceKind::kRegion &&
                          At(at_ - 1).country == mention_.country;
    if (!ContainsBefore() && !district) return false;
    const std::size_t first = place_.first;
    const std::size_t into = first - (first > 1 && IsPartOf(words_, first - 1) ? 2 : 1);
    const Participant& before = all_[at_ - 1];
    std::size_t end = before.last;
    while (end < into && words_[end - 1].gap == Gap::kSpace && KindCue(words_, end)) ++end;
    if (end != into) return false;
    return LeadsIntoBehind(words_, into);
  }

  // The first word of "borough of London", "province du Gourma".
  std::size_t FirstWithKind() const {
    const std::size_t first = place_.first;
    const bool said =
        first > 2 && words_.Is(first - 1, WordClass::kOf) && KindCue(words_, first - 2).has_value();
    return said ? first - 2 : first;
  }

  // "Bo City Council (Sierra Leone)", "Mtwapa Board (Kilifi County)", "Diabo (province du Gourma)":
  // behind a body, known or not.
  bool IsAloneInBrackets() const {
    const std::size_t first = FirstWithKind();
    if (first == 0 || words_[first - 1].gap != Gap::kOpen) return false;
    std::size_t last = place_.last - 1;
    while (words_[last].gap == Gap::kSpace && last + 1 < words_.size() && KindCue(words_, last + 1))
      ++last;
    return words_[last].gap == Gap::kClose || last + 1 == words_.size();
  }

  // "Kicukiro (Kigali)", "Berja (Almería)", "Allariz (Ourense, España)": behind another place of
  // its country.
  // So are "Lewisham (borough of London)" and "Mitte district in Berlin".
  bool IsCityInBrackets() const {
    if (at_ == 0) return false;
    Participant named = place_;
    named.first = FirstWithKind();
    if (!IsInBracketsBehind(words_, all_[at_ - 1], named) && !IsPartOfCity()) return false;
    const PlaceMention& before = At(at_ - 1);
    return IsLocal(gazetteer_, before) && (!before.place || before.country == mention_.country);
  }

  bool IsPartOfCity() const {
    static const WordSet kParts("district districts borough boroughs quarter neighbourhood suburb");
    const std::size_t end = all_[at_ - 1].last;
    return end + 2 == place_.first && kParts.contains(words_.Folded(end)) &&
           words_[end - 1].gap == Gap::kSpace && LeadsIntoBehind(words_, end + 1);
  }

  // "A delegation of Ethiopia from Adama and Jimma", "Quito, capital of Ecuador": a country says
  // where the places of that country lie; so it does behind the slash of "Haiphong Water/Vietnam".
  bool SaysWhereOthersLie() const {
    const bool others = std::ranges::any_of(all_, [&](const Participant& each) {
      const PlaceMention& other = places_[each.mention];
      return IsLocal(gazetteer_, other) && other.country == mention_.country &&
             other.name_kind != NameKind::kAdjective && other.name_kind != NameKind::kPrefix;
    });
    if (others) return true;
    if (place_.first == 0 || words_[place_.first - 1].gap != Gap::kSlash) return false;
    return at_ == 0 || all_[at_ - 1].last != place_.first;
  }

  // A contradiction says where, too: "Bissau (Guinea)", "Cork - Ireland; Lodz - United Kingdom".
  bool Contradicts() const {
    if (at_ == 0 || all_[at_ - 1].last != place_.first) return false;
    const PlaceMention& before = At(at_ - 1);
    const bool local = IsLocal(gazetteer_, before);
    const Gap gap = words_[place_.first - 1].gap;
    const bool closed = place_.last == words_.size() || words_[place_.last - 1].gap == Gap::kClose;
    if (gap == Gap::kOpen && closed && (local || before.country == mention_.country)) return true;
    return gap == Gap::kDash && local && DashesSayWhere();
  }

  // Where one dash leads to the country that a place lies in, all do.
  bool DashesSayWhere() const {
    for (std::size_t i = 1; i < all_.size(); ++i) {
      const PlaceMention& country = At(i);
      const PlaceMention& before = At(i - 1);
      if (words_[all_[i].first - 1].gap == Gap::kDash && IsCountry(gazetteer_, country) &&
          IsLocal(gazetteer_, before) && before.country == country.country)
        return true;
    }
    return false;
  }

  // "Quito, Ecuador", "Bo City Council (Sierra Leone)", "Batalha / PI".
  bool IsSetApartBehind() const {
    if (!ContainsBefore()) return false;
    const Participant& before = all_[at_ - 1];
    if (EndOfName(words_, {.first = before.first, .last = before.last}) != place_.first)
      return false;
    const Gap gap = words_[place_.first - 1].gap;
    const bool code =
        gap == Gap::kSlash && words_[place_.first].all_caps && place_.last == place_.first + 1;
    return gap == Gap::kOpen || gap == Gap::kComma || gap == Gap::kOther || code;
  }

  // "Ecuador (Quito)".
  bool OpensBracket() const {
    return place_.last < words_.size() && words_[place_.last - 1].gap == Gap::kOpen &&
           at_ + 1 < all_.size() && Contains(At(at_ + 1));
  }

  const Gazetteer& gazetteer_;
  const Words& words_;
  const std::vector<Participant>& all_;
  const std::vector<PlaceMention>& places_;
  std::size_t at_;
  const Participant& place_;
  const PlaceMention& mention_;
  PlaceKind kind_;
};

}  // namespace

bool SaysWhere(const Gazetteer& gazetteer, const Words& words, const std::vector<Participant>& all,
               const std::vector<PlaceMention>& places, std::size_t at) {
  return places[all[at].mention].place &&
         AsideReader(gazetteer, words, all, places, at).SaysWhere();
}

bool IsScope(const Gazetteer& gazetteer, const Words& words, const PlaceMention& mention,
             const Participant& at) {
  if (mention.name_kind == NameKind::kAdjective || mention.name_kind == NameKind::kPrefix)
    return true;
  if (!mention.place) return false;
  return gazetteer.KindOf(*mention.place) == PlaceKind::kArea ||
         (IsLocal(gazetteer, mention) && at.last < words.size() &&
          words[at.last - 1].gap == Gap::kSpace && words.Is(at.last, WordClass::kPluralPlaceNoun) &&
          (at.first == 0 || !words.Is(at.first - 1, WordClass::kAnd))) ||
         (IsBroad(gazetteer, mention) && at.last < words.size() &&
          words[at.last - 1].gap == Gap::kSpace && words.Is(at.last, WordClass::kPlaceNoun));
}

}  // namespace citygraph::importers
