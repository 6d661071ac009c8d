#include "queries/questions/shared_themes.h"

#include <algorithm>
#include <map>
#include <tuple>

#include "engine/model/schema.h"

namespace citygraph::queries {
namespace {

bool IsCity(const PlaceFacts& place) { return place.label == schema::label::kCity; }

// The cities of each theme, ascending.
std::vector<std::vector<std::size_t>> CitiesOfThemes(const CityGraph& graph) {
  std::vector<std::vector<std::size_t>> cities(graph.themes.size());
  for (std::size_t place = 0; place < graph.places.size(); ++place) {
    if (!IsCity(graph.places[place])) continue;
    for (const std::size_t theme : graph.ThemesOf(place)) cities[theme].push_back(place);
  }
  return cities;
}

void SortAndCut(const CityGraph& graph, std::vector<SharedThemes>& shared, std::size_t top) {
  const auto order = [&](const SharedThemes& each) {
    return std::tuple(-static_cast<std::int64_t>(each.themes.size()), graph.places[each.b].name,
                      graph.places[each.a].name, each.a, each.b);
  };
  std::ranges::sort(shared, {}, order);
  if (shared.size() > top) shared.resize(top);
  for (SharedThemes& each : shared) {
    std::ranges::sort(each.themes, {}, [&](std::size_t theme) { return graph.themes[theme].name; });
  }
}

}  // namespace

SharedThemes SharedBetween(const CityGraph& graph, std::size_t a, std::size_t b) {
  SharedThemes shared{.a = a, .b = b};
  const auto mine = graph.ThemesOf(a);
  const auto theirs = graph.ThemesOf(b);
  std::ranges::set_intersection(mine, theirs, std::back_inserter(shared.themes));
  std::ranges::sort(shared.themes, {}, [&](std::size_t theme) { return graph.themes[theme].name; });
  return shared;
}

std::vector<SharedThemes> SharedWith(const CityGraph& graph, std::size_t city, std::size_t top) {
  const auto cities = CitiesOfThemes(graph);
  std::map<std::size_t, SharedThemes> by_city;
  for (const std::size_t theme : graph.ThemesOf(city)) {
    for (const std::size_t other : cities[theme]) {
      if (other == city) continue;
      SharedThemes& shared =
          by_city.try_emplace(other, SharedThemes{.a = city, .b = other}).first->second;
      shared.themes.push_back(theme);
    }
  }
  std::vector<SharedThemes> all;
  for (auto& [other, shared] : by_city) all.push_back(std::move(shared));
  SortAndCut(graph, all, top);
  return all;
}

std::vector<SharedThemes> SharedPairs(const CityGraph& graph, std::size_t top) {
  const auto cities = CitiesOfThemes(graph);
  std::map<std::pair<std::size_t, std::size_t>, SharedThemes> pairs;
  for (std::size_t theme = 0; theme < cities.size(); ++theme) {
    for (std::size_t i = 0; i < cities[theme].size(); ++i) {
      for (std::size_t j = i + 1; j < cities[theme].size(); ++j) {
        const std::size_t a = cities[theme][i];
        const std::size_t b = cities[theme][j];
        pairs.try_emplace({a, b}, SharedThemes{.a = a, .b = b})
            .first->second.themes.push_back(theme);
      }
    }
  }
  std::vector<SharedThemes> all;
  for (auto& [pair, shared] : pairs) all.push_back(std::move(shared));
  SortAndCut(graph, all, top);
  return all;
}

}  // namespace citygraph::queries
