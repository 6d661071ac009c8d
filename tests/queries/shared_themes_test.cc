#include "queries/questions/shared_themes.h"

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

class SharedThemesTest : public ::testing::Test {
 protected:
  std::size_t At(std::string_view word) const { return cities_.place_at.at(Raw(graph_[word])); }
  // "a-b: health water".
  std::vector<std::string> Told(const std::vector<SharedThemes>& shared) const {
    std::vector<std::string> told;
    for (const SharedThemes& each : shared) {
      std::string text = cities_.places[each.a].name + '-' + cities_.places[each.b].name + ':';
      for (const std::size_t theme : each.themes) text += ' ' + cities_.themes[theme].name;
      told.push_back(text);
    }
    return told;
  }

  GraphText graph_{
      {"(a:City) -HOSTED-> (e1:Exchange)", "(b:City) -TOOK_PART {role: visitor}-> (e1)",
       "(e1) -ABOUT-> (water:Theme)", "(e1) -ABOUT-> (health:Theme)",
       "(c:City) -HOSTED-> (e2:Exchange)", "(e2) -ABOUT-> (water)",
       "(d:City) -TOOK_PART {role: scope}-> (e2)", "(r:Region) -TOOK_PART {role: partner}-> (e2)",
       "(e2) -ABOUT-> (sdg:Theme {id: sdg-6, name: \"clean water\"})",
       "(b) -HOSTED-> (e3:Exchange)", "(e3) -ABOUT-> (waste:Theme)", "(e3) -ABOUT-> (water)"}};
  CityGraph cities_ = Must(CityGraph::Load(graph_.view()));
};

TEST_F(SharedThemesTest, ThemesOfExchangesTogetherOrApartAreShared) {
  EXPECT_THAT(Told(SharedWith(cities_, At("a"), 10)),
              ElementsAre("a-b: health water", "a-c: water"));
  EXPECT_THAT(Told(SharedWith(cities_, At("c"), 10)), ElementsAre("c-a: water", "c-b: water"));
}

TEST_F(SharedThemesTest, WhoTakesNoPartSharesNothing) {
  EXPECT_THAT(SharedWith(cities_, At("d"), 10), IsEmpty());
}

TEST_F(SharedThemesTest, OnlyCitiesAreAnswered) {
  for (const std::string& told : Told(SharedWith(cities_, At("c"), 10)))
    EXPECT_NE(told.substr(0, 3), "c-r");
  EXPECT_THAT(Told(SharedWith(cities_, At("r"), 10)),
              ElementsAre("r-a: water", "r-b: water", "r-c: water"))
      << "a region may ask, too";
}

TEST_F(SharedThemesTest, GoalsAreNoSharedThemes) {
  EXPECT_EQ(cities_.ThemesOf(At("c")).size(), 1U);
}

TEST_F(SharedThemesTest, PairsComeByNumberThenName) {
  EXPECT_THAT(Told(SharedPairs(cities_, 10)),
              ElementsAre("a-b: health water", "a-c: water", "b-c: water"));
  EXPECT_THAT(Told(SharedPairs(cities_, 1)), ElementsAre("a-b: health water"));
  EXPECT_THAT(SharedPairs(cities_, 0), IsEmpty());
}

TEST_F(SharedThemesTest, TwoCitiesMayShareNothing) {
  EXPECT_THAT(Told({SharedBetween(cities_, At("a"), At("c"))}), ElementsAre("a-c: water"));
  EXPECT_THAT(SharedBetween(cities_, At("a"), At("d")).themes, IsEmpty());
}

TEST_F(SharedThemesTest, PairsAgreeWithWhatTwoCitiesShare) {
  for (const SharedThemes& pair : SharedPairs(cities_, 100)) {
    EXPECT_EQ(pair.themes, SharedBetween(cities_, pair.a, pair.b).themes);
    EXPECT_LT(pair.a, pair.b);
  }
}

TEST_F(SharedThemesTest, PartnersMetInAnExchange) {
  EXPECT_THAT(cities_.PartnersOf(At("a")), ElementsAre(At("b")));
  EXPECT_THAT(cities_.PartnersOf(At("c")), ElementsAre(At("r"))) << "a scope is no partner";
  EXPECT_THAT(cities_.PartnersOf(At("d")), IsEmpty());
}

TEST(CityGraphTest, HostsTakePartAsHostsAndOthersInTheirRole) {
  const GraphText graph(
      {"(a:City {country: ZA, population: 5, lat: 1}) -HOSTED-> (e:Exchange {year: 2012})",
       "(b:City) -TOOK_PART {role: mentee}-> (e)", "(c:City) -TOOK_PART-> (e)"});
  const CityGraph cities = Must(CityGraph::Load(graph.view()));
  ASSERT_EQ(cities.exchanges.size(), 1U);
  std::vector<std::string> roles;
  for (const Participation& each : cities.exchanges[0].places) {
    roles.push_back(cities.places[each.place].name + ' ' + each.role);
  }
  EXPECT_THAT(roles, ::testing::UnorderedElementsAre("a host", "b mentee", "c unknown"));
  EXPECT_EQ(cities.exchanges[0].year, 2012);
  const PlaceFacts& a = cities.places[cities.place_at.at(Raw(graph["a"]))];
  EXPECT_EQ(a.country, "ZA");
  EXPECT_EQ(a.population, 5);
  EXPECT_EQ(a.lat, 1.0);
  EXPECT_EQ(a.lon, std::nullopt);
  EXPECT_EQ(Display(a), "a (ZA)");
}

TEST(CityGraphTest, AnEmptyGraphHasNothing) {
  const GraphText empty({});
  const CityGraph cities = Must(CityGraph::Load(empty.view()));
  EXPECT_TRUE(cities.places.empty() && cities.exchanges.empty() && cities.themes.empty());
  EXPECT_THAT(SharedPairs(cities, 10), IsEmpty());
}

}  // namespace
}  // namespace citygraph::queries
