// Cells of the tables in data/ that persons edit: a cell may hold a list, its items separated by |.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "importers/csv/csv_reader.h"

namespace citygraph::importers {

// A cell without the spaces around it; empty where the record has no such field.
std::string_view CellOf(const CsvRecord& record, std::size_t column);
// The items of a list, without the spaces around them; empty ones are left out.
std::vector<std::string> SplitCell(std::string_view cell);

}  // namespace citygraph::importers
