#include "engine/algorithms/components.h"

#include <algorithm>
#include <boost/graph/strong_components.hpp>
#include <numeric>

#include "engine/algorithms/boost_projection.h"

namespace citygraph {
namespace {

constexpr std::uint32_t kNone = 0xffffffff;

Components Numbered(const std::vector<Vertex>& root_of) {
  Components components;
  components.of.resize(root_of.size());
  std::vector<std::uint32_t> number(root_of.size(), kNone);
  for (Vertex v = 0; v < root_of.size(); ++v) {
    std::uint32_t& component = number[root_of[v]];
    if (component == kNone) {
      component = static_cast<std::uint32_t>(components.sizes.size());
      components.sizes.push_back(0);
    }
    components.of[v] = component;
    ++components.sizes[component];
  }
  return components;
}

// Union-find by least vertex, with path halving.
class Forest {
 public:
  explicit Forest(Vertex count) : parents_(count) {
    std::iota(parents_.begin(), parents_.end(), 0U);
  }
  Vertex RootOf(Vertex v) {
    while (parents_[v] != v) v = parents_[v] = parents_[parents_[v]];
    return v;
  }
  void Join(Vertex a, Vertex b) {
    a = RootOf(a);
    b = RootOf(b);
    if (a != b) parents_[std::max(a, b)] = std::min(a, b);
  }

 private:
  std::vector<Vertex> parents_;
};

}  // namespace

// After Sutton, Ben-Nun and Barak ("Afforest"): a few arcs of each vertex make most of a large
// component; the vertices found in it need not be looked at again.
Components ConnectedComponents(const Projection& projection) {
  constexpr std::size_t kFirstArcs = 2;
  constexpr Vertex kSample = 1024;
  const Vertex count = projection.vertex_count();
  Forest forest(count);
  for (Vertex v = 0; v < count; ++v) {
    const auto heads = projection.Out(v);
    for (std::size_t i = 0; i < std::min(kFirstArcs, heads.size()); ++i) forest.Join(v, heads[i]);
  }
  std::vector<Vertex> roots;
  const Vertex step = std::max(1U, count / kSample);
  for (Vertex v = 0; v < count; v += step) roots.push_back(forest.RootOf(v));
  std::ranges::sort(roots);
  Vertex most = kNone;
  for (std::size_t i = 0, longest = 0; i < roots.size();) {
    const auto end =
        static_cast<std::size_t>(std::ranges::upper_bound(roots, roots[i]) - roots.begin());
    if (end - i > longest) {
      longest = end - i;
      most = roots[i];
    }
    i = end;
  }
  for (Vertex v = 0; v < count; ++v) {
    if (forest.RootOf(v) == most) continue;
    for (const Vertex head : projection.Out(v)) forest.Join(v, head);
    if (!projection.directed()) continue;
    for (const Vertex tail : projection.In(v)) forest.Join(v, tail);
  }
  std::vector<Vertex> root_of(count);
  for (Vertex v = 0; v < count; ++v) root_of[v] = forest.RootOf(v);
  return Numbered(root_of);
}

Components StrongComponents(const Projection& projection) {
  std::vector<Vertex> component(projection.vertex_count());
  boost::strong_components(projection, ByVertex(component));
  return Numbered(component);
}

}  // namespace citygraph
