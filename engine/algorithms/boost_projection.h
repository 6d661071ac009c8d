// A Projection as a Boost graph: VertexListGraph, IncidenceGraph, BidirectionalGraph,
// AdjacencyGraph and EdgeListGraph, with property maps for vertex_index, edge_index and
// edge_weight. An undirected projection is a directed graph that has each edge in both directions.
//
//   std::vector<double> distance(projection.vertex_count());
//   boost::dijkstra_shortest_paths(projection, start, boost::distance_map(ByVertex(distance)));
//
// The graph is passed as it is; nothing is copied. For files of engine/algorithms and tests.
#pragma once

#include <boost/graph/graph_traits.hpp>
#include <boost/graph/properties.hpp>
#include <boost/iterator/counting_iterator.hpp>
#include <boost/iterator/iterator_facade.hpp>
#include <boost/property_map/property_map.hpp>
#include <cstdint>
#include <utility>
#include <vector>

#include "engine/algorithms/projection.h"

namespace citygraph {

// An arc with both its ends. Its number is known for out-edges and searched for when asked of
// others.
struct BoostEdge {
  Vertex tail = 0;
  Vertex head = 0;

  auto operator<=>(const BoostEdge&) const = default;
};

// Over a list of neighbours of `vertex`: out-edges lead to them, in-edges come from them.
class BoostEdgeIterator
    : public boost::iterator_facade<BoostEdgeIterator, BoostEdge,
                                    boost::random_access_traversal_tag, BoostEdge> {
 public:
  BoostEdgeIterator() = default;
  BoostEdgeIterator(Vertex vertex, const Vertex* at, bool outgoing)
      : at_(at), vertex_(vertex), outgoing_(outgoing) {}

 private:
  friend class boost::iterator_core_access;
  BoostEdge dereference() const {
    return outgoing_ ? BoostEdge{vertex_, *at_} : BoostEdge{*at_, vertex_};
  }
  bool equal(const BoostEdgeIterator& other) const { return at_ == other.at_; }
  void increment() { ++at_; }
  void decrement() { --at_; }
  void advance(std::ptrdiff_t steps) { at_ += steps; }
  std::ptrdiff_t distance_to(const BoostEdgeIterator& other) const { return other.at_ - at_; }

  const Vertex* at_ = nullptr;
  Vertex vertex_ = 0;
  bool outgoing_ = true;
};

// Over all arcs, by tail, then head.
class BoostAllEdges : public boost::iterator_facade<BoostAllEdges, BoostEdge,
                                                    boost::forward_traversal_tag, BoostEdge> {
 public:
  BoostAllEdges() = default;
  BoostAllEdges(const Projection* projection, Arc arc) : projection_(projection), arc_(arc) {
    SkipEmpty();
  }

 private:
  friend class boost::iterator_core_access;
  BoostEdge dereference() const { return {tail_, projection_->HeadOf(arc_)}; }
  bool equal(const BoostAllEdges& other) const { return arc_ == other.arc_; }
  void increment() {
    ++arc_;
    SkipEmpty();
  }
  void SkipEmpty() {
    while (tail_ < projection_->vertex_count() && projection_->FirstArc(tail_ + 1) <= arc_) ++tail_;
  }

  const Projection* projection_ = nullptr;
  Vertex tail_ = 0;
  Arc arc_ = 0;
};

struct BoostArcNumber {  // edge_index
  using value_type = Arc;
  using reference = Arc;
  using key_type = BoostEdge;
  using category = boost::readable_property_map_tag;
  const Projection* projection = nullptr;
};
inline Arc get(const BoostArcNumber& map, const BoostEdge& edge) {
  return *map.projection->ArcBetween(edge.tail, edge.head);
}

struct BoostArcWeight {  // edge_weight
  using value_type = double;
  using reference = double;
  using key_type = BoostEdge;
  using category = boost::readable_property_map_tag;
  const Projection* projection = nullptr;
};
inline double get(const BoostArcWeight& map, const BoostEdge& edge) {
  if (!map.projection->weighted()) return 1;
  return map.projection->WeightOf(*map.projection->ArcBetween(edge.tail, edge.head));
}

using BoostVertexNumber = boost::typed_identity_property_map<Vertex>;  // vertex_index
inline BoostVertexNumber get(boost::vertex_index_t, const Projection&) { return {}; }
inline Vertex get(boost::vertex_index_t, const Projection&, Vertex v) { return v; }
inline BoostArcNumber get(boost::edge_index_t, const Projection& graph) { return {&graph}; }
inline Arc get(boost::edge_index_t, const Projection& graph, const BoostEdge& edge) {
  return get(BoostArcNumber{&graph}, edge);
}
inline BoostArcWeight get(boost::edge_weight_t, const Projection& graph) { return {&graph}; }
inline double get(boost::edge_weight_t, const Projection& graph, const BoostEdge& edge) {
  return get(BoostArcWeight{&graph}, edge);
}

// A property map over `values[vertex]`. (A plain pointer is no property map with every header.)
template <class T>
auto ByVertex(std::vector<T>& values) {
  return boost::make_iterator_property_map(values.begin(), BoostVertexNumber());
}

using BoostVertices = boost::counting_iterator<Vertex>;

inline std::pair<BoostVertices, BoostVertices> vertices(const Projection& graph) {
  return {BoostVertices(0), BoostVertices(graph.vertex_count())};
}
inline Vertex num_vertices(const Projection& graph) { return graph.vertex_count(); }
inline std::pair<BoostAllEdges, BoostAllEdges> edges(const Projection& graph) {
  return {{&graph, 0}, {&graph, graph.arc_count()}};
}
inline Arc num_edges(const Projection& graph) { return graph.arc_count(); }
inline Vertex source(const BoostEdge& edge, const Projection&) { return edge.tail; }
inline Vertex target(const BoostEdge& edge, const Projection&) { return edge.head; }

inline std::pair<BoostEdgeIterator, BoostEdgeIterator> out_edges(Vertex v,
                                                                 const Projection& graph) {
  const auto heads = graph.Out(v);
  return {{v, heads.data(), true}, {v, heads.data() + heads.size(), true}};
}
inline std::uint64_t out_degree(Vertex v, const Projection& graph) { return graph.OutDegree(v); }
inline std::pair<BoostEdgeIterator, BoostEdgeIterator> in_edges(Vertex v, const Projection& graph) {
  const auto tails = graph.In(v);
  return {{v, tails.data(), false}, {v, tails.data() + tails.size(), false}};
}
inline std::uint64_t in_degree(Vertex v, const Projection& graph) { return graph.InDegree(v); }
inline std::uint64_t degree(Vertex v, const Projection& graph) {
  return graph.OutDegree(v) + graph.InDegree(v);
}
inline std::pair<const Vertex*, const Vertex*> adjacent_vertices(Vertex v,
                                                                 const Projection& graph) {
  const auto heads = graph.Out(v);
  return {heads.data(), heads.data() + heads.size()};
}
inline std::pair<BoostEdge, bool> edge(Vertex tail, Vertex head, const Projection& graph) {
  return {{tail, head}, graph.ArcBetween(tail, head).has_value()};
}

}  // namespace citygraph

