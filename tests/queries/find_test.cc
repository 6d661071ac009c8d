#include "queries/questions/find.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <array>
#include <string>
#include <utility>
#include <vector>

#include "engine/storage/memory_store.h"
#include "tests/support/graph_text.h"

namespace citygraph::queries {
namespace {

using ::testing::ElementsAre;
using testing::GraphText;
using ::testing::IsEmpty;
using testing::Must;

class FindTest : public ::testing::Test {
 protected:
  // The word of the node found, or the error's code with its candidates: "ambiguous: a | b".
  template <class Find>
  std::string Told(Find find, std::string_view text) const {
    const Result<Node> node = find(graph_.view(), text);
    if (node) {
      for (const std::string_view word : kWords) {
        if (graph_[word] == node->id) return std::string(word);
      }
      return "another node";
    }
    std::string told(CodeName(node.error().code));
    std::string between = ": ";
    for (const std::string& candidate : node.error().candidates) {
      told += std::exchange(between, " | ") + candidate;
    }
    return told;
  }
  std::string Place(std::string_view text) const {
    return Told([](const auto& view, auto name) { return FindPlace(view, name); }, text);
  }
  std::string Theme(std::string_view text) const { return Told(FindTheme, text); }
  std::string Anything(std::string_view text) const { return Told(FindAnything, text); }

