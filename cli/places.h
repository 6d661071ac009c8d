// The places, countries and regions that a person types for a command.
#pragma once

#include <string>

#include "engine/storage/graph_view.h"
#include "queries/city_graph.h"
#include "queries/recommend/match.h"

namespace citygraph::cli {

// Adds to an error about a name that the graph does not know what the gazetteer knows of it.
Error WithGazetteer(Error error, const std::string& text);

// The place a person typed, and its position in the graph of exchanges; a city before a country.
Result<std::size_t> FindPlaceIn(const GraphView& view, const queries::CityGraph& graph,
                                const std::string& text);
// The same for what asks for a city: a country or an area is an error with its cities.
Result<std::size_t> FindCityIn(const GraphView& view, const queries::CityGraph& graph,
                               const std::string& text);

// Which partners a match is narrowed to. `text` is, for --country a country; for --region a world
// area ("West Africa"), a country or a region of one ("Gauteng"); for --not a city, region,
// country or area. Errors: kNotFound, kAmbiguous, with candidates.
Status AddCountry(const GraphView& view, const queries::CityGraph& graph, const std::string& text,
                  queries::PlaceSet& set);
Status AddRegion(const GraphView& view, const queries::CityGraph& graph, const std::string& text,
                 queries::PlaceSet& set);
Status AddAnyPlace(const GraphView& view, const queries::CityGraph& graph, const std::string& text,
                   queries::PlaceSet& set);

}  // namespace citygraph::cli
