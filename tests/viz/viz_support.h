// Graphs to draw and eyes to look at the pictures.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "engine/model/subgraph.h"

namespace citygraph::viz {

Node MakeNode(std::uint64_t id, std::string_view label, std::string_view name,
              std::string_view country = {});
Relationship MakeRelationship(std::uint64_t id, std::string_view type, std::uint64_t start,
                              std::uint64_t end, double confidence = 1);

// `nodes` cities with `lines` MET relationships, a few hubs among them; the same for the same seed.
Subgraph RandomCities(std::size_t nodes, std::size_t lines, unsigned seed);
// Durban with partners, exchanges they share, and themes of those; Durban's id is 1.
Subgraph EgoOfDurban();
// Cities and themes, ids from 1 and from 1000.
Subgraph CitiesAndThemes(std::size_t cities, std::size_t themes);
// Mentors and mentees; two parts, one unsure line, one named line.
Subgraph Mentors();

// What is wrong with `xml` as a well-formed document, with the offset; empty when nothing is.
std::string XmlProblem(std::string_view xml);

// How often `what` occurs in `text`.
std::size_t Count(std::string_view text, std::string_view what);

}  // namespace citygraph::viz
