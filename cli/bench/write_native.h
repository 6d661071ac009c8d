// W10 of the work list: exchanges inserted one a transaction, and a hundred.
#pragma once

#include <filesystem>

#include "cli/bench/bench_output.h"
#include "engine/base/result.h"
#include "engine/storage/graph.h"

namespace citygraph::bench {

// Adds DATADIR/inserts.jsonl to the graph. Each commit is durable when it returns. Cities and
// themes are found by their id inside the time that is measured.
Status WriteNative(Graph& graph, const std::filesystem::path& data, Output& output);

}  // namespace citygraph::bench
