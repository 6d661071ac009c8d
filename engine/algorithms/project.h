// Making projections from an adjacency.
//
//   // Cities, joined when they met at an exchange; weight: exchanges shared.
//   CITYGRAPH_TRY(Projection met, ProjectShared(*adjacency, {.labels = {city},
//                                                            .types = {hosted, took_part}}));
//   // Who mentored whom.
//   CITYGRAPH_TRY(Projection mentors, ProjectNeighbours(*adjacency, {.types = {mentored}}));
//
// Errors of all: kCancelled; kInvalidInput (too many pairs). Nodes that a damaged adjacency names
// beyond its limit are passed over. The result does not depend on the number of threads.
#pragma once

#include <cstdint>
#include <vector>

#include "engine/adjacency/adjacency.h"
#include "engine/algorithms/projection.h"
#include "engine/base/cancel.h"
#include "engine/base/result.h"

namespace citygraph {

struct NeighboursOptions {
  std::vector<TokenId> labels;  // nodes with any of them; none given: all nodes
  std::vector<TokenId> types;   // relationships of these types; none given: of all
  bool directed = true;
  unsigned threads = 0;  // 0: one a core
  const Cancel* cancel = nullptr;
};
// Arcs are relationships between the nodes; the weight counts those between the same two.
// Cost: O(relationships of the types), memory 12 bytes each on the way and 8 in the end (16 when
// directed).
Result<Projection> ProjectNeighbours(const Adjacency& adjacency, const NeighboursOptions& options);

struct SharedOptions {
  std::vector<TokenId> labels;  // nodes with any of them; none given: all nodes
  // Relationships from a node to what it shares with others, in this direction.
  std::vector<TokenId> types;
  bool outgoing = true;
  // More pairs of nodes at a shared one than this are refused before work begins: a node shared by
  // n makes n * n.
  std::uint64_t max_pairs = std::uint64_t{1} << 34;
  unsigned threads = 0;
  const Cancel* cancel = nullptr;
};
// Undirected: joins two nodes that share a third (City-Exchange-City); the weight counts the nodes
// shared, each once, however many relationships lead to it.
// Cost: O(sum of squares of the numbers of nodes at a shared one); memory 12 bytes a relationship
// and, in the end, 16 an edge (8 more on the way).
Result<Projection> ProjectShared(const Adjacency& adjacency, const SharedOptions& options);

// Pairs of nodes with most shared ones, without making the projection.
struct SharedPair {
  NodeId a{};  // a < b
  NodeId b{};
  std::uint32_t shared = 0;

  bool operator==(const SharedPair&) const = default;
};
// The first `count` by shared (most first), then a, then b.
Result<std::vector<SharedPair>> MostSharedPairs(const Adjacency& adjacency,
                                                const SharedOptions& options, std::size_t count);

// The nodes that carry any of the labels (none given: all), ascending, `row` counting them.
std::vector<NodeRun> NodesOf(const Adjacency& adjacency, const std::vector<TokenId>& labels);

}  // namespace citygraph
