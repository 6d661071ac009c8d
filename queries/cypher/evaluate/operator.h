// An operator gives rows in batches. A plan is a tree of them: each pulls from the one below.
#pragma once

#include <chrono>
#include <cstdint>

#include "queries/cypher/evaluate/context.h"

namespace citygraph::queries::cypher {

// What PROFILE shows of an operator.
struct OperatorStatistics {
  std::uint64_t rows = 0;
  std::uint64_t store_reads = 0;    // with those of the operators below
  std::chrono::nanoseconds time{};  // with that of the operators below
  std::uint64_t opened = 0;         // times started: more than one inside a subquery
};

class Operator {
 public:
  virtual ~Operator() = default;

  // Starts, again if need be. `argument` holds the rows of the query around a subplan (null for
  // the outermost plan) and must live until the last Next.
  bool Open(Context& context, const Batch* argument) {
    ++statistics_.opened;
    return DoOpen(context, argument);
  }

  // The next rows; `out.rows` is 0 at the end, and stays so. False with an error in the trap.
  bool Next(Context& context, Batch& out) {
    if (!context.profile) return DoNext(context, out);
    const auto start = std::chrono::steady_clock::now();
    const std::uint64_t reads = context.entities.reads();
    const bool fine = DoNext(context, out);
    statistics_.time += std::chrono::steady_clock::now() - start;
    statistics_.store_reads += context.entities.reads() - reads;
    if (fine) statistics_.rows += out.rows;
    return fine;
  }

  const OperatorStatistics& statistics() const { return statistics_; }

 protected:
  virtual bool DoOpen(Context& context, const Batch* argument) = 0;
  virtual bool DoNext(Context& context, Batch& out) = 0;

 private:
  OperatorStatistics statistics_;
};

}  // namespace citygraph::queries::cypher
