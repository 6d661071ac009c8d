#include "engine/encoding/json_writer.h"

#include <gtest/gtest.h>

#include <cmath>
#include <limits>
#include <random>
#include <string>

#include "engine/encoding/json.h"

namespace citygraph {
namespace {

std::string Written(std::string_view text) {
  std::string out;
  JsonWriter(out).String(text);
  return out;
}
std::string Written(double number) {
  std::string out;
  JsonWriter(out).Float(number);
  return out;
}

TEST(JsonWriterTest, CommasStandBetweenValuesAlone) {
  std::string out;
  JsonWriter json(out);
  json.BeginObject();
  json.Key("list");
  json.BeginList();
  json.Integer(-1);
  json.Boolean(true);
  json.BeginObject();
  json.EndObject();
  json.EndList();
  json.Key("nothing");
  json.Null();
  json.Key("text");
  json.StringOrNull("");
  json.EndObject();
  EXPECT_EQ(out, R"({"list":[-1,true,{}],"nothing":null,"text":null})");
}

TEST(JsonWriterTest, StringsAreWrittenAsToJsonWritesThem) {
  std::mt19937 random(1);
  for (int round = 0; round < 2000; ++round) {
    std::string text;
    for (std::size_t size = random() % 20; size > 0; --size)
      text.push_back(static_cast<char>(random() % 4 == 0 ? random() % 256 : random() % 128));
    EXPECT_EQ(Written(text), ToJson(text)) << "round " << round;
  }
  EXPECT_EQ(Written("São \"Tomé\"\n\x01"), ToJson("São \"Tomé\"\n\x01"));
}

TEST(JsonWriterTest, NumbersAreWrittenAsToJsonWritesThem) {
  std::mt19937_64 random(2);
  for (int round = 0; round < 2000; ++round) {
    const double number =
        std::ldexp(static_cast<double>(random()), static_cast<int>(random() % 200) - 100);
    EXPECT_EQ(Written(number), ToJson(number)) << "round " << round;
  }
  for (const double number : {0.0, -0.0, 1.0, 0.85, -33.3, 1e300}) {
    EXPECT_EQ(Written(number), ToJson(number));
  }
  EXPECT_EQ(Written(std::numeric_limits<double>::infinity()), "null");
  EXPECT_EQ(Written(std::nan("")), "null");
}

}  // namespace
}  // namespace citygraph
