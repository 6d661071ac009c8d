#include "cli/as_of.h"

#include <fmt/format.h>

#include "queries/as_of.h"

namespace citygraph::cli {

void AddAsOf(CLI::App& command, Context& context) {
  command
      .add_option("--as-of", context.as_of,
                  "Only what was by the end of this year, or of this day; exchanges of which no "
                  "year is known are left out")
      ->check([](const std::string& text) {
        const auto time = queries::ParseTimePoint(text);
        return time ? std::string() : time.error().message;
      })
      ->type_name("YEAR|DATE");
}

Result<std::unique_ptr<GraphView>> ReadAsOf(const Graph& graph, const Context& context) {
  CITYGRAPH_TRY(auto view, graph.Read());
  if (context.as_of.empty()) return view;
  CITYGRAPH_TRY(const queries::TimePoint time, queries::ParseTimePoint(context.as_of));
  CITYGRAPH_TRY(const queries::LeftOut left_out, queries::KeepAsOf(*view, time));
  if (left_out.undated > 0)
    Say(fmt::format("as of {}: {} exchange{} of no known year left out", context.as_of,
                    left_out.undated, left_out.undated == 1 ? "" : "s"));
  return view;
}

}  // namespace citygraph::cli
