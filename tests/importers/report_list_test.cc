#include "importers/report_list/report_list.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>

#include "tests/support/importing.h"

namespace citygraph::importers {
namespace {

using ::testing::Contains;
using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;

// A page as networks publish them: a heading, prose, then numbered titles, editions and one without
// number.
constexpr std::string_view kPage =
    "Peer Learning\n"
    "\n"
    "Since the first peer learning exchange in Durban in 2011, we promote learning as equals.\n"
    "\n"
    "XYZ 01 Public Space Porto Alegre\n"
    "XYZ 02 Mentoring Story Johannesburg Lilongwe\n"
    "XYZ 03 SDG 8 Decent Work Pasto\n"
    "XYZ 04 Urban Resilience Niteroi ENG\n"
    "XYZ 04 Resiliencia Urbana Niteroi ESP\n"
    "Decentralized Cooperation Brazil-Mozambique 2015\n";

TEST(ReportListTest, HeadingsAndProseBeforeTheListAreIgnoredWithReasons) {
  const FileDraft draft = ReadList(std::string(kPage));
  EXPECT_THAT(VerdictsOf(draft), ElementsAre("ignored", "ignored", "ignored", "ignored", "report",
                                             "report", "report", "report", "merged", "report"));
  EXPECT_EQ(draft.rows[1].reason, "empty");
  EXPECT_EQ(draft.rows[2].reason, "stands before the list");
  EXPECT_THAT(draft.rows[2].places, IsEmpty()) << "Durban of the prose is in no exchange";
  EXPECT_EQ(draft.Counts(), (RowCounts{.read = 10, .accepted = 5, .merged = 1, .ignored = 4}));
}

TEST(ReportListTest, ATitleIsReadIntoItsParts) {
  const RowDraft row = ReadList(std::string(kPage)).rows.at(6);
  EXPECT_EQ(row.line, 7U);
  EXPECT_EQ(row.text, "XYZ 03 SDG 8 Decent Work Pasto");
  EXPECT_EQ(row.series, "XYZ");
  EXPECT_EQ(row.number, 3);
  EXPECT_EQ(row.title, "SDG 8 Decent Work Pasto");
  EXPECT_EQ(row.event, "XYZ-3");
  EXPECT_THAT(PlacesOf(row), ElementsAre("Pasto city CO host"));
  EXPECT_THAT(ThemesOf(row.themes), Contains("decent-work"));
  ASSERT_FALSE(row.sdgs.empty());
  EXPECT_EQ(row.sdgs[0].goal, 8);
  EXPECT_TRUE(row.sdgs[0].is_explicit);
}

TEST(ReportListTest, EditionsOfOneReportAreOneExchange) {
  const FileDraft draft = ReadList(std::string(kPage));
  const RowDraft& english = draft.rows[7];
  const RowDraft& spanish = draft.rows[8];
  EXPECT_EQ(english.event, "XYZ-4");
  EXPECT_EQ(spanish.event, "XYZ-4");
  EXPECT_EQ(spanish.verdict, Verdict::kMerged);
  EXPECT_EQ(english.language, Language::kEnglish);
  EXPECT_EQ(spanish.language, Language::kSpanish);
  EXPECT_TRUE(spanish.language_marked);
  EXPECT_EQ(spanish.title, "Resiliencia Urbana Niteroi");
}

TEST(ReportListTest, AnUnnumberedTitleInTheListIsAReportOfItsOwn) {
  const RowDraft row = ReadList(std::string(kPage)).rows.at(9);
  EXPECT_EQ(row.verdict, Verdict::kReport);
  EXPECT_EQ(row.number, std::nullopt);
  EXPECT_EQ(row.year, 2015);
  EXPECT_EQ(row.event, "decentralized-cooperation-brazil-mozambique-2015");
  EXPECT_THAT(PlacesOf(row),
              ElementsAre("Brazil country BR partner", "Mozambique country MZ partner"));
}

TEST(ReportListTest, ProseAndHeadingsInsideTheListAreIgnored) {
  const FileDraft draft = ReadList(
      "XYZ 1 Waste Durban\n"
      "These notes were written in Durban.\n"
      "Waste notes:\n"
      "Thank you\n"
      "XYZ 2 Water Durban\n");
  EXPECT_THAT(VerdictsOf(draft), ElementsAre("report", "ignored", "ignored", "ignored", "report"));
  EXPECT_EQ(draft.rows[1].reason, "prose");
  EXPECT_EQ(draft.rows[2].reason, "heading");
  EXPECT_EQ(draft.rows[3].reason, "unnumbered, and names neither place nor theme");
}

TEST(ReportListTest, ANumberWithoutATitleIsRejected) {
  const FileDraft draft = ReadList("XYZ 1 Waste Durban\nXYZ 2\nXYZ 3 Water Durban\n");
  EXPECT_THAT(VerdictsOf(draft), ElementsAre("report", "rejected", "report"));
  EXPECT_THAT(IssuesOf(draft), Contains("error 2:0 no-title"));
}

TEST(ReportListTest, ALineThatIsTooLongIsRejectedAndTheRestRead) {
  const FileDraft draft = ReadList("XYZ 1 Waste Durban\n" + std::string(kLongestRow + 1, 'x') +
                                   "\nXYZ 3 Water Durban\n");
  EXPECT_THAT(VerdictsOf(draft), ElementsAre("report", "rejected", "report"));
  EXPECT_THAT(IssuesOf(draft), Contains("error 2:0 line-too-long"));
  EXPECT_THAT(draft.rows[1].reason, HasSubstr("longer than the 1048576 bytes"));
}

TEST(ReportListTest, WithoutNumbersALineWhereAPlaceTakesPartIsAReport) {
  const FileDraft draft = ReadList(
      "Our twin cities\n"
      "Jumelage Lyon – Birmingham 1951\n"
      "• Durban – Bremen\n"
      "About African cities\n");
  EXPECT_THAT(VerdictsOf(draft), ElementsAre("ignored", "report", "report", "ignored"));
  EXPECT_EQ(draft.rows[1].year, 1951);
  EXPECT_THAT(PairsOf(draft.rows[2]), ElementsAre("Durban > Bremen"));
}

TEST(ReportListTest, TheSameUnnumberedTitleTwiceIsOneExchange) {
  EXPECT_THAT(VerdictsOf(ReadList("Twinning Lyon – Birmingham\nTwinning: Lyon – Birmingham\n")),
              ElementsAre("report", "merged"));
}

TEST(ReportListTest, SpansCountCodePointsOfTheWholeLine) {
  const RowDraft row = ReadRow("PLN 26 Habitação em Niterói POR");
  ASSERT_EQ(row.places.size(), 1U);
  EXPECT_EQ(row.places[0].span, (Span{20, 27}));
  ASSERT_FALSE(row.themes.empty());
  EXPECT_EQ(row.themes[0].span, (Span{7, 16}));
}

TEST(ReportListTest, APlacesNameIsNoTheme) {
  const RowDraft row = ReadRow("Visit to Mobility, Reading and Peace in Lima");
  for (const ThemeMention& theme : row.themes) {
    for (const PlaceMention& place : row.places) {
      EXPECT_FALSE(theme.span.Overlaps(place.span)) << theme.text << " and " << place.text;
    }
  }
}

TEST(ReportListTest, AnUnsurePlaceIsWarnedOfWithTheOther) {
  const FileDraft draft = ReadList("Regional planning Santa Fe\n");
  EXPECT_THAT(IssuesOf(draft), ElementsAre("warning 1:19 unsure-place"));
  EXPECT_THAT(draft.rows[0].issues[0].message,
              ::testing::AllOf(HasSubstr("\"Santa Fe\" was read as Santa Fe (AR)"),
                               HasSubstr("it could be")));
}

TEST(ReportListTest, ReadingTwiceGivesTheSame) {
  const FileDraft a = ReadList(std::string(kPage));
  const FileDraft b = ReadList(std::string(kPage));
  ASSERT_EQ(a.rows.size(), b.rows.size());
  for (std::size_t i = 0; i < a.rows.size(); ++i) {
    EXPECT_EQ(a.rows[i].event, b.rows[i].event);
    EXPECT_EQ(PlacesOf(a.rows[i]), PlacesOf(b.rows[i]));
    EXPECT_EQ(PairsOf(a.rows[i]), PairsOf(b.rows[i]));
  }
}

TEST(ReportListTest, ANumberedThingIsNoSeriesUnlessTheListSaysSo) {
  for (const std::string line :
       {"COVID-19 response in Durban", "COP 26 lessons from Glasgow", "Habitat III in Quito",
        "Agenda 2030 in Lima", "SDG 11 in Medellín", "XYZ 4 Waste in Durban"}) {
    const RowDraft row = ReadRow(line);
    EXPECT_EQ(row.number, std::nullopt) << line;
    EXPECT_EQ(row.series, "") << line;
    EXPECT_EQ(row.title, line);
  }
  const FileDraft twice = ReadList("COP 26 in Glasgow\nCOP 27 in Sharm el-Sheikh\n");
  EXPECT_THAT(VerdictsOf(twice), ElementsAre("report", "report"));
  const FileDraft covid = ReadList(
      "COVID-19 and housing in Durban\nCOVID-19 and transport in Quito\n"
      "COVID-19 and markets in Maputo\n");
  EXPECT_THAT(VerdictsOf(covid), ElementsAre("report", "report", "report"))
      << "not editions of one report";
}

TEST(ReportListTest, AListProvesItsSeriesByItsNumbers) {
  const FileDraft proven = ReadList("ABC 1 Waste in Durban\nABC 2 Water in Quito\n");
  EXPECT_EQ(proven.rows[1].series, "ABC");
  EXPECT_EQ(proven.rows[1].number, 2);
  const FileDraft rare = ReadList(
      "EU 27 cities meet in Lyon\nEU 28 cities meet in Porto\nWaste in Durban\nWater in Quito\n"
      "Housing in Lima\n");
  EXPECT_EQ(rare.rows[0].number, std::nullopt) << "two of five titles prove nothing";
  EXPECT_EQ(ReadRow("PLN 4 Waste in Durban").number, 4) << "a known network's";
}

TEST(ReportListTest, AHeadingGivesItsPlaceToTheLinesBelow) {
  const FileDraft draft = ReadList(
      "Acordos de geminação de Évora\n- 3 de maio de 1998 – Linz (Áustria)\n- Angers (França)\n"
      "Quito y Lima, 2004\n");
  EXPECT_THAT(VerdictsOf(draft), ElementsAre("ignored", "report", "report", "report"));
  ASSERT_TRUE(draft.rows[1].subject.has_value());
  EXPECT_EQ(draft.rows[1].subject->text, "Évora");
  EXPECT_EQ(draft.rows[1].subject_line, 1U);
  EXPECT_EQ(draft.rows[1].year, 1998);
  EXPECT_THAT(PlacesOf(draft.rows[1]),
              ElementsAre("Linz city AT partner", "Austria country AT context"));
  EXPECT_FALSE(draft.rows[3].subject.has_value()) << "two places are an exchange of their own";
}

TEST(ReportListTest, ACityIsNotItsOwnPartner) {
  const FileDraft draft =
      ReadList("Ciudades hermanas de León:\n- León (México)\n- Oporto (Portugal)\n");
  ASSERT_TRUE(draft.rows[1].subject.has_value());
  EXPECT_NE(draft.rows[1].subject->country, "MX");
}

TEST(ReportListTest, WhatTellsOfOnePartnerIsNoHeading) {
  const FileDraft draft =
      ReadList("Protocolo de geminação com Lobito\nProtocolo de geminação com Beira\n");
  EXPECT_THAT(VerdictsOf(draft), ElementsAre("report", "report"));
}

TEST(ReportListTest, AContradictionInTheSourceIsNamed) {
  const FileDraft draft = ReadList("Lodz - United Kingdom; Cork - Ireland\n");
  EXPECT_THAT(IssuesOf(draft), Contains("warning 1:1 contradiction"));
  EXPECT_THAT(PairsOf(draft.rows[0]), ElementsAre("Lodz > Cork"));
}

TEST(ReportListTest, ColumnsMayBePartedByTabsBarsOrSpaces) {
  for (const std::string_view row :
       {"Rennes\tSétif\tAlgérie\t1982", "Rennes | Sétif | Algérie | 1982",
        "Rennes    Sétif    Algérie    1982"}) {
    const RowDraft draft = ReadRow(std::string(row));
    EXPECT_THAT(PairsOf(draft), ElementsAre("Rennes > Sétif")) << row;
    EXPECT_EQ(draft.year, 1982);
  }
}

TEST(ReportListTest, TheSidesOfAListTellWhereItsPlacesLie) {
  const FileDraft draft = ReadList(
      "Thiès - Caen\nKaolack - Mérignac\nTambacounda - Bondy\nZiguinchor - Lille\n"
      "Saint-Louis - Nantes\n");
  EXPECT_THAT(PlacesOf(draft.rows[4]),
              ElementsAre("Saint-Louis city SN partner", "Nantes city FR partner"));
}

TEST(ReportListTest, ATitleKeepsTheBracketThatItOpened) {
  EXPECT_EQ(ReadRow("How Cork (IE) adapted a practice of Udine (IT)").title,
            "How Cork (IE) adapted a practice of Udine (IT)");
  EXPECT_EQ(ReadRow("(Lima and Quito)").title, "Lima and Quito");
}

TEST(ReportListTest, ACountryOfAnotherPlaceContradictsNothing) {
  const RowDraft row = ReadRow("Quito officials to study waste in Japan: a visit to Kitakyushu");
  EXPECT_TRUE(row.issues.empty()) << row.issues.front().message;
}

}  // namespace
}  // namespace citygraph::importers
