// Feature files of the openCypher TCK (Gherkin), outlines expanded.
#pragma once

#include <filesystem>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "engine/base/result.h"

namespace citygraph::tck {

using Row = std::vector<std::string>;  // cells, trimmed, with \| and \\ replaced

struct Step {
  std::string text;                // without Given, When, Then, And, But
  std::optional<std::string> doc;  // between """, without the indentation
  std::vector<Row> table;
};

struct Scenario {
  std::string name;  // "[3] Name", of an outline with "#2" for its second example
  std::vector<Step> steps;
};

struct Feature {
  std::string path;  // below the folder that was read: "clauses/match/Match1"
  std::vector<Scenario> scenarios;
};

Result<Feature> ReadFeature(std::string_view text, std::string path);

// All *.feature below `folder`, by path.
Result<std::vector<Feature>> ReadFeatures(const std::filesystem::path& folder);

}  // namespace citygraph::tck
