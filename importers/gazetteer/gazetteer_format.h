// The byte layout of the gazetteer, version 1. Little-endian, used in place: the file is mapped or
// compiled in and its tables are read as the records below.
//
//   +--------+----------------------------------------------------------------------------+
//   | Header | tables, each at a multiple of 8, in the order of `Table`, zeros between     |
//   +--------+----------------------------------------------------------------------------+
//
//   kPlaces        PlaceRecord[]  by kind (countries, areas, regions, cities), larger first within
//   kNames         NameRecord[]   the distinct folded names, sorted as bytes
//   kFoldedText    char[]         their texts in the same order, without gaps or ends
//   kSharedPrefix  uint8[]        bytes a name shares with the one before it, at most 255
//   kNameSlots     HashSlot[]     folded name -> number in kNames
//   kMatches       NameMatch[]    what the names denote, name by name, most populous first
//   kPlaceNames    uint32[]       numbers in kNames, place by place, the preferred name first
//   kWords         WordRecord[]   first words of names of several words, and ordinary words; sorted
//   kWordSlots     HashSlot[]     folded word -> number in kWords
//   kGeonameOrder  uint32[]       places with a geonameid, by geonameid
//   kKeyOrder      uint32[]       places without one, by key
//   kCountryCodes  uint32[676]    "AA".."ZZ" -> place number + 1, or 0
//   kAreas         AreaRecord[]   one for each area, in the order of the places
//   kAreaCountries CountryCode[]  the countries of the areas, area by area, sorted
//   kText          char[]         names as written and keys: a length byte pair, then the bytes
//
// A list that belongs to a record (matches of a name, names of a place) begins at the record's
// `first_…` and ends where the next record's begins, or with its table.
//
// A hash slot belongs to a name when its tag is the low half of HashOf(name); the search starts at
// SlotFor(HashOf(name)) and goes on to the next slot, round the end, until an empty one.
#pragma once

#include <array>
#include <bit>
#include <cstddef>
#include <cstdint>
#include <string_view>
#include <type_traits>

#include "engine/base/bytes.h"
#include "importers/gazetteer/gazetteer.h"

