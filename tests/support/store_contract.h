// What every Store does. Instantiate it for a store and the store is tested:
//
//   INSTANTIATE_TEST_SUITE_P(Memory, StoreContractTest, ::testing::Values(MemoryKind()), KindName);
#pragma once

#include <gtest/gtest.h>

#include <atomic>
#include <memory>
#include <source_location>
#include <string>
#include <thread>
#include <vector>

#include "engine/storage/store.h"
#include "tests/support/must.h"
#include "tests/support/store_kind.h"

namespace citygraph::testing {

class StoreContractTest : public ::testing::TestWithParam<StoreKind> {
 protected:
  using Where = std::source_location;
  using Rows = std::vector<KeyValue>;

  Store& store() { return holder_->store(); }
  void Step() { holder_->Step(); }
  std::unique_ptr<Reader> Snapshot(Where caller = Where::current()) {
    return Must(store().Snapshot(), caller);
  }

  void Put(const Rows& rows, Where caller = Where::current()) {
    WriteBatch batch;
    for (const KeyValue& row : rows) batch.Put(row.key, row.value);
    Commit(batch, caller);
  }
  void Commit(const WriteBatch& batch, Where caller = Where::current()) {
    Must(store().Commit(batch), caller);
    Step();
  }

  std::vector<std::optional<std::string>> GetAll(const std::vector<std::string>& keys,
                                                 Where caller = Where::current()) {
    return Must(Snapshot(caller)->Get(keys), caller);
  }
  std::optional<std::string> Get(const std::string& key, Where caller = Where::current()) {
    return Must(GetOne(*Snapshot(caller), key), caller);
  }
  std::vector<Page> Scan(const std::vector<KeyRange>& ranges, std::size_t limit = 1000,
                         Where caller = Where::current()) {
    return Must(Snapshot(caller)->Scan(ranges, limit), caller);
  }
  Rows All(const Reader& reader, Where caller = Where::current()) {
    Rows rows;
    const auto keep = [&](const KeyValue& row) { return rows.push_back(row), true; };
    Must(ForEach(reader, {}, keep, 3), caller);
    return rows;
  }
  Rows All(Where caller = Where::current()) { return All(*Snapshot(caller), caller); }

