// From a checked query to a plan.
#pragma once

#include <map>
#include <memory>
#include <set>
#include <string>
#include <string_view>

#include "engine/storage/graph_view.h"
#include "queries/cypher/functions/procedures.h"
#include "queries/cypher/plan/plan.h"
#include "queries/cypher/semantics/checked_query.h"

namespace citygraph::queries::cypher {

// What is known of the graph: how many nodes and relationships of which kind there are.
struct GraphStatistics {
  // Of a type: how many relationships there are, and at most how many nodes they start and end at.
  struct Type {
    double relationships = 0;
    double starts = 0;
    double ends = 0;
  };
  std::map<std::string, double, std::less<>> labels;
  std::map<std::string, Type, std::less<>> types;
  std::set<std::pair<std::string, std::string>> indexes;  // label, property: those asked about
  double nodes = 0;
  double relationships = 0;
};

// Cost: one batch read of the counts.
Result<GraphStatistics> ReadStatistics(const GraphView& graph);

struct PlanOptions {
  bool optimise = true;  // false: start points and order as written, no index
  const GraphStatistics* statistics = nullptr;
  const GraphView* graph = nullptr;  // to ask which indexes there are; null: none
  const ProcedureRegistry* procedures = nullptr;
  std::string_view text;  // the query's, for EXPLAIN
};

// The query need not outlive the plan. Errors: only of the store below.
QueryResult<std::shared_ptr<const Plan>> MakePlan(const CheckedQuery& query,
                                                  const PlanOptions& options);

}  // namespace citygraph::queries::cypher
