// Result<T>: a value or an Error. Nothing in citygraph throws across a folder's headers.
//
//   Result<Row> Read(std::string_view line);
//   Status Load(std::string_view line) {
//     CITYGRAPH_TRY(Row row, Read(line));   // hands the error up
//     CITYGRAPH_TRY(Store(row));            // the same for a Status
//     return {};
//   }
#pragma once

#include <cstdio>
#include <cstdlib>
#include <expected>
#include <string>
#include <string_view>
#include <utility>

#include "engine/base/error.h"

namespace citygraph {

template <class T>
using Result = std::expected<T, Error>;
using Status = Result<void>;

// return Fail(ErrorCode::kNotFound, "no theme \"watre\"");
inline std::unexpected<Error> Fail(ErrorCode code, std::string message, SourcePlace where = {}) {
  return std::unexpected(
      Error{.code = code, .message = std::move(message), .where = std::move(where)});
}
inline std::unexpected<Error> Fail(Error error) { return std::unexpected(std::move(error)); }

// Drops an error on purpose; `why` is for the reader and for grep.
template <class T>
void IgnoreError(const Result<T>&, std::string_view /*why*/) {}

}  // namespace citygraph

#define CITYGRAPH_CONCAT_INNER(a, b) a##b
#define CITYGRAPH_CONCAT(a, b) CITYGRAPH_CONCAT_INNER(a, b)
#define CITYGRAPH_TRY_VALUE(temporary, declaration, expression)         \
  auto temporary = (expression);                                        \
  if (!temporary) return std::unexpected(std::move(temporary).error()); \
  declaration = std::move(*temporary)
#define CITYGRAPH_TRY_STATUS(temporary, expression) \
  if (auto temporary = (expression); !temporary)    \
  return std::unexpected(std::move(temporary).error())
#define CITYGRAPH_TRY_PICK(_1, _2, NAME, ...) NAME
#define CITYGRAPH_TRY_ONE(expression) \
  CITYGRAPH_TRY_STATUS(CITYGRAPH_CONCAT(citygraph_status_, __LINE__), expression)
#define CITYGRAPH_TRY_TWO(declaration, expression) \
  CITYGRAPH_TRY_VALUE(CITYGRAPH_CONCAT(citygraph_result_, __LINE__), declaration, expression)
// An argument with commas outside brackets needs brackets of its own.
#define CITYGRAPH_TRY(...) \
  CITYGRAPH_TRY_PICK(__VA_ARGS__, CITYGRAPH_TRY_TWO, CITYGRAPH_TRY_ONE, unused)(__VA_ARGS__)

// A broken invariant of ours, never a user's mistake: says where and stops the process.
#define CITYGRAPH_CHECK(condition)                                                           \
  do {                                                                                       \
    if (!(condition)) {                                                                      \
      std::fprintf(stderr, "%s:%d: broken invariant: %s\n", __FILE__, __LINE__, #condition); \
      std::abort();                                                                          \
    }                                                                                        \
  } while (false)
