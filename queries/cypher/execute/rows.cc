// Operators that work a row at a time, and those that join plans.
#include <algorithm>
#include <numeric>

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
      Batch in;
      if (!Pull(context, in)) return false;
      if (in.rows == 0) return true;
      if (!PrefetchColumns(context, in, plan_.uses)) return false;
      kept_.clear();
      for (std::size_t i = 0; i < in.rows; ++i) {
        bool keep = true;
        for (const ExprPtr& condition : plan_.conditions) {
          if (!EvalCondition(*condition, context, {&in, i}, keep)) return false;
          if (!keep) break;
        }
        if (keep) kept_.push_back(static_cast<std::uint32_t>(i));
      }
      if (kept_.empty()) continue;
      if (kept_.size() == in.rows) {
        out = std::move(in);
      } else {
        Carry(plan_, in, kept_, out);
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
    Batch in;
    if (!Pull(context, in)) return false;
    if (in.rows == 0) return true;
    if (!PrefetchColumns(context, in, plan_.uses)) return false;
    for (const Assignment& each : plan_.assignments) {
      Column& column = out.columns[each.slot];
      for (std::size_t i = 0; i < in.rows; ++i) {
        Value value;
        if (!each.value->Eval(context, {&in, i}, value)) return false;
        column.Append(std::move(value));
      }
    }
    for (const Slot slot : plan_.carry) {
      if (in.Holds(slot) && !out.Holds(slot)) out.columns[slot] = std::move(in.columns[slot]);
    }
    out.rows = in.rows;
    return true;
  }

 private:
  const ProjectPlan& plan_;
};

class UnwindOperator : public PipedOperator {
 public:
  UnwindOperator(const UnwindPlan& plan, OperatorPtr input)
      : PipedOperator(std::move(input)), plan_(plan) {}

 protected:
  bool DoOpen(Context& context, const Batch* argument) override {
    in_.Reset(0);
    row_ = 0;
    item_ = 0;
    list_ = Value();
    have_list_ = false;
    return PipedOperator::DoOpen(context, argument);
  }
  bool DoNext(Context& context, Batch& out) override {
    sources_.clear();
    Column& column = out.columns[plan_.slot];
    while (sources_.size() < kBatchRows) {
      if (row_ >= in_.rows) {
        // What was gathered refers to this batch: hand it on before the next.
        if (!sources_.empty()) break;
        if (!Pull(context, in_)) return false;
        if (in_.rows == 0) break;
        if (!PrefetchColumns(context, in_, plan_.uses)) return false;
        row_ = 0;
        have_list_ = false;
      }
      if (!have_list_) {
        if (!plan_.list->Eval(context, {&in_, row_}, list_)) return false;
        have_list_ = true;
        item_ = 0;
      }
      if (list_.is_null()) {
        NextRow();
        continue;
      }
      const ValueList* list = list_.AsList();
      if (list == nullptr) {  // a value is a list of itself
        column.Append(list_);
        sources_.push_back(static_cast<std::uint32_t>(row_));
        NextRow();
        continue;
      }
      while (item_ < list->size() && sources_.size() < kBatchRows) {
        column.Append((*list)[item_++]);
        sources_.push_back(static_cast<std::uint32_t>(row_));
      }
      if (item_ >= list->size()) NextRow();
    }
    Carry(plan_, in_, sources_, out);
    out.rows = sources_.size();
    return true;
  }

 private:
  void NextRow() {
    ++row_;
    have_list_ = false;
  }

