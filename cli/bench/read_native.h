// W3 to W9 of the work list over the compressed adjacency.
#pragma once

#include <memory>

#include "cli/bench/bench_output.h"
#include "cli/bench/queries.h"
#include "cli/bench/words.h"
#include "engine/adjacency/adjacency.h"
#include "engine/base/result.h"

namespace citygraph::bench {

Status ReadNative(const Adjacency& adjacency, const Words& words, const Queries& queries,
                  Output& output);

}  // namespace citygraph::bench
