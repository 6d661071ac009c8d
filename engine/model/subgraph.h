// A part of the graph, on its way from a question to a picture or a file: where queries and viz
// meet.
#pragma once

#include <vector>

#include "engine/model/node.h"
#include "engine/model/relationship.h"

namespace citygraph {

// Every relationship's ends are among `nodes`; ids are unique within each list. Besides what the
// store holds, a question may put in what it derived (two cities that MET), with ids of its own.
struct Subgraph {
  std::vector<Node> nodes;
  std::vector<Relationship> relationships;
};

}  // namespace citygraph
