// The published material, which is not in the repository: CITYGRAPH_PRACTICE_DIR names its folder.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <cstdlib>
#include <filesystem>
#include <string>

#include "tests/support/importing.h"

namespace citygraph::importers {
namespace {

class PracticeTest : public ::testing::Test {
 protected:
  void SetUp() override {
    const char* folder = std::getenv("CITYGRAPH_PRACTICE_DIR");
    if (folder == nullptr) GTEST_SKIP() << "CITYGRAPH_PRACTICE_DIR names no folder";
    folder_ = folder;
  }
  FileDraft Read(const std::string& name, Where caller = Where::current()) const {
    return testing::Must(ReadFile(BuiltInKnowledge(), (folder_ / name).string(), std::nullopt),
                         caller);
  }

  std::filesystem::path folder_;
};

TEST_F(PracticeTest, ThePublishedPageHas31ReportsOf28Exchanges) {
  const FileDraft draft = Read("uclg-peer-learning.txt");
  const RowCounts counts = draft.Counts();
  EXPECT_EQ(counts.accepted, 28U);
  EXPECT_EQ(counts.accepted + counts.merged, 31U);
  EXPECT_EQ(counts.rejected, 0U);
  for (const RowDraft& row : draft.rows) {
    if (row.line > 20) break;
    EXPECT_EQ(row.verdict, Verdict::kIgnored) << row.line << ": " << row.text;
  }
}

TEST_F(PracticeTest, TheNetworksTableIsReadWithoutARejectedRow) {
  const RowCounts counts = Read("networks.csv").Counts();
  EXPECT_EQ(counts.read, 875U);
  EXPECT_EQ(counts.rejected, 0U);
}

TEST_F(PracticeTest, EveryListGivesReportsWithPlaces) {
  std::size_t lists = 0;
  for (const auto& entry : std::filesystem::directory_iterator(folder_ / "lists")) {
    const FileDraft draft = Read("lists/" + entry.path().filename().string());
    EXPECT_GT(draft.Counts().accepted, 0U) << entry.path();
    ++lists;
  }
  EXPECT_GT(lists, 0U);
}

}  // namespace
}  // namespace citygraph::importers
