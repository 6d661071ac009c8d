#include "viz/page.h"

#include <fmt/format.h>

#include <algorithm>

#include "viz/text.h"

namespace citygraph::viz {
namespace {

constexpr double kTitleGap = 16;   // from the title to the graph
constexpr double kLegendGap = 18;  // from the graph to the legend
constexpr double kCaptionGap = 8;  // from the legend to the caption
constexpr double kLegendRow = 20;  // height of a row of the legend
constexpr double kLineSample = 34;
constexpr double kSampleGap = 7;  // from a symbol to its words
constexpr double kEntryGap = 22;  // from entry to entry
constexpr Size kNodeSample{24, 14};
constexpr double kMeanCharacter = 0.51;  // of a font's size: the width of a usual character

int ColumnsIn(double width, double pt) {
  return std::max(20, static_cast<int>(width / (pt * kMeanCharacter)));
}

Box Extent(const Placement& placement) {
  Box box;
  for (std::size_t i = 0; i < placement.centres.size(); ++i) {
    box.Add(Box::Around(placement.centres[i], placement.sizes[i]));
  }
  for (const Route& route : placement.routes) {
    // Between its control points a curve does not leave their hull, but it may stay well inside.
    for (int i = 0; !route.empty() && i <= 60; ++i) box.Add(PointAlong(route, i / 60.0));
  }
  return box;
}

// The title, the captions and the legend's words, in that order, without places.
struct Texts {
  PageText title;
  PageText caption;
  std::vector<PageText> legend;  // one an entry
  std::vector<PageText> sizes;   // "Aa" small and large, if the legend needs them
};

PageText MakeText(std::string id, std::vector<std::string> lines, double pt,
                  std::string_view colour) {
  PageText text;
  text.id = std::move(id);
  text.lines = std::move(lines);
  text.pt = pt;
  text.colour = colour;
  return text;
}

Texts MakeTexts(const Scene& scene, const std::vector<LegendEntry>& legend, double width,
                double scale) {
  Texts texts;
  const double title_pt = theme::kTitlePt * scale;
  const double caption_pt = theme::kCaptionPt * scale;
  if (!scene.title.empty()) {
    texts.title = MakeText("title", WrapText(scene.title, ColumnsIn(width, title_pt * 1.1), 4),
                           title_pt, theme::kInk);
    texts.title.bold = true;
  }
  std::vector<std::string> caption;
  for (const std::string& line : scene.caption) {
    for (std::string& wrapped : WrapText(line, ColumnsIn(width, caption_pt), 20)) {
      caption.push_back(std::move(wrapped));
    }
  }
  texts.caption = MakeText("caption", std::move(caption), caption_pt, theme::kQuietInk);
  for (std::size_t i = 0; i < legend.size(); ++i) {
    texts.legend.push_back(MakeText(fmt::format("legend-{}", i + 1), {legend[i].text},
                                    theme::kLegendPt * scale, theme::kInk));
    if (legend[i].kind != LegendEntry::Kind::kNameSizes) continue;
    texts.sizes.push_back(MakeText("legend-small", {"Aa"}, legend[i].from_pt, theme::kInk));
    texts.sizes.push_back(MakeText("legend-large", {"Aa"}, legend[i].to_pt, theme::kInk));
  }
  return texts;
}

Status Measure(GraphvizSession& graphviz, Texts& texts) {
  std::vector<PageText*> all = {&texts.title, &texts.caption};
  for (PageText& text : texts.legend) all.push_back(&text);
  for (PageText& text : texts.sizes) all.push_back(&text);
  std::erase_if(all, [](const PageText* text) { return text->lines.empty(); });
  if (all.empty()) return {};
  std::vector<PageText> copies;
  for (const PageText* text : all) copies.push_back(*text);
  CITYGRAPH_TRY(const Arrangement found, graphviz.Arrange(DotToMeasureTexts(copies), "nop"));
  for (PageText* text : all) {
    const auto place = found.nodes.find(text->id);
    if (place == found.nodes.end()) return Fail(ErrorCode::kInternal, "a text has no size");
    text->size = {place->second.size.width + 0.5, place->second.size.height + 0.5};
  }
  return {};
}

// Puts a text with its upper left corner at a point.
void Put(PageText& text, Point corner) {
  text.centre = {corner.x + text.size.width / 2, corner.y - text.size.height / 2};
}

// Puts the parts of the page around the graph. All lengths grow with `scale`.
class PageMaker {
 public:
  PageMaker(const std::vector<LegendEntry>& legend, Texts texts, const Box& graph, double width,
            double scale)
      : legend_(legend),
        texts_(std::move(texts)),
        graph_(graph),
        left_(graph.centre().x - width / 2),
        width_(width),
        scale_(scale) {}

  Page Make() {
    AddTitle();
    double below = graph_.bottom - kLegendGap * scale_;
    AddRule(below + kLegendGap * scale_ / 3);
    below = AddLegend(below);
    if (!texts_.caption.lines.empty()) {
      Put(texts_.caption, {left_, below - kCaptionGap * scale_});
      page_.texts.push_back(texts_.caption);
    }
    SetPaper();
    return std::move(page_);
  }

