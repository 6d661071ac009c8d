#include "queries/diagrams/subgraphs.h"

#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <set>

#include "engine/model/schema.h"

namespace citygraph::queries {
namespace {

Node PlaceNode(const PlaceFacts& place, double weight) {
  Node node{.id = place.node, .labels = {place.label, std::string(schema::label::kPlace)}};
  node.properties.Put("name", place.name);
  if (!place.country.empty() && place.label != schema::label::kCountry)
    node.properties.Put("country", place.country);
  node.properties.Put("weight", weight);
  return node;
}

Node ThemeNode(const ThemeFacts& theme, double weight) {
  Node node{.id = theme.node, .labels = {std::string(schema::label::kTheme)}};
  node.properties.Put("name", theme.name);
  node.properties.Put("weight", weight);
  return node;
}

class Relationships {
 public:
  Relationship& Add(NodeId start, std::string_view type, NodeId end) {
    return list_.emplace_back(Relationship{
        .id = RelationshipId{list_.size()}, .type = std::string(type), .start = start, .end = end});
  }
  std::vector<Relationship> Take() { return std::move(list_); }

 private:
  std::vector<Relationship> list_;
};

// The exchanges in which two places met, by their titles.
std::vector<std::size_t> Meetings(const CityGraph& graph, std::size_t a, std::size_t b) {
  std::vector<std::size_t> met;
  for (const Participation& mine : graph.places[a].exchanges) {
    const auto& places = graph.exchanges[mine.exchange].places;
    if (std::ranges::find(places, b, &Participation::place) != places.end())
      met.push_back(mine.exchange);
  }
  const auto [first, last] = std::ranges::unique(met);
  met.erase(first, last);
  return met;
}

void AddMet(const CityGraph& graph, std::size_t a, std::size_t b, Relationships& relationships) {
  constexpr std::size_t kTitlesShown = 5;
  const auto met = Meetings(graph, a, b);
  if (met.empty()) return;
  Relationship& relationship = relationships.Add(graph.places[a].node, "MET", graph.places[b].node);
  relationship.properties.Put("weight", static_cast<double>(met.size()));
  std::string tooltip;
  for (std::size_t i = 0; i < std::min(met.size(), kTitlesShown); ++i) {
    tooltip += (i > 0 ? "; " : "") + graph.exchanges[met[i]].title;
  }
  relationship.properties.Put("tooltip", tooltip);
  const auto linked = std::ranges::find_if(
      met, [&](std::size_t each) { return !graph.exchanges[each].url.empty(); });
  if (linked != met.end()) relationship.properties.Put("url", graph.exchanges[*linked].url);
}

// Every pair of the places that met.
std::vector<Relationship> MetAmong(const CityGraph& graph, const std::vector<std::size_t>& places) {
  Relationships relationships;
  const std::set<std::size_t> shown(places.begin(), places.end());
  for (const std::size_t a : shown) {
    for (const std::size_t b : graph.PartnersOf(a)) {
      if (a < b && shown.contains(b)) AddMet(graph, a, b, relationships);
    }
  }
  return relationships.Take();
}

// Places with at least one partner, those with most first.
std::vector<std::pair<std::size_t, std::size_t>> ByPartners(const CityGraph& graph) {
  std::vector<std::pair<std::size_t, std::size_t>> counted;  // partners, place
  for (std::size_t place = 0; place < graph.places.size(); ++place) {
    if (const std::size_t partners = graph.PartnersOf(place).size())
      counted.emplace_back(partners, place);
  }
  std::ranges::stable_sort(counted, std::ranges::greater(),
                           [](const auto& each) { return each.first; });
  return counted;
}

}  // namespace

DiagramPart NetworkPart(const CityGraph& graph, std::size_t top) {
  DiagramPart part;
  auto counted = ByPartners(graph);
  part.places_in_all = counted.size();
  if (counted.size() > top) counted.resize(top);
  part.places_shown = counted.size();
  std::vector<std::size_t> places;
  for (const auto& [partners, place] : counted) {
    places.push_back(place);
    part.subgraph.nodes.push_back(PlaceNode(graph.places[place], static_cast<double>(partners)));
  }
  part.subgraph.relationships = MetAmong(graph, places);
  part.description = fmt::format("A network of {} places and {} meetings between them.",
                                 places.size(), part.subgraph.relationships.size());
  for (std::size_t i = 0; i < std::min<std::size_t>(3, counted.size()); ++i) {
    part.description += fmt::format(" {} has {} partners.",
                                    Display(graph.places[counted[i].second]), counted[i].first);
  }
  return part;
}

DiagramPart CityPart(const CityGraph& graph, std::size_t city, std::size_t top) {
  DiagramPart part;
  std::vector<std::pair<std::size_t, std::size_t>> partners;  // meetings, place
  for (const std::size_t partner : graph.PartnersOf(city))
    partners.emplace_back(Meetings(graph, city, partner).size(), partner);
  std::ranges::stable_sort(partners, std::ranges::greater(),
                           [](const auto& each) { return each.first; });
  part.places_in_all = partners.size();
  if (partners.size() > top) partners.resize(top);
  part.places_shown = partners.size();
  part.subgraph.nodes.push_back(
      PlaceNode(graph.places[city], static_cast<double>(graph.places[city].exchanges.size())));
  std::vector<std::size_t> places = {city};
  for (const auto& [meetings, place] : partners) {
    places.push_back(place);
    part.subgraph.nodes.push_back(PlaceNode(graph.places[place], static_cast<double>(meetings)));
  }
  part.subgraph.relationships = MetAmong(graph, places);
  part.description =
      fmt::format("{} and the {} places it met in {} exchanges.", Display(graph.places[city]),
                  part.places_in_all, graph.places[city].exchanges.size());
  return part;
}

DiagramPart ThemesPart(const CityGraph& graph, std::size_t top) {
  DiagramPart part;
  std::vector<std::pair<std::vector<std::size_t>, std::size_t>> cities;  // themes, place
  for (std::size_t place = 0; place < graph.places.size(); ++place) {
    auto themes = graph.ThemesOf(place);
    if (!themes.empty()) cities.emplace_back(std::move(themes), place);
  }
  part.places_in_all = cities.size();
  std::ranges::stable_sort(cities, std::ranges::greater(),
                           [](const auto& each) { return each.first.size(); });
  if (cities.size() > top) cities.resize(top);
  std::map<std::size_t, std::size_t> cities_of;  // theme -> cities shown
  for (const auto& [themes, place] : cities) {
    for (const std::size_t theme : themes) ++cities_of[theme];
  }
  // A theme of one city alone links nothing; where no theme is shared, all are shown.
  const bool any_shared =
      std::ranges::any_of(cities_of, [](const auto& each) { return each.second > 1; });
  if (any_shared) std::erase_if(cities_of, [](const auto& each) { return each.second < 2; });
  Relationships relationships;
  for (const auto& [themes, place] : cities) {
    std::size_t shown = 0;
    for (const std::size_t theme : themes) {
      if (!cities_of.contains(theme)) continue;
      Relationship& about =
          relationships.Add(graph.places[place].node, "WORKED_ON", graph.themes[theme].node);
      const auto exchanges =
          std::ranges::count_if(graph.places[place].exchanges, [&](const Participation& each) {
            const auto& list = graph.exchanges[each.exchange].themes;
            return std::ranges::find(list, theme) != list.end();
          });
      about.properties.Put("weight", static_cast<double>(exchanges));
      ++shown;
    }
    if (shown == 0) continue;
    part.subgraph.nodes.push_back(PlaceNode(graph.places[place], static_cast<double>(shown)));
    ++part.places_shown;
  }
  for (const auto& [theme, count] : cities_of) {
    part.subgraph.nodes.push_back(ThemeNode(graph.themes[theme], static_cast<double>(count)));
  }
  part.subgraph.relationships = relationships.Take();
  part.description = fmt::format("{} cities and the {} themes that they share.", part.places_shown,
                                 cities_of.size());
  return part;
}

DiagramPart MentorsPart(const std::vector<Mentoring>& mentorings, const CityGraph& graph) {
  DiagramPart part;
  Relationships relationships;
  std::map<std::uint64_t, std::size_t> mentees;  // by mentor and mentee node
  for (const Mentoring& each : mentorings) {
    ++mentees[Raw(each.mentor.id)];
    mentees.try_emplace(Raw(each.mentee.id), 0);
    Relationship& mentored =
        relationships.Add(each.mentor.id, schema::type::kMentored, each.mentee.id);
    mentored.properties.Put("weight", 1.0);
    if (each.year) mentored.properties.Put("name", fmt::format("{}", *each.year));
    mentored.properties.Put("tooltip", each.title.empty() ? each.exchange : each.title);
    mentored.evidence = each.evidence;
    const auto exchange = std::ranges::find(graph.exchanges, each.exchange, &ExchangeFacts::key);
    if (exchange != graph.exchanges.end() && !exchange->url.empty())
      mentored.properties.Put("url", exchange->url);
    part.description += fmt::format("{}{} mentored {}", part.description.empty() ? "" : "; ",
                                    StringOr(each.mentor.properties, "name"),
                                    StringOr(each.mentee.properties, "name"));
  }
  if (!part.description.empty()) part.description += '.';
  for (const auto& [node, count] : mentees) {
    part.subgraph.nodes.push_back(
        PlaceNode(graph.places[graph.place_at.at(node)], static_cast<double>(count)));
  }
  part.places_in_all = part.places_shown = mentees.size();
  part.subgraph.relationships = relationships.Take();
  return part;
}

}  // namespace citygraph::queries