  static constexpr std::array<std::string_view, 15> kWords = {
      "durban",    "joburg", "sf-ar",   "sf-us", "sf-region", "cordoba-ar", "cordoba-es", "borgou",
      "Argentina", "space",  "squares", "uclg",  "e26",       "e27",        "ZA"};
  GraphText graph_{
      {"(durban:City {name: Durban, aliases: \"eThekwini\", country: ZA})",
       "(joburg:City {name: Johannesburg, aliases: \"Joburg|Jozi\", country: ZA})",
       "(Argentina:Country {code: AR})",
       "(sf-ar:City {name: \"Santa Fe\", key: sf1}) -IN-> (Argentina)",
       "(sf-region:Region {name: \"Santa Fe\", key: sf2}) -IN-> (Argentina)",
       "(sf-us:City {name: \"Santa Fe\", key: sf3, country: US})",
       "(cordoba-ar:City {name: \"Córdoba\", key: c1}) -IN-> (Argentina)",
       "(cordoba-es:City {name: \"Córdoba\", key: c2, country: ES})",
       "(borgou:Region {name: Borgou, country: BJ})",
       "(space:Theme {id: public-space, name: \"public space\", aliases: \"espacio público\"})",
       "(squares:Theme {id: squares, name: squares, aliases: \"plazas|public squares\"})",
       "(uclg:Network {name: UCLG})", "(e26:Exchange {key: PLN-26, title: \"Climate Resilience\"})",
       "(e27:Exchange {key: PLN-27, title: \"Urban Resilience\"})"}};
};

TEST_F(FindTest, ANameFindsItsPlaceHoweverItIsWritten) {
  EXPECT_EQ(Place("Durban"), "durban");
  EXPECT_EQ(Place("  dURBAN "), "durban");
  EXPECT_EQ(Place("Joburg"), "joburg");
  EXPECT_EQ(Place("Borgou"), "borgou");
  EXPECT_EQ(Place("Argentina"), "Argentina");
}

TEST_F(FindTest, ASharedNameIsAmbiguousWithNamesThatCanBeTypedBack) {
  EXPECT_EQ(Place("Cordoba"), "ambiguous: Córdoba, AR | Córdoba, ES");
  const auto error = FindPlace(graph_.view(), "Córdoba");
  ASSERT_FALSE(error.has_value());
  for (const std::string& candidate : error.error().candidates) {
    EXPECT_TRUE(FindPlace(graph_.view(), candidate).has_value()) << candidate;
  }
}

TEST_F(FindTest, TheCountryTellsPlacesApart) {
  EXPECT_EQ(Place("Córdoba, AR"), "cordoba-ar");
  EXPECT_EQ(Place("Córdoba,es"), "cordoba-es");
  EXPECT_EQ(Place("Cordoba, Argentina"), "cordoba-ar");
  EXPECT_EQ(Place("Córdoba (ES)"), "cordoba-es") << "as answers print it";
  EXPECT_EQ(Place("Santa Fe, US"), "sf-us");
}

TEST_F(FindTest, ACityIsMeantWhereARegionSharesItsName) {
  EXPECT_EQ(Place("Santa Fe, AR"), "sf-ar");
  EXPECT_EQ(Place("Santa Fé"), "ambiguous: Santa Fe, AR | Santa Fe, US") << "the cities alone";
}

TEST_F(FindTest, AMisspeltNameIsNotFoundAndSaysWhatIsNear) {
  EXPECT_EQ(Place("Durbn"), "not_found: Durban, ZA");
  EXPECT_EQ(Place("Johanesburg"), "not_found: Johannesburg, ZA");
  EXPECT_EQ(Place("Córdoba, FR"), "not_found: Córdoba, AR | Córdoba, ES")
      << "the name is there, not in that country";
}

TEST_F(FindTest, AnUnknownNameHasAHintWhereNothingIsNear) {
  const auto node = FindPlace(graph_.view(), "Xanadu");
  ASSERT_FALSE(node.has_value());
  EXPECT_EQ(node.error().code, ErrorCode::kNotFound);
  EXPECT_EQ(node.error().message, "no place \"Xanadu\" in this graph");
  EXPECT_THAT(node.error().candidates, IsEmpty());
  EXPECT_FALSE(node.error().hint.empty());
}

TEST_F(FindTest, TextsWithoutANameAreNotFound) {
  for (const std::string_view text : {"", " ", ",", "(", ", AR", "—", "()", " ()", "x ("}) {
    EXPECT_THAT(Place(text), ::testing::StartsWith("not_found")) << '"' << text << '"';
  }
}

TEST_F(FindTest, AThemeIsFoundByIdAndByItsLabels) {
  EXPECT_EQ(Theme("public-space"), "space");
  EXPECT_EQ(Theme("Public Space"), "space");
  EXPECT_EQ(Theme("Espacio publico"), "space");
  EXPECT_EQ(Theme("plazas"), "squares");
  EXPECT_EQ(Theme("public spcae"), "not_found: public space");
  EXPECT_EQ(Theme("Durban"), "not_found") << "a place is no theme";
}

TEST_F(FindTest, AnythingFindsPlacesThemesNetworksAndExchanges) {
  EXPECT_EQ(Anything("Durban"), "durban");
  EXPECT_EQ(Anything("public space"), "space");
  EXPECT_EQ(Anything("uclg"), "uclg");
  EXPECT_EQ(Anything("PLN 26"), "e26");
  EXPECT_EQ(Anything("pln-27"), "e27");
  EXPECT_EQ(Anything("urban resilience"), "e27");
  EXPECT_EQ(Anything("PLN 99"), "not_found");
}

TEST_F(FindTest, AnAmbiguousPlaceIsNotTakenForAThemeOrExchange) {
  EXPECT_EQ(Anything("Cordoba"), "ambiguous: Córdoba, AR | Córdoba, ES");
}

TEST_F(FindTest, APlaceKnowsItsCountry) {
  const Node durban = *Must(graph_.view().NodeAt(graph_["durban"]));
  EXPECT_EQ(Must(CountryCodeOf(graph_.view(), durban)), "ZA");
  EXPECT_EQ(Must(TypeableName(graph_.view(), durban)), "Durban, ZA");
  const Node argentina = *Must(graph_.view().NodeAt(graph_["Argentina"]));
  EXPECT_EQ(Must(CountryCodeOf(graph_.view(), argentina)), "AR");
  const Node theme = *Must(graph_.view().NodeAt(graph_["space"]));
  EXPECT_EQ(Must(CountryCodeOf(graph_.view(), theme)), "");
}

// Places of one name: a city and its country, a city of the country's name in another language, a
// region, two towns of one country, and two of one region.
class NamesakesTest : public ::testing::Test {
 protected:
  std::string Told(const Result<Node>& node) const {
    if (node) {
      for (const std::string_view word : kWords) {
        if (graph_[word] == node->id) return std::string(word);
      }
      return "another node";
    }
    std::string told(CodeName(node.error().code));
    std::string between = ": ";
    for (const std::string& candidate : node.error().candidates) {
      told += std::exchange(between, " | ") + candidate;
    }
    return told;
  }
  std::string City(std::string_view text) const { return Told(FindCity(graph_.view(), text)); }
  std::string Place(std::string_view text) const { return Told(FindPlace(graph_.view(), text)); }
  std::string Country(std::string_view text) const {
    return Told(FindCountry(graph_.view(), text));
  }
  std::string Show(std::string_view text) const { return Told(FindAnything(graph_.view(), text)); }

