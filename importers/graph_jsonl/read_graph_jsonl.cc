#include <fmt/format.h>

#include <algorithm>
#include <fstream>
#include <iostream>
#include <iterator>
#include <map>
#include <memory>
#include <unordered_map>
#include <utility>

#include "engine/base/parallel.h"
#include "engine/model/schema.h"
#include "engine/storage/bulk.h"
#include "engine/storage/property_columns.h"
#include "importers/graph_csv/cells.h"
#include "importers/graph_csv/columns.h"
#include "importers/graph_csv/graph_csv.h"
#include "importers/graph_jsonl/graph_jsonl.h"
#include "importers/graph_jsonl/graph_line.h"

namespace citygraph::importers {
namespace {

namespace fs = std::filesystem;
using keys::WordKind;

// Whole lines of a stream, some MiB at a time.
class LineBlocks {
 public:
  explicit LineBlocks(std::istream& in) : in_(in) {}

  // Sets `lines` to the next ones, without their ends, valid until the next call; none at the end.
  // Errors: kInvalidInput, for a line that does not end.
  Status Next(std::vector<std::string_view>& lines) {
    lines.clear();
    block_.erase(0, used_);
    std::size_t end = std::string::npos;
    while (end == std::string::npos && in_.good()) {
      const std::size_t before = block_.size();
      if (before > kLongestLine) {
        return Fail(ErrorCode::kInvalidInput,
                    fmt::format("a line is longer than {} MiB", kLongestLine >> 20));
      }
      block_.resize(before + kBytes);
      in_.read(block_.data() + before, kBytes);
      block_.resize(before + static_cast<std::size_t>(in_.gcount()));
      end = block_.rfind('\n');
    }
    used_ = end == std::string::npos ? block_.size() : end + 1;
    bytes_ += used_;
    for (std::size_t at = 0; at < used_;) {
      const std::size_t newline = std::min(block_.find('\n', at), used_);
      std::string_view line = std::string_view(block_).substr(at, newline - at);
      if (line.ends_with('\r')) line.remove_suffix(1);
      lines.push_back(line);
      at = newline + 1;
    }
    return {};
  }
  std::uint64_t bytes() const { return bytes_; }  // of the lines given so far

 private:
  static constexpr std::size_t kBytes = std::size_t{4} << 20;
  static constexpr std::size_t kLongestLine = std::size_t{64} << 20;
  std::istream& in_;
  std::string block_;
  std::size_t used_ = 0;
  std::uint64_t bytes_ = 0;
};

// From what a file calls a node to its number. Cost: 4 bytes a node where they are numbered.
class NodeNames {
 public:
  bool Add(const std::string& name, NodeNumber node) {
    if (Find(name)) return false;
    const auto number = ParseInteger(name);
    if (number && *number >= 0 && static_cast<std::uint64_t>(*number) < 8 * node + kFew) {
      const auto at = static_cast<std::size_t>(*number);
      if (at >= dense_.size()) dense_.resize(at + 1, kNone);
      dense_[at] = node;
    } else {
      others_.emplace(name, node);
    }
    return true;
  }
  std::optional<NodeNumber> Find(const std::string& name) const {
    const auto number = ParseInteger(name);
    if (number && *number >= 0 && static_cast<std::uint64_t>(*number) < dense_.size()) {
      const NodeNumber node = dense_[static_cast<std::size_t>(*number)];
      if (node != kNone) return node;
    }
    const auto found = others_.find(name);
    return found == others_.end() ? std::nullopt : std::optional(found->second);
  }

 private:
  static constexpr NodeNumber kNone = 0xffffffff;
  static constexpr std::uint64_t kFew = 1 << 16;
  std::vector<NodeNumber> dense_;
  std::unordered_map<std::string, NodeNumber> others_;
};

class Importer {
 public:
  Importer(const fs::path& database, const GraphJsonlOptions& options)
      : database_(database), options_(options) {}

  Result<ImportReport> Run(const std::string& path) {
    CITYGRAPH_TRY(BulkGraph::CheckFree(database_));
    file_ = {.file = path, .shape = "graph-jsonl", .encoding = "UTF-8"};
    if (path == "-") {
      CITYGRAPH_TRY(ReadAll(std::cin, 0));
    } else {
      std::error_code error;
      const std::uintmax_t size = fs::file_size(path, error);
      std::ifstream in(path, std::ios::binary);
      if (error || !in) {
        return Fail(fs::exists(path, error) ? ErrorCode::kIo : ErrorCode::kNotFound,
                    "cannot read the file", {path});
      }
      CITYGRAPH_TRY(ReadAll(in, size));
    }
    if (file_.rows.accepted == 0) {
      Error none{.code = ErrorCode::kInvalidInput,
                 .message = "no line of the file is one of a graph",
                 .where = {path}};
      if (!file_.issues.empty()) {
        none.message = file_.issues.front().message;
        none.where.line = file_.issues.front().line;
      }
      return Fail(std::move(none));
    }
    CITYGRAPH_TRY(Write());
    report_.changed = true;
    report_.files.push_back(std::move(file_));
    return std::move(report_);
  }

