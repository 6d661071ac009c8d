// The network of cities: who is joined to whom by exchanges, and what its shape says of them.
// Ranks, communities and components of it.
//
// Cost: loading is the exchanges' pairs of cities; the measures as their headers in
// engine/algorithms say. The same graph gives the same answer. Threads: values, to be read by many.
#pragma once

#include <cstddef>
#include <vector>

#include "engine/algorithms/projection.h"
#include "engine/base/result.h"
#include "queries/city_graph.h"

namespace citygraph::queries {

enum class NetworkKind {
  kMet,       // undirected; weight: exchanges that both took part in
  kMentored,  // from mentor to mentee; weight: mentorings
};

struct CityNetwork {
  NetworkKind kind = NetworkKind::kMet;
  Projection projection;
  std::vector<std::size_t> place_of;  // by vertex, ascending: position among CityGraph::places

  // Errors: kNotFound (the place is not in this network), in words for the user.
  Result<Vertex> VertexOf(const CityGraph& graph, std::size_t place) const;
};

// Places that took part in no exchange (kMet), or are neither mentor nor mentee (kMentored), are
// not in it. Errors: as GraphView's.
Result<CityNetwork> LoadNetwork(const GraphView& view, const CityGraph& graph, NetworkKind kind);

enum class RankBy {
  kPageRank,     // weighted; scores add up to 1
  kBetweenness,  // part of the ordered pairs of others whose shortest paths lead here, 0 to 1
  kCloseness,    // harmonic, 0 to 1
  kDegree,       // others that it is joined to; mentors and mentees both count
  kCore,         // the largest k such that it is in the k-core
};

struct RankedPlace {
  std::size_t place = 0;  // position among CityGraph::places
  double score = 0;
};

// The `count` highest, descending; equal scores in the order of the places. `near`: PageRank seen
// from these (personalised). Errors: kInvalidInput (`near` with another measure; cores of
// mentorings).
Result<std::vector<RankedPlace>> Rank(const CityNetwork& network, RankBy by, std::size_t count,
                                      const std::vector<Vertex>& near = {});

struct PlaceGroups {
  // Largest first; within one, those with most connections inside it first. Positions of places.
  std::vector<std::vector<std::size_t>> groups;
  double modularity = 0;  // of communities
};

// Leiden, weighted; a mentoring network is taken without its directions. `resolution` above 1 gives
// more and smaller communities. Errors: kInvalidInput (resolution not above 0).
Result<PlaceGroups> CommunitiesOf(const CityNetwork& network, double resolution = 1);

// `strong`: who reaches one another along the arrows of a mentoring network.
PlaceGroups ComponentsOf(const CityNetwork& network, bool strong = false);

}  // namespace citygraph::queries
