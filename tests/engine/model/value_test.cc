#include "engine/model/value.h"

#include <gtest/gtest.h>

#include <limits>

#include "engine/model/evidence.h"
#include "engine/model/node.h"

namespace citygraph {
namespace {

std::vector<std::string> KeysOf(const ValueMap& map) {
  std::vector<std::string> keys;
  for (const MapEntry& entry : map) keys.push_back(entry.key);
  return keys;
}

TEST(ValueTest, KnowsItsKindAndGivesNothingForOthers) {
  EXPECT_TRUE(Value().is_null());
  EXPECT_TRUE(Value(nullptr).is_null());
  EXPECT_EQ(Value(true).kind(), ValueKind::kBoolean);
  EXPECT_EQ(Value(7).kind(), ValueKind::kInteger);
  EXPECT_EQ(Value(std::uint32_t{7}).kind(), ValueKind::kInteger);
  EXPECT_EQ(Value(7.0).kind(), ValueKind::kFloat);
  EXPECT_EQ(Value("seven").kind(), ValueKind::kString);  // not a boolean, as a pointer might become
  EXPECT_EQ(Value(std::string_view("seven")).kind(), ValueKind::kString);
  EXPECT_EQ(Value(ValueList{1, 2}).kind(), ValueKind::kList);
  EXPECT_EQ(Value(ValueMap{}).kind(), ValueKind::kMap);

  const Value seven = 7;
  ASSERT_NE(seven.AsInteger(), nullptr);
  EXPECT_EQ(*seven.AsInteger(), 7);
  EXPECT_EQ(seven.AsFloat(), nullptr);
  EXPECT_EQ(seven.AsBoolean(), nullptr);
  EXPECT_EQ(seven.AsString(), nullptr);
  EXPECT_EQ(seven.AsList(), nullptr);
  EXPECT_EQ(seven.AsMap(), nullptr);
}

TEST(ValueTest, EqualMeansSameKindAndContent) {
  EXPECT_EQ(Value(1), Value(1));
  EXPECT_NE(Value(1), Value(1.0));
  EXPECT_NE(Value(1), Value(true));
  EXPECT_NE(Value(0), Value());
  EXPECT_NE(Value(""), Value());
  EXPECT_EQ(Value(), Value(nullptr));
  EXPECT_EQ(Value(0.0), Value(-0.0));
  const double nan = std::numeric_limits<double>::quiet_NaN();
  EXPECT_EQ(Value(nan), Value(nan));
  EXPECT_NE(Value(nan), Value(0.0));
  EXPECT_EQ(Value(ValueList{1, nan}), Value(ValueList{1, nan}));
  EXPECT_NE(Value(ValueList{1, 2}), Value(ValueList{2, 1}));
  EXPECT_NE(Value(ValueList{}), Value(ValueMap{}));
}

TEST(ValueMapTest, KeepsTheOrderInWhichKeysWereSet) {
  ValueMap map;
  map.Set("name", "Durban");
  map.Set("code", "ZA");
  map.Set("name", "eThekwini");  // replaced where it is
  EXPECT_EQ(KeysOf(map), (std::vector<std::string>{"name", "code"}));
  EXPECT_EQ(*map.Find("name"), Value("eThekwini"));
  EXPECT_EQ(map.Find("year"), nullptr);
  EXPECT_EQ(map.size(), 2u);
}

TEST(ValueMapTest, SettingNullRemovesAndPuttingNullKeeps) {
  ValueMap map{{"year", 2011}};
  map.Set("year", nullptr);
  EXPECT_TRUE(map.empty());
  map.Set("year", nullptr);  // of a key that is not there: nothing
  EXPECT_TRUE(map.empty());
  map.Put("year", nullptr);
  ASSERT_NE(map.Find("year"), nullptr);
  EXPECT_TRUE(map.Find("year")->is_null());
  EXPECT_EQ(map.size(), 1u);
}

TEST(ValueMapTest, RemoveSaysWhetherItWasThere) {
  ValueMap map{{"a", 1}, {"b", 2}, {"c", 3}};
  EXPECT_TRUE(map.Remove("b"));
  EXPECT_FALSE(map.Remove("b"));
  EXPECT_EQ(KeysOf(map), (std::vector<std::string>{"a", "c"}));
}

TEST(ValueMapTest, OfTwoEntriesWithOneKeyTheLastWins) {
  const ValueMap map{{"a", 1}, {"a", 2}};
  EXPECT_EQ(map.size(), 1u);
  EXPECT_EQ(*map.Find("a"), Value(2));
}

TEST(ValueMapTest, EqualWhateverTheOrder) {
  EXPECT_EQ((ValueMap{{"a", 1}, {"b", 2}}), (ValueMap{{"b", 2}, {"a", 1}}));
  EXPECT_NE((ValueMap{{"a", 1}}), (ValueMap{{"a", 2}}));
  EXPECT_NE((ValueMap{{"a", 1}}), (ValueMap{{"b", 1}}));
  EXPECT_NE((ValueMap{{"a", 1}}), (ValueMap{{"a", 1}, {"b", 2}}));
  EXPECT_NE((ValueMap{{"a", nullptr}}), ValueMap{}) << "a null that was put is an entry";
  EXPECT_EQ(Value(ValueMap{{"a", ValueMap{{"x", 1}, {"y", 2}}}}),
            Value(ValueMap{{"a", ValueMap{{"y", 2}, {"x", 1}}}}));
}

TEST(ValueMapTest, EmptyAndOddKeysAreKeys) {
  ValueMap map;
  map.Set("", 1);
  map.Set("with space", 2);
  map.Set(std::string_view("a\0b", 3), 3);
  EXPECT_EQ(map.size(), 3u);
  EXPECT_EQ(*map.Find(""), Value(1));
  EXPECT_EQ(map.Find("a"), nullptr);
}

TEST(ValueMapTest, CopiesAreTheirOwn) {
  ValueMap map{{"list", ValueList{1}}};
  ValueMap copy = map;
  copy.Set("list", ValueList{2});
  EXPECT_EQ(*map.Find("list"), Value(ValueList{1}));
}

TEST(ValueMapTest, ReadingWithAFallback) {
  const ValueMap map{{"text", "a"}, {"whole", 3}, {"real", 2.5}, {"none", nullptr}};
  EXPECT_EQ(StringOr(map, "text"), "a");
  EXPECT_EQ(StringOr(map, "whole", "-"), "-");
  EXPECT_EQ(StringOr(map, "missing"), "");
  EXPECT_EQ(IntegerOr(map, "whole"), 3);
  EXPECT_EQ(IntegerOr(map, "real", 9), 9) << "a float is no integer";
  EXPECT_EQ(IntegerOr(map, "none", 9), 9);
  EXPECT_EQ(NumberOr(map, "real"), 2.5);
  EXPECT_EQ(NumberOr(map, "whole"), 3.0);
  EXPECT_EQ(NumberOr(map, "text", 1.5), 1.5);
}

TEST(ValueTest, TheLargestIntegerIsTakenAndALargerOneStopsTheProcess) {
  constexpr std::uint64_t kLargest = std::numeric_limits<std::int64_t>::max();
  EXPECT_EQ(*Value(kLargest).AsInteger(), std::numeric_limits<std::int64_t>::max());
  EXPECT_DEATH(Value(kLargest + 1), "broken invariant");
}

TEST(NodeTest, HasTheLabelsItCarries) {
  const Node node{.labels = {"City", "Place"}};
  EXPECT_TRUE(node.HasLabel("Place"));
  EXPECT_FALSE(node.HasLabel("place"));
}

TEST(EvidenceTest, AFactIsAsSureAsItsSurestStatement) {
  EXPECT_EQ(ConfidenceOf({}), 1.0) << "without evidence it was put in by hand";
  EXPECT_EQ(ConfidenceOf({{.confidence = 0.4}, {.confidence = 0.9}, {.confidence = 0.5}}), 0.9);
}

TEST(EvidenceTest, AStatementIsTheSameWhateverItsConfidence) {
  const Evidence first{
      .document = "a.txt", .line = 4, .start = 1, .end = 9, .rule = "listed", .confidence = 0.5};
  Evidence second = first;
  second.confidence = 0.6;
  EXPECT_TRUE(first.SameStatement(second));
  EXPECT_NE(first, second);
  second.line = 5;
  EXPECT_FALSE(first.SameStatement(second));
}

}  // namespace
}  // namespace citygraph
