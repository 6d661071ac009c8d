// Where an evaluation that fails leaves its error. Evaluation is the inner loop of every query, so
// functions there return whether they succeeded, and the error, if any, is here.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <utility>

#include "queries/cypher/error.h"

namespace citygraph::queries::cypher {

class Trap {
 public:
  // Always false: return trap.Fail(…). The first error stays.
  bool Fail(QueryError error) {
    if (!error_) error_ = std::move(error);
    return false;
  }
  bool Fail(ErrorKind kind, std::string_view detail, std::string message, Span where = {}) {
    return Fail(QueryError(kind, Phase::kRuntime, detail, std::move(message), where));
  }
  bool Fail(Error error) { return Fail(QueryError(std::move(error))); }

  bool failed() const { return error_.has_value(); }
  // Gives an error without a place this one.
  void Locate(const Span& where) {
    if (error_ && error_->where.line == 0) error_->where = where;
  }
  // REQUIRES: failed().
  QueryError Take() {
    QueryError error = std::move(*error_);
    error_.reset();
    return error;
  }

 private:
  std::optional<QueryError> error_;
};

}  // namespace citygraph::queries::cypher
