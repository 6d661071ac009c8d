#include "engine/storage/rocks_options.h"

#include <rocksdb/cache.h>
#include <rocksdb/convenience.h>
#include <rocksdb/env.h>
#include <rocksdb/filter_policy.h>
#include <rocksdb/listener.h>
#include <rocksdb/options.h>
#include <rocksdb/table.h>

#include <algorithm>
#include <exception>
#include <mutex>

#include "engine/storage/store_seal.h"

namespace citygraph {
namespace {

// Errors reach us as statuses, so that the LOG would only be 25 kB of options a start, in a folder
// that readers may not be allowed to write to.
class SilentLogger final : public rocksdb::Logger {
 public:
  SilentLogger() : rocksdb::Logger(rocksdb::InfoLogLevel::FATAL_LEVEL) {}
  using rocksdb::Logger::Logv;
  void Logv(const char* /*format*/, va_list /*arguments*/) override {}
};

// After a full disk RocksDB would look for space every five seconds, and refuse our Resume()
// meanwhile; we resume with the next commit.
class NoSelfRecovery final : public rocksdb::EventListener {
 public:
  void OnErrorRecoveryBegin(rocksdb::BackgroundErrorReason /*reason*/, rocksdb::Status /*error*/,
                            bool* auto_recovery) override {
    *auto_recovery = false;
  }
};

// The end of a table that is damaged before the next clean close must be found before RocksDB
// parses it: see store_seal.h.
class SealTables final : public rocksdb::EventListener {
 public:
  void OnTableFileCreated(const rocksdb::TableFileCreationInfo& info) override {
    if (info.status.ok()) Seal(info.file_path);
  }
  // The store counts on it already: its name was not known before.
  void OnExternalFileIngested(rocksdb::DB* /*db*/,
                              const rocksdb::ExternalFileIngestionInfo& info) override {
    Seal(info.internal_file_path);
  }

 private:
  void Seal(const std::string& table) {
    const std::lock_guard lock(mutex_);
    try {
      SealTable(table);
    } catch (const std::exception&) {  // no memory: the table stays without a seal
    }
  }

  std::mutex mutex_;
};

rocksdb::CompressionType PickCompression(std::initializer_list<rocksdb::CompressionType> wanted) {
  const std::vector<rocksdb::CompressionType> have = rocksdb::GetSupportedCompressions();
  for (const rocksdb::CompressionType type : wanted) {
    if (std::ranges::find(have, type) != have.end()) return type;
  }
  return rocksdb::kNoCompression;
}

void SetTables(rocksdb::Options& to, const RocksOptions& options) {
  rocksdb::BlockBasedTableOptions table;
  table.block_cache = rocksdb::NewLRUCache(options.cache_bytes);
  table.filter_policy.reset(rocksdb::NewBloomFilterPolicy(10));
  table.whole_key_filtering = true;
  table.format_version = 5;
  // Indexes and filters are read when first asked for, not at the start, and count as cache.
  table.cache_index_and_filter_blocks = true;
  table.pin_l0_filter_and_index_blocks_in_cache = true;
  to.table_factory.reset(rocksdb::NewBlockBasedTableFactory(table));
  // One kind for all levels: blocks are read seldom, and a bulk import stays where it was flushed.
  to.compression =
      PickCompression({rocksdb::kZSTD, rocksdb::kLZ4Compression, rocksdb::kSnappyCompression});
}

// A database that is only read has no work for threads of the background; starting them costs a
// short run a good part of its time.
class NoThreads final : public rocksdb::EnvWrapper {
 public:
  NoThreads() : EnvWrapper(rocksdb::Env::Default()) {}
  void IncBackgroundThreadsIfNeeded(int /*number*/, Priority /*priority*/) override {}
};

void SetQuiet(rocksdb::Options& to) {
  to.info_log = std::make_shared<SilentLogger>();
  to.stats_dump_period_sec = 0;
  to.stats_persist_period_sec = 0;
  to.skip_stats_update_on_db_open = true;
}

}  // namespace

rocksdb::Options MakeRocksOptions(OpenMode mode, const RocksOptions& options) {
  rocksdb::Options to;
  to.create_if_missing = mode == OpenMode::kCreate;
  to.paranoid_checks = true;
  // A commit cut short by a crash ends the log and is dropped; damage before the end is an error.
  // Point-in-time recovery would drop all commits after such damage without a word.
  to.wal_recovery_mode = rocksdb::WALRecoveryMode::kTolerateCorruptedTailRecords;
  to.listeners.push_back(std::make_shared<NoSelfRecovery>());
  if (mode != OpenMode::kRead) to.listeners.push_back(std::make_shared<SealTables>());
  to.write_buffer_size = options.write_buffer_bytes;
  to.max_background_jobs = 2;
  to.level_compaction_dynamic_level_bytes = true;
  // A reader holds every file open from the start, because a writer may delete it any time;
  // unlinked files stay readable.
  to.max_open_files = mode == OpenMode::kRead ? -1 : 512;
  to.max_file_opening_threads = 1;
  if (mode == OpenMode::kRead) {
    static NoThreads env;
    to.env = &env;
  }
  SetTables(to, options);
  SetQuiet(to);
  return to;
}

}  // namespace citygraph
