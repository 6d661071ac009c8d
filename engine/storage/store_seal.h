// The seal of a store on disk: what its MANIFEST held when it was last closed.
//
// RocksDB takes a MANIFEST that ends too early for one whose writer died, and a damaged length for
// such an end: the files that the lost part names are then ignored, and deleted by the next writer.
// The seal tells a MANIFEST that was cut or damaged at rest from one that is merely unfinished.
#pragma once

#include <filesystem>

#include "engine/base/result.h"

namespace citygraph {

// Called after the store in `folder` was closed. A seal that cannot be written is left out.
void WriteSeal(const std::filesystem::path& folder);

// Called before the store is opened. Ok as well when nothing seals the current MANIFEST: a writer
// is at work or died, or the seal itself is damaged, which is no harm to the store.
// Errors: kCorruption, naming the MANIFEST.
Status CheckSeal(const std::filesystem::path& folder);

}  // namespace citygraph
