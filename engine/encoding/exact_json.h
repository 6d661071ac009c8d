// Stored values as JSON that says them exactly: what a file of a graph is made of.
//
// null, booleans, numbers, texts, lists and maps are themselves (3 is an integer, 3.0 a float).
// What JSON has no word for is tagged with the type names of Neo4j's Query API:
//   {"$type":"Date","_value":"2015-07-21"}    LocalTime, Time, LocalDateTime, DateTime, Duration
//   {"$type":"Float","_value":"NaN"}          Infinity, -Infinity
//   {"$type":"Map","_value":{…}}              a map that has a key $type itself
#pragma once

#include "engine/base/result.h"
#include "engine/model/value.h"

namespace citygraph {

// A value that ToJson writes without loss. REQUIRES: no nodes, relationships and paths in it.
Value ToExact(const Value& value);
ValueMap ToExact(const ValueMap& map);
// The other way. Errors: kInvalidInput, for a tag that is none.
Result<Value> FromExact(const Value& value);
Result<ValueMap> FromExact(const ValueMap& map);

}  // namespace citygraph
