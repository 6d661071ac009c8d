// The procedures of citygraph for CALL: all that openCypher lacks. docs/cypher.md lists their
// arguments and columns.
//
// One's own are registered beside them, and given to a run:
//
//   cypher::ProcedureRegistry procedures = AllProcedures();
//   procedures.Register({.name = "my.twice", …}, body);
//   cypher::Run(graph, text, {.procedures = &procedures});
#pragma once

#include "queries/cypher/functions/procedures.h"

namespace citygraph::queries {

// The built-in ones (db.*), dbms.procedures, and:
//   citygraph.pagerank, components, betweenness, communities   over a part of the graph
//   citygraph.match                                            partners for a city, with reasons
//   citygraph.search                                           names, with typing errors
cypher::ProcedureRegistry AllProcedures();

// Parts of it, for AllProcedures.
void RegisterGraphProcedures(cypher::ProcedureRegistry& registry);
void RegisterCityProcedures(cypher::ProcedureRegistry& registry);

}  // namespace citygraph::queries
