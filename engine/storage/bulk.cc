#include "engine/storage/bulk.h"

#include <fcntl.h>
#include <fmt/format.h>
#include <signal.h>
#include <unistd.h>

#include <algorithm>
#include <atomic>
#include <cerrno>
#include <cstdlib>
#include <functional>
#include <mutex>
#include <vector>

#include "engine/base/parallel.h"
#include "engine/base/unicode.h"
#include "engine/encoding/format_version.h"
#include "engine/encoding/keys.h"
#include "engine/encoding/records.h"
#include "engine/model/schema.h"
#include "engine/storage/blocks.h"
#include "engine/storage/fold.h"
#include "engine/storage/folded_names.h"
#include "engine/storage/property_columns.h"
#include "engine/storage/rocks_store.h"
#include "engine/storage/store_folder.h"

namespace citygraph {
namespace {

namespace fs = std::filesystem;
using keys::WordKind;

// Rows [first, end) of a column.
ColumnDraft Slice(const Column& column, std::uint64_t first, std::uint64_t end) {
  ColumnDraft slice{.property = column.property(), .kind = column.kind()};
  std::string scratch;
  for (std::uint64_t row = first; row < end; ++row) {
    if (!column.Has(row)) {
      slice.AddAbsent();
      continue;
    }
    switch (column.kind()) {
      case ColumnKind::kInteger:
      case ColumnKind::kBoolean:
        slice.AddInteger(column.Integer(row));
        break;
      case ColumnKind::kFloat:
        slice.AddFloat(column.Float(row));
        break;
      case ColumnKind::kText:
      case ColumnKind::kValue:
        slice.AddText(column.Text(row, scratch));
        break;
    }
  }
  return slice;
}

std::vector<ColumnDraft> Slices(std::span<const Column> columns, std::uint64_t first,
                                std::uint64_t end) {
  std::vector<ColumnDraft> slices;
  for (const Column& column : columns) slices.push_back(Slice(column, first, end));
  return slices;
}

KeyValue BlockOfNodes(const NodeTable& table, std::uint64_t first, std::uint64_t end) {
  NodeBlock block;
  block.labels.assign(table.labels().begin(), table.labels().end());
  for (std::uint64_t row = first; row < end; ++row) block.ids.push_back(table.NodeAt(row));
  block.columns = Slices(table.columns(), first, end);
  return {keys::NodeBlock(NodeId{static_cast<std::uint64_t>(block.ids.back())}), Encode(block)};
}

KeyValue BlockOfRelationships(const RelationshipTable& table, std::uint64_t first,
                              std::uint64_t end) {
  RelationshipBlock block;
  NodeNumber start = 0;
  NeighbourLists::Range list;
  for (std::uint64_t position = first; position < end; ++position) {
    if (position >= list.end) {
      start = table.StartAt(position);
      list = table.outgoing().RangeOf(start);
    }
    block.ids.push_back(static_cast<std::int64_t>(Raw(table.IdAt(position))));
    block.types.push_back(Raw(table.type()));
    block.starts.push_back(start);
    block.ends.push_back(table.EndAt(position));
  }
  block.columns = Slices(table.columns(), first, end);
  return {keys::RelationshipBlock(RelationshipId{static_cast<std::uint64_t>(block.ids.back())}),
          Encode(block)};
}

// Rows of the store are made by all cores, and committed a batch at a time by whoever is done.
class RowMaker {
 public:
  using Make = std::function<void(std::uint64_t chunk, std::vector<KeyValue>& rows)>;
  explicit RowMaker(Store& store) : store_(store) {}

  // Calls make(chunk, rows) for each chunk below `chunks`, from several threads.
  Status Run(std::uint64_t chunks, const Make& make) {
    std::atomic<std::uint64_t> next = 0;
    const auto work = [&](unsigned /*thread*/) {
      std::vector<KeyValue> rows;
      for (std::uint64_t chunk = next++; chunk < chunks; chunk = next++) {
        make(chunk, rows);
        if (rows.size() >= kBatchRows || BytesOf(rows) >= kBatchBytes) Commit(rows);
      }
      Commit(rows);
    };
    InParallel(ThreadCount(0), work);
    return std::move(status_);
  }

 private:
  static constexpr std::size_t kBatchRows = 4096;
  static constexpr std::size_t kBatchBytes = std::size_t{1} << 20;

  static std::size_t BytesOf(const std::vector<KeyValue>& rows) {
    std::size_t bytes = 0;
    for (const KeyValue& row : rows) bytes += row.value.size();
    return bytes;
  }
  void Commit(std::vector<KeyValue>& rows) {
    if (rows.empty()) return;
    WriteBatch batch;
    for (const KeyValue& row : rows) batch.Put(row.key, row.value);
    rows.clear();
    Status stored = store_.Commit(batch, Durability::kNoSync);
    const std::lock_guard lock(mutex_);
    if (!stored && status_) status_ = std::move(stored);
  }

