// Everything a diagram looks like, in one place: fonts, sizes, colours, shapes and line styles.
//
// Colours are tints and shades of the Okabe-Ito palette, which colour-blind readers keep apart; the
// fills also differ in lightness and in shape, so that a grey printer keeps them apart as well.
// Text on a fill has a contrast of at least 4.5:1 (WCAG AA), lines on white at least 3:1; both are
// tested. Lengths are points (1/72 inch).
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace citygraph::viz {

namespace theme {

// Text is measured in DejaVu Sans (Debian: fonts-dejavu-core). It is a wide face, so what fits its
// measures fits the others of the list.
inline constexpr std::string_view kFont = "DejaVu Sans";
inline constexpr std::string_view kSvgFonts = "DejaVu Sans, Verdana, Helvetica, Arial, sans-serif";

inline constexpr double kTitlePt = 16;
inline constexpr double kNamePt = 11;          // a node's name
inline constexpr double kHeaviestNamePt = 16;  // the name of the node with the largest weight
inline constexpr double kFocusPt = 15;
inline constexpr double kCodePt = 9;  // a country code
inline constexpr double kLineLabelPt = 9;
inline constexpr double kLegendPt = 10;
inline constexpr double kCaptionPt = 9;
inline constexpr double kSmallestPt = 9;  // nothing is written smaller

inline constexpr std::string_view kBackground = "#ffffff";
inline constexpr std::string_view kInk = "#1a1a1a";
inline constexpr std::string_view kQuietInk = "#595959";  // captions
inline constexpr std::string_view kHairline = "#c4c4c4";

// A4 on its side without margins is 1.41 wide for 1 high; title, legend and caption take the rest.
inline constexpr double kAspect = 1.55;
inline constexpr double kLeastPageWidth = 460;
// On wider pages title, legend and captions grow with the page, to be readable when it is shrunk.
inline constexpr double kUsualPageWidth = 1100;
inline constexpr double kNodeGap = 12;      // the least distance between two nodes
inline constexpr double kRoom = 30;         // a comfortable distance, where there is room
inline constexpr double kLabelRoom = 56;    // the same where lines have labels
inline constexpr double kFill = 0.38;       // of a large web: the share of the page that nodes take
inline constexpr double kLeastFill = 0.16;  // of a small one
inline constexpr double kComponentGap = 34;  // between parts of the graph that are not connected
inline constexpr double kPageMargin = 14;

inline constexpr double kThinnestLine = 1.1;
inline constexpr double kThickestLine = 6.0;
inline constexpr double kArrowSize = 0.7;
inline constexpr double kSureConfidence = 0.75;  // below it a line is dashed

inline constexpr int kNameColumns = 18;      // names are wrapped at about so many columns,
inline constexpr int kLongNameColumns = 28;  // those of themes, exchanges and reports at so many
inline constexpr int kMostLines = 3;         // and cut with an ellipsis after so many lines

inline constexpr double kPngDpi = 200;
inline constexpr double kMostPixels = 20e6;

}  // namespace theme

// How a kind of node is drawn.
struct NodeStyle {
  std::string_view label;     // of the graph: "City"
  std::string_view singular;  // in the legend and in hover texts
  std::string_view plural;
  std::string_view shape;  // Graphviz's word
  std::string_view style;  // Graphviz's word, besides "filled"
  std::string_view fill;
  std::string_view border;
  std::string_view ink;       // the name
  std::string_view code_ink;  // the country code
  int column = 0;             // of kBipartite, from the left
};

// Where a line has an arrowhead.
enum class Arrow : std::uint8_t { kNone, kAtEnd, kAtStart };

// How a type of relationship is drawn. `role` is empty for all roles.
struct LineStyle {
  std::string_view type;
  std::string_view role;
  std::string_view says;    // "mentored": between the names of start and end it makes a sentence
  std::string_view legend;  // "mentored, towards the mentee"
  std::string_view colour;
  bool dotted = false;
  Arrow arrow = Arrow::kAtEnd;
  std::string_view head = "normal";  // Graphviz's word; differs where greys would not
};

// The style of the first label that has one; the last style, "Other", when none has.
const NodeStyle& StyleOfNode(const std::vector<std::string>& labels);
// The style of the node that the diagram is about.
const NodeStyle& FocusStyle();
// The style of the type and role, else of the type, else nullptr: a dark arrow.
const LineStyle* StyleOfLine(std::string_view type, std::string_view role);
// For types without a style.
const LineStyle& PlainLineStyle();

// All of them in legend order, the focus and the plain ones included: for tests.
const std::vector<NodeStyle>& AllNodeStyles();
const std::vector<LineStyle>& AllLineStyles();

// WCAG's contrast of two "#rrggbb" colours, 1 to 21.
double Contrast(std::string_view a, std::string_view b);

}  // namespace citygraph::viz
