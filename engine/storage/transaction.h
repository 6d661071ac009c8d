// Changing a graph: a transaction reads what it has written, and keeps every index, count and
// both sides of every relationship in step. Nothing is stored before Commit; then all is, or
// nothing.
//
// Threads: none. Memory: grows with the changes; importers commit in batches.
#pragma once

#include <map>
#include <memory>
#include <set>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "engine/encoding/records.h"
#include "engine/storage/graph_view.h"
#include "engine/storage/overlay.h"

namespace citygraph {

class Transaction : public GraphView {
 public:
  // Called by Graph::Begin.
  static std::unique_ptr<Transaction> Begin(Store& store, std::unique_ptr<Reader> snapshot,
                                            std::shared_ptr<const GraphState> state,
                                            std::shared_ptr<GraphCache> cache);

  // `aliases`: as SetAliases; here they cost no look-up.
  Result<NodeId> CreateNode(std::span<const std::string_view> labels, const ValueMap& properties,
                            std::span<const std::string> aliases = {});
  Result<NodeId> CreateNode(std::initializer_list<std::string_view> labels,
                            const ValueMap& properties, std::span<const std::string> aliases = {});

  // Sets a property; null removes it. Errors: kNotFound (no such node), kInvalidInput (a value
  // deeper than records::kDeepestValue; so too where nodes and relationships are made).
  Status SetProperty(NodeId node, std::string_view property, const Value& value);
  Status AddLabel(NodeId node, std::string_view label);
  Status RemoveLabel(NodeId node, std::string_view label);
  // Errors: kInvalidInput when relationships still hang on the node.
  Status DeleteNode(NodeId node);

  // Replaces the other names under which the node is found (besides its `name`). They are folded
  // here.
  Status SetAliases(NodeId node, std::span<const std::string> names);

  // Errors: kNotFound (an end is not there).
  Result<RelationshipId> CreateRelationship(NodeId start, std::string_view type, NodeId end,
                                            const ValueMap& properties = {},
                                            std::span<const Evidence> evidence = {});
  Status SetProperty(RelationshipId relationship, std::string_view property, const Value& value);
  // Adds the statement, or updates the confidence of one that is there. True when anything changed.
  Result<bool> AddEvidence(RelationshipId relationship, const Evidence& evidence);
  // Replaces all evidence of the relationship.
  Status SetEvidence(RelationshipId relationship, std::span<const Evidence> evidence);
  Status DeleteRelationship(RelationshipId relationship);

  // Nodes of the label are found by the property from now on; those already there are indexed.
  Status CreateIndex(std::string_view label, std::string_view property);

  // Replaces a list that is kept beside the graph (GraphView::List).
  Status SetList(std::string_view name, const std::vector<std::string>& words);

  // Stores all changes in one step; the transaction goes on from there. Without changes it writes
  // nothing.
  Status Commit(Durability durability = Durability::kSync);
  // Changes since the last commit, in rows of the store and relationships.
  std::size_t pending() const {
    return overlay_->size() + changes_.created().size() + changes_.changed().size();
  }

 private:
  Transaction(Store& store, std::unique_ptr<Overlay> overlay,
              std::shared_ptr<const GraphState> state, std::shared_ptr<GraphCache> cache);

  TokenId Token(keys::WordKind kind, std::string_view word);
  Result<records::NodeRecord> NodeRecordOf(NodeId node) const;
  Result<records::RelationshipRecord> RelationshipRecordOf(RelationshipId relationship) const;
  Result<bool> NodeExists(NodeId node) const;
  records::TokenProperties ToTokens(const ValueMap& properties);
  records::EvidenceRecord ToRecord(const Evidence& evidence);

  // Makes the index entries of a node be what its record says: called with the record before and
  // after.
  void Reindex(NodeId node, const records::NodeRecord& before, const records::NodeRecord& after);
  Status ReindexNames(NodeId node, const records::NodeRecord& before,
                      const records::NodeRecord& after);
  void PutAliases(NodeId node, const std::vector<std::string>& folded);
  std::string FoldedNameOf(const records::NodeRecord& record) const;
  Status Rewrite(NodeId node, const records::NodeRecord& before, const records::NodeRecord& after);
  // From here on the base does not speak for the node. True when it did.
  bool Shadow(NodeId node);
  void Count(keys::WordKind kind, TokenId token, std::int64_t change);
  Status FlushCounts();
  void FlushRelationships();
  void FlushMeta(const GraphState& next);
  void NoteInJournal(const WriteBatch& committed);
  Status DropFormat1Rows();
  std::shared_ptr<GraphState> NextState() const;

  Store& store_;
  Overlay* overlay_;                            // the view's reader, with its type
  std::shared_ptr<Dictionary> own_dictionary_;  // a copy with new words, once there are any
  PendingChanges changes_;
  std::uint64_t next_node_;
  std::set<std::pair<TokenId, TokenId>> indexes_;  // (label, property)
  std::map<std::pair<keys::WordKind, TokenId>, std::int64_t> count_changes_;
};

}  // namespace citygraph
