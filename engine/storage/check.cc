#include "engine/storage/check.h"

#include <fmt/format.h>

#include <algorithm>
#include <iterator>
#include <map>
#include <span>
#include <unordered_map>
#include <unordered_set>

#include "engine/base/bytes.h"
#include "engine/base/unicode.h"
#include "engine/model/schema.h"
#include "engine/storage/truth.h"

namespace citygraph {
namespace {

using keys::Table;
using keys::WordKind;

class Checker {
 public:
  explicit Checker(const GraphView& view) : view_(view) {}

  Result<CheckReport> Run() {
    names_token_ = view_.dictionary().Find(WordKind::kProperty, schema::property::kName);
    CITYGRAPH_TRY(Note(CheckNodes()));
    CITYGRAPH_TRY(Note(CheckRelationships()));
    CITYGRAPH_TRY(Note(CheckNeighbours()));
    CITYGRAPH_TRY(Note(CheckLabels()));
    CITYGRAPH_TRY(Note(CheckProperties()));
    CITYGRAPH_TRY(Note(CheckAliases()));
    CITYGRAPH_TRY(Note(CheckNames()));
    CITYGRAPH_TRY(Note(CheckCounts()));
    CheckBase();
    return std::move(report_);
  }

 private:
  static constexpr std::size_t kBatch = 1024;

  void Problem(std::string text) {
    ++report_.problems_found;
    if (report_.problems.size() < CheckReport::kMostProblems)
      report_.problems.push_back(std::move(text));
  }

  template <class Visit>
  Status Each(Table table, Visit visit) {
    return ForEach(view_.reader(), PrefixRange(keys::TablePrefix(table)), [&](const KeyValue& row) {
      visit(row);
      return true;
    });
  }

  // Damage that ends a step is a problem found, and the next step goes on.
  Status Note(Status step) {
    if (step || step.error().code != ErrorCode::kCorruption) return step;
    Problem(step.error().ToString());
    return {};
  }

  OnDamage ReportDamage() {
    return [this](const Error& error) { Problem(error.message); };
  }

  // Properties in any order: the base has an order of its own.
  template <class Record>
  static void Normalise(Record& record) {
    std::ranges::sort(record.properties, {}, [](const auto& entry) { return entry.first; });
  }

  // Every record of the truth must be what the view reads, be it from a base or from records.
  Status CheckNodes() {
    std::vector<NodeId> ids;
    std::vector<records::NodeRecord> records;
    const auto compare = [&]() -> Status {
      CITYGRAPH_TRY(auto seen, view_.NodeRecords(ids));
      for (std::size_t i = 0; i < ids.size(); ++i) {
        Normalise(records[i]);
        if (seen[i]) Normalise(*seen[i]);
        if (!seen[i] || *seen[i] != records[i])
          Problem(fmt::format("node {} does not read as its record says", Raw(ids[i])));
      }
      ids.clear();
      records.clear();
      return {};
    };
    CITYGRAPH_TRY(ForEachNode(
        view_.reader(),
        [&](NodeId id, records::NodeRecord record) -> Status {
          NoteNode(id, record);
          ids.push_back(id);
          records.push_back(std::move(record));
          return ids.size() < kBatch ? Status() : compare();
        },
        ReportDamage()));
    CITYGRAPH_TRY(compare());
    CITYGRAPH_TRY(const auto all, view_.AllNodes());
    if (all.size() != report_.nodes) {
      Problem(fmt::format("{} nodes are listed, and {} have records", all.size(), report_.nodes));
    }
    return {};
  }

  void NoteNode(NodeId id, const records::NodeRecord& record) {
    ++report_.nodes;
    if (Raw(id) >= view_.state().next_node) {
      Problem(fmt::format("node {} has an id that was not given out", Raw(id)));
    }
    neighbours_.try_emplace(Raw(id));
    const auto place = view_.BasePlace(id);
    for (const TokenId label : record.labels) {
      ++counts_[{WordKind::kLabel, label}];
      labels_[label].push_back(id);
      for (const auto& [property, value] : record.properties) {
        if (!view_.state().indexes.contains({label, property}) || !keys::OrderedBytes(value))
          continue;
        const Column* column = place ? place->table->FindColumn(property) : nullptr;
        if (column == nullptr || !column->indexed())
          properties_.insert(keys::Property(label, property, value, id));
      }
    }
    for (const auto& [property, value] : record.properties) {
      if (names_token_ != property || value.AsString() == nullptr) continue;
      if (const std::string folded = FoldName(*value.AsString()); !folded.empty())
        names_.insert(keys::Name(folded, id));
    }
  }