 private:
  struct NodesOfLabels {
    std::vector<NodeNumber> nodes;  // as they came
    NodeNumber first = 0;           // of those that they get
    NodeNumber rows = 0;
    PropertyColumns columns;
  };
  struct RelationshipsOfType {
    RelationshipsDraft draft;
    PropertyColumns columns;
  };

  void Progress(std::string_view what, double done) const {
    if (options_.progress) options_.progress(what, done);
  }

  Status ReadAll(std::istream& in, std::uintmax_t size) {
    LineBlocks blocks(in);
    std::vector<std::string_view> lines;
    while (true) {
      if (Status read = blocks.Next(lines); !read) {
        read.error().where = {file_.file, line_};
        return read;
      }
      if (lines.empty()) break;
      std::vector<Result<GraphLine>> parsed(lines.size(), GraphLine());
      ForEachPiece(lines.size(), 1024, ThreadCount(0),
                   [&](std::uint64_t begin, std::uint64_t end, unsigned) {
                     for (std::uint64_t i = begin; i < end; ++i) {
                       if (!lines[i].empty()) parsed[i] = ReadGraphLine(lines[i]);
                     }
                   });
      for (std::size_t i = 0; i < lines.size(); ++i) {
        ++line_;
        if (!lines[i].empty()) CITYGRAPH_TRY(Take(std::move(parsed[i])));
      }
      if (size > 0)
        Progress(file_.file, static_cast<double>(blocks.bytes()) / static_cast<double>(size));
    }
    if (in.bad()) return Fail(ErrorCode::kIo, "cannot read the file", {file_.file});
    return {};
  }

  void Reject(std::string code, std::string message) {
    ++file_.rows.rejected;
    if (file_.issues.size() >= kMostIssues) return;
    file_.issues.push_back({.severity = Issue::Severity::kError,
                            .line = line_,
                            .code = std::move(code),
                            .message = std::move(message)});
  }

  // Errors: kUnsupported alone; what is wrong with a line is an issue.
  Status Take(Result<GraphLine> line) {
    ++file_.rows.read;
    if (!line) {
      if (line.error().code == ErrorCode::kUnsupported) {
        line.error().where = {file_.file, line_};
        return std::unexpected(std::move(line).error());
      }
      Reject("malformed-row", std::move(line.error().message));
    } else if (auto* head = std::get_if<GraphHead>(&*line)) {
      if (file_.rows.read == 1) {
        head_ = std::move(*head);
        ours_ = true;
        ++file_.rows.accepted;
      } else {
        Reject("malformed-row", "a line of the type graph is the first one, or none");
      }
    } else if (auto* node = std::get_if<NodeLine>(&*line)) {
      TakeNode(std::move(*node));
    } else {
      TakeRelationship(std::get<RelationshipLine>(*line));
    }
    return {};
  }

  TokenId Word(WordKind kind, std::string_view word) { return words_.Add(kind, word); }

  records::TokenProperties ToTokens(const ValueMap& properties) {
    records::TokenProperties tokens;
    for (const MapEntry& entry : properties) {
      if (!entry.value.is_null())
        tokens.emplace_back(Word(WordKind::kProperty, entry.key), entry.value);
    }
    return tokens;
  }

  void TakeNode(NodeLine node) {
    if (next_node_ == 0xffffffff) return Reject("too-many", "more than 4,294,967,295 nodes");
    if (!names_.Add(node.id, next_node_))
      return Reject("id-twice", fmt::format("there is a node \"{}\" already", node.id));
    // Another program's cities are places too, so that the questions find them.
    if (!ours_) AddPlaceLabel(node.labels);
    std::vector<TokenId> labels;
    for (const std::string& label : node.labels) {
      const TokenId token = Word(WordKind::kLabel, label);
      if (std::ranges::find(labels, token) != labels.end()) continue;
      labels.push_back(token);
      ++report_.added.nodes[label];
    }
    NodesOfLabels& table = nodes_[labels];
    table.nodes.push_back(next_node_);
    table.columns.Add(ToTokens(node.properties));
    if (!node.aliases.empty()) aliases_.emplace_back(next_node_, std::move(node.aliases));
    ++next_node_;
    ++file_.rows.accepted;
  }

  void TakeRelationship(const RelationshipLine& line) {
    const auto start = names_.Find(line.start);
    const auto end = names_.Find(line.end);
    if (!start || !end) {
      return Reject("unknown-id", fmt::format("there is no node \"{}\" before this line",
                                              start ? line.end : line.start));
    }
    RelationshipsOfType& type = types_[Word(WordKind::kType, line.type)];
    type.draft.start.push_back(*start);
    type.draft.end.push_back(*end);
    std::vector<records::EvidenceRecord> evidence;
    for (const Evidence& each : line.evidence) {
      evidence.push_back({.document = Word(WordKind::kText, each.document),
                          .rule = Word(WordKind::kText, each.rule),
                          .line = each.line,
                          .start = each.start,
                          .end = each.end,
                          .confidence = each.confidence,
                          .person = each.person,
                          .date = each.date});
    }
    type.columns.Add(ToTokens(line.properties), evidence);
    ++report_.added.relationships[line.type];
    ++file_.rows.accepted;
  }

