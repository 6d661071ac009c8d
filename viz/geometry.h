// Points, boxes and curves on the page. Points (1/72 inch); y grows upwards, as in Graphviz.
#pragma once

#include <algorithm>
#include <cmath>
#include <optional>
#include <vector>

namespace citygraph::viz {

struct Point {
  double x = 0;
  double y = 0;

  Point operator+(Point other) const { return {x + other.x, y + other.y}; }
  Point operator-(Point other) const { return {x - other.x, y - other.y}; }
  Point operator*(double factor) const { return {x * factor, y * factor}; }
};

struct Size {
  double width = 0;
  double height = 0;
};

// An upright rectangle; empty until something is added.
struct Box {
  double left = HUGE_VAL;
  double bottom = HUGE_VAL;
  double right = -HUGE_VAL;
  double top = -HUGE_VAL;

  static Box Around(Point centre, Size size) {
    return {centre.x - size.width / 2, centre.y - size.height / 2, centre.x + size.width / 2,
            centre.y + size.height / 2};
  }
  bool empty() const { return left > right; }
  double width() const { return empty() ? 0 : right - left; }
  double height() const { return empty() ? 0 : top - bottom; }
  Point centre() const { return {(left + right) / 2, (bottom + top) / 2}; }
  void Add(Point point) {
    left = std::min(left, point.x);
    right = std::max(right, point.x);
    bottom = std::min(bottom, point.y);
    top = std::max(top, point.y);
  }
  void Add(const Box& other) {
    left = std::min(left, other.left);
    right = std::max(right, other.right);
    bottom = std::min(bottom, other.bottom);
    top = std::max(top, other.top);
  }
  // How deep the boxes lie in one another; 0 when they are apart or only touch.
  double OverlapWith(const Box& other) const {
    const double across = std::min(right, other.right) - std::max(left, other.left);
    const double up = std::min(top, other.top) - std::max(bottom, other.bottom);
    return std::max(0.0, std::min(across, up));
  }
};

// A line's course: Bézier control points (1 + 3n), and where its arrowheads end.
struct Route {
  std::vector<Point> points;
  std::optional<Point> start_tip;
  std::optional<Point> end_tip;

  bool empty() const { return points.empty(); }
};

// The point at `share` (0 to 1) of the route, by its pieces. REQUIRES: !route.empty().
inline Point PointAlong(const Route& route, double share) {
  const std::size_t pieces = (route.points.size() - 1) / 3;
  if (pieces == 0) return route.points.front();
  const double at = std::clamp(share, 0.0, 1.0) * static_cast<double>(pieces);
  const std::size_t piece = std::min(static_cast<std::size_t>(at), pieces - 1);
  const double t = at - static_cast<double>(piece);
  const double u = 1 - t;
  const Point* p = &route.points[piece * 3];
  return p[0] * (u * u * u) + p[1] * (3 * u * u * t) + p[2] * (3 * u * t * t) + p[3] * (t * t * t);
}

}  // namespace citygraph::viz
