// Reading a graph at one moment: nodes, relationships, neighbours, and the indexes to find them by.
//
// Most calls take and give batches, in the order of what was asked, so that a store far away is not
// asked once a node. Unknown ids give nothing, not an error; an unknown label, type or property
// finds nothing.
// Threads: a view of a snapshot may be used from many threads.
#pragma once

#include <atomic>
#include <map>
#include <memory>
#include <mutex>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "engine/encoding/records.h"
#include "engine/model/node.h"
#include "engine/model/relationship.h"
#include "engine/storage/dictionary.h"
#include "engine/storage/graph_state.h"
#include "engine/storage/hidden.h"
#include "engine/storage/pending_changes.h"
#include "engine/storage/store.h"

namespace citygraph {

struct WordCount {
  std::string word;
  std::uint64_t count = 0;

  bool operator==(const WordCount&) const = default;
};

// Neighbours of several nodes, list after list.
struct NeighbourRows {
  std::vector<std::uint64_t> ends;           // list i is [i == 0 ? 0 : ends[i - 1], ends[i])
  std::vector<std::uint64_t> neighbours;     // node ids
  std::vector<std::uint64_t> relationships;  // their ids, in step; empty unless asked for

  void Clear() {
    ends.clear();
    neighbours.clear();
    relationships.clear();
  }
  std::uint64_t BeginOf(std::size_t list) const { return list == 0 ? 0 : ends[list - 1]; }
};

class GraphView {
 public:
  GraphView(std::unique_ptr<Reader> reader, std::shared_ptr<const GraphState> state,
            std::shared_ptr<GraphCache> cache);
  virtual ~GraphView();

  // From here on the view does as if what is hidden were not in the graph. To be called before
  // the view is shared between threads.
  void Hide(std::shared_ptr<const Hidden> hidden) { hidden_ = std::move(hidden); }
  bool IsHidden(NodeId node) const { return hidden_ && hidden_->Has(node); }
  bool IsHidden(RelationshipId relationship) const { return hidden_ && hidden_->Has(relationship); }

  // Cost: one batch read. Errors: kCorruption, kIo, as all calls here.
  Result<std::vector<std::optional<Node>>> Nodes(std::span<const NodeId> ids) const;
  Result<std::vector<std::optional<Relationship>>> Relationships(
      std::span<const RelationshipId> ids) const;

  // The relationships at each node, of the given types (none given: of all), ordered by side
  // (outgoing first), type, neighbour, relationship. A relationship from a node to itself shows on
  // both sides. Cost: a range scan a node, side and type.
  Result<std::vector<std::vector<Adjacent>>> Neighbours(
      std::span<const NodeId> nodes, Direction direction,
      std::span<const std::string_view> types = {}) const;

  // The same lists in flat arrays, for those who follow millions: a relationship from a node to
  // itself shows once, and `types` are tokens in ascending order
  // (null: all types). Stops before a node once `most`
  // neighbours are there; gives how many nodes it did, at least one. Leaves nothing of what `to`
  // held. Cost: some ns a neighbour in the base, a few more with relationships.
  Result<std::size_t> NeighboursInto(std::span<const NodeId> nodes, Direction direction,
                                     const std::vector<TokenId>* types, bool with_relationships,
                                     std::size_t most, NeighbourRows& to) const;

  // For one; the same cost as a batch of one.
  Result<std::optional<Node>> NodeAt(NodeId id) const;
  Result<std::optional<Relationship>> RelationshipAt(RelationshipId id) const;
  Result<std::vector<Adjacent>> NeighboursOf(NodeId node, Direction direction,
                                             std::span<const std::string_view> types = {}) const;

  // All nodes that carry the label, ascending by id.
  Result<std::vector<NodeId>> NodesWithLabel(std::string_view label) const;
  // All node ids, ascending.
  Result<std::vector<NodeId>> AllNodes() const;
  Result<std::vector<RelationshipId>> AllRelationships() const;

  // Nodes with that label whose property has that value, ascending by id. An integer finds an
  // equal float and the other way round. REQUIRES: HasIndex(label, property).
  Result<std::vector<NodeId>> NodesWithProperty(std::string_view label, std::string_view property,
                                                const Value& value) const;
  Result<bool> HasIndex(std::string_view label, std::string_view property) const;

  // Other folded names of a node, as they were given.
  Result<std::vector<std::string>> AliasesOf(NodeId node) const;

