// The whole graph out and in again, and the questions as of an earlier time, as users have them.
#include "tests/cli/cli_support.h"

namespace citygraph::cli {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;

class ExportTest : public CliTest {};

TEST_F(ExportTest, AnExportedGraphIsImportedAsTheSameOne) {
  ImportBoth();
  const std::string file = (folder_ / "graph.jsonl").string();
  const std::string copy = (folder_ / "copy.db").string();
  EXPECT_EQ(Run({"export", "--to", "graph-jsonl", "-o", file}).exit_code, 0);
  const auto again = [&](std::vector<std::string> arguments) {
    arguments.insert(arguments.begin(), {CITYGRAPH_BINARY, "--db", copy});
    return RunProgram({std::move(arguments), {}, {}});
  };
  const ProgramResult imported = again({"import", file});
  ASSERT_EQ(imported.exit_code, 0) << imported.err;
  EXPECT_THAT(imported.out, HasSubstr("graph-jsonl"));
  EXPECT_EQ(again({"check"}).exit_code, 0);
  for (const std::vector<std::string>& question : std::vector<std::vector<std::string>>{
           {"show", "Barcelona"}, {"mentors"}, {"shared-themes"}, {"match", "Barcelona"}}) {
    for (const char* format : {"json", "table"}) {
      std::vector<std::string> asked = question;
      asked.insert(asked.end(), {"--format", format});
      EXPECT_EQ(again(asked).out, Run(asked).out) << question.front();
    }
  }
  // Standard output and input do as well as files.
  const std::string text = Run({"export", "--to", "graph-jsonl"}).out;
  EXPECT_EQ(text, Read(file));
  const ProgramResult piped =
      RunProgram({{CITYGRAPH_BINARY, "--db", (folder_ / "third.db").string(), "import", "--as",
                   "graph-jsonl", "-"},
                  text,
                  {}});
  EXPECT_EQ(piped.exit_code, 0) << piped.err;
}

TEST_F(ExportTest, AGraphIsWrittenAsAFolderOfTablesWholeOrNotAtAll) {
  ImportBoth();
  const std::string tables = (folder_ / "tables").string();
  const ProgramResult written = Run({"export", "--to", "graph-csv", tables});
  ASSERT_EQ(written.exit_code, 0) << written.err;
  EXPECT_THAT(written.err, HasSubstr("statements of evidence left out"));
  const std::string copy = (folder_ / "copy.db").string();
  const auto in_copy = [&](std::vector<std::string> arguments) {
    arguments.insert(arguments.begin(), {CITYGRAPH_BINARY, "--db", copy});
    return RunProgram({std::move(arguments), {}, {}});
  };
  const ProgramResult imported = in_copy({"import", "--as", "graph-csv", tables});
  ASSERT_EQ(imported.exit_code, 0) << imported.err;
  EXPECT_EQ(in_copy({"check"}).exit_code, 0);
  const auto counts = [](const std::string& stats) {
    return stats.substr(0, stats.find("\"size_bytes"));
  };
  EXPECT_EQ(counts(in_copy({"stats", "--format", "json"}).out),
            counts(Run({"stats", "--format", "json"}).out));
  const ProgramResult again = Run({"export", "--to", "graph-csv", "-o", tables});
  EXPECT_EQ(again.exit_code, 4) << "it is there already";
  EXPECT_EQ(Run({"export", "--to", "graph-csv"}).exit_code, 2) << "no standard output";
  EXPECT_EQ(Run({"export", "--to", "graph-csv", (folder_ / "no" / "where").string()}).exit_code, 1);
  EXPECT_FALSE(std::filesystem::exists(tables + ".part"));
}

TEST_F(ExportTest, WhatCannotBeWrittenLeavesNoFile) {
  ImportBoth();
  const std::string nowhere = (folder_ / "no" / "where.jsonl").string();
  const ProgramResult result = Run({"export", "--to", "graph-jsonl", "-o", nowhere});
  EXPECT_EQ(result.exit_code, 1);
  EXPECT_THAT(result.err, HasSubstr("where.jsonl"));
  EXPECT_EQ(Run({"export", "--to", "excel", "-o", "x"}).exit_code, 2);
  EXPECT_EQ(Run({"export"}).exit_code, 2);
  // A file that is there stays as it is until the new one is whole.
  const std::string file = Write("old.jsonl", "old");
  EXPECT_EQ(Run({"export", "--to", "graph-jsonl", "-o", file}).exit_code, 0);
  EXPECT_THAT(Read(file), ::testing::StartsWith("{\"type\":\"graph\""));
}

TEST_F(ExportTest, AGraphIsNotImportedIntoADatabaseThatIsThere) {
  ImportBoth();
  const std::string file = (folder_ / "graph.jsonl").string();
  ASSERT_EQ(Run({"export", "--to", "graph-jsonl", "-o", file}).exit_code, 0);
  const ProgramResult result = Run({"import", file});
  EXPECT_EQ(result.exit_code, 4);
  EXPECT_THAT(result.err, HasSubstr("already"));
}

// The years of an answer's rows.
std::vector<std::int64_t> Years(const Value& answer) {
  std::vector<std::int64_t> years;
  for (const Value& row : *answer.AsList()) years.push_back(IntegerAt(row, "year"));
  return years;
}

TEST_F(ExportTest, QuestionsAnswerAsOfAYear) {
  ImportBoth();
  EXPECT_THAT(Years(Ask({"path", "Montreal", "Barcelona", "--as-of", "2018"})), ElementsAre(2018));
  EXPECT_EQ(Ask({"path", "Montreal", "Barcelona", "--as-of", "2017"}).AsList()->size(), 0U);
  EXPECT_EQ(Ask({"path", "Montreal", "Barcelona", "--as-of", "2018-05-01"}).AsList()->size(), 1U);
  EXPECT_THAT(Years(Ask({"mentors", "Barcelona", "--as-of", "2020"})), ElementsAre(2020));
  EXPECT_EQ(Ask({"mentors", "--as-of", "2019"}).AsList()->size(), 0U)
      << "a mentoring of no known year is left out";
  const ProgramResult said = Run({"mentors", "--as-of", "2019"});
  EXPECT_THAT(said.err, HasSubstr("no known year left out"));
  EXPECT_EQ(Ask({"shared-themes", "Montreal", "--as-of", "2018"}).AsList()->size(), 1U);
  EXPECT_EQ(Ask({"rank", "--as-of", "2018"}).AsList()->size(), 2U);
  EXPECT_EQ(Run({"show", "Barcelona", "--as-of", "2000"}).exit_code, 0) << "places have no time";
  EXPECT_EQ(Run({"match", "Barcelona", "--as-of", "2019"}).exit_code, 0);
  EXPECT_EQ(
      Run({"draw", "network", "--as-of", "2019", "-o", (folder_ / "n.svg").string()}).exit_code, 0);
  EXPECT_EQ(Run({"mentors", "--as-of", "soon"}).exit_code, 2);
  EXPECT_EQ(Run({"check"}).exit_code, 0) << "nothing was taken out for good";
  EXPECT_GT(Ask({"mentors"}).AsList()->size(), 1U);
}

}  // namespace
}  // namespace citygraph::cli
