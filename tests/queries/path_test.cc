// Paths against brute force: on every graph of up to five cities whose exchanges are pairs, and on
// every set of exchanges (of two cities or more) between four.
#include "queries/questions/path.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <bit>
#include <string>
#include <vector>

#include "tests/support/graph_text.h"

namespace citygraph::queries {
namespace {

using ::testing::ElementsAre;
using testing::GraphText;
using ::testing::IsEmpty;
using testing::Must;

constexpr std::size_t kFar = 1000;
using CitySet = unsigned;  // bit i: city i took part

CityGraph MakeGraph(std::size_t cities, const std::vector<CitySet>& exchanges) {
  CityGraph graph;
  for (std::size_t i = 0; i < cities; ++i)
    graph.places.push_back({.node = NodeId{i}, .name = std::to_string(i)});
  for (const CitySet members : exchanges) {
    ExchangeFacts exchange;
    for (std::size_t i = 0; i < cities; ++i) {
      if ((members >> i & 1U) == 0) continue;
      const Participation part{.place = i, .exchange = graph.exchanges.size(), .role = "partner"};
      exchange.places.push_back(part);
      graph.places[i].exchanges.push_back(part);
    }
    graph.exchanges.push_back(std::move(exchange));
  }
  return graph;
}

// Floyd and Warshall: the fewest exchanges between each two cities.
std::vector<std::vector<std::size_t>> Distances(std::size_t cities,
                                                const std::vector<CitySet>& exchanges) {
  std::vector distance(cities, std::vector<std::size_t>(cities, kFar));
  for (std::size_t a = 0; a < cities; ++a) {
    distance[a][a] = 0;
    for (std::size_t b = 0; b < cities; ++b) {
      for (const CitySet members : exchanges) {
        if (a != b && (members >> a & 1U) != 0 && (members >> b & 1U) != 0) distance[a][b] = 1;
      }
    }
  }
  for (std::size_t by = 0; by < cities; ++by) {
    for (std::size_t a = 0; a < cities; ++a) {
      for (std::size_t b = 0; b < cities; ++b) {
        distance[a][b] = std::min(distance[a][b], distance[a][by] + distance[by][b]);
      }
    }
  }
  return distance;
}

std::string Describe(const std::vector<CitySet>& exchanges) {
  std::string text = "exchanges";
  for (const CitySet members : exchanges) {
    text += ' ';
    for (std::size_t i = 0; i < 8; ++i) {
      if ((members >> i & 1U) != 0) text += std::to_string(i);
    }
  }
  return text;
}

// Every path of the graph is as short as can be, and every hop is an exchange that both were in.
void CheckAllPaths(std::size_t cities, const std::vector<CitySet>& exchanges) {
  const CityGraph graph = MakeGraph(cities, exchanges);
  const auto distance = Distances(cities, exchanges);
  for (std::size_t from = 0; from < cities; ++from) {
    for (std::size_t to = 0; to < cities; ++to) {
      const std::vector<Hop> hops = ShortestPath(graph, from, to);
      const std::size_t expected = distance[from][to] >= kFar ? 0 : distance[from][to];
      ASSERT_EQ(hops.size(), expected) << from << " to " << to << ", " << Describe(exchanges);
      std::size_t at = from;
      for (const Hop& hop : hops) {
        ASSERT_EQ(hop.from, at) << Describe(exchanges);
        const CitySet members = exchanges[hop.exchange];
        ASSERT_TRUE((members >> hop.from & 1U) != 0 && (members >> hop.to & 1U) != 0)
            << Describe(exchanges);
        ASSERT_EQ(hop.from_part.place, hop.from);
        ASSERT_EQ(hop.to_part.place, hop.to);
        at = hop.to;
      }
      ASSERT_EQ(at, hops.empty() ? from : to) << Describe(exchanges);
    }
  }
}

// The sets of `candidates` that the bits of `chosen` pick.
std::vector<CitySet> Pick(const std::vector<CitySet>& candidates, std::size_t chosen) {
  std::vector<CitySet> picked;
  for (std::size_t i = 0; i < candidates.size(); ++i) {
    if ((chosen >> i & 1U) != 0) picked.push_back(candidates[i]);
  }
  return picked;
}

std::vector<CitySet> SetsOf(std::size_t cities, int smallest, int largest) {
  std::vector<CitySet> sets;
  for (CitySet members = 0; members < (1U << cities); ++members) {
    if (std::popcount(members) >= smallest && std::popcount(members) <= largest)
      sets.push_back(members);
  }
  return sets;
}

TEST(PathTest, IsShortestInEveryGraphOfUpToFiveCities) {
  for (std::size_t cities = 1; cities <= 5; ++cities) {
    const std::vector<CitySet> pairs = SetsOf(cities, 2, 2);
    for (std::size_t chosen = 0; chosen < (std::size_t{1} << pairs.size()); ++chosen) {
      CheckAllPaths(cities, Pick(pairs, chosen));
      if (HasFatalFailure()) return;
    }
  }
}

TEST(PathTest, IsShortestWhereExchangesHaveManyCities) {
  const std::vector<CitySet> sets = SetsOf(4, 1, 4);
  for (std::size_t chosen = 0; chosen < (std::size_t{1} << sets.size()); chosen += 7) {
    CheckAllPaths(4, Pick(sets, chosen));
    if (HasFatalFailure()) return;
  }
}

TEST(PathTest, OfTwoShortestWaysTheEarlierExchangesAreTaken) {
  const CityGraph graph = MakeGraph(4, {0b0011, 0b0101, 0b1010, 0b1100, 0b0011});
  const std::vector<Hop> hops = ShortestPath(graph, 0, 3);
  ASSERT_EQ(hops.size(), 2U);
  EXPECT_THAT((std::vector{hops[0].exchange, hops[1].exchange}), ElementsAre(0U, 2U));
}

TEST(PathTest, GoesThroughTheStoredGraphWithRolesAndPastThoseWhoTakeNoPart) {
  const GraphText graph(
      {"(a:City) -HOSTED-> (e1:Exchange)", "(b:City) -TOOK_PART {role: visitor}-> (e1)",
       "(b) -TOOK_PART {role: mentor}-> (e2:Exchange)", "(c:City) -TOOK_PART {role: mentee}-> (e2)",
       "(c) -TOOK_PART {role: scope}-> (e1)", "(d:City) -TOOK_PART {role: context}-> (e2)"});
  const CityGraph cities = Must(CityGraph::Load(graph.view()));
  const auto at = [&](std::string_view word) { return cities.place_at.at(Raw(graph[word])); };
  const std::vector<Hop> hops = ShortestPath(cities, at("a"), at("c"));
  ASSERT_EQ(hops.size(), 2U) << "c is only the scope of e1";
  EXPECT_EQ(hops[0].from_part.role, "host");
  EXPECT_EQ(hops[0].to_part.role, "visitor");
  EXPECT_EQ(hops[1].from_part.role, "mentor");
  EXPECT_EQ(cities.exchanges[hops[1].exchange].key, "e2");
  EXPECT_THAT(ShortestPath(cities, at("a"), at("d")), IsEmpty());
  EXPECT_THAT(ShortestPath(cities, at("a"), at("a")), IsEmpty());
}

}  // namespace
}  // namespace citygraph::queries
