#include "cli/shell/statement_splitter.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <random>
#include <string>
#include <vector>

#include "queries/cypher/syntax/lexer.h"

namespace citygraph::cli {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;

// The texts of all inputs, commands with a ">" before them.
std::vector<std::string> Split(std::string_view text, std::size_t piece = 0) {
  StatementSplitter splitter;
  std::vector<std::string> inputs;
  const auto take = [&] {
    while (const auto input = splitter.Next()) {
      const bool command = input->kind == ShellInput::Kind::kCommand;
      inputs.push_back((command ? ">" : "") + input->text);
    }
  };
  const std::size_t step = piece == 0 ? text.size() + 1 : piece;
  for (std::size_t at = 0; at < text.size(); at += step) {
    splitter.Feed(text.substr(at, step));
    take();
  }
  splitter.Finish();
  take();
  return inputs;
}

TEST(StatementSplitterTest, ASemicolonEndsAStatementOnlyWhereItIsOne) {
  EXPECT_THAT(Split("RETURN 1; RETURN ';' ;\nRETURN \"a\\\";b\"; RETURN 1 AS `;`"),
              ElementsAre("RETURN 1", "RETURN ';'", "RETURN \"a\\\";b\"", "RETURN 1 AS `;`"));
  EXPECT_THAT(Split("RETURN 1 // ; no\n + 2; RETURN /* ; \n; */ 3;"),
              ElementsAre("RETURN 1 // ; no\n + 2", "RETURN /* ; \n; */ 3"));
  EXPECT_THAT(Split("RETURN 'a\\\\'; RETURN 2"), ElementsAre("RETURN 'a\\\\'", "RETURN 2"));
}

TEST(StatementSplitterTest, WhatIsBlankIsNoStatement) {
  EXPECT_THAT(Split(";;\n ; // words\n /* more */ ;\n\n"), IsEmpty());
  EXPECT_THAT(Split(""), IsEmpty());
  EXPECT_THAT(Split("\xC2\xA0;"), IsEmpty()) << "a no-break space";
}

TEST(StatementSplitterTest, CommandsAreLinesThatBeginWithAColon) {
  EXPECT_THAT(Split(":param x => 'a;b'\nRETURN $x; :help\n  :exit"),
              ElementsAre(">:param x => 'a;b'", "RETURN $x", ">:help", ">:exit"));
  EXPECT_THAT(Split("// before\n:param x => 1\n"), ElementsAre(">:param x => 1"));
  EXPECT_THAT(Split("MATCH (n\n:City) RETURN n;"), ElementsAre("MATCH (n\n:City) RETURN n"))
      << "within a statement a colon is the statement's";
}

TEST(StatementSplitterTest, AnInputKnowsWhereItBegan) {
  StatementSplitter splitter;
  splitter.Feed("RETURN 'é';  RETURN 2;\n\n  :help\n");
  splitter.Next();
  const auto second = splitter.Next();
  ASSERT_TRUE(second);
  EXPECT_EQ(second->line, 1U);
  EXPECT_EQ(second->column, 14U) << "code points, not bytes";
  const auto third = splitter.Next();
  ASSERT_TRUE(third);
  EXPECT_EQ(third->line, 3U);
  EXPECT_EQ(third->column, 3U);
}

TEST(StatementSplitterTest, AStatementIsThereAsSoonAsItsSemicolonIs) {
  StatementSplitter splitter;
  splitter.Feed("RETURN");
  EXPECT_FALSE(splitter.Next());
  EXPECT_TRUE(splitter.in_statement());
  splitter.Feed(" 1;");
  const auto input = splitter.Next();
  ASSERT_TRUE(input);
  EXPECT_EQ(input->text, "RETURN 1");
  EXPECT_FALSE(splitter.in_statement());
  splitter.Feed("RETURN 2");
  splitter.Next();
  splitter.Drop();
  splitter.Feed("RETURN 3;");
  const auto after = splitter.Next();
  ASSERT_TRUE(after);
  EXPECT_EQ(after->text, "RETURN 3") << "what was dropped is gone";
}

// The lexer and the splitter agree on where statements end, and pieces of any size say the same.
TEST(StatementSplitterTest, AgreesWithTheLexerOnRandomTexts) {
  const std::vector<std::string> kParts = {"'",  "\"", "`", ";", "\\", "/", "*", "//", "/*",
                                           "*/", "\n", " ", "a", "é",  "1", "-", "(",  ")"};
  std::mt19937 random(20261124);
  for (int round = 0; round < 20000; ++round) {
    std::string text = "x";  // no command
    for (int i = 0; i < 14; ++i) text += kParts[random() % kParts.size()];
    const auto ends = queries::cypher::StatementEnds(text);
    std::size_t statements = 0;
    std::size_t start = 0;
    std::vector<std::uint32_t> all(ends.begin(), ends.end());
    if (all.empty() || all.back() < text.size())
      all.push_back(static_cast<std::uint32_t>(text.size()) + 1);
    for (const std::uint32_t end : all) {
      const std::string_view piece = std::string_view(text).substr(start, end - 1 - start);
      // An open comment at the end is a token of its own for the lexer, and nothing to run.
      const auto rest = queries::cypher::SkipBlank(piece);
      if (!rest.empty() && !rest.starts_with("/*")) ++statements;
      start = end;
    }
    const auto whole = Split(text);
    ASSERT_EQ(whole.size(), statements) << "round " << round << ": " << text;
    ASSERT_EQ(whole, Split(text, 1 + random() % 3)) << "round " << round << ": " << text;
  }
}

}  // namespace
}  // namespace citygraph::cli
