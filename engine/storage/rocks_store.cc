#include "engine/storage/rocks_store.h"

#include <rocksdb/db.h>
#include <rocksdb/write_batch.h>

#include <exception>
#include <mutex>

#include "engine/storage/rocks_open.h"
#include "engine/storage/rocks_status.h"
#include "engine/storage/rocks_tables.h"
#include "engine/storage/store_folder.h"
#include "engine/storage/store_seal.h"

namespace citygraph {
namespace {

namespace fs = std::filesystem;

class RocksReader final : public Reader {
 public:
  explicit RocksReader(std::shared_ptr<OpenRocks> open) : open_(std::move(open)) {
    // What is open for reading stands still as it is.
    if (open_->writable()) options_.snapshot = open_->db().GetSnapshot();
  }
  ~RocksReader() override {
    if (options_.snapshot != nullptr) open_->db().ReleaseSnapshot(options_.snapshot);
  }
  RocksReader(const RocksReader&) = delete;
  RocksReader& operator=(const RocksReader&) = delete;

  std::uint64_t Commit() const override {
    return options_.snapshot != nullptr ? options_.snapshot->GetSequenceNumber()
                                        : open_->db().GetLatestSequenceNumber();
  }

  Result<std::vector<std::optional<std::string>>> Get(
      std::span<const std::string> keys) const override {
    std::vector<rocksdb::Slice> slices(keys.begin(), keys.end());
    std::vector<rocksdb::PinnableSlice> found(keys.size());
    std::vector<rocksdb::Status> statuses(keys.size());
    rocksdb::DB& db = open_->db();
    db.MultiGet(options_, db.DefaultColumnFamily(), keys.size(), slices.data(), found.data(),
                statuses.data());
    std::vector<std::optional<std::string>> values(keys.size());
    for (std::size_t i = 0; i < keys.size(); ++i) {
      if (statuses[i].IsNotFound()) continue;
      CITYGRAPH_TRY(ToStatus(statuses[i], open_->folder()));
      values[i].emplace(found[i].data(), found[i].size());
    }
    return values;
  }

  // One iterator serves all ranges: making one costs more than a short range does.
  Result<std::vector<Page>> Scan(std::span<const KeyRange> ranges,
                                 std::size_t limit) const override {
    CITYGRAPH_CHECK(limit > 0);
    rocksdb::ReadOptions options = options_;
    rocksdb::Slice end;
    // With its end known to RocksDB, a scan that finds little does not walk over what was deleted
    // behind it: what a fold dropped, before it is compacted.
    if (ranges.size() == 1 && !ranges.front().last.empty()) {
      end = ranges.front().last;
      options.iterate_upper_bound = &end;
    }
    const std::unique_ptr<rocksdb::Iterator> row(open_->db().NewIterator(options));
    std::vector<Page> pages;
    pages.reserve(ranges.size());
    for (const KeyRange& range : ranges) {
      pages.push_back(ScanOne(*row, range, limit));
      CITYGRAPH_TRY(ToStatus(row->status(), open_->folder()));
    }
    return pages;
  }

 private:
  static Page ScanOne(rocksdb::Iterator& row, const KeyRange& range, std::size_t limit) {
    Page page;
    for (row.Seek(range.first); row.Valid(); row.Next()) {
      if (!range.last.empty() && row.key().compare(range.last) >= 0) break;
      if (page.rows.size() == limit) {
        page.complete = false;
        break;
      }
      page.rows.push_back({row.key().ToString(), row.value().ToString()});
    }
    return page;
  }

  std::shared_ptr<OpenRocks> open_;
  rocksdb::ReadOptions options_;
};

// A full disk is better met before RocksDB meets it; see RocksStore::Recover.
Status CheckRoom(const fs::path& folder, std::size_t bytes) {
  constexpr std::uintmax_t kReserve = std::uintmax_t{1} << 20;  // for MANIFEST, seal and the like
  std::error_code unknown;
  const fs::space_info space = fs::space(folder, unknown);
  // Once for the log, once for the table.
  if (unknown || space.available >= 2 * std::uintmax_t{bytes} + kReserve) return {};
  return Fail(NoSpaceError(folder));
}

Error LogFailed(const fs::path& folder) {
  return {.code = ErrorCode::kIo,
          .message = "the log could not be written, and takes no commit any more",
          .where = {folder.string()},
          .hint = "close the database and open it again; all that was committed is there"};
}

class RocksStore final : public Store {
 public:
  explicit RocksStore(std::shared_ptr<OpenRocks> open, const RocksOptions& options)
      : open_(std::move(open)), options_(options) {}

  Result<std::unique_ptr<Reader>> Snapshot() const override {
    return std::make_unique<RocksReader>(open_);
  }

