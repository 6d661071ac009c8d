// Damaged files: found, named, and never the end of the process.
#include <algorithm>
#include <fstream>
#include <iterator>

#include "tests/engine/storage/child_process.h"
#include "tests/engine/storage/rocks_harm.h"

namespace citygraph::testing {
namespace {

namespace fs = std::filesystem;

// A copy of a sound store is harmed in one place, and must then say so or be as before.
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

// Files that RocksDB writes and this program does not read back: options are the program's own.
TEST_F(RocksDamageTest, DamagedOrMissingOptionsAndIdentityAreNoHarm) {
  MakeStore(kLast);
  for (const std::string& file : {FilesLike(db_, "OPTIONS").back(), std::string("IDENTITY")}) {
    const std::string sound = Read(db_ / file);
    for (int trial = 0; trial < 30; ++trial) {
      SCOPED_TRACE(file + ", trial " + std::to_string(trial));
      const std::string harmed = trial == 0 ? "" : trial % 2 == 0 ? Cut(sound) : Flipped(sound);
      const OpenMode mode = trial % 3 == 0 ? OpenMode::kWrite : OpenMode::kRead;
      EXPECT_EQ(Must(ExamineHarmed(file, harmed, mode)), kLast);
    }
    fs::remove(folder_ / "copy" / file);
    EXPECT_EQ(Must(Examine(folder_ / "copy", OpenMode::kRead)), kLast);
    EXPECT_EQ(Must(Examine(folder_ / "copy", OpenMode::kWrite)), kLast);
  }
}

TEST_F(RocksDamageTest, DamagedTableOfAKilledWriterIsFoundAndTheProcessGoesOn) {
  MakeStore(kRingRows);
  const std::vector<std::string> closed = FilesLike(db_, ".sst");
  ChildProcess writer({"count", db_.string(), "0"});
  for (int i = 0; i < 1000; ++i) ASSERT_NE(writer.ReadLine(), "");
  writer.Kill();
  const int last = LastBatchSeen(OpenMode::kRead);
  std::vector<std::string> written = FilesLike(db_, ".sst");
  std::erase_if(written,
                [&](const std::string& name) { return std::ranges::count(closed, name) > 0; });
  ASSERT_FALSE(written.empty()) << "the writer made no table before it was killed";
  int found = 0;
  for (int trial = 0; trial < 120 && !HasFatalFailure(); ++trial) {
    SCOPED_TRACE("trial " + std::to_string(trial));
    const std::string& table = written[random_() % written.size()];
    const std::string sound = Read(db_ / table);
    // Mostly the end, which is parsed before its checksum is looked at.
    std::string harmed = trial % 4 == 0 ? Cut(sound) : sound;
    if (trial % 4 != 0) {
      const std::size_t end = std::min<std::size_t>(sound.size(), 1200);
      harmed[sound.size() - 1 - random_() % end] ^= static_cast<char>(1U << (random_() % 8));
    }
    const OpenMode mode = trial % 3 == 0 ? OpenMode::kWrite : OpenMode::kRead;
    const Result<int> result = ExamineHarmed(table, harmed, mode);
    if (result) {
      EXPECT_EQ(*result, last) << "a table that was merged away already";
    } else {
      ++found;
      EXPECT_EQ(result.error().code, ErrorCode::kCorruption) << result.error().ToString();
    }
  }
  EXPECT_GT(found, 30);
}

TEST_F(RocksDamageTest, TheSealIsAsLongAsTheStoreHasTables) {
  MakeStore(kRingRows);
  ChildProcess writer({"count", db_.string(), "0"});
  for (int i = 0; i < 1000; ++i) ASSERT_NE(writer.ReadLine(), "");
  writer.Kill();
  const std::string seal = Read(db_ / "SEAL");
  const auto lines = static_cast<std::size_t>(std::ranges::count(seal, '\n'));
  // A thousand commits made well over a hundred tables, nearly all merged away by now. Kept lines
  // are the tables that are there, one that was just dropped, the MANIFEST and the sum.
  EXPECT_LE(lines, FilesLike(db_, ".sst").size() + 20);
}

TEST_F(RocksDamageTest, DamagedLogOfACrashGivesAnErrorOrAnEarlierCommitWhole) {
  MakeStore(kRingRows);
  ChildProcess writer({"count", db_.string(), "1000"});
  for (int i = 0; i < 30; ++i) writer.ReadLine();
  writer.Kill();
  const std::vector<std::string> logs = FilesLike(db_, ".log");
  const std::string& log = logs.back();
  const std::string sound = Read(db_ / log);
  for (int trial = 0; trial < 60; ++trial) {
    SCOPED_TRACE("trial " + std::to_string(trial));
    const std::string harmed = trial % 2 == 0 ? Cut(sound) : Flipped(sound);
    const Result<int> result = ExamineHarmed(log, harmed, OpenMode::kRead);
    if (trial % 2 == 0) {
      EXPECT_TRUE(result) << "a log that ends early is what a crash leaves: "
                          << result.error().ToString();
    } else if (!result) {
      // RocksDB does not tell which log it was, so it is named when there is but one.
      EXPECT_EQ(result.error().code, ErrorCode::kCorruption) << result.error().ToString();
      EXPECT_TRUE(logs.size() > 1 || result.error().where.file.ends_with(log));
    }
    if (result) {
      EXPECT_GE(*result, kRingRows);
    }
  }
}

}  // namespace
}  // namespace citygraph::testing
