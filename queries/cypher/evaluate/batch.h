// Rows between operators: a batch is up to kBatchRows rows, stored by columns.
//
// A plan numbers its variables; a batch has a column for each, of which those that are bound and
// still needed are filled. Columns of nodes and of relationships hold ids alone.
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <utility>
#include <vector>

#include "engine/model/value.h"

namespace citygraph::queries::cypher {

inline constexpr std::size_t kBatchRows = 1024;

// Index of a variable's column.
using Slot = std::uint32_t;
inline constexpr Slot kNoSlot = 0xFFFFFFFFU;

class Column {
 public:
  enum class Form : std::uint8_t { kEmpty, kNodes, kRelationships, kValues };

  Form form() const { return form_; }
  std::size_t size() const { return form_ == Form::kValues ? values_.size() : ids_.size(); }

  void Clear() {
    form_ = Form::kEmpty;
    ids_.clear();
    values_.clear();
  }
  void Reserve(std::size_t rows) {
    if (form_ == Form::kValues) {
      values_.reserve(rows);
    } else {
      ids_.reserve(rows);
    }
  }

  void Append(NodeId id) { AppendId(Form::kNodes, Raw(id)); }
  void Append(RelationshipId id) { AppendId(Form::kRelationships, Raw(id)); }
  // Many at once.
  void AppendNodes(std::span<const std::uint64_t> ids) { AppendIds(Form::kNodes, ids); }
  void AppendRelationships(std::span<const std::uint64_t> ids) {
    AppendIds(Form::kRelationships, ids);
  }
  void Append(Value value);
  void AppendNull();
  void AppendFrom(const Column& other, std::size_t row);
  // other[rows[0]], other[rows[1]], …
  void Gather(const Column& other, std::span<const std::uint32_t> rows);

  Value At(std::size_t row) const;
  bool IsNull(std::size_t row) const {
    return form_ == Form::kValues ? values_[row].is_null() : ids_[row] == kNullId;
  }
  // The node's id; false when the row holds something else.
  bool NodeAt(std::size_t row, NodeId& id) const;
  bool RelationshipAt(std::size_t row, RelationshipId& id) const;
  // Without a copy; null for the forms that hold ids.
  const Value* ValueAt(std::size_t row) const {
    return form_ == Form::kValues ? &values_[row] : nullptr;
  }
  // Raw ids of the forms that hold ids; kNullId for null.
  const std::vector<std::uint64_t>& ids() const { return ids_; }

  static constexpr std::uint64_t kNullId = ~std::uint64_t{0};

 private:
  void AppendId(Form form, std::uint64_t id) {
    if (form_ == form) {
      ids_.push_back(id);
    } else {
      AppendOther(form, id);
    }
  }
  void AppendIds(Form form, std::span<const std::uint64_t> ids) {
    if (form_ == Form::kEmpty) form_ = form;
    if (form_ == form) {
      ids_.insert(ids_.end(), ids.begin(), ids.end());
    } else {
      for (const std::uint64_t id : ids) AppendOther(form, id);
    }
  }
  void AppendOther(Form form, std::uint64_t id);
  void ToValues();

  Form form_ = Form::kEmpty;
  std::vector<std::uint64_t> ids_;
  std::vector<Value> values_;
};

struct Batch {
  std::vector<Column> columns;
  std::size_t rows = 0;

  // Empties it and gives it that many columns.
  void Reset(std::size_t width) {
    columns.resize(width);
    for (Column& column : columns) column.Clear();
    rows = 0;
  }
  bool Holds(Slot slot) const {
    return slot < columns.size() && columns[slot].form() != Column::Form::kEmpty;
  }
};

// One row of a batch.
struct Row {
  const Batch* batch = nullptr;
  std::size_t index = 0;
};

// Whether lists and maps lie within one another at most `levels` deep. Cost: the value's size.
bool NestsWithin(const Value& value, int levels);
// The bound on it for what a query makes: whoever walks through a value does so by recursion.
inline constexpr int kMostLevels = 1000;

// About how many bytes a value takes, for the bound on a query's memory.
std::size_t SizeOf(const Value& value);

}  // namespace citygraph::queries::cypher
