// What the words beside a name, and the names beside it, tell of it.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "importers/places/place_resolver.h"
#include "tests/support/importing.h"

namespace citygraph::importers {
namespace {

using ::testing::Contains;
using ::testing::ElementsAre;
using ::testing::IsEmpty;
using ::testing::Not;

std::vector<PlaceMention> Resolve(std::string_view row, const PlaceContext& context = {}) {
  static PlaceMemo memo(Gazetteer::BuiltIn());
  return ResolvePlaces(memo, Words(row), context);
}

// "Johannesburg city ZA": without the role, which is not decided yet.
std::vector<std::string> PlacesIn(std::string_view row, const PlaceContext& context = {}) {
  std::vector<std::string> places;
  for (const PlaceMention& mention : Resolve(row, context)) {
    std::string text = Describe(mention);
    places.push_back(text.substr(0, text.rfind(' ')));
  }
  return places;
}

TEST(EverydayWordsTest, AWordIsEverydayInItsOwnLanguageOnly) {
  EXPECT_THAT(PlacesIn("The visitors from Prato will see best practice sites"),
              ElementsAre("Prato city IT"));
  EXPECT_THAT(PlacesIn("Um Prato de comida para todos em Lisboa"), ElementsAre("Lisbon city PT"));
  EXPECT_THAT(PlacesIn("Madrid y Burdeos son ciudades hermanas"),
              ElementsAre("Madrid city ES", "Bordeaux city FR"));
  EXPECT_THAT(PlacesIn("Roma e Pequim; Genebra e Sevilha"),
              ElementsAre("Rome city IT", "Beijing city CN", "Genève city CH", "Sevilla city ES"));
}

TEST(EverydayWordsTest, WordsForKindsRolesDirectionsAndNumberedThingsNameNoPlace) {
  EXPECT_THAT(PlacesIn("Ville mentore : Johannesburg (Afrique du Sud)"),
              ElementsAre("Johannesburg city ZA", "South Africa country ZA"));
  EXPECT_THAT(PlacesIn("Mentor city: Nampula / Learning city: Beira"),
              ElementsAre("Nampula city MZ", "Beira city MZ"));
  EXPECT_THAT(PlacesIn("Partenariat Sud-Sud : Douala et Dschang"),
              ElementsAre("Douala city CM", "Dschang city CM"));
  EXPECT_THAT(PlacesIn("Cooperación Norte-Sur entre Lima y Málaga"),
              ElementsAre("Lima city PE", "Málaga city ES"));
  EXPECT_THAT(PlacesIn("Rede 5\tMobilidade urbana\tPorto Alegre\tBrasil"),
              ElementsAre("Porto Alegre city BR", "Brazil country BR"));
  EXPECT_THAT(PlacesIn("Lei Municipal 13.365 de 2002: as cidades de São Paulo e Lima"),
              ElementsAre("São Paulo city BR", "Lima city PE"));
  EXPECT_THAT(PlacesIn("Mesa 4 – Montevideo comparte su experiencia con Asunción"),
              ElementsAre("Montevideo city UY", "Asunción city PY"));
}

TEST(EverydayWordsTest, AParkAMonasteryOrAHospitalIsNotTheTown) {
  EXPECT_THAT(PlacesIn("Parque dos Poetas - Oeiras, Portugal"),
              ElementsAre("Oeiras city PT", "Portugal country PT"));
  EXPECT_THAT(PlacesIn("Mosteiro de Santiago de Antas - Vila Nova de Famalicão"),
              ElementsAre("Vila Nova de Famalicão city PT"));
  EXPECT_THAT(PlacesIn("Monasterio de Granada - Quito"), ElementsAre("Quito city EC"));
  EXPECT_THAT(PlacesIn("the Bishop Museum of Lyon"), IsEmpty());
  EXPECT_THAT(PlacesIn("Parque Patricios"), Not(Contains("Parque city")));
}

TEST(EverydayWordsTest, APersonIsNoPlace) {
  EXPECT_THAT(PlacesIn("Comitiva del alcalde de Quito, José Isabel Blandón"),
              ElementsAre("Quito city EC"));
  EXPECT_THAT(PlacesIn("Deputy Mayor Maria Santos of Quezon City met him in Accra"),
              ElementsAre("Quezon City city PH", "Accra city GH"));
  EXPECT_THAT(PlacesIn("Santiago Lima"), ElementsAre("Santiago city CL", "Lima city PE"));
}

TEST(EverydayWordsTest, SmallWordsInCapitalsNameNoPlace) {
  EXPECT_THAT(PlacesIn("VILLEJUIF É GEMINADA COM PRAIA"),
              ElementsAre("Villejuif city FR", "Praia city CV"));
  EXPECT_THAT(PlacesIn("From Quito to Lima"), ElementsAre("Quito city EC", "Lima city PE"));
  EXPECT_THAT(PlacesIn("Como – Nantes"), ElementsAre("Como city IT", "Nantes city FR"));
}

TEST(BracketsTest, ACountrysCodeSaysWhereThePlaceBeforeItLies) {
  EXPECT_THAT(PlacesIn("Preston (UK), Piraeus (EL), Burgas (BG)"),
              ElementsAre("Preston city GB", "United Kingdom country GB", "Piraeus city GR",
                          "Greece country GR", "Burgas city BG", "Bulgaria country BG"));
  EXPECT_THAT(PlacesIn("Denver (CO)"), ElementsAre("Denver city US", "Colorado region US"))
      << "no Denver in Colombia";
  EXPECT_THAT(PlacesIn("Lima (DE)"), ElementsAre("Lima city PE")) << "no Lima is there";
}

TEST(BracketsTest, AStatesCodeSaysWhereThePlaceBeforeItLies) {
  EXPECT_THAT(PlacesIn("Marau (RS)"), ElementsAre("Marau city BR", "Rio Grande do Sul region BR"));
  EXPECT_THAT(PlacesIn("Curitiba/PR"), ElementsAre("Curitiba city BR", "Paraná region BR"));
  EXPECT_THAT(PlacesIn("Chattanooga, Tenn."),
              ElementsAre("Chattanooga city US", "Tennessee region US"));
  EXPECT_THAT(PlacesIn("Albuquerque, N.M., donates a fire truck"),
              ElementsAre("Albuquerque city US", "New Mexico region US"));
  EXPECT_THAT(PlacesIn("Lima (RS)"), ElementsAre("Lima city PE")) << "no Lima is there";
}

TEST(JoinedNamesTest, OneThatIsNotKnownLiesWhereTheOthersDo) {
  EXPECT_THAT(
      PlacesIn("les maires des communes de Kayar, Qwertyville et Thiès (Sénégal)"),
      ElementsAre("Kayar city SN", "Qwertyville ? SN", "Thiès city SN", "Senegal country SN"));
}

TEST(JoinedNamesTest, AnAmbiguousOneLiesWhereTwoOfTheOthersDo) {
  EXPECT_THAT(PlacesIn("visita a Oeiras, Sintra e Amadora"),
              ElementsAre("Oeiras city PT", "Sintra city PT", "Amadora city PT"));
}

TEST(KindWordsTest, AKindOrAGovernmentMayStandBehindTheName) {
  EXPECT_THAT(PlacesIn("Sidoarjo Regency visited a hospital to look into best practices"),
              ElementsAre("Sidoarjo city ID"));
  EXPECT_THAT(PlacesIn("Nakuru County Assembly hosts 60 councillors of the town"),
              ElementsAre("Nakuru County region KE"));
  EXPECT_THAT(PlacesIn("Siem Reap province shares its experience"),
              ElementsAre("Siem Reap region KH"));
  EXPECT_THAT(PlacesIn("Halong City (Vietnam)"),
              ElementsAre("Hạ Long city VN", "Vietnam country VN"));
  EXPECT_THAT(PlacesIn("Bo City Council (Sierra Leone) and Hull City Council (United Kingdom)"),
              ElementsAre("Bo city SL", "Sierra Leone country SL", "Kingston upon Hull city GB",
                          "United Kingdom country GB"));
}

TEST(KindWordsTest, AWordInThePluralHoldsForAllTheNamesJoined) {
  EXPECT_THAT(PlacesIn("Funcionarios de las regiones chilenas de Araucanía y Valparaíso"),
              ElementsAre("Chile country CL", "Araucania region CL", "Valparaiso region CL"));
  EXPECT_THAT(PlacesIn("Les régions sénégalaises de Thiès et Kaolack"),
              ElementsAre("Senegal country SN", "Thies region SN", "Kaolack region SN"));
  EXPECT_THAT(
      PlacesIn("The Kenyan counties of Kisumu and Nakuru visited it"),
      ElementsAre("Kenya country KE", "Kisumu County region KE", "Nakuru County region KE"));
  EXPECT_THAT(PlacesIn("as cidades italianas de Parma e Ravena"),
              ElementsAre("Italy country IT", "Parma city IT", "Ravenna city IT"));
  EXPECT_THAT(PlacesIn("Cities of North America and Asia"),
              ElementsAre("North America area", "Asia area"));
}

TEST(KindWordsTest, ACommuneUrbaineIsTheTown) {
  EXPECT_THAT(PlacesIn("la commune urbaine de Fès"), ElementsAre("Fès city MA"));
  EXPECT_THAT(PlacesIn("la communauté urbaine de Douala"), ElementsAre("Douala ? CM"));
}

TEST(BracketsTest, ACountryBehindJoinedNamesSpeaksForAll) {
  EXPECT_THAT(PlacesIn("Trípoli y Saida (Líbano)"),
              ElementsAre("Tripoli city LB", "Sidon city LB", "Lebanon country LB"));
  EXPECT_THAT(PlacesIn("Tripoli and Sidon (Lebanon)"),
              ElementsAre("Tripoli city LB", "Sidon city LB", "Lebanon country LB"));
  // Not in a list of pairings, where each has its own.
  const PlaceContext pairings{.pairings = 1};
  EXPECT_THAT(PlacesIn("Tripoli and Sidon (Lebanon)", pairings),
              ElementsAre("Tripoli city LY", "Sidon city LB", "Lebanon country LB"));
}

TEST(BracketsTest, ACountryOfTheSameNameIsNoContradiction) {
  EXPECT_THAT(PlacesIn("Cachéu (Guiné)"), ElementsAre("Cacheu city GW", "Guinea country GN"));
  EXPECT_THAT(PlacesIn("Goma (Congo)"), ElementsAre("Goma city CD", "Congo country CG"));
  EXPECT_THAT(PlacesIn("Conakry (Guinée)"), ElementsAre("Conakry city GN", "Guinea country GN"));
}

TEST(BracketsTest, ARegionMayStandBehindANameThatIsNotKnown) {
  EXPECT_THAT(PlacesIn("Vaudreuil-Soulanges (Québec) et Banfora"),
              ElementsAre("Vaudreuil-Soulanges ? CA", "Quebec region CA", "Banfora city BF"));
}

TEST(NamedInProseTest, SomeoneSpeaksForIt) {
  EXPECT_THAT(PlacesIn("Le Maire de Qwertyville était à Kigali du 26 janvier"),
              ElementsAre("Qwertyville ?", "Kigali city RW"));
  EXPECT_THAT(PlacesIn("La alcaldesa de Qwertyville visitó Quito"),
              ElementsAre("Qwertyville ?", "Quito city EC"));
  EXPECT_THAT(PlacesIn("Vereadores de Qwertyville visitam Lisboa"),
              ElementsAre("Qwertyville ?", "Lisbon city PT"));
  EXPECT_THAT(PlacesIn("Bogor hosted a delegation from Qwertyville"),
              ElementsAre("Bogor city ID", "Qwertyville ?"));
}

TEST(NamedInProseTest, AWordSaysWhatItIs) {
  EXPECT_THAT(PlacesIn("Kisumu hosts a mission of the Qwertyville Municipality Board today"),
              ElementsAre("Kisumu city KE", "Qwertyville ?"));
  EXPECT_THAT(PlacesIn("Izumisano and Qwerty Uiop province sign a friendship agreement"),
              ElementsAre("Izumisano city JP", "Qwerty Uiop ?"));
  EXPECT_THAT(PlacesIn("Lyon aide la commune de Qwertyville à bâtir une école"),
              ElementsAre("Lyon city FR", "Qwertyville ?"));
  EXPECT_THAT(PlacesIn("Durban – quartier de Qwertybacht"),
              ElementsAre("Durban city ZA", "Qwertybacht ? ZA"));
  EXPECT_THAT(PlacesIn("délégation de maires (Zliten, Zintan, Qwertaj) en voyage à Rabat"),
              ElementsAre("Zliten city LY", "Zintan city LY", "Qwertaj ? LY", "Rabat city MA"));
}

TEST(NamedInProseTest, BodiesTitlesAndOtherThingsAreNone) {
  EXPECT_THAT(PlacesIn("A delegation of Parliament visited Lima on Monday with us"),
              ElementsAre("Lima city PE"));
  EXPECT_THAT(PlacesIn("Building the City of Tomorrow with Lyon and its people"),
              ElementsAre("Lyon city FR"));
  EXPECT_THAT(PlacesIn("Délégation du Ministère de la Santé à Dakar"),
              ElementsAre("Dakar city SN"));
  EXPECT_THAT(PlacesIn("Khulna Water Supply and Sewerage Authority (Bangladesh)"),
              ElementsAre("Khulna city BD", "Bangladesh country BD"));
  EXPECT_THAT(PlacesIn("Improving Services in the Host Municipality Lima"),
              ElementsAre("Lima city PE"));
}

TEST(NamedInProseTest, AMisspellingOfAKnownCityIsTakenWhereAPlaceStands) {
  EXPECT_THAT(PlacesIn("Delegates from Tra Vinh saw the best practice sights in Ouagadugou"),
              ElementsAre("Trà Vinh city VN", "Ouagadougou city BF"));
  EXPECT_THAT(PlacesIn("Angra do heroísmo e Vila nova de Gaia"),
              ElementsAre("Angra do Heroísmo city PT", "Vila Nova de Gaia city PT"));
  EXPECT_THAT(PlacesIn("El alto costo de Quito"), ElementsAre("Quito city EC"));
  EXPECT_THAT(PlacesIn("3 de maio de 1998 – Linz"), ElementsAre("Linz city AT"));
}

TEST(NoPlacesTest, MonthsOfficesAndAcronymsNameNone) {
  EXPECT_THAT(PlacesIn("26 Jun 2019 - Vienna invites Medellín"),
              ElementsAre("Vienna city AT", "Medellín city CO"));
  EXPECT_THAT(PlacesIn("Die Städtepartnerschaft zwischen Bochum und Köln"),
              ElementsAre("Bochum city DE", "Köln city DE"));
  EXPECT_THAT(PlacesIn("Programa de Cooperación Urbana: Quito y Lima"),
              ElementsAre("Quito city EC", "Lima city PE"));
  EXPECT_THAT(PlacesIn("Chipata is the Twin City of Köln"),
              ElementsAre("Chipata city ZM", "Köln city DE"));
  EXPECT_THAT(PlacesIn("Launch of the EURE project in Riga with Pilsen"),
              ElementsAre("Riga city LV", "Pilsen city CZ"));
}

TEST(NoPlacesTest, PersonsWithAnOfficeOrAGivenNameAreNone) {
  EXPECT_THAT(PlacesIn("Quito recebeu o prefeito Marcelo Borges de Lisboa"),
              ElementsAre("Quito city EC", "Lisbon city PT"));
  EXPECT_THAT(PlacesIn("O arquiteto Osvaldo Fortes visita Luanda"), ElementsAre("Luanda city AO"));
  EXPECT_THAT(PlacesIn("Antonio Rodríguez Mendoza visita Quito"), ElementsAre("Quito city EC"));
}

TEST(QualifiersTest, ACountryCodeMayStandBehindACommaBeforeADash) {
  EXPECT_THAT(PlacesIn("Hannover, DE - Ottawa"),
              ElementsAre("Hannover city DE", "Germany country DE", "Ottawa city CA"));
  EXPECT_THAT(PlacesIn("Portland, OR - Hannover, DE"),
              ElementsAre("Portland city US", "Oregon region US", "Hannover city DE",
                          "Germany country DE"));
}

TEST(QualifiersTest, WhatInLeadsToBehindAPlaceSaysWhereItLies) {
  EXPECT_THAT(PlacesIn("Recife recebeu comitiva da cidade de Nantes, na França"),
              ElementsAre("Recife city BR", "Nantes city FR", "France country FR"))
      << "not Franca in Brazil";
}

TEST(QualifiersTest, ItalianAndGermanAdjectivesNameCountries) {
  EXPECT_THAT(PlacesIn("Sindaci spagnoli a Oristano"),
              ElementsAre("Spain country ES", "Oristano city IT"));
  EXPECT_THAT(PlacesIn("Besuch aus der polnischen Partnerstadt Rawicz"),
              ElementsAre("Poland country PL", "Rawicz city PL"));
}

TEST(QualifiersTest, WhoGovernsAPlaceTellsWhereItLies) {
  EXPECT_THAT(PlacesIn("Autarquia de Oeiras"), ElementsAre("Oeiras city PT"));
  EXPECT_THAT(PlacesIn("O prefeito de Oeiras"), ElementsAre("Oeiras city BR"));
}

TEST(QualifiersTest, AMunicipalityNamedAfterItsTownIsTheTown) {
  EXPECT_THAT(PlacesIn("O prefeito de Lucas do Rio Verde"),
              ElementsAre("Lucas do Rio Verde city BR"));
  EXPECT_THAT(PlacesIn("Girne Mayor visited Gaziantep Metropolitan Municipality"),
              Contains("Gaziantep city TR"));
}

TEST(QualifiersTest, DeLeadsToTheCountryOfAPlace) {
  EXPECT_THAT(PlacesIn("geminação entre Belmonte de Portugal e São Paulo"),
              ElementsAre("Belmonte city PT", "Portugal country PT", "São Paulo city BR"));
}

TEST(PlacesInRowsTest, ARegionThatIsACityIsTheCity) {
  EXPECT_THAT(
      PlacesOf(ReadRow("Twinning of Zugló, Budapest, with Nantes")),
      ElementsAre("Zugló city HU partner", "Budapest city HU context", "Nantes city FR partner"));
  EXPECT_THAT(
      PlacesOf(ReadRow("Study visit of Nantes to Lisbone (Portugal)")),
      ElementsAre("Nantes city FR visitor", "Lisbon city PT host", "Portugal country PT context"))
      << "one letter off, and no region";
}

TEST(PlacesInRowsTest, WordsOfTermsAreNoPlaces) {
  EXPECT_THAT(PlacesOf(ReadRow("Peer-to-Peer exchange of the Mesa Técnica of Quito in Lima")),
              ElementsAre("Quito city EC visitor", "Lima city PE host"));
  EXPECT_THAT(PlacesOf(ReadRow("10 Japan Onomichi City Friendship City 2016")),
              ElementsAre("Japan country JP context", "Onomichi city JP partner"));
  EXPECT_THAT(PairsOf(ReadRow("Municipalidad de Putaendo firma convenio con Cork")),
              ElementsAre("Putaendo > Cork"));
}

}  // namespace
}  // namespace citygraph::importers
