#include "engine/storage/check.h"

#include <map>
#include <unordered_map>
#include <unordered_set>

#include "engine/base/unicode.h"
#include "engine/model/schema.h"

namespace citygraph {
namespace {

using keys::Table;
using keys::WordKind;

class Checker {
 public:
  explicit Checker(const GraphView& view) : view_(view) {}

  Result<CheckReport> Run() {
    CITYGRAPH_TRY(CheckNodes());
    CITYGRAPH_TRY(CheckRelationships());
    CITYGRAPH_TRY(CheckAdjacency());
    CITYGRAPH_TRY(CheckEntries(Table::kLabel, labels_, "label"));
    CITYGRAPH_TRY(CheckEntries(Table::kProperty, properties_, "property"));
    CITYGRAPH_TRY(CheckAliases());
    CITYGRAPH_TRY(CheckEntries(Table::kName, names_, "name"));
    CITYGRAPH_TRY(CheckCounts());
    return std::move(report_);
  }

 private:
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

  Status CheckNodes() {
    std::vector<keys::IndexKey> indexes;
    CITYGRAPH_TRY(Each(Table::kIndex, [&](const KeyValue& row) {
      if (const auto key = keys::ParseIndex(row.key)) indexes.push_back(*key);
    }));
    const auto name = view_.dictionary().Find(WordKind::kProperty, schema::property::kName);
    return Each(Table::kNode, [&](const KeyValue& row) {
      const auto id = keys::ParseNode(row.key);
      const auto record = records::DecodeNode(row.value);
      if (!id || !record) return Problem("a node's record is damaged");
      ++report_.nodes;
      nodes_.insert(Raw(*id));
      for (const TokenId label : record->labels) {
        ++counts_[{WordKind::kLabel, label}];
        labels_.insert(keys::Label(label, *id));
        for (const auto& [property, value] : record->properties) {
          for (const keys::IndexKey& index : indexes) {
            if (index.label != label || index.property != property || !keys::OrderedBytes(value))
              continue;
            properties_.insert(keys::Property(label, property, value, *id));
          }
        }
      }
      for (const auto& [property, value] : record->properties) {
        if (name != property || value.AsString() == nullptr) continue;
        if (const std::string folded = FoldName(*value.AsString()); !folded.empty())
          names_.insert(keys::Name(folded, *id));
      }
    });
  }

  Status CheckRelationships() {
    return Each(Table::kRelationship, [&](const KeyValue& row) {
      const auto id = keys::ParseRelationship(row.key);
      const auto record = records::DecodeRelationship(row.value);
      if (!id || !record) return Problem("a relationship's record is damaged");
      ++report_.relationships;
      ++counts_[{WordKind::kType, record->type}];
      const std::string name = "relationship " + std::to_string(Raw(*id));
      if (!nodes_.contains(Raw(record->start)))
        Problem(name + " starts at a node that is not there");
      if (!nodes_.contains(Raw(record->end))) Problem(name + " ends at a node that is not there");
      adjacency_.insert(
          keys::Adjacency(record->start, keys::Side::kOutgoing, record->type, record->end, *id));
      adjacency_.insert(
          keys::Adjacency(record->end, keys::Side::kIncoming, record->type, record->start, *id));
    });
  }

  Status CheckAdjacency() { return CheckEntries(Table::kAdjacency, adjacency_, "adjacency"); }

  Status CheckAliases() {
    return Each(Table::kAliases, [&](const KeyValue& row) {
      const auto node = keys::TrailingNode(row.key);
      const auto aliases = records::DecodeNames(row.value);
      if (!node || !aliases) return Problem("a list of other names is damaged");
      if (!nodes_.contains(Raw(*node))) return Problem("other names of a node that is not there");
      for (const std::string& alias : *aliases) names_.insert(keys::Name(alias, *node));
    });
  }

  // The table must hold exactly the expected keys.
  Status CheckEntries(Table table, std::unordered_set<std::string>& expected,
                      const std::string& what) {
    CITYGRAPH_TRY(Each(table, [&](const KeyValue& row) {
      ++report_.index_entries;
      if (expected.erase(row.key) == 0) Problem("a " + what + " entry without its record");
    }));
    if (!expected.empty())
      Problem(std::to_string(expected.size()) + " " + what + " entries are missing");
    expected.clear();
    return {};
  }

  Status CheckCounts() {
    for (const WordKind kind : {WordKind::kLabel, WordKind::kType}) {
      CITYGRAPH_TRY(const auto stored,
                    kind == WordKind::kLabel ? view_.NodeCounts() : view_.RelationshipCounts());
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

  const GraphView& view_;
  CheckReport report_;
  std::unordered_set<std::uint64_t> nodes_;
  std::unordered_set<std::string> adjacency_;
  std::unordered_set<std::string> labels_;
  std::unordered_set<std::string> properties_;
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
