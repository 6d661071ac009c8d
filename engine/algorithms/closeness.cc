#include "engine/algorithms/closeness.h"

#include <numeric>

#include "engine/base/parallel.h"

namespace citygraph {
namespace {

class Search {
 public:
  explicit Search(const Projection& projection)
      : projection_(projection),
        seen_(projection.vertex_count(), 0),
        queue_(projection.vertex_count()) {}

  Closeness From(Vertex source) {
    ++round_;
    seen_[source] = round_;
    queue_[0] = source;
    std::size_t size = 1;
    std::uint64_t sum = 0;
    double harmonic = 0;
    std::uint64_t distance = 0;
    for (std::size_t begin = 0; begin < size; ++distance) {
      const std::size_t end = size;
      sum += distance * (end - begin);
      if (distance > 0)
        harmonic += static_cast<double>(end - begin) / static_cast<double>(distance);
      for (; begin < end; ++begin) {
        for (const Vertex head : projection_.Out(queue_[begin])) {
          if (seen_[head] == round_) continue;
          seen_[head] = round_;
          queue_[size++] = head;
        }
      }
    }
    if (size < 2) return {};
    const auto reached = static_cast<double>(size - 1);
    const auto others = static_cast<double>(projection_.vertex_count() - 1);
    return {.classic = reached / static_cast<double>(sum) * (reached / others),
            .harmonic = harmonic / others};
  }

 private:
  const Projection& projection_;
  std::vector<Vertex> seen_;  // the round in which it was seen last
  std::vector<Vertex> queue_;
  Vertex round_ = 0;
};

}  // namespace

Result<std::vector<Closeness>> FindCloseness(const Projection& projection,
                                             const ClosenessOptions& options) {
  std::vector<Vertex> vertices;
  if (options.vertices) {
    vertices.assign(options.vertices->begin(), options.vertices->end());
    for (const Vertex v : vertices) {
      if (v >= projection.vertex_count()) return Fail(ErrorCode::kInvalidInput, "no such vertex");
    }
  } else {
    vertices.resize(projection.vertex_count());
    std::iota(vertices.begin(), vertices.end(), 0U);
  }
  std::vector<Closeness> found(vertices.size());
  const unsigned threads = ThreadCount(options.threads);
  std::vector<std::optional<Search>> searches(threads);
  ForEachPiece(vertices.size(), 1, threads,
               [&](std::uint64_t i, std::uint64_t /*end*/, unsigned thread) {
                 if (IsCancelled(options.cancel)) return;
                 if (!searches[thread]) searches[thread].emplace(projection);
                 found[i] = searches[thread]->From(vertices[i]);
               });
  CITYGRAPH_TRY(CheckCancelled(options.cancel));
  return found;
}

}  // namespace citygraph
