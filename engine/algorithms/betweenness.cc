#include "engine/algorithms/betweenness.h"

#include <algorithm>
#include <cstdint>
#include <limits>
#include <numeric>

#include "engine/base/parallel.h"

namespace citygraph {
namespace {

// Sources are dealt into at most this many piles, whose sums are added in order: the same for any
// number of threads.
constexpr std::uint64_t kPiles = 64;

// Brandes' algorithm from one source, level by level. Levels take a byte a vertex where that is
// enough, so that the array most looked at stays in the nearest cache.
template <class Level>
class FromSource {
 public:
  explicit FromSource(const Projection& projection)
      : projection_(projection),
        level_(projection.vertex_count()),
        paths_(projection.vertex_count()),
        share_(projection.vertex_count()),
        order_(projection.vertex_count()) {}

  // Adds what paths from `source` bring to `sums`. False when there are more levels than fit, and
  // then nothing was added.
  bool Add(Vertex source, std::vector<double>& sums) {
    if (!Search(source)) return false;
    // From the last level but one back: what a vertex passes on to the level after it.
    for (std::size_t at = level_starts_.size(); at-- > 1;) {
      const std::size_t begin = level_starts_[at];
      const std::size_t end = at + 1 < level_starts_.size() ? level_starts_[at + 1] : order_size_;
      const bool last = at + 1 == level_starts_.size();
      for (std::size_t i = begin; i < end; ++i) {
        const Vertex v = order_[i];
        double passed = 0;
        if (!last) {
          const auto after = static_cast<Level>(at + 1);
          for (const Vertex head : projection_.Out(v)) {
            if (level_[head] == after) passed += share_[head];
          }
          passed *= paths_[v];
          sums[v] += passed;
        }
        share_[v] = (1 + passed) / paths_[v];
      }
    }
    return true;
  }

 private:
  static constexpr Level kUnseen = std::numeric_limits<Level>::max();

  // Breadth first: levels, numbers of shortest paths, vertices by level.
  bool Search(Vertex source) {
    std::ranges::fill(level_, kUnseen);
    level_[source] = 0;
    paths_[source] = 1;
    order_[0] = source;
    order_size_ = 1;
    level_starts_.assign(1, 0);
    for (std::size_t begin = 0; begin < order_size_;) {
      const std::size_t end = order_size_;
      const std::uint64_t next = level_starts_.size();
      if (next >= kUnseen) return false;
      const auto level = static_cast<Level>(next);
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
    return true;
  }

  const Projection& projection_;
  std::vector<Level> level_;
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
  const std::uint64_t pile = std::max<std::uint64_t>(1, (sources.size() + kPiles - 1) / kPiles);
  std::vector<std::vector<double>> sums((sources.size() + pile - 1) / pile);
  std::vector<std::optional<FromSource<std::uint8_t>>> near(threads);
  std::vector<std::optional<FromSource<std::uint32_t>>> far(threads);
  ForEachPiece(sources.size(), pile, threads,
               [&](std::uint64_t begin, std::uint64_t end, unsigned thread) {
                 std::vector<double>& sum = sums[begin / pile];
                 sum.assign(count, 0);
                 if (!near[thread]) near[thread].emplace(projection);
                 for (std::uint64_t i = begin; i < end && !IsCancelled(options.cancel); ++i) {
                   if (near[thread]->Add(sources[i], sum)) continue;
                   if (!far[thread]) far[thread].emplace(projection);
                   far[thread]->Add(sources[i], sum);
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
