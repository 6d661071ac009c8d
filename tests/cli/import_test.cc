#include <functional>

#include "tests/cli/cli_support.h"

namespace citygraph::cli {
namespace {

using ::testing::ContainsRegex;
using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;

class ImportTest : public CliTest {};

void ExpectBalance(const Value& rows) {
  EXPECT_EQ(IntegerAt(rows, "read"), IntegerAt(rows, "accepted") + IntegerAt(rows, "merged") +
                                         IntegerAt(rows, "ignored") + IntegerAt(rows, "rejected"));
}

TEST_F(ImportTest, TheReportHasTheShapeOfTheDesign) {
  const std::string list = Write("list.txt", kList);
  const std::string table = Write("table.csv", kTable);
  const Value report = Ask({"import", list, table});
  EXPECT_THAT(KeysOf(report), ElementsAre("files", "nodes", "relationships", "issues"));
  ASSERT_EQ(ListAt(report, "files").size(), 2U);
  for (const Value& file : ListAt(report, "files")) {
    EXPECT_THAT(KeysOf(At(file, "rows")),
                ElementsAre("read", "accepted", "merged", "ignored", "rejected"));
    ExpectBalance(At(file, "rows"));
  }
  EXPECT_EQ(TextAt(report, "files", 0, "file"), list);
  EXPECT_EQ(TextAt(report, "files", 0, "shape"), "report-list");
  EXPECT_EQ(IntegerAt(report, "files", 0, "rows", "read"), 7);
  EXPECT_EQ(IntegerAt(report, "files", 0, "rows", "accepted"), 4);
  EXPECT_EQ(IntegerAt(report, "files", 0, "rows", "merged"), 1);
  EXPECT_EQ(IntegerAt(report, "files", 0, "rows", "ignored"), 2);
  EXPECT_EQ(TextAt(report, "files", 1, "shape"), "network-table");
  EXPECT_EQ(IntegerAt(report, "files", 1, "rows", "accepted"), 4);
  EXPECT_EQ(IntegerAt(report, "files", 1, "rows", "rejected"), 1);
  EXPECT_EQ(IntegerAt(report, "nodes", "Exchange"), 8);
  EXPECT_EQ(IntegerAt(report, "relationships", "MENTORED"), 2);
}

TEST_F(ImportTest, IssuesNameFileLineColumnSeverityAndCode) {
  const std::string table = Write("table.csv", kTable);
  const Value report = Ask({"import", table});
  std::vector<std::string> issues;
  for (const Value& issue : ListAt(report, "issues")) {
    EXPECT_THAT(KeysOf(issue),
                ElementsAre("file", "line", "column", "severity", "code", "message"));
    EXPECT_EQ(TextAt(issue, "file"), table);
    issues.push_back(TextAt(issue, "severity") + ' ' + std::to_string(IntegerAt(issue, "line")) +
                     ' ' + TextAt(issue, "code"));
  }
  EXPECT_THAT(issues,
              ElementsAre("warning 5 bad-year", "warning 5 unknown-role", "error 6 no-city"));
}

TEST_F(ImportTest, ImportingTwiceChangesNothing) {
  ImportBoth();
  const Value before = Ask({"stats"});
  const ProgramResult again =
      Run({"import", (folder_ / "list.txt").string(), (folder_ / "table.csv").string()});
  EXPECT_EQ(again.exit_code, 0);
  EXPECT_THAT(again.err, HasSubstr("nothing new: the graph is as it was"));
  const Value after = Ask({"stats"});
  for (const std::string_view key : {"nodes", "relationships", "commits"}) {
    EXPECT_EQ(At(after, key), At(before, key)) << key;
  }
}

TEST_F(ImportTest, CountsOfTheReportAreThoseOfTheGraph) {
  const Value report = Ask({"import", Write("list.txt", kList), Write("table.csv", kTable)});
  const Value stats = Ask({"stats"});
  EXPECT_EQ(At(stats, "nodes"), At(report, "nodes"));
  EXPECT_EQ(At(stats, "relationships"), At(report, "relationships"));
}

TEST_F(ImportTest, ADryRunStoresNothing) {
  const ProgramResult dry = Run({"import", "--dry-run", Write("list.txt", kList)});
  EXPECT_EQ(dry.exit_code, 0);
  EXPECT_THAT(dry.err, HasSubstr("dry run: nothing was stored"));
  EXPECT_FALSE(std::filesystem::exists(database_));
  ImportBoth();
  const Value before = Ask({"stats"});
  const Value report =
      Ask({"import", "--dry-run", Write("more.txt", "PLN 99 Waste Durban\nPLN 98 Waste Lima\n")});
  EXPECT_EQ(IntegerAt(report, "nodes", "Exchange"), 2);
  EXPECT_EQ(At(Ask({"stats"}), "nodes"), At(before, "nodes"));
}

TEST_F(ImportTest, AListMayComeFromStandardInput) {
  const ProgramResult result = Run({"import", "-", "--format", "json"}, std::string(kList));
  EXPECT_EQ(result.exit_code, 0);
  const Value report = ParseJson(result.out);
  EXPECT_EQ(TextAt(report, "files", 0, "file"), "-");
  EXPECT_EQ(IntegerAt(report, "files", 0, "rows", "accepted"), 4);
}

TEST_F(ImportTest, EmptyStandardInputIsRejectedAndLeavesNoDatabase) {
  const ProgramResult result = Run({"import", "-"}, "");
  EXPECT_EQ(result.exit_code, 4);
  EXPECT_THAT(result.err, HasSubstr("-: is empty"));
  EXPECT_FALSE(std::filesystem::exists(database_));
}

TEST_F(ImportTest, APipeIsReadOnce) {
  const std::string list = Write("list.txt", kList);
  const std::string pipe = (folder_ / "pipe").string();
  const std::string command = "mkfifo " + pipe + " && (cat " + list + " > " + pipe + " &) && " +
                              CITYGRAPH_BINARY + " --db " + database_ + " import " + pipe;
  const ProgramResult result = RunProgram({.arguments = {"sh", "-c", command}, .timeout_s = 20});
  EXPECT_EQ(result.exit_code, 0) << ::testing::PrintToString(result);
  EXPECT_THAT(result.out, ContainsRegex("report-list +7 +4 +1 +2 +0\n"));
}

TEST_F(ImportTest, MemoryHoldsADatabaseThatLeavesNothing) {
  const ProgramResult result = RunProgram(
      {.arguments = {CITYGRAPH_BINARY, "--db", ":memory:", "import", Write("list.txt", kList)}});
  EXPECT_EQ(result.exit_code, 0);
  EXPECT_FALSE(std::filesystem::exists(":memory:"));
}

TEST_F(ImportTest, OtherEncodingsAreReadAndSaid) {
  const ProgramResult windows = Run(
      {"import", "--dry-run", Write("w.txt", "PLN 1 \xC1gua Niter\xF3i\nPLN 2 Waste Durban\n")});
  EXPECT_EQ(windows.exit_code, 0);
  EXPECT_THAT(windows.err, HasSubstr("Windows-1252"));
  std::string utf16 = "\xFF\xFE";
  for (const char c : kList.substr(0, kList.find("PLN 26"))) utf16 += {c, '\0'};
  const Value report = Ask({"import", Write("u.txt", utf16)});
  EXPECT_EQ(TextAt(report, "files", 0, "encoding"), "UTF-16LE");
  EXPECT_EQ(IntegerAt(report, "files", 0, "rows", "accepted"), 3);
}

TEST_F(ImportTest, FilesThatCannotBeReadSayWhyAndLeaveNoDatabase) {
  struct Case {
    std::string file;
    int exit_code;
    std::string said;
  };
  for (const Case& each :
       {Case{Write("empty.txt", ""), 4, "is empty"},
        Case{Write("blank.txt", " \n\n\t\n"), 4, "is empty"},
        Case{Write("notes.pdf", std::string_view("%PDF-1.7\n\0\1", 11)), 4, "is a PDF"},
        Case{Write("notes.bin", std::string_view("abc\0\1", 5)), 4, "is not text"},
        Case{folder_.path().string(), 4, "is a folder, not a file"},
        Case{(folder_ / "missing.txt").string(), 3, "there is no such file"}}) {
    const ProgramResult result = Run({"import", each.file});
    EXPECT_EQ(result.exit_code, each.exit_code) << each.file;
    EXPECT_THAT(result.err, HasSubstr(each.file + ": " + each.said));
    EXPECT_THAT(result.out, IsEmpty()) << each.file;
    EXPECT_FALSE(std::filesystem::exists(database_)) << each.file;
  }
}

TEST_F(ImportTest, OneBadFileKeepsTheGraphAsItWas) {
  ImportBoth();
  const Value before = Ask({"stats"});
  const ProgramResult result =
      Run({"import", Write("good.txt", "PLN 98 Waste Lima\nPLN 99 Waste Durban\n"),
           Write("bad.csv", "city_from,x\nLima,y\n")});
  EXPECT_EQ(result.exit_code, 4);
  EXPECT_THAT(result.err, HasSubstr("bad.csv:1: has no column \"city_to\""));
  EXPECT_EQ(At(Ask({"stats"}), "nodes"), At(before, "nodes"));
  EXPECT_EQ(At(Ask({"stats"}), "commits"), At(before, "commits"));
}

TEST_F(ImportTest, AFileWithoutASingleReportIsRejected) {
  const ProgramResult result =
      Run({"import", Write("prose.txt", "Nothing here.\nNothing there.\n")});
  EXPECT_EQ(result.exit_code, 4);
  EXPECT_THAT(result.out, ContainsRegex("report-list +2 +0 +0 +2 +0\n"));
  EXPECT_THAT(result.err, HasSubstr("nothing was stored"));
}

TEST_F(ImportTest, ALineOfFiftyMegabytesIsRejectedAndTheRestRead) {
  const std::string list =
      "PLN 1 Waste Durban\n" + std::string(std::size_t{50} << 20, 'x') + "\nPLN 2 Waste Lima\n";
  const Value report = Ask({"import", Write("long.txt", list)});
  EXPECT_EQ(IntegerAt(report, "files", 0, "rows", "accepted"), 2);
  EXPECT_EQ(IntegerAt(report, "files", 0, "rows", "rejected"), 1);
  EXPECT_EQ(TextAt(report, "issues", 0, "code"), "line-too-long");
  EXPECT_LT(TextAt(report, "issues", 0, "message").size(), 200U) << "the line is not repeated";
}

TEST_F(ImportTest, OnlyALineOfFiftyMegabytesIsRejectedAltogether) {
  const ProgramResult result =
      Run({"import", Write("long.txt", std::string(std::size_t{50} << 20, 'x'))});
  EXPECT_EQ(result.exit_code, 4);
  EXPECT_LT(result.out.size() + result.err.size(), 2000U);
}

TEST_F(ImportTest, AVocabularyOfOnesOwnReplacesTheBuiltIn) {
  const std::string themes = Write("themes.csv", "id,en\nplaza-life,public space\n");
  ASSERT_EQ(Run({"import", Write("list.txt", kList), "--themes", themes}).exit_code, 0);
  EXPECT_EQ(TextAt(Ask({"show", "plaza-life"}), "kind"), "theme");
  const ProgramResult bad =
      Run({"import", Write("list.txt", kList), "--themes", Write("bad.csv", "id,en\na,\n")});
  EXPECT_EQ(bad.exit_code, 4);
  EXPECT_THAT(bad.err, HasSubstr("bad.csv:2:1: theme \"a\" has no label"));
}

// What the graph holds of each type and who took part, without documents.
std::string Facts(const std::function<ProgramResult(std::string)>& query) {
  std::string facts;
  for (const std::string_view statement : {"MATCH (a)-[r]->(b) RETURN coalesce(a.key, a.id, "
                                           "a.name, a.title) AS a, type(r) AS t, r.role "
                                           "AS role, coalesce(b.key, b.id, b.name, b.title) AS b, "
                                           "r.year AS y ORDER BY a, t, role, b, y",
                                           "MATCH (n) RETURN labels(n) AS l, n.name AS n, n.key AS "
                                           "k, n.title AS t, n.year AS y, n.date "
                                           "AS d, n.series AS s, n.number AS m, n.type AS w, "
                                           "n.programme AS p, n.language AS g, n.url AS "
                                           "u ORDER BY k, n, t, l"})
    facts += query(std::string(statement)).out;
  return facts;
}

TEST_F(ImportTest, WhatExtractWritesIsImportedAsTheFileItself) {
  const std::vector<std::string> files = {
      Write("list.txt", std::string(kList) + "Las ciudades hermanas de León:\n- Tours (Francia)\n"
                                             "PLN 30 SDG 11 Housing Lima 2019\n"),
      Write("table.csv", kTable),
      Write("who.csv", "report,city,role,date\nPLN 12,Quito,visitor,2014-05-03\n")};
  Arguments arguments = {"import"};
  Arguments again = {"import"};
  for (const std::string& file : files) {
    arguments.push_back(file);
    const ProgramResult rows = Run({"extract", file, "--format", "jsonl"});
    ASSERT_EQ(rows.exit_code, 0) << rows.err;
    again.push_back(Write(std::filesystem::path(file).filename().string() + ".jsonl", rows.out));
  }
  const auto query = [&](std::string statement) {
    return Run({"query", std::move(statement), "--format", "csv", "--max-rows", "100000"});
  };
  Ask(arguments);
  const std::string facts = Facts(query);
  EXPECT_THAT(facts, HasSubstr("HOSTED"));
  database_ = (folder_ / "again.db").string();
  const Value report = Ask(again);
  EXPECT_EQ(TextAt(report, "files", 0, "shape"), "extracted-rows");
  EXPECT_EQ(Facts(query), facts);
}

TEST_F(ImportTest, ParticipantsOfNothingKnownLeaveNoDatabase) {
  const ProgramResult result =
      Run({"import", Write("who.csv", "report,city,role\nPLN 4,Lima,host\n")});
  EXPECT_EQ(result.exit_code, 4);
  EXPECT_THAT(result.err, HasSubstr("no exchange \"PLN 4\" is known"));
  EXPECT_FALSE(std::filesystem::exists(database_));
}

TEST_F(ImportTest, AHeaderAloneIsSaid) {
  const std::string file = Write("table.csv", "city_from,city_to\n");
  const ProgramResult imported = Run({"import", file});
  EXPECT_EQ(imported.exit_code, 4);
  EXPECT_THAT(imported.err, HasSubstr("table.csv:1:0: warning: a header and no row below it"));
  EXPECT_THAT(Run({"extract", file}).err, HasSubstr("table.csv:1: a header and no row below it"));
}

TEST_F(ImportTest, CtrlCKeepsWhatIsStoredAndSaysSo) {
  std::string table = "city_from,city_to,programme\n";
  for (int i = 0; i < 400'000; ++i)
    table += "Quito,Lima,A programme of cities that has the number " + std::to_string(i) + "\n";
  const std::string file = Write("table.csv", table);
  // `timeout` sends SIGINT after two seconds, in which no machine imports that.
  const ProgramResult result =
      RunProgram({{"/usr/bin/timeout", "--preserve-status", "-s", "INT", "2", CITYGRAPH_BINARY,
                   "--db", database_, "import", file}});
  EXPECT_EQ(result.exit_code, 130) << result.err;
  EXPECT_THAT(result.err, HasSubstr("stopped"));
  if (!std::filesystem::exists(database_)) return;  // a slow machine was still reading
  EXPECT_THAT(result.err,
              ContainsRegex("rows up to line [0-9]+ are stored|nothing of it was stored"));
  EXPECT_EQ(Run({"check"}).exit_code, 0);
}

}  // namespace
}  // namespace citygraph::cli
