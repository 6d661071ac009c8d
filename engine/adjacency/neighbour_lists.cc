#include "engine/adjacency/neighbour_lists.h"

namespace citygraph {

NodeNumber NeighbourLists::NodeAt(std::uint64_t position) const {
  // The last row that begins at or before `position`; rows without entries begin where the next
  // does.
  std::uint64_t low = 0;
  std::uint64_t high = node_count_;
  while (low + 1 < high) {
    const std::uint64_t middle = low + (high - low) / 2;
    (OffsetAt(middle) <= position ? low : high) = middle;
  }
  return static_cast<NodeNumber>(first_node_ + low);
}

}  // namespace citygraph
