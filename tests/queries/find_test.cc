#include "queries/questions/find.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>
#include <vector>

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
  std::string Place(std::string_view text) const { return Told(FindPlace, text); }
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
  EXPECT_EQ(Place("Córdoba, FR"), "not_found") << "the name is there, not in that country";
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

TEST(FindInEmptyGraphTest, NothingIsFoundAndNothingBreaks) {
  const GraphText empty({});
  for (const auto find : {FindPlace, FindTheme, FindAnything}) {
    const auto node = find(empty.view(), "Durban");
    ASSERT_FALSE(node.has_value());
    EXPECT_EQ(node.error().code, ErrorCode::kNotFound);
  }
}

}  // namespace
}  // namespace citygraph::queries
