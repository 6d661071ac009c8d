// Writers of a graph that are killed while they commit, make the base anew or import, and readers
// beside a writer. scripts/harm.sh runs these for longer:
//   CITYGRAPH_HARM_ROUNDS   how often a writer is killed (20)
//   CITYGRAPH_HARM_SECONDS  how long readers read beside one (2)
#include <gtest/gtest.h>

#include <array>
#include <atomic>
#include <chrono>
#include <cstdlib>
#include <memory>
#include <random>
#include <thread>

#include "engine/storage/backup.h"
#include "engine/storage/check.h"
#include "engine/storage/rocks_store.h"
#include "tests/engine/storage/chain_graph.h"
#include "tests/engine/storage/child_process.h"
#include "tests/support/must.h"
#include "tests/support/temporary_folder.h"

namespace citygraph::testing {
namespace {

int FromEnvironment(const char* name, int otherwise) {
  const char* text = std::getenv(name);
  return text == nullptr ? otherwise : std::atoi(text);
}

class GraphHarmTest : public ::testing::Test {
 protected:
  std::unique_ptr<Graph> Open(OpenMode mode) {
    return Must(Graph::Open(Must(OpenRocksStore(db_, mode))));
  }
  void ExpectSound(const Graph& graph) {
    for (const std::string& problem : Must(CheckGraph(graph)).problems) ADD_FAILURE() << problem;
  }
  void SleepUpTo(int milliseconds) {
    std::this_thread::sleep_for(
        std::chrono::microseconds(random_() % (1000U * static_cast<unsigned>(milliseconds))));
  }

