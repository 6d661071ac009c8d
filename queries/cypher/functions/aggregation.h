// Functions over the rows of a group.
#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <span>
#include <string_view>

#include "queries/cypher/evaluate/context.h"

namespace citygraph::queries::cypher {

enum class AggregationKind : std::uint8_t {
  kCount,
  kSum,
  kAverage,
  kMin,
  kMax,
  kCollect,
  kPercentileCont,
  kPercentileDisc,
  kStDev,
  kStDevP,
};

// By the canonical name of the function: "percentileCont".
std::optional<AggregationKind> FindAggregation(std::string_view name);

// The state of one aggregation over one group.
class Aggregator {
 public:
  virtual ~Aggregator() = default;
  // Null values were left out before. count(*) adds no arguments.
  virtual bool Add(Context& context, std::span<const Value> arguments) = 0;
  virtual bool Finish(Context& context, Value& out) = 0;
};

std::unique_ptr<Aggregator> MakeAggregator(AggregationKind kind);

}  // namespace citygraph::queries::cypher
