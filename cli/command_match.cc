// citygraph match CITY : which cities could be matched for a new exchange, and why.
#include <fmt/format.h>

#include "cli/as_of.h"
#include "cli/context.h"
#include "cli/match_answer.h"
#include "cli/places.h"
#include "cli/themes.h"
#include "cli/usage.h"
#include "importers/text/source_text.h"
#include "queries/recommend/match.h"

namespace citygraph::cli {
namespace {

struct MatchArguments {
  std::string city;
  std::vector<std::string> themes;
  std::string as = "peer";
  std::vector<std::string> countries;
  std::vector<std::string> regions;
  std::vector<std::string> excluded;
  std::size_t top = 10;
  bool known_partners = false;
  std::string batch;
};

queries::WantedAs ReadAs(const std::string& as) {
  return as == "mentor"   ? queries::WantedAs::kMentor
         : as == "mentee" ? queries::WantedAs::kMentee
                          : queries::WantedAs::kPeer;
}

// All of the request but the city. May add to the graph a theme that no exchange is about.
Result<queries::MatchRequest> ReadRequest(const MatchArguments& arguments, const GraphView& view,
                                          queries::CityGraph& graph) {
  queries::MatchRequest request{
      .as = ReadAs(arguments.as), .known_partners = arguments.known_partners, .top = arguments.top};
  for (const std::string& text : arguments.themes) {
    CITYGRAPH_TRY(const std::size_t theme, FindThemeIn(view, graph, text));
    if (std::ranges::find(request.themes, theme) == request.themes.end())
      request.themes.push_back(theme);
  }
  for (const std::string& text : arguments.countries)
    CITYGRAPH_TRY(AddCountry(view, graph, text, request.only));
  for (const std::string& text : arguments.regions)
    CITYGRAPH_TRY(AddRegion(view, graph, text, request.only));
  for (const std::string& text : arguments.excluded)
    CITYGRAPH_TRY(AddAnyPlace(view, graph, text, request.excluded));
  return request;
}

// "Durban<TAB>ZA" a line; a line for each on stdout, at once.
Status RunBatch(const MatchArguments& arguments, queries::MatchRequest request,
                const GraphView& view, const queries::CityGraph& graph,
                const queries::Matcher& matcher) {
  CITYGRAPH_TRY(const importers::SourceText source, importers::ReadSource(arguments.batch));
  for (const std::string_view line : importers::SplitLines(source.text)) {
    if (line.empty()) continue;
    const std::size_t tab = line.find('\t');
    const std::string name(line.substr(0, tab));
    const std::string country(tab == std::string_view::npos ? std::string_view()
                                                            : line.substr(tab + 1));
    ValueMap answer{{"city", name}, {"country", country.empty() ? Value() : Value(country)}};
    const auto place = FindCityIn(view, graph, country.empty() ? name : name + ", " + country);
    if (place) {
      request.city = *place;
      CITYGRAPH_TRY(ValueList matches, MatchesToValue(view, graph, matcher.Find(request)));
      answer.Put("matches", std::move(matches));
    } else {
      // Each line says for itself what was not found; the others are answered.
      if (ExitCodeFor(place.error()) != kNotFoundOrAmbiguous) return Fail(place.error());
      answer.Put("matches", ValueList());
      answer.Put("error", place.error().message);
      answer.Put("candidates",
                 ValueList(place.error().candidates.begin(), place.error().candidates.end()));
    }
    Print({.rows = {answer}}, {.format = OutputFormat::kJsonl});
  }
  return {};
}

Status RunMatch(const MatchArguments& arguments, Context& context) {
  CITYGRAPH_TRY(const auto graph, context.OpenToRead());
  CITYGRAPH_TRY(const auto view, ReadAsOf(*graph, context));
  CITYGRAPH_TRY(queries::CityGraph cities, queries::CityGraph::Load(*view));
  CITYGRAPH_TRY(queries::MatchRequest request, ReadRequest(arguments, *view, cities));
  const queries::Matcher matcher(cities);
  if (!arguments.batch.empty())
    return RunBatch(arguments, std::move(request), *view, cities, matcher);
  CITYGRAPH_TRY(request.city, FindCityIn(*view, cities, arguments.city));
  const std::vector<queries::Match> found = matcher.Find(request);
  CITYGRAPH_TRY(const ValueList matches, MatchesToValue(*view, cities, found));
  switch (context.output.format) {
    case OutputFormat::kTable:
      PrintMatches(found, matches, Display(cities.places[request.city]));
      break;
    case OutputFormat::kJson:
    case OutputFormat::kJsonl: {
      Answer answer;
      for (const Value& match : matches) answer.rows.push_back(*match.AsMap());
      Print(answer, context.output);
      break;
    }
    case OutputFormat::kCsv:
    case OutputFormat::kTsv:
    case OutputFormat::kMarkdown:
      Print(MatchesToAnswer(matches), context.output);
      break;
  }
  return {};
}

}  // namespace

void AddMatchCommand(CLI::App& app, Context& context) {
  const auto arguments = std::make_shared<MatchArguments>();
  CLI::App* command = app.add_subcommand(
      "match", "Which cities could be matched with a city for a new exchange, and why");
  command->add_option("CITY", arguments->city,
                      "The city that seeks a partner: \"Durban\" or \"Santa Fe, AR\"");
  command
      ->add_option(
          "--theme", arguments->themes,
          "What it is to be about (more than one: repeat); default: what the city has worked on")
      ->allow_extra_args(false);
  command->add_option("--as", arguments->as, "What the partner is to be: mentor, mentee or peer")
      ->transform(OneOf({"mentor", "mentee", "peer"}))
      ->capture_default_str();
  command
      ->add_option("--country", arguments->countries,
                   "Only partners in this country (repeat for more)")
      ->allow_extra_args(false);
  command
      ->add_option("--region", arguments->regions,
                   "Only partners in this part of the world or of a country: \"West Africa\", "
                   "\"Gauteng\" (repeat for more)")
      ->allow_extra_args(false);
  command
      ->add_option("--not", arguments->excluded,
                   "Not this city, or none in this country, region or area (repeat for more)")
      ->allow_extra_args(false);
  command->add_option("--top", arguments->top, "At most so many")
      ->check(WholeNumber(1, 100'000))
      ->capture_default_str();
  command->add_flag("--known-partners", arguments->known_partners,
                    "Also cities that it has met before");
  command->add_option(
      "--batch", arguments->batch,
      "Match many: a file (or -) with NAME<TAB>COUNTRY CODE a line; answers a JSON line each");
  AddAsOf(*command, context);
  command->footer(
      "Examples:\n  citygraph match Durban\n  citygraph match Barcelona --theme 'public space' "
      "--as mentor --top 5\n"
      "  citygraph match 'Santa Fe, AR' --region 'Latin America' --not Brazil --format json");
  command->callback([arguments, &context] {
    if (arguments->city.empty() == arguments->batch.empty()) {
      throw CLI::ValidationError("CITY", arguments->city.empty()
                                             ? "match needs a city, or --batch FILE"
                                             : "match takes a city or --batch FILE, not both");
    }
    context.run = [arguments, &context] { return RunMatch(*arguments, context); };
  });
}

}  // namespace citygraph::cli
