// The header of a table of city pairs: which column says what, in English, Spanish, Portuguese or
// French.
#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "importers/csv/csv_reader.h"
#include "importers/draft.h"

namespace citygraph::importers {

enum Column : std::uint8_t {
  kCityFrom,
  kCityTo,
  kCountryFrom,
  kCountryTo,
  kRoleFrom,
  kRoleTo,
  kTheme,
  kYear,
  kProgramme,
  kSource,
  kColumns
};

struct TableHeader {
  std::array<std::optional<std::size_t>, kColumns> columns;
  // What a column's own name says of its cities: of "Mentor" and "Mentee", mentor and mentee.
  Role role_from = Role::kUnknown;
  Role role_to = Role::kUnknown;

  const std::optional<std::size_t>& operator[](Column column) const { return columns[column]; }
  bool HasBothCities() const { return columns[kCityFrom] && columns[kCityTo]; }
};

// Our own names first ("city_from", "ville a"), then what the words of a header tell: "Partner
// city", "Ville jumelée", "Host country", "City, Country, City, Country" from left to right.
TableHeader ReadTableHeader(const CsvRecord& header);

// The header of a table that stands among the lines of a list: short names, none a place, at least
// half of them understood, and a city among them. Nothing when the cells are none.
std::optional<TableHeader> ReadHeaderInList(const CsvRecord& cells);

// "a column for the cities": the columns as messages name them.
std::string ColumnsUnderstood();

// The delimiter of the first line: the one of comma, semicolon (as spreadsheets write in much of
// Europe) and tab that it has most of.
char DelimiterOf(std::string_view text);

// What the first lines of a text make it.
enum class TableKind : std::uint8_t {
  kNone,          // no table
  kPairs,         // a table whose header names cities that met
  kParticipants,  // one that names a city and the exchange that it took part in
  kForeign,       // a table, but no header of ours
};
// A header of our own names is enough; else the text must look like a table: a header of short
// names, none a place, over records of as many fields. Cost: reads at most the first 200 records.
TableKind KindOfTable(std::string_view text);

}  // namespace citygraph::importers
