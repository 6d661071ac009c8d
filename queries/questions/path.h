// How two places are connected: the fewest exchanges from one to the other.
#pragma once

#include <vector>

#include "queries/city_graph.h"

namespace citygraph::queries {

struct Hop {
  std::size_t from = 0;  // positions in CityGraph::places
  std::size_t to = 0;
  std::size_t exchange = 0;  // the exchange in which they met
  Participation from_part;
  Participation to_part;
};

// The hops in order; empty when nothing connects them, or they are the same place. Of several
// shortest ways the one whose exchanges come first in the graph. Cost: O(participations).
std::vector<Hop> ShortestPath(const CityGraph& graph, std::size_t from, std::size_t to);

}  // namespace citygraph::queries
