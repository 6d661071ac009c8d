// Algorithms over a part of the graph: `labels` and `types` say which nodes and relationships, and
// `shared` joins nodes that share a third instead (City-Exchange-City).
#include <fmt/format.h>

#include <algorithm>
#include <memory>

#include "engine/algorithms/betweenness.h"
#include "engine/algorithms/communities.h"
#include "engine/algorithms/components.h"
#include "engine/algorithms/pagerank.h"
#include "engine/algorithms/project.h"
#include "queries/procedures/options.h"
#include "queries/procedures/procedures.h"
#include "queries/procedures/view_adjacency.h"

namespace citygraph::queries {
namespace {

using cypher::ErrorKind;
using cypher::ProcedureCall;
using cypher::QueryResult;
using cypher::StaticType;
using Rows = std::vector<ValueList>;

// The options that say what is looked at.
std::vector<std::string> WithPart(std::vector<std::string> own) {
  own.insert(own.begin(), {"labels", "types", "shared"});
  return own;
}

QueryResult<std::vector<TokenId>> TokensOf(const GraphView& view, keys::WordKind kind,
                                           const ProcedureOptions& options, std::string_view name) {
  CITYGRAPH_TRY(const auto words, options.Words(name));
  std::vector<TokenId> tokens;
  for (const std::string& word : words) {
    const auto token = view.dictionary().Find(kind, word);
    if (!token) {
      return options.Wrong(name,
                           fmt::format("what this graph has; it has no {} `{}`",
                                       kind == keys::WordKind::kLabel ? "label" : "type", word));
    }
    tokens.push_back(*token);
  }
  return tokens;
}

QueryResult<Projection> Project(const GraphView& view, const ProcedureOptions& options,
                                bool directed) {
  CITYGRAPH_TRY(const auto labels, TokensOf(view, keys::WordKind::kLabel, options, "labels"));
  CITYGRAPH_TRY(const auto types, TokensOf(view, keys::WordKind::kType, options, "types"));
  CITYGRAPH_TRY(const auto shared, TokensOf(view, keys::WordKind::kType, options, "shared"));
  if (!types.empty() && !shared.empty())
    return options.Wrong("shared", "given without `types`: nodes are joined in one of the ways");
  CITYGRAPH_TRY(const auto adjacency, AdjacencyOf(view));
  if (shared.empty()) {
    CITYGRAPH_TRY(
        auto projection,
        ProjectNeighbours(*adjacency, {.labels = labels, .types = types, .directed = directed}));
    return projection;
  }
  CITYGRAPH_TRY(auto projection, ProjectShared(*adjacency, {.labels = labels, .types = shared}));
  return projection;
}

// A row for each vertex, highest value first, then by node.
Rows ByScore(const Projection& projection, const std::vector<double>& scores) {
  std::vector<Vertex> order(scores.size());
  for (Vertex vertex = 0; vertex < order.size(); ++vertex) order[vertex] = vertex;
  std::ranges::stable_sort(order, [&](Vertex a, Vertex b) { return scores[a] > scores[b]; });
  Rows rows;
  rows.reserve(order.size());
  for (const Vertex vertex : order)
    rows.push_back({Value(projection.NodeOf(vertex)), Value(scores[vertex])});
  return rows;
}

// A row for each vertex: its group and how many are in it, largest groups first.
Rows ByGroup(const Projection& projection, const std::vector<std::uint32_t>& of,
             const std::vector<std::uint32_t>& sizes) {
  std::vector<std::uint32_t> groups(sizes.size());
  for (std::uint32_t group = 0; group < groups.size(); ++group) groups[group] = group;
  std::ranges::stable_sort(groups, [&](auto a, auto b) { return sizes[a] > sizes[b]; });
  std::vector<std::uint32_t> rank(sizes.size());
  for (std::uint32_t i = 0; i < groups.size(); ++i) rank[groups[i]] = i;
  std::vector<Vertex> order(of.size());
  for (Vertex vertex = 0; vertex < order.size(); ++vertex) order[vertex] = vertex;
  std::ranges::stable_sort(order, {}, [&](Vertex vertex) { return rank[of[vertex]]; });
  Rows rows;
  rows.reserve(order.size());
  for (const Vertex vertex : order) {
    rows.push_back({Value(projection.NodeOf(vertex)), Value(std::int64_t{rank[of[vertex]]}),
                    Value(std::int64_t{sizes[of[vertex]]})});
  }
  return rows;
}

QueryResult<Rows> RunPageRank(ProcedureCall& call) {
  CITYGRAPH_TRY(
      const auto options,
      ProcedureOptions::Read("citygraph.pagerank", call.arguments[0],
                             WithPart({"directed", "weighted", "damping", "iterations"})));
  CITYGRAPH_TRY(const bool directed, options.Flag("directed", true));
  CITYGRAPH_TRY(const bool weighted, options.Flag("weighted", false));
  CITYGRAPH_TRY(const double damping, options.Number("damping", 0.85, 0, 0.999999));
  CITYGRAPH_TRY(const std::int64_t iterations, options.Whole("iterations", 100, 1, 100'000));
  CITYGRAPH_TRY(const Projection projection, Project(call.graph, options, directed));
  CITYGRAPH_TRY(const auto ranks,
                PageRank(projection, {.damping = damping,
                                      .iterations = static_cast<unsigned>(iterations),
                                      .weighted = weighted,
                                      .cancel = call.cancel}));
  return ByScore(projection, ranks);
}

QueryResult<Rows> RunBetweenness(ProcedureCall& call) {
  CITYGRAPH_TRY(
      const auto options,
      ProcedureOptions::Read("citygraph.betweenness", call.arguments[0], WithPart({"directed"})));
  CITYGRAPH_TRY(const bool directed, options.Flag("directed", false));
  CITYGRAPH_TRY(const Projection projection, Project(call.graph, options, directed));
  CITYGRAPH_TRY(auto scores, Betweenness(projection, {.cancel = call.cancel}));
  if (!projection.directed()) {
    for (double& score : scores) score /= 2;  // each pair was counted from either end
  }
  return ByScore(projection, scores);
}

QueryResult<Rows> RunComponents(ProcedureCall& call) {
  CITYGRAPH_TRY(
      const auto options,
      ProcedureOptions::Read("citygraph.components", call.arguments[0], WithPart({"strong"})));
  CITYGRAPH_TRY(const bool strong, options.Flag("strong", false));
  CITYGRAPH_TRY(const Projection projection, Project(call.graph, options, strong));
  const Components components =
      strong ? StrongComponents(projection) : ConnectedComponents(projection);
  return ByGroup(projection, components.of, components.sizes);
}

QueryResult<Rows> RunCommunities(ProcedureCall& call) {
  CITYGRAPH_TRY(const auto options,
                ProcedureOptions::Read("citygraph.communities", call.arguments[0],
                                       WithPart({"method", "resolution", "weighted"})));
  CITYGRAPH_TRY(const std::string method,
                options.Choice("method", "leiden", {"leiden", "louvain"}));
  CITYGRAPH_TRY(const double resolution, options.Number("resolution", 1, 0, 1e6));
  CITYGRAPH_TRY(const bool weighted, options.Flag("weighted", true));
  CITYGRAPH_TRY(const Projection projection, Project(call.graph, options, false));
  CITYGRAPH_TRY(
      const auto communities,
      FindCommunities(projection, {.method = method == "louvain" ? CommunityMethod::kLouvain
                                                                 : CommunityMethod::kLeiden,
                                   .resolution = resolution,
                                   .weighted = weighted,
                                   .cancel = call.cancel}));
  return ByGroup(projection, communities.of, communities.sizes);
}

cypher::ProcedureSignature Signature(std::string name, std::vector<cypher::ProcedureField> results,
                                     std::string description) {
  return {.name = std::move(name),
          .parameters = {{"options", StaticType::kMap}},
          .optional_parameters = 1,
          .results = std::move(results),
          .writes = false,
          .description = std::move(description)};
}

}  // namespace

void RegisterGraphProcedures(cypher::ProcedureRegistry& registry) {
  const cypher::ProcedureField node{"node", StaticType::kNode, false};
  const cypher::ProcedureField score{"score", StaticType::kFloat, false};
  const cypher::ProcedureField size{"size", StaticType::kInteger, false};
  registry.Register(Signature("citygraph.pagerank", {node, score},
                              "how important nodes are by who leads to them, highest first"),
                    RunPageRank);
  registry.Register(Signature("citygraph.betweenness", {node, score},
                              "on how many shortest paths between others a node lies"),
                    RunBetweenness);
  registry.Register(
      Signature("citygraph.components", {node, {"component", StaticType::kInteger, false}, size},
                "which nodes hang together, largest group first"),
      RunComponents);
  registry.Register(
      Signature("citygraph.communities", {node, {"community", StaticType::kInteger, false}, size},
                "groups with more relationships inside than chance would give"),
      RunCommunities);
}

}  // namespace citygraph::queries
