#include <gtest/gtest.h>

#include <string>

#include "queries/cypher/syntax/lexer.h"
#include "queries/cypher/syntax/parser.h"

namespace citygraph::queries::cypher {
namespace {

QueryError ErrorOf(std::string_view query) {
  auto parsed = Parse(query);
  EXPECT_FALSE(parsed) << query;
  return parsed ? QueryError() : parsed.error();
}

TEST(CypherParserTest, AnErrorSaysWhereWhatAndWhatWasPerhapsMeant) {
  const std::string query = "MATCH (n)\nWHRE n.x = 1 RETURN n";
  const QueryError error = ErrorOf(query);
  EXPECT_EQ(error.detail, "UnexpectedSyntax");
  EXPECT_EQ(error.where.line, 2U);
  EXPECT_EQ(error.where.column, 1U);
  EXPECT_EQ(error.suggestion, "did you mean WHERE?");
  EXPECT_EQ(Excerpt(query, error.where), "WHRE n.x = 1 RETURN n\n^");
}

TEST(CypherParserTest, WhatOtherDialectsHaveIsAnErrorThatSaysWhatToDo) {
  EXPECT_NE(ErrorOf("SHOW INDEXES").suggestion.find("db.labels()"), std::string::npos);
  EXPECT_NE(ErrorOf("show procedures").suggestion.find("dbms.procedures()"), std::string::npos);
  EXPECT_NE(ErrorOf("CREATE INDEX FOR (n:City) ON (n.name)").suggestion.find("import"),
            std::string::npos);
  EXPECT_NE(ErrorOf("create  index by_name FOR (n:City) ON (n.name)").suggestion.find("import"),
            std::string::npos);
  EXPECT_EQ(ErrorOf("MATCH (index) RETURN index oops").suggestion, "");
  EXPECT_NE(ErrorOf("LOAD CSV FROM 'x' AS row RETURN row").suggestion.find("citygraph import"),
            std::string::npos);
  EXPECT_NE(ErrorOf("MATCH (n) FOREACH (x IN [1] | SET n.x = x)").suggestion.find("UNWIND"),
            std::string::npos);
  EXPECT_NE(ErrorOf("MATCH (n) CALL { WITH n RETURN 1 AS x } RETURN x").suggestion.find("EXISTS"),
            std::string::npos);
  EXPECT_EQ(ErrorOf("MATCH (n) RETURN n +").suggestion, "");
}

TEST(CypherParserTest, ColumnsCountCodePoints) {
  EXPECT_EQ(ErrorOf("RETURN 'São Tomé' AS city oops").where.column, 27U);
}

TEST(CypherParserTest, NumbersKeepTheirRange) {
  EXPECT_TRUE(Parse("RETURN -9223372036854775808"));
  EXPECT_EQ(ErrorOf("RETURN 9223372036854775808").detail, "IntegerOverflow");
  EXPECT_EQ(ErrorOf("RETURN -9223372036854775809").detail, "IntegerOverflow");
  EXPECT_EQ(ErrorOf("RETURN 1e400").detail, "FloatingPointOverflow");
  EXPECT_EQ(ErrorOf("RETURN 0x").detail, "InvalidNumberLiteral");
}

TEST(CypherParserTest, TheSignBindsTighterThanThePower) {
  auto parsed = ParseExpression("-2 ^ 2");
  ASSERT_TRUE(parsed);
  const auto* power = (*parsed)->As<Binary>();
  ASSERT_NE(power, nullptr);
  EXPECT_EQ(power->op, BinaryOperator::kPower);
}

TEST(CypherParserTest, AListThatLooksLikeAComprehensionIsAList) {
  auto parsed = ParseExpression("[] IN [[], 1]");
  ASSERT_TRUE(parsed);
  EXPECT_NE((*parsed)->As<Binary>(), nullptr);
}

TEST(CypherParserTest, KeywordsMayNameLabelsAndProperties) {
  EXPECT_TRUE(Parse("MATCH (n:Match {return: 1})-[:WITH]->(`where`) RETURN n.order AS `in`"));
  EXPECT_FALSE(Parse("MATCH (match) RETURN 1"));
}

TEST(CypherParserTest, DeepNestingIsRefusedAndDoesNotOverflow) {
  for (const auto& [open, close] :
       {std::pair("(", ")"), std::pair("[", "]"), std::pair("{a:", "}"), std::pair("({a:", "})"),
        std::pair("NOT ", ""), std::pair("-", ""), std::pair("CASE WHEN ", "")}) {
    std::string query = "RETURN ";
    for (int i = 0; i < 20'000; ++i) query += open;
    query += "1";
    for (int i = 0; i < 20'000; ++i) query += close;
    EXPECT_EQ(ErrorOf(query).detail, "UnexpectedSyntax") << open;
  }
  std::string sum = "RETURN 1";
  for (int i = 0; i < 20'000; ++i) sum += "+1";
  EXPECT_EQ(ErrorOf(sum).detail, "UnexpectedSyntax");
}

TEST(CypherParserTest, MapsInBracketsDoNotMultiplyTheWork) {
  std::string query = "RETURN ";
  for (int i = 0; i < 60; ++i) query += "({a: ";
  query += "1";
  for (int i = 0; i < 60; ++i) query += "})";
  EXPECT_TRUE(Parse(query));  // twice the work a level would not end
}

TEST(CypherLexerTest, AStatementEndsAtASemicolonOutsideStringsNamesAndComments) {
  const std::string text = "RETURN ';' AS `a;b` /* ; */; // ;\nRETURN 2;";
  EXPECT_EQ(StatementEnds(text),
            (std::vector<std::uint32_t>{static_cast<std::uint32_t>(text.find("*/;") + 3),
                                        static_cast<std::uint32_t>(text.size())}));
  EXPECT_TRUE(EndsInsideToken("RETURN 'open"));
  EXPECT_FALSE(EndsInsideToken("RETURN 'closed'"));
}

}  // namespace
}  // namespace citygraph::queries::cypher
