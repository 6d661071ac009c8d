// citygraph shared-themes [CITY [CITY]] : which cities have worked on the same themes.
#include <fmt/format.h>

#include "cli/as_of.h"
#include "cli/context.h"
#include "cli/facts.h"
#include "cli/places.h"
#include "cli/usage.h"
#include "queries/questions/in_cypher.h"
#include "queries/questions/shared_themes.h"

namespace citygraph::cli {
namespace {

struct SharedThemesArguments {
  std::vector<std::string> cities;
  std::size_t top = 20;
};

ValueList ThemeNames(const queries::CityGraph& graph, const std::vector<std::size_t>& themes) {
  ValueList names;
  for (const std::size_t theme : themes) names.push_back(graph.themes[theme].name);
  return names;
}

Value Country(const queries::PlaceFacts& place) {
  return place.country.empty() ? Value() : Value(place.country);
}

Status RunSharedThemes(const SharedThemesArguments& arguments, Context& context) {
  CITYGRAPH_TRY(const auto graph, context.OpenToRead());
  CITYGRAPH_TRY(const auto view, ReadAsOf(*graph, context));
  CITYGRAPH_TRY(const queries::CityGraph cities, queries::CityGraph::Load(*view));
  std::vector<std::size_t> asked;
  for (const std::string& text : arguments.cities) {
    CITYGRAPH_TRY(const std::size_t place, FindCityIn(*view, cities, text));
    asked.push_back(place);
  }
  if (asked.size() == 2 && asked[0] == asked[1]) {
    return context.WrongUsage(
        fmt::format("\"{}\" and \"{}\" are the same place: {}", arguments.cities[0],
                    arguments.cities[1], Display(cities.places[asked[0]])),
        "name two cities, or one to see which others share its themes");
  }
  std::vector<Node> nodes;
  for (const std::size_t place : asked) {
    CITYGRAPH_TRY(auto node, view->NodeAt(cities.places[place].node));
    if (node) nodes.push_back(std::move(*node));
  }
  context.Explain(queries::SharedThemesInCypher(nodes, arguments.top));
  Answer answer{.empty_text = "No two cities share a theme, as far as this graph knows."};
  if (asked.empty()) {
    answer.columns = {{"city", "City"},      {"country", "Country"},
                      {"other_city", "And"}, {"other_country", "Country"},
                      {"shared", "Shared"},  {"themes", "Themes"}};
    for (const queries::SharedThemes& each : queries::SharedPairs(cities, arguments.top)) {
      const queries::PlaceFacts& a = cities.places[each.a];
      const queries::PlaceFacts& b = cities.places[each.b];
      answer.rows.push_back({{"city", a.name},
                             {"country", Country(a)},
                             {"other_city", b.name},
                             {"other_country", Country(b)},
                             {"shared", each.themes.size()},
                             {"themes", ThemeNames(cities, each.themes)}});
    }
  } else {
    answer.columns = {
        {"city", "City"}, {"country", "Country"}, {"shared", "Shared"}, {"themes", "Themes"}};
    std::vector<queries::SharedThemes> found;
    if (asked.size() == 2) {
      found = {queries::SharedBetween(cities, asked[0], asked[1])};
    } else {
      found = queries::SharedWith(cities, asked[0], arguments.top);
      answer.empty_text = fmt::format("No city shares a theme with {}, as far as this graph knows.",
                                      cities.places[asked[0]].name);
    }
    for (const queries::SharedThemes& each : found) {
      const queries::PlaceFacts& other = cities.places[each.b];
      answer.rows.push_back({{"city", other.name},
                             {"country", Country(other)},
                             {"shared", each.themes.size()},
                             {"themes", ThemeNames(cities, each.themes)}});
    }
  }
  Print(answer, context.output);
  return {};
}

}  // namespace

void AddSharedThemesCommand(CLI::App& app, Context& context) {
  const auto arguments = std::make_shared<SharedThemesArguments>();
  CLI::App* command =
      app.add_subcommand("shared-themes", "Which cities have worked on the same themes");
  command
      ->add_option("CITY", arguments->cities,
                   "Cities that share with this one; with two, what these two share")
      ->expected(0, 2);
  command->add_option("--top", arguments->top, "At most so many")
      ->check(WholeNumber(1, 100'000))
      ->capture_default_str();
  AddAsOf(*command, context);
  command->footer(
      "Examples:\n  citygraph shared-themes\n  citygraph shared-themes Barcelona\n  citygraph "
      "shared-themes Durban Surabaya");
  command->callback([arguments, &context] {
    context.run = [arguments, &context] { return RunSharedThemes(*arguments, context); };
  });
}

}  // namespace citygraph::cli
