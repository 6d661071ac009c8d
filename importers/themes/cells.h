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

// Reads a table row by row: the header to `on_header`, each record to `on_record`, which are
// Status(const CsvRecord&). `what`: "theme table", as messages call it. Errors: kInvalidInput for a
// file without a header, and those of the reader and the callers.
template <class OnHeader, class OnRecord>
Status ReadTable(std::string_view csv, const std::string& file, std::string_view what,
                 const OnHeader& on_header, const OnRecord& on_record) {
  CsvReader reader(csv, file);
  CsvRecord record;
  CITYGRAPH_TRY(const bool any, reader.Next(record));
  if (!any) return Fail(ErrorCode::kInvalidInput, "an empty " + std::string(what), {.file = file});
  CITYGRAPH_TRY(on_header(record));
  while (true) {
    CITYGRAPH_TRY(const bool more, reader.Next(record));
    if (!more) return {};
    CITYGRAPH_TRY(on_record(record));
  }
}

}  // namespace citygraph::importers
