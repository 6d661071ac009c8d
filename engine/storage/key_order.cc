#include "engine/storage/key_order.h"

#include <algorithm>
#include <array>
#include <bit>
#include <cstdint>
#include <functional>
#include <string_view>

namespace citygraph {
namespace {

using Change = WriteBatch::Change;

std::size_t CommonPrefix(std::string_view a, std::string_view b) {
  return static_cast<std::size_t>(std::ranges::mismatch(a, b).in1 - a.begin());
}

// The first bytes of the text as numbers that sort as they do.
using FirstBytes = std::array<std::uint64_t, 2>;

FirstBytes FirstBytesOf(std::string_view text) {
  std::array<char, sizeof(FirstBytes)> bytes{};
  text.copy(bytes.data(), bytes.size());
  auto numbers = std::bit_cast<FirstBytes>(bytes);
  if constexpr (std::endian::native == std::endian::little)
    for (std::uint64_t& number : numbers) number = std::byteswap(number);
  return numbers;
}

}  // namespace

bool IsInKeyOrder(std::span<const Change> changes) {
  return std::ranges::adjacent_find(changes, std::ranges::greater_equal(), &Change::key) ==
         changes.end();
}

// Most keys differ in the first bytes behind what all of a table begin with; so most are compared
// as numbers, without a look at the changes themselves, which lie all over the memory.
std::vector<Change> InKeyOrder(std::span<const Change> changes) {
  if (IsInKeyOrder(changes)) return {changes.begin(), changes.end()};
  struct Place {
    FirstBytes first;
    std::size_t at;
  };
  std::vector<Place> places;
  places.reserve(changes.size());
  std::size_t common = changes.front().key.size();
  for (const Change& change : changes)
    common = CommonPrefix(changes.front().key.substr(0, common), change.key);
  for (std::size_t i = 0; i < changes.size(); ++i)
    places.push_back({FirstBytesOf(changes[i].key.substr(common)), i});
  std::ranges::sort(places, [&](const Place& a, const Place& b) {
    if (a.first != b.first) return a.first < b.first;
    const int order = changes[a.at].key.compare(changes[b.at].key);
    return order != 0 ? order < 0 : a.at < b.at;
  });
  std::vector<Change> ordered;
  ordered.reserve(changes.size());
  for (const Place& place : places) {
    const Change& change = changes[place.at];
    if (!ordered.empty() && ordered.back().key == change.key) {
      ordered.back() = change;
    } else {
      ordered.push_back(change);
    }
  }
  return ordered;
}

}  // namespace citygraph
