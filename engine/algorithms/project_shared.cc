// City-Exchange-City: who shares what with whom.
//
// Counting, not sorting: for a vertex, walk over all it shares and count the vertices met there in
// an array as long as there are vertices. Only heads above the tail are counted; the two halves of
// each list then come in order by scattering those rows by head, and the result by tail once more.
#include <algorithm>
#include <string>
#include <utility>

#include "engine/algorithms/project.h"
#include "engine/algorithms/transpose.h"
#include "engine/base/parallel.h"

namespace citygraph {
namespace {

constexpr std::uint64_t kPieceRows = 128;

class SharedNodes {
 public:
  SharedNodes(const Adjacency& adjacency, const SharedOptions& options)
      : adjacency_(adjacency),
        options_(options),
        threads_(ThreadCount(options.threads)),
        nodes_(NodesOf(adjacency, options.labels)) {
    if (!nodes_.empty())
      vertex_count_ = nodes_.back().row + (nodes_.back().end - nodes_.back().first);
  }

  std::vector<NodeRun> TakeNodes() { return std::move(nodes_); }
  Vertex vertex_count() const { return vertex_count_; }
  unsigned threads() const { return threads_; }

  // Both sides: what a vertex shares, and who shares it.
  Status Load() {
    for (const RelationshipTable& table : adjacency_.relationship_tables()) {
      if (std::ranges::find(options_.types, table.type()) == options_.types.end()) continue;
      lists_.push_back(options_.outgoing ? &table.outgoing() : &table.incoming());
    }
    LoadShared();
    CITYGRAPH_TRY(CheckCancelled(options_.cancel));
    LoadSharers();
    std::uint64_t pairs = 0;
    for (std::size_t i = 0; i + 1 < sharer_offsets_.size(); ++i) {
      const std::uint64_t sharers = sharer_offsets_[i + 1] - sharer_offsets_[i];
      pairs += sharers * (sharers - (sharers > 0 ? 1 : 0)) / 2;
    }
    if (pairs > options_.max_pairs) {
      return Fail(ErrorCode::kInvalidInput, "too many pairs: " + std::to_string(pairs) +
                                                " share a node, the limit is " +
                                                std::to_string(options_.max_pairs));
    }
    return CheckCancelled(options_.cancel);
  }

  // Calls use(tail, head, count, thread) for each pair tail < head that shares something, and
  // done(piece, thread) after the rows of a piece (kPieceRows of them, all of one thread).
  template <class Use, class Done>
  Status CountPairs(const Use& use, const Done& done) const {
    std::vector<std::vector<std::uint32_t>> counts(threads_);
    std::vector<std::vector<Vertex>> met(threads_);
    ForEachPiece(vertex_count_, kPieceRows, threads_,
                 [&](std::uint64_t begin, std::uint64_t end, unsigned thread) {
                   if (IsCancelled(options_.cancel)) return;
                   counts[thread].resize(vertex_count_);
                   met[thread].resize(vertex_count_);
                   for (std::uint64_t v = begin; v < end; ++v) {
                     CountRow(static_cast<Vertex>(v), counts[thread].data(), met[thread].data(),
                              [&](Vertex head, std::uint32_t count) {
                                use(static_cast<Vertex>(v), head, count, thread);
                              });
                   }
                   done(begin / kPieceRows, thread);
                 });
    return CheckCancelled(options_.cancel);
  }

 private:
  // What each vertex shares, of all types together, ascending and once.
  void LoadShared() {
    shared_offsets_.assign(std::size_t{vertex_count_} + 1, 0);
    shared_ends_.assign(vertex_count_, 0);
    ForEachVertex([&](Vertex v, NodeNumber node) {
      std::uint64_t degree = 0;
      for (const NeighbourLists* lists : lists_) degree += lists->DegreeOf(node);
      shared_offsets_[v + 1] = degree;
    });
    for (Vertex v = 0; v < vertex_count_; ++v) shared_offsets_[v + 1] += shared_offsets_[v];
    shared_.resize(shared_offsets_.back());
    const std::uint64_t limit = adjacency_.node_limit();
    std::atomic<NodeNumber> greatest = 0;
    ForEachPiece(vertex_count_, kPieceRows * 8, threads_,
                 [&](std::uint64_t begin, std::uint64_t end, unsigned /*thread*/) {
                   NodeNumber most = 0;
                   for (std::uint64_t v = begin; v < end; ++v) {
                     most = std::max(most, MergeShared(static_cast<Vertex>(v), limit));
                   }
                   NodeNumber known = greatest.load();
                   while (known < most && !greatest.compare_exchange_weak(known, most)) {
                   }
                 });
    shared_count_ = shared_.empty() ? 0 : std::uint64_t{greatest.load()} + 1;
  }

