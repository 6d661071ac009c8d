#include "engine/storage/overlay.h"

#include <algorithm>
#include <utility>

#include "engine/base/parallel.h"
#include "engine/storage/key_order.h"

namespace citygraph {
namespace {

using Change = WriteBatch::Change;

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
  constexpr std::size_t kWorthThreads = std::size_t{1} << 15;
  const std::size_t count = size();
  std::vector<std::vector<Change>*> unread;  // of tables of which no row was read
  for (auto& [table, waiting] : waiting_) {
    if (waiting.empty()) continue;
    const auto read = changes_.lower_bound(waiting.front().key.substr(0, 1));
    if (read != changes_.end() && TableOf(read->first) == table) {
      Settle(waiting);
    } else {
      unread.push_back(&waiting);
    }
  }
  ForEachPiece(unread.size(), 1, count < kWorthThreads ? 1 : ThreadCount(0),
               [&](std::uint64_t begin, std::uint64_t end, unsigned /*thread*/) {
                 for (std::uint64_t i = begin; i < end; ++i) *unread[i] = InKeyOrder(*unread[i]);
               });
  std::vector<Change> all;
  all.reserve(count);
  auto ordered = changes_.begin();
  const auto take_before = [&](std::optional<Table> table) {
    for (; ordered != changes_.end() && (!table || TableOf(ordered->first) < *table); ++ordered)
      all.push_back({ordered->first, ordered->second});
  };
  for (const auto& [table, waiting] : waiting_) {
    take_before(table);
    all.insert(all.end(), waiting.begin(), waiting.end());
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
