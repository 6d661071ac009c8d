// Operators that work a row at a time.
#include <numeric>

#include "engine/base/sort_unique.h"
#include "queries/cypher/execute/operators.h"
#include "queries/cypher/values/arithmetic.h"

namespace citygraph::queries::cypher {
namespace {

class Unit : public Operator {
 protected:
  bool DoOpen(Context&, const Batch*) override {
    done_ = false;
    return true;
  }
  bool DoNext(Context&, Batch& out) override {
    out.rows = done_ ? 0 : 1;
    done_ = true;
    return true;
  }

 private:
  bool done_ = false;
};

class Argument : public Operator {
 public:
  explicit Argument(const PlanNode& plan) : plan_(plan) {}

 protected:
  bool DoOpen(Context&, const Batch* argument) override {
    argument_ = argument;
    return true;
  }
  bool DoNext(Context&, Batch& out) override {
    if (argument_ == nullptr) return true;
    for (const Slot slot : plan_.carry) {
      if (argument_->Holds(slot)) out.columns[slot] = argument_->columns[slot];
    }
    out.rows = argument_->rows;
    argument_ = nullptr;
    return true;
  }

 private:
  const PlanNode& plan_;
  const Batch* argument_ = nullptr;
};

class Filter : public PipedOperator {
 public:
  Filter(const FilterPlan& plan, OperatorPtr input)
      : PipedOperator(std::move(input)), plan_(plan) {}

 protected:
  bool DoNext(Context& context, Batch& out) override {
    while (true) {
      if (!Pull(context)) return false;
      if (in_.rows == 0) return true;
      if (!PrefetchColumns(context, in_, plan_.uses)) return false;
      kept_.resize(in_.rows);
      std::iota(kept_.begin(), kept_.end(), 0U);
      for (const ExprPtr& condition : plan_.conditions) {
        if (!condition->Select(context, in_, kept_)) return false;
      }
      if (kept_.empty()) continue;
      if (kept_.size() == in_.rows) {
        std::swap(out, in_);
      } else {
        Carry(plan_, in_, kept_, out);
        out.rows = kept_.size();
      }
      return true;
    }
  }

 private:
  const FilterPlan& plan_;
  std::vector<std::uint32_t> kept_;
};

class Project : public PipedOperator {
 public:
  Project(const ProjectPlan& plan, OperatorPtr input)
      : PipedOperator(std::move(input)), plan_(plan) {}

 protected:
  bool DoNext(Context& context, Batch& out) override {
    if (!Pull(context)) return false;
    if (in_.rows == 0) return true;
    if (!PrefetchColumns(context, in_, plan_.uses)) return false;
    for (const Assignment& each : plan_.assignments) {
      Column& column = out.columns[each.slot];
      if (each.value->Flat(context, in_, flat_) && flat_.form == FlatVector::Form::kIntegers) {
        column.AppendIntegers(flat_.numbers);
        continue;
      }
      for (std::size_t i = 0; i < in_.rows; ++i) {
        Value value;
        if (!each.value->Eval(context, {&in_, i}, value)) return false;
        column.Append(std::move(value));
      }
    }
    for (const Slot slot : plan_.carry) {
      if (in_.Holds(slot) && !out.Holds(slot)) std::swap(out.columns[slot], in_.columns[slot]);
    }
    out.rows = in_.rows;
    return true;
  }

 private:
  const ProjectPlan& plan_;
  FlatVector flat_;
};

class UnwindOperator : public SpreadingOperator {
 public:
  UnwindOperator(const UnwindPlan& plan, OperatorPtr input)
      : SpreadingOperator(plan, std::move(input)), plan_(plan) {}

 protected:
  bool Begin(Context& context) override {
    item_ = 0;
    return plan_.list->Eval(context, InRow(), list_);
  }
  bool Spread(Context&, Batch& out, bool& more) override {
    if (list_.is_null()) return true;
    Column& column = out.columns[plan_.slot];
    const ValueList* list = list_.AsList();
    if (list == nullptr) {  // a value is a list of itself
      column.Append(list_);
      Made(1);
      return true;
    }
    SpreadList(*list, item_, more, [&](const Value& item) { column.Append(item); });
    return true;
  }

 private:
  const UnwindPlan& plan_;
  Value list_;
  std::size_t item_ = 0;
};

class Skip : public PipedOperator {
 public:
  Skip(const SkipPlan& plan, OperatorPtr input) : PipedOperator(std::move(input)), plan_(plan) {}

 protected:
  bool DoOpen(Context& context, const Batch* argument) override {
    return EvalRowCount(*plan_.count, context, "SKIP", plan_.where, left_) &&
           PipedOperator::DoOpen(context, argument);
  }
  bool DoNext(Context& context, Batch& out) override {
    while (true) {
      if (!Pull(context)) return false;
      if (in_.rows == 0) return true;
      if (left_ >= in_.rows) {
        left_ -= in_.rows;
        continue;
      }
      if (left_ == 0) {
        std::swap(out, in_);
        return true;
      }
      std::vector<std::uint32_t> kept(in_.rows - left_);
      std::iota(kept.begin(), kept.end(), static_cast<std::uint32_t>(left_));
      left_ = 0;
      Carry(plan_, in_, kept, out);
      out.rows = kept.size();
      return true;
    }
  }

