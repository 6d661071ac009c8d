// The exchange side of a graph in memory: who took part in what, on which themes. Questions that
// look at many cities at once work on it.
#pragma once

#include <optional>
#include <string>
#include <unordered_map>
#include <vector>

#include "engine/storage/graph_view.h"

namespace citygraph::queries {

struct Participation {
  std::size_t place = 0;     // position in CityGraph::places
  std::size_t exchange = 0;  // position in CityGraph::exchanges
  std::string role;          // "host", "mentor", … "participant"
  RelationshipId relationship{};
};

struct PlaceFacts {
  NodeId node{};
  std::string name;
  std::string label;            // City, Region, Country, Area
  std::string country;          // ISO code; empty for areas
  std::int64_t geonameid = 0;   // 0: none
  std::int64_t population = 0;  // 0: not known
  std::optional<double> lat;
  std::optional<double> lon;
  std::vector<std::size_t> regions;      // positions of the regions it lies in
  std::vector<Participation> exchanges;  // takes part only: no scope
};

struct ExchangeFacts {
  NodeId node{};
  std::string key;
  std::string title;
  std::string type;
  std::string programme;
  std::string url;  // where it is reported, of the first report with an address; may be empty
  std::optional<std::int64_t> year;
  std::vector<Participation> places;
  std::vector<std::size_t> themes;  // positions in CityGraph::themes, goals left out
};

struct ThemeFacts {
  NodeId node{};
  std::string id;
  std::string name;
  std::vector<std::size_t> broader;
};

// Ordered by node id throughout, so that answers are the same every time.
// Cost: reads all exchanges and what hangs on them once, in batches.
struct CityGraph {
  std::vector<PlaceFacts> places;
  std::vector<ExchangeFacts> exchanges;
  std::vector<ThemeFacts> themes;
  std::unordered_map<std::uint64_t, std::size_t> place_at;  // Raw(NodeId) -> position
  std::unordered_map<std::uint64_t, std::size_t> theme_at;

  static Result<CityGraph> Load(const GraphView& view);

  // Places that met `place` in an exchange, ascending, without itself.
  std::vector<std::size_t> PartnersOf(std::size_t place) const;
  // The themes of its exchanges, ascending, each once.
  std::vector<std::size_t> ThemesOf(std::size_t place) const;
};

// "Durban (ZA)", "Sri Lanka".
std::string Display(const PlaceFacts& place);

// Whether a role takes part: all but "scope" and "context".
bool TakesPart(std::string_view role);

}  // namespace citygraph::queries
