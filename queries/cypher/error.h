// What can be wrong with a query, in the words of the openCypher TCK: a kind, a phase and a detail,
// and where in the text. Every stage of the query engine fails with a QueryError; errors of the
// engine below become one by conversion, so that CITYGRAPH_TRY hands them up.
#pragma once

#include <cstdint>
#include <expected>
#include <string>
#include <string_view>
#include <utility>

#include "engine/base/error.h"

namespace citygraph::queries::cypher {

// A piece of the query's text. `line` and `column` start at 1 and say where it begins; 0 means "not
// known". Columns count code points. `offset` and `size` count bytes of the whole text.
struct Span {
  std::uint32_t offset = 0;
  std::uint32_t size = 0;
  std::uint32_t line = 0;
  std::uint32_t column = 0;

  bool operator==(const Span&) const = default;
};

// The piece from the beginning of `first` to the end of `last`. REQUIRES: first is not after last.
Span Join(const Span& first, const Span& last);

enum class ErrorKind : std::uint8_t {
  kSyntaxError,    // the text is no query, or its names and types do not fit together
  kSemanticError,  // the query's parts contradict one another
  kTypeError,      // a value of the wrong type
  kArgumentError,  // a value out of range
  kArithmeticError,
  kEntityNotFound,                // a node or relationship that is deleted
  kPropertyNotFound,              // --strict: no such property in this graph
  kLabelNotFound,                 // --strict: no such label or relationship type in this graph
  kParameterMissing,              // a $parameter without a value
  kProcedureError,                // a procedure that is unknown or called wrongly
  kConstraintVerificationFailed,  // a node that still has relationships is deleted
  kConstraintValidationFailed,
  kLimitExceeded,  // time, memory or rows ran out, or the user stopped the query
  kStorageError,   // the engine below; `cause` tells more
};

enum class Phase : std::uint8_t { kCompileTime, kRuntime };

// "SyntaxError"; "compile" or "runtime".
std::string_view NameOf(ErrorKind kind);
std::string_view NameOf(Phase phase);

struct QueryError {
  ErrorKind kind = ErrorKind::kSyntaxError;
  Phase phase = Phase::kCompileTime;
  std::string detail;                          // the TCK's word: "UndefinedVariable"
  std::string message;                         // what was found and what was expected, no full stop
  Span where = {};                             // line 0: no place
  std::string suggestion = {};                 // what to do: "did you mean `name`?", may be empty
  ErrorCode cause = ErrorCode::kInvalidInput;  // of kStorageError and kLimitExceeded

  QueryError() = default;
  QueryError(ErrorKind kind_, Phase phase_, std::string_view detail_, std::string message_,
             Span where_ = {}, std::string suggestion_ = {})
      : kind(kind_),
        phase(phase_),
        detail(detail_),
        message(std::move(message_)),
        where(where_),
        suggestion(std::move(suggestion_)) {}
  // kLimitExceeded for kCancelled, else kStorageError; at run time.
  QueryError(Error error);  // NOLINT(google-explicit-constructor)

  // "UndefinedVariable at 1:14: variable `x` is not defined".
  std::string ToString() const;
};

template <class T>
using QueryResult = std::expected<T, QueryError>;
using QueryStatus = QueryResult<void>;

// return CompileError("UndefinedVariable", "variable `x` is not defined", name.span);
std::unexpected<QueryError> CompileError(std::string_view detail, std::string message, Span where,
                                         std::string suggestion = {});
std::unexpected<QueryError> RuntimeError(ErrorKind kind, std::string_view detail,
                                         std::string message, Span where = {});

// The line of the query in which the error lies, and a caret below; empty when the place is not
// known. Long lines are cut around the caret. Two lines, the last without a line end:
//   MATCH (n) RETURN m
//                    ^
std::string Excerpt(std::string_view query, const Span& where);

// The error as the rest of citygraph knows it: message with detail, `file` as the query's name with
// line and column, excerpt and suggestion as the hint.
Error ToError(const QueryError& error, std::string_view query, std::string_view file = "query");

}  // namespace citygraph::queries::cypher
