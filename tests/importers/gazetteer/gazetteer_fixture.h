// A small world for the gazetteer's tests: sources written to a fresh folder, built and opened.
#pragma once

#include <gtest/gtest.h>
#include <zstd.h>

#include <array>
#include <cstdint>
#include <cstring>
#include <filesystem>
#include <fstream>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "engine/base/result.h"
#include "engine/base/unicode.h"
#include "importers/gazetteer/build/build_gazetteer.h"
#include "importers/gazetteer/gazetteer.h"

namespace citygraph::importers {

// Bytes at a multiple of 8, as Gazetteer::Open wants them.
class AlignedBytes {
 public:
  explicit AlignedBytes(std::string_view bytes)
      : words_((bytes.size() + 7) / 8), size_(bytes.size()) {
    if (!bytes.empty()) std::memcpy(words_.data(), bytes.data(), bytes.size());
  }
  std::string_view view() const { return {reinterpret_cast<const char*>(words_.data()), size_}; }
  char* data() { return reinterpret_cast<char*>(words_.data()); }

 private:
  std::vector<std::uint64_t> words_;
  std::size_t size_;
};

inline constexpr std::string_view kSmallGeonames =
    "#section countries code\tname\tnames\tlat\tlon\tpopulation\tcontinent\n"
    "FR\tFrance\tFrankreich|FR\t46\t2\t64000000\tEU\n"
    "BJ\tBenin\tDahomey\t9\t2\t11000000\tAF\n"
    "#section regions code\tname\tnames\tlat\tlon\tpopulation\tlevel\n"
    "FR.11\tÎle-de-France\t\t48.5\t2.5\t12000000\t1\n"
    "FR.11.75\tParis\t\t48.8\t2.3\t2100000\t2\n"
    "BJ.10\tBorgou Department\tBO|x|42\t9.5\t2.5\t0\t1\n"
    "BJ.10.1\tNikki District\t\t9.9\t3.2\t0\t2\n"
    "BJ.10.2\tCentral District\t\t9.9\t3.2\t0\t2\n"
    "#section cities "
    "geonameid\tname\tnames\tlat\tlon\tfeature\tcountry\tadmin1\tadmin2\tpopulation\n"
    "2988507\tParis\tLutetia|PA|parigi|パリ\t48.8534\t2.3488\tPPLC\tFR\t11\t75\t2138551\n"
    "10\tMontmartre\t\t48.88\t2.34\tPPLX\tFR\t11\t75\t50000\n"
    "11\tParakou\t\t9.34\t2.63\tPPLA\tBJ\t10\t9\t255478\n"
    "12\tNikki\t\t9.94\t3.21\tPPL\tBJ\t10\t1\t66109\n"
    "13\tCity of Kandi\tCity of Paris\t11.13\t2.94\tPPL\tBJ\t00\t\t100\n"
    "14\tParis\t\t10\t3\tPPL\tBJ\t10\t9\t0\n";

class GazetteerFixture : public ::testing::Test {
 protected:
  void SetUp() override {
    const auto* info = ::testing::UnitTest::GetInstance()->current_test_info();
    folder_ = std::filesystem::path(::testing::TempDir()) /
              (std::string(info->test_suite_name()) + '.' + info->name());
    std::filesystem::remove_all(folder_);
    std::filesystem::create_directories(folder_);
    WriteGeonames(kSmallGeonames);
  }
  void TearDown() override { std::filesystem::remove_all(folder_); }

  void WriteFile(std::string_view name, std::string_view text) const {
    std::ofstream(folder_ / name, std::ios::binary) << text;
  }
  void WriteGeonames(std::string_view text) const {
    std::string packed(ZSTD_compressBound(text.size()), '\0');
    packed.resize(ZSTD_compress(packed.data(), packed.size(), text.data(), text.size(), 1));
    WriteFile("geonames.tsv.zst", packed);
  }
  void WriteCurated() const {
    WriteFile("countries.csv",
              "code,lat,lon,en,es,pt,fr,adjectives_en,adjectives_es,adjectives_pt,adjectives_fr,"
              "adjectives_other,prefixes,other\n"
              "FR,46.5,2.5,France,Francia,França,France,French,francés,francês,français,francese,"
              "franco,\n"
              "BJ,9.5,2.25,Benin|Republic of Benin,Benín,Benim,Bénin,Beninese,,,béninois,,,BJ\n");
    WriteFile("areas.csv",
              "id,type,lat,lon,countries,en,es,pt,fr,adjectives_en,adjectives_es,adjectives_pt,"
              "adjectives_fr\n"
              "two-lands,group,20,2,FR|BJ,Two Lands,,,Deux Terres,Two-Landish,,,\n"
              "the-sea,sea,0,0,,The Sea,el mar,,,,,,\n");
    WriteFile("regions.csv",
              "code,country,lat,lon,en,es,pt,fr,other,note\n"
              "FR.11,FR,,,Paris Region,,,région parisienne,IDF,\n"
              "x-midi,FR,43.6,1.4,Midi,,,,Occitanie ancienne,a former region\n");
    WriteFile("cities.csv", "geonameid,country,names,note\n2988507,FR,Paname|PX,slang\n");
    WriteFile("more_places.csv",
              "id,kind,country,lat,lon,population,names,note\n"
              "x-ville,city,FR,44,3,700,Petite-Ville|Villette,\n"
              "x-pays,region,BJ,10,2,,Le Pays,\n");
    WriteFile("ordinary_words.csv", "word,languages\nnikki,en\nmidi,fr\nthé,fr\n");
  }

  // Builds and opens the folder; fails the test when that goes wrong.
  Gazetteer Build() {
    Result<std::string> bytes =
        gazetteer_build::BuildGazetteer(folder_, gazetteer_build::MissingTables::kTakenAsEmpty);
    EXPECT_TRUE(bytes.has_value()) << bytes.error().ToString();
    bytes_.emplace_back(bytes.value());
    Result<Gazetteer> gazetteer = Gazetteer::Open(bytes_.back().view());
    EXPECT_TRUE(gazetteer.has_value()) << gazetteer.error().ToString();
    const Status sound = gazetteer->Verify();
    EXPECT_TRUE(sound.has_value()) << sound.error().ToString();
    return *gazetteer;
  }

  std::string BuildError(gazetteer_build::MissingTables missing =
                             gazetteer_build::MissingTables::kTakenAsEmpty) const {
    const Result<std::string> bytes = gazetteer_build::BuildGazetteer(folder_, missing);
    if (bytes) return "no error";
    std::string text = bytes.error().ToString();
    const std::string folder = folder_.string() + '/';
    if (text.starts_with(folder)) text.erase(0, folder.size());
    return text;
  }

  std::filesystem::path folder_;
  std::vector<AlignedBytes> bytes_;
};

// "city geonames:11, region BJ.10 variant": what a name denotes, in words.
inline std::vector<std::string> Meanings(const Gazetteer& gazetteer,
                                         std::span<const NameMatch> matches) {
  static constexpr std::array<const char*, 4> kKinds = {"", " variant", " adjective", " prefix"};
  std::vector<std::string> meanings;
  for (const NameMatch& match : matches) {
    meanings.push_back(std::string(gazetteer.At(match.place).key) +
                       kKinds[std::to_underlying(match.kind)]);
  }
  return meanings;
}
inline std::vector<std::string> Meanings(const Gazetteer& gazetteer, std::string_view name) {
  return Meanings(gazetteer, gazetteer.Find(FoldName(name)));
}

}  // namespace citygraph::importers
