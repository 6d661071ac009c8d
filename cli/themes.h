// The themes that a person types for a command.
#pragma once

#include <string>

#include "engine/storage/graph_view.h"
#include "queries/city_graph.h"

namespace citygraph::cli {

// The position of a theme in the graph of exchanges, by its id, a label in any language, or words
// that only one theme's labels begin with; then says on stderr which was taken. A theme of the
// built-in vocabulary that no exchange is about so far is added to `graph`, with the themes near
// it. Errors: kNotFound and kAmbiguous, with candidates.
Result<std::size_t> FindThemeIn(const GraphView& view, queries::CityGraph& graph,
                                const std::string& text);

}  // namespace citygraph::cli
