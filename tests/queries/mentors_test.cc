#include "queries/questions/mentors.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "tests/support/graph_text.h"

namespace citygraph::queries {
namespace {

using ::testing::ElementsAre;
using testing::GraphText;
using ::testing::IsEmpty;
using testing::Must;

// "1 a > b 2012 (e1)": depth, mentor, mentee, year and exchange.
std::vector<std::string> Told(const std::vector<Mentoring>& mentorings) {
  std::vector<std::string> told;
  for (const Mentoring& each : mentorings) {
    told.push_back(std::to_string(each.depth) + ' ' + StringOr(each.mentor.properties, "name") +
                   " > " + StringOr(each.mentee.properties, "name") +
                   (each.year ? ' ' + std::to_string(*each.year) : "") + " (" + each.exchange +
                   ')');
  }
  return told;
}

class MentorsTest : public ::testing::Test {
 protected:
  std::vector<std::string> All() const {
    return Told(Must(FindMentorings(graph_.view(), std::nullopt, 1)));
  }
  std::vector<std::string> Of(std::string_view city, int depth = 1) const {
    return Told(Must(FindMentorings(graph_.view(), graph_[city], depth)));
  }

  GraphText graph_{{"(a:City) -MENTORED {exchange: e1, year: 2012}-> (b:City)",
                    "(b) -MENTORED {exchange: e2, year: 2015}-> (c:City)",
                    "(c) -MENTORED {exchange: e3}-> (d:City)",
                    "(a) -MENTORED {exchange: e4, year: 2010, confidence: 60}-> (c)",
                    "(alone:City) -TOOK_PART {role: mentor}-> (e9:Exchange)"}};
};

TEST_F(MentorsTest, AllAreToldByYearThenName) {
  EXPECT_THAT(All(), ElementsAre("1 c > d (e3)", "1 a > c 2010 (e4)", "1 a > b 2012 (e1)",
                                 "1 b > c 2015 (e2)"));
}

TEST_F(MentorsTest, ACityIsToldOnBothSides) {
  EXPECT_THAT(Of("b"), ElementsAre("1 a > b 2012 (e1)", "1 b > c 2015 (e2)"));
  EXPECT_THAT(Of("alone"), IsEmpty())
      << "a role in an exchange is no mentoring without its other side";
}

TEST_F(MentorsTest, DepthFollowsMenteesOfMenteesAndMentorsOfMentors) {
  EXPECT_THAT(Of("a", 2), ElementsAre("1 a > c 2010 (e4)", "1 a > b 2012 (e1)", "2 c > d (e3)",
                                      "2 b > c 2015 (e2)"));
  EXPECT_THAT(Of("d", 1), ElementsAre("1 c > d (e3)"));
  EXPECT_THAT(Of("d", 2), ElementsAre("1 c > d (e3)", "2 a > c 2010 (e4)", "2 b > c 2015 (e2)"));
  EXPECT_THAT(Of("d", 3), ::testing::SizeIs(4));
  EXPECT_EQ(Of("d", 20), Of("d", 3)) << "no further than there is something";
}

TEST_F(MentorsTest, ChainsDoNotTurnRound) {
  EXPECT_THAT(Of("b", 3), ElementsAre("1 a > b 2012 (e1)", "1 b > c 2015 (e2)", "2 c > d (e3)"))
      << "a > c is neither before nor behind b";
}

TEST_F(MentorsTest, EachIsAsSureAsItsEvidence) {
  const auto of_a = Must(FindMentorings(graph_.view(), graph_["a"], 1));
  ASSERT_EQ(of_a.size(), 2U);
  EXPECT_DOUBLE_EQ(of_a[0].confidence, 0.6);
  EXPECT_DOUBLE_EQ(of_a[1].confidence, 0.9);
  ASSERT_EQ(of_a[0].evidence.size(), 1U);
  EXPECT_EQ(of_a[0].evidence[0].line, 4U);
}

TEST(MentorsInRingTest, ARingIsToldOnceARelationship) {
  const GraphText ring({"(a:City) -MENTORED {exchange: e1}-> (b:City)",
                        "(b) -MENTORED {exchange: e2}-> (c:City)",
                        "(c) -MENTORED {exchange: e3}-> (a)"});
  EXPECT_THAT(Told(Must(FindMentorings(ring.view(), ring["a"], 20))), ::testing::SizeIs(3));
}

TEST(MentorsInRingTest, TwoCitiesMayMentorEachOtherTwice) {
  const GraphText pair({"(a:City) -MENTORED {exchange: e1}-> (b:City)",
                        "(b) -MENTORED {exchange: e2}-> (a)",
                        "(a) -MENTORED {exchange: e3}-> (b)"});
  EXPECT_THAT(Told(Must(FindMentorings(pair.view(), pair["a"], 2))), ::testing::SizeIs(3));
}

TEST(MentorsInEmptyGraphTest, ThereAreNone) {
  const GraphText empty({});
  EXPECT_THAT(Must(FindMentorings(empty.view(), std::nullopt, 1)), IsEmpty());
}

}  // namespace
}  // namespace citygraph::queries
