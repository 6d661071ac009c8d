// Scenes as text of the DOT language. The text is the same for the same input, byte for byte.
//
// A picture is made in three steps of DOT: sizes are measured, connected parts are laid out, and at
// last everything is pinned ("layout=nop2"), legend and captions too, so that `dot -Tsvg` of the
// written file gives the very picture that Render() gives.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "viz/geometry.h"
#include "viz/scene.h"

namespace citygraph::viz {

// Where the nodes and lines of a scene are, in the scene's order. A route may be empty.
struct Placement {
  std::vector<Point> centres;
  std::vector<Size> sizes;
  std::vector<Route> routes;
  std::vector<std::optional<Point>> label_centres;  // of lines
};

// Text on the page that belongs to no node: title, captions, words of the legend.
struct PageText {
  std::string id;
  std::vector<std::string> lines;
  double pt = 0;
  bool bold = false;
  std::string_view colour;
  Point centre;
  Size size;
};

// A node's symbol in the legend, without text.
struct PageSymbol {
  std::string id;
  const NodeStyle* style = nullptr;
  Point centre;
  Size size;
};

// A straight line in the legend, or a hairline between parts of the page.
struct PageStroke {
  std::string id;
  Point from;
  Point to;
  std::string_view colour;
  double width_pt = 1;
  bool dashed = false;
  bool dotted = false;
  Arrow arrow = Arrow::kNone;
  std::string_view head = "normal";
};

struct Page {
  std::vector<PageText> texts;
  std::vector<PageSymbol> symbols;
  std::vector<PageStroke> strokes;
  Box paper;  // all of it, margins included
};

// Nodes without places: what they hold, so that their sizes can be measured.
std::string DotToMeasureNodes(const Scene& scene);
std::string DotToMeasureTexts(const std::vector<PageText>& texts);

// A part of the scene for a layout engine: boxes of known sizes and the lines between them.
// `graph_attributes`: "overlap=true start=1".
std::string DotToPlace(const Scene& scene, const std::vector<Size>& sizes,
                       const std::vector<std::size_t>& nodes, const std::vector<std::size_t>& lines,
                       std::string_view graph_attributes);

// The length of the arrowhead of a line.
double ArrowLength(double width_pt);

// Everything at its place. `dpi`: of bitmaps, 0 for the other formats.
struct FinalDotOptions {
  double dpi = 0;
  bool tooltips = false;
};
std::string FinalDot(const Scene& scene, const Placement& placement, const Page& page,
                     const FinalDotOptions& options);

}  // namespace citygraph::viz
