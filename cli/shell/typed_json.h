// Answers and errors in the typed form of the Neo4j Query API, one line of JSON each: what programs
// read from `query` and `shell` with --format typed-json. docs/cypher.md describes it.
#pragma once

#include <string>

#include "queries/cypher/answer.h"

namespace citygraph::cli {

// {"$type":"Integer","_value":"1"}. Nodes and relationships are looked up in `answer`; one that is
// not there has its id alone.
Value ToTypedValue(const Value& value, const queries::cypher::Answer& answer);

// {"data":{"fields":[…],"values":[[…]]},"counters":{…},"notifications":[…]}, with "plan" for
// EXPLAIN and PROFILE. Without a line end.
std::string ToTypedJson(const queries::cypher::Answer& answer);
// {"errors":[{"code","kind","phase","detail","message","line","column","suggestion"?}]}: line and
// column count within the statement, 0 for no place. Without a line end.
std::string ToTypedJson(const queries::cypher::QueryError& error);

}  // namespace citygraph::cli
