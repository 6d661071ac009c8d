#include "importers/report_list/list_table.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>

#include "tests/support/importing.h"

namespace citygraph::importers {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;

// The second line of a list whose first is a header.
RowDraft RowBelow(const std::string& header, const std::string& row) {
  const FileDraft draft = ReadList("Exchanges between cities\n" + header + '\n' + row + '\n');
  EXPECT_EQ(draft.rows[1].verdict, Verdict::kIgnored) << header;
  EXPECT_EQ(draft.rows[1].reason, "header of a table") << header;
  return draft.rows.at(2);
}

TEST(ListTableTest, AHeaderGivesTheCitiesBelowTheirRoles) {
  EXPECT_THAT(
      PlacesOf(RowBelow("Mentor city | Learning city | Topic", "Durban | Lilongwe | water")),
      ElementsAre("Durban city ZA mentor", "Lilongwe city MW mentee"));
  EXPECT_THAT(
      PlacesOf(RowBelow("Ciudad de origen\tCiudad receptora\tTema", "Porto Alegre\tRosario\tagua")),
      ElementsAre("Porto Alegre city BR mentor", "Rosario city AR mentee"));
  EXPECT_THAT(PlacesOf(RowBelow("Ciudad que aporta la experiencia\tCiudad que la adopta\tAño",
                                "Curitiba\tBogotá\t2000")),
              ElementsAre("Curitiba city BR mentor", "Bogotá city CO mentee"));
  EXPECT_THAT(PlacesOf(RowBelow("Ville hôte | Ville en visite | Année", "Nantes | Dakar | 2012")),
              ElementsAre("Nantes city FR host", "Dakar city SN visitor"));
  EXPECT_THAT(
      PlacesOf(RowBelow("Cidade anfitriã\tCidade visitante\tData", "Curitiba\tMaputo\t2014")),
      ElementsAre("Curitiba city BR host", "Maputo city MZ visitor"));
}

TEST(ListTableTest, WhoReceivesWhatTheOtherGivesIsNoHost) {
  EXPECT_THAT(PlacesOf(RowBelow("Receiving city | Giving city | What", "Lima | Quito | buses")),
              ElementsAre("Lima city PE mentee", "Quito city EC mentor"));
  EXPECT_THAT(PlacesOf(RowBelow("Resource city | Partner city | Year", "Quito | Lima | 2015")),
              ElementsAre("Quito city EC mentor", "Lima city PE mentee"));
  EXPECT_THAT(PlacesOf(RowBelow("Delegation from | Visited | When", "Lima | Quito | June 2015")),
              ElementsAre("Lima city PE visitor", "Quito city EC host"));
}

TEST(ListTableTest, CountriesSayWhereTheCitiesLie) {
  const RowDraft row = RowBelow("Assisting city, Country, Partner city, Country, Field, Since",
                                "Kitakyushu, Japan, Phnom Penh, Cambodia, water supply, 1999");
  EXPECT_THAT(PlacesOf(row),
              ElementsAre("Kitakyushu city JP mentor", "Japan country JP context",
                          "Phnom Penh city KH mentee", "Cambodia country KH context"));
  EXPECT_THAT(PairsOf(row), ElementsAre("Kitakyushu > Phnom Penh"));
  EXPECT_EQ(row.year, 1999);
}

TEST(ListTableTest, WordsOfOtherColumnsNameNoPlaces) {
  EXPECT_THAT(PlacesOf(RowBelow("Rede\tTema\tCidade coordenadora\tPaís",
                                "Rede 9\tFinanciamento local\tPorto Alegre\tBrasil")),
              ElementsAre("Porto Alegre city BR lead", "Brazil country BR context"));
}

TEST(ListTableTest, APlaceInAnotherColumnIsWhatTheRowIsAbout) {
  EXPECT_THAT(PlacesOf(RowBelow("Projet | Chef de file | Partenaires",
                                "Patrimoine de Marrakech | Marseille | Marrakech, Tanger")),
              ElementsAre("Marrakesh city MA scope", "Marseille city FR lead",
                          "Marrakesh city MA partner", "Tangier city MA partner"));
}

TEST(ListTableTest, ACityThatTheGazetteerLacksIsKept) {
  const RowDraft row =
      RowBelow("Learning city | Best practice city | Topic", "Chiang Rai | Kartamantul | waste");
  ASSERT_EQ(row.places.size(), 2U);
  EXPECT_EQ(row.places[1].text, "Kartamantul");
  EXPECT_EQ(row.places[1].span, (Span{13, 24}));
  EXPECT_EQ(row.places[1].role, Role::kMentor);
  EXPECT_THAT(PairsOf(row), ElementsAre("Kartamantul > Chiang Rai"));
}

TEST(ListTableTest, ATableEndsWithItsLastRow) {
  const FileDraft draft =
      ReadList("Mentor city | Mentee city\nDurban | Lilongwe\nA note on method\nQuito | Lima\n");
  EXPECT_THAT(PlacesOf(draft.rows[3]),
              ElementsAre("Quito city EC partner", "Lima city PE partner"));
}

TEST(ListTableTest, CitiesAreNoHeader) {
  EXPECT_THAT(VerdictsOf(ReadList("Twinnings\nKansas City | Panama City | water\n")),
              ElementsAre("ignored", "report"));
  EXPECT_FALSE(ListTable::HeadedBy(Words("Lima, Quito, and the city of Cuenca")).has_value());
  EXPECT_FALSE(ListTable::HeadedBy(Words("Imprimir | Compartir")).has_value());
  EXPECT_FALSE(
      ListTable::HeadedBy(Words("Mentor city: Durban / Learning cities: Mzuzu")).has_value());
}

}  // namespace
}  // namespace citygraph::importers
