#include "viz/describe.h"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <map>
#include <utility>
#include <vector>

namespace citygraph::viz {
namespace {

std::string_view LayoutName(Layout layout) {
  switch (layout) {
    case Layout::kNetwork:
      return "Network diagram";
    case Layout::kEgo:
      return "Network of one node and its neighbours";
    case Layout::kBipartite:
      return "Two-sided diagram";
    case Layout::kDirected:
      return "Diagram from top to bottom";
  }
  return "Diagram";
}

// "3 cities, 2 themes and 1 exchange"
std::string Counts(const Scene& scene) {
  std::vector<std::string> parts;
  for (const NodeStyle& style : AllNodeStyles()) {
    const auto count = std::ranges::count(scene.nodes, &style, &SceneNode::kind);
    if (count == 0) continue;
    parts.push_back(fmt::format("{} {}", count, count == 1 ? style.singular : style.plural));
  }
  if (parts.size() == 1) return parts.front();
  const std::string last = std::move(parts.back());
  parts.pop_back();
  return fmt::format("{} and {}", fmt::join(parts, ", "), last);
}

}  // namespace

std::string Describe(const Scene& scene) {
  std::string text =
      fmt::format("{} of {} with {} connection{}.", LayoutName(scene.layout), Counts(scene),
                  scene.lines.size(), scene.lines.size() == 1 ? "" : "s");
  if (scene.focus) text += fmt::format(" In focus: {}.", scene.nodes[*scene.focus].name);

  std::vector<std::pair<std::size_t, std::size_t>> degree(scene.nodes.size());
  for (std::size_t i = 0; i < degree.size(); ++i) degree[i].second = i;
  for (const SceneLine& line : scene.lines) {
    ++degree[line.start].first;
    if (line.end != line.start) ++degree[line.end].first;
  }
  std::ranges::stable_sort(degree, std::greater<>(), [](const auto& each) { return each.first; });
  std::vector<std::string> names;
  for (const auto& [count, node] : degree) {
    if (names.size() == 5 || count < 2) break;
    names.push_back(fmt::format("{} ({})", scene.nodes[node].name, count));
  }
  if (!names.empty()) text += fmt::format(" Most connected: {}.", fmt::join(names, ", "));

  const auto heaviest = std::ranges::max_element(scene.lines, {}, &SceneLine::weight);
  if (heaviest != scene.lines.end() && heaviest->weight > 1) {
    text +=
        fmt::format(" Strongest connection: {} and {} ({:g}).", scene.nodes[heaviest->start].name,
                    scene.nodes[heaviest->end].name, heaviest->weight);
  }
  const auto unsure = std::ranges::count(scene.lines, true, &SceneLine::dashed);
  if (unsure > 0) {
    text +=
        fmt::format(" {} of the connections {} not certain.", unsure, unsure == 1 ? "is" : "are");
  }
  return text;
}

}  // namespace citygraph::viz
