#include "engine/storage/fold.h"

#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <thread>

#include "engine/base/parallel.h"
#include "engine/encoding/format_version.h"
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

Status AddNodes(const Reader& reader, const GraphState& state, const Cancel* cancel,
                AdjacencyBuilder& builder) {
  std::map<std::vector<TokenId>, NodesOfLabels> tables;
  CITYGRAPH_TRY(ForEachNode(reader, [&](NodeId id, records::NodeRecord record) -> Status {
    CITYGRAPH_TRY(CheckCancelled(cancel));
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
    CITYGRAPH_TRY(CheckCancelled(cancel));
    CITYGRAPH_TRY(builder.AddNodes(std::move(draft)));
  }
  return {};
}

Status AddRelationships(const Reader& reader, const Cancel* cancel, AdjacencyBuilder& builder) {
  std::map<TokenId, RelationshipsOfType> types;
  CITYGRAPH_TRY(ForEachRelationship(
      reader, [&](RelationshipId id, records::RelationshipRecord record) -> Status {
        CITYGRAPH_TRY(CheckCancelled(cancel));
        RelationshipsOfType& type = types[record.type];
        type.draft.start.push_back(static_cast<NodeNumber>(Raw(record.start)));
        type.draft.end.push_back(static_cast<NodeNumber>(Raw(record.end)));
        type.draft.ids.push_back(Raw(id));
        type.columns.Add(record.properties, record.evidence);
        return {};
      }));
  for (auto& [token, type] : types) {
    CITYGRAPH_TRY(CheckCancelled(cancel));
    type.draft.type = token;
    type.draft.columns = type.columns.Take();
    CITYGRAPH_TRY(builder.AddRelationships(std::move(type.draft)));
  }
  return {};
}

}  // namespace

Result<std::shared_ptr<const Adjacency>> BuildBase(const Reader& reader, const GraphState& state,
                                                   const std::optional<std::filesystem::path>& file,
                                                   const BaseOptions& options) {
  const AdjacencyOptions of_base{.sequence = state.sequence,
                                 .node_limit = state.next_node,
                                 .relationship_limit = state.next_relationship,
                                 .threads = options.threads};
  CITYGRAPH_TRY(const auto builder, file ? AdjacencyBuilder::ToFile(*file, of_base)
                                         : AdjacencyBuilder::InMemory(of_base));
  CITYGRAPH_TRY(AddNodes(reader, state, options.cancel, *builder));
  CITYGRAPH_TRY(AddRelationships(reader, options.cancel, *builder));
  return builder->Finish();
}

namespace {

Status CollectNeedless(const Reader& reader, std::vector<MadeBase::Row>& to) {
  using keys::Table;
  for (const Table table : {Table::kLabel, Table::kProperty, Table::kShadow, Table::kAdjacency}) {
    const bool of_nodes = table == Table::kLabel || table == Table::kProperty;
    CITYGRAPH_TRY(ForEach(reader, PrefixRange(keys::TablePrefix(table)), [&](KeyValue row) {
      const auto node = of_nodes ? keys::TrailingNode(row.key) : std::nullopt;
      to.push_back({std::move(row.key), node});
      return true;
    }));
  }
  return {};
}

}  // namespace

// A column of floats, booleans or several kinds has no index of its own: its entries are rows.
Result<std::vector<MadeBase::Row>> EntriesBeside(
    const Adjacency& base, const std::set<GraphState::LabelAndProperty>& indexes) {
  std::vector<MadeBase::Row> rows;
  for (const NodeTable& table : base.node_tables()) {
    for (const auto& [label, property] : indexes) {
      const Column* column = table.HasLabel(label) ? table.FindColumn(property) : nullptr;
      if (column == nullptr || column->indexed()) continue;
      for (std::uint64_t row = 0; row < table.rows(); ++row) {
        CITYGRAPH_TRY(const Value value, ValueAt(*column, row));
        if (!keys::OrderedBytes(value)) continue;
        const NodeId node{table.NodeAt(row)};
        rows.push_back({keys::Property(label, property, value, node), node});
      }
    }
  }
  return rows;
}

Result<MadeBase> MakeBase(const Reader& reader, const GraphState& state,
                          const std::filesystem::path& folder, const BaseOptions& options) {
  // A name of its own, so that one who still reads the old file by its name is not disturbed.
  MadeBase made{.name = BaseFileName(state.sequence)};
  if (made.name == state.base_name) made.name += "-1";
  Status collected;
  const auto collect = [&] { collected = CollectNeedless(reader, made.needless); };
  {
    std::jthread beside;
    if (ThreadCount(options.threads) > 1) {
      beside = std::jthread(collect);
    } else {
      collect();
    }
    CITYGRAPH_TRY(made.base, BuildBase(reader, state, folder / made.name, options));
  }
  CITYGRAPH_TRY(collected);
  CITYGRAPH_TRY(made.needed, EntriesBeside(*made.base, state.indexes));
  return made;
}

WriteBatch BatchFor(const MadeBase& made, const FoldJournal& since) {
  WriteBatch batch;
  const auto changed = [&](const MadeBase::Row& row) {
    return row.node && since.nodes().contains(Raw(*row.node));
  };
  for (const MadeBase::Row& row : made.needless) {
    if (!changed(row)) batch.Delete(row.key);
  }
  for (const MadeBase::Row& row : made.needed) {
    if (!changed(row)) batch.Put(row.key, "");
  }
  for (const std::uint64_t node : since.nodes())
    batch.Put(keys::Shadow(keys::ShadowKind::kNode, node), "");
  for (const auto& [relationship, deleted] : since.relationships())
    batch.Put(keys::Shadow(keys::ShadowKind::kRelationship, relationship), deleted ? "-" : "");
  batch.Put(keys::Meta(meta::kBase), made.name);
  batch.Put(keys::Meta(meta::kFormat), records::EncodeNumber(kFormatVersion));
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
