// Which nodes were found for a row, where each different row is wanted once.
#pragma once

#include <cstdint>
#include <utility>
#include <vector>

#include "queries/cypher/evaluate/batch.h"

namespace citygraph::queries::cypher {

// Leaves out nodes that were found before for the same row, but for the node that they were found
// from. Such rows come one after another, mostly; when they do not, some are found again.
class SeenNodes {
 public:
  void Clear() {
    ++round_;
    has_last_ = false;
  }

  // To be called with each row, before New.
  void StartRow(const Batch& in, std::size_t row, const std::vector<Slot>& carry) {
    bool same = has_last_;
    last_.resize(carry.size());
    for (std::size_t i = 0; i < carry.size(); ++i) {
      const Column& column = in.columns[carry[i]];
      std::uint64_t id = Column::kNullId;
      if (const Value* value = in.Holds(carry[i]) ? column.ValueAt(row) : nullptr) {
        const std::int64_t* number = value->AsInteger();
        same = same && number != nullptr;  // other values are not compared
        if (number != nullptr) id = static_cast<std::uint64_t>(*number);
      } else if (in.Holds(carry[i])) {
        id = column.numbers()[row];
      }
      same = same && last_[i] == id;
      last_[i] = id;
    }
    if (!same) ++round_;
    has_last_ = true;
  }
  bool New(std::uint64_t node) {
    if (node >= rounds_.size()) rounds_.resize(node + node / 2 + 64);
    return std::exchange(rounds_[node], round_) != round_;
  }

  std::size_t bytes() const { return rounds_.size() * sizeof(rounds_[0]); }

 private:
  std::vector<std::uint32_t> rounds_;  // by node: when it was last seen
  std::uint32_t round_ = 1;
  std::vector<std::uint64_t> last_;
  bool has_last_ = false;
};

}  // namespace citygraph::queries::cypher
