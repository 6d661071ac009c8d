#include "engine/storage/graph_view.h"

#include <algorithm>
#include <cmath>

#include "engine/storage/property_columns.h"

namespace citygraph {
namespace {

using keys::WordKind;

template <class Id, class Parse>
Result<std::vector<Id>> CollectIds(const Reader& reader, const std::string& prefix, Parse parse) {
  std::vector<Id> ids;
  bool sound = true;
  CITYGRAPH_TRY(ForEach(reader, PrefixRange(prefix), [&](const KeyValue& row) {
    const std::optional<Id> id = parse(row.key);
    sound = id.has_value();
    if (sound) ids.push_back(*id);
    return sound;
  }));
  if (!sound) return Fail(ErrorCode::kCorruption, "a key of the wrong length");
  return ids;
}

// Cypher's equality for what is indexed: numbers by size.
bool SameForIndex(const Value& a, const Value& b) {
  if (a == b) return true;
  const auto number = [](const Value& value) -> std::optional<double> {
    if (const double* real = value.AsFloat()) return *real;
    if (const std::int64_t* whole = value.AsInteger()) return static_cast<double>(*whole);
    return std::nullopt;
  };
  const bool both_whole = a.AsInteger() != nullptr && b.AsInteger() != nullptr;
  return !both_whole && number(a) && number(a) == number(b);
}

void AppendNumbers(NodeNumber first, NodeNumber end, std::vector<NodeId>& to) {
  for (std::uint64_t number = first; number < end; ++number) to.push_back(NodeId{number});
}

template <class T>
void SortUnique(std::vector<T>& items) {
  std::ranges::sort(items);
  const auto rest = std::ranges::unique(items);
  items.erase(rest.begin(), rest.end());
}

}  // namespace

GraphView::GraphView(std::unique_ptr<Reader> reader, std::shared_ptr<const GraphState> state,
                     std::shared_ptr<GraphCache> cache)
    : reader_(std::move(reader)),
      state_(std::move(state)),
      cache_(std::move(cache)),
      dictionary_(state_->dictionary) {}
GraphView::~GraphView() = default;

bool GraphView::HasOnlyBase() const {
  return state_->base && state_->delta_size() == 0 && pending_ == nullptr;
}

bool GraphView::IsShadowed(NodeId node) const {
  return (!state_->shadows->nodes.empty() && state_->shadows->nodes.contains(Raw(node))) ||
         (pending_ != nullptr && pending_->shadowed_nodes.contains(Raw(node)));
}

std::optional<NodePlace> GraphView::BasePlace(NodeId node) const {
  if (Raw(node) >= state_->base_nodes() || IsShadowed(node)) return std::nullopt;
  return state_->base->PlaceOf(node);
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
    if (const auto* pending = pending_ == nullptr ? nullptr : pending_->Find(ids[i])) {
      records[i] = *pending;
    } else if (id >= state_->base_relationships() || shadows.relationships.contains(id)) {
      if (id >= state_->next_relationship) continue;
      wanted.push_back(keys::Relationship(ids[i]));
      positions.push_back(i);
    } else if (const auto place = state_->base->PlaceOf(ids[i])) {
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

Result<std::optional<Node>> GraphView::NodeAt(NodeId id) const {
  CITYGRAPH_TRY(auto nodes, Nodes(std::span(&id, 1)));
  return std::move(nodes.front());
}

Result<std::optional<Relationship>> GraphView::RelationshipAt(RelationshipId id) const {
  CITYGRAPH_TRY(auto relationships, Relationships(std::span(&id, 1)));
  return std::move(relationships.front());
}

Result<std::vector<Adjacent>> GraphView::NeighboursOf(
    NodeId node, Direction direction, std::span<const std::string_view> types) const {
  CITYGRAPH_TRY(auto lists, Neighbours(std::span(&node, 1), direction, types));
  return std::move(lists.front());
}

Result<std::vector<NodeId>> GraphView::NodesWithLabel(std::string_view label) const {
  const auto token = dictionary_->Find(WordKind::kLabel, label);
  std::vector<NodeId> nodes;
  if (!token) return nodes;
  if (state_->base) {
    for (const NodeRun& run : state_->base->RunsOf(*token))
      AppendNumbers(run.first, run.end, nodes);
    std::erase_if(nodes, [&](NodeId node) { return IsShadowed(node); });
  }
  CITYGRAPH_TRY(const auto later,
                CollectIds<NodeId>(*reader_, keys::LabelPrefix(*token), keys::TrailingNode));
  const bool in_order = nodes.empty() || later.empty() || nodes.back() < later.front();
  nodes.insert(nodes.end(), later.begin(), later.end());
  if (!in_order) SortUnique(nodes);
  return nodes;
}

Result<std::vector<NodeId>> GraphView::AllNodes() const {
  std::vector<NodeId> nodes;
  std::vector<NodeId> shadowed;
  if (state_->base) {
    for (const NodeTable& table : state_->base->node_tables()) {
      for (const NodeRun& run : table.runs()) AppendNumbers(run.first, run.end, nodes);
    }
    std::erase_if(nodes, [&](NodeId node) {
      if (!IsShadowed(node)) return false;
      shadowed.push_back(node);
      return true;
    });
    CITYGRAPH_TRY(const auto records, NodeRecords(shadowed));
    for (std::size_t i = 0; i < shadowed.size(); ++i) {
      if (records[i]) nodes.push_back(shadowed[i]);
    }
  }
  bool sound = true;
  CITYGRAPH_TRY(ForEach(*reader_,
                        {keys::Node(NodeId{state_->base_nodes()}),
                         PrefixRange(keys::TablePrefix(keys::Table::kNode)).last},
                        [&](const KeyValue& row) {
                          const auto id = keys::ParseNode(row.key);
                          sound = id.has_value();
                          if (sound && !row.value.empty()) nodes.push_back(*id);
                          return sound;
                        }));
  if (!sound) return Fail(ErrorCode::kCorruption, "a node key of the wrong length");
  if (!std::ranges::is_sorted(nodes)) std::ranges::sort(nodes);
  return nodes;
}

Result<std::vector<RelationshipId>> GraphView::AllRelationships() const {
  std::vector<RelationshipId> all;
  if (state_->base) {
    for (const RelationshipTable& table : state_->base->relationship_tables()) {
      for (std::uint64_t at = 0; at < table.size(); ++at) all.push_back(table.IdAt(at));
    }
    const auto& deleted = state_->shadows->deleted;
    if (!deleted.empty())
      std::erase_if(all, [&](RelationshipId id) { return deleted.contains(Raw(id)); });
  }
  const RelationshipId first{state_->base_relationships()};
  std::vector<RelationshipId> deleted;
  Status sound;
  CITYGRAPH_TRY(ForEach(
      *reader_,
      {keys::RelationshipBlock(first),
       PrefixRange(keys::TablePrefix(keys::Table::kRelationshipBlock)).last},
      [&](const KeyValue& row) {
        const auto block = DecodeRelationshipBlock(row.value, BlockPart::kTopology);
        if (!block) {
          sound = Fail(block.error());
          return false;
        }
        for (const std::int64_t id : block->ids)
          all.push_back(RelationshipId{static_cast<std::uint64_t>(id)});
        return true;
      },
      64));
  CITYGRAPH_TRY(sound);
  CITYGRAPH_TRY(ForEach(
      *reader_,
      {keys::Relationship(first), PrefixRange(keys::TablePrefix(keys::Table::kRelationship)).last},
      [&](const KeyValue& row) {
        if (const auto id = keys::ParseRelationship(row.key)) {
          (row.value.empty() ? deleted : all).push_back(*id);
        } else {
          sound = Fail(ErrorCode::kCorruption, "a relationship key of the wrong length");
        }
        return sound.has_value();
      }));
  CITYGRAPH_TRY(sound);
  if (pending_ != nullptr) {
    for (std::size_t i = 0; i < pending_->created().size(); ++i) {
      if (pending_->created()[i]) all.push_back(RelationshipId{pending_->first() + i});
    }
    for (const auto& [id, record] : pending_->changed()) {
      if (!record) deleted.push_back(RelationshipId{id});
    }
  }
  SortUnique(all);
  std::ranges::sort(deleted);
  if (!deleted.empty())
    std::erase_if(all, [&](RelationshipId id) { return std::ranges::binary_search(deleted, id); });
  return all;
}

void GraphView::CollectIndexed(TokenId label, TokenId property, const Value& value,
                               std::vector<NodeId>& to) const {
  constexpr double kExact = 9007199254740992;  // 2^53: every whole number below is a double
  for (const NodeTable& table : state_->base->node_tables()) {
    const Column* column = table.HasLabel(label) ? table.FindColumn(property) : nullptr;
    if (column == nullptr || !column->indexed()) continue;
    std::vector<std::uint32_t> rows;
    if (const std::string* text = value.AsString();
        text != nullptr && column->kind() == ColumnKind::kText) {
      rows = column->FindText(*text);
    } else if (column->kind() == ColumnKind::kInteger) {
      if (const std::int64_t* whole = value.AsInteger()) {
        rows = column->FindInteger(*whole);
      } else if (const double* real = value.AsFloat();
                 real != nullptr && std::trunc(*real) == *real) {
        if (std::abs(*real) < kExact) {
          rows = column->FindInteger(static_cast<std::int64_t>(*real));
        } else {  // several integers share this double
          for (std::uint64_t row = 0; row < column->rows(); ++row) {
            if (column->Has(row) && static_cast<double>(column->Integer(row)) == *real)
              rows.push_back(static_cast<std::uint32_t>(row));
          }
        }
      }
    }
    for (const std::uint32_t row : rows) {
      const NodeId node{table.NodeAt(row)};
      if (!IsShadowed(node)) to.push_back(node);
    }
  }
}

bool GraphView::HasEntriesOverBase(const GraphState::LabelAndProperty& index) const {
  return state_->indexes_over_base.contains(index) ||
         (pending_ != nullptr && pending_->indexed.contains(index));
}

Result<std::vector<NodeId>> GraphView::NodesWithProperty(std::string_view label,
                                                         std::string_view property,
                                                         const Value& value) const {
  const auto label_token = dictionary_->Find(WordKind::kLabel, label);
  const auto property_token = dictionary_->Find(WordKind::kProperty, property);
  if (!label_token || !property_token || !keys::OrderedBytes(value)) return std::vector<NodeId>();
  std::vector<NodeId> later;
  if (HasEntriesOverBase({*label_token, *property_token})) {
    CITYGRAPH_TRY(later, CollectIds<NodeId>(
                             *reader_, keys::PropertyPrefix(*label_token, *property_token, value),
                             keys::TrailingNode));
  }
  std::vector<NodeId> found;
  if (state_->base) CollectIndexed(*label_token, *property_token, value, found);
  if (later.empty()) {
    SortUnique(found);
    return found;
  }
  if (value.AsInteger() == nullptr && value.AsFloat() == nullptr) {
    found.insert(found.end(), later.begin(), later.end());
  } else {
    // Large integers share the bytes of the nearest double: look at the values themselves.
    CITYGRAPH_TRY(const auto nodes, NodeRecords(later));
    for (std::size_t i = 0; i < later.size(); ++i) {
      if (!nodes[i]) continue;
      for (const auto& [token, held] : nodes[i]->properties) {
        if (token == *property_token && SameForIndex(held, value)) found.push_back(later[i]);
      }
    }
  }
  SortUnique(found);
  return found;
}

Result<bool> GraphView::HasIndex(std::string_view label, std::string_view property) const {
  const auto label_token = dictionary_->Find(WordKind::kLabel, label);
  const auto property_token = dictionary_->Find(WordKind::kProperty, property);
  if (!label_token || !property_token) return false;
  CITYGRAPH_TRY(auto row, GetOne(*reader_, keys::Index(*label_token, *property_token)));
  return row.has_value();
}

Result<std::vector<std::string>> GraphView::AliasesOf(NodeId node) const {
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
