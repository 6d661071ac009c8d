// citygraph path CITY CITY : how two cities are connected, hop by hop.
#include <fmt/format.h>

#include <array>

#include "cli/as_of.h"
#include "cli/context.h"
#include "cli/facts.h"
#include "cli/places.h"
#include "queries/questions/in_cypher.h"
#include "queries/questions/path.h"

namespace citygraph::cli {
namespace {

struct PathArguments {
  std::string from;
  std::string to;
};

Status RunPath(const PathArguments& arguments, Context& context) {
  CITYGRAPH_TRY(const auto graph, context.OpenToRead());
  CITYGRAPH_TRY(const auto view, ReadAsOf(*graph, context));
  CITYGRAPH_TRY(const queries::CityGraph cities, queries::CityGraph::Load(*view));
  CITYGRAPH_TRY(const std::size_t from, FindPlaceIn(*view, cities, arguments.from));
  CITYGRAPH_TRY(const std::size_t to, FindPlaceIn(*view, cities, arguments.to));
  if (from == to) {
    return context.WrongUsage(
        fmt::format("\"{}\" and \"{}\" are the same place: {}", arguments.from, arguments.to,
                    Display(cities.places[from])),
        "a path leads from one place to another");
  }
  CITYGRAPH_TRY(const auto ends,
                view->Nodes(std::array{cities.places[from].node, cities.places[to].node}));
  if (ends[0] && ends[1]) context.Explain(queries::PathInCypher(*ends[0], *ends[1]));
  Answer answer{
      .columns = {{"hop", "Hop"},
                  {"from", "From"},
                  {"from_role", "As"},
                  {"title", "Exchange"},
                  {"year", "Year"},
                  {"to", "To"},
                  {"to_role", "As"}},
      .empty_text = fmt::format("Nothing connects {} and {} in this graph.",
                                Display(cities.places[from]), Display(cities.places[to]))};
  std::int64_t number = 0;
  for (const queries::Hop& hop : queries::ShortestPath(cities, from, to)) {
    const queries::ExchangeFacts& exchange = cities.exchanges[hop.exchange];
    CITYGRAPH_TRY(const ValueMap from_part, ToValue(*view, cities, hop.from_part));
    CITYGRAPH_TRY(const ValueMap to_part, ToValue(*view, cities, hop.to_part));
    answer.rows.push_back({{"hop", ++number},
                           {"from", Display(cities.places[hop.from])},
                           {"from_role", hop.from_part.role},
                           {"exchange", exchange.key},
                           {"title", exchange.title},
                           {"year", exchange.year ? Value(*exchange.year) : Value()},
                           {"to", Display(cities.places[hop.to])},
                           {"to_role", hop.to_part.role},
                           {"evidence", ValueList{from_part, to_part}}});
  }
  Print(answer, context.output);
  return {};
}

}  // namespace

void AddPathCommand(CLI::App& app, Context& context) {
  const auto arguments = std::make_shared<PathArguments>();
  CLI::App* command =
      app.add_subcommand("path", "How two cities are connected, hop by hop, with the evidence");
  command->add_option("FROM", arguments->from, "A city")->required();
  command->add_option("TO", arguments->to, "Another")->required();
  AddAsOf(*command, context);
  command->footer(
      "Examples:\n  citygraph path Lilongwe Durban\n  citygraph path 'Santa Fe' Montevideo "
      "--format json");
  command->callback([arguments, &context] {
    context.run = [arguments, &context] { return RunPath(*arguments, context); };
  });
}

}  // namespace citygraph::cli
