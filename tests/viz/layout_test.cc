#include "viz/layout.h"

#include <gtest/gtest.h>

#include "tests/viz/viz_support.h"
#include "viz/packing.h"
#include "viz/page.h"

namespace citygraph::viz {
namespace {

struct Drawing {
  Scene scene;
  Placement placement;
  Page page;
};

Drawing MustPlace(const Subgraph& graph, const DiagramSpec& spec) {
  Drawing drawing;
  Result<Scene> scene = MakeScene(graph, spec);
  EXPECT_TRUE(scene.has_value()) << scene.error().ToString();
  if (!scene) return drawing;
  drawing.scene = std::move(*scene);
  GraphvizSession graphviz;
  Result<Placement> placement = PlaceScene(graphviz, drawing.scene);
  EXPECT_TRUE(placement.has_value()) << placement.error().ToString();
  if (!placement) return drawing;
  drawing.placement = std::move(*placement);
  Result<Page> page = MakePage(graphviz, drawing.scene, drawing.placement);
  EXPECT_TRUE(page.has_value()) << page.error().ToString();
  if (page) drawing.page = std::move(*page);
  return drawing;
}

// No box on the page, of a node or of text, lies on another or sticks out of the paper.
void ExpectTidy(const Drawing& drawing) {
  std::vector<std::pair<std::string, Box>> boxes;
  for (std::size_t i = 0; i < drawing.scene.nodes.size(); ++i) {
    boxes.emplace_back(drawing.scene.nodes[i].name,
                       Box::Around(drawing.placement.centres[i], drawing.placement.sizes[i]));
  }
  for (const PageText& text : drawing.page.texts) {
    boxes.emplace_back(text.id, Box::Around(text.centre, text.size));
  }
  for (const PageSymbol& symbol : drawing.page.symbols) {
    boxes.emplace_back(symbol.id, Box::Around(symbol.centre, symbol.size));
  }
  const Box& paper = drawing.page.paper;
  for (std::size_t i = 0; i < boxes.size(); ++i) {
    const auto& [name, box] = boxes[i];
    EXPECT_TRUE(box.left >= paper.left && box.right <= paper.right && box.bottom >= paper.bottom &&
                box.top <= paper.top)
        << name << " sticks out";
    for (std::size_t j = i + 1; j < boxes.size(); ++j) {
      const bool both_sizes = name.starts_with("legend-") && boxes[j].first.starts_with("legend-");
      EXPECT_LE(box.OverlapWith(boxes[j].second), both_sizes ? 1.0 : 0.01)
          << name << " and " << boxes[j].first;
    }
  }
}

DiagramSpec Spec(Layout layout) {
  DiagramSpec spec;
  spec.layout = layout;
  spec.title = "Cities that learnt from one another in a programme with a rather long name";
  spec.caption = {"Source: a list",
                  "Left out: nothing at all, but this line is long enough to "
                  "be wrapped on a page that is not very wide, as it should be"};
  return spec;
}

TEST(LayoutTest, NothingOverlapsInANetworkOfSixty) {
  const Drawing drawing = MustPlace(RandomCities(60, 120, 3), Spec(Layout::kNetwork));
  ExpectTidy(drawing);
  // On A4 landscape (780 points of width, 520 of height) names stay above 6.5 points.
  const double shrunk =
      std::min(780 / drawing.page.paper.width(), 560 / drawing.page.paper.height());
  EXPECT_GE(theme::kNamePt * std::min(shrunk, 1.0), 6.5);
}

TEST(LayoutTest, NothingOverlapsInTheOthersEither) {
  DiagramSpec ego = Spec(Layout::kEgo);
  ego.focus = NodeId(1);
  {
    SCOPED_TRACE("ego");
    ExpectTidy(MustPlace(EgoOfDurban(), ego));
  }
  {
    SCOPED_TRACE("large ego");
    ExpectTidy(MustPlace(RandomCities(150, 400, 5), ego));
  }
  {
    SCOPED_TRACE("columns");
    ExpectTidy(MustPlace(CitiesAndThemes(15, 20), Spec(Layout::kBipartite)));
  }
  {
    SCOPED_TRACE("directed");
    ExpectTidy(MustPlace(Mentors(), Spec(Layout::kDirected)));
  }
}

TEST(LayoutTest, SmallAndOddGraphsAreTidyInEveryLayout) {
  for (const Layout layout :
       {Layout::kNetwork, Layout::kEgo, Layout::kBipartite, Layout::kDirected}) {
    for (std::size_t nodes = 1; nodes <= 9; ++nodes) {
      for (const std::size_t lines : {std::size_t{0}, nodes - 1, nodes * 2}) {
        SCOPED_TRACE(static_cast<int>(layout) * 10000 + static_cast<int>(nodes * 100 + lines));
        DiagramSpec spec = Spec(layout);
        spec.focus = NodeId(1);
        Subgraph graph = RandomCities(nodes, lines, 2);
        // And a loop, and a second line between the same two.
        graph.relationships.push_back(MakeRelationship(900, "MENTORED", 1, 1));
        graph.relationships.push_back(MakeRelationship(901, "MENTORED", 1, nodes));
        graph.relationships.push_back(MakeRelationship(902, "MENTORED", 1, nodes));
        const Drawing drawing = MustPlace(graph, spec);
        ExpectTidy(drawing);
        for (const Route& route : drawing.placement.routes) {
          ASSERT_EQ(route.points.size() % 3, 1u);
          for (const Point& point : route.points) {
            EXPECT_TRUE(std::isfinite(point.x) && std::isfinite(point.y));
          }
        }
      }
    }
  }
}

TEST(LayoutTest, TheFocusIsInTheMiddleOfItsRing) {
  DiagramSpec spec = Spec(Layout::kEgo);
  spec.focus = NodeId(1);
  Subgraph star;
  for (std::uint64_t i = 1; i <= 13; ++i) {
    star.nodes.push_back(MakeNode(i, "City", "City"));
    if (i > 1) star.relationships.push_back(MakeRelationship(i, "MET", 1, i));
  }
  const Drawing drawing = MustPlace(star, spec);
  Box all;
  for (const Point& centre : drawing.placement.centres) all.Add(centre);
  const Point focus = drawing.placement.centres[*drawing.scene.focus];
  EXPECT_NEAR(focus.x, all.centre().x, all.width() * 0.12);
  EXPECT_NEAR(focus.y, all.centre().y, all.height() * 0.12);
}

TEST(LayoutTest, ColumnsAreStraightAndThemesAreAtTheRight) {
  const Drawing drawing = MustPlace(CitiesAndThemes(6, 4), Spec(Layout::kBipartite));
  for (std::size_t i = 0; i < drawing.scene.nodes.size(); ++i) {
    const std::size_t first = drawing.scene.nodes[i].kind->label == "City" ? 0 : 6;
    EXPECT_NEAR(drawing.placement.centres[i].x, drawing.placement.centres[first].x, 1e-6);
  }
  EXPECT_GT(drawing.placement.centres[6].x, drawing.placement.centres[0].x + 100);
}

TEST(LayoutTest, MentorsAreAboveMentees) {
  const Drawing drawing = MustPlace(Mentors(), Spec(Layout::kDirected));
  for (const SceneLine& line : drawing.scene.lines) {
    EXPECT_GT(drawing.placement.centres[line.start].y, drawing.placement.centres[line.end].y);
  }
}

TEST(LayoutTest, ArrowsEndAtTheOutlineOfTheirNode) {
  Subgraph graph = RandomCities(30, 40, 8);
  for (Relationship& each : graph.relationships) each.type = "MENTORED";
  const Drawing drawing = MustPlace(graph, Spec(Layout::kNetwork));
  for (std::size_t i = 0; i < drawing.scene.lines.size(); ++i) {
    ASSERT_TRUE(drawing.placement.routes[i].end_tip.has_value());
    const std::size_t end = drawing.scene.lines[i].end;
    Box box = Box::Around(drawing.placement.centres[end], drawing.placement.sizes[end]);
    const Point tip = *drawing.placement.routes[i].end_tip;
    EXPECT_TRUE(tip.x > box.left - 0.5 && tip.x < box.right + 0.5 && tip.y > box.bottom - 0.5 &&
                tip.y < box.top + 0.5);
    const double inside = std::min(std::min(tip.x - box.left, box.right - tip.x),
                                   std::min(tip.y - box.bottom, box.top - tip.y));
    EXPECT_LT(inside, 4) << "the tip is hidden";
  }
}

TEST(PackingTest, PushApartLeavesTheGapEvenForOneSpot) {
  std::vector<Point> centres(40);
  const std::vector<Size> sizes(40, Size{50, 20});
  PushApart(centres, sizes, 8);
  for (std::size_t i = 0; i < centres.size(); ++i) {
    for (std::size_t j = i + 1; j < centres.size(); ++j) {
      EXPECT_EQ(
          Box::Around(centres[i], {57.9, 27.9}).OverlapWith(Box::Around(centres[j], {57.9, 27.9})),
          0);
    }
  }
}

TEST(PackingTest, PackKeepsPartsApartAndThePageInShape) {
  std::vector<Size> sizes = {{400, 300}};
  for (int i = 0; i < 30; ++i) sizes.push_back({60.0 + i, 30.0 + (i % 3) * 20});
  const std::vector<Point> centres = Pack(sizes, 10, 1.5);
  Box all;
  for (std::size_t i = 0; i < sizes.size(); ++i) {
    all.Add(Box::Around(centres[i], sizes[i]));
    for (std::size_t j = i + 1; j < sizes.size(); ++j) {
      EXPECT_EQ(Box::Around(centres[i], sizes[i]).OverlapWith(Box::Around(centres[j], sizes[j])),
                0);
    }
  }
  EXPECT_GT(all.width() / all.height(), 0.9);
  EXPECT_LT(all.width() / all.height(), 2.4);
}

}  // namespace
}  // namespace citygraph::viz
