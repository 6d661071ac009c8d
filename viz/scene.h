// A scene: what is to be seen, before anything has a place. Made from a subgraph by checking it,
// choosing styles and wording hover texts. The same subgraph gives the same scene in whatever order
// its nodes and relationships come and whatever their ids are.
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <vector>

#include "engine/base/result.h"
#include "engine/model/subgraph.h"
#include "viz/diagram.h"
#include "viz/theme.h"

namespace citygraph::viz {

struct SceneNode {
  std::string id;  // "n7": in DOT and in SVG
  const NodeStyle* style = nullptr;
  const NodeStyle* kind = nullptr;  // what the node is; differs from `style` for the focus
  std::string name;                 // whole and clean
  std::vector<std::string> lines;   // the name as it is written
  std::string code;                 // a country's, may be empty
  bool code_beside = false;         // in one line with the name
  double name_pt = 0;
  double weight = 0;  // 0: none given
  std::string tooltip;
  std::optional<std::string> url;
};

struct SceneLine {
  std::string id;         // "e7"
  std::size_t start = 0;  // in Scene::nodes
  std::size_t end = 0;
  const LineStyle* style = nullptr;
  std::string says;  // between the names of its ends
  std::string legend;
  Arrow arrow = Arrow::kNone;
  bool dashed = false;
  double weight = 1;
  double width_pt = 0;
  std::string label;
  std::string tooltip;
  std::optional<std::string> url;
};

struct Scene {
  Layout layout = Layout::kNetwork;
  std::string title;
  std::string description;  // never empty: written from the graph when the caller gave none
  std::vector<std::string> caption;
  std::string line_width_means;
  std::string node_size_means;
  std::optional<std::size_t> focus;
  std::vector<SceneNode> nodes;
  std::vector<SceneLine> lines;
};

// Errors: kInvalidInput as of Render().
Result<Scene> MakeScene(const Subgraph& subgraph, const DiagramSpec& spec);

// The width of a line of `weight` where the heaviest weighs `heaviest`.
double LineWidth(double weight, double heaviest);

}  // namespace citygraph::viz
