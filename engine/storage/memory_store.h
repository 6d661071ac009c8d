// A store in memory: `:memory:`, and the twin against which the store on disk is tested.
#pragma once

#include <memory>

#include "engine/storage/store.h"

namespace citygraph {

// Cost: a snapshot copies nothing, and a commit costs what it changes, snapshots alive or not; what
// only a snapshot still sees is kept until the last snapshot goes.
std::unique_ptr<Store> MakeMemoryStore();

}  // namespace citygraph
