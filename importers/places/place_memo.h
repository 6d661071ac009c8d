// What the gazetteer says of the words and names met lately. Lists repeat theirs, and a row asks
// for each of its names several times: most look-ups end here.
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string_view>
#include <vector>

#include "importers/gazetteer/gazetteer.h"
#include "importers/places/country_set.h"
#include "importers/places/pointer_map.h"
#include "importers/text/word_cache.h"

namespace citygraph::importers {

// One of the places that a name may be.
struct Reading {
  NameMatch match;
  PlaceFacts place;
  double tenfolds = 0;  // log10 of its inhabitants and 10 more; 0 where their number is not known
};

struct Readings {
  std::vector<Reading> all;           // in the gazetteer's order
  std::optional<PlaceFacts> country;  // the first that is a country, unless by a prefix ("belgo")
  // What bears the name:
  bool large_city = false;      // a city of 50,000 or more
  bool big_city = false;        // of 200,000 or more
  bool preferred_city = false;  // of 100,000 or more, of that very name
  CountrySet cities;            // where its cities of 1,000 or more, or of an unknown number, lie
  bool names_country = false;   // some place is a country
};

// Threads: one. Memory: bounded, some megabytes.
class PlaceMemo {
 public:
  // The gazetteer must outlive it.
  explicit PlaceMemo(const Gazetteer& gazetteer) : gazetteer_(gazetteer) {}
  PlaceMemo(const PlaceMemo&) = delete;
  PlaceMemo& operator=(const PlaceMemo&) = delete;

  const Gazetteer& gazetteer() const { return gazetteer_; }

  // Gazetteer::FactsOf. Valid until the next call.
  const WordFacts& FactsOf(std::string_view folded_word);

  // Of what Gazetteer::Find gave for a name. Valid until the next Trim.
  const Readings& ReadingsOf(std::span<const NameMatch> matches);
  // Forgets readings when there are many. To be called between rows.
  void Trim();

  // A place whose name is one letter off: in `country`, or well known when that is empty.
  std::optional<PlaceIndex> Near(std::string_view folded, std::string_view country);

 private:
  const Gazetteer& gazetteer_;
  WordCache<WordFacts> words_;
  PointerMap<NameMatch, Readings> readings_;
  WordCache<std::optional<PlaceIndex>> near_;
  Readings none_;
};

}  // namespace citygraph::importers
