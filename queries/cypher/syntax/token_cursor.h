// A place in the tokens of a query, and what would have been right there.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include "queries/cypher/syntax/lexer.h"

namespace citygraph::queries::cypher {

// Each question about the next token that is answered with no is remembered until the cursor moves:
// the error then says all that was expected, and which keyword was perhaps meant.
class TokenCursor {
 public:
  // `text` must outlive the cursor.
  explicit TokenCursor(std::string_view text) : text_(text), tokens_(Tokenize(text)) {}

  const Token& Peek(std::size_t ahead = 0) const {
    const std::size_t at = at_ + ahead;
    return at < tokens_.tokens.size() ? tokens_.tokens[at] : tokens_.tokens.back();
  }
  const Token& Last() const { return tokens_.tokens[at_ == 0 ? 0 : at_ - 1]; }
  const Token& Take();
  std::size_t position() const { return at_; }
  void Reset(std::size_t position) { at_ = position; }

  std::string_view TextOf(const Span& span) const { return text_.substr(span.offset, span.size); }
  // From the first token of `from` to the last one taken.
  Span Since(const Span& from) const { return Join(from, Last().span); }

  bool Is(Symbol symbol, std::size_t ahead = 0) const { return Peek(ahead).symbol == symbol; }
  bool Is(Keyword keyword, std::size_t ahead = 0) const { return Peek(ahead).keyword == keyword; }

  // Takes the next token if it is this one.
  bool Accept(Symbol symbol);
  bool Accept(Keyword keyword);
  // Takes it or fails.
  QueryStatus Expect(Symbol symbol);
  QueryStatus Expect(Keyword keyword);

  // A name as a label, type, property or parameter may have: any word, or in backticks.
  bool AtName() const;
  // A name as a variable may have: no reserved word.
  bool AtVariable() const;
  QueryResult<std::pair<std::string, Span>> TakeName(std::string_view what);
  QueryResult<std::pair<std::string, Span>> TakeVariable(std::string_view what);

  // Remembers that `what` ("an expression") would have been right here.
  void Expected(std::string_view what);
  // What is wrong with the next token: UnexpectedSyntax with all that was expected, or what the
  // lexer found.
  QueryError Unexpected() const;

  const QueryError& LexicalError(const Span& span) const { return tokens_.ErrorAt(span); }

 private:
  std::string NameAt() const;

  std::string_view text_;
  Tokens tokens_;
  std::size_t at_ = 0;
  std::size_t expected_at_ = 0;  // the furthest place at which something was expected
  std::vector<std::string_view> expected_;
};

}  // namespace citygraph::queries::cypher
