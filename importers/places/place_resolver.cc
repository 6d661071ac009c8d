#include "importers/places/place_resolver.h"

#include <algorithm>
#include <array>
#include <span>
#include <string>

#include "importers/places/place_cues.h"
#include "importers/places/place_finder.h"
#include "importers/places/place_mention.h"
#include "importers/places/place_score.h"
#include "importers/places/segments.h"
#include "importers/places/surroundings.h"
#include "importers/places/unknown_places.h"

namespace citygraph::importers {
namespace {

// What was decided of a name.
struct Decision {
  std::size_t first_score = 0;       // in RowScratch::scores, one for each reading
  double no_place = 0;               // the score of its being none
  std::optional<std::size_t> place;  // the reading taken; nothing: no place
  bool nothing_there = false;        // the country beside it has no such place
  bool fills = false;                // alone between two marks
};

// What a row needs while it is read; the next one takes the same memory.
struct RowScratch {
  std::vector<NamedSpan> spans;
  std::vector<RowName> names;
  std::vector<Surroundings> around;  // beside names, as are the decisions
  std::vector<Decision> decisions;
  std::vector<RegionOfName> regions;
  std::vector<double> scores;
  std::vector<std::uint32_t> order;
  std::vector<bool> name_words;  // by word: belongs to a name that is taken for a place

  void Clear() {
    spans.clear();
    names.clear();
    around.clear();
    decisions.clear();
    regions.clear();
    scores.clear();
    name_words.clear();
  }
};

// Decides the names of a row: first those that are sure by themselves, then those that only their
// standing beside these makes likely.
class RowResolver {
 public:
  RowResolver(PlaceMemo& memo, const Words& words, const PlaceContext& context, RowScratch& scratch)
      : memo_(memo),
        gazetteer_(memo.gazetteer()),
        words_(words),
        context_(context),
        spans_(scratch.spans),
        names_(scratch.names),
        around_(scratch.around),
        states_(scratch.decisions),
        regions_(scratch.regions),
        scores_(scratch.scores),
        order_(scratch.order),
        name_words_(scratch.name_words) {
    scratch.Clear();
  }

  std::vector<PlaceMention> Resolve() {
    Survey();
    std::vector<PlaceMention> mentions;
    if (names_.empty()) return mentions;
    for (std::size_t at = 0; at < names_.size(); ++at) DecideAt(at);
    ShareCountries();
    name_words_.resize(words_.size(), false);
    for (std::size_t at = 0; at < names_.size(); ++at) {
      for (std::size_t i = names_[at].span.first; states_[at].place && i < names_[at].span.last;
           ++i)
        name_words_[i] = true;
    }
    for (std::size_t at = 0; at < names_.size(); ++at) {
      states_[at].fills = Fills(at);
      if (states_[at].place && states_[at].fills) ++fill_;
    }
    MarkRegions();
    for (std::size_t at = 0; at < names_.size(); ++at) {
      if (!states_[at].place && IsSlotBesidePlace(at)) around_[at].in_slot = true;
      if (around_[at].in_slot || around_[at].among_regions) DecideAt(at);
    }
    for (std::size_t at = 1; at < names_.size(); ++at) {
      if (states_[at].place && states_[at - 1].place && (ContinuesName(at) || IsAbbreviationOf(at)))
        states_[at].place.reset();
    }
    mentions.reserve(static_cast<std::size_t>(std::ranges::count_if(
        states_, [](const Decision& each) { return each.place.has_value(); })));
    for (std::size_t at = 0; at < names_.size(); ++at) {
      if (states_[at].place) mentions.push_back(MentionOf(at));
    }
    AddUnknown(memo_, words_, mentions);
    for (PlaceMention& each : mentions) TakeForBody(each);
    return mentions;
  }

