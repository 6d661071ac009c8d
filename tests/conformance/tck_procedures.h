// The procedures that scenarios ask for: "there exists a procedure test.my.proc(in :: INTEGER?) ::
// (out :: STRING?):" with a table of what it answers.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "queries/cypher/semantics/signatures.h"
#include "tests/conformance/tck_feature.h"

namespace citygraph::tck {

// From "test.my.proc(in :: INTEGER?) :: (out :: STRING?):".
Result<queries::cypher::ProcedureSignature> ReadSignature(std::string_view text);

}  // namespace citygraph::tck
