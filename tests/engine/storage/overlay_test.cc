#include "engine/storage/overlay.h"

#include <gtest/gtest.h>

#include <map>
#include <random>

#include "engine/storage/memory_store.h"
#include "tests/support/must.h"

namespace citygraph {
namespace {

using testing::Must;

std::unique_ptr<Overlay> OverlayOn(Store& store) {
  return std::make_unique<Overlay>(Must(store.Snapshot()));
}

std::vector<KeyValue> All(const Reader& reader, std::size_t page_size) {
  std::vector<KeyValue> rows;
  Must(ForEach(
      reader, KeyRange{}, [&](const KeyValue& row) { return rows.push_back(row), true; },
      page_size));
  return rows;
}

TEST(OverlayTest, ChangesHideTheBaseAndDeletionsLeaveAGap) {
  const auto store = MakeMemoryStore();
  WriteBatch base;
  base.Put("a", "1");
  base.Put("b", "2");
  base.Put("c", "3");
  Must(store->Commit(base));
  const auto overlay = OverlayOn(*store);
  overlay->Put("b", "changed");
  overlay->Delete("a");
  overlay->Put("d", "new");
  const std::vector<KeyValue> expected = {{"b", "changed"}, {"c", "3"}, {"d", "new"}};
  EXPECT_EQ(All(*overlay, 100), expected);
  EXPECT_EQ(All(*overlay, 1), expected);
  const std::vector<std::string> keys = {"a", "b", "d", "x"};
  const auto values = Must(overlay->Get(keys));
  EXPECT_EQ(values[0], std::nullopt);
  EXPECT_EQ(values[1], "changed");
  EXPECT_EQ(values[2], "new");
  EXPECT_EQ(values[3], std::nullopt);
}

TEST(OverlayTest, ALimitOnTheLastRowMayNotLoseTheNext) {
  const auto store = MakeMemoryStore();
  const auto overlay = OverlayOn(*store);
  overlay->Put("a", "1");
  overlay->Put("b", "2");
  const KeyRange everything;
  const auto pages = Must(overlay->Scan(std::span(&everything, 1), 1));
  EXPECT_EQ(pages.front().rows.size(), 1U);
  EXPECT_FALSE(pages.front().complete);
}

TEST(OverlayTest, WhatIsTakenIsInKeyOrderWithTheLastChangeOfEachKey) {
  std::mt19937 random(20261128);
  for (int round = 0; round < 200; ++round) {
    SCOPED_TRACE(round);
    const auto store = MakeMemoryStore();
    Overlay overlay(Must(store->Snapshot()));
    std::map<std::string, std::optional<std::string>> expected;
    const std::size_t shared = random() % 12;  // bytes that all keys of the table begin with
    for (int i = 0; i < 60; ++i) {
      std::string key = "t" + std::string(shared, 'x');
      for (std::size_t more = random() % 12; more > 0; --more)
        key.push_back(static_cast<char>(random() % 3 == 0 ? 0 : 0xfe + random() % 2));
      if (random() % 4 == 0) key = "u" + std::to_string(random() % 9);
      if (random() % 4 == 0) {
        overlay.Delete(key);
        expected[key] = std::nullopt;
      } else {
        overlay.Put(key, std::to_string(i));
        expected[key] = std::to_string(i);
      }
    }
    std::map<std::string, std::optional<std::string>> taken;
    const WriteBatch batch = overlay.Take();
    for (const WriteBatch::Change& each : batch.changes()) {
      EXPECT_TRUE(taken.empty() || taken.rbegin()->first < each.key) << each.key;
      taken.emplace(each.key, each.value);
    }
    EXPECT_EQ(taken, expected);
  }
}

TEST(OverlayTest, WhatIsTakenAndPutBackIsPendingAsBefore) {
  const auto store = MakeMemoryStore();
  WriteBatch base;
  base.Put("a", "1");
  Must(store->Commit(base));
  const auto overlay = OverlayOn(*store);
  overlay->Put("c", "new");
  overlay->Delete("a");
  overlay->Put("b", "new");
  const WriteBatch taken = overlay->Take();
  EXPECT_EQ(overlay->size(), 0U);
  EXPECT_EQ(All(*overlay, 100), (std::vector<KeyValue>{{"a", "1"}}));
  std::vector<std::string> keys;
  for (const WriteBatch::Change& each : taken.changes()) keys.emplace_back(each.key);
  EXPECT_EQ(keys, (std::vector<std::string>{"a", "b", "c"}));
  overlay->PutBack(taken);
  EXPECT_EQ(overlay->size(), 3U);
  EXPECT_EQ(All(*overlay, 100), (std::vector<KeyValue>{{"b", "new"}, {"c", "new"}}));
}

TEST(OverlayTest, AnEmptyBaseIsNotAskedUntilThereIsAnother) {
  const auto store = MakeMemoryStore();
  Overlay overlay(Must(store->Snapshot()), true);
  overlay.Put("b", "1");
  overlay.Delete("a");
  EXPECT_EQ(All(overlay, 1), (std::vector<KeyValue>{{"b", "1"}}));
  const std::vector<std::string> keys = {"a", "b", "c"};
  const auto values = Must(overlay.Get(keys));
  EXPECT_EQ(values, (std::vector<std::optional<std::string>>{std::nullopt, "1", std::nullopt}));
  Must(store->Commit(overlay.Take()));
  overlay.GoOn(Must(store->Snapshot()));
  EXPECT_EQ(Must(overlay.Get(keys)), values);
  EXPECT_EQ(All(overlay, 1), (std::vector<KeyValue>{{"b", "1"}}));
}

TEST(OverlayTest, OfARowThatNobodyReadMeanwhileTheLastChangeIsTaken) {
  const auto store = MakeMemoryStore();
  const auto overlay = OverlayOn(*store);
  overlay->Put("b2", "first");
  overlay->Put("a", "read");
  overlay->Put("b1", "1");
  overlay->Delete("b2");
  EXPECT_EQ(Must(GetOne(*overlay, "a")), "read") << "a row of another table";
  overlay->Put("b2", "last");
  overlay->Put("a", "again");
  std::vector<std::pair<std::string, std::string>> taken;
  const WriteBatch batch = overlay->Take();
  for (const WriteBatch::Change& each : batch.changes())
    taken.emplace_back(each.key, each.value.value_or("deleted"));
  EXPECT_EQ(taken, (std::vector<std::pair<std::string, std::string>>{
                       {"a", "again"}, {"b1", "1"}, {"b2", "last"}}));
}

// Random changes over a random base read as the same changes on a std::map, at every page size and
// range, whether or not some were read in between; and they commit as them.
TEST(OverlayTest, ReadsLikeAMapUnderRandomChanges) {
  for (std::uint32_t seed = 0; seed < 300; ++seed) {
    SCOPED_TRACE("seed " + std::to_string(seed));
    std::mt19937 random(seed);
    const auto key = [&] {
      return std::string(1 + random() % 2, static_cast<char>('a' + random() % 5));
    };
    std::map<std::string, std::string> model;
    const auto store = MakeMemoryStore();
    WriteBatch batch;
    for (auto i = random() % 12; i > 0; --i) {
      const std::string each = key();
      batch.Put(each, "base");
      model[each] = "base";
    }
    Must(store->Commit(batch));
    const auto overlay = OverlayOn(*store);
    for (auto i = random() % 12; i > 0; --i) {
      const std::string each = key();
      if (random() % 2 == 0) {
        overlay->Delete(each);
        model.erase(each);
      } else {
        overlay->Put(each, std::to_string(i));
        model[each] = std::to_string(i);
      }
      if (random() % 4 != 0) continue;
      const std::string read = key();
      const auto known = model.find(read);
      EXPECT_EQ(Must(GetOne(*overlay, read)),
                known == model.end() ? std::nullopt : std::optional(known->second));
    }
    std::vector<KeyValue> expected;
    for (const auto& [each, value] : model) expected.push_back({each, value});
    for (const std::size_t page_size : {1U, 2U, 3U, 50U})
      EXPECT_EQ(All(*overlay, page_size), expected);
    KeyRange range{key(), key()};
    if (range.last < range.first) std::swap(range.first, range.last);
    const auto pages = Must(overlay->Scan(std::span(&range, 1), 100));
    std::vector<KeyValue> inside;
    for (const KeyValue& row : expected) {
      if (row.key >= range.first && row.key < range.last) inside.push_back(row);
    }
    EXPECT_EQ(pages.front().rows, inside);
    Must(store->Commit(overlay->Take()));
    EXPECT_EQ(All(*Must(store->Snapshot()), 50), expected);
  }
}

}  // namespace
}  // namespace citygraph
