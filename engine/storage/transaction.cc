#include "engine/storage/transaction.h"

#include <fmt/format.h>

#include <algorithm>

#include "engine/base/unicode.h"
#include "engine/encoding/format_version.h"
#include "engine/model/schema.h"

namespace citygraph {
namespace {

using keys::Side;
using keys::WordKind;

constexpr std::string_view kFormat = "format";
constexpr std::string_view kSequence = "sequence";
constexpr std::string_view kNextNode = "next_node";
constexpr std::string_view kNextRelationship = "next_relationship";

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

Transaction::Transaction(Store& store, std::unique_ptr<Overlay> overlay, Dictionary dictionary)
    : GraphView(nullptr, std::move(dictionary)), store_(store), overlay_(overlay.get()) {
  reader_ = std::move(overlay);
}

Result<std::unique_ptr<Transaction>> Transaction::Begin(Store& store) {
  CITYGRAPH_TRY(auto snapshot, store.Snapshot());
  CITYGRAPH_TRY(Dictionary dictionary, Dictionary::Load(*snapshot));
  std::unique_ptr<Transaction> change(new Transaction(
      store, std::make_unique<Overlay>(std::move(snapshot)), std::move(dictionary)));
  CITYGRAPH_TRY(change->next_node_, change->ReadNumber(keys::Meta(kNextNode)));
  CITYGRAPH_TRY(change->next_relationship_, change->ReadNumber(keys::Meta(kNextRelationship)));
  CITYGRAPH_TRY(ForEach(change->reader(), PrefixRange(keys::TablePrefix(keys::Table::kIndex)),
                        [&](const KeyValue& row) {
                          if (const auto key = keys::ParseIndex(row.key))
                            change->indexes_.emplace(key->label, key->property);
                          return true;
                        }));
  return change;
}

TokenId Transaction::Token(WordKind kind, std::string_view word) {
  if (const auto known = dictionary_.Find(kind, word)) return *known;
  const TokenId token = dictionary_.Add(kind, word);
  overlay_->Put(keys::Dictionary(kind, token), std::string(word));
  return token;
}

Result<records::NodeRecord> Transaction::NodeRecordOf(NodeId node) const {
  CITYGRAPH_TRY(auto row, GetOne(*reader_, keys::Node(node)));
  if (!row) return Fail(ErrorCode::kNotFound, "no node " + std::to_string(Raw(node)));
  return records::DecodeNode(*row);
}

Result<records::RelationshipRecord> Transaction::RelationshipRecordOf(
    RelationshipId relationship) const {
  CITYGRAPH_TRY(auto row, GetOne(*reader_, keys::Relationship(relationship)));
  if (!row)
    return Fail(ErrorCode::kNotFound, "no relationship " + std::to_string(Raw(relationship)));
  return records::DecodeRelationship(*row);
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
  const auto token = dictionary_.Find(WordKind::kProperty, schema::property::kName);
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

void Transaction::Reindex(NodeId node, const records::NodeRecord& before,
                          const records::NodeRecord& after) {
  for (const TokenId label : before.labels) {
    if (!Contains(after.labels, label)) {
      overlay_->Delete(keys::Label(label, node));
      Count(WordKind::kLabel, label, -1);
    }
  }
  for (const TokenId label : after.labels) {
    if (!Contains(before.labels, label)) {
      overlay_->Put(keys::Label(label, node), "");
      Count(WordKind::kLabel, label, +1);
    }
  }
  const auto entries = [&](const records::NodeRecord& record) {
    std::set<std::string> index_keys;
    for (const TokenId label : record.labels) {
      for (const auto& [property, value] : record.properties) {
        if (indexes_.contains({label, property}) && keys::OrderedBytes(value)) {
          index_keys.insert(keys::Property(label, property, value, node));
        }
      }
    }
    return index_keys;
  };
  const std::set<std::string> old_keys = entries(before);
  const std::set<std::string> new_keys = entries(after);
  for (const std::string& key : old_keys) {
    if (!new_keys.contains(key)) overlay_->Delete(key);
  }
  for (const std::string& key : new_keys) {
    if (!old_keys.contains(key)) overlay_->Put(key, "");
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
  const auto token = dictionary_.Find(WordKind::kLabel, label);
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
  overlay_->Delete(keys::Node(node));
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
    CITYGRAPH_TRY(auto row, GetOne(*reader_, keys::Node(each)));
    if (!row) return Fail(ErrorCode::kNotFound, "no node " + std::to_string(Raw(each)));
  }
  const RelationshipId relationship{next_relationship_++};
  const TokenId token = Token(WordKind::kType, type);
  records::RelationshipRecord record{
      .type = token, .start = start, .end = end, .properties = ToTokens(properties)};
  for (const Evidence& each : evidence) record.evidence.push_back(ToRecord(each));
  overlay_->Put(keys::Relationship(relationship), records::Encode(record));
  overlay_->Put(keys::Adjacency(start, Side::kOutgoing, token, end, relationship), "");
  overlay_->Put(keys::Adjacency(end, Side::kIncoming, token, start, relationship), "");
  Count(WordKind::kType, token, +1);
  return relationship;
}

Status Transaction::SetProperty(RelationshipId relationship, std::string_view property,
                                const Value& value) {
  CITYGRAPH_TRY(CheckStorable(property, value));
  CITYGRAPH_TRY(const auto before, RelationshipRecordOf(relationship));
  records::RelationshipRecord after = before;
  SetToken(after.properties, Token(WordKind::kProperty, property), value);
  if (after != before) overlay_->Put(keys::Relationship(relationship), records::Encode(after));
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
  overlay_->Put(keys::Relationship(relationship), records::Encode(record));
  return true;
}

Status Transaction::SetEvidence(RelationshipId relationship, std::span<const Evidence> evidence) {
  CITYGRAPH_TRY(auto record, RelationshipRecordOf(relationship));
  const auto before = record.evidence;
  record.evidence.clear();
  for (const Evidence& each : evidence) record.evidence.push_back(ToRecord(each));
  if (record.evidence != before)
    overlay_->Put(keys::Relationship(relationship), records::Encode(record));
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
  overlay_->Delete(keys::Relationship(relationship));
  overlay_->Delete(
      keys::Adjacency(record.start, Side::kOutgoing, record.type, record.end, relationship));
  overlay_->Delete(
      keys::Adjacency(record.end, Side::kIncoming, record.type, record.start, relationship));
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
    }
  }
  return {};
}

Status Transaction::FlushCounts() {
  for (const auto& [key, change] : count_changes_) {
    if (change == 0) continue;
    const std::string count_key = keys::Count(key.first, key.second);
    CITYGRAPH_TRY(const std::uint64_t before, ReadNumber(count_key));
    overlay_->Put(count_key, records::EncodeNumber(before + static_cast<std::uint64_t>(change)));
  }
  count_changes_.clear();
  return {};
}

Status Transaction::Commit(Durability durability) {
  if (overlay_->empty()) return {};
  CITYGRAPH_TRY(FlushCounts());
  CITYGRAPH_TRY(const std::uint64_t sequence, Sequence());
  overlay_->Put(keys::Meta(kSequence), records::EncodeNumber(sequence + 1));
  overlay_->Put(keys::Meta(kFormat), records::EncodeNumber(kFormatVersion));
  overlay_->Put(keys::Meta(kNextNode), records::EncodeNumber(next_node_));
  overlay_->Put(keys::Meta(kNextRelationship), records::EncodeNumber(next_relationship_));
  CITYGRAPH_TRY(store_.Commit(overlay_->ToBatch(), durability));
  CITYGRAPH_TRY(auto snapshot, store_.Snapshot());
  overlay_->Clear(std::move(snapshot));
  return {};
}

}  // namespace citygraph
