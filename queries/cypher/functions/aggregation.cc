#include "queries/cypher/functions/aggregation.h"

#include <algorithm>
#include <cmath>
#include <vector>

#include "queries/cypher/values/arithmetic.h"
#include "queries/cypher/values/compare.h"

namespace citygraph::queries::cypher {
namespace {

bool NotANumber(Context& context, std::string_view function, const Value& value) {
  return context.trap.Fail(ErrorKind::kTypeError, "InvalidArgumentType",
                           std::string(function) + " takes numbers, not " + Describe(value) + " (" +
                               std::string(KindName(value.kind())) + ")");
}

class Count : public Aggregator {
 public:
  bool Add(Context&, std::span<const Value>) override {
    ++count_;
    return true;
  }
  bool Finish(Context&, Value& out) override {
    out = count_;
    return true;
  }

 private:
  std::int64_t count_ = 0;
};

// Numbers or durations.
class Sum : public Aggregator {
 public:
  bool Add(Context& context, std::span<const Value> arguments) override {
    const Value& value = arguments.front();
    if (value.AsInteger() == nullptr && value.AsFloat() == nullptr && value.AsDuration() == nullptr)
      return NotANumber(context, "sum", value);
    if (!any_) {
      sum_ = value;
      any_ = true;
      return true;
    }
    Value next;
    if (!cypher::Add(sum_, value, next, context.trap)) return false;
    sum_ = std::move(next);
    return true;
  }
  bool Finish(Context&, Value& out) override {
    out = any_ ? std::move(sum_) : Value(0);
    return true;
  }

 private:
  Value sum_;
  bool any_ = false;
};

// A running mean, which does not overflow; of durations the sum divided.
class Average : public Aggregator {
 public:
  bool Add(Context& context, std::span<const Value> arguments) override {
    const Value& value = arguments.front();
    ++count_;
    if (value.AsDuration() != nullptr) {
      if (count_ == 1) {
        durations_ = value;
        return true;
      }
      Value next;
      if (!cypher::Add(durations_, value, next, context.trap)) return false;
      durations_ = std::move(next);
      return true;
    }
    double number = 0;
    if (!AsNumber(value, number) || !durations_.is_null()) return NotANumber(context, "avg", value);
    mean_ += (number - mean_) / static_cast<double>(count_);
    return true;
  }
  bool Finish(Context& context, Value& out) override {
    if (count_ == 0) {
      out = Value();
      return true;
    }
    if (!durations_.is_null())
      return Divide(durations_, Value(static_cast<double>(count_)), out, context.trap);
    out = mean_;
    return true;
  }

 private:
  double mean_ = 0;
  std::int64_t count_ = 0;
  Value durations_;
};

class Extreme : public Aggregator {
 public:
  explicit Extreme(int sign) : sign_(sign) {}
  bool Add(Context&, std::span<const Value> arguments) override {
    const Value& value = arguments.front();
    if (best_.is_null() || Order(value, best_) * sign_ > 0) best_ = value;
    return true;
  }
  bool Finish(Context&, Value& out) override {
    out = std::move(best_);
    return true;
  }

 private:
  int sign_;
  Value best_;
};

class Collect : public Aggregator {
 public:
  bool Add(Context& context, std::span<const Value> arguments) override {
    list_.push_back(arguments.front());
    return context.Reserve(SizeOf(arguments.front()));
  }
  bool Finish(Context&, Value& out) override {
    out = Value(std::move(list_));
    return true;
  }

