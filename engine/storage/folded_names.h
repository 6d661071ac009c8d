// Other names of a node, as they are kept.
#pragma once

#include <span>
#include <string>
#include <vector>

#include "engine/base/sort_unique.h"
#include "engine/base/unicode.h"

namespace citygraph {

// Folded, sorted, each once, those without a letter left out.
inline std::vector<std::string> FoldedNames(std::span<const std::string> names) {
  std::vector<std::string> folded;
  for (const std::string& name : names) {
    if (std::string form = FoldName(name); !form.empty()) folded.push_back(std::move(form));
  }
  SortUnique(folded);
  return folded;
}

}  // namespace citygraph