  // Returns the greatest of them.
  NodeNumber MergeShared(Vertex v, std::uint64_t limit) {
    const NodeNumber node = NodeAt(v);
    const auto begin = shared_.begin() + static_cast<std::ptrdiff_t>(shared_offsets_[v]);
    auto end = begin;
    for (const NeighbourLists* lists : lists_) {
      const auto middle = end;
      end = std::ranges::copy_if((*lists)[node], end, [&](NodeNumber other) {
              return other < limit;
            }).out;
      std::inplace_merge(begin, middle, end);
    }
    end = std::unique(begin, end);
    shared_ends_[v] = static_cast<Arc>(end - shared_.begin());
    return begin == end ? 0 : *std::prev(end);
  }

  void LoadSharers() {
    sharer_offsets_.assign(shared_count_ + 1, 0);
    sharers_.resize(shared_.size());
    ScatterByHead(
        vertex_count_, shared_count_, threads_,
        [&](std::uint64_t v, const auto& sink) {
          for (Arc at = shared_offsets_[v]; at < shared_ends_[v]; ++at) sink(shared_[at], 1);
        },
        [&](std::uint64_t head, Arc count) {
          sharer_offsets_[head + 1] = sharer_offsets_[head] + count;
          return sharer_offsets_[head];
        },
        [&](Arc at, Vertex v, std::uint32_t /*weight*/) { sharers_[at] = v; });
  }

  template <class Use>
  void CountRow(Vertex tail, std::uint32_t* counts, Vertex* met, const Use& use) const {
    // Lists of sharers lie anywhere: ask for them some steps ahead.
    constexpr Arc kOffsetsAhead = 24;
    constexpr Arc kListsAhead = 12;
    std::uint64_t met_count = 0;
    const Arc end = shared_ends_[tail];
    for (Arc at = shared_offsets_[tail]; at < end; ++at) {
      if (at + kOffsetsAhead < end)
        __builtin_prefetch(&sharer_offsets_[shared_[at + kOffsetsAhead]]);
      if (at + kListsAhead < end) {
        __builtin_prefetch(sharers_.data() + sharer_offsets_[shared_[at + kListsAhead]]);
      }
      const NodeNumber shared = shared_[at];
      const Vertex* const first = sharers_.data() + sharer_offsets_[shared];
      const Vertex* other = sharers_.data() + sharer_offsets_[shared + std::size_t{1}];
      while (other != first && *--other > tail) {
        met[met_count] = *other;
        met_count += counts[*other]++ == 0 ? 1 : 0;
      }
    }
    for (std::uint64_t i = 0; i < met_count; ++i) use(met[i], std::exchange(counts[met[i]], 0));
  }

  template <class Work>
  void ForEachVertex(const Work& work) const {
    for (const NodeRun& run : nodes_) {
      for (NodeNumber node = run.first; node < run.end; ++node) {
        work(run.row + (node - run.first), node);
      }
    }
  }
  NodeNumber NodeAt(Vertex v) const {
    const auto after =
        std::ranges::partition_point(nodes_, [&](const NodeRun& run) { return run.row <= v; });
    const NodeRun& run = *std::prev(after);
    return run.first + (v - run.row);
  }

