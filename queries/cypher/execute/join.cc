// Operators that join plans: OPTIONAL MATCH and UNION.
#include <algorithm>

#include "queries/cypher/execute/operators.h"

namespace citygraph::queries::cypher {
namespace {

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
        if (!Pull(context)) return false;
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
        const auto ordinal = static_cast<std::size_t>(found.columns[plan_.ordinal].IntegerAt(i));
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

}  // namespace

OperatorPtr MakeOptional(const OptionalPlan& plan, OperatorPtr input, OperatorPtr inner) {
  return std::make_unique<Optional>(plan, std::move(input), std::move(inner));
}
OperatorPtr MakeUnion(const UnionPlan& plan, std::vector<OperatorPtr> inputs) {
  return std::make_unique<Union>(plan, std::move(inputs));
}

}  // namespace citygraph::queries::cypher
