// Which (group, code) were there, for count(DISTINCT …): codes are dense numbers in the order in
// which they are first seen, groups are dense numbers too.
//
// Three ways to keep them, from the cheapest on: while there is one group, how many codes it has; a
// bitmap of groups for each code, while that takes little for what it holds; a hash table.
#pragma once

#include <cstdint>
#include <vector>

#include "queries/cypher/execute/number_codes.h"

namespace citygraph::queries::cypher {

class SeenPairs {
 public:
  // Whether it is new. A code that no group has seen yet is the next in number, or lies above it.
  bool Add(std::uint32_t group, std::uint32_t code) {
    if (form_ == Form::kOneGroup) {
      if (group == 0) {
        if (code < codes_) return false;
        codes_ = code + 1;
        return true;
      }
      ToBitmaps();
    }
    return form_ == Form::kBitmaps ? AddBit(group, code) : AddPair(group, code);
  }

  std::size_t bytes() const { return bitmap_bytes_ + pairs_.bytes(); }
  void Clear() { *this = SeenPairs(); }

 private:
  enum class Form : std::uint8_t { kOneGroup, kBitmaps, kPairs };

  bool AddBit(std::uint32_t group, std::uint32_t code) {
    if (code >= bitmaps_.size() || group / 64 >= bitmaps_[code].size()) {
      Grow(group, code);
      if (form_ == Form::kPairs) return AddPair(group, code);
    }
    std::uint64_t& word = bitmaps_[code][group / 64];
    const std::uint64_t bit = std::uint64_t{1} << (group % 64);
    if ((word & bit) != 0) return false;
    word |= bit;
    ++count_;
    return true;
  }
  bool AddPair(std::uint32_t group, std::uint32_t code) {
    return pairs_.CodeOf(std::uint64_t{group} << 32 | code, 0).second;
  }
  void ToBitmaps();
  void ToPairs();
  // Makes room for a bit, or gives bitmaps up.
  void Grow(std::uint32_t group, std::uint32_t code);

  Form form_ = Form::kOneGroup;
  std::uint32_t codes_ = 0;                          // of group 0: those below were there
  std::vector<std::vector<std::uint64_t>> bitmaps_;  // by code, of groups
  std::size_t bitmap_bytes_ = 0;
  std::size_t count_ = 0;  // bits that are set
  NumberCodes pairs_;
};

}  // namespace citygraph::queries::cypher
