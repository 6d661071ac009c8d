// Puts drafts into a graph: places, exchanges, reports, themes and networks once each, and the
// relationships between them with the evidence for every one. Loading the same drafts again changes
// nothing.
#pragma once

#include <functional>
#include <map>
#include <optional>
#include <set>
#include <span>
#include <string>
#include <string_view>
#include <unordered_map>
#include <unordered_set>
#include <vector>

#include "engine/storage/transaction.h"
#include "importers/load/exchange_finder.h"
#include "importers/load/given_dates.h"
#include "importers/reading.h"

namespace citygraph::importers {

// Nodes and relationships that loading added.
struct LoadCounts {
  std::map<std::string, std::uint64_t> nodes;          // by label
  std::map<std::string, std::uint64_t> relationships;  // by type
};

// What was said of relationships in this load, as far as it is watched.
using SaidAgain = std::unordered_map<RelationshipId, std::vector<Evidence>>;

class Loader {
 public:
  // Both must outlive the loader. The caller commits.
  // `known` are the documents that the graph was read from before: what they say now is noted, and
  // titles, years and the like that came from them are set to what they say now.
  Loader(const Knowledge& knowledge, Transaction& change, std::set<std::string> known = {},
         GivenDates dates = {})
      : knowledge_(knowledge),
        change_(&change),
        watched_(std::move(known)),
        finder_(change),
        dates_(std::move(dates)) {}

  // Loads every report of the draft. A report whose exchange was in the graph before becomes
  // kMerged; a row that joins an exchange which is not there becomes kRejected. Drafts with such
  // rows (Joins) come after those that may tell of their exchanges. `more`: other pieces of its
  // file follow. Errors: the store's.
  Status Load(FileDraft& draft, bool more = false);

  // Goes on with another change of the same graph, after a commit. What it knows of the nodes is
  // looked up anew, so that memory does not grow with what was loaded.
  void GoOn(Transaction& change) {
    change_ = &change;
    known_.clear();
    places_.clear();
    finder_.GoOn(change);
  }

  const LoadCounts& counts() const { return counts_; }
  const SaidAgain& said() const { return said_; }

 private:
  struct Found {
    NodeId node{};
    bool created = false;
  };

  Status LoadRow(const FileDraft& draft, RowDraft& row);
  Result<Found> ExchangeOf(const FileDraft& draft, const RowDraft& row);
  Status LoadReport(const FileDraft& draft, const RowDraft& row, NodeId exchange);
  Status LoadPlaces(const FileDraft& draft, const RowDraft& row, NodeId exchange);
  Status LoadMentoring(const FileDraft& draft, const RowDraft& row,
                       const std::vector<NodeId>& places, std::optional<NodeId> subject);
  Status LoadThemes(const FileDraft& draft, const RowDraft& row, NodeId exchange);
  Status LoadNetwork(const FileDraft& draft, const RowDraft& row, NodeId exchange);

  // Whether this row is the first of this load to describe the node, and its document the one that
  // the node was first read from.
  Result<bool> Describes(const FileDraft& draft, const Found& found, NodeId report);
  Status SetFacts(NodeId node, const ValueMap& facts, std::span<const std::string_view> properties);
  // The report that first told of an exchange; itself when there is none.
  Result<NodeId> FirstReportOf(NodeId exchange) const;

  // Rows that join an exchange (loader_joins.cc).
  struct Member {
    const RowDraft* row = nullptr;
    const PlaceMention* mention = nullptr;
    NodeId place{};
  };
  struct Joined {
    std::string key;
    std::vector<Member> mentors;
    std::vector<Member> mentees;
  };
  Status LoadJoins(FileDraft& draft, bool more);
  Status GiveDate(const FileDraft& draft, RowDraft& row, NodeId exchange,
                  const std::map<std::string, GivenDate>& before);
  Status TakeDatesBack(const FileDraft& draft, const std::map<std::string, GivenDate>& before);
  Status RelateMentors(const FileDraft& draft, const Joined& joined, NodeId exchange);

  Result<NodeId> PlaceNode(const PlaceMention& mention);
  Result<NodeId> PlaceNode(PlaceIndex place);
  Result<NodeId> UnknownPlaceNode(const PlaceMention& mention);
  Status PutInto(NodeId place, const Place& facts);
  Result<NodeId> ThemeNode(std::uint32_t theme);

  // The node of a label with that value of the identifying property, made when it is not there.
  // `names` gives the other names of one that is made.
  using Names = std::function<std::vector<std::string>()>;
  Result<Found> Ensure(std::initializer_list<std::string_view> labels, std::string_view identity,
                       const ValueMap& properties, const Names& names = {});
  // The relationship between the two of that type (and role, if given), made when it is not there;
  // adds the evidence.
  Status Relate(NodeId start, std::string_view type, NodeId end, const ValueMap& properties,
                const std::vector<Evidence>& evidence);
  void Note(RelationshipId relationship, const std::vector<Evidence>& evidence);
  Result<std::optional<RelationshipId>> FindRelationship(NodeId start, std::string_view type,
                                                         NodeId end,
                                                         const ValueMap& properties) const;

  const Knowledge& knowledge_;
  Transaction* change_;
  LoadCounts counts_;
  std::unordered_map<std::string, NodeId> known_;  // label and identity -> node
  std::unordered_map<PlaceIndex, NodeId> places_;  // the same of the gazetteer's
  std::set<std::string> watched_;                  // documents
  SaidAgain said_;
  std::unordered_set<NodeId> described_;  // exchanges and reports of this load
  ExchangeFinder finder_;
  GivenDates dates_;
  // What documents gave when they were last read, as far as they are read again.
  std::map<std::string, std::map<std::string, GivenDate>> dates_before_;
  std::map<NodeId, Joined> joined_;  // exchanges that rows of the draft at hand joined
};

// Whether a draft's rows only add to exchanges of others.
bool Joins(const FileDraft& draft);

// The identities by which nodes are found, so that look-ups go through indexes.
Status DeclareIdentities(Transaction& change);

}  // namespace citygraph::importers
