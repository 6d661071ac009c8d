// Lines between nodes that have places: straight where the way is free, else the flattest arc that
// goes around what is in the way. Arcs are easier to follow than curves that wind between nodes.
#include <algorithm>
#include <map>
#include <utility>

#include "viz/layout.h"

namespace citygraph::viz {
namespace {

constexpr double kClearance = 5;      // from a line to nodes it passes
constexpr int kSamples = 24;          // points at which a line is looked at
constexpr double kMostWork = 4e7;     // node tests; beyond, lines run straight
constexpr double kParallelGap = 0.1;  // bend between lines of the same two nodes
constexpr double kBends[] = {0,   0.05, -0.05, 0.1,   -0.1, 0.15, -0.15,
                             0.2, -0.2, 0.25,  -0.25, 0.3,  -0.3};

// A quarter turn to the left.
Point Left(Point direction) { return {-direction.y, direction.x}; }

// An arc from `from` to `to`, leaving the straight line by `bend` of its length.
Route Arc(Point from, Point to, double bend) {
  const Point way = to - from;
  const Point by = Left(way) * (bend * 4 / 3);
  return {.points = {from, from + way * (1.0 / 3) + by, from + way * (2.0 / 3) + by, to},
          .start_tip = {},
          .end_tip = {}};
}

// Out of the node, around at the upper right corner, and back.
Route Loop(Point centre, Size size) {
  const Point corner = centre + Point{size.width / 2, size.height / 2};
  return {.points = {corner - Point{10, 0}, corner + Point{-6, 24}, corner + Point{24, 6},
                     corner - Point{0, 6}},
          .start_tip = {},
          .end_tip = {}};
}

bool Inside(std::string_view shape, Point from_centre, Size size) {
  const double x = std::abs(from_centre.x) / (size.width / 2);
  const double y = std::abs(from_centre.y) / (size.height / 2);
  if (shape == "ellipse") return x * x + y * y < 1;
  if (x >= 1 || y >= 1) return false;
  if (shape == "octagon") return x + y < 2 - 0.58;
  if (shape == "hexagon") return size.width / 2 * (1 - x) > size.height / 4 * y;
  // A box; its corner may be rounded.
  constexpr double kCorner = 8;
  const double right = size.width / 2 * (1 - x);
  const double above = size.height / 2 * (1 - y);
  return right > kCorner || above > kCorner ||
         std::hypot(kCorner - right, kCorner - above) < kCorner;
}

class Router {
 public:
  Router(const Scene& scene, const Placement& placement) : scene_(scene), placement_(placement) {
    for (std::size_t i = 0; i < scene.nodes.size(); ++i) {
      Size size = placement.sizes[i];
      size = {size.width + 2 * kClearance, size.height + 2 * kClearance};
      boxes_.push_back(Box::Around(placement.centres[i], size));
    }
    const double work = static_cast<double>(scene.lines.size()) *
                        static_cast<double>(scene.nodes.size()) * std::size(kBends);
    dodging_ = work <= kMostWork;
  }

  // `rank` of `count` lines between the same two nodes.
  Route Find(const SceneLine& line, int rank, int count) const {
    const Point from = placement_.centres[line.start];
    const Point to = placement_.centres[line.end];
    // Parallel lines bend to the same side, seen from the node that comes first.
    const double sign = line.start < line.end ? 1 : -1;
    const double own = sign * kParallelGap * (rank - (count - 1) / 2.0);
    double best_bend = own;
    double least = HUGE_VAL;
    for (const double bend : kBends) {
      const double cost = HiddenLength(Arc(from, to, own + bend), line) * 8 +
                          std::abs(bend) * std::hypot(to.x - from.x, to.y - from.y);
      if (cost < least - 1e-6) {
        least = cost;
        best_bend = own + bend;
      }
      if (!dodging_) break;
    }
    Route route = WithHeads(Arc(from, to, best_bend), line);
    return best_bend == 0 ? route : InQuarters(std::move(route));
  }

  // Cuts the ends of a route that have arrowheads at the outlines of the nodes. Other ends stay in
  // the nodes, which are drawn over them.
  Route WithHeads(Route route, const SceneLine& line) const {
    const double head = ArrowLength(line.width_pt);
    if (line.arrow == Arrow::kAtEnd) {
      const double tip = LeaveFrom(route, line.end, true);
      route.end_tip = PointAlong(route, tip);
      route = Cut(std::move(route), 0, Back(route, tip, head, true));
    } else if (line.arrow == Arrow::kAtStart) {
      const double tip = LeaveFrom(route, line.start, false);
      route.start_tip = PointAlong(route, tip);
      route = Cut(std::move(route), Back(route, tip, head, false), 1);
    }
    return route;
  }