  Status CheckRelationships() {
    std::vector<RelationshipId> ids;
    std::vector<records::RelationshipRecord> records;
    const auto compare = [&]() -> Status {
      CITYGRAPH_TRY(auto seen, view_.RelationshipRecords(ids));
      for (std::size_t i = 0; i < ids.size(); ++i) {
        Normalise(records[i]);
        if (seen[i]) Normalise(*seen[i]);
        if (!seen[i] || *seen[i] != records[i])
          Problem(fmt::format("relationship {} does not read as its record says", Raw(ids[i])));
      }
      ids.clear();
      records.clear();
      return {};
    };
    CITYGRAPH_TRY(ForEachRelationship(
        view_.reader(),
        [&](RelationshipId id, records::RelationshipRecord record) -> Status {
          NoteRelationship(id, record);
          ids.push_back(id);
          records.push_back(std::move(record));
          return ids.size() < kBatch ? Status() : compare();
        },
        ReportDamage()));
    CITYGRAPH_TRY(compare());
    CITYGRAPH_TRY(const auto all, view_.AllRelationships());
    if (all.size() != report_.relationships) {
      Problem(fmt::format("{} relationships are listed, and {} have records", all.size(),
                          report_.relationships));
    }
    return {};
  }

  static std::uint64_t Mix(const Adjacent& each) {
    std::string bytes;
    AppendBigEndian(bytes, Raw(each.relationship));
    AppendBigEndian(bytes, Raw(each.neighbour));
    AppendBigEndian(bytes, Raw(each.type));
    bytes.push_back(each.outgoing ? 'o' : 'i');
    return Fnv1a(bytes);
  }

  void NoteRelationship(RelationshipId id, const records::RelationshipRecord& record) {
    ++report_.relationships;
    ++counts_[{WordKind::kType, record.type}];
    const std::string name = fmt::format("relationship {}", Raw(id));
    if (Raw(id) >= view_.state().next_relationship)
      Problem(name + " has an id that was not given out");
    const auto note = [&](NodeId node, const Adjacent& adjacent, std::string_view verb) {
      const auto found = neighbours_.find(Raw(node));
      if (found == neighbours_.end()) {
        return Problem(fmt::format("{} {} at a node that is not there", name, verb));
      }
      ++found->second.count;
      found->second.sum += Mix(adjacent);
    };
    note(record.start, {id, record.end, record.type, true}, "starts");
    note(record.end, {id, record.start, record.type, false}, "ends");
  }

  // What each node's neighbours are said to be is what the relationships say, from both sides.
  Status CheckNeighbours() {
    CITYGRAPH_TRY(const auto all, view_.AllNodes());
    for (std::size_t first = 0; first < all.size(); first += kBatch) {
      const std::span nodes = std::span(all).subspan(first, std::min(kBatch, all.size() - first));
      CITYGRAPH_TRY(const auto lists, view_.Neighbours(nodes, Direction::kBoth));
      for (std::size_t i = 0; i < nodes.size(); ++i) {
        Neighbourhood seen;
        for (const Adjacent& each : lists[i]) {
          ++seen.count;
          seen.sum += Mix(each);
        }
        report_.index_entries += seen.count;
        const auto found = neighbours_.find(Raw(nodes[i]));
        if (found != neighbours_.end() && found->second == seen) continue;
        Problem(fmt::format("the neighbours of node {} are not what its relationships say",
                            Raw(nodes[i])));
      }
    }
    return {};
  }

  Status CheckLabels() {
    for (const std::string& word : view_.dictionary().Words(WordKind::kLabel)) {
      const TokenId label = *view_.dictionary().Find(WordKind::kLabel, word);
      CITYGRAPH_TRY(const auto seen, view_.NodesWithLabel(word));
      report_.index_entries += seen.size();
      const std::vector<NodeId>& expected = labels_[label];
      std::vector<NodeId> wrong;
      std::ranges::set_difference(seen, expected, std::back_inserter(wrong));
      for (const NodeId node : wrong) {
        Problem(fmt::format("a label entry without its record: {} of node {}", word, Raw(node)));
      }
      std::vector<NodeId> missing;
      std::ranges::set_difference(expected, seen, std::back_inserter(missing));
      if (!missing.empty())
        Problem(fmt::format("{} label entries of {} are missing", missing.size(), word));
    }
    return {};
  }

