#include "importers/text/word_classes.h"

#include <gtest/gtest.h>

#include "importers/text/words.h"

namespace citygraph::importers {
namespace {

TEST(WordClassesTest, AWordMayBeInSeveral) {
  const WordClasses of = ClassesOf("de");
  EXPECT_TRUE(of.Has(WordClass::kOf));
  EXPECT_TRUE(of.Has(WordClass::kFunctionSpanish));
  EXPECT_TRUE(of.Has(WordClass::kLeadsFrom));
  EXPECT_FALSE(of.Has(WordClass::kFunctionEnglish));
  EXPECT_TRUE(of.HasAny({WordClass::kCity, WordClass::kOf}));
  EXPECT_FALSE(of.HasAny({WordClass::kCity, WordClass::kRegion}));
}

TEST(WordClassesTest, MostWordsAreInNone) {
  EXPECT_TRUE(ClassesOf("durban").empty());
  EXPECT_TRUE(ClassesOf("").empty());
}

TEST(WordClassesTest, ARowHasTheClassesOfItsWords) {
  const Words words("Städte, gemellate con Monselice");
  EXPECT_TRUE(words.Is(1, WordClass::kPartners));
  EXPECT_TRUE(words.Is(2, WordClass::kJoinsEquals));
  EXPECT_FALSE(words.Is(3, WordClass::kJoinsEquals));
  EXPECT_TRUE(words.classes().Has(WordClass::kPartnersInPlural));
  EXPECT_FALSE(words.classes().Has(WordClass::kVisit));
}

}  // namespace
}  // namespace citygraph::importers
