// An open RocksDB: opening it in each mode, and closing it well.
#pragma once

#include <atomic>
#include <filesystem>
#include <memory>

#include "engine/base/result.h"
#include "engine/storage/rocks_store.h"

namespace rocksdb {
class DB;
class Snapshot;
}  // namespace rocksdb

namespace citygraph {

// Shared by a store and its readers; the last of them closes it.
class OpenRocks {
 public:
  static Result<std::shared_ptr<OpenRocks>> Open(const std::filesystem::path& folder, OpenMode mode,
                                                 const RocksOptions& options);
  ~OpenRocks();
  OpenRocks(const OpenRocks&) = delete;
  OpenRocks& operator=(const OpenRocks&) = delete;

  rocksdb::DB& db() const { return *db_; }
  const std::filesystem::path& folder() const { return folder_; }
  bool writable() const { return writable_; }
  void NoteCommit() { committed_ = true; }
  // Keeps the state of its first call until it is closed; before tables are taken in. Else RocksDB
  // might give their rows no number of their own, so that readers of before and after would pass
  // for the same; and it would write them once more, as soon as no snapshot needs that number, for
  // which a short session has no time. The writer's.
  void KeepSnapshot();

 private:
  OpenRocks(std::unique_ptr<rocksdb::DB> db, std::filesystem::path folder, bool writable);

  std::unique_ptr<rocksdb::DB> db_;
  std::filesystem::path folder_;
  bool writable_;
  std::atomic<bool> committed_ = false;
  const rocksdb::Snapshot* kept_ = nullptr;
};

}  // namespace citygraph
