// The gazetteer over a small world: every look-up, and bytes that are no gazetteer.
#include "importers/gazetteer/gazetteer.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <random>

#include "importers/gazetteer/gazetteer_format.h"
#include "tests/importers/gazetteer/gazetteer_fixture.h"

namespace citygraph::importers {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;

namespace format = gazetteer_format;

class GazetteerTest : public GazetteerFixture {};

// Every look-up, for what the answers are worth: the point is that none reads outside.
void LookEverythingUp(const Gazetteer& gazetteer) {
  for (const std::string_view name : {"paris", "nikki", "", "x", "two lands", "パリ"}) {
    for (const NameMatch& match : gazetteer.Find(name)) gazetteer.At(match.place);
    gazetteer.FindNear(name, 2, 5);
    gazetteer.LongestNameStartingWith(name);
    gazetteer.IsOrdinaryWord(name);
  }
  for (std::uint32_t i = 0; i < std::min<std::size_t>(gazetteer.size() + 2, 100); ++i) {
    const Place place = gazetteer.At(PlaceIndex{i});
    gazetteer.ByKey(place.key);
    gazetteer.NamesOf(PlaceIndex{i});
    gazetteer.CountriesOf(PlaceIndex{i});
  }
  gazetteer.Country("FR");
  gazetteer.ByGeonameId(11);
  gazetteer.ByKey("region:FR.11");
  IgnoreError(gazetteer.Verify(), "only whether it reads outside");
}

TEST_F(GazetteerTest, AtTellsAllThatIsKnown) {
  WriteCurated();
  const Gazetteer gazetteer = Build();
  const Place paris = gazetteer.At(gazetteer.ByGeonameId(2988507).value());
  EXPECT_EQ(paris.kind, PlaceKind::kCity);
  EXPECT_EQ(paris.name, "Paris");
  EXPECT_EQ(paris.key, "geonames:2988507");
  EXPECT_EQ(paris.geonameid, 2988507U);
  EXPECT_EQ(paris.country, "FR");
  EXPECT_EQ(paris.lat, 48.8534);
  EXPECT_EQ(paris.lon, 2.3488);
  EXPECT_EQ(paris.population, 2138551U);
  EXPECT_TRUE(paris.capital);
  EXPECT_FALSE(paris.seat);
  EXPECT_FALSE(paris.section);
  EXPECT_EQ(paris.region, gazetteer.ByKey("region:FR.11"));

  const Place region = gazetteer.At(gazetteer.ByKey("region:FR.11.75").value());
  EXPECT_EQ(region.kind, PlaceKind::kRegion);
  EXPECT_EQ(region.level, 2);
  EXPECT_EQ(region.region, gazetteer.ByKey("region:FR.11"));
  EXPECT_EQ(gazetteer.At(*region.region).region, std::nullopt);

  EXPECT_TRUE(gazetteer.At(*gazetteer.ByGeonameId(10)).section);
  EXPECT_TRUE(gazetteer.At(*gazetteer.ByGeonameId(11)).seat);
  EXPECT_EQ(gazetteer.At(*gazetteer.ByGeonameId(13)).region, std::nullopt) << "no region BJ.00";

  const Place area = gazetteer.At(gazetteer.ByKey("area:two-lands").value());
  EXPECT_EQ(area.kind, PlaceKind::kArea);
  EXPECT_EQ(area.country, "");
  EXPECT_EQ(gazetteer.At(PlaceIndex{static_cast<std::uint32_t>(gazetteer.size())}).key, "");
}

TEST_F(GazetteerTest, PlacesAreNumberedByKindThenBySize) {
  WriteCurated();
  const Gazetteer gazetteer = Build();
  std::vector<std::string> keys;
  for (std::uint32_t i = 0; i < 7; ++i) keys.emplace_back(gazetteer.At(PlaceIndex{i}).key);
  EXPECT_THAT(keys, ElementsAre("country:FR", "country:BJ", "area:the-sea", "area:two-lands",
                                "region:FR.11", "region:FR.11.75", "region:BJ.10"));
}

TEST_F(GazetteerTest, FindGivesTheMostPopulousFirst) {
  WriteCurated();
  const Gazetteer gazetteer = Build();
  EXPECT_THAT(Meanings(gazetteer, "París"),
              ElementsAre("geonames:2988507", "region:FR.11.75", "geonames:14"));
  EXPECT_THAT(Meanings(gazetteer, "Francia"), ElementsAre("country:FR variant"));
  EXPECT_THAT(Meanings(gazetteer, "French"), ElementsAre("country:FR adjective"));
  EXPECT_THAT(Meanings(gazetteer, "franco"), ElementsAre("country:FR prefix"));
  EXPECT_THAT(Meanings(gazetteer, "パリ"), ElementsAre("geonames:2988507 variant"));
  EXPECT_THAT(Meanings(gazetteer, "two-landish"), ElementsAre("area:two-lands adjective"));
  EXPECT_THAT(Meanings(gazetteer, "Villette"), ElementsAre("city:x-ville variant"));
  EXPECT_THAT(Meanings(gazetteer, "nowhere"), IsEmpty());
  EXPECT_THAT(Meanings(gazetteer, ""), IsEmpty());
}

TEST_F(GazetteerTest, KeysAreFoundAsTheyAreWrittenOnly) {
  WriteCurated();
  const Gazetteer gazetteer = Build();
  for (std::uint32_t i = 0; i < gazetteer.size(); ++i) {
    EXPECT_EQ(gazetteer.ByKey(gazetteer.At(PlaceIndex{i}).key), PlaceIndex{i});
  }
  for (const std::string_view key : {"", "geonames:", "geonames:011", "geonames:11x", "geonames:99",
                                     "region:", "region:FR.1", "country:XX", "FR", "z"}) {
    EXPECT_EQ(gazetteer.ByKey(key), std::nullopt) << key;
  }
  EXPECT_EQ(gazetteer.ByGeonameId(0), std::nullopt);
  EXPECT_EQ(gazetteer.Country("BJ"), gazetteer.ByKey("country:BJ"));
  for (const std::string_view code : {"", "bj", "B", "BJX", "ZZ"}) {
    EXPECT_EQ(gazetteer.Country(code), std::nullopt) << code;
  }
}

TEST_F(GazetteerTest, WordsStartNamesOrAreOrdinary) {
  WriteCurated();
  const Gazetteer gazetteer = Build();
  EXPECT_EQ(gazetteer.LongestNameStartingWith("ile"), 3);
  EXPECT_EQ(gazetteer.LongestNameStartingWith("paris"), 2) << "Paris Region";
  EXPECT_EQ(gazetteer.LongestNameStartingWith("montmartre"), 1);
  EXPECT_EQ(gazetteer.LongestNameStartingWith("midi"), 1) << "an ordinary word and a name";
  EXPECT_EQ(gazetteer.LongestNameStartingWith("the"), 2) << "The Sea";
  EXPECT_EQ(gazetteer.LongestNameStartingWith("sea"), 0);
  EXPECT_TRUE(gazetteer.IsOrdinaryWord("midi"));
  EXPECT_TRUE(gazetteer.IsOrdinaryWord("the"));
  EXPECT_FALSE(gazetteer.IsOrdinaryWord("paris"));
}

TEST_F(GazetteerTest, NamesAndCountriesAreListed) {
  WriteCurated();
  const Gazetteer gazetteer = Build();
  EXPECT_THAT(gazetteer.NamesOf(*gazetteer.ByGeonameId(2988507)),
              ElementsAre("paris", "lutetia", FoldName("パリ"), "paname", "px"));
  EXPECT_THAT(
      gazetteer.NamesOf(*gazetteer.ByKey("country:BJ")),
      ElementsAre("benin", "dahomey", "republic of benin", "benim", "bj", "beninese", "beninois"));
  EXPECT_THAT(gazetteer.CountriesOf(*gazetteer.ByKey("area:two-lands")), ElementsAre("BJ", "FR"));
  EXPECT_THAT(gazetteer.CountriesOf(*gazetteer.ByKey("area:the-sea")), IsEmpty());
  EXPECT_THAT(gazetteer.CountriesOf(*gazetteer.ByKey("country:BJ")), IsEmpty());
}

TEST_F(GazetteerTest, FindNearForgivesEditsButNotTheFirstLetter) {
  WriteCurated();
  const Gazetteer gazetteer = Build();
  const auto near = [&](std::string_view name, std::size_t distance, std::size_t limit = 9) {
    return Meanings(gazetteer, gazetteer.FindNear(FoldName(name), distance, limit));
  };
  EXPECT_THAT(near("parakuo", 1), ElementsAre("geonames:11")) << "a swap is one edit";
  EXPECT_THAT(near("montmarte", 1), ElementsAre("geonames:10"));
  EXPECT_THAT(near("montmarrtree", 2), ElementsAre("geonames:10"));
  EXPECT_THAT(near("montmarrtree", 1), IsEmpty());
  EXPECT_THAT(near("ontmartre", 2), IsEmpty());
  EXPECT_THAT(near("pares", 2, 2), ElementsAre("geonames:2988507", "region:FR.11.75"));
  EXPECT_THAT(near("paris", 0), ElementsAre("geonames:2988507", "region:FR.11.75", "geonames:14"));
  EXPECT_THAT(near("", 2), IsEmpty());
  EXPECT_THAT(near("paris", 2, 0), IsEmpty());
}

// Names of one machine word and of more are compared by the same rules.
TEST_F(GazetteerTest, FindNearTakesLongNames) {
  for (const std::size_t size : {60U, 61U, 62U, 63U, 64U, 65U, 66U, 150U}) {
    SCOPED_TRACE(size);
    std::string name;
    while (name.size() < size) name += static_cast<char>('a' + 7 * name.size() % 26);
    WriteGeonames(std::string(kSmallGeonames) + "15\t" + name + "\t\t10\t3\tPPL\tBJ\t10\t9\t5\n");
    WriteCurated();
    const Gazetteer gazetteer = Build();
    const auto near = [&](const std::string& asked) {
      return Meanings(gazetteer, gazetteer.FindNear(asked, 2, 9));
    };
    EXPECT_THAT(near(name), ElementsAre("geonames:15"));
    EXPECT_THAT(near(name + "xy"), ElementsAre("geonames:15"));
    EXPECT_THAT(near(name + "xyz"), IsEmpty());
    EXPECT_THAT(near(name.substr(0, size - 2)), ElementsAre("geonames:15"));
    EXPECT_THAT(near(name.substr(0, size - 3)), IsEmpty());
    std::string swapped = name;
    std::swap(swapped[size - 2], swapped[size - 1]);
    swapped[1] = 'x';
    EXPECT_THAT(near(swapped), ElementsAre("geonames:15"));
    swapped[size / 2] = '9';
    EXPECT_THAT(near(swapped), IsEmpty());
  }
}

TEST_F(GazetteerTest, FindNearAgreesWithEditDistance) {
  WriteCurated();
  const Gazetteer gazetteer = Build();
  std::vector<std::string> names;
  for (std::uint32_t i = 0; i < gazetteer.size(); ++i) {
    for (const std::string_view name : gazetteer.NamesOf(PlaceIndex{i})) names.emplace_back(name);
  }
  std::mt19937 random(7);
  for (int round = 0; round < 500; ++round) {
    std::string query = names[random() % names.size()];
    for (int edit = static_cast<int>(random() % 4); edit > 0 && query.size() > 2; --edit) {
      const std::size_t at = 1 + random() % (query.size() - 1);
      if (random() % 2 == 0) {
        query.erase(at, 1);
      } else {
        query.insert(at, 1, static_cast<char>('a' + random() % 26));
      }
    }
    if (!IsValidUtf8(query)) continue;
    std::vector<std::string> expected;
    for (std::uint32_t i = 0; i < gazetteer.size(); ++i) {
      for (const std::string_view name : gazetteer.NamesOf(PlaceIndex{i})) {
        if (DecodeAt(name, 0).value != DecodeAt(query, 0).value) continue;
        if (EditDistance(name, query, 2) > 2) continue;
        expected.emplace_back(gazetteer.At(PlaceIndex{i}).key);
        break;
      }
    }
    std::vector<std::string> found;
    for (const NameMatch& match : gazetteer.FindNear(query, 2, 1000)) {
      found.emplace_back(gazetteer.At(match.place).key);
    }
    EXPECT_THAT(found, ::testing::UnorderedElementsAreArray(expected)) << "query " << query;
  }
}

TEST_F(GazetteerTest, OpenRefusesWhatIsNoGazetteer) {
  const auto code = [](const AlignedBytes& bytes) {
    return Gazetteer::Open(bytes.view()).error().code;
  };
  EXPECT_EQ(code(AlignedBytes("")), ErrorCode::kCorruption);
  EXPECT_EQ(code(AlignedBytes(std::string(1000, 'x'))), ErrorCode::kCorruption);
  Build();
  const std::string good(bytes_.back().view());
  for (std::size_t size = 0; size < good.size(); size += 7) {
    EXPECT_EQ(code(AlignedBytes(good.substr(0, size))), ErrorCode::kCorruption) << size;
  }
  EXPECT_EQ(code(AlignedBytes(good + "x")), ErrorCode::kCorruption);
  AlignedBytes newer(good);
  newer.data()[offsetof(format::Header, version)] = 9;
  const Result<Gazetteer> refused = Gazetteer::Open(newer.view());
  EXPECT_EQ(refused.error().code, ErrorCode::kUnsupported);
  EXPECT_THAT(refused.error().message, HasSubstr("version 9"));
  AlignedBytes shifted(" " + good);
  EXPECT_EQ(Gazetteer::Open(shifted.view().substr(1)).error().code, ErrorCode::kInvalidInput);
}

TEST_F(GazetteerTest, OpenRefusesTablesOutsideTheBytes) {
  Build();
  const std::string good(bytes_.back().view());
  for (std::size_t table = 0; table < format::kTableCount; ++table) {
    for (const std::uint64_t offset : {std::uint64_t{0}, std::uint64_t{good.size() + 8},
                                       std::uint64_t{1} << 63, ~std::uint64_t{0}}) {
      AlignedBytes bytes(good);
      auto& header = *reinterpret_cast<format::Header*>(bytes.data());
      header.tables[table].offset = offset;
      EXPECT_FALSE(Gazetteer::Open(bytes.view()).has_value()) << table << ' ' << offset;
    }
    AlignedBytes bytes(good);
    auto& header = *reinterpret_cast<format::Header*>(bytes.data());
    header.tables[table].count = 0xffffffff;
    EXPECT_FALSE(Gazetteer::Open(bytes.view()).has_value()) << table;
  }
}

TEST_F(GazetteerTest, VerifyFindsEveryChangedByteAndNoLookUpReadsOutside) {
  WriteCurated();
  Build();
  const std::string good(bytes_.back().view());
  std::mt19937 random(11);
  for (std::size_t at = 0; at < good.size(); at += 1 + random() % 5) {
    AlignedBytes bytes(good);
    bytes.data()[at] = static_cast<char>(random() % 2 == 0 ? 0xff : bytes.data()[at] ^ 0x10);
    if (bytes.view() == good) continue;
    const Result<Gazetteer> gazetteer = Gazetteer::Open(bytes.view());
    if (!gazetteer) continue;
    if (at >= sizeof(format::Header)) {
      EXPECT_FALSE(gazetteer->Verify().has_value()) << "byte " << at;
    }
    // With a checksum that fits, Verify reads all the rest as well.
    auto& header = *reinterpret_cast<format::Header*>(bytes.data());
    header.checksum = Fnv1a(bytes.view().substr(sizeof(format::Header)));
    LookEverythingUp(*gazetteer);
  }
}

}  // namespace
}  // namespace citygraph::importers
