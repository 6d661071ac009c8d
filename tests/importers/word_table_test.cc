#include "importers/text/word_table.h"

#include <gtest/gtest.h>

#include <random>
#include <set>
#include <string>

#include "importers/text/word_cache.h"

namespace citygraph::importers {
namespace {

// Words of one to forty letters of a small alphabet: many share a beginning, an end or a hash slot.
std::string RandomWord(std::mt19937& random) {
  std::string word;
  for (std::size_t size = 1 + random() % 40; size > 0; --size)
    word.push_back(static_cast<char>('a' + random() % 2));
  return word;
}

TEST(WordTableTest, HoldsWhatWasAddedAndNothingElse) {
  std::mt19937 random(1);
  std::set<std::string> words;
  while (words.size() < 500) words.insert(RandomWord(random));
  WordMap<std::size_t> map;
  for (const std::string& word : words) map.Add(word, word.size());
  for (const std::string& word : words) {
    ASSERT_NE(map.Find(word), nullptr) << word;
    EXPECT_EQ(*map.Find(word), word.size());
  }
  for (int i = 0; i < 2000; ++i) {
    const std::string word = RandomWord(random);
    EXPECT_EQ(map.Find(word) != nullptr, words.contains(word)) << word;
  }
}

TEST(WordTableTest, TheFirstMeaningOfAWordStands) {
  const WordMap<int> map = {{"of", 1}, {"of", 2}};
  ASSERT_NE(map.Find("of"), nullptr);
  EXPECT_EQ(*map.Find("of"), 1);
  EXPECT_EQ(WordMap<int>().Find("of"), nullptr);
}

TEST(WordTableTest, ASetIsReadFromAList) {
  const WordSet set("of de do");
  EXPECT_TRUE(set.contains("of"));
  EXPECT_TRUE(set.contains("do"));
  EXPECT_FALSE(set.contains("d"));
  EXPECT_FALSE(set.contains("of de"));
  EXPECT_FALSE(set.contains(""));
}

TEST(WordCacheTest, AWordIsFoundOutOnceWhileItIsRemembered) {
  WordCache<std::size_t> cache;
  int asked = 0;
  const auto size_of = [&](const std::string& word) {
    return cache.Of(word, [&] {
      ++asked;
      return word.size();
    });
  };
  EXPECT_EQ(size_of("quito"), 5U);
  EXPECT_EQ(size_of("quito"), 5U);
  EXPECT_EQ(asked, 1);
}

TEST(WordCacheTest, WordsThatShareASlotKeepTheirOwnValues) {
  std::mt19937 random(2);
  WordCache<std::string, 4> cache;
  for (int i = 0; i < 2000; ++i) {
    const std::string word = i % 100 == 0 ? std::string() : RandomWord(random);
    EXPECT_EQ(cache.Of(word, [&] { return word; }), word);
  }
}

}  // namespace
}  // namespace citygraph::importers
