// Queries with what they must answer, as text: a tiny graph, a query, rows or an error, a plan.
//
//   graph                      one statement that makes the graph; holds until the next one
//     CREATE (:A {x: 1})-[:T]->(:B)
//   query                      each runs on a fresh graph
//     MATCH (a:A) RETURN a.x AS x
//   rows                       columns, then rows in any order; `ordered rows` for their order
//     x
//     1
//   error TypeError runtime InvalidArgumentType
//   counters nodesCreated 1 labelsAdded 1
//   plan                       lines that the optimised plan holds, in that order
//     NodeScan a:A
//
// What begins at the left margin is a word of this list, with its text behind it or indented below;
// # begins a comment. Cells are values as the openCypher TCK writes them.
#pragma once

#include <filesystem>
#include <optional>
#include <string>
#include <vector>

namespace citygraph::testing {

struct TextQuery {
  std::string file;
  int line = 0;  // of `query`
  std::string graph;
  std::string query;
  std::optional<std::vector<std::string>> rows;  // the first are the columns
  bool ordered = false;
  std::string error;
  std::string counters;
  std::vector<std::string> plan;
};

// Throws std::runtime_error for what it does not understand.
std::vector<TextQuery> ReadTextQueries(const std::filesystem::path& file);

}  // namespace citygraph::testing
