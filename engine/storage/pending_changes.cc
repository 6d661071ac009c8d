#include "engine/storage/pending_changes.h"

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

void PendingChanges::Collect(NodeId node, std::vector<Adjacent>& to) const {
  for (; collected_ < created_.size(); ++collected_) {
    const auto& record = created_[collected_];
    if (!record) continue;
    const RelationshipId id{first_ + collected_};
    adjacent_[Raw(record->start)].push_back({id, record->end, record->type, true});
    adjacent_[Raw(record->end)].push_back({id, record->start, record->type, false});
  }
  const auto found = adjacent_.find(Raw(node));
  if (found == adjacent_.end()) return;
  for (const Adjacent& each : found->second) {
    if (created_[Raw(each.relationship) - first_]) to.push_back(each);
  }
}

}  // namespace citygraph
