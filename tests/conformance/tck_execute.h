// Runs a scenario: its graph, its queries, and what is expected of them.
#pragma once

#include <filesystem>

#include "tests/conformance/tck_check.h"

namespace citygraph::tck {

struct ScenarioOptions {
  std::filesystem::path graphs;  // holds the named graphs: NAME/NAME.cypher
  bool optimise = true;
  bool on_disk = false;  // in a store of its own in a temporary folder, else in memory
  bool folded = false;   // before each query all that is there becomes the base
};

// On a graph of its own.
Outcome RunScenario(const Scenario& scenario, const ScenarioOptions& options);

}  // namespace citygraph::tck
