// A Store keeps ordered keys and values. It knows nothing of graphs: that is storage/graph.h, once
// for all stores. It is this narrow so that another store (a distributed one) is little work, and
// every call takes and gives batches so that such a store is not asked once a key.
//
// Threads: a Store and its snapshots may be used from many threads; one writer at a time.
// Ownership: results are values; nothing returned points into the store. A Reader may outlive its
// Store: it keeps open what it reads from, and with it a store's lock, until it is gone.
// Isolation: a Snapshot sees one commit, whole, for as long as it lives.
#pragma once

#include <cstdint>
#include <filesystem>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "engine/base/byte_arena.h"
#include "engine/base/result.h"

namespace citygraph {

struct KeyValue {
  std::string key;
  std::string value;

  bool operator==(const KeyValue&) const = default;
};

// Keys from `first` to `last`, `last` excluded; an empty `last` means to the end.
struct KeyRange {
  std::string first;
  std::string last;
};

// All keys that start with `prefix`. A prefix of 0xff bytes only, or an empty one, ends at the end.
KeyRange PrefixRange(std::string_view prefix);

// The first rows of a range. `complete` is false when the limit cut it, or may have; go on with
// KeyRange{rows.back().key + '\0', last}.
struct Page {
  std::vector<KeyValue> rows;
  bool complete = true;
};

// Reading, at one moment.
class Reader {
 public:
  virtual ~Reader() = default;

  // Grows with each commit of the store: readers of one store with the same number see the same.
  virtual std::uint64_t Commit() const = 0;

  // The value of each key, in the keys' order, nothing where a key is not there. Keys may repeat.
  virtual Result<std::vector<std::optional<std::string>>> Get(
      std::span<const std::string> keys) const = 0;

  // The first `limit` rows of each range, in key order. REQUIRES: limit > 0.
  virtual Result<std::vector<Page>> Scan(std::span<const KeyRange> ranges,
                                         std::size_t limit) const = 0;
};

// The changes of one commit. A later change of a key wins.
class WriteBatch {
 public:
  struct Change {
    std::string_view key;
    std::optional<std::string_view> value;  // nothing: delete
  };

  WriteBatch() = default;
  // Changes whose bytes `bytes` keeps.
  WriteBatch(ByteArena bytes, std::vector<Change> changes)
      : bytes_(std::move(bytes)), changes_(std::move(changes)) {}

  void Put(std::string_view key, std::string_view value) {
    changes_.push_back({bytes_.Keep(key), bytes_.Keep(value)});
  }
  void Delete(std::string_view key) { changes_.push_back({bytes_.Keep(key), std::nullopt}); }

  // Their bytes live as long as the batch.
  const std::vector<Change>& changes() const { return changes_; }
  bool empty() const { return changes_.empty(); }

 private:
  ByteArena bytes_;
  std::vector<Change> changes_;
};

enum class Durability : std::uint8_t {
  kSync,    // on disk when Commit returns
  kNoSync,  // in the operating system's hands: lost by a power cut, not by a crash of the process
};

class Store {
 public:
  virtual ~Store() = default;

  // The state after the last commit.
  virtual Result<std::unique_ptr<Reader>> Snapshot() const = 0;

  // All changes or none, whatever happens. Errors: kIo (full disk: the store then goes on with
  // what it had), kUnsupported (opened for reading).
  virtual Status Commit(const WriteBatch& batch, Durability durability = Durability::kSync) = 0;

  // Where a store on disk lies, for files beside it; nothing for a store in memory.
  virtual std::optional<std::filesystem::path> Folder() const { return std::nullopt; }

  // Brings everything into as few and as full tables as there can be. Cost: reads and writes all.
  virtual Status Compact() { return {}; }

  // Bytes on disk, 0 for a store in memory. An estimate while a writer works.
  virtual std::uint64_t SizeOnDisk() const = 0;

  // Reads everything and verifies the store's own checksums. Errors: kCorruption, naming the file.
  virtual Status VerifyChecksums() const = 0;
};

// Calls `visit` with each row of the range in key order, a page at a time, until it returns false
// or an error ends the scan.
template <class Visit>
Status ForEach(const Reader& reader, KeyRange range, Visit visit, std::size_t page_size = 1024) {
  while (true) {
    CITYGRAPH_TRY(std::vector<Page> pages, reader.Scan(std::span(&range, 1), page_size));
    const Page& page = pages.front();
    for (const KeyValue& row : page.rows) {
      if (!visit(row)) return {};
    }
    if (page.complete || page.rows.empty()) return {};
    range.first = page.rows.back().key + '\0';
  }
}

// The value of one key; for the few places that need just one.
Result<std::optional<std::string>> GetOne(const Reader& reader, std::string_view key);

}  // namespace citygraph
