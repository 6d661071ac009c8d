// Whether two expressions say the same.
#pragma once

#include "queries/cypher/syntax/ast.h"

namespace citygraph::queries::cypher {

// The same tree over the same variables (by id), whatever its spelling: count(*) and COUNT( * ).
// Variables that an expression binds itself (their id is `first_local` or more) are compared by
// name. Patterns and subqueries are never equal, since what they bind is not compared.
// REQUIRES: both are resolved.
bool SameExpression(const Expression& a, const Expression& b, VariableId first_local);

}  // namespace citygraph::queries::cypher
