#include "cli/output.h"

#include <fmt/format.h>

#include <algorithm>
#include <cstdio>

#include "engine/base/unicode.h"
#include "engine/encoding/json.h"

namespace citygraph::cli {
namespace {

constexpr std::size_t kNarrowest = 8;  // columns; a cell is never cut below this
constexpr std::string_view kBold = "\x1b[1m";
constexpr std::string_view kPlain = "\x1b[0m";

std::vector<std::vector<std::string>> Cells(const Answer& answer) {
  std::vector<std::vector<std::string>> cells;
  for (const ValueMap& row : answer.rows) {
    std::vector<std::string>& line = cells.emplace_back();
    for (const Column& column : answer.columns) {
      const Value* value = row.Find(column.key);
      line.push_back(value == nullptr ? "" : ToCell(*value));
    }
  }
  return cells;
}

// Breaks a text at spaces into lines of at most `width` columns.
std::vector<std::string> Wrap(const std::string& text, std::size_t width) {
  std::vector<std::string> lines;
  std::string line;
  std::size_t start = 0;
  while (start < text.size()) {
    const std::size_t space = text.find(' ', start);
    const std::string word =
        text.substr(start, space == std::string::npos ? std::string::npos : space - start);
    if (!line.empty() && DisplayWidth(line) + 1 + DisplayWidth(word) > width) {
      lines.push_back(std::move(line));
      line.clear();
    }
    line += (line.empty() ? "" : " ") + word;
    if (space == std::string::npos) break;
    start = space + 1;
  }
  lines.push_back(std::move(line));
  return lines;
}

// Widths that fit the terminal: the widest columns give first.
std::vector<std::size_t> Widths(const Answer& answer,
                                const std::vector<std::vector<std::string>>& cells,
                                std::size_t limit) {
  std::vector<std::size_t> widths;
  for (std::size_t i = 0; i < answer.columns.size(); ++i) {
    std::size_t width = DisplayWidth(answer.columns[i].title);
    for (const auto& line : cells) width = std::max(width, DisplayWidth(line[i]));
    widths.push_back(width);
  }
  const auto total = [&] {
    std::size_t sum = 2 * (widths.size() - 1);
    for (const std::size_t width : widths) sum += width;
    return sum;
  };
  while (limit > 0 && total() > limit) {
    const auto widest = std::ranges::max_element(widths);
    if (*widest <= kNarrowest) break;
    --*widest;
  }
  return widths;
}

std::string PadTo(const std::string& text, std::size_t width) {
  const std::size_t shown = DisplayWidth(text);
  return shown >= width ? text : text + std::string(width - shown, ' ');
}

void PrintLine(const std::vector<std::string>& line, const std::vector<std::size_t>& widths,
               bool bold, const OutputOptions& options) {
  std::vector<std::vector<std::string>> wrapped;
  std::size_t height = 1;
  for (std::size_t i = 0; i < line.size(); ++i) {
    wrapped.push_back(Wrap(line[i], widths[i]));
    height = std::max(height, wrapped.back().size());
  }
  for (std::size_t row = 0; row < height; ++row) {
    std::string text;
    for (std::size_t i = 0; i < line.size(); ++i) {
      if (i > 0) text += "  ";
      text += PadTo(row < wrapped[i].size() ? wrapped[i][row] : "", widths[i]);
    }
    text.erase(text.find_last_not_of(' ') + 1);
    if (bold && options.colour) text = fmt::format("{}{}{}", kBold, text, kPlain);
    fmt::print("{}\n", text);
  }
}

void PrintTable(const Answer& answer, const OutputOptions& options) {
  if (answer.rows.empty()) {
    if (!answer.empty_text.empty()) fmt::print("{}\n", answer.empty_text);
    return;
  }
  const auto cells = Cells(answer);
  const auto widths = Widths(answer, cells, options.width);
  std::vector<std::string> titles;
  std::vector<std::string> rule;
  for (std::size_t i = 0; i < answer.columns.size(); ++i) {
    titles.push_back(answer.columns[i].title);
    rule.emplace_back(widths[i], '-');
  }
  PrintLine(titles, widths, true, options);
  PrintLine(rule, widths, false, options);
  for (const auto& line : cells) PrintLine(line, widths, false, options);
}

std::string Quoted(const std::string& cell, char delimiter) {
  if (cell.find_first_of(std::string("\"\r\n") + delimiter) == std::string::npos) return cell;
  std::string quoted = "\"";
  for (const char c : cell) quoted += c == '"' ? std::string("\"\"") : std::string(1, c);
  return quoted + '"';
}

std::string TabFree(std::string cell) {
  std::ranges::replace_if(cell, [](char c) { return c == '\t' || c == '\n' || c == '\r'; }, ' ');
  return cell;
}

std::string PipeFree(const std::string& cell) {
  std::string text;
  for (const char c : cell)
    text += c == '|' ? std::string("\\|") : std::string(1, c == '\n' ? ' ' : c);
  return text;
}

template <class Cell>
void PrintDelimited(const Answer& answer, std::string_view before, std::string_view between,
                    std::string_view after, bool markdown, Cell cell) {
  const auto line = [&](const std::vector<std::string>& cells) {
    std::string text(before);
    for (std::size_t i = 0; i < cells.size(); ++i)
      text += (i > 0 ? std::string(between) : "") + cell(cells[i]);
    fmt::print("{}{}\n", text, after);
  };
  std::vector<std::string> titles;
  for (const Column& column : answer.columns)
    titles.push_back(markdown ? column.title : column.key);
  line(titles);
  if (markdown) line(std::vector<std::string>(titles.size(), "---"));
  for (const auto& cells : Cells(answer)) line(cells);
}

void PrintJson(const Answer& answer) {
  if (answer.single) {
    fmt::print("{}\n", ToPrettyJson(answer.rows.front()));
    return;
  }
  ValueList rows(answer.rows.begin(), answer.rows.end());
  fmt::print("{}\n", ToPrettyJson(std::move(rows)));
}

}  // namespace

std::string ToCell(const Value& value) {
  switch (value.kind()) {
    case ValueKind::kNull:
      return "";
    case ValueKind::kString:
      return *value.AsString();
    case ValueKind::kFloat:
      return fmt::format("{:.2f}", *value.AsFloat());
    case ValueKind::kList: {
      std::string text;
      for (const Value& item : *value.AsList()) text += (text.empty() ? "" : ", ") + ToCell(item);
      return text;
    }
    case ValueKind::kDate:
    case ValueKind::kLocalTime:
    case ValueKind::kTime:
    case ValueKind::kLocalDateTime:
    case ValueKind::kDateTime:
    case ValueKind::kDuration:
      return TemporalText(value);
    case ValueKind::kBoolean:
    case ValueKind::kInteger:
    case ValueKind::kMap:
    case ValueKind::kNode:
    case ValueKind::kRelationship:
    case ValueKind::kPath:
      return ToJson(value);
  }
  return "";
}

void Print(const Answer& answer, const OutputOptions& options) {
  switch (options.format) {
    case OutputFormat::kTable:
      return PrintTable(answer, options);
    case OutputFormat::kCsv:
      return PrintDelimited(answer, "", ",", "", false,
                            [](const std::string& cell) { return Quoted(cell, ','); });
    case OutputFormat::kTsv:
      return PrintDelimited(answer, "", "\t", "", false, TabFree);
    case OutputFormat::kMarkdown:
      return PrintDelimited(answer, "| ", " | ", " |", true, PipeFree);
    case OutputFormat::kJson:
      return PrintJson(answer);
    case OutputFormat::kJsonl:
      for (const ValueMap& row : answer.rows) fmt::print("{}\n", ToJson(row));
      return;
  }
}

}  // namespace citygraph::cli
