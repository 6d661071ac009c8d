// Columns: places at the left, themes at the right, exchanges between them if there are any.
#include <algorithm>
#include <map>
#include <numeric>

#include "viz/layout.h"

namespace citygraph::viz {
namespace {

constexpr double kRowGap = 7;
constexpr double kLeastColumnGap = 190;
constexpr double kMostColumnGap = 420;
constexpr int kSweeps = 24;

struct Columns {
  std::vector<std::vector<std::size_t>> columns;  // node indexes from top to bottom
  std::vector<std::size_t> column_of;
  std::vector<double> height_of;  // 0 at the top, 1 at the bottom: where a node is in its column
  std::vector<std::vector<std::size_t>> neighbours;  // in other columns

  void SetHeights(std::size_t column) {
    const auto count = static_cast<double>(columns[column].size());
    for (std::size_t i = 0; i < columns[column].size(); ++i) {
      height_of[columns[column][i]] = (static_cast<double>(i) + 0.5) / count;
    }
  }
};

Columns Sorted(const Scene& scene) {
  std::map<int, std::vector<std::size_t>> by_kind;
  for (std::size_t i = 0; i < scene.nodes.size(); ++i) {
    by_kind[scene.nodes[i].kind->column].push_back(i);
  }
  Columns found;
  found.column_of.resize(scene.nodes.size());
  found.height_of.resize(scene.nodes.size());
  found.neighbours.resize(scene.nodes.size());
  for (auto& [kind, nodes] : by_kind) {
    for (const std::size_t node : nodes) found.column_of[node] = found.columns.size();
    found.columns.push_back(std::move(nodes));
    found.SetHeights(found.columns.size() - 1);
  }
  for (const SceneLine& line : scene.lines) {
    if (found.column_of[line.start] == found.column_of[line.end]) continue;
    found.neighbours[line.start].push_back(line.end);
    found.neighbours[line.end].push_back(line.start);
  }
  return found;
}

// How steep the lines are altogether: a stand-in for crossings that is quick to count.
double Steepness(const Columns& columns) {
  double sum = 0;
  for (std::size_t node = 0; node < columns.neighbours.size(); ++node) {
    for (const std::size_t other : columns.neighbours[node]) {
      sum += std::abs(columns.height_of[node] - columns.height_of[other]);
    }
  }
  return sum;
}

// Each node goes to the mean height of its neighbours, column by column, to and fro.
void OrderColumns(Columns& columns) {
  Columns best = columns;
  double least = Steepness(best);
  const std::size_t count = columns.columns.size();
  for (int sweep = 0; sweep < kSweeps && count > 1; ++sweep) {
    for (std::size_t step = 0; step < count; ++step) {
      const std::size_t column = sweep % 2 == 0 ? count - 1 - step : step;
      std::ranges::stable_sort(columns.columns[column], {}, [&](std::size_t node) {
        const std::vector<std::size_t>& near = columns.neighbours[node];
        if (near.empty()) return 2.0;  // without lines: at the foot
        double sum = 0;
        for (const std::size_t other : near) sum += columns.height_of[other];
        return sum / static_cast<double>(near.size());
      });
      columns.SetHeights(column);
    }
    const double steepness = Steepness(columns);
    if (steepness < least - 1e-9) {
      least = steepness;
      best = columns;
    }
  }
  columns = std::move(best);
}

Route CurveBetween(Point from, Point to, bool same_column, bool leftmost) {
  Route route;
  if (same_column) {
    const double bow = (leftmost ? -1 : 1) * (20 + std::abs(from.y - to.y) * 0.25);
    route.points = {from, from + Point{bow, 0}, to + Point{bow, 0}, to};
  } else {
    const double reach = (to.x - from.x) * 0.45;
    route.points = {from, from + Point{reach, 0}, to - Point{reach, 0}, to};
  }
  return route;
}

}  // namespace

PartPlacement PlaceColumns(const Scene& scene, std::vector<Size>& sizes) {
  Columns columns = Sorted(scene);
  OrderColumns(columns);

  std::vector<double> heights;
  for (const std::vector<std::size_t>& column : columns.columns) {
    double width = 0;
    double height = -kRowGap;
    for (const std::size_t node : column) width = std::max(width, sizes[node].width);
    for (const std::size_t node : column) {
      sizes[node].width = width;
      height += sizes[node].height + kRowGap;
    }
    heights.push_back(height);
  }
  const double tallest = std::ranges::max(heights);

  PartPlacement placed;
  placed.centres.resize(scene.nodes.size());
  double left = 0;
  for (std::size_t c = 0; c < columns.columns.size(); ++c) {
    const std::vector<std::size_t>& column = columns.columns[c];
    const double width = sizes[column.front()].width;
    // Shorter columns spread out, but not to the last: rows that are too far apart look lost.
    const double spare = tallest - heights[c];
    const double extra = std::min(spare / static_cast<double>(column.size()), 3 * kRowGap);
    double top = -(spare - extra * static_cast<double>(column.size() - 1)) / 2;
    for (const std::size_t node : column) {
      placed.centres[node] = {left + width / 2, top - sizes[node].height / 2};
      top -= sizes[node].height + kRowGap + extra;
    }
    left += width + std::clamp(tallest * 0.5, kLeastColumnGap, kMostColumnGap);
  }
  for (const SceneLine& line : scene.lines) {
    std::size_t a = line.start;
    std::size_t b = line.end;
    if (columns.column_of[a] > columns.column_of[b]) std::swap(a, b);
    const bool same = columns.column_of[a] == columns.column_of[b];
    const bool leftmost = columns.column_of[a] == 0;
    const double side = same && leftmost ? -0.5 : 0.5;
    placed.routes.push_back(CurveBetween(
        placed.centres[a] + Point{sizes[a].width * side, 0},
        placed.centres[b] + Point{sizes[b].width * (same ? side : -0.5), 0}, same, leftmost));
  }
  return placed;
}

}  // namespace citygraph::viz
