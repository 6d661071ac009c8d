#include "engine/algorithms/cores.h"

#include <algorithm>
#include <atomic>
#include <boost/graph/core_numbers.hpp>
#include <memory>
#include <numeric>

#include "engine/algorithms/boost_projection.h"
#include "engine/base/parallel.h"

namespace citygraph {
namespace {

// Each edge once, from the vertex of smaller degree to that of larger: lists are then short, and a
// triangle is found exactly once.
Arcs Upward(const Projection& projection) {
  const auto before = [&](Vertex a, Vertex b) {
    const std::uint64_t of_a = projection.OutDegree(a);
    const std::uint64_t of_b = projection.OutDegree(b);
    return of_a != of_b ? of_a < of_b : a < b;
  };
  Arcs arcs;
  arcs.offsets.push_back(0);
  arcs.heads.reserve(projection.edge_count());
  for (Vertex v = 0; v < projection.vertex_count(); ++v) {
    for (const Vertex head : projection.Out(v)) {
      if (before(v, head)) arcs.heads.push_back(head);
    }
    arcs.offsets.push_back(arcs.heads.size());
  }
  return arcs;
}

}  // namespace

std::vector<std::uint32_t> CoreNumbers(const Projection& projection) {
  std::vector<std::uint32_t> cores(projection.vertex_count());
  boost::core_numbers(projection, ByVertex(cores));
  return cores;
}

Result<Clustering> FindClustering(const Projection& projection, const ClusteringOptions& options) {
  if (projection.directed()) {
    return Fail(ErrorCode::kInvalidInput, "clustering is that of an undirected projection");
  }
  const Vertex count = projection.vertex_count();
  const Arcs upward = Upward(projection);
  const auto list = [&](Vertex v) {
    return std::span(upward.heads)
        .subspan(upward.offsets[v], upward.offsets[v + 1] - upward.offsets[v]);
  };
  // Whole numbers: the order in which threads add them does not matter.
  const auto triangles = std::make_unique<std::atomic<std::uint64_t>[]>(count);
  const unsigned threads = ThreadCount(options.threads);
  std::vector<std::vector<Vertex>> marks(threads);
  ForEachPiece(count, 256, threads, [&](std::uint64_t begin, std::uint64_t end, unsigned thread) {
    if (IsCancelled(options.cancel)) return;
    std::vector<Vertex>& mark = marks[thread];
    mark.resize(count, 0);
    for (auto v = static_cast<Vertex>(begin); v < end; ++v) {
      for (const Vertex head : list(v)) mark[head] = v + 1;
      std::uint64_t of_v = 0;
      for (const Vertex middle : list(v)) {
        std::uint64_t of_middle = 0;
        for (const Vertex head : list(middle)) {
          if (mark[head] != v + 1) continue;
          ++of_middle;
          triangles[head].fetch_add(1, std::memory_order_relaxed);
        }
        if (of_middle == 0) continue;
        of_v += of_middle;
        triangles[middle].fetch_add(of_middle, std::memory_order_relaxed);
      }
      triangles[v].fetch_add(of_v, std::memory_order_relaxed);
    }
  });
  CITYGRAPH_TRY(CheckCancelled(options.cancel));
  Clustering clustering;
  std::uint64_t corners = 0;
  double pairs_of_all = 0;
  for (Vertex v = 0; v < count; ++v) {
    const auto degree = static_cast<double>(projection.OutDegree(v));
    const double pairs = degree * (degree - 1) / 2;
    clustering.triangles.push_back(triangles[v].load());
    clustering.local.push_back(pairs > 0 ? static_cast<double>(clustering.triangles[v]) / pairs
                                         : 0);
    clustering.average += clustering.local[v];
    corners += clustering.triangles[v];
    pairs_of_all += pairs;
  }
  if (count > 0) clustering.average /= count;
  if (pairs_of_all > 0) clustering.global = static_cast<double>(corners) / pairs_of_all;
  return clustering;
}

}  // namespace citygraph
