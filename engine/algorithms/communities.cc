#include "engine/algorithms/communities.h"

#include <algorithm>
#include <numeric>
#include <utility>

namespace citygraph {
namespace {

using Community = std::uint32_t;

// The graph of a round: vertices are communities of the round before. Weights are whole numbers, so
// sums are exact and do not depend on their order.
struct Level {
  std::vector<Arc> offsets;
  std::vector<Vertex> heads;
  std::vector<std::uint32_t> weights;    // empty: all 1
  std::vector<std::uint64_t> inside;     // twice the weight of edges inside the vertex
  std::vector<std::uint64_t> strengths;  // weight of all arcs, and inside
  Vertex size() const { return static_cast<Vertex>(inside.size()); }
};

Level FirstLevel(const Projection& projection, bool weighted) {
  Level level{.offsets = projection.out().offsets, .heads = projection.out().heads};
  if (weighted) level.weights = projection.out().weights;
  level.inside.assign(projection.vertex_count(), 0);
  level.strengths.assign(projection.vertex_count(), 0);
  for (Vertex v = 0; v < level.size(); ++v) {
    for (Arc arc = level.offsets[v]; arc < level.offsets[v + 1]; ++arc) {
      level.strengths[v] += level.weights.empty() ? 1 : level.weights[arc];
    }
  }
  return level;
}

// Weights from a vertex to the communities around it.
class Around {
 public:
  explicit Around(Vertex count) : weight_(count, 0) { found_.reserve(1024); }
  void Add(Community community, std::uint64_t weight) {
    if (weight_[community] == 0) found_.push_back(community);
    weight_[community] += weight;
  }
  std::uint64_t WeightTo(Community community) const { return weight_[community]; }
  const std::vector<Community>& found() const { return found_; }
  void Clear() {
    for (const Community community : found_) weight_[community] = 0;
    found_.clear();
  }

 private:
  std::vector<std::uint64_t> weight_;
  std::vector<Community> found_;
};

class Moving {
 public:
  Moving(const Level& level, double resolution, double total, std::vector<Community> of)
      : level_(level),
        per_total_(total > 0 ? resolution / total : 0),
        of_(std::move(of)),
        strengths_(level.size(), 0),
        around_(level.size()) {
    for (Vertex v = 0; v < level.size(); ++v) strengths_[of_[v]] += level.strengths[v];
  }

  // Moves vertices to the community around them that gains most until none gains; a vertex is
  // looked at again when one near it has moved. Vertices are taken in an order that is shuffled
  // once, always in the same way.
  void Run(const Cancel* cancel) {
    const Vertex count = level_.size();
    std::vector<Vertex> queue = Shuffled(count);
    std::vector<bool> waiting(count, true);
    std::vector<Vertex> next;
    for (std::uint64_t steps = 0; !queue.empty();) {
      for (const Vertex v : queue) {
        if ((++steps & 0xffff) == 0 && IsCancelled(cancel)) return;
        waiting[v] = false;
        if (!Move(v)) continue;
        moved_ = true;
        const Community after = of_[v];
        for (Arc arc = level_.offsets[v]; arc < level_.offsets[v + 1]; ++arc) {
          const Vertex head = level_.heads[arc];
          if (of_[head] == after || waiting[head]) continue;
          waiting[head] = true;
          next.push_back(head);
        }
      }
      queue.swap(next);
      next.clear();
    }
  }

  bool moved() const { return moved_; }
  std::vector<Community> Take() { return std::move(of_); }

 private:
  static std::vector<Vertex> Shuffled(Vertex count) {
    std::vector<Vertex> order(count);
    std::iota(order.begin(), order.end(), 0U);
    std::uint64_t state = 0x9E3779B97F4A7C15;  // SplitMix64
    for (Vertex i = count; i > 1; --i) {
      state += 0x9E3779B97F4A7C15;
      std::uint64_t bits = state;
      bits = (bits ^ (bits >> 30)) * 0xBF58476D1CE4E5B9;
      bits = (bits ^ (bits >> 27)) * 0x94D049BB133111EB;
      std::swap(order[i - 1], order[(bits ^ (bits >> 31)) % i]);
    }
    return order;
  }