  Store& store_;
  std::mutex mutex_;
  Status status_;
};

std::uint64_t ChunksOf(std::uint64_t rows) { return (rows + kMostBlockRows - 1) / kMostBlockRows; }

Status WriteNodes(Store& store, const NodeTable& table, std::optional<TokenId> name) {
  const Column* names = name ? table.FindColumn(*name) : nullptr;
  const bool named = names != nullptr &&
                     (names->kind() == ColumnKind::kText || names->kind() == ColumnKind::kValue);
  return RowMaker(store).Run(
      ChunksOf(table.rows()), [&](std::uint64_t chunk, std::vector<KeyValue>& rows) {
        const std::uint64_t first = chunk * kMostBlockRows;
        const std::uint64_t end = std::min<std::uint64_t>(first + kMostBlockRows, table.rows());
        rows.push_back(BlockOfNodes(table, first, end));
        for (std::uint64_t row = first; named && row < end; ++row) {
          const auto value = ValueAt(*names, row);
          if (!value || value->AsString() == nullptr) continue;
          const std::string folded = FoldName(*value->AsString());
          if (!folded.empty()) rows.push_back({keys::Name(folded, NodeId{table.NodeAt(row)}), ""});
        }
      });
}

Status WriteRelationships(Store& store, const RelationshipTable& table) {
  return RowMaker(store).Run(
      ChunksOf(table.size()), [&](std::uint64_t chunk, std::vector<KeyValue>& rows) {
        const std::uint64_t first = chunk * kMostBlockRows;
        rows.push_back(BlockOfRelationships(
            table, first, std::min<std::uint64_t>(first + kMostBlockRows, table.size())));
      });
}

void SyncFolder(const fs::path& folder) {
  const int file = ::open(folder.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC);
  if (file < 0) return;
  ::fsync(file);
  ::close(file);
}

constexpr std::string_view kMaking = ".making-";

// Takes away what imports of the same database left that were killed: their number is no process's.
void RemoveAbandoned(const fs::path& wanted) {
  const std::string prefix = wanted.filename().string() + std::string(kMaking);
  std::vector<fs::path> abandoned;
  std::error_code error;
  fs::directory_iterator entry(wanted.parent_path(), error);
  for (; !error && entry != fs::directory_iterator(); entry.increment(error)) {
    const std::string name = entry->path().filename().string();
    if (!name.starts_with(prefix)) continue;
    const int pid = std::atoi(name.c_str() + prefix.size());
    if (pid > 0 && ::kill(pid, 0) != 0 && errno == ESRCH) abandoned.push_back(entry->path());
  }
  for (const fs::path& folder : abandoned) fs::remove_all(folder, error);
}

}  // namespace

BulkGraph::BulkGraph(fs::path folder, fs::path making)
    : folder_(std::move(folder)), making_(std::move(making)) {}

BulkGraph::~BulkGraph() {
  if (finished_) return;
  if (behind_.valid()) behind_.wait();
  builder_.reset();
  std::error_code error;
  fs::remove_all(making_, error);
}

Status BulkGraph::CheckFree(const fs::path& folder) {
  std::error_code error;
  if (!fs::exists(folder / "CURRENT", error)) return {};
  return Fail({.code = ErrorCode::kInvalidInput,
               .message = "there is a database here already",
               .where = {folder.string()},
               .hint = "a bulk import makes a new one; name another folder with --db"});
}

Result<std::unique_ptr<BulkGraph>> BulkGraph::Create(const fs::path& folder,
                                                     const BulkLimits& limits) {
  // It makes the folder, if it is not there, which Finish replaces: an early test of what is
  // allowed.
  CITYGRAPH_TRY(CheckFolder(folder, OpenMode::kCreate));
  CITYGRAPH_TRY(CheckFree(folder));
  fs::path making = fs::absolute(folder).lexically_normal();
  if (!making.has_filename()) making = making.parent_path();
  RemoveAbandoned(making);
  making += fmt::format("{}{}", kMaking, ::getpid());
  std::error_code error;
  fs::create_directory(making, error);
  if (error) {
    return Fail(ErrorCode::kIo, "cannot create the folder: " + error.message(), {making.string()});
  }
  std::unique_ptr<BulkGraph> bulk(new BulkGraph(folder, std::move(making)));
  bulk->limits_ = limits;
  CITYGRAPH_TRY(
      bulk->builder_,
      AdjacencyBuilder::ToFile(
          bulk->making_ / BaseFileName(1),
          {.sequence = 1, .node_limit = limits.nodes, .relationship_limit = limits.relationships}));
  return bulk;
}

void BulkGraph::SetAliases(NodeId node, std::span<const std::string> names) {
  const std::vector<std::string> folded = FoldedNames(names);
  if (folded.empty()) return;
  for (const std::string& name : folded) beside_.Put(keys::Name(name, node), "");
  beside_.Put(keys::Aliases(node), records::EncodeNames(folded));
}

void BulkGraph::SetList(std::string_view name, const std::vector<std::string>& words) {
  beside_.Put(keys::Meta("list:" + std::string(name)), records::EncodeNames(words));
}

Status BulkGraph::AddNodes(NodesDraft draft) {
  std::uint64_t rows = 0;
  for (const NodeRun& run : draft.runs) rows += run.end - run.first;
  if (rows == 0) return {};
  if (draft.runs.size() > 1)
    return Fail(ErrorCode::kInvalidInput, "nodes of a bulk import with ids that are not in a row");
  for (const TokenId label : draft.labels) counts_[{WordKind::kLabel, label}] += rows;
  for (ColumnDraft& column : draft.columns) {
    column.indexed = (column.kind == ColumnKind::kInteger || column.kind == ColumnKind::kText) &&
                     std::ranges::any_of(draft.labels, [&](TokenId label) {
                       return indexes_.contains({label, column.property});
                     });
  }
  return Behind(rows, [this, nodes = std::move(draft)]() mutable {
    return builder_->AddNodes(std::move(nodes));
  });
}

Status BulkGraph::AddRelationships(RelationshipsDraft draft) {
  if (draft.start.empty()) return {};
  draft.ids.clear();
  draft.first_id = next_relationship_;
  const std::uint64_t rows = draft.start.size();
  next_relationship_ += rows;
  counts_[{WordKind::kType, draft.type}] += rows;
  return Behind(rows, [this, relationships = std::move(draft)]() mutable {
    return builder_->AddRelationships(std::move(relationships));
  });
}

Status BulkGraph::Behind(std::uint64_t rows, std::move_only_function<Status()> work) {
  constexpr std::uint64_t kSmall = std::uint64_t{1} << 16;
  constexpr unsigned kMostQueued = 8;
  if (rows < kSmall && queued_ < kMostQueued) {
    ++queued_;
  } else {
    if (behind_.valid()) CITYGRAPH_TRY(behind_.get());
    queued_ = 0;
  }
  behind_ = std::async(std::launch::async,
                       [before = std::move(behind_), work = std::move(work)]() mutable -> Status {
                         if (before.valid()) CITYGRAPH_TRY(before.get());
                         return work();
                       });
  return {};
}

Status BulkGraph::WriteTruth(const Adjacency& base) {
  // One large buffer: all goes into the tables in order when it is closed.
  CITYGRAPH_TRY(const auto store, OpenRocksStore(making_, OpenMode::kCreate,
                                                 {.write_buffer_bytes = std::size_t{64} << 20,
                                                  .table_bytes = SIZE_MAX}));
  const auto name = dictionary_.Find(WordKind::kProperty, schema::property::kName);
  for (const NodeTable& table : base.node_tables()) {
    CITYGRAPH_TRY(WriteNodes(*store, table, name));
  }
  for (const RelationshipTable& table : base.relationship_tables()) {
    CITYGRAPH_TRY(WriteRelationships(*store, table));
  }
  CITYGRAPH_TRY(store->Commit(beside_, Durability::kNoSync));
  CITYGRAPH_TRY(const auto entries, EntriesBeside(base, indexes_));
  WriteBatch batch;
  for (const MadeBase::Row& row : entries) batch.Put(row.key, "");
  for (const WordKind kind :
       {WordKind::kLabel, WordKind::kType, WordKind::kProperty, WordKind::kText}) {
    const auto& words = dictionary_.Words(kind);
    for (std::uint32_t token = 0; token < words.size(); ++token)
      batch.Put(keys::Dictionary(kind, TokenId{token}), words[token]);
  }
  for (const auto& [label, property] : indexes_) batch.Put(keys::Index(label, property), "");
  for (const auto& [key, count] : counts_)
    batch.Put(keys::Count(key.first, key.second), records::EncodeNumber(count));
  const auto put = [&](std::string_view what, std::uint64_t number) {
    batch.Put(keys::Meta(what), records::EncodeNumber(number));
  };
  put(meta::kFormat, kFormatVersion);
  put(meta::kSequence, 1);
  put(meta::kNextNode, limits_.nodes);
  put(meta::kNextRelationship, limits_.relationships);
  put(meta::kChanges, 0);
  batch.Put(keys::Meta(meta::kBase), BaseFileName(1));
  return store->Commit(batch);
}

Status BulkGraph::Finish() {
  if (behind_.valid()) CITYGRAPH_TRY(behind_.get());
  CITYGRAPH_TRY(const auto base, builder_->Finish());
  CITYGRAPH_TRY(WriteTruth(*base));
  SyncFolder(making_);
  // rename() puts a folder in the place of an empty one in one step.
  std::error_code error;
  for (const char* litter : {"LOCK", "IDENTITY"}) fs::remove(folder_ / litter, error);
  fs::rename(making_, folder_, error);
  if (error) {
    return Fail(ErrorCode::kIo, "cannot give the database its name: " + error.message(),
                {folder_.string()});
  }
  finished_ = true;
  SyncFolder(folder_.parent_path().empty() ? "." : folder_.parent_path());
  return {};
}

}  // namespace citygraph
