// Grouping: keys and the rows' arguments become numbers, batch by batch, before anything is
// counted.
#include <algorithm>

#include "queries/cypher/execute/key_codes.h"
#include "queries/cypher/execute/operators.h"
#include "queries/cypher/execute/seen_pairs.h"

namespace citygraph::queries::cypher {
namespace {

std::vector<const Expr*> KeysOf(const AggregatePlan& plan) {
  std::vector<const Expr*> keys;
  for (const Assignment& key : plan.keys) keys.push_back(key.value.get());
  return keys;
}

bool TooMany(Context& context, Span where) {
  context.trap.Fail(ErrorKind::kArithmeticError, "NumberOutOfRange",
                    "more rows are counted than fit in 64 bits");
  context.trap.Locate(where);
  return false;
}

// One aggregation over all groups.
class AggregateItem {
 public:
  explicit AggregateItem(const AggregatePlan::Item& item)
      : item_(item), counts_only_(item.function == AggregationKind::kCount) {}

  void Clear() {
    counts_.clear();
    states_.clear();
    codes_.Clear();
    seen_.Clear();
  }

  // Adds the rows of a batch: row i to group groups[i], which lie below `size`. It stands for
  // times[i] rows; for one where `times` is empty.
  bool Add(Context& context, const Batch& batch, const std::vector<std::uint32_t>& groups,
           const std::vector<std::int64_t>& times, std::size_t size) {
    Grow(size);
    const bool counts_rows = item_.arguments.empty();
    if (counts_rows && times.empty()) {
      for (std::size_t row = 0; row < batch.rows; ++row) ++counts_[groups[row]];
      return true;
    }
    if (!times.empty() && counts_only_ && !item_.distinct)
      return AddTimes(context, batch, groups, times);
    const Expr& argument = *item_.arguments.front();
    if (item_.distinct) {
      if (!codes_.Encode(context, argument, batch, row_codes_)) return false;
      for (std::size_t row = 0; row < batch.rows; ++row) {
        if (codes_.IsNull(row_codes_[row])) continue;
        if (!seen_.Add(groups[row], row_codes_[row])) continue;
        if (!AddRow(context, {&batch, row}, groups[row])) return false;
      }
      return true;
    }
    if (counts_only_ && argument.Flat(context, batch, flat_)) {  // none is null
      for (std::size_t row = 0; row < batch.rows; ++row) ++counts_[groups[row]];
      return true;
    }
    for (std::size_t row = 0; row < batch.rows; ++row) {
      Value value;
      if (!argument.Eval(context, {&batch, row}, value)) return false;
      if (!value.is_null() && !AddRow(context, {&batch, row}, groups[row])) return false;
    }
    return true;
  }

  bool Finish(Context& context, std::size_t group, Value& out) {
    if (counts_only_) {
      out = counts_[group];
      return true;
    }
    if (states_[group]->Finish(context, out)) return true;
    context.trap.Locate(item_.where);
    return false;
  }

  // For groups without rows.
  void Grow(std::size_t size) {
    if (counts_only_) {
      counts_.resize(size);
      return;
    }
    states_.reserve(size);
    while (states_.size() < size) states_.push_back(MakeAggregator(item_.function));
  }

  std::size_t bytes() const {
    return 8 * counts_.size() + 64 * states_.size() + codes_.bytes() + seen_.bytes();
  }

 private:
  bool AddTimes(Context& context, const Batch& batch, const std::vector<std::uint32_t>& groups,
                const std::vector<std::int64_t>& times) {
    for (std::size_t row = 0; row < batch.rows; ++row) {
      if (!item_.arguments.empty()) {
        Value value;
        if (!item_.arguments.front()->Eval(context, {&batch, row}, value)) return false;
        if (value.is_null()) continue;
      }
      std::int64_t& count = counts_[groups[row]];
      if (__builtin_add_overflow(count, times[row], &count)) return TooMany(context, item_.where);
    }
    return true;
  }

  // A row whose first argument is not null, nor a second time there.
  bool AddRow(Context& context, const Row& row, std::uint32_t group) {
    if (counts_only_) {
      ++counts_[group];
      return true;
    }
    arguments_.resize(item_.arguments.size());
    for (std::size_t i = 0; i < arguments_.size(); ++i) {
      if (!item_.arguments[i]->Eval(context, row, arguments_[i])) return false;
    }
    if (states_[group]->Add(context, arguments_)) return true;
    context.trap.Locate(item_.where);
    return false;
  }

