#include "importers/places/place_score.h"

#include <algorithm>

#include "importers/places/place_cues.h"

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
  double second_level_of_city = -2.5;  // more, where it is a municipality named after its town
  double region_of_other = 4.0;        // "Pasto … Nariño": another place of the row lies there
  double region_among_regions = 4.0;   // "Piura and Emilia-Romagna": regions meet regions
  double region_behind_unknown = 4.0;  // "Vaudreuil-Soulanges (Québec)"
  double region_in_list = 3.0;         // times the share of regions among the list's places
  double side_of_list = 4.5;           // times the square of the share of rows that say so
  double country_at_home = -1.5;       // exchanges are mostly with places abroad
  double country_as_city = -7.0;       // "Granada" the city, not Grenada by its Spanish name
  double region_of_its_city = -2.5;
  double metropolitan_body = 3.0;
  double section_of_place = -2.0;
  double preferred_name = 1.2;
  double adjective = -0.5;
  double prefix_alone = -10.0;  // "Colombo" is no prefix, "colombo-" is
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
  double no_place_capital = 1.0;           // the same word within a sentence, with a capital
  double no_place_without_capitals = 2.5;  // without capitals anything may be an everyday word
  double no_place_framework = 12.0;
  double no_place_inside_name = 6.0;
  double no_place_in_slot = -5.0;  // alone between two marks, beside what surely is a place
  double word_of_country = 1.5;    // "Prefeitura de": in Brazil
  double seldom_country = 9.0;     // "Reunião" is a meeting
  double says_no_name = 6.0;       // "Ville", "Mentor", "Sud"
  double country_joined = 4.0;     // "Tripoli and Saida (Lebanon)"
  double country_shared = 2.5;     // "Oeiras, Sintra and Amadora"
  double usual_country = 2.0;      // times the share of the list's places that lie there
};
constexpr Weights kWeights;

double PopulationScore(const Reading& reading) {
  if (reading.place.population == 0) return kWeights.unknown_population;
  return kWeights.per_tenfold_population * reading.tenfolds;
}

// Whether a first-level region has a hundred times the inhabitants of each city of its name.
bool DwarfsCities(const Reading& region, const Readings& readings) {
  constexpr std::uint64_t kTimes = 100;
  return region.place.level == 1 && std::ranges::all_of(readings.all, [&](const Reading& each) {
           return each.place.kind != PlaceKind::kCity ||
                  each.place.population * kTimes <= region.place.population;
         });
}

// Whether hardly anyone of a region lives outside the city of its name: "Beijing", "Budapest".
bool IsItsCity(const Reading& region, const Readings& readings) {
  return std::ranges::any_of(readings.all, [&](const Reading& each) {
    return each.place.kind == PlaceKind::kCity && each.place.country == region.place.country &&
           each.place.population * 10 >= region.place.population * 9;
  });
}

// Whether the largest city of another name of the row lies in the region.
bool HoldsCityOfOther(const Surroundings& around, PlaceIndex region) {
  return std::ranges::any_of(around.regions_of_names, [&](const RegionOfName& each) {
    return each.name != around.at && each.region == region;
  });
}

// Whether the name before the comma may lie in the region.
bool HoldsPlaceBefore(const Surroundings& around, PlaceIndex region) {
  return around.named_before != nullptr &&
         std::ranges::any_of(around.named_before->all,
                             [&](const Reading& each) { return each.place.region == region; });
}

// Whether the name behind may be the region.
bool IsSaidBehind(const Surroundings& around, PlaceIndex region) {
  return around.said_behind != nullptr &&
         std::ranges::any_of(around.said_behind->all, [&](const Reading& each) {
           return each.place.kind == PlaceKind::kRegion && each.place.index == region;
         });
}

}  // namespace

