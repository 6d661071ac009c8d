// The words of a graph that completion offers and :schema lists.
#pragma once

#include <string>
#include <vector>

#include "engine/storage/graph_view.h"

namespace citygraph::cli {

struct GraphWords {
  std::vector<WordCount> labels;  // with their numbers of nodes
  std::vector<WordCount> types;   // with their numbers of relationships
  std::vector<std::string> properties;
};

}  // namespace citygraph::cli
