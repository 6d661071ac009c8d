#include <algorithm>
#include <utility>

#include "engine/algorithms/project.h"
#include "engine/algorithms/transpose.h"
#include "engine/base/parallel.h"

namespace citygraph {
namespace {

constexpr std::uint64_t kPieceRows = 1024;
constexpr Vertex kNoVertex = 0xffffffff;

// The rows of a piece, one after the other.
struct Piece {
  std::vector<Vertex> heads;
  std::vector<std::uint32_t> weights;
};

class NeighbourProjection {
 public:
  NeighbourProjection(const Adjacency& adjacency, const NeighboursOptions& options)
      : options_(options),
        threads_(ThreadCount(options.threads)),
        nodes_(NodesOf(adjacency, options.labels)) {
    for (const RelationshipTable& table : adjacency.relationship_tables()) {
      if (options.types.empty() ||
          std::ranges::find(options.types, table.type()) != options.types.end()) {
        lists_.push_back(&table.outgoing());
        if (!options.directed) lists_.push_back(&table.incoming());
      }
    }
    if (nodes_.empty()) return;
    first_ = nodes_.front().first;
    vertex_of_.assign(nodes_.back().end - first_, kNoVertex);
    for (const NodeRun& run : nodes_) {
      for (NodeNumber node = run.first; node < run.end; ++node) {
        vertex_of_[node - first_] = run.row + (node - run.first);
      }
    }
    vertex_count_ = nodes_.back().row + (nodes_.back().end - nodes_.back().first);
  }

  Result<Projection> Make() {
    pieces_.resize((vertex_count_ + kPieceRows - 1) / kPieceRows);
    out_.offsets.assign(std::size_t{vertex_count_} + 1, 0);
    ForEachPiece(vertex_count_, kPieceRows, threads_,
                 [&](std::uint64_t begin, std::uint64_t end, unsigned /*thread*/) {
                   if (!IsCancelled(options_.cancel)) MakeRows(begin, end);
                 });
    CITYGRAPH_TRY(CheckCancelled(options_.cancel));
    for (Vertex v = 0; v < vertex_count_; ++v) out_.offsets[v + 1] += out_.offsets[v];
    out_.heads.resize(out_.offsets.back());
    if (weighted_) out_.weights.resize(out_.offsets.back());
    ForEachPiece(pieces_.size(), 1, threads_,
                 [&](std::uint64_t piece, std::uint64_t /*end*/, unsigned /*thread*/) {
                   const Arc at = out_.offsets[piece * kPieceRows];
                   std::ranges::copy(pieces_[piece].heads, out_.heads.data() + at);
                   if (weighted_) {
                     std::ranges::copy(pieces_[piece].weights, out_.weights.data() + at);
                   }
                   pieces_[piece] = {};
                 });
    if (!options_.directed) return Projection(std::move(nodes_), std::move(out_));
    Arcs in = Reversed();
    return Projection(std::move(nodes_), std::move(out_), std::move(in));
  }

 private:
  void MakeRows(std::uint64_t begin, std::uint64_t end) {
    Piece piece;
    std::vector<Vertex> row;
    bool weighted = false;
    for (std::uint64_t v = begin; v < end; ++v) {
      row.clear();
      const NodeNumber node = NodeAt(static_cast<Vertex>(v));
      for (const NeighbourLists* lists : lists_) {
        for (const NodeNumber other : (*lists)[node]) {
          const std::uint64_t place = std::uint64_t{other} - first_;
          if (place >= vertex_of_.size()) continue;
          const Vertex head = vertex_of_[place];
          if (head != kNoVertex && head != v) row.push_back(head);
        }
      }
      if (lists_.size() > 1) std::ranges::sort(row);
      std::uint64_t heads = 0;
      for (std::size_t i = 0, next = 0; i < row.size(); i = next, ++heads) {
        while (next < row.size() && row[next] == row[i]) ++next;
        piece.heads.push_back(row[i]);
        piece.weights.push_back(static_cast<std::uint32_t>(next - i));
        weighted = weighted || next - i > 1;
      }
      out_.offsets[v + 1] = heads;
    }
    if (weighted) weighted_.store(true, std::memory_order_relaxed);
    pieces_[begin / kPieceRows] = std::move(piece);
  }

  NodeNumber NodeAt(Vertex v) const {
    const auto after =
        std::ranges::partition_point(nodes_, [&](const NodeRun& run) { return run.row <= v; });
    const NodeRun& run = *std::prev(after);
    return run.first + (v - run.row);
  }

  Arcs Reversed() const {
    Arcs in;
    in.offsets.assign(out_.offsets.size(), 0);
    in.heads.resize(out_.heads.size());
    in.weights.resize(out_.weights.size());
    ScatterByHead(
        vertex_count_, vertex_count_, threads_,
        [&](std::uint64_t v, const auto& sink) {
          for (Arc arc = out_.offsets[v]; arc < out_.offsets[v + 1]; ++arc) {
            sink(out_.heads[arc], weighted_ ? out_.weights[arc] : 1);
          }
        },
        [&](std::uint64_t head, Arc count) {
          in.offsets[head + 1] = in.offsets[head] + count;
          return in.offsets[head];
        },
        [&](Arc at, Vertex tail, std::uint32_t weight) {
          in.heads[at] = tail;
          if (weighted_) in.weights[at] = weight;
        });
    return in;
  }

  const NeighboursOptions& options_;
  unsigned threads_;
  std::vector<NodeRun> nodes_;
  std::vector<const NeighbourLists*> lists_;
  NodeNumber first_ = 0;
  std::vector<Vertex> vertex_of_;  // of node first_ + i
  Vertex vertex_count_ = 0;
  std::vector<Piece> pieces_;
  std::atomic<bool> weighted_ = false;
  Arcs out_;
};

}  // namespace

std::vector<NodeRun> NodesOf(const Adjacency& adjacency, const std::vector<TokenId>& labels) {
  std::vector<NodeRun> runs;
  for (const NodeTable& table : adjacency.node_tables()) {
    const auto carries = [&](TokenId label) { return table.HasLabel(label); };
    if (!labels.empty() && std::ranges::none_of(labels, carries)) continue;
    for (const NodeRun& run : table.runs()) {
      if (run.first < run.end && run.end <= adjacency.node_limit()) runs.push_back(run);
    }
  }
  std::ranges::sort(runs, {}, &NodeRun::first);
  std::vector<NodeRun> joined;
  NodeNumber row = 0;
  for (const NodeRun& run : runs) {
    if (!joined.empty() && run.first < joined.back().end) continue;  // damaged
    if (!joined.empty() && joined.back().end == run.first) {
      joined.back().end = run.end;
    } else {
      joined.push_back({run.first, run.end, row});
    }
    row += run.end - run.first;
  }
  return joined;
}

Result<Projection> ProjectNeighbours(const Adjacency& adjacency, const NeighboursOptions& options) {
  return NeighbourProjection(adjacency, options).Make();
}

}  // namespace citygraph
