#include "viz/text.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace citygraph::viz {
namespace {

using testing::ElementsAre;
using testing::Optional;

TEST(CleanTextTest, KeepsAnyScriptAndDropsWhatXmlForbids) {
  EXPECT_EQ(CleanText("Santa Fé"), "Santa Fé");
  EXPECT_EQ(CleanText("東京 الرباط Москва"), "東京 الرباط Москва");
  EXPECT_EQ(CleanText(std::string_view("a\0b\x01\x7f", 5)), "ab");
  EXPECT_EQ(CleanText("bad \xff byte"), "bad \uFFFD byte");
}

TEST(CleanTextTest, WhiteSpaceIsOneSpaceAndNoneAtTheEnds) {
  EXPECT_EQ(CleanText(" \t São\u00a0\n Paulo \r\n"), "São Paulo");
  EXPECT_EQ(CleanText(" \n"), "");
}

TEST(CleanTextTest, TextCannotTurnTheLineAround) { EXPECT_EQ(CleanText("a\u202eb\u2066c"), "abc"); }

TEST(WrapTextTest, BreaksAtSpaces) {
  EXPECT_THAT(WrapText("Vila Nova de Famalicão", 14, 3), ElementsAre("Vila Nova de", "Famalicão"));
  EXPECT_THAT(WrapText("Durban", 14, 3), ElementsAre("Durban"));
  EXPECT_THAT(WrapText("", 14, 3), ElementsAre(""));
}

TEST(WrapTextTest, CutsWhatIsTooMuchWithAnEllipsis) {
  EXPECT_THAT(WrapText("one two three four five six", 8, 2), ElementsAre("one two", "three…"));
  EXPECT_THAT(WrapText("one two three", 8, 1), ElementsAre("one two…"));
}

TEST(WrapTextTest, BreaksWordsThatNoLineHolds) {
  const auto lines = WrapText(std::string(40, 'x'), 12, 9);
  EXPECT_THAT(lines, ElementsAre(std::string(16, 'x'), std::string(16, 'x'), "xxxxxxxx"));
  EXPECT_GT(WrapText("東京都千代田区霞が関一丁目", 10, 5).size(), 1u);
}

TEST(EscapeTest, MarkupIsText) {
  EXPECT_EQ(EscapeXml("<b>&\"'"), "&lt;b&gt;&amp;&quot;&#39;");
  EXPECT_EQ(QuoteDot("say \"\\N\" & co"), "\"say \\\"\\\\N\\\" &amp; co\"");
  EXPECT_EQ(QuoteDotLeft({"a", "b\\l"}), "\"a\\lb\\\\l\\l\"");
}

TEST(EscapeTest, LiteralEntitiesAreKeptApart) {
  EXPECT_EQ(EscapeXml("&lt;"), "&amp;\u2060lt;");
  EXPECT_EQ(QuoteDot("&#65;"), "\"&amp;\u2060#65;\"");
}

TEST(WebAddressTest, OnlyHttpAndHttpsAreLinks) {
  EXPECT_THAT(WebAddress("https://uclg.org/a?b=1&c=2#d"),
              Optional(std::string("https://uclg.org/a?b=1&c=2#d")));
  EXPECT_THAT(WebAddress("HTTP://uclg.org"), Optional(std::string("http://uclg.org")));
  for (const char* url : {"javascript:alert(1)", "javascript://x%0aalert(1)", "file:///etc/passwd",
                          "data:text/html,x", "/relative", "https://", "", "mailto:a@b.c"}) {
    EXPECT_EQ(WebAddress(url), std::nullopt) << url;
  }
}

TEST(WebAddressTest, WhatAnAddressMayNotHoldIsEncoded) {
  EXPECT_THAT(WebAddress("https://x.org/a b\"<>\\é\n"),
              Optional(std::string("https://x.org/a%20b%22%3C%3E%5C%C3%A9%0A")));
}

}  // namespace
}  // namespace citygraph::viz
