#include "importers/formats/page.h"

#include <fmt/format.h>

#include <algorithm>
#include <map>

#include "engine/base/unicode.h"
#include "importers/csv/participants_header.h"
#include "importers/csv/table_header.h"

namespace citygraph::importers {
namespace {

bool IsBlank(const Block& block) {
  return std::ranges::all_of(block.cells, [](const std::string& cell) { return cell.empty(); });
}

// Tables of pages that name a report and a city are lists of reports more often than of who took
// part: those have to say in which role.
bool IsReadAsTable(std::string_view text) {
  const TableKind kind = KindOfTable(text);
  if (kind != TableKind::kParticipants) return kind == TableKind::kPairs;
  CsvReader reader(text);
  CsvRecord header;
  return reader.Next(header).value_or(false) && ReadParticipantsHeader(header).SaysRole();
}

void AddLine(SourceText& source, std::uint32_t line, std::string_view text) {
  source.text += text;
  source.text += '\n';
  source.lines.push_back(line);
}

}  // namespace

std::string CsvLine(const std::vector<std::string>& cells) {
  std::string line;
  for (std::size_t i = 0; i < cells.size(); ++i) {
    if (i > 0) line += ',';
    if (cells[i].find_first_of(",\"") == std::string::npos) {
      line += cells[i];
      continue;
    }
    line += '"';
    for (const char c : cells[i]) line += c == '"' ? std::string("\"\"") : std::string(1, c);
    line += '"';
  }
  return line;
}

std::string Tidied(std::string_view text) {
  std::string tidy;
  for (std::size_t at = 0; at < text.size();) {
    const CodePoint point = DecodeAt(text, at);
    const bool space = IsWhitespace(point.value) || point.value < U' ';
    if (space && !tidy.empty() && tidy.back() != ' ') tidy += ' ';
    if (!space) AppendUtf8(tidy, point.value);
    at += point.size;
  }
  if (tidy.ends_with(' ')) tidy.pop_back();
  return tidy;
}

Result<SourceText> TextOf(const Page& page, std::string name, std::string encoding) {
  SourceText source{.name = std::move(name), .encoding = std::move(encoding)};
  // The rows of each table; its first row that is not blank is its header.
  std::map<int, std::vector<const Block*>> tables;
  for (const Block& block : page.blocks) {
    if (block.table >= 0 && !IsBlank(block)) tables[block.table].push_back(&block);
  }
  std::string header;
  std::uint32_t repeated_headers = 0;
  bool begun = false;
  for (const auto& [number, rows] : tables) {
    const std::string first = CsvLine(rows.front()->cells);
    if (header.empty()) {
      std::string text;
      constexpr std::size_t kLooked = 200;
      for (std::size_t i = 0; i < std::min(rows.size(), kLooked); ++i)
        text += CsvLine(rows[i]->cells) + '\n';
      if (!IsReadAsTable(text)) continue;
      header = first;
      AddLine(source, rows.front()->line, header);
    }
    if (FoldName(first) != FoldName(header)) continue;
    if (begun) ++repeated_headers;
    begun = true;
    for (std::size_t i = 1; i < rows.size(); ++i)
      AddLine(source, rows[i]->line, CsvLine(rows[i]->cells));
  }
  // A header without rows tells of nothing: then what stands beside it is read.
  if (source.lines.size() <= 1) {
    source.text.clear();
    source.lines.clear();
  }
  if (!source.text.empty()) {
    const auto filled =
        std::ranges::count_if(page.blocks, [](const Block& block) { return !IsBlank(block); });
    source.left_out = static_cast<std::uint32_t>(filled) -
                      static_cast<std::uint32_t>(source.lines.size()) - repeated_headers;
    return source;
  }
  for (const Block& block : page.blocks) {
    if (IsBlank(block)) continue;
    std::string line;
    for (const std::string& cell : block.cells) {
      if (cell.empty()) continue;
      if (!line.empty()) line += " | ";
      line += cell;
    }
    AddLine(source, block.line, line);
  }
  if (source.text.empty()) {
    return Fail(ErrorCode::kInvalidInput, "holds no text", {.file = source.name});
  }
  return source;
}

}  // namespace citygraph::importers