 private:
  void Survey() {
    AddNames(memo_, words_, context_.no_capitals, spans_);
    for (NamedSpan& span : spans_) {
      if (span.ordinary != 0) span.ordinary &= OrdinaryHere();
      names_.push_back({.span = span, .readings = &memo_.ReadingsOf(span.matches)});
    }
    around_.reserve(names_.size());
    states_.resize(names_.size());
    std::size_t places = 0;
    for (std::size_t at = 0; at < names_.size(); ++at) {
      const NamedSpan& span = names_[at].span;
      around_.push_back(LookAround(words_, names_, at));
      Surroundings& around = around_.back();
      around.no_capitals = context_.no_capitals;
      TakeNamesake(around, *names_[at].readings);
      around.says_where = SaysWhere(at);
      if (around.says_where) around.named_before = names_[at - 1].readings;
      if (at + 1 < names_.size() && names_[at + 1].span.first == span.last)
        around.inside_name = false;
      const auto& country = names_[at].readings->country;
      around.seldom_country = country && IsSeldomCountry(span) && FollowedByWords(span);
      if (country && !around.seldom_country) row_countries_.Add(country->country);
      for (const Reading& each : names_[at].readings->all) {
        if (each.place.kind != PlaceKind::kArea) continue;
        for (const std::string_view code : gazetteer_.CountriesOf(each.match.place))
          row_countries_.Add(code);
      }
      if (!country) around.side = places++ == 0 ? 0 : 1;
    }
    PartCountries();
    NoteRegionsOfOthers();
    // In a list of pairings, "Cartagena and Málaga (Spain)", the bracket speaks of the second
    // alone.
    constexpr double kMostly = 0.8;
    if (context_.pairings < kMostly) return SpeakForJoined();
    if (places != 2) return;
    for (std::size_t at = 0; at + 2 < names_.size() && at < 2; ++at) {
      if (!IsCountry(at) && !IsCountry(at + 1) && IsCountry(at + 2))
        around_[at].at_home = around_[at].country_beside.empty();
    }
  }

  // The languages of which an everyday word is one here: the row's and the list's, or any.
  std::uint8_t OrdinaryHere() {
    if (ordinary_here_ != 0) return ordinary_here_;
    const auto bit = [](Language language) {
      return static_cast<std::uint8_t>(1 << static_cast<unsigned>(language));
    };
    const auto row = GuessLanguage(words_).language;
    if (row) ordinary_here_ |= bit(*row);
    if (context_.language) ordinary_here_ |= bit(*context_.language);
    if (ordinary_here_ == 0) ordinary_here_ = 0xff;
    return ordinary_here_;
  }

  // "técnicos de Bolivia, Perú, Guatemala y Mozambique": of several countries none lies in the
  // next.
  void PartCountries() {
    const auto joined = [&](std::size_t at) {
      return at + 1 < names_.size() && IsCountry(at) && IsCountry(at + 1) &&
             AreJoined(words_, names_[at].span, names_[at + 1].span);
    };
    for (std::size_t at = 0; at + 1 < names_.size(); ++at) {
      if (joined(at) && (joined(at + 1) || (at > 0 && joined(at - 1))))
        around_[at].country_beside = {};
    }
  }

  // Whether several names of the row have a country in brackets behind them: each then speaks of
  // its own.
  bool HasSeveralBrackets() const {
    std::size_t brackets = 0;
    for (std::size_t at = 0; at < names_.size(); ++at) {
      const std::size_t end = EndOfName(words_, names_[at].span);
      brackets += !around_[at].country_beside.empty() && words_[end - 1].gap == Gap::kOpen ? 1 : 0;
    }
    return brackets > 1;
  }

  // "Trípoli y Saida (Líbano)": the bracket speaks of both.
  void SpeakForJoined() {
    const bool several = HasSeveralBrackets();
    for (std::size_t at = names_.size(); at-- > 1;) {
      const std::string_view country = around_[at].country_beside.empty()
                                           ? around_[at].country_joined
                                           : around_[at].country_beside;
      const std::size_t end = EndOfName(words_, names_[at].span);
      const bool bracket = words_[end - 1].gap == Gap::kOpen || !around_[at].country_joined.empty();
      if (country.empty() || !bracket || !around_[at - 1].country_beside.empty() ||
          !AreJoined(words_, names_[at - 1].span, names_[at].span))
        continue;
      if (several && words_[names_[at].span.first - 1].gap == Gap::kComma) continue;
      around_[at - 1].country_joined = country;
    }
  }

  void NoteRegionsOfOthers() {
    constexpr std::size_t kMost = 32;  // a longer row is a list of members, of anywhere
    if (names_.size() > kMost) return;
    for (std::size_t at = 0; at < names_.size(); ++at) {
      const std::vector<Reading>& readings = names_[at].readings->all;
      if (readings.empty() || readings.front().place.kind != PlaceKind::kCity) continue;
      if (const auto region = readings.front().place.region)
        regions_.push_back({.name = at, .region = *region});
    }
    for (Surroundings& each : around_) each.regions_of_names = regions_;
  }

