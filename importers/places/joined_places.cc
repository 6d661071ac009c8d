#include "importers/places/joined_places.h"

#include <cstddef>
#include <span>
#include <string>

namespace citygraph::importers {
namespace {

// Whether nothing but "and", commas and articles stands between two code points.
bool OnlyJoined(const Words& words, std::uint32_t end, std::uint32_t start) {
  bool joined = false;
  for (std::size_t i = 0; i < words.size() && words[i].end <= start; ++i) {
    if (words[i].end < end) continue;
    if (words[i].end > end && !words.Is(i, WordClass::kAnd) && !words.Is(i, WordClass::kOf))
      return false;
    joined = joined || words[i].gap == Gap::kComma || words.Is(i, WordClass::kAnd);
    if (words[i].gap != Gap::kComma && words[i].gap != Gap::kSpace) return false;
  }
  return joined;
}

bool BracketFollows(const Words& words, const PlaceMention& place) {
  for (std::size_t i = 0; i < words.size(); ++i) {
    if (words[i].end == place.span.end) return words[i].gap == Gap::kOpen;
  }
  return false;
}

// The country of all that are known; empty unless two are, and agree.
std::string SharedCountry(const Gazetteer& gazetteer, std::span<const PlaceMention> run) {
  std::string country;
  std::size_t there = 0;
  for (const PlaceMention& each : run) {
    if (!each.place || IsCountry(gazetteer, each)) continue;
    if (there > 0 && each.country != country) return {};
    country = each.country;
    ++there;
  }
  return there > 1 ? country : std::string();
}

}  // namespace

void ShareCountries(const Gazetteer& gazetteer, const Words& words,
                    std::vector<PlaceMention>& places) {
  for (std::size_t first = 0; first < places.size();) {
    std::size_t last = first + 1;
    while (last < places.size() &&
           OnlyJoined(words, places[last - 1].span.end, places[last].span.start))
      ++last;
    const bool bracket = last < places.size() && IsCountry(gazetteer, places[last]) &&
                         BracketFollows(words, places[last - 1]);
    const std::span<PlaceMention> run(places.begin() + static_cast<std::ptrdiff_t>(first),
                                      last - first);
    const std::string country = run.size() < 2 ? std::string()
                                : bracket      ? places[last].country
                                               : SharedCountry(gazetteer, run);
    for (PlaceMention& each : run) {
      if (!each.place && each.country.empty()) each.country = country;
    }
    first = last;
  }
}

}  // namespace citygraph::importers
