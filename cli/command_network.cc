// citygraph rank, communities, components : the network of cities measured.
#include <fmt/format.h>

#include <algorithm>
#include <memory>
#include <string>
#include <vector>

#include "cli/as_of.h"
#include "cli/context.h"
#include "cli/places.h"
#include "cli/usage.h"
#include "queries/questions/city_network.h"

namespace citygraph::cli {
namespace {

using queries::NetworkKind;
using queries::RankBy;

struct NetworkArguments {
  std::string over = "met";
  std::string by = "pagerank";
  std::vector<std::string> near;
  double resolution = 1;
  bool strong = false;
  std::size_t top = 20;
};

struct Measure {
  std::string_view name;
  RankBy by;
};
constexpr std::array kMeasures = {
    Measure{"pagerank", RankBy::kPageRank}, Measure{"betweenness", RankBy::kBetweenness},
    Measure{"closeness", RankBy::kCloseness}, Measure{"degree", RankBy::kDegree},
    Measure{"core", RankBy::kCore}};

NetworkKind KindOf(const NetworkArguments& arguments) {
  return arguments.over == "mentored" ? NetworkKind::kMentored : NetworkKind::kMet;
}

std::string EmptyText(const NetworkArguments& arguments) {
  return arguments.over == "mentored"
             ? "No city mentored another, as far as this graph knows."
             : "No city took part in an exchange, as far as this graph knows.";
}

bool IsForPeople(OutputFormat format) {
  return format == OutputFormat::kTable || format == OutputFormat::kMarkdown;
}

Value Country(const queries::PlaceFacts& place) {
  return place.country.empty() ? Value() : Value(place.country);
}

Status RunRank(const NetworkArguments& arguments, Context& context) {
  CITYGRAPH_TRY(const auto graph, context.OpenToRead());
  CITYGRAPH_TRY(const auto view, ReadAsOf(*graph, context));
  CITYGRAPH_TRY(const queries::CityGraph cities, queries::CityGraph::Load(*view));
  CITYGRAPH_TRY(const auto network, queries::LoadNetwork(*view, cities, KindOf(arguments)));
  const auto* const measure = std::ranges::find(kMeasures, arguments.by, &Measure::name);
  if (!arguments.near.empty() && measure->by != RankBy::kPageRank) {
    return context.WrongUsage("--near goes with --by pagerank alone");
  }
  if (measure->by == RankBy::kCore && network.kind == NetworkKind::kMentored) {
    return context.WrongUsage("--by core goes with --over met alone");
  }
  std::vector<Vertex> near;
  for (const std::string& text : arguments.near) {
    CITYGRAPH_TRY(const std::size_t place, FindCityIn(*view, cities, text));
    CITYGRAPH_TRY(const Vertex vertex, network.VertexOf(cities, place));
    near.push_back(vertex);
  }
  CITYGRAPH_TRY(const auto ranked, queries::Rank(network, measure->by, arguments.top, near));
  Answer answer{
      .columns = {{"rank", "Rank"}, {"city", "City"}, {"country", "Country"}, {"score", "Score"}},
      .empty_text = EmptyText(arguments)};
  const bool whole = measure->by == RankBy::kDegree || measure->by == RankBy::kCore;
  for (std::size_t i = 0; i < ranked.size(); ++i) {
    const queries::PlaceFacts& place = cities.places[ranked[i].place];
    answer.rows.push_back({{"rank", i + 1},
                           {"city", place.name},
                           {"country", Country(place)},
                           {"score", whole ? Value(static_cast<std::int64_t>(ranked[i].score))
                                           : Value(ranked[i].score)}});
  }
  // Two digits say nothing of scores that add up to 1: a table shows more.
  if (IsForPeople(context.output.format)) {
    for (ValueMap& row : answer.rows) {
      if (const double* score = row.Find("score")->AsFloat())
        row.Set("score", fmt::format("{:.5f}", *score));
    }
  }
  Print(answer, context.output);
  return {};
}

// All for programs; for people the first, and how many more there are.
Value NamesOf(const queries::CityGraph& cities, const std::vector<std::size_t>& group,
              OutputFormat format) {
  constexpr std::size_t kMostNames = 8;
  ValueList names;
  for (const std::size_t place : group) names.push_back(queries::Display(cities.places[place]));
  if (!IsForPeople(format) || names.size() <= kMostNames + 1) return names;
  const std::size_t more = names.size() - kMostNames;
  names.resize(kMostNames);
  names.back() = fmt::format("{} and {} more", *names.back().AsString(), more);
  return names;
}

Status PrintGroups(const queries::CityGraph& cities, const queries::PlaceGroups& groups,
                   const NetworkArguments& arguments, const std::string& word,
                   const std::string& title, const Context& context) {
  Answer answer{.columns = {{word, title}, {"size", "Cities"}, {"cities", "Names"}},
                .empty_text = EmptyText(arguments)};
  for (std::size_t i = 0; i < std::min(groups.groups.size(), arguments.top); ++i) {
    const std::vector<std::size_t>& group = groups.groups[i];
    answer.rows.push_back({{word, i + 1},
                           {"size", group.size()},
                           {"cities", NamesOf(cities, group, context.output.format)}});
  }
  Print(answer, context.output);
  return {};
}

Status RunCommunities(const NetworkArguments& arguments, Context& context) {
  CITYGRAPH_TRY(const auto graph, context.OpenToRead());
  CITYGRAPH_TRY(const auto view, ReadAsOf(*graph, context));
  CITYGRAPH_TRY(const queries::CityGraph cities, queries::CityGraph::Load(*view));
  CITYGRAPH_TRY(const auto network, queries::LoadNetwork(*view, cities, KindOf(arguments)));
  CITYGRAPH_TRY(const auto groups, queries::CommunitiesOf(network, arguments.resolution));
  CITYGRAPH_TRY(PrintGroups(cities, groups, arguments, "community", "Community", context));
  if (!groups.groups.empty()) {
    Say(fmt::format("{} communities, modularity {:.3f}", groups.groups.size(), groups.modularity));
  }
  return {};
}

Status RunComponents(const NetworkArguments& arguments, Context& context) {
  if (arguments.strong && arguments.over != "mentored") {
    return context.WrongUsage(
        "--strong goes with --over mentored alone: having met has no direction");
  }
  CITYGRAPH_TRY(const auto graph, context.OpenToRead());
  CITYGRAPH_TRY(const auto view, ReadAsOf(*graph, context));
  CITYGRAPH_TRY(const queries::CityGraph cities, queries::CityGraph::Load(*view));
  CITYGRAPH_TRY(const auto network, queries::LoadNetwork(*view, cities, KindOf(arguments)));
  return PrintGroups(cities, queries::ComponentsOf(network, arguments.strong), arguments,
                     "component", "Component", context);
}

void AddOver(CLI::App& command, NetworkArguments& arguments) {
  command
      .add_option("--over", arguments.over,
                  "met: joined by the exchanges they shared; mentored: from mentor to mentee")
      ->transform(OneOf({"met", "mentored"}))
      ->type_name("NETWORK")
      ->capture_default_str();
  command.add_option("--top", arguments.top, "At most so many")
      ->check(WholeNumber(1, 1'000'000))
      ->capture_default_str();
}

void SetRun(CLI::App& command, Context& context, std::shared_ptr<NetworkArguments> arguments,
            Status (*run)(const NetworkArguments&, Context&)) {
  command.callback([arguments = std::move(arguments), &context, run] {
    context.run = [arguments, &context, run] { return run(*arguments, context); };
  });
}

}  // namespace

void AddRankCommand(CLI::App& app, Context& context) {
  const auto arguments = std::make_shared<NetworkArguments>();
  CLI::App* command = app.add_subcommand("rank", "The cities that matter most in the network");
  std::vector<std::string> names;
  for (const Measure& each : kMeasures) names.emplace_back(each.name);
  command->add_option("--by", arguments->by, "pagerank, betweenness, closeness, degree or core")
      ->transform(OneOf(names))
      ->type_name("MEASURE")
      ->capture_default_str();
  command->add_option("--near", arguments->near, "Seen from this city (repeat for several)")
      ->type_name("CITY");
  AddOver(*command, *arguments);
  AddAsOf(*command, context);
  command->footer(
      "Examples:\n  citygraph rank\n  citygraph rank --by betweenness --top 10\n  citygraph rank "
      "--near Durban\n  citygraph rank --over mentored --by degree");
  SetRun(*command, context, arguments, RunRank);
}

void AddCommunitiesCommand(CLI::App& app, Context& context) {
  const auto arguments = std::make_shared<NetworkArguments>();
  CLI::App* command =
      app.add_subcommand("communities", "Groups of cities that meet one another more than others");
  command->add_option("--resolution", arguments->resolution, "Higher: more, smaller communities")
      ->check(CLI::Range(0.01, 100.0))
      ->capture_default_str();
  AddOver(*command, *arguments);
  AddAsOf(*command, context);
  command->footer(
      "Examples:\n  citygraph communities\n  citygraph communities --resolution 2 --format json");
  SetRun(*command, context, arguments, RunCommunities);
}

void AddComponentsCommand(CLI::App& app, Context& context) {
  const auto arguments = std::make_shared<NetworkArguments>();
  CLI::App* command =
      app.add_subcommand("components", "Groups of cities with no connection to one another");
  command->add_flag("--strong", arguments->strong, "Who reaches one another from mentor to mentee");
  AddOver(*command, *arguments);
  AddAsOf(*command, context);
  command->footer(
      "Examples:\n  citygraph components\n  citygraph components --over mentored --strong");
  SetRun(*command, context, arguments, RunComponents);
}

}  // namespace citygraph::cli