  // Entries that are expected must be there; others must at least be right, for a base may know
  // the same.
  Status CheckProperties() {
    std::vector<std::string> others;
    CITYGRAPH_TRY(Each(Table::kProperty, [&](const KeyValue& row) {
      ++report_.index_entries;
      if (properties_.erase(row.key) == 0) others.push_back(row.key);
    }));
    if (!properties_.empty())
      Problem(fmt::format("{} property entries are missing", properties_.size()));
    for (const std::string& key : others) {
      const auto node = keys::TrailingNode(key);
      CITYGRAPH_TRY(const auto records, view_.NodeRecords(std::vector{node.value_or(NodeId{})}));
      if (!node || !records.front() || !MakesEntry(*node, *records.front(), key))
        Problem("a property entry without its record");
    }
    return {};
  }

  bool MakesEntry(NodeId node, const records::NodeRecord& record, const std::string& key) const {
    for (const TokenId label : record.labels) {
      for (const auto& [property, value] : record.properties) {
        if (view_.state().indexes.contains({label, property}) && keys::OrderedBytes(value) &&
            keys::Property(label, property, value, node) == key) {
          return true;
        }
      }
    }
    return false;
  }

  Status CheckAliases() {
    return Each(Table::kAliases, [&](const KeyValue& row) {
      const auto node = keys::TrailingNode(row.key);
      const auto aliases = records::DecodeNames(row.value);
      if (!node || !aliases) return Problem("a list of other names is damaged");
      if (!neighbours_.contains(Raw(*node)))
        return Problem("other names of a node that is not there");
      for (const std::string& alias : *aliases) names_.insert(keys::Name(alias, *node));
    });
  }

  Status CheckNames() {
    CITYGRAPH_TRY(Each(Table::kName, [&](const KeyValue& row) {
      ++report_.index_entries;
      if (names_.erase(row.key) == 0) Problem("a name entry without its record");
    }));
    if (!names_.empty()) Problem(fmt::format("{} name entries are missing", names_.size()));
    return {};
  }

  void CheckBase() {
    if (view_.base() == nullptr) return;
    if (const Status sound = view_.base()->Verify(); !sound) Problem(sound.error().ToString());
  }

  Status CheckCounts() {
    for (const WordKind kind : {WordKind::kLabel, WordKind::kType}) {
      CITYGRAPH_TRY(const auto stored, view_.StoredCounts(kind));
      std::map<std::string, std::uint64_t> said;
      for (const WordCount& each : stored) said[each.word] = each.count;
      for (const auto& [key, count] : counts_) {
        if (key.first != kind) continue;
        const std::string word(view_.dictionary().Word(kind, key.second));
        if (said[word] != count) {
          Problem(word + ": " + std::to_string(count) + " are there, the count says " +
                  std::to_string(said[word]));
        }
        said.erase(word);
      }
      for (const auto& [word, count] : said)
        Problem(word + ": none is there, the count says " + std::to_string(count));
    }
    return {};
  }

  struct Neighbourhood {
    std::uint64_t count = 0;
    std::uint64_t sum = 0;
    bool operator==(const Neighbourhood&) const = default;
  };

  const GraphView& view_;
  CheckReport report_;
  std::optional<TokenId> names_token_;
  std::unordered_map<std::uint64_t, Neighbourhood> neighbours_;  // of every node
  std::map<TokenId, std::vector<NodeId>> labels_;
  std::unordered_set<std::string> properties_;  // the entries that must be there
  std::unordered_set<std::string> names_;
  std::map<std::pair<WordKind, TokenId>, std::uint64_t> counts_;
};

}  // namespace

Result<CheckReport> CheckGraph(const Graph& graph) {
  CITYGRAPH_TRY(const auto view, graph.Read());
  CITYGRAPH_TRY(CheckReport report, Checker(*view).Run());
  if (const Status checksums = graph.store().VerifyChecksums(); !checksums) {
    ++report.problems_found;
    report.problems.push_back(checksums.error().ToString());
  }
  return report;
}

}  // namespace citygraph
