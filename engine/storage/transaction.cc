#include "engine/storage/transaction.h"

#include <fmt/format.h>

#include <algorithm>

#include "engine/storage/folded_names.h"

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
  auto overlay = std::make_unique<Overlay>(std::move(snapshot), state->sequence == 0);
  return std::unique_ptr<Transaction>(
      new Transaction(store, std::move(overlay), std::move(state), std::move(cache)));
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
  if (Raw(node) >= state_->next_node)
    return Raw(node) < next_node_ && !changes_.deleted_nodes.contains(Raw(node));
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

Result<NodeId> Transaction::CreateNode(std::initializer_list<std::string_view> labels,
                                       const ValueMap& properties,
                                       std::span<const std::string> aliases) {
  return CreateNode(std::span(labels.begin(), labels.size()), properties, aliases);
}

Result<NodeId> Transaction::CreateNode(std::span<const std::string_view> labels,
                                       const ValueMap& properties,
                                       std::span<const std::string> aliases) {
  CITYGRAPH_TRY(CheckStorable(properties));
  const NodeId node{next_node_++};
  records::NodeRecord record;
  for (const std::string_view label : labels) {
    const TokenId token = Token(WordKind::kLabel, label);
    if (!Contains(record.labels, token)) record.labels.push_back(token);
  }
  record.properties = ToTokens(properties);
  CITYGRAPH_TRY(Rewrite(node, {}, record));
  PutAliases(node, FoldedNames(aliases));
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
  if (Raw(node) >= state_->next_node) changes_.deleted_nodes.insert(Raw(node));
  // An empty record hides what a block or the base says.
  if (Raw(node) < state_->base_nodes()) {
    overlay_->Put(keys::Node(node), "");
  } else {
    overlay_->Delete(keys::Node(node));
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

}  // namespace citygraph
