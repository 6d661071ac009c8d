// Who is next to whom: the base's lists, what was committed since, what a transaction adds.
#include <algorithm>
#include <tuple>

#include "engine/base/sort_unique.h"
#include "engine/storage/graph_view.h"

namespace citygraph {

using keys::WordKind;

Result<const DeltaAdjacency*> GraphView::Delta() const {
  if (const DeltaAdjacency* known = delta_.load(std::memory_order_acquire)) return known;
  const std::lock_guard lock(delta_mutex_);
  if (!delta_owner_) {
    CITYGRAPH_TRY(delta_owner_, cache_->DeltaOf(*reader_, *state_));
    delta_.store(delta_owner_.get(), std::memory_order_release);
  }
  return delta_owner_.get();
}

void GraphView::ForgetDelta() {
  const std::lock_guard lock(delta_mutex_);
  delta_.store(nullptr);
  delta_owner_.reset();
}

void GraphView::CollectBase(NodeId node, bool outgoing, const std::vector<TokenId>* types,
                            std::vector<Adjacent>& to) const {
  if (Raw(node) >= state_->base_nodes()) return;
  const auto number = static_cast<NodeNumber>(Raw(node));
  const Shadows& shadows = *state_->shadows;
  const auto keep = [&](RelationshipId id) {
    if (IsHidden(id)) return false;
    if (!shadows.deleted.empty() && shadows.deleted.contains(Raw(id))) return false;
    const auto* pending = pending_ == nullptr ? nullptr : pending_->Find(id);
    return pending == nullptr || pending->has_value();
  };
  const auto collect = [&](const RelationshipTable& table) {
    const NeighbourLists& lists = outgoing ? table.outgoing() : table.incoming();
    const NeighbourLists::Range range = lists.RangeOf(number);
    for (std::uint64_t entry = range.begin; entry < range.end; ++entry) {
      const std::uint64_t position = outgoing ? entry : table.PositionOfIncoming(number, entry);
      if (position >= table.size()) continue;  // damaged
      const RelationshipId id = table.IdAt(position);
      if (keep(id)) to.push_back({id, NodeId{lists.entries()[entry]}, table.type(), outgoing});
    }
  };
  if (types == nullptr) {
    for (const RelationshipTable& table : state_->base->relationship_tables()) collect(table);
    return;
  }
  for (const TokenId type : *types) {
    if (const RelationshipTable* table = state_->base->TableOf(type)) collect(*table);
  }
}

Result<std::vector<std::vector<Adjacent>>> GraphView::Neighbours(
    std::span<const NodeId> nodes, Direction direction,
    std::span<const std::string_view> types) const {
  std::vector<TokenId> wanted;
  for (const std::string_view type : types) {
    if (const auto token = dictionary_->Find(WordKind::kType, type)) wanted.push_back(*token);
  }
  SortUnique(wanted);
  const std::vector<TokenId>* only = types.empty() ? nullptr : &wanted;
  CITYGRAPH_TRY(const DeltaAdjacency* const delta, DeltaIfAny());
  std::vector<std::vector<Adjacent>> answer(nodes.size());
  for (std::size_t i = 0; i < nodes.size(); ++i)
    CollectAll(nodes[i], direction, only, delta, answer[i]);
  return answer;
}

Result<const DeltaAdjacency*> GraphView::DeltaIfAny() const {
  if (state_->next_relationship <= state_->base_relationships()) return nullptr;
  return Delta();
}

void GraphView::CollectLater(NodeId node, Direction direction, const std::vector<TokenId>* types,
                             const DeltaAdjacency* delta, std::vector<Adjacent>& to) const {
  if (delta != nullptr) delta->Collect(node, state_->next_relationship, to);
  if (pending_ != nullptr) {
    std::erase_if(to, [&](const Adjacent& each) {
      const auto* pending = pending_->Find(each.relationship);
      return pending != nullptr && !pending->has_value();
    });
    pending_->Collect(node, to);
  }
  std::erase_if(to, [&](const Adjacent& each) {
    if (IsHidden(each.relationship)) return true;
    const bool right_way =
        direction == Direction::kBoth || each.outgoing == (direction == Direction::kOutgoing);
    return !right_way || (types != nullptr && !std::ranges::binary_search(*types, each.type));
  });
}

void GraphView::CollectAll(NodeId node, Direction direction, const std::vector<TokenId>* types,
                           const DeltaAdjacency* delta, std::vector<Adjacent>& to) const {
  if (direction != Direction::kIncoming) CollectBase(node, true, types, to);
  if (direction != Direction::kOutgoing) CollectBase(node, false, types, to);
  if (delta == nullptr && pending_ == nullptr) return;
  std::vector<Adjacent> later;
  CollectLater(node, direction, types, delta, later);
  if (later.empty()) return;
  const auto order = [](const Adjacent& each) {
    return std::tuple(!each.outgoing, each.type, each.neighbour, each.relationship);
  };
  std::ranges::sort(later, {}, order);
  const auto middle = to.insert(to.end(), later.begin(), later.end());
  std::ranges::inplace_merge(to, middle, {}, order);
}

namespace {

// The base's lists of nodes as they are, of each node one after the other: outgoing first, then by
// type.
class BaseLists {
 public:
  BaseLists(const Adjacency& base, Direction direction, const std::vector<TokenId>* types)
      : node_limit_(base.node_limit()), skips_loops_(direction == Direction::kBoth) {
    for (const bool outgoing : {true, false}) {
      if (direction == (outgoing ? Direction::kIncoming : Direction::kOutgoing)) continue;
      const auto add = [&](const RelationshipTable& table) {
        sides_.push_back({&table, outgoing ? &table.outgoing() : &table.incoming(), outgoing});
      };
      if (types == nullptr) {
        for (const RelationshipTable& table : base.relationship_tables()) add(table);
        continue;
      }
      for (const TokenId type : *types) {
        if (const RelationshipTable* table = base.TableOf(type)) add(*table);
      }
    }
  }

