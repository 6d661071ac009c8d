// The words of a query.
#pragma once

#include <cstdint>
#include <string_view>

#include "queries/cypher/error.h"

namespace citygraph::queries::cypher {

enum class TokenKind : std::uint8_t {
  kEnd,
  kName,        // a bare word; `keyword` tells whether it is also one of the language's
  kQuotedName,  // `in backticks`
  kInteger,     // 12, 0x1F, 0o17
  kFloat,       // 1.5, .5, 1e9
  kString,      // 'text' or "text", with its quotes
  kSymbol,      // punctuation; `symbol` tells which
  kDash,        // a dash that is not ASCII's: stands in patterns alone
  kInvalid,     // no token of the language; Lexer::errors tells why
};

enum class Symbol : std::uint8_t {
  kNone,
  kLeftParenthesis,
  kRightParenthesis,
  kLeftBracket,
  kRightBracket,
  kLeftBrace,
  kRightBrace,
  kComma,
  kDot,
  kDotDot,
  kColon,
  kSemicolon,
  kBar,
  kDollar,
  kPlus,
  kPlusEqual,
  kMinus,
  kStar,
  kSlash,
  kPercent,
  kCaret,
  kEqual,
  kMatches,  // =~
  kNotEqual,
  kLess,
  kLessOrEqual,
  kGreater,
  kGreaterOrEqual,
};

// As it is written: "<=".
std::string_view TextOf(Symbol symbol);

// clang-format off
#define CITYGRAPH_CYPHER_KEYWORDS(X) \
  X(All, ALL) X(And, AND) X(Any, ANY) X(As, AS) X(Asc, ASC) X(Ascending, ASCENDING) X(By, BY) \
  X(Call, CALL) X(Case, CASE) X(Collect, COLLECT) X(Contains, CONTAINS) X(Count, COUNT) \
  X(Create, CREATE) X(Delete, DELETE) X(Desc, DESC) X(Descending, DESCENDING) X(Detach, DETACH) \
  X(Distinct, DISTINCT) X(Else, ELSE) X(End, END) X(Ends, ENDS) X(Exists, EXISTS) \
  X(Explain, EXPLAIN) X(False, FALSE) X(In, IN) X(Is, IS) X(Limit, LIMIT) X(Match, MATCH) \
  X(Merge, MERGE) X(None, NONE) X(Not, NOT) X(Null, NULL) X(On, ON) X(Optional, OPTIONAL) \
  X(Or, OR) X(Order, ORDER) X(Profile, PROFILE) X(Reduce, REDUCE) X(Remove, REMOVE) \
  X(Return, RETURN) X(Set, SET) X(Single, SINGLE) X(Skip, SKIP) X(Starts, STARTS) X(Then, THEN) \
  X(True, TRUE) X(Union, UNION) X(Unwind, UNWIND) X(When, WHEN) X(Where, WHERE) X(With, WITH) \
  X(Xor, XOR) X(Yield, YIELD)
// clang-format on

enum class Keyword : std::uint8_t {
  kNoKeyword,
#define CITYGRAPH_CYPHER_KEYWORD(name, text) k##name,
  CITYGRAPH_CYPHER_KEYWORDS(CITYGRAPH_CYPHER_KEYWORD)
#undef CITYGRAPH_CYPHER_KEYWORD
};

// In capitals: "MATCH".
std::string_view TextOf(Keyword keyword);
// The keyword that `word` is in any case, or kNoKeyword.
Keyword FindKeyword(std::string_view word);
// Whether the keyword cannot name a variable: it begins or joins the parts of a query, so that a
// name there would be taken for a mistake. Labels, types and properties may have any name.
bool IsReserved(Keyword keyword);

struct Token {
  TokenKind kind = TokenKind::kEnd;
  Symbol symbol = Symbol::kNone;
  Keyword keyword = Keyword::kNoKeyword;
  Span span;
};

}  // namespace citygraph::queries::cypher
