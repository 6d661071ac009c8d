// The neighbours along relationships of one type in one direction: compressed sparse rows (CSR).
//
//   for (const std::uint32_t exchange : hosted.outgoing()[durban]) …
//
// A view: valid while its Adjacency lives. Copies freely. Threads: any number may read.
#pragma once

#include <cstdint>
#include <span>

namespace citygraph {

// A node id in 32 bits: ids are dense from 0, so an adjacency holds up to 2^32 - 1 nodes.
using NodeNumber = std::uint32_t;

class NeighbourLists {
 public:
  // Where a node's list begins and ends among all entries.
  struct Range {
    std::uint64_t begin = 0;
    std::uint64_t end = 0;  // excluded
    std::uint64_t size() const { return end - begin; }
  };

  NeighbourLists() = default;
  // Lists of the nodes first_node, first_node + 1, …; `offsets` has a number more than there are
  // nodes, or none at all when every list has the same length.
  // REQUIRES: fewer than 2^32 entries; without offsets, node_count divides their number.
  NeighbourLists(NodeNumber first_node, std::uint64_t node_count,
                 std::span<const std::uint32_t> offsets, std::span<const NodeNumber> entries)
      : offsets_(offsets.empty() ? nullptr : offsets.data()),
        entries_(entries),
        node_count_(node_count),
        list_size_(node_count == 0 ? 0 : entries.size() / node_count),
        first_node_(first_node) {}
  // Lists of few nodes that lie far apart: of nodes[0], nodes[1], …, which ascend.
  NeighbourLists(std::span<const NodeNumber> nodes, std::span<const std::uint32_t> offsets,
                 std::span<const NodeNumber> entries)
      : NeighbourLists(nodes.empty() ? 0 : nodes.front(), nodes.size(), offsets, entries) {
    nodes_ = nodes;
  }

  // Lists are numbered in the order of their nodes. Some may be empty.
  std::uint64_t list_count() const { return node_count_; }
  // REQUIRES: list < list_count().
  NodeNumber NodeOfList(std::uint64_t list) const {
    return nodes_.empty() ? static_cast<NodeNumber>(first_node_ + list) : nodes_[list];
  }
  Range RangeOfList(std::uint64_t list) const {
    const Range range{OffsetAt(list), OffsetAt(list + 1)};
    if (range.begin > range.end || range.end > entries_.size()) [[unlikely]]
      return {};
    return range;
  }

  // Entries of all lists: relationships of the type.
  std::uint64_t size() const { return entries_.size(); }

  // Neighbours of a node, ascending by id; one appears as often as there are relationships to it.
  // Empty for a node without any. Damaged offsets give an empty list, never one out of bounds.
  std::span<const NodeNumber> operator[](NodeNumber node) const {
    const Range range = RangeOf(node);
    return entries_.subspan(range.begin, range.end - range.begin);
  }
  Range RangeOf(NodeNumber node) const {
    const std::uint64_t list =
        nodes_.empty() ? std::uint64_t{node} - first_node_ : SearchList(node);
    return list < node_count_ ? RangeOfList(list) : Range{};  // wraps below first_node
  }
  std::uint64_t DegreeOf(NodeNumber node) const { return RangeOf(node).size(); }

  // The node whose list holds entry `position`. REQUIRES: position < size(). O(log nodes).
  // Damaged offsets may give a wrong node.
  NodeNumber NodeAt(std::uint64_t position) const;

  // All entries, list after list.
  std::span<const NodeNumber> entries() const { return entries_; }

 private:
  std::uint64_t OffsetAt(std::uint64_t list) const {
    return offsets_ != nullptr ? offsets_[list] : list * list_size_;
  }
  std::uint64_t SearchList(NodeNumber node) const;  // list_count() when it has none

  const std::uint32_t* offsets_ = nullptr;
  std::span<const NodeNumber> entries_;
  std::span<const NodeNumber> nodes_;  // empty: consecutive from first_node_
  std::uint64_t node_count_ = 0;
  std::uint64_t list_size_ = 0;  // of every list, without offsets
  NodeNumber first_node_ = 0;
};

}  // namespace citygraph
