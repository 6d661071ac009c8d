// Whether nodes carry all of some labels, for who asks of many: those of one table of the base
// have the same labels, and are asked once.
#pragma once

#include <algorithm>
#include <span>
#include <string>
#include <vector>

#include "queries/cypher/evaluate/entities.h"

namespace citygraph::queries::cypher {

class LabelTest {
 public:
  // Does not own the labels, which must outlive it.
  explicit LabelTest(std::span<const std::string> labels) : labels_(labels) {}

  // Whether all of them do, where that is seen at one glance: they lie in one run of the base.
  bool AllHave(Entities& entities, std::span<const std::uint64_t> nodes, Trap& trap) {
    bool has = false;
    if (nodes.empty() || !entities.BasePlace(NodeId{nodes.front()}) ||
        !Test(entities, NodeId{nodes.front()}, has, trap))
      return false;
    return has && entities.AllInRun(nodes);
  }
  // False with an error: the store's, or EntityNotFound.
  bool Test(Entities& entities, NodeId node, bool& has, Trap& trap) {
    if (const auto place = entities.BasePlace(node)) {
      if (place->table != table_) {
        table_ = place->table;
        table_has_ = HasAll(entities, table_->labels());
      }
      has = table_has_;
      return true;
    }
    std::span<const TokenId> labels;
    if (!entities.Labels(node, labels, trap)) return false;
    has = HasAll(entities, labels);
    return true;
  }

  bool HasAll(const Entities& entities, std::span<const TokenId> has) const {
    return std::ranges::all_of(labels_, [&](const std::string& label) {
      const auto token = entities.Label(label);
      return token && std::ranges::find(has, *token) != has.end();
    });
  }

 private:
  std::span<const std::string> labels_;
  const NodeTable* table_ = nullptr;  // of the base
  bool table_has_ = false;
};

}  // namespace citygraph::queries::cypher
