// The neighbours along relationships that are not in the base yet: made from the blocks and records
// that follow it, kept in memory, and made longer as commits come.
#pragma once

#include <cstdint>
#include <shared_mutex>
#include <vector>

#include "engine/base/ids.h"
#include "engine/base/result.h"
#include "engine/storage/store.h"

namespace citygraph {

struct Adjacent {
  RelationshipId relationship{};
  NodeId neighbour{};
  TokenId type{};
  bool outgoing = true;  // seen from the node asked about

  bool operator==(const Adjacent&) const = default;
};

// Threads: any. A commit only adds to it; one that deletes a relationship of this part makes it
// useless, and another is made.
class DeltaAdjacency {
 public:
  // Of the relationships with ids from `first`.
  explicit DeltaAdjacency(std::uint64_t first) : end_(first) {}

  // Reads on up to `end`, excluded. Cost: O(what is new), some 50 ns a relationship.
  // Errors: kCorruption, kIo.
  Status Extend(const Reader& reader, std::uint64_t end);
  // Appends what hangs on the node, of relationships with ids below `end`, in no order.
  void Collect(NodeId node, std::uint64_t end, std::vector<Adjacent>& to) const;

 private:
  struct Entry {
    Adjacent adjacent;
    std::uint32_t next = 0;  // the node's entry before this one, plus one
  };
  struct Slot {
    std::uint64_t node = 0;
    std::uint32_t last = 0;  // its last entry, plus one; 0: a free slot
  };
  void Add(NodeId node, const Adjacent& adjacent);
  std::size_t SlotOf(std::uint64_t node) const;
  void Grow();

  mutable std::shared_mutex mutex_;
  std::uint64_t end_;
  std::vector<Entry> entries_;
  std::vector<Slot> slots_ = std::vector<Slot>(64);  // a power of two, at most half of it taken
  std::size_t taken_ = 0;
};

}  // namespace citygraph
