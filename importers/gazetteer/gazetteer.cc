#include "importers/gazetteer/gazetteer.h"

#include <algorithm>
#include <charconv>
#include <cstring>
#include <utility>

#include "importers/gazetteer/gazetteer_format.h"
#include "importers/gazetteer/gazetteer_tables.h"

// The bytes that gazetteer_data.S puts into the program.
extern "C" {
extern const char citygraph_gazetteer_begin[];
extern const char citygraph_gazetteer_end[];
}

namespace citygraph::importers {
namespace {

namespace format = gazetteer_format;
using format::Tables;

constexpr std::string_view kGeonamesPrefix = "geonames:";

std::unexpected<Error> Corruption(std::string message) {
  return Fail(ErrorCode::kCorruption, "gazetteer: " + std::move(message));
}

PlaceKind KindIn(const format::Header& header, std::uint32_t place) {
  if (place < header.first_area) return PlaceKind::kCountry;
  if (place < header.first_region) return PlaceKind::kArea;
  if (place < header.first_city) return PlaceKind::kRegion;
  return PlaceKind::kCity;
}

std::string_view CodeText(const format::CountryCode& code) {
  return code[0] == '\0' ? std::string_view{} : std::string_view(code.data(), code.size());
}

}  // namespace

std::string_view KindName(PlaceKind kind) {
  switch (kind) {
    case PlaceKind::kCity:
      return "city";
    case PlaceKind::kRegion:
      return "region";
    case PlaceKind::kCountry:
      return "country";
    case PlaceKind::kArea:
      return "area";
  }
  return "city";
}

const Gazetteer& Gazetteer::BuiltIn() {
  static const Gazetteer kInstance = [] {
    const auto size = static_cast<std::size_t>(citygraph_gazetteer_end - citygraph_gazetteer_begin);
    Result<Gazetteer> opened = Open({citygraph_gazetteer_begin, size});
    CITYGRAPH_CHECK(opened.has_value());
    return *opened;
  }();
  return kInstance;
}

Result<Gazetteer> Gazetteer::Open(std::string_view bytes) {
  if (reinterpret_cast<std::uintptr_t>(bytes.data()) % format::kTableAlignment != 0) {
    return Fail(ErrorCode::kInvalidInput, "gazetteer: the bytes do not start at a multiple of 8");
  }
  if (bytes.size() < sizeof(format::Header)) {
    return Corruption(std::to_string(bytes.size()) + " bytes are too few for a header");
  }
  const auto& header = *reinterpret_cast<const format::Header*>(bytes.data());
  if (header.magic != format::kMagic) return Corruption("the bytes are not a gazetteer");
  if (header.version != format::kVersion) {
    return Fail(ErrorCode::kUnsupported,
                "gazetteer: format version " + std::to_string(header.version) +
                    ", this build reads " + std::to_string(format::kVersion));
  }
  if (header.file_size != bytes.size()) {
    return Corruption("found " + std::to_string(bytes.size()) + " bytes, the header speaks of " +
                      std::to_string(header.file_size));
  }
  if (header.table_count != format::kTableCount) return Corruption("another number of tables");
  for (std::size_t i = 0; i < format::kTableCount; ++i) {
    const format::TableRef& table = header.tables[i];
    const std::uint64_t size = std::uint64_t{table.count} * format::kRecordSizes[i];
    if (table.record_size != format::kRecordSizes[i] || table.offset < sizeof(format::Header) ||
        table.offset % format::kTableAlignment != 0 || table.offset > bytes.size() ||
        size > bytes.size() - table.offset) {
      return Corruption("table " + std::to_string(i) + " does not lie within the bytes");
    }
  }
  if (header.first_area > header.first_region || header.first_region > header.first_city ||
      header.first_city > header.tables[format::kPlaces].count ||
      header.tables[format::kAreas].count != header.first_region - header.first_area ||
      header.tables[format::kSharedPrefix].count != header.tables[format::kNames].count ||
      header.tables[format::kCountryCodes].count != format::kCountryCodeCount) {
    return Corruption("the sizes of the tables contradict each other");
  }
  return Gazetteer(bytes);
}

std::span<const NameMatch> Gazetteer::Find(std::string_view folded) const {
  const Tables tables(bytes_);
  const std::optional<std::uint32_t> name = tables.NameNumber(folded);
  return name ? tables.MatchesOf(*name) : std::span<const NameMatch>{};
}

std::uint8_t Gazetteer::LongestNameStartingWith(std::string_view folded_word) const {
  const Tables tables(bytes_);
  const format::WordRecord* word = tables.Word(folded_word);
  if (word != nullptr && word->longest != 0) return word->longest;
  return tables.NameNumber(folded_word) ? 1 : 0;
}

bool Gazetteer::IsOrdinaryWord(std::string_view folded_word) const {
  const format::WordRecord* word = Tables(bytes_).Word(folded_word);
  return word != nullptr && word->ordinary != 0;
}

WordFacts Gazetteer::FactsOf(std::string_view folded_word) const {
  const Tables tables(bytes_);
  const std::uint64_t hash = format::HashOf(folded_word);
  const format::WordRecord* const word = tables.Word(folded_word, hash);
  const std::optional<std::uint32_t> name = tables.NameNumber(folded_word, hash);
  WordFacts facts;
  if (name) facts.matches = tables.MatchesOf(*name);
  facts.longest = name ? 1 : 0;
  if (word != nullptr && word->longest != 0) facts.longest = word->longest;
  facts.ordinary = word != nullptr ? word->ordinary : std::uint8_t{0};
  return facts;
}

PlaceFacts Gazetteer::FactsAt(PlaceIndex index) const {
  const Tables tables(bytes_);
  const auto places = tables.All<format::PlaceRecord>(format::kPlaces);
  const std::uint32_t number = std::to_underlying(index);
  if (number >= places.size()) return {};
  const format::PlaceRecord& record = places[number];
  PlaceFacts facts;
  facts.index = index;
  facts.kind = KindIn(tables.header(), number);
  facts.country = CodeText(record.country);
  facts.population = record.population;
  facts.level = record.level;
  facts.capital = (record.flags & format::kCapital) != 0;
  facts.seat = (record.flags & format::kSeat) != 0;
  facts.section = (record.flags & format::kSection) != 0;
  if (record.region < places.size()) facts.region = PlaceIndex{record.region};
  return facts;
}

Place Gazetteer::At(PlaceIndex index) const {
  const Tables tables(bytes_);
  const auto places = tables.All<format::PlaceRecord>(format::kPlaces);
  const std::uint32_t number = std::to_underlying(index);
  if (number >= places.size()) return {};
  const format::PlaceRecord& record = places[number];
  Place place{FactsAt(index)};
  place.name = tables.Text(record.name);
  place.key = tables.Text(record.key);
  place.geonameid = record.geonameid;
  place.lat = record.lat / format::kMicrodegrees;
  place.lon = record.lon / format::kMicrodegrees;
  return place;
}

PlaceKind Gazetteer::KindOf(PlaceIndex index) const {
  const std::uint32_t number = std::to_underlying(index);
  return number < size() ? KindIn(Tables(bytes_).header(), number) : PlaceKind::kCity;
}

std::size_t Gazetteer::size() const {
  return Tables(bytes_).header().tables[format::kPlaces].count;
}

std::optional<PlaceIndex> Gazetteer::ByKey(std::string_view key) const {
  if (key.starts_with(kGeonamesPrefix)) {
    const std::string_view digits = key.substr(kGeonamesPrefix.size());
    std::uint32_t id = 0;
    const auto [end, error] = std::from_chars(digits.data(), digits.data() + digits.size(), id);
    if (error != std::errc{}) return std::nullopt;
    const std::optional<PlaceIndex> place = ByGeonameId(id);
    // "geonames:007" and "geonames:7x" are no keys.
    return place && At(*place).key == key ? place : std::nullopt;
  }
  const Tables tables(bytes_);
  const auto order = tables.All<std::uint32_t>(format::kKeyOrder);
  const auto key_of = [&](std::uint32_t place) { return At(PlaceIndex{place}).key; };
  const auto at = std::ranges::lower_bound(order, key, {}, key_of);
  if (at == order.end() || key_of(*at) != key || *at >= size()) return std::nullopt;
  return PlaceIndex{*at};
}

std::optional<PlaceIndex> Gazetteer::Country(std::string_view code) const {
  const std::uint32_t number = format::CountryCodeNumber(code);
  if (number == format::kNone) return std::nullopt;
  const std::uint32_t place_plus_one =
      Tables(bytes_).All<std::uint32_t>(format::kCountryCodes)[number];
  if (place_plus_one == 0 || place_plus_one > size()) return std::nullopt;
  return PlaceIndex{place_plus_one - 1};
}

std::optional<PlaceIndex> Gazetteer::ByGeonameId(std::uint32_t geonameid) const {
  const Tables tables(bytes_);
  const auto order = tables.All<std::uint32_t>(format::kGeonameOrder);
  const auto places = tables.All<format::PlaceRecord>(format::kPlaces);
  const auto id_of = [&](std::uint32_t place) {
    return place < places.size() ? places[place].geonameid : 0;
  };
  const auto at = std::ranges::lower_bound(order, geonameid, {}, id_of);
  if (geonameid == 0 || at == order.end() || id_of(*at) != geonameid) return std::nullopt;
  return PlaceIndex{*at};
}

std::vector<std::string_view> Gazetteer::NamesOf(PlaceIndex index) const {
  const Tables tables(bytes_);
  const auto places = tables.All<format::PlaceRecord>(format::kPlaces);
  const std::uint32_t number = std::to_underlying(index);
  if (number >= places.size()) return {};
  const std::size_t end =
      number + 1 < places.size() ? places[number + 1].first_name : format::kNone;
  const std::size_t name_count = tables.All<format::NameRecord>(format::kNames).size();
  std::vector<std::string_view> names;
  for (const std::uint32_t name :
       tables.Range<std::uint32_t>(format::kPlaceNames, places[number].first_name, end)) {
    if (name < name_count) names.push_back(tables.FoldedName(name));
  }
  return names;
}

std::vector<std::string_view> Gazetteer::CountriesOf(PlaceIndex area) const {
  const Tables tables(bytes_);
  const std::uint32_t place = std::to_underlying(area);
  const format::Header& header = tables.header();
  if (place < header.first_area || place >= header.first_region) return {};
  const auto areas = tables.All<format::AreaRecord>(format::kAreas);
  const std::uint32_t number = place - header.first_area;
  const std::size_t end =
      number + 1 < areas.size() ? areas[number + 1].first_country : format::kNone;
  std::vector<std::string_view> codes;
  for (const format::CountryCode& code : tables.Range<format::CountryCode>(
           format::kAreaCountries, areas[number].first_country, end)) {
    codes.push_back(CodeText(code));
  }
  return codes;
}

}  // namespace citygraph::importers