  const UnwindPlan& plan_;
  Batch in_;
  std::size_t row_ = 0;
  std::size_t item_ = 0;
  Value list_;
  bool have_list_ = false;
  std::vector<std::uint32_t> sources_;
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
      Batch in;
      if (!Pull(context, in)) return false;
      if (in.rows == 0) return true;
      if (left_ >= in.rows) {
        left_ -= in.rows;
        continue;
      }
      if (left_ == 0) {
        out = std::move(in);
        return true;
      }
      std::vector<std::uint32_t> kept(in.rows - left_);
      std::iota(kept.begin(), kept.end(), static_cast<std::uint32_t>(left_));
      left_ = 0;
      Carry(plan_, in, kept, out);
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
    Batch in;
    if (!Pull(context, in)) return false;
    if (in.rows <= left_) {
      left_ -= in.rows;
      out = std::move(in);
      return true;
    }
    std::vector<std::uint32_t> kept(left_);
    std::iota(kept.begin(), kept.end(), 0U);
    left_ = 0;
    Carry(plan_, in, kept, out);
    out.rows = kept.size();
    return true;
  }

 private:
  // Updates below must happen, whatever is shown of them.
  bool Drain(Context& context) {
    while (plan_.drain && !drained_) {
      Batch in;
      if (!Pull(context, in)) return false;
      drained_ = in.rows == 0;
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
      Batch in;
      if (!Pull(context, in)) return false;
      if (in.rows == 0) return true;
    }
  }
};

class Optional : public PipedOperator {
 public:
  Optional(const OptionalPlan& plan, OperatorPtr input, OperatorPtr inner)
      : PipedOperator(std::move(input)), plan_(plan), inner_(std::move(inner)) {}

 protected:
  bool DoOpen(Context& context, const Batch* argument) override {
    running_ = false;
    return PipedOperator::DoOpen(context, argument);
  }

  bool DoNext(Context& context, Batch& out) override {
    while (true) {
      if (!running_) {
        if (!Pull(context, in_)) return false;
        if (in_.rows == 0) return true;
        for (std::size_t i = 0; i < in_.rows; ++i)
          in_.columns[plan_.ordinal].Append(Value(static_cast<std::int64_t>(i)));
        if (!inner_->Open(context, &in_)) return false;
        running_ = true;
        next_ = 0;
      }
      Batch found;
      found.Reset(context.width);
      if (!inner_->Next(context, found)) return false;
      sources_.clear();
      std::vector<std::uint32_t> from;  // the row of `found`, or kMissing
      for (std::size_t i = 0; i < found.rows; ++i) {
        const auto ordinal =
            static_cast<std::size_t>(*found.columns[plan_.ordinal].ValueAt(i)->AsInteger());
        // The inner plan keeps the order of its rows: those passed over found nothing.
        for (; next_ < ordinal; ++next_) Miss(from);
        next_ = std::max(next_, ordinal + 1);
        sources_.push_back(static_cast<std::uint32_t>(ordinal));
        from.push_back(static_cast<std::uint32_t>(i));
      }
      if (found.rows == 0) {
        for (; next_ < in_.rows; ++next_) Miss(from);
        running_ = false;
      }
      if (sources_.empty()) continue;
      Carry(plan_, in_, sources_, out);
      for (const Slot slot : plan_.nulls) {
        for (const std::uint32_t row : from) {
          if (row == kMissing || !found.Holds(slot)) {
            out.columns[slot].AppendNull();
          } else {
            out.columns[slot].AppendFrom(found.columns[slot], row);
          }
        }
      }
      out.rows = sources_.size();
      return true;
    }
  }

 private:
  static constexpr std::uint32_t kMissing = 0xFFFFFFFFU;

  void Miss(std::vector<std::uint32_t>& from) {
    sources_.push_back(static_cast<std::uint32_t>(next_));
    from.push_back(kMissing);
  }

  const OptionalPlan& plan_;
  OperatorPtr inner_;
  Batch in_;
  bool running_ = false;
  std::size_t next_ = 0;  // the first input row that nothing was said of
  std::vector<std::uint32_t> sources_;
};

class Union : public Operator {
 public:
  Union(const UnionPlan& plan, std::vector<OperatorPtr> inputs)
      : plan_(plan), inputs_(std::move(inputs)) {}

 protected:
  bool DoOpen(Context&, const Batch* argument) override {
    argument_ = argument;
    at_ = 0;
    opened_ = false;
    return true;
  }
  bool DoNext(Context& context, Batch& out) override {
    while (at_ < inputs_.size()) {
      if (!opened_ && !inputs_[at_]->Open(context, argument_)) return false;
      opened_ = true;
      Batch in;
      in.Reset(context.width);
      if (!inputs_[at_]->Next(context, in)) return false;
      if (in.rows > 0) {
        for (const Slot slot : plan_.carry) {
          if (in.Holds(slot)) out.columns[slot] = in.columns[slot];
        }
        for (std::size_t i = 0; i < plan_.columns.size(); ++i)
          out.columns[plan_.columns[i]] = in.columns[plan_.from[at_][i]];
        out.rows = in.rows;
        return true;
      }
      ++at_;
      opened_ = false;
    }
    return true;
  }

