#include "importers/places/place_resolver.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <set>

#include "engine/base/unicode.h"
#include "importers/places/place_cues.h"
#include "importers/places/segments.h"
#include "importers/places/unknown_places.h"

namespace citygraph::importers {
namespace {

// The weights, in units of log-odds. Set by reasoning on what speaks how loud; `score` measures
// them.
struct Weights {
  double per_tenfold_population = 1.5;
  double unknown_population = 1.0;  // a place without a number counts as 10 inhabitants
  double country = 7.5;             // a country's name is hardly ever another place
  double area = 6.0;
  double region = 3.9;
  double second_level_region = 1.4;
  double other_region = 4.5;           // metropolitan bodies, former regions: named on purpose
  double region_beside_city = -2.6;    // "Santa Fe" is the city unless something says province
  double region_of_small_city = -1.8;  // more, where the city has the region's name and little else
  double region_among_regions = 4.0;   // "Piura and Emilia-Romagna": regions meet regions
  double region_in_list = 3.0;         // times the share of regions among the list's places
  double side_of_list = 4.5;           // times the share of the list's rows that say this country
  double country_at_home = -1.5;       // exchanges are mostly with places abroad
  double country_as_city = -7.0;       // "Granada" the city, not Grenada by its Spanish name
  double metropolitan_body = 3.0;
  double section_of_place = -2.0;
  double preferred_name = 1.2;
  double adjective = -0.5;
  double capital = 1.2;
  double seat = 0.4;
  double country_beside = 9.0;  // "Córdoba (Argentina)", "Tandil, Argentina"
  double other_country_beside = -9.0;
  double speaks_language = 1.0;  // a list in Spanish is mostly of places where it is spoken
  double state_code = 3.5;       // "Cáceres (MT)"
  double region_beside = 6.0;    // "Toledo, Ohio"
  double country_in_row = 1.6;
  double country_in_context = 1.2;
  double kind_cue = 3.5;
  double other_kind_cue = -2.5;
  double several_words = 2.5;  // a name of two words is seldom an accident
  double preposition = 1.0;
  double end_of_title = 0.8;
  double no_place = 6.3;          // what any reading has to beat
  double no_place_in_cell = 1.0;  // a cell of a column of cities hardly holds anything else
  double no_place_ordinary = 3.0;
  double no_place_without_capitals = 2.5;  // without capitals anything may be an everyday word
  double no_place_framework = 12.0;
  double no_place_inside_name = 6.0;
  double no_place_in_slot = -5.0;  // alone between two marks, beside what surely is a place
  double word_of_country = 1.5;    // "Prefeitura de": in Brazil
  double seldom_country = 9.0;     // "Reunião" is a meeting
};
constexpr Weights kWeights;

struct Scored {
  NameMatch match;
  Place place;
  double score = 0;
  std::vector<std::string> why;
};

// The words around a name, read once.
struct Surroundings {
  std::optional<PlaceKind> cue;
  std::string cue_word;
  std::string country_beside;  // code
  std::string country_beside_text;
  std::vector<PlaceIndex> regions_beside;     // "Toledo, Ohio"
  std::vector<PlaceIndex> regions_of_before;  // where the name before the comma may lie
  std::string state_of;                       // the country whose state's code stands behind it
  bool inside_name = false;                   // other words of a name stand directly beside it
  bool after_preposition = false;
  bool ends_title = false;
  bool framework = false;
  bool in_cell = false;
  bool seldom_country = false;  // its name is an everyday word far more often
  bool no_capitals = false;
  bool in_slot = false;        // alone between two marks, beside a sure place
  bool among_regions = false;  // side by side with what can only be a region
  bool body = false;           // "metropolitan area of"
  bool says_where = false;     // in brackets or after a comma behind another name
  bool at_home = false;        // the country beside names where its counterpart lies
  std::size_t side = 2;        // 0: the first place of the row, 1: another
};

std::string Inhabitants(std::uint64_t population) {
  if (population >= 1'000'000)
    return fmt::format("{:.1f} million inhabitants", static_cast<double>(population) / 1e6);
  return fmt::format("{} inhabitants", population);
}

// The country that a name's only sensible reading is, if it is one.
std::optional<Place> CountryOf(const Gazetteer& gazetteer, const NamedSpan& span) {
  for (const NameMatch& match : span.matches) {
    const Place place = gazetteer.At(match.place);
    if (place.kind == PlaceKind::kCountry && match.kind != NameKind::kPrefix) return place;
  }
  return std::nullopt;
}

bool HasPlaceIn(const Gazetteer& gazetteer, const NamedSpan& span, std::string_view country) {
  return std::ranges::any_of(span.matches, [&](const NameMatch& match) {
    const Place place = gazetteer.At(match.place);
    return place.country == country && place.kind != PlaceKind::kCountry;
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
         words[name.last].gap == Gap::kSpace && LeadsInto(words.Folded(name.last));
}

// Whether "metropolitan area of", "communauté urbaine de" or the like stands before the name, or
// "Métropole" behind it.
bool IsBody(const Words& words, const NamedSpan& span) {
  constexpr std::size_t kReach = 4;
  for (std::size_t i = span.first; i > 0 && span.first - i < kReach; --i) {
    const Gap gap = words[i - 1].gap;
    if (gap != Gap::kSpace && gap != Gap::kApostrophe && gap != Gap::kHyphen) break;
    if (IsBodyWord(words.Folded(i - 1))) return true;
    if (!IsOf(words.Folded(i - 1)) && !KindCue(words.Folded(i - 1)) &&
        words.Folded(i - 1) != "area")
      break;
  }
  return span.last < words.size() && words[span.last - 1].gap == Gap::kSpace &&
         words[span.last].capital && IsBodyWord(words.Folded(span.last));
}

bool IsOfInstitution(const Words& words, const NamedSpan& span) {
  constexpr std::size_t kReach = 5;
  for (std::size_t i = span.first; i > 0 && span.first - i < kReach; --i) {
    if (words[i - 1].gap != Gap::kSpace && words[i - 1].gap != Gap::kApostrophe) return false;
    if (LeadsInstitution(words.Folded(i - 1))) return true;
    if (!words[i - 1].capital && !IsOf(words.Folded(i - 1))) return false;
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

Surroundings LookAround(const Gazetteer& gazetteer, const Words& words,
                        const std::vector<NamedSpan>& spans, std::size_t at) {
  const NamedSpan& span = spans[at];
  Surroundings around;
  std::size_t before = span.first;
  while (before > 0 && IsOf(words.Folded(before - 1)) && span.first - before < 2) --before;
  if (before > 0) {
    const std::string_view word = words.Folded(before - 1);
    const Gap gap = words[before - 1].gap;
    if (gap == Gap::kSpace || gap == Gap::kApostrophe) {
      // "City of Durban" tells; in "Democratize the City Brazil-Mozambique" the words just meet.
      const bool cell =
          PartsBefore(words, before - 1) && FillsSegment(words, span.first, span.last);
      if (before < span.first || cell) around.cue = KindCue(word);
      if (around.cue) around.cue_word = word;
      around.after_preposition = LeadsToPlace(word);
    }
  }
  around.body = IsBody(words, span);
  around.framework = IsOfInstitution(words, span) || IsOfAcronym(words, span);
  if (span.last < words.size() && words[span.last - 1].gap == Gap::kSpace) {
    const std::string_view next = words.Folded(span.last);
    around.framework = around.framework || MakesItNoPlace(next);
    // Not "the Federal State of Styria".
    const bool goes_on = span.last + 1 < words.size() && IsOf(words.Folded(span.last + 1)) &&
                         words[span.last].gap == Gap::kSpace;
    if (!around.cue && words[span.last].capital && !goes_on) {
      around.cue = KindCue(next);
      if (around.cue) around.cue_word = next;
    }
  }
  if (at + 1 < spans.size()) {
    const auto country = CountryOf(gazetteer, spans[at + 1]);
    if (QualifiesBefore(words, span, spans[at + 1], false)) {
      for (const NameMatch& match : spans[at + 1].matches) {
        if (gazetteer.At(match.place).kind == PlaceKind::kRegion)
          around.regions_beside.push_back(match.place);
      }
    }
    const Gap gap = words[span.last - 1].gap;
    const bool within = spans[at + 1].first != span.last && PartsBefore(words, span.first);
    const bool marked = gap == Gap::kOpen || gap == Gap::kComma || gap == Gap::kOther || within;
    if (country && QualifiesBefore(words, span, spans[at + 1], true) &&
        (marked || HasPlaceIn(gazetteer, span, country->country))) {
      around.country_beside = country->country;
      around.country_beside_text = words.Text(spans[at + 1].first, spans[at + 1].last);
    }
  }
  // "Cabo Verde (Município de S.Filipe)": the country stands before the bracket.
  if (around.country_beside.empty() && at > 0) {
    const std::size_t opened = spans[at - 1].last;
    bool leads = opened > 0 && words[opened - 1].gap == Gap::kOpen;
    for (std::size_t i = opened; leads && i < span.first; ++i)
      leads = IsOf(words.Folded(i)) || KindCue(words.Folded(i)).has_value();
    if (leads) {
      if (const auto country = CountryOf(gazetteer, spans[at - 1]))
        around.country_beside = country->country;
    }
  }
  if (span.last < words.size() && words[span.last].all_caps && !words.shouting() &&
      (words[span.last - 1].gap == Gap::kOpen || words[span.last - 1].gap == Gap::kSlash) &&
      IsStateOfBrazil(words.Folded(span.last)))
    around.state_of = "BR";
  around.ends_title = span.last == words.size();
  around.inside_name = IsInsideName(words, span);
  return around;
}

double PopulationScore(const Place& place) {
  if (place.population == 0) return kWeights.unknown_population;
  return kWeights.per_tenfold_population * std::log10(static_cast<double>(place.population) + 10);
}

// What else bears a name.
struct Namesakes {
  bool country = false;
  bool large_city = false;               // of 50,000 or more
  bool big_city = false;                 // of 200,000 or more
  bool preferred_city = false;           // of 100,000 or more, of that very name
  std::vector<std::string_view> cities;  // countries of its cities
};

Namesakes NamesakesOf(const Gazetteer& gazetteer, std::span<const NameMatch> matches) {
  Namesakes namesakes;
  for (const NameMatch& match : matches) {
    const Place place = gazetteer.At(match.place);
    namesakes.country = namesakes.country || place.kind == PlaceKind::kCountry;
    if (place.kind != PlaceKind::kCity) continue;
    namesakes.large_city = namesakes.large_city || place.population >= 50'000;
    namesakes.big_city = namesakes.big_city || place.population >= 200'000;
    namesakes.preferred_city = namesakes.preferred_city ||
                               (place.population >= 100'000 && match.kind == NameKind::kPreferred);
    if (place.population >= 1'000) namesakes.cities.push_back(place.country);
  }
  return namesakes;
}

Scored ScoreOne(const Gazetteer& gazetteer, const NameMatch& match, const NamedSpan& span,
                const Surroundings& around, const std::set<std::string>& row_countries,
                const PlaceContext& context, const Namesakes& namesakes) {
  Scored scored{.match = match, .place = gazetteer.At(match.place)};
  const Place& place = scored.place;
  double& score = scored.score;
  switch (place.kind) {
    case PlaceKind::kCountry:
      score += kWeights.country + 5;
      if (namesakes.preferred_city && match.kind == NameKind::kVariant && !around.says_where)
        score += kWeights.country_as_city;
      break;
    case PlaceKind::kArea:
      score += kWeights.area + 5;
      break;
    case PlaceKind::kRegion:
      score += PopulationScore(place) * 0.5;
      score += place.level == 1   ? kWeights.region
               : place.level == 2 ? kWeights.second_level_region
                                  : kWeights.other_region;
      if (around.cue != PlaceKind::kRegion) {
        const bool city_there =
            std::ranges::find(namesakes.cities, place.country) != namesakes.cities.end();
        if (namesakes.large_city || city_there) score += kWeights.region_beside_city;
        if (!namesakes.large_city && city_there) score += kWeights.region_of_small_city;
      }
      if (around.among_regions) {
        score += kWeights.region_among_regions;
        scored.why.push_back("beside a region");
      }
      score += kWeights.region_in_list * context.regions;
      if (std::ranges::find(around.regions_of_before, place.index) !=
          around.regions_of_before.end()) {
        score += kWeights.region_beside;
        scored.why.push_back("the place before it lies there");
      }
      break;
    case PlaceKind::kCity:
      score += PopulationScore(place);
      if (place.population >= 100'000) scored.why.push_back(Inhabitants(place.population));
      break;
  }
  if (place.section) score += kWeights.section_of_place;
  if (match.kind == NameKind::kPreferred) score += kWeights.preferred_name;
  if (match.kind == NameKind::kAdjective || match.kind == NameKind::kPrefix) {
    score += kWeights.adjective;
    scored.why.push_back("adjective");
  }
  if (place.capital) {
    score += kWeights.capital;
    scored.why.push_back("capital");
  }
  if (place.seat) score += kWeights.seat;
  if (span.last - span.first > 1) score += kWeights.several_words;
  const bool local = place.kind == PlaceKind::kCity || place.kind == PlaceKind::kRegion;
  if (local && !around.country_beside.empty()) {
    const bool same = place.country == around.country_beside;
    score += same ? kWeights.country_beside : kWeights.other_country_beside;
    if (same) scored.why.push_back(fmt::format("in {}, named beside it", around.country_beside));
  } else if (local && row_countries.contains(std::string(place.country))) {
    score += kWeights.country_in_row;
    scored.why.push_back(fmt::format("{} is named in the row", place.country));
  }
  const bool open = local && around.country_beside.empty() && !namesakes.country;
  if (open && std::ranges::find(context.countries, place.country) != context.countries.end()) {
    score += kWeights.country_in_context;
    scored.why.push_back(fmt::format("{} fits the list", place.country));
  }
  if (open && around.side < context.sides.size() &&
      context.sides[around.side].country == place.country) {
    score += kWeights.side_of_list * context.sides[around.side].share;
    scored.why.push_back(fmt::format("the list's places on this side are in {}", place.country));
  }
  if (open && std::ranges::find(context.speaking, place.country) != context.speaking.end())
    score += kWeights.speaks_language;
  if (open && place.country == context.home) score += kWeights.country_at_home;
  if (open && place.country == around.state_of) {
    score += kWeights.state_code;
    scored.why.push_back(fmt::format("the code behind it is of a state of {}", place.country));
  }
  if (around.body && place.kind == PlaceKind::kRegion && place.level == 0)
    score += kWeights.metropolitan_body;
  if (place.region &&
      std::ranges::find(around.regions_beside, *place.region) != around.regions_beside.end()) {
    score += kWeights.region_beside;
    scored.why.push_back("in the region named beside it");
  }
  if (around.cue) {
    const bool fits = *around.cue == place.kind;
    score += fits ? kWeights.kind_cue : kWeights.other_kind_cue;
    if (fits) scored.why.push_back(fmt::format("\"{}\" beside it", around.cue_word));
  }
  if (local && around.country_beside.empty() && !around.cue_word.empty() &&
      IsWordOfCountry(around.cue_word, place.country)) {
    score += kWeights.word_of_country;
    scored.why.push_back(fmt::format("\"{}\" is said there", around.cue_word));
  }
  if (around.after_preposition) score += kWeights.preposition;
  if (around.ends_title) score += kWeights.end_of_title;
  return scored;
}

std::string WhyLost(const Scored& loser, const Scored& winner, const Surroundings& around) {
  if (!around.country_beside.empty() && loser.place.country != around.country_beside) {
    return fmt::format("not in {}", around.country_beside);
  }
  if (loser.place.kind != winner.place.kind) {
    return fmt::format("a {}, and nothing says so", KindName(loser.place.kind));
  }
  if (loser.place.population < winner.place.population) {
    return fmt::format("smaller: {}", Inhabitants(loser.place.population));
  }
  return "less fitting";
}

double NoPlaceScore(const NamedSpan& span, const Surroundings& around) {
  if (around.in_cell) return kWeights.no_place_in_cell;
  double score = kWeights.no_place;
  if (around.inside_name) score += kWeights.no_place_inside_name;
  if (around.seldom_country) score += kWeights.seldom_country;
  if (around.no_capitals) score += kWeights.no_place_without_capitals;
  if (span.ordinary && !around.in_slot) score += kWeights.no_place_ordinary;
  if (around.in_slot) score += kWeights.no_place_in_slot;
  if (around.framework) score += kWeights.no_place_framework;
  return score;
}

// Turns scores into probabilities, "no place" among them; fills the mention from the best.
std::optional<PlaceMention> Decide(const Words& words, const NamedSpan& span,
                                   std::vector<Scored> scored, const Surroundings& around) {
  constexpr std::size_t kOthersKept = 5;
  std::ranges::stable_sort(scored, std::ranges::greater(), &Scored::score);
  const double no_place = NoPlaceScore(span, around);
  if (scored.empty() || scored.front().score <= no_place) return std::nullopt;
  double total = std::exp(no_place - scored.front().score);
  for (const Scored& each : scored) total += std::exp(each.score - scored.front().score);
  PlaceMention mention{.span = {words[span.first].start, words[span.last - 1].end},
                       .text = std::string(words.Text(span.first, span.last)),
                       .place = scored.front().match.place,
                       .country = std::string(scored.front().place.country),
                       .name_kind = scored.front().match.kind,
                       .confidence = 1 / total,
                       .why = scored.front().why};
  if (scored.size() == 1) mention.why.push_back("the only place of this name");
  for (std::size_t i = 1; i < scored.size() && mention.other.size() < kOthersKept; ++i) {
    mention.other.push_back(
        {.place = scored[i].match.place,
         .probability = std::exp(scored[i].score - scored.front().score) / total,
         .why = WhyLost(scored[i], scored.front(), around)});
  }
  return mention;
}

// Decides the names of a row: first those that are sure by themselves, then those that only their
// standing beside these makes likely.
class RowResolver {
 public:
  RowResolver(const Gazetteer& gazetteer, const Words& words, const PlaceContext& context)
      : gazetteer_(gazetteer),
        words_(words),
        context_(context),
        spans_(FindNames(gazetteer, words, context.no_capitals)) {}

  std::vector<PlaceMention> Resolve() {
    Survey();
    std::vector<std::optional<PlaceMention>> found(spans_.size());
    for (std::size_t at = 0; at < spans_.size(); ++at) found[at] = DecideAt(at);
    name_words_.resize(words_.size(), false);
    for (std::size_t at = 0; at < spans_.size(); ++at) {
      for (std::size_t i = spans_[at].first; found[at] && i < spans_[at].last; ++i)
        name_words_[i] = true;
    }
    fills_.resize(spans_.size(), false);
    for (std::size_t at = 0; at < spans_.size(); ++at) {
      fills_[at] = Fills(at);
      if (found[at] && fills_[at]) ++fill_;
    }
    MarkRegions(found);
    for (std::size_t at = 0; at < spans_.size(); ++at) {
      if (!found[at] && IsSlotBesidePlace(found, at)) around_[at].in_slot = true;
      if (around_[at].in_slot || around_[at].among_regions) found[at] = DecideAt(at);
    }
    std::vector<PlaceMention> mentions;
    for (std::size_t at = 1; at < spans_.size(); ++at) {
      if (found[at] && found[at - 1] && (ContinuesName(at) || IsAbbreviationOf(at)))
        found[at].reset();
    }
    for (std::optional<PlaceMention>& each : found) {
      if (each) mentions.push_back(std::move(*each));
    }
    AddUnknown(gazetteer_, words_, mentions);
    for (PlaceMention& each : mentions) TakeForBody(each);
    return mentions;
  }

 private:
  void Survey() {
    std::size_t places = 0;
    for (std::size_t at = 0; at < spans_.size(); ++at) {
      around_.push_back(LookAround(gazetteer_, words_, spans_, at));
      around_[at].no_capitals = context_.no_capitals;
      around_[at].says_where = SaysWhere(at);
      if (around_[at].says_where) {
        for (const NameMatch& match : spans_[at - 1].matches) {
          if (const auto region = gazetteer_.At(match.place).region)
            around_[at].regions_of_before.push_back(*region);
        }
      }
      if (at + 1 < spans_.size() && spans_[at + 1].first == spans_[at].last)
        around_[at].inside_name = false;
      const auto country = CountryOf(gazetteer_, spans_[at]);
      is_country_.push_back(country.has_value());
      around_[at].seldom_country =
          country && IsSeldomCountry(words_.Folded(spans_[at].first, spans_[at].last)) &&
          FollowedByWords(spans_[at]);
      if (country && !around_[at].seldom_country) row_countries_.emplace(country->country);
      for (const NameMatch& match : spans_[at].matches) {
        if (gazetteer_.At(match.place).kind != PlaceKind::kArea) continue;
        for (const std::string_view code : gazetteer_.CountriesOf(match.place))
          row_countries_.emplace(code);
      }
      if (!country) around_[at].side = places++ == 0 ? 0 : 1;
    }
    // "Cartagena and Málaga (Spain)": the bracket speaks of the second alone.
    if (places != 2) return;
    for (std::size_t at = 0; at + 2 < spans_.size() && at < 2; ++at) {
      if (!is_country_[at] && !is_country_[at + 1] && is_country_[at + 2])
        around_[at].at_home = around_[at].country_beside.empty();
    }
  }

  // "Reunião de sócios": a sentence goes on.
  bool FollowedByWords(const NamedSpan& span) const {
    return span.last < words_.size() && words_[span.last - 1].gap == Gap::kSpace;
  }

  std::optional<PlaceMention> DecideAt(std::size_t at) const {
    static const std::set<std::string> kNone;
    const NamedSpan& span = spans_[at];
    Surroundings around = around_[at];
    const Namesakes namesakes = NamesakesOf(gazetteer_, span.matches);
    std::vector<Scored> scored;
    for (const NameMatch& match : span.matches) {
      scored.push_back(ScoreOne(gazetteer_, match, span, around,
                                around.at_home ? kNone : row_countries_, context_, namesakes));
    }
    if (NothingThere(around, scored)) {
      const bool capital =
          std::ranges::any_of(scored, [](const Scored& each) { return each.place.capital; });
      if (!capital) return std::nullopt;
      for (Scored& each : scored) each.score -= kWeights.other_country_beside;
      around.country_beside.clear();
    }
    return Decide(words_, span, std::move(scored), around);
  }

  // The country named beside it has no such place, and what has is not known well enough for the
  // file to be wrong.
  static bool NothingThere(const Surroundings& around, const std::vector<Scored>& scored) {
    if (around.country_beside.empty()) return false;
    return std::ranges::none_of(scored, [&](const Scored& each) {
      return each.place.country == around.country_beside || each.place.kind == PlaceKind::kArea;
    });
  }

  bool Fills(std::size_t at) const {
    return FillsSegment(words_, spans_[at].first, spans_[at].last, name_words_);
  }
  // The same if `beside` were a name, too: "Freetown Hull twinning".
  bool Fills(std::size_t at, std::size_t beside) const {
    std::vector<bool> names = name_words_;
    for (std::size_t i = spans_[beside].first; i < spans_[beside].last; ++i) names[i] = true;
    return FillsSegment(words_, spans_[at].first, spans_[at].last, names);
  }

  bool IsSlotBesidePlace(const std::vector<std::optional<PlaceMention>>& found,
                         std::size_t at) const {
    const NamedSpan& span = spans_[at];
    if (around_[at].framework || around_[at].seldom_country) return false;
    if (words_[span.first].all_caps && !words_.shouting()) return false;
    if (span.last == span.first + 1 && SaysNoName(words_, span.first)) return false;
    if (!around_[at].country_beside.empty()) return true;
    if (!Fills(at)) return false;
    // An everyday word needs a mark on either side, or to be a large city's name.
    const bool marked = FillsSegment(words_, span.first, span.last);
    if (span.ordinary && !marked && !NamesakesOf(gazetteer_, span.matches).big_city) return false;
    // "Freetown Hull twinning": the two fill their segment together.
    for (const std::size_t other : {at - 1, at + 1}) {
      if (other < spans_.size() && found[other] && Fills(other, at)) return true;
    }
    return fill_ > 0;
  }

  // Of places side by side, one that can only be a region speaks for the others' being regions.
  void MarkRegions(const std::vector<std::optional<PlaceMention>>& found) {
    constexpr std::size_t kMostRegions = 2;  // more say nothing new
    std::size_t regions = 0;
    const auto only_region = [&](std::size_t at) {
      return found[at] && found[at]->place &&
             gazetteer_.At(*found[at]->place).kind == PlaceKind::kRegion &&
             std::ranges::none_of(spans_[at].matches, [&](const NameMatch& match) {
               return gazetteer_.At(match.place).kind == PlaceKind::kCity;
             });
    };
    for (std::size_t at = 0; at < spans_.size(); ++at) {
      if (!only_region(at) || !fills_[at] || SaysWhere(at)) continue;
      if (++regions > kMostRegions) return;
      for (std::size_t other = 0; other < spans_.size(); ++other) {
        if (other != at && !is_country_[other] && fills_[other] && !SaysWhere(other) &&
            around_[other].cue != PlaceKind::kCity)
          around_[other].among_regions = true;
      }
    }
  }

  // "Metropolitan Area of Barcelona (AMB)".
  bool IsAbbreviationOf(std::size_t at) const {
    const NamedSpan& span = spans_[at];
    return !is_country_[at] && span.last == span.first + 1 && words_[span.first].all_caps &&
           !words_.shouting() && spans_[at - 1].last == span.first &&
           words_[span.first - 1].gap == Gap::kOpen;
  }

  // "Mocímboa da Praia": what follows "of" is part of the name before it.
  bool ContinuesName(std::size_t at) const {
    const NamedSpan& span = spans_[at];
    const std::size_t end = spans_[at - 1].last;
    if (span.first != end + 1 || is_country_[at] || is_country_[at - 1]) return false;
    const std::string_view of = words_.Folded(end);
    const bool preposition = of == "de" || of == "do" || of == "da" || of == "del" || of == "dos";
    return preposition && words_[end - 1].gap == Gap::kSpace && words_[end].gap == Gap::kSpace &&
           !words_[end].capital && PartsBefore(words_, spans_[at - 1].first);
  }

  // In brackets or after a comma behind another name.
  bool SaysWhere(std::size_t at) const {
    if (at == 0 || spans_[at - 1].last != spans_[at].first) return false;
    const Gap gap = words_[spans_[at].first - 1].gap;
    return gap == Gap::kOpen || gap == Gap::kComma;
  }

  // "Communauté urbaine de Dunkerque" is a body of municipalities, not the city.
  void TakeForBody(PlaceMention& mention) const {
    if (!mention.place || gazetteer_.At(*mention.place).kind != PlaceKind::kCity) return;
    for (std::size_t at = 0; at < spans_.size(); ++at) {
      if (words_[spans_[at].first].start != mention.span.start || !around_[at].body) continue;
      mention.why.push_back("named as a body of several municipalities");
      mention.name = BodyName(spans_[at]);
      mention.place.reset();
      mention.kind = PlaceKind::kRegion;
      mention.other.clear();
      return;
    }
  }

  std::string BodyName(const NamedSpan& span) const {
    std::size_t first = span.first;
    while (first > 0 && words_[first - 1].gap != Gap::kOther &&
           (IsOf(words_.Folded(first - 1)) || IsBodyWord(words_.Folded(first - 1)) ||
            KindCue(words_.Folded(first - 1)) || words_.Folded(first - 1) == "area") &&
           !PartsBefore(words_, first))
      --first;
    while (first < span.first && IsOf(words_.Folded(first))) ++first;
    std::size_t last = span.last;
    while (last < words_.size() && IsBodyWord(words_.Folded(last))) ++last;
    return std::string(words_.Text(first, last));
  }

  const Gazetteer& gazetteer_;
  const Words& words_;
  const PlaceContext& context_;
  std::vector<NamedSpan> spans_;
  std::vector<Surroundings> around_;
  std::vector<bool> is_country_;
  std::vector<bool> fills_;       // by span: alone between two marks
  std::size_t fill_ = 0;          // of these, those that are places
  std::vector<bool> name_words_;  // by word: belongs to a name that is taken for a place
  std::set<std::string> row_countries_;
};

}  // namespace

std::vector<PlaceMention> ResolvePlaces(const Gazetteer& gazetteer, const Words& words,
                                        const PlaceContext& context) {
  return RowResolver(gazetteer, words, context).Resolve();
}

std::optional<PlaceMention> ResolveCell(const Gazetteer& gazetteer, std::string_view name,
                                        std::string_view country) {
  const Words words(name);
  if (words.empty()) return std::nullopt;
  NamedSpan span{
      .first = 0, .last = words.size(), .matches = gazetteer.Find(words.Folded(0, words.size()))};
  Surroundings around{.country_beside = std::string(country), .in_cell = true};
  const Namesakes namesakes = NamesakesOf(gazetteer, span.matches);
  std::vector<Scored> scored;
  for (const NameMatch& match : span.matches) {
    if (match.kind == NameKind::kAdjective || match.kind == NameKind::kPrefix) continue;
    if (!country.empty() && gazetteer.At(match.place).country != country) continue;
    scored.push_back(ScoreOne(gazetteer, match, span, around, {}, {}, namesakes));
  }
  auto mention = Decide(words, span, std::move(scored), around);
  if (!mention) return std::nullopt;
  mention->span = {0, static_cast<std::uint32_t>(CountCodePoints(name))};
  mention->text = std::string(name);
  return mention;
}

}  // namespace citygraph::importers
