#include "viz/theme.h"

#include <algorithm>
#include <charconv>
#include <cmath>

#include "engine/model/schema.h"

namespace citygraph::viz {
namespace {

constexpr std::string_view kDark = "#1a1a1a";
constexpr std::string_view kGrey = "#4a4a4a";
constexpr std::string_view kWhite = "#ffffff";

constexpr std::string_view kBlue = "#0072b2";
constexpr std::string_view kVermilion = "#b84a00";
constexpr std::string_view kGreen = "#00795a";
constexpr std::string_view kPurple = "#9c4f7c";
constexpr std::string_view kLineGrey = "#7a7a7a";

enum NodeColumn : int { kPlaces = 0, kEvents = 1, kThemes = 2 };

}  // namespace

const std::vector<NodeStyle>& AllNodeStyles() {
  static const std::vector<NodeStyle> styles = {
      {"City", "city", "cities", "box", "rounded", "#d6ebf8", kBlue, kDark, kGrey, kPlaces},
      {"Region", "region", "regions", "box", "diagonals", "#9bd8c3", "#005a43", kDark, "#333333",
       kPlaces},
      {"Country", "country", "countries", "octagon", "", kBlue, "#00446b", kWhite, kWhite, kPlaces},
      {"Area", "area", "areas", "hexagon", "", "#f5ec8c", "#6b6200", kDark, kGrey, kPlaces},
      {"Theme", "theme", "themes", "box", "", "#fbdc9a", "#8a5200", kDark, "#333333", kThemes},
      {"Exchange", "exchange", "exchanges", "note", "", "#d693b9", "#7d3560", kDark, "#333333",
       kEvents},
      {"Report", "report", "reports", "folder", "", "#f4f4f4", "#595959", kDark, kGrey, kEvents},
      {"Network", "network", "networks", "tab", "", "#595959", kDark, kWhite, kWhite, kEvents},
      {"Focus", "in focus", "in focus", "box", "rounded,bold", "#00507d", kDark, kWhite, kWhite,
       kPlaces},
      {"Other", "other", "others", "ellipse", "", "#ececec", "#595959", kDark, kGrey, kEvents},
  };
  return styles;
}

const NodeStyle& StyleOfNode(const std::vector<std::string>& labels) {
  const std::vector<NodeStyle>& styles = AllNodeStyles();
  for (const std::string& label : labels) {
    const auto found = std::ranges::find(styles, label, &NodeStyle::label);
    if (found != styles.end() && label != "Focus") return *found;
  }
  return styles.back();
}

const NodeStyle& FocusStyle() {
  return *std::ranges::find(AllNodeStyles(), "Focus", &NodeStyle::label);
}

const std::vector<LineStyle>& AllLineStyles() {
  namespace type = schema::type;
  // Arrows follow what is learnt: from the one who gives to the exchange, and on to who receives.
  static const std::vector<LineStyle> styles = {
      {"MET", "", "met", "met in an exchange", kLineGrey, false, Arrow::kNone},
      {"PARTNER", "", "is a partner of", "partners", kLineGrey, false, Arrow::kNone},
      {"SHARES_THEME", "", "shares themes with", "share themes", kVermilion, true, Arrow::kNone},
      {type::kMentored, "", "mentored", "mentored (arrow to the mentee)", kBlue, false,
       Arrow::kAtEnd},
      {type::kHosted, "", "hosted", "hosted the exchange", kGreen, false, Arrow::kAtEnd, "diamond"},
      {type::kTookPart, "mentor", "took part as mentor in", "took part as mentor", kBlue, false,
       Arrow::kAtEnd},
      {type::kTookPart, "mentee", "took part as mentee in", "took part as mentee", kVermilion,
       false, Arrow::kAtStart},
      {type::kTookPart, "host", "took part as host in", "took part as host", kGreen, false,
       Arrow::kAtEnd, "diamond"},
      {type::kTookPart, "visitor", "took part as visitor in", "took part as visitor", kPurple,
       false, Arrow::kAtStart, "onormal"},
      {type::kTookPart, "lead", "led", "led the exchange", kBlue, false, Arrow::kAtEnd},
      {type::kTookPart, "scope", "is named in", "is named, takes no part", kLineGrey, true,
       Arrow::kNone},
      {type::kTookPart, "context", "is named in", "is named, takes no part", kLineGrey, true,
       Arrow::kNone},
      {type::kTookPart, "", "took part in", "took part", kLineGrey, false, Arrow::kNone},
      {type::kAbout, "", "is about", "is about the theme", "#a36200", false, Arrow::kNone},
      {type::kBroader, "", "is part of", "is part of the theme", "#a36200", true, Arrow::kAtEnd},
      {type::kIn, "", "lies in", "lies in", kLineGrey, true, Arrow::kAtEnd},
      {type::kDocuments, "", "documents", "documents", kPurple, true, Arrow::kAtEnd},
      {type::kRuns, "", "runs", "runs", kDark, false, Arrow::kAtEnd},
      {"", "", "is connected with", "connected", kGrey, false, Arrow::kAtEnd},
  };
  return styles;
}

const LineStyle* StyleOfLine(std::string_view type, std::string_view role) {
  const LineStyle* of_type = nullptr;
  for (const LineStyle& style : AllLineStyles()) {
    if (style.type.empty() || style.type != type) continue;
    if (style.role == role) return &style;
    if (style.role.empty()) of_type = &style;
  }
  return of_type;
}

const LineStyle& PlainLineStyle() { return AllLineStyles().back(); }

namespace {

// WCAG's relative luminance, 0 (black) to 1 (white).
double Luminance(std::string_view colour) {
  double channels[3] = {0, 0, 0};
  for (std::size_t i = 0; i < 3 && colour.size() >= 3 + 2 * i; ++i) {
    unsigned byte = 0;
    std::from_chars(colour.data() + 1 + 2 * i, colour.data() + 3 + 2 * i, byte, 16);
    const double share = byte / 255.0;
    channels[i] = share <= 0.04045 ? share / 12.92 : std::pow((share + 0.055) / 1.055, 2.4);
  }
  return 0.2126 * channels[0] + 0.7152 * channels[1] + 0.0722 * channels[2];
}

}  // namespace

double Contrast(std::string_view a, std::string_view b) {
  const auto [dark, light] = std::minmax({Luminance(a), Luminance(b)});
  return (light + 0.05) / (dark + 0.05);
}

}  // namespace citygraph::viz
