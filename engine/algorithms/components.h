// Which vertices hang together.
#pragma once

#include <cstdint>
#include <vector>

#include "engine/algorithms/projection.h"

namespace citygraph {

// Components are numbered from 0 in the order of their least vertices.
struct Components {
  std::vector<std::uint32_t> of;     // a vertex's component
  std::vector<std::uint32_t> sizes;  // a component's vertices

  bool operator==(const Components&) const = default;
};

// Arcs count in both directions (weak components of a directed projection). Near O(vertices) where
// one component holds most of them, O(arcs) at worst.
Components ConnectedComponents(const Projection& projection);

// Vertices that reach one another along arcs. O(vertices + arcs).
Components StrongComponents(const Projection& projection);

}  // namespace citygraph
