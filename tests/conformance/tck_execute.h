// Runs a scenario: its graph, its queries, and what is expected of them.
#pragma once

#include <filesystem>

#include "tests/conformance/tck_check.h"

namespace citygraph::tck {

// On a graph of its own, in memory. `graphs` holds the named graphs: NAME/NAME.cypher.
Outcome RunScenario(const Scenario& scenario, const std::filesystem::path& graphs);

}  // namespace citygraph::tck
