// The store on disk, on RocksDB. The only door to RocksDB is this file's .cc.
#pragma once

#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <memory>
#include <string_view>

#include "engine/storage/store.h"

namespace citygraph {

enum class OpenMode : std::uint8_t {
  kRead,    // the folder must hold a store; any number of processes, also while one writes. Sees
            // the last commit before the opening, and none that follows; writes nothing at all
  kWrite,   // the folder must hold a store; one process
  kCreate,  // as kWrite, and makes the store when the folder is missing or empty
};

struct RocksOptions {
  std::size_t cache_bytes = std::size_t{64} << 20;
  // What a start after a crash may have to read again from the log: 2 MB take a few milliseconds.
  // Tests make it tiny, a bulk import large.
  std::size_t write_buffer_bytes = std::size_t{2} << 20;
  // A commit of so many bytes becomes tables at once. Tests make it tiny.
  std::size_t table_bytes = std::size_t{2} << 20;
};

// What to do about a damaged store; the hint of every kCorruption.
inline constexpr std::string_view kDamageHint =
    "restore a backup or import the files again into a new database";

// Opens the store in `folder`. It is closed when the Store and all its Readers are gone.
// Errors: kNotFound (no store there; kCreate: its parent is missing), kLocked (another process
// writes; the message names it by pid where the system tells), kCorruption (damaged file, named),
// kIo (no permission, full disk, a folder that cannot be made; kRead: a writer changed the files
// all the while), kInvalidInput (the path is a file; kCreate: the folder holds something else).
Result<std::unique_ptr<Store>> OpenRocksStore(const std::filesystem::path& folder, OpenMode mode,
                                              const RocksOptions& options = {});

}  // namespace citygraph
