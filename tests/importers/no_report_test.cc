#include "importers/report_list/no_report.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>

#include "tests/support/importing.h"

namespace citygraph::importers {
namespace {

// What a line among two reports is taken for: "report", or why it is none.
std::string Taken(const std::string& line) {
  const FileDraft draft =
      ReadList("Study visit of Durban to Lima\nQuito and Cuenca*\n" + line + "\nLyon – Dakar\n");
  const RowDraft& row = draft.rows.at(2);
  return row.verdict == Verdict::kReport ? "report" : row.reason;
}

TEST(NoReportTest, CaptionsAndSourcesAreNone) {
  for (const std::string line : {"Photo : le maire de Lyon à Dakar", "Fuente: Municipio de Quito",
                                 "Fonte: Prefeitura de Curitiba", "(Source: City of Durban)"})
    EXPECT_EQ(Taken(line), "caption") << line;
  EXPECT_EQ(Taken("Photo exhibition of Lyon in Dakar"), "report");
}

TEST(NoReportTest, FootnotesAreNone) {
  EXPECT_EQ(Taken("* Cuenca in Ecuador"), "footnote");
  EXPECT_EQ(Taken("** Metro area of Lima"), "footnote");
  const FileDraft bullets = ReadList("* Lima and Quito\n* Lyon and Dakar\n");
  EXPECT_EQ(bullets.rows[1].verdict, Verdict::kReport) << "a star may be a bullet";
}

TEST(NoReportTest, ALongSentenceIsAReportOfTwoPlacesOrNone) {
  const std::string words =
      " under the programme that both have had for many years and that has brought officials of "
      "all departments together in order to see what can be done about waste, water, parks, "
      "schools, clinics and roads in the years to come.";
  EXPECT_EQ(Taken("The mayor of Quito went to Dakar" + words), "report");
  EXPECT_EQ(Taken("The mayor has been at work in Quito" + words), "prose");
}

TEST(NoReportTest, FactsOfOnePlaceAreNone) {
  EXPECT_EQ(Taken("Mechelen (BE) – 87.000 inhabitants"), "fact");
  EXPECT_EQ(Taken("Bogotá (CO) – 7.000.000 habitantes"), "fact");
  EXPECT_EQ(Taken("Nantes compte 320 000 habitants"), "fact");
  EXPECT_EQ(Taken("Is Kigali the Cleanest City in Africa?"), "question");
  EXPECT_EQ(Taken("La capitale du Rwanda (Kigali) a été déclarée la ville la plus propre."),
            "statement");
}

TEST(NoReportTest, WhereAndWhenATextWasWrittenIsNone) {
  EXPECT_EQ(Taken("Montevideo, 25 de Junio de 2012.-"), "dateline");
  EXPECT_EQ(Taken("Montevideo, 25 de Junio de 2012: taller"), "report");
}

TEST(NoReportTest, StatementsOfACountryAloneAreNone) {
  for (const std::string line :
       {"Seulement 13 régions en Madagascar ont développé une coopération.",
        "Desde os anos 80 foram celebradas mais de 600 geminações em Portugal.",
        "En Perú hay más de 200 hermanamientos de municipios.",
        "More than 100 towns in Ghana have a partner."})
    EXPECT_EQ(Taken(line), "tells of a country") << line;
}

TEST(NoReportTest, WhatTellsOfAnExchangeIsAReport) {
  for (const std::string line :
       {"Taller sobre agua en Lima.", "How did Durban learn to save water?",
        "Une délégation de Dakar visite Lyon.", "Oficina com 200 moradores em Recife",
        "Waste management in Maputo", "Lima y Quito."})
    EXPECT_EQ(Taken(line), "report") << line;
}

TEST(NoReportTest, WhereTitlesEndWithAPeriodItSaysNothing) {
  const FileDraft draft = ReadList(
      "Urban renewal in the centre of Lima.\nHousing for all in Quito.\nClean water in Durban.\n");
  for (const RowDraft& row : draft.rows) EXPECT_EQ(row.verdict, Verdict::kReport) << row.text;
}

}  // namespace
}  // namespace citygraph::importers
