// Operators that must see all rows, or remember them: aggregation, DISTINCT, ORDER BY.
#include <algorithm>
#include <numeric>
#include <unordered_map>
#include <unordered_set>

#include "queries/cypher/execute/operators.h"
#include "queries/cypher/values/compare.h"

namespace citygraph::queries::cypher {
namespace {

using Key = std::vector<Value>;

struct KeyHash {
  std::size_t operator()(const Key& key) const {
    std::size_t hash = key.size();
    for (const Value& value : key) hash = hash * 0x9e3779b97f4a7c15U + Hash(value);
    return hash;
  }
};
struct KeyEqual {
  bool operator()(const Key& a, const Key& b) const { return std::ranges::equal(a, b, Equivalent); }
};
using KeySet = std::unordered_set<Key, KeyHash, KeyEqual>;

std::size_t SizeOfKey(const Key& key) {
  std::size_t size = 64;
  for (const Value& value : key) size += SizeOf(value);
  return size;
}

class Aggregate : public PipedOperator {
 public:
  Aggregate(const AggregatePlan& plan, OperatorPtr input)
      : PipedOperator(std::move(input)), plan_(plan) {}

 protected:
  bool DoOpen(Context& context, const Batch* argument) override {
    groups_.clear();
    order_.clear();
    numbers_.clear();
    done_ = false;
    at_ = 0;
    context.Release(reserved_);
    reserved_ = 0;
    argument_ = argument;
    return PipedOperator::DoOpen(context, argument);
  }

  bool DoNext(Context& context, Batch& out) override {
    if (!done_ && !Consume(context)) return false;
    done_ = true;
    std::vector<std::uint32_t> sources;
    for (; at_ < groups_.size() && out.rows < kBatchRows; ++at_, ++out.rows) {
      Group& group = groups_[at_];
      for (std::size_t i = 0; i < plan_.keys.size(); ++i)
        out.columns[plan_.keys[i].slot].Append((*order_[at_])[i]);
      for (std::size_t i = 0; i < plan_.items.size(); ++i) {
        Value value;
        if (!group.states[i].aggregator->Finish(context, value)) {
          context.trap.Locate(plan_.items[i].where);
          return false;
        }
        out.columns[plan_.items[i].slot].Append(std::move(value));
      }
      sources.push_back(0);
    }
    // Within a subplan the row around is still there after grouping.
    if (argument_ != nullptr && argument_->rows > 0) Carry(plan_, *argument_, sources, out);
    return true;
  }

 private:
  struct State {
    std::unique_ptr<Aggregator> aggregator;
    std::unique_ptr<KeySet> seen;  // for DISTINCT
  };
  struct Group {
    std::vector<State> states;
  };

  Group MakeGroup() const {
    Group group;
    for (const AggregatePlan::Item& item : plan_.items) {
      group.states.push_back(
          {MakeAggregator(item.function), item.distinct ? std::make_unique<KeySet>() : nullptr});
    }
    return group;
  }

  bool Consume(Context& context) {
    if (plan_.keys.empty()) {
      groups_.push_back(MakeGroup());
      order_.push_back(nullptr);
    }
    Key key;
    while (true) {
      Batch in;
      if (!Pull(context, in)) return false;
      if (in.rows == 0) return true;
      if (!PrefetchColumns(context, in, plan_.uses)) return false;
      for (std::size_t row = 0; row < in.rows; ++row) {
        std::size_t number = 0;
        if (!plan_.keys.empty()) {
          key.resize(plan_.keys.size());
          for (std::size_t i = 0; i < key.size(); ++i) {
            if (!plan_.keys[i].value->Eval(context, {&in, row}, key[i])) return false;
          }
          const auto [found, fresh] = numbers_.try_emplace(key, groups_.size());
          number = found->second;
          if (fresh) {
            groups_.push_back(MakeGroup());
            order_.push_back(&found->first);
            if (!Keep(context, SizeOfKey(key) + 48 * plan_.items.size())) return false;
          }
        }
        if (!Add(context, groups_[number], {&in, row})) return false;
      }
    }
  }

