#include "queries/cypher/execute/seen_pairs.h"

#include <gtest/gtest.h>

#include <random>
#include <set>
#include <utility>

namespace citygraph::queries::cypher {
namespace {

// Groups and codes are numbered as they come, as grouping numbers them.
class Reference {
 public:
  bool Add(std::uint32_t group, std::uint32_t code) { return seen_.emplace(group, code).second; }

 private:
  std::set<std::pair<std::uint32_t, std::uint32_t>> seen_;
};

// Draws (group, code) below bounds that grow, so that each number is first seen in its turn.
void Compare(std::uint32_t most_groups, std::uint32_t most_codes, int rows) {
  SCOPED_TRACE(testing::Message() << most_groups << " groups, " << most_codes << " codes");
  std::mt19937 random(most_groups * 31 + most_codes);
  const auto below = [&](std::uint32_t count) {
    return static_cast<std::uint32_t>(random() % count);
  };
  SeenPairs pairs;
  Reference reference;
  std::uint32_t groups = 0;
  std::uint32_t codes = 0;
  for (int i = 0; i < rows; ++i) {
    const std::uint32_t group = below(std::min(groups + 1, most_groups));
    const std::uint32_t code = below(std::min(codes + 1, most_codes));
    groups = std::max(groups, group + 1);
    codes = std::max(codes, code + 1);
    ASSERT_EQ(pairs.Add(group, code), reference.Add(group, code)) << "row " << i;
  }
}

TEST(SeenPairs, TellsNewPairsFromOldInEveryForm) {
  Compare(1, 1, 10);
  Compare(1, 5000, 60000);        // one group
  Compare(3000, 40, 60000);       // bitmaps
  Compare(7, 30000, 300000);      // many codes with few groups each: a hash table
  Compare(20000, 20000, 300000);  // sparse: a hash table
}

TEST(SeenPairs, OneGroupIsRememberedWhenASecondComes) {
  SeenPairs pairs;
  for (std::uint32_t code = 0; code < 100; ++code) EXPECT_TRUE(pairs.Add(0, code));
  EXPECT_TRUE(pairs.Add(1, 7));
  EXPECT_FALSE(pairs.Add(1, 7));
  for (std::uint32_t code = 0; code < 100; ++code) EXPECT_FALSE(pairs.Add(0, code));
  EXPECT_TRUE(pairs.Add(0, 100));
  pairs.Clear();
  EXPECT_TRUE(pairs.Add(0, 0));
}

}  // namespace
}  // namespace citygraph::queries::cypher
