#include "engine/adjacency/packed_integers.h"

#include <gtest/gtest.h>

#include <limits>
#include <random>
#include <vector>

namespace citygraph {
namespace {

constexpr auto kMin = std::numeric_limits<std::int64_t>::min();
constexpr auto kMax = std::numeric_limits<std::int64_t>::max();

// Packs and reads back; gives the width.
unsigned WidthOf(const std::vector<std::int64_t>& values) {
  const PackingPlan plan = PlanPacking(values);
  // Exactly as long as promised, so that a read beyond is seen by the sanitizers.
  std::vector<std::byte> bits(PackedIntegers::BytesFor(values.size(), plan.width));
  PackIntegers(values, plan, bits.data());
  const PackedIntegers packed(bits.data(), values.size(), plan.width, plan.base, plan.stride);
  for (std::size_t i = 0; i < values.size(); ++i) EXPECT_EQ(packed[i], values[i]) << i;
  return plan.width;
}

TEST(PackedIntegersTest, WidthIsTheLeastThatHoldsThem) {
  EXPECT_EQ(WidthOf({}), 0U);
  EXPECT_EQ(WidthOf({kMin}), 0U);
  EXPECT_EQ(WidthOf({7, 7, 7}), 0U);
  EXPECT_EQ(WidthOf({1, 2, 3, 4}), 0U);
  EXPECT_EQ(WidthOf({40, 30, 20, 10}), 0U);
  EXPECT_EQ(WidthOf({2000, 2025, 2010}), 5U);
  EXPECT_EQ(WidthOf({1, 2, 4, 4, 5}), 1U);  // a line, missed by one once
  EXPECT_EQ(WidthOf({0, 1, 0, 1, 1}), 1U);
  EXPECT_EQ(WidthOf({-1, 1023, -1}), 11U);
}

TEST(PackedIntegersTest, ExtremesKeepAllTheirBits) {
  EXPECT_EQ(WidthOf({kMin, kMax, 0, -1, 1}), 64U);
  EXPECT_EQ(WidthOf({kMax, kMin}), 64U);
  EXPECT_EQ(WidthOf({0, kMax}), 0U);  // a line of two
  EXPECT_EQ(WidthOf({kMin, 0, kMin + 5}), 64U);
  EXPECT_EQ(WidthOf({0, (std::int64_t{1} << 56) - 1, 5}), 56U);
  EXPECT_EQ(WidthOf({0, std::int64_t{1} << 57, 5}), 64U);
}

TEST(PackedIntegersTest, EveryWidthReadsBack) {
  std::mt19937_64 random(1);
  for (unsigned width = 1; width <= 64; ++width) {
    for (const std::size_t count : {1UL, 2UL, 3UL, 63UL, 64UL, 65UL, 1000UL}) {
      std::vector<std::int64_t> values(count);
      for (auto& value : values) {
        value = static_cast<std::int64_t>(random() >> (64 - width)) - 12345;
      }
      EXPECT_LE(WidthOf(values), width <= 56 ? width : 64);
    }
  }
}

}  // namespace
}  // namespace citygraph