 private:
  void AddTitle() {
    if (texts_.title.lines.empty()) return;
    Put(texts_.title, {left_, graph_.top + kTitleGap * scale_ + texts_.title.size.height});
    page_.texts.push_back(texts_.title);
  }

  void AddRule(double y) {
    page_.strokes.push_back({.id = "rule",
                             .from = {left_, y},
                             .to = {left_ + width_, y},
                             .colour = theme::kHairline,
                             .width_pt = 0.7 * scale_});
  }

  // Rows of entries as wide as the page allows; returns the lower edge.
  double AddLegend(double top) {
    double x = left_;
    double y = top - kLegendRow * scale_ / 2;
    for (std::size_t i = 0; i < legend_.size(); ++i) {
      PageText& text = texts_.legend[i];
      const double sample = SampleWidth(legend_[i]) + kSampleGap * scale_;
      const double taken = sample + text.size.width;
      if (x > left_ && x + taken > left_ + width_) {
        x = left_;
        y -= kLegendRow * scale_;
      }
      AddSample(legend_[i], {x, y}, fmt::format("legend-sample-{}", i + 1));
      Put(text, {x + sample, y + text.size.height / 2});
      page_.texts.push_back(text);
      x += taken + kEntryGap * scale_;
    }
    return y - kLegendRow * scale_ / 2;
  }

  double SampleWidth(const LegendEntry& entry) const {
    switch (entry.kind) {
      case LegendEntry::Kind::kNode:
        return kNodeSample.width * scale_;
      case LegendEntry::Kind::kLine:
      case LegendEntry::Kind::kLineWidths:
        break;
      case LegendEntry::Kind::kNameSizes:
        return texts_.sizes[0].size.width + texts_.sizes[1].size.width + 2;
    }
    return kLineSample * scale_;
  }

  // An entry's symbol, left end at `left`.
  void AddSample(const LegendEntry& entry, Point left, std::string id) {
    const Point whole{SampleWidth(entry), 0};
    switch (entry.kind) {
      case LegendEntry::Kind::kNode:
        page_.symbols.push_back(
            {.id = std::move(id),
             .style = entry.node,
             .centre = left + whole * 0.5,
             .size = {kNodeSample.width * scale_, kNodeSample.height * scale_}});
        break;
      case LegendEntry::Kind::kLine:
        AddStroke(entry, std::move(id), left, left + whole, entry.from_pt * scale_);
        break;
      case LegendEntry::Kind::kLineWidths:
        AddStroke(entry, id + "-thin", left, left + whole * 0.5, entry.from_pt);
        AddStroke(entry, id + "-thick", left + whole * 0.5, left + whole, entry.to_pt);
        break;
      case LegendEntry::Kind::kNameSizes:
        AddNameSizes(left);
        break;
    }
  }

  void AddStroke(const LegendEntry& entry, std::string id, Point from, Point to, double width) {
    page_.strokes.push_back({.id = std::move(id),
                             .from = from,
                             .to = to,
                             .colour = entry.colour,
                             .width_pt = width,
                             .dashed = entry.dashed,
                             .dotted = entry.dotted,
                             .arrow = entry.arrow,
                             .head = entry.head});
  }

  // Small and large on about one base line.
  void AddNameSizes(Point left) {
    const double tallest = texts_.sizes.back().size.height;
    for (PageText& text : texts_.sizes) {
      text.centre = {left.x + text.size.width / 2, left.y + (text.size.height - tallest) * 0.28};
      left.x += text.size.width + 2;
      page_.texts.push_back(text);
    }
  }

  void SetPaper() {
    Box paper = graph_;
    paper.Add(Point{left_, graph_.bottom});
    paper.Add(Point{left_ + width_, graph_.top});
    for (const PageText& text : page_.texts) paper.Add(Box::Around(text.centre, text.size));
    for (const PageSymbol& symbol : page_.symbols) {
      paper.Add(Box::Around(symbol.centre, symbol.size));
    }
    const double margin = theme::kPageMargin * scale_;
    page_.paper = {paper.left - margin, paper.bottom - margin, paper.right + margin,
                   paper.top + margin};
  }

  const std::vector<LegendEntry>& legend_;
  Texts texts_;
  Box graph_;
  double left_;
  double width_;
  double scale_;
  Page page_;
};

}  // namespace

Result<Page> MakePage(GraphvizSession& graphviz, const Scene& scene, const Placement& placement) {
  const Box graph = Extent(placement);
  const std::vector<LegendEntry> legend = MakeLegend(scene);
  const double width = std::max(graph.width(), theme::kLeastPageWidth);
  const double scale = std::max(1.0, width / theme::kUsualPageWidth);
  Texts texts = MakeTexts(scene, legend, width, scale);
  CITYGRAPH_TRY(Measure(graphviz, texts));
  return PageMaker(legend, std::move(texts), graph, width, scale).Make();
}

}  // namespace citygraph::viz
