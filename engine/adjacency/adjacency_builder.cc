#include "engine/adjacency/adjacency_builder.h"

#include <algorithm>
#include <limits>
#include <numeric>
#include <utility>

#include "engine/adjacency/adjacency_format.h"
#include "engine/adjacency/column_writer.h"
#include "engine/adjacency/section_writer.h"
#include "engine/base/bytes.h"
#include "engine/base/parallel.h"

namespace citygraph {
namespace {

namespace format = adjacency_format;

std::unexpected<Error> Invalid(std::string what) {
  return Fail(ErrorCode::kInvalidInput, "adjacency: " + std::move(what));
}

// A list a node of the range costs 4 bytes, a list with its node's number 8 and a search: the range
// must be this many times longer before that pays.
constexpr std::uint64_t kSparse = 8;

struct NodeRange {
  NodeNumber first = 0;
  std::uint64_t count = 0;
};

NodeRange RangeOf(std::span<const NodeNumber> nodes) {
  const auto [least, greatest] = std::ranges::minmax(nodes);
  return {.first = least, .count = std::uint64_t{greatest} - least + 1};
}

Status CheckLimits(const AdjacencyOptions& options) {
  if (options.node_limit <= format::kMaxNodes) return {};
  return Fail(ErrorCode::kUnsupported, "adjacency: " + std::to_string(options.node_limit) +
                                           " node ids, it holds up to 4294967295");
}

}  // namespace

struct AdjacencyBuilder::Lists {
  NodeRange range;
  std::vector<std::uint32_t> offsets;  // a number more than nodes in the range
  std::vector<NodeNumber> entries;
};

std::uint64_t ColumnDraft::rows() const {
  switch (kind) {
    case ColumnKind::kInteger:
    case ColumnKind::kBoolean:
      return integers.size();
    case ColumnKind::kFloat:
      return floats.size();
    case ColumnKind::kText:
    case ColumnKind::kValue:
      break;
  }
  return codes.empty() ? ends.size() : codes.size();
}

void ColumnDraft::AddInteger(std::int64_t value) {
  integers.push_back(value);
  MarkLast(true);
}

void ColumnDraft::AddFloat(double value) {
  floats.push_back(value);
  MarkLast(true);
}

void ColumnDraft::AddText(std::string_view text) {
  heap += text;
  ends.push_back(heap.size());
  MarkLast(true);
}

void ColumnDraft::AddAbsent() {
  if (present.empty()) {  // all rows so far are set
    const std::uint64_t before = rows();
    present.assign(before / 64 + 1, ~std::uint64_t{0});
    present.back() = (std::uint64_t{1} << (before % 64)) - 1;
  }
  switch (kind) {
    case ColumnKind::kInteger:
    case ColumnKind::kBoolean:
      integers.push_back(0);
      break;
    case ColumnKind::kFloat:
      floats.push_back(0);
      break;
    case ColumnKind::kText:
    case ColumnKind::kValue:
      ends.push_back(heap.size());
      break;
  }
  MarkLast(false);
}

void ColumnDraft::MarkLast(bool set) {
  if (present.empty()) return;
  const std::uint64_t row = rows() - 1;
  if (row / 64 >= present.size()) present.push_back(0);
  if (set) present[row / 64] |= std::uint64_t{1} << (row % 64);
}

AdjacencyBuilder::AdjacencyBuilder(std::unique_ptr<SectionWriter> writer,
                                   const AdjacencyOptions& options)
    : writer_(std::move(writer)), options_(options) {
  options_.threads = ThreadCount(options_.threads);
}

AdjacencyBuilder::~AdjacencyBuilder() = default;

Result<std::unique_ptr<AdjacencyBuilder>> AdjacencyBuilder::ToFile(
    const std::filesystem::path& file, const AdjacencyOptions& options) {
  CITYGRAPH_TRY(CheckLimits(options));
  CITYGRAPH_TRY(auto writer, SectionWriter::ToFile(file));
  return std::unique_ptr<AdjacencyBuilder>(new AdjacencyBuilder(std::move(writer), options));
}

Result<std::unique_ptr<AdjacencyBuilder>> AdjacencyBuilder::InMemory(
    const AdjacencyOptions& options) {
  CITYGRAPH_TRY(CheckLimits(options));
  return std::unique_ptr<AdjacencyBuilder>(
      new AdjacencyBuilder(SectionWriter::InMemory(), options));
}

Status AdjacencyBuilder::AddNodes(NodesDraft draft) {
  std::vector<NodeRun> runs;
  std::uint64_t rows = 0;
  for (const NodeRun& run : draft.runs) {
    if (run.first >= run.end || (!runs.empty() && run.first < runs.back().end)) {
      return Invalid("runs of nodes do not ascend");
    }
    if (run.end > options_.node_limit) return Invalid("a node beyond the node limit");
    if (!runs.empty() && runs.back().end == run.first) {
      runs.back().end = run.end;
    } else {
      runs.push_back({run.first, run.end, static_cast<NodeNumber>(rows)});
    }
    rows += run.end - run.first;
  }
  for (const NodeRun& run : runs) table_runs_.push_back({run, node_table_count_});
  ++node_table_count_;
  AppendVarint(node_tables_, draft.labels.size());
  for (const TokenId label : draft.labels) AppendVarint(node_tables_, Raw(label));
  AppendVarint(node_tables_, rows);
  CITYGRAPH_TRY(const std::uint64_t section, writer_->AddArray(std::span<const NodeRun>(runs)));
  AppendVarint(node_tables_, section);
  return WriteColumns(draft.columns, rows, {}, node_tables_);
}

Status AdjacencyBuilder::AddRelationships(RelationshipsDraft draft,
                                          std::vector<std::uint32_t>* positions) {
  const std::uint64_t size = draft.start.size();
  if (positions != nullptr) positions->clear();
  if (draft.end.size() != size || (!draft.ids.empty() && draft.ids.size() != size)) {
    return Invalid("starts, ends and ids of relationships are not equally many");
  }
  if (relationship_tables_.contains(draft.type)) return Invalid("a relationship type twice");
  if (size == 0) return {};
  if (size > format::kMaxEntries) {
    return Fail(ErrorCode::kUnsupported, "adjacency: more than 4294967295 relationships of a type");
  }
  Lists outgoing{.range = RangeOf(draft.start)};
  Lists incoming{.range = RangeOf(draft.end)};
  if (outgoing.range.first + outgoing.range.count > options_.node_limit ||
      incoming.range.first + incoming.range.count > options_.node_limit) {
    return Invalid("a relationship of a node beyond the node limit");
  }
  const unsigned threads = options_.threads;

  // By end, then stable by start: out-list order. Its mirror image is made from it, not from the
  // draft, so that entries of both sides ascend.
  std::vector<std::uint32_t> by_end(size);
  incoming.offsets = CountingSort(
      size, incoming.range.count, threads,
      [&](std::uint64_t i) { return draft.end[i] - incoming.range.first; },
      [&](std::uint64_t i, std::uint32_t place) { by_end[place] = static_cast<std::uint32_t>(i); });
  std::vector<std::uint32_t> row_at(size);  // position -> row of the draft
  outgoing.entries.resize(size);
  outgoing.offsets = CountingSort(
      size, outgoing.range.count, threads,
      [&](std::uint64_t i) { return draft.start[by_end[i]] - outgoing.range.first; },
      [&](std::uint64_t i, std::uint32_t place) {
        row_at[place] = by_end[i];
        outgoing.entries[place] = draft.end[by_end[i]];
      });
  by_end = {};
  draft.end = {};
  std::vector<NodeNumber> starts(size);
  for (std::uint64_t position = 0; position < size; ++position) {
    starts[position] = draft.start[row_at[position]];
  }
  draft.start = {};
  incoming.entries.resize(size);
  std::vector<std::uint32_t> out_positions(size);
  CountingSort(
      size, incoming.range.count, threads,
      [&](std::uint64_t i) { return outgoing.entries[i] - incoming.range.first; },
      [&](std::uint64_t i, std::uint32_t place) {
        incoming.entries[place] = starts[i];
        out_positions[place] = static_cast<std::uint32_t>(i);
      });
  bool parallel = false;  // several relationships between two nodes
  for (std::uint64_t i = 1; i < size && !parallel; ++i) {
    parallel = starts[i - 1] == starts[i] && outgoing.entries[i - 1] == outgoing.entries[i];
  }
  starts = {};
  if (!parallel && draft.columns.empty()) out_positions = {};

  std::string catalogue;
  AppendVarint(catalogue, Raw(draft.type));
  CITYGRAPH_TRY(WriteLists(outgoing, catalogue));
  outgoing = {};
  CITYGRAPH_TRY(WriteLists(incoming, catalogue));
  incoming = {};
  if (positions != nullptr) {
    positions->resize(size);
    for (std::uint32_t position = 0; position < size; ++position) {
      (*positions)[row_at[position]] = position;
    }
  }
  CITYGRAPH_TRY(WriteIds(draft, row_at, catalogue));
  CITYGRAPH_TRY(const std::uint64_t section,
                writer_->AddArray(std::span<const std::uint32_t>(out_positions)));
  AppendVarint(catalogue, section);
  out_positions = {};
  CITYGRAPH_TRY(WriteColumns(draft.columns, size, row_at, catalogue));
  relationship_tables_.emplace(draft.type, std::move(catalogue));
  return {};
}

Status AdjacencyBuilder::WriteLists(const Lists& lists, std::string& catalogue) {
  std::uint64_t filled = 0;
  bool regular = true;
  for (std::uint64_t i = 0; i < lists.range.count; ++i) {
    const std::uint32_t length = lists.offsets[i + 1] - lists.offsets[i];
    filled += length > 0 ? 1 : 0;
    regular = regular && length == lists.offsets[1];
  }
  const bool sparse = lists.range.count / kSparse > filled;
  std::vector<NodeNumber> nodes;
  std::vector<std::uint32_t> offsets;
  if (sparse) {
    for (std::uint64_t i = 0; i < lists.range.count; ++i) {
      if (lists.offsets[i + 1] == lists.offsets[i]) continue;
      nodes.push_back(static_cast<NodeNumber>(lists.range.first + i));
      offsets.push_back(lists.offsets[i]);
    }
    offsets.push_back(lists.offsets.back());
  }
  const std::span<const std::uint32_t> written =
      sparse ? offsets
             : (regular ? std::span<const std::uint32_t>{}
                        : std::span<const std::uint32_t>(lists.offsets));
  AppendVarint(catalogue, lists.range.first);
  AppendVarint(catalogue, sparse ? nodes.size() : lists.range.count);
  CITYGRAPH_TRY(const std::uint64_t nodes_section,
                writer_->AddArray(std::span<const NodeNumber>(nodes)));
  AppendVarint(catalogue, nodes_section);
  CITYGRAPH_TRY(const std::uint64_t offsets_section, writer_->AddArray(written));
  AppendVarint(catalogue, offsets_section);
  CITYGRAPH_TRY(const std::uint64_t entries_section,
                writer_->AddArray(std::span<const NodeNumber>(lists.entries)));
  AppendVarint(catalogue, entries_section);
  return {};
}

Status AdjacencyBuilder::WriteIds(RelationshipsDraft& draft, std::span<const std::uint32_t> row_at,
                                  std::string& catalogue) {
  constexpr auto kMaxId = static_cast<std::uint64_t>(std::numeric_limits<std::int64_t>::max());
  const std::uint64_t limit = std::min(options_.relationship_limit, kMaxId);
  std::vector<std::int64_t> ids(row_at.size());
  if (draft.ids.empty()) {
    if (draft.first_id > limit || ids.size() > limit - draft.first_id) {
      return Invalid("a relationship beyond the relationship limit");
    }
    std::iota(ids.begin(), ids.end(), static_cast<std::int64_t>(draft.first_id));
  } else {
    if (std::ranges::max(draft.ids) >= limit) {
      return Invalid("a relationship beyond the relationship limit");
    }
    for (std::size_t i = 0; i < ids.size(); ++i) {
      ids[i] = static_cast<std::int64_t>(draft.ids[row_at[i]]);
    }
    draft.ids = {};
  }
  std::vector<std::uint32_t> by_id;
  const auto ascends = [](std::int64_t a, std::int64_t b) { return a >= b; };
  if (std::ranges::adjacent_find(ids, ascends) != ids.end()) {
    by_id.resize(ids.size());
    std::iota(by_id.begin(), by_id.end(), 0U);
    std::ranges::sort(by_id, {}, [&](std::uint32_t position) { return ids[position]; });
    for (std::size_t i = 1; i < by_id.size(); ++i) {
      if (ids[by_id[i - 1]] == ids[by_id[i]]) return Invalid("a relationship id twice");
    }
  }
  CITYGRAPH_TRY(WritePacked(ids, *writer_, catalogue));
  CITYGRAPH_TRY(const std::uint64_t section,
                writer_->AddArray(std::span<const std::uint32_t>(by_id)));
  AppendVarint(catalogue, section);
  return {};
}

Status AdjacencyBuilder::WriteColumns(std::vector<ColumnDraft>& columns, std::uint64_t rows,
                                      std::span<const std::uint32_t> row_at,
                                      std::string& catalogue) {
  return citygraph::WriteColumns(columns, rows, row_at, options_.threads, *writer_, catalogue);
}

Status AdjacencyBuilder::AddBlob(std::string_view name, std::span<const std::byte> bytes) {
  if (blobs_.contains(name)) return Invalid("a blob twice: " + std::string(name));
  CITYGRAPH_TRY(const std::uint64_t section, writer_->Add(bytes));
  blobs_.emplace(name, section);
  return {};
}

Result<std::shared_ptr<const Adjacency>> AdjacencyBuilder::Finish() {
  std::ranges::sort(table_runs_, {}, [](const TableRun& run) { return run.run.first; });
  for (std::size_t i = 1; i < table_runs_.size(); ++i) {
    if (table_runs_[i].run.first < table_runs_[i - 1].run.end) {
      return Invalid("node " + std::to_string(table_runs_[i].run.first) + " is in two tables");
    }
  }
  std::string catalogue;
  AppendVarint(catalogue, node_table_count_);
  catalogue += node_tables_;
  CITYGRAPH_TRY(const std::uint64_t section,
                writer_->AddArray(std::span<const TableRun>(table_runs_)));
  AppendVarint(catalogue, section);
  AppendVarint(catalogue, relationship_tables_.size());
  for (const auto& [type, table] : relationship_tables_) catalogue += table;
  AppendVarint(catalogue, blobs_.size());
  for (const auto& [name, blob] : blobs_) {
    AppendString(catalogue, name);
    AppendVarint(catalogue, blob);
  }
  const format::Header header{.sequence = options_.sequence,
                              .node_limit = options_.node_limit,
                              .relationship_limit = options_.relationship_limit};
  CITYGRAPH_TRY(FileBytes bytes, writer_->Finish(header, catalogue, options_.sync));
  return Adjacency::Open(std::move(bytes));
}

}  // namespace citygraph
