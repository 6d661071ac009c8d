// The version of the bytes on disk. Raise it with every change that an older program would misread,
// keep a database of the old version under tests/data, and say in KEYS.md what changed.
#pragma once

#include <cstdint>

namespace citygraph {

inline constexpr std::uint32_t kFormatVersion = 2;

}  // namespace citygraph
