// Small graphs for the tests of algorithms: from arcs, from chance, all of a size, the karate club.
#pragma once

#include <algorithm>
#include <cstdint>
#include <map>
#include <random>
#include <utility>
#include <vector>

#include "engine/algorithms/projection.h"

namespace citygraph::testing {

using ArcList = std::vector<std::pair<Vertex, Vertex>>;

inline Arcs ToArcs(Vertex vertices, ArcList list, const std::vector<std::uint32_t>& weights = {}) {
  std::map<std::pair<Vertex, Vertex>, std::uint32_t> sorted;
  for (std::size_t i = 0; i < list.size(); ++i) sorted[list[i]] = weights.empty() ? 1 : weights[i];
  Arcs arcs;
  arcs.offsets.assign(std::size_t{vertices} + 1, 0);
  for (const auto& [arc, weight] : sorted) {
    ++arcs.offsets[arc.first + 1];
    arcs.heads.push_back(arc.second);
    if (!weights.empty()) arcs.weights.push_back(weight);
  }
  for (Vertex v = 0; v < vertices; ++v) arcs.offsets[v + 1] += arcs.offsets[v];
  return arcs;
}

inline Projection Directed(Vertex vertices, const ArcList& list,
                           const std::vector<std::uint32_t>& weights = {}) {
  ArcList reversed;
  for (const auto& [tail, head] : list) reversed.emplace_back(head, tail);
  return Projection({{0, vertices, 0}}, ToArcs(vertices, list, weights),
                    ToArcs(vertices, reversed, weights));
}

inline Projection Undirected(Vertex vertices, const ArcList& list,
                             const std::vector<std::uint32_t>& weights = {}) {
  ArcList both;
  std::vector<std::uint32_t> both_weights;
  for (std::size_t i = 0; i < list.size(); ++i) {
    both.push_back(list[i]);
    both.emplace_back(list[i].second, list[i].first);
    if (!weights.empty()) both_weights.insert(both_weights.end(), 2, weights[i]);
  }
  return Projection({{0, vertices, 0}}, ToArcs(vertices, both, both_weights));
}

// Each pair of vertices (ordered, when directed) is joined by chance; weights 1 to 5 when wanted.
inline Projection Random(std::uint32_t seed, Vertex vertices, double density, bool directed,
                         bool weighted = false) {
  std::mt19937 random(seed);
  std::bernoulli_distribution joined(density);
  ArcList list;
  std::vector<std::uint32_t> weights;
  for (Vertex tail = 0; tail < vertices; ++tail) {
    for (Vertex head = directed ? 0 : tail + 1; head < vertices; ++head) {
      if (head == tail || !joined(random)) continue;
      list.emplace_back(tail, head);
      if (weighted) weights.push_back(static_cast<std::uint32_t>(1 + random() % 5));
    }
  }
  return directed ? Directed(vertices, list, weights) : Undirected(vertices, list, weights);
}

// Calls use(projection) with every undirected graph of that many vertices (2^(n(n-1)/2) of them).
template <class Use>
void ForEachUndirected(Vertex vertices, const Use& use) {
  ArcList pairs;
  for (Vertex a = 0; a < vertices; ++a) {
    for (Vertex b = a + 1; b < vertices; ++b) pairs.emplace_back(a, b);
  }
  for (std::uint32_t bits = 0; bits < std::uint32_t{1} << pairs.size(); ++bits) {
    ArcList list;
    for (std::size_t i = 0; i < pairs.size(); ++i) {
      if ((bits >> i & 1) != 0) list.push_back(pairs[i]);
    }
    use(Undirected(vertices, list));
  }
}

template <class Use>
void ForEachDirected(Vertex vertices, const Use& use) {
  ArcList pairs;
  for (Vertex a = 0; a < vertices; ++a) {
    for (Vertex b = 0; b < vertices; ++b) {
      if (a != b) pairs.emplace_back(a, b);
    }
  }
  for (std::uint32_t bits = 0; bits < std::uint32_t{1} << pairs.size(); ++bits) {
    ArcList list;
    for (std::size_t i = 0; i < pairs.size(); ++i) {
      if ((bits >> i & 1) != 0) list.push_back(pairs[i]);
    }
    use(Directed(vertices, list));
  }
}

// Zachary, "An information flow model for conflict and fission in small groups" (1977): 34 members,
// 78 ties; member n is vertex n-1.
inline Projection KarateClub() {
  return Undirected(
      34, {{0, 1},   {0, 2},   {0, 3},   {0, 4},   {0, 5},   {0, 6},   {0, 7},   {0, 8},   {0, 10},
           {0, 11},  {0, 12},  {0, 13},  {0, 17},  {0, 19},  {0, 21},  {0, 31},  {1, 2},   {1, 3},
           {1, 7},   {1, 13},  {1, 17},  {1, 19},  {1, 21},  {1, 30},  {2, 3},   {2, 7},   {2, 8},
           {2, 9},   {2, 13},  {2, 27},  {2, 28},  {2, 32},  {3, 7},   {3, 12},  {3, 13},  {4, 6},
           {4, 10},  {5, 6},   {5, 10},  {5, 16},  {6, 16},  {8, 30},  {8, 32},  {8, 33},  {9, 33},
           {13, 33}, {14, 32}, {14, 33}, {15, 32}, {15, 33}, {18, 32}, {18, 33}, {19, 33}, {20, 32},
           {20, 33}, {22, 32}, {22, 33}, {23, 25}, {23, 27}, {23, 29}, {23, 32}, {23, 33}, {24, 25},
           {24, 27}, {24, 31}, {25, 31}, {26, 29}, {26, 33}, {27, 33}, {28, 31}, {28, 33}, {29, 32},
           {29, 33}, {30, 32}, {30, 33}, {31, 32}, {31, 33}, {32, 33}});
}

}  // namespace citygraph::testing
