#include "engine/algorithms/chains.h"

#include <limits>
#include <utility>

namespace citygraph {
namespace {

void AddUpTo(std::uint64_t& sum, std::uint64_t more) {
  if (__builtin_add_overflow(sum, more, &sum)) sum = std::numeric_limits<std::uint64_t>::max();
}

}  // namespace

ChainCounter::ChainCounter(const NeighbourLists& lists, std::uint64_t node_limit)
    : lists_(lists), here_(node_limit), next_(node_limit), ended_(node_limit) {}

ChainCount ChainCounter::From(NodeNumber start, unsigned max_steps) {
  ChainCount count;
  if (start >= here_.size()) return count;
  ++call_;
  here_[start] = 1;
  front_.assign(1, start);
  for (unsigned step = 0; step < max_steps && !front_.empty(); ++step) {
    next_front_.clear();
    for (const NodeNumber node : front_) {
      const std::uint64_t chains = std::exchange(here_[node], 0);
      for (const NodeNumber neighbour : lists_[node]) {
        if (neighbour >= next_.size()) continue;  // damaged
        if (next_[neighbour] == 0) next_front_.push_back(neighbour);
        AddUpTo(next_[neighbour], chains);
      }
    }
    for (const NodeNumber node : next_front_) {
      here_[node] = std::exchange(next_[node], 0);
      AddUpTo(count.chains, here_[node]);
      if (ended_[node] == call_) continue;
      ended_[node] = call_;
      ++count.ends;
    }
    front_.swap(next_front_);
  }
  for (const NodeNumber node : front_) here_[node] = 0;
  return count;
}

}  // namespace citygraph