 private:
  const SkipPlan& plan_;
  std::uint64_t left_ = 0;
};

class Limit : public PipedOperator {
 public:
  Limit(const LimitPlan& plan, OperatorPtr input) : PipedOperator(std::move(input)), plan_(plan) {}

 protected:
  bool DoOpen(Context& context, const Batch* argument) override {
    drained_ = false;
    return EvalRowCount(*plan_.count, context, "LIMIT", plan_.where, left_) &&
           PipedOperator::DoOpen(context, argument);
  }
  bool DoNext(Context& context, Batch& out) override {
    if (left_ == 0) return Drain(context);
    if (!Pull(context)) return false;
    if (in_.rows <= left_) {
      left_ -= in_.rows;
      std::swap(out, in_);
      return true;
    }
    std::vector<std::uint32_t> kept(left_);
    std::iota(kept.begin(), kept.end(), 0U);
    left_ = 0;
    Carry(plan_, in_, kept, out);
    out.rows = kept.size();
    return true;
  }

 private:
  // Updates below must happen, whatever is shown of them.
  bool Drain(Context& context) {
    while (plan_.drain && !drained_) {
      if (!Pull(context)) return false;
      drained_ = in_.rows == 0;
    }
    return true;
  }

  const LimitPlan& plan_;
  std::uint64_t left_ = 0;
  bool drained_ = false;
};

class Empty : public PipedOperator {
 public:
  using PipedOperator::PipedOperator;

 protected:
  bool DoNext(Context& context, Batch&) override {
    while (true) {
      if (!Pull(context)) return false;
      if (in_.rows == 0) return true;
    }
  }
};

}  // namespace

bool EvalRowCount(const Expr& expression, Context& context, std::string_view what, Span where,
                  std::uint64_t& out) {
  Batch none;
  none.Reset(context.width);
  none.rows = 1;
  Value value;
  if (!expression.Eval(context, {&none, 0}, value)) return false;
  const std::int64_t* number = value.AsInteger();
  if (number == nullptr) {
    return context.trap.Fail(ErrorKind::kSyntaxError, "InvalidArgumentType",
                             std::string(what) + " takes an Integer, not " + Describe(value) +
                                 " (" + std::string(KindName(value.kind())) + ")",
                             where);
  }
  if (*number < 0) {
    return context.trap.Fail(ErrorKind::kSyntaxError, "NegativeIntegerArgument",
                             std::string(what) + " takes 0 or more, not " + Describe(value), where);
  }
  out = static_cast<std::uint64_t>(*number);
  return true;
}

std::vector<TokenId> TypesOf(const Hop& hop, const GraphView& view) {
  std::vector<TokenId> types;
  for (const std::string& type : hop.types) {
    if (const auto token = view.TypeToken(type)) types.push_back(*token);
  }
  SortUnique(types);
  return types;
}

bool PrefetchColumns(Context& context, const Batch& batch, const std::vector<Slot>& slots) {
  for (const Slot slot : slots) {
    if (!batch.Holds(slot)) continue;
    const Column& column = batch.columns[slot];
    if (column.form() == Column::Form::kNodes &&
        !context.entities.Prefetch(column.numbers(), context.trap))
      return false;
    if (column.form() == Column::Form::kRelationships &&
        !context.entities.PrefetchRelationships(column.numbers(), context.trap))
      return false;
  }
  return true;
}

OperatorPtr MakeUnit(const PlanNode&) { return std::make_unique<Unit>(); }
OperatorPtr MakeArgument(const PlanNode& plan) { return std::make_unique<Argument>(plan); }
OperatorPtr MakeFilter(const FilterPlan& plan, OperatorPtr input) {
  return std::make_unique<Filter>(plan, std::move(input));
}
OperatorPtr MakeProject(const ProjectPlan& plan, OperatorPtr input) {
  return std::make_unique<Project>(plan, std::move(input));
}
OperatorPtr MakeUnwind(const UnwindPlan& plan, OperatorPtr input) {
  return std::make_unique<UnwindOperator>(plan, std::move(input));
}
OperatorPtr MakeSkip(const SkipPlan& plan, OperatorPtr input) {
  return std::make_unique<Skip>(plan, std::move(input));
}
OperatorPtr MakeLimit(const LimitPlan& plan, OperatorPtr input) {
  return std::make_unique<Limit>(plan, std::move(input));
}
OperatorPtr MakeEmpty(OperatorPtr input) { return std::make_unique<Empty>(std::move(input)); }

}  // namespace citygraph::queries::cypher
