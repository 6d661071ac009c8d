// The options that `query` and `shell` share.
#pragma once

#include <CLI/CLI.hpp>
#include <string>
#include <vector>

#include "cli/context.h"
#include "cli/shell/session.h"

namespace citygraph::cli {

struct QueryOptions {
  std::vector<std::string> parameters;  // "name=value"
  std::string timeout;                  // "5s"; empty: none
  std::uint64_t max_rows = 0;           // 0: all
  std::string max_memory;               // "512M"; empty: the engine's own bound
  bool strict = false;
};

// `options` must outlive the command.
void AddQueryOptions(CLI::App& command, QueryOptions& options);

// With the output of `context`. Errors: wrong usage.
Result<SessionOptions> MakeSessionOptions(const QueryOptions& options, Context& context);

// "1500ms", "5s", "2m", "1h"; a bare number is seconds. Errors: kInvalidInput.
Result<std::chrono::milliseconds> ParseDuration(std::string_view text);
// "64M" and "64MB" are 64 * 2^20; K, M, G, T in any case; a bare number is bytes. Errors:
// kInvalidInput.
Result<std::uint64_t> ParseSize(std::string_view text);

}  // namespace citygraph::cli
