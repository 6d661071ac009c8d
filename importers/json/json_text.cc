#include "importers/json/json_text.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <string>
#include <unordered_map>
#include <vector>

#include "engine/base/unicode.h"
#include "engine/encoding/json.h"
#include "importers/csv/table_header.h"
#include "importers/formats/page.h"
#include "importers/json/json_rows.h"
#include "importers/text/word_table.h"

namespace citygraph::importers {
namespace {

constexpr std::size_t kMostKeys = 1024;
constexpr std::size_t kSampled = 200;

// What of an object goes into the line of a report, in this order.
enum Part : std::uint8_t { kSeries, kNumber, kTitle, kCity, kCountry, kTheme, kYear, kParts };
const Part* PartOf(const std::string& key) {
  static const WordMap<Part> kKeys = {
      {"series", kSeries},   {"serie", kSeries},  {"number", kNumber}, {"numero", kNumber},
      {"no", kNumber},       {"title", kTitle},   {"titulo", kTitle},  {"titre", kTitle},
      {"name", kTitle},      {"nombre", kTitle},  {"nome", kTitle},    {"nom", kTitle},
      {"report", kTitle},    {"informe", kTitle}, {"rapport", kTitle}, {"relatorio", kTitle},
      {"city", kCity},       {"cities", kCity},   {"ciudad", kCity},   {"ciudades", kCity},
      {"cidade", kCity},     {"cidades", kCity},  {"ville", kCity},    {"villes", kCity},
      {"country", kCountry}, {"pais", kCountry},  {"pays", kCountry},  {"theme", kTheme},
      {"themes", kTheme},    {"tema", kTheme},    {"temas", kTheme},   {"topic", kTheme},
      {"year", kYear},       {"ano", kYear},      {"annee", kYear},    {"date", kYear},
      {"fecha", kYear},      {"data", kYear}};
  const std::string folded = FoldName(key);
  return folded.empty() ? nullptr : kKeys.Find(folded);
}

// A value as a cell of one line.
std::string CellOf(const Value& value) {
  if (value.is_null()) return {};
  if (const std::string* text = value.AsString()) return Tidied(*text);
  const ValueList* list = value.AsList();
  if (list == nullptr) return Tidied(ToJson(value));
  std::string cell;
  for (const Value& each : *list) {
    const std::string text = CellOf(each);
    if (!text.empty()) cell += (cell.empty() ? "" : ";") + text;
  }
  return cell;
}

bool HasTitle(const ValueMap& object) {
  return std::ranges::any_of(object, [](const MapEntry& entry) {
    const Part* part = PartOf(entry.key);
    return part != nullptr && *part == kTitle && !entry.value.is_null();
  });
}

// "PLN 4 Mentoring Story | Lilongwe | Malawi, 2012".
std::string LineOf(const ValueMap& object) {
  std::array<std::string, kParts> parts;
  for (const MapEntry& entry : object) {
    const Part* part = PartOf(entry.key);
    if (part != nullptr && parts[*part].empty()) parts[*part] = CellOf(entry.value);
  }
  std::string line;
  for (const Part part : {kSeries, kNumber, kTitle}) {
    if (!parts[part].empty()) line += (line.empty() ? "" : " ") + parts[part];
  }
  for (const Part part : {kCity, kCountry, kTheme}) {
    if (!parts[part].empty()) line += (line.empty() ? "" : " | ") + parts[part];
  }
  if (!parts[kYear].empty() && line.find(parts[kYear]) == std::string::npos)
    line += (line.empty() ? "" : ", ") + parts[kYear];
  return line;
}

class JsonText {
 public:
  explicit JsonText(const SourceText& source) : source_(source) {}

  Result<SourceText> Read() {
    CITYGRAPH_TRY(Survey());
    SourceText text{.name = source_.name, .encoding = source_.encoding};
    JsonRows rows(source_);
    Value value;
    const auto add = [&](std::uint32_t line, const std::string& row) {
      text.text += row;
      text.text += '\n';
      text.lines.push_back(line);
    };
    if (table_) add(source_.LineAt(1), CsvLine(keys_));
    while (true) {
      const Result<bool> more = rows.Next(value);
      if (!more) {
        text.bad_lines.push_back({.line = source_.LineAt(rows.line()),
                                  .column = more.error().where.column,
                                  .message = more.error().message});
        continue;
      }
      if (!*more) break;
      add(source_.LineAt(rows.line()), RowOf(value));
    }
    return text;
  }

 private:
  // Which keys there are, and whether they are the columns of a table.
  Status Survey() {
    JsonRows rows(source_);
    Value value;
    std::vector<Value> sample;
    std::size_t count = 0;
    bool titled = false;
    while (true) {
      const Result<bool> more = rows.Next(value);
      if (!more && rows.in_list()) return std::unexpected(more.error());
      if (!more) continue;
      if (!*more) break;
      ++count;
      const ValueMap* object = value.AsMap();
      titled = titled || object == nullptr || HasTitle(*object);
      if (object != nullptr) AddKeys(*object);
      if (sample.size() < kSampled) sample.push_back(value);
    }
    if (count == 0)
      return Fail(ErrorCode::kInvalidInput, "holds no JSON value to read", {.file = source_.name});
    std::string text = CsvLine(keys_) + '\n';
    for (const Value& each : sample) {
      if (const ValueMap* object = each.AsMap()) text += CsvLine(CellsOf(*object)) + '\n';
    }
    const TableKind kind = KindOfTable(text);
    const bool understood = kind == TableKind::kPairs || kind == TableKind::kParticipants;
    table_ = understood || !titled;
    const bool whole = source_.lines.empty();  // and no piece of a file
    if (!understood && !titled && count == 1 && whole) {
      return Fail({.code = ErrorCode::kInvalidInput,
                   .message = "is one JSON object, and neither a report nor an exchange",
                   .where = {.file = source_.name, .line = 1, .column = 1},
                   .hint = "expected is a list of objects, or an object a line"});
    }
    return {};
  }

  void AddKeys(const ValueMap& object) {
    for (const MapEntry& entry : object) {
      if (keys_.size() < kMostKeys && positions_.try_emplace(entry.key, keys_.size()).second)
        keys_.push_back(entry.key);
    }
  }

  std::vector<std::string> CellsOf(const ValueMap& object) const {
    std::vector<std::string> cells(keys_.size());
    for (const MapEntry& entry : object) {
      const auto position = positions_.find(entry.key);
      if (position != positions_.end()) cells[position->second] = CellOf(entry.value);
    }
    return cells;
  }

  std::string RowOf(const Value& value) const {
    const ValueMap* object = value.AsMap();
    if (object == nullptr) return table_ ? CsvLine({CellOf(value)}) : CellOf(value);
    return table_ ? CsvLine(CellsOf(*object)) : LineOf(*object);
  }

  const SourceText& source_;
  std::vector<std::string> keys_;                           // as they first come
  std::unordered_map<std::string, std::size_t> positions_;  // in keys_
  bool table_ = false;
};

}  // namespace

Result<SourceText> TextOfJson(const SourceText& source) { return JsonText(source).Read(); }

}  // namespace citygraph::importers
