// Random steps on a store and on a std::map, which must agree all the while.
#include <algorithm>
#include <cstdlib>
#include <map>
#include <random>

#include "tests/engine/storage/store_kinds.h"

namespace citygraph::testing {
namespace {

using Model = std::map<std::string, std::string>;

// CITYGRAPH_TEST_SEED=17 repeats a run.
std::uint64_t FirstSeed() {
  const char* seed = std::getenv("CITYGRAPH_TEST_SEED");
  return seed == nullptr ? 1 : std::strtoull(seed, nullptr, 10);
}

Page ScanModel(const Model& model, const KeyRange& range, std::size_t limit) {
  Page page;
  for (auto row = model.lower_bound(range.first); row != model.end(); ++row) {
    if (!range.last.empty() && row->first >= range.last) break;
    if (page.rows.size() == limit) {
      page.complete = false;
      break;
    }
    page.rows.push_back({row->first, row->second});
  }
  return page;
}

class Walk {
 public:
  Walk(const StoreKind& kind, std::uint64_t seed)
      : kind_(kind), random_(seed), holder_(kind.make()) {}

  void Run() {
    for (int step = 0; step < kind_.random_steps && !::testing::Test::HasFailure(); ++step) {
      SCOPED_TRACE("step " + std::to_string(step));
      const int choice = Below(10);
      if (choice < 5) {
        Commit();
      } else if (choice < 7) {
        CheckOne(*Must(holder_->store().Snapshot()), model_);
      } else if (choice < 8) {
        Hold();
      } else if (!held_.empty()) {
        CheckHeld();
      }
    }
    CheckAll(*Must(holder_->store().Snapshot()), model_);
    for (const auto& [reader, model] : held_) CheckAll(*reader, model);
    Must(holder_->store().VerifyChecksums());
  }

 private:
  struct Held {
    std::unique_ptr<Reader> reader;
    Model model;
  };

  int Below(int end) { return std::uniform_int_distribution(0, end - 1)(random_); }

  // Few and short, so that keys meet again and are prefixes of one another.
  std::string Key() {
    constexpr char kBytes[] = {'\0', '\x01', 'a', 'b', '\x7f', '\x80', '\xfe', '\xff'};
    std::string key;
    for (int length = Below(5); length > 0; --length) key += kBytes[Below(8)];
    return key;
  }

  std::string Value() {
    const int size = Below(10) == 0 ? Below(3000) : Below(20);
    return std::string(static_cast<std::size_t>(size), static_cast<char>(Below(256)));
  }

  void Commit() {
    WriteBatch batch;
    for (int changes = Below(8); changes > 0; --changes) {
      const std::string key = Key();
      if (Below(3) == 0) {
        batch.Delete(key);
        model_.erase(key);
      } else {
        const std::string value = Value();
        batch.Put(key, value);
        model_[key] = value;
      }
    }
    Must(holder_->store().Commit(batch, Durability::kNoSync));
    if (!kind_.snapshots_outlive_steps) held_.clear();
    holder_->Step();
  }

  void Hold() {
    if (held_.size() == 8) held_.erase(held_.begin() + Below(8));
    held_.push_back({Must(holder_->store().Snapshot()), model_});
  }

  void CheckHeld() {
    const auto which = held_.begin() + Below(static_cast<int>(held_.size()));
    CheckOne(*which->reader, which->model);
    if (Below(3) == 0) held_.erase(which);
  }

  void CheckOne(const Reader& reader, const Model& model) {
    Below(2) == 0 ? CheckGet(reader, model) : CheckScan(reader, model);
  }

  void CheckGet(const Reader& reader, const Model& model) {
    std::vector<std::string> keys;
    for (int count = Below(20); count > 0; --count) keys.push_back(Key());
    const auto values = Must(reader.Get(keys));
    ASSERT_EQ(values.size(), keys.size());
    for (std::size_t i = 0; i < keys.size(); ++i) {
      const auto row = model.find(keys[i]);
      const auto expected = row == model.end() ? std::nullopt : std::optional(row->second);
      EXPECT_EQ(values[i], expected) << "key " << ::testing::PrintToString(keys[i]);
    }
  }

  void CheckScan(const Reader& reader, const Model& model) {
    std::vector<KeyRange> ranges;
    for (int count = Below(5); count > 0; --count) {
      ranges.push_back(Below(3) == 0 ? PrefixRange(Key()) : KeyRange{Key(), Key()});
    }
    const auto limit = static_cast<std::size_t>(1 + Below(30));
    const std::vector<Page> pages = Must(reader.Scan(ranges, limit));
    ASSERT_EQ(pages.size(), ranges.size());
    for (std::size_t i = 0; i < ranges.size(); ++i) {
      const Page expected = ScanModel(model, ranges[i], limit);
      EXPECT_EQ(pages[i].rows, expected.rows);
      EXPECT_EQ(pages[i].complete, expected.complete);
    }
  }

  static void CheckAll(const Reader& reader, const Model& model) {
    const std::vector<KeyRange> all = {{}};
    const Page page = std::move(Must(reader.Scan(all, model.size() + 1)).front());
    EXPECT_EQ(page.rows, ScanModel(model, {}, model.size() + 1).rows);
  }

  const StoreKind& kind_;
  std::mt19937_64 random_;
  std::unique_ptr<StoreHolder> holder_;
  Model model_;
  std::vector<Held> held_;  // after the holder: readers go before their store
};

class StorePropertyTest : public ::testing::TestWithParam<StoreKind> {};

TEST_P(StorePropertyTest, AgreesWithAMap) {
  for (std::uint64_t seed = FirstSeed(); seed < FirstSeed() + 3 && !HasFailure(); ++seed) {
    SCOPED_TRACE("CITYGRAPH_TEST_SEED=" + std::to_string(seed));
    Walk(GetParam(), seed).Run();
  }
}

INSTANTIATE_TEST_SUITE_P(Stores, StorePropertyTest, ::testing::ValuesIn(AllKinds()), KindName);

}  // namespace
}  // namespace citygraph::testing
