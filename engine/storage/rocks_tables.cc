#include "engine/storage/rocks_tables.h"

#include <fmt/format.h>
#include <rocksdb/db.h>
#include <rocksdb/sst_file_writer.h>

#include <algorithm>
#include <span>
#include <string>
#include <vector>

#include "engine/base/parallel.h"
#include "engine/storage/key_order.h"

namespace citygraph {
namespace {

namespace fs = std::filesystem;
using Changes = std::span<const WriteBatch::Change>;

constexpr unsigned kMostTables = 8;

// A name that RocksDB does not take for a table's, and a folder's reader not for foreign.
fs::path Unfinished(const fs::path& folder, unsigned number) {
  return folder / fmt::format("COMMIT-{}.dbtmp", number);
}

std::size_t BytesOf(const WriteBatch::Change& change) {
  return change.key.size() + (change.value ? change.value->size() : 0);
}

// Pieces of about as many bytes, as many as there are cores to write them.
std::vector<Changes> Split(Changes changes, std::size_t table_bytes) {
  std::size_t bytes = 0;
  for (const WriteBatch::Change& change : changes) bytes += BytesOf(change);
  const auto pieces = std::clamp<std::size_t>(bytes / std::max<std::size_t>(table_bytes, 1), 1,
                                              std::min(ThreadCount(0), kMostTables));
  std::vector<Changes> split;
  std::size_t begin = 0;
  std::size_t filled = 0;
  for (std::size_t i = 0; i < changes.size(); ++i) {
    filled += BytesOf(changes[i]);
    if (filled * pieces < bytes * (split.size() + 1)) continue;
    split.push_back(changes.subspan(begin, i + 1 - begin));
    begin = i + 1;
  }
  if (begin < changes.size()) split.push_back(changes.subspan(begin));
  return split;
}

rocksdb::Status WriteTable(const rocksdb::Options& options, const fs::path& path, Changes changes) {
  // What is written is read soon: it stays in the system's cache.
  rocksdb::SstFileWriter table(rocksdb::EnvOptions(options), options, nullptr, false);
  rocksdb::Status status = table.Open(path.string());
  for (auto change = changes.begin(); status.ok() && change != changes.end(); ++change)
    status = change->value ? table.Put(change->key, *change->value) : table.Delete(change->key);
  return status.ok() ? table.Finish() : status;
}

rocksdb::Status TakeIn(rocksdb::DB& db, const std::vector<std::string>& tables) {
  // Commits that are not synced yet must not be lost where this one is not.
  if (rocksdb::Status status = db.SyncWAL(); !status.ok()) return status;
  rocksdb::IngestExternalFileOptions ingest;
  ingest.move_files = true;
  ingest.write_global_seqno = false;
  return db.IngestExternalFile(tables, ingest);
}

}  // namespace

rocksdb::Status CommitAsTables(rocksdb::DB& db, const fs::path& folder, const WriteBatch& batch,
                               std::size_t table_bytes) {
  const rocksdb::Options options = db.GetOptions();
  std::vector<WriteBatch::Change> ordered;  // a transaction's are
  if (!IsInKeyOrder(batch.changes())) ordered = InKeyOrder(batch.changes());
  const std::vector<Changes> pieces =
      Split(ordered.empty() ? Changes(batch.changes()) : ordered, table_bytes);
  std::vector<std::string> tables;
  for (unsigned piece = 0; piece < pieces.size(); ++piece)
    tables.push_back(Unfinished(folder, piece).string());
  std::vector<rocksdb::Status> written(pieces.size());
  InParallel(static_cast<unsigned>(pieces.size()), [&](unsigned piece) {
    written[piece] = WriteTable(options, tables[piece], pieces[piece]);
  });
  const auto failed = std::ranges::find_if_not(written, &rocksdb::Status::ok);
  rocksdb::Status status = failed != written.end() ? *failed : TakeIn(db, tables);
  RemoveUnfinishedTables(folder);  // those that were not moved
  return status;
}

void RemoveUnfinishedTables(const fs::path& folder) {
  std::error_code ignored;
  for (unsigned number = 0; number < kMostTables; ++number)
    fs::remove(Unfinished(folder, number), ignored);
}

}  // namespace citygraph
