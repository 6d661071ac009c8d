#include "engine/storage/graph_view.h"

#include <algorithm>

#include "engine/storage/property_columns.h"

namespace citygraph {

using keys::WordKind;

GraphView::GraphView(std::unique_ptr<Reader> reader, std::shared_ptr<const GraphState> state,
                     std::shared_ptr<GraphCache> cache)
    : reader_(std::move(reader)),
      state_(std::move(state)),
      cache_(std::move(cache)),
      dictionary_(state_->dictionary) {}
GraphView::~GraphView() = default;

bool GraphView::HasOnlyBase() const {
  return state_->base && state_->delta_size() == 0 && pending_ == nullptr && !hidden_;
}

bool GraphView::IsShadowed(NodeId node) const {
  return IsHidden(node) ||
         (!state_->shadows->nodes.empty() && state_->shadows->nodes.contains(Raw(node))) ||
         (pending_ != nullptr && pending_->shadowed_nodes.contains(Raw(node)));
}

std::optional<NodePlace> GraphView::BasePlace(NodeId node) const {
  if (Raw(node) >= state_->base_nodes() || IsShadowed(node)) return std::nullopt;
  return state_->base->PlaceOf(node);
}

std::optional<RelationshipPlace> GraphView::BasePlace(RelationshipId relationship) const {
  const std::uint64_t id = Raw(relationship);
  if (id >= state_->base_relationships() || state_->shadows->relationships.contains(id) ||
      IsHidden(relationship) || (pending_ != nullptr && pending_->Find(relationship) != nullptr)) {
    return std::nullopt;
  }
  return state_->base->PlaceOf(relationship);
}

Node GraphView::ToNode(NodeId id, records::NodeRecord record) const {
  Node node{.id = id};
  for (const TokenId label : record.labels)
    node.labels.emplace_back(dictionary_->Word(WordKind::kLabel, label));
  for (auto& [token, value] : record.properties) {
    node.properties.Put(dictionary_->Word(WordKind::kProperty, token), std::move(value));
  }
  return node;
}

Relationship GraphView::ToRelationship(RelationshipId id,
                                       records::RelationshipRecord record) const {
  Relationship relationship{.id = id,
                            .type = std::string(TypeName(record.type)),
                            .start = record.start,
                            .end = record.end};
  for (auto& [token, value] : record.properties) {
    relationship.properties.Put(dictionary_->Word(WordKind::kProperty, token), std::move(value));
  }
  for (records::EvidenceRecord& each : record.evidence) {
    relationship.evidence.push_back(
        {.document = std::string(dictionary_->Word(WordKind::kText, each.document)),
         .line = each.line,
         .start = each.start,
         .end = each.end,
         .rule = std::string(dictionary_->Word(WordKind::kText, each.rule)),
         .confidence = each.confidence,
         .person = std::move(each.person),
         .date = std::move(each.date)});
  }
  return relationship;
}

Result<std::vector<std::optional<records::NodeRecord>>> GraphView::NodeRecords(
    std::span<const NodeId> ids) const {
  std::vector<std::optional<records::NodeRecord>> records(ids.size());
  std::vector<std::string> wanted;
  std::vector<std::size_t> positions;
  for (std::size_t i = 0; i < ids.size(); ++i) {
    if (IsHidden(ids[i])) continue;
    if (const auto place = BasePlace(ids[i])) {
      const auto labels = place->table->labels();
      records[i].emplace();
      records[i]->labels.assign(labels.begin(), labels.end());
      CITYGRAPH_TRY(ReadRow(place->table->columns(), place->row, records[i]->properties, nullptr));
    } else if (Raw(ids[i]) >= state_->base_nodes() || IsShadowed(ids[i])) {
      wanted.push_back(keys::Node(ids[i]));
      positions.push_back(i);
    }
  }
  if (wanted.empty()) return records;
  CITYGRAPH_TRY(const auto values, reader_->Get(wanted));
  for (std::size_t i = 0; i < values.size(); ++i) {
    if (!values[i] || values[i]->empty()) continue;
    CITYGRAPH_TRY(records[positions[i]], records::DecodeNode(*values[i]));
  }
  return records;
}

Result<std::vector<std::optional<records::RelationshipRecord>>> GraphView::RelationshipRecords(
    std::span<const RelationshipId> ids) const {
  std::vector<std::optional<records::RelationshipRecord>> records(ids.size());
  std::vector<std::string> wanted;
  std::vector<std::size_t> positions;
  const Shadows& shadows = *state_->shadows;
  for (std::size_t i = 0; i < ids.size(); ++i) {
    const std::uint64_t id = Raw(ids[i]);
    if (IsHidden(ids[i])) continue;
    if (const auto* pending = pending_ == nullptr ? nullptr : pending_->Find(ids[i])) {
      records[i] = *pending;
    } else if (id >= state_->base_relationships() || shadows.relationships.contains(id)) {
      if (id >= state_->next_relationship) continue;
      wanted.push_back(keys::Relationship(ids[i]));
      positions.push_back(i);
    } else if (const auto place = BasePlace(ids[i])) {
      records::RelationshipRecord& record = records[i].emplace(
          records::RelationshipRecord{.type = place->table->type(),
                                      .start = NodeId{place->table->StartAt(place->position)},
                                      .end = NodeId{place->table->EndAt(place->position)}});
      CITYGRAPH_TRY(
          ReadRow(place->table->columns(), place->position, record.properties, &record.evidence));
    }
  }
  if (wanted.empty()) return records;
  CITYGRAPH_TRY(const auto values, reader_->Get(wanted));
  for (std::size_t i = 0; i < values.size(); ++i) {
    const RelationshipId id = ids[positions[i]];
    if (values[i]) {
      if (values[i]->empty()) continue;
      CITYGRAPH_TRY(records[positions[i]], records::DecodeRelationship(*values[i]));
      continue;
    }
    CITYGRAPH_TRY(const auto block, cache_->BlockOf(*reader_, id));
    if (!block) continue;
    const auto row = std::ranges::lower_bound(block->ids, static_cast<std::int64_t>(Raw(id)));
    if (row == block->ids.end() || *row != static_cast<std::int64_t>(Raw(id))) continue;
    CITYGRAPH_TRY(records[positions[i]],
                  RecordOf(*block, static_cast<std::size_t>(row - block->ids.begin())));
  }
  return records;
}

Result<std::vector<std::optional<Node>>> GraphView::Nodes(std::span<const NodeId> ids) const {
  CITYGRAPH_TRY(auto records, NodeRecords(ids));
  std::vector<std::optional<Node>> nodes(ids.size());
  for (std::size_t i = 0; i < ids.size(); ++i) {
    if (records[i]) nodes[i] = ToNode(ids[i], std::move(*records[i]));
  }
  return nodes;
}

Result<std::vector<std::optional<Relationship>>> GraphView::Relationships(
    std::span<const RelationshipId> ids) const {
  CITYGRAPH_TRY(auto records, RelationshipRecords(ids));
  std::vector<std::optional<Relationship>> relationships(ids.size());
  for (std::size_t i = 0; i < ids.size(); ++i) {
    if (records[i]) relationships[i] = ToRelationship(ids[i], std::move(*records[i]));
  }
  return relationships;
}

Result<std::optional<Node>> GraphView::NodeAt(NodeId id) const {
  CITYGRAPH_TRY(auto nodes, Nodes(std::span(&id, 1)));
  return std::move(nodes.front());
}

Result<std::optional<Relationship>> GraphView::RelationshipAt(RelationshipId id) const {
  CITYGRAPH_TRY(auto relationships, Relationships(std::span(&id, 1)));
  return std::move(relationships.front());
}

Result<std::vector<std::string>> GraphView::AliasesOf(NodeId node) const {
  if (IsHidden(node)) return std::vector<std::string>();
  CITYGRAPH_TRY(auto row, GetOne(*reader_, keys::Aliases(node)));
  if (!row) return std::vector<std::string>();
  return records::DecodeNames(*row);
}

Result<std::uint64_t> GraphView::ReadNumber(const std::string& key) const {
  CITYGRAPH_TRY(auto row, GetOne(*reader_, key));
  if (!row) return 0;
  return records::DecodeNumber(*row);
}

Result<std::vector<WordCount>> GraphView::Counts(WordKind kind) const {
  const auto& words = dictionary_->Words(kind);
  if (hidden_) return CountShown(kind);
  if (HasOnlyBase()) {
    std::vector<WordCount> counts;
    for (std::uint32_t token = 0; token < words.size(); ++token) {
      const RelationshipTable* table =
          kind == WordKind::kType ? state_->base->TableOf(TokenId{token}) : nullptr;
      const std::uint64_t count = kind == WordKind::kType ? (table == nullptr ? 0 : table->size())
                                                          : state_->base->CountOf(TokenId{token});
      if (count > 0) counts.push_back({words[token], count});
    }
    std::ranges::sort(counts, {}, &WordCount::word);
    return counts;
  }
  return StoredCounts(kind);
}

Result<std::vector<WordCount>> GraphView::StoredCounts(WordKind kind) const {
  const auto& words = dictionary_->Words(kind);
  std::vector<std::string> wanted;
  for (std::uint32_t token = 0; token < words.size(); ++token)
    wanted.push_back(keys::Count(kind, TokenId{token}));
  CITYGRAPH_TRY(auto rows, reader_->Get(wanted));
  std::vector<WordCount> counts;
  for (std::size_t i = 0; i < rows.size(); ++i) {
    if (!rows[i]) continue;
    CITYGRAPH_TRY(const std::uint64_t count, records::DecodeNumber(*rows[i]));
    if (count > 0) counts.push_back({words[i], count});
  }
  std::ranges::sort(counts, {}, &WordCount::word);
  return counts;
}

Result<std::vector<WordCount>> GraphView::CountShown(WordKind kind) const {
  std::vector<WordCount> counts;
  std::vector<NodeId> nodes;
  if (kind == WordKind::kType) {
    CITYGRAPH_TRY(nodes, AllNodes());
  }
  NeighbourRows rows;
  for (const std::string& word : dictionary_->Words(kind)) {
    WordCount count{.word = word};
    if (kind == WordKind::kLabel) {
      CITYGRAPH_TRY(const auto labelled, NodesWithLabel(word));
      count.count = labelled.size();
    } else {
      constexpr std::size_t kAtOnce = std::size_t{1} << 16;
      const std::vector<TokenId> type = {*TypeToken(word)};
      for (std::size_t done = 0; done < nodes.size();) {
        CITYGRAPH_TRY(const std::size_t did,
                      NeighboursInto(std::span(nodes).subspan(done), Direction::kOutgoing, &type,
                                     false, kAtOnce, rows));
        count.count += rows.neighbours.size();
        done += did;
      }
    }
    if (count.count > 0) counts.push_back(std::move(count));
  }
  std::ranges::sort(counts, {}, &WordCount::word);
  return counts;
}

Result<std::vector<WordCount>> GraphView::NodeCounts() const { return Counts(WordKind::kLabel); }
Result<std::vector<WordCount>> GraphView::RelationshipCounts() const {
  return Counts(WordKind::kType);
}
Result<std::vector<std::string>> GraphView::List(std::string_view name) const {
  CITYGRAPH_TRY(auto row, GetOne(*reader_, keys::Meta("list:" + std::string(name))));
  if (!row) return std::vector<std::string>{};
  return records::DecodeNames(*row);
}

Result<std::uint64_t> GraphView::Sequence() const { return ReadNumber(keys::Meta("sequence")); }

}  // namespace citygraph
