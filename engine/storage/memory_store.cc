#include "engine/storage/memory_store.h"

#include <algorithm>
#include <map>
#include <mutex>
#include <set>
#include <shared_mutex>

namespace citygraph {
namespace {

// Each key has its values by commit, oldest first; a snapshot reads the newest that is not younger
// than itself. So nothing is ever copied for a snapshot, and a commit costs what it changes: an
// import that reads while it writes would otherwise copy the whole map for each of its batches.
class Table {
 public:
  // The last commit, kept readable until Release().
  std::uint64_t Hold() {
    const std::unique_lock lock(mutex_);
    held_.insert(last_commit_);
    return last_commit_;
  }

  void Release(std::uint64_t commit) {
    const std::unique_lock lock(mutex_);
    held_.erase(held_.find(commit));
    if (held_.empty()) Sweep();
  }

  void Commit(const WriteBatch& batch) {
    const std::unique_lock lock(mutex_);
    ++last_commit_;
    for (const WriteBatch::Change& change : batch.changes()) Apply(change);
    if (held_.empty()) Sweep();
  }

  std::vector<std::optional<std::string>> Get(std::span<const std::string> keys,
                                              std::uint64_t commit) const {
    const std::shared_lock lock(mutex_);
    std::vector<std::optional<std::string>> values;
    values.reserve(keys.size());
    for (const std::string& key : keys) {
      const auto row = rows_.find(key);
      const std::string* value = row == rows_.end() ? nullptr : ValueAt(row->second, commit);
      values.push_back(value == nullptr ? std::nullopt : std::optional(*value));
    }
    return values;
  }

  Page Scan(const KeyRange& range, std::size_t limit, std::uint64_t commit) const {
    const std::shared_lock lock(mutex_);
    Page page;
    for (auto row = rows_.lower_bound(range.first); row != rows_.end(); ++row) {
      if (!range.last.empty() && row->first >= range.last) break;
      const std::string* value = ValueAt(row->second, commit);
      if (value == nullptr) continue;
      if (page.rows.size() == limit) {
        page.complete = false;
        break;
      }
      page.rows.push_back({row->first, *value});
    }
    return page;
  }

 private:
  struct Version {
    std::uint64_t commit = 0;
    std::optional<std::string> value;  // nothing: deleted
  };
  using Versions = std::vector<Version>;

  static const std::string* ValueAt(const Versions& versions, std::uint64_t commit) {
    for (auto version = versions.rbegin(); version != versions.rend(); ++version) {
      if (version->commit <= commit) return version->value ? &*version->value : nullptr;
    }
    return nullptr;
  }

  void Apply(const WriteBatch::Change& change) {
    auto row = rows_.find(change.key);
    if (row == rows_.end()) {
      if (!change.value) return;
      row = rows_.try_emplace(std::string(change.key)).first;
    }
    Versions& versions = row->second;
    const bool again = !versions.empty() && versions.back().commit == last_commit_;
    if (!again) versions.push_back({last_commit_, std::nullopt});
    versions.back().value = change.value ? std::optional<std::string>(*change.value) : std::nullopt;
    DropUnseen(versions);
    if (versions.size() > 1 || !change.value) outdated_.emplace_back(change.key);
  }

  // Drops what is older than the version that the oldest snapshot sees.
  void DropUnseen(Versions& versions) const {
    const std::uint64_t oldest = held_.empty() ? last_commit_ : *held_.begin();
    const auto younger = std::ranges::find_if(
        versions, [&](const Version& version) { return version.commit > oldest; });
    if (younger - versions.begin() > 1) versions.erase(versions.begin(), younger - 1);
  }

  // With no snapshot left, one version a key is enough and a deleted key is none.
  void Sweep() {
    for (const std::string& key : outdated_) {
      const auto row = rows_.find(key);
      if (row == rows_.end()) continue;
      DropUnseen(row->second);
      if (!row->second.back().value) rows_.erase(row);
    }
    outdated_.clear();
  }

  mutable std::shared_mutex mutex_;
  std::map<std::string, Versions, std::less<>> rows_;
  std::uint64_t last_commit_ = 0;
  std::multiset<std::uint64_t> held_;  // the commits that snapshots see
  std::vector<std::string> outdated_;  // keys that Sweep() has to look at
};

class MemoryReader final : public Reader {
 public:
  explicit MemoryReader(std::shared_ptr<Table> table)
      : table_(std::move(table)), commit_(table_->Hold()) {}
  ~MemoryReader() override { table_->Release(commit_); }
  MemoryReader(const MemoryReader&) = delete;
  MemoryReader& operator=(const MemoryReader&) = delete;

  std::uint64_t Commit() const override { return commit_; }

  Result<std::vector<std::optional<std::string>>> Get(
      std::span<const std::string> keys) const override {
    return table_->Get(keys, commit_);
  }

  Result<std::vector<Page>> Scan(std::span<const KeyRange> ranges,
                                 std::size_t limit) const override {
    CITYGRAPH_CHECK(limit > 0);
    std::vector<Page> pages;
    pages.reserve(ranges.size());
    for (const KeyRange& range : ranges) pages.push_back(table_->Scan(range, limit, commit_));
    return pages;
  }

 private:
  std::shared_ptr<Table> table_;
  std::uint64_t commit_;
};

class MemoryStore final : public Store {
 public:
  Result<std::unique_ptr<Reader>> Snapshot() const override {
    return std::make_unique<MemoryReader>(table_);
  }

  Status Commit(const WriteBatch& batch, Durability /*durability*/) override {
    table_->Commit(batch);
    return {};
  }

  std::uint64_t SizeOnDisk() const override { return 0; }
  Status VerifyChecksums() const override { return {}; }

 private:
  std::shared_ptr<Table> table_ = std::make_shared<Table>();
};

}  // namespace

std::unique_ptr<Store> MakeMemoryStore() { return std::make_unique<MemoryStore>(); }

}  // namespace citygraph
