#include "tests/support/store_contract.h"

#include "tests/engine/storage/store_kinds.h"

namespace citygraph::testing {

INSTANTIATE_TEST_SUITE_P(Stores, StoreContractTest, ::testing::ValuesIn(AllKinds()), KindName);

TEST(PrefixRangeTest, EndsBeforeTheNextPrefix) {
  EXPECT_EQ(PrefixRange("ab").first, "ab");
  EXPECT_EQ(PrefixRange("ab").last, "ac");
  EXPECT_EQ(PrefixRange(Bytes({'a', 0x7f})).last, Bytes({'a', 0x80}));
  EXPECT_EQ(PrefixRange(Bytes({'a', 0xff, 0xff})).last, "b");
  EXPECT_EQ(PrefixRange(Bytes({0})).last, Bytes({1}));
}

TEST(PrefixRangeTest, WithoutANextPrefixEndsAtTheEnd) {
  EXPECT_EQ(PrefixRange("").last, "");
  EXPECT_EQ(PrefixRange(Bytes({0xff})).last, "");
  EXPECT_EQ(PrefixRange(Bytes({0xff, 0xff})).first, Bytes({0xff, 0xff}));
  EXPECT_EQ(PrefixRange(Bytes({0xff, 0xff})).last, "");
}

}  // namespace citygraph::testing
