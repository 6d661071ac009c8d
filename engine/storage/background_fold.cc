#include "engine/storage/background_fold.h"

#include <sys/resource.h>

#include <exception>
#include <utility>

namespace citygraph {

BackgroundFold::BackgroundFold(std::unique_ptr<Reader> snapshot,
                               std::shared_ptr<const GraphState> state,
                               std::filesystem::path folder)
    : thread_([this, snapshot = std::move(snapshot), state = std::move(state),
               folder = std::move(folder)]() mutable {
        // The writer and readers come first; on Linux this is of the thread alone.
        ::setpriority(PRIO_PROCESS, 0, 10);
        try {
          made_ = MakeBase(*snapshot, *state, folder, {.cancel = &cancel_, .threads = 1});
        } catch (const std::exception& error) {  // no memory
          made_ = Fail(ErrorCode::kIo, std::string("cannot make the base anew: ") + error.what(),
                       {folder.string()});
        }
        snapshot.reset();  // what it kept open is free from here on, not when the base is taken
        done_.store(true, std::memory_order_release);
      }) {}

BackgroundFold::~BackgroundFold() {
  if (!thread_.joinable()) return;
  cancel_.Request();
  thread_.join();
  if (!made_ || made_->base == nullptr) return;
  std::error_code ignored;  // the next one to make a base removes it
  std::filesystem::remove(made_->base->name(), ignored);
}

Result<MadeBase> BackgroundFold::Take() {
  thread_.join();
  return std::move(made_);
}

}  // namespace citygraph
