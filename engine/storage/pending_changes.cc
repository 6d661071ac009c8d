#include "engine/storage/pending_changes.h"

#include <functional>
#include <utility>

namespace citygraph {

RelationshipId PendingChanges::Create(records::RelationshipRecord record) {
  created_.emplace_back(std::move(record));
  return RelationshipId{first_ + created_.size() - 1};
}

void PendingChanges::Change(RelationshipId id, std::optional<records::RelationshipRecord> record) {
  if (Raw(id) >= first_) {
    created_[Raw(id) - first_] = std::move(record);
  } else {
    changed_[Raw(id)] = std::move(record);
  }
}

const std::optional<records::RelationshipRecord>* PendingChanges::Find(RelationshipId id) const {
  if (Raw(id) >= first_) return Raw(id) < next() ? &created_[Raw(id) - first_] : nullptr;
  const auto found = changed_.find(Raw(id));
  return found == changed_.end() ? nullptr : &found->second;
}

void PendingChanges::Chain() const {
  for (std::size_t slot = slot_before_.size(); slot < 2 * created_.size(); ++slot) {
    const auto& record = created_[slot / 2];
    slot_before_.push_back(kNoSlot);
    if (!record) continue;
    const NodeId node = slot % 2 == 0 ? record->start : record->end;
    const auto last = last_slot_.try_emplace(Raw(node), kNoSlot).first;
    slot_before_.back() = std::exchange(last->second, static_cast<std::uint32_t>(slot));
  }
}

void PendingChanges::Collect(NodeId node, std::vector<Adjacent>& to) const {
  Chain();
  const auto last = last_slot_.find(Raw(node));
  if (last == last_slot_.end()) return;
  for (std::uint32_t slot = last->second; slot != kNoSlot; slot = slot_before_[slot]) {
    const auto& record = created_[slot / 2];
    if (!record) continue;
    const bool outgoing = slot % 2 == 0;
    to.push_back({RelationshipId{first_ + slot / 2}, outgoing ? record->end : record->start,
                  record->type, outgoing});
  }
}

void PendingChanges::NoteIndexed(TokenId label, TokenId property, std::string_view key) {
  indexed_.emplace(label, property);
  key.remove_suffix(sizeof(NodeId));
  indexed_values_.insert(std::hash<std::string_view>()(key));
}

bool PendingChanges::MayHaveIndexed(std::string_view prefix) const {
  return indexed_values_.contains(std::hash<std::string_view>()(prefix));
}

}  // namespace citygraph
