// What a transaction has changed and not committed, besides the rows of its overlay.
#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <set>
#include <string_view>
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
  // Nodes that were made here and deleted again.
  std::unordered_set<std::uint64_t> deleted_nodes;

  // Notes that an entry is put into the index: `key` is its row's, with the node at its end.
  void NoteIndexed(TokenId label, TokenId property, std::string_view key);
  // Indexes (label, property) that entries were put into.
  const std::set<std::pair<TokenId, TokenId>>& indexed() const { return indexed_; }
  // False when none was put under this value; `prefix` is its keys::PropertyPrefix. An importer
  // asks so for each name that it meets, and few are there.
  bool MayHaveIndexed(std::string_view prefix) const;

 private:
  static constexpr std::uint32_t kNoSlot = ~std::uint32_t{0};
  void Chain() const;

  std::uint64_t first_;
  std::vector<std::optional<records::RelationshipRecord>> created_;
  std::map<std::uint64_t, std::optional<records::RelationshipRecord>> changed_;
  std::set<std::pair<TokenId, TokenId>> indexed_;
  std::unordered_set<std::size_t> indexed_values_;  // hashes of prefixes
  // The relationships of a node, as a chain of slots from the last: 2 i is the start of
  // created_[i], 2 i + 1 its end. Made when it is first asked for: many transactions only write.
  mutable std::unordered_map<std::uint64_t, std::uint32_t> last_slot_;  // by node
  mutable std::vector<std::uint32_t> slot_before_;                      // by slot
};

}  // namespace citygraph
