// A table among the lines of a list: its header says who the cells below are.
#pragma once

#include <optional>
#include <string_view>

#include "importers/csv/table_cells.h"
#include "importers/csv/table_header.h"
#include "importers/draft.h"
#include "importers/text/words.h"

namespace citygraph::importers {

class ListTable {
 public:
  // The table whose header the line is ("Mentor city | Learning city | Topic"); nothing when it is
  // none. Cells are parted by tabs, bars, semicolons or commas.
  static std::optional<ListTable> HeadedBy(const Words& line);

  // Whether a line has the cells of a row of it.
  bool HasRow(std::string_view line) const;

  // Gives the row's places what their columns say: cities the column's role, countries that they
  // say where those lie; what is named in other columns is what the row is about. A city's cell
  // whose name was not found is read as tables are. REQUIRES: HasRow(row.text).
  void ReadRow(CellReader& reader, RowDraft& row) const;

 private:
  ListTable(const TableHeader& header, char delimiter, std::size_t cells);

  TableHeader header_;
  char delimiter_;
  std::size_t cells_;  // of the header
};

}  // namespace citygraph::importers
