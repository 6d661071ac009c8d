#include "engine/algorithms/betweenness.h"

#include <algorithm>
#include <array>
#include <cstdint>
#include <numeric>
#include <span>

#include "engine/base/parallel.h"

namespace citygraph {
namespace {

// Sources are taken some at a time, a lane each; batches are dealt into at most this many piles,
// whose sums are added in order: the same for any number of threads.
constexpr std::size_t kLanes = 8;
constexpr std::uint64_t kPiles = 64;
// Graphs with longer shortest paths are searched a source at a time.
constexpr std::size_t kMaxLevels = 64;

using LaneMask = std::uint8_t;
struct alignas(64) Lanes {
  std::array<double, kLanes> at{};
};

// 1 in the lanes of a mask, 0 in the others.
constexpr auto kFactors = [] {
  std::array<std::array<double, kLanes>, 256> factors{};
  for (std::size_t mask = 0; mask < factors.size(); ++mask) {
    for (std::size_t lane = 0; lane < kLanes; ++lane) {
      factors[mask][lane] = static_cast<double>(mask >> lane & 1);
    }
  }
  return factors;
}();

// Brandes' algorithm from eight sources at once, level by level. An arc is looked at once for all
// lanes in which its tail is at the level; in graphs of short paths most lanes share it.
class FromSources {
 public:
  explicit FromSources(const Projection& projection)
      : projection_(projection),
        seen_(projection.vertex_count()),
        paths_(projection.vertex_count()),
        share_(projection.vertex_count()) {}

  // Adds what paths from up to kLanes sources bring to `sums`. False when there are too many
  // levels, and then nothing was added.
  bool Add(std::span<const Vertex> sources, std::vector<double>& sums) {
    if (!Search(sources)) return false;
    const Vertex count = projection_.vertex_count();
    for (std::size_t level = levels_; level-- > 0;) {
      const LaneMask* const here = at_level_[level].data();
      const LaneMask* const after = level + 1 < levels_ ? at_level_[level + 1].data() : nullptr;
      for (Vertex v = 0; v < count; ++v) {
        if (here[v] != 0) PassBack(v, here[v], after, level, sums);
      }
    }
    return true;
  }

 private:
  // Breadth first in all lanes: who is at which level, and numbers of shortest paths.
  bool Search(std::span<const Vertex> sources) {
    const Vertex count = projection_.vertex_count();
    std::ranges::fill(seen_, LaneMask{0});
    std::ranges::fill(paths_, Lanes{});
    levels_ = 1;
    Clear(0);
    for (std::size_t lane = 0; lane < sources.size(); ++lane) {
      const auto mask = static_cast<LaneMask>(1U << lane);
      at_level_[0][sources[lane]] |= mask;
      seen_[sources[lane]] |= mask;
      paths_[sources[lane]].at[lane] = 1;
    }
    while (true) {
      if (levels_ == kMaxLevels) return false;
      Clear(levels_);
      const LaneMask* const here = at_level_[levels_ - 1].data();
      LaneMask* const next = at_level_[levels_].data();
      for (Vertex v = 0; v < count; ++v) {
        const LaneMask mask = here[v];
        if (mask == 0) continue;
        const Lanes& paths = paths_[v];
        for (const Vertex head : projection_.Out(v)) {
          const auto fresh = static_cast<LaneMask>(mask & ~seen_[head]);
          if (fresh == 0) continue;
          next[head] |= fresh;
          const auto& factors = kFactors[fresh];
          Lanes& to = paths_[head];
          for (std::size_t lane = 0; lane < kLanes; ++lane)
            to.at[lane] += paths.at[lane] * factors[lane];
        }
      }
      bool any = false;
      for (Vertex v = 0; v < count; ++v) {
        seen_[v] |= next[v];
        any = any || next[v] != 0;
      }
      if (!any) return true;
      ++levels_;
    }
  }

  // What v passes on to the vertices after it, in the lanes in which it is at this level.
  void PassBack(Vertex v, LaneMask mask, const LaneMask* after, std::size_t level,
                std::vector<double>& sums) {
    Lanes passed;
    if (after != nullptr) {
      for (const Vertex head : projection_.Out(v)) {
        const auto both = static_cast<LaneMask>(mask & after[head]);
        if (both == 0) continue;
        const auto& factors = kFactors[both];
        const Lanes& share = share_[head];
        for (std::size_t lane = 0; lane < kLanes; ++lane)
          passed.at[lane] += share.at[lane] * factors[lane];
      }
    }
    for (std::size_t lane = 0; lane < kLanes; ++lane) {
      if ((mask >> lane & 1) == 0) continue;
      const double dependency = passed.at[lane] * paths_[v].at[lane];
      if (level > 0) sums[v] += dependency;
      share_[v].at[lane] = (1 + dependency) / paths_[v].at[lane];
    }
  }

  void Clear(std::size_t level) {
    if (at_level_.size() <= level) at_level_.resize(level + 1);
    at_level_[level].assign(projection_.vertex_count(), 0);
  }

