#include "queries/cypher/evaluate/expression.h"

#include <algorithm>

#include "queries/cypher/evaluate/expression_parts.h"
#include "queries/cypher/values/arithmetic.h"
#include "queries/cypher/values/compare.h"

namespace citygraph::queries::cypher {
namespace {

bool FlatConstant(const Value& value, const Batch& batch, FlatVector& out) {
  const std::int64_t* number = value.AsInteger();
  if (number == nullptr) return false;
  out.form = FlatVector::Form::kIntegers;
  out.numbers.assign(batch.rows, *number);
  return true;
}

class Constant : public Expr {
 public:
  explicit Constant(Value value) : value_(std::move(value)) {}
  bool Eval(Context&, const Row&, Value& out) const override {
    out = value_;
    return true;
  }
  bool Flat(Context&, const Batch& batch, FlatVector& out) const override {
    return FlatConstant(value_, batch, out);
  }

 private:
  Value value_;
};

class ParameterExpr : public Expr {
 public:
  explicit ParameterExpr(std::uint32_t number) : number_(number) {}
  bool Eval(Context& context, const Row&, Value& out) const override {
    out = context.parameters[number_];
    return true;
  }
  bool Flat(Context& context, const Batch& batch, FlatVector& out) const override {
    return FlatConstant(context.parameters[number_], batch, out);
  }

 private:
  std::uint32_t number_;
};

class ColumnExpr : public Expr {
 public:
  explicit ColumnExpr(Slot slot) : slot_(slot) {}
  bool Eval(Context&, const Row& row, Value& out) const override {
    out = row.batch->columns[slot_].At(row.index);
    return true;
  }
  bool Flat(Context&, const Batch& batch, FlatVector& out) const override {
    const Column& column = batch.columns[slot_];
    if (column.form() == Column::Form::kValues) {
      out.form = FlatVector::Form::kIntegers;
      out.numbers.resize(batch.rows);
      for (std::size_t i = 0; i < batch.rows; ++i) {
        const std::int64_t* number = column.ValueAt(i)->AsInteger();
        if (number == nullptr) return false;
        out.numbers[i] = *number;
      }
      return true;
    }
    if (column.form() == Column::Form::kEmpty) return false;
    if (column.form() == Column::Form::kIntegers) {
      out.form = FlatVector::Form::kIntegers;
    } else {
      if (std::ranges::find(column.numbers(), Column::kNullId) != column.numbers().end())
        return false;
      out.form = column.form() == Column::Form::kNodes ? FlatVector::Form::kNodes
                                                       : FlatVector::Form::kRelationships;
    }
    out.numbers.assign(column.numbers().begin(), column.numbers().end());
    return true;
  }

 private:
  Slot slot_;
};

class LocalExpr : public Expr {
 public:
  explicit LocalExpr(Slot slot) : slot_(slot) {}
  bool Eval(Context& context, const Row&, Value& out) const override {
    out = context.locals[slot_];
    return true;
  }

 private:
  Slot slot_;
};

class ListExpr : public Expr {
 public:
  explicit ListExpr(std::vector<ExprPtr> elements) : elements_(std::move(elements)) {}
  bool Eval(Context& context, const Row& row, Value& out) const override {
    ValueList list(elements_.size());
    for (std::size_t i = 0; i < elements_.size(); ++i) {
      if (!elements_[i]->Eval(context, row, list[i])) return false;
    }
    out = Value(std::move(list));
    return true;
  }

 private:
  std::vector<ExprPtr> elements_;
};

class MapExpr : public Expr {
 public:
  explicit MapExpr(std::vector<std::pair<std::string, ExprPtr>> entries)
      : entries_(std::move(entries)) {}
  bool Eval(Context& context, const Row& row, Value& out) const override {
    ValueMap map;
    for (const auto& [key, expression] : entries_) {
      Value value;
      if (!expression->Eval(context, row, value)) return false;
      map.Put(key, std::move(value));
    }
    out = Value(std::move(map));
    return true;
  }

 private:
  std::vector<std::pair<std::string, ExprPtr>> entries_;
};

class CallExpr : public Expr {
 public:
  CallExpr(FunctionBody body, std::vector<ExprPtr> arguments, Span where)
      : body_(body), arguments_(std::move(arguments)), where_(where) {}
  bool Eval(Context& context, const Row& row, Value& out) const override {
    constexpr std::size_t kFew = 4;
    if (arguments_.size() <= kFew) {
      Value arguments[kFew];
      for (std::size_t i = 0; i < arguments_.size(); ++i) {
        if (!arguments_[i]->Eval(context, row, arguments[i])) return false;
      }
      return Run(context, {arguments, arguments_.size()}, out);
    }
    std::vector<Value> arguments(arguments_.size());
    for (std::size_t i = 0; i < arguments_.size(); ++i) {
      if (!arguments_[i]->Eval(context, row, arguments[i])) return false;
    }
    return Run(context, arguments, out);
  }

