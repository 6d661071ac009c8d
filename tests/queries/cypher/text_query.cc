#include "tests/queries/cypher/text_query.h"

#include <fmt/format.h>

#include <fstream>
#include <stdexcept>

namespace citygraph::testing {
namespace {

struct Section {
  int line = 0;
  std::string word;
  std::string rest;                // behind the word
  std::vector<std::string> lines;  // below it, without their indentation
};

std::vector<Section> SectionsOf(const std::filesystem::path& file) {
  std::ifstream stream(file);
  if (!stream) throw std::runtime_error(file.string() + ": cannot be read");
  std::vector<Section> sections;
  int number = 0;
  for (std::string line; std::getline(stream, line);) {
    ++number;
    const std::size_t begin = line.find_first_not_of(' ');
    if (begin == std::string::npos || line[begin] == '#') continue;
    if (begin > 0) {
      if (sections.empty())
        throw std::runtime_error(fmt::format("{}:{}: text of nothing", file.string(), number));
      sections.back().lines.push_back(line.substr(begin));
      continue;
    }
    const std::size_t space = line.starts_with("ordered ") ? line.size() : line.find(' ');
    Section& section = sections.emplace_back();
    section.line = number;
    section.word = line.substr(0, space);
    if (space < line.size()) section.rest = line.substr(space + 1);
  }
  return sections;
}

std::string TextOf(const Section& section) {
  std::string text = section.rest;
  for (const std::string& line : section.lines) text += (text.empty() ? "" : "\n") + line;
  return text;
}

}  // namespace

std::vector<TextQuery> ReadTextQueries(const std::filesystem::path& file) {
  std::vector<TextQuery> queries;
  std::string graph;
  for (const Section& section : SectionsOf(file)) {
    const auto fail = [&](std::string_view what) {
      throw std::runtime_error(
          fmt::format("{}:{}: \"{}\" {}", file.string(), section.line, section.word, what));
    };
    if (section.word == "graph") {
      graph = TextOf(section);
      continue;
    }
    if (section.word == "query") {
      queries.push_back({.file = file.filename().string(),
                         .line = section.line,
                         .graph = graph,
                         .query = TextOf(section)});
      continue;
    }
    if (queries.empty()) fail("comes before any query");
    TextQuery& query = queries.back();
    if (section.word == "rows" || section.word == "ordered rows") {
      query.rows = section.lines;
      query.ordered = section.word != "rows";
    } else if (section.word == "error") {
      query.error = section.rest;
    } else if (section.word == "counters") {
      query.counters = section.rest;
    } else if (section.word == "plan") {
      query.plan = section.lines;
    } else {
      fail("is no word of a text query");
    }
  }
  return queries;
}

}  // namespace citygraph::testing
