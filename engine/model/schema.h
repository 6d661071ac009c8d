// The words of the city graph: labels, relationship types and properties, as DESIGN fixes them.
// The store itself takes any; importers and questions use these and no literals of their own.
#pragma once

#include <array>
#include <string_view>

namespace citygraph::schema {

namespace label {
inline constexpr std::string_view kPlace =
    "Place";  // the second label of City, Region, Country and Area
inline constexpr std::string_view kCity = "City";
inline constexpr std::string_view kRegion = "Region";
inline constexpr std::string_view kCountry = "Country";
inline constexpr std::string_view kArea = "Area";
inline constexpr std::string_view kExchange = "Exchange";
inline constexpr std::string_view kTheme = "Theme";
inline constexpr std::string_view kReport = "Report";
inline constexpr std::string_view kNetwork = "Network";
}  // namespace label

namespace type {
inline constexpr std::string_view kIn = "IN";          // (City|Region|Area)->(Region|Country|Area)
inline constexpr std::string_view kHosted = "HOSTED";  // (City)->(Exchange)
inline constexpr std::string_view kTookPart = "TOOK_PART";   // (Place)->(Exchange) {role}
inline constexpr std::string_view kMentored = "MENTORED";    // (City)->(City) {year?, exchange}
inline constexpr std::string_view kAbout = "ABOUT";          // (Exchange)->(Theme)
inline constexpr std::string_view kBroader = "BROADER";      // (Theme)->(Theme)
inline constexpr std::string_view kDocuments = "DOCUMENTS";  // (Report)->(Exchange)
inline constexpr std::string_view kRuns = "RUNS";            // (Network)->(Exchange)
}  // namespace type

namespace property {
inline constexpr std::string_view kName = "name";
inline constexpr std::string_view kGeonameId = "geonameid";
inline constexpr std::string_view kPlaceKey =
    "key";  // of places without a geonameid: "FR.11", "x-ruhr", "area:sahel"
inline constexpr std::string_view kCode = "code";  // Country: ISO 3166-1 alpha-2
inline constexpr std::string_view kLat = "lat";
inline constexpr std::string_view kLon = "lon";
inline constexpr std::string_view kPopulation = "population";
inline constexpr std::string_view kKey =
    "key";  // Exchange: "PLN-26"; Report: exchange key and language
inline constexpr std::string_view kSeries = "series";
inline constexpr std::string_view kNumber = "number";
inline constexpr std::string_view kTitle = "title";
inline constexpr std::string_view kType = "type";
inline constexpr std::string_view kYear = "year";
inline constexpr std::string_view kDate = "date";  // Exchange: the day, where it is known
inline constexpr std::string_view kProgramme = "programme";
inline constexpr std::string_view kRole = "role";
inline constexpr std::string_view kExchange = "exchange";  // of MENTORED: the exchange's key
inline constexpr std::string_view kId = "id";              // Theme
inline constexpr std::string_view kSdgs = "sdgs";
inline constexpr std::string_view kLanguage = "language";
inline constexpr std::string_view kLine = "line";
inline constexpr std::string_view kUrl = "url";
inline constexpr std::string_view kDocument = "document";
}  // namespace property

// A property that identifies a node of a label; look-ups by it go through an index.
struct Identity {
  std::string_view label;
  std::string_view property;
};
inline constexpr std::array kIdentities = {
    Identity{label::kPlace, property::kPlaceKey},  Identity{label::kCountry, property::kCode},
    Identity{label::kExchange, property::kKey},    Identity{label::kTheme, property::kId},
    Identity{label::kReport, property::kKey},      Identity{label::kNetwork, property::kName},
    Identity{label::kPlace, property::kGeonameId},
};

}  // namespace citygraph::schema
