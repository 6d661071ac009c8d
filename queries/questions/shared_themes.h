// Which cities share themes: the themes of the exchanges that both took part in, together or apart.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "queries/city_graph.h"

namespace citygraph::queries {

struct SharedThemes {
  std::size_t a = 0;  // positions in CityGraph::places; a < b in pairs
  std::size_t b = 0;
  std::vector<std::size_t> themes;  // positions in CityGraph::themes, by name
};

// The cities that share most themes with `city`; every city that shares one, at most `top`.
// Ordered by number of themes, then name.
std::vector<SharedThemes> SharedWith(const CityGraph& graph, std::size_t city, std::size_t top);
// What two cities share; `themes` may be empty.
SharedThemes SharedBetween(const CityGraph& graph, std::size_t a, std::size_t b);
// The pairs of cities that share most. Cost: O(themes × cities of a theme squared).
std::vector<SharedThemes> SharedPairs(const CityGraph& graph, std::size_t top);

}  // namespace citygraph::queries
