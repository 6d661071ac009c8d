// Crashes, writers at work, damaged files and full disks: what is kept, what is told.
#include <gmock/gmock.h>
#include <signal.h>
#include <sys/mount.h>
#include <sys/resource.h>

#include <fstream>
#include <iterator>
#include <random>
#include <thread>

#include "engine/storage/rocks_store.h"
#include "tests/engine/storage/child_process.h"
#include "tests/engine/storage/counter_rows.h"
#include "tests/support/must.h"
#include "tests/support/temporary_folder.h"

namespace citygraph::testing {
namespace {

namespace fs = std::filesystem;
using ::testing::HasSubstr;

constexpr RocksOptions kTinyBuffer = {.write_buffer_bytes = 1 << 10};

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
  fs::path db_ = folder_ / "db";
  std::mt19937 random_{20240229};
};

TEST_F(RocksHarmTest, KilledWriterLosesNoAcknowledgedCommitAndLeavesNoHalfOne) {
  MakeStore(0);
  int acknowledged = 0;
  for (int round = 0; round < 30 && !HasFailure(); ++round) {
    SCOPED_TRACE("round " + std::to_string(round));
    ChildProcess writer({"count", db_.string(), "0"});
    acknowledged = std::stoi(writer.ReadLine());
    std::this_thread::sleep_for(std::chrono::microseconds(random_() % 60'000));
    writer.Kill();
    acknowledged = std::stoi(writer.LastLineSoFar());
    const int seen = LastBatchSeen(round % 2 == 0 ? OpenMode::kRead : OpenMode::kWrite);
    EXPECT_GE(seen, acknowledged);
    EXPECT_LE(seen, acknowledged + 1);
  }
  EXPECT_GT(acknowledged, 30);
}

TEST_F(RocksHarmTest, ReaderBesideAWriterSeesOneCommitWhole) {
  MakeStore(kRingRows);
  ChildProcess writer({"count", db_.string(), "0"});
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

// Damage: a copy of a sound store is harmed in one place, and must then say so or be as before.
class RocksDamageTest : public RocksHarmTest {
 protected:
  static constexpr int kLast = 600;

  static std::string Read(const fs::path& path) {
    std::ifstream in(path, std::ios::binary);
    return {std::istreambuf_iterator<char>(in), std::istreambuf_iterator<char>()};
  }
  static void Write(const fs::path& path, const std::string& bytes) {
    std::ofstream(path, std::ios::binary | std::ios::trunc) << bytes;
  }

  static std::vector<std::string> FilesLike(const fs::path& folder, std::string_view part) {
    std::vector<std::string> names;
    for (const auto& entry : fs::directory_iterator(folder)) {
      const std::string name = entry.path().filename().string();
      if (name.find(part) != std::string::npos && entry.file_size() > 0) names.push_back(name);
    }
    std::sort(names.begin(), names.end());
    return names;
  }

  // Opens, reads and verifies; the last batch seen, or the first error.
  static Result<int> Examine(const fs::path& folder, OpenMode mode) {
    CITYGRAPH_TRY(const auto store, OpenRocksStore(folder, mode));
    CITYGRAPH_TRY(store->VerifyChecksums());
    CITYGRAPH_TRY(const auto reader, store->Snapshot());
    CITYGRAPH_TRY(const auto pages, reader->Scan(std::vector<KeyRange>{{}}, 1000));
    const std::optional<int> last = LastBatch(*reader);
    if (!last) return Fail(ErrorCode::kInternal, "rows are mixed up, and nothing noticed");
    return *last;
  }

  Result<int> ExamineHarmed(const std::string& file, const std::string& bytes, OpenMode mode) {
    const fs::path copy = folder_ / "copy";
    fs::remove_all(copy);
    fs::copy(db_, copy);
    Write(copy / file, bytes);
    return Examine(copy, mode);
  }

  std::string Flipped(std::string bytes) {
    bytes[random_() % bytes.size()] ^= static_cast<char>(1U << (random_() % 8));
    return bytes;
  }
  std::string Cut(std::string bytes) {
    bytes.resize(random_() % bytes.size());
    return bytes;
  }

  void ExpectDamage(const Result<int>& result, const std::string& file) {
    ASSERT_FALSE(result) << "nothing noticed, at batch " << *result;
    EXPECT_EQ(result.error().code, ErrorCode::kCorruption) << result.error().ToString();
    EXPECT_EQ(result.error().where.file, (folder_ / "copy" / file).string())
        << result.error().ToString();
    EXPECT_EQ(result.error().hint, kDamageHint);
  }
};

TEST_F(RocksDamageTest, FlippedBitInATableIsFoundAndTheTableNamed) {
  MakeStore(kLast);
  const std::vector<std::string> tables = FilesLike(db_, ".sst");
  ASSERT_FALSE(tables.empty());
  for (int trial = 0; trial < 60 && !HasFatalFailure(); ++trial) {
    SCOPED_TRACE("trial " + std::to_string(trial));
    const std::string& table = tables[random_() % tables.size()];
    const OpenMode mode = trial % 3 == 0 ? OpenMode::kWrite : OpenMode::kRead;
    ExpectDamage(ExamineHarmed(table, Flipped(Read(db_ / table)), mode), table);
  }
}

TEST_F(RocksDamageTest, CutTableIsFoundAndNamed) {
  MakeStore(kLast);
  const std::string table = FilesLike(db_, ".sst").back();
  for (int trial = 0; trial < 20 && !HasFatalFailure(); ++trial) {
    SCOPED_TRACE("trial " + std::to_string(trial));
    const OpenMode mode = trial % 3 == 0 ? OpenMode::kWrite : OpenMode::kRead;
    ExpectDamage(ExamineHarmed(table, Cut(Read(db_ / table)), mode), table);
  }
}

TEST_F(RocksDamageTest, MissingTableIsNamed) {
  MakeStore(kLast);
  const std::string table = FilesLike(db_, ".sst").front();
  fs::copy(db_, folder_ / "copy");
  fs::remove(folder_ / "copy" / table);
  ExpectDamage(Examine(folder_ / "copy", OpenMode::kRead), table);
  ExpectDamage(Examine(folder_ / "copy", OpenMode::kWrite), table);
}

TEST_F(RocksDamageTest, DamagedManifestIsFoundAndNamed) {
  MakeStore(kLast);
  const std::string manifest = FilesLike(db_, "MANIFEST").front();
  const std::string sound = Read(db_ / manifest);
  for (int trial = 0; trial < 60 && !HasFatalFailure(); ++trial) {
    SCOPED_TRACE("trial " + std::to_string(trial));
    const OpenMode mode = trial % 3 == 0 ? OpenMode::kWrite : OpenMode::kRead;
    ExpectDamage(ExamineHarmed(manifest, trial % 2 == 0 ? Cut(sound) : Flipped(sound), mode),
                 manifest);
  }
}

TEST_F(RocksDamageTest, DamagedCurrentIsFound) {
  MakeStore(kLast);
  const std::string sound = Read(db_ / "CURRENT");
  for (int trial = 0; trial < 60 && !HasFatalFailure(); ++trial) {
    const std::string harmed = trial % 2 == 0 ? Cut(sound) : Flipped(sound);
    SCOPED_TRACE(::testing::PrintToString(harmed));
    const OpenMode mode = trial % 3 == 0 ? OpenMode::kWrite : OpenMode::kRead;
    const Result<int> result = ExamineHarmed("CURRENT", harmed, mode);
    ASSERT_FALSE(result);
    EXPECT_EQ(result.error().code, ErrorCode::kCorruption) << result.error().ToString();
  }
}

TEST_F(RocksDamageTest, MissingCurrentIsDamageAndNotAnEmptyFolder) {
  MakeStore(kLast);
  fs::copy(db_, folder_ / "copy");
  fs::remove(folder_ / "copy" / "CURRENT");
  for (const OpenMode mode : {OpenMode::kRead, OpenMode::kWrite, OpenMode::kCreate}) {
    ExpectDamage(Examine(folder_ / "copy", mode), "CURRENT");
  }
}

TEST_F(RocksDamageTest, DamagedSealIsNoHarm) {
  MakeStore(kLast);
  const std::string sound = Read(db_ / "SEAL");
  for (int trial = 0; trial < 20; ++trial) {
    const std::string harmed = trial % 2 == 0 ? Cut(sound) : Flipped(sound);
    EXPECT_EQ(Must(ExamineHarmed("SEAL", harmed, OpenMode::kRead)), kLast);
  }
}

TEST_F(RocksDamageTest, DamagedLogOfACrashGivesAnErrorOrAnEarlierCommitWhole) {
  MakeStore(kRingRows);
  ChildProcess writer({"count", db_.string(), "1000"});
  for (int i = 0; i < 30; ++i) writer.ReadLine();
  writer.Kill();
  const std::string log = FilesLike(db_, ".log").back();
  const std::string sound = Read(db_ / log);
  for (int trial = 0; trial < 60; ++trial) {
    SCOPED_TRACE("trial " + std::to_string(trial));
    const std::string harmed = trial % 2 == 0 ? Cut(sound) : Flipped(sound);
    const Result<int> result = ExamineHarmed(log, harmed, OpenMode::kRead);
    if (trial % 2 == 0) {
      EXPECT_TRUE(result) << "a log that ends early is what a crash leaves: "
                          << result.error().ToString();
    } else if (!result) {
      ExpectDamage(result, log);
    }
    if (result) {
      EXPECT_GE(*result, kRingRows);
    }
  }
}

WriteBatch Large(int number) {
  std::string value(std::size_t{200} << 10, '\0');
  std::mt19937 noise(static_cast<unsigned>(number));  // so that it does not compress
  for (char& byte : value) byte = static_cast<char>(noise());
  WriteBatch batch;
  batch.Put("row" + std::to_string(number), std::move(value));
  return batch;
}

std::size_t Rows(const Store& store) {
  const auto pages = Must(Must(store.Snapshot())->Scan(std::vector<KeyRange>{{}}, 1000));
  return pages.front().rows.size();
}

// While it lives, no file of this process grows past `bytes`.
class FileSizeLimit {
 public:
  explicit FileSizeLimit(rlim_t bytes) {
    old_action_ = ::signal(SIGXFSZ, SIG_IGN);
    ::getrlimit(RLIMIT_FSIZE, &old_);
    const rlimit limit = {.rlim_cur = bytes, .rlim_max = old_.rlim_max};
    ::setrlimit(RLIMIT_FSIZE, &limit);
  }
  ~FileSizeLimit() {
    ::setrlimit(RLIMIT_FSIZE, &old_);
    ::signal(SIGXFSZ, old_action_);
  }
  FileSizeLimit(const FileSizeLimit&) = delete;
  FileSizeLimit& operator=(const FileSizeLimit&) = delete;

 private:
  rlimit old_ = {};
  sighandler_t old_action_ = SIG_DFL;
};

TEST_F(RocksHarmTest, LogThatTheSystemRefusesToWriteFailsTheCommitAndNoOther) {
  for (const int sound : {0, 3}) {  // a log that fails at its first commit, or later
    SCOPED_TRACE(sound);
    fs::remove_all(db_);
    auto store = Must(OpenRocksStore(db_, OpenMode::kCreate));
    for (int number = 0; number < sound; ++number) Must(store->Commit(Large(number)));
    {
      const FileSizeLimit limit(static_cast<rlim_t>(sound * 205 + 100) << 10);
      for (int attempt = 0; attempt < 3; ++attempt) {
        const Status status = store->Commit(Large(sound));
        ASSERT_FALSE(status);
        EXPECT_EQ(status.error().code, ErrorCode::kIo) << status.error().ToString();
      }
    }
    // Without the limit the commit may work again or go on to fail, but not half.
    const std::size_t more = store->Commit(Large(sound)) ? 1 : 0;
    EXPECT_EQ(Rows(*store), static_cast<std::size_t>(sound) + more);
    store.reset();
    store = Must(OpenRocksStore(db_, OpenMode::kWrite));
    EXPECT_EQ(Rows(*store), static_cast<std::size_t>(sound) + more);
    Must(store->Commit(Large(sound + 1)));
    EXPECT_EQ(Rows(*store), static_cast<std::size_t>(sound) + more + 1);
  }
}

// A disk of a few megabytes, which tests can fill.
class RocksFullDiskTest : public RocksHarmTest {
 protected:
  void SetUp() override {
    fs::create_directory(disk_);
    mounted_ = ::mount("none", disk_.c_str(), "tmpfs", 0, "size=6m") == 0;
    if (!mounted_) GTEST_SKIP() << "needs the right to mount a small file system";
  }
  void TearDown() override {
    if (mounted_) ::umount2(disk_.c_str(), MNT_DETACH);
  }

  std::unique_ptr<Store> Open() { return Must(OpenRocksStore(disk_ / "db", OpenMode::kCreate)); }
  void Fill() { std::ofstream(disk_ / "ballast") << std::string(std::size_t{8} << 20, 'x'); }
  void MakeRoom() { fs::remove(disk_ / "ballast"); }

  static void ExpectFull(const Status& status) {
    ASSERT_FALSE(status);
    EXPECT_EQ(status.error().code, ErrorCode::kIo) << status.error().ToString();
    EXPECT_EQ(status.error().message, "no space left on the disk");
  }

  fs::path disk_ = folder_ / "disk";
  bool mounted_ = false;
};

TEST_F(RocksFullDiskTest, CommitFailsKeepsWhatWasThereAndWorksAgainWithRoom) {
  auto store = Open();
  Must(store->Commit(Large(0)));
  Fill();
  int stored = 1;
  Status status;
  while (stored < 100 && (status = store->Commit(Large(stored)))) ++stored;
  ExpectFull(status);
  ExpectFull(store->Commit(Large(stored)));
  EXPECT_EQ(Rows(*store), static_cast<std::size_t>(stored));

  MakeRoom();
  Must(store->Commit(Large(stored)));
  Must(store->Commit(Large(stored + 1)));
  store.reset();
  EXPECT_EQ(Rows(*Open()), static_cast<std::size_t>(stored) + 2);
}

TEST_F(RocksFullDiskTest, StoreWithNothingToFlushWorksAgainWithRoom) {
  {
    Must(Open()->Commit(Large(0)));
  }
  auto store = Open();
  const auto before = Must(store->Snapshot());
  Fill();
  int stored = 1;
  ExpectFull(store->Commit(Large(stored)));
  ExpectFull(store->Commit(Large(stored)));
  EXPECT_EQ(Rows(*store), 1U);

  MakeRoom();
  Must(store->Commit(Large(stored)));
  Must(store->Commit(Large(stored + 1)));
  EXPECT_EQ(Rows(*store), 3U);
  EXPECT_TRUE(Must(GetOne(*before, "row0")));
  EXPECT_FALSE(Must(GetOne(*before, "row1")));
}

TEST_F(RocksFullDiskTest, FullDiskWhileOpeningIsSaidAndLosesNothing) {
  {
    Must(Open()->Commit(Large(0)));
  }
  Fill();
  const auto refused = OpenRocksStore(disk_ / "db", OpenMode::kWrite);
  if (!refused) {
    EXPECT_EQ(refused.error().code, ErrorCode::kIo) << refused.error().ToString();
  }
  EXPECT_EQ(Rows(*Must(OpenRocksStore(disk_ / "db", OpenMode::kRead))), 1U);
  MakeRoom();
  EXPECT_EQ(Rows(*Must(OpenRocksStore(disk_ / "db", OpenMode::kRead))), 1U);
}

TEST_F(RocksFullDiskTest, ClosingOnAFullDiskLosesNothing) {
  auto store = Open();
  Must(store->Commit(Large(0)));
  Must(store->Commit(Large(1)));
  Fill();
  store.reset();
  EXPECT_EQ(Rows(*Must(OpenRocksStore(disk_ / "db", OpenMode::kRead))), 2U);
  MakeRoom();
  EXPECT_EQ(Rows(*Open()), 2U);
}

}  // namespace
}  // namespace citygraph::testing
