// Large files: read in pieces, loaded a commit a piece, stopped and taken up again.
#include <fmt/format.h>
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <array>
#include <iterator>
#include <string>

#include "engine/model/schema.h"
#include "engine/storage/check.h"
#include "importers/pieces/large_import.h"
#include "tests/support/importer_fixture.h"

namespace citygraph::importers {
namespace {

using ::testing::HasSubstr;
using ::testing::IsEmpty;
using testing::Must;
using ::testing::SizeIs;

constexpr std::array kCities = {"Quito", "Lima",  "Durban", "Lilongwe", "Porto",
                                "Lyon",  "Turin", "Maputo", "Pasto",    "Montevideo"};
std::string City(std::size_t i) { return kCities[i % kCities.size()]; }

// Exchanges of three rows each, in several pieces; some cells go on in another line.
std::string Table(std::size_t rows, const std::string& eol = "\n") {
  std::string text = "programme,year,city_from,city_to,role_from,role_to,remark" + eol;
  for (std::size_t i = 0; i < rows; ++i) {
    const std::size_t exchange = i / 3;
    text += fmt::format("Programme {},2019,{},{},lead,partner,\"{:02600}{}said \"\"so\"\"\"{}",
                        exchange, City(exchange), City(exchange + 1 + i % 3), i,
                        i % 7 == 0 ? "\n" : " ", eol);
  }
  return text;
}

class PiecesTest : public ImporterFixture {
 protected:
  std::string WriteLarge(const std::string& name, const std::string& text) const {
    EXPECT_GT(text.size(), PieceReader::kWholeFile);
    return Write(name, text);
  }
  static PieceReader Open(const std::string& path, std::optional<Shape> shape = {}) {
    EXPECT_TRUE(PieceReader::Takes(path));
    return Must(PieceReader::Open(BuiltInKnowledge(), path, shape));
  }
  ImportReport ImportInPieces(const std::string& path, const LargeImportOptions& options = {}) {
    PieceReader reader = Open(path);
    ImportReport report{.nothing_read = true};
    Must(ImportLarge(BuiltInKnowledge(), *graph_, reader, options, report));
    return report;
  }
  // What a row was read as, without what only the whole file tells: "12 report EVENT Quito+Lima".
  static std::vector<std::string> Said(const FileDraft& draft) {
    std::vector<std::string> all;
    for (const RowDraft& row : draft.rows) {
      std::string text = fmt::format("{} {} {}", row.line, row.event, row.reason);
      for (const PlaceMention& each : row.places) text += ' ' + Describe(each);
      if (row.subject) text += fmt::format(" under {} {}", row.subject_line, row.subject->text);
      all.push_back(text);
    }
    return all;
  }
  static std::vector<std::string> ReadInPieces(const std::string& path, std::size_t& pieces) {
    PieceReader reader = Open(path);
    std::vector<std::string> all;
    FileDraft draft;
    for (pieces = 0; Must(reader.Next(draft)); ++pieces) {
      const auto said = Said(draft);
      all.insert(all.end(), said.begin(), said.end());
    }
    EXPECT_EQ(reader.done(), 1);
    return all;
  }
  void ExpectTheSame(const std::string& path) {
    std::size_t pieces = 0;
    const auto in_pieces = ReadInPieces(path, pieces);
    EXPECT_GT(pieces, 3U);
    const auto whole = Said(Must(ReadFile(BuiltInKnowledge(), path, {})));
    ASSERT_EQ(in_pieces.size(), whole.size());
    for (std::size_t i = 0; i < whole.size(); ++i) ASSERT_EQ(in_pieces[i], whole[i]) << i;
  }
};

TEST_F(PiecesTest, ATableIsReadAsTheWholeIs) {
  ExpectTheSame(WriteLarge("table.csv", Table(1'700)));
  ExpectTheSame(WriteLarge("windows.csv", Table(1'700, "\r\n")));
}

TEST_F(PiecesTest, AListIsReadAsTheWholeIs) {
  std::string numbered;
  for (int i = 0; i < 1'800; ++i) {
    numbered += fmt::format("PLN {} Water in {} and {}{}\n", i, City(static_cast<std::size_t>(i)),
                            City(static_cast<std::size_t>(i) + 3),
                            std::string(static_cast<std::size_t>(i) % 3 * 3'000, ' '));
    if (i % 50 == 0) numbered += "Some prose stands between the titles of the list.\n\n";
  }
  ExpectTheSame(WriteLarge("numbered.txt", numbered));

  std::string headings;
  for (std::size_t i = 0; i < 4'000; ++i) {
    if (i % 23 == 0) headings += "Sister cities of " + City(i / 23) + ":\n";
    headings += "- " + City(i / 23 + 1 + i % 9) + std::string(1'100, ' ') + "\n";
  }
  ExpectTheSame(WriteLarge("headings.txt", headings));
}

TEST_F(PiecesTest, ItemsOfAHeadingThatIsLongerThanAPieceStayBelowIt) {
  std::string list = "Sister cities of Durban:\n";
  for (std::size_t i = 0; i < 4'000; ++i) list += "- Lima" + std::string(1'100, ' ') + "\n";
  std::size_t pieces = 0;
  const auto rows = ReadInPieces(WriteLarge("list.txt", list), pieces);
  ASSERT_THAT(rows, SizeIs(4'001));
  EXPECT_GT(pieces, 3U);
  for (std::size_t i = 1; i < rows.size(); ++i)
    ASSERT_THAT(rows[i], HasSubstr(" under 1 Durban")) << i;
}

TEST_F(PiecesTest, JsonLinesAreReadAsTheWholeIs) {
  std::string lines;
  for (std::size_t i = 0; i < 3'000; ++i) {
    lines += fmt::format("{{\"city_from\":\"{}\",\"city_to\":\"{}\",\"remark\":\"{:01500}\"}}\n",
                         City(i), City(i + 1 + i % 5), i);
  }
  ExpectTheSame(WriteLarge("table.jsonl", lines));
}

// Pieces of any size, from every line alone to the whole: rows of one exchange and items below a
// heading come out the same as long as they are less than half of a piece.
TEST_F(PiecesTest, APieceMayEndAnywhere) {
  std::string list = "Peer learning notes\n\n";
  for (int i = 1; i < 60; ++i) {
    list += fmt::format("PLN {} Water in {} and {}\n", i, City(static_cast<std::size_t>(i)),
                        City(static_cast<std::size_t>(i) + 3));
    if (i % 9 == 0) list += "Prose stands between them.\n\n";
  }
  const std::string path = Write("list.txt", list);
  const auto whole = Said(Must(ReadFile(BuiltInKnowledge(), path, {})));
  for (std::size_t size = 100; size < 1'200; size += 13) {
    auto reader =
        Must(PieceReader::Open(BuiltInKnowledge(), path, {}, {.piece = size, .progress = {}}));
    std::vector<std::string> all;
    FileDraft draft;
    while (Must(reader.Next(draft))) {
      const auto said = Said(draft);
      all.insert(all.end(), said.begin(), said.end());
    }
    ASSERT_EQ(all, whole) << size;
  }
}

// What the file is, its beginning tells; a piece further on may look like something else.
TEST_F(PiecesTest, APieceThatLooksLikeJsonIsWhatTheFileIs) {
  std::string list;
  for (int i = 1; i < 20; ++i) list += fmt::format("PLN {} Water in Lima and Quito\n", i);
  for (int i = 1; i < 20; ++i) list += "{\"city_from\":\"Lima\",\"city_to\":\"Quito\"}\n";
  const std::string path = Write("list.txt", list);
  const auto whole = Said(Must(ReadFile(BuiltInKnowledge(), path, {})));
  auto reader =
      Must(PieceReader::Open(BuiltInKnowledge(), path, {}, {.piece = 200, .progress = {}}));
  std::vector<std::string> all;
  FileDraft draft;
  while (Must(reader.Next(draft))) std::ranges::copy(Said(draft), std::back_inserter(all));
  EXPECT_EQ(all, whole);
}

TEST_F(PiecesTest, OneLongLineIsRejectedAndTheRestIsRead) {
  const std::string path =
      WriteLarge("list.txt", "PLN 1 Water Lima\n" + std::string(std::size_t{6} << 20, 'x') +
                                 "\nPLN 2 Waste Quito\nPLN 3 Housing Durban\n");
  std::size_t pieces = 0;
  const auto rows = ReadInPieces(path, pieces);
  ASSERT_THAT(rows, SizeIs(4));
  EXPECT_THAT(rows[1], HasSubstr("longer than"));
  EXPECT_THAT(rows[3], HasSubstr("4 PLN-3"));
}

TEST_F(PiecesTest, PagesAndSmallFilesAreReadWhole) {
  EXPECT_FALSE(PieceReader::Takes(Write("a.txt", "PLN 1 Water Lima\n")));
  EXPECT_FALSE(PieceReader::Takes("-"));
  EXPECT_FALSE(PieceReader::Takes((folder_ / "none").string()));
  const std::string filler(std::size_t{5} << 20, ' ');
  EXPECT_FALSE(PieceReader::Takes(Write("a.html", "<html><body>x</body></html>" + filler)));
  EXPECT_FALSE(PieceReader::Takes(Write("a.json", "[{\"a\":1}]" + filler)));
  EXPECT_FALSE(PieceReader::Takes(Write("a.md", "# x\n" + filler)));
  std::string wide;
  while (wide.size() <= PieceReader::kWholeFile) wide += std::string("W\0\n\0", 4);
  EXPECT_FALSE(PieceReader::Takes(Write("wide.txt", wide))) << "UTF-16";
}

TEST_F(PiecesTest, WhatIsNoTextIsRefusedBeforeAnythingIsStored) {
  std::string text = Table(1'700);
  text += '\0';
  const auto refused = PieceReader::Open(BuiltInKnowledge(), WriteLarge("table.csv", text), {});
  ASSERT_FALSE(refused.has_value());
  EXPECT_THAT(refused.error().message, HasSubstr("zero bytes"));
}

TEST_F(PiecesTest, TheGraphIsTheOneThatTheWholeFileMakes) {
  const std::string path = WriteLarge("table.csv", Table(1'700));
  const ImportReport report = ImportInPieces(path);
  ASSERT_THAT(report.files, SizeIs(1));
  EXPECT_GT(report.files[0].pieces, 3U);
  EXPECT_FALSE(report.nothing_read);
  EXPECT_TRUE(report.changed);
  EXPECT_EQ(report.added.nodes, Nodes());
  EXPECT_EQ(report.added.relationships, Relationships());
  EXPECT_THAT(Must(CheckGraph(*graph_)).problems, IsEmpty());

  const auto nodes = Nodes();
  const auto relationships = Relationships();
  const auto rows = report.files[0].rows;
  graph_ = Must(Graph::Open(MakeMemoryStore()));
  const ImportReport whole = ImportAll({path});
  EXPECT_EQ(Nodes(), nodes);
  EXPECT_EQ(Relationships(), relationships);
  EXPECT_EQ(whole.files[0].rows, rows);
}

TEST_F(PiecesTest, ImportingAgainChangesNothing) {
  const std::string path = WriteLarge("table.csv", Table(1'700));
  ImportInPieces(path);
  const std::uint64_t sequence = Must(View()->Sequence());
  const ImportReport again = ImportInPieces(path);
  EXPECT_FALSE(again.changed);
  EXPECT_EQ(Must(View()->Sequence()), sequence);
  EXPECT_THAT(again.added.nodes, IsEmpty());
}

TEST_F(PiecesTest, OneThatIsStoppedKeepsItsPiecesAndIsTakenUpByImportingAgain) {
  const std::string path = WriteLarge("table.csv", Table(1'700));
  int asked = 0;
  const ImportReport stopped = ImportInPieces(path, {.stop = [&asked] { return ++asked > 2; }});
  EXPECT_EQ(stopped.files[0].pieces, 2U);
  EXPECT_GT(stopped.files[0].stopped_at, 1U);
  EXPECT_EQ(stopped.files[0].rows.read,
            stopped.files[0].rows.accepted + stopped.files[0].rows.merged);
  EXPECT_EQ(Must(View()->Sequence()), 2U);
  EXPECT_EQ(stopped.added.nodes, Nodes());
  EXPECT_THAT(Must(CheckGraph(*graph_)).problems, IsEmpty());

  const ImportReport rest = ImportInPieces(path);
  EXPECT_EQ(rest.files[0].stopped_at, 0U);
  const auto nodes = Nodes();
  const auto relationships = Relationships();
  graph_ = Must(Graph::Open(MakeMemoryStore()));
  ImportInPieces(path);
  EXPECT_EQ(Nodes(), nodes);
  EXPECT_EQ(Relationships(), relationships);
}

TEST_F(PiecesTest, ACorrectedFileTakesBackWhatItNoLongerSaysEvenWhenItWasStopped) {
  const std::string path =
      WriteLarge("table.csv", Table(1'700) + "Once,2019,Kigali,Nairobi,lead,partner,\n");
  ImportInPieces(path);
  const std::uint64_t all = Nodes().at("Exchange");
  WriteLarge("table.csv", Table(1'700));
  int asked = 0;
  ImportInPieces(path, {.stop = [&asked] { return ++asked > 2; }});
  EXPECT_EQ(Nodes().at("Exchange"), all) << "not before the end";
  ImportInPieces(path);
  EXPECT_EQ(Nodes().at("Exchange"), all - 1);
  EXPECT_THAT(Must(FindNamed(*View(), "Kigali")), IsEmpty());
  EXPECT_THAT(Must(CheckGraph(*graph_)).problems, IsEmpty());
}

TEST_F(PiecesTest, ATryCountsTheRowsAndStoresNothing) {
  const std::string path = WriteLarge("table.csv", Table(1'700));
  const ImportReport report = ImportInPieces(path, {.dry_run = true});
  EXPECT_EQ(report.files[0].rows.read, 1'700U);
  EXPECT_EQ(report.files[0].pieces, 0U);
  EXPECT_FALSE(report.nothing_read);
  EXPECT_EQ(Must(View()->Sequence()), 0U);
}

TEST_F(PiecesTest, ALargeTableOfParticipantsGivesItsDates) {
  std::string list;
  std::string who = "report,city,role,date,remark\n";
  for (std::size_t i = 0; i < 400; ++i) {
    list += fmt::format("PLN {} Water\n", i);
    for (std::size_t city = 0; city < 4; ++city) {
      who += fmt::format("PLN {},{},{},2012-05-{:02},{:03000}\n", i, City(i + city),
                         city == 0 ? "mentor" : "mentee", 1 + i % 28, i);
    }
  }
  ImportAll({Write("list.txt", list)});
  const std::string path = WriteLarge("who.csv", who);
  const ImportReport report = ImportInPieces(path);
  EXPECT_EQ(report.files[0].rows, (RowCounts{.read = 1'600, .merged = 1'600}));
  EXPECT_EQ(Relationships().at("MENTORED"), 3U * 400);
  const auto year = [&](std::string_view key) {
    const NodeId node = Must(View()->NodesWithProperty("Exchange", "key", Value(key))).at(0);
    return IntegerOr(Must(View()->NodeAt(node))->properties, "year");
  };
  EXPECT_EQ(year("PLN-0"), 2012);
  EXPECT_EQ(year("PLN-399"), 2012);
  EXPECT_FALSE(ImportInPieces(path).changed);
}

}  // namespace
}  // namespace citygraph::importers
