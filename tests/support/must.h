// Unwraps a Result that must hold a value; a failure names the caller's line.
#pragma once

#include <source_location>
#include <stdexcept>
#include <string>
#include <type_traits>
#include <utility>

#include "engine/base/result.h"

namespace citygraph::testing {

// A GoogleTest test that throws fails with the text of what was thrown, and others go on.
template <class T>
T Must(Result<T> result, std::source_location caller = std::source_location::current()) {
  if (!result) {
    throw std::runtime_error(std::string(caller.file_name()) + ":" + std::to_string(caller.line()) +
                             ": " + std::string(CodeName(result.error().code)) + ": " +
                             result.error().ToString());
  }
  if constexpr (!std::is_void_v<T>) return std::move(*result);
}

}  // namespace citygraph::testing
