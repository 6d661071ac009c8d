#include "queries/questions/city_network.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <utility>

#include "engine/adjacency/adjacency_builder.h"
#include "engine/algorithms/betweenness.h"
#include "engine/algorithms/closeness.h"
#include "engine/algorithms/communities.h"
#include "engine/algorithms/components.h"
#include "engine/algorithms/cores.h"
#include "engine/algorithms/pagerank.h"
#include "engine/algorithms/project.h"
#include "engine/model/schema.h"

namespace citygraph::queries {
namespace {

// The words of the adjacency that is made in memory.
constexpr TokenId kPlaceLabel{0};
constexpr TokenId kExchangeLabel{1};
constexpr TokenId kJoined{0};

// Places first, in their order, so that a place's vertex is its position among them.
Result<std::shared_ptr<const Adjacency>> Build(std::size_t places, std::size_t others,
                                               RelationshipsDraft joined) {
  const auto place_end = static_cast<NodeNumber>(places);
  const auto end = static_cast<NodeNumber>(places + others);
  CITYGRAPH_TRY(
      const auto builder,
      AdjacencyBuilder::InMemory({.node_limit = end, .relationship_limit = joined.start.size()}));
  if (places > 0) {
    CITYGRAPH_TRY(builder->AddNodes({.labels = {kPlaceLabel}, .runs = {{0, place_end}}}));
  }
  if (others > 0) {
    CITYGRAPH_TRY(builder->AddNodes({.labels = {kExchangeLabel}, .runs = {{place_end, end}}}));
  }
  joined.type = kJoined;
  CITYGRAPH_TRY(builder->AddRelationships(std::move(joined)));
  return builder->Finish();
}

Result<Projection> ProjectMet(const CityGraph& graph, const std::vector<std::size_t>& place_of) {
  RelationshipsDraft joined;
  for (std::size_t v = 0; v < place_of.size(); ++v) {
    for (const Participation& each : graph.places[place_of[v]].exchanges) {
      joined.start.push_back(static_cast<NodeNumber>(v));
      joined.end.push_back(static_cast<NodeNumber>(place_of.size() + each.exchange));
    }
  }
  CITYGRAPH_TRY(const auto adjacency,
                Build(place_of.size(), graph.exchanges.size(), std::move(joined)));
  return ProjectShared(*adjacency, {.labels = {kPlaceLabel}, .types = {kJoined}});
}

// Mentor and mentee, as positions of places, as often as they are joined.
Result<std::vector<std::pair<std::size_t, std::size_t>>> Mentorings(const GraphView& view,
                                                                    const CityGraph& graph) {
  constexpr std::array kTypes = {schema::type::kMentored};
  std::vector<NodeId> nodes;
  for (const PlaceFacts& place : graph.places) nodes.push_back(place.node);
  CITYGRAPH_TRY(const auto lists, view.Neighbours(nodes, Direction::kOutgoing, kTypes));
  std::vector<std::pair<std::size_t, std::size_t>> pairs;
  for (std::size_t mentor = 0; mentor < lists.size(); ++mentor) {
    for (const Adjacent& each : lists[mentor]) {
      const auto mentee = graph.place_at.find(Raw(each.neighbour));
      if (mentee != graph.place_at.end()) pairs.emplace_back(mentor, mentee->second);
    }
  }
  return pairs;
}

// The same places and who is joined to whom, whatever the direction.
Projection Undirected(const Projection& directed) {
  Arcs arcs;
  arcs.offsets.push_back(0);
  for (Vertex v = 0; v < directed.vertex_count(); ++v) {
    std::vector<std::pair<Vertex, std::uint32_t>> row;
    for (const bool out : {true, false}) {
      const auto heads = out ? directed.Out(v) : directed.In(v);
      const auto weights = out ? directed.OutWeights(v) : directed.InWeights(v);
      for (std::size_t i = 0; i < heads.size(); ++i) {
        row.emplace_back(heads[i], weights.empty() ? 1 : weights[i]);
      }
    }
    std::ranges::sort(row);
    for (std::size_t i = 0; i < row.size(); ++i) {
      if (i > 0 && row[i - 1].first == row[i].first) {
        arcs.weights.back() += row[i].second;
        continue;
      }
      arcs.heads.push_back(row[i].first);
      arcs.weights.push_back(row[i].second);
    }
    arcs.offsets.push_back(arcs.heads.size());
  }
  return Projection({directed.nodes().begin(), directed.nodes().end()}, std::move(arcs));
}

// Betweenness as a part of all ordered pairs of others.
void Normalise(std::vector<double>& sums) {
  const auto others = static_cast<double>(sums.size()) - 1;
  const double pairs = others * (others - 1);
  for (double& sum : sums) sum = pairs > 0 ? sum / pairs : 0;
}

PlaceGroups ToGroups(const CityNetwork& network, const std::vector<std::uint32_t>& of,
                     std::size_t count) {
  const Projection& projection = network.projection;
  std::vector<std::size_t> joined(of.size(), 0);  // to others of the group
  std::vector<std::vector<Vertex>> members(count);
  for (Vertex v = 0; v < of.size(); ++v) {
    members[of[v]].push_back(v);
    for (const Vertex head : projection.Out(v)) joined[v] += of[head] == of[v] ? 1 : 0;
    if (!projection.directed()) continue;
    for (const Vertex tail : projection.In(v)) joined[v] += of[tail] == of[v] ? 1 : 0;
  }
  std::ranges::stable_sort(members, std::ranges::greater{}, &std::vector<Vertex>::size);
  PlaceGroups groups;
  for (std::vector<Vertex>& each : members) {
    std::ranges::stable_sort(each, std::ranges::greater{}, [&](Vertex v) { return joined[v]; });
    groups.groups.emplace_back();
    for (const Vertex v : each) groups.groups.back().push_back(network.place_of[v]);
  }
  return groups;
}

}  // namespace

Result<Vertex> CityNetwork::VertexOf(const CityGraph& graph, std::size_t place) const {
  const auto found = std::ranges::lower_bound(place_of, place);
  if (found == place_of.end() || *found != place) {
    return Fail(ErrorCode::kNotFound,
                Display(graph.places[place]) +
                    (kind == NetworkKind::kMet ? " took part in no exchange of this graph"
                                               : " is neither mentor nor mentee in this graph"));
  }
  return static_cast<Vertex>(found - place_of.begin());
}

Result<CityNetwork> LoadNetwork(const GraphView& view, const CityGraph& graph, NetworkKind kind) {
  CityNetwork network{.kind = kind};
  if (kind == NetworkKind::kMet) {
    for (std::size_t place = 0; place < graph.places.size(); ++place) {
      if (!graph.places[place].exchanges.empty()) network.place_of.push_back(place);
    }
    CITYGRAPH_TRY(network.projection, ProjectMet(graph, network.place_of));
    return network;
  }
  CITYGRAPH_TRY(const auto pairs, Mentorings(view, graph));
  for (const auto& [mentor, mentee] : pairs) {
    network.place_of.push_back(mentor);
    network.place_of.push_back(mentee);
  }
  std::ranges::sort(network.place_of);
  const auto doubles = std::ranges::unique(network.place_of);
  network.place_of.erase(doubles.begin(), doubles.end());
  RelationshipsDraft joined;
  for (const auto& [mentor, mentee] : pairs) {
    CITYGRAPH_TRY(const Vertex from, network.VertexOf(graph, mentor));
    CITYGRAPH_TRY(const Vertex to, network.VertexOf(graph, mentee));
    joined.start.push_back(from);
    joined.end.push_back(to);
  }
  CITYGRAPH_TRY(const auto adjacency, Build(network.place_of.size(), 0, std::move(joined)));
  CITYGRAPH_TRY(network.projection, ProjectNeighbours(*adjacency, {.types = {kJoined}}));
  return network;
}

Result<std::vector<RankedPlace>> Rank(const CityNetwork& network, RankBy by, std::size_t count,
                                      const std::vector<Vertex>& near) {
  const Projection& projection = network.projection;
  if (!near.empty() && by != RankBy::kPageRank) {
    return Fail(ErrorCode::kInvalidInput, "nearness to cities is measured by PageRank alone");
  }
  std::vector<double> scores;
  switch (by) {
    case RankBy::kPageRank: {
      PageRankOptions options{.weighted = true};
      options.sources = near;
      CITYGRAPH_TRY(scores, PageRank(projection, options));
      break;
    }
    case RankBy::kBetweenness: {
      CITYGRAPH_TRY(scores, Betweenness(projection));
      Normalise(scores);
      break;
    }
    case RankBy::kCloseness: {
      CITYGRAPH_TRY(const auto found, FindCloseness(projection));
      for (const Closeness& each : found) scores.push_back(each.harmonic);
      break;
    }
    case RankBy::kDegree:
      for (Vertex v = 0; v < projection.vertex_count(); ++v) {
        scores.push_back(static_cast<double>(projection.OutDegree(v) +
                                             (projection.directed() ? projection.InDegree(v) : 0)));
      }
      break;
    case RankBy::kCore: {
      if (projection.directed()) {
        return Fail(ErrorCode::kInvalidInput, "cores are those of who met whom");
      }
      const auto cores = CoreNumbers(projection);
      scores.assign(cores.begin(), cores.end());
      break;
    }
  }
  std::vector<RankedPlace> ranked;
  for (Vertex v = 0; v < scores.size(); ++v) ranked.push_back({network.place_of[v], scores[v]});
  // Equal but for rounding are equal.
  const auto before = [](const RankedPlace& a, const RankedPlace& b) {
    constexpr double kGrain = 1e12;
    return std::llround(a.score * kGrain) > std::llround(b.score * kGrain);
  };
  std::ranges::stable_sort(ranked, before);
  ranked.resize(std::min(ranked.size(), count));
  return ranked;
}

Result<PlaceGroups> CommunitiesOf(const CityNetwork& network, double resolution) {
  const CommunityOptions options{.resolution = resolution};
  CITYGRAPH_TRY(const Communities communities,
                network.projection.directed()
                    ? FindCommunities(Undirected(network.projection), options)
                    : FindCommunities(network.projection, options));
  PlaceGroups groups = ToGroups(network, communities.of, communities.sizes.size());
  groups.modularity = communities.modularity;
  return groups;
}

PlaceGroups ComponentsOf(const CityNetwork& network, bool strong) {
  const Components components = strong && network.projection.directed()
                                    ? StrongComponents(network.projection)
                                    : ConnectedComponents(network.projection);
  return ToGroups(network, components.of, components.sizes.size());
}

}  // namespace citygraph::queries
