#include "engine/algorithms/pagerank.h"

#include <cmath>
#include <numeric>
#include <utility>

#include "engine/base/parallel.h"

namespace citygraph {
namespace {

// Sums are made piece by piece and added in the order of the pieces, whoever computed them.
constexpr std::uint64_t kPiece = 4096;

double InOrder(const std::vector<double>& sums) {
  return std::accumulate(sums.begin(), sums.end(), 0.0);
}

}  // namespace

Result<std::vector<double>> PageRank(const Projection& projection, const PageRankOptions& options) {
  const Vertex count = projection.vertex_count();
  if (!(options.damping >= 0 && options.damping < 1)) {
    return Fail(ErrorCode::kInvalidInput, "damping must be at least 0 and less than 1");
  }
  for (const Vertex source : options.sources) {
    if (source >= count) return Fail(ErrorCode::kInvalidInput, "a source that is no vertex");
  }
  if (count == 0) return std::vector<double>{};
  const unsigned threads = ThreadCount(options.threads);
  const bool weighted = options.weighted && projection.weighted();

  std::vector<double> start;  // empty: the same everywhere
  if (!options.sources.empty()) {
    start.assign(count, 0);
    for (const Vertex source : options.sources) {
      start[source] += 1.0 / static_cast<double>(options.sources.size());
    }
  }
  std::vector<double> out_weight(count);
  for (Vertex v = 0; v < count; ++v) {
    const auto weights = projection.OutWeights(v);
    out_weight[v] = weighted ? std::accumulate(weights.begin(), weights.end(), 0.0)
                             : static_cast<double>(projection.OutDegree(v));
  }
  const double anywhere = 1.0 / count;
  std::vector<double> rank = start.empty() ? std::vector<double>(count, anywhere) : start;
  std::vector<double> share(count);
  std::vector<double> next(count);
  std::vector<double> sums((count + kPiece - 1) / kPiece);
  for (unsigned i = 0; i < options.iterations; ++i) {
    CITYGRAPH_TRY(CheckCancelled(options.cancel));
    ForEachPiece(count, kPiece, threads, [&](std::uint64_t begin, std::uint64_t end, unsigned) {
      double stuck = 0;
      for (std::uint64_t v = begin; v < end; ++v) {
        share[v] = out_weight[v] > 0 ? rank[v] / out_weight[v] : 0;
        if (!(out_weight[v] > 0)) stuck += rank[v];
      }
      sums[begin / kPiece] = stuck;
    });
    const double anew = 1 - options.damping + options.damping * InOrder(sums);
    ForEachPiece(count, kPiece, threads, [&](std::uint64_t begin, std::uint64_t end, unsigned) {
      double change = 0;
      for (auto v = static_cast<Vertex>(begin); v < end; ++v) {
        const auto tails = projection.In(v);
        double sum = 0;
        if (weighted) {
          const auto weights = projection.InWeights(v);
          for (std::size_t k = 0; k < tails.size(); ++k) sum += share[tails[k]] * weights[k];
        } else {
          for (const Vertex tail : tails) sum += share[tail];
        }
        next[v] = anew * (start.empty() ? anywhere : start[v]) + options.damping * sum;
        change += std::abs(next[v] - rank[v]);
      }
      sums[begin / kPiece] = change;
    });
    std::swap(rank, next);
    if (InOrder(sums) < options.tolerance) break;
  }
  return rank;
}

}  // namespace citygraph
