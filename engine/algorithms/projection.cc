#include "engine/algorithms/projection.h"

#include <algorithm>
#include <utility>

namespace citygraph {

Projection::Projection(std::vector<NodeRun> nodes, Arcs arcs)
    : nodes_(std::move(nodes)), out_(std::move(arcs)) {
  for (NodeRun& run : nodes_) {
    run.row = vertex_count_;
    vertex_count_ += run.end - run.first;
  }
  CITYGRAPH_CHECK(out_.offsets.size() == std::size_t{vertex_count_} + 1);
}

Projection::Projection(std::vector<NodeRun> nodes, Arcs out, Arcs in)
    : Projection(std::move(nodes), std::move(out)) {
  in_ = std::move(in);
  directed_ = true;
}

std::optional<Arc> Projection::ArcBetween(Vertex tail, Vertex head) const {
  const std::span<const Vertex> heads = Out(tail);
  const auto found = std::ranges::lower_bound(heads, head);
  if (found == heads.end() || *found != head) return std::nullopt;
  return FirstArc(tail) + static_cast<Arc>(found - heads.begin());
}

NodeId Projection::NodeOf(Vertex v) const {
  auto after = nodes_.end();
  if (nodes_.size() > 1) {
    after = std::ranges::partition_point(nodes_, [&](const NodeRun& run) { return run.row <= v; });
  }
  const NodeRun& run = *std::prev(after);
  return NodeId{std::uint64_t{run.first} + (v - run.row)};
}

std::optional<Vertex> Projection::VertexOf(NodeId node) const {
  const std::uint64_t id = Raw(node);
  const auto after =
      std::ranges::partition_point(nodes_, [&](const NodeRun& run) { return run.first <= id; });
  if (after == nodes_.begin() || id >= std::prev(after)->end) return std::nullopt;
  const NodeRun& run = *std::prev(after);
  return static_cast<Vertex>(run.row + (id - run.first));
}

std::uint64_t Projection::size_bytes() const {
  const auto bytes = [](const Arcs& arcs) {
    return arcs.offsets.size() * sizeof(Arc) + arcs.heads.size() * sizeof(Vertex) +
           arcs.weights.size() * sizeof(std::uint32_t);
  };
  return bytes(out_) + bytes(in_);
}

}  // namespace citygraph
