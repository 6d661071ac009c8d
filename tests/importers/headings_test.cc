#include "importers/report_list/headings.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "tests/support/importing.h"

namespace citygraph::importers {
namespace {

using ::testing::Contains;
using ::testing::ElementsAre;

// "Quito host < Lima visitor, Bogotá visitor": what the last line of a list says under its heading.
std::string LastOf(const std::string& list) {
  const RowDraft row = ReadList(list).rows.back();
  if (row.verdict == Verdict::kIgnored) return "ignored: " + row.reason;
  std::string text;
  if (row.subject)
    text = row.subject->text + ' ' + std::string(RoleName(row.subject->role)) + " < ";
  bool first = true;
  for (const PlaceMention& each : row.places) {
    if (!TakesPart(each.role)) continue;
    text += (first ? "" : ", ") + each.text + ' ' + std::string(RoleName(each.role));
    first = false;
  }
  return text;
}

TEST(HeadingsTest, WhoIsReceivedVisitsTheHeadingsPlace) {
  EXPECT_EQ(LastOf("Delegations received by Nairobi\n- Councillors of Kampala\n"),
            "Nairobi host < Kampala visitor");
  EXPECT_EQ(LastOf("DELEGACIONES RECIBIDAS POR QUITO\n– Lima y Bogotá: transporte\n"),
            "QUITO host < Lima visitor, Bogotá visitor");
  EXPECT_EQ(LastOf("Missions reçues par Dakar\n• Techniciens de Niamey\n"),
            "Dakar host < Niamey visitor");
  EXPECT_EQ(LastOf("Recife recebeu visitas de:\n- Olinda\n"), "Recife host < Olinda visitor");
  EXPECT_EQ(LastOf("VISITS TO QUITO\n• Lima – water\n"), "QUITO host < Lima visitor");
}

TEST(HeadingsTest, WhereTheHeadingsPlaceTravelsIsHost) {
  EXPECT_EQ(LastOf("Study visits of Lyon to:\n1. Genève (Suisse)\n"), "Lyon visitor < Genève host");
  EXPECT_EQ(LastOf("Delegaciones de Montevideo a:\n- Rosario\n"),
            "Montevideo visitor < Rosario host");
  EXPECT_EQ(LastOf("Missões de Curitiba a:\n- Lisboa\n"), "Curitiba visitor < Lisboa host");
  EXPECT_EQ(LastOf("Missions de Nantes à :\n- Dschang (Cameroun)\n"),
            "Nantes visitor < Dschang host");
}

TEST(HeadingsTest, WhomTheHeadingsPlaceHelpsIsMentee) {
  EXPECT_EQ(LastOf("Cities supported by Rotterdam\nSurabaya: flood control\nBeira: port\n"),
            "Rotterdam mentor < Beira mentee");
  EXPECT_EQ(
      LastOf("CIUDADES A LAS QUE APOYA BARCELONA (directo)\nGaza: un mercado\nNiamey: agua\n"),
      "BARCELONA mentor < Niamey mentee");
  EXPECT_EQ(LastOf("Cidades apoiadas por Curitiba:\n- Maputo\n"),
            "Curitiba mentor < Maputo mentee");
  EXPECT_EQ(LastOf("Projets de Nantes en :\n- Dschang (Cameroun)\n"),
            "Nantes mentor < Dschang mentee");
}

TEST(HeadingsTest, WhoHelpsOrTeachesTheHeadingsPlaceIsMentor) {
  EXPECT_EQ(LastOf("Cities that support Quito\n- Madrid\n"), "Quito mentee < Madrid mentor");
  EXPECT_EQ(LastOf("Ciudades que apoyan a Quito\n- Madrid\n"), "Quito mentee < Madrid mentor");
  EXPECT_EQ(LastOf("Villes qui appuient Dakar\n- Lyon\n"), "Dakar mentee < Lyon mentor");
  EXPECT_EQ(LastOf("Cidades que apoiam Maputo\n- Curitiba\n"), "Maputo mentee < Curitiba mentor");
  EXPECT_EQ(LastOf("Ciudades que aprendieron de Bogotá\n- Lima\n"), "Bogotá mentor < Lima mentee");
}

TEST(HeadingsTest, BeforeMarkedLinesAnyWordsOfDirectionMakeAHeading) {
  EXPECT_EQ(LastOf("What Medellín taught\n- Cali: libraries\n"), "Medellín mentor < Cali mentee");
  EXPECT_EQ(LastOf("São Paulo: missões recebidas em 2012\n- Grupo de Bogotá\n"),
            "São Paulo host < Bogotá visitor");
  EXPECT_EQ(LastOf("Urban renewal in Lima\n- Cali: libraries\n"), "Cali host");
}

TEST(HeadingsTest, WithoutDirectionTheyArePartners) {
  EXPECT_EQ(LastOf("Cooperation projects of Barcelona with:\nMaputo\n"),
            "Barcelona partner < Maputo partner");
  EXPECT_EQ(LastOf("Villes jumelles de Nantes\nCardiff (Royaume-Uni), 1964\n"
                   "Sarrebruck (Allemagne), 1965\n"),
            "Nantes partner < Sarrebruck partner");
  EXPECT_EQ(LastOf("CIDADES-IRMÃS DE BRASÍLIA\n1. Havana, Cuba\n"),
            "BRASÍLIA partner < Havana partner");
}

TEST(HeadingsTest, TheYearOfAHeadingIsThatOfItsItems) {
  const FileDraft draft =
      ReadList("Delegations received by Nairobi in 2014\n- Kampala\n- Lagos, 2015\n");
  EXPECT_EQ(draft.rows[1].year, 2014);
  EXPECT_EQ(draft.rows[2].year, 2015);
}

// The years of a list's reports, 0 for none.
std::vector<int> YearsOf(const std::string& list) {
  std::vector<int> years;
  for (const RowDraft& row : ReadList(list).rows) {
    if (row.verdict == Verdict::kReport) years.push_back(row.year.value_or(0));
  }
  return years;
}

TEST(HeadingsTest, AYearOfAHeadingEndsWhereASentenceTellsOfAnother) {
  EXPECT_THAT(YearsOf("MUNICIPAL PARTNERSHIPS APPROVED IN DECEMBER 2014\nLima and Quito\nIn "
                      "February 2011 a team of "
                      "the fire brigade of Durban went to Lyon in order to train the officers of "
                      "public safety there\nCork and Bremen\n"),
              ElementsAre(2014, 2011, 0));
  EXPECT_THAT(YearsOf("MUNICIPAL PARTNERSHIPS APPROVED IN DECEMBER 2014\nLima and Quito, "
                      "2011\nCork and Bremen\n"),
              ElementsAre(2011, 2014));
}

TEST(HeadingsTest, AHeadingWithoutAPlaceGivesItsYearUpToTheNext) {
  EXPECT_THAT(YearsOf("MUNICIPAL PARTNERSHIPS APPROVED IN DECEMBER 2016\nQuito and Nairobi: waste\n"
                      "Lima and Dakar, 2014\nOther partnerships\nLyon and Bamako\n"),
              ElementsAre(2016, 2014, 0));
  EXPECT_THAT(YearsOf("Intercambios entre ciudades, edición 2022\nQuito – Lima\n"),
              ElementsAre(2022));
  EXPECT_THAT(YearsOf("Last updated 2021\nLyon – Bamako\n"), ElementsAre(0))
      << "that speaks of the page";
  EXPECT_THAT(YearsOf("Twinnings 2011 to 2020\nLyon – Bamako\n"), ElementsAre(0)) << "of which?";
}

TEST(HeadingsTest, MarkedItemsEndWithTheLastMark) {
  const FileDraft draft = ReadList(
      "Delegations received by Nairobi\n- Kampala\n- Durban visited Accra\n- Lagos\n"
      "Study visit to Hamburg on ports\n");
  EXPECT_TRUE(draft.rows[1].subject.has_value());
  EXPECT_FALSE(draft.rows[2].subject.has_value()) << "an exchange of its own";
  EXPECT_TRUE(draft.rows[3].subject.has_value());
  EXPECT_FALSE(draft.rows[4].subject.has_value());
}

TEST(HeadingsTest, SeveralPlacesOfALineAllMetTheHeadings) {
  const FileDraft draft =
      ReadList("Zamora está hermanada con:\nCoimbra, Portugal\nYaritagua y Caracas (Venezuela)\n");
  EXPECT_EQ(
      LastOf("Zamora está hermanada con:\nCoimbra, Portugal\nCaracas y Valencia (Venezuela)\n"),
      "Zamora partner < Caracas partner, Valencia partner");
  EXPECT_TRUE(draft.rows[2].pairs.empty());
}

TEST(HeadingsTest, TitlesThatSpeakOfManyAreNoHeadingsOfOtherTitles) {
  EXPECT_THAT(VerdictsOf(ReadList("Study visits to Durban\nWaste management in Lima\n"
                                  "Housing for all in Quito\n")),
              ElementsAre("report", "report", "report"));
  EXPECT_THAT(VerdictsOf(ReadList("Proyectos urbanos en Lima\nLa vivienda en Quito\n")),
              ElementsAre("report", "report"));
  EXPECT_THAT(VerdictsOf(ReadList("- Visites à Dakar\n- Lyon et Nantes\n")),
              ElementsAre("report", "report"))
      << "an item like the others";
}

TEST(HeadingsTest, LinesOfOneLabelEachAreOneExchange) {
  const FileDraft draft = ReadList("Mentors: City of Mechelen\nMentees: City of Capaci\n");
  ASSERT_TRUE(draft.rows[1].subject.has_value());
  EXPECT_EQ(draft.rows[1].subject->text, "Mechelen");
  EXPECT_EQ(draft.rows[1].event, draft.rows[0].event);
  EXPECT_THAT(VerdictsOf(draft), ElementsAre("report", "merged"));
}

TEST(HeadingsTest, AMarkIsABulletANumberOrALetter) {
  EXPECT_EQ(MarkOf("• Lima"), U'•');
  EXPECT_EQ(MarkOf("  – Lima"), U'–');
  EXPECT_EQ(MarkOf("12. Lima"), U'1');
  EXPECT_EQ(MarkOf("b) Lima"), U'a');
  EXPECT_EQ(MarkOf("(3) Lima"), U'1');
  EXPECT_EQ(MarkOf("3.5 million in Lima"), 0U);
  EXPECT_EQ(MarkOf("Lima – Quito"), 0U);
  EXPECT_EQ(MarkOf(""), 0U);
}

}  // namespace
}  // namespace citygraph::importers