  Status Commit(const WriteBatch& batch, Durability durability) override {
    if (!open_->writable()) {
      return Fail(ErrorCode::kUnsupported, "the database is open for reading only",
                  {open_->folder().string()});
    }
    if (batch.empty()) return {};
    const std::size_t bytes = SpaceFor(batch);
    if (bytes >= options_.table_bytes) {
      return Write(bytes, [&] {
        open_->KeepSnapshot();
        return CommitAsTables(open_->db(), open_->folder(), batch, options_.table_bytes);
      });
    }
    rocksdb::WriteBatch changes(bytes);
    for (const WriteBatch::Change& change : batch.changes()) {
      CITYGRAPH_TRY(ToStatus(Add(change, changes), open_->folder()));
    }
    rocksdb::WriteOptions write;
    write.sync = durability == Durability::kSync;
    return Write(bytes, [&] { return open_->db().Write(write, &changes); });
  }

  Status Compact() override {
    rocksdb::CompactRangeOptions all;
    all.bottommost_level_compaction = rocksdb::BottommostLevelCompaction::kForceOptimized;
    return ToStatus(open_->db().CompactRange(all, nullptr, nullptr), open_->folder());
  }

  std::optional<fs::path> Folder() const override { return open_->folder(); }
  std::uint64_t SizeOnDisk() const override { return StoreBytes(open_->folder()); }

  Status VerifyChecksums() const override;

 private:
  // Bytes that RocksDB's form of the batch takes, or a little more.
  static std::size_t SpaceFor(const WriteBatch& batch) {
    constexpr std::size_t kHeader = 12;
    constexpr std::size_t kMostOfEach = 11;  // a tag, two lengths
    std::size_t space = kHeader;
    for (const WriteBatch::Change& change : batch.changes())
      space += kMostOfEach + change.key.size() + (change.value ? change.value->size() : 0);
    return space;
  }
  static rocksdb::Status Add(const WriteBatch::Change& change, rocksdb::WriteBatch& to) {
    return change.value ? to.Put(change.key, *change.value) : to.Delete(change.key);
  }

  // Calls `commit`, twice where RocksDB recovered between.
  template <class CommitOnce>
  Status Write(std::size_t bytes, const CommitOnce& commit);
  rocksdb::Status Recover(const rocksdb::Status& failure);

  std::shared_ptr<OpenRocks> open_;
  RocksOptions options_;
  std::mutex commit_mutex_;
  bool log_failed_ = false;  // for good; guarded by commit_mutex_
};

template <class CommitOnce>
Status RocksStore::Write(std::size_t bytes, const CommitOnce& commit) {
  const std::lock_guard lock(commit_mutex_);
  const fs::path& folder = open_->folder();
  if (log_failed_) return Fail(LogFailed(folder));
  CITYGRAPH_TRY(CheckRoom(folder, bytes));
  rocksdb::Status status = commit();
  // RocksDB refuses all writes after an error, also when its cause (a full disk) has gone.
  if (status.IsIOError() && Recover(status).ok()) status = commit();
  if (status.ok()) open_->NoteCommit();
  return ToStatus(status, folder);
}

// Brings a store back that met an I/O error, or says why it still fails.
//
// Resume() begins a new log in place of one that failed, but in RocksDB 7.8 only if there are rows
// to flush. If not, the next write to the log fails for ever, and stops the process in Debian's
// build, which has its asserts on (facebook/rocksdb issues 11643, 12998). It must not come to that.
rocksdb::Status RocksStore::Recover(const rocksdb::Status& failure) {
  rocksdb::DB& db = open_->db();
  std::uint64_t rows = 0;
  db.GetIntProperty(rocksdb::DB::Properties::kNumEntriesActiveMemTable, &rows);
  log_failed_ = rows == 0 && ToError(failure, open_->folder()).where.file.ends_with(".log");
  return log_failed_ ? failure : db.Resume();
}

Status RocksStore::VerifyChecksums() const {
  const fs::path& folder = open_->folder();
  CITYGRAPH_TRY(CheckSeal(folder));
  rocksdb::ReadOptions read;
  read.fill_cache = false;
  const rocksdb::Status status = open_->db().VerifyChecksum(read);
  if (!status.IsPathNotFound() || open_->writable()) return ToStatus(status, folder);
  // A writer has replaced a file since we opened: verify what took its place.
  CITYGRAPH_TRY(const auto fresh, OpenRocks::Open(folder, OpenMode::kRead, options_));
  return ToStatus(fresh->db().VerifyChecksum(read), folder);
}

}  // namespace

Result<std::unique_ptr<Store>> OpenRocksStore(const std::filesystem::path& folder, OpenMode mode,
                                              const RocksOptions& options) {
  try {
    CITYGRAPH_TRY(std::shared_ptr<OpenRocks> open, OpenRocks::Open(folder, mode, options));
    return std::make_unique<RocksStore>(std::move(open), options);
  } catch (const std::exception& error) {  // no memory, or no thread to be had
    return Fail(ErrorCode::kIo, std::string("cannot open the database: ") + error.what(),
                {folder.string()});
  }
}

}  // namespace citygraph