  // In a bulk import the nodes of the same labels have numbers in a row: those labels come first
  // that were met first. Gives the number of each node, by the order in which they came.
  std::vector<NodeNumber> NumberByLabels() {
    std::map<NodeNumber, NodesOfLabels*> by_first;
    for (auto& [labels, table] : nodes_) by_first.emplace(table.nodes.front(), &table);
    std::vector<NodeNumber> numbers(next_node_);
    NodeNumber next = 0;
    for (const auto& [first, table] : by_first) {
      table->first = next;
      table->rows = static_cast<NodeNumber>(table->nodes.size());
      for (const NodeNumber node : table->nodes) numbers[node] = next++;
      std::vector<NodeNumber>().swap(table->nodes);
    }
    return numbers;
  }

  // Another program says nothing of indexes: what usually identifies a node is indexed.
  void AddUsualIndexes(BulkGraph& bulk) const {
    for (const auto& [labels, table] : nodes_) {
      for (const std::string_view each : {schema::property::kId, schema::property::kKey}) {
        const auto property = words_.Find(WordKind::kProperty, each);
        if (!property) continue;
        for (const TokenId label : labels) bulk.Index(label, *property);
      }
    }
  }

  Status Write() {
    Progress("writing the database", 0);
    std::uint64_t relationships = 0;
    for (const auto& [token, type] : types_) relationships += type.draft.start.size();
    CITYGRAPH_TRY(const auto bulk, BulkGraph::Create(database_, {.nodes = next_node_,
                                                                 .relationships = relationships}));
    for (const auto& [label, property] : head_.indexes) {
      bulk->Index(Word(WordKind::kLabel, label), Word(WordKind::kProperty, property));
    }
    for (const WordKind kind :
         {WordKind::kLabel, WordKind::kType, WordKind::kProperty, WordKind::kText}) {
      for (const std::string& word : words_.Words(kind)) bulk->Word(kind, word);  // same numbers
    }
    if (!ours_) AddUsualIndexes(*bulk);
    const std::vector<NodeNumber> numbers = NumberByLabels();
    for (auto& [labels, table] : nodes_) {
      CITYGRAPH_TRY(
          bulk->AddNodes({.labels = labels,
                          .runs = {{.first = table.first, .end = table.first + table.rows}},
                          .columns = table.columns.Take()}));
    }
    for (const auto& [node, names] : aliases_) bulk->SetAliases(NodeId{numbers[node]}, names);
    for (const auto& [name, texts] : head_.lists) bulk->SetList(name, texts);
    for (auto& [token, type] : types_) {
      for (NodeNumber& node : type.draft.start) node = numbers[node];
      for (NodeNumber& node : type.draft.end) node = numbers[node];
      type.draft.type = token;
      type.draft.columns = type.columns.Take();
      CITYGRAPH_TRY(bulk->AddRelationships(std::move(type.draft)));
    }
    CITYGRAPH_TRY(bulk->Finish());
    Progress("writing the database", 1);
    return {};
  }

  fs::path database_;
  const GraphJsonlOptions& options_;
  std::uint32_t line_ = 0;
  bool ours_ = false;  // the file has our first line
  GraphHead head_;
  Dictionary words_;
  NodeNames names_;
  NodeNumber next_node_ = 0;
  std::map<std::vector<TokenId>, NodesOfLabels> nodes_;
  std::map<TokenId, RelationshipsOfType> types_;
  std::vector<std::pair<NodeNumber, std::vector<std::string>>> aliases_;
  ImportReport report_;
  ImportReport::File file_;
};

}  // namespace

Result<ImportReport> ImportGraphJsonl(const std::string& path, const fs::path& database,
                                      const GraphJsonlOptions& options) {
  return Importer(database, options).Run(path);
}

bool LooksLikeGraphJsonl(const std::string& path) {
  std::error_code ignored;
  if (!fs::is_regular_file(path, ignored)) return false;
  std::ifstream in(path, std::ios::binary);
  std::string start(4096, '\0');
  in.read(start.data(), static_cast<std::streamsize>(start.size()));
  start.resize(static_cast<std::size_t>(in.gcount()));
  const std::size_t end = start.find('\n');
  if (!start.starts_with('{')) return false;
  if (end != std::string::npos)
    return ReadGraphLine(std::string_view(start).substr(0, end)).has_value();
  return start.starts_with("{\"type\":\"graph\",\"version\":");  // a long one, of ours
}

}  // namespace citygraph::importers
