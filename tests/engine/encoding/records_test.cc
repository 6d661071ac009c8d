#include "engine/encoding/records.h"

#include <gtest/gtest.h>

#include <functional>
#include <limits>
#include <random>

#include "tests/support/must.h"

namespace citygraph::records {
namespace {

using namespace std::literals;
using testing::Must;

NodeRecord FullNode() {
  NodeRecord record;
  record.labels = {TokenId{0}, TokenId{300}};
  record.properties = {
      {TokenId{0}, "Durban"},
      {TokenId{1}, 42},
      {TokenId{2}, true},
      {TokenId{3}, -1.5},
      {TokenId{4}, ValueList{1, nullptr, "a\0b"s, ValueList{}}},
      {TokenId{5}, ValueMap{{"a", false}, {"", nullptr}, {"deep", ValueMap{{"x", -7}}}}},
      {TokenId{70000}, ""}};
  return record;
}

RelationshipRecord FullRelationship() {
  RelationshipRecord record;
  record.type = TokenId{2};
  record.start = NodeId{7};
  record.end = NodeId{std::numeric_limits<std::uint64_t>::max()};
  record.properties = {{TokenId{6}, "mentor"}};
  record.evidence = {{.document = TokenId{0},
                      .rule = TokenId{1},
                      .line = 24,
                      .start = 23,
                      .end = 44,
                      .confidence = 0.6},
                     {.rule = TokenId{2}, .confidence = 1, .person = "Ana", .date = "2026-11-23"}};
  return record;
}

// Bytes that are not a record are told from one: cut anywhere, or with a byte too many.
void ExpectDamaged(const std::string& whole,
                   const std::function<bool(std::string_view)>& is_damaged) {
  for (std::size_t length = 0; length < whole.size(); ++length) {
    EXPECT_TRUE(is_damaged(std::string_view(whole).substr(0, length)))
        << "cut to " << length << " of " << whole.size();
  }
  EXPECT_TRUE(is_damaged(whole + '\0')) << "a byte too many";
}

template <class T>
bool IsCorruption(const Result<T>& result) {
  return !result && result.error().code == ErrorCode::kCorruption;
}

TEST(RecordsTest, NodesComeBack) {
  EXPECT_EQ(Must(DecodeNode(Encode(FullNode()))), FullNode());
  EXPECT_EQ(Must(DecodeNode(Encode(NodeRecord{}))), NodeRecord{});
}

TEST(RecordsTest, RelationshipsComeBackWithTheirEvidence) {
  EXPECT_EQ(Must(DecodeRelationship(Encode(FullRelationship()))), FullRelationship());
  EXPECT_EQ(Must(DecodeRelationship(Encode(RelationshipRecord{}))), RelationshipRecord{});
}

TEST(RecordsTest, EveryValueComesBack) {
  const double nan = std::numeric_limits<double>::quiet_NaN();
  const std::vector<Value> values = {nullptr,
                                     false,
                                     true,
                                     0,
                                     -1,
                                     std::numeric_limits<std::int64_t>::max(),
                                     std::numeric_limits<std::int64_t>::min(),
                                     0.1,
                                     nan,
                                     -std::numeric_limits<double>::infinity(),
                                     "",
                                     "S\xe3o"s,  // no UTF-8, kept as it is
                                     std::string(5000, 'x'),
                                     ValueList{},
                                     ValueList{ValueList{ValueMap{{"a", ValueList{nan}}}}},
                                     ValueMap{{"b", 1}, {"a", 2}}};
  for (const Value& value : values) {
    const NodeRecord record{.properties = {{TokenId{1}, value}}};
    EXPECT_EQ(Must(DecodeNode(Encode(record))), record);
  }
}

TEST(RecordsTest, TheOrderOfAMapsKeysComesBack) {
  const NodeRecord record{.properties = {{TokenId{1}, ValueMap{{"b", 1}, {"a", 2}}}}};
  const NodeRecord back = Must(DecodeNode(Encode(record)));
  EXPECT_EQ(back.properties.front().second.AsMap()->begin()->key, "b");
}

TEST(RecordsTest, NamesAndNumbersComeBack) {
  for (const std::vector<std::string>& names :
       {std::vector<std::string>{}, std::vector<std::string>{""},
        std::vector<std::string>{"durban", "", "ethekwini"}}) {
    EXPECT_EQ(Must(DecodeNames(EncodeNames(names))), names);
  }
  for (const std::uint64_t number :
       {std::uint64_t{0}, std::uint64_t{300}, std::numeric_limits<std::uint64_t>::max()}) {
    EXPECT_EQ(Must(DecodeNumber(EncodeNumber(number))), number);
  }
}

TEST(RecordsTest, CutRecordsAreCorruptionAtEveryLength) {
  ExpectDamaged(Encode(FullNode()),
                [](std::string_view bytes) { return IsCorruption(DecodeNode(bytes)); });
  ExpectDamaged(Encode(FullRelationship()),
                [](std::string_view bytes) { return IsCorruption(DecodeRelationship(bytes)); });
  ExpectDamaged(EncodeNames({"durban", "ethekwini"}),
                [](std::string_view bytes) { return IsCorruption(DecodeNames(bytes)); });
  ExpectDamaged(EncodeNumber(300),
                [](std::string_view bytes) { return IsCorruption(DecodeNumber(bytes)); });
}

TEST(RecordsTest, UnknownTagsAndCountsBeyondTheEndAreCorruption) {
  EXPECT_TRUE(IsCorruption(DecodeNode("\x00\x01\x00\x08"sv))) << "no such kind of value";
  EXPECT_TRUE(IsCorruption(DecodeNode("\xff\xff\xff\xff\xff\xff\xff\xff\xff\x01"sv)))
      << "2^64-1 labels";
  EXPECT_TRUE(IsCorruption(DecodeNode("\x00\x01\x00\x06\xff\xff\xff\xff\x0f"sv)))
      << "4 milliard items";
  EXPECT_TRUE(IsCorruption(DecodeNames("\xff\xff\xff\xff\x0f"sv)));
}

TEST(RecordsTest, NumbersBeyond32BitsAreCorruptionWhereTokensAndLinesStand) {
  // 2^32 as a varint is 80 80 80 80 10; 2^32 - 1 is ff ff ff ff 0f.
  EXPECT_TRUE(IsCorruption(DecodeNode("\x01\x80\x80\x80\x80\x10\x00"sv))) << "label";
  EXPECT_FALSE(IsCorruption(DecodeNode("\x01\xff\xff\xff\xff\x0f\x00"sv)));
  EXPECT_TRUE(IsCorruption(DecodeNode("\x00\x01\x80\x80\x80\x80\x10\x01"sv))) << "property";
  EXPECT_TRUE(IsCorruption(DecodeRelationship("\x80\x80\x80\x80\x10\x00\x00\x00\x00"sv)));
  const std::string evidence =
      "\x00\x00\x00\x00\x01"s;  // type, start, end, properties, one statement
  for (std::size_t field = 0; field < 5; ++field) {
    std::string bytes = evidence;
    for (std::size_t i = 0; i < 5; ++i) bytes += i == field ? "\x80\x80\x80\x80\x10"s : "\x00"s;
    bytes.append(8 + 2, '\0');  // sure, of nobody, on no day
    EXPECT_TRUE(IsCorruption(DecodeRelationship(bytes))) << "field " << field;
  }
}

TEST(RecordsTest, TheDeepestValueComesBackAndADeeperOneIsRefused) {
  Value value = 1;
  for (int depth = 0; depth < kDeepestValue; ++depth) {
    value = depth % 2 == 0 ? Value(ValueList{value}) : Value(ValueMap{{"in", value}});
  }
  Must(CheckStorable(value));
  const NodeRecord record{.properties = {{TokenId{1}, value}}};
  EXPECT_EQ(Must(DecodeNode(Encode(record))), record);
  const Status deeper = CheckStorable(ValueList{value});
  ASSERT_FALSE(deeper);
  EXPECT_EQ(deeper.error().code, ErrorCode::kInvalidInput);
}

TEST(RecordsTest, ListsInListsEndSomewhere) {
  std::string bytes("\x00\x01\x00"sv);
  for (int depth = 0; depth < 100000; ++depth) bytes.append("\x06\x01"sv);
  bytes.push_back('\0');
  EXPECT_TRUE(IsCorruption(DecodeNode(bytes)));
}

// Damaged bytes give an error or another record, never a read past the end (the sanitizers watch).
TEST(RecordsTest, ChangedBytesNeverCrash) {
  std::mt19937 random(21);
  const std::string node = Encode(FullNode());
  const std::string relationship = Encode(FullRelationship());
  for (int round = 0; round < 20000; ++round) {
    std::string bytes = round % 2 == 0 ? node : relationship;
    for (auto left = 1 + random() % 3; left > 0; --left)
      bytes[random() % bytes.size()] = static_cast<char>(random());
    IgnoreError(DecodeNode(bytes), "either is right");
    IgnoreError(DecodeRelationship(bytes), "either is right");
    IgnoreError(DecodeNames(bytes), "either is right");
  }
}

TEST(RecordsTest, TemporalValuesComeBackAndImpossibleOnesAreDamage) {
  NodeRecord node;
  const Value values[] = {
      ToDate({-999'999'999, 1, 1}),
      LocalTime{kNanosecondsPerDay - 1},
      Time{{1}, -3600},
      LocalDateTime{-1, 999'999'999},
      DateTime{{-1, 5}, 7200, std::make_shared<const std::string>("Europe/Rome")},
      DateTime{{-1, 5}, 7200, nullptr},
      Duration{-14, 3, -1, 600'000'000},
      ValueList{Date{1}, Date{2}}};
  for (const Value& value : values) node.properties.emplace_back(TokenId{0}, value);
  const auto read = DecodeNode(Encode(node));
  ASSERT_TRUE(read.has_value());
  EXPECT_EQ(*read, node);

  NodeRecord late;
  late.properties.emplace_back(TokenId{0}, LocalTime{kNanosecondsPerDay});
  EXPECT_FALSE(DecodeNode(Encode(late)).has_value());
}

}  // namespace
}  // namespace citygraph::records
