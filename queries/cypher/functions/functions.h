// The bodies of the functions that semantics/signatures.h lists.
#pragma once

#include <string_view>

#include "queries/cypher/evaluate/expression.h"

namespace citygraph::queries::cypher {

// By canonical name; null when there is none. Aggregations are in aggregation.h, `exists` is the
// planner's.
FunctionBody FindFunctionBody(std::string_view name);

}  // namespace citygraph::queries::cypher
