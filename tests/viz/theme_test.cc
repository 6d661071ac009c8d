#include "viz/theme.h"

#include <gtest/gtest.h>

#include <set>

namespace citygraph::viz {
namespace {

TEST(ThemeTest, ContrastIsThatOfWcag) {
  EXPECT_NEAR(Contrast("#000000", "#ffffff"), 21, 1e-9);
  EXPECT_NEAR(Contrast("#777777", "#ffffff"), 4.48, 0.01);
}

TEST(ThemeTest, TextOnEveryFillIsReadable) {
  for (const NodeStyle& style : AllNodeStyles()) {
    EXPECT_GE(Contrast(style.ink, style.fill), 4.5) << style.label;
    EXPECT_GE(Contrast(style.code_ink, style.fill), 4.5) << style.label;
    EXPECT_GE(Contrast(style.border, theme::kBackground), 3) << style.label;
  }
  EXPECT_GE(Contrast(theme::kQuietInk, theme::kBackground), 4.5);
  EXPECT_GE(Contrast(theme::kInk, theme::kBackground), 4.5);
}

TEST(ThemeTest, EveryLineStandsOutFromThePage) {
  for (const LineStyle& style : AllLineStyles()) {
    EXPECT_GE(Contrast(style.colour, theme::kBackground), 3) << style.legend;
  }
}

TEST(ThemeTest, KindsDifferInGreyToo) {
  // Either the outline differs or the lightness does.
  const auto& styles = AllNodeStyles();
  for (std::size_t i = 0; i < styles.size(); ++i) {
    for (std::size_t j = i + 1; j < styles.size(); ++j) {
      const bool same_outline =
          styles[i].shape == styles[j].shape && styles[i].style == styles[j].style;
      EXPECT_TRUE(!same_outline || Contrast(styles[i].fill, styles[j].fill) > 1.5)
          << styles[i].label << " and " << styles[j].label;
    }
  }
}

TEST(ThemeTest, NothingIsWrittenSmallerThanTheSmallest) {
  for (const double pt : {theme::kTitlePt, theme::kNamePt, theme::kCodePt, theme::kLineLabelPt,
                          theme::kLegendPt, theme::kCaptionPt}) {
    EXPECT_GE(pt, theme::kSmallestPt);
  }
}

TEST(ThemeTest, TheFirstLabelWithAStyleCounts) {
  EXPECT_EQ(StyleOfNode({"City", "Place"}).label, "City");
  EXPECT_EQ(StyleOfNode({"Place", "Region"}).label, "Region");
  EXPECT_EQ(StyleOfNode({"Person"}).label, "Other");
  EXPECT_EQ(StyleOfNode({}).label, "Other");
  EXPECT_EQ(StyleOfNode({"Focus"}).label, "Other");
}

TEST(ThemeTest, RolesHaveStylesAndFallBackToTheirType) {
  EXPECT_EQ(StyleOfLine("TOOK_PART", "mentor")->role, "mentor");
  EXPECT_EQ(StyleOfLine("TOOK_PART", "juggler")->legend, "took part");
  EXPECT_EQ(StyleOfLine("MET", "")->arrow, Arrow::kNone);
  EXPECT_EQ(StyleOfLine("MENTORED", "")->arrow, Arrow::kAtEnd);
  EXPECT_EQ(StyleOfLine("TWINNED_WITH", ""), nullptr);
}

}  // namespace
}  // namespace citygraph::viz
