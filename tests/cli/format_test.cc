// Every format of every answer can be read back, and stdout holds nothing else.
#include "importers/csv/csv_reader.h"
#include "tests/cli/cli_support.h"

namespace citygraph::cli {
namespace {

using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::StartsWith;

class FormatTest : public CliTest {
 protected:
  void SetUp() override { ImportBoth(); }

  std::string Out(Arguments arguments, const std::string& format) const {
    arguments.insert(arguments.end(), {"--format", format});
    const ProgramResult result = Run(arguments);
    EXPECT_EQ(result.exit_code, 0) << arguments[0] << ' ' << format << '\n' << result.err;
    EXPECT_THAT(result.err, IsEmpty()) << arguments[0] << ' ' << format;
    return result.out;
  }

  std::vector<Arguments> answers_ = {{"mentors"},
                                     {"shared-themes"},
                                     {"shared-themes", "Barcelona"},
                                     {"path", "Lilongwe", "Maputo"},
                                     {"match", "Maputo"},
                                     {"compare", "Barcelona", "Maputo"},
                                     {"stats"},
                                     {"show", "Barcelona"},
                                     {"extract", (folder_ / "list.txt").string()},
                                     {"check"}};
};

// Rows of fields; an error is a failed test.
std::vector<std::vector<std::string>> ReadTable(const std::string& text, char delimiter,
                                                char quote) {
  importers::CsvReader reader(text, "stdout", {.delimiter = delimiter, .quote = quote});
  importers::CsvRecord record;
  std::vector<std::vector<std::string>> rows;
  while (true) {
    const Result<bool> more = reader.Next(record);
    if (!more) ADD_FAILURE() << more.error().ToString();
    if (!more || !*more) return rows;
    rows.emplace_back();
    for (std::size_t i = 0; i < record.size(); ++i) rows.back().emplace_back(record[i]);
  }
}

TEST_F(FormatTest, CsvAndTsvHaveAHeaderAndRowsOfItsWidth) {
  for (const Arguments& arguments : answers_) {
    for (const auto& rows : {ReadTable(Out(arguments, "csv"), ',', '"'),
                             ReadTable(Out(arguments, "tsv"), '\t', '\0')}) {
      ASSERT_GE(rows.size(), 2U) << arguments[0];
      for (const auto& row : rows) EXPECT_EQ(row.size(), rows[0].size()) << arguments[0];
      for (const std::string& name : rows[0]) EXPECT_FALSE(name.empty()) << arguments[0];
    }
  }
}

TEST_F(FormatTest, MarkdownIsATableOfPipes) {
  for (const Arguments& arguments : answers_) {
    const std::string text = Out(arguments, "markdown");
    std::size_t lines = 0;
    std::size_t pipes = 0;
    std::istringstream stream(text);
    for (std::string line; std::getline(stream, line); ++lines) {
      EXPECT_THAT(line, StartsWith("| ")) << arguments[0];
      EXPECT_TRUE(line.ends_with(" |")) << line;
      std::size_t unescaped = 0;
      for (std::size_t i = 0; i < line.size(); ++i)
        unescaped += line[i] == '|' && (i == 0 || line[i - 1] != '\\') ? 1 : 0;
      if (lines == 0) pipes = unescaped;
      EXPECT_EQ(unescaped, pipes) << line;
      EXPECT_EQ(line.starts_with("| --- |"), lines == 1) << line;
    }
    EXPECT_GE(lines, 3U) << arguments[0];
  }
}

TEST_F(FormatTest, JsonIsOneValueAndJsonlTheSameALineEach) {
  for (const Arguments& arguments : answers_) {
    const Value whole = ParseJson(Out(arguments, "json"));
    const std::vector<Value> lines = ParseJsonLines(Out(arguments, "jsonl"));
    if (whole.AsList() != nullptr) {
      EXPECT_EQ(lines, *whole.AsList()) << arguments[0];
    } else {
      ASSERT_EQ(lines.size(), 1U) << arguments[0];
      EXPECT_EQ(lines[0], whole) << arguments[0];
    }
  }
}

TEST_F(FormatTest, AnEmptyAnswerIsEmptyInItsFormat) {
  EXPECT_EQ(Out({"mentors", "Montreal"}, "json"), "[]\n");
  EXPECT_EQ(Out({"mentors", "Montreal"}, "jsonl"), "");
  EXPECT_EQ(ReadTable(Out({"mentors", "Montreal"}, "csv"), ',', '"').size(), 1U)
      << "the header alone";
}

TEST_F(FormatTest, ATableOnAPipeIsNotCut) {
  const ProgramResult table = Run({"mentors"});
  EXPECT_THAT(
      table.out,
      HasSubstr(
          "a mentoring report; who mentored whom rests on the order of words alone, list.txt:3"));
  EXPECT_THAT(table.err, IsEmpty());
}

TEST_F(FormatTest, SpecialCharactersOfAFormatSurviveIt) {
  const std::string list = "PLN 31 Waste, \"water\" and a | bar Durban\nPLN 32 Waste Lima\n";
  ASSERT_EQ(Run({"import", Write("odd.txt", list)}).exit_code, 0);
  const Arguments path = {"show", "Durban"};
  const std::string title = "Waste, \"water\" and a | bar Durban";
  std::vector<std::string> cells;
  for (const auto& row : ReadTable(Out(path, "csv"), ',', '"'))
    cells.insert(cells.end(), row.begin(), row.end());
  EXPECT_THAT(cells, ::testing::Contains(title));
  EXPECT_THAT(Out(path, "markdown"), HasSubstr("Waste, \"water\" and a \\| bar Durban"));
}

TEST_F(FormatTest, ExtractPrintsWhatTheDesignSays) {
  const auto rows = ParseJsonLines(Out({"extract", (folder_ / "list.txt").string()}, "jsonl"));
  ASSERT_EQ(rows.size(), 7U);
  for (const Value& row : rows) {
    EXPECT_THAT(KeysOf(row), ::testing::IsSupersetOf({"line", "text", "verdict", "series", "number",
                                                      "title", "language", "event", "type", "year",
                                                      "places", "pairs", "themes", "sdgs"}));
  }
  EXPECT_THAT(KeysOf(At(rows[2], "places", 0)),
              ::testing::IsSupersetOf({"start", "end", "text", "name", "kind", "country",
                                       "geonameid", "lat", "lon", "role", "confidence", "why"}));
  EXPECT_EQ(ListAt(rows[2], "pairs"), (ValueList{ValueList{"Johannesburg", "Lilongwe"}}));
  EXPECT_THAT(KeysOf(At(rows[3], "themes", 0)),
              ::testing::IsSupersetOf({"start", "end", "text", "theme", "sdgs"}));
  EXPECT_THAT(KeysOf(At(rows[3], "sdgs", 0)), ::testing::IsSupersetOf({"goal", "explicit"}));
}

TEST_F(FormatTest, ExtractReadsStandardInputAndStoresNothing) {
  const ProgramResult result =
      RunProgram({.arguments = {CITYGRAPH_BINARY, "--db", (folder_ / "none.db").string(), "extract",
                                "-", "--format", "jsonl"},
                  .input = "PLN 04 Mentoring Story Johannesburg Lilongwe\n"});
  EXPECT_EQ(result.exit_code, 0);
  EXPECT_EQ(TextAt(ParseJsonLines(result.out).at(0), "event"), "PLN-4");
  EXPECT_FALSE(std::filesystem::exists(folder_ / "none.db"));
}

TEST_F(FormatTest, AReaderThatStopsEarlyEndsItQuietly) {
  const std::string command =
      std::string(CITYGRAPH_BINARY) + " --db " + database_ + " show Barcelona | head -n 1";
  const ProgramResult result = RunProgram({.arguments = {"sh", "-c", command}});
  EXPECT_EQ(result.exit_code, 0);
  EXPECT_THAT(result.err, IsEmpty());
}

TEST_F(FormatTest, AFullDiskIsAFailureNotAShortAnswer) {
  if (!std::filesystem::exists("/dev/full")) GTEST_SKIP() << "there is no /dev/full";
  const std::string command =
      std::string(CITYGRAPH_BINARY) + " --db " + database_ + " mentors > /dev/full";
  const ProgramResult result = RunProgram({.arguments = {"sh", "-c", command}});
  EXPECT_EQ(result.exit_code, 1);
  EXPECT_THAT(result.err, HasSubstr("could not be written"));
}

}  // namespace
}  // namespace citygraph::cli
