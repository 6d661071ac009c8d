#include "viz/graphviz.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace citygraph::viz {
namespace {

using testing::HasSubstr;
using testing::StartsWith;

constexpr char kGood[] = "digraph { a [id=a pos=\"0,0\"]; b [id=b pos=\"90,0\"]; a -> b [id=e] }";

TEST(GraphvizTest, RefusalsAreErrorsAndNothingIsPrinted) {
  testing::internal::CaptureStderr();
  {
    GraphvizSession graphviz;
    const Result<Arrangement> unreadable = graphviz.Arrange("digraph { a -> ", "neato");
    ASSERT_FALSE(unreadable.has_value());
    EXPECT_EQ(unreadable.error().code, ErrorCode::kInternal);
    EXPECT_THAT(unreadable.error().message, HasSubstr("syntax error"));

    const Result<Arrangement> no_engine = graphviz.Arrange(kGood, "no-such-engine");
    ASSERT_FALSE(no_engine.has_value());
    EXPECT_EQ(no_engine.error().code, ErrorCode::kInternal);

    const Result<std::string> no_format = graphviz.Draw(kGood, "no-such-format");
    ASSERT_FALSE(no_format.has_value());
    EXPECT_EQ(no_format.error().code, ErrorCode::kInternal);
  }
  EXPECT_EQ(testing::internal::GetCapturedStderr(), "");
}

TEST(GraphvizTest, ARefusalLeavesNothingBehind) {
  {
    GraphvizSession graphviz;
    EXPECT_FALSE(graphviz.Arrange("digraph { \"a", "neato").has_value());
  }
  GraphvizSession graphviz;
  const Result<std::string> svg = graphviz.Draw(kGood, "svg");
  ASSERT_TRUE(svg.has_value()) << svg.error().ToString();
  EXPECT_THAT(*svg, StartsWith("<?xml"));
}

TEST(GraphvizTest, PlacesAndRoutesComeById) {
  GraphvizSession graphviz;
  const Result<Arrangement> found = graphviz.Arrange(
      "digraph { node [shape=box fixedsize=true width=1 height=0.5 label=\"\"];"
      "x [id=a]; y [id=b]; x -> y [id=e]; x -> y [id=f dir=back] }",
      "dot");
  ASSERT_TRUE(found.has_value()) << found.error().ToString();
  EXPECT_EQ(found->nodes.size(), 2u);
  EXPECT_NEAR(found->nodes.at("a").size.width, 72, 0.1);
  EXPECT_GT(found->nodes.at("a").centre.y, found->nodes.at("b").centre.y);
  EXPECT_TRUE(found->routes.at("e").end_tip.has_value());
  EXPECT_FALSE(found->routes.at("e").start_tip.has_value());
  EXPECT_TRUE(found->routes.at("f").start_tip.has_value());
  EXPECT_EQ(found->routes.at("e").points.size() % 3, 1u);
}

}  // namespace
}  // namespace citygraph::viz
