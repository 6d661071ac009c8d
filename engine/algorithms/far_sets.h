// What nodes have two steps away, as sets of bits: the themes of a city's exchanges. Which cities
// share most themes is then a few instructions a city.
#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "engine/adjacency/adjacency.h"
#include "engine/base/cancel.h"
#include "engine/base/result.h"

namespace citygraph {

struct FarSetsOptions {
  std::vector<TokenId> labels;   // the nodes
  std::vector<TokenId> to_near;  // outgoing relationships to what lies between
  std::vector<TokenId> to_far;   // and on from there
  // Sets of more than this many bits are refused: this is for few far nodes, met by many.
  std::uint64_t max_bits = 4096;
  unsigned threads = 0;
  const Cancel* cancel = nullptr;
};

struct SharedCount {
  NodeId node{};
  std::uint32_t shared = 0;

  bool operator==(const SharedCount&) const = default;
};

// Immutable; any number of threads may read. Needs no Adjacency once made.
class FarSets {
 public:
  // Errors: kInvalidInput (too many far nodes), kCancelled. Memory: a bit a node and far node.
  // Cost: O(relationships).
  static Result<FarSets> Make(const Adjacency& adjacency, const FarSetsOptions& options);

  // How many far nodes the node has; 0 for one that is not among the nodes.
  std::uint32_t CountOf(NodeId node) const;
  std::uint32_t SharedBy(NodeId a, NodeId b) const;
  // Its far nodes, ascending.
  std::vector<NodeId> Of(NodeId node) const;
  // Other nodes by the number of far nodes shared with `node` (most first), then id; those that
  // share none are left out. O(nodes * bits / 64).
  std::vector<SharedCount> MostShared(NodeId node, std::size_t count) const;

  std::uint64_t size_bytes() const { return bits_.size() * sizeof(std::uint64_t); }

 private:
  std::span<const std::uint64_t> SetOf(NodeId node) const;  // empty: not among the nodes

  std::vector<NodeRun> nodes_;
  NodeNumber first_far_ = 0;
  std::size_t words_ = 0;  // of a set
  std::vector<std::uint64_t> bits_;
};

}  // namespace citygraph
