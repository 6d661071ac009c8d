#include "tests/cli/cli_support.h"

namespace citygraph::cli {
namespace {

using ::testing::HasSubstr;
using ::testing::IsEmpty;

class QueryTest : public CliTest {
 protected:
  ProgramResult Query(Arguments arguments, const std::string& input = {}) const {
    arguments.insert(arguments.begin(), {CITYGRAPH_BINARY, "--db", ":memory:", "query"});
    return RunProgram({std::move(arguments), input});
  }
};

constexpr const char* kGraph =
    "CREATE (:City {name: 'Lima', size: 2.125})-[:HOSTED {year: 2019}]->(:Exchange)";

TEST_F(QueryTest, RowsComeInEveryFormat) {
  const std::string ask = "MATCH (c:City)-[h]->() RETURN c.name AS name, c.size, h, null AS none";
  const auto out = [&](const std::string& format) {
    const ProgramResult result = Query({kGraph, ask, "--format", format});
    EXPECT_EQ(result.exit_code, 0) << ::testing::PrintToString(result);
    return result.out;
  };
  EXPECT_THAT(out("table"), HasSubstr("Lima  2.125   [:HOSTED {year: 2019}]  null\n"));
  EXPECT_EQ(out("csv"),
            "name,c.size,h,none\n"
            "Lima,2.125,\"{\"\"id\"\":0,\"\"type\"\":\"\"HOSTED\"\",\"\"start\"\":0,\"\"end\"\":1,"
            "\"\"properties\"\":{\"\"year\"\":2019}}\",\n");
  EXPECT_THAT(out("md"), HasSubstr("| Lima | 2.125 | [:HOSTED {year: 2019}] | null |"));
  const std::vector<Value> lines = ParseJsonLines(out("jsonl"));
  ASSERT_EQ(lines.size(), 1U);
  EXPECT_THAT(KeysOf(lines[0]), ::testing::ElementsAre("name", "c.size", "h", "none"));
  EXPECT_EQ(IntegerAt(lines[0], "h", "properties", "year"), 2019);
}

TEST_F(QueryTest, JsonIsAnArrayOfObjectsByColumn) {
  ImportBoth();
  const Value rows = Ask(
      {"query",
       "MATCH (c:City)-[:MENTORED]->(m) RETURN c.name AS city, m.name AS mentee ORDER BY city"});
  ASSERT_EQ(rows.AsList()->size(), 2U);
  EXPECT_EQ(TextAt(rows, 1, "city"), "Johannesburg");
  EXPECT_EQ(TextAt(rows, 1, "mentee"), "Lilongwe");
  EXPECT_EQ(Ask({"query", "MATCH (c:City) WHERE false RETURN c"}), Value(ValueList{}));
}

TEST_F(QueryTest, ParametersAreCypherWhereTheyAreLiteralsElseText) {
  const ProgramResult result =
      Query({"RETURN $a AS a, $b AS b, $c AS c, $d AS d, $e AS e, $f AS f", "-P", "a=3", "--param",
             "b=Porto Alegre", "--param", "c='3'", "--param", "d=2024-01-02", "--param",
             "e=[-1, {k: null}]", "--param", "f=a=b", "--format", "jsonl"});
  EXPECT_EQ(
      result.out,
      "{\"a\":3,\"b\":\"Porto Alegre\",\"c\":\"3\",\"d\":\"2024-01-02\",\"e\":[-1,{\"k\":null}],"
      "\"f\":\"a=b\"}\n")
      << result.err;
  const ProgramResult wrong = Query({"RETURN 1", "--param", "novalue"});
  EXPECT_EQ(wrong.exit_code, 2);
  EXPECT_THAT(wrong.err, HasSubstr("--param name=value"));
}

TEST_F(QueryTest, StatementsComeFromArgumentsFilesAndStandardInput) {
  const std::string text = "RETURN 1 AS a;\nRETURN ';' AS b;\n";
  const std::string out = "a\n1\nb\n;\n";
  EXPECT_EQ(Query({text, "--format", "csv"}).out, out);
  EXPECT_EQ(Query({"RETURN 1 AS a", "RETURN ';' AS b", "--format", "csv"}).out, out);
  EXPECT_EQ(Query({"--file", Write("two.cypher", text), "--format", "csv"}).out, out);
  EXPECT_EQ(Query({"-", "--format", "csv"}, text).out, out);
  EXPECT_EQ(Query({}).exit_code, 2);
  EXPECT_EQ(Query({"--file", "/nowhere"}).exit_code, 3);
}

TEST_F(QueryTest, TheFirstErrorEndsItWithItsPlace) {
  const std::string file = Write("bad.cypher", "RETURN 1 AS a;\n\nRETURN nothing;\nRETURN 2 AS b;");
  const ProgramResult result = Query({"--file", file});
  EXPECT_EQ(result.exit_code, 4);
  EXPECT_EQ(result.out, "a\n-\n1\n");
  EXPECT_THAT(result.err, HasSubstr(file + ":3:8: variable `nothing` is not defined"));
  EXPECT_THAT(result.err, HasSubstr("RETURN nothing\n       ^"));
}

TEST_F(QueryTest, NotesAndChangesGoToStderr) {
  const ProgramResult result = Query({kGraph, "MATCH (c:Citty) RETURN c.name"});
  EXPECT_EQ(result.exit_code, 0);
  EXPECT_THAT(
      result.err,
      HasSubstr("Created 2 nodes, created 1 relationship, set 3 properties, added 2 labels"));
  EXPECT_THAT(
      result.err,
      HasSubstr("note: label `Citty` does not exist in this graph (1:10); did you mean `City`?"));
  const ProgramResult strict = Query({kGraph, "MATCH (c:Citty) RETURN c.name", "--strict"});
  EXPECT_EQ(strict.exit_code, 3);
  EXPECT_THAT(strict.out, IsEmpty());
}

TEST_F(QueryTest, LimitsEndAQueryAndNotTheProcess) {
  const ProgramResult slow =
      Query({"UNWIND range(1, 100000000) AS x WITH x WHERE x < 0 RETURN x", "--timeout", "50ms"});
  EXPECT_EQ(slow.exit_code, 1) << ::testing::PrintToString(slow);
  EXPECT_THAT(slow.err, HasSubstr("LimitExceeded"));
  const ProgramResult large = Query(
      {"UNWIND range(1, 3000000) AS x RETURN collect('text' + x) AS all", "--max-memory", "1M"});
  EXPECT_EQ(large.exit_code, 1) << large.err;
  const ProgramResult cut =
      Query({"UNWIND range(1, 9) AS x RETURN x", "--max-rows", "2", "--format", "csv"});
  EXPECT_EQ(cut.out, "x\n1\n2\n");
  EXPECT_THAT(cut.err, HasSubstr("only the first 2 rows"));
  EXPECT_EQ(Query({"RETURN 1", "--timeout", "soon"}).exit_code, 2);
}

TEST_F(QueryTest, ExplainAndProfileShowThePlan) {
  const ProgramResult plan = Run({"query", "--explain", "CREATE (:City)"});
  EXPECT_FALSE(std::filesystem::exists(database_)) << "nothing was run";
  EXPECT_EQ(plan.exit_code, 3) << "there is no database to plan on";
  const ProgramResult profile = Query({"--profile", "UNWIND [1, 2] AS x RETURN x"});
  EXPECT_THAT(profile.out, HasSubstr("Unwind"));
  EXPECT_THAT(profile.out, HasSubstr(" ms"));
}

TEST_F(QueryTest, TypedJsonIsForQueryAndShellAlone) {
  const ProgramResult result = Run({"stats", "--format", "typed-json"});
  EXPECT_EQ(result.exit_code, 2);
  EXPECT_THAT(result.err, HasSubstr("query and shell"));
}

TEST_F(QueryTest, WithoutADatabaseReadingSaysHowToMakeOne) {
  const ProgramResult result = Run({"query", "MATCH (n) RETURN n"});
  EXPECT_EQ(result.exit_code, 3);
  EXPECT_THAT(result.err, HasSubstr("citygraph import FILE"));
}

TEST_F(QueryTest, AsOfAsksTheGraphAsItWasAndDoesNotChangeIt) {
  ASSERT_EQ(Run({"query",
                 "CREATE (:City {name: 'Lima'})-[:HOSTED]->(:Exchange {id: 'a', year: 2010}), "
                 "(:City {name: 'Quito'})-[:HOSTED]->(:Exchange {id: 'b', year: 2020})"})
                .exit_code,
            0);
  const std::string ask =
      "MATCH (c:City)-[:HOSTED]->(e) RETURN c.name AS c, COUNT { (c)--() } AS n";
  EXPECT_EQ(Run({"query", ask, "--format", "csv", "--as-of", "2015"}).out, "c,n\nLima,1\n");
  EXPECT_EQ(Run({"query", ask + " ORDER BY c", "--format", "csv", "--as-of", "2020"}).out,
            "c,n\nLima,1\nQuito,1\n");
  const ProgramResult change = Run({"query", "CREATE (:City)", "--as-of", "2015"});
  EXPECT_NE(change.exit_code, 0);
  EXPECT_THAT(change.err, HasSubstr("the graph as it was can be asked, and not changed"));
  EXPECT_EQ(Run({"query", "MATCH (c:City) RETURN count(*) AS n", "--format", "csv"}).out, "n\n2\n");
}

}  // namespace
}  // namespace citygraph::cli
