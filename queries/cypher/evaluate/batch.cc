#include "queries/cypher/evaluate/batch.h"

#include <algorithm>

namespace citygraph::queries::cypher {

void Column::ToValues() {
  if (form_ == Form::kValues) return;
  values_.reserve(ids_.size() + 1);
  for (std::size_t i = 0; i < ids_.size(); ++i) {
    if (ids_[i] == kNullId) {
      values_.emplace_back();
    } else if (form_ == Form::kNodes) {
      values_.emplace_back(NodeId{ids_[i]});
    } else {
      values_.emplace_back(RelationshipId{ids_[i]});
    }
  }
  ids_.clear();
  form_ = Form::kValues;
}

void Column::AppendOther(Form form, std::uint64_t id) {
  if (form_ == Form::kEmpty) {
    form_ = form;
    ids_.push_back(id);
    return;
  }
  ToValues();
  if (form == Form::kNodes) {
    values_.emplace_back(NodeId{id});
  } else {
    values_.emplace_back(RelationshipId{id});
  }
}

void Column::AppendNull() {
  if (form_ == Form::kNodes || form_ == Form::kRelationships) {
    ids_.push_back(kNullId);
    return;
  }
  form_ = Form::kValues;
  values_.emplace_back();
}

void Column::Append(Value value) {
  if (form_ != Form::kValues) {
    if (const NodeId* node = value.AsNode()) return Append(*node);
    if (const RelationshipId* relationship = value.AsRelationship()) return Append(*relationship);
    if (value.is_null()) return AppendNull();
    ToValues();
  }
  values_.push_back(std::move(value));
}

void Column::AppendFrom(const Column& other, std::size_t row) {
  if (other.form_ == Form::kValues) return Append(other.values_[row]);
  if (other.ids_[row] == kNullId) return AppendNull();
  AppendId(other.form_, other.ids_[row]);
}

void Column::Gather(const Column& other, std::span<const std::uint32_t> rows) {
  if (form_ == Form::kEmpty) form_ = other.form_;
  if (form_ != other.form_) {
    for (const std::uint32_t row : rows) AppendFrom(other, row);
    return;
  }
  if (form_ == Form::kValues) {
    values_.reserve(values_.size() + rows.size());
    for (const std::uint32_t row : rows) values_.push_back(other.values_[row]);
  } else {
    const std::size_t start = ids_.size();
    ids_.resize(start + rows.size());
    for (std::size_t i = 0; i < rows.size(); ++i) ids_[start + i] = other.ids_[rows[i]];
  }
}

Value Column::At(std::size_t row) const {
  if (form_ == Form::kValues) return values_[row];
  if (ids_[row] == kNullId) return {};
  return form_ == Form::kNodes ? Value(NodeId{ids_[row]}) : Value(RelationshipId{ids_[row]});
}

bool Column::NodeAt(std::size_t row, NodeId& id) const {
  if (form_ == Form::kNodes) {
    id = NodeId{ids_[row]};
    return ids_[row] != kNullId;
  }
  const NodeId* node = form_ == Form::kValues ? values_[row].AsNode() : nullptr;
  if (node != nullptr) id = *node;
  return node != nullptr;
}

bool Column::RelationshipAt(std::size_t row, RelationshipId& id) const {
  if (form_ == Form::kRelationships) {
    id = RelationshipId{ids_[row]};
    return ids_[row] != kNullId;
  }
  const RelationshipId* found = form_ == Form::kValues ? values_[row].AsRelationship() : nullptr;
  if (found != nullptr) id = *found;
  return found != nullptr;
}

bool NestsWithin(const Value& value, int levels) {
  const auto* list = value.AsList();
  const auto* map = value.AsMap();
  if (list == nullptr && map == nullptr) return true;
  if (levels == 0) return false;
  if (list != nullptr)
    return std::ranges::all_of(*list, [&](const Value& v) { return NestsWithin(v, levels - 1); });
  return std::ranges::all_of(
      *map, [&](const MapEntry& entry) { return NestsWithin(entry.value, levels - 1); });
}

std::size_t SizeOf(const Value& value) {
  std::size_t size = sizeof(Value);
  if (const std::string* text = value.AsString()) {
    if (text->size() > 15) size += text->capacity();
  } else if (const ValueList* list = value.AsList()) {
    size += sizeof(ValueList);
    for (const Value& item : *list) size += SizeOf(item);
  } else if (const ValueMap* map = value.AsMap()) {
    for (const MapEntry& entry : *map) size += sizeof(MapEntry) + SizeOf(entry.value);
  } else if (const Path* path = value.AsPath()) {
    size += sizeof(Path) + 16 * path->nodes.size();
  }
  return size;
}

}  // namespace citygraph::queries::cypher
