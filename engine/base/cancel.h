// Stopping long work from another thread (a user's interrupt, a time limit).
#pragma once

#include <atomic>

#include "engine/base/result.h"

namespace citygraph {

// Long work is given a `const Cancel*` (null: never stopped) and looks at it now and then, at least
// a few times a second. Threads: any may request or ask.
class Cancel {
 public:
  void Request() { requested_.store(true, std::memory_order_relaxed); }
  bool requested() const { return requested_.load(std::memory_order_relaxed); }

 private:
  std::atomic<bool> requested_ = false;
};

inline bool IsCancelled(const Cancel* cancel) { return cancel != nullptr && cancel->requested(); }

// CITYGRAPH_TRY(CheckCancelled(cancel));
inline Status CheckCancelled(const Cancel* cancel) {
  if (!IsCancelled(cancel)) return {};
  return Fail(ErrorCode::kCancelled, "stopped before it was done");
}

}  // namespace citygraph
