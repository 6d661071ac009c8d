#include "queries/cypher/syntax/lexer.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>

#include "engine/base/result.h"
#include "engine/base/unicode.h"

namespace citygraph::queries::cypher {
namespace {

bool IsAsciiLetter(char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z'); }
bool IsAsciiDigit(char c) { return c >= '0' && c <= '9'; }
bool IsHexDigit(char c) {
  return IsAsciiDigit(c) || (c >= 'a' && c <= 'f') || (c >= 'A' && c <= 'F');
}
bool IsAscii(char c) { return static_cast<unsigned char>(c) < 0x80; }
bool IsContinuation(char c) { return (static_cast<unsigned char>(c) & 0xC0U) == 0x80; }

// The dashes and arrow heads that the grammar takes in patterns besides ASCII's.
bool IsDash(char32_t c) {
  return c == 0x00AD || (c >= 0x2010 && c <= 0x2015) || c == 0x2212 || c == 0xFE58 || c == 0xFE63 ||
         c == 0xFF0D;
}
bool IsLeftArrowHead(char32_t c) {
  return c == 0x27E8 || c == 0x3008 || c == 0xFE64 || c == 0xFF1C;
}
bool IsRightArrowHead(char32_t c) {
  return c == 0x27E9 || c == 0x3009 || c == 0xFE65 || c == 0xFF1E;
}

class Lexer {
 public:
  explicit Lexer(std::string_view text) : text_(text) {}

  Tokens Run() {
    result_.tokens.reserve(text_.size() / 4 + 2);
    do {
      SkipBlanks();
      Next();
    } while (result_.tokens.back().kind != TokenKind::kEnd);
    return std::move(result_);
  }

  bool ended_inside() const { return ended_inside_; }

 private:
  bool AtEnd() const { return at_ >= text_.size(); }
  char Here(std::size_t ahead = 0) const {
    return at_ + ahead < text_.size() ? text_[at_ + ahead] : '\0';
  }

  // Moves on by bytes of the text and keeps lines and columns.
  void Advance(std::size_t bytes) {
    const std::size_t end = std::min(at_ + bytes, text_.size());
    for (; at_ < end; ++at_) {
      const char c = text_[at_];
      if (c == '\n') {
        ++line_;
        column_ = 1;
      } else if (!IsContinuation(c)) {
        ++column_;
      }
    }
  }

  Span Mark() const {
    return {.offset = static_cast<std::uint32_t>(at_), .size = 0, .line = line_, .column = column_};
  }
  void Push(TokenKind kind, Span from, Symbol symbol = Symbol::kNone,
            Keyword keyword = Keyword::kNoKeyword) {
    from.size = static_cast<std::uint32_t>(at_ - from.offset);
    result_.tokens.push_back({.kind = kind, .symbol = symbol, .keyword = keyword, .span = from});
  }
  void PushInvalid(Span from, std::string_view detail, std::string message,
                   std::string suggestion = {}) {
    Push(TokenKind::kInvalid, from);
    from.size = static_cast<std::uint32_t>(at_ - from.offset);
    result_.errors.emplace_back(ErrorKind::kSyntaxError, Phase::kCompileTime, detail,
                                std::move(message), from, std::move(suggestion));
  }
  std::string_view Since(const Span& from) const {
    return text_.substr(from.offset, at_ - from.offset);
  }

  void SkipBlanks() {
    while (!AtEnd()) {
      const char c = Here();
      if (c == ' ' || (c >= '\t' && c <= '\r') || (c >= '\x1C' && c <= '\x1F')) {
        Advance(1);
      } else if (c == '/' && Here(1) == '/') {
        const std::size_t line_end = text_.find('\n', at_);
        Advance((line_end == std::string_view::npos ? text_.size() : line_end) - at_);
      } else if (c == '/' && Here(1) == '*') {
        const std::size_t end = text_.find("*/", at_ + 2);
        if (end == std::string_view::npos) return;  // Next reports it
        Advance(end + 2 - at_);
      } else if (!IsAscii(c)) {
        const CodePoint point = DecodeAt(text_, at_);
        if (!IsWhitespace(point.value)) return;
        Advance(point.size);
      } else {
        return;
      }
    }
  }

  void Next() {
    const Span from = Mark();
    if (AtEnd()) return Push(TokenKind::kEnd, from);
    const char c = Here();
    if (IsAsciiLetter(c) || c == '_') return NextName(from);
    if (IsAsciiDigit(c) || (c == '.' && IsAsciiDigit(Here(1)) && !FollowsDot()))
      return NextNumber(from);
    if (c == '\'' || c == '"') return NextQuoted(from, c);
    if (c == '`') return NextQuoted(from, c);
    if (!IsAscii(c)) return NextBeyondAscii(from);
    NextSymbol(from, c);
  }

  // In `1...5` and `list[0..1]` the second dot is the range's.
  bool FollowsDot() const { return at_ > 0 && text_[at_ - 1] == '.'; }

  bool AtNamePart() const {
    if (AtEnd()) return false;
    const char c = Here();
    if (IsAscii(c)) return IsAsciiLetter(c) || IsAsciiDigit(c) || c == '_';
    return IsIdentifierPart(DecodeAt(text_, at_).value);
  }
  void SkipNameParts() {
    while (AtNamePart()) Advance(IsAscii(Here()) ? 1 : DecodeAt(text_, at_).size);
  }

  void NextName(Span from) {
    SkipNameParts();
    Push(TokenKind::kName, from, Symbol::kNone, FindKeyword(Since(from)));
  }

  void NextNumber(Span from) {
    TokenKind kind = TokenKind::kInteger;
    bool complete = true;
    if (Here() == '0' && (Here(1) == 'x' || Here(1) == 'o')) {
      const bool hex = Here(1) == 'x';
      Advance(2);
      const std::size_t digits = at_;
      while (hex ? IsHexDigit(Here()) : (Here() >= '0' && Here() <= '7')) Advance(1);
      complete = at_ > digits;
    } else {
      while (IsAsciiDigit(Here())) Advance(1);
      if (Here() == '.' && IsAsciiDigit(Here(1))) {
        kind = TokenKind::kFloat;
        Advance(1);
        while (IsAsciiDigit(Here())) Advance(1);
      }
      const std::size_t sign = Here(1) == '-' || Here(1) == '+' ? 1 : 0;
      if ((Here() == 'e' || Here() == 'E') && IsAsciiDigit(Here(1 + sign))) {
        kind = TokenKind::kFloat;
        Advance(1 + sign);
        while (IsAsciiDigit(Here())) Advance(1);
      }
    }
    if (complete && !AtNamePart()) return Push(kind, from);
    SkipNameParts();
    std::string suggestion;
    const std::string_view written = Since(from);
    if (written.starts_with("0X")) suggestion = "write 0x for hexadecimal numbers";
    PushInvalid(from, "InvalidNumberLiteral", fmt::format("`{}` is not a number", written),
                std::move(suggestion));
  }

  void NextQuoted(Span from, char quote) {
    const std::string_view what = quote == '`' ? "name in backticks" : "string";
    Advance(1);
    while (!AtEnd()) {
      const char c = Here();
      if (c == '\\' && quote != '`') {
        Advance(2);
      } else if (c != quote) {
        Advance(1);
      } else if (quote == '`' && Here(1) == '`') {
        Advance(2);
      } else {
        Advance(1);
        if (quote != '`') return Push(TokenKind::kString, from);
        if (Since(from).size() > 2) return Push(TokenKind::kQuotedName, from);
        return PushInvalid(from, "UnexpectedSyntax", "a name in backticks is empty");
      }
    }
    ended_inside_ = true;
    PushInvalid(from, "UnexpectedSyntax", fmt::format("this {} has no end", what),
                fmt::format("close it with {}", quote));
  }

  void NextBeyondAscii(Span from) {
    const CodePoint point = DecodeAt(text_, at_);
    if (IsIdentifierStart(point.value)) return NextName(from);
    Advance(point.size);
    if (IsDash(point.value)) return Push(TokenKind::kDash, from);
    if (IsLeftArrowHead(point.value)) return Push(TokenKind::kSymbol, from, Symbol::kLess);
    if (IsRightArrowHead(point.value)) return Push(TokenKind::kSymbol, from, Symbol::kGreater);
    PushInvalid(from, "InvalidUnicodeCharacter",
                fmt::format("`{}` (U+{:04X}) means nothing in a query", Since(from),
                            static_cast<std::uint32_t>(point.value)));
  }

  void NextSymbol(Span from, char c) {
    const auto take = [&](Symbol symbol) {
      Advance(TextOf(symbol).size());
      Push(TokenKind::kSymbol, from, symbol);
    };
    const char next = Here(1);
    switch (c) {
      case '(':
        return take(Symbol::kLeftParenthesis);
      case ')':
        return take(Symbol::kRightParenthesis);
      case '[':
        return take(Symbol::kLeftBracket);
      case ']':
        return take(Symbol::kRightBracket);
      case '{':
        return take(Symbol::kLeftBrace);
      case '}':
        return take(Symbol::kRightBrace);
      case ',':
        return take(Symbol::kComma);
      case '.':
        return take(next == '.' ? Symbol::kDotDot : Symbol::kDot);
      case ':':
        return take(Symbol::kColon);
      case ';':
        return take(Symbol::kSemicolon);
      case '|':
        return take(Symbol::kBar);
      case '$':
        return take(Symbol::kDollar);
      case '+':
        return take(next == '=' ? Symbol::kPlusEqual : Symbol::kPlus);
      case '-':
        return take(Symbol::kMinus);
      case '*':
        return take(Symbol::kStar);
      case '%':
        return take(Symbol::kPercent);
      case '^':
        return take(Symbol::kCaret);
      case '=':
        return take(next == '~' ? Symbol::kMatches : Symbol::kEqual);
      case '<':
        if (next == '>') return take(Symbol::kNotEqual);
        return take(next == '=' ? Symbol::kLessOrEqual : Symbol::kLess);
      case '>':
        return take(next == '=' ? Symbol::kGreaterOrEqual : Symbol::kGreater);
      case '/':
        if (next == '*') {
          Advance(text_.size() - at_);
          ended_inside_ = true;
          return PushInvalid(from, "UnexpectedSyntax", "this comment has no end",
                             "close it with */");
        }
        return take(Symbol::kSlash);
      case '!':
        Advance(next == '=' ? 2 : 1);
        return PushInvalid(from, "UnexpectedSyntax",
                           fmt::format("`{}` is not an operator", Since(from)),
                           next == '=' ? "write <> for \"not equal\"" : "write NOT");
      default:
        Advance(1);
        if (static_cast<unsigned char>(c) < 0x20)
          return PushInvalid(from, "UnexpectedSyntax",
                             fmt::format("the control character {:#04x} means nothing in a query",
                                         static_cast<unsigned>(c)));
        return PushInvalid(from, "UnexpectedSyntax",
                           fmt::format("`{}` means nothing in a query", c));
    }
  }

  std::string_view text_;
  std::size_t at_ = 0;
  std::uint32_t line_ = 1;
  std::uint32_t column_ = 1;
  bool ended_inside_ = false;
  Tokens result_;
};

// The code point of `digits` hexadecimal digits at `at`, or -1.
std::int64_t HexAt(std::string_view text, std::size_t at, std::size_t digits) {
  if (at + digits > text.size()) return -1;
  std::int64_t value = 0;
  for (const char c : text.substr(at, digits)) {
    if (!IsHexDigit(c)) return -1;
    value = value * 16 + (IsAsciiDigit(c) ? c - '0' : (c | 0x20) - 'a' + 10);
  }
  return value;
}

bool IsHighSurrogate(std::int64_t c) { return c >= 0xD800 && c <= 0xDBFF; }
bool IsLowSurrogate(std::int64_t c) { return c >= 0xDC00 && c <= 0xDFFF; }

// The place of a piece of a token. Tokens that span lines are rare: only then lines are counted.
Span Within(const Span& token, std::string_view text, std::size_t at, std::size_t size) {
  Span span = token;
  for (const char c : text.substr(0, at)) {
    if (c == '\n') {
      ++span.line;
      span.column = 1;
    } else if (!IsContinuation(c)) {
      ++span.column;
    }
  }
  span.offset += static_cast<std::uint32_t>(at);
  span.size = static_cast<std::uint32_t>(std::min(size, text.size() - at));
  return span;
}

// Appends what the \u or \U at `at` stands for; gives the bytes read, 0 when it stands for nothing.
std::size_t AppendUnicodeEscape(std::string& out, std::string_view text, std::size_t at) {
  const std::size_t digits = text[at + 1] == 'u' ? 4 : 8;
  std::int64_t point = HexAt(text, at + 2, digits);
  std::size_t read = 2 + digits;
  if (IsHighSurrogate(point) && digits == 4 && text.substr(at + read, 2) == "\\u") {
    const std::int64_t low = HexAt(text, at + read + 2, 4);
    if (!IsLowSurrogate(low)) return 0;
    point = 0x10000 + ((point - 0xD800) << 10) + (low - 0xDC00);
    read += 6;
  }
  if (point < 0 || point > 0x10FFFF || IsHighSurrogate(point) || IsLowSurrogate(point)) return 0;
  AppendUtf8(out, static_cast<char32_t>(point));
  return read;
}

}  // namespace

const QueryError& Tokens::ErrorAt(const Span& span) const {
  const auto found = std::ranges::lower_bound(
      errors, span.offset, {}, [](const QueryError& error) { return error.where.offset; });
  CITYGRAPH_CHECK(found != errors.end() && found->where.offset == span.offset);
  return *found;
}

Tokens Tokenize(std::string_view text) { return Lexer(text).Run(); }

QueryResult<std::string> DecodeString(std::string_view text, const Span& span) {
  std::string decoded;
  decoded.reserve(text.size());
  const std::size_t end = text.size() - 1;  // the closing quote
  for (std::size_t at = 1; at < end;) {
    const char c = text[at];
    if (c != '\\') {
      decoded += c;
      ++at;
      continue;
    }
    constexpr std::string_view kEscapes = "\\'\"`bfnrt";
    constexpr std::string_view kMeanings = "\\'\"`\b\f\n\r\t";
    const char escape = text[at + 1];
    if (const std::size_t known = kEscapes.find(escape); known != std::string_view::npos) {
      decoded += kMeanings[known];
      at += 2;
    } else if (escape == 'u' || escape == 'U') {
      const std::size_t read = AppendUnicodeEscape(decoded, text.substr(0, end), at);
      const std::size_t size = escape == 'u' ? 6 : 10;
      if (read == 0)
        return CompileError("InvalidUnicodeLiteral",
                            fmt::format("`{}` is not a Unicode character",
                                        text.substr(at, std::min(size, end - at))),
                            Within(span, text, at, size),
                            "\\u takes four hexadecimal digits, \\U eight; \\\\ is a backslash");
      at += read;
    } else {
      const CodePoint point = DecodeAt(text, at + 1);
      return CompileError("UnexpectedSyntax",
                          fmt::format("`{}` is not an escape", text.substr(at, 1 + point.size)),
                          Within(span, text, at, 1 + point.size), "\\\\ is a backslash");
    }
  }
  return decoded;
}

std::string DecodeQuotedName(std::string_view quoted) {
  std::string name;
  for (std::size_t at = 1; at + 1 < quoted.size(); ++at) {
    name += quoted[at];
    if (quoted[at] == '`') ++at;
  }
  return name;
}

std::vector<std::uint32_t> StatementEnds(std::string_view text) {
  std::vector<std::uint32_t> ends;
  for (const Token& token : Tokenize(text).tokens)
    if (token.symbol == Symbol::kSemicolon) ends.push_back(token.span.offset + 1);
  return ends;
}

bool EndsInsideToken(std::string_view text) {
  Lexer lexer(text);
  static_cast<void>(lexer.Run());
  return lexer.ended_inside();
}

std::string_view SkipBlank(std::string_view text) {
  const Tokens tokens = Tokenize(text);
  return text.substr(tokens.tokens.front().span.offset);
}

}  // namespace citygraph::queries::cypher
