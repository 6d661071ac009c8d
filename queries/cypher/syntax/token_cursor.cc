#include "queries/cypher/syntax/token_cursor.h"

#include <fmt/format.h>

#include <algorithm>

#include "engine/base/unicode.h"

namespace citygraph::queries::cypher {
namespace {

// The word as an error message shows it; long ones are cut.
std::string Shown(std::string_view text) {
  constexpr std::size_t kLongest = 40;
  std::size_t cut = std::min(text.size(), text.find('\n'));
  if (cut > kLongest) {
    cut = kLongest;
    while (cut > 0 && (static_cast<unsigned char>(text[cut]) & 0xC0U) == 0x80) --cut;
  }
  return cut == text.size() ? std::string(text) : std::string(text.substr(0, cut)) + "…";
}

bool IsKeywordText(std::string_view what) { return FindKeyword(what) != Keyword::kNoKeyword; }

// The expected keyword that `word` nearly is: one slip in short words, two in long ones.
std::string_view NearestKeyword(std::string_view word,
                                const std::vector<std::string_view>& expected) {
  const std::string lower = ToLower(word);
  std::string_view best;
  std::size_t best_distance = word.size() < 4 ? 2 : 3;
  for (const std::string_view candidate : expected) {
    if (!IsKeywordText(candidate)) continue;
    const std::size_t distance = EditDistance(lower, ToLower(candidate), best_distance - 1);
    if (distance < best_distance) {
      best = candidate;
      best_distance = distance;
    }
  }
  return best;
}

std::string Joined(const std::vector<std::string_view>& expected) {
  std::string text;
  for (std::size_t i = 0; i < expected.size(); ++i) {
    if (i > 0) text += i + 1 == expected.size() ? " or " : ", ";
    text += expected[i];
  }
  return text;
}

}  // namespace

const Token& TokenCursor::Take() {
  const Token& token = Peek();
  if (at_ + 1 < tokens_.tokens.size()) ++at_;
  return token;
}

bool TokenCursor::Accept(Symbol symbol) {
  if (Is(symbol)) {
    Take();
    return true;
  }
  Expected(cypher::TextOf(symbol));
  return false;
}

bool TokenCursor::Accept(Keyword keyword) {
  if (Is(keyword)) {
    Take();
    return true;
  }
  Expected(cypher::TextOf(keyword));
  return false;
}

QueryStatus TokenCursor::Expect(Symbol symbol) {
  if (!Accept(symbol)) return std::unexpected(Unexpected());
  return {};
}

QueryStatus TokenCursor::Expect(Keyword keyword) {
  if (!Accept(keyword)) return std::unexpected(Unexpected());
  return {};
}

bool TokenCursor::AtName() const {
  return Peek().kind == TokenKind::kName || Peek().kind == TokenKind::kQuotedName;
}

bool TokenCursor::AtVariable() const { return AtName() && !IsReserved(Peek().keyword); }

std::string TokenCursor::NameAt() const {
  const std::string_view text = TextOf(Peek().span);
  return Peek().kind == TokenKind::kQuotedName ? DecodeQuotedName(text) : std::string(text);
}

QueryResult<std::pair<std::string, Span>> TokenCursor::TakeName(std::string_view what) {
  if (!AtName()) {
    Expected(what);
    return std::unexpected(Unexpected());
  }
  std::string name = NameAt();
  return std::pair(std::move(name), Take().span);
}

QueryResult<std::pair<std::string, Span>> TokenCursor::TakeVariable(std::string_view what) {
  if (!AtVariable()) {
    Expected(what);
    return std::unexpected(Unexpected());
  }
  return TakeName(what);
}

void TokenCursor::Expected(std::string_view what) {
  if (at_ < expected_at_) return;
  if (at_ > expected_at_) {
    expected_.clear();
    expected_at_ = at_;
  }
  expected_.push_back(what);
}

QueryError TokenCursor::Unexpected() const {
  const Token& found = tokens_.tokens[std::max(at_, expected_at_)];
  if (found.kind == TokenKind::kInvalid) {
    const QueryError& error = tokens_.ErrorAt(found.span);
    // A word such as 1B2 is a bad number only where a number could be.
    if (error.detail != "InvalidNumberLiteral") return error;
  }
  if (found.kind == TokenKind::kDash)
    return {ErrorKind::kSyntaxError,
            Phase::kCompileTime,
            "InvalidUnicodeCharacter",
            fmt::format("`{}` is a dash, not a minus", TextOf(found.span)),
            found.span,
            "write -"};
  std::vector<std::string_view> expected = expected_;
  std::ranges::sort(expected);
  expected.erase(std::unique(expected.begin(), expected.end()), expected.end());
  // Operators may follow nearly everywhere: a list of them all says nothing.
  constexpr std::size_t kMany = 12;
  if (expected.size() > kMany)
    std::erase_if(expected, [](std::string_view what) {
      return !IsKeywordText(what) && what != ")" && what != "]" && what != "}" && what.size() < 3;
    });
  std::string message = found.kind == TokenKind::kEnd
                            ? std::string("the query ends here")
                            : fmt::format("found `{}`", Shown(TextOf(found.span)));
  std::string suggestion;
  if (!expected.empty()) {
    if (found.kind == TokenKind::kName)
      if (const std::string_view near = NearestKeyword(TextOf(found.span), expected);
          !near.empty() && ToLower(near) != ToLower(TextOf(found.span)))
        suggestion = fmt::format("did you mean {}?", near);
    if (expected.size() <= kMany) message += fmt::format(", expected {}", Joined(expected));
  }
  if (found.kind == TokenKind::kName && IsReserved(found.keyword) &&
      std::ranges::find(expected, "a variable") != expected.end())
    suggestion = fmt::format("to use it as a name, write `{}`", Shown(TextOf(found.span)));
  return {ErrorKind::kSyntaxError, Phase::kCompileTime, "UnexpectedSyntax",
          std::move(message),      found.span,          std::move(suggestion)};
}

}  // namespace citygraph::queries::cypher
