// Damaged gazetteers: whatever Open() accepts, no look-up may read outside. The input is a small
// true gazetteer with some of its bytes changed (pairs of a position and a value), since random
// bytes would never pass the header.
#include <cstddef>
#include <cstdint>
#include <cstring>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "engine/base/result.h"
#include "importers/gazetteer/build/gazetteer_writer.h"
#include "importers/gazetteer/build/place_draft.h"
#include "importers/gazetteer/gazetteer.h"
#include "importers/gazetteer/gazetteer_format.h"

namespace {

namespace importers = citygraph::importers;
namespace build = citygraph::importers::gazetteer_build;
namespace format = citygraph::importers::gazetteer_format;
using importers::NameKind;
using importers::PlaceIndex;
using importers::PlaceKind;

constexpr std::size_t kPatchSize = 4;  // a position of 3 bytes, a value

build::PlaceDraft PlaceOf(PlaceKind kind, std::string key, std::string name, std::string country) {
  build::PlaceDraft place;
  place.kind = kind;
  place.key = std::move(key);
  place.name = name;
  place.country = std::move(country);
  place.names.push_back({.text = std::move(name), .kind = NameKind::kPreferred});
  return place;
}

const std::string& SmallGazetteer() {
  static const std::string kBytes = [] {
    build::GazetteerDraft draft;
    draft.Add(PlaceOf(PlaceKind::kCountry, "country:FR", "France", "FR"));
    build::PlaceDraft area = PlaceOf(PlaceKind::kArea, "area:west", "The West", "");
    area.countries = {"FR"};
    draft.Add(area);
    draft.Add(PlaceOf(PlaceKind::kRegion, "region:FR.11", "Île de France", "FR"));
    build::PlaceDraft city = PlaceOf(PlaceKind::kCity, "geonames:7", "Paris", "FR");
    city.geonameid = 7;
    city.region_key = "region:FR.11";
    city.names.push_back({.text = "パリ"});
    city.names.push_back({.text = "Paname la Belle"});
    draft.Add(city);
    draft.ordinary_words = {{"west", 1}};
    return build::WriteGazetteer(draft);
  }();
  return kBytes;
}

void LookUp(const importers::Gazetteer& gazetteer, std::string_view name) {
  for (const importers::NameMatch& match : gazetteer.Find(name)) gazetteer.At(match.place);
  for (const auto& match : gazetteer.FindNear(name, 2, 5)) gazetteer.At(match.place);
  gazetteer.LongestNameStartingWith(name);
  gazetteer.IsOrdinaryWord(name);
  gazetteer.ByKey(name);
  gazetteer.Country(name);
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string_view input(reinterpret_cast<const char*>(data), size);
  std::string bytes = SmallGazetteer();
  std::size_t at = 0;
  for (; at + kPatchSize <= size && data[at] < 0x80; at += kPatchSize) {
    const std::size_t position =
        (std::size_t{data[at]} << 16U | std::size_t{data[at + 1]} << 8U | data[at + 2]) %
        bytes.size();
    bytes[position] = static_cast<char>(data[at + 3]);
  }
  std::vector<std::uint64_t> words((bytes.size() + 7) / 8);
  std::memcpy(words.data(), bytes.data(), bytes.size());
  auto& header = *reinterpret_cast<format::Header*>(words.data());
  const std::string_view aligned(reinterpret_cast<const char*>(words.data()), bytes.size());
  header.checksum = citygraph::Fnv1a(aligned.substr(sizeof(format::Header)));

  const auto gazetteer = importers::Gazetteer::Open(aligned);
  if (!gazetteer) return 0;
  citygraph::IgnoreError(gazetteer->Verify(), "only whether it reads outside");
  for (const std::string_view name : {"paris", "france", "the west", "FR", "region:FR.11"}) {
    LookUp(*gazetteer, name);
  }
  LookUp(*gazetteer, input.substr(at));
  for (std::uint32_t i = 0; i < gazetteer->size() + 2 && i < 10; ++i) {
    gazetteer->ByKey(gazetteer->At(PlaceIndex{i}).key);
    gazetteer->NamesOf(PlaceIndex{i});
    gazetteer->CountriesOf(PlaceIndex{i});
  }
  gazetteer->ByGeonameId(7);
  return 0;
}
