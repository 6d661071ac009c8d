#include "importers/places/place_resolver.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <set>

#include "engine/base/unicode.h"
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
  double other_region = 4.5;         // metropolitan bodies, former regions: named on purpose
  double region_beside_city = -2.6;  // "Santa Fe" is the city unless something says province
  double section_of_place = -2.0;
  double preferred_name = 1.2;
  double adjective = -0.5;
  double capital = 1.2;
  double seat = 0.4;
  double country_beside = 9.0;  // "Córdoba (Argentina)", "Tandil, Argentina"
  double other_country_beside = -9.0;
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
  bool after_preposition = false;
  bool ends_title = false;
  bool framework = false;
  bool in_cell = false;
  bool no_capitals = false;
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

// A country or region right after the name, in brackets or after a comma, says where the name lies.
bool QualifiesBefore(const Words& words, std::size_t name_last, const NamedSpan& next) {
  const Gap gap = words[name_last - 1].gap;
  if (gap == Gap::kOpen) return next.first == name_last;
  if (gap == Gap::kComma || gap == Gap::kOther) return next.first == name_last;
  return false;
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
      if (before < span.first) around.cue = KindCue(word);
      if (around.cue) around.cue_word = word;
      around.after_preposition = LeadsToPlace(word);
    }
  }
  if (span.last < words.size() && words[span.last - 1].gap == Gap::kSpace) {
    const std::string_view next = words.Folded(span.last);
    around.framework = MakesItNoPlace(next);
    if (!around.cue && words[span.last].capital) {
      around.cue = KindCue(next);
      if (around.cue) around.cue_word = next;
    }
  }
  if (at + 1 < spans.size() && QualifiesBefore(words, span.last, spans[at + 1])) {
    if (const auto country = CountryOf(gazetteer, spans[at + 1])) {
      around.country_beside = country->country;
      around.country_beside_text = words.Text(spans[at + 1].first, spans[at + 1].last);
    }
  }
  // "Cabo Verde (Município de S.Filipe)": the country stands before the bracket.
  if (around.country_beside.empty() && at > 0) {
    for (std::size_t i = spans[at - 1].last; i <= span.first && i > 0; ++i) {
      if (words[i - 1].gap != Gap::kOpen || i != spans[at - 1].last) break;
      if (const auto country = CountryOf(gazetteer, spans[at - 1]))
        around.country_beside = country->country;
    }
  }
  around.ends_title = span.last == words.size();
  return around;
}

double PopulationScore(const Place& place) {
  if (place.population == 0) return kWeights.unknown_population;
  return kWeights.per_tenfold_population * std::log10(static_cast<double>(place.population) + 10);
}

Scored ScoreOne(const Gazetteer& gazetteer, const NameMatch& match, const NamedSpan& span,
                const Surroundings& around, const std::set<std::string>& row_countries,
                const PlaceContext& context, bool city_of_this_name) {
  Scored scored{.match = match, .place = gazetteer.At(match.place)};
  const Place& place = scored.place;
  double& score = scored.score;
  switch (place.kind) {
    case PlaceKind::kCountry:
      score += kWeights.country + 5;
      break;
    case PlaceKind::kArea:
      score += kWeights.area + 5;
      break;
    case PlaceKind::kRegion:
      score += PopulationScore(place) * 0.5;
      score += place.level == 1   ? kWeights.region
               : place.level == 2 ? kWeights.second_level_region
                                  : kWeights.other_region;
      if (city_of_this_name && around.cue != PlaceKind::kRegion)
        score += kWeights.region_beside_city;
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
  if (local && std::ranges::find(context.countries, place.country) != context.countries.end()) {
    score += kWeights.country_in_context;
    scored.why.push_back(fmt::format("{} fits the list", place.country));
  }
  if (around.cue) {
    const bool fits = *around.cue == place.kind;
    score += fits ? kWeights.kind_cue : kWeights.other_kind_cue;
    if (fits) scored.why.push_back(fmt::format("\"{}\" beside it", around.cue_word));
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
  if (around.no_capitals) score += kWeights.no_place_without_capitals;
  if (span.ordinary) score += kWeights.no_place_ordinary;
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

}  // namespace

std::vector<PlaceMention> ResolvePlaces(const Gazetteer& gazetteer, const Words& words,
                                        const PlaceContext& context) {
  const std::vector<NamedSpan> spans = FindNames(gazetteer, words, context.no_capitals);
  std::set<std::string> row_countries;
  for (const NamedSpan& span : spans) {
    if (const auto country = CountryOf(gazetteer, span)) row_countries.emplace(country->country);
  }
  std::vector<PlaceMention> mentions;
  for (std::size_t at = 0; at < spans.size(); ++at) {
    const NamedSpan& span = spans[at];
    Surroundings around = LookAround(gazetteer, words, spans, at);
    around.no_capitals = context.no_capitals;
    const bool city_of_this_name = std::ranges::any_of(span.matches, [&](const NameMatch& match) {
      const Place place = gazetteer.At(match.place);
      return place.kind == PlaceKind::kCity && place.population >= 50'000;
    });
    std::vector<Scored> scored;
    for (const NameMatch& match : span.matches) {
      scored.push_back(
          ScoreOne(gazetteer, match, span, around, row_countries, context, city_of_this_name));
    }
    if (auto mention = Decide(words, span, std::move(scored), around))
      mentions.push_back(std::move(*mention));
  }
  return mentions;
}

std::optional<PlaceMention> ResolveCell(const Gazetteer& gazetteer, std::string_view name,
                                        std::string_view country) {
  const Words words(name);
  if (words.empty()) return std::nullopt;
  NamedSpan span{
      .first = 0, .last = words.size(), .matches = gazetteer.Find(words.Folded(0, words.size()))};
  Surroundings around{.country_beside = std::string(country), .in_cell = true};
  const bool city_of_this_name = std::ranges::any_of(span.matches, [&](const NameMatch& match) {
    const Place place = gazetteer.At(match.place);
    return place.kind == PlaceKind::kCity && place.country == country;
  });
  std::vector<Scored> scored;
  for (const NameMatch& match : span.matches) {
    if (match.kind == NameKind::kAdjective || match.kind == NameKind::kPrefix) continue;
    if (!country.empty() && gazetteer.At(match.place).country != country) continue;
    scored.push_back(ScoreOne(gazetteer, match, span, around, {}, {}, city_of_this_name));
  }
  auto mention = Decide(words, span, std::move(scored), around);
  if (!mention) return std::nullopt;
  mention->span = {0, static_cast<std::uint32_t>(CountCodePoints(name))};
  mention->text = std::string(name);
  return mention;
}

}  // namespace citygraph::importers
