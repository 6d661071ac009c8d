// Cities side by side: what they have worked on, in what roles, with whom, and what they share.
#pragma once

#include <string>
#include <utility>
#include <vector>

#include "queries/city_graph.h"

namespace citygraph::queries {

struct Compared {
  std::size_t place = 0;  // position in CityGraph::places
  std::size_t exchanges = 0;
  std::optional<std::int64_t> first_year;  // of its dated exchanges
  std::optional<std::int64_t> last_year;
  std::vector<std::pair<std::string, std::size_t>> roles;     // with how often; most often first
  std::vector<std::pair<std::size_t, std::size_t>> themes;    // with their exchanges; most first
  std::vector<std::pair<std::size_t, std::size_t>> partners;  // places, with how often they met
};

struct Comparison {
  std::vector<Compared> places;              // as asked for
  std::vector<std::size_t> common_themes;    // of all of them, by name
  std::vector<std::size_t> common_partners;  // of all of them, by name; those compared left out
  std::vector<std::size_t> together;         // exchanges that at least two of them took part in
};

// REQUIRES: the places differ. Cost: O(their exchanges and these exchanges' places).
Comparison Compare(const CityGraph& graph, const std::vector<std::size_t>& places);

}  // namespace citygraph::queries
