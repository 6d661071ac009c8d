#include "engine/storage/blocks.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <random>

#include "engine/storage/property_columns.h"
#include "tests/support/must.h"

namespace citygraph {
namespace {

using testing::Must;

// Rows of every kind of value, present and absent, mixed in one property and not.
RelationshipBlock SomeBlock(std::size_t rows, std::mt19937& random,
                            std::vector<records::RelationshipRecord>& records) {
  RelationshipBlock block;
  PropertyColumns columns;
  std::int64_t id = static_cast<std::int64_t>(random() % 100);
  for (std::size_t row = 0; row < rows; ++row) {
    records::RelationshipRecord record{.type = TokenId{static_cast<std::uint32_t>(random() % 3)},
                                       .start = NodeId{random() % 1000},
                                       .end = NodeId{random()}};
    const auto maybe = [&](std::uint32_t token, Value value) {
      if (random() % 3 != 0) record.properties.emplace_back(TokenId{token}, std::move(value));
    };
    maybe(1, static_cast<std::int64_t>(random()) - 2'000'000'000);
    maybe(2, random() % 2 == 0);
    maybe(3, static_cast<double>(random()) / 7);
    maybe(4, std::string(random() % 9, 'x') + std::to_string(random() % 1000));
    maybe(5, random() % 2 == 0 ? "speaker" : "participant");
    maybe(6, random() % 2 == 0 ? Value(1) : Value("one"));
    maybe(7, ValueList{1, nullptr, "a"});
    if (random() % 4 == 0)
      record.evidence.push_back({.line = 7, .confidence = 0.5, .person = "Ana"});
    block.ids.push_back(id += 1 + static_cast<std::int64_t>(random() % 2));
    block.types.push_back(Raw(record.type));
    block.starts.push_back(static_cast<std::int64_t>(Raw(record.start)));
    block.ends.push_back(static_cast<std::int64_t>(Raw(record.end)));
    columns.Add(record.properties, record.evidence);
    records.push_back(std::move(record));
  }
  block.columns = columns.Take();
  return block;
}

void Normalise(records::RelationshipRecord& record) {
  std::ranges::sort(record.properties, {}, [](const auto& entry) { return entry.first; });
}

TEST(BlocksTest, RelationshipsComeBackAsTheyWere) {
  std::mt19937 random(3);
  for (const std::size_t rows : {1, 2, 7, 64, 65, 1000, 1024}) {
    std::vector<records::RelationshipRecord> records;
    const RelationshipBlock block = SomeBlock(rows, random, records);
    const std::string bytes = Encode(block);
    const RelationshipBlock back = Must(DecodeRelationshipBlock(bytes));
    EXPECT_EQ(back.ids, block.ids);
    for (std::size_t row = 0; row < rows; ++row) {
      records::RelationshipRecord record = Must(RecordOf(back, row));
      Normalise(record);
      EXPECT_EQ(record, records[row]) << "row " << row << " of " << rows;
    }
    const RelationshipBlock topology = Must(DecodeRelationshipBlock(bytes, BlockPart::kTopology));
    EXPECT_EQ(topology.ends, block.ends);
    EXPECT_TRUE(topology.columns.empty());
    EXPECT_EQ(Encode(back), bytes);
  }
}

TEST(BlocksTest, NodesComeBackAsTheyWere) {
  PropertyColumns columns;
  NodeBlock block{.labels = {TokenId{0}, TokenId{4}}, .ids = {5, 6, 9}};
  columns.Add({{TokenId{0}, "Durban"}, {TokenId{1}, 42}});
  columns.Add({});
  columns.Add({{TokenId{0}, ""}, {TokenId{2}, ValueMap{{"a", 1}}}});
  block.columns = columns.Take();
  const NodeBlock back = Must(DecodeNodeBlock(Encode(block)));
  EXPECT_EQ(back.labels, block.labels);
  EXPECT_EQ(back.ids, block.ids);
  EXPECT_EQ(Must(RecordOf(back, 0)).properties,
            (records::TokenProperties{{TokenId{0}, "Durban"}, {TokenId{1}, 42}}));
  EXPECT_TRUE(Must(RecordOf(back, 1)).properties.empty());
  EXPECT_EQ(Must(RecordOf(back, 2)).properties,
            (records::TokenProperties{{TokenId{0}, ""}, {TokenId{2}, ValueMap{{"a", 1}}}}));
}

TEST(BlocksTest, CutBlocksAreCorruptionAtEveryLength) {
  std::mt19937 random(4);
  std::vector<records::RelationshipRecord> records;
  const std::string whole = Encode(SomeBlock(40, random, records));
  for (std::size_t length = 0; length < whole.size(); ++length) {
    const auto block = DecodeRelationshipBlock(std::string_view(whole).substr(0, length));
    ASSERT_FALSE(block) << "cut to " << length;
    EXPECT_EQ(block.error().code, ErrorCode::kCorruption);
  }
  EXPECT_FALSE(DecodeRelationshipBlock(whole + '\0'));
}

// Damaged bytes give an error or another block, never a read past the end (the sanitizers watch).
TEST(BlocksTest, ChangedBytesNeverCrash) {
  std::mt19937 random(21);
  std::vector<records::RelationshipRecord> records;
  const std::string sound = Encode(SomeBlock(30, random, records));
  for (int round = 0; round < 5000; ++round) {
    std::string bytes = sound;
    for (auto left = 1 + random() % 3; left > 0; --left)
      bytes[random() % bytes.size()] = static_cast<char>(random());
    if (const auto block = DecodeRelationshipBlock(bytes)) {
      for (std::size_t row = 0; row < block->ids.size(); ++row)
        IgnoreError(RecordOf(*block, row), "either is right");
    }
    IgnoreError(DecodeNodeBlock(bytes), "either is right");
  }
}

// Ten thousand participations as a bulk import writes them: the bytes a relationship.
TEST(BlocksTest, AParticipationTakesAFewBytes) {
  std::mt19937 random(1);
  std::size_t bytes = 0;
  for (int i = 0; i < 10; ++i) {
    RelationshipBlock block;
    PropertyColumns columns;
    for (std::int64_t row = 0; row < 1000; ++row) {
      block.ids.push_back(i * 1000 + row);
      block.types.push_back(2);
      block.starts.push_back(row / 25);
      block.ends.push_back(140'000 + static_cast<std::int64_t>(random() % 1'000'000));
      columns.Add({{TokenId{3}, random() % 2 == 0 ? "speaker" : "participant"}});
    }
    block.columns = columns.Take();
    bytes += Encode(block).size();
  }
  EXPECT_LT(bytes, 40'000U);
}

}  // namespace
}  // namespace citygraph
