// What a transaction has changed and not committed, besides the rows of its overlay.
#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <set>
#include <unordered_map>
#include <unordered_set>
#include <utility>
#include <vector>

#include "engine/encoding/records.h"
#include "engine/storage/delta_adjacency.h"

namespace citygraph {

// Threads: none.
class PendingChanges {
 public:
  explicit PendingChanges(std::uint64_t next_relationship) : first_(next_relationship) {}

  RelationshipId Create(records::RelationshipRecord record);
  // Replaces the record, of one created here or committed before; nothing: deleted.
  void Change(RelationshipId id, std::optional<records::RelationshipRecord> record);

  // Null when nothing is pending for the relationship; a pointer to nothing when it is deleted.
  const std::optional<records::RelationshipRecord>* Find(RelationshipId id) const;
  // Appends the pending relationships of the node.
  void Collect(NodeId node, std::vector<Adjacent>& to) const;

  std::uint64_t first() const { return first_; }
  std::uint64_t next() const { return first_ + created_.size(); }
  // By id from first(); nothing for those deleted again.
  const std::vector<std::optional<records::RelationshipRecord>>& created() const {
    return created_;
  }
  const std::map<std::uint64_t, std::optional<records::RelationshipRecord>>& changed() const {
    return changed_;
  }

  // Nodes of the base that are changed or deleted.
  std::unordered_set<std::uint64_t> shadowed_nodes;
  // Indexes (label, property) that entries were put into.
  std::set<std::pair<TokenId, TokenId>> indexed;

 private:
  std::uint64_t first_;
  std::vector<std::optional<records::RelationshipRecord>> created_;
  std::map<std::uint64_t, std::optional<records::RelationshipRecord>> changed_;
  // Made when it is first asked for: many transactions only write.
  mutable std::unordered_map<std::uint64_t, std::vector<Adjacent>> adjacent_;
  mutable std::size_t collected_ = 0;  // how many of created_ are in adjacent_
};

}  // namespace citygraph