 private:
  bool Run(Context& context, std::span<const Value> arguments, Value& out) const {
    if (body_(context, arguments, out)) return true;
    context.trap.Locate(where_);
    return false;
  }

  FunctionBody body_;
  std::vector<ExprPtr> arguments_;
  Span where_;
};

class CaseExpr : public Expr {
 public:
  CaseExpr(ExprPtr operand, std::vector<std::pair<ExprPtr, ExprPtr>> alternatives,
           ExprPtr otherwise)
      : operand_(std::move(operand)),
        alternatives_(std::move(alternatives)),
        otherwise_(std::move(otherwise)) {}
  bool Eval(Context& context, const Row& row, Value& out) const override {
    Value operand;
    if (operand_ && !operand_->Eval(context, row, operand)) return false;
    for (const auto& [when, then] : alternatives_) {
      Value value;
      if (!when->Eval(context, row, value)) return false;
      bool taken = false;
      if (operand_) {
        // CASE null WHEN null is taken, unlike null = null.
        taken = operand.is_null() ? value.is_null() : Equals(operand, value).value_or(false);
      } else {
        taken = value.AsBoolean() != nullptr && *value.AsBoolean();
      }
      if (taken) return then->Eval(context, row, out);
    }
    if (otherwise_) return otherwise_->Eval(context, row, out);
    out = Value();
    return true;
  }

 private:
  ExprPtr operand_;
  std::vector<std::pair<ExprPtr, ExprPtr>> alternatives_;
  ExprPtr otherwise_;
};

}  // namespace

ExprPtr MakeConstant(Value value) { return std::make_unique<Constant>(std::move(value)); }
ExprPtr MakeParameter(std::uint32_t number) { return std::make_unique<ParameterExpr>(number); }
ExprPtr MakeColumn(Slot slot) { return std::make_unique<ColumnExpr>(slot); }
ExprPtr MakeLocal(Slot slot) { return std::make_unique<LocalExpr>(slot); }
ExprPtr MakeList(std::vector<ExprPtr> elements) {
  return std::make_unique<ListExpr>(std::move(elements));
}
ExprPtr MakeMap(std::vector<std::pair<std::string, ExprPtr>> entries) {
  return std::make_unique<MapExpr>(std::move(entries));
}
ExprPtr MakeCall(FunctionBody body, std::vector<ExprPtr> arguments, Span where) {
  return std::make_unique<CallExpr>(body, std::move(arguments), where);
}
ExprPtr MakeCase(ExprPtr operand, std::vector<std::pair<ExprPtr, ExprPtr>> alternatives,
                 ExprPtr otherwise) {
  return std::make_unique<CaseExpr>(std::move(operand), std::move(alternatives),
                                    std::move(otherwise));
}

bool TypeError(Context& context, std::string_view detail, std::string message, Span where) {
  return context.trap.Fail(ErrorKind::kTypeError, detail, std::move(message), where);
}

bool ToTernary(Context& context, const Value& value, Ternary& out, Span where) {
  if (const bool* flag = value.AsBoolean()) {
    out = *flag;
    return true;
  }
  if (value.is_null()) {
    out = std::nullopt;
    return true;
  }
  return TypeError(context, "InvalidArgumentType",
                   "expected a Boolean, found " + Describe(value) + " (" + KindOf(value) + ")",
                   where);
}

bool Expr::Select(Context& context, const Batch& batch, std::vector<std::uint32_t>& rows) const {
  std::size_t kept = 0;
  for (const std::uint32_t row : rows) {
    bool keep = false;
    if (!EvalCondition(*this, context, {&batch, row}, keep)) return false;
    if (keep) rows[kept++] = row;
  }
  rows.resize(kept);
  return true;
}

bool EvalCondition(const Expr& condition, Context& context, const Row& row, bool& out) {
  Value value;
  if (!condition.Eval(context, row, value)) return false;
  Ternary flag;
  if (!ToTernary(context, value, flag, {})) return false;
  out = flag.value_or(false);
  return true;
}

}  // namespace citygraph::queries::cypher
