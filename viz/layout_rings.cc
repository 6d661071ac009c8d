// Rings around the focus: neighbours on the first, their neighbours on the second, and so on. Rings
// are ellipses, wider than high like the page and like the boxes on them.
#include <algorithm>
#include <numbers>
#include <numeric>
#include <queue>

#include "viz/layout.h"
#include "viz/packing.h"

namespace citygraph::viz {
namespace {

constexpr double kTurn = 2 * std::numbers::pi;
constexpr double kRingAspect = 1.5;
constexpr double kRingGap = 46;  // from ring to ring, besides the boxes
constexpr double kBoxGap = 14;   // from box to box along a ring

// How far `to` is from `from` around the circle, in [-half a turn, half a turn].
double TurnBetween(double from, double to) { return std::remainder(to - from, kTurn); }

struct Rings {
  std::vector<std::vector<std::size_t>> rings;  // positions in the part; [0] is the focus
  std::vector<std::size_t> ring_of;
  std::vector<double> angle;
  std::vector<std::vector<std::size_t>> neighbours;  // without the focus
};

Rings Walk(const Scene& scene, const Part& part) {
  const std::size_t count = part.nodes.size();
  const auto position = [&](std::size_t node) {
    return static_cast<std::size_t>(std::ranges::lower_bound(part.nodes, node) -
                                    part.nodes.begin());
  };
  std::vector<std::vector<std::size_t>> near(count);
  for (const std::size_t line : part.lines) {
    const std::size_t a = position(scene.lines[line].start);
    const std::size_t b = position(scene.lines[line].end);
    if (a == b) continue;
    near[a].push_back(b);
    near[b].push_back(a);
  }
  Rings found{.rings = {},
              .ring_of = std::vector(count, count),
              .angle = std::vector(count, 0.0),
              .neighbours = std::vector<std::vector<std::size_t>>(count)};
  const std::size_t focus = position(*scene.focus);
  found.ring_of[focus] = 0;
  std::queue<std::size_t> waiting({focus});
  while (!waiting.empty()) {
    const std::size_t node = waiting.front();
    waiting.pop();
    for (const std::size_t next : near[node]) {
      if (found.ring_of[next] != count) continue;
      found.ring_of[next] = found.ring_of[node] + 1;
      waiting.push(next);
    }
  }
  for (std::size_t node = 0; node < count; ++node) {
    const std::size_t ring = found.ring_of[node];
    if (found.rings.size() <= ring) found.rings.resize(ring + 1);
    found.rings[ring].push_back(node);
    for (const std::size_t other : near[node]) {
      if (ring > 0 && other != focus) found.neighbours[node].push_back(other);
    }
  }
  return found;
}

void SetAngles(Rings& rings, const std::vector<std::size_t>& ring) {
  for (std::size_t i = 0; i < ring.size(); ++i) {
    rings.angle[ring[i]] = kTurn * static_cast<double>(i) / static_cast<double>(ring.size());
  }
}

// The middle direction of a node's neighbours on inner rings, else on all; its own without any.
double Target(const Rings& rings, std::size_t node) {
  for (const bool inner : {true, false}) {
    double x = 0;
    double y = 0;
    for (const std::size_t other : rings.neighbours[node]) {
      if (inner && rings.ring_of[other] >= rings.ring_of[node]) continue;
      x += std::cos(rings.angle[other]);
      y += std::sin(rings.angle[other]);
    }
    if (std::hypot(x, y) > 1e-6) return std::remainder(std::atan2(y, x), kTurn);
  }
  return rings.angle[node];
}

double Reach(const Rings& rings, std::size_t node, double angle) {
  double sum = 0;
  for (const std::size_t other : rings.neighbours[node]) {
    sum += std::abs(TurnBetween(angle, rings.angle[other]));
  }
  return sum;
}

// Swaps nodes of the first ring as long as that shortens lines.
void SwapNodes(Rings& rings, std::vector<std::size_t>& ring) {
  for (std::size_t i = 0; i < ring.size(); ++i) {
    for (std::size_t j = i + 1; j < ring.size(); ++j) {
      const double at_i = rings.angle[ring[i]];
      const double at_j = rings.angle[ring[j]];
      const double now = Reach(rings, ring[i], at_i) + Reach(rings, ring[j], at_j);
      const double then = Reach(rings, ring[i], at_j) + Reach(rings, ring[j], at_i);
      if (then >= now - 1e-6) continue;
      std::swap(ring[i], ring[j]);
      std::swap(rings.angle[ring[i]], rings.angle[ring[j]]);
    }
  }
}

// Around each ring, near to what they are connected with.
void OrderRings(Rings& rings) {
  constexpr int kRounds = 12;
  constexpr std::size_t kMostSwapped = 120;
  for (std::vector<std::size_t>& ring : rings.rings) SetAngles(rings, ring);
  for (int round = 0; round < kRounds; ++round) {
    for (std::size_t r = 2; r < rings.rings.size(); ++r) {
      std::ranges::stable_sort(rings.rings[r], {}, [&](std::size_t node) {
        return std::remainder(Target(rings, node) - 1e-4, kTurn);
      });
      for (const std::size_t node : rings.rings[r]) rings.angle[node] = Target(rings, node);
    }
    if (rings.rings.size() > 1 && rings.rings[1].size() <= kMostSwapped) {
      SwapNodes(rings, rings.rings[1]);
    }
  }
}

// The angle that a box needs at `angle` of an ellipse, so that its neighbour has room beside it.
double Need(Size size, double angle, double across, double up) {
  const double by_width =
      (size.width + kBoxGap) / std::max(across * std::abs(std::sin(angle)), 1e-3);
  const double by_height = (size.height + kBoxGap) / std::max(up * std::abs(std::cos(angle)), 1e-3);
  return std::min(by_width, by_height);
}

// Angles in the ring's order, each with the room it needs and near its target; false when the ring
// is too short for that.
bool SpreadOnRing(Rings& rings, const std::vector<std::size_t>& ring,
                  const std::vector<Size>& sizes, double across, double up, bool evenly) {
  const std::size_t count = ring.size();
  std::vector<double> need(count);
  std::vector<double> angle(count);
  for (std::size_t i = 0; i < count; ++i) angle[i] = rings.angle[ring[i]];
  constexpr int kRounds = 80;
  for (int round = 0; round < kRounds; ++round) {
    double total = 0;
    for (std::size_t i = 0; i < count; ++i) {
      need[i] = Need(sizes[ring[i]], angle[i], across, up);
      total += need[i];
    }
    if (total > kTurn * 0.98) {
      if (round + 1 == kRounds) return false;
    }
    if (evenly) {
      // Spare room is shared out alike; the first box is at the top.
      const double spare = (kTurn - total) / static_cast<double>(count);
      double at = std::numbers::pi / 2;
      for (std::size_t i = 0; i < count; ++i) {
        const double next = need[(i + 1) % count];
        const double wish = at;
        angle[i] += 0.5 * TurnBetween(angle[i], wish);
        at -= (need[i] + next) / 2 + spare;
      }
    } else {
      for (std::size_t i = 0; i < count && count > 1; ++i) {
        const std::size_t j = (i + 1) % count;
        const double room = (need[i] + need[j]) / 2;
        double between = angle[j] - angle[i] + (j == 0 ? kTurn : 0);
        if (between >= room) continue;
        angle[i] -= (room - between) / 2;
        angle[j] += (room - between) / 2;
      }
    }
  }
  for (std::size_t i = 0; i < count; ++i) rings.angle[ring[i]] = angle[i];
  return true;
}

}  // namespace

PartPlacement PlaceRings(const Scene& scene, const std::vector<Size>& sizes, const Part& part) {
  std::vector<Size> part_sizes;
  for (const std::size_t node : part.nodes) part_sizes.push_back(sizes[node]);
  Rings rings = Walk(scene, part);
  OrderRings(rings);

  PartPlacement placed;
  placed.centres.resize(part.nodes.size());
  const Size focus = part_sizes[rings.rings[0].front()];
  double across = focus.width / 2;
  double up = focus.height / 2;
  for (std::size_t r = 1; r < rings.rings.size(); ++r) {
    double width = 0;
    double height = 0;
    for (const std::size_t node : rings.rings[r]) {
      width = std::max(width, part_sizes[node].width);
      height = std::max(height, part_sizes[node].height);
    }
    up += height + kRingGap;
    across = std::max(across + width * 0.75 + kRingGap, up * kRingAspect);
    const std::vector<double> before = rings.angle;
    while (!SpreadOnRing(rings, rings.rings[r], part_sizes, across, up, r == 1)) {
      across *= 1.06;
      up *= 1.06;
      rings.angle = before;
    }
    for (const std::size_t node : rings.rings[r]) {
      placed.centres[node] = {across * std::cos(rings.angle[node]),
                              up * std::sin(rings.angle[node])};
    }
    // What is drawn further out follows where this ring came to be.
    for (std::size_t outer = r + 1; outer < rings.rings.size(); ++outer) {
      std::vector<std::size_t>& ring = rings.rings[outer];
      for (const std::size_t node : ring) rings.angle[node] = Target(rings, node);
      std::ranges::stable_sort(ring, {}, [&](std::size_t node) { return rings.angle[node]; });
    }
  }
  PushApart(placed.centres, part_sizes, theme::kNodeGap);
  return placed;
}

}  // namespace citygraph::viz
