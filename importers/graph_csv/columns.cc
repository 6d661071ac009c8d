#include "importers/graph_csv/columns.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <filesystem>
#include <optional>

#include "engine/base/unicode.h"
#include "engine/model/schema.h"

namespace citygraph::importers {
namespace {

std::unexpected<Error> Wrong(const std::string& path, std::size_t column, std::string message,
                             std::string hint = {}) {
  return Fail({.code = ErrorCode::kInvalidInput,
               .message = std::move(message),
               .where = {path, 1, static_cast<std::uint32_t>(column + 1)},
               .hint = std::move(hint)});
}

std::optional<CellType> TypeNamed(std::string_view word) {
  const std::string name = ToLower(word);
  if (name == "int" || name == "integer" || name == "long" || name == "short")
    return CellType::kInteger;
  if (name == "float" || name == "double") return CellType::kFloat;
  if (name == "bool" || name == "boolean") return CellType::kBoolean;
  if (name == "string" || name == "text") return CellType::kText;
  return std::nullopt;
}

// "id:ID(City)" -> id, ID, City.
struct HeaderCell {
  std::string_view name;
  std::string_view word;
  std::string_view label;
};
HeaderCell Split(std::string_view cell) {
  HeaderCell parts;
  const std::size_t colon = cell.rfind(':');
  parts.name = cell.substr(0, colon);
  if (colon == std::string_view::npos) return parts;
  parts.word = cell.substr(colon + 1);
  const std::size_t open = parts.word.find('(');
  if (open != std::string_view::npos && parts.word.ends_with(')')) {
    parts.label = parts.word.substr(open + 1, parts.word.size() - open - 2);
    parts.word = parts.word.substr(0, open);
  }
  return parts;
}

// The upper-case names that types have: HOSTED, TOOK_PART.
bool IsTypeName(std::string_view name) {
  return !name.empty() && std::ranges::all_of(name, [](char c) {
    return (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_';
  });
}

Result<GraphColumn> ReadCell(const std::string& path, std::size_t at, const std::string& cell) {
  const HeaderCell parts = Split(cell);
  GraphColumn column{.name = std::string(parts.name), .label = std::string(parts.label)};
  if (parts.word.empty()) {
    if (column.name.empty()) return Wrong(path, at, "a column without a name");
    return column;
  }
  if (parts.word == "ID") {
    column.use = CellUse::kId;
  } else if (parts.word == "START_ID") {
    column.use = CellUse::kStart;
  } else if (parts.word == "END_ID") {
    column.use = CellUse::kEnd;
  } else if (parts.word == "IGNORE") {
    column.use = CellUse::kIgnored;
  } else if (const auto type = TypeNamed(parts.word)) {
    column.type = *type;
  } else {
    return Wrong(path, at, fmt::format("\"{}\" is no type of a column", parts.word),
                 "types are int, float, boolean and string; ID(Label), START_ID(Label), "
                 "END_ID(Label) and IGNORE say what a column is for");
  }
  if (column.use == CellUse::kProperty && column.name.empty())
    return Wrong(path, at, "a column without a name");
  return column;
}

bool Uses(const GraphFile& file, CellUse use) {
  return std::ranges::find(file.columns, use, &GraphColumn::use) != file.columns.end();
}

}  // namespace

Result<GraphFile> ReadGraphHeader(const std::string& path, const std::vector<std::string>& header) {
  GraphFile file{.path = path};
  for (std::size_t i = 0; i < header.size(); ++i) {
    CITYGRAPH_TRY(GraphColumn column, ReadCell(path, i, header[i]));
    const auto same = [&](const GraphColumn& other) {
      return !column.name.empty() && other.name == column.name;
    };
    if (std::ranges::any_of(file.columns, same))
      return Wrong(path, i, fmt::format("the column \"{}\" is there twice", column.name));
    file.columns.push_back(std::move(column));
  }
  std::string name = std::filesystem::path(path).filename().string();
  name = name.substr(0, name.find('.'));
  const bool has_ends = Uses(file, CellUse::kStart) || Uses(file, CellUse::kEnd);
  file.relationships = has_ends || (!Uses(file, CellUse::kId) && IsTypeName(name));
  if (file.relationships) {
    file.type = name;
    if (!has_ends) {
      if (file.columns.size() < 2)
        return Wrong(path, 0, "a file of relationships needs two columns, start and end");
      file.columns[0].use = CellUse::kStart;
      file.columns[1].use = CellUse::kEnd;
      for (GraphColumn* end : {&file.columns[0], &file.columns[1]}) {
        end->label = std::exchange(end->name, {});  // what it is called tells whose ids, below
        end->label.insert(0, "?");
      }
    }
    if (std::ranges::count(file.columns, CellUse::kStart, &GraphColumn::use) != 1 ||
        std::ranges::count(file.columns, CellUse::kEnd, &GraphColumn::use) != 1) {
      return Wrong(path, 0, "a file of relationships needs one START_ID and one END_ID");
    }
    return file;
  }
  for (std::size_t from = 0; from <= name.size();) {
    const std::size_t plus = std::min(name.find('+', from), name.size());
    file.labels.push_back(name.substr(from, plus - from));
    from = plus + 1;
  }
  if (std::ranges::find(file.labels, "") != file.labels.end())
    return Wrong(path, 0, "the file's name names no label", "call it City.csv, or City+Place.csv");
  if (!Uses(file, CellUse::kId)) file.columns.front().use = CellUse::kId;
  if (std::ranges::count(file.columns, CellUse::kId, &GraphColumn::use) != 1)
    return Wrong(path, 0, "a file of nodes needs one ID");
  for (GraphColumn& column : file.columns) {
    if (column.use == CellUse::kId && column.label.empty()) column.label = file.labels.front();
  }
  return file;
}

void AddPlaceLabel(std::vector<std::string>& labels) {
  constexpr std::array kPlaces = {schema::label::kCity, schema::label::kRegion,
                                  schema::label::kCountry, schema::label::kArea};
  const bool place = std::ranges::find_first_of(labels, kPlaces) != labels.end();
  if (place && std::ranges::find(labels, schema::label::kPlace) == labels.end())
    labels.emplace_back(schema::label::kPlace);
}

Status JoinGraphFiles(std::vector<GraphFile>& files) {
  std::vector<std::string> groups;
  for (const GraphFile& file : files) {
    for (const GraphColumn& column : file.columns) {
      if (column.use == CellUse::kId) groups.push_back(column.label);
    }
  }
  const auto known = [&](std::string_view name) -> std::string {
    if (std::ranges::find(groups, name) != groups.end()) return std::string(name);
    for (const std::string& group : groups) {
      if (ToLower(group) == ToLower(name)) return group;
    }
    return {};
  };
  // Those who have a role in an exchange are cities.
  constexpr std::array<std::string_view, 9> kRoles = {
      "mentor", "mentee", "host", "visitor", "lead", "partner", "participant", "from", "to"};
  for (GraphFile& file : files) {
    for (std::size_t i = 0; i < file.columns.size(); ++i) {
      GraphColumn& column = file.columns[i];
      if (column.use != CellUse::kStart && column.use != CellUse::kEnd) continue;
      const bool plain = column.label.starts_with('?');
      const std::string said = plain ? column.label.substr(1) : column.label;
      column.label = known(said);
      if (column.label.empty() && plain && std::ranges::find(kRoles, ToLower(said)) != kRoles.end())
        column.label = known(schema::label::kCity);
      if (!column.label.empty()) continue;
      return Wrong(file.path, i,
                   said.empty() ? "it is not said of which nodes these are the ids"
                                : fmt::format("\"{}\" is the name of no file of nodes", said),
                   fmt::format("say it in the header: :{}(City)",
                               column.use == CellUse::kStart ? "START_ID" : "END_ID"));
    }
  }
  return {};
}

}  // namespace citygraph::importers
