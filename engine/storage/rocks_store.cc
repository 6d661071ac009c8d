#include "engine/storage/rocks_store.h"

#include <rocksdb/db.h>
#include <rocksdb/write_batch.h>

#include <exception>
#include <mutex>

#include "engine/storage/rocks_open.h"
#include "engine/storage/rocks_status.h"
#include "engine/storage/store_folder.h"

namespace citygraph {
namespace {

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
    const std::unique_ptr<rocksdb::Iterator> row(open_->db().NewIterator(options_));
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
    rocksdb::WriteBatch changes;
    for (const WriteBatch::Change& change : batch.changes()) {
      CITYGRAPH_TRY(ToStatus(Add(change, changes), open_->folder()));
    }
    const std::lock_guard lock(commit_mutex_);
    return ToStatus(Write(changes, durability), open_->folder());
  }

  std::uint64_t SizeOnDisk() const override { return StoreBytes(open_->folder()); }

  Status VerifyChecksums() const override;

 private:
  static rocksdb::Status Add(const WriteBatch::Change& change, rocksdb::WriteBatch& to) {
    return change.value ? to.Put(change.key, *change.value) : to.Delete(change.key);
  }

  rocksdb::Status Write(rocksdb::WriteBatch& changes, Durability durability);
  rocksdb::Status Recover();

  std::shared_ptr<OpenRocks> open_;
  RocksOptions options_;
  std::mutex commit_mutex_;
};

rocksdb::Status RocksStore::Write(rocksdb::WriteBatch& changes, Durability durability) {
  rocksdb::WriteOptions write;
  write.sync = durability == Durability::kSync;
  rocksdb::Status status = open_->db().Write(write, &changes);
  // After an error RocksDB refuses all writes, also when its cause (a full disk) has gone.
  if (status.IsIOError() && Recover().ok()) status = open_->db().Write(write, &changes);
  if (status.ok()) open_->NoteCommit();
  return status;
}

// Brings a store back that met an I/O error, or says why it still fails.
rocksdb::Status RocksStore::Recover() {
  rocksdb::DB& db = open_->db();
  rocksdb::Status status = db.Resume();
  if (!status.ok()) return status;
  // RocksDB 7.8 goes on with the log that failed, and which fails for ever after, when it has no
  // row to flush (facebook/rocksdb issues 11643, 12998). Hence a row: the deletion of a key that
  // is not there, which changes nothing, past the log; its flush begins a new log.
  const std::unique_ptr<rocksdb::Iterator> last(db.NewIterator(rocksdb::ReadOptions()));
  last->SeekToLast();
  if (!last->status().ok()) return last->status();
  const std::string absent = (last->Valid() ? last->key().ToString() : std::string()) + '\0';
  rocksdb::WriteOptions past_the_log;
  past_the_log.disableWAL = true;
  status = db.Delete(past_the_log, absent);
  return status.ok() ? db.Flush(rocksdb::FlushOptions()) : status;
}

Status RocksStore::VerifyChecksums() const {
  rocksdb::ReadOptions read;
  read.fill_cache = false;
  const rocksdb::Status status = open_->db().VerifyChecksum(read);
  if (!status.IsPathNotFound() || open_->writable()) return ToStatus(status, open_->folder());
  // A writer has replaced a file since we opened: verify what took its place.
  CITYGRAPH_TRY(const auto fresh,
                OpenRocks::Open(open_->folder(), OpenMode::kRead, options_));
  return ToStatus(fresh->db().VerifyChecksum(read), open_->folder());
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
