#include "importers/themes/sdg_finder.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>
#include <vector>

namespace citygraph::importers {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;

std::vector<int> GoalsIn(std::string_view text) {
  std::vector<int> goals;
  for (const SdgMention& mention : FindPrintedSdgs(Words(text))) {
    EXPECT_TRUE(mention.is_explicit);
    goals.push_back(mention.goal);
  }
  return goals;
}

TEST(SdgFinderTest, GoalsArePrintedInFourLanguages) {
  EXPECT_THAT(GoalsIn("SDG 8 Setting the scene"), ElementsAre(8));
  EXPECT_THAT(GoalsIn("El ODS 8 en Pasto"), ElementsAre(8));
  EXPECT_THAT(GoalsIn("L'ODD 11 à Lyon"), ElementsAre(11));
  EXPECT_THAT(GoalsIn("Goal 13: climate"), ElementsAre(13));
}

TEST(SdgFinderTest, OneMarkMayLeadSeveralNumbers) {
  EXPECT_THAT(GoalsIn("SDGs 11 and 16 Durban"), ElementsAre(11, 16));
  EXPECT_THAT(GoalsIn("ODS 4, 5 y 10"), ElementsAre(4, 5, 10));
  EXPECT_THAT(GoalsIn("SDG 6 & 14/15"), ElementsAre(6, 14, 15));
}

TEST(SdgFinderTest, GluedAndHyphenedMarksCount) {
  EXPECT_THAT(GoalsIn("SDG8 and ODS-11"), ElementsAre(8, 11));
  EXPECT_THAT(GoalsIn("#SDG11 and 13"), ElementsAre(11, 13));
}

TEST(SdgFinderTest, ATargetIsItsGoal) {
  EXPECT_THAT(GoalsIn("SDG 11.3 on planning"), ElementsAre(11));
  EXPECT_THAT(GoalsIn("SDG 11.3 and 6.2"), ElementsAre(11, 6));
}

TEST(SdgFinderTest, ARangeMeansAllBetween) {
  EXPECT_THAT(GoalsIn("SDGs 8-11"), ElementsAre(8, 9, 10, 11));
  EXPECT_THAT(GoalsIn("ODS 4–6, 8"), ElementsAre(4, 5, 6, 8));
}

TEST(SdgFinderTest, TheAgendaIsWrittenOutInEachLanguage) {
  EXPECT_THAT(GoalsIn("Objectifs 11 et 16"), ElementsAre(11, 16));
  EXPECT_THAT(GoalsIn("Objectif de développement durable 6"), ElementsAre(6));
  EXPECT_THAT(GoalsIn("Objetivo de Desarrollo Sostenible (ODS) 8 y 11"), ElementsAre(8, 11));
  EXPECT_THAT(GoalsIn("Objetivos de Desenvolvimento Sustentável 3 e 4"), ElementsAre(3, 4));
  EXPECT_THAT(GoalsIn("Sustainable Development Goals 1 to 3"), ElementsAre(1, 2, 3));
  EXPECT_THAT(GoalsIn("ODS nº 8"), ElementsAre(8));
  EXPECT_THAT(GoalsIn("meta 11.2 do ODS"), ElementsAre(11));
  EXPECT_THAT(GoalsIn("ODD 11 et cible 6.2"), ElementsAre(11, 6));
}

TEST(SdgFinderTest, EverydayGoalsAndTargetsAreNoneOfTheAgenda) {
  EXPECT_THAT(GoalsIn("He scored goals 3 and 4 before the break"), IsEmpty());
  EXPECT_THAT(GoalsIn("At odd 5 minute intervals"), IsEmpty());
  EXPECT_THAT(GoalsIn("An inflation target of 2, a target 2.5 per cent above it"), IsEmpty());
}

TEST(SdgFinderTest, AGoalIsNamedOnce) {
  EXPECT_THAT(GoalsIn("SDG 8 and again SDG 8, ODS 8"), ElementsAre(8));
}

TEST(SdgFinderTest, NumbersThatAreNoGoalsAreLeftOut) {
  EXPECT_THAT(GoalsIn("SDG 18"), IsEmpty());
  EXPECT_THAT(GoalsIn("SDG 0"), IsEmpty());
  EXPECT_THAT(GoalsIn("17 SDGs"), IsEmpty());
  EXPECT_THAT(GoalsIn("Localizing the SDGs 2030"), IsEmpty());
  EXPECT_THAT(GoalsIn("Agenda 2030 in 12 cities"), IsEmpty());
}

TEST(SdgFinderTest, TheSpanCoversMarkAndNumber) {
  const auto found = FindPrintedSdgs(Words("Niterói, ODS 11 y 13"));
  ASSERT_EQ(found.size(), 2U);
  EXPECT_EQ(found[0].span, (Span{9, 15}));
  EXPECT_EQ(found[0].why, "ODS 11");
  EXPECT_EQ(found[1].span, (Span{9, 20}));
}

TEST(SdgFinderTest, AThemeAddsTheGoalsItServesThatAreNotPrinted) {
  const auto vocabulary =
      ThemeVocabulary::Parse("id,broader,sdgs,en\nwater,,6|11,water\n", "t.csv");
  ASSERT_TRUE(vocabulary.has_value());
  std::vector<SdgMention> goals = FindPrintedSdgs(Words("SDG 11 water"));
  AddSdgsOfThemes(*vocabulary, {{.span = {7, 12}, .text = "water", .theme = 0}}, goals);
  ASSERT_EQ(goals.size(), 2U);
  EXPECT_TRUE(goals[0].is_explicit) << "what is printed stays so";
  EXPECT_EQ(goals[1].goal, 6);
  EXPECT_FALSE(goals[1].is_explicit);
  EXPECT_EQ(goals[1].why, "water");
}

}  // namespace
}  // namespace citygraph::importers
