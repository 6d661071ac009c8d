#include "engine/storage/overlay.h"

#include <algorithm>
#include <array>
#include <bit>
#include <cstdint>
#include <utility>

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

// Calls `take` with the last change of each key, in key order. Most keys differ in the first bytes
// behind what all of a table begin with; so most are compared as numbers, without a look at the
// changes themselves, which lie all over the memory.
template <class Take>
void ForEachInOrder(const std::vector<Change>& changes, const Take& take) {
  struct Place {
    FirstBytes first;
    std::size_t at;
  };
  std::vector<Place> places;
  if (!std::ranges::is_sorted(changes, {}, &Change::key)) {
    std::size_t common = changes.front().key.size();
    for (const Change& change : changes)
      common = CommonPrefix(changes.front().key.substr(0, common), change.key);
    places.reserve(changes.size());
    for (std::size_t i = 0; i < changes.size(); ++i)
      places.push_back({FirstBytesOf(changes[i].key.substr(common)), i});
    std::ranges::sort(places, [&](const Place& a, const Place& b) {
      if (a.first != b.first) return a.first < b.first;
      const int order = changes[a.at].key.compare(changes[b.at].key);
      return order != 0 ? order < 0 : a.at < b.at;
    });
  }
  const auto at = [&](std::size_t i) -> const Change& {
    return changes[places.empty() ? i : places[i].at];
  };
  for (std::size_t i = 0; i < changes.size(); ++i) {
    if (i + 1 == changes.size() || at(i + 1).key != at(i).key) take(at(i));
  }
}

}  // namespace

std::size_t Overlay::size() const {
  std::size_t count = changes_.size();
  for (const auto& [table, waiting] : waiting_) count += waiting.size();
  return count;
}

void Overlay::Settle(std::vector<Change>& waiting) const {
  for (const Change& change : waiting) changes_.insert_or_assign(change.key, change.value);
  waiting.clear();
}

void Overlay::Settle(std::string_view first, std::string_view last) const {
  auto each = first.empty() ? waiting_.begin() : waiting_.lower_bound(TableOf(first));
  for (; each != waiting_.end() && (last.empty() || each->first <= TableOf(last)); ++each)
    Settle(each->second);
}

Result<std::vector<std::optional<std::string>>> Overlay::Get(
    std::span<const std::string> keys) const {
  std::vector<std::optional<std::string>> values(keys.size());
  std::vector<std::string> missing;
  std::vector<std::size_t> positions;
  for (std::size_t i = 0; i < keys.size(); ++i) {
    Settle(keys[i], keys[i]);
    if (const auto changed = changes_.find(keys[i]); changed != changes_.end()) {
      if (changed->second) values[i] = std::string(*changed->second);
    } else {
      missing.push_back(keys[i]);
      positions.push_back(i);
    }
  }
  if (missing.empty() || base_empty_) return values;
  CITYGRAPH_TRY(auto found, base_->Get(missing));
  for (std::size_t i = 0; i < positions.size(); ++i) values[positions[i]] = std::move(found[i]);
  return values;
}

// Merges the pages of the base with the changes. Deleted rows use up the base's pages, so it reads
// on until the limit is met or both ends are reached.
Result<Page> Overlay::ScanOne(const KeyRange& range, std::size_t limit) const {
  Settle(range.first, range.last);
  Page merged;
  auto change = changes_.lower_bound(range.first);
  // Takes the changes before `key` (all of the range's when empty); false when the limit cut them.
  const auto take_changes_before = [&](std::string_view key) {
    for (; change != changes_.end() && (range.last.empty() || change->first < range.last);
         ++change) {
      if (!key.empty() && change->first >= key) return true;
      if (!change->second) continue;
      if (merged.rows.size() == limit) return false;
      merged.rows.push_back({std::string(change->first), std::string(*change->second)});
    }
    return true;
  };
  merged.complete = false;
  KeyRange rest = range;
  for (bool base_left = !base_empty_; base_left;) {
    if (merged.rows.size() == limit) return merged;
    CITYGRAPH_TRY(auto pages, base_->Scan(std::span(&rest, 1), limit));
    Page& page = pages.front();
    base_left = !page.complete && !page.rows.empty();
    if (base_left) rest.first = page.rows.back().key + '\0';
    for (KeyValue& row : page.rows) {
      if (!take_changes_before(row.key)) return merged;
      if (change != changes_.end() && change->first == row.key)
        continue;  // a change takes the row's place
      if (merged.rows.size() == limit) return merged;
      merged.rows.push_back(std::move(row));
    }
  }
  merged.complete = take_changes_before({});
  return merged;
}

Result<std::vector<Page>> Overlay::Scan(std::span<const KeyRange> ranges, std::size_t limit) const {
  std::vector<Page> pages;
  pages.reserve(ranges.size());
  for (const KeyRange& range : ranges) {
    CITYGRAPH_TRY(Page page, ScanOne(range, limit));
    pages.push_back(std::move(page));
  }
  return pages;
}

WriteBatch Overlay::Take() {
  std::vector<Change> all;
  all.reserve(size());
  auto ordered = changes_.begin();
  const auto take_before = [&](std::optional<Table> table) {
    for (; ordered != changes_.end() && (!table || TableOf(ordered->first) < *table); ++ordered)
      all.push_back({ordered->first, ordered->second});
  };
  for (auto& [table, waiting] : waiting_) {
    take_before(table);
    if (ordered != changes_.end() && TableOf(ordered->first) == table) {
      Settle(waiting);
      ordered = changes_.lower_bound(
          std::string_view(reinterpret_cast<const char*>(&table), sizeof(table)));
      continue;
    }
    ForEachInOrder(waiting, [&](const Change& change) { all.push_back(change); });
  }
  take_before(std::nullopt);
  changes_.clear();
  waiting_.clear();
  return {std::exchange(bytes_, {}), std::move(all)};
}

void Overlay::PutBack(const WriteBatch& taken) {
  for (const Change& change : taken.changes()) {
    if (change.value) {
      Put(change.key, *change.value);
    } else {
      Delete(change.key);
    }
  }
}

}  // namespace citygraph
