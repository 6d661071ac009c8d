// The reading items of the work list as openCypher queries, prepared once and run through the
// library: W3, W4, W5, W6, W9a, W9b. W7 and W8 are procedures there, not queries.
#pragma once

#include "cli/bench/bench_output.h"
#include "cli/bench/queries.h"
#include "engine/storage/graph.h"

namespace citygraph::bench {

// Errors: those of the queries, which end the bench.
Status ReadCypher(Graph& graph, const Queries& queries, Output& output);

}  // namespace citygraph::bench
