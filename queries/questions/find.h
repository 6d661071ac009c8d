// From what a person types to the node meant: a place ("Durban", "Joburg", "Santa Fe, AR"), a theme
// or an exchange ("PLN 26"). An unknown or ambiguous name is an error with candidates, never a
// guess.
#pragma once

#include <string_view>
#include <vector>

#include "engine/storage/graph_view.h"

namespace citygraph::queries {

// What is meant where places of several kinds share a name: Singapore, Luxembourg, Guatemala.
// A region or an area is meant only where no city or country has the name.
enum class Meaning : std::uint8_t {
  kCity,           // the city before the country
  kCountry,        // the country before the city
  kMostConnected,  // of city and country the one with more relationships, those to where it lies
                   // left out; the city where they have as many
};

// "NAME", or "NAME, QUALIFIER…" where every qualifier holds: a country's code or name, the name of
// the region that the place lies in, its kind (city, region, country, area) or its geonameid; in a
// graph of other data the property `country`, and the property `id`.
// "NAME (QUALIFIER)", as answers print it, is the same. A country lies in no country: "Singapore,
// SG" is the city. Errors: kNotFound and kAmbiguous, with candidates that can be typed as they are
// and find the place under each meaning.
Result<Node> FindPlace(const GraphView& view, std::string_view text,
                       Meaning meaning = Meaning::kCity);

// A place that can have partners and be one: a city or region. Errors: as FindPlace; a country or
// an area is kAmbiguous with the cities in it that took part in most exchanges, kNotFound where
// there are none.
Result<Node> FindCity(const GraphView& view, std::string_view text);

// A place of one kind. Errors: as FindPlace; kNotFound too for a place of another kind.
Result<Node> FindCountry(const GraphView& view, std::string_view text);
Result<Node> FindRegion(const GraphView& view, std::string_view text);

// The other places that `text` names besides `found`, as they can be typed.
Result<std::vector<std::string>> NamesakesOf(const GraphView& view, std::string_view text,
                                             const Node& found);

// By id or by a label in any language.
Result<Node> FindTheme(const GraphView& view, std::string_view text);

// A place, theme, network or exchange; the exchange by its key ("PLN-26", "PLN 26") or title.
Result<Node> FindAnything(const GraphView& view, std::string_view text);

// What finds the node again: "Durban, ZA", "Singapore, country", "Springfield, Illinois, US"; of an
// exchange its title, or its key where others have that title. Cost: some look-ups.
Result<std::string> TypeableName(const GraphView& view, const Node& node);

// The code of the country a place is in, its own for a country, "" when the graph does not know.
Result<std::string> CountryCodeOf(const GraphView& view, const Node& place);

}  // namespace citygraph::queries
