// What a verb tells where the other side stands elsewhere in the row.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>

#include "importers/report_list/role_phrases.h"
#include "tests/support/importing.h"

namespace citygraph::importers {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;
using ::testing::Not;

TEST(RoleVerbsTest, OfTwoGroupsTheOneThatDoesNothingIsTheOtherSide) {
  EXPECT_THAT(PairsOf(ReadRow("Ostend donates two waste trucks: the streets of Banjul are clean")),
              ElementsAre("Ostend > Banjul"));
  EXPECT_THAT(PairsOf(ReadRow("Quito: officials of Granada visit the new waste plant")),
              ElementsAre("Quito > Granada"));
  EXPECT_THAT(PairsOf(ReadRow("Training in Lima, attended by staff of the city of Quito")),
              Not(ElementsAre("Quito > Lima")))
      << "who attends is behind \"by\"";
}

TEST(RoleVerbsTest, ABarOrColonBehindTheFirstPlaceMakesItTheOneThatActs) {
  EXPECT_THAT(PairsOf(ReadRow("MADRID | el alcalde recibe a una delegación de Bogotá")),
              ElementsAre("MADRID > Bogotá"));
}

TEST(RoleVerbsTest, AnySpanishVerbMayStandFirstButNoNoun) {
  EXPECT_THAT(PairsOf(ReadRow("Donará Quito maquinaria al ayuntamiento de Cuenca (Ecuador)")),
              ElementsAre("Quito > Cuenca"));
  EXPECT_THAT(PairsOf(ReadRow("Visita de estudio de Quito a Durban")),
              ElementsAre("Durban > Quito"));
  EXPECT_TRUE(IsFiniteForm("don~ar|entreg~ar", "donara"));
  EXPECT_TRUE(IsFiniteForm("recib~ir", "recibe"));
  EXPECT_FALSE(IsFiniteForm("recib~ir", "recibir")) << "an infinitive";
  EXPECT_FALSE(IsFiniteForm("equip~ent", "equipe")) << "French";
  EXPECT_FALSE(IsFiniteForm("don~ar", "donativo"));
}

TEST(RoleVerbsTest, ALabelInThePluralSpeaksOfAllThatSemicolonsPart) {
  EXPECT_THAT(
      PlacesOf(ReadRow("Beneficiaries: Lima, Peru; city of Yaoundé, Cameroon; Quito, Ecuador")),
      ElementsAre("Lima city PE mentee", "Peru country PE context", "Yaoundé city CM mentee",
                  "Cameroon country CM context", "Quito city EC mentee",
                  "Ecuador country EC context"));
}

TEST(RoleVerbsTest, WhoWasReceivedBySomebodyThatIsNotKnownVisits) {
  for (const std::string row : {"The water board welcomes Quito City Council for benchmarking",
                                "O consórcio recebeu a delegação da cidade de Quito",
                                "Le syndicat a accueilli une équipe de la ville de Quito"}) {
    EXPECT_THAT(PlacesOf(ReadRow(row)), ElementsAre("Quito city EC visitor")) << row;
  }
  EXPECT_THAT(PlacesOf(ReadRow("El concejal recibió en el ayuntamiento de Quito a un grupo")),
              Not(ElementsAre("Quito city EC visitor")))
      << "there they were received";
  EXPECT_THAT(PlacesOf(ReadRow("La junta valora el apoyo que recibe de la ciudad de Quito")),
              Not(ElementsAre("Quito city EC visitor")));
}

TEST(RoleVerbsTest, ANameMayStandBetweenAPlaceAndItsVerb) {
  EXPECT_THAT(PairsOf(ReadRow("The mayor of Curitiba, Beto Richa received the visit of the mayor "
                              "of Chicago")),
              ElementsAre("Curitiba > Chicago"));
  EXPECT_THAT(PairsOf(ReadRow("La Ville de Nancy et les Conseils départementaux de la Moselle ont "
                              "accueilli les techniciens de Quito")),
              ElementsAre("Nancy > Quito", "Moselle > Quito"));
}

TEST(RoleVerbsTest, AMentorWhoVisitsTeaches) {
  for (const std::string row :
       {"Mentor Dublin visits Rotterdam", "In Rotterdam mentor city Dublin contributes",
        "Firefighters of Dublin went on a mission to Rotterdam, providing training to officers"})
    EXPECT_THAT(PairsOf(ReadRow(row)), ElementsAre("Dublin > Rotterdam")) << row;
}

TEST(RoleVerbsTest, WhoseExampleIsFollowedAndWhoIsThankedGive) {
  EXPECT_THAT(PlacesOf(ReadRow("Siguiendo el ejemplo de ciudades como Curitiba y Medellín")),
              ElementsAre("Curitiba city BR mentor", "Medellín city CO mentor"));
  EXPECT_THAT(PairsOf(ReadRow("Chisinau expresses its gratitude to Mannheim for its support")),
              ElementsAre("Mannheim > Chisinau"));
  EXPECT_THAT(PlacesOf(ReadRow("The Lighthouse Cities of Manchester and Eindhoven")),
              ElementsAre("Manchester city GB mentor", "Eindhoven city NL mentor"));
  EXPECT_THAT(
      PairsOf(ReadRow("Plan de cuidados de Cali con el asesoramiento técnico de Barcelona")),
      ElementsAre("Barcelona > Cali"));
}

TEST(RoleVerbsTest, WhoseMayorsAreNamedGoTogether) {
  EXPECT_THAT(PairsOf(ReadRow("Paul Sahgui, maire de Tanguieta, Ignace Ouorou, maire de Parakou, "
                              "sont arrivés à Lyon")),
              ElementsAre("Lyon > Tanguieta", "Lyon > Parakou"));
}

TEST(RoleVerbsTest, AVisitOfAPlaceWithItsCountryLeadsOn) {
  EXPECT_THAT(PairsOf(ReadRow("Visita de técnicos de Curitiba, Brasil, à cidade de Braga")),
              ElementsAre("Braga > Curitiba"));
}

TEST(RoleVerbsTest, ItalianAndGermanSayWhoVisitsHelpsAndGives) {
  for (const std::string row :
       {"Tre agenti di Bolzano in trasferta a Rimini", "Bolzano ospite di Rimini",
        "Rimini ha accolto quattro agenti di Bolzano"})
    EXPECT_THAT(PairsOf(ReadRow(row)), ElementsAre("Rimini > Bolzano")) << row;
  EXPECT_THAT(PairsOf(ReadRow("Köln hilft seiner Partnerstadt Tunis")),
              ElementsAre("Köln > Tunis"));
  EXPECT_THAT(PairsOf(ReadRow("Köln bekam Besuch aus Tunis")), ElementsAre("Köln > Tunis"));
}

TEST(RoleVerbsTest, WhatTiesTwoIsNotTaught) {
  EXPECT_EQ(ReadRow("San Salvador fortalece lazos con Madrid").places[0].role, Role::kPartner);
}

TEST(RoleVerbsTest, AStudyTourIsForWhoGoes) {
  EXPECT_THAT(PairsOf(ReadRow("Study tour for officials of Lima to Quito in 2005")),
              ElementsAre("Quito > Lima"));
}

TEST(RoleVerbsTest, TheOnlyPlaceMayReceiveAGiftOrApoio) {
  EXPECT_EQ(ReadRow("Deux camions pour Sikasso").places[0].role, Role::kMentee);
  EXPECT_EQ(ReadRow("Município de Maputo recebe apoio de pares").places[0].role, Role::kMentee);
  EXPECT_EQ(ReadRow("Partenariat avec Lyon").places[0].role, Role::kPartner);
}

TEST(RoleVerbsTest, TheSisterCityOfAPlaceIsGivenTo) {
  EXPECT_THAT(PairsOf(ReadRow("Two trucks donated to Madrid's sister city Quito")),
              ElementsAre("Madrid > Quito"));
}

TEST(RoleVerbsTest, MoreThanFourSideBySideAreNoPairs) {
  EXPECT_EQ(ReadRow("Lima, Quito, Bogotá and Durban").pairs.size(), 6U);
  EXPECT_THAT(ReadRow("Lima, Quito, Bogotá, Lyon and Durban").pairs, IsEmpty());
}

TEST(RoleVerbsTest, AListOfTwinsIsOfTheOneBeforeIt) {
  for (const std::string row :
       {"Marbella, hermanada con Quito, Ecuador; Lima, Perú; Lyon y Dakar",
        "Marbella: Quito (Ecuador), Lima (Perú), Lyon (Francia) y Dakar (Senegal)"})
    EXPECT_THAT(PairsOf(ReadRow(row)), ElementsAre("Marbella > Quito", "Marbella > Lima",
                                                   "Marbella > Lyon", "Marbella > Dakar"))
        << row;
}

TEST(RoleVerbsTest, ALineThatIsAPlaceAndNoMoreTakesPart) {
  EXPECT_EQ(ReadRow("Banjul (Gambia), 2004").places[0].role_rule, "listed-alone");
  EXPECT_EQ(ReadRow("2004 - Banjul (Gambia)").places[0].role, Role::kHost) << "where it was then";
}

}  // namespace
}  // namespace citygraph::importers
