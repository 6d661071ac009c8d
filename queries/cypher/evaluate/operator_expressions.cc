// Operators: NOT, + - and their kin, IN, comparisons, AND, OR, XOR, IS NULL.
#include <algorithm>

#include "engine/base/unicode.h"
#include "queries/cypher/evaluate/expression_parts.h"
#include "queries/cypher/values/arithmetic.h"
#include "queries/cypher/values/compare.h"

namespace citygraph::queries::cypher {
namespace {

class UnaryExpr : public Expr {
 public:
  UnaryExpr(UnaryOperator op, ExprPtr operand, Span where)
      : op_(op), operand_(std::move(operand)), where_(where) {}
  bool Eval(Context& context, const Row& row, Value& out) const override {
    Value value;
    if (!operand_->Eval(context, row, value)) return false;
    switch (op_) {
      case UnaryOperator::kNot: {
        Ternary flag;
        if (!ToTernary(context, value, flag, where_)) return false;
        out = flag ? Value(!*flag) : Value();
        return true;
      }
      case UnaryOperator::kMinus:
        if (Negate(value, out, context.trap)) return true;
        context.trap.Locate(where_);
        return false;
      case UnaryOperator::kPlus: {
        double number = 0;
        if (!value.is_null() && !AsNumber(value, number) && value.AsDuration() == nullptr)
          return TypeError(context, "InvalidArgumentType",
                           "+ goes before a number, not before " + Describe(value), where_);
        out = std::move(value);
        return true;
      }
    }
    return false;
  }
  bool Select(Context& context, const Batch& batch,
              std::vector<std::uint32_t>& rows) const override {
    if (op_ != UnaryOperator::kNot || !operand_->IsTrueOrFalse())
      return Expr::Select(context, batch, rows);
    std::vector<std::uint32_t> satisfied = rows;
    if (!operand_->Select(context, batch, satisfied)) return false;
    std::vector<std::uint32_t> rest;
    std::ranges::set_difference(rows, satisfied, std::back_inserter(rest));
    rows = std::move(rest);
    return true;
  }

 private:
  UnaryOperator op_;
  ExprPtr operand_;
  Span where_;
};

// x IN list: true, false, or null where an item cannot be told from x.
bool IsIn(Context& context, const Value& item, const Value& list, Value& out, Span where) {
  if (list.is_null()) {
    out = Value();
    return true;
  }
  const ValueList* items = list.AsList();
  if (items == nullptr) {
    return TypeError(context, "InvalidArgumentType",
                     "IN looks into a list, not into " + Describe(list) + " (" + KindOf(list) + ")",
                     where);
  }
  bool known = true;
  for (const Value& each : *items) {
    const Ternary equal = Equals(item, each);
    if (!equal) {
      known = false;
    } else if (*equal) {
      out = true;
      return true;
    }
  }
  out = known ? Value(false) : Value();
  return true;
}

class BinaryExpr : public Expr {
 public:
  BinaryExpr(BinaryOperator op, ExprPtr left, ExprPtr right, Span where)
      : op_(op), left_(std::move(left)), right_(std::move(right)), where_(where) {}
  bool Eval(Context& context, const Row& row, Value& out) const override {
    Value a;
    Value b;
    if (!left_->Eval(context, row, a) || !right_->Eval(context, row, b)) return false;
    if (Apply(context, a, b, out)) return true;
    context.trap.Locate(where_);
    return false;
  }

 private:
  bool Apply(Context& context, const Value& a, const Value& b, Value& out) const {
    Trap& trap = context.trap;
    switch (op_) {
      case BinaryOperator::kAdd:
        if (!Add(a, b, out, trap)) return false;
        // Sums of lists are how a query's memory grows fastest.
        return out.AsList() == nullptr || out.AsList()->size() < 4096 ||
               (context.Reserve(SizeOf(out)) && (context.Release(SizeOf(out)), true));
      case BinaryOperator::kSubtract:
        return Subtract(a, b, out, trap);
      case BinaryOperator::kMultiply:
        return Multiply(a, b, out, trap);
      case BinaryOperator::kDivide:
        return Divide(a, b, out, trap);
      case BinaryOperator::kModulo:
        return Modulo(a, b, out, trap);
      case BinaryOperator::kPower:
        return Power(a, b, out, trap);
      case BinaryOperator::kIn:
        return IsIn(context, a, b, out, where_);
      case BinaryOperator::kStartsWith:
      case BinaryOperator::kEndsWith:
      case BinaryOperator::kContains:
      case BinaryOperator::kMatches:
        break;
    }
    // Of anything but two strings the answer is null.
    const std::string* text = a.AsString();
    const std::string* part = b.AsString();
    if (text == nullptr || part == nullptr) {
      out = Value();
    } else if (op_ == BinaryOperator::kStartsWith) {
      out = text->starts_with(*part);
    } else if (op_ == BinaryOperator::kEndsWith) {
      out = text->ends_with(*part);
    } else if (op_ == BinaryOperator::kContains) {
      out = text->find(*part) != std::string::npos;
    } else {
      const auto matches = MatchesPattern(*text, *part);
      if (!matches) {
        return trap.Fail(ErrorKind::kArgumentError, "InvalidArgumentValue",
                         "the regular expression " + Describe(b) + " " + matches.error().message);
      }
      out = *matches;
    }
    return true;
  }

