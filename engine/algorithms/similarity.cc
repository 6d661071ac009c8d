#include "engine/algorithms/similarity.h"

#include <algorithm>
#include <cmath>

namespace citygraph {
namespace {

// A list this many times longer than the other is searched, not walked.
constexpr std::size_t kMuchLonger = 16;

double PerLogDegree(std::uint64_t degree) {
  return degree > 1 ? 1 / std::log(static_cast<double>(degree)) : 0;
}

// Calls use(z) for each common element, ascending.
template <class Use>
void ForEachCommon(std::span<const Vertex> a, std::span<const Vertex> b, const Use& use) {
  if (a.size() > b.size()) std::swap(a, b);
  const bool search = b.size() / kMuchLonger > a.size();
  auto at = b.begin();
  for (const Vertex z : a) {
    at = search ? std::lower_bound(at, b.end(), z)
                : std::find_if(at, b.end(), [z](Vertex other) { return other >= z; });
    if (at == b.end()) return;
    if (*at == z) use(z);
  }
}

void AddCommon(const Projection& projection, Vertex z, double per_log_degree, Similarity& sum) {
  ++sum.common;
  sum.adamic_adar += per_log_degree;
  if (const std::uint64_t degree = projection.OutDegree(z); degree > 0) {
    sum.resource_allocation += 1 / static_cast<double>(degree);
  }
}

void Complete(const Projection& projection, Vertex a, Vertex b, Similarity& sum) {
  const std::uint64_t of_a = projection.OutDegree(a);
  const std::uint64_t of_b = projection.OutDegree(b);
  const std::uint64_t either = of_a + of_b - sum.common;
  if (either > 0) sum.jaccard = static_cast<double>(sum.common) / static_cast<double>(either);
  sum.preferential_attachment = static_cast<double>(of_a) * static_cast<double>(of_b);
}

}  // namespace

Similarity FindSimilarity(const Projection& projection, Vertex a, Vertex b) {
  Similarity sum;
  ForEachCommon(projection.Out(a), projection.Out(b), [&](Vertex z) {
    AddCommon(projection, z, PerLogDegree(projection.OutDegree(z)), sum);
  });
  Complete(projection, a, b, sum);
  return sum;
}

SimilarityFrom::SimilarityFrom(const Projection& projection)
    : projection_(projection),
      per_log_degree_(projection.vertex_count()),
      marked_(projection.vertex_count()) {
  for (Vertex v = 0; v < projection.vertex_count(); ++v) {
    per_log_degree_[v] = PerLogDegree(projection.OutDegree(v));
  }
}

void SimilarityFrom::Begin(Vertex a) {
  if (begun_) {
    for (const Vertex z : projection_.Out(from_)) marked_[z] = false;
  }
  begun_ = true;
  from_ = a;
  for (const Vertex z : projection_.Out(a)) marked_[z] = true;
}

Similarity SimilarityFrom::To(Vertex b) const {
  Similarity sum;
  for (const Vertex z : projection_.Out(b)) {
    if (marked_[z]) AddCommon(projection_, z, per_log_degree_[z], sum);
  }
  Complete(projection_, from_, b, sum);
  return sum;
}

double SimilarityFrom::AdamicAdarTo(Vertex b) const {
  double sum = 0;
  for (const Vertex z : projection_.Out(b)) {
    if (marked_[z]) sum += per_log_degree_[z];
  }
  return sum;
}

}  // namespace citygraph
