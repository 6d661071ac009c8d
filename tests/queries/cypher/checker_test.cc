#include "queries/cypher/semantics/checker.h"

#include <gtest/gtest.h>

#include "queries/cypher/syntax/parser.h"

namespace citygraph::queries::cypher {
namespace {

QueryResult<CheckedQuery> Checked(std::string_view query) {
  auto parsed = Parse(query);
  if (!parsed) return std::unexpected(parsed.error());
  return Check(std::move(*parsed), {});
}

std::string DetailOf(std::string_view query) {
  const auto checked = Checked(query);
  return checked ? "right" : checked.error().detail;
}

TEST(CypherCheckerTest, AnUnknownVariableBringsTheNearestOne) {
  const auto checked = Checked("MATCH (mentor) RETURN mentro.name");
  ASSERT_FALSE(checked);
  EXPECT_EQ(checked.error().detail, "UndefinedVariable");
  EXPECT_EQ(checked.error().where.column, 23U);
  EXPECT_EQ(checked.error().suggestion, "did you mean `mentor`?");
}

TEST(CypherCheckerTest, GroupingKeysAndAggregationsAreSplit) {
  const auto checked =
      Checked("MATCH (n) RETURN n.x AS x, n.x + count(*) AS more ORDER BY count(*)");
  ASSERT_TRUE(checked) << checked.error().ToString();
  const auto* result = checked->statement.query.parts[0].clauses[1].As<Return>();
  ASSERT_NE(result, nullptr);
  EXPECT_TRUE(result->projection.aggregates);
  EXPECT_EQ(result->projection.keys.size(), 1U);
  ASSERT_EQ(result->projection.aggregations.size(), 1U);
  const auto* sort = result->projection.order_by[0].expression->As<VariableExpression>();
  ASSERT_NE(sort, nullptr);
  EXPECT_EQ(sort->variable.id, result->projection.aggregations[0].id);
  EXPECT_EQ(checked->columns, (std::vector<std::string>{"x", "more"}));
}

TEST(CypherCheckerTest, WithKeepsTheIdOfAVariableAndRenamesBindANewOne) {
  const auto checked = Checked("MATCH (n) WITH n, n AS m RETURN n, m");
  ASSERT_TRUE(checked);
  ASSERT_EQ(checked->column_variables.size(), 2U);
  EXPECT_NE(checked->column_variables[0], checked->column_variables[1]);
  EXPECT_EQ((*checked)[checked->column_variables[0]].type, StaticType::kNode);
}

TEST(CypherCheckerTest, PartsOfAUnionAreBroughtIntoTheOrderOfTheFirst) {
  const auto checked = Checked("RETURN 1 AS a, 2 AS b UNION RETURN 3 AS b, 4 AS a");
  ASSERT_TRUE(checked);
  const auto* second = checked->statement.query.parts[1].clauses[0].As<Return>();
  EXPECT_EQ(second->projection.items[0].column.name, "a");
}

TEST(CypherCheckerTest, ClausesStandInOrder) {
  EXPECT_EQ(DetailOf("MATCH (n)"), "InvalidClauseComposition");
  EXPECT_EQ(DetailOf("RETURN 1 AS x MATCH (n) RETURN n"), "InvalidClauseComposition");
  EXPECT_EQ(DetailOf("CREATE (n) MATCH (m) RETURN m"), "InvalidClauseComposition");
  EXPECT_EQ(DetailOf("CREATE (n) WITH * MATCH (m) RETURN m"), "right");
}

TEST(CypherCheckerTest, ASubquerySeesTheQueryAroundItAndItsNamesStayInside) {
  EXPECT_EQ(DetailOf("MATCH (n) WHERE EXISTS { (n)-->(m) WHERE m.x = n.x } RETURN n"), "right");
  EXPECT_EQ(DetailOf("MATCH (n) WHERE EXISTS { (n)-->(m) } RETURN m"), "UndefinedVariable");
  EXPECT_EQ(DetailOf("MATCH (n) RETURN n.x, COUNT { MATCH (n)-->(m) RETURN m } AS degree"),
            "right");
}

TEST(CypherCheckerTest, APatternIsNoValue) {
  EXPECT_EQ(DetailOf("MATCH (n) RETURN (n)-->()"), "UnexpectedSyntax");
  EXPECT_EQ(DetailOf("MATCH (n) WHERE NOT (n)-->() RETURN n"), "right");
  EXPECT_EQ(DetailOf("MATCH (n) RETURN size([(n)-->(m) | m]) AS degree"), "right");
}

TEST(CypherCheckerTest, SuggestionsForFunctions) {
  const auto checked = Checked("RETURN toUper('a')");
  ASSERT_FALSE(checked);
  EXPECT_EQ(checked.error().detail, "UnknownFunction");
  EXPECT_EQ(checked.error().suggestion, "did you mean `toUpper`?");
}

}  // namespace
}  // namespace citygraph::queries::cypher
