#include "cli/shell/completion.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace citygraph::cli {
namespace {

using ::testing::Contains;
using ::testing::ElementsAre;
using ::testing::IsEmpty;
using ::testing::Not;

class CompletionTest : public ::testing::Test {
 protected:
  std::vector<std::string> At(std::string_view text) {
    const Completion completion = Complete(text, words_);
    from_ = completion.from;
    return completion.candidates;
  }

  CompletionWords words_{.graph = {.labels = {{"City", 3}, {"Country", 2}, {"Sister City", 1}},
                                   .types = {{"HOSTED", 4}, {"IN", 2}},
                                   .properties = {"name", "population"}},
                         .parameters = {"city", "year"},
                         .procedures = {"db.labels"},
                         .names = [](std::string_view prefix) {
                           return prefix == "Dur" ? std::vector<std::string>{"Durban"}
                                                  : std::vector<std::string>{};
                         }};
  std::size_t from_ = 0;
};

TEST_F(CompletionTest, WhatStandsBeforeTheWordSaysWhatItCanBe) {
  EXPECT_THAT(At("MATCH (c:"), ElementsAre("City", "Country", "`Sister City`"));
  EXPECT_THAT(At("MATCH (c:ci"), ElementsAre("City"));
  EXPECT_EQ(from_, 9U);
  EXPECT_THAT(At("MATCH (c)-[:"), ElementsAre("HOSTED", "IN"));
  EXPECT_THAT(At("MATCH (c)-[:HOSTED|i"), ElementsAre("IN"));
  EXPECT_THAT(At("MATCH (c) WHERE c.po"), ElementsAre("population"));
  EXPECT_THAT(At("MATCH (c:City {na"), ElementsAre("name"));
  EXPECT_THAT(At("RETURN $"), ElementsAre("city", "year"));
  EXPECT_THAT(At("CALL db"), ElementsAre("db.labels("));
}

TEST_F(CompletionTest, KeywordsTakeTheCaseInWhichTheyWereBegun) {
  EXPECT_THAT(At("mat"), Contains("match"));
  EXPECT_THAT(At("MAT"), Contains("MATCH"));
  EXPECT_THAT(At("RETURN toUp"), ElementsAre("toUpper("));
  EXPECT_THAT(At("MATCH (town) RETURN to"), Contains("town")) << "variables too";
}

TEST_F(CompletionTest, AStringHoldsAName) {
  EXPECT_THAT(At("MATCH (c {name: 'Dur"), ElementsAre("Durban'"));
  EXPECT_EQ(from_, 17U);
  EXPECT_THAT(At("MATCH (c {name: 'MAT"), IsEmpty()) << "and no keyword";
}

TEST_F(CompletionTest, AColonAtTheBeginningIsACommand) {
  EXPECT_THAT(At(":sc"), ElementsAre(":schema"));
  EXPECT_THAT(At(":"), Contains(":param"));
  EXPECT_THAT(At("RETURN {a:"), Not(Contains(":param")));
}

TEST_F(CompletionTest, ThePrefixOfAllIsWholeLetters) {
  EXPECT_EQ(CommonPrefix({"City", "Cities"}), "Cit");
  EXPECT_EQ(CommonPrefix({"aé", "aè"}), "a");
  EXPECT_EQ(CommonPrefix({}), "");
}

}  // namespace
}  // namespace citygraph::cli
