// A Projection: one set of nodes and who is next to whom among them, compressed (CSR), for
// algorithms. Made from an Adjacency by project.h; models Boost.Graph's concepts through
// boost_projection.h.
//
// Vertices are 0 … vertex_count()-1, ascending by node id. An arc leads from a vertex to another;
// there is at most one from one vertex to another, with a weight, and none from a vertex to itself.
// An undirected projection holds each edge as two arcs, and In is Out.
//
// Threads: immutable; any number may read. Ownership: it owns its arrays and needs no Adjacency.
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <vector>

#include "engine/adjacency/adjacency.h"
#include "engine/base/ids.h"

namespace citygraph {

using Vertex = std::uint32_t;
using Arc = std::uint64_t;  // an arc's number: 0 … arc_count()-1, by tail, then head

// Arcs by tail: those of vertex v are [offsets[v], offsets[v+1]), heads ascending.
struct Arcs {
  std::vector<Arc> offsets;            // vertex_count() + 1
  std::vector<Vertex> heads;           // arc_count()
  std::vector<std::uint32_t> weights;  // arc_count(); empty: all 1
};

class Projection {
 public:
  Projection() = default;
  // Undirected: `arcs` are symmetric, in weights too.
  Projection(std::vector<NodeRun> nodes, Arcs arcs);
  // Directed: `in` are the same arcs by head.
  Projection(std::vector<NodeRun> nodes, Arcs out, Arcs in);

  bool directed() const { return directed_; }
  std::uint32_t vertex_count() const { return vertex_count_; }
  Arc arc_count() const { return out_.heads.size(); }
  // Undirected edges, or arcs.
  std::uint64_t edge_count() const { return directed_ ? arc_count() : arc_count() / 2; }
  bool weighted() const { return !out_.weights.empty(); }

  // The vertices that v's arcs lead to, ascending, and the weights of those arcs in the same order
  // (empty when !weighted()). REQUIRES: v < vertex_count().
  std::span<const Vertex> Out(Vertex v) const { return HeadsOf(out_, v); }
  std::span<const std::uint32_t> OutWeights(Vertex v) const { return WeightsOf(out_, v); }
  Arc FirstArc(Vertex v) const { return out_.offsets[v]; }
  std::uint64_t OutDegree(Vertex v) const { return out_.offsets[v + 1] - out_.offsets[v]; }
  // The vertices whose arcs lead to v.
  std::span<const Vertex> In(Vertex v) const { return HeadsOf(directed_ ? in_ : out_, v); }
  std::span<const std::uint32_t> InWeights(Vertex v) const {
    return WeightsOf(directed_ ? in_ : out_, v);
  }
  std::uint64_t InDegree(Vertex v) const { return In(v).size(); }

  Vertex HeadOf(Arc arc) const { return out_.heads[arc]; }
  std::uint32_t WeightOf(Arc arc) const { return out_.weights.empty() ? 1 : out_.weights[arc]; }
  // O(log degree).
  std::optional<Arc> ArcBetween(Vertex tail, Vertex head) const;

  // O(log runs); one load where all nodes lie in one run, as after a bulk import.
  NodeId NodeOf(Vertex v) const;
  std::optional<Vertex> VertexOf(NodeId node) const;
  // The nodes; `row` is the vertex of a run's first node.
  std::span<const NodeRun> nodes() const { return nodes_; }

  const Arcs& out() const { return out_; }
  const Arcs& in() const { return directed_ ? in_ : out_; }
  std::uint64_t size_bytes() const;

 private:
  static std::span<const Vertex> HeadsOf(const Arcs& arcs, Vertex v) {
    return {arcs.heads.data() + arcs.offsets[v], arcs.offsets[v + 1] - arcs.offsets[v]};
  }
  static std::span<const std::uint32_t> WeightsOf(const Arcs& arcs, Vertex v) {
    if (arcs.weights.empty()) return {};
    return {arcs.weights.data() + arcs.offsets[v], arcs.offsets[v + 1] - arcs.offsets[v]};
  }

  std::vector<NodeRun> nodes_;
  std::uint32_t vertex_count_ = 0;
  bool directed_ = false;
  Arcs out_;
  Arcs in_;  // empty when undirected
};

}  // namespace citygraph
