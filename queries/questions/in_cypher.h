// The openCypher that says the same as a named question, to go on from in `query` and `shell` or in
// another engine. Nodes are named by their label and what identifies them.
#pragma once

#include <optional>
#include <span>
#include <string>

#include "engine/model/node.h"

namespace citygraph::queries {

// "(a:City {name: 'Córdoba', geonameid: 3860259})"; quotes in names are escaped.
std::string NodeInCypher(std::string_view variable, const Node& node);

std::string ShowInCypher(const Node& node);
// With a city: its chains, as FindMentorings gives them.
std::string MentoringsInCypher(const std::optional<Node>& city, int depth);
// Of no city (pairs), one or two.
std::string SharedThemesInCypher(std::span<const Node> cities, std::size_t top);
std::string PathInCypher(const Node& from, const Node& to);
std::string CompareInCypher(std::span<const Node> places);
std::string CountsInCypher();

}  // namespace citygraph::queries
