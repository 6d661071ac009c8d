#include "engine/encoding/keys.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <limits>
#include <random>

namespace citygraph::keys {
namespace {

using namespace std::literals;

constexpr double kInfinity = std::numeric_limits<double>::infinity();

std::string Ordered(const Value& value) { return OrderedBytes(value).value(); }

void ExpectAscending(const std::vector<Value>& values) {
  for (std::size_t i = 1; i < values.size(); ++i) {
    EXPECT_LT(Ordered(values[i - 1]), Ordered(values[i])) << "values " << i - 1 << " and " << i;
  }
}

TEST(OrderedBytesTest, NumbersSortBySizeAcrossZeroAndBetweenKinds) {
  ExpectAscending({-kInfinity, -1e300,   std::numeric_limits<std::int64_t>::min(),
                   -1000000,   -2.5,     -2,
                   -1.5,       -1,       -0.5,
                   -5e-324,    0,        5e-324,
                   0.5,        1,        1.5,
                   2,          255,      256,
                   65536,      1e15,     std::numeric_limits<std::int64_t>::max(),
                   1e300,      kInfinity});
}

TEST(OrderedBytesTest, AnIntegerAndAFloatOfOneSizeAreOne) {
  EXPECT_EQ(Ordered(7), Ordered(7.0));
  EXPECT_EQ(Ordered(-7), Ordered(-7.0));
  EXPECT_EQ(Ordered(0), Ordered(-0.0));
}

TEST(OrderedBytesTest, RandomNumbersSortAsTheirValues) {
  std::mt19937_64 random(11);
  std::vector<double> numbers;
  for (int i = 0; i < 2000; ++i) {
    const auto any = std::bit_cast<double>(random());
    if (any == any) numbers.push_back(any);
    numbers.push_back(static_cast<double>(static_cast<std::int32_t>(random())) / 16);
  }
  std::ranges::sort(numbers);
  numbers.erase(std::ranges::unique(numbers).begin(), numbers.end());
  ExpectAscending({numbers.begin(), numbers.end()});
}

TEST(OrderedBytesTest, StringsSortByTheirBytes) {
  ExpectAscending({"", "\0"s, "\0\0"s, "\0a"s, "\x01"s, "A", "a", "a\0"s, "a\0\0"s, "a\0b"s,
                   "a\0\xff"s, "a\x01"s, "aa", "ab", "b", "é", "北", "\xff"});
}

TEST(OrderedBytesTest, RandomStringsWithZeroBytesSortAsTheirBytes) {
  std::mt19937 random(12);
  std::vector<std::string> texts;
  for (int i = 0; i < 1000; ++i) {
    std::string text;
    for (auto left = random() % 6; left > 0; --left)
      text.push_back("\0\0\x01\x7f\x80\xff"[random() % 6]);
    texts.push_back(text);
  }
  std::ranges::sort(texts,
                    [](const std::string& a, const std::string& b) { return a.compare(b) < 0; });
  texts.erase(std::ranges::unique(texts).begin(), texts.end());
  ExpectAscending({texts.begin(), texts.end()});
}

TEST(OrderedBytesTest, KindsDoNotMixInARange) {
  EXPECT_LT(Ordered(true), Ordered(-kInfinity));
  EXPECT_LT(Ordered(kInfinity), Ordered(""));
  EXPECT_LT(Ordered(false), Ordered(true));
}

TEST(OrderedBytesTest, WhatIsNotIndexedGivesNothing) {
  EXPECT_FALSE(OrderedBytes(Value()));
  EXPECT_FALSE(OrderedBytes(ValueList{1}));
  EXPECT_FALSE(OrderedBytes(ValueMap{{"a", 1}}));
}

// No value's bytes start another's: a range of one value never holds keys of another.
TEST(OrderedBytesTest, NoValueIsThePrefixOfAnother) {
  const std::vector<Value> values = {false, true, 0,    1,      -1,       1.5,        256,
                                     "",    "a",  "ab", "a\0"s, "a\0\0"s, "a\0\xff"s, "\0"s};
  for (const Value& a : values) {
    for (const Value& b : values) {
      if (a == b) continue;
      EXPECT_FALSE(Ordered(a).starts_with(Ordered(b)));
    }
  }
}

TEST(KeysTest, IdsSortAsNumbers) {
  std::vector<std::uint64_t> ids = {
      0, 1, 255, 256, 65535, 65536, 0x7fffffffffffffff, 0x8000000000000000, 0xffffffffffffffff};
  for (std::size_t i = 1; i < ids.size(); ++i) {
    EXPECT_LT(Node(NodeId{ids[i - 1]}), Node(NodeId{ids[i]}));
    EXPECT_LT(Relationship(RelationshipId{ids[i - 1]}), Relationship(RelationshipId{ids[i]}));
    EXPECT_LT(Label(TokenId{1}, NodeId{ids[i - 1]}), Label(TokenId{1}, NodeId{ids[i]}));
  }
}

TEST(KeysTest, AdjacencySortsByNodeSideTypeNeighbourRelationship) {
  const auto key = [](std::uint64_t node, Side side, std::uint32_t type, std::uint64_t neighbour,
                      std::uint64_t id) {
    return Adjacency(NodeId{node}, side, TokenId{type}, NodeId{neighbour}, RelationshipId{id});
  };
  const std::vector<std::string> sorted = {
      key(1, Side::kOutgoing, 0, 9, 9),   key(1, Side::kOutgoing, 1, 2, 9),
      key(1, Side::kOutgoing, 1, 3, 1),   key(1, Side::kOutgoing, 1, 3, 2),
      key(1, Side::kOutgoing, 300, 0, 0), key(1, Side::kIncoming, 0, 0, 0),
      key(256, Side::kOutgoing, 0, 0, 0),
  };
  EXPECT_TRUE(std::ranges::is_sorted(sorted));
}

TEST(KeysTest, EveryPrefixStartsItsKeysAndNoOthers) {
  const std::string key =
      Adjacency(NodeId{1}, Side::kIncoming, TokenId{2}, NodeId{3}, RelationshipId{4});
  EXPECT_TRUE(key.starts_with(TablePrefix(Table::kAdjacency)));
  EXPECT_TRUE(key.starts_with(AdjacencyPrefix(NodeId{1})));
  EXPECT_TRUE(key.starts_with(AdjacencyPrefix(NodeId{1}, Side::kIncoming)));
  EXPECT_TRUE(key.starts_with(AdjacencyPrefix(NodeId{1}, Side::kIncoming, TokenId{2})));
  EXPECT_FALSE(key.starts_with(AdjacencyPrefix(NodeId{1}, Side::kOutgoing)));
  EXPECT_FALSE(key.starts_with(AdjacencyPrefix(NodeId{2})));
  EXPECT_TRUE(Label(TokenId{1}, NodeId{7}).starts_with(LabelPrefix(TokenId{1})));

  const std::string property = Property(TokenId{1}, TokenId{2}, "São", NodeId{5});
  EXPECT_TRUE(property.starts_with(PropertyPrefix(TokenId{1}, TokenId{2})));
  EXPECT_TRUE(property.starts_with(PropertyPrefix(TokenId{1}, TokenId{2}, "São")));
  EXPECT_FALSE(property.starts_with(PropertyPrefix(TokenId{1}, TokenId{2}, "Sã")));
  EXPECT_FALSE(property.starts_with(PropertyPrefix(TokenId{1}, TokenId{3})));

  const std::string name = Name("durban", NodeId{9});
  EXPECT_TRUE(name.starts_with(NamePrefix("durban")));
  EXPECT_FALSE(name.starts_with(NamePrefix("durba")));
  EXPECT_TRUE(name.starts_with(NameStartingWith("durba")));
}

TEST(KeysTest, AShorterNameSortsBeforeThoseThatGoOn) {
  EXPECT_LT(Name("durban", NodeId{std::numeric_limits<std::uint64_t>::max()}),
            Name("durban north", NodeId{0}));
}

TEST(KeysTest, EveryTableHasAByteOfItsOwn) {
  std::vector<std::string> prefixes;
  for (const Table table : {Table::kMeta, Table::kDictionary, Table::kNode, Table::kRelationship,
                            Table::kAdjacency, Table::kLabel, Table::kIndex, Table::kProperty,
                            Table::kName, Table::kAliases, Table::kCount}) {
    prefixes.push_back(TablePrefix(table));
  }
  std::ranges::sort(prefixes);
  EXPECT_EQ(std::ranges::adjacent_find(prefixes), prefixes.end());
}

TEST(KeysTest, KeysComeApartAgain) {
  const auto adjacency = ParseAdjacency(
      Adjacency(NodeId{1}, Side::kIncoming, TokenId{2}, NodeId{3}, RelationshipId{4}));
  ASSERT_TRUE(adjacency);
  EXPECT_EQ(adjacency->node, NodeId{1});
  EXPECT_EQ(adjacency->side, Side::kIncoming);
  EXPECT_EQ(adjacency->type, TokenId{2});
  EXPECT_EQ(adjacency->neighbour, NodeId{3});
  EXPECT_EQ(adjacency->relationship, RelationshipId{4});

  const auto word = ParseDictionary(Dictionary(WordKind::kText, TokenId{70000}));
  ASSERT_TRUE(word);
  EXPECT_EQ(word->kind, WordKind::kText);
  EXPECT_EQ(word->token, TokenId{70000});

  const std::string name_key = Name("sao tome", NodeId{0});  // the node's bytes are all zero
  const auto name = ParseName(name_key);
  ASSERT_TRUE(name);
  EXPECT_EQ(name->folded, "sao tome");
  EXPECT_EQ(name->node, NodeId{0});

  EXPECT_EQ(ParseNode(Node(NodeId{7})), NodeId{7});
  EXPECT_EQ(ParseRelationship(Relationship(RelationshipId{8})), RelationshipId{8});
  EXPECT_EQ(TrailingNode(Label(TokenId{1}, NodeId{7})), NodeId{7});
  EXPECT_EQ(TrailingNode(Property(TokenId{1}, TokenId{2}, "a\0b"s, NodeId{5})), NodeId{5});
  const auto index = ParseIndex(Index(TokenId{1}, TokenId{2}));
  ASSERT_TRUE(index);
  EXPECT_EQ(index->label, TokenId{1});
  EXPECT_EQ(index->property, TokenId{2});
}

TEST(KeysTest, NoParserTakesAKeyThatIsCutOrTooLong) {
  const std::string adjacency =
      Adjacency(NodeId{1}, Side::kOutgoing, TokenId{2}, NodeId{3}, RelationshipId{4});
  const std::string dictionary = Dictionary(WordKind::kType, TokenId{3});
  const std::string node = Node(NodeId{7});
  const std::string relationship = Relationship(RelationshipId{7});
  const std::string index = Index(TokenId{1}, TokenId{2});
  for (std::size_t length = 0; length < adjacency.size(); ++length) {
    const auto cut = [&](const std::string& key) {
      return key.substr(0, std::min(length, key.size() - 1));
    };
    EXPECT_FALSE(ParseAdjacency(cut(adjacency)));
    EXPECT_FALSE(ParseDictionary(cut(dictionary)));
    EXPECT_FALSE(ParseNode(cut(node)));
    EXPECT_FALSE(ParseRelationship(cut(relationship)));
    EXPECT_FALSE(ParseIndex(cut(index)));
  }
  EXPECT_FALSE(ParseAdjacency(adjacency + 'x'));
  EXPECT_FALSE(ParseDictionary(dictionary + 'x'));
  EXPECT_FALSE(ParseNode(node + 'x'));
  EXPECT_FALSE(ParseRelationship(relationship + 'x'));
  EXPECT_FALSE(ParseIndex(index + 'x'));
  EXPECT_FALSE(ParseName("F"));
  EXPECT_FALSE(ParseName("Fdurban"));
  EXPECT_FALSE(ParseName(NamePrefix("durban")));
}

TEST(KeysTest, NoParserTakesAKeyOfAnotherTableOrAnUnknownKind) {
  EXPECT_FALSE(ParseNode(Relationship(RelationshipId{7})));
  EXPECT_FALSE(ParseRelationship(Node(NodeId{7})));
  EXPECT_FALSE(ParseName(Label(TokenId{1}, NodeId{7})));
  std::string side =
      Adjacency(NodeId{1}, Side::kIncoming, TokenId{2}, NodeId{3}, RelationshipId{4});
  side[9] = '\x02';
  EXPECT_FALSE(ParseAdjacency(side));
  std::string kind = Dictionary(WordKind::kText, TokenId{3});
  kind[1] = '\x04';
  EXPECT_FALSE(ParseDictionary(kind));
  EXPECT_FALSE(TrailingNode("12345678"));  // eight bytes, and no table before them
}

}  // namespace
}  // namespace citygraph::keys
