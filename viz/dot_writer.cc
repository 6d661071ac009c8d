#include "viz/dot_writer.h"

#include <fmt/format.h>

#include <cmath>
#include <iterator>

#include "viz/text.h"

namespace citygraph::viz {
namespace {

using Out = std::back_insert_iterator<std::string>;

constexpr double kPointsPerInch = 72;

// To a hundredth, the same digits everywhere, without "-0".
std::string Number(double value) {
  std::string text = fmt::format("{:.2f}", value);
  while (text.back() == '0') text.pop_back();
  if (text.back() == '.') text.pop_back();
  return text == "-0" ? "0" : text;
}

std::string Coordinates(Point point) { return Number(point.x) + "," + Number(point.y); }

std::string Inches(double points) { return fmt::format("{:.4f}", points / kPointsPerInch); }

// Lines for an HTML-like label. Graphviz sets them only as far apart as letters are high, and
// browsers draw them higher: a low empty line between two keeps them apart.
std::string StackLines(const std::vector<std::string>& lines, double pt,
                       std::string_view line_end) {
  const std::string gap =
      fmt::format("<FONT POINT-SIZE=\"{}\">{}</FONT>", std::ceil(pt / 5), line_end);
  std::string stacked;
  for (std::size_t i = 0; i < lines.size(); ++i) {
    if (i > 0) stacked += fmt::format("{}{}", line_end, gap);
    stacked += EscapeXml(lines[i]);
  }
  return stacked;
}

// The name and, below it or beside it, the country code. Graphviz sets HTML-like labels too high
// by a few points: an empty first line brings them down.
std::string NodeLabel(const SceneNode& node) {
  const bool bold = node.style == &FocusStyle();
  if (node.code.empty() && !bold && node.lines.size() == 1) return QuoteDot(node.lines.front());
  const bool code_below = !node.code.empty() && !node.code_beside;
  std::string label = fmt::format("<<FONT POINT-SIZE=\"{}\"><BR/></FONT>", code_below ? 3 : 2);
  const std::string name = StackLines(node.lines, node.name_pt, "<BR/>");
  label += bold ? fmt::format("<B>{}</B>", name) : name;
  if (!node.code.empty()) {
    label += fmt::format("{}<FONT POINT-SIZE=\"{}\" COLOR=\"{}\">{}</FONT>",
                         code_below ? "<BR/><FONT POINT-SIZE=\"2\"><BR/></FONT>" : "  ",
                         theme::kCodePt, node.style->code_ink, EscapeXml(node.code));
  }
  return label + ">";
}

void AppendNodeLook(std::string& out, const NodeStyle& style) {
  fmt::format_to(Out(out), "shape={} style=\"{}{}filled\" fillcolor=\"{}\" color=\"{}\"",
                 style.shape, style.style, style.style.empty() ? "" : ",", style.fill,
                 style.border);
}

void AppendArrow(std::string& out, Arrow arrow, std::string_view head) {
  const bool plain = head == "normal";
  switch (arrow) {
    case Arrow::kNone:
      out += " dir=none";
      break;
    case Arrow::kAtEnd:
      if (!plain) fmt::format_to(Out(out), " arrowhead={}", head);
      break;
    case Arrow::kAtStart:
      out += " dir=back";
      if (!plain) fmt::format_to(Out(out), " arrowtail={}", head);
      break;
  }
}

// Heads grow with their lines, but slower.
double ArrowSize(double width_pt) { return theme::kArrowSize + 0.12 * (width_pt - 1); }

void AppendLineLook(std::string& out, std::string_view colour, double width_pt, bool dashed,
                    bool dotted, Arrow arrow, std::string_view head) {
  fmt::format_to(Out(out), "color=\"{}\" penwidth={}", colour, Number(width_pt));
  if (dashed || dotted) out += dashed ? " style=dashed" : " style=dotted";
  if (arrow != Arrow::kNone) {
    fmt::format_to(Out(out), " arrowsize={}", Number(ArrowSize(width_pt)));
  }
  AppendArrow(out, arrow, head);
}

void AppendPlace(std::string& out, Point centre, Size size) {
  fmt::format_to(Out(out), " pos=\"{}\" width={} height={} fixedsize=true", Coordinates(centre),
                 Inches(size.width), Inches(size.height));
}

void AppendUrl(std::string& out, const std::optional<std::string>& url) {
  if (url) fmt::format_to(Out(out), " URL=\"{}\" target=\"_blank\"", *url);
}

void AppendRoute(std::string& out, const Route& route) {
  out += " pos=\"";
  if (route.start_tip) out += "s," + Coordinates(*route.start_tip) + " ";
  if (route.end_tip) out += "e," + Coordinates(*route.end_tip) + " ";
  for (std::size_t i = 0; i < route.points.size(); ++i) {
    out += (i == 0 ? "" : " ") + Coordinates(route.points[i]);
  }
  out += "\"";
}

void AppendHeader(std::string& out, std::string_view layout) {
  fmt::format_to(Out(out),
                 "digraph citygraph {{\n"
                 "  graph [layout={} bgcolor=\"{}\" outputorder=edgesfirst pad=0 margin=0 "
                 "charset=\"UTF-8\" fontname=\"{}\"];\n"
                 "  node [fontname=\"{}\" fontcolor=\"{}\" margin=\"0.1,0.045\"];\n"
                 "  edge [fontname=\"{}\" fontcolor=\"{}\" fontsize={}];\n",
                 layout, theme::kBackground, theme::kFont, theme::kFont, theme::kInk, theme::kFont,
                 theme::kInk, theme::kLineLabelPt);
}

void AppendText(std::string& out, const PageText& text) {
  fmt::format_to(Out(out), "  {} [id={} shape=none margin=0 fontsize={:.4g} fontcolor=\"{}\"{}",
                 QuoteDot(text.id), QuoteDot(text.id), text.pt, text.colour,
                 text.bold ? fmt::format(" fontname=\"{} Bold\"", theme::kFont) : "");
  out += " label=";
  out += text.lines.size() == 1
             ? QuoteDotLeft(text.lines)
             : fmt::format("<{}<BR ALIGN=\"LEFT\"/>>",
                           StackLines(text.lines, text.pt, "<BR ALIGN=\"LEFT\"/>"));
}

void AppendNode(std::string& out, const SceneNode& node) {
  fmt::format_to(Out(out), "  {} [id={} label={} fontsize={} ", node.id, node.id, NodeLabel(node),
                 node.name_pt);
  AppendNodeLook(out, *node.style);
  if (node.style->ink != theme::kInk)
    fmt::format_to(Out(out), " fontcolor=\"{}\"", node.style->ink);
}

void AppendStroke(std::string& out, const PageStroke& stroke) {
  constexpr std::string_view kEnd = "  \"{}-{}\" [id=\"{}-{}\" shape=point style=invis pos=\"{}\"";
  for (const char end : {'a', 'b'}) {
    fmt::format_to(Out(out), kEnd, stroke.id, end, stroke.id, end,
                   Coordinates(end == 'a' ? stroke.from : stroke.to));
    out += " width=0.01 height=0.01 fixedsize=true label=\"\"];\n";
  }
  fmt::format_to(Out(out), "  \"{}-a\" -> \"{}-b\" [id=\"{}\" ", stroke.id, stroke.id, stroke.id);
  AppendLineLook(out, stroke.colour, stroke.width_pt, stroke.dashed, stroke.dotted, stroke.arrow,
                 stroke.head);
  const Point whole = stroke.to - stroke.from;
  const double head = ArrowLength(stroke.width_pt) / std::max(1.0, std::hypot(whole.x, whole.y));
  Route route;
  const double from = stroke.arrow == Arrow::kAtStart ? head : 0;
  const double to = stroke.arrow == Arrow::kAtEnd ? 1 - head : 1;
  if (stroke.arrow == Arrow::kAtStart) route.start_tip = stroke.from;
  if (stroke.arrow == Arrow::kAtEnd) route.end_tip = stroke.to;
  for (const double share : {0.0, 1.0 / 3, 2.0 / 3, 1.0}) {
    route.points.push_back(stroke.from + whole * (from + (to - from) * share));
  }
  AppendRoute(out, route);
  out += "];\n";
}

void AppendLine(std::string& out, const Scene& scene, const SceneLine& line) {
  fmt::format_to(Out(out), "  {} -> {} [id={} ", scene.nodes[line.start].id,
                 scene.nodes[line.end].id, line.id);
  AppendLineLook(out, line.style->colour, line.width_pt, line.dashed, line.style->dotted,
                 line.arrow, line.style->head);
}

// Two unseen dots hold the page's corners, so that margins are the same everywhere.
void AppendCorners(std::string& out, const Box& paper) {
  const Point corners[] = {{paper.left, paper.bottom}, {paper.right, paper.top}};
  for (int i = 0; i < 2; ++i) {
    fmt::format_to(
        Out(out),
        "  \"corner-{}\" [id=\"corner-{}\" shape=point style=invis pos=\"{}\" width=0.01 "
        "height=0.01 fixedsize=true label=\"\"];\n",
        i, i, Coordinates(corners[i]));
  }
}

}  // namespace

double ArrowLength(double width_pt) { return 10 * ArrowSize(width_pt); }

std::string DotToMeasureNodes(const Scene& scene) {
  std::string out;
  AppendHeader(out, "nop");
  for (const SceneNode& node : scene.nodes) {
    AppendNode(out, node);
    out += " width=0.3 height=0.2 pos=\"0,0\"];\n";
  }
  return out + "}\n";
}

std::string DotToMeasureTexts(const std::vector<PageText>& texts) {
  std::string out;
  AppendHeader(out, "nop");
  for (const PageText& text : texts) {
    AppendText(out, text);
    out += " width=0 height=0 pos=\"0,0\"];\n";
  }
  return out + "}\n";
}

std::string DotToPlace(const Scene& scene, const std::vector<Size>& sizes,
                       const std::vector<std::size_t>& nodes, const std::vector<std::size_t>& lines,
                       std::string_view graph_attributes) {
  std::string out = fmt::format("digraph citygraph {{\n  graph [{}];\n", graph_attributes);
  fmt::format_to(Out(out), "  node [fixedsize=true label=\"\"];\n");
  for (const std::size_t i : nodes) {
    const SceneNode& node = scene.nodes[i];
    fmt::format_to(Out(out), "  {} [id={} shape={} width={} height={}", node.id, node.id,
                   node.style->shape, Inches(sizes[i].width), Inches(sizes[i].height));
    out += "];\n";
  }
  for (const std::size_t line : lines) {
    AppendLine(out, scene, scene.lines[line]);
    out += "];\n";
  }
  return out + "}\n";
}

std::string FinalDot(const Scene& scene, const Placement& placement, const Page& page,
                     const FinalDotOptions& options) {
  std::string out = "// A citygraph diagram. Everything is at its place: draw with `dot`.\n";
  if (!scene.title.empty()) out += "// " + scene.title + "\n";
  AppendHeader(out, "nop2");
  if (options.dpi > 0) fmt::format_to(Out(out), "  graph [dpi={}];\n", Number(options.dpi));
  for (std::size_t i = 0; i < scene.nodes.size(); ++i) {
    const SceneNode& node = scene.nodes[i];
    AppendNode(out, node);
    AppendPlace(out, placement.centres[i], placement.sizes[i]);
    AppendUrl(out, node.url);
    if (options.tooltips) out += " tooltip=" + QuoteDot(node.tooltip);
    out += "];\n";
  }
  for (std::size_t i = 0; i < scene.lines.size(); ++i) {
    const SceneLine& line = scene.lines[i];
    AppendLine(out, scene, line);
    if (!placement.routes[i].empty()) AppendRoute(out, placement.routes[i]);
    if (placement.label_centres[i]) {
      fmt::format_to(Out(out),
                     " label=<<TABLE BORDER=\"0\" CELLBORDER=\"0\" CELLPADDING=\"1\" "
                     "BGCOLOR=\"{}\"><TR><TD>{}</TD></TR></TABLE>> lp=\"{}\"",
                     theme::kBackground, EscapeXml(line.label),
                     Coordinates(*placement.label_centres[i]));
    }
    AppendUrl(out, line.url);
    if (options.tooltips) out += " tooltip=" + QuoteDot(line.tooltip);
    out += "];\n";
  }
  for (const PageSymbol& symbol : page.symbols) {
    fmt::format_to(Out(out), "  {} [id={} label=\"\" ", QuoteDot(symbol.id), QuoteDot(symbol.id));
    AppendNodeLook(out, *symbol.style);
    AppendPlace(out, symbol.centre, symbol.size);
    out += "];\n";
  }
  for (const PageStroke& stroke : page.strokes) AppendStroke(out, stroke);
  for (const PageText& text : page.texts) {
    AppendText(out, text);
    AppendPlace(out, text.centre, text.size);
    out += "];\n";
  }
  AppendCorners(out, page.paper);
  return out + "}\n";
}

}  // namespace citygraph::viz