  // Appends the lists of the first nodes, until about `most` neighbours were added; gives of how
  // many nodes, at least one.
  std::size_t Append(std::span<const NodeId> nodes, bool with_relationships, std::size_t most,
                     NeighbourRows& to) {
    FindRanges(nodes);
    std::size_t count = 0;
    std::uint64_t sum = 0;
    while (count < nodes.size() && (count == 0 || sum < most)) {
      for (const NeighbourLists::Range& range : RangesOf(count)) sum += range.size();
      ++count;
    }
    std::size_t at = to.neighbours.size();
    to.neighbours.resize(at + sum + kShort);
    if (with_relationships) to.relationships.resize(at + sum);
    for (std::size_t i = 0; i < count; ++i) {
      if (i + kAhead < count) Prefetch(i + kAhead);
      const std::span<const NeighbourLists::Range> ranges = RangesOf(i);
      for (std::size_t s = 0; s < sides_.size(); ++s) {
        const Side& side = sides_[s];
        const bool skips_loops = skips_loops_ && !side.outgoing;  // they were there already
        if (!skips_loops && !with_relationships) {
          Copy(side.lists->entries(), ranges[s], &to.neighbours[at]);
          at += ranges[s].size();
          continue;
        }
        for (std::uint64_t entry = ranges[s].begin; entry < ranges[s].end; ++entry) {
          const NodeNumber neighbour = side.lists->entries()[entry];
          if (skips_loops && neighbour == Raw(nodes[i])) continue;
          if (with_relationships) to.relationships[at] = side.RelationshipAt(nodes[i], entry);
          to.neighbours[at++] = neighbour;
        }
      }
      to.ends.push_back(at);
    }
    to.neighbours.resize(at);
    if (with_relationships) to.relationships.resize(at);
    return count;
  }

 private:
  // Reads that a processor has under way at once, and some.
  static constexpr std::size_t kAhead = 24;
  static constexpr std::uint64_t kShort = 4;

