// What is asked of cities: partners for a new exchange, and names as people type them.
#include <fmt/format.h>

#include <algorithm>

#include "engine/index/name_index.h"
#include "queries/procedures/options.h"
#include "queries/procedures/procedures.h"
#include "queries/questions/find.h"
#include "queries/recommend/match.h"

namespace citygraph::queries {
namespace {

using cypher::ErrorKind;
using cypher::ProcedureCall;
using cypher::QueryResult;
using cypher::RuntimeError;
using cypher::StaticType;
using Rows = std::vector<ValueList>;

// A name that is unknown or ambiguous: the candidates are part of the message.
std::unexpected<cypher::QueryError> NotFound(const Error& error) {
  std::string message = error.message;
  if (!error.candidates.empty())
    message += fmt::format("; there is {}", fmt::join(error.candidates, ", "));
  return RuntimeError(ErrorKind::kArgumentError, "EntityNotFound", std::move(message));
}

// The city as a node or as its name.
QueryResult<NodeId> CityOf(const GraphView& view, const Value& value) {
  if (const NodeId* node = value.AsNode()) return *node;
  const std::string* name = value.AsString();
  if (name == nullptr) {
    return RuntimeError(ErrorKind::kArgumentError, "InvalidArgumentType",
                        "the city of `citygraph.match` is a node or a name");
  }
  const auto found = FindCity(view, *name);
  if (!found) return NotFound(found.error());
  return found->id;
}

QueryResult<Rows> RunMatch(ProcedureCall& call) {
  CITYGRAPH_TRY(const auto options,
                ProcedureOptions::Read("citygraph.match", call.arguments[1],
                                       {"themes", "as", "countries", "knownPartners", "top"}));
  CITYGRAPH_TRY(const NodeId city, CityOf(call.graph, call.arguments[0]));
  CITYGRAPH_TRY(const CityGraph graph, CityGraph::Load(call.graph));
  const auto place = graph.place_at.find(Raw(city));
  if (place == graph.place_at.end()) {
    return RuntimeError(ErrorKind::kArgumentError, "EntityNotFound",
                        fmt::format("node {} is no place", Raw(city)));
  }
  CITYGRAPH_TRY(const std::int64_t top, options.Whole("top", 10, 1, 100'000));
  CITYGRAPH_TRY(const std::string as, options.Choice("as", "peer", {"mentor", "mentee", "peer"}));
  MatchRequest request{.city = place->second, .top = static_cast<std::size_t>(top)};
  request.as = as == "mentor"   ? WantedAs::kMentor
               : as == "mentee" ? WantedAs::kMentee
                                : WantedAs::kPeer;
  CITYGRAPH_TRY(request.known_partners, options.Flag("knownPartners", false));
  CITYGRAPH_TRY(const auto themes, options.Words("themes"));
  for (const std::string& text : themes) {
    const auto theme = FindTheme(call.graph, text);
    if (!theme) return NotFound(theme.error());
    const auto known = graph.theme_at.find(Raw(theme->id));
    if (known != graph.theme_at.end()) request.themes.push_back(known->second);
  }
  CITYGRAPH_TRY(const auto countries, options.Words("countries"));
  for (const std::string& text : countries) {
    const auto country = FindCountry(call.graph, text);
    if (!country) return NotFound(country.error());
    CITYGRAPH_TRY(request.only.countries.emplace_back(), CountryCodeOf(call.graph, *country));
  }
  Rows rows;
  for (const Match& match : Matcher(graph).Find(request)) {
    ValueList reasons;
    for (const MatchReason& reason : match.reasons) {
      reasons.push_back(
          ValueMap{{"kind", reason.kind}, {"text", reason.text}, {"weight", reason.weight}});
    }
    rows.push_back({Value(static_cast<std::int64_t>(rows.size() + 1)),
                    Value(graph.places[match.place].node), Value(match.score),
                    Value(std::move(reasons)),
                    Value(ValueList(match.cautions.begin(), match.cautions.end()))});
  }
  return rows;
}

QueryResult<Rows> RunSearch(ProcedureCall& call) {
  CITYGRAPH_TRY(const auto options,
                ProcedureOptions::Read("citygraph.search", call.arguments[1], {"top", "label"}));
  const std::string* text = call.arguments[0].AsString();
  if (text == nullptr) {
    return RuntimeError(ErrorKind::kArgumentError, "InvalidArgumentType",
                        "`citygraph.search` looks for a string");
  }
  CITYGRAPH_TRY(const std::int64_t top, options.Whole("top", 10, 1, 100'000));
  CITYGRAPH_TRY(const auto labels, options.Words("label"));
  // The very name first, then those near it; each node once.
  std::vector<std::pair<NodeId, std::size_t>> found;
  CITYGRAPH_TRY(const auto exact, FindNamed(call.graph, *text));
  for (const NodeId node : exact) found.emplace_back(node, 0);
  // More than wanted: some may lack the label.
  CITYGRAPH_TRY(
      const auto near,
      FindNearNames(call.graph, *text,
                    static_cast<std::size_t>(top) * (labels.empty() ? 1 : 20) + exact.size()));
  for (const NearName& each : near) {
    if (std::ranges::find(exact, each.node) == exact.end())
      found.emplace_back(each.node, each.distance);
  }
  Rows rows;
  for (const auto& [id, distance] : found) {
    CITYGRAPH_TRY(const auto node, call.graph.NodeAt(id));
    if (!node) continue;
    const bool wanted = labels.empty() || std::ranges::any_of(labels, [&](const auto& label) {
                          return std::ranges::find(node->labels, label) != node->labels.end();
                        });
    if (!wanted) continue;
    const Value* name = node->properties.Find("name");
    rows.push_back(
        {Value(id), name == nullptr ? Value() : *name, Value(static_cast<std::int64_t>(distance))});
    if (rows.size() == static_cast<std::size_t>(top)) break;
  }
  return rows;
}

}  // namespace

void RegisterCityProcedures(cypher::ProcedureRegistry& registry) {
  registry.Register({.name = "citygraph.match",
                     .parameters = {{"city", StaticType::kAny}, {"options", StaticType::kMap}},
                     .optional_parameters = 1,
                     .results = {{"rank", StaticType::kInteger, false},
                                 {"node", StaticType::kNode, false},
                                 {"score", StaticType::kFloat, false},
                                 {"reasons", StaticType::kList, false},
                                 {"cautions", StaticType::kList, false}},
                     .description = "cities to match with a city, with reasons, best first"},
                    RunMatch);
  registry.Register({.name = "citygraph.search",
                     .parameters = {{"text", StaticType::kString}, {"options", StaticType::kMap}},
                     .optional_parameters = 1,
                     .results = {{"node", StaticType::kNode, false},
                                 {"name", StaticType::kString},
                                 {"distance", StaticType::kInteger, false}},
                     .description = "nodes by name or alias, typing errors allowed, nearest first"},
                    RunSearch);
}

}  // namespace citygraph::queries
