#include "engine/algorithms/paths.h"

#include <algorithm>
#include <cmath>
#include <limits>
#include <queue>
#include <set>
#include <utility>

namespace citygraph {
namespace {

constexpr double kFar = std::numeric_limits<double>::infinity();
// Costs that differ by less than this part are the same: sums of 1 / weight depend on their order.
constexpr double kSame = 1e-12;

bool Same(double a, double b) { return std::abs(a - b) <= kSame * std::max(1.0, std::max(a, b)); }

class PathFinder {
 public:
  PathFinder(const Projection& projection, Vertex end, const PathOptions& options)
      : projection_(projection),
        end_(end),
        options_(options),
        distance_(projection.vertex_count(), kFar),
        banned_(projection.vertex_count(), false) {}

  void Ban(Vertex v) { banned_[v] = true; }
  void AllowAll() { std::fill(banned_.begin(), banned_.end(), false); }

  // The cheapest path from `start` that passes no banned vertex and does not begin with an arc to
  // any of `not_next`. Distances are those to the end, found backwards; the path is then the first
  // in order among those along which they fall by just the arcs' costs.
  Result<std::optional<VertexPath>> From(Vertex start, const std::set<Vertex>& not_next) {
    CITYGRAPH_TRY(Distances(start));
    VertexPath path{.vertices = {start}};
    std::set<Vertex> passed{start};
    Vertex at = start;
    double left = start == end_ ? 0 : Left(start, not_next);
    if (left == kFar) return std::optional<VertexPath>{};
    path.cost = left;
    while (at != end_) {
      const auto heads = projection_.Out(at);
      Vertex next = at;
      for (std::size_t i = 0; i < heads.size(); ++i) {
        const Vertex head = heads[i];
        if (banned_[head] || distance_[head] == kFar || passed.contains(head)) continue;
        if (at == start && not_next.contains(head)) continue;
        if (!Same(distance_[head] + CostOf(projection_.FirstArc(at) + i), left)) continue;
        next = head;
        break;
      }
      if (next == at) return std::optional<VertexPath>{};
      left = distance_[next];
      at = next;
      passed.insert(at);
      path.vertices.push_back(at);
    }
    return std::optional(std::move(path));
  }

 private:
  double CostOf(Arc arc) const {
    switch (options_.cost) {
      case PathCost::kSteps:
        return 1;
      case PathCost::kWeight:
        return projection_.WeightOf(arc);
      case PathCost::kInverseWeight:
        return 1.0 / projection_.WeightOf(arc);
    }
    return 1;
  }

  double Left(Vertex start, const std::set<Vertex>& not_next) const {
    double least = kFar;
    const auto heads = projection_.Out(start);
    for (std::size_t i = 0; i < heads.size(); ++i) {
      if (banned_[heads[i]] || heads[i] == start || not_next.contains(heads[i])) continue;
      least = std::min(least, distance_[heads[i]] + CostOf(projection_.FirstArc(start) + i));
    }
    return least;
  }

  // To the end, without passing `start` on the way.
  Status Distances(Vertex start) {
    using Item = std::pair<double, Vertex>;
    std::ranges::fill(distance_, kFar);
    std::priority_queue<Item, std::vector<Item>, std::greater<>> queue;
    distance_[end_] = 0;
    queue.emplace(0, end_);
    for (std::uint64_t steps = 0; !queue.empty(); ++steps) {
      if ((steps & 0xfff) == 0) CITYGRAPH_TRY(CheckCancelled(options_.cancel));
      const auto [cost, v] = queue.top();
      queue.pop();
      if (cost > distance_[v] || v == start) continue;
      const auto tails = projection_.In(v);
      const auto weights = projection_.InWeights(v);
      for (std::size_t i = 0; i < tails.size(); ++i) {
        const Vertex tail = tails[i];
        if (banned_[tail]) continue;
        const double weight = weights.empty() ? 1 : weights[i];
        const double arc_cost = options_.cost == PathCost::kSteps    ? 1
                                : options_.cost == PathCost::kWeight ? weight
                                                                     : 1 / weight;
        if (cost + arc_cost < distance_[tail]) {
          distance_[tail] = cost + arc_cost;
          queue.emplace(distance_[tail], tail);
        }
      }
    }
    return {};
  }

  const Projection& projection_;
  Vertex end_;
  const PathOptions& options_;
  std::vector<double> distance_;
  std::vector<bool> banned_;
};

Status CheckEnds(const Projection& projection, Vertex start, Vertex end) {
  if (start < projection.vertex_count() && end < projection.vertex_count()) return {};
  return Fail(ErrorCode::kInvalidInput, "no such vertex");
}

struct Cheaper {
  bool operator()(const VertexPath& a, const VertexPath& b) const {
    if (!Same(a.cost, b.cost)) return a.cost < b.cost;
    return a.vertices < b.vertices;
  }
};

double CostOf(const Projection& projection, const std::vector<Vertex>& vertices, PathCost kind) {
  double cost = 0;
  for (std::size_t i = 1; i < vertices.size(); ++i) {
    const auto weight = static_cast<double>(
        projection.WeightOf(*projection.ArcBetween(vertices[i - 1], vertices[i])));
    cost += kind == PathCost::kSteps ? 1 : kind == PathCost::kWeight ? weight : 1 / weight;
  }
  return cost;
}

}  // namespace

Result<std::optional<VertexPath>> ShortestPath(const Projection& projection, Vertex start,
                                               Vertex end, const PathOptions& options) {
  CITYGRAPH_TRY(CheckEnds(projection, start, end));
  return PathFinder(projection, end, options).From(start, {});
}

Result<std::vector<VertexPath>> ShortestPaths(const Projection& projection, Vertex start,
                                              Vertex end, std::size_t count,
                                              const PathOptions& options) {
  CITYGRAPH_TRY(CheckEnds(projection, start, end));
  std::vector<VertexPath> found;
  if (count == 0) return found;
  PathFinder finder(projection, end, options);
  CITYGRAPH_TRY(std::optional<VertexPath> first, finder.From(start, {}));
  if (!first) return found;
  found.push_back(std::move(*first));
  std::set<VertexPath, Cheaper> candidates;
  while (found.size() < count && start != end) {
    const std::vector<Vertex> last = found.back().vertices;
    finder.AllowAll();
    for (std::size_t at = 0; at + 1 < last.size(); ++at) {
      // Leave the last path at this vertex, by another arc than paths found that begin as it does.
      std::set<Vertex> not_next;
      for (const VertexPath& path : found) {
        if (path.vertices.size() > at + 1 &&
            std::equal(last.begin(), last.begin() + static_cast<std::ptrdiff_t>(at) + 1,
                       path.vertices.begin())) {
          not_next.insert(path.vertices[at + 1]);
        }
      }
      CITYGRAPH_TRY(std::optional<VertexPath> rest, finder.From(last[at], not_next));
      finder.Ban(last[at]);
      if (!rest) continue;
      VertexPath path{.vertices = {last.begin(), last.begin() + static_cast<std::ptrdiff_t>(at)}};
      path.vertices.insert(path.vertices.end(), rest->vertices.begin(), rest->vertices.end());
      path.cost = CostOf(projection, path.vertices, options.cost);
      candidates.insert(std::move(path));
    }
    if (candidates.empty()) break;
    found.push_back(*candidates.begin());
    candidates.erase(candidates.begin());
  }
  return found;
}

}  // namespace citygraph
