// Communities: groups of vertices with more edges among them than chance would give.
#pragma once

#include <cstdint>
#include <vector>

#include "engine/algorithms/projection.h"
#include "engine/base/cancel.h"
#include "engine/base/result.h"

namespace citygraph {

enum class CommunityMethod : std::uint8_t {
  kLouvain,  // Blondel et al. 2008
  kLeiden,   // Traag, Waltman, van Eck 2019: communities hang together inside
};

struct CommunityOptions {
  CommunityMethod method = CommunityMethod::kLeiden;
  double resolution = 1;  // higher: more, smaller communities
  bool weighted = true;
  unsigned max_rounds = 20;  // a round goes over all vertices until none moves, and merges
  const Cancel* cancel = nullptr;
};

// Communities are numbered from 0 by size (largest first), then by least vertex.
struct Communities {
  std::vector<std::uint32_t> of;
  std::vector<std::uint32_t> sizes;
  double modularity = 0;  // at the resolution asked for
};

// Deterministic: the same projection gives the same communities. Errors: kCancelled; kInvalidInput
// (a directed projection). Cost: about 30 visits of each arc.
Result<Communities> FindCommunities(const Projection& projection,
                                    const CommunityOptions& options = {});

// Newman's modularity of a partition of an undirected projection; 0 without edges.
double Modularity(const Projection& projection, const std::vector<std::uint32_t>& community_of,
                  double resolution = 1, bool weighted = true);

}  // namespace citygraph
