// Facts as values, the same in every command's answer.
#pragma once

#include <string>
#include <vector>

#include "engine/model/evidence.h"
#include "engine/storage/graph_view.h"
#include "queries/city_graph.h"

namespace citygraph::cli {

// {"document","line","start","end","rule","confidence"} and, for a correction, "person","date".
ValueMap ToValue(const Evidence& evidence);
// The surest first.
ValueList ToValue(std::vector<Evidence> evidence);
// "uclg-peer-learning-notes.txt:12 (mentoring-word-order)".
std::string Cite(const Evidence& evidence);

// {"exchange","title","year","role"} and the evidence of the participation.
Result<ValueMap> ToValue(const GraphView& view, const queries::CityGraph& graph,
                         const queries::Participation& part);

}  // namespace citygraph::cli
