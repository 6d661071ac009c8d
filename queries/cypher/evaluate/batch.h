// Rows between operators: a batch is up to kBatchRows rows, stored by columns.
//
// A plan numbers its variables; a batch has a column for each, of which those that are bound and
// still needed are filled. Columns of nodes, of relationships and of integers hold numbers alone.
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
  enum class Form : std::uint8_t { kEmpty, kNodes, kRelationships, kIntegers, kValues };

  Form form() const { return form_; }
  std::size_t size() const { return form_ == Form::kValues ? values_.size() : numbers_.size(); }

  void Clear() {
    form_ = Form::kEmpty;
    numbers_.clear();
    values_.clear();
  }
  void Reserve(std::size_t rows) {
    if (form_ == Form::kValues) {
      values_.reserve(rows);
    } else {
      numbers_.reserve(rows);
    }
  }

  void Append(NodeId id) { AppendNumber(Form::kNodes, Raw(id)); }
  void Append(RelationshipId id) { AppendNumber(Form::kRelationships, Raw(id)); }
  // Many at once.
  void AppendNodes(std::span<const std::uint64_t> ids) { AppendNumbers(Form::kNodes, ids); }
  void AppendRelationships(std::span<const std::uint64_t> ids) {
    AppendNumbers(Form::kRelationships, ids);
  }
  void AppendIntegers(std::span<const std::int64_t> integers) {
    AppendNumbers(Form::kIntegers, integers);
  }
  void Append(Value value);
  void AppendNull();
  void AppendFrom(const Column& other, std::size_t row);
  // other[rows[0]], other[rows[1]], …
  void Gather(const Column& other, std::span<const std::uint32_t> rows);

  Value At(std::size_t row) const;
  bool IsNull(std::size_t row) const {
    if (form_ == Form::kValues) return values_[row].is_null();
    return form_ != Form::kIntegers && numbers_[row] == kNullId;
  }
  // The node's id; false when the row holds something else.
  bool NodeAt(std::size_t row, NodeId& id) const;
  bool RelationshipAt(std::size_t row, RelationshipId& id) const;
  // REQUIRES: the row holds an integer.
  std::int64_t IntegerAt(std::size_t row) const {
    return form_ == Form::kIntegers ? static_cast<std::int64_t>(numbers_[row])
                                    : *values_[row].AsInteger();
  }
  // Without a copy; null for the forms that hold numbers.
  const Value* ValueAt(std::size_t row) const {
    return form_ == Form::kValues ? &values_[row] : nullptr;
  }
  // Of the forms that hold numbers: raw ids, kNullId for null; or integers, none of them null.
  const std::vector<std::uint64_t>& numbers() const { return numbers_; }

  static constexpr std::uint64_t kNullId = ~std::uint64_t{0};

 private:
  void AppendNumber(Form form, std::uint64_t number) {
    if (form_ == form) {
      numbers_.push_back(number);
    } else {
      AppendOther(form, number);
    }
  }
  template <class Number>
  void AppendNumbers(Form form, std::span<const Number> numbers) {
    if (form_ == Form::kEmpty) form_ = form;
    if (form_ == form) {
      numbers_.insert(numbers_.end(), numbers.begin(), numbers.end());
    } else {
      for (const Number number : numbers) AppendOther(form, static_cast<std::uint64_t>(number));
    }
  }
  void AppendOther(Form form, std::uint64_t number);
  void ToValues();

  Form form_ = Form::kEmpty;
  std::vector<std::uint64_t> numbers_;
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
