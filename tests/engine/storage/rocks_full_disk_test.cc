// Disks that are full, and a system that refuses to write: what is kept, what is told.
#include <signal.h>
#include <sys/mount.h>
#include <sys/resource.h>

#include <fstream>

#include "tests/engine/storage/rocks_harm.h"

namespace citygraph::testing {
namespace {

namespace fs = std::filesystem;

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

  std::unique_ptr<Store> Open(const RocksOptions& options = {}) {
    return Must(OpenRocksStore(disk_ / "db", OpenMode::kCreate, options));
  }
  void Fill() { std::ofstream(disk_ / "ballast") << std::string(std::size_t{8} << 20, 'x'); }
  void MakeRoom() { fs::remove(disk_ / "ballast"); }

  static void ExpectFull(const Status& status) {
    ASSERT_FALSE(status);
    EXPECT_EQ(status.error().code, ErrorCode::kIo) << status.error().ToString();
    EXPECT_EQ(status.error().message, "no space left on the disk");
  }

  // Commits until there is no room, and once more; how many commits are stored.
  int CommitUntilFull(Store& store) {
    Must(store.Commit(Large(0)));
    Fill();
    int stored = 1;
    Status status;
    while (stored < 100 && (status = store.Commit(Large(stored)))) ++stored;
    ExpectFull(status);
    ExpectFull(store.Commit(Large(stored)));
    EXPECT_EQ(Rows(store), static_cast<std::size_t>(stored));
    return stored;
  }

  fs::path disk_ = folder_ / "disk";
  bool mounted_ = false;
};

TEST_F(RocksFullDiskTest, CommitFailsKeepsWhatWasThereAndWorksAgainWithRoom) {
  auto store = Open();
  const int stored = CommitUntilFull(*store);
  MakeRoom();
  Must(store->Commit(Large(stored)));
  Must(store->Commit(Large(stored + 1)));
  store.reset();
  EXPECT_EQ(Rows(*Open()), static_cast<std::size_t>(stored) + 2);
}

TEST_F(RocksFullDiskTest, CommitAsTablesFailsKeepsWhatWasThereAndWorksAgainWithRoom) {
  const RocksOptions tables = {.table_bytes = 1};
  auto store = Open(tables);
  const int stored = CommitUntilFull(*store);
  MakeRoom();
  Must(store->Commit(Large(stored)));
  store.reset();
  EXPECT_EQ(Rows(*Open(tables)), static_cast<std::size_t>(stored) + 1);
}

// The limit lets RocksDB write its MANIFEST, but no table.
TEST_F(RocksHarmTest, TableThatTheSystemRefusesToWriteFailsTheCommitAndNoOther) {
  auto store = Must(OpenRocksStore(db_, OpenMode::kCreate, {.table_bytes = 1}));
  Must(store->Commit(Large(0)));
  {
    const FileSizeLimit limit(rlim_t{100} << 10);
    for (int attempt = 0; attempt < 3; ++attempt) {
      const Status status = store->Commit(Large(1));
      ASSERT_FALSE(status);
      EXPECT_EQ(status.error().code, ErrorCode::kIo) << status.error().ToString();
    }
  }
  EXPECT_EQ(Rows(*store), 1U);
  Must(store->Commit(Large(1)));
  store.reset();
  store = Must(OpenRocksStore(db_, OpenMode::kWrite));
  EXPECT_EQ(Rows(*store), 2U);
  Must(store->Commit(Large(2)));
  EXPECT_EQ(Rows(*store), 3U);
  for (const auto& entry : fs::directory_iterator(db_))
    EXPECT_NE(entry.path().extension(), ".dbtmp");
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
