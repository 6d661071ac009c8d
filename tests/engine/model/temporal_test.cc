#include "engine/model/temporal.h"

#include <gtest/gtest.h>

#include "engine/model/value.h"

namespace citygraph {
namespace {

TEST(TemporalTest, DaysAndTheCalendarAgreeOverCenturies) {
  CivilDate expected{1599, 12, 31};
  for (std::int64_t day = ToDate(expected).days; day < ToDate({2101, 1, 1}).days; ++day) {
    ASSERT_EQ(ToCivil({day}), expected) << day;
    ASSERT_EQ(ToDate(expected).days, day);
    ASSERT_EQ(FromWeekDate(ToWeekDate({day})).days, day);
    if (++expected.day > DaysInMonth(expected.year, expected.month)) {
      expected.day = 1;
      if (++expected.month > 12) expected = {expected.year + 1, 1, 1};
    }
  }
  EXPECT_EQ(ToDate({1970, 1, 1}).days, 0);
  EXPECT_EQ(ToCivil(ToDate({-999'999'999, 1, 1})), (CivilDate{-999'999'999, 1, 1}));
  EXPECT_EQ(ToCivil(ToDate({999'999'999, 12, 31})), (CivilDate{999'999'999, 12, 31}));
}

TEST(TemporalTest, WeeksFollowTheThursday) {
  EXPECT_EQ(ToText(FromWeekDate({1817, 1, 2})), "1816-12-31");
  EXPECT_EQ(ToWeekDate(ToDate({2015, 7, 21})).week, 30);
  EXPECT_EQ(ToWeekDate(ToDate({2021, 1, 3})).year, 2020);
  EXPECT_EQ(WeeksInYear(2020), 53);
  EXPECT_EQ(WeeksInYear(2021), 52);
  EXPECT_EQ(DayOfWeek(ToDate({2026, 11, 23})), 1);
}

TEST(TemporalTest, TextLeavesOutWhatIsZero) {
  EXPECT_EQ(ToText(ToDate({28, 11, 11})), "0028-11-11");
  EXPECT_EQ(ToText(ToDate({-5, 1, 2})), "-0005-01-02");
  EXPECT_EQ(ToText(ToDate({12345, 1, 2})), "+12345-01-02");
  EXPECT_EQ(ToText(LocalTime{12 * 3600 * kNanosecondsPerSecond}), "12:00");
  EXPECT_EQ(ToText(LocalTime{142'000'000}), "00:00:00.142");
  EXPECT_EQ(ToText(Time{{0}, -(2 * 3600 + 5 * 60 + 7)}), "00:00-02:05:07");
  EXPECT_EQ(ToText(LocalDateTime{-1, 5}), "1969-12-31T23:59:59.000000005");
  EXPECT_EQ(ToText(DateTime{{0, 0}, 3600, std::make_shared<const std::string>("Europe/Paris")}),
            "1970-01-01T00:00+01:00[Europe/Paris]");
}

TEST(TemporalTest, DurationsKeepTheSignOfEachPart) {
  EXPECT_EQ(ToText(Duration{}), "PT0S");
  EXPECT_EQ(ToText(Duration{14, 3, 3661, 500'000'000}), "P1Y2M3DT1H1M1.5S");
  EXPECT_EQ(ToText(Duration{-14, 3, 0, 0}), "P-1Y-2M3D");
  EXPECT_EQ(ToText(Duration{0, 0, -1, 600'000'000}), "PT-0.4S");
  EXPECT_EQ(ToText(Duration{0, 0, -2, 400'000'000}), "PT-1.6S");
  EXPECT_EQ(ToText(Duration{0, 0, -601, 700'000'000}), "PT-10M-0.3S");
}

TEST(TemporalTest, ValuesHoldThemAndReferences) {
  EXPECT_EQ(Value(Date{3}).kind(), ValueKind::kDate);
  EXPECT_EQ(Value(Duration{}).kind(), ValueKind::kDuration);
  EXPECT_EQ(Value(NodeId{3}).kind(), ValueKind::kNode);
  EXPECT_EQ(Value(Path{{NodeId{1}}, {}}).kind(), ValueKind::kPath);
  EXPECT_EQ(Value(Path{{NodeId{1}}, {}}), Value(Path{{NodeId{1}}, {}}));
  EXPECT_NE(Value(Date{3}), Value(Date{4}));
  EXPECT_NE(Value(NodeId{3}), Value(RelationshipId{3}));
  EXPECT_EQ(KindName(ValueKind::kPath), "Path");
  EXPECT_TRUE(IsStorable(ValueList{Date{3}, Date{4}}));
  EXPECT_FALSE(IsStorable(NodeId{3}));
  EXPECT_FALSE(IsStorable(ValueMap{}));
  EXPECT_FALSE(IsStorable(ValueList{ValueMap{}}));
  EXPECT_FALSE(IsStorable(ValueList{ValueList{1}}));
}

}  // namespace
}  // namespace citygraph
