#include <fmt/format.h>

#include <charconv>

#include "engine/base/unicode.h"
#include "queries/cypher/syntax/parse.h"

namespace citygraph::queries::cypher {

bool Parser::AtDash(std::size_t ahead) const {
  return cursor_.Is(Symbol::kMinus, ahead) || cursor_.Peek(ahead).kind == TokenKind::kDash;
}

// Tells most expressions in brackets from nodes by two tokens.
bool Parser::MayBeNode() const {
  const bool named =
      cursor_.Peek(1).kind == TokenKind::kName || cursor_.Peek(1).kind == TokenKind::kQuotedName;
  switch (cursor_.Peek(named ? 2 : 1).symbol) {
    case Symbol::kRightParenthesis:
    case Symbol::kColon:
    case Symbol::kLeftBrace:
    case Symbol::kDollar:
      return true;
    default:
      return false;
  }
}

bool Parser::AtShortestPath() const {
  if (cursor_.Peek().kind != TokenKind::kName || !cursor_.Is(Symbol::kLeftParenthesis, 1))
    return false;
  const std::string name = ToLower(cursor_.TextOf(cursor_.Peek().span));
  return name == "shortestpath" || name == "allshortestpaths";
}

QueryResult<Pattern> Parser::ParsePattern() {
  Pattern pattern;
  do {
    CITYGRAPH_TRY(pattern.emplace_back(), ParsePath());
  } while (cursor_.Accept(Symbol::kComma));
  return pattern;
}

QueryResult<PathPattern> Parser::ParsePath() {
  const Span from = cursor_.Peek().span;
  if (!cursor_.AtVariable() || AtShortestPath()) return ParsePathElement();
  CITYGRAPH_TRY(Variable variable, TakeVariable());
  CITYGRAPH_TRY(cursor_.Expect(Symbol::kEqual));
  CITYGRAPH_TRY(PathPattern path, ParsePathElement());
  path.variable = std::move(variable);
  path.span = cursor_.Since(from);
  return path;
}

QueryResult<PathPattern> Parser::ParsePathElement() {
  const Span from = cursor_.Peek().span;
  const bool selects = AtShortestPath();
  PathSelector selector = PathSelector::kAll;
  if (selects) {
    const Span name = cursor_.Take().span;
    selector = name.size == std::string_view("shortestPath").size() ? PathSelector::kShortest
                                                                    : PathSelector::kAllShortest;
    cursor_.Take();
  }
  // Brackets around a whole pattern mean nothing.
  const Nesting nesting(depth_);
  if (!nesting.ok) return TooDeep();
  if (!selects && cursor_.Is(Symbol::kLeftParenthesis) && cursor_.Is(Symbol::kLeftParenthesis, 1)) {
    cursor_.Take();
    CITYGRAPH_TRY(PathPattern inner, ParsePathElement());
    CITYGRAPH_TRY(cursor_.Expect(Symbol::kRightParenthesis));
    inner.span = cursor_.Since(from);
    return inner;
  }
  CITYGRAPH_TRY(PathPattern path, ParseChain());
  if (selects) CITYGRAPH_TRY(cursor_.Expect(Symbol::kRightParenthesis));
  path.selector = selector;
  path.span = cursor_.Since(from);
  return path;
}

QueryResult<PathPattern> Parser::ParseChain() {
  const Span from = cursor_.Peek().span;
  PathPattern path;
  CITYGRAPH_TRY(path.nodes.emplace_back(), ParseNode());
  while (AtDash() || (cursor_.Is(Symbol::kLess) && AtDash(1))) {
    CITYGRAPH_TRY(path.relationships.emplace_back(), ParseRelationship());
    CITYGRAPH_TRY(path.nodes.emplace_back(), ParseNode());
  }
  path.span = cursor_.Since(from);
  return path;
}

QueryResult<NodePattern> Parser::ParseNode() {
  const Nesting nesting(depth_);
  if (!nesting.ok) return TooDeep();
  const Span from = cursor_.Peek().span;
  CITYGRAPH_TRY(cursor_.Expect(Symbol::kLeftParenthesis));
  NodePattern node;
  node.variable.span = from;
  if (cursor_.AtVariable()) {
    CITYGRAPH_TRY(node.variable, TakeVariable());
  } else {
    cursor_.Expected("a variable");
  }
  CITYGRAPH_TRY(node.labels, ParseLabels());
  CITYGRAPH_TRY(node.properties, ParsePatternProperties());
  CITYGRAPH_TRY(cursor_.Expect(Symbol::kRightParenthesis));
  node.span = cursor_.Since(from);
  if (node.variable.anonymous()) node.variable.span = node.span;
  return node;
}

QueryResult<RelationshipPattern> Parser::ParseRelationship() {
  const Span from = cursor_.Peek().span;
  RelationshipPattern relationship;
  const bool left = cursor_.Accept(Symbol::kLess);
  const auto dash = [&]() -> QueryStatus {
    if (AtDash()) {
      cursor_.Take();
      return {};
    }
    return cursor_.Expect(Symbol::kMinus);
  };
  CITYGRAPH_TRY(dash());
  if (cursor_.Accept(Symbol::kLeftBracket)) {
    CITYGRAPH_TRY(ParseRelationshipDetail(relationship));
    CITYGRAPH_TRY(cursor_.Expect(Symbol::kRightBracket));
  }
  CITYGRAPH_TRY(dash());
  const bool right = cursor_.Accept(Symbol::kGreater);
  if (left != right) relationship.direction = left ? Direction::kIncoming : Direction::kOutgoing;
  relationship.span = cursor_.Since(from);
  if (relationship.variable.anonymous()) relationship.variable.span = relationship.span;
  return relationship;
}

QueryStatus Parser::ParseRelationshipDetail(RelationshipPattern& relationship) {
  if (cursor_.AtVariable()) {
    CITYGRAPH_TRY(relationship.variable, TakeVariable());
  } else {
    cursor_.Expected("a variable");
  }
  if (cursor_.Accept(Symbol::kColon)) {
    do {
      cursor_.Accept(Symbol::kColon);  // [:A|:B]
      CITYGRAPH_TRY(relationship.types.emplace_back(), TakeName("a relationship type"));
    } while (cursor_.Accept(Symbol::kBar));
  }
  if (cursor_.Is(Symbol::kStar)) {
    CITYGRAPH_TRY(relationship.hops, ParseHops());
  } else if (cursor_.Is(Symbol::kDotDot)) {
    return CompileError("InvalidRelationshipPattern", "a number of hops begins with *",
                        cursor_.Peek().span, "write *.. for any number of hops");
  } else {
    cursor_.Expected("*");
  }
  CITYGRAPH_TRY(relationship.properties, ParsePatternProperties());
  return {};
}

QueryResult<HopRange> Parser::ParseHops() {
  const Span from = cursor_.Take().span;
  HopRange hops;
  const auto bound = [&]() -> QueryResult<std::optional<std::uint64_t>> {
    if (cursor_.Peek().kind != TokenKind::kInteger) return std::nullopt;
    const Span span = cursor_.Take().span;
    const std::string_view digits = cursor_.TextOf(span);
    std::uint64_t value = 0;
    const auto [end, error] = std::from_chars(digits.data(), digits.data() + digits.size(), value);
    if (error != std::errc() || end != digits.data() + digits.size())
      return CompileError("InvalidRelationshipPattern",
                          fmt::format("`{}` is not a number of hops", digits), span);
    return value;
  };
  CITYGRAPH_TRY(hops.from, bound());
  if (cursor_.Accept(Symbol::kDotDot)) {
    CITYGRAPH_TRY(hops.to, bound());
  } else {
    hops.to = hops.from;
  }
  hops.span = cursor_.Since(from);
  if (!cursor_.Is(Symbol::kRightBracket) && !cursor_.Is(Symbol::kLeftBrace) &&
      !cursor_.Is(Symbol::kDollar) && cursor_.Peek().kind != TokenKind::kEnd)
    return CompileError(
        "InvalidRelationshipPattern",
        fmt::format("`{}` is not a number of hops", cursor_.TextOf(cursor_.Peek().span)),
        cursor_.Peek().span, "write *, *2, *1.., *..3 or *1..3");
  return hops;
}

QueryResult<ExpressionPtr> Parser::ParsePatternProperties() {
  if (cursor_.Is(Symbol::kLeftBrace)) return ParseMap();
  cursor_.Expected("{");
  if (cursor_.Is(Symbol::kDollar)) return ParseParameter();
  return nullptr;
}

QueryResult<std::vector<Name>> Parser::ParseLabels() {
  std::vector<Name> labels;
  while (cursor_.Accept(Symbol::kColon)) {
    CITYGRAPH_TRY(labels.emplace_back(), TakeName("a label"));
  }
  return labels;
}

}  // namespace citygraph::queries::cypher