 private:
  ValueList list_;
};

class Percentile : public Aggregator {
 public:
  explicit Percentile(bool continuous) : continuous_(continuous) {}
  bool Add(Context& context, std::span<const Value> arguments) override {
    double number = 0;
    if (!AsNumber(arguments[0], number))
      return NotANumber(context, continuous_ ? "percentileCont" : "percentileDisc", arguments[0]);
    double wanted = 0;
    if (!AsNumber(arguments[1], wanted))
      return NotANumber(context, continuous_ ? "percentileCont" : "percentileDisc", arguments[1]);
    if (!(wanted >= 0 && wanted <= 1)) {
      return context.trap.Fail(
          ErrorKind::kArgumentError, "NumberOutOfRange",
          "a percentile lies between 0.0 and 1.0, not at " + Describe(arguments[1]));
    }
    wanted_ = wanted;
    values_.push_back(arguments[0]);
    return context.Reserve(sizeof(Value));
  }
  bool Finish(Context&, Value& out) override {
    if (values_.empty()) {
      out = Value();
      return true;
    }
    std::ranges::sort(values_, [](const Value& a, const Value& b) { return Order(a, b) < 0; });
    const auto count = static_cast<double>(values_.size());
    if (!continuous_) {
      const double rank = std::ceil(wanted_ * count);
      out = values_[rank < 1 ? 0 : static_cast<std::size_t>(rank) - 1];
      return true;
    }
    const double rank = wanted_ * (count - 1);
    const auto low = static_cast<std::size_t>(rank);
    const std::size_t high = std::min(low + 1, values_.size() - 1);
    double below = 0;
    double above = 0;
    AsNumber(values_[low], below);
    AsNumber(values_[high], above);
    out = below + (above - below) * (rank - static_cast<double>(low));
    return true;
  }

 private:
  bool continuous_;
  double wanted_ = 0;
  ValueList values_;
};

// Welford's method.
class Deviation : public Aggregator {
 public:
  explicit Deviation(bool sample) : sample_(sample) {}
  bool Add(Context& context, std::span<const Value> arguments) override {
    double number = 0;
    if (!AsNumber(arguments.front(), number))
      return NotANumber(context, sample_ ? "stDev" : "stDevP", arguments.front());
    ++count_;
    const double delta = number - mean_;
    mean_ += delta / static_cast<double>(count_);
    squares_ += delta * (number - mean_);
    return true;
  }
  bool Finish(Context&, Value& out) override {
    const std::int64_t divisor = sample_ ? count_ - 1 : count_;
    out = divisor <= 0 ? 0.0 : std::sqrt(squares_ / static_cast<double>(divisor));
    return true;
  }

 private:
  bool sample_;
  std::int64_t count_ = 0;
  double mean_ = 0;
  double squares_ = 0;
};

}  // namespace

std::optional<AggregationKind> FindAggregation(std::string_view name) {
  constexpr std::pair<std::string_view, AggregationKind> kAll[] = {
      {"count", AggregationKind::kCount},
      {"sum", AggregationKind::kSum},
      {"avg", AggregationKind::kAverage},
      {"min", AggregationKind::kMin},
      {"max", AggregationKind::kMax},
      {"collect", AggregationKind::kCollect},
      {"percentileCont", AggregationKind::kPercentileCont},
      {"percentileDisc", AggregationKind::kPercentileDisc},
      {"stDev", AggregationKind::kStDev},
      {"stDevP", AggregationKind::kStDevP},
  };
  for (const auto& [known, kind] : kAll) {
    if (known == name) return kind;
  }
  return std::nullopt;
}

std::unique_ptr<Aggregator> MakeAggregator(AggregationKind kind) {
  switch (kind) {
    case AggregationKind::kCount:
      return std::make_unique<Count>();
    case AggregationKind::kSum:
      return std::make_unique<Sum>();
    case AggregationKind::kAverage:
      return std::make_unique<Average>();
    case AggregationKind::kMin:
      return std::make_unique<Extreme>(-1);
    case AggregationKind::kMax:
      return std::make_unique<Extreme>(1);
    case AggregationKind::kCollect:
      return std::make_unique<Collect>();
    case AggregationKind::kPercentileCont:
      return std::make_unique<Percentile>(true);
    case AggregationKind::kPercentileDisc:
      return std::make_unique<Percentile>(false);
    case AggregationKind::kStDev:
      return std::make_unique<Deviation>(true);
    case AggregationKind::kStDevP:
      return std::make_unique<Deviation>(false);
  }
  return nullptr;
}

}  // namespace citygraph::queries::cypher