  std::unique_ptr<StoreHolder> holder_ = GetParam().make();
};

inline std::string Bytes(std::initializer_list<int> values) {
  std::string bytes;
  for (const int value : values) bytes.push_back(static_cast<char>(value));
  return bytes;
}

TEST_P(StoreContractTest, NewStoreIsEmpty) {
  EXPECT_EQ(All(), Rows{});
  EXPECT_EQ(Get("a"), std::nullopt);
  EXPECT_EQ(GetAll({}).size(), 0U);
  EXPECT_EQ(Scan({}).size(), 0U);
}

TEST_P(StoreContractTest, GetFollowsTheOrderOfItsKeysAndTheirRepeats) {
  Put({{"a", "1"}, {"b", "2"}, {"c", "3"}});
  using Values = std::vector<std::optional<std::string>>;
  EXPECT_EQ(GetAll({"c", "none", "a", "c", "b", "none"}),
            (Values{"3", std::nullopt, "1", "3", "2", std::nullopt}));
}

TEST_P(StoreContractTest, GetTakesManyKeysAtOnce) {
  WriteBatch batch;
  std::vector<std::string> keys;
  for (int i = 0; i < 5000; ++i) {
    keys.push_back("key" + std::to_string(i));
    if (i % 2 == 0) batch.Put(keys.back(), std::to_string(i));
  }
  Commit(batch);
  const auto values = GetAll(keys);
  for (std::size_t i = 0; i < keys.size(); ++i) {
    ASSERT_EQ(values[i], i % 2 == 0 ? std::optional(std::to_string(i)) : std::nullopt) << keys[i];
  }
}

TEST_P(StoreContractTest, EmptyValueIsAValue) {
  Put({{"a", ""}});
  EXPECT_EQ(Get("a"), "");
  EXPECT_EQ(All(), (Rows{{"a", ""}}));
}

TEST_P(StoreContractTest, EmptyKeyIsAKey) {
  Put({{"", "nameless"}, {"a", "1"}});
  EXPECT_EQ(Get(""), "nameless");
  EXPECT_EQ(All(), (Rows{{"", "nameless"}, {"a", "1"}}));
}

TEST_P(StoreContractTest, KeysSortAsUnsignedBytes) {
  const std::vector<std::string> sorted = {"",
                                           Bytes({0}),
                                           Bytes({0, 0}),
                                           Bytes({0, 0xff}),
                                           Bytes({1}),
                                           "a",
                                           Bytes({'a', 0}),
                                           "aa",
                                           "b",
                                           Bytes({0x7f}),
                                           Bytes({0x80}),
                                           Bytes({0xff}),
                                           Bytes({0xff, 0}),
                                           Bytes({0xff, 0xff})};
  WriteBatch batch;
  for (std::size_t i = sorted.size(); i-- > 0;) batch.Put(sorted[i], sorted[i] + '\0');
  Commit(batch);
  const Rows rows = All();
  ASSERT_EQ(rows.size(), sorted.size());
  for (std::size_t i = 0; i < sorted.size(); ++i) {
    EXPECT_EQ(rows[i], (KeyValue{sorted[i], sorted[i] + '\0'}));
    EXPECT_EQ(Get(sorted[i]), sorted[i] + '\0');
  }
}

TEST_P(StoreContractTest, LargeValueComesBackWhole) {
  std::string large(std::size_t{5} << 20, '\0');
  for (std::size_t i = 0; i < large.size(); ++i) large[i] = static_cast<char>(i * i >> 7);
  Put({{"large", large}, {"small", "s"}});
  EXPECT_TRUE(Get("large") == large);
  EXPECT_EQ(Get("small"), "s");
}

TEST_P(StoreContractTest, ScanTakesFirstAndLeavesLast) {
  Put({{"a", "1"}, {"b", "2"}, {"c", "3"}, {"d", "4"}});
  EXPECT_EQ(Scan({{"b", "d"}})[0].rows, (Rows{{"b", "2"}, {"c", "3"}}));
  EXPECT_EQ(Scan({{"aa", "cc"}})[0].rows, (Rows{{"b", "2"}, {"c", "3"}}));
  EXPECT_EQ(Scan({{"c", ""}})[0].rows, (Rows{{"c", "3"}, {"d", "4"}}));
  EXPECT_EQ(Scan({{"", "b"}})[0].rows, (Rows{{"a", "1"}}));
}

TEST_P(StoreContractTest, RangeWithoutRoomIsEmpty) {
  Put({{"a", "1"}, {"b", "2"}});
  for (const KeyRange& range : std::vector<KeyRange>{{"b", "b"}, {"b", "a"}, {"c", ""}}) {
    const Page page = Scan({range})[0];
    EXPECT_EQ(page.rows, Rows{}) << range.first << " to " << range.last;
    EXPECT_TRUE(page.complete);
  }
}

TEST_P(StoreContractTest, LimitCutsAndSaysSo) {
  Put({{"a", "1"}, {"b", "2"}, {"c", "3"}});
  const Page cut = Scan({{"a", ""}}, 2)[0];
  EXPECT_EQ(cut.rows, (Rows{{"a", "1"}, {"b", "2"}}));
  EXPECT_FALSE(cut.complete);
  const Page rest = Scan({{cut.rows.back().key + '\0', ""}}, 2)[0];
  EXPECT_EQ(rest.rows, (Rows{{"c", "3"}}));
  EXPECT_TRUE(rest.complete);
}

TEST_P(StoreContractTest, RangeOfExactlyTheLimitIsComplete) {
  Put({{"a", "1"}, {"b", "2"}, {"c", "3"}});
  EXPECT_TRUE(Scan({{"a", "c"}}, 2)[0].complete);
  EXPECT_TRUE(Scan({{"a", ""}}, 3)[0].complete);
  EXPECT_FALSE(Scan({{"a", ""}}, 1)[0].complete);
}

TEST_P(StoreContractTest, RangesOfOneScanAreIndependent) {
  Put({{"a1", ""}, {"a2", ""}, {"a3", ""}, {"b1", ""}, {"c1", ""}});
  const std::vector<Page> pages =
      Scan({PrefixRange("c"), PrefixRange("a"), PrefixRange("x"), PrefixRange("a"), {}}, 2);
  ASSERT_EQ(pages.size(), 5U);
  EXPECT_EQ(pages[0].rows, (Rows{{"c1", ""}}));
  EXPECT_EQ(pages[1].rows, (Rows{{"a1", ""}, {"a2", ""}}));
  EXPECT_EQ(pages[2].rows, Rows{});
  EXPECT_EQ(pages[3].rows, pages[1].rows);
  EXPECT_EQ(pages[4].rows, pages[1].rows);
  EXPECT_TRUE(pages[0].complete && pages[2].complete);
  EXPECT_FALSE(pages[1].complete || pages[3].complete || pages[4].complete);
}

TEST_P(StoreContractTest, PrefixRangeHoldsAllKeysWithThePrefixAndNoOther) {
  const std::string a_ff = Bytes({'a', 0xff});
  const std::string ff = Bytes({0xff});
  Put({{"a", ""}, {a_ff, ""}, {a_ff + ff, ""}, {"b", ""}, {ff, ""}, {ff + ff, ""}, {ff + "z", ""}});
  const auto count = [&](std::string_view prefix) {
    return Scan({PrefixRange(prefix)})[0].rows.size();
  };
  EXPECT_EQ(count(""), 7U);
  EXPECT_EQ(count("a"), 3U);
  EXPECT_EQ(count(a_ff), 2U);
  EXPECT_EQ(count(ff), 3U);
  EXPECT_EQ(count(ff + ff), 1U);
  EXPECT_EQ(count("c"), 0U);
}

TEST_P(StoreContractTest, LaterChangeInABatchWins) {
  WriteBatch batch;
  batch.Put("kept", "1");
  batch.Put("kept", "2");
  batch.Put("gone", "1");
  batch.Delete("gone");
  batch.Delete("back");
  batch.Put("back", "3");
  Commit(batch);
  EXPECT_EQ(All(), (Rows{{"back", "3"}, {"kept", "2"}}));
}

TEST_P(StoreContractTest, DeletedKeyIsGoneAndCanComeBack) {
  Put({{"a", "1"}, {"b", "2"}});
  WriteBatch batch;
  batch.Delete("a");
  batch.Delete("never there");
  Commit(batch);
  EXPECT_EQ(Get("a"), std::nullopt);
  EXPECT_EQ(All(), (Rows{{"b", "2"}}));
  Put({{"a", "3"}});
  EXPECT_EQ(All(), (Rows{{"a", "3"}, {"b", "2"}}));
}

TEST_P(StoreContractTest, EmptyCommitChangesNothing) {
  Put({{"a", "1"}});
  Commit(WriteBatch());
  EXPECT_EQ(All(), (Rows{{"a", "1"}}));
}

TEST_P(StoreContractTest, CommitWithoutSyncIsSeenAtOnce) {
  WriteBatch batch;
  batch.Put("a", "1");
  Must(store().Commit(batch, Durability::kNoSync));
  EXPECT_EQ(Get("a"), "1");
  Step();
  EXPECT_EQ(Get("a"), "1");
}

TEST_P(StoreContractTest, SnapshotStaysAsItWas) {
  Put({{"a", "1"}, {"b", "1"}});
  const auto before = Snapshot();
  WriteBatch batch;
  batch.Put("a", "2");
  batch.Delete("b");
  batch.Put("c", "2");
  Must(store().Commit(batch));
  const auto between = Snapshot();
  batch.Put("a", "3");
  batch.Delete("c");
  Must(store().Commit(batch));

  EXPECT_EQ(All(*before), (Rows{{"a", "1"}, {"b", "1"}}));
  EXPECT_EQ(All(*between), (Rows{{"a", "2"}, {"c", "2"}}));
  EXPECT_EQ(All(), (Rows{{"a", "3"}}));
  EXPECT_EQ(Must(GetOne(*before, "b")), "1");
  EXPECT_EQ(Must(GetOne(*before, "c")), std::nullopt);
}

TEST_P(StoreContractTest, SnapshotOutlivesItsStore) {
  Put({{"a", "1"}});
  const auto snapshot = Snapshot();
  holder_->Close();
  EXPECT_EQ(All(*snapshot), (Rows{{"a", "1"}}));
}

TEST_P(StoreContractTest, ForEachStopsWhenToldTo) {
  Put({{"a", ""}, {"b", ""}, {"c", ""}, {"d", ""}, {"e", ""}});
  std::string seen;
  Must(ForEach(
      *Snapshot(), {"b", ""},
      [&](const KeyValue& row) {
        seen += row.key;
        return row.key != "d";
      },
      2));
  EXPECT_EQ(seen, "bcd");
}

TEST_P(StoreContractTest, ReadersInOtherThreadsSeeWholeCommits) {
  constexpr int kCommits = 200;
  Put({{"x", "0"}, {"y", "0"}});
  std::atomic<bool> done = false;
  std::atomic<int> torn = 0;
  const auto read = [&] {
    while (!done) {
      const auto snapshot = Must(store().Snapshot());
      const auto values = Must(snapshot->Get(std::vector<std::string>{"x", "y"}));
      const auto pages = Must(snapshot->Scan(std::vector<KeyRange>{{}}, 10));
      if (values[0] != values[1] || pages[0].rows.at(1).value != values[0]) ++torn;
    }
  };
  std::vector<std::thread> readers;
  for (int i = 0; i < 3; ++i) readers.emplace_back(read);
  for (int i = 1; i <= kCommits; ++i) {
    WriteBatch batch;
    batch.Put("x", std::to_string(i));
    batch.Put("y", std::to_string(i));
    Must(store().Commit(batch, Durability::kNoSync));
  }
  done = true;
  for (std::thread& reader : readers) reader.join();
  EXPECT_EQ(torn, 0);
}

TEST_P(StoreContractTest, HealthyStoreVerifies) {
  for (int i = 0; i < 20; ++i) Put({{std::to_string(i), std::string(5000, 'x')}});
  Must(store().VerifyChecksums());
}

}  // namespace citygraph::testing
