#include "engine/encoding/json_values.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "engine/encoding/json.h"

namespace citygraph {
namespace {

using ::testing::ElementsAre;

// Each value as JSON; of one that is wrong "error BYTE", after which the next line is read where
// that can be.
std::vector<std::string> ReadAll(std::string_view text) {
  JsonValues values(text);
  std::vector<std::string> all;
  while (true) {
    Value value;
    const Result<bool> more = values.Next(value);
    if (more && !*more) return all;
    all.push_back(more ? ToJson(value) : "error " + std::to_string(values.at()));
    if (!more && !values.in_list()) values.SkipLine();
  }
}

TEST(JsonValuesTest, TheElementsOfAListComeOneByOne) {
  EXPECT_THAT(ReadAll(" [1, \"a\",\n{\"b\":[2]} , null] \n"),
              ElementsAre("1", "\"a\"", "{\"b\":[2]}", "null"));
  EXPECT_THAT(ReadAll("[]"), ElementsAre());
  EXPECT_THAT(ReadAll("[[1],[]]"), ElementsAre("[1]", "[]"));
}

TEST(JsonValuesTest, SoDoValuesOnLinesOfTheirOwn) {
  EXPECT_THAT(ReadAll("{\"a\":1}\n\n{\"a\":2}\r\n\"x\"\n"),
              ElementsAre("{\"a\":1}", "{\"a\":2}", "\"x\""));
  EXPECT_THAT(ReadAll(""), ElementsAre());
  EXPECT_THAT(ReadAll(" \n "), ElementsAre());
}

TEST(JsonValuesTest, AWrongLineIsSkippedAndAWrongElementEndsTheList) {
  EXPECT_THAT(ReadAll("{\"a\":1}\n{\"a\":\n{\"a\":3}\n"),
              ElementsAre("{\"a\":1}", "error 22", "{\"a\":3}"));
  EXPECT_THAT(ReadAll("{\"a\":1}\noops\n2"), ElementsAre("{\"a\":1}", "error 8", "2"));
  EXPECT_THAT(ReadAll("[1, oops, 2]"), ElementsAre("1", "error 4"));
  EXPECT_THAT(ReadAll("[1 2]"), ElementsAre("1", "error 3"));
  EXPECT_THAT(ReadAll("[1,"), ElementsAre("1", "error 3"));
  EXPECT_THAT(ReadAll("[1"), ElementsAre("1", "error 2"));
  EXPECT_THAT(ReadAll("[1] 2"), ElementsAre("1", "error 4"));
  EXPECT_THAT(ReadAll("[1,]"), ElementsAre("1", "error 3"));
}

TEST(JsonValuesTest, WhereAValueBeginsAndEndsIsKnown) {
  JsonValues values("[1,\n  {\"a\":2} ]");
  Value value;
  ASSERT_TRUE(values.Next(value).value_or(false));
  ASSERT_TRUE(values.Next(value).value_or(false));
  EXPECT_EQ(values.begin(), 6U);
  EXPECT_EQ(values.at(), 13U);
}

}  // namespace
}  // namespace citygraph
