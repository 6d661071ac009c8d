// citygraph compare CITY CITY… : cities side by side.
#include <fmt/format.h>

#include <algorithm>

#include "cli/as_of.h"
#include "cli/context.h"
#include "cli/places.h"
#include "engine/base/unicode.h"
#include "queries/questions/compare.h"
#include "queries/questions/find.h"
#include "queries/questions/in_cypher.h"

namespace citygraph::cli {
namespace {

using queries::CityGraph;
using queries::Compared;
using queries::Comparison;

constexpr std::size_t kPartnersInTable = 8;

Value OrNull(const std::string& text) { return text.empty() ? Value() : Value(text); }
Value OrNull(std::int64_t number) { return number == 0 ? Value() : Value(number); }
Value OrNull(const std::optional<std::int64_t>& number) {
  return number ? Value(*number) : Value();
}

ValueMap Reference(const queries::PlaceFacts& place) {
  return {{"city", place.name},
          {"country", OrNull(place.country)},
          {"geonameid", OrNull(place.geonameid)}};
}

ValueMap ToValue(const CityGraph& graph, const Compared& compared) {
  const queries::PlaceFacts& place = graph.places[compared.place];
  ValueMap map = Reference(place);
  map.Put("kind", ToLower(place.label));
  map.Put("population", OrNull(place.population));
  map.Put("exchanges", compared.exchanges);
  map.Put("first_year", OrNull(compared.first_year));
  map.Put("last_year", OrNull(compared.last_year));
  ValueMap roles;
  for (const auto& [role, count] : compared.roles) roles.Put(role, count);
  map.Put("roles", std::move(roles));
  ValueList themes;
  for (const auto& [theme, count] : compared.themes)
    themes.push_back(ValueMap{{"theme", graph.themes[theme].name}, {"exchanges", count}});
  map.Put("themes", std::move(themes));
  ValueList partners;
  for (const auto& [partner, count] : compared.partners) {
    ValueMap value = Reference(graph.places[partner]);
    value.Put("exchanges", count);
    partners.push_back(std::move(value));
  }
  map.Put("partners", std::move(partners));
  return map;
}

ValueMap ToValue(const CityGraph& graph, const Comparison& comparison) {
  ValueList cities;
  for (const Compared& each : comparison.places) cities.push_back(ToValue(graph, each));
  ValueList themes;
  for (const std::size_t theme : comparison.common_themes)
    themes.push_back(graph.themes[theme].name);
  ValueList partners;
  for (const std::size_t partner : comparison.common_partners)
    partners.push_back(Reference(graph.places[partner]));
  ValueList together;
  for (const std::size_t exchange : comparison.together) {
    const queries::ExchangeFacts& facts = graph.exchanges[exchange];
    together.push_back(
        ValueMap{{"exchange", facts.key}, {"title", facts.title}, {"year", OrNull(facts.year)}});
  }
  return {{"cities", std::move(cities)},
          {"in_common", ValueMap{{"themes", std::move(themes)},
                                 {"partners", std::move(partners)},
                                 {"exchanges", std::move(together)}}}};
}

std::string Joined(const std::vector<std::string>& texts) {
  return fmt::format("{}", fmt::join(texts, ", "));
}

// "housing (2)".
std::string Counted(const std::string& name, std::size_t count) {
  return fmt::format("{} ({})", name, count);
}

std::string Years(const Compared& compared) {
  if (!compared.first_year) return "";
  if (*compared.first_year == *compared.last_year) return std::to_string(*compared.first_year);
  return fmt::format("{}–{}", *compared.first_year, *compared.last_year);
}

std::string Partners(const CityGraph& graph, const Compared& compared, bool all) {
  std::vector<std::string> names;
  for (const auto& [partner, count] : compared.partners) {
    if (!all && names.size() == kPartnersInTable) {
      return fmt::format("{} and {} more", Joined(names), compared.partners.size() - names.size());
    }
    const std::string name = Display(graph.places[partner]);
    names.push_back(count > 1 ? Counted(name, count) : name);
  }
  return Joined(names);
}

// A row an aspect, a column a city.
class AspectTable {
 public:
  AspectTable(const CityGraph& graph, const Comparison& comparison,
              const std::vector<std::string>& names)
      : comparison_(comparison) {
    answer_.columns.push_back({"aspect", "Aspect"});
    for (std::size_t i = 0; i < names.size(); ++i) {
      // The names are the headings of every format; where two are the same, they get numbers.
      std::string key = names[i];
      if (std::ranges::count(names, key) > 1) key += fmt::format(" #{}", i + 1);
      keys_.push_back(key);
      answer_.columns.push_back({key, Display(graph.places[comparison.places[i].place])});
    }
  }

