#include "importers/graph_csv/write_graph_csv.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <map>
#include <tuple>
#include <utility>
#include <vector>

#include "engine/base/bytes.h"
#include "engine/encoding/json.h"
#include "engine/storage/graph_contents.h"
#include "importers/graph_csv/cells.h"

namespace citygraph::importers {
namespace {

constexpr std::size_t kBatch = 4096;
constexpr std::uint32_t kNoFile = ~std::uint32_t{0};

// What the values of a property show, over all its rows.
struct Seen {
  std::uint64_t rows = 0;
  bool integers = true;
  bool floats = true;
  bool booleans = true;
  bool texts = true;
  bool texts_like_integers = true;      // a column of such would be read as one of numbers
  std::vector<std::uint64_t> identity;  // hashes, of a property that may identify the rows

  void See(const Value& value) {
    ++rows;
    integers &= value.AsInteger() != nullptr;
    floats &= value.AsFloat() != nullptr && std::isfinite(*value.AsFloat());
    booleans &= value.AsBoolean() != nullptr;
    const std::string* text = value.AsString();
    texts &= text != nullptr;
    texts_like_integers &= text != nullptr && ParseInteger(*text).has_value();
  }
  CellType Type() const {
    if (integers) return CellType::kInteger;
    if (floats) return CellType::kFloat;
    return booleans ? CellType::kBoolean : CellType::kText;
  }
  bool Identifies(std::uint64_t all_rows) {
    if (rows != all_rows || identity.size() != rows) return false;
    if (!integers && (!texts || texts_like_integers)) return false;
    std::ranges::sort(identity);
    return std::ranges::adjacent_find(identity) == identity.end();
  }
};
using Properties = std::map<std::string, Seen, std::less<>>;

// The nodes of the same labels.
struct NodesFile {
  std::string group;  // the labels, which the ids are of too
  std::uint64_t rows = 0;
  Properties properties;
  std::string id;  // the property that identifies them
  bool new_id = false;
};

std::string_view WordOf(CellType type) {
  switch (type) {
    case CellType::kInteger:
      return "int";
    case CellType::kFloat:
      return "float";
    case CellType::kBoolean:
      return "boolean";
    default:
      return "string";
  }
}

std::string Quoted(const std::string& text) {
  if (text.find_first_of("\",\r\n") == std::string::npos) return text;
  std::string quoted = "\"";
  for (const char c : text) quoted.append(c == '"' ? 2 : 1, c);
  return quoted + '"';
}

Status CheckFileName(std::string_view word, std::string_view what) {
  const bool sound = !word.empty() && std::ranges::none_of(word, [](char c) {
    return static_cast<unsigned char>(c) < 0x20 || std::string_view("./+()\\:").contains(c);
  });
  if (sound && word.size() <= 200) return {};
  return Fail({.code = ErrorCode::kUnsupported,
               .message = fmt::format("the {} \"{}\" cannot be the name of a CSV file", what, word),
               .hint = "write the graph with --to graph-jsonl"});
}

class Writer {
 public:
  Writer(const GraphView& view, const FolderSink& sink) : view_(view), sink_(sink) {}

  Result<CsvLosses> Run() {
    indexes_ = AllIndexes(view_);
    CITYGRAPH_TRY(nodes_, view_.AllNodes());
    CITYGRAPH_TRY(relationships_, view_.AllRelationships());
    file_of_.assign(view_.state().next_node, kNoFile);
    CITYGRAPH_TRY(EachNode([&](const Node& node) { return SeeNode(node); }));
    for (NodesFile& file : files_) SettleId(file);
    CITYGRAPH_TRY(
        EachRelationship([&](const Relationship& each) { return SeeRelationship(each); }));
    CITYGRAPH_TRY(WriteNodes());
    CITYGRAPH_TRY(WriteRelationships());
    CITYGRAPH_TRY(const auto aliases, AllAliases(view_));
    for (const auto& [node, names] : aliases) losses_.aliases += names.size();
    return losses_;
  }

