#include "tests/conformance/tck_feature.h"

#include <fmt/format.h>

#include <algorithm>
#include <fstream>
#include <sstream>

namespace citygraph::tck {
namespace {

std::string_view Trimmed(std::string_view text) {
  const std::size_t begin = text.find_first_not_of(" \t\r");
  if (begin == std::string_view::npos) return {};
  return text.substr(begin, text.find_last_not_of(" \t\r") - begin + 1);
}

std::vector<std::string> LinesOf(std::string_view text) {
  std::vector<std::string> lines;
  std::istringstream in{std::string(text)};
  for (std::string line; std::getline(in, line);) {
    if (!line.empty() && line.back() == '\r') line.pop_back();
    lines.push_back(std::move(line));
  }
  return lines;
}

Row CellsOf(std::string_view line) {
  Row cells;
  std::string cell;
  for (std::size_t i = 1; i < line.size(); ++i) {
    if (line[i] == '\\' && i + 1 < line.size() && (line[i + 1] == '|' || line[i + 1] == '\\')) {
      cell += line[++i];
    } else if (line[i] == '|') {
      cells.emplace_back(Trimmed(cell));
      cell.clear();
    } else {
      cell += line[i];
    }
  }
  return cells;
}

std::string Replaced(std::string text, const Row& names, const Row& values) {
  for (std::size_t i = 0; i < names.size() && i < values.size(); ++i) {
    const std::string mark = "<" + names[i] + ">";
    for (std::size_t at = text.find(mark); at != std::string::npos;
         at = text.find(mark, at + values[i].size()))
      text.replace(at, mark.size(), values[i]);
  }
  return text;
}

Scenario Example(const Scenario& outline, const Row& names, const Row& values, std::size_t number) {
  Scenario scenario{.name = fmt::format("{} #{}", Replaced(outline.name, names, values), number)};
  for (Step step : outline.steps) {
    step.text = Replaced(std::move(step.text), names, values);
    if (step.doc) step.doc = Replaced(std::move(*step.doc), names, values);
    for (Row& row : step.table)
      for (std::string& cell : row) cell = Replaced(std::move(cell), names, values);
    scenario.steps.push_back(std::move(step));
  }
  return scenario;
}

class Reader {
 public:
  Reader(std::string_view text, std::string path) : lines_(LinesOf(text)) {
    feature_.path = std::move(path);
  }

  Result<Feature> Run() {
    for (at_ = 0; at_ < lines_.size(); ++at_) CITYGRAPH_TRY(TakeLine());
    EndScenario();
    return std::move(feature_);
  }

 private:
  Status TakeLine() {
    const std::string_view line = Trimmed(lines_[at_]);
    if (line.empty() || line.starts_with('#') || line.starts_with('@')) return {};
    if (line.starts_with("Feature:")) return {};
    if (line.starts_with("Background:")) {
      part_ = Part::kBackground;
    } else if (line.starts_with("Scenario")) {
      EndScenario();
      part_ = Part::kScenario;
      scenario_.name = Trimmed(line.substr(line.find(':') + 1));
      scenario_.steps = background_;
    } else if (line.starts_with("Examples:")) {
      part_ = Part::kExamples;
      examples_.emplace_back();
    } else if (line.starts_with("\"\"\"")) {
      return TakeDoc();
    } else if (line.starts_with('|')) {
      if (part_ == Part::kExamples) {
        examples_.back().push_back(CellsOf(line));
      } else if (!steps().empty()) {
        steps().back().table.push_back(CellsOf(line));
      }
    } else {
      for (const std::string_view word : {"Given ", "When ", "Then ", "And ", "But "}) {
        if (!line.starts_with(word)) continue;
        steps().push_back({.text = std::string(Trimmed(line.substr(word.size())))});
        return {};
      }
      if (part_ != Part::kFeature)
        return Fail(ErrorCode::kInvalidInput, fmt::format("\"{}\" is no step", line),
                    {feature_.path, static_cast<std::uint32_t>(at_ + 1)});
    }
    return {};
  }

  Status TakeDoc() {
    const std::size_t indent = lines_[at_].find("\"\"\"");
    const std::size_t opened = at_;
    std::string doc;
    for (++at_; at_ < lines_.size(); ++at_) {
      const std::string& line = lines_[at_];
      if (Trimmed(line) == "\"\"\"") {
        if (!doc.empty()) doc.pop_back();
        if (!steps().empty()) steps().back().doc = std::move(doc);
        return {};
      }
      const std::size_t blank = std::min(line.find_first_not_of(" \t"), line.size());
      doc += line.substr(std::min(indent, blank)) + "\n";
    }
    return Fail(ErrorCode::kInvalidInput, "a text in \"\"\" has no end",
                {feature_.path, static_cast<std::uint32_t>(opened + 1)});
  }

  void EndScenario() {
    if (part_ == Part::kScenario) feature_.scenarios.push_back(std::move(scenario_));
    if (part_ == Part::kExamples) {
      std::size_t number = 0;
      for (const std::vector<Row>& table : examples_)
        for (std::size_t i = 1; i < table.size(); ++i)
          feature_.scenarios.push_back(Example(scenario_, table[0], table[i], ++number));
    }
    scenario_ = {};
    examples_.clear();
  }

  std::vector<Step>& steps() { return part_ == Part::kBackground ? background_ : scenario_.steps; }

  enum class Part : std::uint8_t { kFeature, kBackground, kScenario, kExamples };

  std::vector<std::string> lines_;
  std::size_t at_ = 0;
  Part part_ = Part::kFeature;
  Feature feature_;
  std::vector<Step> background_;
  Scenario scenario_;
  std::vector<std::vector<Row>> examples_;
};

}  // namespace

Result<Feature> ReadFeature(std::string_view text, std::string path) {
  return Reader(text, std::move(path)).Run();
}

Result<std::vector<Feature>> ReadFeatures(const std::filesystem::path& folder) {
  std::error_code error;
  std::vector<std::filesystem::path> files;
  for (auto entry = std::filesystem::recursive_directory_iterator(folder, error);
       !error && entry != std::filesystem::recursive_directory_iterator(); entry.increment(error))
    if (entry->path().extension() == ".feature") files.push_back(entry->path());
  if (error)
    return Fail(ErrorCode::kIo, fmt::format("cannot read the folder: {}", error.message()),
                {folder.string()});
  std::ranges::sort(files);
  std::vector<Feature> features;
  for (const std::filesystem::path& file : files) {
    std::ifstream in(file, std::ios::binary);
    std::ostringstream text;
    text << in.rdbuf();
    if (!in) return Fail(ErrorCode::kIo, "cannot read the file", {file.string()});
    std::string path = file.lexically_relative(folder).replace_extension().string();
    CITYGRAPH_TRY(features.emplace_back(), ReadFeature(text.str(), std::move(path)));
  }
  return features;
}

}  // namespace citygraph::tck
