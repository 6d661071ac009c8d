#include "importers/places/place_memo.h"

#include <gtest/gtest.h>

#include <string>

namespace citygraph::importers {
namespace {

TEST(PlaceMemoTest, SaysOfAWordWhatTheGazetteerSays) {
  const Gazetteer& gazetteer = Gazetteer::BuiltIn();
  PlaceMemo memo(gazetteer);
  for (int round = 0; round < 2; ++round) {  // looked up, then remembered
    for (const std::string word : {"quito", "san", "story", "zzqzz"}) {
      const WordFacts& facts = memo.FactsOf(word);
      EXPECT_EQ(facts.longest, gazetteer.LongestNameStartingWith(word)) << word;
      EXPECT_EQ(facts.ordinary, gazetteer.IsOrdinaryWord(word)) << word;
      EXPECT_EQ(facts.matches.data(), gazetteer.Find(word).data()) << word;
    }
  }
}

TEST(PlaceMemoTest, ReadingsTellWhatElseBearsAName) {
  PlaceMemo memo(Gazetteer::BuiltIn());
  const Readings& granada = memo.ReadingsOf(Gazetteer::BuiltIn().Find("granada"));
  EXPECT_TRUE(granada.big_city);
  EXPECT_TRUE(granada.cities.Contains("ES"));
  EXPECT_TRUE(granada.cities.Contains("NI"));
  EXPECT_FALSE(granada.cities.Contains("SE"));
  EXPECT_TRUE(memo.ReadingsOf(Gazetteer::BuiltIn().Find("kenya")).country.has_value());
  EXPECT_TRUE(memo.ReadingsOf({}).all.empty());
}

TEST(PlaceMemoTest, ANearNameIsOfItsCountry) {
  PlaceMemo memo(Gazetteer::BuiltIn());
  for (int round = 0; round < 2; ++round) {
    const auto near = memo.Near("montevideu", "UY");
    ASSERT_TRUE(near.has_value());
    EXPECT_EQ(Gazetteer::BuiltIn().At(*near).name, "Montevideo");
    EXPECT_FALSE(memo.Near("montevideu", "SE").has_value());
  }
}

TEST(CountrySetTest, TakesCodesAlone) {
  CountrySet set = {"ZA", "", "Brazil"};
  set.Add("br");
  EXPECT_TRUE(set.Contains("ZA"));
  EXPECT_FALSE(set.Contains("BR"));
  EXPECT_FALSE(set.Contains(""));
}

}  // namespace
}  // namespace citygraph::importers
