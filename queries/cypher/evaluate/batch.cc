#include "queries/cypher/evaluate/batch.h"

#include <algorithm>

namespace citygraph::queries::cypher {

namespace {

Value ValueOf(Column::Form form, std::uint64_t number) {
  if (form == Column::Form::kIntegers) return Value(static_cast<std::int64_t>(number));
  if (number == Column::kNullId) return {};
  return form == Column::Form::kNodes ? Value(NodeId{number}) : Value(RelationshipId{number});
}

}  // namespace

void Column::ToValues() {
  if (form_ == Form::kValues) return;
  values_.reserve(numbers_.size() + 1);
  for (const std::uint64_t number : numbers_) values_.push_back(ValueOf(form_, number));
  numbers_.clear();
  form_ = Form::kValues;
}

void Column::AppendOther(Form form, std::uint64_t number) {
  if (form_ == Form::kEmpty) {
    form_ = form;
    numbers_.push_back(number);
    return;
  }
  ToValues();
  values_.push_back(ValueOf(form, number));
}

void Column::AppendNull() {
  if (form_ == Form::kNodes || form_ == Form::kRelationships) {
    numbers_.push_back(kNullId);
    return;
  }
  ToValues();
  values_.emplace_back();
}

void Column::Append(Value value) {
  if (form_ != Form::kValues) {
    if (const NodeId* node = value.AsNode()) return Append(*node);
    if (const RelationshipId* relationship = value.AsRelationship()) return Append(*relationship);
    if (const std::int64_t* integer = value.AsInteger())
      return AppendNumber(Form::kIntegers, static_cast<std::uint64_t>(*integer));
    if (value.is_null()) return AppendNull();
    ToValues();
  }
  values_.push_back(std::move(value));
}

void Column::AppendFrom(const Column& other, std::size_t row) {
  if (other.form_ == Form::kValues) return Append(other.values_[row]);
  if (other.IsNull(row)) return AppendNull();
  AppendNumber(other.form_, other.numbers_[row]);
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
    const std::size_t start = numbers_.size();
    numbers_.resize(start + rows.size());
    for (std::size_t i = 0; i < rows.size(); ++i) numbers_[start + i] = other.numbers_[rows[i]];
  }
}

Value Column::At(std::size_t row) const {
  return form_ == Form::kValues ? values_[row] : ValueOf(form_, numbers_[row]);
}

bool Column::NodeAt(std::size_t row, NodeId& id) const {
  if (form_ == Form::kNodes) {
    id = NodeId{numbers_[row]};
    return numbers_[row] != kNullId;
  }
  const NodeId* node = form_ == Form::kValues ? values_[row].AsNode() : nullptr;
  if (node != nullptr) id = *node;
  return node != nullptr;
}

bool Column::RelationshipAt(std::size_t row, RelationshipId& id) const {
  if (form_ == Form::kRelationships) {
    id = RelationshipId{numbers_[row]};
    return numbers_[row] != kNullId;
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