  bool Move(Vertex v) {
    const Community own = of_[v];
    around_.Clear();
    for (Arc arc = level_.offsets[v]; arc < level_.offsets[v + 1]; ++arc) {
      around_.Add(of_[level_.heads[arc]], level_.weights.empty() ? 1 : level_.weights[arc]);
    }
    const auto strength = static_cast<double>(level_.strengths[v]);
    strengths_[own] -= level_.strengths[v];
    const auto gain = [&](Community community) {
      return static_cast<double>(around_.WeightTo(community)) -
             strength * static_cast<double>(strengths_[community]) * per_total_;
    };
    Community best = own;
    double best_gain = gain(own);
    for (const Community community : around_.found()) {
      const double found = gain(community);
      // By a hair is not more: rounding must not move vertices to and fro.
      if (found > best_gain + 1e-9 ||
          (found > best_gain - 1e-12 && community < best && best != own)) {
        best = community;
        best_gain = found;
      }
    }
    if (best != own && best_gain <= gain(own) + 1e-9) best = own;
    strengths_[best] += level_.strengths[v];
    of_[v] = best;
    return best != own;
  }

  const Level& level_;
  double per_total_;
  std::vector<Community> of_;
  std::vector<std::uint64_t> strengths_;  // of communities
  Around around_;
  bool moved_ = false;
};

// Leiden's refinement: splits each community into parts that hang together, by merging single
// vertices within it where that gains, if both are well joined to the rest of the community.
std::vector<Community> Refine(const Level& level, const std::vector<Community>& of,
                              double resolution, double total) {
  const Vertex count = level.size();
  const double per_total = total > 0 ? resolution / total : 0;
  std::vector<Community> part(count);
  std::iota(part.begin(), part.end(), 0U);
  std::vector<std::uint64_t> community_strength(count, 0);
  for (Vertex v = 0; v < count; ++v) community_strength[of[v]] += level.strengths[v];
  std::vector<std::uint64_t> strength = level.strengths;
  std::vector<std::uint64_t> outward(count, 0);  // from a part to the rest of its community
  std::vector<bool> alone(count, true);
  const auto weight = [&](Arc arc) -> std::uint64_t {
    return level.weights.empty() ? 1 : level.weights[arc];
  };
  for (Vertex v = 0; v < count; ++v) {
    for (Arc arc = level.offsets[v]; arc < level.offsets[v + 1]; ++arc) {
      if (of[level.heads[arc]] == of[v]) outward[v] += weight(arc);
    }
  }
  const auto well_joined = [&](Community p, Community community) {
    const auto own = static_cast<double>(strength[p]);
    const auto rest = static_cast<double>(community_strength[community] - strength[p]);
    return static_cast<double>(outward[p]) >= own * rest * per_total;
  };
  Around around(count);
  for (Vertex v = 0; v < count; ++v) {
    if (!alone[v] || !well_joined(v, of[v])) continue;
    around.Clear();
    for (Arc arc = level.offsets[v]; arc < level.offsets[v + 1]; ++arc) {
      const Vertex head = level.heads[arc];
      if (of[head] == of[v]) around.Add(part[head], weight(arc));
    }
    Community best = v;
    double best_gain = 0;
    for (const Community p : around.found()) {
      if (!well_joined(p, of[v])) continue;
      const double gain =
          static_cast<double>(around.WeightTo(p)) -
          static_cast<double>(level.strengths[v]) * static_cast<double>(strength[p]) * per_total;
      if (gain > best_gain || (gain == best_gain && best != v && p < best)) {
        best = p;
        best_gain = gain;
      }
    }
    if (best == v) continue;
    part[v] = best;
    alone[best] = false;
    outward[best] += outward[v];
    outward[best] -= 2 * around.WeightTo(best);
    strength[best] += strength[v];
    strength[v] = 0;
    outward[v] = 0;
  }
  return part;
}

// Numbers in use become 0, 1, 2 … in the order of their first vertices; returns how many.
Community Renumber(std::vector<Community>& of) {
  std::vector<Community> number(of.size(), 0xffffffff);
  Community next = 0;
  for (Community& community : of) {
    if (number[community] == 0xffffffff) number[community] = next++;
    community = number[community];
  }
  return next;
}

// Communities become vertices. `of` is numbered densely, below `count`.
Level Merge(const Level& level, const std::vector<Community>& of, Community count) {
  std::vector<Vertex> starts(std::size_t{count} + 1, 0);
  for (const Community community : of) ++starts[community + 1];
  std::partial_sum(starts.begin(), starts.end(), starts.begin());
  std::vector<Vertex> members(of.size());
  std::vector<Vertex> next(starts.begin(), starts.end() - 1);
  for (Vertex v = 0; v < of.size(); ++v) members[next[of[v]]++] = v;

  Level merged;
  merged.offsets.assign(1, 0);
  merged.inside.assign(count, 0);
  merged.strengths.assign(count, 0);
  Around around(count);
  for (Community community = 0; community < count; ++community) {
    around.Clear();
    for (Vertex i = starts[community]; i < starts[community + 1]; ++i) {
      const Vertex v = members[i];
      merged.inside[community] += level.inside[v];
      merged.strengths[community] += level.strengths[v];
      for (Arc arc = level.offsets[v]; arc < level.offsets[v + 1]; ++arc) {
        around.Add(of[level.heads[arc]], level.weights.empty() ? 1 : level.weights[arc]);
      }
    }
    std::vector<Community> heads = around.found();
    std::ranges::sort(heads);
    for (const Community head : heads) {
      if (head == community) {
        merged.inside[community] += around.WeightTo(head);
        continue;
      }
      merged.heads.push_back(head);
      merged.weights.push_back(
          static_cast<std::uint32_t>(std::min<std::uint64_t>(around.WeightTo(head), 0xffffffff)));
    }
    merged.offsets.push_back(merged.heads.size());
  }
  return merged;
}

Communities Numbered(std::vector<Community> of) {
  const Community count = Renumber(of);
  std::vector<std::uint32_t> sizes(count, 0);
  for (const Community community : of) ++sizes[community];
  std::vector<Community> by_size(count);
  std::iota(by_size.begin(), by_size.end(), 0U);
  std::ranges::stable_sort(by_size, std::ranges::greater{}, [&](Community c) { return sizes[c]; });
  std::vector<Community> number(count);
  Communities communities;
  for (Community i = 0; i < count; ++i) {
    number[by_size[i]] = i;
    communities.sizes.push_back(sizes[by_size[i]]);
  }
  for (Community& community : of) community = number[community];
  communities.of = std::move(of);
  return communities;
}

}  // namespace

Result<Communities> FindCommunities(const Projection& projection, const CommunityOptions& options) {
  if (projection.directed()) {
    return Fail(ErrorCode::kInvalidInput, "communities are those of an undirected projection");
  }
  const Vertex count = projection.vertex_count();
  Level level = FirstLevel(projection, options.weighted);
  const auto total = static_cast<double>(
      std::accumulate(level.strengths.begin(), level.strengths.end(), std::uint64_t{0}));
  std::vector<Community> vertex_of(count);  // the vertex of this round's level that holds it
  std::iota(vertex_of.begin(), vertex_of.end(), 0U);
  std::vector<Community> start = vertex_of;  // communities to begin the round with
  std::vector<Community> result = vertex_of;
  for (unsigned round = 0; round < options.max_rounds; ++round) {
    Moving moving(level, options.resolution, total, std::move(start));
    moving.Run(options.cancel);
    CITYGRAPH_TRY(CheckCancelled(options.cancel));
    const bool moved = moving.moved();
    std::vector<Community> of = moving.Take();
    for (Vertex v = 0; v < count; ++v) result[v] = of[vertex_of[v]];
    const Community communities = Renumber(of);
    if (!moved || communities == level.size()) break;
    std::vector<Community> part = options.method == CommunityMethod::kLeiden
                                      ? Refine(level, of, options.resolution, total)
                                      : of;
    const Community parts = Renumber(part);
    if (parts == level.size()) {  // nothing could be merged inside the communities
      part = of;
      start.resize(communities);
      std::iota(start.begin(), start.end(), 0U);
      level = Merge(level, part, communities);
    } else {
      start.assign(parts, 0);
      for (Vertex v = 0; v < level.size(); ++v) start[part[v]] = of[v];
      // A community is numbered by one of its parts, so that numbers stay below the vertices'.
      Renumber(start);
      level = Merge(level, part, parts);
    }
    for (Vertex v = 0; v < count; ++v) vertex_of[v] = part[vertex_of[v]];
  }
  Communities communities = Numbered(std::move(result));
  communities.modularity =
      Modularity(projection, communities.of, options.resolution, options.weighted);
  return communities;
}

double Modularity(const Projection& projection, const std::vector<std::uint32_t>& community_of,
                  double resolution, bool weighted) {
  const std::size_t count =
      community_of.empty() ? 0 : std::size_t{std::ranges::max(community_of)} + 1;
  std::vector<std::uint64_t> strengths(count, 0);
  std::uint64_t inside = 0;
  std::uint64_t total = 0;
  for (Vertex v = 0; v < projection.vertex_count(); ++v) {
    const auto heads = projection.Out(v);
    const auto weights = projection.OutWeights(v);
    for (std::size_t i = 0; i < heads.size(); ++i) {
      const std::uint64_t weight = weighted && !weights.empty() ? weights[i] : 1;
      total += weight;
      strengths[community_of[v]] += weight;
      if (community_of[heads[i]] == community_of[v]) inside += weight;
    }
  }
  if (total == 0) return 0;
  const auto all = static_cast<double>(total);
  double modularity = static_cast<double>(inside) / all;
  for (const std::uint64_t strength : strengths) {
    const double part = static_cast<double>(strength) / all;
    modularity -= resolution * part * part;
  }
  return modularity;
}

}  // namespace citygraph
