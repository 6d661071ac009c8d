#include "engine/storage/graph_view.h"

#include <array>

namespace citygraph {
namespace {

using keys::WordKind;

std::vector<KeyRange> AdjacencyRanges(const Dictionary& dictionary, NodeId node,
                                      Direction direction,
                                      std::span<const std::string_view> types) {
  std::vector<KeyRange> ranges;
  for (const keys::Side side : {keys::Side::kOutgoing, keys::Side::kIncoming}) {
    const bool wanted = direction == Direction::kBoth ||
                        (direction == Direction::kOutgoing) == (side == keys::Side::kOutgoing);
    if (!wanted) continue;
    if (types.empty()) {
      ranges.push_back(PrefixRange(keys::AdjacencyPrefix(node, side)));
      continue;
    }
    for (const std::string_view type : types) {
      if (const auto token = dictionary.Find(WordKind::kType, type)) {
        ranges.push_back(PrefixRange(keys::AdjacencyPrefix(node, side, *token)));
      }
    }
  }
  return ranges;
}

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

}  // namespace

GraphView::GraphView(std::unique_ptr<Reader> reader, Dictionary dictionary)
    : reader_(std::move(reader)), dictionary_(std::move(dictionary)) {}
GraphView::~GraphView() = default;

Node GraphView::ToNode(NodeId id, records::NodeRecord record) const {
  Node node{.id = id};
  for (const TokenId label : record.labels)
    node.labels.emplace_back(dictionary_.Word(WordKind::kLabel, label));
  for (auto& [token, value] : record.properties) {
    node.properties.Put(dictionary_.Word(WordKind::kProperty, token), std::move(value));
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
    relationship.properties.Put(dictionary_.Word(WordKind::kProperty, token), std::move(value));
  }
  for (records::EvidenceRecord& each : record.evidence) {
    relationship.evidence.push_back(
        {.document = std::string(dictionary_.Word(WordKind::kText, each.document)),
         .line = each.line,
         .start = each.start,
         .end = each.end,
         .rule = std::string(dictionary_.Word(WordKind::kText, each.rule)),
         .confidence = each.confidence,
         .person = std::move(each.person),
         .date = std::move(each.date)});
  }
  return relationship;
}

Result<std::vector<std::optional<Node>>> GraphView::Nodes(std::span<const NodeId> ids) const {
  std::vector<std::string> wanted;
  wanted.reserve(ids.size());
  for (const NodeId id : ids) wanted.push_back(keys::Node(id));
  CITYGRAPH_TRY(auto values, reader_->Get(wanted));
  std::vector<std::optional<Node>> nodes(ids.size());
  for (std::size_t i = 0; i < ids.size(); ++i) {
    if (!values[i]) continue;
    CITYGRAPH_TRY(auto record, records::DecodeNode(*values[i]));
    nodes[i] = ToNode(ids[i], std::move(record));
  }
  return nodes;
}

Result<std::vector<std::optional<Relationship>>> GraphView::Relationships(
    std::span<const RelationshipId> ids) const {
  std::vector<std::string> wanted;
  wanted.reserve(ids.size());
  for (const RelationshipId id : ids) wanted.push_back(keys::Relationship(id));
  CITYGRAPH_TRY(auto values, reader_->Get(wanted));
  std::vector<std::optional<Relationship>> relationships(ids.size());
  for (std::size_t i = 0; i < ids.size(); ++i) {
    if (!values[i]) continue;
    CITYGRAPH_TRY(auto record, records::DecodeRelationship(*values[i]));
    relationships[i] = ToRelationship(ids[i], std::move(record));
  }
  return relationships;
}

Result<std::vector<std::vector<Adjacent>>> GraphView::Neighbours(
    std::span<const NodeId> nodes, Direction direction,
    std::span<const std::string_view> types) const {
  constexpr std::size_t kPage = 4096;
  std::vector<KeyRange> ranges;
  std::vector<std::size_t> owner;  // the node of each range
  for (std::size_t i = 0; i < nodes.size(); ++i) {
    for (KeyRange& range : AdjacencyRanges(dictionary_, nodes[i], direction, types)) {
      ranges.push_back(std::move(range));
      owner.push_back(i);
    }
  }
  std::vector<std::vector<Adjacent>> answer(nodes.size());
  CITYGRAPH_TRY(auto pages, reader_->Scan(ranges, kPage));
  for (std::size_t i = 0; i < ranges.size(); ++i) {
    bool sound = true;
    const auto take = [&](const KeyValue& row) {
      const auto key = keys::ParseAdjacency(row.key);
      sound = key.has_value();
      if (sound) {
        answer[owner[i]].push_back(
            {key->relationship, key->neighbour, key->type, key->side == keys::Side::kOutgoing});
      }
      return sound;
    };
    for (const KeyValue& row : pages[i].rows) {
      if (!take(row)) break;
    }
    if (sound && !pages[i].complete) {
      CITYGRAPH_TRY(
          ForEach(*reader_, {pages[i].rows.back().key + '\0', ranges[i].last}, take, kPage));
    }
    if (!sound) return Fail(ErrorCode::kCorruption, "an adjacency key of the wrong length");
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
  const auto token = dictionary_.Find(WordKind::kLabel, label);
  if (!token) return std::vector<NodeId>();
  return CollectIds<NodeId>(*reader_, keys::LabelPrefix(*token), keys::TrailingNode);
}

Result<std::vector<NodeId>> GraphView::AllNodes() const {
  return CollectIds<NodeId>(*reader_, keys::TablePrefix(keys::Table::kNode), keys::ParseNode);
}

Result<std::vector<RelationshipId>> GraphView::AllRelationships() const {
  return CollectIds<RelationshipId>(*reader_, keys::TablePrefix(keys::Table::kRelationship),
                                    keys::ParseRelationship);
}

Result<std::vector<NodeId>> GraphView::NodesWithProperty(std::string_view label,
                                                         std::string_view property,
                                                         const Value& value) const {
  const auto label_token = dictionary_.Find(WordKind::kLabel, label);
  const auto property_token = dictionary_.Find(WordKind::kProperty, property);
  if (!label_token || !property_token || !keys::OrderedBytes(value)) return std::vector<NodeId>();
  CITYGRAPH_TRY(auto ids, CollectIds<NodeId>(
                              *reader_, keys::PropertyPrefix(*label_token, *property_token, value),
                              keys::TrailingNode));
  if (value.AsInteger() == nullptr && value.AsFloat() == nullptr) return ids;
  // Large integers share the bytes of the nearest double: look at the values themselves.
  CITYGRAPH_TRY(auto nodes, Nodes(ids));
  std::vector<NodeId> equal;
  for (const std::optional<Node>& node : nodes) {
    const Value* held = node ? node->properties.Find(property) : nullptr;
    if (held != nullptr && SameForIndex(*held, value)) equal.push_back(node->id);
  }
  return equal;
}

Result<bool> GraphView::HasIndex(std::string_view label, std::string_view property) const {
  const auto label_token = dictionary_.Find(WordKind::kLabel, label);
  const auto property_token = dictionary_.Find(WordKind::kProperty, property);
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
  const auto& words = dictionary_.Words(kind);
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
