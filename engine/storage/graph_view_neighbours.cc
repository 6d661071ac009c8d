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

Result<std::size_t> GraphView::NeighboursInto(std::span<const NodeId> nodes, Direction direction,
                                              const std::vector<TokenId>* types,
                                              bool with_relationships, std::size_t most,
                                              NeighbourRows& to) const {
  to.Clear();
  CITYGRAPH_TRY(const DeltaAdjacency* const delta, DeltaIfAny());
  // Tables of the base whose lists count as they are.
  std::vector<const RelationshipTable*> tables;
  const bool as_it_is = state_->base && pending_ == nullptr && state_->shadows->deleted.empty();
  if (as_it_is && types == nullptr) {
    for (const RelationshipTable& table : state_->base->relationship_tables())
      tables.push_back(&table);
  } else if (as_it_is) {
    for (const TokenId type : *types) {
      if (const RelationshipTable* table = state_->base->TableOf(type)) tables.push_back(table);
    }
  }
  const auto append = [&](NodeId node, bool outgoing) {
    if (Raw(node) >= state_->base_nodes()) return;
    const auto number = static_cast<NodeNumber>(Raw(node));
    for (const RelationshipTable* table : tables) {
      const NeighbourLists& lists = outgoing ? table->outgoing() : table->incoming();
      const NeighbourLists::Range range = lists.RangeOf(number);
      const auto entries = lists.entries().subspan(range.begin, range.size());
      // On the second side, those from the node to itself were there already.
      const bool again =
          direction == Direction::kBoth && !outgoing && std::ranges::binary_search(entries, number);
      const bool one_by_one = again || hidden_ != nullptr;
      if (!one_by_one) to.neighbours.insert(to.neighbours.end(), entries.begin(), entries.end());
      if (!one_by_one && !with_relationships) continue;
      for (std::uint64_t entry = range.begin; entry < range.end; ++entry) {
        const NodeNumber neighbour = lists.entries()[entry];
        if (again && neighbour == number) continue;
        RelationshipId id{~std::uint64_t{0}};
        if (with_relationships || hidden_ != nullptr) {
          const std::uint64_t position =
              outgoing ? entry : table->PositionOfIncoming(number, entry);
          if (position < table->size()) id = table->IdAt(position);
          if (IsHidden(id)) continue;
        }
        if (one_by_one) to.neighbours.push_back(neighbour);
        if (with_relationships) to.relationships.push_back(Raw(id));
      }
    }
  };
  std::vector<Adjacent> found;
  for (std::size_t i = 0; i < nodes.size(); ++i) {
    if (i > 0 && to.neighbours.size() >= most) return i;
    found.clear();
    if (as_it_is && delta != nullptr) CollectLater(nodes[i], direction, types, delta, found);
    if (as_it_is && found.empty()) {
      if (direction != Direction::kIncoming) append(nodes[i], true);
      if (direction != Direction::kOutgoing) append(nodes[i], false);
    } else {
      found.clear();
      CollectAll(nodes[i], direction, types, delta, found);
      for (const Adjacent& each : found) {
        if (direction == Direction::kBoth && !each.outgoing && each.neighbour == nodes[i]) continue;
        to.neighbours.push_back(Raw(each.neighbour));
        if (with_relationships) to.relationships.push_back(Raw(each.relationship));
      }
    }
    to.ends.push_back(to.neighbours.size());
  }
  return nodes.size();
}

Result<std::vector<Adjacent>> GraphView::NeighboursOf(
    NodeId node, Direction direction, std::span<const std::string_view> types) const {
  CITYGRAPH_TRY(auto lists, Neighbours(std::span(&node, 1), direction, types));
  return std::move(lists.front());
}

}  // namespace citygraph
