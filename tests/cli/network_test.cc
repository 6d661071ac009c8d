// citygraph rank, communities, components.
#include "tests/cli/cli_support.h"

namespace citygraph::cli {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;

class NetworkTest : public CliTest {
 protected:
  void SetUp() override { ImportBoth(); }
};

TEST_F(NetworkTest, RankNamesCitiesWithScores) {
  const Value answer = Ask({"rank", "--top", "3"});
  ASSERT_EQ(answer.AsList()->size(), 3U);
  EXPECT_THAT(KeysOf(At(answer, 0)), ElementsAre("rank", "city", "country", "score"));
  EXPECT_EQ(TextAt(answer, 0, "city"), "Barcelona");
  EXPECT_GT(NumberAt(answer, 0, "score"), NumberAt(answer, 1, "score"));
  const Value degree = Ask({"rank", "--by", "degree", "--top", "1"});
  EXPECT_EQ(IntegerAt(degree, 0, "score"), 3);
  const Value mentors = Ask({"rank", "--over", "mentored", "--by", "degree"});
  EXPECT_EQ(mentors.AsList()->size(), 4U);
  const ProgramResult table = Run({"rank", "--near", "Maputo"});
  EXPECT_EQ(table.exit_code, 0);
  EXPECT_THAT(table.out, HasSubstr("Score"));
}

TEST_F(NetworkTest, GroupsListTheirCities) {
  const Value communities = Ask({"communities"});
  ASSERT_FALSE(communities.AsList()->empty());
  EXPECT_THAT(KeysOf(At(communities, 0)), ElementsAre("community", "size", "cities"));
  const Value components = Ask({"components"});
  EXPECT_EQ(IntegerAt(components, 0, "size"),
            static_cast<std::int64_t>(ListAt(components, 0, "cities").size()));
  EXPECT_GE(IntegerAt(components, 0, "size"), 5);
  const Value strong = Ask({"components", "--over", "mentored", "--strong"});
  EXPECT_EQ(strong.AsList()->size(), 4U);
}

TEST_F(NetworkTest, WhatCannotBeAskedIsWrongUsageOrNotFound) {
  EXPECT_EQ(Run({"rank", "--by", "fame"}).exit_code, 2);
  EXPECT_EQ(Run({"rank", "--by", "degree", "--near", "Maputo"}).exit_code, 2);
  EXPECT_EQ(Run({"rank", "--by", "core", "--over", "mentored"}).exit_code, 2);
  EXPECT_EQ(Run({"components", "--strong"}).exit_code, 2);
  EXPECT_EQ(Run({"rank", "--near", "Nowhereville"}).exit_code, 3);
  const ProgramResult none = Run({"rank", "--over", "mentored", "--near", "Blantyre"});
  EXPECT_EQ(none.exit_code, 3);
  EXPECT_THAT(none.err, HasSubstr("neither mentor nor mentee"));
}

}  // namespace
}  // namespace citygraph::cli
