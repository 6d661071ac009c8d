#include "importers/places/place_resolver.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "importers/places/place_finder.h"
#include "tests/support/importing.h"

namespace citygraph::importers {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;

PlaceMemo& Memo() {
  static PlaceMemo memo(Gazetteer::BuiltIn());
  return memo;
}

std::vector<PlaceMention> Resolve(std::string_view row, const PlaceContext& context = {}) {
  return ResolvePlaces(Memo(), Words(row), context);
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

std::vector<std::string> NamesIn(std::string_view row) {
  const Words words(row);
  std::vector<std::string> names;
  for (const NamedSpan& span : FindNames(Memo(), words)) {
    names.emplace_back(words.Text(span.first, span.last));
  }
  return names;
}

TEST(PlaceFinderTest, TheLongestNameWins) {
  EXPECT_THAT(NamesIn("in Porto Alegre and Porto"), ElementsAre("Porto Alegre", "Porto"));
  EXPECT_THAT(NamesIn("in Santiago de Cuba"), ElementsAre("Santiago de Cuba"));
}

TEST(PlaceFinderTest, ANameRunsOverHyphensAndApostrophesNotOverCommas) {
  EXPECT_THAT(NamesIn("in Emilia-Romagna"), ElementsAre("Emilia-Romagna"));
  EXPECT_THAT(NamesIn("in L'Aquila"), ElementsAre("L'Aquila"));
  EXPECT_THAT(NamesIn("in Porto, Alegre"), ::testing::Contains("Porto"));
  EXPECT_THAT(NamesIn("in Porto, Alegre"), ::testing::Not(::testing::Contains("Porto, Alegre")));
}

TEST(PlaceFinderTest, ANameStartsWithACapitalUnlessTheRowShouts) {
  EXPECT_THAT(NamesIn("the lima beans"), IsEmpty());
  EXPECT_THAT(NamesIn("URBAN RESILIENCE AND WASTE WITH DURBAN"), ::testing::Contains("DURBAN"));
}

TEST(PlaceFinderTest, EveryWordOfANameHasItsCapitalButTheSmallOnes) {
  EXPECT_THAT(NamesIn("La ciudad en Quito"), ElementsAre("Quito"));
  EXPECT_THAT(NamesIn("El alto costo de Quito"), ElementsAre("Quito"));
  EXPECT_THAT(NamesIn("Los angeles del barrio"), IsEmpty());
  EXPECT_THAT(NamesIn("in El Alto, Los Angeles, Rio de Janeiro and Newcastle upon Tyne"),
              ElementsAre("El Alto", "Los Angeles", "Rio de Janeiro", "Newcastle upon Tyne"));
  EXPECT_THAT(NamesIn("à Boulogne-sur-mer"), ElementsAre("Boulogne-sur-mer"));
  EXPECT_THAT(NamesIn("RED DE CIUDADES CON EL ALTO Y LOS ANGELES"),
              ::testing::IsSupersetOf({"EL ALTO", "LOS ANGELES"}));
}

TEST(PlaceFinderTest, AListWithoutCapitalsAsksForNone) {
  EXPECT_THAT(ReadRow("jumelage los angeles et marseille").places, ::testing::SizeIs(2));
  EXPECT_TRUE(ResolveCell(Memo(), "los angeles", "US").has_value());
  EXPECT_THAT(ReadRow("formation sur la gestion des déchets").places, IsEmpty());
}

TEST(PlaceFinderTest, AdjectivesOfPlacesMayBeInLowerCase) {
  EXPECT_THAT(NamesIn("las ciudades brasileñas"), ElementsAre("brasileñas"));
}

TEST(PlaceResolverTest, NicknamesAndSpellingsMeanTheirPlace) {
  EXPECT_THAT(PlacesIn("Mentoring Joburg Lilongwe"),
              ElementsAre("Johannesburg city ZA", "Lilongwe city MW"));
  EXPECT_THAT(PlacesIn("Social Cohesion Lisboa"), ElementsAre("Lisbon city PT"));
}

TEST(PlaceResolverTest, AccentsDoNotMakeAnotherPlace) {
  const auto plain = Resolve("Regional Planning Santa Fe");
  const auto accented = Resolve("Inclusive Development Policies Santa Fé");
  ASSERT_EQ(plain.size(), 1U);
  ASSERT_EQ(accented.size(), 1U);
  EXPECT_EQ(plain[0].place, accented[0].place);
  EXPECT_THAT(PlacesIn("Regional Planning Santa Fe"), ElementsAre("Santa Fe city AR"));
}

TEST(PlaceResolverTest, ACityIsNotTheProvinceOfItsName) {
  EXPECT_THAT(PlacesIn("Exchange in the Province of Santa Fe"), ElementsAre("Santa Fe region AR"));
  EXPECT_THAT(PlacesIn("Intercambio en la provincia de Córdoba (Argentina)"),
              ElementsAre("Cordoba region AR", "Argentina country AR"));
  EXPECT_THAT(PlacesIn("Exchange in the City of Santa Fe"), ElementsAre("Santa Fe city AR"));
}

TEST(PlaceResolverTest, ARegionOfWhichOnlyVillagesBearTheNameIsMeantBesideAPlaceInIt) {
  EXPECT_THAT(PlacesIn("Pasto and Nariño, Colombia"),
              ElementsAre("Pasto city CO", "Nariño region CO", "Colombia country CO"));
  // A large city of the region's name stays the city.
  EXPECT_THAT(PlacesIn("Santa Fe and Rosario, Argentina"),
              ElementsAre("Santa Fe city AR", "Rosario city AR", "Argentina country AR"));
}

TEST(PlaceResolverTest, ACountryBesideANameDecides) {
  EXPECT_THAT(PlacesIn("Workshop in Córdoba (Argentina)"),
              ElementsAre("Córdoba city AR", "Argentina country AR"));
  EXPECT_THAT(PlacesIn("Workshop in Córdoba (Spain)"),
              ElementsAre("Córdoba city ES", "Spain country ES"));
  EXPECT_THAT(PlacesIn("Visit to Córdoba, Argentina"),
              ElementsAre("Córdoba city AR", "Argentina country AR"));
  EXPECT_THAT(PlacesIn("Spain (Córdoba)"), ElementsAre("Spain country ES", "Córdoba city ES"));
}

TEST(PlaceResolverTest, ACountryElsewhereInTheRowOrListLeans) {
  for (const std::string country : {"VE", "ES"}) {
    EXPECT_EQ(Resolve("Seminar Valencia", {{country}}).at(0).country, country);
  }
  EXPECT_EQ(Resolve("Cities of Spain and Peru: Valencia").back().country, "ES");
  EXPECT_EQ(Resolve("Cities of Venezuela and Peru: Valencia").back().country, "VE");
}

TEST(PlaceResolverTest, ReadsThePlacesOfThePublishedTitles) {
  EXPECT_THAT(PlacesIn("Exchange of experiences about Local Economy Borgou"),
              ElementsAre("Borgou region BJ"));
  EXPECT_THAT(PlacesIn("Urban-Rural Policies for the Promotion of Decent Work Pasto"),
              ElementsAre("Pasto city CO"));
  EXPECT_THAT(PlacesIn("Public Space as a Generator of growth in African cities Blantyre"),
              ElementsAre("Africa area", "Blantyre city MW"));
  EXPECT_THAT(PlacesIn("Public Services Brazil-Barcelona"),
              ElementsAre("Brazil country BR", "Barcelona city ES"));
  EXPECT_THAT(PlacesIn("SDGs 11 and 16 Durban-Joburg-Sri Lanka"),
              ElementsAre("Durban city ZA", "Johannesburg city ZA", "Sri Lanka country LK"));
}

TEST(PlaceResolverTest, FrameworksAndEverydayWordsAreNoPlaces) {
  EXPECT_THAT(PlacesIn("Localizing the Sendai Framework, Surabaya"),
              ElementsAre("Surabaya city ID"));
  EXPECT_THAT(PlacesIn("Cities and the Paris Agreement"), IsEmpty());
  EXPECT_THAT(PlacesIn("Searching for the promised land of Public Space"), IsEmpty());
  EXPECT_THAT(PlacesIn("Strengthening LED through Urban-Rural Policies"), IsEmpty());
  EXPECT_THAT(PlacesIn("Setting the scene: a story of growth"), IsEmpty());
}

TEST(PlaceResolverTest, TheSpanCountsCodePoints) {
  const auto found = Resolve("Resiliência — Niterói e São Paulo");
  ASSERT_EQ(found.size(), 2U);
  EXPECT_EQ(found[0].span, (Span{14, 21}));
  EXPECT_EQ(found[0].text, "Niterói");
  EXPECT_EQ(found[1].span, (Span{24, 33}));
}

TEST(PlaceResolverTest, AnUnsureNameKeepsItsOtherCandidatesWithReasons) {
  const auto found = Resolve("Regional Planning Santa Fe");
  ASSERT_EQ(found.size(), 1U);
  ASSERT_FALSE(found[0].other.empty());
  double sum = found[0].confidence;
  double before = found[0].confidence;
  for (const PlaceCandidate& other : found[0].other) {
    EXPECT_LE(other.probability, before) << "likeliest first";
    EXPECT_FALSE(other.why.Text().empty());
    before = other.probability;
    sum += other.probability;
  }
  EXPECT_LE(sum, 1.0 + 1e-9);
  EXPECT_FALSE(found[0].why.empty());
}

TEST(PlaceResolverTest, ConfidencesAreShares) {
  for (const std::string_view row : {"Durban", "Reading", "Springfield", "San José, Santiago",
                                     "Córdoba (Spain)", "Brazil-Mozambique 2015"}) {
    for (const PlaceMention& mention : Resolve(row)) {
      EXPECT_GT(mention.confidence, 0) << row;
      EXPECT_LE(mention.confidence, 1) << row;
    }
  }
}

std::string Cell(std::string_view name, std::string_view country) {
  const auto mention = ResolveCell(Memo(), name, country);
  if (!mention) return "nothing";
  const std::string text = Describe(*mention);
  return text.substr(0, text.rfind(' '));
}

TEST(ResolveCellTest, ACellIsThePlaceOfItsCountry) {
  EXPECT_EQ(Cell("Cordoba", "AR"), "Córdoba city AR");
  EXPECT_EQ(Cell("Cordoba", "ES"), "Córdoba city ES");
  EXPECT_EQ(Cell("lisboa", "PT"), "Lisbon city PT");
}

TEST(ResolveCellTest, ANameThatTheCountryLacksIsNothing) {
  EXPECT_EQ(Cell("Durban", "FI"), "nothing");
  EXPECT_EQ(Cell("Nowhereville-sur-Mer", ""), "nothing");
  EXPECT_EQ(Cell("—", "FR"), "nothing");
}

TEST(ResolveCellTest, WithoutACountryTheLargestIsTaken) {
  EXPECT_EQ(Cell("Barcelona", ""), "Barcelona city ES");
}

TEST(ResolveCellTest, TheSpanIsTheWholeCell) {
  const auto mention = ResolveCell(Memo(), "São Paulo", "BR");
  ASSERT_TRUE(mention.has_value());
  EXPECT_EQ(mention->span, (Span{0, 9}));
  EXPECT_EQ(mention->text, "São Paulo");
}

TEST(PlaceResolverTest, ANameThatTheGazetteerLacksIsAPlaceWhereTheRowSaysSo) {
  EXPECT_THAT(
      PlacesIn("Qwertyville (Kenya) and Lyon (France)"),
      ElementsAre("Qwertyville ? KE", "Kenya country KE", "Lyon city FR", "France country FR"));
  EXPECT_THAT(PlacesIn("jumelage Qwertyville et Lyon"),
              ElementsAre("Qwertyville ?", "Lyon city FR"));
  EXPECT_THAT(PlacesIn("Public Space, Durban"), ElementsAre("Durban city ZA"));
  EXPECT_THAT(PlacesIn("Local Economic Development - Durban"), ElementsAre("Durban city ZA"));
  EXPECT_THAT(PlacesIn("Teams from Riga"), ElementsAre("Riga city LV"));
}

TEST(PlaceResolverTest, AnEverydayWordIsAPlaceAloneBesideOne) {
  EXPECT_THAT(PlacesIn("jumelage Thiès et Caen, 1957"),
              ElementsAre("Thiès city SN", "Caen city FR"));
  EXPECT_THAT(PlacesIn("Freetown Hull twinning"),
              ElementsAre("Freetown city SL", "Kingston upon Hull city GB"));
}

TEST(PlaceResolverTest, WhereAPlaceLiesIsSaidInManyWays) {
  EXPECT_THAT(PlacesIn("Córdoba - Argentina; Mérida - Venezuela"),
              ElementsAre("Córdoba city AR", "Argentina country AR", "Mérida city VE",
                          "Venezuela country VE"));
  EXPECT_THAT(PlacesIn("Toledo, Ohio"), ::testing::Contains("Toledo city US"));
  EXPECT_THAT(PlacesIn("Portland, Oregon"), ElementsAre("Portland city US", "Oregon region US"));
  EXPECT_THAT(PlacesIn("Bonito (MS)"), ::testing::Contains("Bonito city BR"));
}

TEST(PlaceResolverTest, ABodyOfMunicipalitiesIsNotItsCity) {
  EXPECT_THAT(PlacesIn("la communauté urbaine d'Alençon"), ElementsAre("Alençon ? FR"));
}

TEST(PlaceResolverTest, SaintsMayBeAbbreviated) {
  EXPECT_THAT(PlacesIn("S. Vicente (Cabo Verde)"),
              ElementsAre("São Vicente city CV", "Cape Verde country CV"));
}

}  // namespace
}  // namespace citygraph::importers
