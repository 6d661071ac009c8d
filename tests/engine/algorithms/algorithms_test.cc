// Ours against Boost's, against definitions worked out by hand on all small graphs, and against
// published values.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <boost/graph/betweenness_centrality.hpp>
#include <boost/graph/clustering_coefficient.hpp>
#include <boost/graph/page_rank.hpp>
#include <cmath>
#include <limits>
#include <numeric>
#include <set>

#include "engine/algorithms/betweenness.h"
#include "engine/algorithms/boost_projection.h"
#include "engine/algorithms/closeness.h"
#include "engine/algorithms/communities.h"
#include "engine/algorithms/components.h"
#include "engine/algorithms/cores.h"
#include "engine/algorithms/pagerank.h"
#include "engine/algorithms/paths.h"
#include "engine/algorithms/similarity.h"
#include "tests/engine/algorithms/graphs.h"
#include "tests/support/must.h"

namespace citygraph {
namespace {

using namespace testing;
using ::testing::DoubleNear;
using ::testing::ElementsAre;
using ::testing::Pointwise;

constexpr double kFar = std::numeric_limits<double>::infinity();

// Least costs between all pairs (Floyd and Warshall).
std::vector<std::vector<double>> AllDistances(const Projection& graph, bool weighted) {
  const Vertex n = graph.vertex_count();
  std::vector<std::vector<double>> distance(n, std::vector<double>(n, kFar));
  for (Vertex a = 0; a < n; ++a) {
    distance[a][a] = 0;
    for (const Vertex b : graph.Out(a)) {
      distance[a][b] = weighted ? graph.WeightOf(*graph.ArcBetween(a, b)) : 1;
    }
  }
  for (Vertex k = 0; k < n; ++k) {
    for (Vertex a = 0; a < n; ++a) {
      for (Vertex b = 0; b < n; ++b) {
        distance[a][b] = std::min(distance[a][b], distance[a][k] + distance[k][b]);
      }
    }
  }
  return distance;
}

// Calls use(vertices) with every path from `path.back()` to `end` without a vertex twice.
template <class Use>
void ForEachPath(const Projection& graph, std::vector<Vertex>& path, Vertex end, const Use& use) {
  if (path.back() == end) {
    use(path);
    return;
  }
  for (const Vertex head : graph.Out(path.back())) {
    if (std::ranges::find(path, head) != path.end()) continue;
    path.push_back(head);
    ForEachPath(graph, path, end, use);
    path.pop_back();
  }
}

std::vector<Projection> SomeGraphs() {
  std::vector<Projection> graphs;
  graphs.push_back(KarateClub());
  for (const std::uint32_t seed : {1U, 2U, 3U}) {
    graphs.push_back(Random(seed, 40, 0.08, true));
    graphs.push_back(Random(seed, 40, 0.05, false, true));
    graphs.push_back(Random(seed, 60, 0.02, false));
  }
  graphs.push_back(Directed(1, {}));
  return graphs;
}

TEST(ComponentsTest, AreThoseOfReachability) {
  const auto check = [](const Projection& graph) {
    const auto there = AllDistances(graph, false);
    const Components strong = StrongComponents(graph);
    const Components weak = ConnectedComponents(graph);
    ArcList both;
    for (Vertex v = 0; v < graph.vertex_count(); ++v) {
      for (const Vertex head : graph.Out(v)) {
        both.emplace_back(v, head);
      }
    }
    const auto either = AllDistances(Undirected(graph.vertex_count(), both), false);
    for (Vertex a = 0; a < graph.vertex_count(); ++a) {
      for (Vertex b = 0; b < graph.vertex_count(); ++b) {
        ASSERT_EQ(strong.of[a] == strong.of[b], there[a][b] < kFar && there[b][a] < kFar);
        ASSERT_EQ(weak.of[a] == weak.of[b], either[a][b] < kFar);
        if (a < b) {
          ASSERT_LE(weak.of[a], *std::ranges::max_element(weak.of));
        }
      }
      ASSERT_EQ(weak.sizes[weak.of[a]], std::ranges::count(weak.of, weak.of[a]));
      ASSERT_EQ(strong.sizes[strong.of[a]], std::ranges::count(strong.of, strong.of[a]));
    }
    if (!weak.of.empty()) {
      EXPECT_EQ(weak.of[0], 0U);
    }
  };
  ForEachUndirected(5, check);
  ForEachDirected(4, check);
  for (const Projection& graph : SomeGraphs()) check(graph);
}

TEST(ComponentsTest, ALargeOneAmongManySmallOnesIsFoundWhole) {
  ArcList list;
  for (Vertex v = 0; v + 1 < 3000; ++v) list.emplace_back(v, v + 1);
  for (Vertex v = 4000; v < 5000; v += 2) list.emplace_back(v, v + 1);
  list.emplace_back(4999, 2999);
  for (const Projection& graph : {Undirected(6000, list), Directed(6000, list)}) {
    const Components components = ConnectedComponents(graph);
    EXPECT_EQ(components.sizes[0], 3002U);
    EXPECT_EQ(components.sizes.size(), 1U + 1000 + 499 + 1000);
  }
}

TEST(PageRankTest, IsBoostsWhereEveryVertexHasArcs) {
  const Projection graph = KarateClub();
  std::vector<double> boosts(graph.vertex_count());
  boost::graph::page_rank(graph, ByVertex(boosts), boost::graph::n_iterations(300), 0.85);
  const double sum = std::accumulate(boosts.begin(), boosts.end(), 0.0);
  const auto ours = Must(PageRank(graph, {.iterations = 300, .tolerance = 0}));
  for (Vertex v = 0; v < graph.vertex_count(); ++v) EXPECT_NEAR(ours[v], boosts[v] / sum, 1e-9);
  EXPECT_NEAR(ours[33], 0.1009, 1e-4);  // as published for the karate club
  EXPECT_NEAR(ours[0], 0.0970, 1e-4);
}

TEST(PageRankTest, SolvesItsEquation) {
  for (const Projection& graph : SomeGraphs()) {
    for (const bool personal : {false, true}) {
      for (const bool weighted : {false, true}) {
        const Vertex n = graph.vertex_count();
        const std::vector<Vertex> sources = {0, n / 2};
        PageRankOptions options{.iterations = 500, .tolerance = 1e-14, .weighted = weighted};
        if (personal) options.sources = sources;
        const auto rank = Must(PageRank(graph, options));
        std::vector<double> expected(n, 0);
        double stuck = 0;
        for (Vertex v = 0; v < n; ++v) {
          double out = 0;
          for (const Vertex head : graph.Out(v)) {
            out += weighted ? graph.WeightOf(*graph.ArcBetween(v, head)) : 1;
          }
          if (out == 0) stuck += rank[v];
          for (const Vertex head : graph.Out(v)) {
            expected[head] +=
                0.85 * rank[v] * (weighted ? graph.WeightOf(*graph.ArcBetween(v, head)) : 1) / out;
          }
        }
        for (Vertex v = 0; v < n; ++v) {
          const double start =
              personal ? static_cast<double>(std::ranges::count(sources, v)) / 2 : 1.0 / n;
          expected[v] += (0.15 + 0.85 * stuck) * start;
        }
        EXPECT_THAT(rank, Pointwise(DoubleNear(1e-9), expected));
        EXPECT_NEAR(std::accumulate(rank.begin(), rank.end(), 0.0), 1, 1e-9);
      }
    }
  }
}

TEST(PageRankTest, WrongArgumentsAreErrors) {
  const std::vector<Vertex> none_such = {34};
  EXPECT_EQ(PageRank(KarateClub(), {.damping = 1}).error().code, ErrorCode::kInvalidInput);
  EXPECT_EQ(PageRank(KarateClub(), {.sources = none_such}).error().code, ErrorCode::kInvalidInput);
  EXPECT_TRUE(Must(PageRank(Projection({}, {.offsets = {0}}))).empty());
}

TEST(BetweennessTest, IsBoostsAndTheDefinition) {
  const auto check = [](const Projection& graph) {
    const Vertex n = graph.vertex_count();
    std::vector<double> boosts(n, 0);
    boost::brandes_betweenness_centrality(graph, ByVertex(boosts));
    ASSERT_THAT(Must(Betweenness(graph)), Pointwise(DoubleNear(1e-9), boosts));
  };
  ForEachUndirected(5, check);
  ForEachDirected(3, check);
  for (const Projection& graph : SomeGraphs()) check(graph);
}

TEST(BetweennessTest, CountsPathsFromTheSourcesGiven) {
  const auto graph = Random(5, 12, 0.25, true);
  const std::vector<Vertex> sources = {3, 7};
  std::vector<double> expected(graph.vertex_count(), 0);
  const auto distance = AllDistances(graph, false);
  for (const Vertex source : sources) {
    for (Vertex end = 0; end < graph.vertex_count(); ++end) {
      if (end == source || distance[source][end] == kFar) continue;
      std::vector<std::vector<Vertex>> shortest;
      std::vector<Vertex> path{source};
      ForEachPath(graph, path, end, [&](const std::vector<Vertex>& found) {
        if (static_cast<double>(found.size() - 1) == distance[source][end])
          shortest.push_back(found);
      });
      for (const auto& found : shortest) {
        for (std::size_t i = 1; i + 1 < found.size(); ++i) {
          expected[found[i]] += 1.0 / static_cast<double>(shortest.size());
        }
      }
    }
  }
  EXPECT_THAT(Must(Betweenness(graph, {.sources = sources})),
              Pointwise(DoubleNear(1e-9), expected));
}

TEST(BetweennessTest, PublishedValuesOfTheKarateClub) {
  const auto sums = Must(Betweenness(KarateClub()));
  EXPECT_NEAR(sums[0] / 2, 231.0714, 1e-4);
  EXPECT_NEAR(sums[33] / 2, 160.5516, 1e-4);
  EXPECT_NEAR(sums[32] / 2, 76.6905, 1e-4);
}

TEST(BetweennessTest, LongPathsAreCountedToo) {
  ArcList list;
  for (Vertex v = 0; v + 1 < 700; ++v) list.emplace_back(v, v + 1);
  const auto sums = Must(Betweenness(Undirected(700, list)));
  for (const Vertex v : {0U, 1U, 300U, 698U}) EXPECT_EQ(sums[v], 2.0 * v * (699 - v));
}

TEST(ClosenessTest, IsTheDefinition) {
  const auto check = [](const Projection& graph) {
    const auto distance = AllDistances(graph, false);
    const auto found = Must(FindCloseness(graph));
    const double others = graph.vertex_count() - 1.0;
    for (Vertex v = 0; v < graph.vertex_count(); ++v) {
      double sum = 0;
      double reached = 0;
      double harmonic = 0;
      for (Vertex w = 0; w < graph.vertex_count(); ++w) {
        if (w == v || distance[v][w] == kFar) continue;
        sum += distance[v][w];
        harmonic += 1 / distance[v][w];
        ++reached;
      }
      ASSERT_NEAR(found[v].classic, sum > 0 ? reached / sum * reached / others : 0, 1e-12);
      ASSERT_NEAR(found[v].harmonic, others > 0 ? harmonic / others : 0, 1e-12);
    }
  };
  ForEachDirected(4, check);
  for (const Projection& graph : SomeGraphs()) check(graph);
  EXPECT_NEAR(Must(FindCloseness(KarateClub()))[0].classic, 0.5690, 1e-4);  // as published
}

TEST(PathsTest, AreTheCheapestInOrderOfAll) {
  const auto check = [](const Projection& graph, PathCost kind, Vertex start, Vertex end) {
    std::vector<std::pair<double, std::vector<Vertex>>> all;
    std::vector<Vertex> path{start};
    ForEachPath(graph, path, end, [&](const std::vector<Vertex>& found) {
      double cost = 0;
      for (std::size_t i = 1; i < found.size(); ++i) {
        const double weight = graph.WeightOf(*graph.ArcBetween(found[i - 1], found[i]));
        cost += kind == PathCost::kSteps ? 1 : kind == PathCost::kWeight ? weight : 60 / weight;
      }
      all.emplace_back(cost, found);  // whole numbers: 60 is divisible by all weights
    });
    std::ranges::sort(all);
    const auto found = Must(ShortestPaths(graph, start, end, 7, {.cost = kind}));
    ASSERT_EQ(found.size(), std::min<std::size_t>(7, all.size()));
    for (std::size_t i = 0; i < found.size(); ++i) ASSERT_EQ(found[i].vertices, all[i].second);
    const auto one = Must(ShortestPath(graph, start, end, {.cost = kind}));
    ASSERT_EQ(one.has_value(), !all.empty());
    if (one) {
      ASSERT_EQ(one->vertices, all[0].second);
      ASSERT_NEAR(one->cost, kind == PathCost::kInverseWeight ? all[0].first / 60 : all[0].first,
                  1e-9);
    }
  };
  ForEachUndirected(5, [&](const Projection& graph) { check(graph, PathCost::kSteps, 0, 4); });
  ForEachDirected(4, [&](const Projection& graph) { check(graph, PathCost::kSteps, 3, 1); });
  for (std::uint32_t seed = 1; seed <= 30; ++seed) {
    SCOPED_TRACE("seed " + std::to_string(seed));
    const Projection graph = Random(seed, 8, 0.5, seed % 2 == 0, true);
    for (const PathCost kind : {PathCost::kSteps, PathCost::kWeight, PathCost::kInverseWeight}) {
      check(graph, kind, 0, 7);
      check(graph, kind, 2, 2);
    }
  }
}

TEST(SimilarityTest, IsTheDefinitionBothWays) {
  for (const Projection& graph : {KarateClub(), Random(3, 200, 0.05, false),
                                  Random(4, 30, 0.3, true), Random(9, 400, 0.5, false)}) {
    SimilarityFrom from(graph);
    for (Vertex a = 0; a < graph.vertex_count(); a += 7) {
      from.Begin(a);
      for (Vertex b = 0; b < graph.vertex_count(); b += 3) {
        const std::set<Vertex> of_a(graph.Out(a).begin(), graph.Out(a).end());
        std::set<Vertex> either = of_a;
        Similarity expected;
        for (const Vertex z : graph.Out(b)) {
          either.insert(z);
          if (!of_a.contains(z)) continue;
          ++expected.common;
          const auto degree = static_cast<double>(graph.OutDegree(z));
          if (degree > 1) expected.adamic_adar += 1 / std::log(degree);
          if (degree > 0) expected.resource_allocation += 1 / degree;
        }
        const Similarity found = FindSimilarity(graph, a, b);
        ASSERT_EQ(found.common, expected.common);
        ASSERT_EQ(found.jaccard, either.empty() ? 0
                                                : static_cast<double>(expected.common) /
                                                      static_cast<double>(either.size()));
        ASSERT_EQ(found.adamic_adar, expected.adamic_adar);
        ASSERT_EQ(found.resource_allocation, expected.resource_allocation);
        ASSERT_EQ(found.preferential_attachment,
                  static_cast<double>(graph.OutDegree(a) * graph.OutDegree(b)));
        const Similarity marked = from.To(b);
        ASSERT_EQ(marked.common, found.common);
        ASSERT_EQ(marked.jaccard, found.jaccard);
        ASSERT_EQ(marked.adamic_adar, found.adamic_adar);
        ASSERT_EQ(from.AdamicAdarTo(b), found.adamic_adar);
      }
    }
  }
}

TEST(CoresTest, AreWhatTakingVerticesAwayLeaves) {
  const auto check = [](const Projection& graph) {
    const auto cores = CoreNumbers(graph);
    for (std::uint32_t k = 0; k <= graph.vertex_count(); ++k) {
      std::set<Vertex> left;
      for (Vertex v = 0; v < graph.vertex_count(); ++v) left.insert(v);
      for (bool gone = true; gone;) {
        gone = std::erase_if(left, [&](Vertex v) {
                 const auto inside = std::ranges::count_if(
                     graph.Out(v), [&](Vertex head) { return left.contains(head); });
                 return inside < k;
               }) > 0;
      }
      for (Vertex v = 0; v < graph.vertex_count(); ++v) {
        ASSERT_EQ(cores[v] >= k, left.contains(v)) << k;
      }
    }
  };
  ForEachUndirected(5, check);
  check(KarateClub());
  check(Random(1, 60, 0.1, false));
}

TEST(ClusteringTest, IsBoostsAndPublished) {
  const auto check = [](const Projection& graph) {
    for (const unsigned threads : {1U, 3U}) {
      const Clustering clustering = Must(FindClustering(graph, {.threads = threads}));
      std::uint64_t corners = 0;
      double pairs = 0;
      for (Vertex v = 0; v < graph.vertex_count(); ++v) {
        std::uint64_t triangles = 0;
        for (const Vertex a : graph.Out(v)) {
          for (const Vertex b : graph.Out(v)) {
            triangles += a < b && graph.ArcBetween(a, b) ? 1 : 0;
          }
        }
        ASSERT_EQ(clustering.triangles[v], triangles);
        corners += triangles;
        const auto degree = static_cast<double>(graph.OutDegree(v));
        pairs += degree * (degree - 1) / 2;
        if (degree > 1) {
          ASSERT_NEAR(clustering.local[v],
                      static_cast<double>(triangles) / (degree * (degree - 1) / 2), 1e-12);
        }
      }
      ASSERT_NEAR(clustering.global, pairs > 0 ? static_cast<double>(corners) / pairs : 0, 1e-12);
    }
  };
  ForEachUndirected(5, check);
  check(Random(2, 300, 0.05, false));
  const Clustering karate = Must(FindClustering(KarateClub()));
  EXPECT_NEAR(karate.average, 0.5706, 1e-4);  // as published
  EXPECT_NEAR(karate.global, 0.2557, 1e-4);
}

double BestModularity(const Projection& graph) {
  // All partitions, as strings of restricted growth.
  std::vector<std::uint32_t> of(graph.vertex_count(), 0);
  double best = -1;
  const auto visit = [&](const auto& self, Vertex at, std::uint32_t used) -> void {
    if (at == of.size()) {
      best = std::max(best, Modularity(graph, of));
      return;
    }
    for (std::uint32_t c = 0; c <= used; ++c) {
      of[at] = c;
      self(self, at + 1, std::max(used, c + 1));
    }
  };
  visit(visit, 0, 0);
  return best;
}

TEST(CommunitiesTest, OfAllSmallGraphsAreNearlyTheBest) {
  for (const CommunityMethod method : {CommunityMethod::kLouvain, CommunityMethod::kLeiden}) {
    double missed = 0;
    int graphs = 0;
    ForEachUndirected(5, [&](const Projection& graph) {
      const Communities found = Must(FindCommunities(graph, {.method = method}));
      ASSERT_NEAR(found.modularity, Modularity(graph, found.of), 1e-12);
      const double best = BestModularity(graph);
      ASSERT_LE(found.modularity, best + 1e-12);
      ASSERT_GE(found.modularity, -1e-12);  // one community would have 0
      missed += best - found.modularity;
      ++graphs;
    });
    EXPECT_LT(missed / graphs, 0.005);
  }
}

TEST(CommunitiesTest, OfTheKarateClubAreThePublishedFour) {
  for (const CommunityMethod method : {CommunityMethod::kLouvain, CommunityMethod::kLeiden}) {
    const Communities found = Must(FindCommunities(KarateClub(), {.method = method}));
    EXPECT_GE(found.modularity, 0.415);  // 0.4198 is the best there is
    EXPECT_LE(found.modularity, 0.4198 + 1e-4);
    EXPECT_EQ(found.sizes.size(), 4U);
    EXPECT_TRUE(std::ranges::is_sorted(found.sizes, std::ranges::greater{}));
  }
}

// Cliques of five in a ring, a single edge between neighbours.
TEST(CommunitiesTest, CliquesInARingAreEachOne) {
  ArcList list;
  const Vertex cliques = 12;
  for (Vertex c = 0; c < cliques; ++c) {
    for (Vertex a = 0; a < 5; ++a) {
      for (Vertex b = a + 1; b < 5; ++b) list.emplace_back(c * 5 + a, c * 5 + b);
    }
    list.emplace_back(c * 5, (c + 1) % cliques * 5 + 1);
  }
  const Projection graph = Undirected(cliques * 5, list);
  for (const CommunityMethod method : {CommunityMethod::kLouvain, CommunityMethod::kLeiden}) {
    const Communities found = Must(FindCommunities(graph, {.method = method}));
    EXPECT_EQ(found.sizes.size(), cliques);
    for (Vertex v = 0; v < cliques * 5; ++v) EXPECT_EQ(found.of[v], v / 5);
  }
}

TEST(CommunitiesTest, OfLeidenHangTogether) {
  for (std::uint32_t seed = 1; seed <= 20; ++seed) {
    SCOPED_TRACE("seed " + std::to_string(seed));
    const Projection graph = Random(seed, 300, 0.012, false, seed % 2 == 0);
    const Communities found = Must(FindCommunities(graph));
    ArcList inside;
    for (Vertex v = 0; v < graph.vertex_count(); ++v) {
      for (const Vertex head : graph.Out(v)) {
        if (found.of[v] == found.of[head]) inside.emplace_back(v, head);
      }
    }
    const Components parts = ConnectedComponents(Undirected(graph.vertex_count(), inside));
    EXPECT_EQ(parts.sizes.size(), found.sizes.size());
  }
}

TEST(AlgorithmsTest, ResultsDoNotDependOnThreads) {
  const Projection graph = Random(11, 9000, 0.002, true);
  const std::vector<Vertex> sources = {5, 1000, 77, 8999, 4321, 12, 13, 14, 15};
  const auto rank = Must(PageRank(graph, {.threads = 1}));
  const auto between = Must(Betweenness(graph, {.sources = sources, .threads = 1}));
  const auto close = Must(FindCloseness(graph, {.vertices = sources, .threads = 1}));
  for (const unsigned threads : {2U, 7U}) {
    EXPECT_EQ(Must(PageRank(graph, {.threads = threads})), rank);
    EXPECT_EQ(Must(Betweenness(graph, {.sources = sources, .threads = threads})), between);
    EXPECT_EQ(Must(FindCloseness(graph, {.vertices = sources, .threads = threads})), close);
  }
}

TEST(AlgorithmsTest, ACancelStopsThem) {
  Cancel cancel;
  cancel.Request();
  const Projection graph = KarateClub();
  EXPECT_EQ(PageRank(graph, {.cancel = &cancel}).error().code, ErrorCode::kCancelled);
  EXPECT_EQ(Betweenness(graph, {.cancel = &cancel}).error().code, ErrorCode::kCancelled);
  EXPECT_EQ(FindCloseness(graph, {.cancel = &cancel}).error().code, ErrorCode::kCancelled);
  EXPECT_EQ(FindClustering(graph, {.cancel = &cancel}).error().code, ErrorCode::kCancelled);
  EXPECT_EQ(FindCommunities(graph, {.cancel = &cancel}).error().code, ErrorCode::kCancelled);
  EXPECT_EQ(ShortestPath(graph, 0, 9, {.cancel = &cancel}).error().code, ErrorCode::kCancelled);
}

}  // namespace
}  // namespace citygraph
