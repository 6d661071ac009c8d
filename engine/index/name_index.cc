#include "engine/index/name_index.h"

#include <algorithm>
#include <unordered_set>

#include "engine/base/unicode.h"

namespace citygraph {

Result<std::vector<NodeId>> FindNamed(const GraphView& view, std::string_view name) {
  const std::string folded = FoldName(name);
  std::vector<NodeId> nodes;
  if (folded.empty()) return nodes;
  CITYGRAPH_TRY(
      ForEach(view.reader(), PrefixRange(keys::NamePrefix(folded)), [&](const KeyValue& row) {
        const auto node = keys::TrailingNode(row.key);
        if (node && !view.IsHidden(*node)) nodes.push_back(*node);
        return true;
      }));
  return nodes;
}

Result<std::vector<NearName>> FindNearNames(const GraphView& view, std::string_view name,
                                            std::size_t limit) {
  const std::string folded = FoldName(name);
  std::vector<NearName> near;
  if (folded.empty()) return near;
  const std::size_t furthest = folded.size() < 5 ? 1 : 2;
  const std::string first_letter = folded.substr(0, DecodeAt(folded, 0).size);
  CITYGRAPH_TRY(ForEach(
      view.reader(), PrefixRange(keys::NameStartingWith(first_letter)), [&](const KeyValue& row) {
        const auto key = keys::ParseName(row.key);
        if (!key || view.IsHidden(key->node)) return true;
        if (key->folded.starts_with(folded)) {
          near.push_back({std::string(key->folded), key->node, 0});
        } else if (const std::size_t distance = EditDistance(folded, key->folded, furthest);
                   distance <= furthest) {
          near.push_back({std::string(key->folded), key->node, distance});
        }
        return true;
      }));
  std::ranges::stable_sort(near, [](const NearName& a, const NearName& b) {
    return std::pair(a.distance, a.folded.size()) < std::pair(b.distance, b.folded.size());
  });
  std::unordered_set<std::uint64_t> seen;
  std::erase_if(near, [&](const NearName& each) { return !seen.insert(Raw(each.node)).second; });
  if (near.size() > limit) near.resize(limit);
  return near;
}

}  // namespace citygraph