 private:
  const UnionPlan& plan_;
  std::vector<OperatorPtr> inputs_;
  const Batch* argument_ = nullptr;
  std::size_t at_ = 0;
  bool opened_ = false;
};

class ProcedureCaller : public PipedOperator {
 public:
  ProcedureCaller(const CallPlan& plan, OperatorPtr input)
      : PipedOperator(std::move(input)), plan_(plan) {}

 protected:
  bool DoOpen(Context& context, const Batch* argument) override {
    in_.Reset(0);
    row_ = 0;
    at_ = 0;
    rows_.clear();
    return PipedOperator::DoOpen(context, argument);
  }

  bool DoNext(Context& context, Batch& out) override {
    sources_.clear();
    while (sources_.size() < kBatchRows) {
      if (at_ < rows_.size()) {
        for (const auto& [index, slot] : plan_.outputs) out.columns[slot].Append(rows_[at_][index]);
        sources_.push_back(static_cast<std::uint32_t>(row_ - 1));
        ++at_;
        continue;
      }
      if (row_ >= in_.rows) {
        if (!sources_.empty()) break;
        if (!Pull(context, in_)) return false;
        if (in_.rows == 0) break;
        row_ = 0;
      }
      if (!Run(context)) return false;
      ++row_;
    }
    Carry(plan_, in_, sources_, out);
    out.rows = sources_.size();
    return true;
  }

 private:
  bool Run(Context& context) {
    std::vector<Value> arguments(plan_.arguments.size());
    for (std::size_t i = 0; i < arguments.size(); ++i) {
      if (!plan_.arguments[i]->Eval(context, {&in_, row_}, arguments[i])) return false;
    }
    ProcedureCall call{context.entities.view(), arguments};
    auto rows = plan_.procedure->body(call);
    if (!rows) {
      context.trap.Fail(std::move(rows).error());
      context.trap.Locate(plan_.where);
      return false;
    }
    const std::size_t fields = plan_.procedure->signature.results.size();
    for (const ValueList& row : *rows) {
      if (row.size() == fields) continue;
      return context.trap.Fail(ErrorKind::kProcedureError, "ProcedureCallFailed",
                               plan_.procedure->signature.name + " gave " +
                                   std::to_string(row.size()) + " values, its signature has " +
                                   std::to_string(fields),
                               plan_.where);
    }
    rows_ = std::move(*rows);
    at_ = 0;
    // A procedure without results lets its row pass.
    if (plan_.passes_rows) rows_.assign(1, ValueList());
    return true;
  }

  const CallPlan& plan_;
  Batch in_;
  std::size_t row_ = 0;
  std::vector<ValueList> rows_;
  std::size_t at_ = 0;
  std::vector<std::uint32_t> sources_;
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

bool PrefetchColumns(Context& context, const Batch& batch, const std::vector<Slot>& slots) {
  for (const Slot slot : slots) {
    if (!batch.Holds(slot)) continue;
    const Column& column = batch.columns[slot];
    if (column.form() == Column::Form::kNodes &&
        !context.entities.Prefetch(column.ids(), context.trap))
      return false;
    if (column.form() == Column::Form::kRelationships &&
        !context.entities.PrefetchRelationships(column.ids(), context.trap))
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
OperatorPtr MakeOptional(const OptionalPlan& plan, OperatorPtr input, OperatorPtr inner) {
  return std::make_unique<Optional>(plan, std::move(input), std::move(inner));
}
OperatorPtr MakeUnion(const UnionPlan& plan, std::vector<OperatorPtr> inputs) {
  return std::make_unique<Union>(plan, std::move(inputs));
}
OperatorPtr MakeProcedureCall(const CallPlan& plan, OperatorPtr input) {
  return std::make_unique<ProcedureCaller>(plan, std::move(input));
}

}  // namespace citygraph::queries::cypher
