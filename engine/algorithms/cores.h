// How densely vertices are joined: k-cores and clustering.
#pragma once

#include <cstdint>
#include <vector>

#include "engine/algorithms/projection.h"
#include "engine/base/cancel.h"
#include "engine/base/result.h"

namespace citygraph {

// For each vertex the greatest k such that it is in a set of vertices that all have k neighbours in
// the set. REQUIRES: an undirected projection. O(arcs).
std::vector<std::uint32_t> CoreNumbers(const Projection& projection);

struct Clustering {
  std::vector<std::uint64_t> triangles;  // that a vertex is in
  std::vector<double> local;  // triangles / pairs of its neighbours; 0 for fewer than 2 neighbours
  double average = 0;         // of `local` over all vertices
  double global = 0;          // 3 * triangles / pairs of edges at a vertex (transitivity)
};

struct ClusteringOptions {
  unsigned threads = 0;  // the result does not depend on it
  const Cancel* cancel = nullptr;
};

// Errors: kCancelled; kInvalidInput (a directed projection). O(arcs * sqrt(arcs)).
Result<Clustering> FindClustering(const Projection& projection,
                                  const ClusteringOptions& options = {});

}  // namespace citygraph
