// Betweenness: on how many shortest paths between others a vertex lies.
#pragma once

#include <optional>
#include <span>
#include <vector>

#include "engine/algorithms/projection.h"
#include "engine/base/cancel.h"
#include "engine/base/result.h"

namespace citygraph {

struct BetweennessOptions {
  // Only paths from these count (a sample, for large graphs); none given: from all vertices.
  std::optional<std::span<const Vertex>> sources = std::nullopt;
  unsigned threads = 0;  // the result does not depend on it
  const Cancel* cancel = nullptr;
};

// For each vertex v, the sum over sources s and vertices t (s, t, v different) of the part of the
// shortest paths from s to t, by steps along arcs, that go through v. In an undirected projection
// with all vertices as sources each pair counts twice, once from either end.
// Errors: kCancelled; kInvalidInput (a source that is no vertex).
// Cost: O(sources * arcs) (Brandes), eight sources at a time where no shortest path is longer than
// 62 steps; memory at most 8 bytes * vertices * (64 + 24 a thread).
Result<std::vector<double>> Betweenness(const Projection& projection,
                                        const BetweennessOptions& options = {});

}  // namespace citygraph
