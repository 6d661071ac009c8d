#include "engine/encoding/exact_json.h"

#include <gtest/gtest.h>

#include <limits>

#include "engine/encoding/json.h"
#include "tests/support/must.h"

namespace citygraph {
namespace {

using testing::Must;

TEST(ExactJsonTest, EveryStoredValueComesBackFromItsText) {
  constexpr double kInfinity = std::numeric_limits<double>::infinity();
  for (const Value& value : {Value(),
                             Value(true),
                             Value(3),
                             Value(std::numeric_limits<std::int64_t>::min()),
                             Value(3.0),
                             Value(-0.0),
                             Value(1e300),
                             Value(0.1),
                             Value(std::numeric_limits<double>::quiet_NaN()),
                             Value(kInfinity),
                             Value(-kInfinity),
                             Value(""),
                             Value("a \"b\"\n"),
                             Value(ToDate({2015, 7, 21})),
                             Value(LocalTime{1}),
                             Value(Time{{1}, 60}),
                             Value(LocalDateTime{1, 1}),
                             Value(DateTime{{1, 1}, 60, nullptr}),
                             Value(Duration{1, 2, 3, 4}),
                             Value(ValueList{1, 2.0, ToDate({1, 1, 1}), ValueList{}}),
                             Value(ValueMap{{"a", 1}, {"b", ValueMap{{"c", Duration{}}}}}),
                             Value(ValueMap{{"$type", "Date"}, {"_value", "2015-07-21"}}),
                             Value(ValueMap{{"$type", 1}})}) {
    const std::string text = ToJson(ToExact(value));
    EXPECT_EQ(Must(FromExact(Must(FromJson(text)))), value) << text;
  }
}

TEST(ExactJsonTest, PlainValuesAreThemselves) {
  EXPECT_EQ(ToJson(ToExact(Value(ValueMap{{"name", "Durban"}, {"n", 3}, {"x", 3.0}}))),
            R"({"name":"Durban","n":3,"x":3.0})");
  EXPECT_EQ(ToJson(ToExact(Value(ToDate({2015, 7, 21})))),
            R"({"$type":"Date","_value":"2015-07-21"})");
}

TEST(ExactJsonTest, ATagThatIsNoneIsAnError) {
  for (const auto* text : {R"({"$type":"Date"})", R"({"$type":"Date","_value":"soon"})",
                           R"({"$type":"Day","_value":"x"})", R"({"$type":1,"_value":"x"})",
                           R"({"$type":"Float","_value":"1"})", R"({"$type":"Map","_value":1})",
                           R"([{"$type":"Date","_value":"2015-07-21","more":1}])",
                           R"({"a":{"$type":"Date","_value":null}})"}) {
    const auto value = FromExact(Must(FromJson(text)));
    ASSERT_FALSE(value) << text;
    EXPECT_EQ(value.error().code, ErrorCode::kInvalidInput);
  }
}

}  // namespace
}  // namespace citygraph