 private:
  // How much of a line is hidden behind nodes that are none of its ends.
  double HiddenLength(const Route& route, const SceneLine& line) const {
    Box hull;
    for (const Point& point : route.points) hull.Add(point);
    const double step = std::hypot(route.points.back().x - route.points.front().x,
                                   route.points.back().y - route.points.front().y) /
                        kSamples;
    double hidden = 0;
    for (std::size_t node = 0; node < boxes_.size(); ++node) {
      const Box& box = boxes_[node];
      if (node == line.start || node == line.end || hull.OverlapWith(box) == 0) {
        // A hull without width or height overlaps nothing, so look at its line itself.
        const bool flat = hull.width() < 1e-9 || hull.height() < 1e-9;
        if (node == line.start || node == line.end || !flat) continue;
      }
      for (int i = 1; i < kSamples; ++i) {
        const Point at = PointAlong(route, static_cast<double>(i) / kSamples);
        const double deep = std::min(std::min(at.x - box.left, box.right - at.x),
                                     std::min(at.y - box.bottom, box.top - at.y));
        if (deep > 0) hidden += step + deep;
      }
    }
    return hidden;
  }

  // Where the route crosses the outline of its first or last node, as a share of its length.
  double LeaveFrom(const Route& route, std::size_t node, bool at_end) const {
    const auto inside = [&](double share) {
      return Inside(scene_.nodes[node].style->shape,
                    PointAlong(route, share) - placement_.centres[node], placement_.sizes[node]);
    };
    double in = at_end ? 1 : 0;
    double out = at_end ? 0 : 1;
    for (int i = 1; i < 64; ++i) {
      const double share = at_end ? 1 - i / 64.0 : i / 64.0;
      if (!inside(share)) {
        out = share;
        break;
      }
      in = share;
    }
    for (int i = 0; i < 20; ++i) {
      const double middle = (in + out) / 2;
      (inside(middle) ? in : out) = middle;
    }
    return out;
  }

  // The share at which the route is `length` before its tip: where the arrowhead begins.
  static double Back(const Route& route, double tip, double length, bool at_end) {
    const Point end = PointAlong(route, tip);
    for (int i = 1; i <= 200; ++i) {
      const double share = at_end ? tip - tip * i / 200.0 : tip + (1 - tip) * i / 200.0;
      const Point at = PointAlong(route, share);
      if (std::hypot(at.x - end.x, at.y - end.y) >= length) return share;
    }
    return at_end ? tip / 2 : (1 + tip) / 2;
  }

  // The same curve in four pieces. Graphviz makes room for control points, and so they lie closer.
  static Route InQuarters(Route route) {
    std::vector<Point> points = {route.points.front()};
    for (int quarter = 4; quarter > 0; --quarter) {
      const Route first = Cut(route, 0, 1.0 / quarter);
      points.insert(points.end(), first.points.begin() + 1, first.points.end());
      if (quarter > 1) route = Cut(std::move(route), 1.0 / quarter, 1);
    }
    route.points = std::move(points);
    return route;
  }

  // The part of a route of one piece from one share to another, of which one is an end
  // (de Casteljau).
  static Route Cut(Route route, double from, double to) {
    const auto split = [](const std::vector<Point>& p, double t, bool first) {
      const auto mix = [t](Point a, Point b) { return a * (1 - t) + b * t; };
      const Point ab = mix(p[0], p[1]);
      const Point bc = mix(p[1], p[2]);
      const Point cd = mix(p[2], p[3]);
      const Point abc = mix(ab, bc);
      const Point bcd = mix(bc, cd);
      const Point middle = mix(abc, bcd);
      return first ? std::vector<Point>{p[0], ab, abc, middle}
                   : std::vector<Point>{middle, bcd, cd, p[3]};
    };
    if (to < 1) route.points = split(route.points, to, true);
    if (from > 0) route.points = split(route.points, from, false);
    return route;
  }

  const Scene& scene_;
  const Placement& placement_;
  std::vector<Box> boxes_;
  bool dodging_ = true;
};

}  // namespace

void RouteLines(const Scene& scene, Placement& placement) {
  std::map<std::pair<std::size_t, std::size_t>, int> counts;
  std::map<std::pair<std::size_t, std::size_t>, int> ranks;
  const auto ends = [](const SceneLine& line) { return std::minmax(line.start, line.end); };
  for (const SceneLine& line : scene.lines) ++counts[ends(line)];
  const Router router(scene, placement);
  for (std::size_t i = 0; i < scene.lines.size(); ++i) {
    const SceneLine& line = scene.lines[i];
    const int rank = ranks[ends(line)]++;
    if (!placement.routes[i].empty()) continue;
    if (line.start == line.end) {
      placement.routes[i] = Loop(placement.centres[line.start], placement.sizes[line.start]);
    } else {
      placement.routes[i] = router.Find(line, rank, counts[ends(line)]);
    }
  }
}

}  // namespace citygraph::viz