double ScoreOf(const Reading& reading, const RowName& name, const Surroundings& around,
               const CountrySet& row_countries, const PlaceContext& context,
               std::vector<Reason>* why) {
  const Readings& readings = *name.readings;
  const NamedSpan& span = name.span;
  const PlaceFacts& place = reading.place;
  const NameMatch& match = reading.match;
  double score = 0;
  bool its_city = false;  // a region, and hardly more than the city of its name
  switch (place.kind) {
    case PlaceKind::kCountry:
      score += kWeights.country + 5;
      if (readings.preferred_city && match.kind == NameKind::kVariant && !around.says_where)
        score += kWeights.country_as_city;
      break;
    case PlaceKind::kArea:
      score += kWeights.area + 5;
      break;
    case PlaceKind::kRegion:
      score += PopulationScore(reading) * 0.5;
      score += place.level == 1   ? kWeights.region
               : place.level == 2 ? kWeights.second_level_region
                                  : kWeights.other_region;
      if (around.cue != PlaceKind::kRegion) {
        const bool city_there = readings.cities.Contains(place.country);
        if (readings.large_city || city_there) score += kWeights.region_beside_city;
        if (!readings.large_city && city_there && !DwarfsCities(reading, readings))
          score += kWeights.region_of_small_city;
        if (city_there && place.level == 2) score += kWeights.second_level_of_city;
      }
      its_city = around.cue != PlaceKind::kRegion && IsItsCity(reading, readings);
      if (its_city) score += kWeights.region_of_its_city;
      // Of a large city's name the city is meant where others of its region stand beside it, too.
      if (!readings.large_city && HoldsCityOfOther(around, place.index)) {
        score += kWeights.region_of_other;
        if (why != nullptr) why->emplace_back("another place of the row lies there");
      }
      if (around.behind_unknown && place.level == 1) {
        score += kWeights.region_behind_unknown;
        if (why != nullptr) why->emplace_back("in brackets behind a name, it says where that lies");
      }
      if (around.among_regions) {
        score += kWeights.region_among_regions;
        if (why != nullptr) why->emplace_back("beside a region");
      }
      score += kWeights.region_in_list * context.regions;
      if (!its_city && HoldsPlaceBefore(around, place.index)) {
        score += kWeights.region_beside;
        if (why != nullptr) why->emplace_back("the place before it lies there");
      }
      break;
    case PlaceKind::kCity:
      score += PopulationScore(reading);
      if (why != nullptr && place.population >= 100'000)
        why->push_back(Reason::Inhabitants("{}", place.population));
      break;
  }
  if (place.section) score += kWeights.section_of_place;
  if (match.kind == NameKind::kPreferred) score += kWeights.preferred_name;
  if (match.kind == NameKind::kAdjective || match.kind == NameKind::kPrefix) {
    score += kWeights.adjective;
    if (why != nullptr) why->emplace_back("adjective");
  }
  if (match.kind == NameKind::kPrefix && !around.before_hyphen) score += kWeights.prefix_alone;
  if (place.capital) {
    score += kWeights.capital;
    if (why != nullptr) why->emplace_back("capital");
  }
  if (place.seat) score += kWeights.seat;
  if (span.last - span.first > 1) score += kWeights.several_words;
  const bool local = place.kind == PlaceKind::kCity || place.kind == PlaceKind::kRegion;
  if (local && !around.country_beside.empty()) {
    const bool same = place.country == around.country_beside;
    score += same ? kWeights.country_beside : kWeights.other_country_beside;
    if (why != nullptr && same) why->emplace_back("in {}, named beside it", around.country_beside);
  } else if (local && row_countries.Contains(place.country)) {
    score += kWeights.country_in_row;
    if (why != nullptr) why->emplace_back("{} is named in the row", place.country);
  }
  if (local && place.country == around.country_joined) {
    score += kWeights.country_joined;
    if (why != nullptr) why->emplace_back("in {}, named behind it", around.country_joined);
  }
  if (local && !around.country_shared.empty() && place.country == around.country_shared) {
    score += kWeights.country_shared;
    if (why != nullptr) why->emplace_back("in {}, as those beside it", around.country_shared);
  }
  const bool open = local && around.country_beside.empty() && !readings.names_country;
  if (open && context.countries.Contains(place.country)) {
    score += kWeights.country_in_context;
    if (why != nullptr) why->emplace_back("{} fits the list", place.country);
  }
  if (open && around.side < context.sides.size() &&
      context.sides[around.side].country == place.country) {
    const double share = context.sides[around.side].share;
    score += kWeights.side_of_list * share * share;
    if (why != nullptr)
      why->emplace_back("the list's places on this side are in {}", place.country);
  }
  for (const PlaceContext::Usual& usual : context.usual) {
    if (open && usual.country == place.country) score += kWeights.usual_country * usual.share;
  }
  if (open && context.speaking.Contains(place.country)) score += kWeights.speaks_language;
  if (open && place.country == context.home) score += kWeights.country_at_home;
  if (open && place.country == around.state_of) {
    score += kWeights.state_code;
    if (why != nullptr) why->emplace_back("the code behind it is of a state of {}", place.country);
  }
  if (around.body && place.kind == PlaceKind::kRegion && place.level == 0)
    score += kWeights.metropolitan_body;
  if (place.region && IsSaidBehind(around, *place.region)) {
    score += kWeights.region_beside;
    if (why != nullptr) why->emplace_back("in the region named beside it");
  }
  if (around.cue) {
    const bool fits = *around.cue == place.kind;
    score += fits ? kWeights.kind_cue : kWeights.other_kind_cue;
    if (why != nullptr && fits) why->emplace_back("\"{}\" beside it", around.cue_word);
  }
  if (local && around.country_beside.empty() && !around.countries_of_word.empty() &&
      around.countries_of_word.find(place.country) != std::string_view::npos) {
    score += kWeights.word_of_country;
    if (why != nullptr) why->emplace_back("\"{}\" is said there", around.word_of_country);
  }
  if (around.after_preposition) score += kWeights.preposition;
  if (around.ends_title) score += kWeights.end_of_title;
  return score;
}

double NoPlaceScore(const NamedSpan& span, const Surroundings& around) {
  if (around.in_cell) return kWeights.no_place_in_cell;
  double score = kWeights.no_place;
  if (around.inside_name || around.person) score += kWeights.no_place_inside_name;
  if (around.seldom_country) score += kWeights.seldom_country;
  if (around.says_no_name && around.country_beside.empty()) score += kWeights.says_no_name;
  if (around.no_capitals) score += kWeights.no_place_without_capitals;
  if (span.ordinary != 0 && !around.in_slot)
    score += around.capital_tells ? kWeights.no_place_capital : kWeights.no_place_ordinary;
  if (around.in_slot) score += kWeights.no_place_in_slot;
  if (around.framework) score += kWeights.no_place_framework;
  return score;
}

Reason WhyLost(const PlaceFacts& loser, const PlaceFacts& winner, std::string_view country_beside) {
  if (!country_beside.empty() && loser.country != country_beside)
    return Reason("not in {}", country_beside);
  if (loser.kind != winner.kind) return Reason("a {}, and nothing says so", KindName(loser.kind));
  if (loser.population < winner.population)
    return Reason::Inhabitants("smaller: {}", loser.population);
  return Reason("less fitting");
}

double OtherCountryBeside() { return kWeights.other_country_beside; }

}  // namespace citygraph::importers
