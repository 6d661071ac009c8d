// A table of the gazetteer's sources: columns found by the names in its header, cells checked as
// they are asked for, every complaint with file, line and column.
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "engine/base/result.h"
#include "importers/csv/csv_reader.h"

namespace citygraph::importers::gazetteer_build {

// The columns a table must have, in the order of the reader's own enumeration. Other columns may
// stand between them.
class TableColumns {
 public:
  // Finds each name of `wanted` among the header's fields.
  // Errors: kInvalidInput for a missing or double column.
  static Result<TableColumns> Find(const CsvRecord& header,
                                   std::span<const std::string_view> wanted);

  std::size_t FieldOf(std::size_t column) const { return fields_[column]; }
  std::string_view NameOf(std::size_t column) const { return names_[column]; }
  std::size_t field_count() const { return field_count_; }

 private:
  std::vector<std::size_t> fields_;
  std::vector<std::string> names_;
  std::size_t field_count_ = 0;
};

// One row under its columns. Views live as long as the record.
class TableRow {
 public:
  // Errors: kInvalidInput when the row has another number of fields than the header, or a field
  // that is not UTF-8.
  static Result<TableRow> Under(const TableColumns& columns, const CsvRecord& record);

  std::string_view Text(std::size_t column) const { return (*record_)[columns_->FieldOf(column)]; }
  // The cell's parts between bars, empty ones dropped, blanks at their ends cut.
  std::vector<std::string_view> Parts(std::size_t column) const;
  // Errors: kInvalidInput for what is empty or no number. `Whole` takes an empty cell for 0.
  Result<std::uint64_t> Whole(std::size_t column, std::uint64_t most) const;
  Result<double> Degrees(std::size_t column, double most) const;
  // Errors: kInvalidInput for what is empty.
  Result<std::string_view> Required(std::size_t column) const;
  // Two capital letters.
  Result<std::string_view> CountryCode(std::size_t column) const;

  // The error for a cell: `country "fr" is not two capital letters`.
  std::unexpected<Error> Wrong(std::size_t column, std::string_view complaint) const;

 private:
  TableRow(const TableColumns& columns, const CsvRecord& record)
      : columns_(&columns), record_(&record) {}

  const TableColumns* columns_;
  const CsvRecord* record_;
};

// Reads a CSV table with a header and hands each row to `use`, which returns a Status.
template <class Use>
Status ForEachRow(std::string_view text, const std::string& file,
                  std::span<const std::string_view> wanted, const Use& use) {
  CsvReader reader(text, file);
  CsvRecord record;
  CITYGRAPH_TRY(const bool has_header, reader.Next(record));
  if (!has_header) {
    return Fail(ErrorCode::kInvalidInput, "the table is empty; a line of column names is expected",
                {.file = file, .line = 1, .column = 1});
  }
  CITYGRAPH_TRY(const TableColumns columns, TableColumns::Find(record, wanted));
  while (true) {
    CITYGRAPH_TRY(const bool more, reader.Next(record));
    if (!more) return {};
    CITYGRAPH_TRY(const TableRow row, TableRow::Under(columns, record));
    CITYGRAPH_TRY(use(row));
  }
}

}  // namespace citygraph::importers::gazetteer_build
