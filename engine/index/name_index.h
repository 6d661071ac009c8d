// Ways in to the graph by name: a place's, theme's or network's name or alias, however it is
// written.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "engine/storage/graph_view.h"

namespace citygraph {

// The nodes that have this name or alias, folded, ascending by id. Cost: one range scan.
Result<std::vector<NodeId>> FindNamed(const GraphView& view, std::string_view name);

struct NearName {
  std::string folded;
  NodeId node{};
  std::size_t distance = 0;  // edits; 0 for a name that goes on where `name` stops
};

// Names at most two edits away (one for names below five letters), or that start with `name`,
// nearest first, each node once. The first letter has to be right. Cost: O(names with that letter).
Result<std::vector<NearName>> FindNearNames(const GraphView& view, std::string_view name,
                                            std::size_t limit);

}  // namespace citygraph
