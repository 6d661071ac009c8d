#include "engine/adjacency/neighbour_lists.h"

#include <algorithm>

namespace citygraph {

NodeNumber NeighbourLists::NodeAt(std::uint64_t position) const {
  // The last list that begins at or before `position`; empty ones begin where the next does.
  std::uint64_t low = 0;
  std::uint64_t high = node_count_;
  while (low + 1 < high) {
    const std::uint64_t middle = low + (high - low) / 2;
    (OffsetAt(middle) <= position ? low : high) = middle;
  }
  return NodeOfList(low);
}

std::uint64_t NeighbourLists::SearchList(NodeNumber node) const {
  const auto found = std::ranges::lower_bound(nodes_, node);
  if (found == nodes_.end() || *found != node) return node_count_;
  return static_cast<std::uint64_t>(found - nodes_.begin());
}

}  // namespace citygraph
