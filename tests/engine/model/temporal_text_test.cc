#include "engine/model/temporal_text.h"

#include <gtest/gtest.h>

#include <limits>
#include <random>

namespace citygraph {
namespace {

std::shared_ptr<const std::string> Zone(std::string name) {
  return std::make_shared<const std::string>(std::move(name));
}

TEST(TemporalTextTest, WhatIsWrittenIsReadBack) {
  for (const Value& value : {
           Value(ToDate({2015, 7, 21})),
           Value(ToDate({-44, 3, 15})),
           Value(ToDate({123456, 1, 1})),
           Value(ToDate({kLastYear, 12, 31})),
           Value(ToDate({-kLastYear, 1, 1})),
           Value(LocalTime{0}),
           Value(LocalTime{kNanosecondsPerDay - 1}),
           Value(LocalTime{78'032 * kNanosecondsPerSecond + 142'000'000}),
           Value(Time{{78'000 * kNanosecondsPerSecond}, 0}),
           Value(Time{{1}, 3600}),
           Value(Time{{1}, -(2 * 3600 + 5 * 60 + 7)}),
           Value(LocalDateTime{-1, 999'999'999}),
           Value(LocalDateTime{1'437'515'632, 0}),
           Value(DateTime{{1'437'515'632, 142}, 7200, nullptr}),
           Value(DateTime{{1'437'515'632, 0}, 7200, Zone("Europe/Stockholm")}),
           Value(DateTime{{0, 0}, 0, Zone("Z]")}),
           Value(Duration{}),
           Value(Duration{14, -3, 3723, 500'000'000}),
           Value(Duration{-14, 3, -1, 600'000'000}),
           Value(Duration{0, 0, -3601, 1}),
           Value(Duration{0, 0, -60, 999'999'999}),
       }) {
    const auto read = TemporalFromText(value.kind(), TemporalText(value));
    ASSERT_TRUE(read) << TemporalText(value);
    EXPECT_EQ(*read, value) << TemporalText(value);
  }
}

TEST(TemporalTextTest, AnyDurationIsReadBack) {
  constexpr unsigned kSeed = 20261127;
  std::mt19937_64 random(kSeed);
  std::uniform_int_distribution<std::int64_t> amount(-100'000, 100'000);
  std::uniform_int_distribution<std::int32_t> nanoseconds(0, kNanosecondsPerSecond - 1);
  for (int i = 0; i < 2000; ++i) {
    const Duration duration{amount(random), amount(random), amount(random), nanoseconds(random)};
    EXPECT_EQ(TemporalFromText(ValueKind::kDuration, ToText(duration)), Value(duration))
        << ToText(duration) << ", seed " << kSeed;
  }
}

TEST(TemporalTextTest, WhatIsNotWrittenIsNotRead) {
  for (const auto* text : {"", "2015", "2015-7-21", "2015-02-30", "2015-13-01", "20150721", "x",
                           "2015-07-21 ", "1000000000-01-01", "2015-07-21T10:00"}) {
    EXPECT_FALSE(TemporalFromText(ValueKind::kDate, text)) << text;
  }
  for (const auto* text : {"24:00", "10:60", "10", "10:00:60", "10:00:01.", "10:00:00.5000"})
    EXPECT_FALSE(TemporalFromText(ValueKind::kLocalTime, text)) << text;
  for (const auto* text : {"P", "PT", "P1Y1Y", "P1.5D", "PT1H30", "1Y", "P99999999999999999999Y",
                           "PT9223372036854775807H"}) {
    EXPECT_FALSE(TemporalFromText(ValueKind::kDuration, text)) << text;
  }
  for (const auto* text : {"2015-07-21T10:00", "2015-07-21T10:00Z[", "2015-07-21T10:00+1:00"})
    EXPECT_FALSE(TemporalFromText(ValueKind::kDateTime, text)) << text;
  EXPECT_FALSE(TemporalFromText(ValueKind::kString, "2015-07-21"));
}

}  // namespace
}  // namespace citygraph
