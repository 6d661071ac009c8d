// A query that may run: every name is resolved, every rule that can be kept before running is kept.
//
// What the checker has done to the tree (syntax/ast.h):
//
//  - Every Variable has its id. `binds` is set where it gets its value: in a pattern, UNWIND,
//  YIELD,
//    a projection's new column, a comprehension. Anonymous nodes and relationships of patterns have
//    ids too, and bind; an anonymous path has none (kNoVariable).
//  - WITH n keeps the id of n. WITH n AS m and WITH n.x AS m bind a new one.
//  - `*` is expanded: `items` are all columns, in order (variables in the order of their names).
//  - A Projection takes effect so:
//      1. if `aggregates`: rows are grouped by the values of `keys` (one group, even of no rows,
//      when
//         there are none); each group becomes a row of the keys' and the aggregations' variables;
//      2. the `items` are evaluated: of step 1's variables alone if it aggregates (every grouping
//         expression and every aggregation inside them has been replaced by its variable), else of
//         the incoming row;
//      3. DISTINCT over the columns;
//      4. ORDER BY: sort expressions see the columns, and, unless DISTINCT, what step 2 saw. With
//         DISTINCT, or if it aggregates, parts of them that equal an item have been replaced by its
//         column, a key's or an aggregation's variable;
//      5. SKIP, LIMIT (constant for the query: no variables, checked);
//      6. WITH … WHERE: sees what ORDER BY sees. After it, only the columns are left.
//  - The properties of a part of a CREATE or MERGE pattern see the parts before it, those of a
//  MATCH
//    pattern all parts.
//  - Arguments of calls without brackets are parameters, YIELD is written out.
//  - Parts of a UNION have their columns in the order of the first part.
//    A key that is a bare variable keeps that variable's id; another key has its column's.
//  - Subqueries see the variables around them by their ids, behind their own WITHs too; what they
//    bind is new.
#pragma once

#include <cstddef>
#include <set>
#include <string>
#include <vector>

#include "queries/cypher/semantics/signatures.h"
#include "queries/cypher/syntax/ast.h"

namespace citygraph::queries::cypher {

struct VariableInfo {
  std::string name;  // empty: of an anonymous part of a pattern, a key or an aggregation
  // kList for the relationships of a variable-length pattern. kAny: any value, or not known.
  StaticType type = StaticType::kAny;
};

struct CheckedQuery {
  Statement statement;
  std::vector<VariableInfo> variables;       // by VariableId
  std::vector<std::string> columns;          // of the result; empty when the query returns nothing
  std::vector<VariableId> column_variables;  // of the only part's RETURN, or union_columns
  std::set<std::string> parameters;          // used anywhere, without the $
  bool writes = false;  // it has a clause (or procedure) that changes the graph

  const VariableInfo& operator[](VariableId id) const {
    return variables[static_cast<std::size_t>(id)];
  }
};

}  // namespace citygraph::queries::cypher
