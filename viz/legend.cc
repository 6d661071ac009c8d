#include <fmt/format.h>

#include <algorithm>
#include <set>

#include "viz/page.h"

namespace citygraph::viz {
namespace {

std::string Sentence(std::string_view text) {
  std::string out(text);
  if (!out.empty() && out[0] >= 'a' && out[0] <= 'z')
    out[0] = static_cast<char>(out[0] - 'a' + 'A');
  return out;
}

void AddNodeKinds(const Scene& scene, std::vector<LegendEntry>& legend) {
  for (const NodeStyle& style : AllNodeStyles()) {
    if (std::ranges::find(scene.nodes, &style, &SceneNode::style) == scene.nodes.end()) continue;
    std::string text = Sentence(style.singular);
    if (scene.focus && &style == &FocusStyle()) {
      text += fmt::format(" ({})", scene.nodes[*scene.focus].kind->singular);
    }
    legend.push_back({.kind = LegendEntry::Kind::kNode, .text = std::move(text), .node = &style});
  }
}

void AddLineKinds(const Scene& scene, std::vector<LegendEntry>& legend) {
  std::set<std::pair<const LineStyle*, std::string_view>> kinds;
  std::vector<const SceneLine*> samples;
  for (const SceneLine& line : scene.lines) {
    if (kinds.emplace(line.style, line.legend).second) samples.push_back(&line);
  }
  std::ranges::sort(samples, {}, [](const SceneLine* line) {
    return std::pair(line->style - AllLineStyles().data(), std::string_view(line->legend));
  });
  for (const SceneLine* line : samples) {
    legend.push_back({.kind = LegendEntry::Kind::kLine,
                      .text = Sentence(line->legend),
                      .colour = line->style->colour,
                      .dotted = line->style->dotted,
                      .arrow = line->arrow,
                      .head = line->style->head,
                      .from_pt = 1.6,
                      .to_pt = 1.6});
  }
}

// "1 to 7 exchanges", or nothing when all weigh the same.
std::string Range(std::pair<double, double> range, std::string_view what) {
  if (!(range.first < range.second)) return {};
  return fmt::format("{:.4g} to {:.4g}{}{}", range.first, range.second, what.empty() ? "" : " ",
                     what);
}

void AddScales(const Scene& scene, std::vector<LegendEntry>& legend) {
  std::pair lines(HUGE_VAL, 0.0);
  for (const SceneLine& line : scene.lines) {
    lines = {std::min(lines.first, line.weight), std::max(lines.second, line.weight)};
  }
  if (const std::string range = Range(lines, scene.line_width_means); !range.empty()) {
    legend.push_back({.kind = LegendEntry::Kind::kLineWidths,
                      .text = "Line width: " + range,
                      .colour = PlainLineStyle().colour,
                      .from_pt = LineWidth(lines.first, lines.second),
                      .to_pt = LineWidth(lines.second, lines.second)});
  }
  std::pair names(HUGE_VAL, 0.0);
  for (const SceneNode& node : scene.nodes) {
    if (node.weight <= 0) continue;
    names = {std::min(names.first, node.weight), std::max(names.second, node.weight)};
  }
  if (const std::string range = Range(names, scene.node_size_means); !range.empty()) {
    legend.push_back({.kind = LegendEntry::Kind::kNameSizes,
                      .text = "Size of name: " + range,
                      .from_pt = theme::kNamePt,
                      .to_pt = theme::kHeaviestNamePt});
  }
}

}  // namespace

std::vector<LegendEntry> MakeLegend(const Scene& scene) {
  std::vector<LegendEntry> legend;
  AddNodeKinds(scene, legend);
  AddLineKinds(scene, legend);
  if (std::ranges::find(scene.lines, true, &SceneLine::dashed) != scene.lines.end()) {
    legend.push_back({.kind = LegendEntry::Kind::kLine,
                      .text = "Dashed: not certain",
                      .colour = PlainLineStyle().colour,
                      .dashed = true,
                      .from_pt = 1.6,
                      .to_pt = 1.6});
  }
  AddScales(scene, legend);
  return legend;
}

}  // namespace citygraph::viz
