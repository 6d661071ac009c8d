// Arcs by head from arcs by tail: ascending tails come out ascending.
#pragma once

#include <cstdint>
#include <utility>
#include <vector>

#include "engine/algorithms/projection.h"
#include "engine/base/parallel.h"

namespace citygraph {

// Visits rows 0 … rows-1 twice, each thread its part of them, once to count and once to write:
//   visit(row, sink) calls sink(head, weight) for each arc of the row;
//   begin_of(head, count), once a head and ascending, says where its `count` arcs begin;
//   write(at, row, weight) puts an arc there; arcs of a head come by ascending row.
// Memory: 8 bytes a head and thread.
template <class Visit, class BeginOf, class Write>
void ScatterByHead(std::uint64_t rows, std::uint64_t heads, unsigned threads, const Visit& visit,
                   const BeginOf& begin_of, const Write& write) {
  std::vector<std::vector<Arc>> cursors(threads);
  const auto first_of = [&](unsigned part) { return rows * part / threads; };
  InParallel(threads, [&](unsigned part) {
    cursors[part].assign(heads, 0);
    Arc* const counts = cursors[part].data();
    for (std::uint64_t row = first_of(part); row < first_of(part + 1); ++row) {
      visit(row, [counts](std::uint64_t head, std::uint32_t /*weight*/) { ++counts[head]; });
    }
  });
  for (std::uint64_t head = 0; head < heads; ++head) {
    Arc count = 0;
    for (const std::vector<Arc>& counts : cursors) count += counts[head];
    Arc next = begin_of(head, count);
    for (std::vector<Arc>& counts : cursors) next += std::exchange(counts[head], next);
  }
  InParallel(threads, [&](unsigned part) {
    Arc* const next = cursors[part].data();
    for (std::uint64_t row = first_of(part); row < first_of(part + 1); ++row) {
      visit(row, [&](std::uint64_t head, std::uint32_t weight) {
        write(next[head]++, static_cast<Vertex>(row), weight);
      });
    }
  });
}

}  // namespace citygraph
