// What a view is not to show, though it is in the graph: a bit a node and a relationship.
#pragma once

#include <cstdint>
#include <vector>

#include "engine/base/ids.h"

namespace citygraph {

// Threads: any may read. Memory: a bit an id that was given out.
class Hidden {
 public:
  Hidden(std::uint64_t node_limit, std::uint64_t relationship_limit)
      : nodes_(node_limit), relationships_(relationship_limit) {}

  // REQUIRES: the relationships of a hidden node are hidden too; the ids are below the limits.
  void Add(NodeId node) { nodes_[Raw(node)] = true; }
  void Add(RelationshipId relationship) { relationships_[Raw(relationship)] = true; }

  bool Has(NodeId node) const { return Raw(node) < nodes_.size() && nodes_[Raw(node)]; }
  bool Has(RelationshipId relationship) const {
    return Raw(relationship) < relationships_.size() && relationships_[Raw(relationship)];
  }

 private:
  std::vector<bool> nodes_;
  std::vector<bool> relationships_;
};

}  // namespace citygraph
