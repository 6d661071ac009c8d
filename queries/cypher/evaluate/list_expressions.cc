// Comprehensions, quantifiers and reduce: expressions with variables of their own.
#include "queries/cypher/evaluate/expression_parts.h"
#include "queries/cypher/values/arithmetic.h"

namespace citygraph::queries::cypher {
namespace {

// The list that a comprehension goes over; null stays null (`list` stays empty).
bool EvalList(const Expr& expression, Context& context, const Row& row, Value& list,
              std::string_view what, Span where) {
  if (!expression.Eval(context, row, list)) return false;
  if (list.is_null() || list.AsList() != nullptr) return true;
  return TypeError(context, "InvalidArgumentType",
                   std::string(what) + " goes over a list, not over " + Describe(list) + " (" +
                       KindOf(list) + ")",
                   where);
}

class ListComprehensionExpr : public Expr {
 public:
  ListComprehensionExpr(Slot variable, ExprPtr list, ExprPtr where, ExprPtr result, Span span)
      : variable_(variable),
        list_(std::move(list)),
        where_(std::move(where)),
        result_(std::move(result)),
        span_(span) {}
  bool Eval(Context& context, const Row& row, Value& out) const override {
    Value list;
    if (!EvalList(*list_, context, row, list, "a comprehension", span_)) return false;
    if (list.is_null()) {
      out = Value();
      return true;
    }
    ValueList made;
    for (const Value& item : *list.AsList()) {
      if (!context.Tick()) return false;
      context.locals[variable_] = item;
      if (where_) {
        bool keep = false;
        if (!EvalCondition(*where_, context, row, keep)) return false;
        if (!keep) continue;
      }
      if (result_) {
        Value value;
        if (!result_->Eval(context, row, value)) return false;
        made.push_back(std::move(value));
      } else {
        made.push_back(item);
      }
    }
    out = Value(std::move(made));
    return true;
  }

 private:
  Slot variable_;
  ExprPtr list_;
  ExprPtr where_;
  ExprPtr result_;
  Span span_;
};

class QuantifierExpr : public Expr {
 public:
  QuantifierExpr(QuantifierKind kind, Slot variable, ExprPtr list, ExprPtr where, Span span)
      : kind_(kind),
        variable_(variable),
        list_(std::move(list)),
        where_(std::move(where)),
        span_(span) {}
  bool Eval(Context& context, const Row& row, Value& out) const override {
    Value list;
    if (!EvalList(*list_, context, row, list, "a predicate", span_)) return false;
    if (list.is_null()) {
      out = Value();
      return true;
    }
    std::size_t yes = 0;
    std::size_t unknown = 0;
    std::size_t no = 0;
    for (const Value& item : *list.AsList()) {
      if (!context.Tick()) return false;
      context.locals[variable_] = item;
      Value value;
      Ternary flag;
      if (!where_->Eval(context, row, value) || !ToTernary(context, value, flag, span_))
        return false;
      ++(!flag ? unknown : *flag ? yes : no);
    }
    Ternary answer;
    switch (kind_) {
      case QuantifierKind::kAll:
        answer = no > 0 ? Ternary(false) : unknown > 0 ? std::nullopt : Ternary(true);
        break;
      case QuantifierKind::kAny:
        answer = yes > 0 ? Ternary(true) : unknown > 0 ? std::nullopt : Ternary(false);
        break;
      case QuantifierKind::kNone:
        answer = yes > 0 ? Ternary(false) : unknown > 0 ? std::nullopt : Ternary(true);
        break;
      case QuantifierKind::kSingle:
        answer = yes > 1 ? Ternary(false) : unknown > 0 ? std::nullopt : Ternary(yes == 1);
        break;
    }
    out = ToValue(answer);
    return true;
  }

 private:
  QuantifierKind kind_;
  Slot variable_;
  ExprPtr list_;
  ExprPtr where_;
  Span span_;
};

class ReduceExpr : public Expr {
 public:
  ReduceExpr(Slot accumulator, ExprPtr start, Slot variable, ExprPtr list, ExprPtr next, Span span)
      : accumulator_(accumulator),
        start_(std::move(start)),
        variable_(variable),
        list_(std::move(list)),
        next_(std::move(next)),
        span_(span) {}
  bool Eval(Context& context, const Row& row, Value& out) const override {
    Value total;
    Value list;
    if (!start_->Eval(context, row, total)) return false;
    if (!EvalList(*list_, context, row, list, "reduce", span_)) return false;
    if (list.is_null()) {
      out = Value();
      return true;
    }
    std::uint32_t steps = 0;
    for (const Value& item : *list.AsList()) {
      if (!context.Tick()) return false;
      context.locals[accumulator_] = std::move(total);
      context.locals[variable_] = item;
      total = Value();
      if (!next_->Eval(context, row, total)) return false;
      // Only here can a query of bounded length nest lists without bound. Now and then is enough:
      // one step nests no deeper than the query's text.
      if ((++steps & 15) == 0 && !Shallow(context, total)) return false;
    }
    if (!Shallow(context, total)) return false;
    out = std::move(total);
    return true;
  }

 private:
  bool Shallow(Context& context, const Value& total) const {
    return NestsWithin(total, kMostLevels) ||
           context.trap.Fail(ErrorKind::kLimitExceeded, "NestingTooDeep",
                             "lists and maps lie within one another more than " +
                                 std::to_string(kMostLevels) + " deep",
                             span_);
  }

  Slot accumulator_;
  ExprPtr start_;
  Slot variable_;
  ExprPtr list_;
  ExprPtr next_;
  Span span_;
};

}  // namespace

ExprPtr MakeListComprehension(Slot variable, ExprPtr list, ExprPtr where, ExprPtr result,
                              Span span) {
  return std::make_unique<ListComprehensionExpr>(variable, std::move(list), std::move(where),
                                                 std::move(result), span);
}
ExprPtr MakeQuantifier(QuantifierKind kind, Slot variable, ExprPtr list, ExprPtr where, Span span) {
  return std::make_unique<QuantifierExpr>(kind, variable, std::move(list), std::move(where), span);
}
ExprPtr MakeReduce(Slot accumulator, ExprPtr start, Slot variable, ExprPtr list, ExprPtr next,
                   Span where) {
  return std::make_unique<ReduceExpr>(accumulator, std::move(start), variable, std::move(list),
                                      std::move(next), where);
}

}  // namespace citygraph::queries::cypher
