#include "queries/questions/in_cypher.h"

#include <fmt/format.h>

#include <array>

#include "engine/model/schema.h"

namespace citygraph::queries {
namespace {

std::string Quoted(std::string_view text) {
  std::string quoted = "'";
  for (const char c : text) {
    if (c == '\'' || c == '\\') quoted += '\\';
    quoted += c;
  }
  return quoted + '\'';
}

// Who is only named in an exchange did not take part in it.
std::string TakesPart(std::string_view relationship) {
  return fmt::format("NOT coalesce({}.role, '') IN ['scope', 'context']", relationship);
}

std::string Together(std::span<const Node> nodes) {
  std::string text;
  for (const Node& node : nodes) {
    const std::int64_t id = IntegerOr(node.properties, schema::property::kGeonameId);
    text += text.empty() ? "" : " OR ";
    text += id != 0 ? fmt::format("a.geonameid = {}", id)
                    : fmt::format("a.key = {}",
                                  Quoted(StringOr(node.properties, schema::property::kPlaceKey)));
  }
  return text;
}

}  // namespace

std::string NodeInCypher(std::string_view variable, const Node& node) {
  // The first that a node has identifies it; a name alone may be shared.
  constexpr std::array kIdentities = {schema::property::kGeonameId, schema::property::kCode,
                                      schema::property::kKey, schema::property::kId};
  std::string text = fmt::format("({}", variable);
  if (!node.labels.empty()) text += ":" + node.labels.front();
  std::string properties;
  if (const std::string name = StringOr(node.properties, schema::property::kName); !name.empty())
    properties = "name: " + Quoted(name);
  for (const std::string_view identity : kIdentities) {
    const Value* value = node.properties.Find(identity);
    if (value == nullptr || value->is_null()) continue;
    properties += fmt::format("{}{}: ", properties.empty() ? "" : ", ", identity);
    properties += value->AsInteger() != nullptr ? std::to_string(*value->AsInteger())
                                                : Quoted(StringOr(node.properties, identity));
    break;
  }
  return text + (properties.empty() ? ")" : " {" + properties + "})");
}

std::string ShowInCypher(const Node& node) {
  return fmt::format("MATCH {}-[r]-(m) RETURN type(r), r, m", NodeInCypher("n", node));
}

std::string MentoringsInCypher(const std::optional<Node>& city, int depth) {
  if (!city) return "MATCH (a)-[m:MENTORED]->(b) RETURN a.name, b.name, m.exchange, m.year";
  const std::string steps = depth > 1 ? fmt::format("*1..{}", depth) : "";
  return fmt::format(
      "MATCH p = {0}-[:MENTORED{1}]->() RETURN p UNION MATCH p = ()-[:MENTORED{1}]->{0} RETURN p",
      NodeInCypher("", *city), steps);
}

std::string SharedThemesInCypher(std::span<const Node> cities, std::size_t top) {
  const std::string a = cities.empty() ? "(a:City)" : NodeInCypher("a", cities[0]);
  const std::string b = cities.size() < 2 ? "(b:City)" : NodeInCypher("b", cities[1]);
  // Two MATCHes: within one, the exchange that both took part in could not be passed twice.
  return fmt::format(
      "MATCH {}-[p:HOSTED|TOOK_PART]->(:Exchange)-[:ABOUT]->(t:Theme) "
      "MATCH (t)<-[:ABOUT]-(:Exchange)<-[q:HOSTED|TOOK_PART]-{} "
      "WHERE {} AND NOT t.id STARTS WITH 'sdg-' AND {} AND {} "
      "RETURN a.name, b.name, count(DISTINCT t) AS shared, collect(DISTINCT t.name) AS themes "
      "ORDER BY shared DESC, b.name LIMIT {}",
      a, b, cities.empty() ? "id(a) < id(b)" : "a <> b", TakesPart("p"), TakesPart("q"), top);
}

std::string PathInCypher(const Node& from, const Node& to) {
  return fmt::format(
      "MATCH p = shortestPath({}-[:HOSTED|TOOK_PART*]-{}) WHERE all(r IN relationships(p) WHERE "
      "{}) RETURN p",
      NodeInCypher("a", from), NodeInCypher("b", to), TakesPart("r"));
}

std::string CompareInCypher(std::span<const Node> places) {
  return fmt::format(
      "MATCH (a:Place) WHERE {} OPTIONAL MATCH (a)-[p:HOSTED|TOOK_PART]->(e:Exchange) WHERE {} "
      "OPTIONAL MATCH (e)-[:ABOUT]->(t:Theme) WHERE NOT t.id STARTS WITH 'sdg-' "
      "OPTIONAL MATCH (e)<-[q:HOSTED|TOOK_PART]-(b:Place) WHERE b <> a AND {} "
      "RETURN a.name, a.population, count(DISTINCT e) AS exchanges, collect(DISTINCT t.name) AS "
      "themes, collect(DISTINCT b.name) AS partners",
      Together(places), TakesPart("p"), TakesPart("q"));
}

std::string CountsInCypher() {
  return "MATCH (n) UNWIND labels(n) AS word RETURN word, count(*) AS count UNION ALL "
         "MATCH ()-[r]->() RETURN type(r) AS word, count(*) AS count";
}

}  // namespace citygraph::queries
