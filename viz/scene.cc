#include "viz/scene.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <cstdint>
#include <map>
#include <tuple>

#include "engine/model/schema.h"
#include "viz/describe.h"
#include "viz/text.h"

namespace citygraph::viz {
namespace {

// A picture with more is a smudge, and takes minutes.
constexpr std::size_t kMostNodes = 2000;
constexpr std::size_t kMostLines = 20000;
constexpr std::size_t kMostTooltipBytes = 600;

Result<void> CheckSize(const Subgraph& subgraph) {
  if (subgraph.nodes.empty()) {
    return Fail({.code = ErrorCode::kInvalidInput,
                 .message = "there is nothing to draw: no nodes",
                 .hint = "loosen the filters"});
  }
  if (subgraph.nodes.size() <= kMostNodes && subgraph.relationships.size() <= kMostLines) return {};
  return Fail({.code = ErrorCode::kInvalidInput,
               .message = fmt::format(
                   "a diagram holds at most {} nodes and {} lines, not {} and {}", kMostNodes,
                   kMostLines, subgraph.nodes.size(), subgraph.relationships.size()),
               .hint = "draw the heaviest with --top, or filter by theme, country or year"});
}

std::string TextOf(const ValueMap& properties, std::string_view key) {
  return CleanText(StringOr(properties, key));
}

std::string NameOf(const Node& node) {
  for (const std::string_view key :
       {schema::property::kName, schema::property::kTitle, schema::property::kKey}) {
    std::string name = TextOf(node.properties, key);
    if (!name.empty()) return name;
  }
  return "(no name)";
}

double WeightOf(const ValueMap& properties, double fallback) {
  const double weight = NumberOr(properties, "weight", fallback);
  return std::isfinite(weight) ? std::clamp(weight, 0.0, 1e9) : fallback;
}

// A tooltip may be one text or a list of them.
std::string HoverText(const ValueMap& properties) {
  const Value* value = properties.Find("tooltip");
  if (value == nullptr) return {};
  std::string text;
  if (const std::string* one = value->AsString()) text = CleanText(*one);
  if (const ValueList* many = value->AsList()) {
    for (const Value& each : *many) {
      const std::string* part = each.AsString();
      if (part != nullptr) text += (text.empty() ? "" : "; ") + CleanText(*part);
    }
  }
  return text;
}

// Cuts a hover text between code points.
std::string Shortened(std::string text) {
  if (text.size() <= kMostTooltipBytes) return text;
  std::size_t end = kMostTooltipBytes;
  while (end > 0 && (static_cast<unsigned char>(text[end]) & 0xc0) == 0x80) --end;
  text.resize(end);
  return text + "…";
}

SceneNode MakeNode(const Node& node, bool focus, Layout layout) {
  SceneNode made;
  made.kind = &StyleOfNode(node.labels);
  made.style = focus ? &FocusStyle() : made.kind;
  made.name = NameOf(node);
  const bool place = made.kind->column == 0;
  made.lines =
      WrapText(made.name, place ? theme::kNameColumns : theme::kLongNameColumns, theme::kMostLines);
  if (place) made.code = TextOf(node.properties, "country");
  if (made.code.size() > 8) made.code = WrapText(made.code, 8, 1).front();
  made.code_beside = layout == Layout::kBipartite;
  made.weight = WeightOf(node.properties, 0);
  made.url = WebAddress(StringOr(node.properties, schema::property::kUrl));
  made.tooltip = made.name;
  if (!made.code.empty()) made.tooltip += ", " + made.code;
  made.tooltip += fmt::format(" ({})", made.kind->singular);
  const std::string hover = HoverText(node.properties);
  if (!hover.empty()) made.tooltip += ": " + hover;
  made.tooltip = Shortened(std::move(made.tooltip));
  return made;
}

std::string EvidenceText(const std::vector<Evidence>& evidence) {
  std::string text;
  for (std::size_t i = 0; i < evidence.size() && i < 3; ++i) {
    const Evidence& each = evidence[i];
    text += text.empty() ? "" : "; ";
    if (!each.person.empty()) {
      text += fmt::format("{}, {}", CleanText(each.person), CleanText(each.date));
    } else {
      text += CleanText(each.document);
      if (each.line > 0) text += fmt::format(", line {}", each.line);
    }
  }
  if (evidence.size() > 3) text += fmt::format(" and {} more", evidence.size() - 3);
  return text;
}

// TWINNED_WITH -> "twinned with"
std::string Spoken(std::string_view type) {
  std::string words = CleanText(type);
  for (char& c : words) {
    if (c >= 'A' && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
    if (c == '_') c = ' ';
  }
  constexpr int kMostColumns = 40;
  return words.empty() ? "connected" : WrapText(words, kMostColumns, 1).front();
}

SceneLine MakeLine(const Relationship& relationship, std::size_t start, std::size_t end,
                   Layout layout) {
  const ValueMap& properties = relationship.properties;
  SceneLine made;
  made.start = start;
  made.end = end;
  const std::string role = TextOf(properties, schema::property::kRole);
  made.style = StyleOfLine(relationship.type, role);
  if (made.style != nullptr) {
    made.says = made.style->says;
    made.legend = made.style->legend;
  } else {
    made.style = &PlainLineStyle();
    made.says = made.legend = Spoken(relationship.type);
  }
  // Columns say which way a line goes, so it needs no heads there.
  made.arrow = layout == Layout::kBipartite ? Arrow::kNone : made.style->arrow;
  const double confidence = NumberOr(properties, "confidence", ConfidenceOf(relationship.evidence));
  made.dashed = confidence < theme::kSureConfidence;
  made.weight = std::max(WeightOf(properties, 1), 1e-3);
  for (const std::string& line :
       WrapText(TextOf(properties, schema::property::kName), theme::kLongNameColumns, 1)) {
    made.label = line;
  }
  made.url = WebAddress(StringOr(properties, schema::property::kUrl));
  made.tooltip = HoverText(properties);
  const std::string evidence = EvidenceText(relationship.evidence);
  if (!evidence.empty()) {
    made.tooltip += fmt::format("{}source: {}", made.tooltip.empty() ? "" : "; ", evidence);
  }
  if (made.dashed) {
    made.tooltip +=
        fmt::format("{}not certain ({:.0f}%)", made.tooltip.empty() ? "" : "; ", confidence * 100);
  }
  return made;
}

// Sizes of names follow the square root of weight: areas, not lengths, are compared by eye.
void SizeNames(Scene& scene) {
  double heaviest = 0;
  double lightest = HUGE_VAL;
  for (const SceneNode& node : scene.nodes) {
    if (node.weight <= 0) continue;
    heaviest = std::max(heaviest, node.weight);
    lightest = std::min(lightest, node.weight);
  }
  for (SceneNode& node : scene.nodes) {
    double share = 0;
    if (heaviest > lightest && node.weight > 0) {
      share = (std::sqrt(node.weight) - std::sqrt(lightest)) /
              (std::sqrt(heaviest) - std::sqrt(lightest));
    }
    const double pt = theme::kNamePt + share * (theme::kHeaviestNamePt - theme::kNamePt);
    node.name_pt = std::round(pt * 2) / 2;
  }
  if (scene.focus) {
    SceneNode& focus = scene.nodes[*scene.focus];
    focus.name_pt = std::max(focus.name_pt, theme::kFocusPt);
  }
}

void SizeLines(Scene& scene) {
  double heaviest = 1;
  for (const SceneLine& line : scene.lines) heaviest = std::max(heaviest, line.weight);
  for (SceneLine& line : scene.lines) line.width_pt = LineWidth(line.weight, heaviest);
}

// Nodes by kind, name and country; ids only tell apart what looks the same.
Result<std::map<NodeId, std::size_t>> AddNodes(const Subgraph& subgraph, const DiagramSpec& spec,
                                               Scene& scene) {
  std::vector<std::pair<SceneNode, NodeId>> nodes;
  for (const Node& node : subgraph.nodes) {
    nodes.emplace_back(MakeNode(node, node.id == spec.focus, spec.layout), node.id);
  }
  std::ranges::sort(nodes, {}, [](const auto& node) {
    return std::tuple(node.first.kind - AllNodeStyles().data(), std::string_view(node.first.name),
                      std::string_view(node.first.code), Raw(node.second));
  });
  std::map<NodeId, std::size_t> index;
  for (auto& [node, id] : nodes) {
    if (!index.emplace(id, scene.nodes.size()).second) {
      return Fail(ErrorCode::kInvalidInput,
                  fmt::format("node {} (\"{}\") is given twice", Raw(id), node.name));
    }
    node.id = fmt::format("n{}", scene.nodes.size() + 1);
    if (id == spec.focus) scene.focus = scene.nodes.size();
    scene.nodes.push_back(std::move(node));
  }
  return index;
}

Status AddLines(const Subgraph& subgraph, const std::map<NodeId, std::size_t>& index,
                Scene& scene) {
  std::vector<std::pair<SceneLine, RelationshipId>> lines;
  for (const Relationship& relationship : subgraph.relationships) {
    const auto start = index.find(relationship.start);
    const auto end = index.find(relationship.end);
    if (start == index.end() || end == index.end()) {
      const NodeId missing = start == index.end() ? relationship.start : relationship.end;
      return Fail(ErrorCode::kInvalidInput,
                  fmt::format("relationship {} ({}) needs node {}, which is not among the nodes",
                              Raw(relationship.id), relationship.type, Raw(missing)));
    }
    SceneLine line = MakeLine(relationship, start->second, end->second, scene.layout);
    if (relationship.type == schema::type::kAbout && scene.nodes[line.start].kind->column == 0) {
      line.says = "worked on";  // a question's short cut past the exchanges
      line.legend = "worked on the theme";
    }
    if (line.style->arrow == Arrow::kNone && line.style->role.empty() &&
        scene.nodes[line.start].kind == scene.nodes[line.end].kind && line.start > line.end) {
      std::swap(line.start, line.end);  // "a met b" and "b met a" are one picture
    }
    lines.emplace_back(std::move(line), relationship.id);
  }
  std::ranges::sort(lines, {}, [](const auto& each) {
    const SceneLine& line = each.first;
    return std::tuple(line.start, line.end, std::string_view(line.says), line.style, line.weight,
                      line.dashed, std::string_view(line.label), std::string_view(line.tooltip),
                      Raw(each.second));
  });
  for (auto& [line, id] : lines) {
    line.id = fmt::format("e{}", scene.lines.size() + 1);
    std::string sentence = fmt::format("{} {} {}", scene.nodes[line.start].name, line.says,
                                       scene.nodes[line.end].name);
    if (!line.tooltip.empty()) sentence += ": " + line.tooltip;
    line.tooltip = Shortened(std::move(sentence));
    scene.lines.push_back(std::move(line));
  }
  return {};
}

Status CheckFocus(const DiagramSpec& spec, const Scene& scene) {
  if (spec.focus && !scene.focus) {
    return Fail(ErrorCode::kInvalidInput,
                fmt::format("node {}, the focus, is not among the nodes", Raw(*spec.focus)));
  }
  if (spec.layout == Layout::kEgo && !scene.focus) {
    return Fail(ErrorCode::kInvalidInput, "an ego diagram needs a focus: the node in its middle");
  }
  return {};
}

}  // namespace

double LineWidth(double weight, double heaviest) {
  // The square root, or what is flatter, so that the heaviest stays within the thickest.
  const double most = std::log(theme::kThickestLine / theme::kThinnestLine);
  const double power = heaviest > 1 ? std::min(0.6, most / std::log(heaviest)) : 0.6;
  const double width = theme::kThinnestLine * std::pow(std::max(weight, 1.0), power);
  return std::round(width * 100) / 100;
}

Result<Scene> MakeScene(const Subgraph& subgraph, const DiagramSpec& spec) {
  CITYGRAPH_TRY(CheckSize(subgraph));
  Scene scene;
  scene.layout = spec.layout;
  scene.title = CleanText(spec.title);
  for (const std::string& line : spec.caption) {
    std::string clean = CleanText(line);
    if (!clean.empty()) scene.caption.push_back(std::move(clean));
  }
  scene.line_width_means = CleanText(spec.line_width_means);
  scene.node_size_means = CleanText(spec.node_size_means);
  CITYGRAPH_TRY(const auto index, AddNodes(subgraph, spec, scene));
  CITYGRAPH_TRY(AddLines(subgraph, index, scene));
  CITYGRAPH_TRY(CheckFocus(spec, scene));
  SizeNames(scene);
  SizeLines(scene);
  scene.description = CleanText(spec.description);
  if (scene.description.empty()) scene.description = Describe(scene);
  return scene;
}

}  // namespace citygraph::viz
