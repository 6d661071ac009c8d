#include "importers/reason.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace citygraph::importers {
namespace {

TEST(ReasonTest, SaysWhatItStandsFor) {
  EXPECT_EQ(Reason("capital").Text(), "capital");
  EXPECT_EQ(Reason("in {}, named beside it", "BR").Text(), "in BR, named beside it");
  EXPECT_EQ(Reason(std::string("a person decided so")).Text(), "a person decided so");
  EXPECT_EQ(Reason::Inhabitants("smaller: {}", 17'000).Text(), "smaller: 17000 inhabitants");
  EXPECT_EQ(Reason::Inhabitants("{}", 2'345'678).Text(), "2.3 million inhabitants");
}

TEST(ReasonTest, BracesOfATextAreItsOwn) {
  EXPECT_EQ(Reason("the row says \"{}\"", "{}").Text(), "the row says \"{}\"");
  EXPECT_EQ(Reason(std::string("{}")).Text(), "{}");
}

TEST(ReasonTest, SeveralKeepTheirOrder) {
  EXPECT_THAT(TextsOf({Reason("capital"), Reason("beside a region")}),
              ::testing::ElementsAre("capital", "beside a region"));
}

}  // namespace
}  // namespace citygraph::importers
