#include "tests/cli/cli_support.h"

namespace citygraph::cli {
namespace {

using ::testing::Contains;
using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::IsSupersetOf;

class QuestionsTest : public CliTest {
 protected:
  void SetUp() override { ImportBoth(); }
};

TEST_F(QuestionsTest, MentorsSayWhoHowSureAndWhy) {
  const Value answer = Ask({"mentors"});
  ASSERT_EQ(answer.AsList()->size(), 2U);
  EXPECT_THAT(KeysOf(At(answer, 0)),
              IsSupersetOf({"mentor", "mentee", "exchange", "year", "depth", "confidence", "why"}));
  EXPECT_EQ(TextAt(answer, 0, "mentor"), "Johannesburg");
  EXPECT_EQ(TextAt(answer, 0, "mentee"), "Lilongwe");
  EXPECT_EQ(TextAt(answer, 0, "exchange"), "PLN-4");
  EXPECT_EQ(TextAt(answer, 0, "year"), "null");
  EXPECT_THAT(TextAt(answer, 0, "why"), HasSubstr("order of words alone"));
  EXPECT_EQ(TextAt(answer, 1, "mentor"), "Barcelona");
  EXPECT_EQ(IntegerAt(answer, 1, "year"), 2020);
  EXPECT_GT(NumberAt(answer, 1, "confidence"), NumberAt(answer, 0, "confidence"))
      << "a table that gives the roles is surer";
}

TEST_F(QuestionsTest, MentorsOfACityMayBeNone) {
  const Value answer = Ask({"mentors", "Montreal"});
  EXPECT_THAT(*answer.AsList(), IsEmpty());
  const ProgramResult table = Run({"mentors", "Montreal"});
  EXPECT_EQ(table.exit_code, 0);
  EXPECT_THAT(table.out, HasSubstr("as far as this graph knows"));
}

TEST_F(QuestionsTest, SharedThemesOfACityOfTwoAndOfAll) {
  const Value with = Ask({"shared-themes", "Porto Alegre"});
  ASSERT_FALSE(with.AsList()->empty());
  for (const Value& each : *with.AsList()) {
    EXPECT_THAT(KeysOf(each), ElementsAre("city", "country", "shared", "themes"));
    EXPECT_EQ(static_cast<std::size_t>(IntegerAt(each, "shared")), ListAt(each, "themes").size());
  }
  const Value two = Ask({"shared-themes", "Porto Alegre", "Barcelona"});
  ASSERT_EQ(two.AsList()->size(), 1U);
  EXPECT_THAT(ListAt(two, 0, "themes"), Contains(Value("public space")));
  const Value pairs = Ask({"shared-themes", "--top", "3"});
  EXPECT_EQ(pairs.AsList()->size(), 3U);
  EXPECT_THAT(KeysOf(At(pairs, 0)), IsSupersetOf({"city", "other_city", "shared", "themes"}));
}

TEST_F(QuestionsTest, APathGoesHopByHopWithEvidence) {
  const Value path = Ask({"path", "Lilongwe", "Maputo"});
  ASSERT_EQ(path.AsList()->size(), 3U);
  EXPECT_EQ(TextAt(path, 0, "from"), "Lilongwe (MW)");
  EXPECT_EQ(TextAt(path, 0, "to"), "Johannesburg (ZA)");
  EXPECT_EQ(TextAt(path, 1, "to"), "Barcelona (ES)");
  EXPECT_EQ(TextAt(path, 2, "to"), "Maputo (MZ)");
  for (const Value& hop : *path.AsList()) {
    ASSERT_EQ(ListAt(hop, "evidence").size(), 2U);
    EXPECT_FALSE(TextAt(hop, "evidence", 0, "evidence", 0, "document").empty());
  }
}

TEST_F(QuestionsTest, WhereNothingConnectsItIsSaid) {
  EXPECT_THAT(*Ask({"path", "Lilongwe", "Niteroi"}).AsList(), IsEmpty());
  const ProgramResult table = Run({"path", "Lilongwe", "Niteroi"});
  EXPECT_EQ(table.exit_code, 0);
  EXPECT_THAT(table.out, HasSubstr("Nothing connects Lilongwe (MW)"));
}

TEST_F(QuestionsTest, MatchesHaveScoresReasonsEvidenceAndCautions) {
  const Value matches = Ask({"match", "Porto Alegre"});
  ASSERT_FALSE(matches.AsList()->empty());
  std::int64_t rank = 0;
  double before = 1;
  for (const Value& match : *matches.AsList()) {
    EXPECT_THAT(KeysOf(match), ElementsAre("rank", "city", "country", "geonameid", "score",
                                           "reasons", "cautions"));
    EXPECT_EQ(IntegerAt(match, "rank"), ++rank);
    EXPECT_LE(NumberAt(match, "score"), before);
    before = NumberAt(match, "score");
    double sum = 0;
    for (const Value& reason : ListAt(match, "reasons")) {
      EXPECT_THAT(KeysOf(reason), ElementsAre("kind", "text", "weight", "evidence"));
      sum += NumberAt(reason, "weight");
    }
    EXPECT_NEAR(sum, NumberAt(match, "score"), 0.0005) << "rounded to four digits";
    EXPECT_NE(TextAt(match, "city"), "Porto Alegre");
  }
}

TEST_F(QuestionsTest, ABatchAnswersALineACityInTheOrderAsked) {
  const ProgramResult batch =
      Run({"match", "--batch", "-"}, "Maputo\tMZ\nNowhere\tZA\nC\xC3\xB3rdoba\tAR\n");
  EXPECT_EQ(batch.exit_code, 0);
  const auto lines = ParseJsonLines(batch.out);
  ASSERT_EQ(lines.size(), 3U);
  EXPECT_THAT(KeysOf(lines[0]), ElementsAre("city", "country", "matches"));
  EXPECT_EQ(TextAt(lines[0], "city"), "Maputo");
  EXPECT_FALSE(ListAt(lines[0], "matches").empty());
  EXPECT_EQ(TextAt(lines[1], "city"), "Nowhere");
  EXPECT_THAT(ListAt(lines[1], "matches"), IsEmpty());
  EXPECT_THAT(TextAt(lines[1], "error"), HasSubstr("Nowhere"));
  EXPECT_EQ(TextAt(lines[2], "country"), "AR");
  const ProgramResult file = Run({"match", "--batch", Write("batch.tsv", "Maputo\tMZ\r\n")});
  EXPECT_EQ(ParseJsonLines(file.out).at(0), lines[0]);
}

TEST_F(QuestionsTest, ABatchAnswersAsOneCityDoes) {
  const auto lines = ParseJsonLines(Run({"match", "--batch", "-"}, "Barcelona\tES\n").out);
  EXPECT_EQ(At(lines.at(0), "matches"), Ask({"match", "Barcelona"}));
}

TEST_F(QuestionsTest, UnknownNamesAreErrorsWithWhatWasMeant) {
  for (const Arguments& arguments :
       {Arguments{"mentors", "Johanesburg"}, Arguments{"show", "Johanesburg"},
        Arguments{"match", "Johanesburg"}, Arguments{"path", "Johanesburg", "Maputo"},
        Arguments{"shared-themes", "Johanesburg"},
        Arguments{"draw", "city", "Johanesburg", "-o", (folder_ / "x.svg").string()}}) {
    const ProgramResult result = Run(arguments);
    EXPECT_EQ(result.exit_code, 3) << arguments[0];
    EXPECT_THAT(result.err, HasSubstr("Did you mean:\n  \"Johannesburg, ZA\"")) << arguments[0];
    EXPECT_THAT(result.out, IsEmpty()) << arguments[0];
  }
  const ProgramResult theme = Run({"match", "Maputo", "--theme", "public spcae"});
  EXPECT_EQ(theme.exit_code, 3);
  EXPECT_THAT(theme.err, HasSubstr("public space"));
}

TEST_F(QuestionsTest, AmbiguousNamesAskWhichOne) {
  const ProgramResult result = Run({"mentors", "Cordoba"});
  EXPECT_EQ(result.exit_code, 3);
  EXPECT_THAT(result.err, HasSubstr("Say which one:\n  \"Córdoba, AR\"\n  \"Córdoba, ES\""));
  EXPECT_EQ(Run({"mentors", "Córdoba, AR"}).exit_code, 0);
}

TEST_F(QuestionsTest, ShowTellsAllWithTheEvidence) {
  const Value place = Ask({"show", "Joburg"});
  EXPECT_EQ(TextAt(place, "name"), "Johannesburg");
  EXPECT_EQ(TextAt(place, "kind"), "city");
  EXPECT_EQ(TextAt(place, "country"), "ZA");
  std::size_t facts = 0;
  for (const Value& fact : ListAt(place, "facts")) {
    if (TextAt(fact, "relation") != "MENTORED") continue;
    EXPECT_EQ(TextAt(fact, "what"), "Lilongwe");
    EXPECT_EQ(TextAt(fact, "evidence", 0, "document"), "list.txt");
    EXPECT_EQ(IntegerAt(fact, "evidence", 0, "line"), 3);
    ++facts;
  }
  EXPECT_EQ(facts, 1U);
  EXPECT_EQ(TextAt(Ask({"show", "PLN 26"}), "kind"), "exchange");
  EXPECT_EQ(TextAt(Ask({"show", "public space"}), "kind"), "theme");
  EXPECT_EQ(TextAt(Ask({"show", "uclg"}), "kind"), "network");
}

TEST_F(QuestionsTest, CheckFindsASoundDatabase) {
  const Value report = Ask({"check"});
  EXPECT_EQ(IntegerAt(report, "problems_found"), 0);
  EXPECT_GT(IntegerAt(report, "nodes"), 0);
}

TEST_F(QuestionsTest, CitiesAreComparedSideBySide) {
  const Value compared = Ask({"compare", "Barcelona", "Johannesburg", "Maputo"});
  ASSERT_EQ(ListAt(compared, "cities").size(), 3U);
  EXPECT_EQ(TextAt(compared, "cities", 0, "city"), "Barcelona");
  EXPECT_EQ(IntegerAt(compared, "cities", 0, "exchanges"), 3);
  EXPECT_EQ(IntegerAt(compared, "cities", 0, "roles", "host"), 2);
  EXPECT_EQ(TextAt(compared, "in_common", "themes", 0), "housing");
  const ProgramResult csv = Run({"compare", "Barcelona", "Maputo", "--format", "csv"});
  EXPECT_THAT(csv.out, ::testing::StartsWith("aspect,Barcelona (ES),Maputo (MZ)\n"));
  EXPECT_THAT(Run({"compare", "Barcelona", "Maputo"}).out, HasSubstr("themes in common: housing"));
}

TEST_F(QuestionsTest, APartOfTheWorldNarrowsAMatch) {
  const Value matches = Ask({"match", "Porto Alegre", "--region", "Europe"});
  EXPECT_FALSE(matches.AsList()->empty());
  for (const Value& match : *matches.AsList()) EXPECT_EQ(TextAt(match, "country"), "ES");
  const ProgramResult unknown = Run({"match", "Porto Alegre", "--region", "Eurpe"});
  EXPECT_EQ(unknown.exit_code, 3);
  EXPECT_THAT(unknown.err, HasSubstr("Europe"));
}

TEST_F(QuestionsTest, ACountryIsNoCityAndTellsItsCities) {
  for (const std::string command : {"match", "shared-themes"}) {
    const ProgramResult result = Run({command, "Spain"});
    EXPECT_EQ(result.exit_code, 3) << command;
    EXPECT_THAT(result.err, HasSubstr("\"Spain\" is a country, not a city")) << command;
    EXPECT_THAT(result.err, HasSubstr("Barcelona, ES")) << command;
  }
}

TEST_F(QuestionsTest, ACityThatTheGazetteerAloneKnowsIsToldAsThat) {
  const ProgramResult result = Run({"show", "Manaus"});
  EXPECT_EQ(result.exit_code, 3);
  EXPECT_THAT(result.err, HasSubstr("Manaus is a city in Brazil; no file"));
}

TEST_F(QuestionsTest, AThemeThatNoExchangeIsAboutMayBeAskedFor) {
  const ProgramResult result = Run({"match", "Barcelona", "--theme", "construction"});
  EXPECT_EQ(result.exit_code, 0) << ::testing::PrintToString(result);
  EXPECT_THAT(result.err, HasSubstr("is taken as the theme \"construction sector\""));
  EXPECT_EQ(Run({"match", "Barcelona", "--theme", "xyzzy"}).exit_code, 3);
}

TEST_F(QuestionsTest, TablesOfMatchesHaveReasonsAndEvidenceAsTexts) {
  const ProgramResult tsv = Run({"match", "Maputo", "--top", "1", "--format", "tsv"});
  EXPECT_THAT(tsv.out, ::testing::StartsWith("rank\tcity\tcountry\tscore\twhy\tbut\tevidence\n"));
  EXPECT_THAT(tsv.out, HasSubstr("; "));
  EXPECT_THAT(tsv.out, HasSubstr("table.csv:"));
}

TEST_F(QuestionsTest, CypherIsSaidOnStderrWhenAskedFor) {
  const ProgramResult result = Run({"mentors", "--cypher", "--format", "json"});
  EXPECT_THAT(result.err, HasSubstr("MATCH (a)-[m:MENTORED]->(b)"));
  EXPECT_EQ(ParseJson(result.out), Ask({"mentors"}));
}

}  // namespace
}  // namespace citygraph::cli
