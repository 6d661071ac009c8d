#include "importers/report_list/list_table.h"

#include <algorithm>
#include <utility>
#include <vector>

#include "engine/base/unicode.h"
#include "importers/csv/header_words.h"
#include "importers/report_list/participants.h"
#include "importers/report_list/row_date.h"

namespace citygraph::importers {
namespace {

// What parts the cells of a line; '\0': nothing does.
char DelimiterIn(std::string_view line) {
  for (const char mark : {'\t', '|'}) {
    if (line.find(mark) != std::string_view::npos) return mark;
  }
  // Of marks that sentences have too, one is no table; nor is what holds other marks.
  if (line.find_first_of("():") != std::string_view::npos || line.find(" – ") != line.npos ||
      line.find(" - ") != line.npos)
    return '\0';
  for (const char mark : {';', ','}) {
    if (std::ranges::count(line, mark) >= 2) return mark;
  }
  return '\0';
}

void ReadCells(std::string_view line, char delimiter, CsvRecord& cells) {
  CsvReader reader(line, {}, {.delimiter = delimiter, .quote = '\0'});
  IgnoreError(reader.Next(cells), "nothing is quoted, so that every line has cells");
}

// The cell with blanks left off on both sides.
TableCell CellOf(const CsvRecord& cells, std::optional<std::size_t> column) {
  TableCell cell = CellAt(cells, column);
  if (!column || cell.text.empty()) return cell;
  const std::string_view whole = cells[*column];
  const auto blanks = static_cast<std::uint32_t>(
      CountCodePoints(whole.substr(0, static_cast<std::size_t>(cell.text.data() - whole.data()))));
  cell.span.start += blanks;
  cell.span.end += blanks;
  return cell;
}

bool IsWithin(const PlaceMention& mention, const TableCell& cell) {
  return mention.span.start >= cell.span.start && mention.span.end <= cell.span.end;
}

}  // namespace

ListTable::ListTable(const TableHeader& header, char delimiter, std::size_t cells)
    : header_(header), delimiter_(delimiter), cells_(cells) {
  // "Ciudad de origen, Ciudad receptora": who meets one that learns teaches it.
  if (header_.role_from == Role::kUnknown) header_.role_from = CounterpartOf(header_.role_to);
  if (header_.role_to == Role::kUnknown) header_.role_to = CounterpartOf(header_.role_from);
  // "Receiving city, Giving city": who receives what another gives is no host.
  for (auto [one, other] : {std::pair(&header_.role_from, &header_.role_to),
                            std::pair(&header_.role_to, &header_.role_from)}) {
    if (*one == Role::kHost && *other == Role::kMentor) *one = Role::kMentee;
    // "Resource city, Partner city".
    if (*one == Role::kPartner && (Gives(*other) || Takes(*other)) && *other != Role::kLead)
      *one = CounterpartOf(*other);
  }
}

std::optional<ListTable> ListTable::HeadedBy(const Words& line) {
  constexpr std::size_t kLongestHeader = 30;  // words
  if (line.size() < 2 || line.size() > kLongestHeader || line[0].number) return std::nullopt;
  if (!line.classes().HasAny({WordClass::kCity, WordClass::kExchange, WordClass::kGovernment,
                              WordClass::kVisit, WordClass::kMentoring, WordClass::kGroupOfPlaces}))
    return std::nullopt;
  const char delimiter = DelimiterIn(line.row());
  if (delimiter == '\0') return std::nullopt;
  CsvRecord cells;
  ReadCells(line.row(), delimiter, cells);
  const auto header = ReadHeaderInList(cells);
  if (!header) return std::nullopt;
  return ListTable(*header, delimiter, cells.size());
}

bool ListTable::HasRow(std::string_view line) const {
  if (line.find(delimiter_) == std::string_view::npos) return false;
  CsvRecord cells;
  ReadCells(line, delimiter_, cells);
  // Commas stand within cells, too; and spreadsheets leave empty cells out.
  const bool commas = delimiter_ == ',' || delimiter_ == ';';
  if (commas ? cells.size() < cells_ : cells.size() > cells_ || cells.size() + 1 < cells_)
    return false;
  const auto named = [&](Column column) {
    return header_[column] && !CellAt(cells, header_[column]).text.empty();
  };
  return named(kCityFrom) || named(kCityTo);
}

void ListTable::ReadRow(CellReader& reader, RowDraft& row) const {
  CsvRecord cells;
  ReadCells(row.text, delimiter_, cells);
  std::vector<PlaceMention> found = std::exchange(row.places, {});
  row.pairs.clear();
  const bool both = header_.HasBothCities();
  std::vector<std::uint32_t> sides[2];  // where the places begin
  std::vector<bool> taken(found.size(), false);
  const auto read_side = [&](Column city_column, Column country_column, Role role) {
    const TableCell city = CellOf(cells, header_[city_column]);
    const TableCell country = CellOf(cells, header_[country_column]);
    if (city.text.empty()) return;
    std::vector<std::uint32_t>& side = sides[city_column == kCityTo ? 1 : 0];
    const std::size_t first = row.places.size();
    bool any = false;
    for (std::size_t i = 0; i < found.size(); ++i) {
      if (taken[i] || !IsWithin(found[i], city)) continue;
      taken[i] = true;
      any = any || TakesPart(found[i].role);
      row.places.push_back(std::move(found[i]));
    }
    const CellReader::RoleSource source{.cell = {}, .in_header = role};
    if (!any) {
      row.places.resize(first);
      reader.ReadPlace(city, country, source, row);
    } else if (role != Role::kPartner || both) {
      for (std::size_t i = first; i < row.places.size(); ++i) {
        if (!TakesPart(row.places[i].role)) continue;
        Give(row.places[i], role, "role-in-header", 0.95,
             Reason("its column is headed as {}", RoleName(role)));
      }
    }
    for (std::size_t i = first; i < row.places.size(); ++i) {
      if (TakesPart(row.places[i].role)) side.push_back(row.places[i].span.start);
    }
    for (std::size_t i = 0; i < found.size(); ++i) {
      if (taken[i] || country.text.empty() || !IsWithin(found[i], country)) continue;
      taken[i] = true;
      Give(found[i], Role::kContext, "says-where", 0.95,
           Reason("its column says where the city lies"));
      row.places.push_back(std::move(found[i]));
    }
  };
  read_side(kCityFrom, kCountryFrom, header_.role_from);
  read_side(kCityTo, kCountryTo, header_.role_to);
  for (std::size_t i = 0; i < found.size(); ++i) {
    if (taken[i]) continue;
    if (TakesPart(found[i].role))
      Give(found[i], Role::kScope, "says-about", 0.85, Reason("named in a column of no cities"));
    row.places.push_back(std::move(found[i]));
  }
  std::ranges::sort(row.places, {}, [](const PlaceMention& each) { return each.span.start; });
  const auto position = [&](std::uint32_t start) {
    return static_cast<std::size_t>(
        std::ranges::find(row.places, start,
                          [](const PlaceMention& each) { return each.span.start; }) -
        row.places.begin());
  };
  const std::size_t giver = Takes(header_.role_from) ? 1 : 0;
  for (const std::uint32_t gives : sides[giver]) {
    for (const std::uint32_t takes : sides[1 - giver])
      row.pairs.emplace_back(position(gives), position(takes));
  }
  const TableCell year = CellOf(cells, header_[kYear]);
  const Words words(year.text);
  if (const auto date = ReadRowDate(words, 0, words.size())) {
    row.year = date->year;
    row.year_span = {date->span.start + year.span.start, date->span.end + year.span.start};
    row.date = date->date;
  }
}

}  // namespace citygraph::importers
