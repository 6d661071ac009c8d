#include "queries/recommend/match.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <map>
#include <string>
#include <vector>

#include "tests/support/graph_text.h"

namespace citygraph::queries {
namespace {

using ::testing::Contains;
using ::testing::ElementsAre;
using testing::GraphText;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::Key;
using testing::Must;
using ::testing::Not;

class MatchTest : public ::testing::Test {
 protected:
  std::size_t At(std::string_view word) const { return cities_.place_at.at(Raw(graph_[word])); }
  std::size_t Theme(std::string_view word) const { return cities_.theme_at.at(Raw(graph_[word])); }
  std::vector<std::string> Names(const std::vector<Match>& matches) const {
    std::vector<std::string> names;
    for (const Match& match : matches) names.push_back(cities_.places[match.place].name);
    return names;
  }
  std::vector<Match> Find(const MatchRequest& request) const { return matcher_.Find(request); }
  // The match with that city, which must be among the answers.
  Match With(std::string_view word, const MatchRequest& request) const {
    for (Match& match : Find(request)) {
      if (match.place == At(word)) return match;
    }
    throw std::runtime_error("no match with " + std::string(word));
  }
  static std::vector<std::string> Kinds(const Match& match) {
    std::vector<std::string> kinds;
    for (const MatchReason& reason : match.reasons) kinds.push_back(reason.kind);
    return kinds;
  }

