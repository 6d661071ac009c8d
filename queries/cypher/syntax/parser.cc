#include "queries/cypher/syntax/parser.h"

#include <fmt/format.h>

#include <algorithm>
#include <limits>

#include "queries/cypher/syntax/ast_walk.h"
#include "queries/cypher/syntax/other_dialects.h"
#include "queries/cypher/syntax/parse.h"

namespace citygraph::queries::cypher {

QueryResult<Statement> Parser::ParseStatement() {
  Statement statement;
  if (cursor_.Accept(Keyword::kExplain)) {
    statement.mode = StatementMode::kExplain;
  } else if (cursor_.Accept(Keyword::kProfile)) {
    statement.mode = StatementMode::kProfile;
  }
  CITYGRAPH_TRY(statement.query, ParseQuery(false));
  cursor_.Accept(Symbol::kSemicolon);
  if (cursor_.Peek().kind != TokenKind::kEnd) return Unexpected();
  return statement;
}

QueryResult<ExpressionPtr> Parser::ParseLoneExpression() {
  CITYGRAPH_TRY(ExpressionPtr expression, ParseExpression());
  if (cursor_.Peek().kind != TokenKind::kEnd) return Unexpected();
  return expression;
}

QueryResult<Name> Parser::TakeName(std::string_view what) {
  CITYGRAPH_TRY(auto name, cursor_.TakeName(what));
  return Name{.text = std::move(name.first), .span = name.second};
}

QueryResult<Name> Parser::TakeQualifiedName(std::string_view what) {
  CITYGRAPH_TRY(Name name, TakeName(what));
  while (cursor_.Accept(Symbol::kDot)) {
    CITYGRAPH_TRY(const Name next, TakeName("a name"));
    name.text += "." + next.text;
    name.span = Join(name.span, next.span);
  }
  return name;
}

QueryResult<Variable> Parser::TakeVariable() {
  CITYGRAPH_TRY(auto name, cursor_.TakeVariable("a variable"));
  return Variable{.name = std::move(name.first), .span = name.second};
}

std::unexpected<QueryError> Parser::TooDeep() const {
  return CompileError("UnexpectedSyntax",
                      fmt::format("the query is nested more than {} levels deep", kMaxNesting),
                      cursor_.Peek().span);
}

QueryResult<ExpressionPtr> Parser::Make(decltype(Expression::node) node, const Span& from) {
  auto made = std::make_unique<Expression>(std::move(node), cursor_.Since(from));
  ForEachChild(*made, [&](const ExpressionPtr& child) {
    made->height = std::max(made->height, child->height + 1);
  });
  if (made->height > kMaxHeight)
    return CompileError("UnexpectedSyntax",
                        fmt::format("the expression has more than {} levels", kMaxHeight), from);
  return made;
}

namespace {

QueryStatus CheckSize(std::string_view text) {
  if (text.size() >= std::numeric_limits<std::uint32_t>::max())
    return CompileError("UnexpectedSyntax", "the query is larger than 4 GiB", {});
  return {};
}

}  // namespace

QueryResult<Statement> Parse(std::string_view text) {
  CITYGRAPH_TRY(CheckSize(text));
  auto statement = Parser(text).ParseStatement();
  if (!statement) {
    std::string hint = HintForOtherDialect(text, statement.error().where.offset);
    if (!hint.empty()) statement.error().suggestion = std::move(hint);
  }
  return statement;
}

QueryResult<ExpressionPtr> ParseExpression(std::string_view text) {
  CITYGRAPH_TRY(CheckSize(text));
  return Parser(text).ParseLoneExpression();
}

}  // namespace citygraph::queries::cypher
