#include "cli/query_options.h"

#include <fmt/format.h>

#include <array>
#include <charconv>
#include <cmath>

#include "cli/shell/parameters.h"
#include "cli/usage.h"
#include "engine/base/unicode.h"

namespace citygraph::cli {
namespace {

struct Unit {
  std::string_view name;
  double factor;
};

// A number above 0 with one of the units behind it; the first unit is that of a bare number.
template <std::size_t N>
std::optional<double> ParseAmount(std::string_view text, const std::array<Unit, N>& units) {
  double number = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
  if (error != std::errc() || !std::isfinite(number) || number <= 0) return std::nullopt;
  const std::string unit = ToLower(text.substr(static_cast<std::size_t>(end - text.data())));
  for (const Unit& each : units)
    if (unit == each.name) return number * each.factor;
  return unit.empty() ? std::optional(number * units[0].factor) : std::nullopt;
}

}  // namespace

Result<std::chrono::milliseconds> ParseDuration(std::string_view text) {
  constexpr std::array kUnits = {Unit{"s", 1e3}, Unit{"ms", 1}, Unit{"m", 6e4}, Unit{"min", 6e4},
                                 Unit{"h", 3.6e6}};
  constexpr double kLongest_ms = 1e12;  // some thirty years
  const auto amount = ParseAmount(text, kUnits);
  if (!amount || *amount < 1 || *amount > kLongest_ms) {
    return Fail(ErrorCode::kInvalidInput,
                fmt::format("\"{}\" is not a length of time such as 500ms, 5s or 2m", text));
  }
  return std::chrono::milliseconds(static_cast<std::int64_t>(*amount));
}

Result<std::uint64_t> ParseSize(std::string_view text) {
  constexpr double kKilo = 1024;
  constexpr std::array kUnits = {
      Unit{"b", 1},
      Unit{"k", kKilo},
      Unit{"kb", kKilo},
      Unit{"m", kKilo * kKilo},
      Unit{"mb", kKilo * kKilo},
      Unit{"g", kKilo * kKilo * kKilo},
      Unit{"gb", kKilo * kKilo * kKilo},
      Unit{"t", kKilo * kKilo * kKilo * kKilo},
      Unit{"tb", kKilo * kKilo * kKilo * kKilo},
  };
  constexpr double kMost = 1e18;
  const auto amount = ParseAmount(text, kUnits);
  if (!amount || *amount < 1 || *amount > kMost) {
    return Fail(ErrorCode::kInvalidInput,
                fmt::format("\"{}\" is not a size such as 64M or 2G", text));
  }
  return static_cast<std::uint64_t>(*amount);
}

void AddQueryOptions(CLI::App& command, QueryOptions& options) {
  command
      .add_option(
          "--param,-P", options.parameters,
          "Value of a $parameter, name=value: a number, 'text', true, null, [list] or {map} "
          "as Cypher has them, else text as it stands")
      ->type_name("NAME=VALUE")
      ->take_all()
      ->allow_extra_args(false);
  command.add_option("--timeout", options.timeout, "Stop a statement after this: 500ms, 5s, 2m")
      ->type_name("TIME");
  command
      .add_option("--max-rows", options.max_rows,
                  "Show the first rows of an answer only, and say so")
      ->check(WholeNumber(1, std::int64_t{1} << 53))
      ->type_name("N");
  command
      .add_option("--max-memory", options.max_memory,
                  "Stop a statement that holds more than this: 64M, 2G")
      ->type_name("SIZE");
  command.add_flag("--strict", options.strict,
                   "A label, type, property or name that is not in the graph is an error");
}

Result<SessionOptions> MakeSessionOptions(const QueryOptions& options, Context& context) {
  SessionOptions session{.output = context.output};
  const auto wrong = [&](const Error& error) {
    return context.WrongUsage(error.message, error.hint);
  };
  for (const std::string& each : options.parameters) {
    const auto parameter = ParseParameterOption(each);
    if (!parameter) return wrong(parameter.error());
    session.run.parameters.Put(parameter->name, parameter->value);
  }
  if (!options.timeout.empty()) {
    const auto timeout = ParseDuration(options.timeout);
    if (!timeout) return wrong(timeout.error());
    session.run.timeout = *timeout;
  }
  if (!options.max_memory.empty()) {
    const auto size = ParseSize(options.max_memory);
    if (!size) return wrong(size.error());
    session.run.max_memory_bytes = *size;
  }
  if (options.max_rows > 0) session.run.max_rows = options.max_rows;
  session.run.strict = options.strict;
  return session;
}

}  // namespace citygraph::cli
