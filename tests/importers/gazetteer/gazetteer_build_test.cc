// The builder: which names it keeps, and what it says of wrong tables.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>
#include <string_view>
#include <tuple>
#include <vector>

#include "importers/gazetteer/build/build_gazetteer.h"
#include "importers/gazetteer/build/name_rules.h"
#include "tests/importers/gazetteer/gazetteer_fixture.h"

namespace citygraph::importers {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;
using ::testing::StartsWith;

class GazetteerBuildTest : public GazetteerFixture {
 protected:
  // The error of building with one row more in the cities' section.
  std::string ErrorWithCity(std::string_view row) {
    WriteGeonames(std::string(kSmallGeonames) + std::string(row) + '\n');
    return BuildError();
  }
};

TEST_F(GazetteerBuildTest, TheSameSourcesGiveTheSameBytes) {
  WriteCurated();
  const auto build = [&] {
    return gazetteer_build::BuildGazetteer(folder_, gazetteer_build::MissingTables::kRefused);
  };
  EXPECT_EQ(build().value(), build().value());
}

TEST_F(GazetteerBuildTest, DropsNamesThatDoHarm) {
  WriteCurated();
  const Gazetteer gazetteer = Build();
  EXPECT_THAT(Meanings(gazetteer, "PA"), IsEmpty()) << "two letters from GeoNames";
  EXPECT_THAT(Meanings(gazetteer, "FR"), IsEmpty());
  EXPECT_THAT(Meanings(gazetteer, "BO"), IsEmpty());
  EXPECT_THAT(Meanings(gazetteer, "BJ"), ElementsAre("country:BJ variant")) << "from our own table";
  EXPECT_THAT(Meanings(gazetteer, "PX"), ElementsAre("geonames:2988507 variant"));
  EXPECT_THAT(Meanings(gazetteer, "x"), IsEmpty());
  EXPECT_THAT(Meanings(gazetteer, "42"), IsEmpty());
  EXPECT_THAT(Meanings(gazetteer, "parigi"), IsEmpty()) << "a transcription: no capital";
}

TEST_F(GazetteerBuildTest, AddsShortNamesThatAreNobodyElses) {
  WriteCurated();
  const Gazetteer gazetteer = Build();
  EXPECT_THAT(Meanings(gazetteer, "Borgou"), ElementsAre("region:BJ.10 variant"));
  EXPECT_THAT(Meanings(gazetteer, "Kandi"), ElementsAre("geonames:13 variant"));
  EXPECT_THAT(Meanings(gazetteer, "Nikki"), ElementsAre("geonames:12")) << "the town's name";
  EXPECT_THAT(Meanings(gazetteer, "Central"), IsEmpty());
  EXPECT_THAT(Meanings(gazetteer, "City of Paris"), ElementsAre("geonames:13 variant"));
}

TEST(NameRulesTest, CutsGenericWords) {
  using gazetteer_build::WithoutGenericWords;
  const auto region = [](std::string_view name) {
    return WithoutGenericWords(name, PlaceKind::kRegion);
  };
  EXPECT_EQ(region("provincia de cuenca"), "cuenca");
  EXPECT_EQ(region("provincia de la pampa"), "la pampa");
  EXPECT_EQ(region("provincia pichincha"), "pichincha");
  EXPECT_EQ(region("powiat krakowski"), "krakowski");
  EXPECT_EQ(region("cluj county"), "cluj");
  EXPECT_EQ(region("yamal autonomous okrug"), "yamal");
  EXPECT_EQ(region("central province"), "");
  EXPECT_EQ(region("province de la"), "");
  EXPECT_EQ(region("district 9"), "");
  EXPECT_EQ(region("province"), "");
  EXPECT_EQ(region("provincetown"), "");
  EXPECT_EQ(WithoutGenericWords("city of balikpapan", PlaceKind::kCity), "balikpapan");
  EXPECT_EQ(WithoutGenericWords("kansas city", PlaceKind::kCity), "");
  EXPECT_EQ(WithoutGenericWords("republic of benin", PlaceKind::kCountry), "");
}

TEST_F(GazetteerBuildTest, RegionsWithoutPopulationCountAsTheirCities) {
  WriteGeonames(std::string(kSmallGeonames) + "20\tBorgou\t\t1\t1\tPPL\tFR\t11\t75\t300000\n" +
                "21\tBorgou\t\t1\t1\tPPL\tFR\t11\t75\t400000\n");
  const Gazetteer gazetteer = Build();
  EXPECT_THAT(Meanings(gazetteer, "Borgou"),
              ElementsAre("geonames:21", "region:BJ.10 variant", "geonames:20"));
}

TEST_F(GazetteerBuildTest, MissingAndDamagedFilesAreNamed) {
  EXPECT_THAT(BuildError(gazetteer_build::MissingTables::kRefused),
              StartsWith("countries.csv: cannot open"));
  WriteFile("geonames.tsv.zst", "not zstd at all");
  EXPECT_THAT(BuildError(), StartsWith("geonames.tsv.zst: zstd: "));
  WriteGeonames(kSmallGeonames);
  std::filesystem::resize_file(folder_ / "geonames.tsv.zst", 100);
  EXPECT_THAT(BuildError(), StartsWith("geonames.tsv.zst: zstd: the file ends too early"));
  WriteFile("geonames.tsv.zst", "");
  EXPECT_THAT(BuildError(), StartsWith("geonames.tsv.zst: zstd: the file ends too early"));
}

TEST_F(GazetteerBuildTest, GeonamesErrorsNameLineAndColumn) {
  EXPECT_THAT(ErrorWithCity("30\tX\t\t1\t1\tPPL\tFR\t11\t75"),
              StartsWith("geonames.tsv:17:23: the row has 9 fields, the header 10"));
  EXPECT_THAT(ErrorWithCity("30\t\t\t1\t1\tPPL\tFR\t11\t75\t1"),
              StartsWith("geonames.tsv:17:4: name \"\" must not be empty"));
  EXPECT_THAT(ErrorWithCity("abc\tX\t\t1\t1\tPPL\tFR\t11\t75\t1"),
              StartsWith("geonames.tsv:17:1: geonameid \"abc\" is not a whole number"));
  EXPECT_THAT(
      ErrorWithCity("30\tX\t\t91\t1\tPPL\tFR\t11\t75\t1"),
      StartsWith("geonames.tsv:17:7: lat \"91\" is not a number of degrees from -90 to 90"));
  EXPECT_THAT(ErrorWithCity("30\tX\t\t1\tnan\tPPL\tFR\t11\t75\t1"),
              StartsWith("geonames.tsv:17:9: lon"));
  EXPECT_THAT(ErrorWithCity("30\tX\t\t1\t1\tPPL\tFr\t11\t75\t1"),
              StartsWith("geonames.tsv:17:15: country \"Fr\" is not two capital letters"));
  EXPECT_THAT(ErrorWithCity("30\tX\t\t1\t1\tPPL\tDE\t11\t75\t1"),
              StartsWith("geonames.tsv:17:15: country \"DE\" is no country of this file"));
  EXPECT_THAT(ErrorWithCity("11\tX\t\t1\t1\tPPL\tFR\t11\t75\t1"),
              StartsWith("geonames.tsv:17:1: geonameid \"11\" stands twice"));
  EXPECT_THAT(ErrorWithCity("30\t\xff\t\t1\t1\tPPL\tFR\t11\t75\t1"),
              StartsWith("geonames.tsv:17:4: the field is not UTF-8"));
  EXPECT_THAT(ErrorWithCity("#section rivers id"),
              StartsWith("geonames.tsv:17:1: section \"rivers\""));
  EXPECT_THAT(ErrorWithCity("#section regions code\tname"),
              StartsWith("geonames.tsv:17:1: there is no column \"names\""));
  EXPECT_THAT(ErrorWithCity("#section regions code\tname\tnames\tlat\tlon\tpopulation\tlevel\n"
                            "FR.1.2\tX\t\t1\t1\t1\t1"),
              StartsWith("geonames.tsv:18:1: code \"FR.1.2\" does not look like"));
  WriteGeonames("1\t2\n");
  EXPECT_THAT(BuildError(), StartsWith("geonames.tsv:1:1: a row before the first #section"));
}

TEST_F(GazetteerBuildTest, ErrorsInOurTablesNameLineAndColumn) {
  constexpr std::string_view kRegionColumns = "code,country,lat,lon,en,es,pt,fr,other\n";
  constexpr std::string_view kAreaColumns =
      "id,lat,lon,countries,en,es,pt,fr,adjectives_en,adjectives_es,adjectives_pt,adjectives_fr\n";
  const std::vector<std::tuple<std::string, std::string, std::string>> wrong = {
      {"countries.csv", "", "countries.csv:1:1: the table is empty"},
      {"countries.csv", "code,lat\nFR,1\n", "countries.csv:1:1: there is no column \"lon\""},
      {"ordinary_words.csv", "word,word,languages\n",
       "ordinary_words.csv:1:6: column \"word\" stands"},
      {"ordinary_words.csv", "word,languages\n\"a,b\n",
       "ordinary_words.csv:2:1: a quoted field is"},
      {"ordinary_words.csv", "word,languages\n,en\n", "ordinary_words.csv:2:1: word \"\" must not"},
      {"cities.csv", "geonameid,country,names\n99,FR,X\n",
       "cities.csv:2:1: geonameid \"99\" is no city"},
      {"cities.csv", "geonameid,country,names\n11,FR,X\n",
       "cities.csv:2:4: country \"FR\" is not the"},
      {"cities.csv", "geonameid,country,names\n11,BJ,|\n", "cities.csv:2:7: names \"|\" must hold"},
      {"regions.csv", std::string(kRegionColumns) + "FR.99,FR,,,X,,,,\n",
       "regions.csv:2:1: code \"FR.99\" is no division of GeoNames"},
      {"regions.csv", std::string(kRegionColumns) + "FR.11,BJ,,,X,,,,\n",
       "regions.csv:2:7: country \"BJ\" is not the country of this division, FR"},
      {"regions.csv", std::string(kRegionColumns) + "x-new,FR,,,X,,,,\n",
       "regions.csv:2:10: lat \"\""},
      {"areas.csv", std::string(kAreaColumns) + "a,1,1,FR|XX,A,,,,,,,\n",
       "areas.csv:2:7: countries \"FR|XX\" holds \"XX\""},
      {"areas.csv", std::string(kAreaColumns) + "a,1,1,FR|FR,A,,,,,,,\n",
       "areas.csv:2:7: countries \"FR|FR\" holds a country twice"},
      {"areas.csv", std::string(kAreaColumns) + "a,1,1,FR,,,,,,,,\n",
       "areas.csv:2:10: en \"\" must hold"},
      {"more_places.csv", "id,kind,country,lat,lon,population,names\nville,city,FR,1,1,1,V\n",
       "more_places.csv:2:1: id \"ville\" does not begin with x-"},
      {"more_places.csv", "id,kind,country,lat,lon,population,names\nx-v,town,FR,1,1,1,V\n",
       "more_places.csv:2:5: kind \"town\" is neither"},
  };
  for (const auto& [file, text, error] : wrong) {
    WriteFile(file, text);
    EXPECT_THAT(BuildError(), StartsWith(error));
    std::filesystem::remove(folder_ / file);
  }
}

}  // namespace
}  // namespace citygraph::importers
