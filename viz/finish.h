// Last touches to what Graphviz writes, so that files are accessible, say what they are, and are
// the same bytes every time.
#pragma once

#include <string>
#include <string_view>

#include "viz/dot_writer.h"
#include "viz/scene.h"

namespace citygraph::viz {

// SVG: role, <title> and <desc> of the picture, hover texts of nodes and lines in place of
// Graphviz's internal names, a list of fonts, names centred in whatever font is found, links that
// are well-formed XML; no doctype, comments or other outside references.
std::string FinishSvg(std::string_view svg, const Scene& scene);

// PNG: the printed size (so that word processors place it at its size), title and description.
std::string FinishPng(std::string_view png, const Scene& scene, double dpi);

// PDF: no date; title and description as document information.
std::string FinishPdf(std::string_view pdf, const Scene& scene);

}  // namespace citygraph::viz
