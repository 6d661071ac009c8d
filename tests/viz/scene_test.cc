#include "viz/scene.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>

#include "tests/viz/viz_support.h"
#include "viz/page.h"

namespace citygraph::viz {
namespace {

using testing::Contains;
using testing::Each;
using testing::ElementsAre;
using testing::Field;
using testing::HasSubstr;
using testing::Not;

Scene MustMake(const Subgraph& graph, const DiagramSpec& spec = {}) {
  Result<Scene> scene = MakeScene(graph, spec);
  EXPECT_TRUE(scene.has_value()) << scene.error().ToString();
  return scene ? std::move(*scene) : Scene{};
}

Error MustFail(const Subgraph& graph, const DiagramSpec& spec = {}) {
  Result<Scene> scene = MakeScene(graph, spec);
  EXPECT_FALSE(scene.has_value());
  return scene ? Error{} : scene.error();
}

std::vector<std::string> LegendTexts(const Scene& scene) {
  std::vector<std::string> texts;
  for (const LegendEntry& entry : MakeLegend(scene)) texts.push_back(entry.text);
  return texts;
}

TEST(SceneTest, NothingToDrawIsInvalid) { EXPECT_EQ(MustFail({}).code, ErrorCode::kInvalidInput); }

TEST(SceneTest, ARelationshipNeedsItsEnds) {
  Subgraph graph{.nodes = {MakeNode(1, "City", "Durban")},
                 .relationships = {MakeRelationship(9, "MET", 1, 2)}};
  const Error error = MustFail(graph);
  EXPECT_EQ(error.code, ErrorCode::kInvalidInput);
  EXPECT_EQ(error.message, "relationship 9 (MET) needs node 2, which is not among the nodes");
}

TEST(SceneTest, ANodeGivenTwiceIsInvalid) {
  Subgraph graph{.nodes = {MakeNode(1, "City", "Durban"), MakeNode(1, "City", "Lisbon")},
                 .relationships = {}};
  EXPECT_EQ(MustFail(graph).code, ErrorCode::kInvalidInput);
}

TEST(SceneTest, TooManyNodesComeWithAdvice) {
  const Error error = MustFail(RandomCities(2001, 10, 1));
  EXPECT_EQ(error.code, ErrorCode::kInvalidInput);
  EXPECT_THAT(error.message, HasSubstr("2001"));
  EXPECT_THAT(error.hint, HasSubstr("--top"));
}

TEST(SceneTest, AnEgoDiagramNeedsAFocusThatIsThere) {
  const Subgraph graph = EgoOfDurban();
  EXPECT_EQ(MustFail(graph, {.layout = Layout::kEgo}).code, ErrorCode::kInvalidInput);
  EXPECT_EQ(MustFail(graph, {.layout = Layout::kEgo, .focus = NodeId(77)}).code,
            ErrorCode::kInvalidInput);
}

TEST(SceneTest, TheOrderAndTheIdsOfTheInputDoNotMatter) {
  Subgraph graph = EgoOfDurban();
  const Scene before = MustMake(graph);
  std::ranges::reverse(graph.nodes);
  std::ranges::reverse(graph.relationships);
  for (Node& node : graph.nodes) node.id = NodeId(5000 - Raw(node.id));
  for (Relationship& each : graph.relationships) {
    each.id = RelationshipId(9000 - Raw(each.id));
    each.start = NodeId(5000 - Raw(each.start));
    each.end = NodeId(5000 - Raw(each.end));
  }
  const Scene after = MustMake(graph);
  ASSERT_EQ(before.nodes.size(), after.nodes.size());
  for (std::size_t i = 0; i < before.nodes.size(); ++i) {
    EXPECT_EQ(before.nodes[i].name, after.nodes[i].name);
  }
  ASSERT_EQ(before.lines.size(), after.lines.size());
  for (std::size_t i = 0; i < before.lines.size(); ++i) {
    EXPECT_EQ(before.lines[i].tooltip, after.lines[i].tooltip);
    EXPECT_EQ(before.lines[i].start, after.lines[i].start);
  }
}

TEST(SceneTest, MeetingHasNoDirection) {
  Subgraph one{.nodes = {MakeNode(1, "City", "A"), MakeNode(2, "City", "B")},
               .relationships = {MakeRelationship(1, "MET", 1, 2)}};
  Subgraph other = one;
  std::swap(other.relationships[0].start, other.relationships[0].end);
  EXPECT_EQ(MustMake(one).lines[0].start, MustMake(other).lines[0].start);
  EXPECT_EQ(MustMake(one).lines[0].arrow, Arrow::kNone);
}

TEST(SceneTest, WhatIsNotSureIsDashed) {
  for (const auto& [confidence, dashed] : {std::pair(0.74, true), {0.75, false}, {1.0, false}}) {
    Subgraph graph{.nodes = {MakeNode(1, "City", "A"), MakeNode(2, "City", "B")},
                   .relationships = {MakeRelationship(1, "MENTORED", 1, 2, confidence)}};
    EXPECT_EQ(MustMake(graph).lines[0].dashed, dashed) << confidence;
  }
}

TEST(SceneTest, WidthGrowsWithWeightAndStaysWithinItsBounds) {
  double last = 0;
  for (const double weight : {1, 2, 5, 20, 1000}) {
    const double width = LineWidth(weight, 1000);
    EXPECT_GT(width, last);
    last = width;
  }
  EXPECT_NEAR(LineWidth(1, 1000), theme::kThinnestLine, 0.01);
  EXPECT_NEAR(last, theme::kThickestLine, 0.01);
  EXPECT_LT(LineWidth(2, 2), 2);
}

TEST(SceneTest, WeightsThatAreNoNumbersDoNoHarm) {
  Subgraph graph = RandomCities(5, 5, 1);
  graph.nodes[0].properties.Set("weight", std::nan(""));
  graph.nodes[1].properties.Set("weight", -3);
  graph.nodes[2].properties.Set("weight", HUGE_VAL);
  graph.nodes[3].properties.Set("weight", "many");
  for (const SceneNode& node : MustMake(graph).nodes) {
    EXPECT_GE(node.name_pt, theme::kSmallestPt);
    EXPECT_LE(node.name_pt, theme::kHeaviestNamePt);
  }
}

TEST(SceneTest, HoverTextsSayWhatAndWhere) {
  const Scene scene = MustMake(Mentors());
  EXPECT_THAT(scene.nodes[0].tooltip, "Durban, MZ (city)");
  EXPECT_THAT(scene.lines[0].tooltip, "Durban mentored Johannesburg: source: list.txt, line 7");
  EXPECT_THAT(scene.lines[1].tooltip, HasSubstr("not certain (60%)"));
}

TEST(SceneTest, ADescriptionIsWrittenWhenNoneIsGiven) {
  const std::string text = MustMake(Mentors(), {.layout = Layout::kDirected}).description;
  EXPECT_EQ(
      text,
      "Diagram from top to bottom of 6 cities with 4 connections. Most connected: Durban (2), "
      "Johannesburg (2). 1 of the connections is not certain.");
  EXPECT_EQ(MustMake(Mentors(), {.description = "mine"}).description, "mine");
}

TEST(LegendTest, HoldsWhatOccursAndNothingElse) {
  EXPECT_THAT(LegendTexts(MustMake(Mentors())),
              ElementsAre("City", "Mentored (arrow to the mentee)", "Dashed: not certain"));
  const auto texts =
      LegendTexts(MustMake(EgoOfDurban(), {.layout = Layout::kEgo, .focus = NodeId(1)}));
  EXPECT_THAT(texts, Contains("In focus (city)"));
  EXPECT_THAT(texts, Contains("Took part as mentee"));
  EXPECT_THAT(texts, Not(Contains(HasSubstr("width"))));
}

TEST(LegendTest, ScalesNameTheirUnitsAndRange) {
  Subgraph graph = Mentors();
  graph.relationships[0].properties.Set("weight", 7);
  graph.nodes[0].properties.Set("weight", 12);
  graph.nodes[1].properties.Set("weight", 3);
  const auto texts = LegendTexts(MustMake(graph, {.node_size_means = "partners"}));
  EXPECT_THAT(texts, Contains("Line width: 1 to 7 exchanges"));
  EXPECT_THAT(texts, Contains("Size of name: 3 to 12 partners"));
}

TEST(LegendTest, TypesThatNobodyKnewAreSpeltOut) {
  Subgraph graph{.nodes = {MakeNode(1, "City", "A"), MakeNode(2, "Robot", "B")},
                 .relationships = {MakeRelationship(1, "TWINNED_WITH", 1, 2)}};
  EXPECT_THAT(LegendTexts(MustMake(graph)), ElementsAre("City", "Other", "Twinned with"));
}

}  // namespace
}  // namespace citygraph::viz
