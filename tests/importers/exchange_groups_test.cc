#include "importers/csv/exchange_groups.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <random>
#include <string>
#include <vector>

namespace citygraph::importers {
namespace {

using ::testing::ElementsAre;

// "0 1 2: a+b+c": the rows of each exchange and its cities.
std::vector<std::string> Group(const std::vector<PairRow>& rows) {
  std::vector<std::string> groups;
  for (const ExchangeGroup& group : GroupIntoExchanges(rows)) {
    std::string text;
    for (const std::size_t row : group.rows) text += std::to_string(row) + ' ';
    if (!text.empty()) text.pop_back();
    groups.push_back(text + ": " + group.cities);
  }
  return groups;
}

TEST(ExchangeGroupsTest, CitiesThatAllMetAreOneExchange) {
  EXPECT_THAT(Group({{0, "p", "a", "b"}, {1, "p", "b", "c"}, {2, "p", "c", "a"}}),
              ElementsAre("0 1 2: a+b+c"));
}

TEST(ExchangeGroupsTest, AllThatMetTheOneWhoLeadsAreOneExchange) {
  EXPECT_THAT(Group({{.row = 0, .group = "p", .from = "a", .to = "h", .to_leads = true},
                     {.row = 1, .group = "p", .from = "h", .to = "b", .from_leads = true},
                     {.row = 2, .group = "p", .from = "c", .to = "h", .to_leads = true}}),
              ElementsAre("0 1 2: a+b+c+h"));
}

TEST(ExchangeGroupsTest, AStarWithoutALeaderIsAnExchangeARow) {
  EXPECT_THAT(Group({{0, "p", "a", "h"}, {1, "p", "b", "h"}}), ElementsAre("0: a+h", "1: b+h"));
}

TEST(ExchangeGroupsTest, AChainIsAnExchangeARow) {
  EXPECT_THAT(Group({{.row = 0, .group = "p", .from = "a", .to = "b", .from_leads = true},
                     {.row = 1, .group = "p", .from = "b", .to = "c"},
                     {.row = 2, .group = "p", .from = "c", .to = "d"}}),
              ElementsAre("0: a+b", "1: b+c", "2: c+d"));
}

TEST(ExchangeGroupsTest, CitiesThatDoNotHangTogetherAreApart) {
  EXPECT_THAT(Group({{0, "p", "a", "b"}, {1, "p", "c", "d"}}), ElementsAre("0: a+b", "1: c+d"));
}

TEST(ExchangeGroupsTest, OtherGroupsAreOtherExchanges) {
  EXPECT_THAT(Group({{0, "p", "a", "b"}, {1, "q", "a", "b"}}), ElementsAre("0: a+b", "1: a+b"));
}

TEST(ExchangeGroupsTest, RowsOfTheSameTwoCitiesAreOneInAnyOrder) {
  EXPECT_THAT(Group({{0, "", "a", "b"}, {1, "", "c", "b"}, {2, "", "b", "a"}}),
              ElementsAre("0 2: a+b", "1: b+c"));
  EXPECT_THAT(Group({{0, "p", "a", "b"}, {1, "p", "b", "a"}}), ElementsAre("0 1: a+b"));
}

TEST(ExchangeGroupsTest, ManyCitiesGetAShortName) {
  std::vector<PairRow> rows;
  for (std::size_t i = 0; i < 40; ++i) {
    rows.push_back({.row = i,
                    .group = "p",
                    .from = "geonames:" + std::to_string(i),
                    .to = "hub",
                    .to_leads = true});
  }
  const auto groups = GroupIntoExchanges(rows);
  ASSERT_EQ(groups.size(), 1U);
  EXPECT_EQ(groups[0].rows.size(), 40U);
  EXPECT_TRUE(groups[0].cities.starts_with("41-places-")) << groups[0].cities;
  EXPECT_LT(groups[0].cities.size(), 64U);
}

TEST(ExchangeGroupsTest, TheOrderOfRowsDoesNotChangeWhoIsGrouped) {
  std::vector<PairRow> rows = {{0, "p", "a", "b"}, {1, "p", "b", "c"}, {2, "p", "c", "a"},
                               {3, "q", "a", "b"}, {4, "q", "b", "d"}, {5, "", "a", "b"}};
  const auto cities = [&] {
    std::vector<std::string> all;
    for (const ExchangeGroup& group : GroupIntoExchanges(rows)) all.push_back(group.cities);
    std::ranges::sort(all);
    return all;
  };
  const auto expected = cities();
  for (unsigned seed = 1; seed <= 20; ++seed) {
    std::mt19937 random(seed);
    std::ranges::shuffle(rows, random);
    EXPECT_EQ(cities(), expected) << "seed " << seed;
  }
}

TEST(ExchangeGroupsTest, NoRowsNoExchanges) { EXPECT_TRUE(GroupIntoExchanges({}).empty()); }

}  // namespace
}  // namespace citygraph::importers
