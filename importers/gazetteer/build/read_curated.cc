#include "importers/gazetteer/build/read_curated.h"

#include <algorithm>
#include <array>
#include <cstdint>
#include <initializer_list>
#include <ranges>
#include <utility>

#include "importers/gazetteer/build/source_table.h"

namespace citygraph::importers::gazetteer_build {
namespace {

using namespace std::string_view_literals;

constexpr std::string_view kSlugMark = "x-";
constexpr std::uint64_t kMostPeople = 20'000'000'000;
constexpr std::uint64_t kMostId = 0xffffffff;

void AddNames(const TableRow& row, std::initializer_list<std::size_t> columns, NameKind kind,
              PlaceDraft& place) {
  for (const std::size_t column : columns) {
    for (const std::string_view part : row.Parts(column)) {
      place.names.push_back({.text = std::string(part), .kind = kind, .curated = true});
    }
  }
}

// The first part of the first column that has any becomes the preferred name.
Status Prefer(const TableRow& row, std::initializer_list<std::size_t> columns, PlaceDraft& place) {
  for (const std::size_t column : columns) {
    const std::vector<std::string_view> parts = row.Parts(column);
    if (parts.empty()) continue;
    place.name = parts.front();
    place.names.insert(place.names.begin(),
                       {.text = place.name, .kind = NameKind::kPreferred, .curated = true});
    return {};
  }
  return row.Wrong(*columns.begin(), "must hold a name");
}

Status ReadPosition(const TableRow& row, std::size_t lat, std::size_t lon, PlaceDraft& place) {
  CITYGRAPH_TRY(place.lat, row.Degrees(lat, 90));
  CITYGRAPH_TRY(place.lon, row.Degrees(lon, 180));
  return {};
}

Status CheckCountry(const TableRow& row, std::size_t column, const GazetteerDraft& draft) {
  CITYGRAPH_TRY(const std::string_view code, row.CountryCode(column));
  if (draft.Get(CountryKey(code)) == nullptr) return row.Wrong(column, "is no known country");
  return {};
}

}  // namespace

Status ReadCountries(std::string_view text, const std::string& file, GazetteerDraft& draft) {
  enum Column : std::uint8_t {
    kCode,
    kLat,
    kLon,
    kEn,
    kEs,
    kPt,
    kFr,
    kAdjectivesEn,
    kAdjectivesEs,
    kAdjectivesPt,
    kAdjectivesFr,
    kAdjectivesOther,
    kPrefixes,
    kOther
  };
  static constexpr std::array kColumns = {"code"sv,
                                          "lat"sv,
                                          "lon"sv,
                                          "en"sv,
                                          "es"sv,
                                          "pt"sv,
                                          "fr"sv,
                                          "adjectives_en"sv,
                                          "adjectives_es"sv,
                                          "adjectives_pt"sv,
                                          "adjectives_fr"sv,
                                          "adjectives_other"sv,
                                          "prefixes"sv,
                                          "other"sv};
  return ForEachRow(text, file, kColumns, [&](const TableRow& row) -> Status {
    CITYGRAPH_TRY(const std::string_view code, row.CountryCode(kCode));
    PlaceDraft* place = draft.Get(CountryKey(code));
    if (place == nullptr) {
      PlaceDraft fresh;
      fresh.kind = PlaceKind::kCountry;
      fresh.key = CountryKey(code);
      fresh.country = code;
      draft.Add(std::move(fresh));
      place = draft.Get(CountryKey(code));
    }
    CITYGRAPH_TRY(ReadPosition(row, kLat, kLon, *place));
    CITYGRAPH_TRY(Prefer(row, {kEn}, *place));
    AddNames(row, {kEn, kEs, kPt, kFr, kOther}, NameKind::kVariant, *place);
    AddNames(row, {kAdjectivesEn, kAdjectivesEs, kAdjectivesPt, kAdjectivesFr, kAdjectivesOther},
             NameKind::kAdjective, *place);
    AddNames(row, {kPrefixes}, NameKind::kPrefix, *place);
    return {};
  });
}

Status ReadAreas(std::string_view text, const std::string& file, GazetteerDraft& draft) {
  enum Column : std::uint8_t {
    kId,
    kLat,
    kLon,
    kCountries,
    kEn,
    kEs,
    kPt,
    kFr,
    kAdjectivesEn,
    kAdjectivesEs,
    kAdjectivesPt,
    kAdjectivesFr
  };
  static constexpr std::array kColumns = {"id"sv,
                                          "lat"sv,
                                          "lon"sv,
                                          "countries"sv,
                                          "en"sv,
                                          "es"sv,
                                          "pt"sv,
                                          "fr"sv,
                                          "adjectives_en"sv,
                                          "adjectives_es"sv,
                                          "adjectives_pt"sv,
                                          "adjectives_fr"sv};
  return ForEachRow(text, file, kColumns, [&](const TableRow& row) -> Status {
    PlaceDraft place;
    place.kind = PlaceKind::kArea;
    CITYGRAPH_TRY(const std::string_view id, row.Required(kId));
    place.key = AreaKey(id);
    CITYGRAPH_TRY(ReadPosition(row, kLat, kLon, place));
    for (const std::string_view code : row.Parts(kCountries)) {
      if (draft.Get(CountryKey(code)) == nullptr) {
        return row.Wrong(kCountries,
                         "holds \"" + std::string(code) + "\", which is no known country");
      }
      place.countries.emplace_back(code);
    }
    std::ranges::sort(place.countries);
    if (std::ranges::adjacent_find(place.countries) != place.countries.end()) {
      return row.Wrong(kCountries, "holds a country twice");
    }
    CITYGRAPH_TRY(Prefer(row, {kEn}, place));
    AddNames(row, {kEn, kEs, kPt, kFr}, NameKind::kVariant, place);
    AddNames(row, {kAdjectivesEn, kAdjectivesEs, kAdjectivesPt, kAdjectivesFr},
             NameKind::kAdjective, place);
    if (!draft.Add(std::move(place))) return row.Wrong(kId, "stands twice");
    return {};
  });
}

Status ReadRegions(std::string_view text, const std::string& file, GazetteerDraft& draft) {
  enum Column : std::uint8_t { kCode, kCountry, kLat, kLon, kEn, kEs, kPt, kFr, kOther };
  static constexpr std::array kColumns = {"code"sv, "country"sv, "lat"sv, "lon"sv,  "en"sv,
                                          "es"sv,   "pt"sv,      "fr"sv,  "other"sv};
  return ForEachRow(text, file, kColumns, [&](const TableRow& row) -> Status {
    CITYGRAPH_TRY(const std::string_view code, row.Required(kCode));
    CITYGRAPH_TRY(CheckCountry(row, kCountry, draft));
    PlaceDraft* place = draft.Get(RegionKey(code));
    if (code.starts_with(kSlugMark)) {
      PlaceDraft fresh;
      fresh.kind = PlaceKind::kRegion;
      fresh.key = RegionKey(code);
      fresh.country = row.Text(kCountry);
      CITYGRAPH_TRY(ReadPosition(row, kLat, kLon, fresh));
      CITYGRAPH_TRY(Prefer(row, {kEn, kEs, kPt, kFr, kOther}, fresh));
      if (!draft.Add(std::move(fresh))) return row.Wrong(kCode, "stands twice");
      place = draft.Get(RegionKey(code));
    } else if (place == nullptr) {
      return row.Wrong(kCode, "is no division of GeoNames; codes of new regions begin with x-");
    } else if (place->country != row.Text(kCountry)) {
      return row.Wrong(kCountry, "is not the country of this division, " + place->country);
    } else if (!row.Text(kLat).empty()) {
      CITYGRAPH_TRY(ReadPosition(row, kLat, kLon, *place));
    }
    AddNames(row, {kEn, kEs, kPt, kFr, kOther}, NameKind::kVariant, *place);
    return {};
  });
}

Status ReadCities(std::string_view text, const std::string& file, GazetteerDraft& draft) {
  enum Column : std::uint8_t { kGeonameid, kCountry, kNames };
  static constexpr std::array kColumns = {"geonameid"sv, "country"sv, "names"sv};
  return ForEachRow(text, file, kColumns, [&](const TableRow& row) -> Status {
    CITYGRAPH_TRY(const std::uint64_t id, row.Whole(kGeonameid, kMostId));
    CITYGRAPH_TRY(CheckCountry(row, kCountry, draft));
    PlaceDraft* place = draft.Get(GeonamesKey(static_cast<std::uint32_t>(id)));
    if (place == nullptr) return row.Wrong(kGeonameid, "is no city of GeoNames that we have");
    if (place->country != row.Text(kCountry)) {
      return row.Wrong(kCountry, "is not the country of " + place->name + ", " + place->country);
    }
    if (row.Parts(kNames).empty()) return row.Wrong(kNames, "must hold a name");
    AddNames(row, {kNames}, NameKind::kVariant, *place);
    return {};
  });
}

Status ReadMorePlaces(std::string_view text, const std::string& file, GazetteerDraft& draft) {
  enum Column : std::uint8_t { kId, kKind, kCountry, kLat, kLon, kPopulation, kNames };
  static constexpr std::array kColumns = {"id"sv,  "kind"sv,       "country"sv, "lat"sv,
                                          "lon"sv, "population"sv, "names"sv};
  return ForEachRow(text, file, kColumns, [&](const TableRow& row) -> Status {
    const std::string_view id = row.Text(kId);
    if (!id.starts_with(kSlugMark)) return row.Wrong(kId, "does not begin with x-");
    const bool is_region = row.Text(kKind) == "region";
    if (!is_region && row.Text(kKind) != "city")
      return row.Wrong(kKind, "is neither city nor region");
    PlaceDraft place;
    place.kind = is_region ? PlaceKind::kRegion : PlaceKind::kCity;
    place.key = is_region ? RegionKey(id) : CityKey(id);
    CITYGRAPH_TRY(CheckCountry(row, kCountry, draft));
    place.country = row.Text(kCountry);
    CITYGRAPH_TRY(ReadPosition(row, kLat, kLon, place));
    CITYGRAPH_TRY(place.population, row.Whole(kPopulation, kMostPeople));
    CITYGRAPH_TRY(Prefer(row, {kNames}, place));
    AddNames(row, {kNames}, NameKind::kVariant, place);
    if (!draft.Add(std::move(place))) return row.Wrong(kId, "stands twice");
    return {};
  });
}

Status ReadOrdinaryWords(std::string_view text, const std::string& file, GazetteerDraft& draft) {
  enum Column : std::uint8_t { kWord, kLanguages };
  static constexpr std::array kColumns = {"word"sv, "languages"sv};
  static constexpr std::array kLanguageCodes = {"en"sv, "es"sv, "pt"sv, "fr"sv};  // by their bits
  return ForEachRow(text, file, kColumns, [&](const TableRow& row) -> Status {
    CITYGRAPH_TRY(const std::string_view word, row.Required(kWord));
    CITYGRAPH_TRY(const std::string_view languages, row.Required(kLanguages));
    OrdinaryWord& added = draft.ordinary_words.emplace_back(std::string(word));
    for (const auto part : std::views::split(languages, '|')) {
      const std::string_view code(part.begin(), part.end());
      const auto known = std::ranges::find(kLanguageCodes, code);
      if (known == kLanguageCodes.end()) return row.Wrong(kLanguages, "is no language of ours");
      added.languages |= static_cast<std::uint8_t>(1 << (known - kLanguageCodes.begin()));
    }
    return {};
  });
}

}  // namespace citygraph::importers::gazetteer_build
