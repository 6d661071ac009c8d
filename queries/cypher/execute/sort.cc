// ORDER BY. With a LIMIT only as many rows are kept as can still be among the first.
#include <algorithm>
#include <compare>
#include <numeric>

#include "queries/cypher/execute/operators.h"
#include "queries/cypher/values/compare.h"

namespace citygraph::queries::cypher {
namespace {

// What the rows are ordered by: integers as long as there is nothing else.
class SortColumn {
 public:
  void Clear() { *this = SortColumn(); }

  // Adds a row for each of the batch; `bytes` grows by what they take. False with an error.
  bool Append(Context& context, const Expr& expression, const Batch& batch, std::size_t& bytes) {
    if (expression.Flat(context, batch, flat_) && flat_.form == FlatVector::Form::kIntegers) {
      bytes += 8 * batch.rows;
      if (is_flat_) {
        numbers_.insert(numbers_.end(), flat_.numbers.begin(), flat_.numbers.end());
      } else {
        values_.insert(values_.end(), flat_.numbers.begin(), flat_.numbers.end());
      }
      return true;
    }
    ToValues();
    for (std::size_t row = 0; row < batch.rows; ++row) {
      Value value;
      if (!expression.Eval(context, {&batch, row}, value)) return false;
      bytes += SizeOf(value);
      values_.push_back(std::move(value));
    }
    return true;
  }
  // Adds rows of another.
  void AppendFrom(const SortColumn& other, std::span<const std::uint32_t> rows) {
    if (!other.is_flat_) ToValues();
    for (const std::uint32_t row : rows) {
      if (is_flat_) {
        numbers_.push_back(other.numbers_[row]);
      } else {
        values_.push_back(other.At(row));
      }
    }
  }

  static int Compare(const SortColumn& a, std::size_t i, const SortColumn& b, std::size_t j) {
    if (a.is_flat_ && b.is_flat_) {
      return a.numbers_[i] < b.numbers_[j] ? -1 : static_cast<int>(a.numbers_[i] > b.numbers_[j]);
    }
    if (!a.is_flat_ && !b.is_flat_) return Order(a.values_[i], b.values_[j]);
    return Order(a.At(i), b.At(j));
  }

 private:
  Value At(std::size_t row) const { return is_flat_ ? Value(numbers_[row]) : values_[row]; }
  void ToValues() {
    if (!is_flat_) return;
    values_.assign(numbers_.begin(), numbers_.end());
    numbers_.clear();
    is_flat_ = false;
  }

  bool is_flat_ = true;
  std::vector<std::int64_t> numbers_;
  std::vector<Value> values_;
  FlatVector flat_;
};

class Sort : public PipedOperator {
 public:
  Sort(const SortPlan& plan, OperatorPtr input) : PipedOperator(std::move(input)), plan_(plan) {}

 protected:
  bool DoOpen(Context& context, const Batch* argument) override {
    sorted_ = false;
    at_ = 0;
    bar_.reset();
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
  using Keys = std::vector<SortColumn>;

  int Compare(const Keys& a, std::size_t i, const Keys& b, std::size_t j) const {
    for (std::size_t k = 0; k < a.size(); ++k) {
      const int order = SortColumn::Compare(a[k], i, b[k], j);
      if (order != 0) return plan_.keys[k].descending ? -order : order;
    }
    return 0;
  }
  bool Before(std::uint32_t a, std::uint32_t b) const {
    const int order = Compare(keys_, a, keys_, b);
    return order != 0 ? order < 0 : a < b;  // equal rows stay in their order
  }

  bool Consume(Context& context) {
    while (true) {
      if (!Pull(context)) return false;
      if (in_.rows == 0) break;
      if (!PrefetchColumns(context, in_, plan_.uses) || !Add(context, in_)) return false;
      if (most_ < rows_.rows / 2 && rows_.rows - most_ > kBatchRows / 2) Cut(context);
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

  bool Add(Context& context, const Batch& in) {
    Keys keys(plan_.keys.size());
    std::size_t size = 0;
    for (std::size_t i = 0; i < keys.size(); ++i) {
      if (!keys[i].Append(context, *plan_.keys[i].value, in, size)) return false;
    }
    // Rows that do not come before the last of those that are wanted need not be kept.
    kept_.clear();
    for (std::uint32_t row = 0; row < in.rows; ++row) {
      if (!bar_ || Compare(keys, row, keys_, *bar_) < 0) kept_.push_back(row);
    }
    if (kept_.empty()) return true;
    for (std::size_t i = 0; i < keys.size(); ++i) keys_[i].AppendFrom(keys[i], kept_);
    for (const Slot slot : plan_.carry) {
      if (!in.Holds(slot)) continue;
      rows_.columns[slot].Gather(in.columns[slot], kept_);
      if (in.columns[slot].form() == Column::Form::kValues) {
        for (const std::uint32_t row : kept_) size += SizeOf(*in.columns[slot].ValueAt(row));
      } else {
        size += 8 * kept_.size();
      }
    }
    rows_.rows += kept_.size();
    reserved_ += size;
    return context.Reserve(size);
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
    Keys few(keys_.size());
    for (std::size_t i = 0; i < few.size(); ++i) few[i].AppendFrom(keys_[i], order);
    keys_ = std::move(few);
    const std::size_t rest = rows_.rows == 0 ? 0 : reserved_ / rows_.rows * kept.rows;
    context.Release(reserved_ - rest);
    reserved_ = rest;
    rows_ = std::move(kept);
    bar_.reset();
    for (std::uint32_t row = 0; row < rows_.rows; ++row) {
      if (!bar_ || Before(*bar_, row)) bar_ = row;
    }
  }

  const SortPlan& plan_;
  Batch rows_;
  Keys keys_;
  std::optional<std::uint32_t> bar_;  // the last of the rows that are wanted so far
  std::vector<std::uint32_t> kept_;
  std::vector<std::uint32_t> order_;
  std::uint64_t most_ = 0;
  bool sorted_ = false;
  std::size_t at_ = 0;
  std::size_t reserved_ = 0;
};

}  // namespace

OperatorPtr MakeSort(const SortPlan& plan, OperatorPtr input) {
  return std::make_unique<Sort>(plan, std::move(input));
}

}  // namespace citygraph::queries::cypher
