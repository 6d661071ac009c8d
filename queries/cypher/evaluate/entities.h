// Nodes and relationships as a running query sees them: read in batches, kept for a while, with the
// query's own changes, and with a memory of what it deleted.
#pragma once

#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <unordered_map>
#include <unordered_set>
#include <vector>

#include "engine/storage/graph_view.h"
#include "queries/cypher/evaluate/flat_vector.h"
#include "queries/cypher/values/trap.h"

namespace citygraph::queries::cypher {

// What a relationship is, whatever it holds.
struct RelationshipEnds {
  TokenId type{};
  NodeId start{};
  NodeId end{};
};

class Entities {
 public:
  // Does not own the view, which must outlive it.
  explicit Entities(const GraphView& view)
      : view_(view), base_unchanged_(view.HasBaseNodesUnchanged()) {}

  // Reads those that are not known yet, in one batch; what is in the base need not be. Earlier
  // pointers may end here.
  bool Prefetch(std::span<const std::uint64_t> nodes, Trap& trap);
  bool PrefetchRelationships(std::span<const std::uint64_t> relationships, Trap& trap);

  // The record; null after an error: the store's, or EntityNotFound for one that is deleted.
  // Pointers hold until the next call here.
  const records::NodeRecord* Find(NodeId id, Trap& trap);
  const records::RelationshipRecord* Find(RelationshipId id, Trap& trap);
  // Without the record, where the base has it.
  bool EndsOf(RelationshipId id, RelationshipEnds& out, Trap& trap);
  // Also of a relationship that this query deleted.
  bool EndsEvenDeleted(RelationshipId id, RelationshipEnds& out, Trap& trap);

  // A property's value, null when it has none. In the graph's base it is read from its column,
  // without the record.
  bool Property(NodeId id, TokenId key, Value& out, Trap& trap);
  bool Property(RelationshipId id, TokenId key, Value& out, Trap& trap);
  // Properties in the order in which they were set.
  bool Properties(NodeId id, ValueMap& out, Trap& trap);
  bool Properties(RelationshipId id, ValueMap& out, Trap& trap);
  bool Labels(NodeId id, std::vector<std::string>& out, Trap& trap);
  // Holds until the next call here.
  bool Labels(NodeId id, std::span<const TokenId>& out, Trap& trap);
  // A property of many nodes, or of many relationships, when all lie in the base and all have it,
  // as integers or as strings of one dictionary.
  bool FlatNodeProperty(std::span<const std::uint64_t> nodes, TokenId key, FlatVector& out);
  bool FlatRelationshipProperty(std::span<const std::uint64_t> relationships, TokenId key,
                                FlatVector& out);
  // Where the base has the node as it is; nothing for others, and for deleted ones. Cost: two
  // comparisons when the node lies near the one before.
  std::optional<NodePlace> BasePlace(NodeId id) {
    if (run_.Holds(id)) return run_.PlaceOf(id);
    return FindBasePlace(id);
  }

  // Whether all are in the base as they are, in the run of the node that BasePlace found last.
  bool AllInRun(std::span<const std::uint64_t> nodes) const {
    bool outside = false;
    for (const std::uint64_t node : nodes) outside |= !run_.Holds(NodeId{node});
    return !outside;
  }

  // After a change: what is kept of it is read again.
  void Forget(NodeId id) { nodes_.erase(Raw(id)); }
  void Forget(RelationshipId id) { relationships_.erase(Raw(id)); }
  // Before the store forgets it. A relationship must be known or readable still.
  void MarkDeleted(NodeId id);
  bool MarkDeleted(RelationshipId id, Trap& trap);
  bool IsDeleted(NodeId id) const { return deleted_nodes_.contains(Raw(id)); }
  bool IsDeleted(RelationshipId id) const { return deleted_relationships_.contains(Raw(id)); }

  std::optional<TokenId> Key(std::string_view name) const {
    return view_.dictionary().Find(keys::WordKind::kProperty, name);
  }
  std::optional<TokenId> Label(std::string_view name) const {
    return view_.dictionary().Find(keys::WordKind::kLabel, name);
  }
  std::string_view TypeName(TokenId type) const { return view_.TypeName(type); }
  const GraphView& view() const { return view_; }

  // Records read from the store so far, for PROFILE.
  std::uint64_t reads() const { return reads_; }
  void CountReads(std::uint64_t more) { reads_ += more; }

 private:
  // Reads records, those of the base too.
  bool Load(std::span<const std::uint64_t> nodes, Trap& trap);
  bool LoadRelationships(std::span<const std::uint64_t> relationships, Trap& trap);
  std::optional<NodePlace> FindBasePlace(NodeId id);
  void ToMap(const records::TokenProperties& properties, ValueMap& out) const;

  const GraphView& view_;
  bool base_unchanged_;  // and so nothing of it is deleted
  PlacedRun run_;        // of the base, of the last node that was found there
  std::unordered_map<std::uint64_t, records::NodeRecord> nodes_;
  std::unordered_map<std::uint64_t, records::RelationshipRecord> relationships_;
  std::unordered_set<std::uint64_t> deleted_nodes_;
  std::unordered_map<std::uint64_t, RelationshipEnds> deleted_relationships_;
  std::uint64_t reads_ = 0;
};

}  // namespace citygraph::queries::cypher
