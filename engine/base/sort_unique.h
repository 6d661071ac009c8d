// Sorts, and keeps one of those that are equal.
#pragma once

#include <algorithm>
#include <vector>

namespace citygraph {

template <class T>
void SortUnique(std::vector<T>& items) {
  std::ranges::sort(items);
  const auto rest = std::ranges::unique(items);
  items.erase(rest.begin(), rest.end());
}

}  // namespace citygraph