namespace citygraph::importers::gazetteer_format {

static_assert(std::endian::native == std::endian::little, "the tables are read in place");

constexpr std::array<char, 8> kMagic = {'C', 'I', 'T', 'Y', 'G', 'A', 'Z', '\n'};
constexpr std::uint32_t kVersion = 1;
constexpr std::uint32_t kNone = 0xffffffff;
constexpr std::size_t kTableAlignment = 8;
constexpr double kMicrodegrees = 1e6;

enum Table : std::uint8_t {
  kPlaces,
  kNames,
  kFoldedText,
  kSharedPrefix,
  kNameSlots,
  kMatches,
  kPlaceNames,
  kWords,
  kWordSlots,
  kGeonameOrder,
  kKeyOrder,
  kCountryCodes,
  kAreas,
  kAreaCountries,
  kText,
  kTableCount,
};

// Where a table lies: offset in the file, number of records, bytes of a record.
struct TableRef {
  std::uint64_t offset = 0;
  std::uint32_t count = 0;
  std::uint32_t record_size = 0;
};

struct PlaceRecord {
  std::uint32_t population = 0;
  std::uint32_t rank = 0;  // 0 is the most populous of all places; the order of matches
  std::int32_t lat = 0;    // microdegrees
  std::int32_t lon = 0;
  std::uint32_t geonameid = 0;    // 0: none
  std::uint32_t name = 0;         // offset in kText
  std::uint32_t key = 0;          // offset in kText
  std::uint32_t region = kNone;   // a place, or kNone
  std::uint32_t first_name = 0;   // in kPlaceNames
  std::array<char, 2> country{};  // ISO 3166-1 alpha-2; zeros: none
  std::uint8_t level = 0;
  std::uint8_t flags = 0;  // PlaceFlag
};

enum PlaceFlag : std::uint8_t { kCapital = 1, kSeat = 2, kSection = 4 };

struct NameRecord {
  std::uint32_t text = 0;         // offset in kFoldedText; the text ends where the next begins
  std::uint32_t first_match = 0;  // in kMatches
};

struct HashSlot {
  std::uint32_t tag = 0;
  std::uint32_t number_plus_one = 0;  // 0: an empty slot
};

struct WordRecord {
  std::uint32_t text = 0;     // offset in kText
  std::uint8_t longest = 0;   // words of the longest name of several words that starts with it
  std::uint8_t ordinary = 0;  // in which languages an ordinary word: 1 en, 2 es, 4 pt, 8 fr
  std::uint16_t zero = 0;
};

struct AreaRecord {
  std::uint32_t first_country = 0;  // in kAreaCountries
};

using CountryCode = std::array<char, 2>;

// Countries are the places [0, first_area), areas [first_area, first_region), and so on.
struct Header {
  std::array<char, 8> magic = kMagic;
  std::uint32_t version = kVersion;
  std::uint32_t table_count = kTableCount;
  std::uint64_t file_size = 0;
  std::uint64_t checksum = 0;  // Fnv1a of all that follows the header
  std::uint32_t first_area = 0;
  std::uint32_t first_region = 0;
  std::uint32_t first_city = 0;
  std::uint32_t zero = 0;
  std::array<TableRef, kTableCount> tables{};
};

static_assert(sizeof(TableRef) == 16 && sizeof(PlaceRecord) == 40 && sizeof(NameRecord) == 8);
static_assert(sizeof(HashSlot) == 8 && sizeof(WordRecord) == 8 && sizeof(AreaRecord) == 4);
static_assert(sizeof(Header) == 48 + sizeof(TableRef) * kTableCount);
// Find() hands out the stored matches themselves.
static_assert(sizeof(NameMatch) == 8 && offsetof(NameMatch, place) == 0 &&
              offsetof(NameMatch, kind) == 4);
static_assert(std::is_trivially_copyable_v<NameMatch>);

constexpr std::array<std::uint32_t, kTableCount> kRecordSizes = {sizeof(PlaceRecord),
                                                                 sizeof(NameRecord),
                                                                 1,
                                                                 1,
                                                                 sizeof(HashSlot),
                                                                 sizeof(NameMatch),
                                                                 4,
                                                                 sizeof(WordRecord),
                                                                 sizeof(HashSlot),
                                                                 4,
                                                                 4,
                                                                 4,
                                                                 sizeof(AreaRecord),
                                                                 sizeof(CountryCode),
                                                                 1};

// FNV-1a ends with a multiplication, which leaves the last letters out of the high bits: mix once
// more (MurmurHash3's finaliser), since slots are found by the high half and checked by the low.
constexpr std::uint64_t HashOf(std::string_view folded) {
  std::uint64_t hash = Fnv1a(folded);
  hash = (hash ^ (hash >> 33)) * 0xff51afd7ed558ccd;
  hash = (hash ^ (hash >> 33)) * 0xc4ceb9fe1a85ec53;
  return hash ^ (hash >> 33);
}
constexpr std::uint32_t TagOf(std::uint64_t hash) { return static_cast<std::uint32_t>(hash); }
// REQUIRES: slot_count > 0. Below slot_count.
constexpr std::uint32_t SlotFor(std::uint64_t hash, std::uint32_t slot_count) {
  return static_cast<std::uint32_t>(((hash >> 32) * slot_count) >> 32);
}

// The place of a two-letter code in kCountryCodes; kNone for anything but two capitals.
constexpr std::size_t kCountryCodeCount = std::size_t{26} * 26;
constexpr std::uint32_t CountryCodeNumber(std::string_view code) {
  const auto letter = [](char c) { return c >= 'A' && c <= 'Z'; };
  if (code.size() != 2 || !letter(code[0]) || !letter(code[1])) return kNone;
  return static_cast<std::uint32_t>((code[0] - 'A') * 26 + (code[1] - 'A'));
}

}  // namespace citygraph::importers::gazetteer_format
