// Pending changes over a snapshot, read as if they were committed: what a transaction sees.
//
// A change waits, in the order of its coming, until rows of its table are read: most rows of an
// import (the many names of a place) are only written, and to sort them once costs less than to
// keep them sorted.
#pragma once

#include <map>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "engine/storage/store.h"

namespace citygraph {

// Threads: none; one transaction, one thread.
class Overlay : public Reader {
 public:
  // `base_empty`: nothing was ever stored in it, so that it need not be asked.
  explicit Overlay(std::unique_ptr<Reader> base, bool base_empty = false)
      : base_(std::move(base)), base_empty_(base_empty) {}

  // REQUIRES: the key is not empty.
  void Put(std::string_view key, std::string_view value) {
    waiting_[TableOf(key)].push_back({bytes_.Keep(key), bytes_.Keep(value)});
  }
  void Delete(std::string_view key) {
    waiting_[TableOf(key)].push_back({bytes_.Keep(key), std::nullopt});
  }

  std::uint64_t Commit() const override { return base_->Commit(); }  // without what is pending
  Result<std::vector<std::optional<std::string>>> Get(
      std::span<const std::string> keys) const override;
  Result<std::vector<Page>> Scan(std::span<const KeyRange> ranges,
                                 std::size_t limit) const override;

  // Changes; a key counts once more for each change that has not been read since.
  std::size_t size() const;
  // The changes in key order; none is pending any more.
  WriteBatch Take();
  // Makes changes that were taken pending again. REQUIRES: none is pending.
  void PutBack(const WriteBatch& taken);
  // Goes on over another snapshot. REQUIRES: none is pending.
  void GoOn(std::unique_ptr<Reader> base) { *this = Overlay(std::move(base)); }

 private:
  using Table = unsigned char;  // a key's first byte

  static Table TableOf(std::string_view key) { return static_cast<Table>(key.front()); }
  // Brings what waits into order, of the tables from the one key's to the other's; an empty `last`
  // means to the end.
  void Settle(std::string_view first, std::string_view last) const;
  void Settle(std::vector<WriteBatch::Change>& waiting) const;
  Result<Page> ScanOne(const KeyRange& range, std::size_t limit) const;

  std::unique_ptr<Reader> base_;
  bool base_empty_;
  ByteArena bytes_;  // of all changes, those written over too
  mutable std::map<std::string_view, std::optional<std::string_view>> changes_;
  mutable std::map<Table, std::vector<WriteBatch::Change>> waiting_;  // later than changes_
};

}  // namespace citygraph
