#include "queries/procedures/view_adjacency.h"

#include <algorithm>
#include <map>

#include "engine/adjacency/adjacency_builder.h"

namespace citygraph::queries {
namespace {

constexpr std::size_t kChunk = 4096;  // nodes read at once

struct Topology {
  std::map<std::vector<TokenId>, std::vector<NodeRun>> nodes;  // by labels
  std::map<TokenId, RelationshipsDraft> relationships;
  std::uint64_t relationship_limit = 0;
};

Status Collect(const GraphView& view, std::span<const NodeId> nodes, Topology& topology) {
  CITYGRAPH_TRY(const auto records, view.NodeRecords(nodes));
  CITYGRAPH_TRY(const auto lists, view.Neighbours(nodes, Direction::kOutgoing));
  for (std::size_t i = 0; i < nodes.size(); ++i) {
    if (!records[i]) continue;
    const auto number = static_cast<NodeNumber>(Raw(nodes[i]));
    std::vector<NodeRun>& runs = topology.nodes[records[i]->labels];
    if (!runs.empty() && runs.back().end == number) {
      ++runs.back().end;
    } else {
      runs.push_back({.first = number, .end = number + 1});
    }
    for (const Adjacent& each : lists[i]) {
      RelationshipsDraft& draft = topology.relationships[each.type];
      draft.start.push_back(number);
      draft.end.push_back(static_cast<NodeNumber>(Raw(each.neighbour)));
      draft.ids.push_back(Raw(each.relationship));
      topology.relationship_limit =
          std::max(topology.relationship_limit, Raw(each.relationship) + 1);
    }
  }
  return {};
}

}  // namespace

Result<std::shared_ptr<const Adjacency>> AdjacencyOf(const GraphView& view) {
  if (view.HasOnlyBase()) return view.state().base;
  CITYGRAPH_TRY(const std::vector<NodeId> nodes, view.AllNodes());
  Topology topology;
  for (std::size_t at = 0; at < nodes.size(); at += kChunk) {
    CITYGRAPH_TRY(
        Collect(view, std::span(nodes).subspan(at, std::min(kChunk, nodes.size() - at)), topology));
  }
  CITYGRAPH_TRY(const auto builder,
                AdjacencyBuilder::InMemory({.node_limit = nodes.empty() ? 0 : Raw(nodes.back()) + 1,
                                            .relationship_limit = topology.relationship_limit}));
  for (auto& [labels, runs] : topology.nodes)
    CITYGRAPH_TRY(builder->AddNodes({.labels = labels, .runs = std::move(runs), .columns = {}}));
  for (auto& [type, draft] : topology.relationships) {
    draft.type = type;
    CITYGRAPH_TRY(builder->AddRelationships(std::move(draft)));
  }
  return builder->Finish();
}

}  // namespace citygraph::queries
