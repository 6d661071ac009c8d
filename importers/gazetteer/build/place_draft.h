// What the gazetteer's sources say, before names are folded and places numbered.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <unordered_map>
#include <utility>
#include <vector>

#include "importers/gazetteer/gazetteer.h"

namespace citygraph::importers::gazetteer_build {

struct NameDraft {
  std::string text;
  NameKind kind = NameKind::kVariant;
  bool curated = false;  // from our own tables: kept even where the rules would drop it
};

struct PlaceDraft {
  PlaceKind kind = PlaceKind::kCity;
  std::string key;
  std::string name;
  std::string country;
  std::uint32_t geonameid = 0;
  double lat = 0;
  double lon = 0;
  std::uint64_t population = 0;
  std::uint8_t level = 0;
  bool capital = false;
  bool seat = false;
  bool section = false;
  std::string region_key;              // the first-level division it lies in, may be unknown
  std::string district_key;            // a city's second-level division, may be unknown
  std::vector<std::string> countries;  // an area's, sorted
  std::vector<NameDraft> names;        // the preferred one included; not yet folded, with doubles
};

struct OrdinaryWord {
  std::string text;
  std::uint8_t languages = 0;  // as gazetteer_format.h numbers them
};

// All places and a way to them by key.
struct GazetteerDraft {
  std::vector<PlaceDraft> places;
  std::unordered_map<std::string, std::size_t> by_key;
  std::vector<OrdinaryWord> ordinary_words;

  // False when the key is taken.
  bool Add(PlaceDraft place) {
    const bool is_new = by_key.emplace(place.key, places.size()).second;
    if (is_new) places.push_back(std::move(place));
    return is_new;
  }
  PlaceDraft* Get(const std::string& key) {
    const auto at = by_key.find(key);
    return at == by_key.end() ? nullptr : &places[at->second];
  }
  const PlaceDraft* Get(const std::string& key) const {
    const auto at = by_key.find(key);
    return at == by_key.end() ? nullptr : &places[at->second];
  }
};

inline std::string CountryKey(std::string_view code) { return "country:" + std::string(code); }
inline std::string AreaKey(std::string_view id) { return "area:" + std::string(id); }
inline std::string RegionKey(std::string_view code) { return "region:" + std::string(code); }
inline std::string CityKey(std::string_view slug) { return "city:" + std::string(slug); }
inline std::string GeonamesKey(std::uint32_t id) { return "geonames:" + std::to_string(id); }

}  // namespace citygraph::importers::gazetteer_build
