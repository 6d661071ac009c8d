#include "cli/places.h"

#include <fmt/format.h>

#include <algorithm>

#include "engine/base/unicode.h"
#include "importers/gazetteer/gazetteer.h"
#include "queries/questions/find.h"

namespace citygraph::cli {
namespace {

using importers::Gazetteer;
using importers::NameKind;
using importers::NameMatch;
using importers::Place;
using importers::PlaceKind;

bool IsName(const NameMatch& match) {
  return match.kind == NameKind::kPreferred || match.kind == NameKind::kVariant;
}

// "Manaus is a city in Brazil", for the place that the name most likely means: a city before the
// region of its name.
std::string KnownAs(const std::string& text) {
  const Gazetteer& gazetteer = Gazetteer::BuiltIn();
  std::optional<Place> known;
  for (const NameMatch& match : gazetteer.Find(FoldName(text.substr(0, text.find(','))))) {
    const Place place = gazetteer.At(match.place);
    if (!IsName(match) || (known && place.kind >= known->kind)) continue;
    known = place;
  }
  if (!known) return "";
  std::string in;
  if (const auto country = gazetteer.Country(known->country);
      country && known->kind != PlaceKind::kCountry) {
    in = fmt::format(" in {}", gazetteer.At(*country).name);
  }
  return fmt::format("{} is {} {}{}", known->name, known->kind == PlaceKind::kArea ? "an" : "a",
                     importers::KindName(known->kind), in);
}

std::optional<Place> AreaNamed(const std::string& text) {
  const Gazetteer& gazetteer = Gazetteer::BuiltIn();
  for (const NameMatch& match : gazetteer.Find(FoldName(text))) {
    const Place place = gazetteer.At(match.place);
    if (IsName(match) && place.kind == PlaceKind::kArea) return place;
  }
  return std::nullopt;
}

std::vector<std::string> AreasNear(const std::string& text) {
  constexpr std::size_t kLooked = 20;
  const Gazetteer& gazetteer = Gazetteer::BuiltIn();
  std::vector<std::string> names;
  for (const NameMatch& match : gazetteer.FindNear(FoldName(text), 2, kLooked)) {
    const Place place = gazetteer.At(match.place);
    if (IsName(match) && place.kind == PlaceKind::kArea) names.emplace_back(place.name);
  }
  return names;
}

// A region is named by its position, a country by its code, a city by its position.
void Add(const queries::CityGraph& graph, std::size_t position, queries::PlaceSet& set) {
  const queries::PlaceFacts& place = graph.places[position];
  if (place.label == "Country") {
    set.countries.push_back(place.country);
  } else if (place.label == "Region") {
    set.regions.push_back(position);
  } else {
    set.places.push_back(position);
  }
}

Status AddArea(const Place& area, queries::PlaceSet& set) {
  const auto countries = Gazetteer::BuiltIn().CountriesOf(area.index);
  if (countries.empty()) {
    return Fail({.code = ErrorCode::kNotFound,
                 .message = fmt::format("no country is known to lie in {}", area.name),
                 .hint = "name a continent, a part of one, a country or a region of a country"});
  }
  for (const std::string_view code : countries) set.countries.emplace_back(code);
  return {};
}

Result<std::size_t> PositionOf(const queries::CityGraph& graph, Result<Node> node,
                               const std::string& text) {
  if (!node) return Fail(WithGazetteer(std::move(node.error()), text));
  return graph.place_at.at(Raw(node->id));
}

}  // namespace

Error WithGazetteer(Error error, const std::string& text) {
  if (error.code != ErrorCode::kNotFound) return error;
  if (const std::string known = KnownAs(text); !known.empty() && error.hint.starts_with("import"))
    error.hint = known + "; no file that was imported names it";
  return error;
}

Result<std::size_t> FindPlaceIn(const GraphView& view, const queries::CityGraph& graph,
                                const std::string& text) {
  return PositionOf(graph, queries::FindPlace(view, text), text);
}

Result<std::size_t> FindCityIn(const GraphView& view, const queries::CityGraph& graph,
                               const std::string& text) {
  return PositionOf(graph, queries::FindCity(view, text), text);
}

Status AddCountry(const GraphView& view, const queries::CityGraph& graph, const std::string& text,
                  queries::PlaceSet& set) {
  CITYGRAPH_TRY(const std::size_t country,
                PositionOf(graph, queries::FindCountry(view, text), text));
  Add(graph, country, set);
  return {};
}

Status AddRegion(const GraphView& view, const queries::CityGraph& graph, const std::string& text,
                 queries::PlaceSet& set) {
  if (const auto area = AreaNamed(text)) return AddArea(*area, set);
  Result<Node> region = queries::FindRegion(view, text);
  if (!region && region.error().code == ErrorCode::kNotFound) {
    if (Result<Node> country = queries::FindCountry(view, text)) region = std::move(country);
  }
  if (!region && region.error().code == ErrorCode::kNotFound) {
    std::vector<std::string>& candidates = region.error().candidates;
    const auto areas = AreasNear(text);
    candidates.insert(candidates.begin(), areas.begin(), areas.end());
    if (!areas.empty()) region.error().hint.clear();
  }
  CITYGRAPH_TRY(const std::size_t position, PositionOf(graph, std::move(region), text));
  Add(graph, position, set);
  return {};
}

Status AddAnyPlace(const GraphView& view, const queries::CityGraph& graph, const std::string& text,
                   queries::PlaceSet& set) {
  Result<Node> place = queries::FindPlace(view, text);
  if (!place && place.error().code == ErrorCode::kNotFound) {
    if (const auto area = AreaNamed(text)) return AddArea(*area, set);
  }
  CITYGRAPH_TRY(const std::size_t position, PositionOf(graph, std::move(place), text));
  if (graph.places[position].label == "Area") {
    if (const auto area = AreaNamed(text)) return AddArea(*area, set);
  }
  Add(graph, position, set);
  return {};
}

}  // namespace citygraph::cli
