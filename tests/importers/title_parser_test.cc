#include "importers/report_list/title_parser.h"

#include <gtest/gtest.h>

#include <string>

#include "engine/model/temporal.h"

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
  EXPECT_EQ(Anatomy("Agreement of 1960, renewed in 1996"),
            "- | Agreement of 1960, renewed in 1996 | - | 1960");
  EXPECT_EQ(Anatomy("Waste plan 2015–16"), "- | Waste plan 2015–16 | - | 2015");
  EXPECT_EQ(Anatomy("Waste plan 2015/2016"), "- | Waste plan 2015/2016 | - | 2015");
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

// The year, then the day where the row says it: "1988 1988-06-19"; "-" for none.
std::string Dated(std::string_view row) {
  const RowAnatomy anatomy = ReadAnatomy(Words(row));
  if (!anatomy.year) return "-";
  return std::to_string(*anatomy.year) + (anatomy.date ? ' ' + ToText(*anatomy.date) : "");
}

TEST(TitleParserTest, ADateInDigitsSaysYearAndDay) {
  EXPECT_EQ(Dated("Oeiras Geminação 19/06/88"), "1988 1988-06-19");
  EXPECT_EQ(Dated("Angra do Heroísmo 19.11.03"), "2003 2003-11-19");
  EXPECT_EQ(Dated("Famalicão 23/10/2001"), "2001 2001-10-23");
  EXPECT_EQ(Dated("Lyon 2019-05-03"), "2019 2019-05-03");
  EXPECT_EQ(Dated("Denver 10/23/2001"), "2001 2001-10-23") << "the month first, as Americans do";
  EXPECT_EQ(Dated("Denver 03/05/2001"), "2001") << "two days may be meant";
}

TEST(TitleParserTest, WhatIsNoDayOfTheCalendarIsNoDate) {
  EXPECT_EQ(Dated("Lima 45/13/88"), "-");
  EXPECT_EQ(Dated("Lima 31.02.88"), "-");
  EXPECT_EQ(Dated("ODS 6/11/13 Lima"), "-") << "goals";
  EXPECT_EQ(Dated("Lei 13.018/2000"), "2000");
  EXPECT_EQ(Dated("Version 1.2.88"), "1988 1988-02-01");
}

TEST(TitleParserTest, AWrittenDateSaysTheDay) {
  EXPECT_EQ(Dated("Madrid – 31 de maio de 1979"), "1979 1979-05-31");
  EXPECT_EQ(Dated("Guimarães – 29 de junho 1993"), "1993 1993-06-29");
  EXPECT_EQ(Dated("desde el 27 de enero de 1984"), "1984 1984-01-27");
  EXPECT_EQ(Dated("Lima, 3 de marzo del 2008"), "2008 2008-03-03");
  EXPECT_EQ(Dated("Dakar, le 1er février 2020"), "2020 2020-02-01");
  EXPECT_EQ(Dated("Izumisano, October 21, 2019"), "2019 2019-10-21");
  EXPECT_EQ(Dated("Surabaya, 3rd May 2019"), "2019 2019-05-03");
  EXPECT_EQ(Dated("Quito, julio de 2024"), "2024");
}

TEST(TitleParserTest, ASpanOfDaysIsNoDay) {
  EXPECT_EQ(Dated("NOVEMBER 10-12, 2023"), "2023");
  EXPECT_EQ(Dated("from 2 to 5 May 2019"), "2019");
  EXPECT_EQ(Dated("24 April – 12 May 2019"), "2019");
  EXPECT_EQ(Dated("du 26 janvier au 1er février 2020"), "2020");
  EXPECT_EQ(Dated("del 3 al 5 de mayo de 2017"), "2017");
  EXPECT_EQ(Dated("de 8 a 14 de março de 2015"), "2015");
}

}  // namespace
}  // namespace citygraph::importers
