// Places by what a person types.
#include <fmt/format.h>

#include <algorithm>
#include <array>

#include "engine/base/unicode.h"
#include "engine/model/schema.h"
#include "queries/questions/find.h"
#include "queries/questions/names.h"

namespace citygraph::queries {
namespace {

namespace label = schema::label;
namespace property = schema::property;

std::string_view Trim(std::string_view text) {
  while (!text.empty() && text.front() == ' ') text.remove_prefix(1);
  while (!text.empty() && text.back() == ' ') text.remove_suffix(1);
  return text;
}

std::string NameOf(const Node& node) { return StringOr(node.properties, property::kName); }

// Graphs that were not made of reports (graph-csv) may say the country on the place itself, and
// have numbers of their own.
constexpr std::string_view kCountryProperty = "country";

// What tells a place from all others: its geonameid, else its own number; "" when it has none.
std::string IdOf(const Node& place) {
  for (const std::string_view each : {property::kGeonameId, property::kId}) {
    if (const std::int64_t id = IntegerOr(place.properties, each); id != 0)
      return std::to_string(id);
  }
  return "";
}

constexpr std::array kKinds = {label::kCity, label::kRegion, label::kCountry, label::kArea};

std::string KindOf(const Node& place) {
  for (const std::string_view kind : kKinds) {
    if (place.HasLabel(kind)) return FoldName(kind);
  }
  return "place";
}

// A text as a name and what is said to tell its places apart.
struct Reading {
  std::string name;
  std::vector<std::string> qualifiers;
};

// The ways to read a text, the longest name first: names have commas too.
std::vector<Reading> ReadingsOf(std::string_view typed) {
  std::string text(Trim(typed));
  // "Barcelona (ES)", as answers print it, is "Barcelona, ES".
  if (const std::size_t open = text.rfind(" ("); open != std::string::npos && text.ends_with(')')) {
    text = text.substr(0, open) + ", " + text.substr(open + 2, text.size() - open - 3);
  }
  std::vector<Reading> readings = {{text, {}}};
  for (std::size_t comma = text.rfind(','); comma != std::string::npos;
       comma = comma == 0 ? std::string::npos : text.rfind(',', comma - 1)) {
    Reading next{text.substr(0, comma), readings.back().qualifiers};
    const std::string& before = readings.back().name;
    next.qualifiers.emplace_back(Trim(std::string_view(before).substr(comma + 1)));
    readings.push_back(std::move(next));
  }
  return readings;
}

Result<std::vector<Node>> OuterPlaces(const GraphView& view, const Node& place) {
  constexpr std::array kIn = {schema::type::kIn};
  CITYGRAPH_TRY(const auto outer, view.NeighboursOf(place.id, Direction::kOutgoing, kIn));
  std::vector<NodeId> ids;
  for (const Adjacent& each : outer) ids.push_back(each.neighbour);
  CITYGRAPH_TRY(const auto nodes, view.Nodes(ids));
  std::vector<Node> found;
  for (const auto& node : nodes) {
    if (node) found.push_back(*node);
  }
  return found;
}

// A qualifier with what the graph knows of it, looked up once.
class Qualifier {
 public:
  static Result<Qualifier> Make(const GraphView& view, const std::string& text) {
    Qualifier qualifier;
    qualifier.text_ = text;
    qualifier.folded_ = FoldName(text);
    CITYGRAPH_TRY(const auto places, NodesNamed(view, text, label::kPlace));
    for (const Node& each : places) {
      if (each.HasLabel(label::kCountry) || each.HasLabel(label::kRegion))
        qualifier.outer_.push_back(each.id);
    }
    return qualifier;
  }

  bool Holds(const Node& place, const std::vector<Node>& outer) const {
    if (folded_.empty()) return false;
    if (KindOf(place) == folded_) return true;
    if (const std::string id = IdOf(place); !id.empty() && id == text_) return true;
    if (outer.empty() && FoldName(StringOr(place.properties, kCountryProperty)) == folded_)
      return true;
    return std::ranges::any_of(outer, [&](const Node& each) {
      return std::ranges::find(outer_, each.id) != outer_.end() ||
             (each.HasLabel(label::kCountry) &&
              FoldName(StringOr(each.properties, property::kCode)) == folded_);
    });
  }

