// `shell` fed on stdin: the protocol that programs rely on, and what people read.
#include "tests/cli/cli_support.h"

namespace citygraph::cli {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::StartsWith;

class ShellTest : public CliTest {
 protected:
  ProgramResult Shell(const std::string& input, Arguments arguments = {}) const {
    arguments.insert(arguments.begin(), {CITYGRAPH_BINARY, "--db", ":memory:", "shell"});
    return RunProgram({std::move(arguments), input});
  }
  std::vector<Value> Typed(const std::string& input) const {
    const ProgramResult result = Shell(input, {"--format", "typed-json"});
    EXPECT_EQ(result.exit_code, 0) << ::testing::PrintToString(result);
    return ParseJsonLines(result.out);
  }
  // The only value of the only row, as {"$type","_value"}.
  Value One(const std::string& expression) const {
    const std::vector<Value> lines = Typed("RETURN " + expression + " AS x;");
    EXPECT_EQ(lines.size(), 1U);
    return At(lines.at(0), "data", "values", 0, 0);
  }
  static Value Tagged(std::string_view type, Value value) {
    ValueMap map;
    map.Put("$type", type);
    map.Put("_value", std::move(value));
    return map;
  }
};

TEST_F(ShellTest, EachStatementAnswersOneLine) {
  const auto lines = Typed(
      "CREATE (:A {text: 'a;b'}); // a ; in a comment\n"
      "MATCH (a:A)\n/* ; */\nRETURN\n\n  a.text AS text;;\n"
      "RETURN 1 AS `;`;RETURN 2 AS two");
  ASSERT_EQ(lines.size(), 4U);
  EXPECT_EQ(IntegerAt(lines[0], "counters", "nodesCreated"), 1);
  EXPECT_EQ(At(lines[1], "data", "values", 0, 0), Tagged("String", "a;b"));
  EXPECT_EQ(At(lines[2], "data", "fields", 0), Value(";"));
  EXPECT_EQ(At(lines[3], "data", "values", 0, 0), Tagged("Integer", "2"));
}

TEST_F(ShellTest, ValuesHaveTheTypesOfTheQueryApi) {
  EXPECT_EQ(One("null"), Tagged("Null", nullptr));
  EXPECT_EQ(One("true"), Tagged("Boolean", true));
  EXPECT_EQ(One("-9223372036854775808"), Tagged("Integer", "-9223372036854775808"));
  EXPECT_EQ(One("1.0"), Tagged("Float", "1.0"));
  EXPECT_EQ(One("0.0 / 0.0"), Tagged("Float", "NaN"));
  EXPECT_EQ(One("-1.0 / 0.0"), Tagged("Float", "-Infinity"));
  EXPECT_EQ(One("['a', 1]"),
            Tagged("List", ValueList{Tagged("String", "a"), Tagged("Integer", "1")}));
  EXPECT_EQ(One("{a: null}"), Tagged("Map", [] {
              ValueMap map;
              map.Put("a", Tagged("Null", nullptr));
              return Value(map);
            }()));
  EXPECT_EQ(One("date('2015-07-21')"), Tagged("Date", "2015-07-21"));
  EXPECT_EQ(One("localtime('21:40')"), Tagged("LocalTime", "21:40"));
  EXPECT_EQ(One("time('21:40+01:00')"), Tagged("Time", "21:40+01:00"));
  EXPECT_EQ(One("localdatetime('2015-07-21T21:40')"), Tagged("LocalDateTime", "2015-07-21T21:40"));
  EXPECT_EQ(One("datetime('2015-07-21T21:40+01:00')"),
            Tagged("OffsetDateTime", "2015-07-21T21:40+01:00"));
  EXPECT_EQ(One("datetime('2015-07-21T21:40[Europe/Stockholm]')"),
            Tagged("ZonedDateTime", "2015-07-21T21:40+02:00[Europe/Stockholm]"));
  EXPECT_EQ(One("duration('P1M2DT3S')"), Tagged("Duration", "P1M2DT3S"));
}

TEST_F(ShellTest, NodesRelationshipsAndPathsAreWhole) {
  const auto lines = Typed(
      "CREATE (:A:B {n: 1})-[:R {w: 2.5}]->(:C);"
      "MATCH p = (c)<-[r:R]-(a) RETURN a, r, p;");
  ASSERT_EQ(lines.size(), 2U);
  const Value& node = At(lines[1], "data", "values", 0, 0);
  EXPECT_EQ(TextAt(node, "$type"), "Node");
  EXPECT_THAT(KeysOf(At(node, "_value")), ElementsAre("_element_id", "_labels", "_properties"));
  EXPECT_EQ(At(node, "_value", "_labels"), Value(ValueList{"A", "B"}));
  EXPECT_EQ(At(node, "_value", "_properties", "n"), Tagged("Integer", "1"));
  const Value& relationship = At(lines[1], "data", "values", 0, 1);
  EXPECT_EQ(TextAt(relationship, "$type"), "Relationship");
  EXPECT_THAT(KeysOf(At(relationship, "_value")),
              ElementsAre("_element_id", "_start_node_element_id", "_end_node_element_id", "_type",
                          "_properties"));
  EXPECT_EQ(At(relationship, "_value", "_start_node_element_id"),
            At(node, "_value", "_element_id"));
  EXPECT_EQ(TextAt(relationship, "_value", "_type"), "R");
  EXPECT_EQ(At(relationship, "_value", "_properties", "w"), Tagged("Float", "2.5"));
  const Value& path = At(lines[1], "data", "values", 0, 2);
  EXPECT_EQ(TextAt(path, "$type"), "Path");
  ASSERT_EQ(ListAt(path, "_value").size(), 3U);
  EXPECT_EQ(TextAt(path, "_value", 0, "_value", "_labels", 0), "C");
  EXPECT_EQ(At(path, "_value", 1), relationship);
  EXPECT_EQ(At(path, "_value", 2), node);
}

TEST_F(ShellTest, CountersSayWhatAStatementDid) {
  const auto lines = Typed(
      "CREATE (a:A:B {x: 1, y: 2})-[:R {z: 3}]->(b);"
      "MATCH (a:A) SET a.x = null REMOVE a:B;"
      "MATCH (n) DETACH DELETE n;");
  ASSERT_EQ(lines.size(), 3U);
  EXPECT_THAT(KeysOf(At(lines[0], "counters")),
              ElementsAre("nodesCreated", "nodesDeleted", "relationshipsCreated",
                          "relationshipsDeleted", "propertiesSet", "labelsAdded", "labelsRemoved"));
  EXPECT_EQ(IntegerAt(lines[0], "counters", "nodesCreated"), 2);
  EXPECT_EQ(IntegerAt(lines[0], "counters", "relationshipsCreated"), 1);
  EXPECT_EQ(IntegerAt(lines[0], "counters", "propertiesSet"), 3);
  EXPECT_EQ(IntegerAt(lines[0], "counters", "labelsAdded"), 2);
  EXPECT_EQ(IntegerAt(lines[1], "counters", "propertiesSet"), 1);
  EXPECT_EQ(IntegerAt(lines[1], "counters", "labelsRemoved"), 1);
  EXPECT_EQ(IntegerAt(lines[2], "counters", "nodesDeleted"), 2);
  EXPECT_EQ(IntegerAt(lines[2], "counters", "relationshipsDeleted"), 1);
}

TEST_F(ShellTest, AFailedStatementIsAnAnswerThatChangesNothing) {
  const auto lines = Typed(
      "RETURN\n  foo;"
      "CREATE (:A) RETURN 1 / 0;"
      "MATCH (n) RETURN count(n) AS n;"
      "RETURN;");
  ASSERT_EQ(lines.size(), 4U);
  const Value& undefined = At(lines[0], "errors", 0);
  EXPECT_EQ(TextAt(undefined, "kind"), "SyntaxError");
  EXPECT_EQ(TextAt(undefined, "phase"), "compile");
  EXPECT_EQ(TextAt(undefined, "detail"), "UndefinedVariable");
  EXPECT_EQ(IntegerAt(undefined, "line"), 2);
  EXPECT_EQ(IntegerAt(undefined, "column"), 3);
  EXPECT_THAT(TextAt(undefined, "message"), HasSubstr("`foo`"));
  EXPECT_EQ(TextAt(lines[1], "errors", 0, "phase"), "runtime");
  EXPECT_EQ(At(lines[2], "data", "values", 0, 0), Tagged("Integer", "0"));
  EXPECT_EQ(TextAt(lines[3], "errors", 0, "kind"), "SyntaxError");
}

TEST_F(ShellTest, ParametersAreSetByLinesThatAnswerNothing) {
  const auto lines = Typed(
      ":param x => [1, {a: 'semi;colon'}]\n"
      ":param y => $x[0] + 1;\n"
      ":param {z: $y * 2, text: 'two words'}\n"
      "RETURN $x[1].a AS a, $y AS y, $z AS z, $text AS text;\n"
      ":param y => 1 / 0\n"
      "RETURN $y;\n"
      ":params clear\n"
      "RETURN $z;\n");
  ASSERT_EQ(lines.size(), 3U);
  EXPECT_EQ(At(lines[0], "data", "values", 0),
            Value(ValueList{Tagged("String", "semi;colon"), Tagged("Integer", "2"),
                            Tagged("Integer", "4"), Tagged("String", "two words")}));
  EXPECT_EQ(TextAt(lines[1], "errors", 0, "kind"), "ParameterMissing")
      << "a parameter that cannot be set has no old value";
  EXPECT_EQ(TextAt(lines[2], "errors", 0, "kind"), "ParameterMissing");
}

TEST_F(ShellTest, WhatIsUnknownIsNotedWithWhatWasMeant) {
  const auto lines = Typed(
      "CREATE (:City {name: 'Durban'})-[:HOSTED]->(:Exchange);"
      "MATCH (c:Citty)-[:HOSTD]->(e) WHERE e.nme = 1 RETURN c;"
      "MATCH (c:City {name: 'durban'}) RETURN c;"
      "MATCH (c) WHERE c.name IN ['Durban', 'Drban'] RETURN c.name;"
      "MATCH (c:City) CREATE (:New {fresh: 1}) WITH c MATCH (n:New) RETURN n.fresh;");
  ASSERT_EQ(lines.size(), 5U);
  EXPECT_THAT(ListAt(lines[0], "notifications"), IsEmpty());
  ASSERT_EQ(ListAt(lines[1], "notifications").size(), 3U);
  const auto note = [&](std::size_t line, int i, std::string_view key) {
    return TextAt(lines[line], "notifications", i, key);
  };
  EXPECT_EQ(note(1, 0, "code"), "UnknownLabel");
  EXPECT_EQ(note(1, 0, "suggestion"), "did you mean `City`?");
  EXPECT_EQ(IntegerAt(lines[1], "notifications", 0, "column"), 10);
  EXPECT_EQ(note(1, 1, "code"), "UnknownRelationshipType");
  EXPECT_EQ(note(1, 1, "suggestion"), "did you mean `HOSTED`?");
  EXPECT_EQ(note(1, 2, "code"), "UnknownProperty");
  EXPECT_EQ(note(1, 2, "suggestion"), "did you mean `name`?");
  EXPECT_EQ(note(2, 0, "code"), "UnknownName");
  EXPECT_EQ(note(2, 0, "suggestion"), "did you mean `Durban`?");
  ASSERT_EQ(ListAt(lines[3], "notifications").size(), 1U);
  EXPECT_THAT(note(3, 0, "message"), HasSubstr("\"Drban\""));
  EXPECT_THAT(ListAt(lines[4], "notifications"), IsEmpty()) << "the statement makes them itself";
}

TEST_F(ShellTest, StrictMakesThemErrors) {
  const ProgramResult result =
      Shell("CREATE (:City); MATCH (c:Citty) RETURN c;", {"--format", "typed-json", "--strict"});
  const auto lines = ParseJsonLines(result.out);
  ASSERT_EQ(lines.size(), 2U);
  EXPECT_EQ(TextAt(lines[1], "errors", 0, "kind"), "LabelNotFound");
  EXPECT_EQ(TextAt(lines[1], "errors", 0, "suggestion"), "did you mean `City`?");
}

TEST_F(ShellTest, ErrorsForPeopleSayWhereAndShowTheLine) {
  const ProgramResult result = Shell("RETURN 1 AS a;\nMATCH (n)\nRETURN m;\nRETURN 2 AS b;\n");
  EXPECT_EQ(result.exit_code, 4);
  EXPECT_THAT(result.out, HasSubstr("b\n-\n2\n")) << "it goes on";
  EXPECT_THAT(result.err, StartsWith("citygraph: stdin:3:8: variable `m` is not defined"));
  EXPECT_THAT(result.err, HasSubstr("RETURN m\n       ^\n"));
  EXPECT_THAT(result.err, HasSubstr("did you mean `n`?"));
}

TEST_F(ShellTest, FailFastStopsAtTheFirst) {
  const ProgramResult result =
      Shell("RETURN foo; RETURN 1 AS a;", {"--fail-fast", "--format", "typed-json"});
  EXPECT_EQ(result.exit_code, 4);
  EXPECT_EQ(ParseJsonLines(result.out).size(), 1U);
}

TEST_F(ShellTest, ExitEndsItAndUnknownCommandsSayWhatWasMeant) {
  const ProgramResult result = Shell(":shcema\nRETURN 1 AS a;\n:quit;\nRETURN 2 AS b;\n");
  EXPECT_THAT(result.err, HasSubstr("there is no command :shcema\ndid you mean :schema?"));
  EXPECT_EQ(result.out, "a\n-\n1\n");
}

TEST_F(ShellTest, CommandsDoWhatHelpSays) {
  const std::string file =
      Write("more.cypher", "CREATE (:City {name: 'Lima'});\nRETURN 'it ran' AS s;\n");
  const ProgramResult result =
      Shell(":help\n:source " + file + "\n:schema\n:format csv\n:param x => 1\n:params\n" +
            ":explain MATCH (n:City) RETURN n;\n:profile\n");
  EXPECT_EQ(result.exit_code, 0) << ::testing::PrintToString(result);
  for (const std::string_view text : {":param", ":source FILE", "it ran", "label", "City", "name",
                                      "parameter,value\nx,1\n", "NodeScan", " ms"}) {
    EXPECT_THAT(result.out, HasSubstr(text));
  }
  EXPECT_EQ(Shell(":source /nowhere.cypher\n").exit_code, 3);
}

TEST_F(ShellTest, ADatabaseThatIsNotThereIsMadeByTheFirstWrite) {
  const ProgramResult read = Run({"shell"}, "MATCH (n) RETURN count(n) AS n;");
  EXPECT_EQ(read.exit_code, 0);
  EXPECT_THAT(read.err, HasSubstr("is not there yet"));
  EXPECT_FALSE(std::filesystem::exists(database_));
  EXPECT_EQ(Run({"shell"}, "CREATE (:City {name: 'Lima'}); MATCH (c:City) RETURN c.name;").out,
            "c.name\n------\nLima\n");
  EXPECT_EQ(Run({"query", "MATCH (c:City) RETURN c.name", "--format", "csv"}).out,
            "c.name\nLima\n");
}

}  // namespace
}  // namespace citygraph::cli
