#include "engine/storage/overlay.h"

namespace citygraph {

Result<std::vector<std::optional<std::string>>> Overlay::Get(
    std::span<const std::string> keys) const {
  std::vector<std::optional<std::string>> values(keys.size());
  std::vector<std::string> missing;
  std::vector<std::size_t> positions;
  for (std::size_t i = 0; i < keys.size(); ++i) {
    if (const auto changed = changes_.find(keys[i]); changed != changes_.end()) {
      values[i] = changed->second;
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
  Page merged;
  auto change = changes_.lower_bound(range.first);
  // Takes the changes before `key` (all of the range's when empty); false when the limit cut them.
  const auto take_changes_before = [&](std::string_view key) {
    for (; change != changes_.end() && (range.last.empty() || change->first < range.last);
         ++change) {
      if (!key.empty() && change->first >= key) return true;
      if (!change->second) continue;
      if (merged.rows.size() == limit) return false;
      merged.rows.push_back({change->first, *change->second});
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

// The rows are moved, not copied: a commit may hold a million.
WriteBatch Overlay::Take() {
  WriteBatch batch;
  while (!changes_.empty()) {
    auto change = changes_.extract(changes_.begin());
    if (change.mapped()) {
      batch.Put(std::move(change.key()), *std::move(change.mapped()));
    } else {
      batch.Delete(std::move(change.key()));
    }
  }
  return batch;
}

void Overlay::PutBack(const WriteBatch& taken) {
  for (const WriteBatch::Change& change : taken.changes())
    changes_.emplace_hint(changes_.end(), change.key, change.value);
}

}  // namespace citygraph
