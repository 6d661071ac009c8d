// Changes in the order of their keys, as tables hold rows.
#pragma once

#include <span>
#include <vector>

#include "engine/storage/store.h"

namespace citygraph {

// Whether the keys ascend, each once.
bool IsInKeyOrder(std::span<const WriteBatch::Change> changes);

// The last change of each key, in key order.
std::vector<WriteBatch::Change> InKeyOrder(std::span<const WriteBatch::Change> changes);

}  // namespace citygraph
