// The gazetteer: every place of 500 or more inhabitants, first- and second-level divisions,
// countries and world areas, under their names in every language and script.
//
// The data is compiled into the program (see data/gazetteer/README.md) and paged in as it is
// touched: opening costs nothing, a look-up some microseconds at most.
// Threads: immutable; any number of threads. Ownership: views point into the program's read-only
// data and live as long as the process.
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "engine/base/result.h"

namespace citygraph::importers {

// A place's number in this build's gazetteer: dense from 0, larger places first within a kind. It
// changes between builds: store the key or geonameid instead.
enum class PlaceIndex : std::uint32_t {};

enum class PlaceKind : std::uint8_t { kCity, kRegion, kCountry, kArea };

// "city", "region", "country", "area".
std::string_view KindName(PlaceKind kind);

// What tells places of one name apart.
struct PlaceFacts {
  PlaceIndex index{};
  PlaceKind kind = PlaceKind::kCity;
  std::string_view country;      // ISO 3166-1 alpha-2; empty for areas
  std::uint64_t population = 0;  // 0: not known
  std::uint8_t level =
      0;  // regions: 1, 2; 0 for a region outside the divisions (metropolitan body, former region)
  bool capital = false;  // of a country (PPLC)
  bool seat = false;     // of a first-level division (PPLA)
  bool section = false;  // a section of a populated place (PPLX): a quarter, a borough
  std::optional<PlaceIndex>
      region;  // the first-level division a city or second-level division lies in
};

struct Place : PlaceFacts {
  std::string_view name;  // the preferred name, as people there or the English write it
  // Stable: "geonames:1007311", "region:FR.11", "country:FR", "area:sahel"; for places that are not
  // in GeoNames "city:x-slug" and "region:x-slug".
  std::string_view key;
  std::uint32_t geonameid = 0;  // 0: none
  double lat = 0;               // degrees, north positive
  double lon = 0;               // degrees, east positive
};

// How a name denotes a place.
enum class NameKind : std::uint8_t {
  kPreferred,  // the name itself, or its ASCII form
  kVariant,    // another language, script, spelling, nickname or code
  kAdjective,  // "Brazilian", "malgache": says the country or area, is not its name
  kPrefix,     // "belgo" in belgo-béninois
};

struct NameMatch {
  PlaceIndex place{};
  NameKind kind = NameKind::kPreferred;
};

// What the gazetteer says of a word of a text.
struct WordFacts {
  std::uint8_t longest = 0;  // the words of the longest name that starts with it; 0: none does
  // The languages of which it is an ordinary word, too: 1 English, 2 Spanish, 4 Portuguese,
  // 8 French, added up.
  std::uint8_t ordinary = 0;
  std::span<const NameMatch> matches;  // the places of that name
};

class Gazetteer {
 public:
  // The data built into the program. It is verified once by the tests, not at each start.
  static const Gazetteer& BuiltIn();
  // Opens other bytes of the same format; they must outlive the gazetteer and start at a multiple
  // of 8. Cost: O(1), the contents are not read; of damaged bytes the answers are wrong or empty,
  // but no look-up reads outside of them. Errors: kCorruption (not a gazetteer, truncated),
  // kUnsupported (another format version), kInvalidInput (not at a multiple of 8).
  static Result<Gazetteer> Open(std::string_view bytes);
  // Reads everything: the checksum, every offset, every order, and that each name finds its place.
  // For tests and tools. Errors: kCorruption, saying which table and record. Cost: a second or so.
  Status Verify() const;

  // The places a name denotes, each once, most populous first; empty when there is none. `folded`
  // is FoldName(name). Where a population is not known, a region counts as its cities together and
  // an area as its countries (an ocean as all countries). Cost: one hash probe and O(answers); no
  // allocation.
  std::span<const NameMatch> Find(std::string_view folded) const;

  // The number of words of the longest name that starts with this folded word; 0 when no name
  // does. The filter for scanning running text.
  std::uint8_t LongestNameStartingWith(std::string_view folded_word) const;

  // Whether a folded word is also an ordinary word of English, Spanish, Portuguese or French
  // ("story", "pasto"), so that meeting it proves little.
  bool IsOrdinaryWord(std::string_view folded_word) const;

  // Names within `distance` edits of the folded name (adjacent swaps count one), nearest first,
  // then by population; at most `limit` places, each once. For misprints and did-you-mean.
  // Cost: a millisecond at most; the first letter must be right, `distance` counts as 3 at most.
  std::vector<NameMatch> FindNear(std::string_view folded, std::size_t distance,
                                  std::size_t limit) const;

  // LongestNameStartingWith, IsOrdinaryWord and Find in one, for what they cost once.
  WordFacts FactsOf(std::string_view folded_word) const;

  // REQUIRES: the index is this gazetteer's; any other gives an empty Place.
  Place At(PlaceIndex index) const;
  // The same of its record alone: neither name nor key is read.
  PlaceFacts FactsAt(PlaceIndex index) const;
  // At(index).kind, without reading the place's record.
  PlaceKind KindOf(PlaceIndex index) const;
  std::size_t size() const;

  std::optional<PlaceIndex> ByKey(std::string_view key) const;
  std::optional<PlaceIndex> Country(std::string_view code) const;
  std::optional<PlaceIndex> ByGeonameId(std::uint32_t geonameid) const;

  // Every folded name of a place, the preferred one first.
  std::vector<std::string_view> NamesOf(PlaceIndex index) const;

  // The countries of an area ("sahel" -> BF, ML, …) as ISO codes, sorted. Empty for oceans and for
  // other kinds.
  std::vector<std::string_view> CountriesOf(PlaceIndex area) const;

 private:
  explicit Gazetteer(std::string_view bytes) : bytes_(bytes) {}

  std::string_view bytes_;  // laid out as gazetteer_format.h says
};

}  // namespace citygraph::importers
