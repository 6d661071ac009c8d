// A node: an identity, labels and properties.
#pragma once

#include <algorithm>
#include <string>
#include <string_view>
#include <vector>

#include "engine/base/ids.h"
#include "engine/model/value.h"

namespace citygraph {

struct Node {
  NodeId id{};
  std::vector<std::string> labels;  // in the order in which they were added, no doubles
  ValueMap properties;

  bool HasLabel(std::string_view label) const {
    return std::ranges::find(labels, label) != labels.end();
  }
  bool operator==(const Node&) const = default;
};

}  // namespace citygraph
