// What the look-ups by name share. Inner: for the files of this folder.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "engine/storage/graph_view.h"

namespace citygraph::queries {

// The nodes of a label ("": of any) that have this name or alias, ascending by id.
Result<std::vector<Node>> NodesNamed(const GraphView& view, std::string_view name,
                                     std::string_view label);

// Keeps those for which `keep` holds, unless that leaves none.
template <class Keep>
void Prefer(std::vector<Node>& nodes, Keep keep) {
  std::vector<Node> preferred;
  for (const Node& node : nodes) {
    if (keep(node)) preferred.push_back(node);
  }
  if (!preferred.empty()) nodes = std::move(preferred);
}

// A kNotFound error for `text` with the names that are near it; `what`: "place". Of places, those
// that took part in exchanges come first.
std::unexpected<Error> NotFound(const GraphView& view, std::string_view text, std::string_view what,
                                std::string_view label);

// The only node, or kAmbiguous with all of them; `what` in the plural: "places".
Result<Node> OneOf(const GraphView& view, std::vector<Node> nodes, std::string_view text,
                   std::string_view what);

// What finds a place again.
Result<std::string> TypeablePlace(const GraphView& view, const Node& place);

}  // namespace citygraph::queries
