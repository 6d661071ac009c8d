// What the cells of a table of cities say, whichever table it is: places with country and role,
// years and dates, themes. What a cell says wrongly becomes an issue of its row.
#pragma once

#include <functional>
#include <optional>
#include <string>
#include <string_view>

#include "importers/csv/csv_reader.h"
#include "importers/places/place_memo.h"
#include "importers/reading.h"

namespace citygraph::importers {

struct TableCell {
  std::string_view text;  // without blanks around it; empty where the row is too short or has none
  Span span;              // in the row; empty in a record's later lines, for evidence counts lines
  std::uint32_t column = 0;  // where it begins, code points from 1
};

// The record's cell in a column; no column: an empty cell. TextAt is its text alone, which costs
// nothing; CellAt counts the code points before it.
std::string_view TextAt(const CsvRecord& record, std::optional<std::size_t> column);
TableCell CellAt(const CsvRecord& record, std::optional<std::size_t> column);

// Reads a table: its header goes to `head`, which may refuse it, each record to `read` as a row of
// the draft with its line and text, kReport. Records that cannot be parted into cells are rejected,
// blank ones ignored. A header alone is an issue of the file. Errors: the header cannot be read, or
// is refused.
Status ReadTableRows(const SourceText& source, FileDraft& draft,
                     const std::function<Status(const CsvRecord&)>& head,
                     const std::function<void(const CsvRecord&, RowDraft&)>& read);
// Refuses a header: it has no column `missing` ("for the city"), but those that it has.
std::unexpected<Error> NoColumn(const SourceText& source, const CsvRecord& header,
                                std::string_view missing, std::string hint);

// Marks the row as rejected, for the reason given.
void Reject(RowDraft& row, std::uint32_t column, std::string code, std::string message);
// An issue of a row that is kept.
void Warn(RowDraft& row, std::uint32_t column, std::string code, std::string message,
          std::string_view text);

// Reads cells into rows. One a file: names that were looked up are remembered.
class CellReader {
 public:
  // `knowledge` must outlive it.
  explicit CellReader(const Knowledge& knowledge)
      : knowledge_(knowledge), memo_(knowledge.gazetteer) {}

  struct RoleSource {
    TableCell cell;
    Role in_header = Role::kUnknown;  // what the header of the city's column says
    Role else_role = Role::kPartner;  // where neither does
    std::string_view else_rule = "row-of-two";
  };
  // Adds the place of a city's cell to the row. False when there is none: the row is rejected (an
  // empty cell) or ignored (a person said that it is no place).
  bool ReadPlace(const TableCell& city, const TableCell& country, const RoleSource& role,
                 RowDraft& row);
  // "2019", or the year of a date, which may be written out ("May 2019"); `date` too where that is
  // wanted: "2019-05-03", "03.05.2019", and "25/12/2019", which can mean only one day.
  void ReadYear(const TableCell& cell, RowDraft& row, bool with_date = false) const;
  // Several are parted by ; or |.
  void ReadThemes(const TableCell& cell, RowDraft& row) const;

 private:
  // The code of the cell's country; empty when the cell is, or is none that is known.
  std::string CountryCode(const TableCell& cell, RowDraft& row) const;
  static void ReadRole(const RoleSource& source, RowDraft& row, PlaceMention& mention);
  void ReadTheme(std::string_view label, std::uint32_t start, RowDraft& row) const;

  const Knowledge& knowledge_;
  PlaceMemo memo_;
};

}  // namespace citygraph::importers
