#include "engine/algorithms/project.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <map>
#include <random>
#include <set>

#include "engine/adjacency/adjacency_builder.h"
#include "engine/algorithms/chains.h"
#include "engine/algorithms/far_sets.h"
#include "tests/support/must.h"

namespace citygraph {
namespace {

using namespace testing;
using ::testing::ElementsAre;
using ::testing::IsEmpty;

constexpr TokenId kCity{0};
constexpr TokenId kExchange{1};
constexpr TokenId kHosted{0};
constexpr TokenId kTookPart{1};
constexpr TokenId kMentored{2};

struct Link {
  TokenId type;
  NodeNumber start;
  NodeNumber end;
};

// Cities are the nodes below `cities` that are not divisible by 7, exchanges all the others.
std::shared_ptr<const Adjacency> Build(NodeNumber nodes, NodeNumber cities,
                                       const std::vector<Link>& links) {
  NodesDraft city{.labels = {kCity}};
  NodesDraft exchange{.labels = {kExchange}};
  for (NodeNumber node = 0; node < nodes; ++node) {
    (node < cities && node % 7 != 0 ? city : exchange).runs.push_back({node, node + 1});
  }
  std::map<TokenId, RelationshipsDraft> drafts;
  for (const Link& link : links) {
    drafts[link.type].start.push_back(link.start);
    drafts[link.type].end.push_back(link.end);
  }
  const auto builder =
      Must(AdjacencyBuilder::InMemory({.node_limit = nodes, .relationship_limit = links.size()}));
  Must(builder->AddNodes(city));
  Must(builder->AddNodes(exchange));
  std::uint64_t next = 0;
  for (auto& [type, draft] : drafts) {
    draft.type = type;
    draft.first_id = next;
    next += draft.start.size();
    Must(builder->AddRelationships(draft));
  }
  return Must(builder->Finish());
}

std::shared_ptr<const Adjacency> RandomGraph(std::uint32_t seed, NodeNumber nodes,
                                             NodeNumber cities, std::size_t count,
                                             std::vector<Link>* links) {
  std::mt19937 random(seed);
  for (std::size_t i = 0; i < count; ++i) {
    links->push_back({TokenId{static_cast<std::uint32_t>(random() % 3)},
                      static_cast<NodeNumber>(random() % nodes),
                      static_cast<NodeNumber>(random() % nodes)});
  }
  return Build(nodes, cities, *links);
}

bool IsCity(NodeNumber node, NodeNumber cities) { return node < cities && node % 7 != 0; }

using Weights = std::map<std::pair<NodeNumber, NodeNumber>, std::uint32_t>;

Weights WeightsOf(const Projection& projection) {
  Weights weights;
  for (Vertex v = 0; v < projection.vertex_count(); ++v) {
    EXPECT_TRUE(std::ranges::is_sorted(projection.Out(v)));
    EXPECT_TRUE(std::ranges::is_sorted(projection.In(v)));
    for (Arc arc = projection.FirstArc(v); arc < projection.FirstArc(v) + projection.OutDegree(v);
         ++arc) {
      const Vertex head = projection.HeadOf(arc);
      EXPECT_EQ(projection.ArcBetween(v, head), arc);
      EXPECT_TRUE(std::ranges::binary_search(projection.In(head), v));
      weights[{static_cast<NodeNumber>(Raw(projection.NodeOf(v))),
               static_cast<NodeNumber>(Raw(projection.NodeOf(head)))}] = projection.WeightOf(arc);
    }
  }
  return weights;
}

TEST(ProjectSharedTest, CountsSharedNodesOnceHoweverOftenTheyAreNamed) {
  // Cities 1, 2, 3; exchanges 10 (1 twice, 2), 11 (1, 2, 3), 12 (3 alone).
  const auto adjacency = Build(13, 10,
                               {{kHosted, 1, 10},
                                {kTookPart, 1, 10},
                                {kTookPart, 2, 10},
                                {kHosted, 2, 11},
                                {kTookPart, 1, 11},
                                {kTookPart, 3, 11},
                                {kHosted, 3, 12}});
  const Projection projection =
      Must(ProjectShared(*adjacency, {.labels = {kCity}, .types = {kHosted, kTookPart}}));
  EXPECT_FALSE(projection.directed());
  EXPECT_EQ(projection.edge_count(), 3U);
  const Vertex one = *projection.VertexOf(NodeId{1});
  EXPECT_THAT(projection.Out(one),
              ElementsAre(*projection.VertexOf(NodeId{2}), *projection.VertexOf(NodeId{3})));
  EXPECT_THAT(projection.OutWeights(one), ElementsAre(2, 1));
  EXPECT_EQ(projection.VertexOf(NodeId{10}), std::nullopt);
  EXPECT_THAT(
      Must(MostSharedPairs(*adjacency, {.labels = {kCity}, .types = {kHosted, kTookPart}}, 2)),
      ElementsAre(SharedPair{NodeId{1}, NodeId{2}, 2}, SharedPair{NodeId{1}, NodeId{3}, 1}));
  // From the exchanges' side: which exchanges share a city.
  const Projection exchanges = Must(ProjectShared(
      *adjacency, {.labels = {kExchange}, .types = {kHosted, kTookPart}, .outgoing = false}));
  EXPECT_EQ(exchanges.edge_count(), 2U);
}

TEST(ProjectSharedTest, IsWhatPairwiseComparisonFinds) {
  for (const std::uint32_t seed : {1U, 2U, 3U, 4U}) {
    SCOPED_TRACE("seed " + std::to_string(seed));
    std::vector<Link> links;
    const NodeNumber cities = 300;
    const auto adjacency = RandomGraph(seed, 600, cities, seed * 400, &links);
    std::map<NodeNumber, std::set<NodeNumber>> shared;
    for (const Link& link : links) {
      if (link.type != kMentored && IsCity(link.start, cities)) {
        shared[link.start].insert(link.end);
      }
    }
    Weights expected;
    for (const auto& [a, of_a] : shared) {
      for (const auto& [b, of_b] : shared) {
        if (a == b) continue;
        const auto both =
            std::ranges::count_if(of_a, [&](NodeNumber n) { return of_b.contains(n); });
        if (both > 0) expected[{a, b}] = static_cast<std::uint32_t>(both);
      }
    }
    for (const unsigned threads : {1U, 2U, 5U}) {
      const SharedOptions options{
          .labels = {kCity}, .types = {kHosted, kTookPart}, .threads = threads};
      const Projection projection = Must(ProjectShared(*adjacency, options));
      EXPECT_EQ(WeightsOf(projection), expected);
      const auto pairs = Must(MostSharedPairs(*adjacency, options, 50));
      EXPECT_EQ(pairs.size(), std::min<std::size_t>(50, projection.edge_count()));
      for (std::size_t i = 0; i < pairs.size(); ++i) {
        EXPECT_LT(Raw(pairs[i].a), Raw(pairs[i].b));
        EXPECT_EQ(pairs[i].shared, (expected[{static_cast<NodeNumber>(Raw(pairs[i].a)),
                                              static_cast<NodeNumber>(Raw(pairs[i].b))}]));
        EXPECT_TRUE(i == 0 || pairs[i - 1].shared >= pairs[i].shared);
      }
    }
  }
}

TEST(ProjectNeighboursTest, IsTheRelationshipsBetweenTheNodes) {
  for (const std::uint32_t seed : {1U, 2U, 3U}) {
    SCOPED_TRACE("seed " + std::to_string(seed));
    std::vector<Link> links;
    const NodeNumber cities = 40;
    const auto adjacency = RandomGraph(seed, 50, cities, 900, &links);
    for (const bool directed : {true, false}) {
      for (const bool only_cities : {true, false}) {
        Weights expected;
        for (const Link& link : links) {
          if (only_cities && (link.type != kMentored || !IsCity(link.start, cities) ||
                              !IsCity(link.end, cities))) {
            continue;
          }
          if (link.start == link.end) continue;
          ++expected[{link.start, link.end}];
          if (!directed) ++expected[{link.end, link.start}];
        }
        for (const unsigned threads : {1U, 3U}) {
          NeighboursOptions options{.directed = directed, .threads = threads};
          if (only_cities) {
            options.labels = {kCity};
            options.types = {kMentored};
          }
          const Projection projection = Must(ProjectNeighbours(*adjacency, options));
          EXPECT_EQ(projection.directed(), directed);
          EXPECT_EQ(WeightsOf(projection), expected);
        }
      }
    }
  }
}

TEST(ChainsTest, AreAsManyAsAWalkFinds) {
  for (const std::uint32_t seed : {1U, 2U, 3U}) {
    std::vector<Link> links;
    const auto adjacency = RandomGraph(seed, 30, 20, 150, &links);
    const NeighbourLists& lists = adjacency->TableOf(kMentored)->outgoing();
    ChainCounter counter(lists, adjacency->node_limit());
    for (NodeNumber start = 0; start < 32; ++start) {
      std::uint64_t chains = 0;
      std::set<NodeNumber> ends;
      const auto walk = [&](const auto& self, NodeNumber node, unsigned left) -> void {
        for (const NodeNumber next : lists[node]) {
          ++chains;
          ends.insert(next);
          if (left > 1) self(self, next, left - 1);
        }
      };
      walk(walk, start, 4);
      EXPECT_EQ(counter.From(start, 4), (ChainCount{chains, ends.size()})) << start;
    }
    EXPECT_EQ(counter.From(0, 0), ChainCount{});
  }
}

TEST(FarSetsTest, AreWhatTwoStepsFind) {
  for (const std::uint32_t seed : {1U, 2U, 3U}) {
    SCOPED_TRACE("seed " + std::to_string(seed));
    std::vector<Link> links;
    const NodeNumber cities = 200;
    const auto adjacency = RandomGraph(seed, 300, cities, 900, &links);
    std::map<NodeNumber, std::set<NodeNumber>> far;
    for (const Link& near : links) {
      if (near.type == kMentored || !IsCity(near.start, cities)) continue;
      for (const Link& on : links) {
        if (on.type == kMentored && on.start == near.end) far[near.start].insert(on.end);
      }
    }
    const FarSets sets = Must(FarSets::Make(*adjacency, {.labels = {kCity},
                                                         .to_near = {kHosted, kTookPart},
                                                         .to_far = {kMentored},
                                                         .threads = seed}));
    for (NodeNumber node = 0; node < 301; ++node) {
      std::vector<NodeId> expected;
      for (const NodeNumber id : far[node]) expected.push_back(NodeId{id});
      EXPECT_EQ(sets.Of(NodeId{node}), expected);
      EXPECT_EQ(sets.CountOf(NodeId{node}), expected.size());
      std::vector<SharedCount> most;
      for (NodeNumber other = 0; other < cities; ++other) {
        const auto shared = static_cast<std::uint32_t>(std::ranges::count_if(
            far[node], [&](NodeNumber id) { return far[other].contains(id); }));
        EXPECT_EQ(sets.SharedBy(NodeId{node}, NodeId{other}), shared);
        if (other != node && shared > 0) most.push_back({NodeId{other}, shared});
      }
      std::ranges::stable_sort(most, std::ranges::greater{}, &SharedCount::shared);
      for (const std::size_t count : {0UL, 1UL, 5UL, 1000UL}) {
        auto first = most;
        first.resize(std::min(first.size(), count));
        EXPECT_EQ(sets.MostShared(NodeId{node}, count), first);
      }
    }
    EXPECT_EQ(
        FarSets::Make(*adjacency, {.to_near = {kHosted}, .to_far = {kMentored}, .max_bits = 8})
            .error()
            .code,
        ErrorCode::kInvalidInput);
  }
}

TEST(ProjectTest, NothingIsAProjectionToo) {
  const auto adjacency = Must(Must(AdjacencyBuilder::InMemory({}))->Finish());
  EXPECT_EQ(Must(ProjectShared(*adjacency, {.types = {kHosted}})).vertex_count(), 0U);
  EXPECT_EQ(Must(ProjectNeighbours(*adjacency, {})).vertex_count(), 0U);
  EXPECT_THAT(Must(MostSharedPairs(*adjacency, {.types = {kHosted}}, 5)), IsEmpty());
  const auto no_links = Build(5, 5, {});
  EXPECT_EQ(Must(ProjectShared(*no_links, {.types = {kHosted}})).vertex_count(), 5U);
}

TEST(ProjectTest, TooManyPairsAndACancelAreErrors) {
  const auto adjacency = Build(9, 7, {{kHosted, 1, 8}, {kHosted, 2, 8}, {kHosted, 3, 8}});
  EXPECT_EQ(ProjectShared(*adjacency, {.types = {kHosted}, .max_pairs = 2}).error().code,
            ErrorCode::kInvalidInput);
  EXPECT_TRUE(ProjectShared(*adjacency, {.types = {kHosted}, .max_pairs = 3}));
  Cancel cancel;
  cancel.Request();
  EXPECT_EQ(ProjectShared(*adjacency, {.types = {kHosted}, .cancel = &cancel}).error().code,
            ErrorCode::kCancelled);
  EXPECT_EQ(ProjectNeighbours(*adjacency, {.cancel = &cancel}).error().code, ErrorCode::kCancelled);
}

}  // namespace
}  // namespace citygraph
