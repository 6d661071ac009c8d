// From what a person types to the node meant: a place ("Durban", "Joburg", "Santa Fe, AR"), a theme
// or an exchange ("PLN 26"). An unknown or ambiguous name is an error with candidates, never a
// guess.
#pragma once

#include <string_view>

#include "engine/storage/graph_view.h"

namespace citygraph::queries {

// "NAME", or "NAME, COUNTRY" with the country's code or name. Where a city and a region share the
// name, the city is meant. Errors: kNotFound and kAmbiguous, with candidates that can be typed as
// they are.
Result<Node> FindPlace(const GraphView& view, std::string_view text);

// By id or by a label in any language.
Result<Node> FindTheme(const GraphView& view, std::string_view text);

// A place, theme, network or exchange; the exchange by its key ("PLN-26", "PLN 26") or title.
Result<Node> FindAnything(const GraphView& view, std::string_view text);

// "Durban, ZA": what FindPlace takes back. The country is asked of the graph.
Result<std::string> TypeableName(const GraphView& view, const Node& node);

// The code of the country a place is in, its own for a country, "" when the graph does not know.
Result<std::string> CountryCodeOf(const GraphView& view, const Node& place);

}  // namespace citygraph::queries
