// Closeness: how few steps away the others are.
#pragma once

#include <optional>
#include <span>
#include <vector>

#include "engine/algorithms/projection.h"
#include "engine/base/cancel.h"
#include "engine/base/result.h"

namespace citygraph {

struct Closeness {
  // (reached / sum of distances) * (reached / (vertices - 1)), where `reached` counts the vertices
  // it can reach (Wasserman and Faust); 0 for a vertex that reaches none.
  double classic = 0;
  // Sum of 1 / distance over the others, divided by (vertices - 1).
  double harmonic = 0;

  bool operator==(const Closeness&) const = default;
};

struct ClosenessOptions {
  std::optional<std::span<const Vertex>> vertices = std::nullopt;  // none given: all
  unsigned threads = 0;
  const Cancel* cancel = nullptr;
};

// Of each vertex asked for, in that order; distances are steps along arcs from it.
// Errors: kCancelled; kInvalidInput (no such vertex). Cost: O(arcs) a vertex.
Result<std::vector<Closeness>> FindCloseness(const Projection& projection,
                                             const ClosenessOptions& options = {});

}  // namespace citygraph
