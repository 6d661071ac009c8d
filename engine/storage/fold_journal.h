// What is committed while a base is made of an earlier commit, of what will be in that base: it
// must not speak for this when it takes its place.
#pragma once

#include <cstdint>
#include <map>
#include <set>

#include "engine/base/ids.h"

namespace citygraph {

// Threads: the writer's alone.
class FoldJournal {
 public:
  // Ids below the limits are in the base that is being made.
  void Start(std::uint64_t node_limit, std::uint64_t relationship_limit) {
    *this = FoldJournal();
    node_limit_ = node_limit;
    relationship_limit_ = relationship_limit;
  }
  // The journal as it is; this one is empty then, and notes nothing any more.
  FoldJournal Stop() {
    FoldJournal whole = std::move(*this);
    *this = FoldJournal();
    return whole;
  }
  bool notes() const { return node_limit_ > 0; }

  // Changed or deleted, by a commit that was made.
  void Note(NodeId node) {
    if (Raw(node) < node_limit_) nodes_.insert(Raw(node));
  }
  void Note(RelationshipId relationship, bool deleted) {
    if (Raw(relationship) < relationship_limit_) relationships_[Raw(relationship)] = deleted;
  }

  const std::set<std::uint64_t>& nodes() const { return nodes_; }
  // Whether each is gone.
  const std::map<std::uint64_t, bool>& relationships() const { return relationships_; }

 private:
  std::uint64_t node_limit_ = 0;
  std::uint64_t relationship_limit_ = 0;
  std::set<std::uint64_t> nodes_;
  std::map<std::uint64_t, bool> relationships_;
};

}  // namespace citygraph