 private:
  std::string text_;
  std::string folded_;
  std::vector<NodeId> outer_;  // the countries and regions of that name
};

// The places of a name for which every qualifier holds. A country counts as being in itself only
// where nothing else is.
Result<std::vector<Node>> PlacesOf(const GraphView& view, const Reading& reading) {
  CITYGRAPH_TRY(auto named, NodesNamed(view, reading.name, label::kPlace));
  if (reading.qualifiers.empty() || named.empty()) return named;
  std::vector<Qualifier> qualifiers;
  for (const std::string& text : reading.qualifiers) {
    CITYGRAPH_TRY(qualifiers.emplace_back(), Qualifier::Make(view, text));
  }
  std::vector<Node> inside;
  std::vector<Node> itself;
  for (Node& place : named) {
    CITYGRAPH_TRY(auto outer, OuterPlaces(view, place));
    const auto all_hold = [&] {
      return std::ranges::all_of(qualifiers,
                                 [&](const Qualifier& each) { return each.Holds(place, outer); });
    };
    if (all_hold()) {
      inside.push_back(std::move(place));
    } else if (place.HasLabel(label::kCountry)) {
      outer.push_back(place);
      if (all_hold()) itself.push_back(std::move(place));
    }
  }
  return inside.empty() ? itself : inside;
}

Result<std::optional<Node>> CountryWithCode(const GraphView& view, std::string_view code) {
  std::string upper(code);
  std::ranges::transform(upper, upper.begin(), [](char c) {
    return c >= 'a' && c <= 'z' ? static_cast<char>(c - 'a' + 'A') : c;
  });
  CITYGRAPH_TRY(const auto ids, view.NodesWithProperty(label::kCountry, property::kCode, upper));
  if (ids.empty()) return std::nullopt;
  return view.NodeAt(ids.front());
}

struct Named {
  std::string name;  // without the qualifiers
  std::vector<Node> places;
};

// All places that a text can mean.
Result<Named> AllNamed(const GraphView& view, std::string_view text) {
  for (const Reading& reading : ReadingsOf(text)) {
    CITYGRAPH_TRY(auto places, PlacesOf(view, reading));
    if (!places.empty()) return Named{reading.name, std::move(places)};
  }
  if (const std::string_view code = Trim(text); code.size() == 2) {
    CITYGRAPH_TRY(auto country, CountryWithCode(view, code));
    if (country) return Named{std::string(code), {std::move(*country)}};
  }
  return Named{std::string(text), {}};
}

int RankOf(const Node& place, Meaning meaning) {
  if (place.HasLabel(label::kCity)) return meaning == Meaning::kCountry ? 1 : 0;
  if (place.HasLabel(label::kCountry)) return meaning == Meaning::kCity ? 1 : 0;
  return 2;
}

Result<std::size_t> Connections(const GraphView& view, const Node& place) {
  CITYGRAPH_TRY(const auto adjacent, view.NeighboursOf(place.id, Direction::kBoth));
  return static_cast<std::size_t>(std::ranges::count_if(adjacent, [&](const Adjacent& each) {
    return view.TypeName(each.type) != schema::type::kIn;
  }));
}

// Those meant by a name that its places share.
Result<std::vector<Node>> Meant(const GraphView& view, Named named, Meaning meaning) {
  std::vector<Node> nodes = std::move(named.places);
  if (nodes.size() < 2) return nodes;
  int best = 3;
  for (const Node& node : nodes) best = std::min(best, RankOf(node, meaning));
  Prefer(nodes, [&](const Node& node) { return RankOf(node, meaning) == best; });
  const std::string folded = FoldName(named.name);
  Prefer(nodes, [&](const Node& node) { return FoldName(NameOf(node)) == folded; });
  const bool city_and_country =
      nodes.size() == 2 && nodes[0].HasLabel(label::kCity) != nodes[1].HasLabel(label::kCity);
  if (meaning != Meaning::kMostConnected || !city_and_country) return nodes;
  if (!nodes[0].HasLabel(label::kCity)) std::swap(nodes[0], nodes[1]);
  CITYGRAPH_TRY(const std::size_t city, Connections(view, nodes[0]));
  CITYGRAPH_TRY(const std::size_t country, Connections(view, nodes[1]));
  nodes.erase(country > city ? nodes.begin() : nodes.begin() + 1);
  return nodes;
}

// Whether a text finds this place and no other, whatever meaning is asked for.
Result<bool> Finds(const GraphView& view, const std::string& text, const Node& place) {
  for (const Meaning meaning : {Meaning::kCity, Meaning::kCountry, Meaning::kMostConnected}) {
    CITYGRAPH_TRY(auto named, AllNamed(view, text));
    CITYGRAPH_TRY(const auto meant, Meant(view, std::move(named), meaning));
    if (meant.size() != 1 || meant.front().id != place.id) return false;
  }
  return true;
}

// The cities in a country with most exchanges, as they can be typed.
Result<std::vector<std::string>> CitiesIn(const GraphView& view, const Node& country) {
  constexpr std::size_t kShown = 5;
  constexpr std::array kIn = {schema::type::kIn};
  constexpr std::array kPart = {schema::type::kHosted, schema::type::kTookPart};
  CITYGRAPH_TRY(const auto inside, view.NeighboursOf(country.id, Direction::kIncoming, kIn));
  std::vector<NodeId> ids;
  for (const Adjacent& each : inside) ids.push_back(each.neighbour);
  CITYGRAPH_TRY(const auto nodes, view.Nodes(ids));
  CITYGRAPH_TRY(const auto exchanges, view.Neighbours(ids, Direction::kOutgoing, kPart));
  std::vector<std::pair<std::size_t, Node>> cities;
  for (std::size_t i = 0; i < ids.size(); ++i) {
    if (nodes[i] && nodes[i]->HasLabel(label::kCity) && !exchanges[i].empty())
      cities.emplace_back(exchanges[i].size(), *nodes[i]);
  }
  std::ranges::stable_sort(cities, std::ranges::greater(), &std::pair<std::size_t, Node>::first);
  std::vector<std::string> names;
  for (const auto& [count, city] : cities) {
    if (names.size() == kShown) break;
    CITYGRAPH_TRY(names.emplace_back(), TypeablePlace(view, city));
  }
  return names;
}

Result<Node> FindOfKind(const GraphView& view, std::string_view text, std::string_view kind,
                        std::string_view word, std::string_view words) {
  CITYGRAPH_TRY(auto named, AllNamed(view, text));
  std::erase_if(named.places, [&](const Node& each) { return !each.HasLabel(kind); });
  if (named.places.empty()) return NotFound(view, Trim(text), word, kind);
  CITYGRAPH_TRY(auto meant, Meant(view, std::move(named), Meaning::kCountry));
  return OneOf(view, std::move(meant), Trim(text), words);
}

}  // namespace

Result<std::string> CountryCodeOf(const GraphView& view, const Node& place) {
  if (place.HasLabel(label::kCountry)) return StringOr(place.properties, property::kCode);
  CITYGRAPH_TRY(const auto outer, OuterPlaces(view, place));
  for (const Node& each : outer) {
    if (each.HasLabel(label::kCountry)) return StringOr(each.properties, property::kCode);
  }
  return outer.empty() ? StringOr(place.properties, kCountryProperty) : std::string();
}

Result<std::string> TypeablePlace(const GraphView& view, const Node& place) {
  const std::string name = NameOf(place);
  CITYGRAPH_TRY(const std::string country, CountryCodeOf(view, place));
  CITYGRAPH_TRY(const auto outer, OuterPlaces(view, place));
  const std::string in = country.empty() || place.HasLabel(label::kCountry) ? "" : ", " + country;
  std::vector<std::string> forms = {name + in, fmt::format("{}, {}", name, KindOf(place)),
                                    fmt::format("{}, {}{}", name, KindOf(place), in)};
  for (const Node& each : outer) {
    if (each.HasLabel(label::kRegion))
      forms.push_back(fmt::format("{}, {}{}", name, NameOf(each), in));
  }
  if (const std::string id = IdOf(place); !id.empty())
    forms.push_back(fmt::format("{}, {}", name, id));
  for (const std::string& form : forms) {
    CITYGRAPH_TRY(const bool found, Finds(view, form, place));
    if (found) return form;
  }
  return forms.front();
}

Result<Node> FindPlace(const GraphView& view, std::string_view text, Meaning meaning) {
  CITYGRAPH_TRY(auto named, AllNamed(view, text));
  if (named.places.empty()) return NotFound(view, Trim(text), "place", label::kPlace);
  CITYGRAPH_TRY(auto meant, Meant(view, std::move(named), meaning));
  return OneOf(view, std::move(meant), Trim(text), "places");
}

Result<Node> FindCity(const GraphView& view, std::string_view text) {
  CITYGRAPH_TRY(Node place, FindPlace(view, text));
  if (place.HasLabel(label::kCity) || place.HasLabel(label::kRegion)) return place;
  CITYGRAPH_TRY(auto cities, CitiesIn(view, place));
  const std::string kind = KindOf(place);
  return Fail({.code = cities.empty() ? ErrorCode::kNotFound : ErrorCode::kAmbiguous,
               .message = fmt::format("\"{}\" is {} {}, not a city", NameOf(place),
                                      kind == "area" ? "an" : "a", kind),
               .hint = cities.empty() ? "name a city" : "",
               .candidates = std::move(cities)});
}

Result<Node> FindCountry(const GraphView& view, std::string_view text) {
  return FindOfKind(view, text, label::kCountry, "country", "countries");
}

Result<Node> FindRegion(const GraphView& view, std::string_view text) {
  return FindOfKind(view, text, label::kRegion, "region", "regions");
}

Result<std::vector<std::string>> NamesakesOf(const GraphView& view, std::string_view text,
                                             const Node& found) {
  CITYGRAPH_TRY(const auto named, AllNamed(view, text));
  std::vector<std::string> others;
  for (const Node& each : named.places) {
    if (each.id == found.id) continue;
    CITYGRAPH_TRY(others.emplace_back(), TypeablePlace(view, each));
  }
  return others;
}

}  // namespace citygraph::queries
