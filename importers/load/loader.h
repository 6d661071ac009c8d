// Puts drafts into a graph: places, exchanges, reports, themes and networks once each, and the
// relationships between them with the evidence for every one. Loading the same drafts again changes
// nothing.
#pragma once

#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "engine/storage/transaction.h"
#include "importers/reading.h"

namespace citygraph::importers {

// Nodes and relationships that loading added.
struct LoadCounts {
  std::map<std::string, std::uint64_t> nodes;          // by label
  std::map<std::string, std::uint64_t> relationships;  // by type
};

class Loader {
 public:
  // Both must outlive the loader. The caller commits.
  Loader(const Knowledge& knowledge, Transaction& change)
      : knowledge_(knowledge), change_(change) {}

  // Loads every report of the draft. A report whose exchange was in the graph before becomes
  // kMerged. Errors: the store's.
  Status Load(FileDraft& draft);

  const LoadCounts& counts() const { return counts_; }

 private:
  struct Found {
    NodeId node{};
    bool created = false;
  };

  Status LoadRow(const FileDraft& draft, RowDraft& row);
  Result<Found> ExchangeOf(const RowDraft& row);
  Status LoadReport(const FileDraft& draft, const RowDraft& row, NodeId exchange);
  Status LoadPlaces(const FileDraft& draft, const RowDraft& row, NodeId exchange);
  Status LoadMentoring(const FileDraft& draft, const RowDraft& row,
                       const std::vector<NodeId>& places);
  Status LoadThemes(const FileDraft& draft, const RowDraft& row, NodeId exchange);
  Status LoadNetwork(const FileDraft& draft, const RowDraft& row, NodeId exchange);

  Result<NodeId> PlaceNode(const PlaceMention& mention);
  Result<NodeId> PlaceNode(PlaceIndex place);
  Result<NodeId> UnknownPlaceNode(const PlaceMention& mention);
  Status PutInto(NodeId place, const Place& facts);
  Result<NodeId> ThemeNode(std::uint32_t theme);

  // The node of a label with that value of the identifying property, made when it is not there.
  Result<Found> Ensure(std::initializer_list<std::string_view> labels, std::string_view identity,
                       const ValueMap& properties);
  // The relationship between the two of that type (and role, if given), made when it is not there;
  // adds the evidence.
  Status Relate(NodeId start, std::string_view type, NodeId end, const ValueMap& properties,
                const std::vector<Evidence>& evidence);
  Result<std::optional<RelationshipId>> FindRelationship(NodeId start, std::string_view type,
                                                         NodeId end,
                                                         const ValueMap& properties) const;

  const Knowledge& knowledge_;
  Transaction& change_;
  LoadCounts counts_;
  std::unordered_map<std::string, NodeId> known_;  // label and identity -> node
};

// The identities by which nodes are found, so that look-ups go through indexes.
Status DeclareIdentities(Transaction& change);

}  // namespace citygraph::importers
