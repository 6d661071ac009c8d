// A relationship: one type, a direction, properties, and the evidence for it.
#pragma once

#include <string>
#include <vector>

#include "engine/base/ids.h"
#include "engine/model/evidence.h"
#include "engine/model/value.h"

namespace citygraph {

struct Relationship {
  RelationshipId id{};
  std::string type;
  NodeId start{};
  NodeId end{};
  ValueMap properties;
  std::vector<Evidence> evidence;

  bool operator==(const Relationship&) const = default;
};

enum class Direction : std::uint8_t { kOutgoing, kIncoming, kBoth };

}  // namespace citygraph
