// The seal of a store on disk: what its tables were when they were written, and its MANIFEST when
// the store was last closed.
//
// RocksDB's own checksums leave two gaps, which the seal closes for all that is at rest:
// - a MANIFEST that ends too early, or whose damaged length makes it seem so, is taken for one
//   whose writer died: the tables that the lost part names are ignored, and deleted by the next
//   writer;
// - the end of a table is parsed before its checksum is verified, and a build of RocksDB with its
//   asserts on (Debian's) stops the process when it makes no sense.
#pragma once

#include <filesystem>
#include <set>
#include <string>

#include "engine/base/result.h"

namespace citygraph {

// Called after the store in `folder` was closed. A seal that cannot be written is left out.
void WriteSeal(const std::filesystem::path& folder);

// Called when a table was written and before the store counts on it, so that the tables of a writer
// that died are sealed as well. One call at a time a folder.
void SealTable(const std::filesystem::path& table);

// Called before the store is opened, costs a short read a file. Ok as well for what was not sealed:
// files of a writer that is at work or died, or all files when the seal itself is damaged.
// Errors: kCorruption, naming the file.
// A table that is among `checked` is not looked at again; those that are sound are added.
Status CheckSeal(const std::filesystem::path& folder, std::set<std::string>* checked = nullptr);

}  // namespace citygraph
