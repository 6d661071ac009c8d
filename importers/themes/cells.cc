#include "importers/themes/cells.h"

namespace citygraph::importers {
namespace {

std::string_view Trim(std::string_view text) {
  while (!text.empty() && text.front() == ' ') text.remove_prefix(1);
  while (!text.empty() && text.back() == ' ') text.remove_suffix(1);
  return text;
}

}  // namespace

std::string_view CellOf(const CsvRecord& record, std::size_t column) {
  return column < record.size() ? Trim(record[column]) : std::string_view();
}

std::vector<std::string> SplitCell(std::string_view cell) {
  std::vector<std::string> items;
  while (!cell.empty()) {
    const std::size_t bar = cell.find('|');
    if (const std::string_view item = Trim(cell.substr(0, bar)); !item.empty())
      items.emplace_back(item);
    if (bar == std::string_view::npos) break;
    cell.remove_prefix(bar + 1);
  }
  return items;
}

}  // namespace citygraph::importers
