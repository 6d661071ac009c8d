// How a transaction's changes become rows, and a commit.
#include "engine/encoding/format_version.h"
#include "engine/storage/blocks.h"
#include "engine/storage/property_columns.h"
#include "engine/storage/transaction.h"

namespace citygraph {

using keys::WordKind;

Status Transaction::FlushCounts() {
  std::erase_if(count_changes_, [](const auto& entry) { return entry.second == 0; });
  std::vector<std::string> rows;
  for (const auto& [key, change] : count_changes_)
    rows.push_back(keys::Count(key.first, key.second));
  CITYGRAPH_TRY(const auto before, reader_->Get(rows));
  std::size_t i = 0;
  for (const auto& [key, change] : count_changes_) {
    std::uint64_t count = 0;
    if (before[i]) {
      CITYGRAPH_TRY(count, records::DecodeNumber(*before[i]));
    }
    overlay_->Put(rows[i++], records::EncodeNumber(count + static_cast<std::uint64_t>(change)));
  }
  count_changes_.clear();
  return {};
}

// New relationships go into blocks, changed ones become single records over them.
void Transaction::FlushRelationships() {
  RelationshipBlock block;
  PropertyColumns columns;
  const auto flush = [&] {
    if (block.ids.empty()) return;
    block.columns = columns.Take();
    const RelationshipId last{static_cast<std::uint64_t>(block.ids.back())};
    overlay_->Put(keys::RelationshipBlock(last), Encode(block));
    block = {};
  };
  for (std::size_t i = 0; i < changes_.created().size(); ++i) {
    const auto& record = changes_.created()[i];
    if (!record) continue;
    block.ids.push_back(static_cast<std::int64_t>(changes_.first() + i));
    block.types.push_back(Raw(record->type));
    block.starts.push_back(static_cast<std::int64_t>(Raw(record->start)));
    block.ends.push_back(static_cast<std::int64_t>(Raw(record->end)));
    columns.Add(record->properties, record->evidence);
    if (block.ids.size() == kMostBlockRows) flush();
  }
  flush();
  for (const auto& [id, record] : changes_.changed()) {
    overlay_->Put(keys::Relationship(RelationshipId{id}), record ? records::Encode(*record) : "");
    if (id < state_->base_relationships())
      overlay_->Put(keys::Shadow(keys::ShadowKind::kRelationship, id), record ? "" : "-");
  }
}

// The state once all this is committed.
std::shared_ptr<GraphState> Transaction::NextState() const {
  auto next = std::make_shared<GraphState>(*state_);
  next->format = kFormatVersion;
  ++next->sequence;
  next->next_node = next_node_;
  next->next_relationship = changes_.next();
  if (!changes_.changed().empty()) ++next->changes;
  next->dictionary = dictionary_;
  next->indexes = indexes_;
  next->indexes_over_base.insert(changes_.indexed().begin(), changes_.indexed().end());
  const bool hides_more = !changes_.shadowed_nodes.empty() ||
                          (!changes_.changed().empty() &&
                           changes_.changed().begin()->first < state_->base_relationships());
  if (!hides_more) return next;
  auto shadows = std::make_shared<Shadows>(*state_->shadows);
  shadows->nodes.insert(changes_.shadowed_nodes.begin(), changes_.shadowed_nodes.end());
  for (const auto& [id, record] : changes_.changed()) {
    if (id >= state_->base_relationships()) break;
    shadows->relationships.insert(id);
    if (!record) shadows->deleted.insert(id);
  }
  next->shadows = std::move(shadows);
  return next;
}

void Transaction::FlushMeta(const GraphState& next) {
  const auto put = [&](std::string_view name, std::uint64_t before, std::uint64_t after) {
    if (before != after || state_->sequence == 0)
      overlay_->Put(keys::Meta(name), records::EncodeNumber(after));
  };
  put(meta::kFormat, state_->format, next.format);
  put(meta::kSequence, state_->sequence, next.sequence);
  put(meta::kNextNode, state_->next_node, next.next_node);
  put(meta::kNextRelationship, state_->next_relationship, next.next_relationship);
  put(meta::kChanges, state_->changes, next.changes);
}

// A database of format 1 kept the neighbours in rows of their own.
Status Transaction::DropFormat1Rows() {
  return ForEach(*reader_, PrefixRange(keys::TablePrefix(keys::Table::kAdjacency)),
                 [&](const KeyValue& row) {
                   overlay_->Delete(row.key);
                   return true;
                 });
}

// What a base that is being made meanwhile must not speak for.
void Transaction::NoteInJournal(const WriteBatch& committed) {
  FoldJournal& journal = cache_->journal();
  if (!journal.notes()) return;
  for (const WriteBatch::Change& change : committed.changes()) {
    if (const auto node = keys::ParseNode(change.key)) journal.Note(*node);
  }
  for (const auto& [id, record] : changes_.changed())
    journal.Note(RelationshipId{id}, !record.has_value());
}

Status Transaction::Commit(Durability durability) {
  if (pending() == 0) return {};
  CITYGRAPH_TRY(FlushCounts());
  if (state_->format == 1) {
    CITYGRAPH_TRY(DropFormat1Rows());
  }
  FlushRelationships();
  std::shared_ptr<GraphState> next = NextState();
  FlushMeta(*next);
  const WriteBatch batch = overlay_->Take();
  if (Status stored = store_.Commit(batch, durability); !stored) {
    overlay_->PutBack(batch);
    return stored;
  }
  NoteInJournal(batch);
  CITYGRAPH_TRY(auto snapshot, store_.Snapshot());
  overlay_->GoOn(std::move(snapshot));
  state_ = std::move(next);
  cache_->Note(*reader_, state_);
  changes_ = PendingChanges(state_->next_relationship);
  own_dictionary_.reset();  // shared with the state from now on
  ForgetDelta();
  return {};
}

}  // namespace citygraph
