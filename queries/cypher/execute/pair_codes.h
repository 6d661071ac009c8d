// Numbers for pairs of numbers that are themselves dense: 0, 1, 2, … in the order in which they are
// first seen. While there are few different ones on both sides, a table with a place for every
// pair; then a hash table.
#pragma once

#include <bit>
#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

#include "queries/cypher/execute/number_codes.h"

namespace citygraph::queries::cypher {

class PairCodes {
 public:
  struct Pair {
    std::uint32_t first = 0;
    std::uint32_t second = 0;
  };

  // Turns firsts[i] into the number of (firsts[i], seconds[i]). All firsts and seconds so far lie
  // below `first_limit` and `second_limit`.
  void Encode(std::span<std::uint32_t> firsts, std::span<const std::uint32_t> seconds,
              std::uint64_t first_limit, std::uint64_t second_limit) {
    if (!hashed_ && (first_limit > rows_ || second_limit > columns_))
      Grow(std::bit_ceil(first_limit), std::bit_ceil(second_limit));
    if (hashed_) return EncodeByHash(firsts, seconds);
    for (std::size_t i = 0; i < firsts.size(); ++i) {
      std::uint32_t& code = table_[firsts[i] * columns_ + seconds[i]];
      if (code == NumberCodes::kNone) code = Add({firsts[i], seconds[i]});
      firsts[i] = code;
    }
  }

  // REQUIRES: code < size().
  Pair PairOf(std::uint32_t code) const { return pairs_[code]; }
  std::size_t size() const { return pairs_.size(); }
  std::size_t bytes() const {
    return pairs_.size() * sizeof(Pair) + table_.size() * sizeof(table_[0]) + hashes_.bytes();
  }
  void Clear() { *this = PairCodes(); }

 private:
  static constexpr std::uint64_t kMostPlaces = 1 << 18;  // a megabyte: the processor keeps it near

  static std::uint64_t KeyOf(Pair pair) { return std::uint64_t{pair.first} << 32 | pair.second; }
  std::uint32_t Add(Pair pair) {
    pairs_.push_back(pair);
    return static_cast<std::uint32_t>(pairs_.size() - 1);
  }
  void Grow(std::uint64_t rows, std::uint64_t columns) {
    hashed_ = rows > kMostPlaces || columns > kMostPlaces || rows * columns > kMostPlaces;
    if (hashed_) {
      table_ = {};
      for (const Pair pair : pairs_) hashes_.CodeOf(KeyOf(pair));
      return;
    }
    rows_ = rows;
    columns_ = columns;
    table_.assign(rows * columns, NumberCodes::kNone);
    for (std::uint32_t code = 0; code < pairs_.size(); ++code)
      table_[pairs_[code].first * columns_ + pairs_[code].second] = code;
  }
  void EncodeByHash(std::span<std::uint32_t> firsts, std::span<const std::uint32_t> seconds) {
    keys_.resize(firsts.size());
    for (std::size_t i = 0; i < firsts.size(); ++i) {
      keys_[i] = KeyOf({firsts[i], seconds[i]});
      hashes_.Prefetch(keys_[i]);
    }
    for (std::size_t i = 0; i < firsts.size(); ++i) {
      const auto [code, fresh] = hashes_.CodeOf(keys_[i]);
      if (fresh) Add({firsts[i], seconds[i]});
      firsts[i] = code;
    }
  }

  bool hashed_ = false;
  std::uint64_t rows_ = 0;
  std::uint64_t columns_ = 0;
  std::vector<std::uint32_t> table_;  // by first * columns_ + second
  NumberCodes hashes_;
  std::vector<Pair> pairs_;          // by number
  std::vector<std::uint64_t> keys_;  // of the rows at hand
};

}  // namespace citygraph::queries::cypher