  // Of three places or more that are joined, those that may lie where two of the others do.
  void ShareCountries() {
    constexpr std::size_t kFewest = 3;
    for (std::size_t first = 0; first < names_.size();) {
      std::size_t last = first + 1;
      while (last < names_.size() && !IsCountry(last - 1) && !IsCountry(last) &&
             AreJoined(words_, names_[last - 1].span, names_[last].span))
        ++last;
      if (last - first >= kFewest) {
        for (std::size_t at = first; at < last; ++at) ShareCountry(first, last, at);
      }
      first = last;
    }
  }

  void ShareCountry(std::size_t first, std::size_t last, std::size_t at) {
    const auto country_of = [&](std::size_t name) {
      const auto& place = states_[name].place;
      return place ? names_[name].readings->all[*place].place.country : std::string_view();
    };
    for (std::size_t one = first; one < last; ++one) {
      const std::string_view country = country_of(one);
      if (one == at || country.empty() || country == country_of(at)) continue;
      std::size_t others = 0;
      for (std::size_t other = one + 1; other < last; ++other)
        others += other != at && country_of(other) == country ? 1 : 0;
      const bool may_lie_there =
          std::ranges::any_of(names_[at].readings->all,
                              [&](const Reading& each) { return each.place.country == country; });
      if (others == 0 || !may_lie_there) continue;
      around_[at].country_shared = country;
      return DecideAt(at);
    }
  }

  bool IsCountry(std::size_t at) const { return names_[at].readings->country.has_value(); }

  bool IsSeldomCountry(const NamedSpan& span) const {
    return span.last == span.first + 1 && words_.Is(span.first, WordClass::kSeldomCountry);
  }

  // "Reunião de sócios": a sentence goes on.
  bool FollowedByWords(const NamedSpan& span) const {
    return span.last < words_.size() && words_[span.last - 1].gap == Gap::kSpace;
  }

  // Weighs the readings of a name against each other and against its being no place.
  void DecideAt(std::size_t at) {
    const RowName& name = names_[at];
    const Surroundings& around = around_[at];
    Decision& state = states_[at];
    state = {.first_score = scores_.size(),
             .no_place = NoPlaceScore(name.span, around),
             .fills = state.fills};
    bool capital = false;
    for (const Reading& each : name.readings->all) {
      scores_.push_back(ScoreOf(each, name, around, RowCountries(around), context_));
      capital = capital || each.place.capital;
    }
    state.nothing_there = NothingThere(around, *name.readings);
    if (state.nothing_there) {
      if (!capital) return;
      for (std::size_t i = state.first_score; i < scores_.size(); ++i)
        scores_[i] -= OtherCountryBeside();
    }
    const auto first = scores_.begin() + static_cast<std::ptrdiff_t>(state.first_score);
    const auto best = std::max_element(first, scores_.end());
    if (best == scores_.end() || *best <= state.no_place) return;
    state.place = static_cast<std::size_t>(best - first);
  }

  const CountrySet& RowCountries(const Surroundings& around) const {
    static const CountrySet kNone;
    return around.at_home ? kNone : row_countries_;
  }

  // The country named beside it has no such place, and what has is not known well enough for the
  // file to be wrong.
  static bool NothingThere(const Surroundings& around, const Readings& readings) {
    if (around.country_beside.empty()) return false;
    return std::ranges::none_of(readings.all, [&](const Reading& each) {
      return each.place.country == around.country_beside || each.place.kind == PlaceKind::kArea;
    });
  }

  // "Cachéu (Guiné)": several countries are called so, and the place lies in one of the others.
  static void TakeNamesake(Surroundings& around, const Readings& readings) {
    struct Named {
      std::string_view country;
      std::array<std::string_view, 2> others;
    };
    static constexpr std::array kNamesakes = {
        Named{"GN", {"GW", "GQ"}}, Named{"CG", {"CD", ""}}, Named{"CD", {"CG", ""}},
        Named{"KR", {"KP", ""}},   Named{"SD", {"SS", ""}}, Named{"CN", {"TW", "HK"}},
        Named{"IE", {"GB", ""}},   Named{"WS", {"AS", ""}}, Named{"IL", {"PS", ""}}};
    const auto named = std::ranges::find(kNamesakes, around.country_beside, &Named::country);
    if (named == kNamesakes.end() || !NothingThere(around, readings)) return;
    for (const std::string_view other : named->others) {
      const bool there = std::ranges::any_of(
          readings.all, [&](const Reading& each) { return each.place.country == other; });
      if (there) around.country_beside = other;
      if (there) return;
    }
  }

