// A query's answer in the formats of the command line.
#pragma once

#include <string>

#include "cli/output.h"
#include "queries/cypher/answer.h"

namespace citygraph::cli {

// As Cypher writes it: (:City {name: "Durban"}), [:HOSTED {year: 2019}],
// (:City …)-[:HOSTED]->(:Exchange …). Strings have quotes, null is "null".
std::string ToCypherText(const Value& value, const queries::cypher::Answer& answer);

// Without references, for JSON: a node is {"id","labels","properties"}, a relationship
// {"id","type","start","end","properties"}, a path the list of both in turn.
Value ToPlainValue(const Value& value, const queries::cypher::Answer& answer);

// Prints to stdout: the rows, or the plan of EXPLAIN and PROFILE. A statement without columns
// prints nothing as a table, Markdown, CSV, TSV or JSON lines, and an empty list as JSON. Of
// typed-json one line. Does not print counters and notifications but in typed-json: see ChangesText
// and NotificationText.
void Print(const queries::cypher::Answer& answer, const OutputOptions& options);

// "Created 2 nodes, set 3 properties, added 2 labels"; "" when nothing was changed.
std::string ChangesText(const queries::cypher::Counters& counters);

// "note: label `Citty` does not exist in this graph (1:10); did you mean `City`?"
std::string NotificationText(const queries::cypher::Notification& notification);

}  // namespace citygraph::cli
