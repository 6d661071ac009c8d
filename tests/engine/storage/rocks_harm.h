// A store on disk that tests do harm to.
#pragma once

#include <gtest/gtest.h>

#include <random>

#include "engine/storage/rocks_store.h"
#include "tests/engine/storage/counter_rows.h"
#include "tests/support/must.h"
#include "tests/support/temporary_folder.h"

namespace citygraph::testing {

// So tiny that tables are written and merged all the time.
inline constexpr RocksOptions kTinyBuffer = {.write_buffer_bytes = 1 << 10};

class RocksHarmTest : public ::testing::Test {
 protected:
  using Where = std::source_location;

  int LastBatchSeen(OpenMode mode, Where caller = Where::current()) {
    const auto store = Must(OpenRocksStore(db_, mode), caller);
    const std::optional<int> last = LastBatch(*Must(store->Snapshot(), caller));
    EXPECT_TRUE(last) << "rows of different batches are mixed, seen from line " << caller.line();
    return last.value_or(-1);
  }

  // A store of several tables with the batches up to `last`, closed.
  void MakeStore(int last, Where caller = Where::current()) {
    const auto store = Must(OpenRocksStore(db_, OpenMode::kCreate, kTinyBuffer), caller);
    for (int number = 1; number <= last; ++number) {
      Must(store->Commit(CounterBatch(number), Durability::kNoSync), caller);
    }
  }

  TemporaryFolder folder_;
  std::filesystem::path db_ = folder_ / "db";
  std::mt19937 random_{20240229};
};

}  // namespace citygraph::testing
