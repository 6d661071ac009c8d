#include "queries/city_graph.h"

#include <algorithm>
#include <array>
#include <set>

#include "engine/model/schema.h"

namespace citygraph::queries {
namespace {

namespace label = schema::label;
namespace property = schema::property;
namespace type = schema::type;

std::optional<double> Coordinate(const Node& node, std::string_view name) {
  const Value* value = node.properties.Find(name);
  if (value == nullptr || value->is_null()) return std::nullopt;
  return NumberOr(node.properties, name);
}

PlaceFacts ToPlace(const Node& node) {
  PlaceFacts place{.node = node.id, .name = StringOr(node.properties, property::kName)};
  for (const std::string_view each :
       {label::kCity, label::kRegion, label::kCountry, label::kArea}) {
    if (node.HasLabel(each)) place.label = each;
  }
  place.country = StringOr(node.properties, property::kCode);
  place.geonameid = IntegerOr(node.properties, property::kGeonameId);
  place.population = IntegerOr(node.properties, property::kPopulation);
  place.lat = Coordinate(node, property::kLat);
  place.lon = Coordinate(node, property::kLon);
  return place;
}

ExchangeFacts ToExchange(const Node& node) {
  ExchangeFacts exchange{.node = node.id,
                         .key = StringOr(node.properties, property::kKey),
                         .title = StringOr(node.properties, property::kTitle),
                         .type = StringOr(node.properties, property::kType),
                         .programme = StringOr(node.properties, property::kProgramme)};
  if (const Value* year = node.properties.Find(property::kYear);
      year != nullptr && year->AsInteger() != nullptr) {
    exchange.year = *year->AsInteger();
  }
  return exchange;
}

class CityGraphReader {
 public:
  explicit CityGraphReader(const GraphView& view) : view_(view) {}

  Result<CityGraph> Read() {
    CITYGRAPH_TRY(ReadPlaces());
    CITYGRAPH_TRY(ReadThemes());
    CITYGRAPH_TRY(ReadCountries());
    CITYGRAPH_TRY(ReadExchanges());
    return std::move(graph_);
  }

 private:
  Status ReadPlaces() {
    CITYGRAPH_TRY(const auto ids, view_.NodesWithLabel(label::kPlace));
    CITYGRAPH_TRY(const auto nodes, view_.Nodes(ids));
    for (const auto& node : nodes) {
      if (!node) continue;
      graph_.place_at.emplace(Raw(node->id), graph_.places.size());
      graph_.places.push_back(ToPlace(*node));
    }
    return {};
  }

  Status ReadThemes() {
    CITYGRAPH_TRY(const auto ids, view_.NodesWithLabel(label::kTheme));
    CITYGRAPH_TRY(const auto nodes, view_.Nodes(ids));
    for (const auto& node : nodes) {
      if (!node) continue;
      graph_.theme_at.emplace(Raw(node->id), graph_.themes.size());
      graph_.themes.push_back({.node = node->id,
                               .id = StringOr(node->properties, property::kId),
                               .name = StringOr(node->properties, property::kName)});
    }
    constexpr std::array kBroader = {type::kBroader};
    CITYGRAPH_TRY(const auto broader, view_.Neighbours(ids, Direction::kOutgoing, kBroader));
    for (std::size_t i = 0; i < ids.size(); ++i) {
      for (const Adjacent& each : broader[i]) {
        graph_.themes[graph_.theme_at.at(Raw(ids[i]))].broader.push_back(
            graph_.theme_at.at(Raw(each.neighbour)));
      }
    }
    return {};
  }

  // A place's country is the code of the country it is in; a region may lie in another.
  Status ReadCountries() {
    std::vector<NodeId> ids;
    for (const PlaceFacts& place : graph_.places) ids.push_back(place.node);
    constexpr std::array kIn = {type::kIn};
    CITYGRAPH_TRY(const auto inside, view_.Neighbours(ids, Direction::kOutgoing, kIn));
    for (std::size_t i = 0; i < ids.size(); ++i) {
      for (const Adjacent& each : inside[i]) {
        const auto outer = graph_.place_at.find(Raw(each.neighbour));
        if (outer == graph_.place_at.end()) continue;
        if (graph_.places[outer->second].label == label::kCountry)
          graph_.places[i].country = graph_.places[outer->second].country;
        if (graph_.places[outer->second].label == label::kRegion)
          graph_.places[i].regions.push_back(outer->second);
      }
    }
    return {};
  }