  const AggregatePlan::Item& item_;
  bool counts_only_;
  std::vector<std::int64_t> counts_;                 // by group, of count
  std::vector<std::unique_ptr<Aggregator>> states_;  // by group, of the others
  KeyCodes codes_;                                   // of DISTINCT: the argument
  SeenPairs seen_;                                   // and which (group, argument) were there
  std::vector<std::uint32_t> row_codes_;
  std::vector<Value> arguments_;
  FlatVector flat_;
};

class Aggregate : public PipedOperator {
 public:
  Aggregate(const AggregatePlan& plan, OperatorPtr input)
      : PipedOperator(std::move(input)), plan_(plan), groups_(KeysOf(plan)) {
    for (const AggregatePlan::Item& item : plan.items) items_.emplace_back(item);
  }

 protected:
  bool DoOpen(Context& context, const Batch* argument) override {
    groups_.Clear();
    for (AggregateItem& item : items_) item.Clear();
    size_ = plan_.keys.empty() ? 1 : 0;
    done_ = false;
    at_ = 0;
    kept_.Release(context);
    argument_ = argument;
    if (!PipedOperator::DoOpen(context, argument)) return false;
    if (plan_.row == kNoSlot || plan_.keys.size() > 1) return true;
    std::vector<std::uint32_t> groups;
    if (!groups_.Encode(context, *argument, groups)) return false;
    size_ = groups_.size();
    return true;
  }

  bool DoNext(Context& context, Batch& out) override {
    if (!done_ && !Consume(context)) return false;
    done_ = true;
    std::vector<std::uint32_t> sources;  // of the rows around
    for (; at_ < size_ && out.rows < kBatchRows; ++at_, ++out.rows) {
      for (std::size_t i = 0; i < plan_.keys.size(); ++i) {
        out.columns[plan_.keys[i].slot].Append(groups_.ValueOf(static_cast<std::uint32_t>(at_), i));
      }
      for (std::size_t i = 0; i < items_.size(); ++i) {
        Value value;
        if (!items_[i].Finish(context, at_, value)) return false;
        out.columns[plan_.items[i].slot].Append(std::move(value));
      }
      sources.push_back(RowAround(static_cast<std::uint32_t>(at_)));
    }
    // Within a subplan the row around is still there after grouping.
    if (argument_ != nullptr && argument_->rows > 0) Carry(plan_, *argument_, sources, out);
    return true;
  }

 private:
  bool Consume(Context& context) {
    std::vector<std::uint32_t> groups;
    while (true) {
      if (!Pull(context)) return false;
      if (in_.rows == 0) break;
      if (!PrefetchColumns(context, in_, plan_.uses)) return false;
      if (!groups_.Encode(context, in_, groups) || !ReadTimes(context)) return false;
      size_ = std::max(size_, groups_.size());
      std::size_t bytes = groups_.bytes();
      for (AggregateItem& item : items_) {
        if (!item.Add(context, in_, groups, times_, size_)) return false;
        bytes += item.bytes();
      }
      if (!kept_.GrowTo(context, bytes)) return false;
    }
    for (AggregateItem& item : items_) item.Grow(size_);
    return true;
  }

  // The row around that a group belongs to.
  std::uint32_t RowAround(std::uint32_t group) const {
    if (plan_.row == kNoSlot) return 0;
    return static_cast<std::uint32_t>(*groups_.ValueOf(group, plan_.keys.size() - 1).AsInteger());
  }

  // For how many each row of in_ stands; nothing where all stand for themselves.
  bool ReadTimes(Context& context) {
    times_.clear();
    for (const Slot slot : plan_.times) {
      const Column& column = in_.columns[slot];
      times_.resize(in_.rows, 1);
      for (std::size_t row = 0; row < in_.rows; ++row) {
        if (__builtin_mul_overflow(times_[row], column.IntegerAt(row), &times_[row]))
          return TooMany(context, plan_.items.front().where);
      }
    }
    return true;
  }

  const AggregatePlan& plan_;
  std::vector<std::int64_t> times_;
  RowCodes groups_;
  std::vector<AggregateItem> items_;
  std::size_t size_ = 0;  // groups so far
  const Batch* argument_ = nullptr;
  bool done_ = false;
  std::size_t at_ = 0;
  KeptBytes kept_;
};

}  // namespace

OperatorPtr MakeAggregate(const AggregatePlan& plan, OperatorPtr input) {
  return std::make_unique<Aggregate>(plan, std::move(input));
}

}  // namespace citygraph::queries::cypher
