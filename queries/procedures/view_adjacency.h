// The adjacency of what a view sees, for algorithms: the base where that is all, else one made for
// it, of labels and types alone. Inner: for the files of this folder.
#pragma once

#include <memory>

#include "engine/adjacency/adjacency.h"
#include "engine/storage/graph_view.h"

namespace citygraph::queries {

// Cost: nothing with a base; else O(nodes + relationships), and about 40 bytes a relationship.
Result<std::shared_ptr<const Adjacency>> AdjacencyOf(const GraphView& view);

}  // namespace citygraph::queries