namespace boost {

template <>
struct graph_traits<citygraph::Projection> {
  struct traversal_category : bidirectional_graph_tag,
                              adjacency_graph_tag,
                              vertex_list_graph_tag,
                              edge_list_graph_tag {};
  using vertex_descriptor = citygraph::Vertex;
  using edge_descriptor = citygraph::BoostEdge;
  using directed_category = bidirectional_tag;
  using edge_parallel_category = disallow_parallel_edge_tag;
  using vertex_iterator = citygraph::BoostVertices;
  using edge_iterator = citygraph::BoostAllEdges;
  using out_edge_iterator = citygraph::BoostEdgeIterator;
  using in_edge_iterator = citygraph::BoostEdgeIterator;
  using adjacency_iterator = const citygraph::Vertex*;
  using vertices_size_type = citygraph::Vertex;
  using edges_size_type = citygraph::Arc;
  using degree_size_type = std::uint64_t;
  static vertex_descriptor null_vertex() { return 0xffffffff; }
};

template <>  // core_numbers asks for the traits of its const parameter
struct graph_traits<const citygraph::Projection> : graph_traits<citygraph::Projection> {};

template <>
struct property_map<citygraph::Projection, vertex_index_t> {
  using type = citygraph::BoostVertexNumber;
  using const_type = type;
};
template <>
struct property_map<citygraph::Projection, edge_index_t> {
  using type = citygraph::BoostArcNumber;
  using const_type = type;
};
template <>
struct property_map<citygraph::Projection, edge_weight_t> {
  using type = citygraph::BoostArcWeight;
  using const_type = type;
};

}  // namespace boost
