// Many short texts in few pieces of memory.
//
// Threads: none. Memory: all that was kept, until the arena goes.
#pragma once

#include <cstring>
#include <memory>
#include <memory_resource>
#include <string_view>

namespace citygraph {

class ByteArena {
 public:
  // A copy that stays where it is as long as the arena lives, moved or not.
  std::string_view Keep(std::string_view bytes) {
    if (bytes.empty()) return {};
    if (!memory_) memory_ = std::make_unique<std::pmr::monotonic_buffer_resource>();
    char* const kept = static_cast<char*>(memory_->allocate(bytes.size(), 1));
    std::memcpy(kept, bytes.data(), bytes.size());
    return {kept, bytes.size()};
  }

 private:
  std::unique_ptr<std::pmr::monotonic_buffer_resource> memory_;  // made when first needed
};

}  // namespace citygraph
