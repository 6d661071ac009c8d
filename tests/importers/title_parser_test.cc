#include "importers/report_list/title_parser.h"

#include <gtest/gtest.h>

#include <string>

namespace citygraph::importers {
namespace {

// "PLN 4 | Mentoring Story | en | 2015": series and number, title, edition, year; "-" for none.
std::string Anatomy(std::string_view row) {
  const Words words(row);
  const RowAnatomy anatomy = ReadAnatomy(words);
  std::string text = anatomy.series.empty() ? "" : anatomy.series + ' ';
  text += anatomy.number ? std::to_string(*anatomy.number) : "-";
  text += " | ";
  if (anatomy.title_first < anatomy.title_last) {
    text += words.Text(anatomy.title_first, anatomy.title_last);
  }
  text += " | " + (anatomy.edition ? std::string(LanguageCode(*anatomy.edition)) : "-");
  return text + " | " + (anatomy.year ? std::to_string(*anatomy.year) : "-");
}

TEST(TitleParserTest, SeriesAndNumberAreReadInEveryFormOfTheLists) {
  EXPECT_EQ(Anatomy("PLN 04 Mentoring Story"), "PLN 4 | Mentoring Story | - | -");
  EXPECT_EQ(Anatomy("PLN #24 Waste"), "PLN 24 | Waste | - | -");
  EXPECT_EQ(Anatomy("PLN-24: Waste"), "PLN 24 | Waste | - | -");
  EXPECT_EQ(Anatomy("PLN No. 24 Waste"), "PLN 24 | Waste | - | -");
  EXPECT_EQ(Anatomy("PLN n° 24 Waste"), "PLN 24 | Waste | - | -");
  EXPECT_EQ(Anatomy("#24 Waste"), "24 | Waste | - | -");
  EXPECT_EQ(Anatomy("PLN27 Waste"), "PLN 27 | Waste | - | -");
  EXPECT_EQ(Anatomy("Peer Learning Note 25 Waste"), "PLN 25 | Waste | - | -");
  EXPECT_EQ(Anatomy("Peer-learning note #25 – Waste"), "PLN 25 | Waste | - | -");
  EXPECT_EQ(Anatomy("Report 7 Waste"), "7 | Waste | - | -");
}

TEST(TitleParserTest, ABulletBeforeTheSeriesIsSeenAndSkipped) {
  EXPECT_EQ(Anatomy("• PLN 04 Waste"), "PLN 4 | Waste | - | -");
  EXPECT_TRUE(ReadAnatomy(Words("  – Waste in Quito")).bullet);
  EXPECT_FALSE(ReadAnatomy(Words("Waste – Quito")).bullet);
}

TEST(TitleParserTest, AGoalIsNoSeries) {
  EXPECT_EQ(Anatomy("SDG 8 Setting the scene"), "- | SDG 8 Setting the scene | - | -");
  EXPECT_EQ(Anatomy("ODS 11 Ciudades"), "- | ODS 11 Ciudades | - | -");
  EXPECT_EQ(Anatomy("SDG8 Decent work"), "- | SDG8 Decent work | - | -");
}

TEST(TitleParserTest, AYearIsNoNumberOfASeries) {
  EXPECT_EQ(Anatomy("UCLG 2015 Congress"), "- | UCLG 2015 Congress | - | 2015");
  EXPECT_EQ(Anatomy("Report 2015 on waste"), "- | Report 2015 on waste | - | 2015");
}

TEST(TitleParserTest, ANumberWithoutMarkOrSeriesIsPartOfTheTitle) {
  EXPECT_EQ(Anatomy("12 cities learn"), "- | 12 cities learn | - | -");
  EXPECT_EQ(Anatomy("Durban 24 hours"), "- | Durban 24 hours | - | -");
}

TEST(TitleParserTest, AnEditionMarkEndsTheTitle) {
  EXPECT_EQ(Anatomy("PLN 26 Niteroi ENG"), "PLN 26 | Niteroi | en | -");
  EXPECT_EQ(Anatomy("PLN 26 Niterói POR"), "PLN 26 | Niterói | pt | -");
  EXPECT_EQ(Anatomy("PLN 26 Niteroi (español)"), "PLN 26 | Niteroi | es | -");
  EXPECT_EQ(Anatomy("PLN 26 Niteroi [fr]"), "PLN 26 | Niteroi | fr | -");
}

TEST(TitleParserTest, ALanguageWordInTheTextIsNoEditionMark) {
  EXPECT_EQ(Anatomy("PLN 26 Learning English"), "PLN 26 | Learning English | - | -");
  EXPECT_EQ(Anatomy("PLN 26 ENG"), "PLN 26 | ENG | - | -") << "a title is not empty";
}

TEST(TitleParserTest, TheLastYearOfTheTitleCounts) {
  EXPECT_EQ(Anatomy("Brazil-Mozambique 2015"), "- | Brazil-Mozambique 2015 | - | 2015");
  EXPECT_EQ(Anatomy("Since 1999, reviewed 2004"), "- | Since 1999, reviewed 2004 | - | 2004");
  EXPECT_EQ(Anatomy("Plan 1850"), "- | Plan 1850 | - | -");
  EXPECT_EQ(Anatomy("Room 20155"), "- | Room 20155 | - | -");
}

TEST(TitleParserTest, ARangeOfYearsBeganInItsFirst) {
  EXPECT_EQ(Anatomy("Waste plan 2015-2020"), "- | Waste plan 2015-2020 | - | 2015");
}

TEST(TitleParserTest, AProgrammeWithAYearInItsNameIsNotDated) {
  EXPECT_EQ(Anatomy("Localizing Agenda 2030"), "- | Localizing Agenda 2030 | - | -");
  EXPECT_EQ(Anatomy("Horizon 2020 cities 2018"), "- | Horizon 2020 cities 2018 | - | 2018");
}

TEST(TitleParserTest, TheYearsPlaceCountsCodePoints) {
  EXPECT_EQ(ReadAnatomy(Words("Niterói 2015")).year_span, (Span{8, 12}));
}

TEST(TitleParserTest, HugeAndMissingNumbersDoNotBreakIt) {
  EXPECT_EQ(Anatomy("PLN 99999999999999999999 Waste").substr(0, 3), "- |");
  EXPECT_EQ(Anatomy("PLN"), "- | PLN | - | -");
  EXPECT_EQ(Anatomy("PLN no"), "- | PLN no | - | -");
  EXPECT_EQ(Anatomy(""), "- |  | - | -");
}

}  // namespace
}  // namespace citygraph::importers