  bool Add(Context& context, Group& group, const Row& row) {
    for (std::size_t i = 0; i < plan_.items.size(); ++i) {
      const AggregatePlan::Item& item = plan_.items[i];
      State& state = group.states[i];
      Key arguments(item.arguments.size());
      for (std::size_t k = 0; k < arguments.size(); ++k) {
        if (!item.arguments[k]->Eval(context, row, arguments[k])) return false;
      }
      if (!arguments.empty() && arguments.front().is_null()) continue;
      if (state.seen) {
        if (!state.seen->insert({arguments.front()}).second) continue;
        if (!Keep(context, 64 + SizeOf(arguments.front()))) return false;
      }
      if (!state.aggregator->Add(context, arguments)) {
        context.trap.Locate(item.where);
        return false;
      }
    }
    return true;
  }

  bool Keep(Context& context, std::size_t bytes) {
    reserved_ += bytes;
    return context.Reserve(bytes);
  }

  const AggregatePlan& plan_;
  std::unordered_map<Key, std::size_t, KeyHash, KeyEqual> numbers_;
  std::vector<Group> groups_;
  std::vector<const Key*> order_;  // in the order in which groups were first seen
  const Batch* argument_ = nullptr;
  bool done_ = false;
  std::size_t at_ = 0;
  std::size_t reserved_ = 0;
};

class Distinct : public PipedOperator {
 public:
  Distinct(const DistinctPlan& plan, OperatorPtr input)
      : PipedOperator(std::move(input)), plan_(plan) {}

 protected:
  bool DoOpen(Context& context, const Batch* argument) override {
    seen_.clear();
    context.Release(reserved_);
    reserved_ = 0;
    return PipedOperator::DoOpen(context, argument);
  }
  bool DoNext(Context& context, Batch& out) override {
    while (true) {
      Batch in;
      if (!Pull(context, in)) return false;
      if (in.rows == 0) return true;
      std::vector<std::uint32_t> kept;
      for (std::size_t row = 0; row < in.rows; ++row) {
        Key key;
        key.reserve(plan_.columns.size());
        for (const Slot slot : plan_.columns) key.push_back(in.columns[slot].At(row));
        const std::size_t size = SizeOfKey(key);
        if (!seen_.insert(std::move(key)).second) continue;
        reserved_ += size;
        if (!context.Reserve(size)) return false;
        kept.push_back(static_cast<std::uint32_t>(row));
      }
      if (kept.empty()) continue;
      Carry(plan_, in, kept, out);
      out.rows = kept.size();
      return true;
    }
  }

 private:
  const DistinctPlan& plan_;
  KeySet seen_;
  std::size_t reserved_ = 0;
};

class Sort : public PipedOperator {
 public:
  Sort(const SortPlan& plan, OperatorPtr input) : PipedOperator(std::move(input)), plan_(plan) {}

 protected:
  bool DoOpen(Context& context, const Batch* argument) override {
    sorted_ = false;
    at_ = 0;
    rows_.Reset(context.width);
    keys_.assign(plan_.keys.size(), {});
    context.Release(reserved_);
    reserved_ = 0;
    most_ = ~std::uint64_t{0};
    if (plan_.limit) {
      std::uint64_t skip = 0;
      if (!EvalRowCount(*plan_.limit, context, "LIMIT", {}, most_)) return false;
      if (plan_.skip && !EvalRowCount(*plan_.skip, context, "SKIP", {}, skip)) return false;
      if (__builtin_add_overflow(most_, skip, &most_)) most_ = ~std::uint64_t{0};
    }
    return PipedOperator::DoOpen(context, argument);
  }

  bool DoNext(Context& context, Batch& out) override {
    if (!sorted_ && !Consume(context)) return false;
    sorted_ = true;
    const std::size_t count = std::min(kBatchRows, order_.size() - at_);
    const std::span<const std::uint32_t> rows(order_.data() + at_, count);
    Carry(plan_, rows_, rows, out);
    out.rows = count;
    at_ += count;
    return true;
  }

