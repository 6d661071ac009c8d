// Opening a store on disk: where it may be, who may have it, what an error says.
#include <gmock/gmock.h>
#include <sys/resource.h>
#include <unistd.h>

#include <fstream>

#include "engine/storage/rocks_store.h"
#include "tests/engine/storage/child_process.h"
#include "tests/support/must.h"
#include "tests/support/temporary_folder.h"

namespace citygraph::testing {
namespace {

namespace fs = std::filesystem;
using ::testing::HasSubstr;

class RocksOpenTest : public ::testing::Test {
 protected:
  RocksOpenTest() { fs::permissions(folder_.path(), fs::perms(0755)); }

  void MakeStore(std::source_location caller = std::source_location::current()) {
    const auto store = Must(OpenRocksStore(db_, OpenMode::kCreate), caller);
    WriteBatch batch;
    batch.Put("a", "1");
    Must(store->Commit(batch), caller);
  }

  std::optional<std::string> ReadA(std::source_location caller = std::source_location::current()) {
    const auto store = Must(OpenRocksStore(db_, OpenMode::kRead), caller);
    return Must(GetOne(*Must(store->Snapshot(), caller), "a"), caller);
  }

  static Error ErrorOf(const fs::path& folder, OpenMode mode) {
    const auto store = OpenRocksStore(folder, mode);
    return store ? Error{.message = "opened"} : store.error();
  }

  static void Write(const fs::path& path, std::string_view text) { std::ofstream(path) << text; }

  // Every file with its size and time, to see whether anything was written.
  std::vector<std::string> Listing() const {
    std::vector<std::string> listing;
    for (const auto& entry : fs::directory_iterator(db_)) {
      const auto time = entry.last_write_time().time_since_epoch().count();
      listing.push_back(entry.path().filename().string() + " " + std::to_string(entry.file_size()) +
                        " " + std::to_string(time));
    }
    std::sort(listing.begin(), listing.end());
    return listing;
  }

