// Text to tree, by the openCypher 9 grammar.
#pragma once

#include <string_view>

#include "queries/cypher/syntax/ast.h"

namespace citygraph::queries::cypher {

// Reads one statement; a `;` may end it. Comments and white space stand anywhere between words,
// keywords in any case. EXPLAIN or PROFILE may go before.
// Errors: SyntaxError at compile time, with what was expected and, for a word that is nearly a
// keyword, which was perhaps meant. What is nested more deeply than kMaxNesting, and expressions
// higher than kMaxHeight, are refused, so that recursion over trees is safe. Cost: O(size).
QueryResult<Statement> Parse(std::string_view text);

// Reads one expression and nothing else, for `:param name => EXPR`.
QueryResult<ExpressionPtr> ParseExpression(std::string_view text);

// Brackets within brackets, clauses within subqueries.
inline constexpr int kMaxNesting = 200;
// Expression::height: a + b + c is 3 high.
inline constexpr int kMaxHeight = 1000;

}  // namespace citygraph::queries::cypher