  TemporaryFolder folder_;
  std::filesystem::path db_ = folder_ / "db";
  std::mt19937 random_{std::random_device{}()};
};

TEST_F(GraphHarmTest, KilledWriterLosesNoAcknowledgedCommitAndLeavesNoHalfOne) {
  Must(StartChain(*Open(OpenMode::kCreate)));
  const int rounds = FromEnvironment("CITYGRAPH_HARM_ROUNDS", 20);
  std::int64_t acknowledged = 0;
  for (int round = 0; round < rounds && !HasFailure(); ++round) {
    SCOPED_TRACE("round " + std::to_string(round));
    // Some make the base anew nearly all the time, before they go on or in the background, some
    // never.
    using Folds = std::array<const char*, 2>;
    constexpr std::array kFolds = {Folds{"2", "0"},        Folds{"7", "0"},
                                   Folds{"40", "25"},      Folds{"1000000", "5"},
                                   Folds{"1000000", "30"}, Folds{"1000000", "0"}};
    const auto& [fold, background] = kFolds[random_() % kFolds.size()];
    ChildProcess writer({"write", db_.string(), fold, background});
    ASSERT_NE(writer.ReadLine(), "");
    SleepUpTo(60);
    writer.Kill();
    const std::string last = writer.LastLineSoFar();
    ASSERT_EQ(last.find("error"), std::string::npos) << last;
    acknowledged = std::stoll(last);
    const auto graph = Open(round % 2 == 0 ? OpenMode::kRead : OpenMode::kWrite);
    const std::int64_t length = Must(LengthOfChain(*Must(graph->Read())));
    EXPECT_GE(length, acknowledged);
    EXPECT_LE(length, acknowledged + 1);
    if (round % 4 == 0) ExpectSound(*graph);
  }
  EXPECT_GT(acknowledged, rounds);
  ExpectSound(*Open(OpenMode::kRead));
  std::string bases;
  std::size_t count = 0;
  for (const auto& entry : std::filesystem::directory_iterator(db_)) {
    const std::string name = entry.path().filename().string();
    if (!name.starts_with("BASE-")) continue;
    bases += ' ' + name;
    ++count;
  }
  EXPECT_LE(count, 4U) << "a base takes away what killed writers left:" << bases;
}

TEST_F(GraphHarmTest, KilledBulkImportLeavesNothingOrAll) {
  const int rounds = FromEnvironment("CITYGRAPH_HARM_ROUNDS", 20) / 4;
  int made = 0;
  for (int round = 0; round < rounds && !HasFailure(); ++round) {
    SCOPED_TRACE("round " + std::to_string(round));
    std::filesystem::remove_all(db_);
    ChildProcess import({"bulk", db_.string(), "20000"});
    ASSERT_EQ(import.ReadLine(), "writing");
    SleepUpTo(round % 2 == 0 ? 20 : 60);
    import.Kill();
    const bool acknowledged = import.LastLineSoFar() == "made";
    // The folder itself is made at once, and empty until all is there.
    if (!std::filesystem::exists(db_) || std::filesystem::is_empty(db_)) {
      EXPECT_FALSE(acknowledged);
      continue;
    }
    ++made;
    const auto graph = Open(OpenMode::kRead);
    EXPECT_EQ(Must(Must(graph->Read())->AllNodes()).size(), 20000U);
    ExpectSound(*graph);
  }
  RecordProperty("made", made);
  // The next import that ends takes away what the killed ones left.
  std::filesystem::remove_all(db_);
  ChildProcess import({"bulk", db_.string(), "20"});
  while (import.ReadLine() != "made") {
  }
  import.Finish();
  std::size_t left = 0;
  for ([[maybe_unused]] const auto& entry : std::filesystem::directory_iterator(folder_ / "."))
    ++left;
  EXPECT_EQ(left, 1U) << "folders beside the database";
}

TEST_F(GraphHarmTest, BackupsBesideABusyWriterAreWholeAndSound) {
  Must(StartChain(*Open(OpenMode::kCreate)));
  ChildProcess writer({"write", db_.string(), "20"});
  ASSERT_EQ(writer.ReadLine(), "1");
  std::int64_t last = 0;
  for (int round = 0; round < 8 && !HasFailure(); ++round) {
    SCOPED_TRACE("round " + std::to_string(round));
    SleepUpTo(50);
    const std::int64_t acknowledged = std::stoll("0" + writer.LastLineSoFar());
    const BackupReport report = Must(BackUp(db_, folder_ / "backups"));
    const auto graph = Must(Graph::Open(Must(OpenRocksStore(report.folder, OpenMode::kRead))));
    const std::int64_t length = Must(LengthOfChain(*Must(graph->Read())));
    EXPECT_GE(length, std::max(acknowledged, last));
    last = length;
    ExpectSound(*graph);
  }
  writer.Finish();
  // The last one, written to, goes on as the database would, and the others stay as they are.
  Must(Restore(folder_ / "backups", folder_ / "restored"));
  {
    const auto restored =
        Must(Graph::Open(Must(OpenRocksStore(folder_ / "restored", OpenMode::kWrite))));
    EXPECT_EQ(Must(LengthOfChain(*Must(restored->Read()))), last);
    Must(AppendToChain(*Must(restored->Begin()), last + 1));
    ExpectSound(*restored);
  }
  for (const auto& backup : Must(ListBackups(folder_ / "backups"))) {
    ExpectSound(*Must(Graph::Open(Must(OpenRocksStore(backup, OpenMode::kRead)))));
  }
}

TEST_F(GraphHarmTest, ABackupCopiesWhatIsNewAndTakesNoOnesPlace) {
  {
    const auto graph = Open(OpenMode::kCreate);
    Must(StartChain(*graph));
    for (std::int64_t k = 1; k <= 300; ++k) Must(AppendToChain(*Must(graph->Begin()), k));
    Must(graph->Compact());
  }
  const BackupReport first = Must(BackUp(db_, folder_ / "backups"));
  EXPECT_EQ(first.new_bytes, first.bytes);
  const BackupReport second = Must(BackUp(db_, folder_ / "backups"));
  EXPECT_EQ(second.folder.filename(), "000002");
  EXPECT_LT(second.new_bytes, first.bytes / 2);
  EXPECT_EQ(Restore(folder_ / "backups", db_).error().code, ErrorCode::kInvalidInput);
  EXPECT_EQ(Restore(folder_ / "nowhere", folder_ / "new").error().code, ErrorCode::kNotFound);
  EXPECT_EQ(BackUp(folder_ / "nowhere", folder_ / "backups").error().code, ErrorCode::kNotFound);
  EXPECT_EQ(BackUp(db_, db_).error().code, ErrorCode::kInvalidInput);
  EXPECT_FALSE(std::filesystem::exists(folder_ / "new"));
}

TEST_F(GraphHarmTest, AClockThatJumpsHarmsNothing) {
  Must(StartChain(*Open(OpenMode::kCreate)));
  std::int64_t last = 0;
  for (int round = 0; round < 3; ++round) {
    // Each look at the clock is a year before or after the one before it.
    ::setenv("LD_PRELOAD", CITYGRAPH_JUMPING_CLOCK, 1);
    ChildProcess writer({"write", db_.string(), "20"});
    ChildProcess reader({"read", db_.string()});
    ::unsetenv("LD_PRELOAD");
    for (int i = 0; i < 100; ++i) last = std::stoll("0" + writer.ReadLine());
    if (round == 1) {
      writer.Kill();
    } else {
      writer.Finish();
    }
    const std::string read = reader.LastLineSoFar();
    EXPECT_EQ(read.find("error"), std::string::npos) << read;
    reader.Finish();
    const auto graph = Open(OpenMode::kRead);
    EXPECT_GE(Must(LengthOfChain(*Must(graph->Read()))), last);
    ExpectSound(*graph);
  }
}

TEST_F(GraphHarmTest, EightReadersBesideABusyWriterSeeWholeCommits) {
  Must(StartChain(*Open(OpenMode::kCreate)));
  ChildProcess writer({"write", db_.string(), "500", "40"});
  ASSERT_EQ(writer.ReadLine(), "1");
  std::vector<std::unique_ptr<ChildProcess>> readers;
  for (int i = 0; i < 8; ++i) {
    readers.push_back(
        std::make_unique<ChildProcess>(std::vector<std::string>{"read", db_.string()}));
  }
  const auto end = std::chrono::steady_clock::now() +
                   std::chrono::seconds(FromEnvironment("CITYGRAPH_HARM_SECONDS", 2));
  while (std::chrono::steady_clock::now() < end && !HasFailure()) {
    std::this_thread::sleep_for(std::chrono::milliseconds(50));
    EXPECT_EQ(writer.LastLineSoFar().find("error"), std::string::npos) << writer.LastLineSoFar();
    for (const auto& reader : readers)
      EXPECT_EQ(reader->LastLineSoFar().find("error"), std::string::npos)
          << reader->LastLineSoFar();
  }
  for (const auto& reader : readers) {
    const std::string last = reader->LastLineSoFar();
    EXPECT_GT(std::atoi(last.c_str()), 0) << last;
    reader->Finish();
  }
  writer.Finish();
  ExpectSound(*Open(OpenMode::kRead));
}

TEST_F(GraphHarmTest, EightThreadsBesideAWriterOfTheirProcessSeeWholeCommits) {
  const auto graph = Open(OpenMode::kCreate);
  Must(StartChain(*graph));
  graph->SetFoldPolicy({.least = 40, .share = 1'000'000});
  std::atomic<bool> stop = false;
  std::atomic<std::int64_t> acknowledged = 0;
  std::atomic<int> reads = 0;
  const auto read = [&] {
    for (std::int64_t last = 0; !stop; ++reads) {
      const std::int64_t before = acknowledged;
      const std::int64_t length = Must(LengthOfChain(*Must(graph->Read())));
      EXPECT_GE(length, std::max(last, before));
      last = length;
    }
  };
  std::vector<std::thread> readers;
  for (int i = 0; i < 8; ++i) readers.emplace_back(read);
  const auto end = std::chrono::steady_clock::now() +
                   std::chrono::seconds(FromEnvironment("CITYGRAPH_HARM_SECONDS", 2));
  std::int64_t bases = 0;
  std::string base;
  for (std::int64_t k = 1; std::chrono::steady_clock::now() < end && !HasFailure(); ++k) {
    const auto change = Must(graph->Begin());
    if (change->base() != nullptr && change->base()->name() != base) {
      base = change->base()->name();
      ++bases;
    }
    Must(AppendToChain(*change, k));
    acknowledged = k;
  }
  stop = true;
  for (std::thread& reader : readers) reader.join();
  EXPECT_GT(bases, 1) << "made in the background";
  EXPECT_GT(reads, 8);
  ExpectSound(*graph);
}

}  // namespace
}  // namespace citygraph::testing
