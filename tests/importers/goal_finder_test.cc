// Goals told by weighted words, and the table of these words.
#include "importers/themes/goal_finder.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "engine/base/error.h"
#include "importers/embedded.h"
#include "tests/support/must.h"

namespace citygraph::importers {
namespace {

using ::testing::Contains;
using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::Not;

constexpr std::string_view kTable =
    "goal,weight,en,es,pt,fr\n"
    "1,1,poverty,pobreza,pobreza,pauvreté\n"
    "6,1,water,agua,água,eau\n"
    "6,0.6,river|dam,río,rio,fleuve\n"
    "7,1,energy|energy poverty,energía,energia,énergie\n"
    "14,0.3,river,río,rio,fleuve\n";

std::vector<GoalMention> Find(const GoalVocabulary& vocabulary, std::string_view text,
                              Language language = Language::kEnglish) {
  const Words words(text);
  return FindGoals(vocabulary, words, StemmedWords(words, language));
}

std::vector<int> NumbersOf(const std::vector<GoalMention>& goals) {
  std::vector<int> numbers;
  for (const GoalMention& each : goals) numbers.push_back(each.goal);
  return numbers;
}

class GoalFinderTest : public ::testing::Test {
 protected:
  std::vector<int> Goals(std::string_view text, Language language = Language::kEnglish) const {
    return NumbersOf(Find(vocabulary_, text, language));
  }
  GoalVocabulary vocabulary_ = testing::Must(GoalVocabulary::Parse(kTable, "goals.csv"));
};

TEST_F(GoalFinderTest, AWeightyPhraseSaysAGoalInEachLanguage) {
  EXPECT_THAT(Goals("Clean waters"), ElementsAre(6));
  EXPECT_THAT(Goals("Aguas limpias", Language::kSpanish), ElementsAre(6));
  EXPECT_THAT(Goals("Águas limpas", Language::kPortuguese), ElementsAre(6));
  EXPECT_THAT(Goals("Les eaux propres", Language::kFrench), ElementsAre(6));
}

TEST_F(GoalFinderTest, LightPhrasesNeedCompany) {
  EXPECT_THAT(Goals("The river rises"), IsEmpty());
  EXPECT_THAT(Goals("The dam keeps the river"), ElementsAre(6));
}

TEST_F(GoalFinderTest, ALongerPhraseKeepsItsWordsToItself) {
  EXPECT_THAT(Goals("Energy poverty"), ElementsAre(7));
  EXPECT_THAT(Goals("Poverty and energy"), ElementsAre(1, 7));
}

TEST_F(GoalFinderTest, AGoalMuchLighterThanTheMainOneIsNone) {
  std::string text = "poverty";
  for (int i = 0; i < 64; ++i) text += " energy";
  EXPECT_THAT(Goals(text), ElementsAre(7));
}

TEST_F(GoalFinderTest, ALongTextNeedsMoreAndATitleLess) {
  const auto vocabulary =
      testing::Must(GoalVocabulary::Parse("goal,weight,en,es,pt,fr\n5,0.8,women,,,\n", "g.csv"));
  EXPECT_THAT(NumbersOf(Find(vocabulary, "Women of Durban")), ElementsAre(5));
  std::string paragraph = "Women";
  for (int i = 0; i < 40; ++i) paragraph += " word";
  EXPECT_THAT(Find(vocabulary, paragraph), IsEmpty());

  std::string text = "water";
  for (int i = 0; i < 600; ++i) text += " word";
  EXPECT_THAT(Goals(text), IsEmpty());
}

TEST_F(GoalFinderTest, TheReasonsAreTheWordsWeightiestFirst) {
  const auto goals = Find(vocabulary_, "A river, Water and waters");
  ASSERT_EQ(goals.size(), 1U);
  EXPECT_THAT(goals[0].why, ElementsAre("Water", "river"));
  EXPECT_FALSE(goals[0].is_explicit);
}

TEST_F(GoalFinderTest, APrintedGoalIsSaidAndSurerThanAnyTold) {
  const auto goals = Find(vocabulary_, "SDG 7 and water, water, river, dam");
  ASSERT_THAT(NumbersOf(goals), ElementsAre(6, 7));
  EXPECT_TRUE(goals[1].is_explicit);
  EXPECT_THAT(goals[1].why, ElementsAre("SDG 7"));
  EXPECT_GT(goals[1].confidence, goals[0].confidence);
  EXPECT_GT(goals[0].confidence, 0.5);
}

TEST_F(GoalFinderTest, MoreWordsMakeSurer) {
  EXPECT_GT(Find(vocabulary_, "Water of the river behind the dam")[0].confidence,
            Find(vocabulary_, "Water")[0].confidence);
}

TEST_F(GoalFinderTest, AMaskedWordSaysNothing) {
  const Words words("Water Street and a dam");
  StemmedWords stems(words, Language::kEnglish);
  stems.Mask(words, 0, 12);
  EXPECT_THAT(NumbersOf(FindGoals(vocabulary_, words, stems)), IsEmpty());
}

std::string ErrorOf(std::string_view csv) {
  const auto vocabulary = GoalVocabulary::Parse(csv, "goals.csv");
  return vocabulary ? "" : vocabulary.error().ToString();
}

TEST(GoalVocabularyTest, WhatIsWrongWithATableIsNamed) {
  EXPECT_THAT(ErrorOf(""), HasSubstr("an empty table of goals"));
  EXPECT_THAT(ErrorOf("goal,weight,en,es,pt\n"),
              HasSubstr("goals.csv:1:1: a table of goals needs"));
  const std::string header = "goal,weight,en,es,pt,fr\n";
  EXPECT_THAT(ErrorOf(header + "18,1,a,b,c,d\n"),
              HasSubstr("goals.csv:2:1: \"18\" is not a goal from 1 to 17"));
  EXPECT_THAT(ErrorOf(header + "1,2,a,b,c,d\n"),
              HasSubstr("goals.csv:2:3: \"2\" is not a weight above 0 and at most 1"));
  EXPECT_THAT(ErrorOf(header + "1,1,the,b,c,d\n"),
              HasSubstr("goals.csv:2:5: \"the\" says nothing"));
}

TEST(GoalVocabularyTest, TheBuiltInTableTellsEveryGoalInEveryLanguage) {
  ASSERT_TRUE(GoalVocabulary::Parse(embedded::Goals(), "data/goals.csv").has_value());
  struct Sample {
    Language language;
    std::string_view text;
    std::vector<int> goals;
  };
  for (const auto& [language, text, expected] :
       {Sample{Language::kEnglish, "Women farmers and drinking water", {5, 2, 6}},
        Sample{Language::kSpanish, "Mujeres, agricultores y agua potable", {5, 2, 6}},
        Sample{Language::kPortuguese, "Mulheres, agricultores e água potável", {5, 2, 6}},
        Sample{Language::kFrench, "Femmes et agriculture, eau potable", {5, 2, 6}},
        Sample{Language::kEnglish, "Climate change and the oceans", {13, 14}},
        Sample{Language::kSpanish, "El cambio climático y los océanos", {13, 14}},
        Sample{Language::kPortuguese, "As mudanças climáticas e os oceanos", {13, 14}},
        Sample{Language::kFrench, "Le changement climatique et les océans", {13, 14}}}) {
    const auto found = NumbersOf(Find(GoalVocabulary::BuiltIn(), text, language));
    for (const int goal : expected) EXPECT_THAT(found, Contains(goal)) << text;
    EXPECT_THAT(found, Not(Contains(17))) << text;
  }
}

}  // namespace
}  // namespace citygraph::importers
