#include "engine/storage/rocks_open.h"

#include <fmt/format.h>
#include <rocksdb/db.h>
#include <unistd.h>

#include <chrono>
#include <set>
#include <string>
#include <thread>

#include "engine/storage/rocks_options.h"
#include "engine/storage/rocks_status.h"
#include "engine/storage/rocks_tables.h"
#include "engine/storage/store_folder.h"
#include "engine/storage/store_seal.h"

namespace citygraph {
namespace {

namespace fs = std::filesystem;
using Database = std::unique_ptr<rocksdb::DB>;

// The overload with column families goes straight to the plain reader; the other one first tries
// whether the store is fully compacted, and so reads a store that is not from disk twice.
rocksdb::Status OpenOnceToRead(const fs::path& folder, const rocksdb::Options& options,
                               Database& out) {
  rocksdb::DB* db = nullptr;
  std::vector<rocksdb::ColumnFamilyHandle*> families;
  const rocksdb::Status status = rocksdb::DB::OpenForReadOnly(
      options, folder.string(), {{rocksdb::kDefaultColumnFamilyName, options}}, &families, &db);
  out.reset(db);
  for (rocksdb::ColumnFamilyHandle* family : families) delete family;
  return status;
}

// RocksDB does not say which file it is when a log is damaged, and there is nearly always just one.
Error NameDamagedLog(Error error, const fs::path& folder) {
  if (error.code != ErrorCode::kCorruption || error.where.file != folder.string()) return error;
  const std::vector<std::string> logs = LogsWithRows(folder);
  if (logs.size() == 1) error.where.file = (folder / logs.front()).string();
  return error;
}

// A writer may move rows from the log to a table, or from tables to others, and delete the old
// files between two steps of our opening. We then miss a file, or, worse, miss commits without
// noticing: the MANIFEST that we read still counts on a log that we no longer found. The writer
// notes each such move in the MANIFEST before it deletes a file; so what we read is one commit,
// whole, if and only if the MANIFEST did not change meanwhile.
Result<Database> OpenToRead(const fs::path& folder, const rocksdb::Options& options) {
  constexpr std::chrono::milliseconds kPatience{30'000};
  constexpr std::chrono::milliseconds kLongestPause{50};
  const auto start = std::chrono::steady_clock::now();
  std::set<std::string> checked;  // tables never change: each is looked at once
  for (std::chrono::milliseconds pause{1};; pause = std::min(2 * pause, kLongestPause)) {
    const StoreStamp before = ReadStamp(folder);
    CITYGRAPH_TRY(CheckSeal(folder, &checked));
    Database db;
    const rocksdb::Status status = OpenOnceToRead(folder, options, db);
    if (ReadStamp(folder) == before) {
      if (!status.ok()) return Fail(NameDamagedLog(ToError(status, folder), folder));
      return db;
    }
    if (std::chrono::steady_clock::now() - start > kPatience) {
      return Fail({.code = ErrorCode::kIo,
                   .message = "another process changes the database faster than it can be opened",
                   .where = {folder.string()},
                   .hint = "try again when the other process is done"});
    }
    std::this_thread::sleep_for(pause);
  }
}

Error LockedError(const rocksdb::Status& status, const fs::path& folder) {
  std::string who = "another process";
  if (IsLockOurs(status)) {
    who = fmt::format("this process ({})", ::getpid());
  } else if (const std::optional<pid_t> holder = LockHolder(folder)) {
    who = fmt::format("process {}", *holder);
  }
  return {.code = ErrorCode::kLocked,
          .message = fmt::format("{} has the database open for writing", who),
          .where = {folder.string()},
          .hint = "try again when it is done; reading is possible meanwhile"};
}

Result<Database> OpenToWrite(const fs::path& folder, const rocksdb::Options& options) {
  CITYGRAPH_TRY(CheckSeal(folder));
  rocksdb::DB* db = nullptr;
  const rocksdb::Status status = rocksdb::DB::Open(options, folder.string(), &db);
  if (IsLockTaken(status)) return Fail(LockedError(status, folder));
  if (!status.ok()) return Fail(NameDamagedLog(ToError(status, folder), folder));
  RemoveUnfinishedTables(folder);
  return Database(db);
}

std::uint64_t Count(rocksdb::DB& db, const std::string& property) {
  std::uint64_t count = 0;
  return db.GetIntProperty(property, &count) ? count : 0;
}

// Closing cancels compactions. With short sessions none would ever end and small tables pile up,
// a few a session; so now and then a session waits for the one that is under way.
void LetCompactionsFinish(rocksdb::DB& db) {
  constexpr std::chrono::milliseconds kPause{5};
  constexpr int kPauses = 2000;
  for (int i = 0;
       i < kPauses && Count(db, rocksdb::DB::Properties::kNumFilesAtLevelPrefix + "0") >= 8; ++i) {
    if (Count(db, rocksdb::DB::Properties::kNumRunningCompactions) == 0 &&
        Count(db, rocksdb::DB::Properties::kCompactionPending) == 0) {
      return;  // the level is being left as it is, after an error for one
    }
    std::this_thread::sleep_for(kPause);
  }
}

}  // namespace

Result<std::shared_ptr<OpenRocks>> OpenRocks::Open(const fs::path& folder, OpenMode mode,
                                                   const RocksOptions& options) {
  CITYGRAPH_TRY(CheckFolder(folder, mode));
  const rocksdb::Options rocks_options = MakeRocksOptions(mode, options);
  const bool writable = mode != OpenMode::kRead;
  CITYGRAPH_TRY(Database db,
                writable ? OpenToWrite(folder, rocks_options) : OpenToRead(folder, rocks_options));
  return std::shared_ptr<OpenRocks>(new OpenRocks(std::move(db), folder, writable));
}

OpenRocks::OpenRocks(Database db, fs::path folder, bool writable)
    : db_(std::move(db)), folder_(std::move(folder)), writable_(writable) {}

void OpenRocks::KeepSnapshot() {
  if (kept_ == nullptr) kept_ = db_->GetSnapshot();
}

OpenRocks::~OpenRocks() {
  if (!writable_) return;
  // A log costs every later start the time to replay it; what is in tables costs it nothing. A
  // flush that fails leaves all commits in the log, where they are as safe.
  if (committed_) {
    db_->Flush(rocksdb::FlushOptions()).PermitUncheckedError();
    LetCompactionsFinish(*db_);
  }
  if (kept_ != nullptr) db_->ReleaseSnapshot(kept_);
  const bool closed = db_->Close().ok();
  db_.reset();
  if (closed) WriteSeal(folder_);
}

}  // namespace citygraph