  // a has worked on water with b. c mentors on water, d is a mentee on water, f knows b, g is in
  // a's country and works on waste, h is a giant, r a region.
  GraphText graph_{
      {"(a:City {country: ZA, population: 100000}) -HOSTED-> (e1:Exchange {year: 2018})",
       "(b:City {country: MW, population: 90000}) -TOOK_PART {role: visitor}-> (e1)",
       "(e1) -ABOUT-> (water:Theme)",
       "(c:City {country: PT, population: 100000}) -TOOK_PART {role: mentor}-> (e2:Exchange {year: "
       "2019})",
       "(d:City {country: BR, population: 100000}) -TOOK_PART {role: mentee}-> (e2)",
       "(e2) -ABOUT-> (water)", "(b) -TOOK_PART {role: partner}-> (e3:Exchange)",
       "(f:City {country: KE, population: 100000}) -TOOK_PART {role: partner}-> (e3)",
       "(e3) -ABOUT-> (housing:Theme)",
       "(g:City {country: ZA, population: 100000}) -HOSTED-> (e4:Exchange {year: 2010})",
       "(e4) -ABOUT-> (waste:Theme)",
       "(h:City {country: JP, population: 30000000}) -TOOK_PART {role: partner}-> (e5:Exchange "
       "{year: 2020})",
       "(e5) -ABOUT-> (rivers:Theme)", "(rivers) -BROADER-> (water)",
       "(r:Region {country: FR}) -HOSTED-> (e6:Exchange)", "(e6) -ABOUT-> (water)",
       "(idle:City {country: FR})"}};
  CityGraph cities_ = Must(CityGraph::Load(graph_.view()));
  Matcher matcher_{cities_};
};

TEST_F(MatchTest, TheWeightsOfTheReasonsAreTheScore) {
  for (const WantedAs as : {WantedAs::kPeer, WantedAs::kMentor, WantedAs::kMentee}) {
    for (std::size_t city = 0; city < cities_.places.size(); ++city) {
      for (const Match& match :
           Find({.city = city, .as = as, .known_partners = true, .top = 100})) {
        double sum = 0;
        double before = 1;
        for (const MatchReason& reason : match.reasons) {
          EXPECT_TRUE(reason.kind == "variety" ? reason.weight < 0 : reason.weight > 0);
          EXPECT_LE(reason.weight, before) << "heaviest first";
          EXPECT_FALSE(reason.text.empty() || reason.kind.empty());
          before = reason.weight;
          sum += reason.weight;
        }
        EXPECT_NEAR(match.score, sum, 1e-9);
        EXPECT_GE(match.score, 0);
        EXPECT_LE(match.score, 1);
        EXPECT_FALSE(match.reasons.empty()) << cities_.places[match.place].name;
      }
    }
  }
}

TEST_F(MatchTest, ReasonsRestOnParticipationsOfTheMatch) {
  for (const Match& match : Find({.city = At("a"), .top = 100})) {
    for (const MatchReason& reason : match.reasons) {
      if (reason.kind == "theme" || reason.kind == "partner" || reason.kind == "experience") {
        EXPECT_FALSE(reason.evidence.empty()) << reason.text;
      }
      const bool of_others =
          reason.kind == "partner" || reason.kind == "circle" || reason.kind == "country";
      for (const Participation& each : reason.evidence) {
        EXPECT_TRUE(of_others || each.place == match.place) << reason.text;
      }
      EXPECT_NE(reason.evidence.empty(), reason.kind != "size") << reason.text;
      EXPECT_EQ(reason.from_gazetteer, reason.kind == "size");
    }
  }
}

TEST_F(MatchTest, MatchesAreCitiesThatTookPartAndNotTheCityItself) {
  const auto names = Names(Find({.city = At("a"), .top = 100}));
  EXPECT_THAT(names, ::testing::UnorderedElementsAre("c", "d", "f", "g", "h"))
      << "not a region, an idle city, a country, or one it knows";
}

TEST_F(MatchTest, KnownPartnersComeWhenAskedForWithACaution) {
  const MatchRequest request{.city = At("a"), .known_partners = true, .top = 100};
  EXPECT_THAT(Names(Find(request)), Contains("b"));
  EXPECT_THAT(With("b", request).cautions, Contains("they have met before"));
}

TEST_F(MatchTest, ExclusionsHold) {
  EXPECT_THAT(Names(Find({.city = At("a"), .excluded = {.places = {At("c")}}, .top = 100})),
              Not(Contains("c")));
  EXPECT_THAT(Names(Find({.city = At("a"), .excluded = {.countries = {"BR", "ZA"}}, .top = 100})),
              ::testing::UnorderedElementsAre("c", "f", "h"));
  EXPECT_THAT(Names(Find({.city = At("a"), .only = {.countries = {"PT", "KE"}}, .top = 100})),
              ::testing::UnorderedElementsAre("c", "f"));
  EXPECT_THAT(Find({.city = At("a"), .only = {.countries = {"FI"}}, .top = 100}), IsEmpty());
}

TEST_F(MatchTest, TopCutsTheSameOrder) {
  const auto all = Names(Find({.city = At("a"), .top = 100}));
  for (std::size_t top = 0; top <= all.size(); ++top) {
    EXPECT_EQ(Names(Find({.city = At("a"), .top = top})),
              std::vector(all.begin(), all.begin() + static_cast<std::ptrdiff_t>(top)));
  }
}

TEST_F(MatchTest, ScoresFallAndAnswersAreTheSameEachTime) {
  const MatchRequest request{.city = At("a"), .top = 100};
  const std::vector<Match> first = Find(request);
  EXPECT_TRUE(std::ranges::is_sorted(first, std::ranges::greater(), &Match::score));
  const Matcher another(cities_);
  const std::vector<Match> again = another.Find(request);
  ASSERT_EQ(Names(again), Names(first));
  for (std::size_t i = 0; i < first.size(); ++i) EXPECT_EQ(again[i].score, first[i].score);
}

TEST_F(MatchTest, ItsOwnThemesAreWantedUnlessOthersAreNamed) {
  EXPECT_THAT(Kinds(With("c", {.city = At("a")})), Contains("theme"));
  EXPECT_THAT(Kinds(With("g", {.city = At("a")})), Not(Contains("theme")));
  const MatchRequest waste{.city = At("a"), .themes = {Theme("waste")}};
  EXPECT_EQ(Names(Find(waste)).front(), "g");
  EXPECT_THAT(With("g", waste).reasons.front().text, HasSubstr("waste"));
  EXPECT_THAT(Kinds(With("c", waste)), Not(Contains("theme")));
}

TEST_F(MatchTest, ANarrowerThemeCountsForLess) {
  const MatchRequest water{.city = At("f"), .themes = {Theme("water")}};
  const auto theme_weight = [&](std::string_view city) {
    for (const MatchReason& reason : With(city, water).reasons) {
      if (reason.kind == "theme") return reason.weight;
    }
    return 0.0;
  };
  EXPECT_GT(theme_weight("h"), 0) << "rivers are narrower than water";
  EXPECT_GT(theme_weight("c"), theme_weight("h"));
}

TEST_F(MatchTest, AMentorIsOneWhoGaveAndAMenteeOneWhoTook) {
  const auto score = [&](std::string_view city, WantedAs as) {
    return With(city, {.city = At("a"), .themes = {Theme("water")}, .as = as}).score;
  };
  EXPECT_GT(score("c", WantedAs::kMentor), score("d", WantedAs::kMentor));
  EXPECT_LT(score("c", WantedAs::kMentee), score("d", WantedAs::kMentee));
}

TEST_F(MatchTest, ACommonPartnerIsAReasonThatNamesIt) {
  const Match match = With("f", {.city = At("a")});
  const auto reason = std::ranges::find(match.reasons, "partner", &MatchReason::kind);
  ASSERT_NE(reason, match.reasons.end());
  EXPECT_EQ(reason->text, "has met b (MW), as has a");
  EXPECT_THAT(Kinds(With("c", {.city = At("a")})), Not(Contains("partner")));
}

TEST_F(MatchTest, CautionsSayWhatSpeaksAgainst) {
  EXPECT_THAT(
      With("g", {.city = At("a")}).cautions,
      ::testing::AllOf(Contains("in the same country"), Contains("no theme in common is known"),
                       Contains("its last dated exchange was in 2010")));
  EXPECT_THAT(With("h", {.city = At("a")}).cautions, Contains("of another size: 300 times larger"));
  EXPECT_THAT(With("f", {.city = At("a")}).cautions, Contains("no exchange of it is dated"));
  EXPECT_THAT(With("c", {.city = At("a")}).cautions, IsEmpty());
}

TEST_F(MatchTest, ACityWithoutExchangesStillGetsMatches) {
  const auto matches = Find({.city = At("idle"), .top = 100});
  EXPECT_FALSE(matches.empty());
  for (const Match& match : matches) EXPECT_FALSE(match.reasons.empty());
}

TEST_F(MatchTest, APartnerReasonShowsBothSidesOfTheMeeting) {
  const Match match = With("f", {.city = At("a")});
  const auto reason = std::ranges::find(match.reasons, "partner", &MatchReason::kind);
  ASSERT_NE(reason, match.reasons.end());
  std::vector<std::string> who;
  for (const Participation& each : reason->evidence) {
    who.push_back(cities_.places[each.place].name + ' ' + cities_.exchanges[each.exchange].key);
  }
  EXPECT_THAT(who, ElementsAre("f e3", "a e1")) << "where each of them met b";
}

// a - x - y - z, and y2 beside y; each pair met in an exchange of its own.
TEST(MatchCircleTest, APartnerOfAPartnersPartnerIsAReasonThatShowsTheWay) {
  const GraphText graph(
      {"(a:City) -HOSTED-> (ax:Exchange)", "(x:City) -HOSTED-> (ax)", "(x) -HOSTED-> (xy:Exchange)",
       "(y:City) -HOSTED-> (xy)", "(x) -HOSTED-> (xv:Exchange)", "(v:City) -HOSTED-> (xv)",
       "(y) -HOSTED-> (yz:Exchange)", "(z:City) -HOSTED-> (yz)", "(v) -HOSTED-> (vw:Exchange)",
       "(w:City) -HOSTED-> (vw)", "(y) -HOSTED-> (yw:Exchange)", "(w) -HOSTED-> (yw)"});
  const CityGraph cities = Must(CityGraph::Load(graph.view()));
  const auto at = [&](std::string_view word) { return cities.place_at.at(Raw(graph[word])); };
  std::map<std::string, MatchReason> circles;
  for (const Match& match : Matcher(cities).Find({.city = at("a")})) {
    for (const MatchReason& reason : match.reasons) {
      if (reason.kind == "circle") circles[cities.places[match.place].name] = reason;
    }
  }
  EXPECT_THAT(circles, ::testing::UnorderedElementsAre(Key("z"), Key("w")))
      << "x is a partner, and y and v have met one";
  EXPECT_EQ(circles["z"].text, "has met y, which has met x, as has a");
  EXPECT_EQ(circles["w"].text, "has met v and y; v has met x, as has a");
  EXPECT_GT(circles["w"].weight, circles["z"].weight) << "two ways count more than one";
  std::vector<std::string> who;
  for (const Participation& each : circles["z"].evidence)
    who.push_back(cities.places[each.place].name + ' ' + cities.exchanges[each.exchange].key);
  EXPECT_THAT(who, ElementsAre("z yz", "y xy", "a ax"));
}

TEST_F(MatchTest, RegionsNarrowAsCountriesDo) {
  const GraphText graph({"(a:City {country: ZA}) -HOSTED-> (e1:Exchange)",
                         "(gauteng:Region {country: ZA})",
                         "(in:City {country: ZA}) -IN-> (gauteng)", "(in) -HOSTED-> (e2:Exchange)",
                         "(out:City {country: ZA}) -HOSTED-> (e3:Exchange)"});
  const CityGraph cities = Must(CityGraph::Load(graph.view()));
  const Matcher matcher(cities);
  const std::size_t a = cities.place_at.at(Raw(graph["a"]));
  const std::size_t region = cities.place_at.at(Raw(graph["gauteng"]));
  const auto names = [&](const MatchRequest& request) {
    std::vector<std::string> all;
    for (const Match& match : matcher.Find(request)) all.push_back(cities.places[match.place].name);
    return all;
  };
  EXPECT_THAT(names({.city = a, .only = {.regions = {region}}}), ElementsAre("in"));
  EXPECT_THAT(names({.city = a, .excluded = {.regions = {region}}}), ElementsAre("out"));
}

TEST(MatchReasonTest, AThemeIsNamedOnceWithThoseItIsNear) {
  const GraphText graph({"(a:City) -HOSTED-> (e1:Exchange)", "(e1) -ABOUT-> (housing:Theme)",
                         "(e1) -ABOUT-> (slums:Theme)", "(e1) -ABOUT-> (rents:Theme)",
                         "(slums) -BROADER-> (housing)", "(rents) -BROADER-> (housing)",
                         "(b:City) -HOSTED-> (e2:Exchange)", "(e2) -ABOUT-> (housing)",
                         "(c:City) -HOSTED-> (e3:Exchange)", "(e3) -ABOUT-> (slums)"});
  const CityGraph cities = Must(CityGraph::Load(graph.view()));
  const Matcher matcher(cities);
  std::vector<std::string> texts;
  for (const Match& match : matcher.Find({.city = cities.place_at.at(Raw(graph["a"]))}))
    texts.push_back(match.reasons.front().text);
  EXPECT_THAT(texts, ElementsAre("has worked on housing (near slums and rents)",
                                 "has worked on slums (near housing)"));
}

// Twelve cities of one exchange on water, and three others with less to say for them.
TEST(MatchVarietyTest, TheMembersOfOneExchangeDoNotFillTheList) {
  const GraphText graph({"(a:City) -HOSTED-> (e1:Exchange)",
                         "(e1) -ABOUT-> (water:Theme)",
                         "(n01:City) -HOSTED-> (net:Exchange)",
                         "(net) -ABOUT-> (water)",
                         "(n02:City) -HOSTED-> (net)",
                         "(n03:City) -HOSTED-> (net)",
                         "(n04:City) -HOSTED-> (net)",
                         "(n05:City) -HOSTED-> (net)",
                         "(n06:City) -HOSTED-> (net)",
                         "(n07:City) -HOSTED-> (net)",
                         "(n08:City) -HOSTED-> (net)",
                         "(n09:City) -HOSTED-> (net)",
                         "(n10:City) -HOSTED-> (net)",
                         "(n11:City) -HOSTED-> (net)",
                         "(n12:City) -HOSTED-> (net)",
                         "(x1:City) -HOSTED-> (o1:Exchange)",
                         "(x2:City) -HOSTED-> (o2:Exchange)",
                         "(x3:City) -HOSTED-> (o3:Exchange)",
                         "(o1) -ABOUT-> (rivers:Theme)",
                         "(o2) -ABOUT-> (rivers)",
                         "(o3) -ABOUT-> (rivers)",
                         "(rivers) -BROADER-> (water)"});
  const CityGraph cities = Must(CityGraph::Load(graph.view()));
  const Matcher matcher(cities);
  const auto matches = matcher.Find({.city = cities.place_at.at(Raw(graph["a"])), .top = 100});
  std::vector<std::string> names;
  for (const Match& match : matches) names.push_back(cities.places[match.place].name);
  EXPECT_THAT(names, ElementsAre("n01", "n02", "n03", "x1", "x2", "x3", "n04", "n05", "n06", "n07",
                                 "n08", "n09", "n10", "n11", "n12"))
      << "all are there, and nothing else is left from the seventh on";
  EXPECT_EQ(matches[6].reasons.back().kind, "variety");
  EXPECT_THAT(matches[6].reasons.back().text, HasSubstr("n01"));
  for (std::size_t i = 1; i < matches.size(); ++i) {
    EXPECT_LE(matches[i].score, matches[i - 1].score);
    double sum = 0;
    for (const MatchReason& reason : matches[i].reasons) sum += reason.weight;
    EXPECT_NEAR(sum, matches[i].score, 1e-9);
  }
}

TEST(MatchInSmallGraphTest, NobodyToMeetIsAnEmptyAnswer) {
  const GraphText graph({"(a:City) -HOSTED-> (e:Exchange)"});
  const CityGraph cities = Must(CityGraph::Load(graph.view()));
  EXPECT_THAT(Matcher(cities).Find({.city = 0}), IsEmpty());
}

}  // namespace
}  // namespace citygraph::queries
