// PageRank: how often one is at a vertex who follows arcs by chance and now and then starts anew.
#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "engine/algorithms/projection.h"
#include "engine/base/cancel.h"
#include "engine/base/result.h"

namespace citygraph {

struct PageRankOptions {
  double damping = 0.85;  // chance to follow an arc; in [0, 1)
  unsigned iterations = 100;
  double tolerance = 1e-10;  // ends when the ranks changed by less than this in sum; 0: never
  bool weighted = false;     // arcs are followed in proportion to their weights
  // Where one starts anew, and goes from vertices without arcs; each in the same measure. None
  // given: anywhere. (Personalised PageRank: how near vertices are to these.)
  std::span<const Vertex> sources = {};
  unsigned threads = 0;  // the result does not depend on it
  const Cancel* cancel = nullptr;
};

// The rank of each vertex; they add up to 1. Empty for no vertices. Errors: kCancelled;
// kInvalidInput (a source that is no vertex, damping out of range).
// Cost: O(iterations * arcs).
Result<std::vector<double>> PageRank(const Projection& projection,
                                     const PageRankOptions& options = {});

}  // namespace citygraph
