// How likely two vertices are to belong together, judged by their neighbours.
#pragma once

#include <cstdint>
#include <vector>

#include "engine/algorithms/projection.h"

namespace citygraph {

// Over Out(a) and Out(b). `degree` of a common neighbour z is |Out(z)|.
struct Similarity {
  std::uint32_t common = 0;            // common neighbours
  double jaccard = 0;                  // common / neighbours of either; 0 when neither has any
  double adamic_adar = 0;              // sum of 1 / ln degree(z); z of degree 1 counts 0
  double resource_allocation = 0;      // sum of 1 / degree(z)
  double preferential_attachment = 0;  // |Out(a)| * |Out(b)|
};

// REQUIRES: a, b < vertex_count(). O(|Out(a)| + |Out(b)|), or O(shorter * log longer) when one list
// is much longer. Sums go over z ascending.
Similarity FindSimilarity(const Projection& projection, Vertex a, Vertex b);

// One vertex against many: its neighbours are marked once. Not for several threads at once.
class SimilarityFrom {
 public:
  // REQUIRES: the projection outlives it.
  explicit SimilarityFrom(const Projection& projection);
  // O(|Out(a)| and what was marked before).
  void Begin(Vertex a);
  // REQUIRES: Begin. O(|Out(b)|).
  Similarity To(Vertex b) const;
  // The sum alone, in the same order as above.
  double AdamicAdarTo(Vertex b) const;
  bool IsNeighbour(Vertex b) const { return marked_[b]; }

 private:
  const Projection& projection_;
  std::vector<double> per_log_degree_;  // 1 / ln degree
  std::vector<bool> marked_;
  Vertex from_ = 0;
  bool begun_ = false;
};

}  // namespace citygraph