 private:
  template <class Visit>
  Status EachNode(const Visit& visit) const {
    for (std::size_t at = 0; at < nodes_.size(); at += kBatch) {
      CITYGRAPH_TRY(const auto nodes, view_.Nodes(std::span(nodes_).subspan(
                                          at, std::min(kBatch, nodes_.size() - at))));
      for (const auto& node : nodes) {
        if (node) CITYGRAPH_TRY(visit(*node));
      }
    }
    return {};
  }
  template <class Visit>
  Status EachRelationship(const Visit& visit) const {
    for (std::size_t at = 0; at < relationships_.size(); at += kBatch) {
      CITYGRAPH_TRY(
          const auto batch,
          view_.Relationships(
              std::span(relationships_).subspan(at, std::min(kBatch, relationships_.size() - at))));
      for (const auto& each : batch) {
        if (each) CITYGRAPH_TRY(visit(*each));
      }
    }
    return {};
  }

  bool MayIdentify(const Node& node, const std::string& property) const {
    return std::ranges::any_of(indexes_, [&](const auto& index) {
      return index.second == property && node.HasLabel(index.first);
    });
  }

  Status SeeNode(const Node& node) {
    const std::string group = fmt::format("{}", fmt::join(node.labels, "+"));
    auto [known, added] =
        file_of_group_.try_emplace(group, static_cast<std::uint32_t>(files_.size()));
    if (added) {
      if (node.labels.empty()) CITYGRAPH_TRY(CheckFileName("", "label"));
      for (const std::string& label : node.labels) CITYGRAPH_TRY(CheckFileName(label, "label"));
      files_.push_back({.group = group});
    }
    NodesFile& file = files_[known->second];
    file_of_[Raw(node.id)] = known->second;
    ++file.rows;
    for (const MapEntry& entry : node.properties) {
      Seen& seen = file.properties[entry.key];
      seen.See(entry.value);
      if (!MayIdentify(node, entry.key)) continue;
      if (const auto* text = entry.value.AsString(); text != nullptr && !text->empty()) {
        seen.identity.push_back(Fnv1a(*text));
      } else if (const auto* number = entry.value.AsInteger()) {
        seen.identity.push_back(Fnv1a(std::to_string(*number)));
      }
    }
    return {};
  }

  // `id`, `key`, or else the first that is indexed and identifies all.
  void SettleId(NodesFile& file) {
    for (const std::string_view first : {"id", "key"}) {
      const auto found = file.properties.find(first);
      if (file.id.empty() && found != file.properties.end() && found->second.Identifies(file.rows))
        file.id = first;
    }
    for (auto& [name, seen] : file.properties) {
      if (file.id.empty() && seen.Identifies(file.rows)) file.id = name;
      seen.identity = {};
    }
    if (!file.id.empty()) return;
    file.new_id = true;
    losses_.new_ids += file.rows;
    for (file.id = "id"; file.properties.contains(file.id);) file.id.insert(0, "_");
  }

  using Ends = std::tuple<std::string, std::uint32_t, std::uint32_t>;  // type, files of both ends
  Ends EndsOf(const Relationship& each) const {
    return {each.type, file_of_[Raw(each.start)], file_of_[Raw(each.end)]};
  }

  Status SeeRelationship(const Relationship& each) {
    const auto [known, added] = relationship_files_.try_emplace(EndsOf(each));
    if (added) CITYGRAPH_TRY(CheckFileName(each.type, "type"));
    // One kind a property of a type, whichever file it is in.
    Properties& properties = types_[each.type];
    for (const MapEntry& entry : each.properties) properties[entry.key].See(entry.value);
    losses_.evidence += each.evidence.size();
    return {};
  }

  std::string CellOf(const Value* value, CellType type) {
    if (value == nullptr || value->is_null()) return {};
    if (type == CellType::kInteger) return std::to_string(*value->AsInteger());
    if (type == CellType::kFloat) return fmt::format("{}", *value->AsFloat());
    if (type == CellType::kBoolean) return *value->AsBoolean() ? "true" : "false";
    const std::string* text = value->AsString();
    if (text == nullptr) ++losses_.as_text;
    if (text != nullptr && text->empty()) ++losses_.not_set;
    return Quoted(text != nullptr ? *text : ToJson(*value));
  }

