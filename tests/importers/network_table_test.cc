#include "importers/csv/network_table.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>

#include "tests/support/importing.h"

namespace citygraph::importers {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;

constexpr std::string_view kHeader =
    "source,programme,year,theme,city_from,country_from,city_to,country_to,role_from,role_to\n";

FileDraft ReadRows(std::string rows, Where caller = Where::current()) {
  return ReadTable(std::string(kHeader) + std::move(rows), caller);
}

TEST(NetworkTableTest, ARowSaysWhoMetInWhichRoles) {
  const FileDraft draft = ReadRows(
      "http://x.org/1,Study mission,2018,urban commons,Montreal,CA,Barcelona,ES,visitor,host\n");
  ASSERT_EQ(draft.rows.size(), 1U);
  const RowDraft& row = draft.rows[0];
  EXPECT_EQ(row.verdict, Verdict::kReport);
  EXPECT_EQ(row.line, 2U);
  EXPECT_EQ(row.year, 2018);
  EXPECT_EQ(row.url, "http://x.org/1");
  EXPECT_EQ(row.programme, "Study mission");
  EXPECT_EQ(row.type, "study visit");
  EXPECT_THAT(PlacesOf(row), ElementsAre("Montréal city CA visitor", "Barcelona city ES host"));
  EXPECT_THAT(PairsOf(row), ElementsAre("Barcelona > Montreal")) << "the giver first";
  EXPECT_THAT(IssuesOf(draft), IsEmpty());
}

TEST(NetworkTableTest, SpansAreTheCellsInTheRow) {
  const RowDraft row = ReadTable("city_from,city_to,year\nNiterói,\"Lima\",2018\n").rows.at(0);
  EXPECT_EQ(row.places[0].span, (Span{0, 7}));
  EXPECT_EQ(row.places[1].span, (Span{9, 13})) << "without the quotes";
  EXPECT_EQ(row.year_span, (Span{15, 19}));
}

TEST(NetworkTableTest, HeadersMayBeOtherWordsInAnyOrderAndCase) {
  const FileDraft draft = ReadTable(
      "Año,City B,Country B,City A,PAYS A,Rôle de A,Rol destino,Temas\n"
      "2019,Lima,Peru,Quito,ecuador,Host,visitor,agua\n");
  const RowDraft& row = draft.rows.at(0);
  EXPECT_THAT(PlacesOf(row), ElementsAre("Quito city EC host", "Lima city PE visitor"));
  EXPECT_EQ(row.year, 2019);
  EXPECT_FALSE(row.themes.empty());
}

TEST(NetworkTableTest, ATableIsKnownByItsHeader) {
  EXPECT_TRUE(LooksLikeNetworkTable("city_from,city_to\n"));
  EXPECT_TRUE(LooksLikeNetworkTable("x,\"City to\",From city\nrest"));
  EXPECT_TRUE(LooksLikeNetworkTable("city_from,country_to\n")) << "what it lacks is said later";
  EXPECT_FALSE(LooksLikeNetworkTable("theme,year\n"));
  EXPECT_FALSE(LooksLikeNetworkTable("city_from\n"));
  EXPECT_FALSE(LooksLikeNetworkTable("PLN 1 Waste\ncity_from,city_to\n"));
  EXPECT_FALSE(LooksLikeNetworkTable("\"city_from,city_to\n"));
  EXPECT_FALSE(LooksLikeNetworkTable(""));
}

TEST(NetworkTableTest, HeadersOfOtherPeopleAreUnderstoodByTheirWords) {
  for (const std::string table :
       {"City,Country,Partner\nQuito,Ecuador,Lima\n",
        "Ville,Pays,Partenaire\nQuito,Équateur,Lima\n",
        "Ciudad;País;Ciudad socia;País\nQuito;Ecuador;Lima;Perú\n",
        "Cidade;País;Cidade-irmã;País da irmã\nQuito;Equador;Lima;Peru\n",
        "Country\tCity\tCountry\tCity\nEcuador\tQuito\tPeru\tLima\n",
        "Cities of Ecuador,Country,Cities of Peru,Country\nQuito,Ecuador,Lima,Peru\n",
        "Municipality,Sister city,Year of signing\nQuito,Lima,2019\n"}) {
    EXPECT_TRUE(LooksLikeNetworkTable(table)) << table;
    EXPECT_THAT(PlacesOf(ReadTable(table).rows.at(0)),
                ElementsAre("Quito city EC partner", "Lima city PE partner"))
        << table;
  }
}

TEST(NetworkTableTest, AColumnMayBeHeadedByTheRoleOfItsCities) {
  for (const std::string table : {"Mentor,Mentee,Topic\nQuito,Lima,water\n",
                                  "Mentee city;Mentor city;Mentor country\nLima;Quito;Ecuador\n",
                                  "Ciudad mentora,Ciudad mentoreada\nQuito,Lima\n"}) {
    EXPECT_TRUE(LooksLikeNetworkTable(table)) << table;
    const RowDraft row = ReadTable(table).rows.at(0);
    EXPECT_THAT(PlacesOf(row), ElementsAre("Quito city EC mentor", "Lima city PE mentee")) << table;
    EXPECT_EQ(row.places[0].role_rule, "role-in-header");
  }
  EXPECT_THAT(PlacesOf(ReadTable("Ville hôte,Ville visiteuse\nQuito,Lima\n").rows.at(0)),
              ElementsAre("Quito city EC host", "Lima city PE visitor"));
}

TEST(NetworkTableTest, ATableOfOtherThingsIsRefusedWithWhatItHasAndWhatIsUnderstood) {
  for (const std::string table :
       {"City,Country,Population\nQuito,Ecuador,2\nLima,Peru,10\n",
        "Name;Wert;Datum\nQuito;1;2\nLima;3;4\n", "Code\tLabel\tUnit\n1\tQuito\tkm\n"}) {
    EXPECT_TRUE(LooksLikeNetworkTable(table)) << table;
    const auto refused = TryTable(table);
    ASSERT_FALSE(refused.has_value()) << table;
    EXPECT_EQ(refused.error().code, ErrorCode::kInvalidInput);
    EXPECT_THAT(refused.error().hint, HasSubstr("mentor and mentee"));
  }
  EXPECT_EQ(TryTable("City,Country,Population\nQuito,Ecuador,2\n").error().message,
            "has no column \"city_to\" for the second city; its columns are \"City\", "
            "\"Country\", \"Population\"");
}

TEST(NetworkTableTest, AListWithCommasIsNoTable) {
  for (const std::string list :
       {"Durban, South Africa, 2015\nLima, Peru, 2016\n",
        "Waste, water and housing\nQuito, Lima and Durban meet\nWorkshop\n",
        "Cities\tCountry\nThe first line is followed by prose\nof several\nlines\n"}) {
    EXPECT_FALSE(LooksLikeNetworkTable(list)) << list;
  }
}

TEST(NetworkTableTest, SemicolonsAndTabsSeparateColumnsToo) {
  for (const std::string table : {"city_from;city_to;theme\nQuito;Lima;water|housing\n",
                                  "city_from\tcity_to\ttheme\nQuito\tLima\twater;housing\n"}) {
    EXPECT_TRUE(LooksLikeNetworkTable(table)) << table;
    const RowDraft row = ReadTable(table).rows.at(0);
    EXPECT_THAT(PlacesOf(row), ElementsAre("Quito city EC partner", "Lima city PE partner"));
    EXPECT_EQ(row.themes.size(), 2U) << table;
  }
}

TEST(NetworkTableTest, ALineOfDelimitersAloneIsIgnored) {
  EXPECT_THAT(VerdictsOf(ReadTable("city_from,city_to\n,\nQuito,Lima\n , \n")),
              ElementsAre("ignored", "report", "ignored"));
}

TEST(NetworkTableTest, AProgrammeThatNamesANumberedReportTellsOfItsExchange) {
  const FileDraft draft = ReadRows(
      ",UCLG mentoring (PLN 04),2012,,Johannesburg,ZA,Lilongwe,MW,mentor,mentee\n"
      ",Plan 04,2012,,Johannesburg,ZA,Lilongwe,MW,mentor,mentee\n");
  EXPECT_EQ(draft.rows.at(0).event, "PLN-4");
  EXPECT_NE(draft.rows.at(1).event, "PLN-4");
}

TEST(NetworkTableTest, AMissingColumnIsAnErrorThatNamesIt) {
  const auto draft = TryTable("city_from,country_to\nQuito,PE\n");
  ASSERT_FALSE(draft.has_value());
  EXPECT_EQ(draft.error().code, ErrorCode::kInvalidInput);
  EXPECT_EQ(
      draft.error().ToString(),
      "table.csv:1: has no column \"city_to\" for the second city; its columns are \"city_from\", "
      "\"country_to\"");
  EXPECT_THAT(draft.error().hint, HasSubstr("city and partner"));
}

TEST(NetworkTableTest, ABadYearIsWarnedOfAndTheRowKept) {
  for (const std::string year : {"soon", "2019-20", "19", "20190101", "31.02.2024"}) {
    const FileDraft draft = ReadRows(",P," + year + ",,Quito,EC,Lima,PE,,\n");
    EXPECT_EQ(draft.rows.at(0).verdict, Verdict::kReport);
    EXPECT_EQ(draft.rows[0].year, std::nullopt);
    EXPECT_THAT(IssuesOf(draft), ElementsAre("warning 2:4 bad-year")) << year;
    EXPECT_THAT(draft.rows[0].issues[0].message, HasSubstr('"' + year + "\" is not a year"));
  }
}

TEST(NetworkTableTest, UnknownCountriesRolesPlacesAndThemesAreWarnings) {
  const FileDraft draft = ReadRows(",P,2019,xyzzying,Quito,Ecuadoria,Nowhereville,PE,boss,host\n");
  EXPECT_EQ(draft.rows.at(0).verdict, Verdict::kReport);
  EXPECT_THAT(IssuesOf(draft),
              ElementsAre("warning 2:24 unknown-country", "warning 2:50 unknown-role",
                          "warning 2:34 unknown-place", "warning 2:9 unknown-theme"));
  EXPECT_THAT(PlacesOf(draft.rows[0]),
              ElementsAre("Quito city EC unknown", "Nowhereville ? PE host"))
      << "an unknown place is kept under its name";
}

TEST(NetworkTableTest, ARowWithoutBothCitiesIsRejected) {
  const FileDraft draft = ReadRows(",P,2019,,Quito,EC,,PE,,\n,P,2019,,--,EC,Lima,PE,,\n,P\n");
  EXPECT_THAT(VerdictsOf(draft), ElementsAre("rejected", "rejected", "rejected"));
  EXPECT_THAT(IssuesOf(draft), ::testing::Contains("error 2:19 no-city"));
  EXPECT_THAT(draft.rows[0].pairs, IsEmpty());
}

TEST(NetworkTableTest, AMalformedRecordIsRejectedAndTheNextIsRead) {
  const FileDraft draft = ReadRows(
      ",P,2019,,Quito,EC,Lima,PE,,\n"
      ",P,2020,,\"Quito\"x,EC,Lima,PE,,\n"
      ",P,2021,,Quito,EC,Lima,PE,,\n");
  EXPECT_THAT(VerdictsOf(draft), ElementsAre("report", "rejected", "report"));
  EXPECT_THAT(IssuesOf(draft), ElementsAre("error 3:17 malformed-record"));
  EXPECT_EQ(draft.rows[2].line, 4U);
}

TEST(NetworkTableTest, QuotedFieldsMayHoldCommasAndLines) {
  const FileDraft draft = ReadRows(
      ",\"P, the first\",2019,,\"Quito\",EC,\"Lima\",PE,,\n,\"P\n2\",2019,,Quito,EC,Lima,PE,,\n");
  ASSERT_EQ(draft.rows.size(), 2U);
  EXPECT_EQ(draft.rows[0].programme, "P, the first");
  EXPECT_EQ(draft.rows[1].programme, "P\n2");
  EXPECT_EQ(draft.rows[1].line, 3U);
}

TEST(NetworkTableTest, SeveralThemesInACellAreReadWithTheirPlaces) {
  const RowDraft row =
      ReadRows(",P,2019,water;housing ;climate change,Quito,EC,Lima,PE,,\n").rows.at(0);
  ASSERT_EQ(row.themes.size(), 3U);
  EXPECT_EQ(row.themes[0].span, (Span{8, 13}));
  EXPECT_EQ(row.themes[0].text, "water");
  EXPECT_EQ(row.themes[2].span.start, 23U);
  EXPECT_FALSE(row.sdgs.empty());
}

TEST(NetworkTableTest, ASpaceBehindTheSemicolonIsNotTheThemes) {
  const RowDraft row = ReadRows(",P,2019,water; housing,Quito,EC,Lima,PE,,\n").rows.at(0);
  ASSERT_EQ(row.themes.size(), 2U);
  EXPECT_EQ(row.themes[1].span, (Span{15, 22}));
  EXPECT_EQ(row.themes[1].text, "housing");
}

TEST(NetworkTableTest, RowsOfOneEventAreOneExchangeAndTheRestMerged) {
  const FileDraft draft = ReadRows(
      "u,P,2019,water,Quito,EC,Lima,PE,host,visitor\n"
      "u,P,2019,water,Quito,EC,Bogotá,CO,host,visitor\n"
      "u,P,2020,water,Quito,EC,Lima,PE,host,visitor\n"
      "u,,2019,water,Quito,EC,Lima,PE,,\n");
  EXPECT_THAT(VerdictsOf(draft), ElementsAre("report", "merged", "report", "report"));
  EXPECT_EQ(draft.rows[0].event, draft.rows[1].event);
  EXPECT_NE(draft.rows[0].event, draft.rows[2].event) << "another year";
  EXPECT_TRUE(draft.rows[3].event.starts_with("pair:")) << draft.rows[3].event;
  EXPECT_EQ(draft.rows[0].title, "P");
  EXPECT_EQ(draft.rows[2].title, "P: Quito – Lima");
}

TEST(NetworkTableTest, TheKeyOfAnExchangeDoesNotDependOnTheOrderOfRows) {
  const std::string a = "u,P,2019,water,Quito,EC,Lima,PE,host,visitor\n";
  const std::string b = "u,P,2019,water,Bogotá,CO,Quito,EC,visitor,host\n";
  EXPECT_EQ(ReadRows(a + b).rows.at(0).event, ReadRows(b + a).rows.at(0).event);
}

TEST(NetworkTableTest, RowsReadAreAcceptedMergedIgnoredAndRejected) {
  const FileDraft draft = ReadRows(
      "u,P,2019,water,Quito,EC,Lima,PE,host,visitor\n"
      "u,P,2019,water,Quito,EC,Lima,PE,host,visitor\n"
      "\n"
      "u,P,2019,water,,,,,,\n"
      "u,P,\"2019\"x,water\n");
  const RowCounts counts = draft.Counts();
  EXPECT_EQ(counts, (RowCounts{.read = 4, .accepted = 1, .merged = 1, .rejected = 2}));
}

TEST(NetworkTableTest, ATableOfAHeaderAloneHasNoRows) {
  EXPECT_EQ(ReadTable("city_from,city_to\n").Counts(), RowCounts{});
}

}  // namespace
}  // namespace citygraph::importers
