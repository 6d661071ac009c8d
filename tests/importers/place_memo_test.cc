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
      EXPECT_EQ(facts.ordinary != 0, gazetteer.IsOrdinaryWord(word)) << word;
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

TEST(PointerMapTest, ValuesStayWhereTheyAre) {
  PointerMap<int, int> map;
  std::vector<int> keys(5000);
  int made = 0;
  const auto of = [&](std::size_t i) {
    return &map.Of(&keys[i], [&](int& value) { value = ++made; });
  };
  const int* const first = of(0);
  for (std::size_t i = 0; i < keys.size(); ++i) EXPECT_EQ(*of(i), static_cast<int>(i + 1));
  EXPECT_EQ(of(0), first);
  EXPECT_EQ(map.size(), keys.size());
  map.Clear();
  EXPECT_EQ(map.size(), 0U);
  EXPECT_EQ(*of(7), made) << "made again";
}

}  // namespace
}  // namespace citygraph::importers