  // Most lists are short, and how short cannot be foretold: so that many are copied anyway. `to`
  // has room for kShort more than there are.
  static void Copy(std::span<const NodeNumber> entries, NeighbourLists::Range range,
                   std::uint64_t* to) {
    if (range.size() <= kShort && range.begin + kShort <= entries.size()) {
      for (std::uint64_t i = 0; i < kShort; ++i) to[i] = entries[range.begin + i];
      return;
    }
    for (std::uint64_t entry = range.begin; entry < range.end; ++entry) *to++ = entries[entry];
  }

  // A table's lists in one direction.
  struct Side {
    const RelationshipTable* table = nullptr;
    const NeighbourLists* lists = nullptr;
    bool outgoing = false;

    std::uint64_t RelationshipAt(NodeId node, std::uint64_t entry) const {
      const std::uint64_t position =
          outgoing ? entry : table->PositionOfIncoming(static_cast<NodeNumber>(Raw(node)), entry);
      return position < table->size() ? Raw(table->IdAt(position)) : ~std::uint64_t{0};
    }
  };

  // In a loop of nothing else the processor waits for many of these scattered reads at once.
  void FindRanges(std::span<const NodeId> nodes) {
    ranges_.assign(nodes.size() * sides_.size(), {});
    for (std::size_t s = 0; s < sides_.size(); ++s) {
      for (std::size_t i = 0; i < nodes.size(); ++i) {
        if (Raw(nodes[i]) < node_limit_) {
          ranges_[i * sides_.size() + s] =
              sides_[s].lists->RangeOf(static_cast<NodeNumber>(Raw(nodes[i])));
        }
      }
    }
  }
  std::span<const NeighbourLists::Range> RangesOf(std::size_t node) const {
    return std::span(ranges_).subspan(node * sides_.size(), sides_.size());
  }
  void Prefetch(std::size_t node) const {
    const std::span<const NeighbourLists::Range> ranges = RangesOf(node);
    for (std::size_t s = 0; s < sides_.size(); ++s) {
      if (ranges[s].size() > 0) __builtin_prefetch(&sides_[s].lists->entries()[ranges[s].begin]);
    }
  }

  std::uint64_t node_limit_;
  bool skips_loops_;
  std::vector<Side> sides_;
  std::vector<NeighbourLists::Range> ranges_;  // by node, then side
};

}  // namespace

Result<std::size_t> GraphView::NeighboursInto(std::span<const NodeId> nodes, Direction direction,
                                              const std::vector<TokenId>* types,
                                              bool with_relationships, std::size_t most,
                                              NeighbourRows& to) const {
  to.Clear();
  CITYGRAPH_TRY(const DeltaAdjacency* const delta, DeltaIfAny());
  const bool as_it_is =
      state_->base && pending_ == nullptr && hidden_ == nullptr && state_->shadows->deleted.empty();
  std::optional<BaseLists> base;
  if (as_it_is) base.emplace(*state_->base, direction, types);
  std::vector<Adjacent> later;
  const auto has_later = [&](NodeId node) {
    if (delta == nullptr) return false;
    later.clear();
    CollectLater(node, direction, types, delta, later);
    return !later.empty();
  };
  std::vector<Adjacent> found;
  std::size_t done = 0;
  while (done < nodes.size() && (done == 0 || to.neighbours.size() < most)) {
    std::size_t end = done;
    while (base && end < nodes.size() && !has_later(nodes[end])) ++end;
    if (end > done) {
      done += base->Append(nodes.subspan(done, end - done), with_relationships,
                           most - std::min(most, to.neighbours.size()), to);
      continue;
    }
    found.clear();
    CollectAll(nodes[done], direction, types, delta, found);
    for (const Adjacent& each : found) {
      if (direction == Direction::kBoth && !each.outgoing && each.neighbour == nodes[done])
        continue;
      to.neighbours.push_back(Raw(each.neighbour));
      if (with_relationships) to.relationships.push_back(Raw(each.relationship));
    }
    to.ends.push_back(to.neighbours.size());
    ++done;
  }
  return done;
}

Result<std::vector<Adjacent>> GraphView::NeighboursOf(
    NodeId node, Direction direction, std::span<const std::string_view> types) const {
  CITYGRAPH_TRY(auto lists, Neighbours(std::span(&node, 1), direction, types));
  return std::move(lists.front());
}

}  // namespace citygraph