  const Adjacency& adjacency_;
  const SharedOptions& options_;
  unsigned threads_;
  std::vector<NodeRun> nodes_;
  Vertex vertex_count_ = 0;
  std::vector<const NeighbourLists*> lists_;
  std::vector<Arc> shared_offsets_;  // of vertex v: [shared_offsets_[v], shared_ends_[v])
  std::vector<Arc> shared_ends_;
  std::vector<NodeNumber> shared_;
  std::uint64_t shared_count_ = 0;  // shared nodes are below it
  std::vector<Arc> sharer_offsets_;
  std::vector<Vertex> sharers_;  // of a shared node, ascending
};

// The rows of a piece one after the other, heads above the tail, in no order.
struct Piece {
  std::vector<Vertex> heads;
  std::vector<std::uint32_t> weights;
};

}  // namespace

Result<Projection> ProjectShared(const Adjacency& adjacency, const SharedOptions& options) {
  SharedNodes nodes(adjacency, options);
  CITYGRAPH_TRY(nodes.Load());
  const Vertex count = nodes.vertex_count();
  const unsigned threads = nodes.threads();

  std::vector<Piece> pieces((count + kPieceRows - 1) / kPieceRows);
  std::vector<Piece> working(threads);
  std::vector<std::uint32_t> above(count, 0);  // heads above the tail
  CITYGRAPH_TRY(nodes.CountPairs(
      [&](Vertex tail, Vertex head, std::uint32_t weight, unsigned thread) {
        working[thread].heads.push_back(head);
        working[thread].weights.push_back(weight);
        ++above[tail];
      },
      [&](std::uint64_t piece, unsigned thread) {
        Piece& rows = working[thread];
        pieces[piece] = {.heads = {rows.heads.begin(), rows.heads.end()},  // no more than needed
                         .weights = {rows.weights.begin(), rows.weights.end()}};
        rows.heads.clear();
        rows.weights.clear();
      }));
  std::vector<Arc> row_begin(count);  // in the piece
  for (Vertex v = 1; v < count; ++v) {
    row_begin[v] = v % kPieceRows == 0 ? 0 : row_begin[v - 1] + above[v - 1];
  }

  Arcs arcs;
  arcs.offsets.assign(std::size_t{count} + 1, 0);
  std::vector<std::uint32_t> below(count);
  Arc half = 0;
  for (const Piece& piece : pieces) half += piece.heads.size();
  arcs.heads.resize(2 * half);
  arcs.weights.resize(2 * half);
  const auto write = [&](Arc at, Vertex other, std::uint32_t weight) {
    arcs.heads[at] = other;
    arcs.weights[at] = weight;
  };
  ScatterByHead(
      count, count, threads,
      [&](std::uint64_t v, const auto& sink) {
        const Piece& piece = pieces[v / kPieceRows];
        for (Arc at = row_begin[v]; at < row_begin[v] + above[v]; ++at) {
          sink(piece.heads[at], piece.weights[at]);
        }
      },
      [&](std::uint64_t head, Arc found) {
        below[head] = static_cast<std::uint32_t>(found);
        arcs.offsets[head + 1] = arcs.offsets[head] + found + above[head];
        return arcs.offsets[head];
      },
      write);
  pieces = {};
  CITYGRAPH_TRY(CheckCancelled(options.cancel));
  ScatterByHead(
      count, count, threads,
      [&](std::uint64_t v, const auto& sink) {
        const Arc begin = arcs.offsets[v];
        for (Arc at = begin; at < begin + below[v]; ++at) sink(arcs.heads[at], arcs.weights[at]);
      },
      [&](std::uint64_t head, Arc /*found*/) { return arcs.offsets[head] + below[head]; }, write);
  return Projection(nodes.TakeNodes(), std::move(arcs));
}

Result<std::vector<SharedPair>> MostSharedPairs(const Adjacency& adjacency,
                                                const SharedOptions& options, std::size_t count) {
  SharedNodes nodes(adjacency, options);
  CITYGRAPH_TRY(nodes.Load());
  struct Pair {
    std::uint32_t shared;
    Vertex a;
    Vertex b;
  };
  const auto before = [](const Pair& x, const Pair& y) {
    if (x.shared != y.shared) return x.shared > y.shared;
    return x.a != y.a ? x.a < y.a : x.b < y.b;
  };
  // Heaps with the last of the best on top, one a thread.
  std::vector<std::vector<Pair>> best(nodes.threads());
  CITYGRAPH_TRY(nodes.CountPairs(
      [&](Vertex a, Vertex b, std::uint32_t shared, unsigned thread) {
        std::vector<Pair>& heap = best[thread];
        const Pair pair{shared, a, b};
        if (heap.size() == count) {
          if (count == 0 || shared < heap.front().shared || !before(pair, heap.front())) return;
          std::ranges::pop_heap(heap, before);
          heap.pop_back();
        }
        heap.push_back(pair);
        std::ranges::push_heap(heap, before);
      },
      [](std::uint64_t /*piece*/, unsigned /*thread*/) {}));
  std::vector<Pair> all;
  for (const std::vector<Pair>& heap : best) all.insert(all.end(), heap.begin(), heap.end());
  std::ranges::sort(all, before);
  all.resize(std::min(all.size(), count));
  const Projection names(nodes.TakeNodes(),
                         {.offsets = std::vector<Arc>(nodes.vertex_count() + 1)});
  std::vector<SharedPair> pairs;
  for (const Pair& pair : all) {
    pairs.push_back({names.NodeOf(pair.a), names.NodeOf(pair.b), pair.shared});
  }
  return pairs;
}

}  // namespace citygraph
