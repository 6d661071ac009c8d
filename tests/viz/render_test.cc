#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <regex>
#include <set>
#include <thread>

#include "tests/viz/viz_support.h"
#include "viz/diagram.h"
#include "viz/theme.h"

namespace citygraph::viz {
namespace {

using testing::HasSubstr;
using testing::Not;
using testing::StartsWith;

constexpr Format kFormats[] = {Format::kDot, Format::kSvg, Format::kPng, Format::kPdf};

std::string MustRender(const Subgraph& graph, const DiagramSpec& spec, Format format) {
  Result<std::string> picture = Render(graph, spec, format);
  EXPECT_TRUE(picture.has_value()) << picture.error().ToString();
  return picture.value_or("");
}

DiagramSpec Titled(std::string title) {
  DiagramSpec spec;
  spec.title = std::move(title);
  spec.caption = {"Source: the list"};
  return spec;
}

TEST(FormatForFileTest, TheEndOfTheNameDecides) {
  EXPECT_EQ(FormatForFile("a.svg").value(), Format::kSvg);
  EXPECT_EQ(FormatForFile("dir.png/a.PNG").value(), Format::kPng);
  EXPECT_EQ(FormatForFile("x.pdf").value(), Format::kPdf);
  EXPECT_EQ(FormatForFile("x.gv").value(), Format::kDot);
  EXPECT_EQ(FormatForFile("x.dot").value(), Format::kDot);
  for (const char* name : {"x.jpeg", "svg", "", "x.svg.txt"}) {
    const auto format = FormatForFile(name);
    ASSERT_FALSE(format.has_value()) << name;
    EXPECT_EQ(format.error().code, ErrorCode::kInvalidInput);
    EXPECT_THAT(format.error().message, HasSubstr(".svg, .png, .pdf or .dot"));
  }
}

TEST(RenderTest, EveryFormatLooksLikeItself) {
  const DiagramSpec spec = Titled("Mentors");
  EXPECT_THAT(MustRender(Mentors(), spec, Format::kSvg), StartsWith("<?xml version=\"1.0\""));
  EXPECT_THAT(MustRender(Mentors(), spec, Format::kPng), StartsWith("\x89PNG"));
  EXPECT_THAT(MustRender(Mentors(), spec, Format::kPdf), StartsWith("%PDF-"));
  EXPECT_THAT(MustRender(Mentors(), spec, Format::kDot), HasSubstr("digraph citygraph {"));
}

TEST(RenderTest, TheSameInputGivesTheSameBytes) {
  for (const Layout layout :
       {Layout::kNetwork, Layout::kEgo, Layout::kBipartite, Layout::kDirected}) {
    DiagramSpec spec = Titled("Twice");
    spec.layout = layout;
    spec.focus = NodeId(1);
    for (const Format format : kFormats) {
      const Subgraph graph = EgoOfDurban();
      EXPECT_EQ(MustRender(graph, spec, format), MustRender(graph, spec, format))
          << static_cast<int>(layout) << static_cast<int>(format);
    }
  }
}

TEST(RenderTest, NoDateIsLeftInPdf) {
  EXPECT_THAT(MustRender(Mentors(), Titled("x"), Format::kPdf), Not(HasSubstr("CreationDate")));
}

TEST(RenderTest, SvgSaysWhatItShows) {
  DiagramSpec spec = Titled("Who mentored whom");
  spec.description = "Durban mentored two cities";
  const std::string svg = MustRender(Mentors(), spec, Format::kSvg);
  EXPECT_EQ(XmlProblem(svg), "");
  const std::regex head(
      "<svg role=\"img\" aria-labelledby=\"(title-[0-9a-f]+)\" "
      "aria-describedby=\"(desc-[0-9a-f]+)\"");
  std::smatch match;
  ASSERT_TRUE(std::regex_search(svg, match, head)) << svg.substr(0, 300);
  EXPECT_THAT(svg, HasSubstr("<title id=\"" + match[1].str() + "\">Who mentored whom</title>"));
  EXPECT_THAT(svg,
              HasSubstr("<desc id=\"" + match[2].str() + "\">Durban mentored two cities</desc>"));
  EXPECT_THAT(svg, HasSubstr("<title>Durban mentored Johannesburg: source: list.txt, line 7"));
  EXPECT_THAT(svg, HasSubstr(">Source: the list</text>"));
  EXPECT_THAT(svg, HasSubstr(">PLN 04</text>"));
}

TEST(RenderTest, NamesAreCentredInWhateverFontIsFound) {
  const std::string svg = MustRender(Mentors(), Titled("x"), Format::kSvg);
  // Six names and six countries; the words of the page stand at the left.
  EXPECT_EQ(Count(svg, "text-anchor=\"middle\""), 12u);
}

TEST(RenderTest, SvgNeedsNothingFromOutside) {
  std::string svg = MustRender(EgoOfDurban(), Titled("x"), Format::kSvg);
  EXPECT_THAT(svg, Not(HasSubstr("<!DOCTYPE")));
  EXPECT_THAT(svg, Not(HasSubstr("<image")));
  EXPECT_THAT(svg, Not(HasSubstr("@import")));
  EXPECT_EQ(Count(svg, "http"), 2u) << "only the two name spaces";
  EXPECT_EQ(Count(svg, "<text"), Count(svg,
                                       "font-family=\"DejaVu Sans, Verdana, Helvetica, Arial, "
                                       "sans-serif\""));
}

TEST(RenderTest, NothingIsWrittenTooSmall) {
  const std::string svg = MustRender(RandomCities(40, 60, 1), Titled("x"), Format::kSvg);
  const std::regex size("font-size=\"([0-9.]+)\"");
  for (std::sregex_iterator at(svg.begin(), svg.end(), size), end; at != end; ++at) {
    EXPECT_GE(std::stod((*at)[1].str()), theme::kSmallestPt);
  }
}

// Names that try to be markup, DOT, entities, links and scripts.
Subgraph Hostile() {
  Subgraph graph;
  const char* names[] = {"<script>alert(1)</script>", "a \"quoted\" & 'b' \\N \\",
                         "&lt;b&gt; &#65;",           "]]> --> <!--",
                         "東京 الرباط Ἀθῆναι 🏙",     "a\x01\xff\nb",
                         "\"]; evil [label=\"x",      "</TD></TABLE>>"};
  std::uint64_t id = 1;
  for (const char* name : names) {
    graph.nodes.push_back(MakeNode(id, id % 2 == 0 ? "City" : "Theme", name, "<&>"));
    graph.nodes.back().properties.Set("tooltip", name);
    graph.nodes.back().properties.Set(
        "url", id % 2 == 0 ? "javascript:alert(1)" : "https://x.org/?a=1&b=\"2\"<x>");
    graph.relationships.push_back(MakeRelationship(id, name, 1, id));
    graph.relationships.back().properties.Set("name", name);
    graph.relationships.back().properties.Set("url", "https://x.org/?q=1&amp;r=2");
    ++id;
  }
  return graph;
}

TEST(RenderTest, DataIsNeverMarkup) {
  for (const Layout layout :
       {Layout::kNetwork, Layout::kEgo, Layout::kBipartite, Layout::kDirected}) {
    DiagramSpec spec = Titled("<b>T&amp;\"'\\l</b>\n// */ --");
    spec.description = "]]></desc><script>";
    spec.caption = {"<i>&", "\\r \"quoted\""};
    spec.layout = layout;
    spec.focus = NodeId(2);
    const std::string svg = MustRender(Hostile(), spec, Format::kSvg);
    EXPECT_EQ(XmlProblem(svg), "");
    EXPECT_THAT(svg, Not(HasSubstr("<script")));
    EXPECT_THAT(svg, Not(HasSubstr("javascript")));
    EXPECT_THAT(svg, HasSubstr("&lt;script&gt;"));
    EXPECT_THAT(svg, HasSubstr("https://x.org/?a=1&amp;b=%222%22%3Cx%3E"));
    for (const Format format : kFormats) EXPECT_FALSE(MustRender(Hostile(), spec, format).empty());
  }
}

TEST(RenderTest, LinksMakeThePictureADocument) {
  Subgraph graph = Mentors();
  graph.nodes[0].properties.Set("url", "https://uclg.org/durban");
  const std::string svg = MustRender(graph, Titled("x"), Format::kSvg);
  EXPECT_THAT(svg, HasSubstr("role=\"graphics-document\""));
  EXPECT_THAT(svg, HasSubstr("xlink:href=\"https://uclg.org/durban\""));
  EXPECT_THAT(svg, Not(HasSubstr("xlink:title")));
}

TEST(RenderTest, PngKnowsItsSizeOnPaper) {
  const std::string png = MustRender(Mentors(), Titled("Mentors"), Format::kPng);
  const std::size_t at = png.find("pHYs");
  ASSERT_NE(at, std::string::npos);
  // 200 dots an inch are 7874 a metre.
  EXPECT_EQ(png.substr(at + 4, 9), std::string("\x00\x00\x1e\xc2\x00\x00\x1e\xc2\x01", 9));
  EXPECT_THAT(png, HasSubstr("Description"));
}

TEST(RenderTest, LongNamesAreWrappedAndCut) {
  Subgraph graph = Mentors();
  graph.nodes[0].properties.Set("name", std::string(5000, 'x'));
  std::string words;
  for (int i = 0; i < 500; ++i) words += "word ";
  graph.nodes[1].properties.Set("name", words);
  const std::string svg = MustRender(graph, Titled(words), Format::kSvg);
  EXPECT_EQ(XmlProblem(svg), "");
  EXPECT_THAT(svg, HasSubstr("…</text>"));
}

TEST(RenderTest, FiveHundredNodesWork) {
  const std::string svg = MustRender(RandomCities(500, 1500, 3), Titled("Many"), Format::kSvg);
  EXPECT_EQ(XmlProblem(svg), "");
  EXPECT_GE(Count(svg, "class=\"node\""), 500u);
}

TEST(RenderTest, ThreadsTakeTurns) {
  std::vector<std::string> pictures(4);
  std::vector<std::thread> threads;
  for (std::string& picture : pictures) {
    threads.emplace_back([&picture] {
      for (int i = 0; i < 5; ++i) {
        picture = MustRender(RandomCities(25, 40, 4), Titled("At once"), Format::kSvg);
      }
    });
  }
  for (std::thread& thread : threads) thread.join();
  EXPECT_EQ(std::set<std::string>(pictures.begin(), pictures.end()).size(), 1u);
}

TEST(RenderTest, NothingIsPrinted) {
  testing::internal::CaptureStderr();
  testing::internal::CaptureStdout();
  for (const Format format : kFormats) MustRender(Hostile(), Titled("x"), format);
  EXPECT_EQ(testing::internal::GetCapturedStdout(), "");
  EXPECT_EQ(testing::internal::GetCapturedStderr(), "");
}

}  // namespace
}  // namespace citygraph::viz
