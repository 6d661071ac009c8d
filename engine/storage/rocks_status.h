// RocksDB's errors in our words.
#pragma once

#include <filesystem>

#include "engine/base/result.h"

namespace rocksdb {
class Status;
}

namespace citygraph {

// REQUIRES: !status.ok(). `folder` is the store's; the error is placed at the file in it that
// RocksDB's text names, or else at the folder.
Error ToError(const rocksdb::Status& status, const std::filesystem::path& folder);
Status ToStatus(const rocksdb::Status& status, const std::filesystem::path& folder);

Error NoSpaceError(const std::filesystem::path& folder);

// True when a status of DB::Open says that another holds the lock.
bool IsLockTaken(const rocksdb::Status& status);
// True when it is this very process that holds it.
bool IsLockOurs(const rocksdb::Status& status);

}  // namespace citygraph
