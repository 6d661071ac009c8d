#include "engine/adjacency/text_packing.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <random>

#include "engine/adjacency/adjacency_format.h"
#include "tests/engine/adjacency/adjacency_fixture.h"

namespace citygraph {
namespace {

using namespace testing;
using ::testing::ElementsAre;
using ::testing::HasSubstr;

std::vector<std::string> Titles(std::size_t count) {
  const std::vector<std::string> words = {"Green",   "mobility",   "workshop", "staff exchange",
                                          "São",     "water",      "housing",  "Lisboa",
                                          "Niterói", "study visit"};
  std::mt19937 random(7);
  std::vector<std::string> titles;
  for (std::size_t i = 0; i < count; ++i) {
    titles.push_back(words[random() % words.size()] + ' ' + words[random() % words.size()] + ' ' +
                     std::to_string(i));
  }
  return titles;
}

std::string Packed(const TextPacker& packer, std::string_view text) {
  std::string packed;
  packer.Pack(text, packed);
  return packed;
}

void ExpectAllComeBack(const std::vector<std::string>& texts) {
  const SymbolTable table = FindSymbols({texts.begin(), texts.end()});
  const TextPacker packer(table);
  std::string scratch;
  for (const std::string& text : texts) {
    const std::string packed = Packed(packer, text);
    ASSERT_LE(packed.size(), 2 * text.size());
    ASSERT_EQ(Unpack(table, packed, scratch), text);
  }
}

TEST(TextPackingTest, EveryTextComesBack) {
  ExpectAllComeBack(Titles(5000));
  ExpectAllComeBack({});
  ExpectAllComeBack({""});
  ExpectAllComeBack({"", "a", "", "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa", "aa"});
  // Zeros are what the packer sees behind the end of a text.
  using std::string_literals::operator""s;
  ExpectAllComeBack({"a\0b\0\0\0"s, "a"s, "a\0"s, "\0"s, "a\0"s, "a\0"s, "b\0a\0\0a"s, "\0\0\0"s});
}

TEST(TextPackingTest, RandomBytesComeBackWithATableOfOtherTexts) {
  const auto titles = Titles(100);
  for (unsigned seed = 0; seed < 50; ++seed) {
    std::mt19937 random(seed);
    std::vector<std::string> texts;
    const unsigned bytes = 1 + random() % 256;  // how many different ones
    for (int i = 0; i < 200; ++i) {
      std::string& text = texts.emplace_back();
      for (std::size_t left = random() % 40; left > 0; --left)
        text.push_back(static_cast<char>(random() % bytes));
    }
    SCOPED_TRACE("seed " + std::to_string(seed));
    ExpectAllComeBack(texts);
    const SymbolTable table = FindSymbols({titles.begin(), titles.end()});
    std::string scratch;
    for (const std::string& text : texts)
      ASSERT_EQ(Unpack(table, Packed(TextPacker(table), text), scratch), text);
  }
}

TEST(TextPackingTest, TextsThatShareWordsTakeLessThanHalf) {
  const auto titles = Titles(5000);
  const TextPacker packer(FindSymbols({titles.begin(), titles.end()}));
  std::size_t plain = 0;
  std::size_t packed = 0;
  for (const std::string& title : titles) {
    plain += title.size();
    packed += Packed(packer, title).size();
  }
  EXPECT_LT(packed, plain / 2);
}

TEST(TextPackingTest, AnyBytesAreReadWithinBounds) {
  SymbolTable table;
  table.bytes.fill(0x6161616161616161);
  table.sizes.fill(200);  // damaged: taken as none
  std::string scratch;
  EXPECT_EQ(Unpack(table, "abc", scratch), "");
  table.sizes.fill(8);
  EXPECT_EQ(Unpack(table, "ab", scratch), std::string(16, 'a'));
  EXPECT_EQ(Unpack(table, "a\xff", scratch), std::string(8, 'a')) << "an escape at the end";
  EXPECT_EQ(Unpack(table,
                   "\xff\xff"
                   "a",
                   scratch),
            "\xff" + std::string(8, 'a'));
}

std::shared_ptr<const Adjacency> WithTitles(const std::vector<std::string>& titles) {
  const auto builder = Must(AdjacencyBuilder::InMemory(
      {.sequence = 1, .node_limit = titles.size() + 2, .relationship_limit = 1}));
  ColumnDraft column{.property = TokenId{4}, .kind = ColumnKind::kText, .indexed = true};
  column.AddAbsent();
  for (const std::string& title : titles) column.AddText(title);
  column.AddAbsent();
  Must(builder->AddNodes({.labels = {TokenId{0}},
                          .runs = {{0, static_cast<NodeNumber>(titles.size() + 2)}},
                          .columns = {std::move(column)}}));
  return Must(builder->Finish());
}

TEST(TextPackingTest, AColumnOfManyTextsIsPackedAndFoundIn) {
  const auto titles = Titles(5000);
  const auto adjacency = WithTitles(titles);
  Must(adjacency->Verify());
  std::size_t plain = 0;
  for (const std::string& title : titles) plain += title.size();
  EXPECT_LT(adjacency->size_bytes(), 0.6 * static_cast<double>(plain) + 4.0 * 5000 + 2.0 * 5000);
  const Column& column = *adjacency->node_tables()[0].FindColumn(TokenId{4});
  std::string scratch;
  for (std::uint32_t i = 0; i < titles.size(); ++i) {
    ASSERT_EQ(column.Text(i + 1, scratch), titles[i]);
    ASSERT_THAT(column.FindText(titles[i]), ElementsAre(i + 1));
  }
  EXPECT_EQ(column.Text(0, scratch), "");
  EXPECT_EQ(column.Text(5001, scratch), "");
  const std::vector<std::uint64_t> rows = {4000, 0, 1, 1, 5001, 5002, ~std::uint64_t{0}, 17};
  const TextRows several = column.Texts(rows);
  ASSERT_EQ(several.size(), rows.size());
  for (std::size_t i = 0; i < rows.size(); ++i)
    EXPECT_EQ(several[i], column.Text(rows[i], scratch)) << "row " << rows[i];
  EXPECT_EQ(column.Texts({}).size(), 0U);
  EXPECT_THAT(column.FindText("Green"), ElementsAre());
}

TEST(TextPackingTest, TextsThatShareNothingAreLeftAsTheyAre) {
  std::mt19937 random(1);
  std::vector<std::string> noise(1000);
  for (std::string& text : noise) {
    for (int i = 0; i < 40; ++i) text.push_back(static_cast<char>(random() % 256));
  }
  const auto adjacency = WithTitles(noise);
  Must(adjacency->Verify());
  std::string scratch;
  const Column& column = *adjacency->node_tables()[0].FindColumn(TokenId{4});
  const std::string_view text = column.Text(500, scratch);
  EXPECT_EQ(text, noise[499]);
  EXPECT_NE(text.data(), scratch.data()) << "it points into the file";
  const TextRows several = column.Texts(std::vector<std::uint64_t>{500, 1});
  EXPECT_EQ(several[0], noise[499]);
  EXPECT_EQ(several[1], noise[0]);
}

}  // namespace
}  // namespace citygraph
