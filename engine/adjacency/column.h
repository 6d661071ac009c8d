// One property of the nodes of a table, or of the relationships of a type: a value a row.
//
// A view: valid while its Adjacency lives. Copies freely. Threads: any number may read.
// Rows out of range and damaged bytes give "absent" or a wrong value, never a read out of bounds.
#pragma once

#include <cstddef>
#include <cstdint>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "engine/adjacency/packed_integers.h"
#include "engine/adjacency/text_packing.h"
#include "engine/base/ids.h"

namespace citygraph {

enum class ColumnKind : std::uint8_t {
  kInteger = 1,  // int64
  kFloat = 2,    // double
  kBoolean = 3,
  kText = 4,   // bytes of a string
  kValue = 5,  // bytes that the caller encoded (a list, a map, values of several kinds)
};

// Texts one after the other, copied out of a column.
class TextRows {
 public:
  std::size_t size() const { return ends_.size(); }
  // Valid while the TextRows live. REQUIRES: i < size().
  std::string_view operator[](std::size_t i) const {
    const std::size_t begin = i == 0 ? 0 : ends_[i - 1];
    return {bytes_.get() + begin, ends_[i] - begin};
  }

 private:
  friend class Column;
  std::unique_ptr<char[]> bytes_;
  std::vector<std::size_t> ends_;
};

class Column {
 public:
  TokenId property() const { return property_; }
  ColumnKind kind() const { return kind_; }
  std::uint64_t rows() const { return rows_; }

  // False where the property is not set.
  bool Has(std::uint64_t row) const {
    return row < rows_ && (present_ == nullptr || (present_[row / 64] >> (row % 64) & 1) != 0);
  }
  // The value of a row; 0, false or empty where it is not set.
  std::int64_t Integer(std::uint64_t row) const {
    return row < integers_.size() && Has(row) ? integers_[row] : 0;
  }
  double Float(std::uint64_t row) const;
  bool Boolean(std::uint64_t row) const { return Integer(row) != 0; }
  // Points into the column, or into `scratch` (which it then overwrites) when the text is packed.
  std::string_view Text(std::uint64_t row, std::string& scratch) const;
  // The texts of several rows, in their order. For rows that lie apart it takes half the time of
  // one Text after the other: all are on their way to the processor before the first is read.
  TextRows Texts(std::span<const std::uint64_t> rows) const;

  // Text of few distinct values is kept as codes into a dictionary, sorted as bytes: codes compare
  // as the texts do, and grouping needs no strings.
  bool has_dictionary() const { return coded_; }
  std::uint32_t dictionary_size() const { return static_cast<std::uint32_t>(ends_.size()); }
  // REQUIRES: has_dictionary(). Of a row that is set.
  std::uint32_t CodeOf(std::uint64_t row) const { return static_cast<std::uint32_t>(Integer(row)); }
  std::string_view Word(std::uint32_t code) const { return Stored(code); }
  // The code of a text, or nothing when no row has it.
  std::optional<std::uint32_t> CodeFor(std::string_view text) const;

  // Rows with that value, ascending. REQUIRES: the kind, and indexed(). O(log rows), and O(1) for
  // integers in arithmetic progression (ids of a bulk import), which are indexed without bytes.
  std::vector<std::uint32_t> FindInteger(std::int64_t value) const;
  std::vector<std::uint32_t> FindText(std::string_view text) const;
  bool indexed() const { return indexed_; }
  // Rows that are set, by value, then row; empty when not indexed or in arithmetic progression.
  std::span<const std::uint32_t> order() const { return order_; }

 private:
  friend class CatalogueReader;
  friend class AdjacencyVerifier;
  std::string_view Stored(std::uint64_t at) const;

  TokenId property_{};
  ColumnKind kind_ = ColumnKind::kInteger;
  bool coded_ = false;
  bool indexed_ = false;
  std::uint64_t rows_ = 0;
  const std::uint64_t* present_ = nullptr;  // bitmap; null: all rows are set
  PackedIntegers integers_;                 // values, or codes of the dictionary
  std::span<const double> floats_;
  PackedIntegers ends_;                   // where the text of a row, or of a code, ends in the heap
  std::span<const char> heap_;            // texts one after the other
  const SymbolTable* symbols_ = nullptr;  // what the heap is packed with; null: plain
  std::span<const std::uint32_t> order_;
};

}  // namespace citygraph
