// Writers that are killed, and readers beside writers at work.
#include <chrono>
#include <thread>

#include "tests/engine/storage/child_process.h"
#include "tests/engine/storage/rocks_harm.h"

namespace citygraph::testing {
namespace {

TEST_F(RocksHarmTest, KilledWriterLosesNoAcknowledgedCommitAndLeavesNoHalfOne) {
  MakeStore(0);
  int acknowledged = 0;
  for (int round = 0; round < 30 && !HasFailure(); ++round) {
    SCOPED_TRACE("round " + std::to_string(round));
    ChildProcess writer({"count", db_.string(), "0"});
    ASSERT_NE(writer.ReadLine(), "");
    std::this_thread::sleep_for(std::chrono::microseconds(random_() % 60'000));
    writer.Kill();
    acknowledged = std::stoi(writer.LastLineSoFar());
    const int seen = LastBatchSeen(round % 2 == 0 ? OpenMode::kRead : OpenMode::kWrite);
    EXPECT_GE(seen, acknowledged);
    EXPECT_LE(seen, acknowledged + 1);
  }
  EXPECT_GT(acknowledged, 30);
}

// Microseconds between a writer's commits. Its buffer is a thousandth of the usual one, so that it
// replaces files all the time; a reader that is kept from its core, or under a sanitizer, needs
// longer to open than no pause would leave.
#if defined(__SANITIZE_THREAD__) || defined(__SANITIZE_ADDRESS__)
constexpr const char* kPause = "2000";
#else
constexpr const char* kPause = "200";
#endif

TEST_F(RocksHarmTest, ReaderBesideAWriterSeesOneCommitWhole) {
  MakeStore(kRingRows);
  ChildProcess writer({"count", db_.string(), kPause});
  ASSERT_NE(writer.ReadLine(), "");
  int last = 0;
  for (int round = 0; round < 400 && !HasFailure(); ++round) {
    SCOPED_TRACE("round " + std::to_string(round));
    const std::string acknowledged = writer.LastLineSoFar();
    const int seen = LastBatchSeen(OpenMode::kRead);
    EXPECT_GE(seen, std::max(last, std::atoi(acknowledged.c_str())));
    last = seen;
  }
  writer.Finish();
}

TEST_F(RocksHarmTest, OpenReaderKeepsItsStateWhileAWriterReplacesTheFiles) {
  MakeStore(kRingRows);
  const auto store = Must(OpenRocksStore(db_, OpenMode::kRead));
  ChildProcess writer({"count", db_.string(), "0"});
  for (int i = 0; i < 2000; ++i) ASSERT_NE(writer.ReadLine(), "");
  EXPECT_EQ(LastBatch(*Must(store->Snapshot())), kRingRows);
  writer.Finish();
  EXPECT_EQ(LastBatch(*Must(store->Snapshot())), kRingRows);
  Must(store->VerifyChecksums());
}

}  // namespace
}  // namespace citygraph::testing
