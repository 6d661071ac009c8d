#include "engine/storage/fold.h"

#include <fmt/format.h>

#include <algorithm>
#include <map>

#include "engine/encoding/keys.h"
#include "engine/storage/property_columns.h"
#include "engine/storage/truth.h"

namespace citygraph {
namespace {

struct NodesOfLabels {
  std::vector<NodeRun> runs;
  PropertyColumns columns;
};

struct RelationshipsOfType {
  RelationshipsDraft draft;
  PropertyColumns columns;
};

bool IsIndexed(const GraphState& state, const std::vector<TokenId>& labels, TokenId property) {
  for (const TokenId label : labels) {
    if (state.indexes.contains({label, property})) return true;
  }
  return false;
}

bool CanBeIndexed(ColumnKind kind) {
  return kind == ColumnKind::kInteger || kind == ColumnKind::kText;
}

Status AddNodes(const Reader& reader, const GraphState& state, AdjacencyBuilder& builder) {
  std::map<std::vector<TokenId>, NodesOfLabels> tables;
  CITYGRAPH_TRY(ForEachNode(reader, [&](NodeId id, records::NodeRecord record) -> Status {
    NodesOfLabels& table = tables[record.labels];
    const auto number = static_cast<NodeNumber>(Raw(id));
    if (!table.runs.empty() && table.runs.back().end == number) {
      ++table.runs.back().end;
    } else {
      table.runs.push_back({.first = number, .end = number + 1});
    }
    table.columns.Add(record.properties);
    return {};
  }));
  for (auto& [labels, table] : tables) {
    NodesDraft draft{
        .labels = labels, .runs = std::move(table.runs), .columns = table.columns.Take()};
    for (ColumnDraft& column : draft.columns) {
      column.indexed = CanBeIndexed(column.kind) && IsIndexed(state, labels, column.property);
    }
    CITYGRAPH_TRY(builder.AddNodes(std::move(draft)));
  }
  return {};
}

Status AddRelationships(const Reader& reader, AdjacencyBuilder& builder) {
  std::map<TokenId, RelationshipsOfType> types;
  CITYGRAPH_TRY(ForEachRelationship(
      reader, [&](RelationshipId id, records::RelationshipRecord record) -> Status {
        RelationshipsOfType& type = types[record.type];
        type.draft.start.push_back(static_cast<NodeNumber>(Raw(record.start)));
        type.draft.end.push_back(static_cast<NodeNumber>(Raw(record.end)));
        type.draft.ids.push_back(Raw(id));
        type.columns.Add(record.properties, record.evidence);
        return {};
      }));
  for (auto& [token, type] : types) {
    type.draft.type = token;
    type.draft.columns = type.columns.Take();
    CITYGRAPH_TRY(builder.AddRelationships(std::move(type.draft)));
  }
  return {};
}

}  // namespace

Result<std::shared_ptr<const Adjacency>> BuildBase(
    const Reader& reader, const GraphState& state,
    const std::optional<std::filesystem::path>& file) {
  const AdjacencyOptions options{.sequence = state.sequence,
                                 .node_limit = state.next_node,
                                 .relationship_limit = state.next_relationship};
  CITYGRAPH_TRY(const auto builder, file ? AdjacencyBuilder::ToFile(*file, options)
                                         : AdjacencyBuilder::InMemory(options));
  CITYGRAPH_TRY(AddNodes(reader, state, *builder));
  CITYGRAPH_TRY(AddRelationships(reader, *builder));
  return builder->Finish();
}

namespace {

// A column of floats, booleans or several kinds has no index of its own: its entries are rows.
Status PutEntries(const Adjacency& base, const GraphState& state, WriteBatch& batch) {
  for (const NodeTable& table : base.node_tables()) {
    for (const auto& [label, property] : state.indexes) {
      const Column* column = table.HasLabel(label) ? table.FindColumn(property) : nullptr;
      if (column == nullptr || column->indexed()) continue;
      for (std::uint64_t row = 0; row < table.rows(); ++row) {
        CITYGRAPH_TRY(const Value value, ValueAt(*column, row));
        if (!keys::OrderedBytes(value)) continue;
        batch.Put(keys::Property(label, property, value, NodeId{table.NodeAt(row)}), "");
      }
    }
  }
  return {};
}

}  // namespace

Result<WriteBatch> ReplacedRows(const Reader& reader, const Adjacency& base,
                                const GraphState& state) {
  WriteBatch batch;
  for (const keys::Table table : {keys::Table::kLabel, keys::Table::kProperty, keys::Table::kShadow,
                                  keys::Table::kAdjacency}) {
    CITYGRAPH_TRY(ForEach(reader, PrefixRange(keys::TablePrefix(table)), [&](KeyValue row) {
      batch.Delete(std::move(row.key));
      return true;
    }));
  }
  CITYGRAPH_TRY(PutEntries(base, state, batch));
  return batch;
}

std::string BaseFileName(std::uint64_t sequence) { return fmt::format("BASE-{:012}", sequence); }
bool IsBaseFileName(std::string_view name) { return name.starts_with("BASE-"); }

void RemoveBasesBut(const std::filesystem::path& folder, std::span<const std::string> kept) {
  std::error_code error;
  std::vector<std::filesystem::path> needless;
  std::filesystem::directory_iterator entry(folder, error);
  for (; !error && entry != std::filesystem::directory_iterator(); entry.increment(error)) {
    const std::string name = entry->path().filename().string();
    if (IsBaseFileName(name) && std::ranges::find(kept, name) == kept.end())
      needless.push_back(entry->path());
  }
  for (const std::filesystem::path& file : needless) std::filesystem::remove(file, error);
}

}  // namespace citygraph