  // Text goes to the sink in large pieces.
  Status Add(const std::string& file, std::string_view text) {
    constexpr std::size_t kPieceBytes = std::size_t{1} << 16;
    std::string& waiting = waiting_[file];
    waiting += text;
    if (waiting.size() < kPieceBytes) return {};
    CITYGRAPH_TRY(sink_(file, waiting));
    waiting.clear();
    return {};
  }
  Status Flush() {
    for (const auto& [file, text] : waiting_) CITYGRAPH_TRY(sink_(file, text));
    waiting_.clear();
    return {};
  }

  Status WriteNodes() {
    for (const NodesFile& file : files_) {
      std::string header = fmt::format("{}:ID({})", file.id, file.group);
      for (const auto& [name, seen] : file.properties) {
        if (name != file.id)
          header += ',' + Quoted(fmt::format("{}:{}", name, WordOf(seen.Type())));
      }
      CITYGRAPH_TRY(Add(file.group + ".csv", header + '\n'));
    }
    id_begins_.assign(file_of_.size() + 1, 0);
    std::uint64_t next = 0;  // the node whose id is to come
    CITYGRAPH_TRY(EachNode([&](const Node& node) -> Status {
      const NodesFile& file = files_[file_of_[Raw(node.id)]];
      const std::string id =
          file.new_id ? std::to_string(Raw(node.id))
                      : CellOf(node.properties.Find(file.id), file.properties.at(file.id).Type());
      for (; next <= Raw(node.id); ++next) id_begins_[next] = ids_.size();
      ids_ += id;
      std::string row = id;
      for (const auto& [name, seen] : file.properties) {
        if (name != file.id) row += ',' + CellOf(node.properties.Find(name), seen.Type());
      }
      return Add(file.group + ".csv", row + '\n');
    }));
    for (; next < id_begins_.size(); ++next) id_begins_[next] = ids_.size();
    return Flush();
  }

  std::string_view IdOf(NodeId node) const {
    const std::uint64_t begin = id_begins_[Raw(node)];
    return std::string_view(ids_).substr(begin, id_begins_[Raw(node) + 1] - begin);
  }

  Status WriteRelationships() {
    std::map<std::string, std::size_t> numbers;
    for (const auto& [ends, name] : relationship_files_) ++numbers[std::get<0>(ends)];
    std::map<std::string, std::size_t> given;
    for (auto& [ends, name] : relationship_files_) {
      const auto& [type, start, end] = ends;
      name = numbers[type] == 1 ? type + ".csv" : fmt::format("{}.{}.csv", type, ++given[type]);
      std::string header =
          fmt::format(":START_ID({}),:END_ID({})", files_[start].group, files_[end].group);
      for (const auto& [property, seen] : types_[type])
        header += ',' + Quoted(fmt::format("{}:{}", property, WordOf(seen.Type())));
      CITYGRAPH_TRY(Add(name, header + '\n'));
    }
    CITYGRAPH_TRY(EachRelationship([&](const Relationship& each) -> Status {
      std::string row = fmt::format("{},{}", IdOf(each.start), IdOf(each.end));
      for (const auto& [property, seen] : types_.at(each.type))
        row += ',' + CellOf(each.properties.Find(property), seen.Type());
      return Add(relationship_files_.at(EndsOf(each)), row + '\n');
    }));
    return Flush();
  }

  const GraphView& view_;
  const FolderSink& sink_;
  CsvLosses losses_;
  std::vector<std::pair<std::string, std::string>> indexes_;  // label, property
  std::vector<NodeId> nodes_;
  std::vector<RelationshipId> relationships_;
  std::vector<NodesFile> files_;
  std::map<std::string, std::uint32_t> file_of_group_;
  std::vector<std::uint32_t> file_of_;       // by node
  std::vector<std::uint64_t> id_begins_;     // where the text of a node's id begins in ids_
  std::string ids_;                          // as cells
  std::map<std::string, Properties> types_;  // of relationships
  std::map<Ends, std::string> relationship_files_;
  std::map<std::string, std::string> waiting_;  // by file
};

}  // namespace

Result<CsvLosses> WriteGraphCsv(const GraphView& view, const FolderSink& sink) {
  return Writer(view, sink).Run();
}

}  // namespace citygraph::importers
