// The matches of a city as values and as text.
#pragma once

#include <string>

#include "cli/output.h"
#include "engine/storage/graph_view.h"
#include "queries/recommend/match.h"

namespace citygraph::cli {

// [{"rank","city","country","geonameid","score","reasons":[{"kind","text","weight","evidence":[…]}],
// "cautions":[…]}]; of a reason's evidence the first ten.
Result<ValueList> MatchesToValue(const GraphView& view, const queries::CityGraph& graph,
                                 const std::vector<queries::Match>& matches);

// The same for tables: reasons, evidence and cautions as texts, each joined by "; ".
Answer MatchesToAnswer(const ValueList& matches);

// For reading on a terminal: a city a paragraph, a reason a line with the evidence below.
// `values` are those of `matches`.
void PrintMatches(const std::vector<queries::Match>& matches, const ValueList& values,
                  const std::string& city);

}  // namespace citygraph::cli
