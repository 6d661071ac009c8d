// Chains of relationships of one type: how many there are from a node, and where they end.
#pragma once

#include <cstdint>
#include <vector>

#include "engine/adjacency/neighbour_lists.h"

namespace citygraph {

struct ChainCount {
  std::uint64_t chains = 0;  // stops at 2^64 - 1
  std::uint64_t ends = 0;    // distinct nodes at which they end

  bool operator==(const ChainCount&) const = default;
};

// Counts without walking each chain: chains that reach the same node in as many steps go on
// together. Chains may pass a node, and a relationship, again. Keeps arrays for `node_limit` nodes:
// make one, ask many times, from one thread.
class ChainCounter {
 public:
  // REQUIRES: `lists` outlive it.
  ChainCounter(const NeighbourLists& lists, std::uint64_t node_limit);
  // Chains of 1 to `max_steps` steps. O(steps * relationships at the nodes reached).
  ChainCount From(NodeNumber start, unsigned max_steps);

 private:
  const NeighbourLists& lists_;
  std::vector<std::uint64_t> here_;
  std::vector<std::uint64_t> next_;
  std::vector<std::uint32_t> ended_;  // the call in which a node was an end last
  std::uint32_t call_ = 0;
  std::vector<NodeNumber> front_;
  std::vector<NodeNumber> next_front_;
};

}  // namespace citygraph
