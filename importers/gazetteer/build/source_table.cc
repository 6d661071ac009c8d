#include "importers/gazetteer/build/source_table.h"

#include <charconv>
#include <cmath>
#include <utility>

#include "engine/base/unicode.h"

namespace citygraph::importers::gazetteer_build {
namespace {

std::string Quoted(std::string_view text) { return '"' + std::string(text) + '"'; }

std::string_view Trimmed(std::string_view text) {
  const std::size_t begin = text.find_first_not_of(" \t\r\n");
  if (begin == std::string_view::npos) return {};
  return text.substr(begin, text.find_last_not_of(" \t\r\n") - begin + 1);
}

}  // namespace

Result<TableColumns> TableColumns::Find(const CsvRecord& header,
                                        std::span<const std::string_view> wanted) {
  TableColumns columns;
  columns.field_count_ = header.size();
  for (const std::string_view name : wanted) {
    std::size_t found = header.size();
    for (std::size_t field = 0; field < header.size(); ++field) {
      if (header[field] != name) continue;
      if (found != header.size()) {
        return Fail(ErrorCode::kInvalidInput, "column " + Quoted(name) + " stands twice",
                    header.PlaceOf(field));
      }
      found = field;
    }
    if (found == header.size()) {
      return Fail(ErrorCode::kInvalidInput, "there is no column " + Quoted(name),
                  header.PlaceOf(0));
    }
    columns.fields_.push_back(found);
    columns.names_.emplace_back(name);
  }
  return columns;
}

Result<TableRow> TableRow::Under(const TableColumns& columns, const CsvRecord& record) {
  if (record.size() != columns.field_count()) {
    return Fail(ErrorCode::kInvalidInput,
                "the row has " + std::to_string(record.size()) + " fields, the header " +
                    std::to_string(columns.field_count()),
                record.PlaceOf(std::min(record.size(), columns.field_count())));
  }
  for (std::size_t field = 0; field < record.size(); ++field) {
    if (IsValidUtf8(record[field])) continue;
    return Fail(ErrorCode::kInvalidInput, "the field is not UTF-8", record.PlaceOf(field));
  }
  return TableRow(columns, record);
}

std::vector<std::string_view> TableRow::Parts(std::size_t column) const {
  std::vector<std::string_view> parts;
  std::string_view rest = Text(column);
  while (!rest.empty()) {
    const std::size_t bar = rest.find('|');
    const std::string_view part = Trimmed(rest.substr(0, bar));
    if (!part.empty()) parts.push_back(part);
    rest = bar == std::string_view::npos ? std::string_view{} : rest.substr(bar + 1);
  }
  return parts;
}

Result<std::uint64_t> TableRow::Whole(std::size_t column, std::uint64_t most) const {
  const std::string_view text = Text(column);
  std::uint64_t value = 0;
  if (text.empty()) return value;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
  if (error != std::errc{} || end != text.data() + text.size() || value > most) {
    return Wrong(column, "is not a whole number up to " + std::to_string(most));
  }
  return value;
}

Result<double> TableRow::Degrees(std::size_t column, double most) const {
  const std::string_view text = Text(column);
  double value = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
  if (error != std::errc{} || end != text.data() + text.size() || !(std::abs(value) <= most)) {
    const std::string limit = std::to_string(static_cast<int>(most));
    return Wrong(column, "is not a number of degrees from -" + limit + " to " + limit);
  }
  return value;
}

Result<std::string_view> TableRow::Required(std::size_t column) const {
  const std::string_view text = Text(column);
  if (Trimmed(text).empty()) return Wrong(column, "must not be empty");
  return text;
}

Result<std::string_view> TableRow::CountryCode(std::size_t column) const {
  const std::string_view text = Text(column);
  const auto letter = [](char c) { return c >= 'A' && c <= 'Z'; };
  if (text.size() != 2 || !letter(text[0]) || !letter(text[1])) {
    return Wrong(column, "is not two capital letters");
  }
  return text;
}

std::unexpected<Error> TableRow::Wrong(std::size_t column, std::string_view complaint) const {
  return Fail(ErrorCode::kInvalidInput,
              std::string(columns_->NameOf(column)) + ' ' + Quoted(Text(column)) + ' ' +
                  std::string(complaint),
              record_->PlaceOf(columns_->FieldOf(column)));
}

}  // namespace citygraph::importers::gazetteer_build