  TemporaryFolder folder_;
  fs::path db_ = folder_ / "city graph.db";
};

TEST_F(RocksOpenTest, CreatedStoreOpensInEveryMode) {
  MakeStore();
  for (const OpenMode mode : {OpenMode::kCreate, OpenMode::kWrite, OpenMode::kRead}) {
    const auto store = Must(OpenRocksStore(db_, mode));
    EXPECT_EQ(Must(GetOne(*Must(store->Snapshot()), "a")), "1");
    EXPECT_GT(store->SizeOnDisk(), 0U);
  }
}

TEST_F(RocksOpenTest, EmptyFolderIsMadeAStoreByCreateOnly) {
  fs::create_directory(db_);
  EXPECT_EQ(ErrorOf(db_, OpenMode::kRead).code, ErrorCode::kNotFound);
  EXPECT_EQ(ErrorOf(db_, OpenMode::kWrite).code, ErrorCode::kNotFound);
  EXPECT_TRUE(fs::is_empty(db_));
  MakeStore();
  EXPECT_EQ(ReadA(), "1");
}

TEST_F(RocksOpenTest, MissingFolderIsNotFoundAndNotMade) {
  for (const OpenMode mode : {OpenMode::kRead, OpenMode::kWrite}) {
    const Error error = ErrorOf(db_, mode);
    EXPECT_EQ(error.code, ErrorCode::kNotFound);
    EXPECT_EQ(error.ToString(),
              db_.string() + ": there is no database here: the folder does not exist");
  }
  EXPECT_FALSE(fs::exists(db_));
}

TEST_F(RocksOpenTest, MissingParentIsNotFoundByName) {
  const Error error = ErrorOf(folder_ / "no" / "db", OpenMode::kCreate);
  EXPECT_EQ(error.code, ErrorCode::kNotFound);
  EXPECT_THAT(error.message, HasSubstr("there is no folder " + (folder_ / "no").string()));
}

TEST_F(RocksOpenTest, FolderThatCannotBeMadeIsNoDamage) {
  const Error error = ErrorOf("/proc/citygraph", OpenMode::kCreate);
  EXPECT_EQ(error.code, ErrorCode::kIo) << error.ToString();
  EXPECT_THAT(error.message, HasSubstr("cannot create the database's folder"));
  EXPECT_EQ(error.where.file, "/proc/citygraph");
  EXPECT_NE(error.hint, "");
}

TEST_F(RocksOpenTest, FileInsteadOfFolderIsRefused) {
  Write(db_, "not a folder");
  for (const OpenMode mode : {OpenMode::kCreate, OpenMode::kWrite, OpenMode::kRead}) {
    const Error error = ErrorOf(db_, mode);
    EXPECT_EQ(error.code, ErrorCode::kInvalidInput);
    EXPECT_THAT(error.message, HasSubstr("this is a file"));
  }
}

TEST_F(RocksOpenTest, FolderOfSomethingElseIsLeftAlone) {
  fs::create_directory(db_);
  Write(db_ / "holiday.jpg", "beach");
  const Error error = ErrorOf(db_, OpenMode::kCreate);
  EXPECT_EQ(error.code, ErrorCode::kInvalidInput);
  EXPECT_THAT(error.message, HasSubstr("holds \"holiday.jpg\""));
  EXPECT_EQ(ErrorOf(db_, OpenMode::kRead).code, ErrorCode::kNotFound);
  EXPECT_EQ(Listing().size(), 1U);
}

TEST_F(RocksOpenTest, StoreWhoseMakingWasCutShortIsMadeAnew) {
  fs::create_directory(db_);
  Write(db_ / "LOCK", "");
  Write(db_ / "MANIFEST-000001", "half");
  EXPECT_EQ(ErrorOf(db_, OpenMode::kWrite).code, ErrorCode::kNotFound);
  MakeStore();
  EXPECT_EQ(ReadA(), "1");
}

TEST_F(RocksOpenTest, OtherFilesInTheFolderAreKeptAndDoNotCount) {
  MakeStore();
  const std::uint64_t size = Must(OpenRocksStore(db_, OpenMode::kRead))->SizeOnDisk();
  Write(db_ / "adjacency.csr", std::string(100'000, 'x'));
  EXPECT_EQ(Must(OpenRocksStore(db_, OpenMode::kRead))->SizeOnDisk(), size);
  MakeStore();
  EXPECT_TRUE(fs::exists(db_ / "adjacency.csr"));
}

TEST_F(RocksOpenTest, CommitToAStoreOpenForReadingIsUnsupported) {
  MakeStore();
  const auto store = Must(OpenRocksStore(db_, OpenMode::kRead));
  for (const WriteBatch& batch : {WriteBatch(), WriteBatch()}) {
    EXPECT_EQ(store->Commit(batch).error().code, ErrorCode::kUnsupported);
  }
}

TEST_F(RocksOpenTest, ReadingWritesNothing) {
  MakeStore();
  const std::vector<std::string> before = Listing();
  {
    const auto store = Must(OpenRocksStore(db_, OpenMode::kRead));
    Must(store->VerifyChecksums());
    Must(GetOne(*Must(store->Snapshot()), "a"));
  }
  EXPECT_EQ(Listing(), before);
}

TEST_F(RocksOpenTest, RepeatedSessionsLeaveNoLitter) {
  for (int i = 0; i < 30; ++i) MakeStore();
  EXPECT_LT(Listing().size(), 25U);
  for (const std::string& file : Listing()) EXPECT_THAT(file, ::testing::Not(HasSubstr("LOG")));
}

TEST_F(RocksOpenTest, WhatAKilledWriterLeftOfTablesGoesWithTheNext) {
  MakeStore();
  Write(db_ / "COMMIT-0.dbtmp", "half");
  Write(db_ / "COMMIT-1.dbtmp", "");
  EXPECT_EQ(ReadA(), "1");
  EXPECT_TRUE(fs::exists(db_ / "COMMIT-0.dbtmp"));
  MakeStore();
  EXPECT_EQ(ReadA(), "1");
  EXPECT_FALSE(fs::exists(db_ / "COMMIT-0.dbtmp"));
  EXPECT_FALSE(fs::exists(db_ / "COMMIT-1.dbtmp"));
}

// A commit of its own tables, between commits that are in the log alone.
TEST_F(RocksOpenTest, LargeCommitBecomesTablesAndLeavesNoOtherFile) {
  {
    const auto store = Must(OpenRocksStore(db_, OpenMode::kCreate, {.table_bytes = 1 << 10}));
    const auto empty = Must(store->Snapshot());
    WriteBatch first;
    first.Put("a", "0");
    first.Put("row 5000", "old");
    Must(store->Commit(first, Durability::kNoSync));
    const auto before = Must(store->Snapshot());
    WriteBatch large;
    large.Put("a", "1");
    for (int i = 1000; i < 9999; ++i) large.Put("row " + std::to_string(i), "new");
    large.Delete("row 9999");
    Must(store->Commit(large));
    const auto after = Must(store->Snapshot());
    EXPECT_LT(before->Commit(), after->Commit());
    EXPECT_FALSE(Must(GetOne(*empty, "a")));
    EXPECT_EQ(Must(GetOne(*before, "row 5000")), "old");
    EXPECT_FALSE(Must(GetOne(*before, "row 1000")));
    EXPECT_EQ(Must(GetOne(*after, "row 5000")), "new");
    EXPECT_EQ(Must(GetOne(*after, "row 9998")), "new");
    WriteBatch last;
    last.Put("row 9998", "last");
    Must(store->Commit(last));
    EXPECT_EQ(Must(GetOne(*Must(store->Snapshot()), "row 9998")), "last");
  }
  EXPECT_EQ(ReadA(), "1");
  const auto store = Must(OpenRocksStore(db_, OpenMode::kRead));
  Must(store->VerifyChecksums());
  EXPECT_EQ(Must(GetOne(*Must(store->Snapshot()), "row 9998")), "last");
  for (const std::string& file : Listing()) EXPECT_THAT(file, ::testing::Not(HasSubstr("dbtmp")));
}

TEST_F(RocksOpenTest, SecondWriterIsToldThePidOfTheFirst) {
  MakeStore();
  ChildProcess holder({"hold", db_.string()});
  ASSERT_EQ(holder.ReadLine(), "ready");
  const Error error = ErrorOf(db_, OpenMode::kWrite);
  EXPECT_EQ(error.code, ErrorCode::kLocked);
  EXPECT_EQ(error.message,
            "process " + std::to_string(holder.pid()) + " has the database open for writing");
  EXPECT_EQ(ReadA(), "1");
  holder.Finish();
  Must(OpenRocksStore(db_, OpenMode::kWrite));
}

TEST_F(RocksOpenTest, SecondWriterInOneProcessIsRefusedAndTheFirstKeepsItsLock) {
  MakeStore();
  const auto store = Must(OpenRocksStore(db_, OpenMode::kWrite));
  const Error error = ErrorOf(db_, OpenMode::kWrite);
  EXPECT_EQ(error.code, ErrorCode::kLocked);
  EXPECT_THAT(error.message, HasSubstr("this process (" + std::to_string(::getpid()) + ")"));
  ChildProcess other({"hold", db_.string()});
  EXPECT_THAT(other.ReadLine(), HasSubstr("process " + std::to_string(::getpid()) + " has"));
}

TEST_F(RocksOpenTest, ReaderHoldsTheLockOfItsStoreUntilItGoes) {
  MakeStore();
  auto store = Must(OpenRocksStore(db_, OpenMode::kWrite));
  auto reader = Must(store->Snapshot());
  store.reset();
  EXPECT_EQ(ErrorOf(db_, OpenMode::kWrite).code, ErrorCode::kLocked);
  reader.reset();
  Must(OpenRocksStore(db_, OpenMode::kWrite));
}

TEST_F(RocksOpenTest, UserWithoutPermissionToWriteCanRead) {
  if (::geteuid() != 0) GTEST_SKIP() << "needs root, to become a user who may not write";
  MakeStore();
  const std::string nobody = "65534";
  EXPECT_EQ(ChildProcess({"open", db_.string(), "read", nobody}).ReadLine(), "ok");
  const std::string refused = ChildProcess({"open", db_.string(), "write", nobody}).ReadLine();
  EXPECT_THAT(refused, HasSubstr("io " + db_.string()));
  EXPECT_THAT(refused, HasSubstr("Permission denied"));
}

TEST_F(RocksOpenTest, UserWithoutPermissionToReadIsToldSo) {
  if (::geteuid() != 0) GTEST_SKIP() << "needs root, to become a user who may not read";
  MakeStore();
  fs::permissions(db_, fs::perms(0700));
  const std::string refused = ChildProcess({"open", db_.string(), "read", "65534"}).ReadLine();
  EXPECT_THAT(refused, HasSubstr("io " + db_.string()));
  EXPECT_THAT(refused, HasSubstr("Permission denied"));
}

TEST_F(RocksOpenTest, WithoutFileHandlesOpeningFailsAndHarmsNothing) {
  MakeStore();
  rlimit before{};
  ASSERT_EQ(::getrlimit(RLIMIT_NOFILE, &before), 0);
  // From none to as many as it takes: each time an error that says so, or the store.
  int failed = 0;
  for (rlim_t handles = 0; handles < 64; ++handles) {
    const int next = ::dup(0);  // handles are given out from the lowest that is free
    ASSERT_GE(next, 0);
    ::close(next);
    rlimit few = before;
    few.rlim_cur = static_cast<rlim_t>(next) + handles;
    ASSERT_EQ(::setrlimit(RLIMIT_NOFILE, &few), 0);
    for (const OpenMode mode : {OpenMode::kRead, OpenMode::kWrite}) {
      const auto store = OpenRocksStore(db_, mode);
      if (store) continue;
      ++failed;
      EXPECT_EQ(store.error().code, ErrorCode::kIo) << handles << ": " << store.error().ToString();
    }
    ASSERT_EQ(::setrlimit(RLIMIT_NOFILE, &before), 0);
    EXPECT_EQ(ReadA(), "1") << handles;
  }
  EXPECT_GT(failed, 4);
}

}  // namespace
}  // namespace citygraph::testing
