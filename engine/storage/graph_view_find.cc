// Which nodes and relationships there are: all, those of a label, those of a value.
#include <algorithm>
#include <cmath>

#include "engine/base/sort_unique.h"
#include "engine/storage/graph_view.h"

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

}  // namespace

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
  EraseHidden(nodes);
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
  EraseHidden(nodes);
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
  EraseHidden(all);
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

bool GraphView::HasEntriesOverBase(const GraphState::LabelAndProperty& index,
                                   std::string_view prefix) const {
  return state_->indexes_over_base.contains(index) ||
         (pending_ != nullptr && pending_->MayHaveIndexed(prefix));
}

Result<std::vector<NodeId>> GraphView::NodesWithProperty(std::string_view label,
                                                         std::string_view property,
                                                         const Value& value) const {
  const auto label_token = dictionary_->Find(WordKind::kLabel, label);
  const auto property_token = dictionary_->Find(WordKind::kProperty, property);
  if (!label_token || !property_token || !keys::OrderedBytes(value)) return std::vector<NodeId>();
  std::vector<NodeId> later;
  const std::string prefix = keys::PropertyPrefix(*label_token, *property_token, value);
  if (HasEntriesOverBase({*label_token, *property_token}, prefix)) {
    CITYGRAPH_TRY(later, CollectIds<NodeId>(*reader_, prefix, keys::TrailingNode));
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
  EraseHidden(found);
  return found;
}

Result<bool> GraphView::HasIndex(std::string_view label, std::string_view property) const {
  const auto label_token = dictionary_->Find(WordKind::kLabel, label);
  const auto property_token = dictionary_->Find(WordKind::kProperty, property);
  if (!label_token || !property_token) return false;
  CITYGRAPH_TRY(auto row, GetOne(*reader_, keys::Index(*label_token, *property_token)));
  return row.has_value();
}

}  // namespace citygraph