  BinaryOperator op_;
  ExprPtr left_;
  ExprPtr right_;
  Span where_;
};

Ternary CompareBy(ComparisonOperator op, const Value& a, const Value& b) {
  switch (op) {
    case ComparisonOperator::kEqual:
      return Equals(a, b);
    case ComparisonOperator::kNotEqual: {
      const Ternary equal = Equals(a, b);
      return equal ? Ternary(!*equal) : std::nullopt;
    }
    case ComparisonOperator::kLess:
      return Compare(a, b, Relation::kLess);
    case ComparisonOperator::kLessOrEqual:
      return Compare(a, b, Relation::kLessOrEqual);
    case ComparisonOperator::kGreater:
      return Compare(a, b, Relation::kGreater);
    case ComparisonOperator::kGreaterOrEqual:
      return Compare(a, b, Relation::kGreaterOrEqual);
  }
  return std::nullopt;
}

class ComparisonExpr : public Expr {
 public:
  ComparisonExpr(std::vector<ExprPtr> operands, std::vector<ComparisonOperator> operators)
      : operands_(std::move(operands)), operators_(std::move(operators)) {}
  bool Eval(Context& context, const Row& row, Value& out) const override {
    Value left;
    if (!operands_.front()->Eval(context, row, left)) return false;
    Ternary all = true;
    for (std::size_t i = 0; i < operators_.size(); ++i) {
      Value right;
      if (!operands_[i + 1]->Eval(context, row, right)) return false;
      const Ternary here = CompareBy(operators_[i], left, right);
      if (here && !*here) {
        out = false;
        return true;
      }
      if (!here) all = std::nullopt;
      left = std::move(right);
    }
    out = ToValue(all);
    return true;
  }
  bool Select(Context& context, const Batch& batch,
              std::vector<std::uint32_t>& rows) const override {
    FlatVector left;
    FlatVector right;
    // A few rows are asked one by one: all of the batch would be looked at.
    if (operators_.size() != 1 || rows.size() < batch.rows / 4 ||
        !operands_[0]->Flat(context, batch, left) || !operands_[1]->Flat(context, batch, right) ||
        left.form != right.form || left.form == FlatVector::Form::kWords)
      return Expr::Select(context, batch, rows);
    const bool entities = left.form != FlatVector::Form::kIntegers;
    const auto keep = [&](auto satisfies) {
      std::erase_if(rows, [&](std::uint32_t row) {
        return !satisfies(left.numbers[row], right.numbers[row]);
      });
      return true;
    };
    switch (operators_.front()) {
      case ComparisonOperator::kEqual:
        return keep(std::equal_to());
      case ComparisonOperator::kNotEqual:
        return keep(std::not_equal_to());
      case ComparisonOperator::kLess:
        if (!entities) return keep(std::less());
        break;
      case ComparisonOperator::kLessOrEqual:
        if (!entities) return keep(std::less_equal());
        break;
      case ComparisonOperator::kGreater:
        if (!entities) return keep(std::greater());
        break;
      case ComparisonOperator::kGreaterOrEqual:
        if (!entities) return keep(std::greater_equal());
        break;
    }
    return Expr::Select(context, batch, rows);
  }

 private:
  std::vector<ExprPtr> operands_;
  std::vector<ComparisonOperator> operators_;
};

class LogicalExpr : public Expr {
 public:
  LogicalExpr(LogicalOperator op, std::vector<ExprPtr> operands, Span where)
      : op_(op), operands_(std::move(operands)), where_(where) {}
  bool Eval(Context& context, const Row& row, Value& out) const override {
    // AND ends at the first false, OR at the first true; XOR looks at all.
    Ternary sum = op_ == LogicalOperator::kAnd;
    for (const ExprPtr& operand : operands_) {
      Value value;
      Ternary flag;
      if (!operand->Eval(context, row, value) || !ToTernary(context, value, flag, where_))
        return false;
      switch (op_) {
        case LogicalOperator::kAnd:
          if (flag && !*flag) {
            out = false;
            return true;
          }
          if (!flag) sum = std::nullopt;
          break;
        case LogicalOperator::kOr:
          if (flag && *flag) {
            out = true;
            return true;
          }
          if (!flag) sum = std::nullopt;
          break;
        case LogicalOperator::kXor:
          sum = sum && flag ? Ternary(*sum != *flag) : std::nullopt;
          break;
      }
    }
    out = ToValue(sum);
    return true;
  }

 private:
  LogicalOperator op_;
  std::vector<ExprPtr> operands_;
  Span where_;
};

class IsNullExpr : public Expr {
 public:
  IsNullExpr(ExprPtr operand, bool negated) : operand_(std::move(operand)), negated_(negated) {}
  bool Eval(Context& context, const Row& row, Value& out) const override {
    Value value;
    if (!operand_->Eval(context, row, value)) return false;
    out = value.is_null() != negated_;
    return true;
  }

 private:
  ExprPtr operand_;
  bool negated_;
};

}  // namespace

ExprPtr MakeUnary(UnaryOperator op, ExprPtr operand, Span where) {
  return std::make_unique<UnaryExpr>(op, std::move(operand), where);
}
ExprPtr MakeBinary(BinaryOperator op, ExprPtr left, ExprPtr right, Span where) {
  return std::make_unique<BinaryExpr>(op, std::move(left), std::move(right), where);
}
ExprPtr MakeComparison(std::vector<ExprPtr> operands, std::vector<ComparisonOperator> operators) {
  return std::make_unique<ComparisonExpr>(std::move(operands), std::move(operators));
}
ExprPtr MakeLogical(LogicalOperator op, std::vector<ExprPtr> operands, Span where) {
  return std::make_unique<LogicalExpr>(op, std::move(operands), where);
}
ExprPtr MakeIsNull(ExprPtr operand, bool negated) {
  return std::make_unique<IsNullExpr>(std::move(operand), negated);
}

}  // namespace citygraph::queries::cypher
