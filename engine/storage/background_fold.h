// A base that is made in a thread of its own, of one commit, while others are committed.
#pragma once

#include <atomic>
#include <filesystem>
#include <memory>
#include <thread>

#include "engine/base/cancel.h"
#include "engine/storage/fold.h"

namespace citygraph {

// Threads: one owner.
class BackgroundFold {
 public:
  // Begins at once, on one core. The snapshot sees the commit that the state is of.
  BackgroundFold(std::unique_ptr<Reader> snapshot, std::shared_ptr<const GraphState> state,
                 std::filesystem::path folder);
  // Stops what is not done, within milliseconds but for what is being written, and leaves no file.
  ~BackgroundFold();
  BackgroundFold(const BackgroundFold&) = delete;
  BackgroundFold& operator=(const BackgroundFold&) = delete;

  bool done() const { return done_.load(std::memory_order_acquire); }
  // Waits for the base. To be called once. Errors: as MakeBase.
  Result<MadeBase> Take();

 private:
  Cancel cancel_;
  std::atomic<bool> done_ = false;
  Result<MadeBase> made_;
  std::thread thread_;
};

}  // namespace citygraph
