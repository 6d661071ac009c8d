// A commit of many rows as tables of its own, which RocksDB takes in: each row is written once, not
// to the log, to memory and from there to a table, and by all cores.
#pragma once

#include <rocksdb/status.h>

#include <filesystem>

#include "engine/storage/store.h"

namespace rocksdb {
class DB;
}

namespace citygraph {

// Commits the batch, all or nothing, and it is on the disk then. Tables of some `table_bytes` lie
// in `folder` meanwhile under names of their own. One call at a time; the store's writer alone.
// REQUIRES: it is not empty, and a snapshot is there (OpenRocks::KeepSnapshot).
rocksdb::Status CommitAsTables(rocksdb::DB& db, const std::filesystem::path& folder,
                               const WriteBatch& batch, std::size_t table_bytes);

// Deletes what a killed writer left of them. REQUIRES: no other writer.
void RemoveUnfinishedTables(const std::filesystem::path& folder);

}  // namespace citygraph
