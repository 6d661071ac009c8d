// Gazetteer::Verify: reads every record once and says what is wrong with the first bad one.
#include <algorithm>
#include <string>
#include <string_view>
#include <utility>

#include "importers/gazetteer/gazetteer.h"
#include "importers/gazetteer/gazetteer_format.h"
#include "importers/gazetteer/gazetteer_tables.h"

namespace citygraph::importers {
namespace {

namespace format = gazetteer_format;
using format::Tables;

std::unexpected<Error> Corruption(std::string_view record, std::size_t number,
                                  std::string_view fault) {
  return Fail(ErrorCode::kCorruption, "gazetteer: " + std::string(record) + ' ' +
                                          std::to_string(number) + ' ' + std::string(fault));
}

std::size_t CountWords(std::string_view folded) {
  return static_cast<std::size_t>(std::ranges::count(folded, ' ')) + 1;
}

Status VerifyChecksum(std::string_view bytes, const format::Header& header) {
  const std::uint64_t found = Fnv1a(bytes.substr(sizeof(format::Header)));
  if (found == header.checksum) return {};
  return Fail(ErrorCode::kCorruption, "gazetteer: the checksum does not fit the contents");
}

// Names: sorted, each found by its own text, each with matches ordered by rank.
Status VerifyNames(const Tables& tables) {
  const auto names = tables.All<format::NameRecord>(format::kNames);
  const auto places = tables.All<format::PlaceRecord>(format::kPlaces);
  const auto shared = tables.All<std::uint8_t>(format::kSharedPrefix);
  std::string_view before;
  for (std::size_t i = 0; i < names.size(); ++i) {
    const std::string_view text = tables.FoldedName(i);
    if (text.empty() || text <= before) return Corruption("name", i, "is out of order");
    const auto common =
        static_cast<std::size_t>(std::ranges::mismatch(text, before).in1 - text.begin());
    if (shared[i] != std::min<std::size_t>(common, 255)) {
      return Corruption("name", i, "shares another beginning with the one before");
    }
    before = text;
    if (tables.NameNumber(text) != i) return Corruption("name", i, "is not found by its text");
    const format::WordRecord* word = tables.Word(text.substr(0, text.find(' ')));
    const std::size_t words = CountWords(text);
    if (words > 1 && (word == nullptr || word->longest < std::min<std::size_t>(words, 255))) {
      return Corruption("name", i, "is longer than its first word says");
    }
    const std::span<const NameMatch> matches = tables.MatchesOf(i);
    if (matches.empty()) return Corruption("name", i, "denotes nothing");
    for (std::size_t m = 0; m < matches.size(); ++m) {
      const std::uint32_t place = std::to_underlying(matches[m].place);
      if (place >= places.size() || matches[m].kind > NameKind::kPrefix) {
        return Corruption("name", i, "denotes no place");
      }
      const std::uint32_t last = m == 0 ? 0 : std::to_underlying(matches[m - 1].place);
      if (m > 0 && places[last].rank >= places[place].rank) {
        return Corruption("name", i, "has matches out of order");
      }
    }
  }
  return {};
}

// Places: found by key, geonameid and country code, denoted by each of their names.
Status VerifyPlaces(const Gazetteer& gazetteer) {
  for (std::uint32_t i = 0; i < gazetteer.size(); ++i) {
    const PlaceIndex index{i};
    const Place place = gazetteer.At(index);
    if (place.name.empty()) return Corruption("place", i, "has no name");
    if (gazetteer.ByKey(place.key) != index)
      return Corruption("place", i, "is not found by its key");
    if (place.geonameid != 0 && gazetteer.ByGeonameId(place.geonameid) != index) {
      return Corruption("place", i, "is not found by its geonameid");
    }
    if (place.country.empty() != (place.kind == PlaceKind::kArea)) {
      return Corruption("place", i, "has a country where it should not, or has none");
    }
    const bool is_country = place.kind == PlaceKind::kCountry;
    if (!place.country.empty() && is_country != (gazetteer.Country(place.country) == index)) {
      return Corruption("place", i, "is not found by its country code");
    }
    if (place.region && gazetteer.At(*place.region).kind != PlaceKind::kRegion) {
      return Corruption("place", i, "lies in a region that is none");
    }
    for (const std::string_view name : gazetteer.NamesOf(index)) {
      if (std::ranges::count(gazetteer.Find(name), index, &NameMatch::place) != 1) {
        return Corruption("place", i, "is not found by its name \"" + std::string(name) + '"');
      }
    }
    for (const std::string_view code : gazetteer.CountriesOf(index)) {
      if (!gazetteer.Country(code)) return Corruption("place", i, "has an unknown country");
    }
  }
  return {};
}

}  // namespace

Status Gazetteer::Verify() const {
  const Tables tables(bytes_);
  CITYGRAPH_TRY(VerifyChecksum(bytes_, tables.header()));
  CITYGRAPH_TRY(VerifyNames(tables));
  return VerifyPlaces(*this);
}

}  // namespace citygraph::importers
