// Whole pictures as DOT text against tests/viz/golden/*.dot. CITYGRAPH_UPDATE_GOLDEN=1 renews them.
// Coordinates may differ by a little: the last digits of a layout depend on the processor.
#include <gtest/gtest.h>

#include <charconv>
#include <cmath>
#include <cstdlib>
#include <fstream>
#include <optional>
#include <sstream>

#include "tests/viz/viz_support.h"
#include "viz/diagram.h"

namespace citygraph::viz {
namespace {

// Splits into numbers and the text between them, so that numbers can be compared as such.
std::vector<std::string> Tokens(std::string_view text) {
  std::vector<std::string> tokens(1);
  bool in_number = false;
  for (const char c : text) {
    const bool digit = (c >= '0' && c <= '9') || (in_number && c == '.');
    const bool number = digit || (c == '-' && !in_number);
    if (number != in_number) tokens.emplace_back();
    tokens.back().push_back(c);
    in_number = number;
  }
  return tokens;
}

std::optional<double> AsNumber(const std::string& text) {
  double number = 0;
  const char* end = text.data() + text.size();
  const auto [stop, error] = std::from_chars(text.data(), end, number);
  return error == std::errc() && stop == end ? std::optional(number) : std::nullopt;
}

void ExpectNear(const std::string& golden, const std::string& actual, const std::string& file) {
  const std::vector<std::string> want = Tokens(golden);
  const std::vector<std::string> have = Tokens(actual);
  for (std::size_t i = 0; i < std::min(want.size(), have.size()); ++i) {
    if (want[i] == have[i]) continue;
    const std::optional<double> a = AsNumber(want[i]);
    const std::optional<double> b = AsNumber(have[i]);
    constexpr double kLittle = 0.5;
    ASSERT_TRUE(a && b && std::abs(*a - *b) < kLittle)
        << file << ": \"" << want[i] << "\" became \"" << have[i] << "\" after "
        << (i > 0 ? want[i - 1] : "the start")
        << "\nif that is right: CITYGRAPH_UPDATE_GOLDEN=1 ctest -R Golden";
  }
  EXPECT_EQ(want.size(), have.size()) << file;
}

void Check(const Subgraph& graph, const DiagramSpec& spec, const std::string& name) {
  const Result<std::string> dot = Render(graph, spec, Format::kDot);
  ASSERT_TRUE(dot.has_value()) << dot.error().ToString();
  const std::string file = std::string(CITYGRAPH_GOLDEN_DIR) + "/" + name + ".dot";
  if (std::getenv("CITYGRAPH_UPDATE_GOLDEN") != nullptr) {
    std::ofstream(file, std::ios::binary) << *dot;
    return;
  }
  std::ifstream in(file, std::ios::binary);
  std::stringstream golden;
  golden << in.rdbuf();
  ASSERT_TRUE(in.good() && !golden.str().empty()) << "no file " << file;
  ExpectNear(golden.str(), *dot, file);
}

DiagramSpec Spec(Layout layout, std::string title) {
  DiagramSpec spec;
  spec.layout = layout;
  spec.title = std::move(title);
  spec.caption = {"Source: a list of four reports"};
  return spec;
}

TEST(GoldenTest, Network) {
  Subgraph graph{
      .nodes = {MakeNode(1, "City", "Durban", "ZA"), MakeNode(2, "City", "Lisbon", "PT"),
                MakeNode(3, "City", "Maputo", "MZ"), MakeNode(4, "City", "Kazan", "RU")},
      .relationships = {MakeRelationship(1, "MET", 1, 2), MakeRelationship(2, "MET", 2, 3),
                        MakeRelationship(3, "MET", 1, 3, 0.5)}};
  graph.relationships[0].properties.Set("weight", 4);
  graph.nodes[0].properties.Set("weight", 5);
  graph.nodes[1].properties.Set("weight", 1);
  Check(graph, Spec(Layout::kNetwork, "Who met whom"), "network");
}

TEST(GoldenTest, Ego) {
  DiagramSpec spec = Spec(Layout::kEgo, "Durban & its partners");
  spec.focus = NodeId(1);
  Check(EgoOfDurban(), spec, "ego");
}

TEST(GoldenTest, Bipartite) {
  Check(CitiesAndThemes(4, 3), Spec(Layout::kBipartite, "Themes of cities"), "bipartite");
}

TEST(GoldenTest, Directed) {
  Check(Mentors(), Spec(Layout::kDirected, "Who mentored whom"), "directed");
}

}  // namespace
}  // namespace citygraph::viz
