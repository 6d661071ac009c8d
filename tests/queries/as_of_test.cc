#include "queries/as_of.h"

#include <gmock/gmock.h>

#include "engine/storage/graph.h"
#include "engine/storage/memory_store.h"
#include "queries/questions/mentors.h"
#include "tests/support/must.h"

namespace citygraph::queries {
namespace {

using ::testing::ElementsAre;
using testing::Must;

class AsOfTest : public ::testing::Test {
 protected:
  void SetUp() override {
    graph_ = Must(Graph::Open(MakeMemoryStore()));
    const auto change = Must(graph_->Begin());
    Must(change->CreateIndex("Exchange", "key"));
    const NodeId a = Must(change->CreateNode({"City", "Place"}, {{"name", "a"}}));
    const NodeId b = Must(change->CreateNode({"City", "Place"}, {{"name", "b"}}));
    const auto exchange = [&](const char* key, const ValueMap& time) {
      ValueMap properties = time;
      properties.Set("key", key);
      const NodeId node = Must(change->CreateNode({"Exchange"}, properties));
      Must(change->CreateRelationship(a, "HOSTED", node));
      const NodeId report = Must(change->CreateNode({"Report"}, {{"key", key}}));
      Must(change->CreateRelationship(report, "DOCUMENTS", node));
      Must(change->CreateRelationship(a, "MENTORED", b, {{"exchange", key}}));
    };
    exchange("old", {{"year", 2010}});
    exchange("new", {{"year", 2020}});
    exchange("day", {{"year", 2015}, {"date", "2015-06-30"}});
    exchange("typed", {{"date", ToDate({2016, 2, 1})}});
    exchange("when", {});
    Must(change->CreateRelationship(b, "MENTORED", a, {{"year", 2012}}));
    Must(change->Commit());
  }

  // The keys of the exchanges that are left, then who hosted and who mentored how often.
  std::vector<std::string> Left(std::string_view time) {
    const auto change = Must(graph_->Read());
    left_out_ = Must(KeepAsOf(*change, Must(ParseTimePoint(time))));
    std::vector<std::string> keys;
    for (const NodeId node : Must(change->NodesWithLabel("Exchange")))
      keys.push_back(StringOr(Must(change->NodeAt(node))->properties, "key"));
    reports_ = Must(change->NodesWithLabel("Report")).size();
    places_ = Must(change->NodesWithLabel("Place")).size();
    mentorings_ = Must(FindMentorings(*change, std::nullopt, 1)).size();
    hosted_ = Must(change->NeighboursOf(NodeId{0}, Direction::kOutgoing,
                                        std::array<std::string_view, 1>{"HOSTED"}))
                  .size();
    return keys;
  }

  std::unique_ptr<Graph> graph_;
  LeftOut left_out_;
  std::size_t reports_ = 0;
  std::size_t places_ = 0;
  std::size_t mentorings_ = 0;
  std::size_t hosted_ = 0;
};

TEST_F(AsOfTest, OfAYearAllIsThereThatWasByItsEnd) {
  EXPECT_THAT(Left("2010"), ElementsAre("old"));
  EXPECT_EQ(hosted_, 1U);
  EXPECT_EQ(reports_, 1U) << "a report of nothing that was goes too";
  EXPECT_EQ(places_, 2U) << "places have no time";
  EXPECT_EQ(mentorings_, 1U) << "of the exchange's year";
  EXPECT_EQ(left_out_.later, 3U);
  EXPECT_EQ(left_out_.undated, 1U);
  EXPECT_EQ(left_out_.mentorings, 5U);
  EXPECT_THAT(Left("2015"), ElementsAre("old", "day"));
  EXPECT_EQ(mentorings_, 3U) << "and one with a year of its own";
  EXPECT_THAT(Left("2020"), ElementsAre("old", "new", "day", "typed"));
  EXPECT_THAT(Left("1999"), ElementsAre());
  EXPECT_EQ(mentorings_, 0U);
}

TEST_F(AsOfTest, ADateCountsDaysWhereTheyAreKnown) {
  EXPECT_THAT(Left("2015-06-29"), ElementsAre("old"));
  EXPECT_THAT(Left("2015-06-30"), ElementsAre("old", "day"));
  EXPECT_THAT(Left("2016-02-01"), ElementsAre("old", "day", "typed"));
  EXPECT_THAT(Left("2020-01-01"), ElementsAre("old", "new", "day", "typed"))
      << "a year counts from its start";
}

TEST_F(AsOfTest, NothingIsCommitted) {
  Left("1999");
  EXPECT_EQ(Must(Must(graph_->Read())->NodesWithLabel("Exchange")).size(), 5U);
}

TEST(ParseTimePointTest, YearsAndDates) {
  EXPECT_EQ(Must(ParseTimePoint("2019")).last_day, ToDate({2019, 12, 31}));
  EXPECT_EQ(Must(ParseTimePoint("2019-06-30")).last_day, ToDate({2019, 6, 30}));
  for (const auto* text : {"", "soon", "2019-06", "2019-02-30", "2019 ", "99999999999"})
    EXPECT_FALSE(ParseTimePoint(text)) << text;
}

}  // namespace
}  // namespace citygraph::queries
