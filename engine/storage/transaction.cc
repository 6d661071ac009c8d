#include "engine/storage/transaction.h"

#include <fmt/format.h>

#include <algorithm>

#include "engine/base/unicode.h"
#include "engine/encoding/format_version.h"
#include "engine/model/schema.h"
#include "engine/storage/blocks.h"
#include "engine/storage/property_columns.h"

namespace citygraph {
namespace {

using keys::WordKind;

Value* FindToken(records::TokenProperties& properties, TokenId token) {
  const auto found =
      std::ranges::find(properties, token, [](const auto& entry) { return entry.first; });
  return found == properties.end() ? nullptr : &found->second;
}

void SetToken(records::TokenProperties& properties, TokenId token, const Value& value) {
  if (value.is_null()) {
    std::erase_if(properties, [&](const auto& entry) { return entry.first == token; });
  } else if (Value* held = FindToken(properties, token)) {
    *held = value;
  } else {
    properties.emplace_back(token, value);
  }
}

Status CheckStorable(std::string_view property, const Value& value) {
  Status storable = records::CheckStorable(value);
  if (!storable)
    storable.error().message = fmt::format("property {}: {}", property, storable.error().message);
  return storable;
}

Status CheckStorable(const ValueMap& properties) {
  for (const MapEntry& entry : properties) {
    CITYGRAPH_TRY(CheckStorable(entry.key, entry.value));
  }
  return {};
}

bool Contains(const std::vector<TokenId>& tokens, TokenId token) {
  return std::ranges::find(tokens, token) != tokens.end();
}

}  // namespace

Transaction::Transaction(Store& store, std::unique_ptr<Overlay> overlay,
                         std::shared_ptr<const GraphState> state, std::shared_ptr<GraphCache> cache)
    : GraphView(nullptr, std::move(state), std::move(cache)),
      store_(store),
      overlay_(overlay.get()),
      changes_(state_->next_relationship),
      next_node_(state_->next_node),
      indexes_(state_->indexes) {
  reader_ = std::move(overlay);
  pending_ = &changes_;
}

std::unique_ptr<Transaction> Transaction::Begin(Store& store, std::unique_ptr<Reader> snapshot,
                                                std::shared_ptr<const GraphState> state,
                                                std::shared_ptr<GraphCache> cache) {
  return std::unique_ptr<Transaction>(new Transaction(
      store, std::make_unique<Overlay>(std::move(snapshot)), std::move(state), std::move(cache)));
}

TokenId Transaction::Token(WordKind kind, std::string_view word) {
  if (const auto known = dictionary_->Find(kind, word)) return *known;
  if (!own_dictionary_) {
    own_dictionary_ = std::make_shared<Dictionary>(*dictionary_);
    dictionary_ = own_dictionary_;
  }
  const TokenId token = own_dictionary_->Add(kind, word);
  overlay_->Put(keys::Dictionary(kind, token), std::string(word));
  return token;
}

Result<records::NodeRecord> Transaction::NodeRecordOf(NodeId node) const {
  CITYGRAPH_TRY(auto found, NodeRecords(std::span(&node, 1)));
  if (!found.front()) return Fail(ErrorCode::kNotFound, fmt::format("no node {}", Raw(node)));
  return *std::move(found.front());
}

Result<records::RelationshipRecord> Transaction::RelationshipRecordOf(
    RelationshipId relationship) const {
  CITYGRAPH_TRY(auto found, RelationshipRecords(std::span(&relationship, 1)));
  if (!found.front())
    return Fail(ErrorCode::kNotFound, fmt::format("no relationship {}", Raw(relationship)));
  return *std::move(found.front());
}

Result<bool> Transaction::NodeExists(NodeId node) const {
  if (BasePlace(node)) return true;
  CITYGRAPH_TRY(const auto row, GetOne(*reader_, keys::Node(node)));
  return row && !row->empty();
}

records::TokenProperties Transaction::ToTokens(const ValueMap& properties) {
  records::TokenProperties tokens;
  for (const MapEntry& entry : properties) {
    if (!entry.value.is_null())
      tokens.emplace_back(Token(WordKind::kProperty, entry.key), entry.value);
  }
  return tokens;
}

records::EvidenceRecord Transaction::ToRecord(const Evidence& evidence) {
  return {.document = Token(WordKind::kText, evidence.document),
          .rule = Token(WordKind::kText, evidence.rule),
          .line = evidence.line,
          .start = evidence.start,
          .end = evidence.end,
          .confidence = evidence.confidence,
          .person = evidence.person,
          .date = evidence.date};
}

void Transaction::Count(WordKind kind, TokenId token, std::int64_t change) {
  count_changes_[{kind, token}] += change;
}

std::string Transaction::FoldedNameOf(const records::NodeRecord& record) const {
  const auto token = dictionary_->Find(WordKind::kProperty, schema::property::kName);
  if (!token) return {};
  for (const auto& [property, value] : record.properties) {
    if (property == *token && value.AsString() != nullptr) return FoldName(*value.AsString());
  }
  return {};
}

Status Transaction::ReindexNames(NodeId node, const records::NodeRecord& before,
                                 const records::NodeRecord& after) {
  const std::string old_name = FoldedNameOf(before);
  const std::string new_name = FoldedNameOf(after);
  if (old_name == new_name) return {};
  if (!old_name.empty()) {
    CITYGRAPH_TRY(const auto aliases, AliasesOf(node));
    if (std::ranges::find(aliases, old_name) == aliases.end())
      overlay_->Delete(keys::Name(old_name, node));
  }
  if (!new_name.empty()) overlay_->Put(keys::Name(new_name, node), "");
  return {};
}

bool Transaction::Shadow(NodeId node) {
  if (!BasePlace(node)) return false;
  changes_.shadowed_nodes.insert(Raw(node));
  overlay_->Put(keys::Shadow(keys::ShadowKind::kNode, Raw(node)), "");
  return true;
}

void Transaction::Reindex(NodeId node, const records::NodeRecord& before,
                          const records::NodeRecord& after) {
  for (const TokenId label : before.labels) {
    if (!Contains(after.labels, label)) Count(WordKind::kLabel, label, -1);
  }
  for (const TokenId label : after.labels) {
    if (!Contains(before.labels, label)) Count(WordKind::kLabel, label, +1);
  }
  const auto entries = [&](const records::NodeRecord& record) {
    std::set<std::string> index_keys;
    for (const TokenId label : record.labels) {
      index_keys.insert(keys::Label(label, node));
      for (const auto& [property, value] : record.properties) {
        if (indexes_.contains({label, property}) && keys::OrderedBytes(value)) {
          index_keys.insert(keys::Property(label, property, value, node));
          changes_.indexed.emplace(label, property);
        }
      }
    }
    return index_keys;
  };
  // What the base says of the node has entries of its own there, and single ones from now on. The
  // base may lack an index that is younger than itself, so that entries may be there all the same.
  const bool was_in_base = Shadow(node);
  const std::set<std::string> old_keys = entries(before);
  const std::set<std::string> new_keys = entries(after);
  for (const std::string& key : old_keys) {
    if (!new_keys.contains(key)) overlay_->Delete(key);
  }
  for (const std::string& key : new_keys) {
    if (was_in_base || !old_keys.contains(key)) overlay_->Put(key, "");
  }
}

Status Transaction::Rewrite(NodeId node, const records::NodeRecord& before,
                            const records::NodeRecord& after) {
  Reindex(node, before, after);
  CITYGRAPH_TRY(ReindexNames(node, before, after));
  overlay_->Put(keys::Node(node), records::Encode(after));
  return {};
}

Result<NodeId> Transaction::CreateNode(std::initializer_list<std::string_view> labels,
                                       const ValueMap& properties) {
  return CreateNode(std::span(labels.begin(), labels.size()), properties);
}

Result<NodeId> Transaction::CreateNode(std::span<const std::string_view> labels,
                                       const ValueMap& properties) {
  CITYGRAPH_TRY(CheckStorable(properties));
  const NodeId node{next_node_++};
  records::NodeRecord record;
  for (const std::string_view label : labels) {
    const TokenId token = Token(WordKind::kLabel, label);
    if (!Contains(record.labels, token)) record.labels.push_back(token);
  }
  record.properties = ToTokens(properties);
  CITYGRAPH_TRY(Rewrite(node, {}, record));
  return node;
}

Status Transaction::SetProperty(NodeId node, std::string_view property, const Value& value) {
  CITYGRAPH_TRY(CheckStorable(property, value));
  CITYGRAPH_TRY(const auto before, NodeRecordOf(node));
  records::NodeRecord after = before;
  SetToken(after.properties, Token(WordKind::kProperty, property), value);
  if (after == before) return {};
  return Rewrite(node, before, after);
}

Status Transaction::AddLabel(NodeId node, std::string_view label) {
  CITYGRAPH_TRY(const auto before, NodeRecordOf(node));
  const TokenId token = Token(WordKind::kLabel, label);
  if (Contains(before.labels, token)) return {};
  records::NodeRecord after = before;
  after.labels.push_back(token);
  return Rewrite(node, before, after);
}

Status Transaction::RemoveLabel(NodeId node, std::string_view label) {
  CITYGRAPH_TRY(const auto before, NodeRecordOf(node));
  const auto token = dictionary_->Find(WordKind::kLabel, label);
  if (!token || !Contains(before.labels, *token)) return {};
  records::NodeRecord after = before;
  std::erase(after.labels, *token);
  return Rewrite(node, before, after);
}

Status Transaction::DeleteNode(NodeId node) {
  CITYGRAPH_TRY(const auto record, NodeRecordOf(node));
  CITYGRAPH_TRY(const auto adjacent, NeighboursOf(node, Direction::kBoth));
  if (!adjacent.empty()) {
    return Fail(ErrorCode::kInvalidInput, "node " + std::to_string(Raw(node)) + " still has " +
                                              std::to_string(adjacent.size()) + " relationships");
  }
  CITYGRAPH_TRY(SetAliases(node, {}));
  Reindex(node, record, {});
  CITYGRAPH_TRY(ReindexNames(node, record, {}));
  // An empty record hides what a block or the base says.
  if (Raw(node) < state_->base_nodes()) {
    overlay_->Put(keys::Node(node), "");
  } else {
    overlay_->Delete(keys::Node(node));
  }
  return {};
}

Status Transaction::SetAliases(NodeId node, std::span<const std::string> names) {
  CITYGRAPH_TRY(const auto record, NodeRecordOf(node));
  CITYGRAPH_TRY(const auto before, AliasesOf(node));
  std::set<std::string> folded;
  for (const std::string& name : names) {
    if (std::string form = FoldName(name); !form.empty()) folded.insert(std::move(form));
  }
  const std::vector<std::string> after(folded.begin(), folded.end());
  if (after == before) return {};
  const std::string own = FoldedNameOf(record);
  for (const std::string& name : before) {
    if (name != own) overlay_->Delete(keys::Name(name, node));
  }
  for (const std::string& name : after) overlay_->Put(keys::Name(name, node), "");
  if (after.empty()) {
    overlay_->Delete(keys::Aliases(node));
  } else {
    overlay_->Put(keys::Aliases(node), records::EncodeNames(after));
  }
  return {};
}

Result<RelationshipId> Transaction::CreateRelationship(NodeId start, std::string_view type,
                                                       NodeId end, const ValueMap& properties,
                                                       std::span<const Evidence> evidence) {
  CITYGRAPH_TRY(CheckStorable(properties));
  for (const NodeId each : {start, end}) {
    CITYGRAPH_TRY(const bool exists, NodeExists(each));
    if (!exists) return Fail(ErrorCode::kNotFound, fmt::format("no node {}", Raw(each)));
  }
  const TokenId token = Token(WordKind::kType, type);
  records::RelationshipRecord record{
      .type = token, .start = start, .end = end, .properties = ToTokens(properties)};
  for (const Evidence& each : evidence) record.evidence.push_back(ToRecord(each));
  Count(WordKind::kType, token, +1);
  return changes_.Create(std::move(record));
}

Status Transaction::SetProperty(RelationshipId relationship, std::string_view property,
                                const Value& value) {
  CITYGRAPH_TRY(CheckStorable(property, value));
  CITYGRAPH_TRY(const auto before, RelationshipRecordOf(relationship));
  records::RelationshipRecord after = before;
  SetToken(after.properties, Token(WordKind::kProperty, property), value);
  if (after != before) changes_.Change(relationship, std::move(after));
  return {};
}

Result<bool> Transaction::AddEvidence(RelationshipId relationship, const Evidence& evidence) {
  CITYGRAPH_TRY(auto record, RelationshipRecordOf(relationship));
  const records::EvidenceRecord added = ToRecord(evidence);
  const auto same = std::ranges::find_if(record.evidence, [&](records::EvidenceRecord each) {
    each.confidence = added.confidence;
    return each == added;
  });
  if (same == record.evidence.end()) {
    record.evidence.push_back(added);
  } else if (same->confidence != added.confidence) {
    same->confidence = added.confidence;
  } else {
    return false;
  }
  changes_.Change(relationship, std::move(record));
  return true;
}

Status Transaction::SetEvidence(RelationshipId relationship, std::span<const Evidence> evidence) {
  CITYGRAPH_TRY(auto record, RelationshipRecordOf(relationship));
  const auto before = record.evidence;
  record.evidence.clear();
  for (const Evidence& each : evidence) record.evidence.push_back(ToRecord(each));
  if (record.evidence != before) changes_.Change(relationship, std::move(record));
  return {};
}

Status Transaction::SetList(std::string_view name, const std::vector<std::string>& words) {
  CITYGRAPH_TRY(const auto before, List(name));
  if (before != words)
    overlay_->Put(keys::Meta("list:" + std::string(name)), records::EncodeNames(words));
  return {};
}

Status Transaction::DeleteRelationship(RelationshipId relationship) {
  CITYGRAPH_TRY(const auto record, RelationshipRecordOf(relationship));
  changes_.Change(relationship, std::nullopt);
  Count(WordKind::kType, record.type, -1);
  return {};
}

Status Transaction::CreateIndex(std::string_view label, std::string_view property) {
  const TokenId label_token = Token(WordKind::kLabel, label);
  const TokenId property_token = Token(WordKind::kProperty, property);
  if (!indexes_.emplace(label_token, property_token).second) return {};
  overlay_->Put(keys::Index(label_token, property_token), "");
  CITYGRAPH_TRY(const auto nodes, NodesWithLabel(label));
  for (const NodeId node : nodes) {
    CITYGRAPH_TRY(auto record, NodeRecordOf(node));
    const Value* value = FindToken(record.properties, property_token);
    if (value != nullptr && keys::OrderedBytes(*value)) {
      overlay_->Put(keys::Property(label_token, property_token, *value, node), "");
      changes_.indexed.emplace(label_token, property_token);
    }
  }
  return {};
}

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
  next->indexes_over_base.insert(changes_.indexed.begin(), changes_.indexed.end());
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
                 [&](KeyValue row) {
                   overlay_->Delete(std::move(row.key));
                   return true;
                 });
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
  CITYGRAPH_TRY(store_.Commit(overlay_->ToBatch(), durability));
  CITYGRAPH_TRY(auto snapshot, store_.Snapshot());
  overlay_->Clear(std::move(snapshot));
  state_ = std::move(next);
  cache_->Note(*reader_, state_);
  changes_ = PendingChanges(state_->next_relationship);
  own_dictionary_.reset();  // shared with the state from now on
  ForgetDelta();
  return {};
}

}  // namespace citygraph
