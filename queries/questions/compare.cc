#include "queries/questions/compare.h"

#include <algorithm>
#include <map>
#include <set>

namespace citygraph::queries {
namespace {

// The keys with their counts, most first, then by `name`.
template <class Key, class Name>
std::vector<std::pair<Key, std::size_t>> ByCount(const std::map<Key, std::size_t>& counts,
                                                 Name name) {
  std::vector<std::pair<Key, std::size_t>> ordered(counts.begin(), counts.end());
  std::ranges::stable_sort(ordered, [&](const auto& a, const auto& b) {
    return a.second != b.second ? a.second > b.second : name(a.first) < name(b.first);
  });
  return ordered;
}

Compared Facts(const CityGraph& graph, std::size_t place) {
  Compared facts{.place = place};
  std::map<std::string, std::size_t> roles;
  std::map<std::size_t, std::size_t> themes;
  std::map<std::size_t, std::size_t> partners;
  std::set<std::size_t> seen;  // a place may have two roles in one exchange
  for (const Participation& mine : graph.places[place].exchanges) {
    ++roles[mine.role];
    if (!seen.insert(mine.exchange).second) continue;
    const ExchangeFacts& exchange = graph.exchanges[mine.exchange];
    for (const std::size_t theme : exchange.themes) ++themes[theme];
    std::set<std::size_t> met;
    for (const Participation& theirs : exchange.places) {
      if (theirs.place != place) met.insert(theirs.place);
    }
    for (const std::size_t partner : met) ++partners[partner];
    if (!exchange.year) continue;
    facts.first_year = std::min(facts.first_year.value_or(*exchange.year), *exchange.year);
    facts.last_year = std::max(facts.last_year.value_or(*exchange.year), *exchange.year);
  }
  facts.exchanges = seen.size();
  facts.roles = ByCount(roles, [](const std::string& role) { return role; });
  facts.themes = ByCount(themes, [&](std::size_t theme) { return graph.themes[theme].name; });
  facts.partners = ByCount(partners, [&](std::size_t other) { return graph.places[other].name; });
  return facts;
}

// What is among the firsts of every list, by name.
template <class Lists, class Name>
std::vector<std::size_t> CommonTo(const Lists& lists, Name name) {
  std::map<std::size_t, std::size_t> counts;
  for (const auto* list : lists) {
    for (const auto& [each, count] : *list) ++counts[each];
  }
  std::vector<std::size_t> common;
  for (const auto& [each, count] : counts) {
    if (count == lists.size()) common.push_back(each);
  }
  std::ranges::stable_sort(common, {}, name);
  return common;
}

}  // namespace

Comparison Compare(const CityGraph& graph, const std::vector<std::size_t>& places) {
  Comparison comparison;
  for (const std::size_t place : places) comparison.places.push_back(Facts(graph, place));
  std::vector<const std::vector<std::pair<std::size_t, std::size_t>>*> themes;
  std::vector<const std::vector<std::pair<std::size_t, std::size_t>>*> partners;
  std::map<std::size_t, std::set<std::size_t>> took_part;  // exchange -> those compared
  for (const Compared& each : comparison.places) {
    themes.push_back(&each.themes);
    partners.push_back(&each.partners);
    for (const Participation& part : graph.places[each.place].exchanges)
      took_part[part.exchange].insert(each.place);
  }
  comparison.common_themes =
      CommonTo(themes, [&](std::size_t theme) { return graph.themes[theme].name; });
  comparison.common_partners =
      CommonTo(partners, [&](std::size_t place) { return graph.places[place].name; });
  std::erase_if(comparison.common_partners, [&](std::size_t place) {
    return std::ranges::find(places, place) != places.end();
  });
  for (const auto& [exchange, who] : took_part) {
    if (who.size() > 1) comparison.together.push_back(exchange);
  }
  return comparison;
}

}  // namespace citygraph::queries
