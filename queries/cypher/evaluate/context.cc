#include "queries/cypher/evaluate/context.h"

#include <algorithm>

#include "queries/cypher/evaluate/operator.h"

namespace citygraph::queries::cypher {

Context::Context(const GraphView& view, Transaction* writer_) : entities(view), writer(writer_) {}
Context::~Context() = default;

std::mt19937_64& Context::Random() {
  if (!random_) {
    random_ =
        std::make_unique<std::mt19937_64>(static_cast<std::uint64_t>(now.local.nanoseconds) ^
                                          static_cast<std::uint64_t>(now.local.seconds) << 30);
  }
  return *random_;
}

bool Context::CheckTime() {
  if (limits.cancel != nullptr && limits.cancel->load(std::memory_order_relaxed)) {
    QueryError error(ErrorKind::kLimitExceeded, Phase::kRuntime, "Cancelled",
                     "the query was cancelled");
    error.cause = ErrorCode::kCancelled;
    return trap.Fail(std::move(error));
  }
  if (limits.deadline && std::chrono::steady_clock::now() > *limits.deadline) {
    QueryError error(ErrorKind::kLimitExceeded, Phase::kRuntime, "Timeout",
                     "the query took longer than its time limit");
    error.cause = ErrorCode::kCancelled;
    return trap.Fail(std::move(error));
  }
  return true;
}

bool Context::Reserve(std::size_t bytes) {
  memory_bytes_ += bytes;
  peak_memory_bytes_ = std::max(peak_memory_bytes_, memory_bytes_);
  if (memory_bytes_ <= limits.max_memory_bytes) return true;
  QueryError error(ErrorKind::kLimitExceeded, Phase::kRuntime, "OutOfMemory",
                   "the query needs more than its " +
                       std::to_string(limits.max_memory_bytes / (1024 * 1024)) + " MiB of memory");
  error.cause = ErrorCode::kCancelled;
  return trap.Fail(std::move(error));
}

}  // namespace citygraph::queries::cypher