  const Projection& projection_;
  std::vector<LaneMask> seen_;
  std::vector<std::vector<LaneMask>> at_level_;
  std::size_t levels_ = 0;
  std::vector<Lanes> paths_;  // shortest paths from each source
  std::vector<Lanes> share_;  // (1 + what it passes on) / paths
};

// The same from one source, for graphs of long paths: visits only who is at the level.
class FromSource {
 public:
  explicit FromSource(const Projection& projection)
      : projection_(projection),
        level_(projection.vertex_count()),
        paths_(projection.vertex_count()),
        share_(projection.vertex_count()),
        order_(projection.vertex_count()) {}

  // Adds what paths from `source` bring to `sums`.
  void Add(Vertex source, std::vector<double>& sums) {
    Search(source);
    // From the last level but one back: what a vertex passes on to the level after it.
    for (std::size_t at = level_starts_.size(); at-- > 1;) {
      const std::size_t begin = level_starts_[at];
      const std::size_t end = at + 1 < level_starts_.size() ? level_starts_[at + 1] : order_size_;
      const bool last = at + 1 == level_starts_.size();
      for (std::size_t i = begin; i < end; ++i) {
        const Vertex v = order_[i];
        double passed = 0;
        if (!last) {
          for (const Vertex head : projection_.Out(v)) {
            if (level_[head] == at + 1) passed += share_[head];
          }
          passed *= paths_[v];
          sums[v] += passed;
        }
        share_[v] = (1 + passed) / paths_[v];
      }
    }
  }

 private:
  static constexpr std::uint32_t kUnseen = 0xffffffff;

  // Breadth first: levels, numbers of shortest paths, vertices by level.
  void Search(Vertex source) {
    std::ranges::fill(level_, kUnseen);
    level_[source] = 0;
    paths_[source] = 1;
    order_[0] = source;
    order_size_ = 1;
    level_starts_.assign(1, 0);
    for (std::size_t begin = 0; begin < order_size_;) {
      const std::size_t end = order_size_;
      const auto level = static_cast<std::uint32_t>(level_starts_.size());
      for (std::size_t i = begin; i < end; ++i) {
        const Vertex v = order_[i];
        const double paths = paths_[v];
        for (const Vertex head : projection_.Out(v)) {
          if (level_[head] == kUnseen) {
            level_[head] = level;
            paths_[head] = paths;
            order_[order_size_++] = head;
          } else if (level_[head] == level) {
            paths_[head] += paths;
          }
        }
      }
      begin = end;
      if (order_size_ > end) level_starts_.push_back(end);
    }
  }

  const Projection& projection_;
  std::vector<std::uint32_t> level_;
  std::vector<double> paths_;  // shortest paths from the source
  std::vector<double> share_;  // (1 + what it passes on) / paths
  std::vector<Vertex> order_;
  std::size_t order_size_ = 0;
  std::vector<std::size_t> level_starts_;
};

}  // namespace

Result<std::vector<double>> Betweenness(const Projection& projection,
                                        const BetweennessOptions& options) {
  const Vertex count = projection.vertex_count();
  std::vector<Vertex> sources;
  if (options.sources) {
    sources.assign(options.sources->begin(), options.sources->end());
    for (const Vertex source : sources) {
      if (source >= count) return Fail(ErrorCode::kInvalidInput, "a source that is no vertex");
    }
  } else {
    sources.resize(count);
    std::iota(sources.begin(), sources.end(), 0U);
  }
  const unsigned threads = ThreadCount(options.threads);
  const std::uint64_t batches = (sources.size() + kLanes - 1) / kLanes;
  const std::uint64_t pile = kLanes * std::max<std::uint64_t>(1, (batches + kPiles - 1) / kPiles);
  std::vector<std::vector<double>> sums((sources.size() + pile - 1) / pile);
  std::vector<std::optional<FromSources>> together(threads);
  std::vector<std::optional<FromSource>> alone(threads);
  ForEachPiece(
      sources.size(), pile, threads, [&](std::uint64_t begin, std::uint64_t end, unsigned thread) {
        std::vector<double>& sum = sums[begin / pile];
        sum.assign(count, 0);
        if (!together[thread]) together[thread].emplace(projection);
        for (std::uint64_t i = begin; i < end && !IsCancelled(options.cancel); i += kLanes) {
          const auto batch = std::span(sources).subspan(i, std::min(kLanes, end - i));
          if (together[thread]->Add(batch, sum)) continue;
          if (!alone[thread]) alone[thread].emplace(projection);
          for (const Vertex source : batch) alone[thread]->Add(source, sum);
        }
      });
  CITYGRAPH_TRY(CheckCancelled(options.cancel));
  std::vector<double> total(count, 0);
  for (const std::vector<double>& sum : sums) {
    for (Vertex v = 0; v < count; ++v) total[v] += sum[v];
  }
  return total;
}

}  // namespace citygraph
