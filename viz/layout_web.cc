// Layouts by Graphviz: the web (neato, sfdp) and the ranks (dot).
#include <algorithm>
#include <string>

#include "viz/layout.h"
#include "viz/packing.h"

namespace citygraph::viz {
namespace {

constexpr std::size_t kMostStressNodes = 400;  // neato needs a second or so for as many

// Few nodes show their shape best when all lines want to be of one length; among more, lines of
// hubs should be longer ("subset"), or everything crowds around them.
constexpr std::size_t kMostEvenNodes = 24;

Result<std::vector<Point>> RawCentres(GraphvizSession& graphviz, const Scene& scene,
                                      const std::vector<Size>& sizes, const Part& part) {
  const bool small = part.nodes.size() <= kMostStressNodes;
  std::string attributes = "overlap=true splines=none start=7 ";
  if (!small) {
    attributes += "smoothing=spring";
  } else if (part.nodes.size() > kMostEvenNodes) {
    attributes += "maxiter=500 model=subset";
  } else {
    attributes += "maxiter=500";
  }
  const std::string dot = DotToPlace(scene, sizes, part.nodes, part.lines, attributes);
  CITYGRAPH_TRY(const Arrangement found, graphviz.Arrange(dot, small ? "neato" : "sfdp"));
  std::vector<Point> centres;
  for (const std::size_t node : part.nodes) {
    const auto place = found.nodes.find(scene.nodes[node].id);
    if (place == found.nodes.end()) return Fail(ErrorCode::kInternal, "a node has no place");
    centres.push_back(place->second.centre);
  }
  return centres;
}

// Turns the longest axis of the cloud to the horizontal, as the page lies.
void TurnToPage(std::vector<Point>& centres) {
  Point mean;
  for (const Point& each : centres) mean = mean + each;
  mean = mean * (1.0 / static_cast<double>(centres.size()));
  double xx = 0;
  double xy = 0;
  double yy = 0;
  for (Point& each : centres) {
    each = each - mean;
    xx += each.x * each.x;
    xy += each.x * each.y;
    yy += each.y * each.y;
  }
  const double angle = 0.5 * std::atan2(2 * xy, xx - yy);
  const double c = std::cos(angle);
  const double s = std::sin(angle);
  for (Point& each : centres) each = {each.x * c + each.y * s, each.y * c - each.x * s};
}

// Draws in the few that lie far out, so that they do not make the page large and empty.
void DrawInOutliers(std::vector<Point>& centres) {
  constexpr double kFar = 1.7;    // standard deviations from the middle
  constexpr double kShare = 0.3;  // of what lies beyond that is kept
  for (double Point::* const axis : {&Point::x, &Point::y}) {
    double squares = 0;
    for (const Point& each : centres) squares += each.*axis * (each.*axis);
    const double limit = kFar * std::sqrt(squares / static_cast<double>(centres.size()));
    for (Point& each : centres) {
      const double beyond = std::abs(each.*axis) - limit;
      if (beyond > 0) each.*axis = std::copysign(limit + beyond * kShare, each.*axis);
    }
  }
}

// The least scale at which no two boxes are nearer than `room`: what small parts need, whose lines
// would otherwise be drawn out or hidden.
double RoomyScale(const std::vector<Point>& centres, const std::vector<Size>& sizes, double room) {
  double scale = 0;
  for (std::size_t i = 0; i < centres.size(); ++i) {
    for (std::size_t j = i + 1; j < centres.size(); ++j) {
      const Point apart = centres[j] - centres[i];
      const double across = (sizes[i].width + sizes[j].width) / 2 + room;
      const double up = (sizes[i].height + sizes[j].height) / 2 + room;
      scale = std::max(scale, std::min(across / std::max(std::abs(apart.x), 1e-9),
                                       up / std::max(std::abs(apart.y), 1e-9)));
    }
  }
  return scale;
}

// Stretches the cloud to the shape of the page and to the area that its boxes need.
void FitToPage(std::vector<Point>& centres, const std::vector<Size>& sizes, double room) {
  Box cloud;
  double area = 0;
  for (std::size_t i = 0; i < centres.size(); ++i) {
    cloud.Add(centres[i]);
    area += (sizes[i].width + theme::kNodeGap) * (sizes[i].height + theme::kNodeGap);
  }
  // Few nodes are limited by the room between them, many by the page.
  const double many = std::clamp((static_cast<double>(centres.size()) - 12) / 48, 0.0, 1.0);
  const double fill = theme::kLeastFill + many * (theme::kFill - theme::kLeastFill);
  const double width = std::sqrt(area / fill * theme::kAspect);
  const double height = width / theme::kAspect;
  double across = width / std::max(cloud.width(), 1.0);
  double up = height / std::max(cloud.height(), 1.0);
  // Chains and stars keep their shape: no axis is stretched much more than the other.
  up = std::min(up, across * 1.3);
  across = std::min(across, up * 2.2);
  for (Point& each : centres) each = {each.x * across, each.y * up};
  const double scale = std::min(1.0, RoomyScale(centres, sizes, room));
  for (Point& each : centres) each = each * scale;
}

bool HasLabels(const Scene& scene, const Part& part) {
  return std::ranges::any_of(part.lines,
                             [&](std::size_t line) { return !scene.lines[line].label.empty(); });
}

}  // namespace

Result<PartPlacement> PlaceWeb(GraphvizSession& graphviz, const Scene& scene,
                               const std::vector<Size>& sizes, const Part& part) {
  PartPlacement placed;
  CITYGRAPH_TRY(placed.centres, RawCentres(graphviz, scene, sizes, part));
  std::vector<Size> part_sizes;
  for (const std::size_t node : part.nodes) part_sizes.push_back(sizes[node]);
  TurnToPage(placed.centres);
  if (placed.centres.size() > kMostEvenNodes) DrawInOutliers(placed.centres);
  FitToPage(placed.centres, part_sizes, HasLabels(scene, part) ? theme::kLabelRoom : theme::kRoom);
  PushApart(placed.centres, part_sizes, theme::kNodeGap);
  return placed;
}

Result<PartPlacement> PlaceRanks(GraphvizSession& graphviz, const Scene& scene,
                                 const std::vector<Size>& sizes, const Part& part,
                                 bool left_to_right) {
  const bool labels = HasLabels(scene, part);
  std::string attributes = left_to_right ? "rankdir=LR nodesep=0.18 " : "rankdir=TB nodesep=0.25 ";
  if (left_to_right) {
    attributes += labels ? "ranksep=1.4" : "ranksep=0.7";
  } else {
    attributes += labels ? "ranksep=0.65" : "ranksep=0.5";
  }
  const std::string dot = DotToPlace(scene, sizes, part.nodes, part.lines, attributes);
  CITYGRAPH_TRY(Arrangement found, graphviz.Arrange(dot, "dot"));
  PartPlacement placed;
  for (const std::size_t node : part.nodes) {
    placed.centres.push_back(found.nodes[scene.nodes[node].id].centre);
  }
  for (const std::size_t line : part.lines) {
    placed.routes.push_back(std::move(found.routes[scene.lines[line].id]));
  }
  return placed;
}

}  // namespace citygraph::viz
