// The page around a placed scene: title above, legend and captions below, none of it on the graph.
#pragma once

#include <string>
#include <vector>

#include "engine/base/result.h"
#include "viz/dot_writer.h"
#include "viz/graphviz.h"
#include "viz/scene.h"

namespace citygraph::viz {

// A symbol and what it means. Only what occurs in the picture is in its legend.
struct LegendEntry {
  enum class Kind : std::uint8_t { kNode, kLine, kLineWidths, kNameSizes };
  Kind kind = Kind::kNode;
  std::string text;
  const NodeStyle* node = nullptr;  // of kNode
  std::string_view colour;          // of lines
  bool dashed = false;
  bool dotted = false;
  Arrow arrow = Arrow::kNone;
  std::string_view head = "normal";
  double from_pt = 1;  // line widths or name sizes, from the least
  double to_pt = 1;    // to the most
};

std::vector<LegendEntry> MakeLegend(const Scene& scene);

// Errors: kInternal.
Result<Page> MakePage(GraphvizSession& graphviz, const Scene& scene, const Placement& placement);

}  // namespace citygraph::viz
