// Properties of many nodes or relationships as columns, a column a property, and back.
#pragma once

#include <cstdint>
#include <vector>

#include "engine/adjacency/adjacency_builder.h"
#include "engine/adjacency/column.h"
#include "engine/encoding/records.h"

namespace citygraph {

// The column that holds a relationship's evidence, as records::EncodeEvidence writes it: no
// property has this number.
inline constexpr TokenId kEvidenceColumn{0xffffffff};

// Collects rows. A property whose values are of one kind becomes a column of that kind; of several
// kinds, or of lists, maps and the like, a column of encoded values.
class PropertyColumns {
 public:
  void Add(const records::TokenProperties& properties,
           const std::vector<records::EvidenceRecord>& evidence = {});
  std::uint64_t rows() const { return rows_; }
  // The columns, each with rows() rows; leaves nothing behind.
  std::vector<ColumnDraft> Take();

 private:
  ColumnDraft& ColumnOf(TokenId property, ColumnKind kind);
  void AddValue(ColumnDraft& column, const Value& value);

  std::vector<ColumnDraft> columns_;
  std::uint64_t rows_ = 0;
};

// Row `row` of a column; null when it is not set there. Errors: kCorruption.
Result<Value> ValueAt(const Column& column, std::uint64_t row);
Result<Value> ValueAt(const ColumnDraft& column, std::uint64_t row);
bool HasRow(const ColumnDraft& column, std::uint64_t row);
std::string_view TextAt(const ColumnDraft& column, std::uint64_t row);

// What the columns say of one row, in the columns' order.
template <class AnyColumn>
Status ReadRow(std::span<const AnyColumn> columns, std::uint64_t row,
               records::TokenProperties& properties,
               std::vector<records::EvidenceRecord>* evidence);

extern template Status ReadRow(std::span<const Column>, std::uint64_t, records::TokenProperties&,
                               std::vector<records::EvidenceRecord>*);
extern template Status ReadRow(std::span<const ColumnDraft>, std::uint64_t,
                               records::TokenProperties&, std::vector<records::EvidenceRecord>*);

}  // namespace citygraph
