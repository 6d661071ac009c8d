// Databases that are locked, damaged, read-only, or no databases.
#include <unistd.h>

#include <random>

#include "engine/storage/rocks_store.h"
#include "tests/cli/cli_support.h"
#include "tests/support/must.h"

namespace citygraph::cli {
namespace {

using ::testing::AnyOf;
using ::testing::HasSubstr;
using ::testing::IsEmpty;

class HarmTest : public CliTest {
 protected:
  void SetUp() override { ImportBoth(); }
  std::string list_ = (folder_ / "list.txt").string();
};

TEST_F(HarmTest, AWriterLocksOutWritersAndNoReaders) {
  const auto writer = testing::Must(OpenRocksStore(database_, OpenMode::kWrite));
  const ProgramResult import = Run({"import", list_});
  EXPECT_EQ(import.exit_code, 5) << ::testing::PrintToString(import);
  EXPECT_THAT(import.err, HasSubstr("has the database open for writing"));
  EXPECT_THAT(import.out, IsEmpty());
  const ProgramResult read = Run({"mentors", "--format", "csv"});
  EXPECT_EQ(read.exit_code, 0) << ::testing::PrintToString(read);
  EXPECT_THAT(read.out, HasSubstr("Johannesburg,Lilongwe"));
}

TEST_F(HarmTest, AfterTheWriterItIsFreeAgain) {
  testing::Must(OpenRocksStore(database_, OpenMode::kWrite)).reset();
  EXPECT_EQ(Run({"import", list_}).exit_code, 0);
}

TEST_F(HarmTest, AFolderOrFileThatIsNoDatabaseIsLeftAlone) {
  std::filesystem::create_directory(folder_ / "mine");
  Write("mine/letter.txt", "dear city");
  for (const std::string& path : {(folder_ / "mine").string(), list_}) {
    for (const Arguments& arguments : {Arguments{"mentors"}, Arguments{"import", list_}}) {
      Arguments all = {CITYGRAPH_BINARY, "--db", path};
      all.insert(all.end(), arguments.begin(), arguments.end());
      const ProgramResult result = RunProgram({.arguments = all});
      EXPECT_THAT(result.exit_code, AnyOf(1, 3, 4, 5)) << path;
      EXPECT_THAT(result.err, HasSubstr(path));
    }
  }
  EXPECT_EQ(Read(folder_ / "mine/letter.txt"), "dear city");
  EXPECT_EQ(Read(list_), kList);
}

// Runs as nobody when this is root, whom no permission stops. -1: it cannot be done here.
ProgramResult RunUnprivileged(std::vector<std::string> arguments) {
  if (::geteuid() == 0) {
    const std::vector<std::string> become = {"setpriv", "--reuid=65534", "--regid=65534",
                                             "--clear-groups"};
    if (RunProgram({.arguments = {"sh", "-c",
                                  "setpriv --reuid=65534 --regid=65534 --clear-groups " +
                                      arguments[0] + " --version"}})
            .exit_code != 0) {
      return {};
    }
    arguments.insert(arguments.begin(), become.begin(), become.end());
  }
  return RunProgram({.arguments = arguments});
}

void MakeReadOnly(const std::filesystem::path& folder) {
  using std::filesystem::perms;
  for (const auto& entry : std::filesystem::recursive_directory_iterator(folder)) {
    std::filesystem::permissions(
        entry.path(),
        perms::owner_read | perms::group_read | perms::others_read |
            (entry.is_directory() ? perms::owner_exec | perms::others_exec : perms::none));
  }
  std::filesystem::permissions(folder, perms::owner_read | perms::owner_exec | perms::group_read |
                                           perms::group_exec | perms::others_read |
                                           perms::others_exec);
}

TEST_F(HarmTest, AReadOnlyDatabaseIsReadAndNotWritten) {
  std::filesystem::permissions(
      folder_.path(), std::filesystem::perms::others_exec | std::filesystem::perms::others_read,
      std::filesystem::perm_options::add);
  MakeReadOnly(database_);
  const ProgramResult read =
      RunUnprivileged({CITYGRAPH_BINARY, "--db", database_, "mentors", "--format", "csv"});
  const ProgramResult write =
      RunUnprivileged({CITYGRAPH_BINARY, "--db", database_, "import", list_});
  std::filesystem::permissions(database_, std::filesystem::perms::owner_all);
  if (read.exit_code == -1) GTEST_SKIP() << "the program cannot be run as nobody here";
  EXPECT_EQ(read.exit_code, 0) << ::testing::PrintToString(read);
  EXPECT_THAT(read.out, HasSubstr("Johannesburg,Lilongwe"));
  EXPECT_EQ(write.exit_code, 1) << ::testing::PrintToString(write);
  EXPECT_THAT(write.err, HasSubstr(database_));
  EXPECT_THAT(write.out, IsEmpty());
}

TEST_F(HarmTest, ADatabaseIsNotMadeInAFolderThatIsNotThere) {
  for (const std::string& path : {list_ + "/db", (folder_ / "no/such/folder").string()}) {
    const ProgramResult result =
        RunProgram({.arguments = {CITYGRAPH_BINARY, "--db", path, "import", list_}});
    EXPECT_EQ(result.exit_code, 3) << ::testing::PrintToString(result);
    EXPECT_THAT(result.err, HasSubstr(path + ": cannot make a database here"));
  }
  EXPECT_FALSE(std::filesystem::exists(folder_ / "no"));
  EXPECT_EQ(Read(list_), kList);
}

// Damage may go unseen by a question that does not read it, but never ends in a crash, and `check`
// sees it.
TEST_F(HarmTest, DamageIsSaidAndNeverCrashes) {
  const std::filesystem::path whole = folder_ / "whole";
  std::filesystem::copy(database_, whole, std::filesystem::copy_options::recursive);
  std::size_t harmed = 0;
  for (const auto& entry : std::filesystem::directory_iterator(whole)) {
    const std::string name = entry.path().filename().string();
    if (!entry.is_regular_file() || entry.file_size() == 0 || name.starts_with("LOG") ||
        name == "LOCK" || name == "IDENTITY")
      continue;
    std::filesystem::remove_all(database_);
    std::filesystem::copy(whole, database_, std::filesystem::copy_options::recursive);
    std::string bytes = Read(entry.path());
    std::mt19937 random(static_cast<unsigned>(bytes.size()));
    for (std::size_t i = 0; i < 3 + bytes.size() / 50; ++i) bytes[random() % bytes.size()] ^= 0x55;
    std::ofstream(std::filesystem::path(database_) / name, std::ios::binary | std::ios::trunc)
        << bytes;
    ++harmed;
    for (const Arguments& arguments :
         {Arguments{"mentors"}, Arguments{"check"}, Arguments{"import", list_}}) {
      const ProgramResult result = Run(arguments);
      EXPECT_LT(result.exit_code, 6)
          << name << ", " << arguments[0] << ": " << ::testing::PrintToString(result);
      EXPECT_TRUE(result.exit_code == 0 || !(result.err + result.out).empty()) << name;
    }
  }
  EXPECT_GE(harmed, 2U);
}

TEST_F(HarmTest, ATableFileThatIsHarmedIsFoundByCheckWithExitCodeFive) {
  std::size_t harmed = 0;
  for (const auto& entry : std::filesystem::directory_iterator(database_)) {
    const std::string extension = entry.path().extension().string();
    if (extension != ".sst" && extension != ".log") continue;
    std::string bytes = Read(entry.path());
    if (bytes.size() < 100) continue;
    for (std::size_t at = 20; at < bytes.size() - 20; at += 40) bytes[at] ^= 0x55;
    std::ofstream(entry.path(), std::ios::binary | std::ios::trunc) << bytes;
    ++harmed;
  }
  ASSERT_GT(harmed, 0U);
  const ProgramResult check = Run({"check"});
  EXPECT_EQ(check.exit_code, 5) << ::testing::PrintToString(check);
  EXPECT_THAT(check.out + check.err, AnyOf(HasSubstr("Import your files again"),
                                           HasSubstr("restore"), HasSubstr("import")));
}

TEST_F(HarmTest, AMissingPartOfTheDatabaseIsDamage) {
  for (const auto& entry : std::filesystem::directory_iterator(database_)) {
    if (entry.path().filename().string().starts_with("MANIFEST"))
      std::filesystem::remove(entry.path());
  }
  const ProgramResult result = Run({"mentors"});
  EXPECT_EQ(result.exit_code, 5) << ::testing::PrintToString(result);
  EXPECT_THAT(result.err, HasSubstr(database_));
}

}  // namespace
}  // namespace citygraph::cli
