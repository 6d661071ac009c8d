#include "queries/questions/compare.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "tests/support/graph_text.h"

namespace citygraph::queries {
namespace {

using ::testing::ElementsAre;
using testing::GraphText;
using ::testing::IsEmpty;
using testing::Must;

class CompareTest : public ::testing::Test {
 protected:
  std::size_t At(std::string_view word) const { return cities_.place_at.at(Raw(graph_[word])); }
  std::string Name(std::size_t place) const { return cities_.places[place].name; }
  Comparison Of(std::initializer_list<std::string_view> words) const {
    std::vector<std::size_t> places;
    for (const std::string_view word : words) places.push_back(At(word));
    return Compare(cities_, places);
  }
  // "water 2, housing 1".
  std::vector<std::string> Themes(const Compared& compared) const {
    std::vector<std::string> told;
    for (const auto& [theme, count] : compared.themes)
      told.push_back(cities_.themes[theme].name + ' ' + std::to_string(count));
    return told;
  }
  std::vector<std::string> Partners(const Compared& compared) const {
    std::vector<std::string> told;
    for (const auto& [partner, count] : compared.partners)
      told.push_back(Name(partner) + ' ' + std::to_string(count));
    return told;
  }

  GraphText graph_{{"(a:City) -HOSTED-> (e1:Exchange {year: 2018})",
                    "(b:City) -TOOK_PART {role: visitor}-> (e1)", "(e1) -ABOUT-> (water:Theme)",
                    "(a) -TOOK_PART {role: partner}-> (e2:Exchange {year: 2012})",
                    "(c:City) -TOOK_PART {role: partner}-> (e2)", "(e2) -ABOUT-> (water)",
                    "(e2) -ABOUT-> (housing:Theme)",
                    "(b) -TOOK_PART {role: partner}-> (e3:Exchange)",
                    "(c) -TOOK_PART {role: partner}-> (e3)", "(a) -TOOK_PART {role: mentor}-> (e1)",
                    "(idle:City) -TOOK_PART {role: scope}-> (e3)"}};
  CityGraph cities_ = Must(CityGraph::Load(graph_.view()));
};

TEST_F(CompareTest, EachIsCountedForItself) {
  const Comparison comparison = Of({"a", "b"});
  ASSERT_EQ(comparison.places.size(), 2U);
  const Compared& a = comparison.places[0];
  EXPECT_EQ(a.place, At("a"));
  EXPECT_EQ(a.exchanges, 2U) << "two roles in one exchange are one exchange";
  EXPECT_EQ(a.first_year, 2012);
  EXPECT_EQ(a.last_year, 2018);
  EXPECT_THAT(a.roles, ElementsAre(std::pair<std::string, std::size_t>("host", 1),
                                   std::pair<std::string, std::size_t>("mentor", 1),
                                   std::pair<std::string, std::size_t>("partner", 1)));
  EXPECT_THAT(Themes(a), ElementsAre("water 2", "housing 1"));
  EXPECT_THAT(Partners(a), ElementsAre("b 1", "c 1"));
  EXPECT_EQ(comparison.places[1].last_year, 2018);
}

TEST_F(CompareTest, WhatTheyShareIsSharedByAll) {
  const Comparison two = Of({"a", "b"});
  ASSERT_EQ(two.common_themes.size(), 1U);
  EXPECT_EQ(cities_.themes[two.common_themes[0]].name, "water");
  ASSERT_EQ(two.common_partners.size(), 1U);
  EXPECT_EQ(Name(two.common_partners[0]), "c") << "not one another";
  ASSERT_EQ(two.together.size(), 1U);
  EXPECT_EQ(cities_.exchanges[two.together[0]].key, "e1");

  const Comparison three = Of({"a", "b", "c"});
  EXPECT_THAT(three.common_partners, IsEmpty()) << "those compared are left out";
  EXPECT_EQ(three.common_themes.size(), 1U);
  EXPECT_EQ(three.together.size(), 3U) << "exchanges that two of them took part in";
}

TEST_F(CompareTest, ACityOnlySpokenOfHasNothingToCompare) {
  const Comparison comparison = Of({"idle", "a"});
  EXPECT_EQ(comparison.places[0].exchanges, 0U);
  EXPECT_FALSE(comparison.places[0].first_year.has_value());
  EXPECT_THAT(comparison.places[0].roles, IsEmpty());
  EXPECT_THAT(comparison.common_themes, IsEmpty());
  EXPECT_THAT(comparison.together, IsEmpty());
}

}  // namespace
}  // namespace citygraph::queries
