// Phrases found in texts by stem.
#include "importers/text/phrases.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>
#include <vector>

namespace citygraph::importers {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;

class PhrasesTest : public ::testing::Test {
 protected:
  std::optional<std::uint32_t> Add(std::string_view phrase, std::uint32_t value) {
    return table_.Add(Words(phrase), Language::kEnglish, value);
  }
  std::vector<std::uint32_t> Find(std::string_view text) const {
    std::vector<std::uint32_t> values;
    for (const auto& match : table_.Find(StemmedWords(Words(text), Language::kEnglish)))
      values.push_back(match.value);
    return values;
  }
  PhraseTable table_;
};

TEST_F(PhrasesTest, APhraseKeepsTheNumberItWasFirstAddedWith) {
  EXPECT_EQ(Add("public space", 1), 1U);
  EXPECT_EQ(Add("Public Spaces", 2), 1U);
  EXPECT_EQ(Add("the", 3), std::nullopt);
}

TEST_F(PhrasesTest, TheLongestIsFoundAndNoneOverlap) {
  Add("water", 1);
  Add("water supply", 2);
  Add("water supply of cities", 3);
  Add("supply chain", 4);
  EXPECT_THAT(Find("Water supplies, water"), ElementsAre(2, 1));
  EXPECT_THAT(Find("Water supply chains"), ElementsAre(2));
  EXPECT_THAT(Find("The water supply of the city"), ElementsAre(3));
  EXPECT_THAT(Find("Supply of water"), ElementsAre(1));
}

TEST_F(PhrasesTest, WordsThatPartKeepAPhraseFromForming) {
  Add("plastic waste", 1);
  Add("monitoring and evaluation", 2);
  EXPECT_THAT(Find("Plastic and waste"), IsEmpty());
  EXPECT_THAT(Find("Plastics with waste pickers"), IsEmpty());
  EXPECT_THAT(Find("Monitoring and evaluation"), ElementsAre(2));
}

TEST_F(PhrasesTest, MaskedWordsAreOfNoPhrase) {
  Add("lake", 1);
  const Words words("Salt Lake City has a lake");
  StemmedWords stems(words, Language::kEnglish);
  stems.Mask(words, 0, 14);
  const auto found = table_.Find(stems);
  ASSERT_EQ(found.size(), 1U);
  EXPECT_EQ(words.Text(stems.word[found[0].first], stems.word[found[0].first] + 1), "lake");
}

}  // namespace
}  // namespace citygraph::importers