  static constexpr std::array<std::string_view, 12> kWords = {
      "singapore", "SG",    "panama", "PA", "guatemala", "GT",
      "illinois",  "sp-il", "sp-mo",  "US", "twin-1",    "twin-2"};
  GraphText graph_{
      {"(SG:Country {name: Singapore, code: SG})", "(PA:Country {name: \"Panamá\", code: PA})",
       "(GT:Country {name: Guatemala, code: GT})",
       "(singapore:City {name: Singapore, key: c1, geonameid: 1880252}) -IN-> (SG)",
       "(singapore) -HOSTED-> (e1:Exchange)",
       "(panama:City {name: \"Panamá\", key: c2}) -IN-> (PA)",
       "(PA) -TOOK_PART {role: host}-> (e2:Exchange)",
       "(PA) -TOOK_PART {role: host}-> (e3:Exchange)",
       "(guatemala:City {name: \"Guatemala City\", key: c3, aliases: Guatemala}) -IN-> (GT)",
       "(US:Country {name: \"United States\", code: US, aliases: USA})",
       "(illinois:Region {name: Illinois, key: r1}) -IN-> (US)",
       "(sp-il:City {name: Springfield, key: c4, geonameid: 4250542}) -IN-> (illinois)",
       "(sp-il) -IN-> (US)",
       "(sp-mo:City {name: Springfield, key: c5, geonameid: 4409896}) -IN-> (US)",
       "(twin-1:City {name: Paris, key: c6, geonameid: 11}) -IN-> (illinois)",
       "(twin-2:City {name: Paris, key: c7, geonameid: 22}) -IN-> (illinois)"}};
};

TEST_F(NamesakesTest, WhereACityIsAskedForTheCityWins) {
  EXPECT_EQ(City("Singapore"), "singapore");
  EXPECT_EQ(City("Panama"), "panama");
  EXPECT_EQ(City("Guatemala"), "guatemala") << "by another of its names too";
  EXPECT_EQ(Place("Singapore"), "singapore");
}

TEST_F(NamesakesTest, CityCommaCountryAlwaysFindsTheCity) {
  for (const std::string_view text : {"Singapore, SG", "Singapore, Singapore", "Singapore (SG)"})
    EXPECT_EQ(City(text), "singapore") << text;
  EXPECT_EQ(City("Panamá, Panamá"), "panama");
  EXPECT_EQ(City("Guatemala, gt"), "guatemala");
  EXPECT_EQ(Place("United States, US"), "US") << "where nothing else has the name";
}

TEST_F(NamesakesTest, AKindTellsThemApart) {
  EXPECT_EQ(Place("Singapore, country"), "SG");
  EXPECT_EQ(Place("Singapore, city"), "singapore");
  EXPECT_EQ(Place("Panama, Country"), "PA");
  EXPECT_EQ(Place("Illinois, region"), "illinois");
  EXPECT_EQ(Place("Illinois, city"), "not_found: Illinois, US");
}

TEST_F(NamesakesTest, WhereAnyPlaceFitsTheMostConnectedIsShown) {
  EXPECT_EQ(Show("Singapore"), "singapore");
  EXPECT_EQ(Show("Panama"), "PA") << "it took part twice, its capital never";
  EXPECT_EQ(Show("Guatemala"), "GT") << "its very name";
}

TEST_F(NamesakesTest, WhereACountryIsAskedForTheCountryWins) {
  EXPECT_EQ(Country("Singapore"), "SG");
  EXPECT_EQ(Country("sg"), "SG");
  EXPECT_EQ(Country("Springfield"), "not_found");
}

TEST_F(NamesakesTest, ACountryIsNoCityAndTellsItsCities) {
  const auto node = FindCity(graph_.view(), "Singapore, country");
  ASSERT_FALSE(node.has_value());
  EXPECT_EQ(node.error().message, "\"Singapore\" is a country, not a city");
  EXPECT_EQ(Told(node), "ambiguous: Singapore, SG");
  EXPECT_EQ(City("USA"), "not_found") << "none of its cities took part in anything";
}

TEST_F(NamesakesTest, CandidatesDifferAndEachFindsItsPlace) {
  EXPECT_EQ(City("Springfield"), "ambiguous: Springfield, Illinois, US | Springfield, 4409896");
  EXPECT_EQ(City("Springfield, Illinois"), "sp-il");
  EXPECT_EQ(City("Springfield, Illinois, US"), "sp-il");
  EXPECT_EQ(City("Springfield, 4409896"), "sp-mo");
  EXPECT_EQ(City("Paris"), "ambiguous: Paris, 11 | Paris, 22");
  EXPECT_EQ(City("Paris, 22"), "twin-2");
}

TEST_F(NamesakesTest, EveryPlaceHasANameThatFindsItWhateverIsAsked) {
  for (const std::string_view word : kWords) {
    const Node node = *Must(graph_.view().NodeAt(graph_[word]));
    const std::string name = Must(TypeableName(graph_.view(), node));
    for (const Meaning meaning : {Meaning::kCity, Meaning::kCountry, Meaning::kMostConnected})
      EXPECT_EQ(Told(FindPlace(graph_.view(), name, meaning)), word) << name;
  }
}

TEST_F(NamesakesTest, OthersOfTheNameAreTold) {
  const Node city = *Must(graph_.view().NodeAt(graph_["singapore"]));
  EXPECT_THAT(Must(NamesakesOf(graph_.view(), "Singapore", city)),
              ElementsAre("Singapore, country"));
  EXPECT_THAT(Must(NamesakesOf(graph_.view(), "Singapore, city", city)), IsEmpty());
}

// Names of other languages lie near many a text.
TEST(SuggestionsTest, OwnNamesComeBeforeAliasesAndNearOnesAlone) {
  const GraphText graph({"(durban:City {name: Durban})",
                         "(de:City {name: Germany, key: g, aliases: \"Duritz\"})",
                         "(malawi:City {name: Malawi, key: m, aliases: \"Malaus\"})",
                         "(koeln:City {name: Cologne, key: k, aliases: \"Köln\"})"});
  const auto candidates = [&](std::string_view text) {
    const auto node = FindPlace(graph.view(), text);
    return node ? std::vector<std::string>{"found"} : node.error().candidates;
  };
  EXPECT_THAT(candidates("Dur"), ElementsAre("Durban"));
  EXPECT_THAT(candidates("Manaus"), ElementsAre("Malawi")) << "one letter from an alias";
  EXPECT_THAT(candidates("Minaus"), IsEmpty()) << "two of six letters are too many";
  EXPECT_THAT(candidates("Kol"), ElementsAre("Cologne")) << "an alias where no own name is near";
}

// A graph from elsewhere may say the country on the city, and number its cities itself.
TEST(FindInForeignGraphTest, CountryPropertyAndOwnNumberTellNamesakesApart) {
  const auto graph = Must(Graph::Open(MakeMemoryStore()));
  std::vector<NodeId> cities;
  const auto change = Must(graph->Begin());
  for (const auto& [id, country] : {std::pair(7, "US"), {8, "US"}, {9, "AU"}}) {
    cities.push_back(Must(change->CreateNode(
        {"City", "Place"}, {{"id", id}, {"name", "Springfield"}, {"country", country}})));
  }
  Must(change->Commit());
  const auto view = Must(graph->Read());
  const auto all = FindPlace(*view, "Springfield");
  ASSERT_FALSE(all);
  EXPECT_THAT(all.error().candidates,
              ElementsAre("Springfield, 7", "Springfield, 8", "Springfield, AU"));
  EXPECT_EQ(Must(FindPlace(*view, "Springfield, au")).id, cities[2]);
  EXPECT_EQ(Must(FindPlace(*view, "Springfield, 8")).id, cities[1]);
  EXPECT_EQ(Must(FindPlace(*view, "Springfield, US, 7")).id, cities[0]);
}

TEST(FindInEmptyGraphTest, NothingIsFoundAndNothingBreaks) {
  const GraphText empty({});
  for (const auto find : {FindCity, FindCountry, FindRegion, FindTheme, FindAnything}) {
    const auto node = find(empty.view(), "Durban");
    ASSERT_FALSE(node.has_value());
    EXPECT_EQ(node.error().code, ErrorCode::kNotFound);
  }
}

}  // namespace
}  // namespace citygraph::queries
