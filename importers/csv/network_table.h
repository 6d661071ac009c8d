// Reads a table of city-to-city exchanges: a row says that two cities met, and may say in which
// roles, on which themes, when, in which programme and where that is published.
//
// Columns (in any order, by header): city_from, city_to; and, as far as they are there,
// country_from, country_to (ISO 3166-1 alpha-2 codes or country names), role_from, role_to, theme
// (several separated by ;), year, programme, source.
//
// Which rows tell of one exchange: rows of the same programme, year, theme and source, when their
// cities all met one another or all met the one in the middle; any other row is an exchange of its
// own.
#pragma once

#include <string_view>

#include "importers/reading.h"

namespace citygraph::importers {

// Whether a text is a table and no list: its header has columns of ours, or it is a table of
// somebody else's, which is then refused with the columns that were found (table_header.h).
bool LooksLikeNetworkTable(std::string_view text);

// Rows are records; the header is none. Rows that cannot be read are rejected with the reason.
// Errors: kInvalidInput (a column is missing, the header cannot be read).
Result<FileDraft> ReadNetworkTable(const Knowledge& knowledge, const SourceText& source);

}  // namespace citygraph::importers
