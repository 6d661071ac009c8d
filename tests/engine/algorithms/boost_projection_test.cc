// A Projection models Boost.Graph's concepts, and Boost's algorithms run on it as it is.
#include "engine/algorithms/boost_projection.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <boost/graph/breadth_first_search.hpp>
#include <boost/graph/dijkstra_shortest_paths.hpp>
#include <boost/graph/graph_concepts.hpp>
#include <boost/graph/topological_sort.hpp>
#include <vector>

#include "tests/engine/algorithms/graphs.h"

namespace citygraph {
namespace {

using namespace testing;
using boost::graph_traits;
using ::testing::ElementsAre;

BOOST_CONCEPT_ASSERT((boost::GraphConcept<Projection>));
BOOST_CONCEPT_ASSERT((boost::VertexListGraphConcept<Projection>));
BOOST_CONCEPT_ASSERT((boost::IncidenceGraphConcept<Projection>));
BOOST_CONCEPT_ASSERT((boost::BidirectionalGraphConcept<Projection>));
BOOST_CONCEPT_ASSERT((boost::AdjacencyGraphConcept<Projection>));
BOOST_CONCEPT_ASSERT((boost::EdgeListGraphConcept<Projection>));
BOOST_CONCEPT_ASSERT((boost::AdjacencyMatrixConcept<Projection>));
BOOST_CONCEPT_ASSERT((boost::ReadablePropertyMapConcept<
                      boost::property_map<Projection, boost::edge_weight_t>::type, BoostEdge>));
BOOST_CONCEPT_ASSERT((boost::ReadablePropertyMapConcept<
                      boost::property_map<Projection, boost::edge_index_t>::type, BoostEdge>));
BOOST_CONCEPT_ASSERT((boost::ReadablePropertyMapConcept<
                      boost::property_map<Projection, boost::vertex_index_t>::type, Vertex>));

TEST(BoostProjectionTest, BothSidesNameTheSameEdges) {
  const Projection graph = Directed(4, {{0, 2}, {1, 2}, {2, 3}, {3, 0}}, {5, 6, 7, 8});
  std::vector<BoostEdge> in;
  for (auto [at, end] = in_edges(2, graph); at != end; ++at) in.push_back(*at);
  EXPECT_THAT(in, ElementsAre(BoostEdge{0, 2}, BoostEdge{1, 2}));
  std::vector<double> weights;
  std::vector<Arc> numbers;
  for (auto [at, end] = edges(graph); at != end; ++at) {
    EXPECT_EQ(edge(source(*at, graph), target(*at, graph), graph), std::pair(*at, true));
    weights.push_back(get(boost::edge_weight, graph, *at));
    numbers.push_back(get(boost::edge_index, graph, *at));
  }
  EXPECT_THAT(weights, ElementsAre(5, 6, 7, 8));
  EXPECT_THAT(numbers, ElementsAre(0, 1, 2, 3));
  EXPECT_EQ(num_vertices(graph), 4U);
  EXPECT_EQ(num_edges(graph), 4U);
  EXPECT_EQ(degree(2, graph), 3U);
  EXPECT_FALSE(edge(0, 1, graph).second);
}

TEST(BoostProjectionTest, EdgesOfAGraphWithGapsAreAllVisited) {
  const Projection graph = Directed(6, {{1, 0}, {4, 5}});
  std::vector<BoostEdge> all;
  for (auto [at, end] = edges(graph); at != end; ++at) all.push_back(*at);
  EXPECT_THAT(all, ElementsAre(BoostEdge{1, 0}, BoostEdge{4, 5}));
  const Projection none = Directed(3, {});
  EXPECT_EQ(edges(none).first, edges(none).second);
}

TEST(BoostProjectionTest, BoostsAlgorithmsRunOnIt) {
  const Projection graph = Directed(5, {{0, 1}, {0, 2}, {2, 1}, {1, 3}}, {9, 1, 2, 4});
  std::vector<double> distance(graph.vertex_count());
  boost::dijkstra_shortest_paths(graph, Vertex{0}, boost::distance_map(ByVertex(distance)));
  EXPECT_EQ(distance[1], 3);
  EXPECT_EQ(distance[3], 7);
  std::vector<Vertex> order;
  boost::topological_sort(graph, std::back_inserter(order));
  EXPECT_EQ(order.size(), 5U);
  std::vector<int> steps(graph.vertex_count(), 0);
  boost::breadth_first_search(graph, Vertex{0},
                              boost::visitor(boost::make_bfs_visitor(boost::record_distances(
                                  ByVertex(steps), boost::on_tree_edge()))));
  EXPECT_THAT(steps, ElementsAre(0, 1, 1, 2, 0));
}

}  // namespace
}  // namespace citygraph
