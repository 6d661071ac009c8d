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
  const DeltaAdjacency* delta = nullptr;
  if (state_->next_relationship > state_->base_relationships()) {
    CITYGRAPH_TRY(delta, Delta());
  }
  std::vector<std::vector<Adjacent>> answer(nodes.size());
  std::vector<Adjacent> later;
  for (std::size_t i = 0; i < nodes.size(); ++i) {
    std::vector<Adjacent>& found = answer[i];
    if (direction != Direction::kIncoming) CollectBase(nodes[i], true, only, found);
    if (direction != Direction::kOutgoing) CollectBase(nodes[i], false, only, found);
    later.clear();
    if (delta != nullptr) delta->Collect(nodes[i], state_->next_relationship, later);
    if (pending_ != nullptr) {
      std::erase_if(later, [&](const Adjacent& each) {
        const auto* pending = pending_->Find(each.relationship);
        return pending != nullptr && !pending->has_value();
      });
      pending_->Collect(nodes[i], later);
    }
    std::erase_if(later, [&](const Adjacent& each) {
      const bool right_way =
          direction == Direction::kBoth || each.outgoing == (direction == Direction::kOutgoing);
      return !right_way || (only != nullptr && !std::ranges::binary_search(*only, each.type));
    });
    if (later.empty()) continue;
    const auto order = [](const Adjacent& each) {
      return std::tuple(!each.outgoing, each.type, each.neighbour, each.relationship);
    };
    std::ranges::sort(later, {}, order);
    const auto middle = found.insert(found.end(), later.begin(), later.end());
    std::ranges::inplace_merge(found, middle, {}, order);
  }
  return answer;
}

Result<std::vector<Adjacent>> GraphView::NeighboursOf(
    NodeId node, Direction direction, std::span<const std::string_view> types) const {
  CITYGRAPH_TRY(auto lists, Neighbours(std::span(&node, 1), direction, types));
  return std::move(lists.front());
}

}  // namespace citygraph
