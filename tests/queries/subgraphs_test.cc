#include "queries/diagrams/subgraphs.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <set>
#include <string>
#include <vector>

#include "tests/support/graph_text.h"

namespace citygraph::queries {
namespace {

using testing::GraphText;
using ::testing::IsEmpty;
using testing::Must;
using ::testing::UnorderedElementsAre;

std::vector<std::string> Names(const Subgraph& subgraph) {
  std::vector<std::string> names;
  for (const Node& node : subgraph.nodes) names.push_back(StringOr(node.properties, "name"));
  return names;
}

// What subgraph.h promises of every subgraph.
void ExpectSound(const Subgraph& subgraph) {
  std::set<std::uint64_t> nodes;
  std::set<std::uint64_t> relationships;
  for (const Node& node : subgraph.nodes) EXPECT_TRUE(nodes.insert(Raw(node.id)).second);
  for (const Relationship& each : subgraph.relationships) {
    EXPECT_TRUE(relationships.insert(Raw(each.id)).second);
    EXPECT_TRUE(nodes.contains(Raw(each.start)) && nodes.contains(Raw(each.end)));
  }
}

class SubgraphsTest : public ::testing::Test {
 protected:
  std::size_t At(std::string_view word) const { return cities_.place_at.at(Raw(graph_[word])); }

  GraphText graph_{{"(a:City) -HOSTED-> (e1:Exchange)",
                    "(b:City) -TOOK_PART {role: visitor}-> (e1)",
                    "(c:City) -TOOK_PART {role: visitor}-> (e1)", "(a) -HOSTED-> (e2:Exchange)",
                    "(b) -TOOK_PART {role: visitor}-> (e2)", "(d:City) -HOSTED-> (e3:Exchange)",
                    "(a) -TOOK_PART {role: mentor}-> (e3)", "(e1) -ABOUT-> (water:Theme)",
                    "(e3) -ABOUT-> (lonely:Theme)", "(alone:City) -HOSTED-> (e4:Exchange)",
                    "(a) -MENTORED {exchange: e3}-> (d)"}};
  CityGraph cities_ = Must(CityGraph::Load(graph_.view()));
};

TEST_F(SubgraphsTest, TheNetworkShowsWhoMetWhom) {
  const DiagramPart part = NetworkPart(cities_, 40);
  ExpectSound(part.subgraph);
  EXPECT_THAT(Names(part.subgraph), UnorderedElementsAre("a", "b", "c", "d"));
  EXPECT_EQ(part.subgraph.relationships.size(), 4U) << "a-b, a-c, b-c, a-d, each once";
  EXPECT_FALSE(part.description.empty());
  EXPECT_EQ(part.places_shown, part.places_in_all);
}

TEST_F(SubgraphsTest, TopKeepsTheMostConnectedAndSaysHowManyThereAre) {
  const DiagramPart part = NetworkPart(cities_, 2);
  ExpectSound(part.subgraph);
  EXPECT_EQ(part.places_shown, 2U);
  EXPECT_EQ(part.places_in_all, 4U);
  EXPECT_THAT(Names(part.subgraph), ::testing::Contains("a"));
}

TEST_F(SubgraphsTest, ACityIsShownWithItsPartners) {
  const DiagramPart part = CityPart(cities_, At("d"), 24);
  ExpectSound(part.subgraph);
  EXPECT_THAT(Names(part.subgraph), UnorderedElementsAre("d", "a"));
  ExpectSound(CityPart(cities_, At("alone"), 24).subgraph);
}

TEST_F(SubgraphsTest, OnlyThemesThatTwoCitiesShareAreShown) {
  const DiagramPart part = ThemesPart(cities_, 24);
  ExpectSound(part.subgraph);
  EXPECT_THAT(Names(part.subgraph), ::testing::Contains("water"));
}

TEST_F(SubgraphsTest, MentorsAreShownWithTheirMentees) {
  const DiagramPart part =
      MentorsPart(Must(FindMentorings(graph_.view(), std::nullopt, 1)), cities_);
  ExpectSound(part.subgraph);
  EXPECT_THAT(Names(part.subgraph), UnorderedElementsAre("a", "d"));
}

TEST(SubgraphsOfNothingTest, AnEmptyGraphGivesEmptyParts) {
  const GraphText empty({});
  const CityGraph cities = Must(CityGraph::Load(empty.view()));
  EXPECT_THAT(NetworkPart(cities, 40).subgraph.nodes, IsEmpty());
  EXPECT_THAT(ThemesPart(cities, 24).subgraph.nodes, IsEmpty());
  EXPECT_THAT(MentorsPart({}, cities).subgraph.nodes, IsEmpty());
}

}  // namespace
}  // namespace citygraph::queries
