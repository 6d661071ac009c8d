#include "queries/questions/city_network.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "tests/support/graph_text.h"

namespace citygraph::queries {
namespace {

using ::testing::ElementsAre;
using testing::GraphText;
using testing::Must;

// a, b, c met at e1; c, d at e2; e alone at e3; s is only spoken of. a mentored b and c, c mentored
// a again; f mentored b and took part in nothing.
class CityNetworkTest : public ::testing::Test {
 protected:
  std::vector<std::string> Names(const std::vector<std::size_t>& places) const {
    std::vector<std::string> names;
    for (const std::size_t place : places) names.push_back(cities_.places[place].name);
    return names;
  }
  std::vector<std::string> Ranked(NetworkKind kind, RankBy by, std::size_t count) const {
    std::vector<std::string> names;
    const CityNetwork network = Must(LoadNetwork(graph_.view(), cities_, kind));
    for (const RankedPlace& each : Must(Rank(network, by, count))) {
      names.push_back(cities_.places[each.place].name);
    }
    return names;
  }

  GraphText graph_{
      {"(a:City) -HOSTED-> (e1:Exchange)", "(b:City) -TOOK_PART {role: visitor}-> (e1)",
       "(c:City) -TOOK_PART {role: visitor}-> (e1)", "(s:City) -TOOK_PART {role: scope}-> (e1)",
       "(c) -HOSTED-> (e2:Exchange)", "(d:City) -TOOK_PART {role: partner}-> (e2)",
       "(e:City) -HOSTED-> (e3:Exchange)", "(a) -MENTORED-> (b)", "(a) -MENTORED-> (c)",
       "(c) -MENTORED-> (a)", "(f:City) -MENTORED-> (b)"}};
  CityGraph cities_ = Must(CityGraph::Load(graph_.view()));
};

TEST_F(CityNetworkTest, WhoTakesPartIsInIt) {
  const CityNetwork met = Must(LoadNetwork(graph_.view(), cities_, NetworkKind::kMet));
  EXPECT_THAT(Names(met.place_of), ElementsAre("a", "b", "c", "d", "e"));
  EXPECT_EQ(met.projection.edge_count(), 4U);
  EXPECT_FALSE(met.projection.directed());
  const CityNetwork mentored = Must(LoadNetwork(graph_.view(), cities_, NetworkKind::kMentored));
  EXPECT_THAT(Names(mentored.place_of), ElementsAre("a", "b", "c", "f"));
  EXPECT_EQ(mentored.projection.edge_count(), 4U);
  const std::size_t scope = cities_.place_at.at(Raw(graph_["s"]));
  EXPECT_EQ(met.VertexOf(cities_, scope).error().code, ErrorCode::kNotFound);
}

TEST_F(CityNetworkTest, RanksByEachMeasure) {
  EXPECT_THAT(Ranked(NetworkKind::kMet, RankBy::kDegree, 3), ElementsAre("c", "a", "b"));
  EXPECT_THAT(Ranked(NetworkKind::kMet, RankBy::kPageRank, 1), ElementsAre("c"));
  EXPECT_THAT(Ranked(NetworkKind::kMet, RankBy::kBetweenness, 1), ElementsAre("c"));
  EXPECT_THAT(Ranked(NetworkKind::kMet, RankBy::kCloseness, 5),
              ElementsAre("c", "a", "b", "d", "e"));
  EXPECT_THAT(Ranked(NetworkKind::kMet, RankBy::kCore, 4), ElementsAre("a", "b", "c", "d"));
  EXPECT_THAT(Ranked(NetworkKind::kMentored, RankBy::kDegree, 1), ElementsAre("a"));
  const CityNetwork met = Must(LoadNetwork(graph_.view(), cities_, NetworkKind::kMet));
  const auto between = Must(Rank(met, RankBy::kBetweenness, 1));
  EXPECT_DOUBLE_EQ(between[0].score, 4.0 / 12);  // a-d and b-d, both ways, of 4 * 3 pairs
}

TEST_F(CityNetworkTest, NearnessIsSeenFromTheCitiesGiven) {
  const CityNetwork met = Must(LoadNetwork(graph_.view(), cities_, NetworkKind::kMet));
  const auto ranked = Must(Rank(met, RankBy::kPageRank, 5, {3}));  // d
  EXPECT_EQ(ranked.back().score, 0);                               // e
  EXPECT_THAT(Names({ranked[0].place, ranked[1].place}), ::testing::UnorderedElementsAre("c", "d"));
  EXPECT_EQ(Rank(met, RankBy::kDegree, 5, {3}).error().code, ErrorCode::kInvalidInput);
}

TEST_F(CityNetworkTest, GroupsAreLargestFirst) {
  const CityNetwork met = Must(LoadNetwork(graph_.view(), cities_, NetworkKind::kMet));
  const PlaceGroups weak = ComponentsOf(met, false);
  ASSERT_EQ(weak.groups.size(), 2U);
  EXPECT_THAT(Names(weak.groups[0]), ElementsAre("c", "a", "b", "d"));
  EXPECT_THAT(Names(weak.groups[1]), ElementsAre("e"));
  const CityNetwork mentored = Must(LoadNetwork(graph_.view(), cities_, NetworkKind::kMentored));
  EXPECT_EQ(ComponentsOf(mentored, false).groups.size(), 1U);
  const PlaceGroups strong = ComponentsOf(mentored, true);
  ASSERT_EQ(strong.groups.size(), 3U);
  EXPECT_THAT(Names(strong.groups[0]), ElementsAre("a", "c"));
  for (const CityNetwork* network : {&met, &mentored}) {
    const PlaceGroups communities = Must(CommunitiesOf(*network, 1));
    std::size_t places = 0;
    for (const auto& group : communities.groups) places += group.size();
    EXPECT_EQ(places, network->place_of.size());
    EXPECT_GE(communities.modularity, 0);
  }
}

TEST(CityNetworkOfNothingTest, IsEmpty) {
  GraphText graph({"(x:Theme)"});
  const CityGraph cities = Must(CityGraph::Load(graph.view()));
  for (const NetworkKind kind : {NetworkKind::kMet, NetworkKind::kMentored}) {
    const CityNetwork network = Must(LoadNetwork(graph.view(), cities, kind));
    EXPECT_TRUE(Must(Rank(network, RankBy::kPageRank, 5)).empty());
    EXPECT_TRUE(Must(CommunitiesOf(network, 1)).groups.empty());
    EXPECT_TRUE(ComponentsOf(network, true).groups.empty());
  }
}

}  // namespace
}  // namespace citygraph::queries
