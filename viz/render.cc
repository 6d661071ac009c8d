#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <exception>

#include "viz/diagram.h"
#include "viz/dot_writer.h"
#include "viz/finish.h"
#include "viz/graphviz.h"
#include "viz/layout.h"
#include "viz/page.h"
#include "viz/scene.h"

namespace citygraph::viz {
namespace {

struct Suffix {
  std::string_view text;
  Format format;
};
constexpr std::array kSuffixes = {
    Suffix{".svg", Format::kSvg}, Suffix{".png", Format::kPng}, Suffix{".pdf", Format::kPdf},
    Suffix{".dot", Format::kDot}, Suffix{".gv", Format::kDot},
};

// Sharp in print, unless the page is so large that fewer dots a point are enough.
double DpiFor(const Box& paper) {
  const double square_inches = paper.width() / 72 * paper.height() / 72;
  const double most = std::sqrt(theme::kMostPixels / std::max(square_inches, 1e-3));
  return std::floor(std::min(theme::kPngDpi, most));
}

Result<std::string> RenderScene(const Scene& scene, Format format) {
  GraphvizSession graphviz;
  CITYGRAPH_TRY(const Placement placement, PlaceScene(graphviz, scene));
  CITYGRAPH_TRY(const Page page, MakePage(graphviz, scene, placement));
  switch (format) {
    case Format::kDot:
      return FinalDot(scene, placement, page, {.dpi = 0, .tooltips = true});
    case Format::kSvg: {
      CITYGRAPH_TRY(const std::string svg,
                    graphviz.Draw(FinalDot(scene, placement, page, {}), "svg"));
      return FinishSvg(svg, scene);
    }
    case Format::kPng: {
      const double dpi = DpiFor(page.paper);
      CITYGRAPH_TRY(
          const std::string png,
          graphviz.Draw(FinalDot(scene, placement, page, {.dpi = dpi, .tooltips = false}), "png"));
      return FinishPng(png, scene, dpi);
    }
    case Format::kPdf: {
      CITYGRAPH_TRY(const std::string pdf,
                    graphviz.Draw(FinalDot(scene, placement, page, {}), "pdf"));
      return FinishPdf(pdf, scene);
    }
  }
  return Fail(ErrorCode::kInternal, "no such format");
}

}  // namespace

Result<Format> FormatForFile(std::string_view file_name) {
  std::string lower(file_name);
  std::ranges::transform(lower, lower.begin(), [](char c) {
    return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
  });
  for (const Suffix& suffix : kSuffixes) {
    if (lower.ends_with(suffix.text)) return suffix.format;
  }
  return Fail(ErrorCode::kInvalidInput,
              fmt::format("\"{}\" does not say which picture to write: expected a name that ends "
                          "in .svg, .png, .pdf or .dot",
                          file_name));
}

Result<std::string> Render(const Subgraph& subgraph, const DiagramSpec& spec, Format format) {
  CITYGRAPH_TRY(const Scene scene, MakeScene(subgraph, spec));
  return RenderScene(scene, format);
}

}  // namespace citygraph::viz