 private:
  bool Before(std::uint32_t a, std::uint32_t b) const {
    for (std::size_t i = 0; i < keys_.size(); ++i) {
      const int order = Order(keys_[i][a], keys_[i][b]);
      if (order != 0) return plan_.keys[i].descending ? order > 0 : order < 0;
    }
    return a < b;  // equal rows stay in their order
  }

  bool Consume(Context& context) {
    while (true) {
      Batch in;
      if (!Pull(context, in)) return false;
      if (in.rows == 0) break;
      if (!PrefetchColumns(context, in, plan_.uses)) return false;
      std::vector<std::uint32_t> all(in.rows);
      std::iota(all.begin(), all.end(), 0U);
      std::size_t size = 0;
      for (std::size_t i = 0; i < plan_.keys.size(); ++i) {
        for (std::size_t row = 0; row < in.rows; ++row) {
          Value value;
          if (!plan_.keys[i].value->Eval(context, {&in, row}, value)) return false;
          size += SizeOf(value);
          keys_[i].push_back(std::move(value));
        }
      }
      for (const Slot slot : plan_.carry) {
        if (!in.Holds(slot)) continue;
        rows_.columns[slot].Gather(in.columns[slot], all);
        if (in.columns[slot].form() == Column::Form::kValues) {
          for (std::size_t row = 0; row < in.rows; ++row)
            size += SizeOf(*in.columns[slot].ValueAt(row));
        } else {
          size += 8 * in.rows;
        }
      }
      rows_.rows += in.rows;
      reserved_ += size;
      if (!context.Reserve(size)) return false;
      if (most_ < rows_.rows / 2 && rows_.rows > 4 * kBatchRows) Cut(context);
    }
    order_.resize(rows_.rows);
    std::iota(order_.begin(), order_.end(), 0U);
    const auto before = [&](std::uint32_t a, std::uint32_t b) { return Before(a, b); };
    if (most_ < order_.size()) {
      std::ranges::partial_sort(order_, order_.begin() + static_cast<std::ptrdiff_t>(most_),
                                before);
      order_.resize(most_);
    } else {
      std::ranges::sort(order_, before);
    }
    return true;
  }

  // Keeps the rows that can still be among the first, in their order.
  void Cut(Context& context) {
    std::vector<std::uint32_t> order(rows_.rows);
    std::iota(order.begin(), order.end(), 0U);
    const auto middle = order.begin() + static_cast<std::ptrdiff_t>(most_);
    std::nth_element(order.begin(), middle, order.end(),
                     [&](std::uint32_t a, std::uint32_t b) { return Before(a, b); });
    order.resize(most_);
    std::ranges::sort(order);
    Batch kept;
    kept.Reset(rows_.columns.size());
    for (std::size_t slot = 0; slot < rows_.columns.size(); ++slot) {
      if (rows_.Holds(static_cast<Slot>(slot)))
        kept.columns[slot].Gather(rows_.columns[slot], order);
    }
    kept.rows = order.size();
    for (std::vector<Value>& key : keys_) {
      std::vector<Value> few;
      few.reserve(order.size());
      for (const std::uint32_t row : order) few.push_back(std::move(key[row]));
      key = std::move(few);
    }
    const std::size_t rest = rows_.rows == 0 ? 0 : reserved_ / rows_.rows * kept.rows;
    context.Release(reserved_ - rest);
    reserved_ = rest;
    rows_ = std::move(kept);
  }

  const SortPlan& plan_;
  Batch rows_;
  std::vector<std::vector<Value>> keys_;  // by key, then by row
  std::vector<std::uint32_t> order_;
  std::uint64_t most_ = 0;
  bool sorted_ = false;
  std::size_t at_ = 0;
  std::size_t reserved_ = 0;
};

}  // namespace

OperatorPtr MakeAggregate(const AggregatePlan& plan, OperatorPtr input) {
  return std::make_unique<Aggregate>(plan, std::move(input));
}
OperatorPtr MakeDistinct(const DistinctPlan& plan, OperatorPtr input) {
  return std::make_unique<Distinct>(plan, std::move(input));
}
OperatorPtr MakeSort(const SortPlan& plan, OperatorPtr input) {
  return std::make_unique<Sort>(plan, std::move(input));
}

}  // namespace citygraph::queries::cypher