  template <class Cell>
  void Add(const std::string& aspect, Cell cell) {
    ValueMap row{{"aspect", aspect}};
    for (std::size_t i = 0; i < keys_.size(); ++i)
      row.Put(keys_[i], Value(cell(comparison_.places[i])));
    answer_.rows.push_back(std::move(row));
  }
  const Answer& answer() const { return answer_; }

 private:
  const Comparison& comparison_;
  std::vector<std::string> keys_;
  Answer answer_;
};

Answer ToTable(const CityGraph& graph, const Comparison& comparison,
               const std::vector<std::string>& names, bool all) {
  AspectTable table(graph, comparison, names);
  table.Add("country", [&](const Compared& each) { return graph.places[each.place].country; });
  table.Add("population",
            [&](const Compared& each) { return OrNull(graph.places[each.place].population); });
  table.Add("exchanges", [](const Compared& each) { return each.exchanges; });
  table.Add("years", Years);
  table.Add("roles", [](const Compared& each) {
    std::vector<std::string> roles;
    for (const auto& [role, count] : each.roles) roles.push_back(Counted(role, count));
    return Joined(roles);
  });
  table.Add("themes", [&](const Compared& each) {
    std::vector<std::string> themes;
    for (const auto& [theme, count] : each.themes)
      themes.push_back(Counted(graph.themes[theme].name, count));
    return Joined(themes);
  });
  table.Add("number of partners", [](const Compared& each) { return each.partners.size(); });
  table.Add("partners", [&](const Compared& each) { return Partners(graph, each, all); });
  return table.answer();
}

void PrintCommon(const CityGraph& graph, const Comparison& comparison) {
  std::vector<std::string> themes;
  for (const std::size_t theme : comparison.common_themes)
    themes.push_back(graph.themes[theme].name);
  std::vector<std::string> partners;
  for (const std::size_t partner : comparison.common_partners)
    partners.push_back(Display(graph.places[partner]));
  std::vector<std::string> together;
  for (const std::size_t exchange : comparison.together) {
    const queries::ExchangeFacts& facts = graph.exchanges[exchange];
    together.push_back(facts.title + (facts.year ? fmt::format(", {}", *facts.year) : ""));
  }
  const auto line = [](std::string_view what, const std::vector<std::string>& texts) {
    fmt::print("{}: {}\n", what,
               texts.empty() ? "none" : fmt::format("{}", fmt::join(texts, "; ")));
  };
  fmt::print("\n");
  line("themes in common", themes);
  line("partners in common", partners);
  line("met in", together);
}

Status RunCompare(const std::vector<std::string>& texts, Context& context) {
  CITYGRAPH_TRY(const auto graph, context.OpenToRead());
  CITYGRAPH_TRY(const auto view, ReadAsOf(*graph, context));
  CITYGRAPH_TRY(const CityGraph cities, CityGraph::Load(*view));
  std::vector<std::size_t> asked;
  std::vector<std::string> names;
  std::vector<Node> nodes;
  for (const std::string& text : texts) {
    CITYGRAPH_TRY(const std::size_t place, FindCityIn(*view, cities, text));
    if (const auto before = std::ranges::find(asked, place); before != asked.end()) {
      return context.WrongUsage(fmt::format("\"{}\" and \"{}\" are the same place: {}",
                                            texts[static_cast<std::size_t>(before - asked.begin())],
                                            text, Display(cities.places[place])),
                                "each city stands for itself: name others");
    }
    asked.push_back(place);
    names.push_back(Display(cities.places[place]));
    CITYGRAPH_TRY(auto node, view->NodeAt(cities.places[place].node));
    if (node) nodes.push_back(std::move(*node));
  }
  context.Explain(queries::CompareInCypher(nodes));
  const Comparison comparison = queries::Compare(cities, asked);
  const bool whole =
      context.output.format == OutputFormat::kJson || context.output.format == OutputFormat::kJsonl;
  if (whole) {
    Print({.rows = {ToValue(cities, comparison)}, .single = true}, context.output);
    return {};
  }
  const bool table = context.output.format == OutputFormat::kTable;
  Print(ToTable(cities, comparison, names, !table), context.output);
  if (table) PrintCommon(cities, comparison);
  return {};
}

}  // namespace

void AddCompareCommand(CLI::App& app, Context& context) {
  const auto cities = std::make_shared<std::vector<std::string>>();
  CLI::App* command = app.add_subcommand(
      "compare", "Cities side by side: themes, exchanges, roles, partners, population");
  command->add_option("CITY", *cities, "Two cities or more")->required()->expected(2, 20);
  AddAsOf(*command, context);
  command->footer(
      "Examples:\n  citygraph compare Durban Barcelona\n  citygraph compare Durban Surabaya "
      "Niteroi --format markdown");
  command->callback([cities, &context] {
    context.run = [cities, &context] { return RunCompare(*cities, context); };
  });
}

}  // namespace citygraph::cli
