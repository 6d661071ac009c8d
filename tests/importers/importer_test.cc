#include "importers/importer.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>
#include <map>
#include <string>
#include <vector>

#include "engine/index/name_index.h"
#include "engine/model/schema.h"
#include "engine/storage/check.h"
#include "engine/storage/memory_store.h"
#include "tests/support/importer_fixture.h"

namespace citygraph::importers {
namespace {

using ::testing::Contains;
using ::testing::ElementsAre;
using ::testing::IsEmpty;
using testing::Must;
using ::testing::Pair;

constexpr std::string_view kList =
    "PLN 04 Mentoring Story Johannesburg Lilongwe\n"
    "PLN 13 Decent Work SDG 8 Pasto\n"
    "PLN 26 Climate Resilience Niteroi ENG\n"
    "PLN 26 Climate Resilience Niterói POR\n"
    "Thank you\n";
constexpr std::string_view kTable =
    "programme,year,theme,city_from,country_from,city_to,country_to,role_from,role_to,source\n"
    "URBACT Transfer,2019,water,Lyon,FR,Porto,PT,mentor,mentee,http://x.org/1\n"
    "URBACT Transfer,2019,water,Lyon,FR,Nowhereville,IT,mentor,mentee,http://x.org/1\n";

class ImporterTest : public ImporterFixture {};

TEST_F(ImporterTest, TheShapeIsToldFromTheContent) {
  const ImportReport report = ImportAll({Write("a.txt", kList), Write("b.txt", kTable)});
  ASSERT_EQ(report.files.size(), 2U);
  EXPECT_EQ(report.files[0].shape, "report-list");
  EXPECT_EQ(report.files[1].shape, "network-table") << "a table, whatever its name ends in";
  EXPECT_TRUE(report.changed);
}

TEST_F(ImporterTest, RowsBalanceAndCountsAreWhatTheGraphHolds) {
  const ImportReport report = ImportAll({Write("a.txt", kList), Write("b.csv", kTable)});
  EXPECT_EQ(report.files[0].rows, (RowCounts{.read = 5, .accepted = 3, .merged = 1, .ignored = 1}));
  EXPECT_EQ(report.files[1].rows.read, 2U);
  for (const ImportReport::File& file : report.files) {
    const RowCounts& rows = file.rows;
    EXPECT_EQ(rows.read, rows.accepted + rows.merged + rows.ignored + rows.rejected) << file.file;
  }
  EXPECT_EQ(report.added.nodes, Nodes());
  EXPECT_EQ(report.added.relationships, Relationships());
  EXPECT_EQ(report.added.nodes.at("Exchange"),
            report.files[0].rows.accepted + report.files[1].rows.accepted);
}

TEST_F(ImporterTest, WhatIsStoredIsASoundGraph) {
  ImportAll({Write("a.txt", kList), Write("b.csv", kTable)});
  const CheckReport check = Must(CheckGraph(*graph_));
  EXPECT_THAT(check.problems, IsEmpty());
  EXPECT_GT(check.relationships, 0U);
}

TEST_F(ImporterTest, ImportingTheSameFilesTwiceChangesNothing) {
  const std::vector<std::string> files = {Write("a.txt", kList), Write("b.csv", kTable)};
  ImportAll(files);
  const auto nodes = Nodes();
  const auto relationships = Relationships();
  const std::uint64_t sequence = Must(View()->Sequence());

  const ImportReport again = ImportAll(files);
  EXPECT_FALSE(again.changed);
  EXPECT_EQ(Must(View()->Sequence()), sequence);
  EXPECT_EQ(Nodes(), nodes);
  EXPECT_EQ(Relationships(), relationships);
  EXPECT_THAT(again.added.nodes, IsEmpty());
  EXPECT_THAT(again.added.relationships, IsEmpty());
  EXPECT_EQ(again.files[0].rows, (RowCounts{.read = 5, .merged = 4, .ignored = 1}));
}

TEST_F(ImporterTest, OneFileNamedTwiceIsImportedOnce) {
  const std::string file = Write("a.txt", kList);
  const ImportReport report = ImportAll({file, file});
  EXPECT_EQ(report.files[0].rows.accepted, 3U);
  EXPECT_EQ(report.files[1].rows.accepted, 0U);
  EXPECT_EQ(Nodes().at("Exchange"), 3U);
}

TEST_F(ImporterTest, ACorrectedFileTakesBackWhatItNoLongerSays) {
  ImportAll({Write("a.txt",
                   "PLN 04 Mentoring Story Johannesburg Lilongwe\n"
                   "PLN 13 Decent Work SDG 8 Pasto\n")});
  const ImportReport again = ImportAll({Write("a.txt", "PLN 13 Decent Work SDG 8 Quito 2019\n")});
  EXPECT_TRUE(again.changed);
  EXPECT_THAT(Must(FindNamed(*View(), "Johannesburg")), IsEmpty());
  EXPECT_THAT(Must(FindNamed(*View(), "Pasto")), IsEmpty());
  EXPECT_THAT(Must(FindNamed(*View(), "South Africa")), IsEmpty()) << "nothing lies in it any more";
  EXPECT_EQ(Nodes().at("Exchange"), 1U);
  EXPECT_EQ(Nodes().at("Report"), 1U);
  EXPECT_EQ(At("Quito", schema::type::kHosted).size(), 1U);
  EXPECT_EQ(Relationships().count("MENTORED"), 0U);
  const auto exchange = Must(View()->NodesWithProperty("Exchange", "key", "PLN-13")).at(0);
  EXPECT_EQ(*Must(View()->NodeAt(exchange))->properties.Find("year"), Value(2019))
      << "what the exchange is called and when it was follows the file";
  EXPECT_EQ(again.retired.relationships.at("MENTORED"), 1U);
  EXPECT_EQ(again.retired.nodes.at("Exchange"), 1U);
  EXPECT_EQ(again.retired.nodes.at("City"), 3U);
  EXPECT_THAT(Must(CheckGraph(*graph_)).problems, IsEmpty());

  const std::uint64_t sequence = Must(View()->Sequence());
  EXPECT_FALSE(ImportAll({(folder_ / "a.txt").string()}).changed);
  EXPECT_EQ(Must(View()->Sequence()), sequence);
}

TEST_F(ImporterTest, TheCorrectedGraphIsTheOneThatTheCorrectedFileAloneMakes) {
  const std::string corrected =
      "Waste PLN\nPLN 26 Climate Resilience Niteroi ENG\n"
      "PLN 30 Housing Lima and Quito 2018\n";
  ImportAll({Write("a.txt", kList)});
  ImportAll({Write("a.txt", corrected)});
  const auto nodes = Nodes();
  const auto relationships = Relationships();
  graph_ = Must(Graph::Open(MakeMemoryStore()));
  ImportAll({(folder_ / "a.txt").string()});
  EXPECT_EQ(Nodes(), nodes);
  EXPECT_EQ(Relationships(), relationships);
}

TEST_F(ImporterTest, WhatAnotherDocumentSaysStays) {
  ImportAll({Write("a.txt", "PLN 13 Decent Work Pasto\nPLN 14 Waste Durban\n"),
             Write("b.txt", "PLN 13 Decent Work Pasto\n")});
  ImportAll({Write("a.txt", "PLN 14 Waste Durban\n")});
  const auto hosted = At("Pasto", schema::type::kHosted);
  ASSERT_EQ(hosted.size(), 1U);
  ASSERT_EQ(hosted[0].evidence.size(), 1U);
  EXPECT_EQ(hosted[0].evidence[0].document, "b.txt");
  const Node report = *Must(View()->NodeAt(Must(View()->NodesWithLabel("Report")).at(0)));
  EXPECT_EQ(StringOr(report.properties, "document"), "b.txt");
}

TEST_F(ImporterTest, WhatAPersonAddedStays) {
  ImportAll({Write("a.txt",
                   "PLN 13 Decent Work Pasto\nPLN 14 Waste Durban\n"
                   "PLN 15 Water Lima\n")});
  {
    auto change = Must(graph_->Begin());
    Must(change->SetProperty(Named("Pasto"), "budget", Value(7)));
    const NodeId friends = Must(change->CreateNode({"Club"}, {{"name", "Friends"}}));
    Must(change->CreateRelationship(Named("Lima"), "LIKES", friends));
    Must(change->Commit());
  }
  ImportAll({Write("a.txt", "PLN 14 Waste Durban\n")});
  EXPECT_EQ(Must(FindNamed(*View(), "Pasto")).size(), 1U);
  EXPECT_FALSE(Must(FindNamed(*View(), "Lima")).empty());
  EXPECT_EQ(Nodes().at("Exchange"), 1U);
}

TEST_F(ImporterTest, OneNameInTwoFoldersIsTwoDocuments) {
  std::filesystem::create_directories(folder_ / "2023");
  std::filesystem::create_directories(folder_ / "2024");
  const std::string first = Write("2023/list.txt", "PLN 13 Decent Work Pasto\n");
  const std::string second = Write("2024/list.txt", "PLN 14 Waste Durban\n");
  ImportAll({first});
  const ImportReport report = ImportAll({second});
  EXPECT_THAT(report.retired.nodes, IsEmpty());
  EXPECT_EQ(report.files.at(0).document, "2024/list.txt");
  EXPECT_EQ(At("Pasto", schema::type::kHosted).at(0).evidence.at(0).document, "list.txt");
  EXPECT_EQ(At("Durban", schema::type::kHosted).at(0).evidence.at(0).document, "2024/list.txt");
  Write("2024/list.txt", "PLN 14 Waste Quito\n");
  ImportAll({second});
  EXPECT_EQ(Must(FindNamed(*View(), "Pasto")).size(), 1U) << "of the other document";
  EXPECT_THAT(Must(FindNamed(*View(), "Durban")), IsEmpty());
}

TEST_F(ImporterTest, AMovedFolderHoldsTheSameDocuments) {
  std::filesystem::create_directories(folder_ / "old");
  ImportAll({Write("old/a.txt", kList)});
  const auto relationships = Relationships();
  std::filesystem::rename(folder_ / "old", folder_ / "new");
  ImportAll({(folder_ / "new/a.txt").string()});
  EXPECT_EQ(Relationships(), relationships);
  EXPECT_EQ(At("Pasto", schema::type::kHosted).at(0).evidence.size(), 1U);
  // It is known at its new place: what is corrected there replaces what it said.
  ImportAll({Write("new/a.txt", "PLN 13 Decent Work Quito\n")});
  EXPECT_THAT(Must(FindNamed(*View(), "Pasto")), IsEmpty());
}

TEST_F(ImporterTest, ADryRunOfACorrectionSaysWhatWouldGoAndKeepsIt) {
  ImportAll({Write("a.txt", kList)});
  const auto nodes = Nodes();
  const ImportReport dry =
      ImportAll({Write("a.txt", "PLN 13 Decent Work Quito\n")}, {.dry_run = true});
  EXPECT_EQ(dry.retired.nodes.at("Exchange"), 2U);
  EXPECT_EQ(Nodes(), nodes);
}

TEST_F(ImporterTest, AnExchangeKnownFromAnEarlierFileIsMerged) {
  ImportAll({Write("a.txt", kList)});
  const ImportReport more = ImportAll(
      {Write("b.txt", "PLN 26 Résilience climatique Niteroi FRA\nPLN 99 Waste Durban\n")});
  EXPECT_EQ(more.files[0].rows, (RowCounts{.read = 2, .accepted = 1, .merged = 1}));
  EXPECT_EQ(Nodes().at("Report"), 6U) << "the new edition is a report of the known exchange";
}

TEST_F(ImporterTest, EveryRelationshipReadFromADocumentCarriesItsEvidence) {
  ImportAll({Write("a.txt", kList), Write("b.csv", kTable)});
  const auto view = View();
  for (const RelationshipId id : Must(view->AllRelationships())) {
    const Relationship each = *Must(view->RelationshipAt(id));
    if (each.type == schema::type::kIn) continue;  // geography
    ASSERT_FALSE(each.evidence.empty()) << each.type;
    for (const Evidence& evidence : each.evidence) {
      EXPECT_FALSE(evidence.document.empty()) << each.type;
      EXPECT_FALSE(evidence.rule.empty()) << each.type;
      EXPECT_GT(evidence.confidence, 0) << each.type;
      EXPECT_LE(evidence.confidence, 1) << each.type;
    }
  }
}

TEST_F(ImporterTest, EvidenceNamesDocumentLineCharactersAndRule) {
  ImportAll({Write("a.txt", kList)});
  const auto mentored = At("Johannesburg", schema::type::kMentored);
  ASSERT_EQ(mentored.size(), 1U);
  EXPECT_EQ(mentored[0].end, Named("Lilongwe"));
  EXPECT_EQ(StringOr(mentored[0].properties, "exchange"), "PLN-4");
  ASSERT_EQ(mentored[0].evidence.size(), 1U);
  const Evidence& evidence = mentored[0].evidence[0];
  EXPECT_EQ(evidence.document, "a.txt");
  EXPECT_EQ(evidence.line, 1U);
  EXPECT_EQ(evidence.start, 23U);
  EXPECT_EQ(evidence.end, 44U) << "from mentor to mentee";
  EXPECT_EQ(evidence.rule, "mentoring-word-order");
  EXPECT_LT(evidence.confidence, 0.7) << "word order alone weighs less";
}

TEST_F(ImporterTest, TwoEditionsAreTwoStatementsOfOneFact) {
  ImportAll({Write("a.txt", kList)});
  const auto hosted = At("Niterói", schema::type::kHosted);
  ASSERT_EQ(hosted.size(), 1U);
  EXPECT_EQ(hosted[0].evidence.size(), 2U);
}

TEST_F(ImporterTest, PlacesAreFoundUnderTheirOtherNamesAndLieInTheirCountry) {
  ImportAll({Write("a.txt", kList)});
  EXPECT_EQ(Named("Joburg"), Named("Johannesburg"));
  const auto inside = At("Pasto", schema::type::kIn);
  EXPECT_FALSE(inside.empty());
  EXPECT_THAT(Relationships(), Contains(Pair("IN", ::testing::Ge(5U))));
}

TEST_F(ImporterTest, APlaceTheGazetteerLacksIsKeptUnderItsName) {
  ImportAll({Write("b.csv", kTable)});
  const Node node = *Must(View()->NodeAt(Named("Nowhereville")));
  EXPECT_TRUE(node.HasLabel("City"));
  EXPECT_EQ(StringOr(node.properties, "key"), "named:IT:nowhereville");
  EXPECT_EQ(node.properties.Find("lat"), nullptr);
}

TEST_F(ImporterTest, PrintedGoalsAreThemesOfTheExchange) {
  ImportAll({Write("a.txt", kList)});
  const auto goal = Must(View()->NodesWithProperty("Theme", "id", "sdg-8"));
  ASSERT_EQ(goal.size(), 1U);
  EXPECT_EQ(Must(View()->NeighboursOf(goal[0], Direction::kIncoming)).size(), 1U);
}

TEST_F(ImporterTest, TheNetworkIsKnownByItsSeriesOrProgramme) {
  ImportAll({Write("a.txt", kList), Write("b.csv", kTable)});
  EXPECT_EQ(At("UCLG", schema::type::kRuns).size(), 3U);
  EXPECT_FALSE(At("URBACT", schema::type::kRuns).empty());
}

TEST_F(ImporterTest, ADryRunStoresNothingAndSaysTheSame) {
  const std::vector<std::string> files = {Write("a.txt", kList), Write("b.csv", kTable)};
  const ImportReport dry = ImportAll(files, {.dry_run = true});
  EXPECT_EQ(Must(View()->Sequence()), 0U);
  EXPECT_THAT(Nodes(), IsEmpty());
  const ImportReport real = ImportAll(files);
  EXPECT_EQ(dry.added.nodes, real.added.nodes);
  EXPECT_EQ(dry.added.relationships, real.added.relationships);
  EXPECT_EQ(dry.files[0].rows, real.files[0].rows);
  EXPECT_EQ(dry.changed, real.changed);
}

TEST_F(ImporterTest, OneBadFileLeavesNothingOfTheOthers) {
  const auto report =
      TryImport({Write("a.txt", kList), Write("bad.bin", std::string_view("x\0y", 3)),
                 Write("b.csv", kTable)});
  ASSERT_FALSE(report.has_value());
  EXPECT_EQ(report.error().where.file, (folder_ / "bad.bin").string());
  EXPECT_EQ(Must(View()->Sequence()), 0U);
  EXPECT_THAT(Nodes(), IsEmpty());
}

TEST_F(ImporterTest, AShapeThatIsAskedForIsTaken) {
  const ImportReport report =
      ImportAll({Write("b.csv", kTable)}, {.shape = Shape::kReportList, .dry_run = true});
  EXPECT_EQ(report.files[0].shape, "report-list");
  const auto refused = TryImport({Write("a.txt", kList)}, {.shape = Shape::kNetworkTable});
  ASSERT_FALSE(refused.has_value());
  EXPECT_EQ(refused.error().code, ErrorCode::kInvalidInput);
}

TEST(ShapeTest, NamesGoBothWaysAndAnUnknownOneListsThem) {
  for (const Shape shape : {Shape::kReportList, Shape::kNetworkTable, Shape::kParticipantsTable}) {
    EXPECT_EQ(ShapeFromName(ShapeName(shape)), shape);
  }
  const auto unknown = ShapeFromName("spreadsheet");
  ASSERT_FALSE(unknown.has_value());
  EXPECT_THAT(unknown.error().message, ::testing::HasSubstr("report-list, network-table"));
}

TEST_F(ImporterTest, AHeaderAloneIsAnIssueOfTheFile) {
  for (const std::string header : {"city_from,city_to,year\n", "Mentor;Mentee;Topic",
                                   "report,city,role\n\n", "Ville,Pays,Partenaire\n,,\n"}) {
    const ImportReport report = ImportAll({Write("a.csv", header)});
    EXPECT_TRUE(report.nothing_read) << header;
    ASSERT_EQ(report.files[0].issues.size(), 1U) << header;
    const Issue& issue = report.files[0].issues[0];
    EXPECT_EQ(issue.code, "header-alone");
    EXPECT_EQ(issue.line, 1U);
    EXPECT_EQ(issue.severity, Issue::Severity::kWarning);
  }
  EXPECT_THAT(ImportAll({Write("b.csv", "city_from,city_to\nQuito,Lima\n")}).files[0].issues,
              IsEmpty());
}

TEST_F(ImporterTest, ADifferenceNamesWhatAFileSaysNowAndWhatNoMore) {
  ImportAll({Write("list.txt", "Quito and Lima, 2018\nLyon and Porto\n")});
  const std::string path = Write("list.txt", "Quito and Lima, 2018\nLyon and Turin\n");
  auto drafts = Must(ReadFiles(BuiltInKnowledge(), {path}, std::nullopt));
  const ImportReport report =
      Must(LoadDrafts(BuiltInKnowledge(), *graph_, std::move(drafts), true, true));
  std::vector<std::string> said;
  for (const Difference& each : report.differences) {
    if (each.type == "TOOK_PART partner")
      said.push_back(std::string(DifferenceName(each.kind)) + ' ' + each.from);
  }
  EXPECT_THAT(said, ::testing::UnorderedElementsAre("added Turin", "added Lyon", "gone Porto",
                                                    "gone Lyon"));
  auto same =
      Must(ReadFiles(BuiltInKnowledge(),
                     {Write("list.txt", "Quito and Lima, 2018\nLyon and Porto\n")}, std::nullopt));
  EXPECT_THAT(
      Must(LoadDrafts(BuiltInKnowledge(), *graph_, std::move(same), true, true)).differences,
      IsEmpty());
}

TEST_F(ImporterTest, APartnerOfAHeadingTookPartToo) {
  ImportAll({Write("list.txt", "Acordos de geminação de Évora:\n- Linz (Áustria)\n")});
  EXPECT_EQ(At("Évora", "TOOK_PART").size(), 1U);
  EXPECT_EQ(At("Évora", "TOOK_PART")[0].evidence.at(0).line, 1U) << "the heading says it";
}

}  // namespace
}  // namespace citygraph::importers
