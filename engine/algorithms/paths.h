// Shortest paths between two vertices, and the next shortest ones.
#pragma once

#include <cstdint>
#include <optional>
#include <vector>

#include "engine/algorithms/projection.h"
#include "engine/base/cancel.h"
#include "engine/base/result.h"

namespace citygraph {

enum class PathCost : std::uint8_t {
  kSteps,          // 1 an arc
  kWeight,         // an arc's weight
  kInverseWeight,  // 1 / weight: who shares much is near
};

struct VertexPath {
  std::vector<Vertex> vertices;  // from start to end; one vertex when they are the same
  double cost = 0;

  bool operator==(const VertexPath&) const = default;
};

struct PathOptions {
  PathCost cost = PathCost::kSteps;
  const Cancel* cancel = nullptr;
};

// The path of least cost; of several, the one whose vertices come first in order. Nothing when
// there is none. Errors: kInvalidInput (no such vertex), kCancelled. Cost: O(arcs) by steps, O(arcs
// * log vertices) by weights.
Result<std::optional<VertexPath>> ShortestPath(const Projection& projection, Vertex start,
                                               Vertex end, const PathOptions& options = {});

// Up to `count` paths without a vertex twice, by cost, then by their vertices in order (Yen 1971).
// Cost: that of ShortestPath for each vertex of each path found.
Result<std::vector<VertexPath>> ShortestPaths(const Projection& projection, Vertex start,
                                              Vertex end, std::size_t count,
                                              const PathOptions& options = {});

}  // namespace citygraph
