#include "engine/adjacency/adjacency.h"

#include <algorithm>
#include <utility>

#include "engine/adjacency/catalogue_reader.h"

namespace citygraph {
namespace {

const Column* Find(std::span<const Column> columns, TokenId property) {
  const auto found = std::ranges::find(columns, property, &Column::property);
  return found == columns.end() ? nullptr : &*found;
}

}  // namespace

bool NodeTable::HasLabel(TokenId label) const {
  return std::ranges::find(labels_, label) != labels_.end();
}

NodeNumber NodeTable::NodeAt(std::uint64_t row) const {
  const auto after = std::ranges::partition_point(
      runs_, [&](const NodeRun& run) { return std::uint64_t{run.row} <= row; });
  if (after == runs_.begin()) return 0;
  const NodeRun& run = *std::prev(after);
  return static_cast<NodeNumber>(run.first + (row - run.row));
}

const Column* NodeTable::FindColumn(TokenId property) const { return Find(columns_, property); }

const Column* RelationshipTable::FindColumn(TokenId property) const {
  return Find(columns_, property);
}

std::uint64_t RelationshipTable::PositionOfIncoming(NodeNumber end, std::uint64_t entry) const {
  if (entry >= size()) return size();
  if (!out_positions_.empty()) return std::min<std::uint64_t>(out_positions_[entry], size());
  const NeighbourLists::Range range = outgoing_.RangeOf(incoming_.entries()[entry]);
  const auto list = outgoing_.entries().subspan(range.begin, range.size());
  const auto found = std::ranges::lower_bound(list, end);
  if (found == list.end() || *found != end) return size();
  return range.begin + static_cast<std::uint64_t>(found - list.begin());
}

std::optional<std::uint64_t> RelationshipTable::PositionOf(RelationshipId id) const {
  const auto value = static_cast<std::int64_t>(Raw(id));
  if (by_id_.empty() && ids_.affine() && ids_.stride() == 1) {
    const std::uint64_t position = Raw(id) - static_cast<std::uint64_t>(ids_.base());
    return position < size() ? std::optional(position) : std::nullopt;
  }
  std::uint64_t low = 0;
  std::uint64_t high = size();
  const auto at = [&](std::uint64_t i) {
    return by_id_.empty() ? i : std::min<std::uint64_t>(by_id_[i], size() - 1);
  };
  while (low < high) {
    const std::uint64_t middle = low + (high - low) / 2;
    if (ids_[at(middle)] < value) {
      low = middle + 1;
    } else {
      high = middle;
    }
  }
  if (low == size() || ids_[at(low)] != value) return std::nullopt;
  return at(low);
}

Result<std::shared_ptr<const Adjacency>> Adjacency::Open(const std::filesystem::path& file) {
  CITYGRAPH_TRY(FileBytes bytes, FileBytes::Map(file));
  return Open(std::move(bytes));
}

Result<std::shared_ptr<const Adjacency>> Adjacency::Open(FileBytes bytes) {
  return CatalogueReader::Read(std::move(bytes));
}

const RelationshipTable* Adjacency::TableOf(TokenId type) const {
  const auto found =
      std::ranges::lower_bound(relationship_tables_, type, {}, &RelationshipTable::type);
  return found == relationship_tables_.end() || found->type() != type ? nullptr : &*found;
}

std::optional<PlacedRun> Adjacency::RunAt(NodeId node) const {
  if (Raw(node) >= node_limit_) return std::nullopt;
  const auto number = static_cast<NodeNumber>(Raw(node));
  const auto after = std::ranges::partition_point(
      table_runs_, [&](const TableRun& run) { return run.run.first <= number; });
  if (after == table_runs_.begin()) return std::nullopt;
  const TableRun& run = *std::prev(after);
  if (number >= run.run.end || run.table >= node_tables_.size()) return std::nullopt;
  const NodeTable& table = node_tables_[run.table];
  if (run.run.row >= table.rows()) return std::nullopt;
  const std::uint64_t rows =
      std::min<std::uint64_t>(run.run.end - run.run.first, table.rows() - run.run.row);
  if (number - run.run.first >= rows) return std::nullopt;
  return PlacedRun{&table, run.run.first, rows, run.run.row};
}

std::optional<NodePlace> Adjacency::PlaceOf(NodeId node) const {
  const auto run = RunAt(node);
  if (!run) return std::nullopt;
  return run->PlaceOf(node);
}

std::optional<RelationshipPlace> Adjacency::PlaceOf(RelationshipId relationship) const {
  if (Raw(relationship) >= relationship_limit_) return std::nullopt;
  for (const RelationshipTable& table : relationship_tables_) {
    if (const auto position = table.PositionOf(relationship)) {
      return RelationshipPlace{&table, *position};
    }
  }
  return std::nullopt;
}

std::vector<NodeRun> Adjacency::RunsOf(TokenId label) const {
  std::vector<NodeRun> runs;
  for (const TableRun& run : table_runs_) {
    if (run.table >= node_tables_.size() || !node_tables_[run.table].HasLabel(label)) continue;
    if (run.run.first >= run.run.end || run.run.end > node_limit_) continue;  // damaged
    if (!runs.empty() && runs.back().end == run.run.first) {
      runs.back().end = run.run.end;
    } else {
      runs.push_back({.first = run.run.first, .end = run.run.end});
    }
  }
  return runs;
}

std::uint64_t Adjacency::CountOf(TokenId label) const {
  std::uint64_t count = 0;
  for (const NodeTable& table : node_tables_) {
    if (table.HasLabel(label)) count += table.rows();
  }
  return count;
}

std::optional<std::span<const std::byte>> Adjacency::Blob(std::string_view name) const {
  const auto found = std::ranges::find(blobs_, name, &NamedBlob::name);
  if (found == blobs_.end()) return std::nullopt;
  return found->bytes;
}

}  // namespace citygraph
