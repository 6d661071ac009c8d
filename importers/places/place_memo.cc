#include "importers/places/place_memo.h"

#include <cmath>
#include <string>

namespace citygraph::importers {
namespace {

void Read(const Gazetteer& gazetteer, std::span<const NameMatch> matches, Readings& readings) {
  readings.all.reserve(matches.size());
  for (const NameMatch& match : matches) {
    const PlaceFacts place = gazetteer.FactsAt(match.place);
    const double tenfolds =
        place.population == 0 ? 0 : std::log10(static_cast<double>(place.population) + 10);
    readings.all.push_back({.match = match, .place = place, .tenfolds = tenfolds});
    if (place.kind == PlaceKind::kCountry) {
      readings.names_country = true;
      if (!readings.country && match.kind != NameKind::kPrefix) readings.country = place;
    }
    if (place.kind != PlaceKind::kCity) continue;
    readings.large_city = readings.large_city || place.population >= 50'000;
    readings.big_city = readings.big_city || place.population >= 200'000;
    readings.preferred_city = readings.preferred_city ||
                              (place.population >= 100'000 && match.kind == NameKind::kPreferred);
    if (place.population >= 1'000 || place.population == 0) readings.cities.Add(place.country);
  }
}

}  // namespace

const WordFacts& PlaceMemo::FactsOf(std::string_view folded_word) {
  return words_.Of(folded_word, [&] { return gazetteer_.FactsOf(folded_word); });
}

const Readings& PlaceMemo::ReadingsOf(std::span<const NameMatch> matches) {
  return matches.empty() ? none_ : readings_.Of(matches.data(), [&](Readings& readings) {
    Read(gazetteer_, matches, readings);
  });
}

void PlaceMemo::Trim() {
  constexpr std::size_t kMost = 1 << 14;
  if (readings_.size() > kMost) readings_.Clear();
}

std::optional<PlaceIndex> PlaceMemo::Near(std::string_view folded, std::string_view country) {
  constexpr std::size_t kTried = 8;
  constexpr std::uint64_t kKnownWell = 50'000;
  const std::string asked = std::string(country) + '/' + std::string(folded);
  return near_.Of(asked, [&]() -> std::optional<PlaceIndex> {
    std::optional<PlaceIndex> near;
    for (const NameMatch& match : gazetteer_.FindNear(folded, 1, kTried)) {
      const Place place = gazetteer_.At(match.place);
      if (country.empty() ? place.population < kKnownWell : place.country != country) continue;
      if (place.kind == PlaceKind::kCity) return match.place;  // before a region of its name
      if (!near) near = match.place;
    }
    return near;
  });
}

}  // namespace citygraph::importers
