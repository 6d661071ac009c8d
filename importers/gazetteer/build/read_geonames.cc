#include "importers/gazetteer/build/read_geonames.h"

#include <array>
#include <cstdint>
#include <optional>
#include <utility>

#include "importers/csv/csv_reader.h"
#include "importers/gazetteer/build/source_table.h"

namespace citygraph::importers::gazetteer_build {
namespace {

using namespace std::string_view_literals;

constexpr std::string_view kSectionMark = "#section ";
constexpr std::uint64_t kMostPeople = 20'000'000'000;
constexpr std::uint64_t kMostId = 0xffffffff;

namespace country {
enum Column : std::uint8_t { kCode, kName, kNames, kLat, kLon, kPopulation };
constexpr std::array kColumns = {"code"sv, "name"sv, "names"sv, "lat"sv, "lon"sv, "population"sv};
}  // namespace country

namespace region {
enum Column : std::uint8_t { kCode, kName, kNames, kLat, kLon, kPopulation, kLevel };
constexpr std::array kColumns = {"code"sv, "name"sv,       "names"sv, "lat"sv,
                                 "lon"sv,  "population"sv, "level"sv};
}  // namespace region

namespace city {
enum Column : std::uint8_t {
  kGeonameid,
  kName,
  kNames,
  kLat,
  kLon,
  kFeature,
  kCountry,
  kAdmin1,
  kAdmin2,
  kPopulation
};
constexpr std::array kColumns = {"geonameid"sv, "name"sv,      "names"sv,   "lat"sv,
                                 "lon"sv,       "feature"sv,   "country"sv, "admin1"sv,
                                 "admin2"sv,    "population"sv};
}  // namespace city

// The columns that all three sections share, under their numbers in the section.
struct SharedColumns {
  std::size_t name, names, lat, lon, population;
};

Status ReadShared(const TableRow& row, const SharedColumns& columns, PlaceDraft& place) {
  CITYGRAPH_TRY(const std::string_view name, row.Required(columns.name));
  CITYGRAPH_TRY(place.lat, row.Degrees(columns.lat, 90));
  CITYGRAPH_TRY(place.lon, row.Degrees(columns.lon, 180));
  CITYGRAPH_TRY(place.population, row.Whole(columns.population, kMostPeople));
  place.name = name;
  place.names.push_back({.text = place.name, .kind = NameKind::kPreferred});
  for (const std::string_view variant : row.Parts(columns.names)) {
    place.names.push_back({.text = std::string(variant)});
  }
  return {};
}

Status Add(const TableRow& row, std::size_t id_column, PlaceDraft place, GazetteerDraft& draft) {
  if (draft.Add(std::move(place))) return {};
  return row.Wrong(id_column, "stands twice");
}

Status ReadCountry(const TableRow& row, GazetteerDraft& draft) {
  using namespace country;
  PlaceDraft place;
  place.kind = PlaceKind::kCountry;
  CITYGRAPH_TRY(place.country, row.CountryCode(kCode));
  place.key = CountryKey(place.country);
  CITYGRAPH_TRY(ReadShared(row, {kName, kNames, kLat, kLon, kPopulation}, place));
  return Add(row, kCode, std::move(place), draft);
}

Status ReadRegion(const TableRow& row, GazetteerDraft& draft) {
  using namespace region;
  PlaceDraft place;
  place.kind = PlaceKind::kRegion;
  CITYGRAPH_TRY(const std::string_view code, row.Required(kCode));
  CITYGRAPH_TRY(const std::uint64_t level, row.Whole(kLevel, 2));
  place.level = static_cast<std::uint8_t>(level);
  place.key = RegionKey(code);
  // "FR.11" lies in "FR", "FR.11.75" also in "FR.11".
  const std::size_t first_dot = code.find('.');
  const std::size_t second_dot =
      first_dot == std::string_view::npos ? first_dot : code.find('.', first_dot + 1);
  if (first_dot != 2 || level == 0 || (level == 2) != (second_dot != std::string_view::npos)) {
    return row.Wrong(kCode,
                     "does not look like a division of its level, such as FR.11 or FR.11.75");
  }
  place.country = code.substr(0, first_dot);
  if (draft.Get(CountryKey(place.country)) == nullptr) {
    return row.Wrong(kCode, "lies in no country of this file");
  }
  if (level == 2) place.region_key = RegionKey(code.substr(0, second_dot));
  CITYGRAPH_TRY(ReadShared(row, {kName, kNames, kLat, kLon, kPopulation}, place));
  return Add(row, kCode, std::move(place), draft);
}

Status ReadCity(const TableRow& row, GazetteerDraft& draft) {
  using namespace city;
  PlaceDraft place;
  place.kind = PlaceKind::kCity;
  CITYGRAPH_TRY(const std::uint64_t id, row.Whole(kGeonameid, kMostId));
  if (id == 0) return row.Wrong(kGeonameid, "is not an id");
  place.geonameid = static_cast<std::uint32_t>(id);
  place.key = GeonamesKey(place.geonameid);
  CITYGRAPH_TRY(place.country, row.CountryCode(kCountry));
  if (draft.Get(CountryKey(place.country)) == nullptr) {
    return row.Wrong(kCountry, "is no country of this file");
  }
  const std::string_view feature = row.Text(kFeature);
  place.capital = feature == "PPLC";
  place.seat = feature == "PPLA";
  place.section = feature == "PPLX";
  const std::string region = place.country + '.' + std::string(row.Text(kAdmin1));
  place.region_key = RegionKey(region);
  place.district_key = RegionKey(region + '.' + std::string(row.Text(kAdmin2)));
  CITYGRAPH_TRY(ReadShared(row, {kName, kNames, kLat, kLon, kPopulation}, place));
  return Add(row, kGeonameid, std::move(place), draft);
}

struct Section {
  std::string_view name;
  std::span<const std::string_view> columns;
  Status (*read)(const TableRow&, GazetteerDraft&);
};

constexpr std::array<Section, 3> kSections = {{{"countries", country::kColumns, ReadCountry},
                                               {"regions", region::kColumns, ReadRegion},
                                               {"cities", city::kColumns, ReadCity}}};

}  // namespace

Status ReadGeonames(std::string_view text, const std::string& file, GazetteerDraft& draft) {
  CsvReader reader(text, file, {.delimiter = '\t', .quote = '\0'});
  CsvRecord record;
  const Section* section = nullptr;
  std::optional<TableColumns> columns;
  while (true) {
    CITYGRAPH_TRY(const bool more, reader.Next(record));
    if (!more) return {};
    if (!record.raw().starts_with(kSectionMark)) {
      if (section == nullptr) {
        return Fail(ErrorCode::kInvalidInput, "a row before the first #section", record.PlaceOf(0));
      }
      CITYGRAPH_TRY(const TableRow row, TableRow::Under(*columns, record));
      CITYGRAPH_TRY(section->read(row, draft));
      continue;
    }
    std::string_view header = record.raw().substr(kSectionMark.size());
    const std::string_view name = header.substr(0, header.find(' '));
    header.remove_prefix(std::min(header.size(), name.size() + 1));
    section = nullptr;
    for (const Section& known : kSections) {
      if (known.name == name) section = &known;
    }
    if (section == nullptr) {
      return Fail(ErrorCode::kInvalidInput,
                  "section \"" + std::string(name) + "\" is none of countries, regions, cities",
                  record.PlaceOf(0));
    }
    CsvReader header_reader(header, file, {.delimiter = '\t', .quote = '\0'});
    CsvRecord header_record;
    CITYGRAPH_TRY(header_reader.Next(header_record));
    Result<TableColumns> found = TableColumns::Find(header_record, section->columns);
    if (!found) {
      Error error = std::move(found).error();
      error.where = record.PlaceOf(0);  // the line in the file, not in the header alone
      return Fail(std::move(error));
    }
    columns = std::move(*found);
  }
}

}  // namespace citygraph::importers::gazetteer_build
