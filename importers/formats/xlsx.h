// Workbooks (XLSX, Office Open XML) as tables. The only door to libzip.
#pragma once

#include <string_view>

#include "importers/formats/page.h"

namespace citygraph::importers {

// Each sheet is a table, in the workbook's order; a block's line is the row of its sheet. Shared
// and inline strings, formulas' last values, and dates ("2019-05-03", whatever they look like). Of
// a row the first kMostXlsxColumns cells. Errors: kInvalidInput (no workbook, damaged, a password,
// more than kLargestFile unpacked).
inline constexpr std::size_t kMostXlsxColumns = 1024;
Result<Page> ReadXlsx(std::string_view bytes);

}  // namespace citygraph::importers
