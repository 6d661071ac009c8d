// What a graph holds beside nodes and relationships, all of it: for those who copy a whole graph.
#pragma once

#include <map>
#include <string>
#include <utility>
#include <vector>

#include "engine/storage/graph_view.h"

namespace citygraph {

// The other folded names of each node that has some, ascending by id. Errors: kCorruption, kIo.
Result<std::vector<std::pair<NodeId, std::vector<std::string>>>> AllAliases(const GraphView& view);
// The lists that are kept under a name, by name. Errors: kCorruption, kIo.
Result<std::map<std::string, std::vector<std::string>>> AllLists(const GraphView& view);
// Label and property of each index.
std::vector<std::pair<std::string, std::string>> AllIndexes(const GraphView& view);

}  // namespace citygraph
