#include "importers/text/words.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "engine/base/unicode.h"

namespace citygraph::importers {
namespace {

using ::testing::ElementsAre;

std::vector<Gap> GapsOf(std::string_view row) {
  const Words words(row);
  std::vector<Gap> gaps;
  for (std::size_t i = 0; i + 1 < words.size(); ++i) gaps.push_back(words[i].gap);
  return gaps;
}

TEST(WordsTest, ARowWithoutLettersHasNoWords) {
  EXPECT_TRUE(Words("").empty());
  EXPECT_TRUE(Words(" \t — •, ").empty());
}

TEST(WordsTest, OffsetsCountCodePointsAndBytesApart) {
  const Words words("• São Tomé");
  ASSERT_EQ(words.size(), 2U);
  EXPECT_EQ(words[0].start, 2U);
  EXPECT_EQ(words[0].end, 5U);
  EXPECT_EQ(words[0].byte_start, 4U);
  EXPECT_EQ(words[0].byte_end, 8U);
  EXPECT_EQ(words[1].start, 6U);
  EXPECT_EQ(words[1].end, 10U);
}

TEST(WordsTest, AnAccentThatIsACodePointOfItsOwnStaysInTheWord) {
  const Words words("Nitero\u0301i POR");
  ASSERT_EQ(words.size(), 2U);
  EXPECT_EQ(words.Folded(0), "niteroi");
  EXPECT_EQ(words[0].end, 8U) << "the row's code points, the accent among them";
  EXPECT_EQ(words[1].start, 9U);
}

TEST(WordsTest, SeveralWordsFoldIntoOneView) {
  const Words words("PLN 17: Desarrollo de la Ciudad, SANTA FÉ");
  EXPECT_EQ(words.Folded(6, 8), "santa fe");
  EXPECT_EQ(words.Text(6, 8), "SANTA FÉ");
  EXPECT_EQ(words.Folded(2, 6), "desarrollo de la ciudad");
}

TEST(WordsTest, AGapSaysWhatStandsBetweenTwoWords) {
  EXPECT_THAT(GapsOf("a b-c d - e f—g"), ElementsAre(Gap::kSpace, Gap::kHyphen, Gap::kSpace,
                                                     Gap::kDash, Gap::kSpace, Gap::kHyphen));
  EXPECT_THAT(GapsOf("L'Aquila S. Vicente"),
              ElementsAre(Gap::kApostrophe, Gap::kSpace, Gap::kPeriod));
  EXPECT_THAT(GapsOf("a, b / c : d\te"),
              ElementsAre(Gap::kComma, Gap::kSlash, Gap::kOther, Gap::kOther));
}

TEST(WordsTest, AnOpeningBracketOutweighsTheMarkBeforeIt) {
  EXPECT_THAT(GapsOf("Quito (EC), (PE) Lima"), ElementsAre(Gap::kOpen, Gap::kOpen, Gap::kClose));
}

TEST(WordsTest, CapitalsAreToldApart) {
  const Words words("Durban LED de X 2030 東京");
  ASSERT_EQ(words.size(), 6U);
  EXPECT_TRUE(words[0].capital && !words[0].all_caps);
  EXPECT_TRUE(words[1].capital && words[1].all_caps);
  EXPECT_FALSE(words[2].capital);
  EXPECT_TRUE(words[3].capital && !words[3].all_caps) << "one letter is no abbreviation";
  EXPECT_TRUE(words[4].number);
  EXPECT_TRUE(words[5].capital) << "a script without case may start a name anywhere";
}

TEST(WordsTest, ARowInCapitalsShouts) {
  EXPECT_TRUE(Words("CLIMATE RESILIENCE AND URBAN DEVELOPMENT DURBAN").shouting());
  EXPECT_FALSE(Words("PLN 26 Climate Resilience and Urban Development Niteroi ENG").shouting());
  EXPECT_FALSE(Words("LED and SDG").shouting());
  EXPECT_TRUE(Words("VISITS TO QUITO").shouting());
  EXPECT_TRUE(Words("CIUDADES A LAS QUE APOYA BARCELONA (directo)").shouting());
  EXPECT_FALSE(Words("UCLG ASPAC").shouting()) << "abbreviations alone";
  EXPECT_FALSE(Words("Visits to QUITO").shouting());
}

TEST(WordsTest, BytesThatAreNoUtf8DoNotStopTheReader) {
  const Words words("Par\xFFis \xC3");
  ASSERT_EQ(words.size(), 2U);
  EXPECT_EQ(words[1].start, 4U);
}

TEST(WordsTest, ASoftHyphenPartsNoWord) {
  const Words words("Johannes\u00ADburg, 20\u00AD30");
  ASSERT_EQ(words.size(), 2U);
  EXPECT_EQ(words.Folded(0), "johannesburg");
  EXPECT_EQ(words[0].end, 13U) << "it counts as a code point of the row";
  EXPECT_TRUE(words[1].number);
}

TEST(WordsTest, ARowThatFoldsWordByWordSaysSo) {
  for (const std::string_view row :
       {"Ciudades de São Tomé, l'Aquila (2015)", "Cooperação: «Łódź»", "a\u00adb c", "№ 5", "1½ m",
        "e\u0301tude", "a \u0301 b", "x² y", "ŉ a", "…—“Łódź”", "東京 - 大阪", "ﬁn"}) {
    const Words words(row);
    if (words.empty() || !words.folds_by_words()) continue;
    EXPECT_EQ(FoldName(words.Text(0, words.size())), words.Folded(0, words.size())) << row;
  }
  EXPECT_TRUE(Words("Ciudades de São Tomé, l'Aquila (2015)").folds_by_words());
  EXPECT_FALSE(Words("x ½ y").folds_by_words());
}

TEST(WordsTest, DigitsAndLettersInOneWordAreGlued) {
  const Words words("SDG11 in 2015");
  EXPECT_TRUE(words[0].glued);
  EXPECT_FALSE(words[1].glued);
  EXPECT_FALSE(words[2].glued);
}

}  // namespace
}  // namespace citygraph::importers
