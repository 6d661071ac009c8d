#include "queries/questions/path.h"

#include <algorithm>
#include <optional>

namespace citygraph::queries {

std::vector<Hop> ShortestPath(const CityGraph& graph, std::size_t from, std::size_t to) {
  std::vector<std::optional<Hop>> reached_by(graph.places.size());
  std::vector<bool> seen_exchange(graph.exchanges.size());
  std::vector<std::size_t> frontier = {from};
  while (!frontier.empty() && !reached_by[to]) {
    std::vector<std::size_t> next;
    for (const std::size_t place : frontier) {
      for (const Participation& mine : graph.places[place].exchanges) {
        if (seen_exchange[mine.exchange]) continue;
        seen_exchange[mine.exchange] = true;
        for (const Participation& theirs : graph.exchanges[mine.exchange].places) {
          if (theirs.place == from || reached_by[theirs.place]) continue;
          reached_by[theirs.place] = Hop{place, theirs.place, mine.exchange, mine, theirs};
          next.push_back(theirs.place);
        }
      }
    }
    frontier = std::move(next);
  }
  std::vector<Hop> hops;
  for (std::size_t at = to; reached_by[at]; at = hops.back().from) hops.push_back(*reached_by[at]);
  std::ranges::reverse(hops);
  return hops;
}

}  // namespace citygraph::queries
