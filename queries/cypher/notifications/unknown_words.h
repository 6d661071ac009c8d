// What a query asks for and the graph has none of: so that an answer is never empty without a word.
#pragma once

#include <vector>

#include "engine/model/value.h"
#include "engine/storage/graph_view.h"
#include "queries/cypher/answer.h"
#include "queries/cypher/semantics/checked_query.h"

namespace citygraph::queries::cypher {

// Labels that no node and relationship types that no relationship has, properties of nodes and
// relationships that were never set, and values of `name` that no node has: each once, in the order
// of the text, with the nearest one that there is. Looked at is what the query reads: patterns of
// MATCH and of expressions, n:Label, n.property, n.name = 'text', n.name IN ['text'], {name: $x}. A
// word that the query itself may make (CREATE, MERGE, SET) is known, as is a property of what only
// running tells to be a node.
// Cost: a scan of the counts of labels or types where the query has any; a range scan a name, and
// for one that is not there O(names with its first letter).
Result<std::vector<Notification>> FindUnknown(const CheckedQuery& query, const GraphView& graph,
                                              const ValueMap& parameters);

// The notification as the error that `strict` makes of it, at compile time: LabelNotFound (types
// too), PropertyNotFound or, for a name, EntityNotFound.
QueryError ToStrictError(const Notification& notification);

}  // namespace citygraph::queries::cypher
