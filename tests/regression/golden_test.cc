// What `extract` reads of the sample list, against tests/golden. Compared are the decisions (which
// rows are reports, which places, roles, themes, goals and years), not the confidences behind them.
//
//   CITYGRAPH_UPDATE_GOLDEN=1 ctest -R Golden     renews the file; read the difference before you
//   commit it
#include <gtest/gtest.h>

#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <sstream>
#include <string>
#include <string_view>
#include <vector>

#include "engine/encoding/json.h"
#include "tests/support/json_value.h"
#include "tests/support/program.h"

namespace citygraph::testing {
namespace {

const std::filesystem::path kRoot = CITYGRAPH_SOURCE_DIR;

// The keys of `from` that are compared, in this order.
ValueMap Select(const Value& from, std::initializer_list<std::string_view> keys) {
  ValueMap selected;
  for (const std::string_view key : keys) selected.Put(key, At(from, key));
  return selected;
}

Value Decisions(const Value& row) {
  ValueMap decisions =
      Select(row, {"line", "text", "verdict", "event", "type", "language", "year"});
  ValueList places;
  for (const Value& place : ListAt(row, "places")) {
    places.push_back(Select(place, {"start", "end", "name", "kind", "country", "role"}));
  }
  ValueList themes;
  for (const Value& theme : ListAt(row, "themes")) themes.push_back(At(theme, "theme"));
  ValueList goals;
  for (const Value& goal : ListAt(row, "sdgs")) {
    if (At(goal, "explicit") == Value(true)) goals.push_back(At(goal, "goal"));
  }
  decisions.Put("places", std::move(places));
  decisions.Put("pairs", At(row, "pairs"));
  decisions.Put("themes", std::move(themes));
  decisions.Put("explicit_sdgs", std::move(goals));
  return decisions;
}

// A line a row, so that a difference of two versions of the file is a difference of rows.
std::vector<std::string> Extract(const std::filesystem::path& sample) {
  const ProgramResult result = RunProgram(
      {.arguments = {CITYGRAPH_BINARY, "extract", sample.string(), "--format", "jsonl"}});
  EXPECT_EQ(result.exit_code, 0) << ::testing::PrintToString(result);
  std::vector<std::string> lines;
  for (const Value& row : ParseJsonLines(result.out)) lines.push_back(ToJson(Decisions(row)));
  return lines;
}

std::vector<std::string> ReadLines(const std::filesystem::path& path) {
  std::vector<std::string> lines;
  std::ifstream file(path);
  for (std::string line; std::getline(file, line);) lines.push_back(line);
  return lines;
}

void CompareOrRenew(const std::filesystem::path& sample, const std::filesystem::path& golden) {
  const std::vector<std::string> rows = Extract(sample);
  const char* renew = std::getenv("CITYGRAPH_UPDATE_GOLDEN");
  if (renew != nullptr && std::string_view(renew) == "1") {
    std::ofstream file(golden);
    for (const std::string& row : rows) file << row << '\n';
    GTEST_SKIP() << "renewed " << golden;
  }
  const std::vector<std::string> expected = ReadLines(golden);
  ASSERT_EQ(rows.size(), expected.size()) << "rows of " << sample << " against " << golden;
  for (std::size_t i = 0; i < rows.size(); ++i) EXPECT_EQ(rows[i], expected[i]) << "row " << i + 1;
}

TEST(GoldenTest, TheSampleListIsReadAsBefore) {
  CompareOrRenew(kRoot / "samples/uclg-peer-learning-notes.txt",
                 kRoot / "tests/golden/uclg-peer-learning-notes.jsonl");
}

// The counts that README and the design promise of the sample, apart from the golden file, which
// can be renewed.
TEST(GoldenTest, TheSampleListHas31ReportsOf28Exchanges) {
  std::size_t reports = 0;
  std::size_t merged = 0;
  for (const std::string& row : ReadLines(kRoot / "tests/golden/uclg-peer-learning-notes.jsonl")) {
    const std::string verdict = TextAt(ParseJson(row), "verdict");
    reports += verdict == "report" ? 1 : 0;
    merged += verdict == "merged" ? 1 : 0;
  }
  EXPECT_EQ(reports, 28U);
  EXPECT_EQ(merged, 3U);
}

TEST(SampleTest, TheSampleTableIsReadWithoutARejectedRow) {
  const ProgramResult result =
      RunProgram({.arguments = {CITYGRAPH_BINARY, "--db", ":memory:", "import", "--format", "json",
                                (kRoot / "samples/city-networks.csv").string()}});
  ASSERT_EQ(result.exit_code, 0) << ::testing::PrintToString(result);
  const Value rows = At(ParseJson(result.out), "files", 0, "rows");
  EXPECT_EQ(IntegerAt(rows, "read"), 875);
  EXPECT_EQ(IntegerAt(rows, "rejected"), 0);
  EXPECT_EQ(IntegerAt(rows, "read"), IntegerAt(rows, "accepted") + IntegerAt(rows, "merged") +
                                         IntegerAt(rows, "ignored") + IntegerAt(rows, "rejected"));
}

}  // namespace
}  // namespace citygraph::testing