  // What was decided of a name, with the reasons. REQUIRES: it is a place.
  PlaceMention MentionOf(std::size_t at) {
    const Decision& state = states_[at];
    const std::span<const double> scores =
        std::span(scores_).subspan(state.first_score, names_[at].readings->all.size());
    std::vector<Reason> why;
    why.reserve(kUsualReasons);
    ScoreOf(names_[at].readings->all[*state.place], names_[at], around_[at],
            RowCountries(around_[at]), context_, &why);
    return MadeOf(words_, names_[at], scores, state.no_place,
                  state.nothing_there ? std::string_view() : around_[at].country_beside,
                  std::move(why), order_);
  }

  bool Fills(std::size_t at) const {
    return FillsSegment(words_, names_[at].span.first, names_[at].span.last, name_words_);
  }
  // The same if `beside` were a name, too: "Freetown Hull twinning".
  bool Fills(std::size_t at, std::size_t beside) const {
    std::vector<bool> names = name_words_;
    for (std::size_t i = names_[beside].span.first; i < names_[beside].span.last; ++i)
      names[i] = true;
    return FillsSegment(words_, names_[at].span.first, names_[at].span.last, names);
  }

  bool IsSlotBesidePlace(std::size_t at) const {
    const NamedSpan& span = names_[at].span;
    if (around_[at].framework || around_[at].seldom_country || around_[at].says_no_name ||
        around_[at].person)
      return false;
    if (words_[span.first].all_caps && !words_.shouting()) return false;
    if (span.last == span.first + 1 && SaysNoName(words_, span.first)) return false;
    if (!around_[at].country_beside.empty()) return true;
    const bool joined = JoinedToPlace(at);
    if (!joined && !Fills(at)) return false;
    // An everyday word needs a mark on either side, or to be a large city's name.
    const bool marked = FillsSegment(words_, span.first, span.last);
    if (span.ordinary != 0 && !marked && !names_[at].readings->big_city) return false;
    if (joined) return true;
    // "Freetown Hull twinning": the two fill their segment together.
    for (const std::size_t other : {at - 1, at + 1}) {
      if (other < names_.size() && states_[other].place && Fills(other, at)) return true;
    }
    return fill_ > 0;
  }

  // "Madrid y Burdeos son": by "and", beside what is a place.
  bool JoinedToPlace(std::size_t at) const {
    if (around_[at].inside_name || around_[at].no_capitals) return false;
    const auto joined = [&](std::size_t first) {
      const NamedSpan& name = names_[first].span;
      const NamedSpan& next = names_[first + 1].span;
      return AreJoined(words_, name, next) && words_[next.first - 1].gap != Gap::kComma;
    };
    return (at > 0 && states_[at - 1].place && joined(at - 1)) ||
           (at + 1 < names_.size() && states_[at + 1].place && joined(at));
  }

  // Of places side by side, one that can only be a region speaks for the others' being regions.
  void MarkRegions() {
    constexpr std::size_t kMostRegions = 2;  // more say nothing new
    std::size_t regions = 0;
    const auto only_region = [&](std::size_t at) {
      const std::vector<Reading>& readings = names_[at].readings->all;
      if (!states_[at].place) return false;
      // One of the second level is mostly a town's.
      const auto& place = readings[*states_[at].place].place;
      return place.kind == PlaceKind::kRegion &&
             (place.level != 2 || around_[at].cue == PlaceKind::kRegion) &&
             std::ranges::none_of(
                 readings, [](const Reading& each) { return each.place.kind == PlaceKind::kCity; });
    };
    for (std::size_t at = 0; at < names_.size(); ++at) {
      if (!only_region(at) || !states_[at].fills || SaysWhere(at)) continue;
      if (++regions > kMostRegions) return;
      for (std::size_t other = 0; other < names_.size(); ++other) {
        if (other != at && !IsCountry(other) && states_[other].fills && !SaysWhere(other) &&
            around_[other].cue != PlaceKind::kCity)
          around_[other].among_regions = true;
      }
    }
  }

