// Text to tokens.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "queries/cypher/syntax/token.h"

namespace citygraph::queries::cypher {

struct Tokens {
  std::vector<Token> tokens;       // the last one is kEnd
  std::vector<QueryError> errors;  // one for each kInvalid token, in the order of the text

  // The error of an invalid token.
  const QueryError& ErrorAt(const Span& span) const;
};

// Cuts the text into tokens. Never fails: what is no token becomes one of kind kInvalid, since what
// is wrong with it depends on where it stands. Comments and white space separate and are dropped.
// REQUIRES: text.size() < 4 GiB. Cost: O(size).
Tokens Tokenize(std::string_view text);

// What stands between the quotes of a kString token, with escapes replaced.
// Errors: InvalidUnicodeLiteral for \u without four or \U without eight hexadecimal digits or for
// no code point; UnexpectedSyntax for an unknown escape.
QueryResult<std::string> DecodeString(std::string_view text, const Span& span);

// The name that a kQuotedName token stands for: two backticks within are one.
std::string DecodeQuotedName(std::string_view quoted);

// Where the statements of a text end: the offsets just behind each `;` that is not in a string, a
// name in backticks or a comment.
std::vector<std::uint32_t> StatementEnds(std::string_view text);

// Whether the text ends inside a string, a name in backticks or a comment: the reader of a terminal
// then asks for more.
bool EndsInsideToken(std::string_view text);

// The text without the white space and comments at its beginning.
std::string_view SkipBlank(std::string_view text);

}  // namespace citygraph::queries::cypher
