// citygraph show NAME : all that is known of a place, theme, network or exchange, with the
// evidence.
#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <map>

#include "cli/as_of.h"
#include "cli/context.h"
#include "cli/facts.h"
#include "cli/places.h"
#include "engine/model/schema.h"
#include "queries/questions/find.h"
#include "queries/questions/in_cypher.h"

namespace citygraph::cli {
namespace {

namespace schema_type = schema::type;

std::string NameOf(const Node& node) {
  for (const std::string_view property : {"name", "title", "key", "id"}) {
    if (std::string text = StringOr(node.properties, property); !text.empty()) return text;
  }
  return "node " + std::to_string(Raw(node.id));
}

// A relationship seen from the node shown: {"relation","role","what","label","year","evidence"}.
ValueMap FactOf(const Relationship& relationship, const Node& other, bool outgoing) {
  ValueMap fact{{"relation", relationship.type}, {"direction", outgoing ? "out" : "in"}};
  const std::string role = relationship.type == schema_type::kHosted
                               ? "host"
                               : StringOr(relationship.properties, "role");
  fact.Put("role", role.empty() ? Value() : Value(role));
  fact.Put("what", NameOf(other));
  fact.Put("label", other.labels.empty() ? Value() : Value(other.labels.front()));
  const Value* year = other.properties.Find("year");
  if (year == nullptr) year = relationship.properties.Find("year");
  fact.Put("year", year == nullptr ? Value() : *year);
  if (const Value* key = other.properties.Find("key");
      key != nullptr && other.HasLabel(schema::label::kExchange))
    fact.Put("key", *key);
  if (const Value* url = other.properties.Find("url")) fact.Put("url", *url);
  fact.Put("confidence", ConfidenceOf(relationship.evidence));
  fact.Put("evidence", ToValue(relationship.evidence));
  return fact;
}

Result<ValueList> FactsOf(const GraphView& view, const Node& node) {
  CITYGRAPH_TRY(const auto adjacent, view.NeighboursOf(node.id, Direction::kBoth));
  std::vector<NodeId> nodes;
  std::vector<RelationshipId> relationships;
  for (const Adjacent& each : adjacent) {
    nodes.push_back(each.neighbour);
    relationships.push_back(each.relationship);
  }
  CITYGRAPH_TRY(const auto others, view.Nodes(nodes));
  CITYGRAPH_TRY(const auto between, view.Relationships(relationships));
  ValueList facts;
  for (std::size_t i = 0; i < adjacent.size(); ++i) {
    if (others[i] && between[i])
      facts.push_back(FactOf(*between[i], *others[i], adjacent[i].outgoing));
  }
  return facts;
}

// The themes of the exchanges that a place took part in, with how many of them.
Result<ValueList> ThemesThroughExchanges(const GraphView& view, const Node& place) {
  constexpr std::array kPart = {schema_type::kHosted, schema_type::kTookPart};
  constexpr std::array kAbout = {schema_type::kAbout};
  CITYGRAPH_TRY(const auto part, view.NeighboursOf(place.id, Direction::kOutgoing, kPart));
  std::vector<NodeId> exchanges;
  for (const Adjacent& each : part) exchanges.push_back(each.neighbour);
  CITYGRAPH_TRY(const auto about, view.Neighbours(exchanges, Direction::kOutgoing, kAbout));
  std::map<NodeId, std::int64_t> counts;
  for (const auto& list : about) {
    for (const Adjacent& each : list) ++counts[each.neighbour];
  }
  std::map<std::string, std::int64_t> counted;
  for (const auto& [id, count] : counts) {
    CITYGRAPH_TRY(const auto theme, view.NodeAt(id));
    if (theme) counted[NameOf(*theme)] += count;
  }
  std::vector<std::pair<std::string, std::int64_t>> ordered(counted.begin(), counted.end());
  std::ranges::stable_sort(ordered, std::ranges::greater(),
                           &std::pair<std::string, std::int64_t>::second);
  ValueList themes;
  for (const auto& [name, count] : ordered)
    themes.push_back(ValueMap{{"theme", name}, {"exchanges", count}});
  return themes;
}

// How a relation reads from the node shown.
std::string Phrase(const ValueMap& fact) {
  const std::string relation = StringOr(fact, "relation");
  const bool out = StringOr(fact, "direction") == "out";
  const std::string role = StringOr(fact, "role");
  if (relation == schema_type::kHosted) return out ? "hosted" : "host";
  if (relation == schema_type::kTookPart) return role;
  if (relation == schema_type::kMentored) return out ? "mentored" : "mentored by";
  if (relation == schema_type::kAbout) return out ? "about" : "subject of";
  if (relation == schema_type::kDocuments) return out ? "documents" : "report";
  if (relation == schema_type::kRuns) return out ? "runs" : "run by";
  if (relation == schema_type::kBroader) return out ? "narrower than" : "broader than";
  if (relation == schema_type::kIn) return out ? "in" : "contains";
  return relation;
}

std::string Kind(const Node& node) {
  std::string kind = node.labels.empty() ? "node" : node.labels.front();
  std::ranges::transform(kind, kind.begin(), [](char c) {
    return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
  });
  return kind;
}

void PrintCard(const Node& node, const ValueList& facts, const ValueList& themes,
               const Context& context) {
  fmt::print("{}  ({})\n", NameOf(node), Kind(node));
  for (const MapEntry& property : node.properties) {
    if (property.key != "name" && property.key != "title")
      fmt::print("  {}: {}\n", property.key, ToCell(property.value));
  }
  if (!themes.empty()) {
    fmt::print("  themes: ");
    for (std::size_t i = 0; i < themes.size(); ++i) {
      const ValueMap& theme = *themes[i].AsMap();
      fmt::print("{}{} ({})", i > 0 ? ", " : "", StringOr(theme, "theme"),
                 IntegerOr(theme, "exchanges"));
    }
    fmt::print("\n");
  }
  fmt::print("\n");
  Answer answer{.columns = {{"phrase", "Relation"},
                            {"what", "What"},
                            {"year", "Year"},
                            {"sure", "Sure"},
                            {"because", "Because"}}};
  for (const Value& value : facts) {
    ValueMap row = *value.AsMap();
    row.Put("phrase", Phrase(row));
    row.Put("sure", fmt::format("{:.0f} %", NumberOr(row, "confidence") * 100));
    const ValueList& evidence = *row.Find("evidence")->AsList();
    if (!evidence.empty()) {
      const ValueMap& first = *evidence.front().AsMap();
      const std::int64_t line = IntegerOr(first, "line");
      std::string because = StringOr(first, "document") +
                            (line > 0 ? ":" + std::to_string(line) : "") + " (" +
                            StringOr(first, "rule") + ")";
      if (evidence.size() > 1) because += fmt::format(" and {} more", evidence.size() - 1);
      row.Put("because", because);
    }
    answer.rows.push_back(std::move(row));
  }
  Print(answer, context.output);
}

Status RunShow(const std::string& name, Context& context) {
  CITYGRAPH_TRY(const auto graph, context.OpenToRead());
  CITYGRAPH_TRY(const auto view, ReadAsOf(*graph, context));
  Result<Node> found = queries::FindAnything(*view, name);
  if (!found) return Fail(WithGazetteer(std::move(found.error()), name));
  const Node& node = *found;
  CITYGRAPH_TRY(const ValueList facts, FactsOf(*view, node));
  CITYGRAPH_TRY(const ValueList themes, ThemesThroughExchanges(*view, node));
  context.Explain(queries::ShowInCypher(node));
  if (node.HasLabel(schema::label::kPlace)) {
    CITYGRAPH_TRY(const auto others, queries::NamesakesOf(*view, name, node));
    if (!others.empty()) {
      Say(fmt::format("This is the {}; of the same name: \"{}\"", Kind(node),
                      fmt::join(others, "\", \"")));
    }
  }
  if (context.output.format == OutputFormat::kTable) {
    PrintCard(node, facts, themes, context);
    return {};
  }
  ValueMap card{{"name", NameOf(node)},
                {"kind", Kind(node)},
                {"labels", ValueList(node.labels.begin(), node.labels.end())},
                {"properties", node.properties}};
  if (node.HasLabel(schema::label::kPlace)) {
    CITYGRAPH_TRY(const std::string country, queries::CountryCodeOf(*view, node));
    card.Put("country", country.empty() ? Value() : Value(country));
    card.Put("themes", themes);
  }
  CITYGRAPH_TRY(const auto aliases, view->AliasesOf(node.id));
  card.Put("other_names", ValueList(aliases.begin(), aliases.end()));
  card.Put("facts", facts);
  Answer answer{.columns = {{"relation", "Relation"},
                            {"role", "Role"},
                            {"what", "What"},
                            {"year", "Year"},
                            {"confidence", "Confidence"}}};
  const bool whole =
      context.output.format == OutputFormat::kJson || context.output.format == OutputFormat::kJsonl;
  answer.single = whole;
  if (whole) {
    answer.rows = {card};
  } else {
    for (const Value& fact : facts) answer.rows.push_back(*fact.AsMap());
  }
  Print(answer, context.output);
  return {};
}

}  // namespace

void AddShowCommand(CLI::App& app, Context& context) {
  const auto name = std::make_shared<std::string>();
  CLI::App* command = app.add_subcommand(
      "show", "All that is known of a place, theme, network or exchange, with the evidence");
  command
      ->add_option("NAME", *name, "A name in any language, or an exchange's key such as \"PLN 26\"")
      ->required();
  AddAsOf(*command, context);
  command->footer(
      "Examples:\n  citygraph show Durban\n  citygraph show 'public space'\n  citygraph show 'PLN "
      "26' --format json");
  command->callback(
      [name, &context] { context.run = [name, &context] { return RunShow(*name, context); }; });
}

}  // namespace citygraph::cli
