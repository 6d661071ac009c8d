// --as-of YEAR|DATE of the questions: they then see the graph as it was.
#pragma once

#include <memory>

#include "cli/context.h"

namespace citygraph::cli {

// Adds the option to a question's command.
void AddAsOf(CLI::App& command, Context& context);

// What the question looks at: the last commit, or that without what was not yet. Says on stderr
// what was left out for want of a year.
Result<std::unique_ptr<GraphView>> ReadAsOf(const Graph& graph, const Context& context);

}  // namespace citygraph::cli