  // "Metropolitan Area of Barcelona (AMB)"; but "Longview (TX)".
  bool IsAbbreviationOf(std::size_t at) const {
    const NamedSpan& span = names_[at].span;
    const std::vector<Reading>& readings = names_[at].readings->all;
    const bool state = readings.size() == 1 && readings[0].place.kind == PlaceKind::kRegion;
    return !state && !IsCountry(at) && span.last == span.first + 1 && words_[span.first].all_caps &&
           !words_.shouting() && names_[at - 1].span.last == span.first &&
           words_[span.first - 1].gap == Gap::kOpen;
  }

  // "Mocímboa da Praia": what follows "of" is part of the name before it.
  bool ContinuesName(std::size_t at) const {
    const NamedSpan& span = names_[at].span;
    const std::size_t end = names_[at - 1].span.last;
    if (span.first != end + 1 || IsCountry(at) || IsCountry(at - 1)) return false;
    const std::string_view of = words_.Folded(end);
    const bool preposition = of == "de" || of == "do" || of == "da" || of == "del" || of == "dos";
    return preposition && words_[end - 1].gap == Gap::kSpace && words_[end].gap == Gap::kSpace &&
           !words_[end].capital && PartsBefore(words_, names_[at - 1].span.first);
  }

  // In brackets, after a comma or after "in" behind another name.
  bool SaysWhere(std::size_t at) const {
    if (at == 0) return false;
    const std::size_t first = names_[at].span.first;
    const std::size_t before = names_[at - 1].span.last;
    if (before + 1 == first) return LeadsIntoBehind(words_, before);
    const Gap gap = words_[before - 1].gap;
    return before == first && (gap == Gap::kOpen || gap == Gap::kComma);
  }

  // "Communauté urbaine de Dunkerque" is a body of municipalities, not the city.
  void TakeForBody(PlaceMention& mention) const {
    if (!mention.place || gazetteer_.KindOf(*mention.place) != PlaceKind::kCity) return;
    for (std::size_t at = 0; at < names_.size(); ++at) {
      if (words_[names_[at].span.first].start != mention.span.start || !around_[at].body) continue;
      mention.why.emplace_back("named as a body of several municipalities");
      mention.name = BodyName(names_[at].span);
      mention.place.reset();
      mention.kind = PlaceKind::kRegion;
      mention.other.clear();
      return;
    }
  }

  std::string BodyName(const NamedSpan& span) const {
    std::size_t first = span.first;
    while (first > 0 && words_[first - 1].gap != Gap::kOther &&
           (words_.Is(first - 1, WordClass::kOf) || words_.Is(first - 1, WordClass::kBody) ||
            KindCue(words_, first - 1) || words_.Folded(first - 1) == "area" ||
            words_.Folded(first - 1) == "urbaine") &&
           !PartsBefore(words_, first))
      --first;
    while (first < span.first && words_.Is(first, WordClass::kOf)) ++first;
    std::size_t last = span.last;
    while (last < words_.size() && words_.Is(last, WordClass::kBody)) ++last;
    return std::string(words_.Text(first, last));
  }

  static constexpr std::size_t kUsualReasons = 4;  // for a place and its role

  PlaceMemo& memo_;
  const Gazetteer& gazetteer_;
  const Words& words_;
  const PlaceContext& context_;
  std::vector<NamedSpan>& spans_;
  std::vector<RowName>& names_;
  std::vector<Surroundings>& around_;
  std::vector<Decision>& states_;
  std::vector<RegionOfName>& regions_;
  std::vector<double>& scores_;
  std::vector<std::uint32_t>& order_;
  std::vector<bool>& name_words_;
  std::size_t fill_ = 0;  // places that fill their segment
  CountrySet row_countries_;
  std::uint8_t ordinary_here_ = 0;
};

}  // namespace

std::vector<PlaceMention> ResolvePlaces(PlaceMemo& memo, const Words& words,
                                        const PlaceContext& context) {
  thread_local RowScratch scratch;
  memo.Trim();
  return RowResolver(memo, words, context, scratch).Resolve();
}

}  // namespace citygraph::importers
