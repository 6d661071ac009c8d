#include "queries/questions/in_cypher.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <string>
#include <vector>

namespace citygraph::queries {
namespace {

using ::testing::HasSubstr;
using ::testing::Not;

Node City(std::string name, std::int64_t id) {
  return {.labels = {"City", "Place"}, .properties = {{"name", name}, {"geonameid", id}}};
}

TEST(InCypherTest, ANodeIsNamedByWhatIdentifiesIt) {
  EXPECT_EQ(NodeInCypher("a", City("Córdoba", 3860259)),
            "(a:City {name: 'Córdoba', geonameid: 3860259})");
  EXPECT_EQ(NodeInCypher("c", {.labels = {"Country", "Place"},
                               .properties = {{"name", "Chile"}, {"code", "CL"}}}),
            "(c:Country {name: 'Chile', code: 'CL'})");
  EXPECT_EQ(NodeInCypher("e", {.labels = {"Exchange"}, .properties = {{"key", "PLN-4"}}}),
            "(e:Exchange {key: 'PLN-4'})");
}

TEST(InCypherTest, QuotesAndBackslashesDoNotEndAName) {
  EXPECT_EQ(NodeInCypher("a", City("L'Aquila \\ x", 1)),
            "(a:City {name: 'L\\'Aquila \\\\ x', geonameid: 1})");
}

TEST(InCypherTest, ChainsGoBothWaysAndAsDeepAsAsked) {
  const std::string chains = MentoringsInCypher(City("Durban", 1), 3);
  EXPECT_THAT(chains, HasSubstr("-[:MENTORED*1..3]->()"));
  EXPECT_THAT(chains, HasSubstr("()-[:MENTORED*1..3]->"));
  EXPECT_THAT(MentoringsInCypher(City("Durban", 1), 1), Not(HasSubstr("*")));
  EXPECT_EQ(MentoringsInCypher(std::nullopt, 1),
            "MATCH (a)-[m:MENTORED]->(b) RETURN a.name, b.name, m.exchange, m.year");
}

// Within one MATCH no relationship is passed twice, so that cities that met would be lost.
TEST(InCypherTest, SharedThemesAreAskedInTwoMatches) {
  const std::vector<Node> cities = {City("Durban", 1), City("Barcelona", 2)};
  for (std::size_t n = 0; n <= 2; ++n) {
    const std::string text = SharedThemesInCypher(std::span(cities).first(n), 5);
    std::size_t matches = 0;
    for (std::size_t at = text.find("MATCH "); at != std::string::npos;
         at = text.find("MATCH ", at + 1))
      ++matches;
    EXPECT_EQ(matches, 2U) << text;
    EXPECT_THAT(text, HasSubstr("LIMIT 5"));
  }
}

// No statement is cut off: brackets and quotes close.
TEST(InCypherTest, BracketsClose) {
  const std::vector<Node> two = {City("Durban", 1), City("Barcelona", 0)};
  for (const std::string& text :
       {ShowInCypher(two[0]), MentoringsInCypher(two[0], 2), SharedThemesInCypher(two, 3),
        PathInCypher(two[0], two[1]), CompareInCypher(two), CountsInCypher()}) {
    for (const auto& [open, close] :
         {std::pair('(', ')'), std::pair('{', '}'), std::pair('[', ']')})
      EXPECT_EQ(std::ranges::count(text, open), std::ranges::count(text, close)) << text;
    EXPECT_EQ(std::ranges::count(text, '\'') % 2, 0) << text;
  }
}

}  // namespace
}  // namespace citygraph::queries
