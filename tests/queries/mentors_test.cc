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

// a > b > c > d > a: from a, c > d is two steps back and three on.
TEST(MentorsInRingTest, EachDirectionHasItsOwnDepths) {
  const GraphText ring(
      {"(a:City) -MENTORED {exchange: e1}-> (b:City)", "(b) -MENTORED {exchange: e2}-> (c:City)",
       "(c) -MENTORED {exchange: e3}-> (d:City)", "(d) -MENTORED {exchange: e4}-> (a)"});
  std::vector<std::string> on;
  std::vector<std::string> back;
  for (const Mentoring& each : Must(FindMentorings(ring.view(), ring["a"], 20))) {
    ASSERT_NE(each.chain, Chain::kWhole);
    (each.chain == Chain::kMentees ? on : back).push_back(Told({each}).front());
  }
  EXPECT_THAT(on, ElementsAre("1 a > b (e1)", "2 b > c (e2)", "3 c > d (e3)"));
  EXPECT_THAT(back, ElementsAre("1 d > a (e4)", "2 c > d (e3)", "3 b > c (e2)"))
      << "and no chain goes through a again";
}

TEST(MentorsInRingTest, ACityThatIsMenteeOfAMenteeAndMentorIsBoth) {
  const GraphText graph({"(a:City) -MENTORED {exchange: e1}-> (b:City)",
                         "(b) -MENTORED {exchange: e2}-> (c:City)",
                         "(c) -MENTORED {exchange: e3}-> (a)"});
  EXPECT_THAT(Told(Must(FindMentorings(graph.view(), graph["a"], 2))),
              ElementsAre("1 a > b (e1)", "1 c > a (e3)", "2 b > c (e2)", "2 b > c (e2)"));
}

TEST(MentorsInRingTest, ACityThatMentoredItselfIsToldOnce) {
  const GraphText graph({"(a:City) -MENTORED {exchange: e1}-> (a)"});
  EXPECT_THAT(Told(Must(FindMentorings(graph.view(), graph["a"], 3))), ElementsAre("1 a > a (e1)"));
}

TEST(MentorsEvidenceTest, TheSurestComesFirst) {
  const GraphText text({"(a:City) -MENTORED {exchange: e1, confidence: 60}-> (b:City)"});
  const auto change = Must(const_cast<GraphText&>(text).graph().Begin());
  const auto mentored = Must(text.view().NeighboursOf(text["a"], Direction::kOutgoing));
  Must(change->AddEvidence(mentored.at(0).relationship,
                           {.document = "sure.txt", .line = 1, .rule = "r", .confidence = 0.9}));
  Must(change->Commit());
  const auto view = Must(const_cast<GraphText&>(text).graph().Read());
  const auto found = Must(FindMentorings(*view, text["a"], 1));
  EXPECT_EQ(found.at(0).evidence.at(0).document, "sure.txt");
  EXPECT_EQ(found.at(0).evidence.at(1).document, "graph.txt");
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
