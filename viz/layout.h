// From a scene to places: how large each node is, where it is, and how lines run between them.
// Nodes never overlap, whatever the layout.
#pragma once

#include <cstddef>
#include <vector>

#include "engine/base/result.h"
#include "viz/dot_writer.h"
#include "viz/graphviz.h"
#include "viz/scene.h"

namespace citygraph::viz {

// Measures, lays out by `scene.layout` and routes. Errors: kInternal.
Result<Placement> PlaceScene(GraphvizSession& graphviz, const Scene& scene);

// A connected part of the scene, by indexes, both sorted.
struct Part {
  std::vector<std::size_t> nodes;
  std::vector<std::size_t> lines;
};

// What a layout finds for a part: centres in the order of `nodes`; routes in that of `lines`, or
// none if lines are to be routed later.
struct PartPlacement {
  std::vector<Point> centres;
  std::vector<Route> routes;
};

// A web: connected nodes near one another. Neighbours by stress; sfdp when there are many.
Result<PartPlacement> PlaceWeb(GraphvizSession& graphviz, const Scene& scene,
                               const std::vector<Size>& sizes, const Part& part);
// Ranks along the arrows, by dot: from top to bottom, or from left to right.
Result<PartPlacement> PlaceRanks(GraphvizSession& graphviz, const Scene& scene,
                                 const std::vector<Size>& sizes, const Part& part,
                                 bool left_to_right);
// Rings around `scene.focus`, which is in the part: a ring a step away.
PartPlacement PlaceRings(const Scene& scene, const std::vector<Size>& sizes, const Part& part);
// Columns of equal boxes, ordered for few crossings, with all routes. Widens `sizes`.
PartPlacement PlaceColumns(const Scene& scene, std::vector<Size>& sizes);

// Routes of lines that have none yet.
void RouteLines(const Scene& scene, Placement& placement);

}  // namespace citygraph::viz
