#include "viz/layout.h"

#include <algorithm>
#include <numeric>
#include <utility>

#include "engine/base/unicode.h"
#include "viz/packing.h"

namespace citygraph::viz {
namespace {

// dot's time grows fast with these; larger parts are drawn as a web, with their arrows.
constexpr std::size_t kMostRankedNodes = 150;
constexpr std::size_t kMostRankedLines = 250;
constexpr double kMostRankedWidth = 2200;

std::vector<Part> PartsOf(const Scene& scene) {
  std::vector<std::size_t> leader(scene.nodes.size());
  std::iota(leader.begin(), leader.end(), 0);
  const auto find = [&](std::size_t node) {
    while (leader[node] != node) node = leader[node] = leader[leader[node]];
    return node;
  };
  for (const SceneLine& line : scene.lines) {
    const std::size_t a = find(line.start);
    const std::size_t b = find(line.end);
    leader[std::max(a, b)] = std::min(a, b);
  }
  std::vector<Part> parts;
  std::vector<std::size_t> part_of(scene.nodes.size());
  for (std::size_t node = 0; node < scene.nodes.size(); ++node) {
    const std::size_t root = find(node);
    if (root == node) {
      part_of[node] = parts.size();
      parts.emplace_back();
    }
    parts[part_of[root]].nodes.push_back(node);
  }
  for (std::size_t line = 0; line < scene.lines.size(); ++line) {
    parts[part_of[find(scene.lines[line].start)]].lines.push_back(line);
  }
  return parts;
}

Result<std::vector<Size>> MeasureNodes(GraphvizSession& graphviz, const Scene& scene) {
  CITYGRAPH_TRY(const Arrangement measured, graphviz.Arrange(DotToMeasureNodes(scene), "nop"));
  std::vector<Size> sizes;
  for (const SceneNode& node : scene.nodes) {
    const auto found = measured.nodes.find(node.id);
    if (found == measured.nodes.end()) return Fail(ErrorCode::kInternal, "a node has no size");
    sizes.push_back({found->second.size.width + 1, found->second.size.height + 1});
  }
  return sizes;
}

Box Extent(const std::vector<Size>& sizes, const Part& part, const PartPlacement& placed) {
  Box box;
  for (std::size_t i = 0; i < part.nodes.size(); ++i) {
    box.Add(Box::Around(placed.centres[i], sizes[part.nodes[i]]));
  }
  for (const Route& route : placed.routes) {
    for (const Point& point : route.points) box.Add(point);
  }
  return box;
}

// The width of a page of the usual shape that holds the box.
double PageWidth(const Box& box) { return std::max(box.width(), box.height() * theme::kAspect); }

// Ranks go down the page, or across it where a rank would be too long; where both make too large a
// page, as with a web that has arrows, there are no ranks to be seen anyway.
Result<PartPlacement> PlaceDirected(GraphvizSession& graphviz, const Scene& scene,
                                    const std::vector<Size>& sizes, const Part& part) {
  if (part.nodes.size() <= kMostRankedNodes && part.lines.size() <= kMostRankedLines) {
    for (const bool left_to_right : {false, true}) {
      CITYGRAPH_TRY(PartPlacement placed, PlaceRanks(graphviz, scene, sizes, part, left_to_right));
      const double width = PageWidth(Extent(sizes, part, placed));
      if (width <= (left_to_right ? kMostRankedWidth : theme::kUsualPageWidth)) return placed;
    }
  }
  return PlaceWeb(graphviz, scene, sizes, part);
}

Result<PartPlacement> PlacePart(GraphvizSession& graphviz, const Scene& scene,
                                const std::vector<Size>& sizes, const Part& part) {
  if (part.nodes.size() == 1 && part.lines.empty()) {
    return PartPlacement{.centres = {Point{}}, .routes = {}};
  }
  const bool has_focus = scene.focus && std::ranges::binary_search(part.nodes, *scene.focus);
  if (scene.layout == Layout::kEgo && has_focus) return PlaceRings(scene, sizes, part);
  if (scene.layout == Layout::kDirected) return PlaceDirected(graphviz, scene, sizes, part);
  return PlaceWeb(graphviz, scene, sizes, part);
}

void Move(Route& route, Point by) {
  for (Point& point : route.points) point = point + by;
  if (route.start_tip) route.start_tip = *route.start_tip + by;
  if (route.end_tip) route.end_tip = *route.end_tip + by;
}

// Parts side by side, each at its place.
Status PlaceParts(GraphvizSession& graphviz, const Scene& scene, Placement& placement) {
  const std::vector<Part> parts = PartsOf(scene);
  std::vector<PartPlacement> placed;
  std::vector<Box> extents;
  std::vector<Size> sizes;
  for (const Part& part : parts) {
    CITYGRAPH_TRY(PartPlacement found, PlacePart(graphviz, scene, placement.sizes, part));
    placed.push_back(std::move(found));
    extents.push_back(Extent(placement.sizes, part, placed.back()));
    sizes.push_back({extents.back().width(), extents.back().height()});
  }
  const bool few = parts.size() < 2 || parts.back().nodes.size() > 1;
  const double gap = few ? theme::kComponentGap : theme::kComponentGap * 0.7;
  const std::vector<Point> middles = Pack(sizes, gap, theme::kAspect);
  for (std::size_t p = 0; p < parts.size(); ++p) {
    const Point by = middles[p] - extents[p].centre();
    for (std::size_t i = 0; i < parts[p].nodes.size(); ++i) {
      placement.centres[parts[p].nodes[i]] = placed[p].centres[i] + by;
    }
    for (std::size_t i = 0; i < placed[p].routes.size(); ++i) {
      Move(placed[p].routes[i], by);
      placement.routes[parts[p].lines[i]] = std::move(placed[p].routes[i]);
    }
  }
  return {};
}

// The shares of a route between which it is outside the boxes of its two nodes.
std::pair<double, double> VisibleShares(const Route& route, const Box& start, const Box& end) {
  constexpr int kSteps = 50;
  const auto inside = [&](const Box& box, int step) {
    const Point at = PointAlong(route, static_cast<double>(step) / kSteps);
    return at.x > box.left && at.x < box.right && at.y > box.bottom && at.y < box.top;
  };
  int from = 0;
  int to = kSteps;
  while (from < kSteps && inside(start, from)) ++from;
  while (to > from && inside(end, to)) --to;
  return {static_cast<double>(from) / kSteps, static_cast<double>(to) / kSteps};
}

// Labels of lines sit on them, near the middle, where they hide least.
void PlaceLabels(const Scene& scene, Placement& placement) {
  std::vector<Box> taken;
  for (std::size_t i = 0; i < scene.nodes.size(); ++i) {
    taken.push_back(Box::Around(placement.centres[i], placement.sizes[i]));
  }
  for (std::size_t i = 0; i < scene.lines.size(); ++i) {
    const Route& route = placement.routes[i];
    if (scene.lines[i].label.empty() || route.empty()) continue;
    const Size size{
        static_cast<double>(DisplayWidth(scene.lines[i].label)) * theme::kLineLabelPt * 0.64 + 4,
        theme::kLineLabelPt * 1.4};
    const auto [from, to] =
        VisibleShares(route, taken[scene.lines[i].start], taken[scene.lines[i].end]);
    double least = HUGE_VAL;
    for (const double share : {0.5, 0.42, 0.58, 0.34, 0.66, 0.26, 0.74, 0.18, 0.82}) {
      const Point centre = PointAlong(route, from + (to - from) * share);
      const Box box = Box::Around(centre, size);
      double hidden = 0;
      for (const Box& other : taken) hidden += box.OverlapWith(other);
      if (hidden < least - 0.1) {
        least = hidden;
        placement.label_centres[i] = centre;
      }
    }
    taken.push_back(Box::Around(*placement.label_centres[i], size));
  }
}

}  // namespace

Result<Placement> PlaceScene(GraphvizSession& graphviz, const Scene& scene) {
  Placement placement;
  CITYGRAPH_TRY(placement.sizes, MeasureNodes(graphviz, scene));
  placement.centres.resize(scene.nodes.size());
  placement.routes.resize(scene.lines.size());
  placement.label_centres.resize(scene.lines.size());
  if (scene.layout == Layout::kBipartite) {
    PartPlacement columns = PlaceColumns(scene, placement.sizes);
    placement.centres = std::move(columns.centres);
    placement.routes = std::move(columns.routes);
  } else {
    CITYGRAPH_TRY(PlaceParts(graphviz, scene, placement));
  }
  RouteLines(scene, placement);
  PlaceLabels(scene, placement);
  return placement;
}

}  // namespace citygraph::viz
