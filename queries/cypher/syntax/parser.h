// Text to tree, by the openCypher 9 grammar.
#pragma once

#include <string_view>

#include "queries/cypher/syntax/ast.h"

namespace citygraph::queries::cypher {

// Reads one statement; a `;` may end it. Comments and white space stand anywhere between words,
// keywords in any case. EXPLAIN or PROFILE may go before.
// Errors: SyntaxError at compile time, with what was expected and, for a keyword that is nearly
// one, which was perhaps meant. Trees deeper than kMaxDepth are refused, so that recursion over
// them is safe. Cost: O(size).
QueryResult<Statement> Parse(std::string_view text);

// Reads one expression and nothing else, for `:param name => EXPR`.
QueryResult<ExpressionPtr> ParseExpression(std::string_view text);

inline constexpr int kMaxDepth = 500;

}  // namespace citygraph::queries::cypher
