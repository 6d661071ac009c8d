// Draws a subgraph as a diagram that can go straight into a report: legend, caption, readable
// labels that do not overlap, colours that colour-blind readers and grey printers keep apart, and
// the same picture for the same input every time.
//
// viz asks no questions: it draws the nodes and relationships that it is handed.
// Threads: calls may come from any thread; they are run one after another (Graphviz is not
// thread-safe, even with a context each).
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "engine/base/result.h"
#include "engine/model/subgraph.h"

namespace citygraph::viz {

enum class Layout : std::uint8_t {
  kNetwork,    // cities as a web, undirected: who met whom
  kEgo,        // one node in the middle, its neighbours around it
  kBipartite,  // two columns: cities left, themes right
  kDirected,   // top to bottom along the arrows (left to right if too wide): who mentored whom
};

enum class Format : std::uint8_t { kDot, kSvg, kPng, kPdf };

// The format for a file's name: .dot .gv .svg .png .pdf. Errors: kInvalidInput, naming the formats.
Result<Format> FormatForFile(std::string_view file_name);

struct DiagramSpec {
  Layout layout = Layout::kNetwork;
  std::string title;                 // above the picture, and the SVG's <title>
  std::string description;           // the SVG's <desc>: what the picture says, in words
  std::vector<std::string> caption;  // below it, a line each: source, filters, what was left out
  std::optional<NodeId> focus;       // the node in the middle of kEgo; drawn as such in all
  std::string line_width_means = "exchanges";  // the legend's word for relationships' weights
  std::string node_size_means = "exchanges";   // and for nodes' weights
};

// What is drawn from:
//   nodes          label (the first of City, Region, Country, Area, Theme, Exchange, Report,
//   Network) gives shape
//                  and colour, `name` or `title` the text, `country` (a code) a second line for
//                  places, `weight` (a number, optional) the size, `url` (optional) a link
//   relationships  `weight` (a number >= 1, optional) the width, `name` (optional) a label, `role`
//   or the
//                  type a line style, `url` a link, `tooltip` and the evidence the hover text;
//                  confidence below 0.75 is drawn dashed; MENTORED, HOSTED and other directed types
//                  with an arrow, MET and PARTNER without
// Errors: kInvalidInput (a relationship without its ends, no nodes), kInternal (Graphviz refused).
// Cost: layout dominates; 60 nodes take some 0.1 s, 500 nodes a few seconds.
Result<std::string> Render(const Subgraph& subgraph, const DiagramSpec& spec, Format format);

}  // namespace citygraph::viz
