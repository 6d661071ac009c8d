// Backups of a database on disk: made while others read and write it, each a database of its own.
//
//   backups/000001/  000009.sst  000010.log  BASE-000000000001  CURRENT  …
//   backups/000002/  000009.sst (the same file, linked)  000014.sst  …
//
// A file that the backup before holds already, byte for byte, is linked and takes no room; tables
// and bases never change, so a new backup costs what is new. Any backup may be deleted, or opened
// as it is: citygraph --db backups/000002 stats. Threads: any. Memory: small.
#pragma once

#include <cstdint>
#include <filesystem>
#include <vector>

#include "engine/base/result.h"

namespace citygraph {

struct BackupReport {
  std::filesystem::path folder;  // of this backup
  std::uint64_t bytes = 0;       // of all its files
  std::uint64_t new_bytes = 0;   // of those that were copied
};

// Makes a backup of all that was committed before the call, below `backups`, which is made when it
// is missing. All or nothing, on disk when it returns. Commits that end meanwhile may be in it or
// not, each whole. Errors: kNotFound (no database), kInvalidInput (`backups` holds something else),
// kIo (a full disk; a writer that changed the files all the while).
Result<BackupReport> BackUp(const std::filesystem::path& database,
                            const std::filesystem::path& backups);

// The backups below a folder, oldest first. Errors: kNotFound (there is none).
Result<std::vector<std::filesystem::path>> ListBackups(const std::filesystem::path& backups);

// Copies one backup, or the newest below `from`, to `database`, which must be missing or empty. All
// or nothing. Errors: kNotFound (no backup there), kInvalidInput (there is something in
// `database`), kIo. Gives the backup that was taken.
Result<std::filesystem::path> Restore(const std::filesystem::path& from,
                                      const std::filesystem::path& database);

}  // namespace citygraph
