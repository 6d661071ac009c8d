#include "queries/cypher/execute/seen_pairs.h"

#include <algorithm>
#include <bit>

namespace citygraph::queries::cypher {

void SeenPairs::ToBitmaps() {
  form_ = Form::kBitmaps;
  for (std::uint32_t code = 0; code < codes_; ++code) Add(0, code);
}

void SeenPairs::ToPairs() {
  form_ = Form::kPairs;
  for (std::uint32_t code = 0; code < bitmaps_.size(); ++code) {
    for (std::uint32_t word = 0; word < bitmaps_[code].size(); ++word) {
      for (std::uint64_t bits = bitmaps_[code][word]; bits != 0; bits &= bits - 1)
        AddPair(word * 64 + static_cast<std::uint32_t>(std::countr_zero(bits)), code);
    }
  }
  bitmaps_ = {};
  bitmap_bytes_ = 0;
}

void SeenPairs::Grow(std::uint32_t group, std::uint32_t code) {
  constexpr std::size_t kAlways = std::size_t{1} << 20;
  constexpr std::size_t kMostForEach = 16;  // about what the hash table takes
  if (code >= bitmaps_.size()) {
    bitmap_bytes_ += sizeof(bitmaps_[0]) * (code + 1 - bitmaps_.size());
    bitmaps_.resize(code + 1);
  }
  std::vector<std::uint64_t>& bitmap = bitmaps_[code];
  if (const std::size_t words = group / 64 + 1; words > bitmap.size()) {
    const std::size_t size = std::max(words, bitmap.size() * 2);
    bitmap_bytes_ += 8 * (size - bitmap.size());
    bitmap.resize(size);
  }
  if (bitmap_bytes_ > kAlways + kMostForEach * count_) ToPairs();
}

}  // namespace citygraph::queries::cypher
