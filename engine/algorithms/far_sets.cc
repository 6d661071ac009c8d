#include "engine/algorithms/far_sets.h"

#include <algorithm>
#include <bit>
#include <string>
#include <utility>

#include "engine/algorithms/project.h"
#include "engine/base/parallel.h"

namespace citygraph {
namespace {

constexpr std::uint64_t kPiece = 512;

template <class Words>
std::uint32_t CommonBits(const Words* a, const Words* b, std::size_t words) {
  int bits = 0;
  for (std::size_t i = 0; i < words; ++i) bits += std::popcount(a[i] & b[i]);
  return static_cast<std::uint32_t>(bits);
}

// shared[i] = bits that set i has in common with `one`.
void CountAll(const std::uint64_t* sets, std::size_t count, const std::uint64_t* one,
              std::size_t words, std::uint32_t* shared) {
  for (std::size_t i = 0; i < count; ++i) shared[i] = CommonBits(sets + i * words, one, words);
}

#if defined(__x86_64__)
// The same with the processor's own instruction, which the oldest x86-64 lack.
__attribute__((target("popcnt"))) void CountAllFast(const std::uint64_t* sets, std::size_t count,
                                                    const std::uint64_t* one, std::size_t words,
                                                    std::uint32_t* shared) {
  for (std::size_t i = 0; i < count; ++i) {
    int bits = 0;
    for (std::size_t k = 0; k < words; ++k) {
      bits += __builtin_popcountll(sets[i * words + k] & one[k]);
    }
    shared[i] = static_cast<std::uint32_t>(bits);
  }
}
const bool kHasInstruction = __builtin_cpu_supports("popcnt") != 0;
#else
constexpr bool kHasInstruction = false;
constexpr auto CountAllFast = CountAll;
#endif

std::vector<const NeighbourLists*> ListsOf(const Adjacency& adjacency,
                                           const std::vector<TokenId>& types) {
  std::vector<const NeighbourLists*> lists;
  for (const TokenId type : types) {
    if (const RelationshipTable* table = adjacency.TableOf(type))
      lists.push_back(&table->outgoing());
  }
  return lists;
}

}  // namespace

Result<FarSets> FarSets::Make(const Adjacency& adjacency, const FarSetsOptions& options) {
  FarSets sets;
  sets.nodes_ = NodesOf(adjacency, options.labels);
  const auto to_near = ListsOf(adjacency, options.to_near);
  const auto to_far = ListsOf(adjacency, options.to_far);
  NodeNumber least = 0xffffffff;
  NodeNumber greatest = 0;
  for (const NeighbourLists* lists : to_far) {
    const auto [low, high] = std::ranges::minmax(lists->entries());
    least = std::min(least, low);
    greatest = std::max(greatest, high);
  }
  if (to_far.empty() || sets.nodes_.empty()) return sets;
  const std::uint64_t far = std::uint64_t{greatest} - least + 1;
  if (far > options.max_bits) {
    return Fail(ErrorCode::kInvalidInput, std::to_string(far) + " nodes far away, at most " +
                                              std::to_string(options.max_bits) +
                                              " make a set of bits");
  }
  sets.first_far_ = least;
  sets.words_ = (far + 63) / 64;
  const NodeRun& last = sets.nodes_.back();
  sets.bits_.assign((std::size_t{last.row} + (last.end - last.first)) * sets.words_, 0);
  for (const NodeRun& run : sets.nodes_) {
    ForEachPiece(
        run.end - run.first, kPiece, ThreadCount(options.threads),
        [&](std::uint64_t begin, std::uint64_t end, unsigned /*thread*/) {
          if (IsCancelled(options.cancel)) return;
          for (std::uint64_t i = begin; i < end; ++i) {
            std::uint64_t* const set = sets.bits_.data() + (run.row + i) * sets.words_;
            for (const NeighbourLists* near : to_near) {
              for (const NodeNumber between : (*near)[static_cast<NodeNumber>(run.first + i)]) {
                for (const NeighbourLists* lists : to_far) {
                  for (const NodeNumber node : (*lists)[between]) {
                    const NodeNumber bit = node - least;
                    set[bit / 64] |= std::uint64_t{1} << (bit % 64);
                  }
                }
              }
            }
          }
        });
  }
  CITYGRAPH_TRY(CheckCancelled(options.cancel));
  return sets;
}

std::span<const std::uint64_t> FarSets::SetOf(NodeId node) const {
  const std::uint64_t id = Raw(node);
  const auto after =
      std::ranges::partition_point(nodes_, [&](const NodeRun& run) { return run.first <= id; });
  if (words_ == 0 || after == nodes_.begin() || id >= std::prev(after)->end) return {};
  const NodeRun& run = *std::prev(after);
  return std::span(bits_).subspan((run.row + (id - run.first)) * words_, words_);
}

std::uint32_t FarSets::CountOf(NodeId node) const { return SharedBy(node, node); }

std::uint32_t FarSets::SharedBy(NodeId a, NodeId b) const {
  const auto of_a = SetOf(a);
  const auto of_b = SetOf(b);
  return of_a.empty() || of_b.empty() ? 0 : CommonBits(of_a.data(), of_b.data(), words_);
}

std::vector<NodeId> FarSets::Of(NodeId node) const {
  std::vector<NodeId> far;
  const auto set = SetOf(node);
  for (std::size_t i = 0; i < set.size() * 64; ++i) {
    if ((set[i / 64] >> (i % 64) & 1) != 0) far.push_back(NodeId{first_far_ + i});
  }
  return far;
}

std::vector<SharedCount> FarSets::MostShared(NodeId node, std::size_t count) const {
  const auto one = SetOf(node);
  if (one.empty() || count == 0) return {};
  const std::size_t nodes = bits_.size() / words_;
  std::vector<std::uint32_t> shared(nodes);
  (kHasInstruction ? CountAllFast : CountAll)(bits_.data(), nodes, one.data(), words_,
                                              shared.data());
  // How many share as much decides what is worth looking at: the counts are few.
  std::vector<std::uint32_t> nodes_with(words_ * 64 + 1, 0);
  for (const std::uint32_t n : shared) ++nodes_with[n];
  std::size_t enough = nodes_with.size() - 1;
  for (std::size_t found = 0; enough > 1; --enough) {
    found += nodes_with[enough];
    if (found > count) break;  // one more: the node itself
  }
  std::vector<SharedCount> most;
  for (const NodeRun& run : nodes_) {
    for (NodeNumber id = run.first; id < run.end; ++id) {
      const std::uint32_t n = shared[run.row + (id - run.first)];
      if (n >= enough && id != Raw(node)) most.push_back({NodeId{id}, n});
    }
  }
  std::ranges::stable_sort(most, std::ranges::greater{}, &SharedCount::shared);
  most.resize(std::min(most.size(), count));
  return most;
}

}  // namespace citygraph
