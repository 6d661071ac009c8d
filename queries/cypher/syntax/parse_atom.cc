#include <fmt/format.h>

#include <charconv>
#include <cmath>
#include <cstdlib>
#include <limits>
#include <optional>

#include "engine/base/unicode.h"
#include "queries/cypher/syntax/parse.h"

namespace citygraph::queries::cypher {

QueryResult<ExpressionPtr> Parser::ParseAtom() {
  const Token& token = cursor_.Peek();
  switch (token.kind) {
    case TokenKind::kInteger:
    case TokenKind::kFloat:
      return ParseNumber(false);
    case TokenKind::kString:
      return ParseString();
    case TokenKind::kName:
    case TokenKind::kQuotedName:
      return ParseNamed();
    case TokenKind::kInvalid:
      return std::unexpected(cursor_.LexicalError(token.span));
    case TokenKind::kSymbol:
      if (token.symbol == Symbol::kLeftParenthesis) return ParseParenthesis();
      if (token.symbol == Symbol::kLeftBracket) return ParseBracket();
      if (token.symbol == Symbol::kLeftBrace) return ParseMap();
      if (token.symbol == Symbol::kDollar) return ParseParameter();
      break;
    case TokenKind::kDash:
    case TokenKind::kEnd:
      break;
  }
  cursor_.Expected("an expression");
  return Unexpected();
}

QueryResult<ExpressionPtr> Parser::ParseNumber(bool negative) {
  const Token token = cursor_.Take();
  const std::string_view text = cursor_.TextOf(token.span);
  if (token.kind == TokenKind::kFloat) {
    const double value = std::strtod(std::string(text).c_str(), nullptr);
    if (!std::isfinite(value))
      return CompileError("FloatingPointOverflow",
                          fmt::format("{} is larger than any float (1.7976931348623157e308)", text),
                          token.span);
    return Make(Literal{Value(value)}, token.span);
  }
  const int base = text.starts_with("0x") ? 16 : text.starts_with("0o") ? 8 : 10;
  const std::string_view digits = base == 10 ? text : text.substr(2);
  std::uint64_t magnitude = 0;
  const auto [end, error] =
      std::from_chars(digits.data(), digits.data() + digits.size(), magnitude, base);
  constexpr auto kLargest = static_cast<std::uint64_t>(std::numeric_limits<std::int64_t>::max());
  if (error != std::errc() || magnitude > kLargest + (negative ? 1 : 0))
    return CompileError("IntegerOverflow",
                        fmt::format("{}{} is not in the range of integers (-9223372036854775808 to "
                                    "9223372036854775807)",
                                    negative ? "-" : "", text),
                        token.span, "write it as a float or a string");
  // Negated as unsigned: the smallest integer has no positive counterpart.
  const auto value = static_cast<std::int64_t>(negative ? ~magnitude + 1 : magnitude);
  return Make(Literal{Value(value)}, token.span);
}

QueryResult<ExpressionPtr> Parser::ParseString() {
  const Span span = cursor_.Take().span;
  CITYGRAPH_TRY(std::string text, DecodeString(cursor_.TextOf(span), span));
  return Make(Literal{Value(std::move(text))}, span);
}

QueryResult<ExpressionPtr> Parser::ParseParameter() {
  const Span from = cursor_.Take().span;
  if (cursor_.Peek().kind == TokenKind::kInteger) {
    const Span number = cursor_.Take().span;
    return Make(Parameter{std::string(cursor_.TextOf(number))}, from);
  }
  CITYGRAPH_TRY(Name name, TakeName("a parameter's name"));
  return Make(Parameter{std::move(name.text)}, from);
}

bool Parser::IsNameAt(std::size_t ahead) const {
  const TokenKind kind = cursor_.Peek(ahead).kind;
  return kind == TokenKind::kName || kind == TokenKind::kQuotedName;
}

bool Parser::AtFunctionCall() const {
  std::size_t ahead = 1;
  while (cursor_.Is(Symbol::kDot, ahead) && IsNameAt(ahead + 1)) ahead += 2;
  return cursor_.Is(Symbol::kLeftParenthesis, ahead);
}

QueryResult<ExpressionPtr> Parser::ParseNamed() {
  const Token& token = cursor_.Peek();
  const bool bracket = cursor_.Is(Symbol::kLeftParenthesis, 1);
  const bool brace = cursor_.Is(Symbol::kLeftBrace, 1);
  const bool over_list = bracket && IsNameAt(2) && cursor_.Is(Keyword::kIn, 3);
  switch (token.keyword) {
    case Keyword::kTrue:
    case Keyword::kFalse:
    case Keyword::kNull: {
      const Keyword keyword = token.keyword;
      const Span span = cursor_.Take().span;
      if (keyword == Keyword::kNull) return Make(Literal{}, span);
      return Make(Literal{Value(keyword == Keyword::kTrue)}, span);
    }
    case Keyword::kCase:
      return ParseCase();
    case Keyword::kAll:
      if (over_list) return ParseQuantifier(QuantifierKind::kAll);
      break;
    case Keyword::kAny:
      if (over_list) return ParseQuantifier(QuantifierKind::kAny);
      break;
    case Keyword::kNone:
      if (over_list) return ParseQuantifier(QuantifierKind::kNone);
      break;
    case Keyword::kSingle:
      if (over_list) return ParseQuantifier(QuantifierKind::kSingle);
      break;
    case Keyword::kReduce:
      if (bracket && cursor_.Is(Symbol::kEqual, 3)) return ParseReduce();
      break;
    case Keyword::kExists:
      if (brace) return ParseSubquery(SubqueryKind::kExists);
      break;
    case Keyword::kCount:
      if (brace) return ParseSubquery(SubqueryKind::kCount);
      break;
    case Keyword::kCollect:
      if (brace) return ParseSubquery(SubqueryKind::kCollect);
      break;
    default:
      break;
  }
  const Span from = token.span;
  if (AtShortestPath() && cursor_.Is(Symbol::kLeftParenthesis, 2)) {
    CITYGRAPH_TRY(PathPattern path, ParsePathElement());
    return Make(PatternExpression{std::move(path)}, from);
  }
  if (AtFunctionCall()) return ParseFunctionCall();
  if (!cursor_.AtVariable()) {
    cursor_.Expected("an expression");
    return Unexpected();
  }
  if (brace) return ParseMapProjection();
  CITYGRAPH_TRY(Variable variable, TakeVariable());
  return Make(VariableExpression{std::move(variable)}, from);
}

QueryResult<ExpressionPtr> Parser::ParseFunctionCall() {
  const Span from = cursor_.Peek().span;
  FunctionCall call;
  CITYGRAPH_TRY(call.name, TakeQualifiedName("a function"));
  CITYGRAPH_TRY(cursor_.Expect(Symbol::kLeftParenthesis));
  if (cursor_.Is(Symbol::kStar) && cursor_.Is(Symbol::kRightParenthesis, 1)) {
    cursor_.Take();
    cursor_.Take();
    call.star = true;
    return Make(std::move(call), from);
  }
  call.distinct = cursor_.Accept(Keyword::kDistinct);
  if (!cursor_.Accept(Symbol::kRightParenthesis)) {
    do {
      CITYGRAPH_TRY(call.arguments.emplace_back(), ParseExpression());
    } while (cursor_.Accept(Symbol::kComma));
    CITYGRAPH_TRY(cursor_.Expect(Symbol::kRightParenthesis));
  }
  return Make(std::move(call), from);
}

QueryResult<ExpressionPtr> Parser::ParseParenthesis() {
  const Span from = cursor_.Peek().span;
  const std::size_t start = cursor_.position();
  if (MayBeNode() && !no_pattern_at_.contains(start)) {
    auto path = ParseChain();
    if (path && !path->relationships.empty())
      return Make(PatternExpression{std::move(*path)}, from);
    no_pattern_at_.insert(start);
    cursor_.Reset(start);
  }
  cursor_.Take();
  CITYGRAPH_TRY(ExpressionPtr inner, ParseExpression());
  CITYGRAPH_TRY(cursor_.Expect(Symbol::kRightParenthesis));
  inner->span = cursor_.Since(from);
  return inner;
}

QueryResult<ExpressionPtr> Parser::ParseBracket() {
  const std::size_t start = cursor_.position();
  const Span from = cursor_.Peek().span;
  const bool named = IsNameAt(1) && cursor_.Is(Symbol::kEqual, 2);
  if (IsNameAt(1) && cursor_.Is(Keyword::kIn, 2)) return ParseListComprehension();
  if ((cursor_.Is(Symbol::kLeftParenthesis, named ? 3 : 1)) && !no_pattern_at_.contains(start)) {
    auto comprehension = ParsePatternComprehension();
    if (comprehension) return comprehension;
    no_pattern_at_.insert(start);
    cursor_.Reset(start);
  }
  cursor_.Take();
  ListLiteral list;
  if (!cursor_.Accept(Symbol::kRightBracket)) {
    do {
      CITYGRAPH_TRY(list.elements.emplace_back(), ParseExpression());
    } while (cursor_.Accept(Symbol::kComma));
    CITYGRAPH_TRY(cursor_.Expect(Symbol::kRightBracket));
  }
  return Make(std::move(list), from);
}

QueryResult<ExpressionPtr> Parser::ParseListComprehension() {
  const Span from = cursor_.Take().span;
  ListComprehension comprehension;
  CITYGRAPH_TRY(comprehension.variable, TakeVariable());
  CITYGRAPH_TRY(cursor_.Expect(Keyword::kIn));
  CITYGRAPH_TRY(comprehension.list, ParseExpression());
  CITYGRAPH_TRY(comprehension.where, ParseOptionalWhere());
  if (cursor_.Accept(Symbol::kBar)) {
    CITYGRAPH_TRY(comprehension.result, ParseExpression());
  }
  CITYGRAPH_TRY(cursor_.Expect(Symbol::kRightBracket));
  return Make(std::move(comprehension), from);
}

QueryResult<ExpressionPtr> Parser::ParsePatternComprehension() {
  const Span from = cursor_.Take().span;
  PatternComprehension comprehension;
  Variable path;
  if (cursor_.Is(Symbol::kEqual, 1)) {
    CITYGRAPH_TRY(path, TakeVariable());
    cursor_.Take();
  }
  CITYGRAPH_TRY(comprehension.pattern, ParseChain());
  comprehension.pattern.variable = std::move(path);
  if (comprehension.pattern.relationships.empty()) return Unexpected();
  CITYGRAPH_TRY(comprehension.where, ParseOptionalWhere());
  CITYGRAPH_TRY(cursor_.Expect(Symbol::kBar));
  CITYGRAPH_TRY(comprehension.result, ParseExpression());
  CITYGRAPH_TRY(cursor_.Expect(Symbol::kRightBracket));
  return Make(std::move(comprehension), from);
}

QueryResult<ExpressionPtr> Parser::ParseMap() {
  const Span from = cursor_.Take().span;
  MapLiteral map;
  if (!cursor_.Accept(Symbol::kRightBrace)) {
    do {
      CITYGRAPH_TRY(Name key, TakeName("a key"));
      CITYGRAPH_TRY(cursor_.Expect(Symbol::kColon));
      CITYGRAPH_TRY(ExpressionPtr value, ParseExpression());
      map.entries.push_back({.key = std::move(key), .value = std::move(value)});
    } while (cursor_.Accept(Symbol::kComma));
    CITYGRAPH_TRY(cursor_.Expect(Symbol::kRightBrace));
  }
  return Make(std::move(map), from);
}

QueryResult<ExpressionPtr> Parser::ParseMapProjection() {
  using Kind = MapProjection::Item::Kind;
  const Span from = cursor_.Peek().span;
  MapProjection projection;
  CITYGRAPH_TRY(projection.base, TakeVariable());
  CITYGRAPH_TRY(cursor_.Expect(Symbol::kLeftBrace));
  if (cursor_.Accept(Symbol::kRightBrace)) return Make(std::move(projection), from);
  do {
    MapProjection::Item& item = projection.items.emplace_back();
    if (cursor_.Accept(Symbol::kDot)) {
      if (cursor_.Accept(Symbol::kStar)) {
        item.kind = Kind::kAllProperties;
        continue;
      }
      item.kind = Kind::kProperty;
      CITYGRAPH_TRY(item.key, TakeName("a property"));
      continue;
    }
    item.kind = Kind::kEntry;
    const Span at = cursor_.Peek().span;
    CITYGRAPH_TRY(item.key, TakeName("a key"));
    if (cursor_.Accept(Symbol::kColon)) {
      CITYGRAPH_TRY(item.value, ParseExpression());
    } else {
      CITYGRAPH_TRY(item.value, Make(VariableExpression{{.name = item.key.text, .span = at}}, at));
    }
  } while (cursor_.Accept(Symbol::kComma));
  CITYGRAPH_TRY(cursor_.Expect(Symbol::kRightBrace));
  return Make(std::move(projection), from);
}

QueryResult<ExpressionPtr> Parser::ParseCase() {
  const Span from = cursor_.Take().span;
  CaseExpression expression;
  if (!cursor_.Is(Keyword::kWhen)) {
    CITYGRAPH_TRY(expression.operand, ParseExpression());
  }
  CITYGRAPH_TRY(cursor_.Expect(Keyword::kWhen));
  do {
    CITYGRAPH_TRY(ExpressionPtr when, ParseExpression());
    CITYGRAPH_TRY(cursor_.Expect(Keyword::kThen));
    CITYGRAPH_TRY(ExpressionPtr then, ParseExpression());
    expression.alternatives.push_back({.when = std::move(when), .then = std::move(then)});
  } while (cursor_.Accept(Keyword::kWhen));
  if (cursor_.Accept(Keyword::kElse)) {
    CITYGRAPH_TRY(expression.otherwise, ParseExpression());
  }
  CITYGRAPH_TRY(cursor_.Expect(Keyword::kEnd));
  return Make(std::move(expression), from);
}

QueryResult<ExpressionPtr> Parser::ParseQuantifier(QuantifierKind kind) {
  const Span from = cursor_.Take().span;
  Quantifier quantifier{.kind = kind};
  CITYGRAPH_TRY(cursor_.Expect(Symbol::kLeftParenthesis));
  CITYGRAPH_TRY(quantifier.variable, TakeVariable());
  CITYGRAPH_TRY(cursor_.Expect(Keyword::kIn));
  CITYGRAPH_TRY(quantifier.list, ParseExpression());
  CITYGRAPH_TRY(cursor_.Expect(Keyword::kWhere));
  CITYGRAPH_TRY(quantifier.where, ParseExpression());
  CITYGRAPH_TRY(cursor_.Expect(Symbol::kRightParenthesis));
  return Make(std::move(quantifier), from);
}

QueryResult<ExpressionPtr> Parser::ParseReduce() {
  const Span from = cursor_.Take().span;
  Reduce reduce;
  CITYGRAPH_TRY(cursor_.Expect(Symbol::kLeftParenthesis));
  CITYGRAPH_TRY(reduce.accumulator, TakeVariable());
  CITYGRAPH_TRY(cursor_.Expect(Symbol::kEqual));
  CITYGRAPH_TRY(reduce.start, ParseExpression());
  CITYGRAPH_TRY(cursor_.Expect(Symbol::kComma));
  CITYGRAPH_TRY(reduce.variable, TakeVariable());
  CITYGRAPH_TRY(cursor_.Expect(Keyword::kIn));
  CITYGRAPH_TRY(reduce.list, ParseExpression());
  CITYGRAPH_TRY(cursor_.Expect(Symbol::kBar));
  CITYGRAPH_TRY(reduce.next, ParseExpression());
  CITYGRAPH_TRY(cursor_.Expect(Symbol::kRightParenthesis));
  return Make(std::move(reduce), from);
}

QueryResult<ExpressionPtr> Parser::ParseSubquery(SubqueryKind kind) {
  const Nesting nesting(depth_);
  if (!nesting.ok) return TooDeep();
  const Span from = cursor_.Take().span;
  CITYGRAPH_TRY(cursor_.Expect(Symbol::kLeftBrace));
  auto query = std::make_unique<Query>();
  const bool named_path = cursor_.AtName() && cursor_.Is(Symbol::kEqual, 1);
  if (cursor_.Is(Symbol::kLeftParenthesis) || named_path || AtShortestPath()) {
    Match match;
    const Span start = cursor_.Peek().span;
    CITYGRAPH_TRY(match.pattern, ParsePattern());
    CITYGRAPH_TRY(match.where, ParseOptionalWhere());
    SingleQuery& single = query->parts.emplace_back();
    single.span = cursor_.Since(start);
    single.clauses.push_back({.node = std::move(match), .span = single.span});
  } else {
    CITYGRAPH_TRY(*query, ParseQuery(true));
  }
  CITYGRAPH_TRY(cursor_.Expect(Symbol::kRightBrace));
  return Make(Subquery{.kind = kind, .query = std::move(query)}, from);
}

}  // namespace citygraph::queries::cypher
