// Expressions by precedence, the loosest first: OR, XOR, AND, NOT, comparison, predicates (IN,
// STARTS WITH, IS NULL…), + -, * / %, ^, sign, then what follows a value, then the value.
#include <fmt/format.h>

#include <array>
#include <optional>

#include "queries/cypher/syntax/parse.h"

namespace citygraph::queries::cypher {
namespace {

constexpr std::array kLogicalLevels = {
    std::pair(Keyword::kOr, LogicalOperator::kOr),
    std::pair(Keyword::kXor, LogicalOperator::kXor),
    std::pair(Keyword::kAnd, LogicalOperator::kAnd),
};

struct ArithmeticOperator {
  Symbol symbol;
  BinaryOperator op;
  int level;
};
constexpr std::array kArithmetic = {
    ArithmeticOperator{Symbol::kPlus, BinaryOperator::kAdd, 0},
    ArithmeticOperator{Symbol::kMinus, BinaryOperator::kSubtract, 0},
    ArithmeticOperator{Symbol::kStar, BinaryOperator::kMultiply, 1},
    ArithmeticOperator{Symbol::kSlash, BinaryOperator::kDivide, 1},
    ArithmeticOperator{Symbol::kPercent, BinaryOperator::kModulo, 1},
    ArithmeticOperator{Symbol::kCaret, BinaryOperator::kPower, 2},
};
constexpr int kArithmeticLevels = 3;

struct ComparisonSymbol {
  Symbol symbol;
  ComparisonOperator op;
};
constexpr std::array kComparisons = {
    ComparisonSymbol{Symbol::kEqual, ComparisonOperator::kEqual},
    ComparisonSymbol{Symbol::kNotEqual, ComparisonOperator::kNotEqual},
    ComparisonSymbol{Symbol::kLess, ComparisonOperator::kLess},
    ComparisonSymbol{Symbol::kLessOrEqual, ComparisonOperator::kLessOrEqual},
    ComparisonSymbol{Symbol::kGreater, ComparisonOperator::kGreater},
    ComparisonSymbol{Symbol::kGreaterOrEqual, ComparisonOperator::kGreaterOrEqual},
};

}  // namespace

QueryResult<ExpressionPtr> Parser::ParseExpression() {
  const Nesting nesting(depth_);
  if (!nesting.ok) return TooDeep();
  return ParseLogical(0);
}

QueryResult<ExpressionPtr> Parser::ParseLogical(int level) {
  if (level == static_cast<int>(kLogicalLevels.size())) return ParseNot();
  const auto [keyword, op] = kLogicalLevels[static_cast<std::size_t>(level)];
  const Span from = cursor_.Peek().span;
  CITYGRAPH_TRY(ExpressionPtr first, ParseLogical(level + 1));
  if (!cursor_.Accept(keyword)) return first;
  Logical logical{.op = op};
  logical.operands.push_back(std::move(first));
  do {
    CITYGRAPH_TRY(logical.operands.emplace_back(), ParseLogical(level + 1));
  } while (cursor_.Accept(keyword));
  return Make(std::move(logical), from);
}

QueryResult<ExpressionPtr> Parser::ParseNot() {
  const Span from = cursor_.Peek().span;
  if (!cursor_.Accept(Keyword::kNot)) return ParseComparison();
  const Nesting nesting(depth_);
  if (!nesting.ok) return TooDeep();
  CITYGRAPH_TRY(ExpressionPtr operand, ParseNot());
  return Make(Unary{.op = UnaryOperator::kNot, .operand = std::move(operand)}, from);
}

QueryResult<ExpressionPtr> Parser::ParseComparison() {
  const Span from = cursor_.Peek().span;
  CITYGRAPH_TRY(ExpressionPtr first, ParsePredicate());
  Comparison comparison;
  const auto next = [&]() -> std::optional<ComparisonOperator> {
    for (const ComparisonSymbol& each : kComparisons)
      if (cursor_.Accept(each.symbol)) return each.op;
    return std::nullopt;
  };
  while (const auto op = next()) {
    if (comparison.operands.empty()) comparison.operands.push_back(std::move(first));
    comparison.operators.push_back(*op);
    CITYGRAPH_TRY(comparison.operands.emplace_back(), ParsePredicate());
  }
  if (comparison.operands.empty()) return first;
  return Make(std::move(comparison), from);
}

QueryResult<ExpressionPtr> Parser::ParsePredicate() {
  const Span from = cursor_.Peek().span;
  CITYGRAPH_TRY(ExpressionPtr left, ParseArithmetic(0));
  while (true) {
    const Span op_span = cursor_.Peek().span;
    std::optional<BinaryOperator> op;
    if (cursor_.Accept(Keyword::kIn)) {
      op = BinaryOperator::kIn;
    } else if (cursor_.Accept(Keyword::kStarts)) {
      CITYGRAPH_TRY(cursor_.Expect(Keyword::kWith));
      op = BinaryOperator::kStartsWith;
    } else if (cursor_.Accept(Keyword::kEnds)) {
      CITYGRAPH_TRY(cursor_.Expect(Keyword::kWith));
      op = BinaryOperator::kEndsWith;
    } else if (cursor_.Accept(Keyword::kContains)) {
      op = BinaryOperator::kContains;
    } else if (cursor_.Accept(Symbol::kMatches)) {
      op = BinaryOperator::kMatches;
    } else if (cursor_.Accept(Keyword::kIs)) {
      const bool negated = cursor_.Accept(Keyword::kNot);
      CITYGRAPH_TRY(cursor_.Expect(Keyword::kNull));
      CITYGRAPH_TRY(left, Make(IsNull{.operand = std::move(left), .negated = negated}, from));
      continue;
    }
    if (!op) return left;
    CITYGRAPH_TRY(ExpressionPtr right, ParseArithmetic(0));
    CITYGRAPH_TRY(left, Make(Binary{.op = *op,
                                    .left = std::move(left),
                                    .right = std::move(right),
                                    .op_span = op_span},
                             from));
  }
}

QueryResult<ExpressionPtr> Parser::ParseArithmetic(int level) {
  if (level == kArithmeticLevels) return ParseSign();
  const Span from = cursor_.Peek().span;
  CITYGRAPH_TRY(ExpressionPtr left, ParseArithmetic(level + 1));
  const auto next = [&]() -> std::optional<BinaryOperator> {
    for (const ArithmeticOperator& each : kArithmetic)
      if (each.level == level && cursor_.Accept(each.symbol)) return each.op;
    return std::nullopt;
  };
  while (const auto op = next()) {
    const Span op_span = cursor_.Last().span;
    CITYGRAPH_TRY(ExpressionPtr right, ParseArithmetic(level + 1));
    CITYGRAPH_TRY(left, Make(Binary{.op = *op,
                                    .left = std::move(left),
                                    .right = std::move(right),
                                    .op_span = op_span},
                             from));
  }
  return left;
}

QueryResult<ExpressionPtr> Parser::ParseSign() {
  const Span from = cursor_.Peek().span;
  const bool minus = cursor_.Is(Symbol::kMinus);
  if (!minus && !cursor_.Is(Symbol::kPlus)) return ParsePostfix(true);
  cursor_.Take();
  // -9223372036854775808 is an integer, and 9223372036854775808 is not.
  if (minus && cursor_.Peek().kind == TokenKind::kInteger && !cursor_.Is(Symbol::kDot, 1) &&
      !cursor_.Is(Symbol::kLeftBracket, 1)) {
    CITYGRAPH_TRY(ExpressionPtr number, ParseNumber(true));
    number->span = cursor_.Since(from);
    return number;
  }
  const Nesting nesting(depth_);
  if (!nesting.ok) return TooDeep();
  CITYGRAPH_TRY(ExpressionPtr operand, ParseSign());
  return Make(Unary{.op = minus ? UnaryOperator::kMinus : UnaryOperator::kPlus,
                    .operand = std::move(operand)},
              from);
}

QueryResult<ExpressionPtr> Parser::ParsePostfix(bool labels) {
  const Span from = cursor_.Peek().span;
  CITYGRAPH_TRY(ExpressionPtr value, ParseAtom());
  while (true) {
    if (cursor_.Accept(Symbol::kDot)) {
      CITYGRAPH_TRY(Name key, TakeName("a property"));
      CITYGRAPH_TRY(value,
                    Make(PropertyAccess{.base = std::move(value), .key = std::move(key)}, from));
    } else if (cursor_.Accept(Symbol::kLeftBracket)) {
      CITYGRAPH_TRY(value, ParseSubscript(std::move(value), from));
    } else {
      break;
    }
  }
  if (labels && cursor_.Is(Symbol::kColon)) {
    CITYGRAPH_TRY(std::vector<Name> names, ParseLabels());
    return Make(HasLabels{.base = std::move(value), .labels = std::move(names)}, from);
  }
  return value;
}

QueryResult<ExpressionPtr> Parser::ParseSubscript(ExpressionPtr base, const Span& from) {
  ExpressionPtr first;
  if (!cursor_.Is(Symbol::kDotDot)) {
    CITYGRAPH_TRY(first, ParseExpression());
  }
  if (!cursor_.Accept(Symbol::kDotDot)) {
    CITYGRAPH_TRY(cursor_.Expect(Symbol::kRightBracket));
    return Make(Subscript{.base = std::move(base), .index = std::move(first)}, from);
  }
  ExpressionPtr last;
  if (!cursor_.Is(Symbol::kRightBracket)) {
    CITYGRAPH_TRY(last, ParseExpression());
  }
  CITYGRAPH_TRY(cursor_.Expect(Symbol::kRightBracket));
  return Make(Slice{.base = std::move(base), .from = std::move(first), .to = std::move(last)},
              from);
}

}  // namespace citygraph::queries::cypher
