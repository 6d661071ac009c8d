// From a value that identifies a node to its number.
#pragma once

#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "engine/adjacency/neighbour_lists.h"
#include "importers/graph_csv/cells.h"

namespace citygraph::importers {

// Cost: 4 bytes an id where whole numbers are dense, else a hash table's entry.
// Threads: Find from many, while none adds.
class IdMap {
 public:
  IdMap() = default;
  // `ids`: what the values show; `count`: how many there are.
  IdMap(const Shown& ids, std::uint64_t count) : integers_(ids.Type() == CellType::kInteger) {
    const bool dense = integers_ && ids.least >= 0 &&
                       static_cast<std::uint64_t>(ids.greatest) < 8 * count + (1 << 16);
    if (dense) dense_.assign(static_cast<std::size_t>(ids.greatest) + 1, kNone);
    if (!dense && integers_) numbers_.reserve(count);
    if (!integers_) texts_.reserve(count);
  }
  bool integers() const { return integers_; }

  bool Add(std::int64_t id, NodeNumber node) {
    if (dense_.empty()) return numbers_.emplace(id, node).second;
    NodeNumber& place = dense_[static_cast<std::size_t>(id)];
    return place == kNone && (place = node, true);
  }
  bool Add(std::string_view id, NodeNumber node) {
    return texts_.emplace(std::string(id), node).second;
  }

  std::optional<NodeNumber> Find(std::string_view id) const {
    if (!integers_) {
      const auto found = texts_.find(id);
      return found == texts_.end() ? std::nullopt : std::optional(found->second);
    }
    const auto number = ParseInteger(id);
    if (!number) return std::nullopt;
    if (dense_.empty()) {
      const auto found = numbers_.find(*number);
      return found == numbers_.end() ? std::nullopt : std::optional(found->second);
    }
    if (*number < 0 || static_cast<std::size_t>(*number) >= dense_.size()) return std::nullopt;
    const NodeNumber node = dense_[static_cast<std::size_t>(*number)];
    return node == kNone ? std::nullopt : std::optional(node);
  }

 private:
  static constexpr NodeNumber kNone = 0xffffffff;
  struct Hash {
    using is_transparent = void;
    std::size_t operator()(std::string_view text) const {
      return std::hash<std::string_view>()(text);
    }
  };
  bool integers_ = false;
  std::vector<NodeNumber> dense_;
  std::unordered_map<std::int64_t, NodeNumber> numbers_;
  std::unordered_map<std::string, NodeNumber, Hash, std::equal_to<>> texts_;
};

}  // namespace citygraph::importers
