// The folder of a store on disk, seen from outside: what it holds, whether it changed, who has it.
#pragma once

#include <sys/types.h>

#include <cstdint>
#include <filesystem>
#include <optional>
#include <string>
#include <vector>

#include "engine/base/result.h"
#include "engine/storage/rocks_store.h"

namespace citygraph {

// Ok when opening `folder` in `mode` can be tried; kCreate makes it. Errors: as OpenRocksStore
// says.
Status CheckFolder(const std::filesystem::path& folder, OpenMode mode);

// Changes whenever the set of files that make up the store does: RocksDB notes every such change
// at the end of its MANIFEST, and CURRENT names the MANIFEST, before it deletes a file.
struct StoreStamp {
  std::string manifest;  // the file's name; empty when CURRENT cannot be read
  std::uintmax_t manifest_bytes = 0;

  bool operator==(const StoreStamp&) const = default;
};
StoreStamp ReadStamp(const std::filesystem::path& folder);

// The other process that has `folder` open for writing, where the system tells.
// REQUIRES: this process has not, or its own lock is lost (POSIX drops a process's locks on a file
// when it closes any descriptor of it).
std::optional<pid_t> LockHolder(const std::filesystem::path& folder);

// The names of the logs that are not empty: commits that are in no table yet.
std::vector<std::string> LogsWithRows(const std::filesystem::path& folder);

// The bytes of the files that belong to the store; what else lies in the folder does not count.
std::uint64_t StoreBytes(const std::filesystem::path& folder);

}  // namespace citygraph
