#include "engine/encoding/json.h"

#include <gtest/gtest.h>

#include <cstdlib>
#include <limits>

#include "engine/base/unicode.h"

namespace citygraph {
namespace {

using namespace std::literals;

TEST(JsonTest, EveryKind) {
  EXPECT_EQ(ToJson(Value()), "null");
  EXPECT_EQ(ToJson(true), "true");
  EXPECT_EQ(ToJson(false), "false");
  EXPECT_EQ(ToJson(-7), "-7");
  EXPECT_EQ(ToJson("São Paulo"), R"("São Paulo")");
  EXPECT_EQ(ToJson(ValueList{}), "[]");
  EXPECT_EQ(ToJson(ValueMap{}), "{}");
  EXPECT_EQ(ToJson(ValueList{1, "a", nullptr, ValueList{true}}), R"([1,"a",null,[true]])");
}

TEST(JsonTest, KeysComeInTheMapsOrder) {
  EXPECT_EQ(ToJson(ValueMap{{"z", 1}, {"a", ValueMap{{"y", nullptr}, {"b", 2}}}}),
            R"({"z":1,"a":{"y":null,"b":2}})");
}

TEST(JsonTest, WholeNumbersToTheirEnds) {
  EXPECT_EQ(ToJson(std::numeric_limits<std::int64_t>::max()), "9223372036854775807");
  EXPECT_EQ(ToJson(std::numeric_limits<std::int64_t>::min()), "-9223372036854775808");
}

TEST(JsonTest, FloatsAreAsShortAsTheyReadBack) {
  EXPECT_EQ(ToJson(0.1), "0.1");
  EXPECT_EQ(ToJson(0.595), "0.595");
  EXPECT_EQ(ToJson(1.0), "1.0") << "a float stays one";
  EXPECT_EQ(ToJson(-29.8579), "-29.8579");
  for (const double value : {0.1 + 0.2, 1.0 / 3, 1e21, 5e-324, 1.7976931348623157e308}) {
    EXPECT_EQ(std::strtod(ToJson(value).c_str(), nullptr), value);
  }
}

TEST(JsonTest, WhatJsonCannotSayIsNull) {
  const double infinity = std::numeric_limits<double>::infinity();
  EXPECT_EQ(ToJson(std::numeric_limits<double>::quiet_NaN()), "null");
  EXPECT_EQ(ToJson(infinity), "null");
  EXPECT_EQ(ToJson(ValueList{-infinity, 1}), "[null,1]");
}

TEST(JsonTest, EscapesWhatMustBeEscapedAndNothingElse) {
  EXPECT_EQ(ToJson("\"\\/"), R"("\"\\/")");
  EXPECT_EQ(ToJson("a\n\t\r\b\fz"), R"("a\n\t\r\b\fz")");
  EXPECT_EQ(ToJson("\x01\x1f"), R"("\u0001\u001F")");
  EXPECT_EQ(ToJson("a\0b"s), R"("a\u0000b")");
  EXPECT_EQ(ToJson("\x7fé北👍"), "\"\x7fé北👍\"");
  EXPECT_EQ(ToJson(ValueMap{{"a\"b", 1}}), R"({"a\"b":1})");
}

TEST(JsonTest, InvalidUtf8BecomesTheReplacementCharacter) {
  EXPECT_EQ(ToJson("a\xff"
                   "b"),
            "\"a\uFFFD"
            "b\"");
  EXPECT_EQ(ToJson("S\xe3o"), "\"S\uFFFDo\"");
  EXPECT_EQ(ToJson("\xe2\x82"), "\"\uFFFD\uFFFD\"") << "a byte each";
  EXPECT_TRUE(IsValidUtf8(ToJson(ValueList{"\xc3", "\xed\xa0\x80"})));
}

TEST(JsonTest, InvalidUtf8InAKeyIsMendedToo) {
  EXPECT_EQ(ToJson(ValueMap{{"S\xe3o", 1}}), "{\"S\uFFFDo\":1}");
  EXPECT_TRUE(IsValidUtf8(ToPrettyJson(ValueMap{{"\xc3", ValueMap{{"\xff", 1}}}})));
}

TEST(JsonTest, PrettyIsTheSameOverSeveralLines) {
  EXPECT_EQ(ToPrettyJson(ValueMap{
                {"name", "Durban"}, {"years", ValueList{2011, 2012}}, {"none", ValueList{}}}),
            R"({
  "name": "Durban",
  "years": [
    2011,
    2012
  ],
  "none": []
})");
}

TEST(JsonReadTest, WhatIsWrittenReadsBackEqual) {
  const Value value =
      ValueMap{{"null", ValueList{true, false, -7, 0.1, 1.0, 1e300, "São \"Paulo\"\n"}},
               {"", ValueMap{{"a", ValueList{}}, {"b", ValueMap{}}}},
               {"least", std::numeric_limits<std::int64_t>::min()},
               {"most", std::numeric_limits<std::int64_t>::max()}};
  const auto read = FromJson(ToJson(value));
  ASSERT_TRUE(read) << read.error().message;
  EXPECT_EQ(*read, value);
  EXPECT_EQ(*FromJson(ToPrettyJson(value)), value);
  const auto with_null = FromJson(R"({"a":null})");
  ASSERT_TRUE(with_null);
  EXPECT_EQ(ToJson(*with_null), R"({"a":null})") << "a null stays a key";
}

TEST(JsonReadTest, NumbersAreReadToTheirLastBit) {
  for (const char* zero : {"0E40", "0e300", "0.000e-20", "0.0", "1e-400", "0.0e308"})
    EXPECT_EQ(FromJson(zero).value(), Value(0.0)) << zero;
  EXPECT_EQ(FromJson("-0").value(), Value(0));
  EXPECT_EQ(FromJson("1E2").value(), Value(100.0));
  EXPECT_EQ(FromJson("0.1").value(), Value(0.1));
  EXPECT_EQ(FromJson("1.7976931348623157e308").value(), Value(1.7976931348623157e308));
  EXPECT_EQ(FromJson("5e-324").value(), Value(5e-324));
  EXPECT_EQ(FromJson("-9223372036854775808").value(),
            Value(std::numeric_limits<std::int64_t>::min()));
  EXPECT_EQ(FromJson("18446744073709551616").value(), Value(18446744073709551616.0));
  EXPECT_FALSE(FromJson("9223372036854775808"));
  EXPECT_FALSE(FromJson("1e309"));
  EXPECT_FALSE(FromJson("01"));
}

TEST(JsonReadTest, WhatIsNotJsonSaysWhere) {
  const auto why = [](std::string_view text) {
    const auto read = FromJson(text);
    return read ? std::string("read") : read.error().message;
  };
  EXPECT_NE(why("[1,2").find("at byte 4"), std::string::npos) << why("[1,2");
  for (const std::string_view text :
       {"", "[1,]", "{\"a\":1,}", "nul", "01", "[1] [2]", "NaN", "'a'"})
    EXPECT_NE(why(text), "read") << text;
  EXPECT_NE(why("\"\xff\""), "read") << "not UTF-8";
  EXPECT_NE(why(R"({"a":1,"a":2})").find("twice"), std::string::npos);
  EXPECT_NE(why("9223372036854775808").find("above"), std::string::npos);
  const std::string deep(65, '[');
  EXPECT_NE(why(deep + std::string(65, ']')).find("deep"), std::string::npos);
  EXPECT_EQ(why(deep.substr(1) + std::string(64, ']')), "read");
}

}  // namespace
}  // namespace citygraph