  Status ReadExchanges() {
    CITYGRAPH_TRY(const auto ids, view_.NodesWithLabel(label::kExchange));
    CITYGRAPH_TRY(const auto nodes, view_.Nodes(ids));
    constexpr std::array kIncoming = {type::kHosted, type::kTookPart};
    constexpr std::array kAbout = {type::kAbout};
    CITYGRAPH_TRY(const auto incoming, view_.Neighbours(ids, Direction::kIncoming, kIncoming));
    CITYGRAPH_TRY(const auto about, view_.Neighbours(ids, Direction::kOutgoing, kAbout));
    CITYGRAPH_TRY(const auto roles, ReadRoles(incoming));
    CITYGRAPH_TRY(const auto urls, ReadUrls(ids));
    const auto took_part = view_.TypeToken(type::kTookPart);
    for (std::size_t i = 0; i < ids.size(); ++i) {
      if (!nodes[i]) continue;
      ExchangeFacts exchange = ToExchange(*nodes[i]);
      exchange.url = urls[i];
      const std::size_t position = graph_.exchanges.size();
      for (const Adjacent& each : incoming[i]) {
        const auto place = graph_.place_at.find(Raw(each.neighbour));
        if (place == graph_.place_at.end()) continue;
        const std::string role = each.type == took_part ? roles.at(Raw(each.relationship)) : "host";
        if (!TakesPart(role)) continue;
        const Participation participation{place->second, position, role, each.relationship};
        exchange.places.push_back(participation);
        graph_.places[place->second].exchanges.push_back(participation);
      }
      for (const Adjacent& each : about[i]) {
        const auto theme = graph_.theme_at.find(Raw(each.neighbour));
        if (theme == graph_.theme_at.end() || graph_.themes[theme->second].id.starts_with("sdg-"))
          continue;
        exchange.themes.push_back(theme->second);
      }
      graph_.exchanges.push_back(std::move(exchange));
    }
    return {};
  }

  // For each exchange the address of its first report that has one.
  Result<std::vector<std::string>> ReadUrls(const std::vector<NodeId>& exchanges) const {
    constexpr std::array kDocuments = {type::kDocuments};
    CITYGRAPH_TRY(const auto documented,
                  view_.Neighbours(exchanges, Direction::kIncoming, kDocuments));
    std::vector<NodeId> reports;
    std::vector<std::size_t> of;
    for (std::size_t i = 0; i < documented.size(); ++i) {
      for (const Adjacent& each : documented[i]) {
        reports.push_back(each.neighbour);
        of.push_back(i);
      }
    }
    CITYGRAPH_TRY(const auto nodes, view_.Nodes(reports));
    std::vector<std::string> urls(exchanges.size());
    for (std::size_t i = 0; i < nodes.size(); ++i) {
      if (nodes[i] && urls[of[i]].empty())
        urls[of[i]] = StringOr(nodes[i]->properties, property::kUrl);
    }
    return urls;
  }

  Result<std::unordered_map<std::uint64_t, std::string>> ReadRoles(
      const std::vector<std::vector<Adjacent>>& incoming) const {
    const auto took_part = view_.TypeToken(type::kTookPart);
    std::vector<RelationshipId> wanted;
    for (const auto& list : incoming) {
      for (const Adjacent& each : list) {
        if (each.type == took_part) wanted.push_back(each.relationship);
      }
    }
    CITYGRAPH_TRY(const auto relationships, view_.Relationships(wanted));
    std::unordered_map<std::uint64_t, std::string> roles;
    for (std::size_t i = 0; i < wanted.size(); ++i) {
      roles.emplace(Raw(wanted[i]), relationships[i] ? StringOr(relationships[i]->properties,
                                                                property::kRole, "unknown")
                                                     : "unknown");
    }
    return roles;
  }

  const GraphView& view_;
  CityGraph graph_;
};

}  // namespace

Result<CityGraph> CityGraph::Load(const GraphView& view) { return CityGraphReader(view).Read(); }

std::vector<std::size_t> CityGraph::PartnersOf(std::size_t place) const {
  std::set<std::size_t> partners;
  for (const Participation& mine : places[place].exchanges) {
    for (const Participation& theirs : exchanges[mine.exchange].places) {
      if (theirs.place != place) partners.insert(theirs.place);
    }
  }
  return {partners.begin(), partners.end()};
}

std::vector<std::size_t> CityGraph::ThemesOf(std::size_t place) const {
  std::set<std::size_t> all;
  for (const Participation& mine : places[place].exchanges) {
    all.insert(exchanges[mine.exchange].themes.begin(), exchanges[mine.exchange].themes.end());
  }
  return {all.begin(), all.end()};
}

std::string Display(const PlaceFacts& place) {
  if (place.country.empty() || place.label == label::kCountry) return place.name;
  return place.name + " (" + place.country + ")";
}

bool TakesPart(std::string_view role) { return role != "scope" && role != "context"; }

}  // namespace citygraph::queries
