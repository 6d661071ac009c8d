#include "engine/storage/delta_adjacency.h"

#include <mutex>
#include <unordered_map>

#include "engine/encoding/keys.h"
#include "engine/storage/blocks.h"

namespace citygraph {

std::size_t DeltaAdjacency::SlotOf(std::uint64_t node) const {
  const std::size_t mask = slots_.size() - 1;
  std::size_t slot = (node * 0x9e3779b97f4a7c15U >> 20) & mask;
  while (slots_[slot].last != 0 && slots_[slot].node != node) slot = (slot + 1) & mask;
  return slot;
}

void DeltaAdjacency::Grow() {
  std::vector<Slot> old(slots_.size() * 2);
  std::swap(old, slots_);
  for (const Slot& slot : old) {
    if (slot.last != 0) slots_[SlotOf(slot.node)] = slot;
  }
}

void DeltaAdjacency::Add(NodeId node, const Adjacent& adjacent) {
  if (2 * taken_ >= slots_.size()) Grow();
  Slot& slot = slots_[SlotOf(Raw(node))];
  if (slot.last == 0) {
    slot.node = Raw(node);
    ++taken_;
  }
  entries_.push_back({adjacent, slot.last});
  slot.last = static_cast<std::uint32_t>(entries_.size());
}

void DeltaAdjacency::Collect(NodeId node, std::uint64_t end, std::vector<Adjacent>& to) const {
  const std::shared_lock lock(mutex_);
  for (std::uint32_t at = slots_[SlotOf(Raw(node))].last; at != 0; at = entries_[at - 1].next) {
    const Adjacent& adjacent = entries_[at - 1].adjacent;
    if (Raw(adjacent.relationship) < end) to.push_back(adjacent);
  }
}

Status DeltaAdjacency::Extend(const Reader& reader, std::uint64_t end) {
  const std::unique_lock lock(mutex_);
  if (end <= end_) return {};
  const auto add = [&](std::uint64_t id, TokenId type, NodeId start, NodeId to) {
    Add(start, {RelationshipId{id}, to, type, true});
    Add(to, {RelationshipId{id}, start, type, false});
  };
  // Single records lie over the blocks: changed ones, and of a database of format 1 all.
  std::unordered_map<std::uint64_t, records::RelationshipRecord> single;
  std::unordered_map<std::uint64_t, bool> deleted;
  Status sound;
  CITYGRAPH_TRY(ForEach(reader,
                        {keys::Relationship(RelationshipId{end_}),
                         PrefixRange(keys::TablePrefix(keys::Table::kRelationship)).last},
                        [&](const KeyValue& row) {
                          const auto id = keys::ParseRelationship(row.key);
                          if (!id) {
                            sound = Fail(ErrorCode::kCorruption,
                                         "a relationship key of the wrong length");
                          } else if (Raw(*id) >= end) {
                            return false;
                          } else if (row.value.empty()) {
                            deleted.emplace(Raw(*id), true);
                          } else if (auto record = records::DecodeRelationship(row.value)) {
                            single.emplace(Raw(*id), std::move(*record));
                          } else {
                            sound = std::unexpected(std::move(record).error());
                          }
                          return sound.has_value();
                        }));
  CITYGRAPH_TRY(sound);
  for (const auto& [id, record] : single) add(id, record.type, record.start, record.end);
  CITYGRAPH_TRY(ForEach(
      reader,
      {keys::RelationshipBlock(RelationshipId{end_}),
       PrefixRange(keys::TablePrefix(keys::Table::kRelationshipBlock)).last},
      [&](const KeyValue& row) {
        const auto block = DecodeRelationshipBlock(row.value, BlockPart::kTopology);
        if (!block) {
          sound = Fail(block.error());
          return false;
        }
        for (std::size_t i = 0; i < block->ids.size(); ++i) {
          const auto id = static_cast<std::uint64_t>(block->ids[i]);
          if (id < end_ || id >= end || deleted.contains(id) || single.contains(id)) continue;
          add(id, TokenId{static_cast<std::uint32_t>(block->types[i])},
              NodeId{static_cast<std::uint64_t>(block->starts[i])},
              NodeId{static_cast<std::uint64_t>(block->ends[i])});
        }
        return static_cast<std::uint64_t>(block->ids.back()) + 1 < end;
      },
      64));
  CITYGRAPH_TRY(sound);
  end_ = end;
  return {};
}

}  // namespace citygraph
