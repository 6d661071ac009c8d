// The check of a query before it runs: scopes, types, and all that the TCK raises at compile time.
#pragma once

#include "engine/model/value.h"
#include "queries/cypher/semantics/checked_query.h"

namespace citygraph::queries::cypher {

struct CheckOptions {
  // The procedures that can be called; null: none.
  const ProcedureCatalogue* procedures = nullptr;
  // The values of parameters; a parameter without one is an error (ParameterMissing). Null: not
  // looked at, for EXPLAIN and prepared queries.
  const ValueMap* parameters = nullptr;
};

// Resolves and checks. Errors: of phase kCompileTime, the first in the order of the text.
// Cost: O(size of the tree).
QueryResult<CheckedQuery> Check(Statement statement, const CheckOptions& options);

}  // namespace citygraph::queries::cypher