  // Labels with their numbers of nodes, types with their numbers of relationships; by word, those
  // at 0 left out.
  Result<std::vector<WordCount>> NodeCounts() const;
  Result<std::vector<WordCount>> RelationshipCounts() const;
  // The same as the store has them, for check: the others are the base's where that is all.
  Result<std::vector<WordCount>> StoredCounts(keys::WordKind kind) const;

  // The number of the last commit; 0 for an empty graph.
  Result<std::uint64_t> Sequence() const;

  // A list that is kept beside the graph under a name (which files it was read from); empty when
  // none was set.
  Result<std::vector<std::string>> List(std::string_view name) const;

  std::string_view TypeName(TokenId type) const {
    return dictionary().Word(keys::WordKind::kType, type);
  }
  std::optional<TokenId> TypeToken(std::string_view type) const {
    return dictionary().Find(keys::WordKind::kType, type);
  }

  // The compressed adjacency of an earlier commit, or of this one; null for a small graph. Valid
  // for this commit where HasOnlyBase().
  const Adjacency* base() const { return state_->base.get(); }
  // True when the base holds all that the view sees.
  bool HasOnlyBase() const;

  // For the indexes and checks that are built on the same bytes.
  const Reader& reader() const { return *reader_; }
  const Dictionary& dictionary() const { return *dictionary_; }
  const GraphState& state() const { return *state_; }
  // In the order of the ids; nothing where none is there.
  Result<std::vector<std::optional<records::NodeRecord>>> NodeRecords(
      std::span<const NodeId> ids) const;
  Result<std::vector<std::optional<records::RelationshipRecord>>> RelationshipRecords(
      std::span<const RelationshipId> ids) const;
  // Where the node or relationship is in the base, when it is there as it was.
  std::optional<NodePlace> BasePlace(NodeId node) const;
  std::optional<RelationshipPlace> BasePlace(RelationshipId relationship) const;
  // True when all nodes of the base are as they were there: BasePlace is base()->PlaceOf. False in
  // transactions and where something is hidden.
  bool HasBaseNodesUnchanged() const {
    return state_->base && pending_ == nullptr && hidden_ == nullptr &&
           state_->shadows->nodes.empty();
  }

 protected:
  Result<std::uint64_t> ReadNumber(const std::string& key) const;

  // To be called when `state_` has become another one.
  void ForgetDelta();

  std::unique_ptr<Reader> reader_;
  std::shared_ptr<const GraphState> state_;
  std::shared_ptr<GraphCache> cache_;
  std::shared_ptr<const Dictionary> dictionary_;
  const PendingChanges* pending_ = nullptr;  // of a transaction
  std::shared_ptr<const Hidden> hidden_;     // null: nothing

 private:
  Result<std::vector<WordCount>> Counts(keys::WordKind kind) const;
  Result<std::vector<WordCount>> CountShown(keys::WordKind kind) const;
  template <class Id>
  void EraseHidden(std::vector<Id>& ids) const {
    if (hidden_) std::erase_if(ids, [&](Id id) { return hidden_->Has(id); });
  }
  Node ToNode(NodeId id, records::NodeRecord record) const;
  Relationship ToRelationship(RelationshipId id, records::RelationshipRecord record) const;
  bool IsShadowed(NodeId node) const;
  // `prefix`: the value's, of the index's rows.
  bool HasEntriesOverBase(const GraphState::LabelAndProperty& index, std::string_view prefix) const;
  void CollectBase(NodeId node, bool outgoing, const std::vector<TokenId>* types,
                   std::vector<Adjacent>& to) const;
  // What is at the node beside the base, in the order of Neighbours.
  void CollectLater(NodeId node, Direction direction, const std::vector<TokenId>* types,
                    const DeltaAdjacency* delta, std::vector<Adjacent>& to) const;
  void CollectAll(NodeId node, Direction direction, const std::vector<TokenId>* types,
                  const DeltaAdjacency* delta, std::vector<Adjacent>& to) const;
  Result<const DeltaAdjacency*> DeltaIfAny() const;
  void CollectIndexed(TokenId label, TokenId property, const Value& value,
                      std::vector<NodeId>& to) const;
  Result<const DeltaAdjacency*> Delta() const;
  mutable std::mutex delta_mutex_;
  mutable std::atomic<const DeltaAdjacency*> delta_ = nullptr;  // delta_owner_'s, when it is known
  mutable std::shared_ptr<const DeltaAdjacency> delta_owner_;
};

}  // namespace citygraph
