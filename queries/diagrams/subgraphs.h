// The parts of the graph that the diagrams show, as subgraphs for viz.
#pragma once

#include <string>
#include <vector>

#include "engine/model/subgraph.h"
#include "queries/city_graph.h"
#include "queries/questions/mentors.h"

namespace citygraph::queries {

struct DiagramPart {
  Subgraph subgraph;
  std::size_t places_in_all = 0;  // before the limit
  std::size_t places_shown = 0;
  std::string description;  // what it shows, in a sentence, with the most connected named
};

// The `top` places with most partners and who among them met whom (MET, weighted by exchanges).
DiagramPart NetworkPart(const CityGraph& graph, std::size_t top);
// A place, its `top` closest partners with who met whom among them.
DiagramPart CityPart(const CityGraph& graph, std::size_t city, std::size_t top);
// The `top` cities with most themes and the themes that at least two of them share; cities left,
// themes right.
DiagramPart ThemesPart(const CityGraph& graph, std::size_t top);
// Who mentored whom.
DiagramPart MentorsPart(const std::vector<Mentoring>& mentorings, const CityGraph& graph);

}  // namespace citygraph::queries
