#include "importers/themes/vocabulary.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <set>
#include <string>

#include "importers/embedded.h"
#include "tests/support/must.h"

namespace citygraph::importers {
namespace {

using ::testing::ElementsAre;

std::string ErrorOf(std::string_view csv) {
  const auto vocabulary = ThemeVocabulary::Parse(csv, "themes.csv");
  if (vocabulary) return "no error";
  EXPECT_EQ(vocabulary.error().code, ErrorCode::kInvalidInput);
  return vocabulary.error().ToString();
}

TEST(VocabularyTest, ReadsConceptsWithLabelsBroaderAndGoals) {
  const ThemeVocabulary vocabulary =
      testing::Must(ThemeVocabulary::Parse("source,id,fr,en,broader,sdgs\n"
                                           "own,water,eau| eaux ,water,,6\n"
                                           "own,rivers,rivières,,water,6|15\n",
                                           "themes.csv"));
  ASSERT_EQ(vocabulary.themes().size(), 2U);
  const Theme& rivers = vocabulary[*vocabulary.Find("rivers")];
  EXPECT_EQ(rivers.name(), "rivières") << "the first label there is, where the English is missing";
  EXPECT_THAT(rivers.broader, ElementsAre("water"));
  EXPECT_THAT(rivers.sdgs, ElementsAre(6, 15));
  const Theme& water = vocabulary[*vocabulary.Find("water")];
  EXPECT_EQ(water.name(), "water");
  EXPECT_THAT(water.labels[static_cast<std::size_t>(Language::kFrench)],
              ElementsAre("eau", "eaux"));
  EXPECT_FALSE(vocabulary.Find("watre").has_value());
}

TEST(VocabularyTest, ABroaderConceptMayStandBelow) {
  EXPECT_EQ(ErrorOf("id,broader,en\nrivers,water,rivers\nwater,,water\n"), "no error");
}

TEST(VocabularyTest, ErrorsNameFileLineAndColumn) {
  EXPECT_EQ(ErrorOf("id,sdgs,en\nwater,6,water\nwater,6,waters\n"),
            "themes.csv:3:1: theme \"water\" is there twice");
  EXPECT_EQ(ErrorOf("id,sdgs,en\nwater,6|18,water\n"),
            "themes.csv:2:7: \"18\" is not a goal from 1 to 17");
  EXPECT_EQ(ErrorOf("id,sdgs,en\n,6,water\n"), "themes.csv:2:1: a theme without an id");
  EXPECT_EQ(ErrorOf("id,sdgs,en\nwater,6,\n"), "themes.csv:2:1: theme \"water\" has no label");
  EXPECT_EQ(
      ErrorOf("id,broader,en\nwater,wet,water\n"),
      "themes.csv:2: theme \"water\" has the broader theme \"wet\", which is not in the table");
}

TEST(VocabularyTest, ARingOfBroaderConceptsIsAnError) {
  const std::string error = ErrorOf("id,broader,en\na,b,a\nb,c,b\nc,a,c\n");
  EXPECT_THAT(error, ::testing::EndsWith("which is narrower than itself"));
  EXPECT_NE(ErrorOf("id,broader,en\na,a,a\n"), "no error");
}

TEST(VocabularyTest, AMissingColumnOrAnEmptyTableIsAnError) {
  EXPECT_THAT(ErrorOf("name,en\nwater,water\n"),
              ::testing::HasSubstr("themes.csv:1:1: a theme table needs"));
  EXPECT_THAT(ErrorOf("id,de\nwater,Wasser\n"), ::testing::HasSubstr("at least one of \"en\""));
  EXPECT_EQ(ErrorOf(""), "themes.csv: an empty theme table");
}

TEST(BuiltInVocabularyTest, ReadsAndIsLargeEnoughToBeOfUse) {
  const auto vocabulary = ThemeVocabulary::Parse(embedded::Themes(), "data/themes.csv");
  ASSERT_TRUE(vocabulary.has_value()) << vocabulary.error().ToString();
  EXPECT_GE(vocabulary->themes().size(), 150U);
}

TEST(BuiltInVocabularyTest, HoldsTheSeventeenGoals) {
  for (int goal = 1; goal <= 17; ++goal) {
    const auto theme = ThemeVocabulary::BuiltIn().Find("sdg-" + std::to_string(goal));
    ASSERT_TRUE(theme.has_value()) << "goal " << goal;
    EXPECT_THAT(ThemeVocabulary::BuiltIn()[*theme].sdgs, ElementsAre(goal));
  }
}

TEST(BuiltInVocabularyTest, EveryConceptHasALabelInEachLanguageAndAGoal) {
  for (const Theme& theme : ThemeVocabulary::BuiltIn().themes()) {
    for (std::size_t language = 0; language < kLanguages; ++language) {
      EXPECT_FALSE(theme.labels[language].empty())
          << theme.id << " in " << LanguageCode(static_cast<Language>(language));
    }
    EXPECT_FALSE(theme.sdgs.empty()) << theme.id;
  }
}

}  // namespace
}  // namespace citygraph::importers
