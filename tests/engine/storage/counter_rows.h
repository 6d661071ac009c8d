// What store_child commits over and over, and what of it must hold in every state of the store:
// batch number n sets ten rows to n, and a ring of rows of which each batch sets one.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "engine/storage/store.h"

namespace citygraph::testing {

inline constexpr int kSameRows = 10;
inline constexpr int kRingRows = 150;

inline std::string RingValue(int number) {
  return std::to_string(number) + std::string(static_cast<std::size_t>(number * 37 % 4000), '.');
}

inline WriteBatch CounterBatch(int number) {
  WriteBatch batch;  // in key order, so that it may become a table
  batch.Put("ring/" + std::to_string(number % kRingRows), RingValue(number));
  for (int i = 0; i < kSameRows; ++i)
    batch.Put("same/" + std::to_string(i), std::to_string(number));
  return batch;
}

// The number of the last batch, 0 when there was none, or nothing when the rows are not those of
// the batches up to some number.
inline std::optional<int> LastBatch(const Reader& reader) {
  std::vector<std::string> keys;
  for (int i = 0; i < kSameRows; ++i) keys.push_back("same/" + std::to_string(i));
  for (int i = 0; i < kRingRows; ++i) keys.push_back("ring/" + std::to_string(i));
  const auto values = reader.Get(keys);
  if (!values) return std::nullopt;
  const int last = values->front() ? std::stoi(*values->front()) : 0;
  for (int i = 0; i < kSameRows; ++i) {
    if ((*values)[static_cast<std::size_t>(i)] != values->front()) return std::nullopt;
  }
  for (int number = last; number > std::max(0, last - kRingRows); --number) {
    const auto& value = (*values)[static_cast<std::size_t>(kSameRows + number % kRingRows)];
    if (value != RingValue(number)) return std::nullopt;
  }
  return last;
}

}  // namespace citygraph::testing
