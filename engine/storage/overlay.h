// Pending changes over a snapshot, read as if they were committed: what a transaction sees.
#pragma once

#include <map>
#include <memory>
#include <optional>
#include <string>

#include "engine/storage/store.h"

namespace citygraph {

// Threads: none; one transaction, one thread.
class Overlay : public Reader {
 public:
  // `base_empty`: nothing was ever stored in it, so that it need not be asked.
  explicit Overlay(std::unique_ptr<Reader> base, bool base_empty = false)
      : base_(std::move(base)), base_empty_(base_empty) {}

  void Put(std::string key, std::string value) { changes_[std::move(key)] = std::move(value); }
  void Delete(std::string key) { changes_[std::move(key)] = std::nullopt; }

  std::uint64_t Commit() const override { return base_->Commit(); }  // without what is pending
  Result<std::vector<std::optional<std::string>>> Get(
      std::span<const std::string> keys) const override;
  Result<std::vector<Page>> Scan(std::span<const KeyRange> ranges,
                                 std::size_t limit) const override;

  bool empty() const { return changes_.empty(); }
  std::size_t size() const { return changes_.size(); }
  // The changes in key order; none is pending any more.
  WriteBatch Take();
  // Makes changes that were taken pending again. REQUIRES: none is pending.
  void PutBack(const WriteBatch& taken);
  // Goes on over another snapshot. REQUIRES: none is pending.
  void GoOn(std::unique_ptr<Reader> base) { *this = Overlay(std::move(base)); }

 private:
  Result<Page> ScanOne(const KeyRange& range, std::size_t limit) const;

  std::unique_ptr<Reader> base_;
  bool base_empty_;
  std::map<std::string, std::optional<std::string>, std::less<>> changes_;
};

}  // namespace citygraph
