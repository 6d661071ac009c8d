// A query's way in and out: what is run, and what it answers.
#pragma once

#include <atomic>
#include <chrono>
#include <cstdint>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "engine/model/node.h"
#include "engine/model/relationship.h"
#include "engine/model/value.h"
#include "queries/cypher/error.h"

namespace citygraph {
class Graph;
class GraphView;
}  // namespace citygraph

namespace citygraph::queries::cypher {

class ProcedureRegistry;

// What a statement changed. What it made and deleted again counts as neither, as in the TCK, with
// the labels and properties that it had at last.
struct Counters {
  std::uint64_t nodes_created = 0;
  std::uint64_t nodes_deleted = 0;
  std::uint64_t relationships_created = 0;
  std::uint64_t relationships_deleted = 0;
  std::uint64_t properties_set = 0;  // also those set to null, which removes them
  std::uint64_t labels_added = 0;    // on nodes
  std::uint64_t labels_removed = 0;

  bool operator==(const Counters&) const = default;
};

// What the user had better know: "label `Citty` does not exist in this graph".
struct Notification {
  std::string code;  // "UnknownLabel", "UnknownRelationshipType", "UnknownProperty", "UnknownName",
                     // "RowsCut"
  std::string message;          // no full stop
  Span where = {};              // line 0: no place
  std::string suggestion = {};  // "did you mean `City`?"
};

struct RunOptions {
  ValueMap parameters;
  const ProcedureRegistry* procedures = nullptr;  // null: the built-in ones
  std::optional<std::chrono::milliseconds> timeout;
  std::optional<std::uint64_t> max_rows;          // more are cut off, with a notification
  std::optional<std::uint64_t> max_memory_bytes;  // more is an error
  const std::atomic<bool>* cancel = nullptr;      // set from elsewhere, ends the query
  bool strict = false;                            // notifications of what is unknown are errors
  bool optimise = true;                           // false: plans as the query is written
};

struct Answer {
  std::vector<std::string> columns;  // none: the statement returns nothing
  std::vector<ValueList> rows;       // as many values each as there are columns
  // All that the rows refer to, also within lists, maps and paths. Of what the statement deleted,
  // what is known still.
  std::map<NodeId, Node> nodes;
  std::map<RelationshipId, Relationship> relationships;
  Counters counters;
  std::vector<Notification> notifications;
  std::optional<Value> plan;  // of EXPLAIN and PROFILE: a map a node, with its "children"
  std::string plan_text;      // the same, drawn
};

// Runs one statement: parses, checks, plans, executes; commits what it changed, or changes nothing
// when it fails. Errors: QueryError, of any phase.
QueryResult<Answer> Run(Graph& graph, std::string_view text, const RunOptions& options);

// On the graph as the view sees it, which may hide some of it. Errors also: a statement that
// changes the graph.
QueryResult<Answer> Run(const GraphView& view, std::string_view text, const RunOptions& options);

// A statement that is parsed, checked and planned once and may run many times, with other
// parameters each time. Its plan rests on the graph's statistics and indexes of when it was made:
// later it may be slower than a new one, never wrong. Threads: any number may run it at once.
//
//   CITYGRAPH_TRY(const auto newest, Prepare(graph, "MATCH (c:City {id: $id}) RETURN c.name", {}));
//   CITYGRAPH_TRY(const Answer answer, Run(graph, *newest, {.parameters = {{"id", 7}}}));
class Prepared;
// Of `options`, `procedures`, `optimise` and `parameters` count (their kinds are checked, values
// may differ later). The procedures must outlive what is prepared. Errors: QueryError of compile
// time.
QueryResult<std::shared_ptr<const Prepared>> Prepare(Graph& graph, std::string_view text,
                                                     const RunOptions& options);
QueryResult<Answer> Run(Graph& graph, const Prepared& prepared, const RunOptions& options);

}  // namespace citygraph::queries::cypher
