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
  explicit Overlay(std::unique_ptr<Reader> base) : base_(std::move(base)) {}

  void Put(std::string key, std::string value) { changes_[std::move(key)] = std::move(value); }
  void Delete(std::string key) { changes_[std::move(key)] = std::nullopt; }

  std::uint64_t Commit() const override { return base_->Commit(); }  // without what is pending
  Result<std::vector<std::optional<std::string>>> Get(
      std::span<const std::string> keys) const override;
  Result<std::vector<Page>> Scan(std::span<const KeyRange> ranges,
                                 std::size_t limit) const override;

  bool empty() const { return changes_.empty(); }
  std::size_t size() const { return changes_.size(); }
  // The changes in key order.
  WriteBatch ToBatch() const;
  void Clear(std::unique_ptr<Reader> base);

 private:
  Result<Page> ScanOne(const KeyRange& range, std::size_t limit) const;

  std::unique_ptr<Reader> base_;
  std::map<std::string, std::optional<std::string>, std::less<>> changes_;
};

}  // namespace citygraph
