#include "importers/csv/participants_table.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>

#include "engine/base/unicode.h"
#include "engine/model/schema.h"
#include "engine/storage/check.h"
#include "importers/csv/role_words.h"
#include "tests/support/importer_fixture.h"

namespace citygraph::importers {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using testing::Must;
using ::testing::SizeIs;

FileDraft ReadParticipants(std::string csv, Where caller = Where::current()) {
  return Must(ReadParticipantsTable(BuiltInKnowledge(),
                                    Must(DecodeSource("who.csv", std::move(csv)), caller)),
              caller);
}
Shape ShapeOf(std::string text) { return DetectShape(Must(DecodeSource("a.csv", text))); }

TEST(ParticipantsTableTest, ARowNamesTheExchangeTheCityItsRoleAndWhen) {
  const FileDraft draft =
      ReadParticipants("Report,City,Country,Role,Date\nPLN 4,Lilongwe,MW,mentee,2012-05-03\n");
  ASSERT_THAT(draft.rows, SizeIs(1));
  const RowDraft& row = draft.rows[0];
  EXPECT_TRUE(row.joins);
  EXPECT_EQ(row.verdict, Verdict::kMerged);
  EXPECT_EQ(row.event, "PLN-4");
  EXPECT_EQ(row.series, "PLN");
  EXPECT_EQ(row.number, 4);
  EXPECT_EQ(row.year, 2012);
  EXPECT_EQ(row.date, ToDate({2012, 5, 3}));
  EXPECT_THAT(PlacesOf(row), ElementsAre("Lilongwe city MW mentee"));
  EXPECT_EQ(row.places[0].role_rule, "role-column");
  EXPECT_EQ(row.places[0].span, (Span{6, 14}));
}

TEST(ParticipantsTableTest, TheExchangeMayBeNamedInManyWays) {
  struct Case {
    std::string table;
    std::string event;
    std::optional<int> number;
    std::string title;
  };
  for (const Case& each : std::vector<Case>{
           {"exchange,city\nPLN-4,Lima\n", "PLN-4", 4, ""},
           {"exchange,city\npln 04,Lima\n", "PLN-4", 4, ""},
           {"report,city\nPeer Learning Note 4,Lima\n", "PLN-4", 4, ""},
           {"report,city\nPLN 04 Mentoring Story,Lima\n", "PLN-4", 4, "Mentoring Story"},
           {"report,city\n4,Lima\n", "", 4, ""},
           {"report,city\nReport 4,Lima\n", "", 4, ""},
           {"series,number,city\nPLN,4,Lima\n", "PLN-4", 4, ""},
           {"Serie;Número;Título;Ciudad\nPLN;04;Agua;Lima\n", "PLN-4", 4, "Agua"},
           {"title,city,role\nDecent work,Lima,host\n", "", std::nullopt, "Decent work"},
           {"key,city\nurbact:2019:lyon,Lima\n", "urbact:2019:lyon", std::nullopt,
            "urbact:2019:lyon"}}) {
    const RowDraft row = ReadParticipants(each.table).rows.at(0);
    EXPECT_EQ(row.event, each.event) << each.table;
    EXPECT_EQ(row.number, each.number) << each.table;
    EXPECT_EQ(row.title, each.title) << each.table;
    EXPECT_THAT(PlacesOf(row), SizeIs(1)) << each.table;
  }
}

TEST(ParticipantsTableTest, HeadersAreUnderstoodInFourLanguages) {
  for (const std::string table :
       {"Report number,Title,City,Country,Role,Year\n4,,Quito,EC,host,2019\n",
        "Informe;Ciudad;País;Rol;Año\nPLN 4;Quito;Ecuador;anfitriona;2019\n",
        "Relatório;Cidade;País;Papel;Ano\nPLN 4;Quito;Equador;anfitriã;2019\n",
        "Rapport;Ville;Pays;Rôle;Année\nPLN 4;Quito;Équateur;ville hôte;2019\n",
        "exchange,participant,role,when\nPLN-4,Quito,host,2019\n",
        "Local government,Exchange,Role,Date\nQuito,PLN 4,host,May 2019\n",
        "Report,Host city,Year\nPLN 4,Quito,2019\n"}) {
    EXPECT_EQ(ShapeOf(table), Shape::kParticipantsTable) << table;
    const RowDraft row = ReadParticipants(table).rows.at(0);
    EXPECT_EQ(row.number, 4) << table;
    EXPECT_EQ(row.year, 2019) << table;
    EXPECT_THAT(PlacesOf(row), ElementsAre("Quito city EC host")) << table;
  }
}

TEST(ParticipantsTableTest, OtherTablesAndListsAreNone) {
  for (const std::string text :
       {"city_from,city_to\nQuito,Lima\n", "City,Country,Partner\nQuito,Ecuador,Lima\n",
        "City,Country,Population\nQuito,Ecuador,2\n", "Report,Mentor,Mentee\nPLN 4,Quito,Lima\n",
        "No,City,Country\n1,Quito,Ecuador\n2,Lima,Peru\n",
        "Reports of cities, 2019\nPLN 4 Quito, Lima\n"}) {
    EXPECT_NE(ShapeOf(text), Shape::kParticipantsTable) << text;
  }
  const auto page = [](const std::string& header) {
    return ShapeOf("<html><body><table><tr><th>Report</th><th>City</th><th>" + header +
                   "</th></tr><tr><td>PLN 4</td><td>Lima</td><td>host</td></tr></table></html>");
  };
  EXPECT_EQ(page("Role"), Shape::kParticipantsTable);
  EXPECT_EQ(page("Remarks"), Shape::kReportList) << "a list of reports, likelier";
}

TEST(ParticipantsTableTest, RolesAreUnderstoodInFourLanguages) {
  const auto role = [](std::string_view text) {
    const auto found = RoleNamed(FoldName(text));
    return std::string(found ? RoleName(*found) : "none");
  };
  EXPECT_EQ(role("Mentora"), "mentor");
  EXPECT_EQ(role("ciudad mentora"), "mentor");
  EXPECT_EQ(role("bénéficiaire"), "mentee");
  EXPECT_EQ(role("aprendiz"), "mentee");
  EXPECT_EQ(role("Ciudad Anfitriona"), "host");
  EXPECT_EQ(role("Anfitrião"), "host");
  EXPECT_EQ(role("ville d'accueil"), "host");
  EXPECT_EQ(role("visitante"), "visitor");
  EXPECT_EQ(role("ville visiteuse"), "visitor");
  EXPECT_EQ(role("chef de file"), "lead");
  EXPECT_EQ(role("Lead Partner"), "lead");
  EXPECT_EQ(role("coordenadora"), "lead");
  EXPECT_EQ(role("parceira"), "partner");
  EXPECT_EQ(role("asistente"), "participant");
  EXPECT_EQ(role("membre"), "participant");
  EXPECT_EQ(role("mayor"), "none");
  EXPECT_EQ(role("city"), "none");
  EXPECT_EQ(role(""), "none");
}

TEST(ParticipantsTableTest, WithoutARoleACityIsAParticipant) {
  const FileDraft draft = ReadParticipants("report,city,role\nPLN 4,Lima,\nPLN 4,Quito,boss\n");
  EXPECT_THAT(PlacesOf(draft.rows.at(0)), ElementsAre("Lima city PE participant"));
  EXPECT_EQ(draft.rows.at(0).places[0].role_rule, "listed-participant");
  EXPECT_THAT(PlacesOf(draft.rows.at(1)), ElementsAre("Quito city EC unknown"));
  EXPECT_THAT(IssuesOf(draft), ElementsAre("warning 3:13 unknown-role"));
}

TEST(ParticipantsTableTest, DatesAreReadAsFarAsTheyMeanOneDay) {
  const auto read = [](const std::string& cell) {
    const RowDraft row = ReadParticipants("report,city,date\nPLN 4,Lima," + cell + "\n").rows.at(0);
    if (!row.year) return std::string("none");
    return std::to_string(*row.year) + (row.date ? ' ' + ToText(*row.date) : "");
  };
  EXPECT_EQ(read("2019"), "2019");
  EXPECT_EQ(read("2019-05-03"), "2019 2019-05-03");
  EXPECT_EQ(read("2019-05-03T00:00:00"), "2019 2019-05-03");
  EXPECT_EQ(read("03.05.2019"), "2019 2019-05-03");
  EXPECT_EQ(read("25/12/2019"), "2019 2019-12-25");
  EXPECT_EQ(read("12/25/2019"), "2019 2019-12-25");
  EXPECT_EQ(read("03/05/2019"), "2019") << "the third of May or the fifth of March";
  EXPECT_EQ(read("12 May 2019"), "2019");
  EXPECT_EQ(read("mayo de 2019"), "2019");
  EXPECT_EQ(read("from 2018 to 2019"), "none");
  EXPECT_EQ(read("31.02.2019"), "none");
  EXPECT_EQ(read("19-05-03"), "none");
  EXPECT_EQ(read("soon"), "none");
  EXPECT_EQ(read("-2019"), "none");
}

TEST(ParticipantsTableTest, ARowThatLacksItsCityOrExchangeIsRejected) {
  const FileDraft draft = ReadParticipants("report,city\n,Lima\nPLN 4,\n,\n");
  EXPECT_THAT(VerdictsOf(draft), ElementsAre("rejected", "rejected", "ignored"));
  EXPECT_THAT(IssuesOf(draft), ElementsAre("error 2:0 no-exchange", "error 3:7 no-city"));
}

TEST(ParticipantsTableTest, AMissingColumnIsAnErrorThatNamesIt) {
  const auto refused = ReadParticipantsTable(
      BuiltInKnowledge(), Must(DecodeSource("who.csv", "city,country\nLima,PE\n")));
  ASSERT_FALSE(refused.has_value());
  EXPECT_EQ(refused.error().message,
            "has no column for the exchange; its columns are \"city\", \"country\"");
  EXPECT_THAT(refused.error().hint, HasSubstr("PLN 4"));
}

constexpr std::string_view kList =
    "PLN 04 Mentoring Story\n"
    "PLN 13 Decent Work Pasto\n"
    "PLN 26 Climate Resilience Niteroi ENG\n"
    "PLN 26 Resiliência climática Niterói POR\n";

class JoiningTest : public ImporterFixture {
 protected:
  Node Exchange(std::string_view key) const {
    return *Must(
        View()->NodeAt(Must(View()->NodesWithProperty("Exchange", "key", Value(key))).at(0)));
  }
  static std::vector<std::string> MessagesOf(const ImportReport::File& file) {
    std::vector<std::string> all;
    for (const Issue& issue : file.issues)
      all.push_back(std::to_string(issue.line) + ' ' + issue.code + ": " + issue.message);
    return all;
  }
};

TEST_F(JoiningTest, CitiesRolesAndDatesAreAddedToTheExchangeThatIsThere) {
  ImportAll({Write("list.txt", kList)});
  const ImportReport report = ImportAll({Write(
      "who.csv",
      "report,city,country,role,date\n"
      "PLN 4,Johannesburg,ZA,mentor,2012-05-03\nPLN 4,Lilongwe,MW,mentee,2012\n"
      "Decent work Pasto,Quito,EC,visitante,\nresiliencia climatica Niteroi,Lima,,,2019\n")});
  EXPECT_EQ(report.files[0].shape, "participants-table");
  EXPECT_EQ(report.files[0].rows, (RowCounts{.read = 4, .merged = 4}));
  EXPECT_THAT(MessagesOf(report.files[0]), IsEmpty());
  EXPECT_EQ(Nodes().at("Exchange"), 3U) << "none was made";
  EXPECT_EQ(Nodes().at("Report"), 4U);
  EXPECT_EQ(*Exchange("PLN-4").properties.Find("year"), Value(2012));
  EXPECT_EQ(*Exchange("PLN-4").properties.Find("date"), Value(ToDate({2012, 5, 3})));
  EXPECT_EQ(*Exchange("PLN-26").properties.Find("year"), Value(2019));
  const auto mentored = At("Johannesburg", schema::type::kMentored);
  ASSERT_THAT(mentored, SizeIs(1));
  EXPECT_EQ(mentored[0].end, Named("Lilongwe"));
  EXPECT_EQ(StringOr(mentored[0].properties, "exchange"), "PLN-4");
  EXPECT_EQ(mentored[0].evidence.at(0).line, 3U);
  const auto lima = At("Lima", schema::type::kTookPart);
  ASSERT_THAT(lima, SizeIs(1));
  EXPECT_EQ(lima[0].end, Exchange("PLN-26").id);
  EXPECT_EQ(lima[0].evidence.at(0).document, "who.csv");
  EXPECT_EQ(lima[0].evidence.at(0).start, 30U);
  EXPECT_THAT(Must(CheckGraph(*graph_)).problems, IsEmpty());
}

TEST_F(JoiningTest, AnotherFileOfTheImportMayTellOfTheExchangeWhateverTheOrder) {
  const std::vector<std::string> files = {Write("who.csv", "report,city\nPLN 13,Quito\n"),
                                          Write("list.txt", kList)};
  const ImportReport report = ImportAll(files);
  EXPECT_EQ(report.files[0].rows, (RowCounts{.read = 1, .merged = 1}));
  EXPECT_THAT(At("Quito", schema::type::kTookPart), SizeIs(1));

  const auto relationships = Relationships();
  const std::uint64_t sequence = Must(View()->Sequence());
  EXPECT_FALSE(ImportAll(files).changed);
  EXPECT_EQ(Must(View()->Sequence()), sequence);
  EXPECT_EQ(Relationships(), relationships);
}

TEST_F(JoiningTest, ARowWhoseExchangeIsUnknownIsRejectedWithTheNearest) {
  ImportAll({Write("list.txt", kList)});
  const auto nodes = Nodes();
  const ImportReport report = ImportAll({Write(
      "who.csv", "report,city\nPLN 40,Lima\nClimate resilence Niteroi,Quito\nXyzzy,Quito\n")});
  EXPECT_EQ(report.files[0].rows, (RowCounts{.read = 3, .rejected = 3}));
  EXPECT_TRUE(report.nothing_read);
  EXPECT_THAT(
      MessagesOf(report.files[0]),
      ElementsAre(
          "2 unknown-exchange: no exchange \"PLN 40\" is known from the graph or from another "
          "file of this import; the nearest title is \"Mentoring Story\" (PLN-4)",
          "3 unknown-exchange: no exchange \"Climate resilence Niteroi\" is known from the "
          "graph or from another file of this import; the nearest title is \"Climate "
          "Resilience Niteroi\" (PLN-26)",
          "4 unknown-exchange: no exchange \"Xyzzy\" is known from the graph or from another "
          "file of this import"));
  EXPECT_EQ(Nodes(), nodes);
}

TEST_F(JoiningTest, ANumberAloneOrATitleMustMeanOneExchange) {
  ImportAll({Write("list.txt", "PLN 04 Water Lima\nPLN 05 Waste Quito\n"),
             Write("other.txt", "CITIES 04 Housing Durban\nCITIES 06 Waste Quito\n")});
  const ImportReport report = ImportAll(
      {Write("who.csv",
             "number,title,city,role\n4,,Pasto,host\n4,housing Durban,Pasto,host\n5,,Pasto,host\n"
             ",waste Quito,Pasto,host\nPLN 4,housing Durban,Pasto,host\n")});
  EXPECT_THAT(
      MessagesOf(report.files[0]),
      ElementsAre(
          "2 ambiguous-exchange: \"number 4\" may be any of 2 exchanges: PLN-4, CITIES-4; "
          "name it by its key",
          "5 ambiguous-exchange: \"waste Quito\" may be any of 2 exchanges: PLN-5, CITIES-6; "
          "name it by its key",
          "6 ambiguous-exchange: \"PLN 4 housing Durban\" names two exchanges: its number "
          "PLN-4, its title CITIES-4"));
  EXPECT_EQ(report.files[0].rows, (RowCounts{.read = 5, .merged = 2, .rejected = 3}));
}

TEST_F(JoiningTest, ACorrectedTableTakesBackItsCitiesAndDates) {
  ImportAll({Write("list.txt", kList),
             Write("who.csv", "report,city,date\nPLN 4,Lima,2012-05-03\nPLN 13,Quito,2015\n")});
  ImportAll({Write("who.csv", "report,city,date\nPLN 4,Lima,\nPLN 13,Quito,2016\n")});
  EXPECT_EQ(Exchange("PLN-4").properties.Find("year"), nullptr);
  EXPECT_EQ(Exchange("PLN-4").properties.Find("date"), nullptr);
  EXPECT_EQ(*Exchange("PLN-13").properties.Find("year"), Value(2016));
  ImportAll({Write("who.csv", "report,city,date\nPLN 13,Quito,2016\n")});
  EXPECT_THAT(Must(FindNamed(*View(), "Lima")), IsEmpty());
}

TEST_F(JoiningTest, ADateStaysWhenTheListIsReadAgainAndGivesWayToTheLists) {
  const std::string list = Write("list.txt", kList);
  ImportAll({list, Write("who.csv", "report,city,date\nPLN 13,Quito,2015-02-01\n")});
  EXPECT_FALSE(ImportAll({list}).changed);
  EXPECT_EQ(*Exchange("PLN-13").properties.Find("year"), Value(2015));
  ImportAll({Write("list.txt", "PLN 04 Mentoring Story\nPLN 13 Decent Work Pasto 2014\n")});
  EXPECT_EQ(*Exchange("PLN-13").properties.Find("year"), Value(2014));
  EXPECT_EQ(Exchange("PLN-13").properties.Find("date"), nullptr);
  const ImportReport report = ImportAll({(folder_ / "who.csv").string()});
  EXPECT_THAT(MessagesOf(report.files[0]),
              ElementsAre("2 contradiction: the row says 2015, but PLN-13 was in 2014, which is "
                          "kept"));
}

TEST_F(JoiningTest, AMentoringThatTheListTellsOfIsNotToldTwice) {
  ImportAll({Write("list.txt", "PLN 04 Mentoring Story Johannesburg Lilongwe\nPLN 5 Waste Lima\n"),
             Write("who.csv",
                   "report,city,role,year\nPLN 4,Johannesburg,mentor,2012\n"
                   "PLN 4,Lilongwe,mentorada,2012\n")});
  const auto mentored = At("Johannesburg", schema::type::kMentored);
  ASSERT_THAT(mentored, SizeIs(1));
  EXPECT_THAT(mentored[0].evidence, SizeIs(2));
}

}  // namespace
}  // namespace citygraph::importers
