// The stores that the contract and the property tests run on.
#pragma once

#include "engine/storage/memory_store.h"
#include "engine/storage/rocks_store.h"
#include "tests/support/must.h"
#include "tests/support/store_kind.h"
#include "tests/support/temporary_folder.h"

namespace citygraph::testing {

class MemoryHolder final : public StoreHolder {
 public:
  Store& store() override { return *store_; }
  void Close() override { store_.reset(); }

 private:
  std::unique_ptr<Store> store_ = MakeMemoryStore();
};

enum class OnStep : std::uint8_t { kGoOn, kReopen };

class RocksHolder final : public StoreHolder {
 public:
  RocksHolder(OnStep on_step, RocksOptions options) : on_step_(on_step), options_(options) {
    Open(OpenMode::kCreate);
  }
  Store& store() override { return *store_; }
  void Step() override {
    if (on_step_ == OnStep::kGoOn) return;
    store_.reset();
    Open(OpenMode::kWrite);
  }
  void Close() override { store_.reset(); }

 private:
  void Open(OpenMode mode) { store_ = Must(OpenRocksStore(folder_ / "db", mode, options_)); }

  TemporaryFolder folder_;
  OnStep on_step_;
  RocksOptions options_;
  std::unique_ptr<Store> store_;
};

// RocksDB rounds a write buffer up to 64 KB: small enough that tests flush and compact.
inline constexpr RocksOptions kTiny = {.cache_bytes = 64 << 10, .write_buffer_bytes = 1 << 10};
// Commits of more than a few short rows, if they are in order, become tables.
inline constexpr RocksOptions kTables = {.cache_bytes = 64 << 10, .table_bytes = 64};

inline std::vector<StoreKind> AllKinds() {
  const auto rocks = [](OnStep on_step, RocksOptions options) {
    return [=] { return std::make_unique<RocksHolder>(on_step, options); };
  };
  return {
      {"Memory", [] { return std::make_unique<MemoryHolder>(); }, 20'000},
      {"Rocks", rocks(OnStep::kGoOn, {}), 4'000},
      {"RocksReopened", rocks(OnStep::kReopen, {}), 120, false},
      {"RocksTiny", rocks(OnStep::kGoOn, kTiny), 4'000},
      {"RocksTables", rocks(OnStep::kGoOn, kTables), 400},
  };
}

}  // namespace citygraph::testing
