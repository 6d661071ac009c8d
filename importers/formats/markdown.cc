#include "importers/formats/markdown.h"

#include <algorithm>

namespace citygraph::importers {
namespace {

std::string_view Trimmed(std::string_view text) {
  while (!text.empty() && (text.front() == ' ' || text.front() == '\t')) text.remove_prefix(1);
  while (!text.empty() && (text.back() == ' ' || text.back() == '\t')) text.remove_suffix(1);
  return text;
}

// "| --- | :---: |".
bool IsRule(std::string_view line) {
  line = Trimmed(line);
  return line.contains('-') && line.contains('|') &&
         line.find_first_not_of("|-: \t") == std::string_view::npos;
}

bool IsRow(std::string_view line) { return line.contains('|'); }

// Takes emphasis and code marks away, and of links and pictures leaves the words.
std::string Plain(std::string_view text) {
  std::string plain;
  for (std::size_t i = 0; i < text.size(); ++i) {
    const char c = text[i];
    if (c == '\\' && i + 1 < text.size()) {
      plain += text[++i];
    } else if (c == '*' || c == '`') {
      continue;
    } else if (c == '_' && (i == 0 || i + 1 == text.size() || text[i - 1] == ' ' ||
                            text[i + 1] == ' ' || text[i - 1] == '_' || text[i + 1] == '_')) {
      continue;
    } else if (c == ']' && i + 1 < text.size() && text[i + 1] == '(') {
      const std::size_t end = text.find(')', i);
      if (end == std::string_view::npos) plain += c;
      if (end != std::string_view::npos) i = end;
    } else if (c == '[' && text.substr(i).contains("](")) {
      if (plain.ends_with('!')) plain.pop_back();
    } else {
      plain += c;
    }
  }
  return Tidied(plain);
}

std::vector<std::string> CellsOf(std::string_view line) {
  line = Trimmed(line);
  if (line.starts_with('|')) line.remove_prefix(1);
  if (line.ends_with('|') && !line.ends_with("\\|")) line.remove_suffix(1);
  std::vector<std::string> cells;
  std::string cell;
  for (std::size_t i = 0; i < line.size(); ++i) {
    if (line[i] == '\\' && i + 1 < line.size() && line[i + 1] == '|') {
      cell += line[++i];
    } else if (line[i] == '|') {
      cells.push_back(Plain(cell));
      cell.clear();
    } else {
      cell += line[i];
    }
  }
  cells.push_back(Plain(cell));
  return cells;
}

// Without the marks that a heading, a quote or an item of a list begins with. Numbers stay: they
// may be a report's.
std::string_view WithoutMark(std::string_view line) {
  line = Trimmed(line);
  while (line.starts_with('>')) line = Trimmed(line.substr(1));
  const std::size_t hashes = std::min(line.find_first_not_of('#'), line.size());
  if (hashes > 0 && hashes < line.size() && line[hashes] == ' ') {
    line = Trimmed(line.substr(hashes));
    while (line.ends_with('#')) line = Trimmed(line.substr(0, line.size() - 1));
    return line;
  }
  for (const std::string_view bullet : {"- ", "* ", "+ "}) {
    if (line.starts_with(bullet)) return Trimmed(line.substr(2));
  }
  return line;
}

}  // namespace

bool LooksLikeMarkdown(std::string_view name, std::string_view text) {
  if (name.ends_with(".md") || name.ends_with(".markdown")) return true;
  const auto lines = SplitLines(text.substr(0, std::size_t{64} << 10));
  for (std::size_t i = 1; i < lines.size(); ++i) {
    if (IsRule(lines[i]) && IsRow(lines[i - 1]) && CellsOf(lines[i - 1]).size() > 1) return true;
  }
  return false;
}

Page ReadMarkdown(std::string_view text) {
  Page page;
  const auto lines = SplitLines(text);
  int table = -1;
  bool in_table = false;
  bool fenced = false;
  for (std::size_t i = 0; i < lines.size(); ++i) {
    const auto number = static_cast<std::uint32_t>(i + 1);
    if (Trimmed(lines[i]).starts_with("```")) {
      fenced = !fenced;
      continue;
    }
    const bool begins =
        !in_table && i + 1 < lines.size() && IsRow(lines[i]) && IsRule(lines[i + 1]);
    if (begins) ++table;
    in_table = !fenced && (begins || (in_table && IsRow(lines[i])));
    if (in_table && IsRule(lines[i])) continue;
    if (in_table) {
      page.blocks.push_back({.line = number, .table = table, .cells = CellsOf(lines[i])});
      continue;
    }
    std::string plain = fenced ? Tidied(lines[i]) : Plain(WithoutMark(lines[i]));
    const bool ruler = plain.find_first_not_of("-= ") == std::string::npos;
    if (!ruler) page.blocks.push_back({.line = number, .cells = {std::move(plain)}});
  }
  return page;
}

}  // namespace citygraph::importers
