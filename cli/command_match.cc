// citygraph match CITY : which cities could be matched for a new exchange, and why.
#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "cli/context.h"
#include "cli/facts.h"
#include "importers/text/source_text.h"
#include "queries/questions/find.h"
#include "queries/recommend/match.h"

namespace citygraph::cli {
namespace {

struct MatchArguments {
  std::string city;
  std::vector<std::string> themes;
  std::string as = "peer";
  std::vector<std::string> countries;
  std::vector<std::string> excluded;
  std::size_t top = 10;
  bool known_partners = false;
  std::string batch;
};

constexpr std::size_t kEvidenceShown = 10;  // participations under one reason

Result<queries::WantedAs> ReadAs(const std::string& as) {
  if (as == "peer") return queries::WantedAs::kPeer;
  if (as == "mentor") return queries::WantedAs::kMentor;
  if (as == "mentee") return queries::WantedAs::kMentee;
  return Fail(ErrorCode::kInvalidInput,
              fmt::format("\"{}\" is none of mentor, mentee and peer", as));
}

Result<ValueMap> MatchToValue(const GraphView& view, const queries::CityGraph& graph,
                              const queries::Match& match, std::int64_t rank) {
  const queries::PlaceFacts& place = graph.places[match.place];
  ValueList reasons;
  for (const queries::MatchReason& reason : match.reasons) {
    ValueList evidence;
    for (const queries::Participation& part : reason.evidence) {
      if (evidence.size() == kEvidenceShown) break;
      CITYGRAPH_TRY(ValueMap fact, ToValue(view, graph, part));
      const Value value = std::move(fact);
      if (std::ranges::find(evidence, value) == evidence.end()) evidence.push_back(value);
    }
    reasons.push_back(ValueMap{{"kind", reason.kind},
                               {"text", reason.text},
                               {"weight", std::round(reason.weight * 1e4) / 1e4},
                               {"evidence", std::move(evidence)}});
  }
  return ValueMap{{"rank", rank},
                  {"city", place.name},
                  {"country", place.country.empty() ? Value() : Value(place.country)},
                  {"geonameid", place.geonameid == 0 ? Value() : Value(place.geonameid)},
                  {"score", std::round(match.score * 1e4) / 1e4},
                  {"reasons", std::move(reasons)},
                  {"cautions", ValueList(match.cautions.begin(), match.cautions.end())}};
}

Result<ValueList> MatchesOf(const GraphView& view, const queries::CityGraph& graph,
                            const queries::Matcher& matcher, const queries::MatchRequest& request) {
  ValueList matches;
  for (const queries::Match& match : matcher.Find(request)) {
    CITYGRAPH_TRY(ValueMap value, MatchToValue(view, graph, match, std::ssize(matches) + 1));
    matches.push_back(std::move(value));
  }
  return matches;
}

// "Durban<TAB>ZA" a line; a line for each on stdout, at once.
Status RunBatch(const MatchArguments& arguments, queries::MatchRequest request,
                const GraphView& view, const queries::CityGraph& graph,
                const queries::Matcher& matcher, Context& context) {
  CITYGRAPH_TRY(const importers::SourceText source, importers::ReadSource(arguments.batch));
  Context json = context;
  json.output.format = OutputFormat::kJsonl;
  for (const std::string_view line : importers::SplitLines(source.text)) {
    if (line.empty()) continue;
    const std::size_t tab = line.find('\t');
    const std::string name(line.substr(0, tab));
    const std::string country(tab == std::string_view::npos ? std::string_view()
                                                            : line.substr(tab + 1));
    ValueMap answer{{"city", name}, {"country", country}};
    const auto place = FindPlaceIn(view, graph, country.empty() ? name : name + ", " + country);
    if (place) {
      request.city = *place;
      CITYGRAPH_TRY(ValueList matches, MatchesOf(view, graph, matcher, request));
      answer.Put("matches", std::move(matches));
    } else {
      if (ExitCodeFor(place.error()) != kNotFoundOrAmbiguous) return Fail(place.error());
      answer.Put("matches", ValueList());
      answer.Put("error", place.error().message);
      answer.Put("candidates",
                 ValueList(place.error().candidates.begin(), place.error().candidates.end()));
      context.exit_code = kNotFoundOrAmbiguous;
    }
    Print({.rows = {answer}}, json.output);
  }
  context.exit_code = kDone;  // each line says for itself what was not found
  return {};
}

void PrintMatches(const ValueList& matches, const std::string& city) {
  if (matches.empty()) fmt::print("No city fits {} under these conditions.\n", city);
  for (const Value& value : matches) {
    const ValueMap& match = *value.AsMap();
    const std::string country = StringOr(match, "country");
    fmt::print("{:>2}. {}{}   score {:.2f}\n", IntegerOr(match, "rank"), StringOr(match, "city"),
               country.empty() ? "" : fmt::format(" ({})", country), NumberOr(match, "score"));
    for (const Value& each : *match.Find("reasons")->AsList()) {
      const ValueMap& reason = *each.AsMap();
      fmt::print("      +{:.2f} {}", NumberOr(reason, "weight"), StringOr(reason, "text"));
      const ValueList& evidence = *reason.Find("evidence")->AsList();
      if (!evidence.empty() && StringOr(reason, "kind") != "experience") {
        const ValueMap& first = *evidence.front().AsMap();
        fmt::print("\n            {}", StringOr(first, "title"));
        if (IntegerOr(first, "year") != 0) fmt::print(", {}", IntegerOr(first, "year"));
        const ValueList& sources = *first.Find("evidence")->AsList();
        if (!sources.empty()) {
          const ValueMap& source = *sources.front().AsMap();
          fmt::print("  [{}:{}]", StringOr(source, "document"), IntegerOr(source, "line"));
        }
        if (evidence.size() > 1) fmt::print(" and {} more", evidence.size() - 1);
      }
      fmt::print("\n");
    }
    for (const Value& caution : *match.Find("cautions")->AsList())
      fmt::print("      but   {}\n", *caution.AsString());
  }
}

Status RunMatch(const MatchArguments& arguments, Context& context) {
  CITYGRAPH_TRY(const auto graph, context.OpenToRead());
  CITYGRAPH_TRY(const auto view, graph->Read());
  CITYGRAPH_TRY(const queries::CityGraph cities, queries::CityGraph::Load(*view));
  queries::MatchRequest request{.known_partners = arguments.known_partners, .top = arguments.top};
  CITYGRAPH_TRY(request.as, ReadAs(arguments.as));
  for (const std::string& text : arguments.themes) {
    CITYGRAPH_TRY(const Node theme, queries::FindTheme(*view, text));
    request.themes.push_back(cities.theme_at.at(Raw(theme.id)));
  }
  for (const std::string& text : arguments.countries) {
    CITYGRAPH_TRY(const std::size_t country, FindPlaceIn(*view, cities, text));
    request.countries.push_back(cities.places[country].country);
  }
  for (const std::string& text : arguments.excluded) {
    CITYGRAPH_TRY(const std::size_t place, FindPlaceIn(*view, cities, text));
    if (cities.places[place].label == "Country") {
      request.excluded_countries.push_back(cities.places[place].country);
    } else {
      request.excluded.push_back(place);
    }
  }
  const queries::Matcher matcher(cities);
  if (!arguments.batch.empty())
    return RunBatch(arguments, std::move(request), *view, cities, matcher, context);
  CITYGRAPH_TRY(request.city, FindPlaceIn(*view, cities, arguments.city));
  if (const queries::PlaceFacts& asked = cities.places[request.city]; asked.label != "City") {
    return Fail({.code = ErrorCode::kNotFound,
                 .message = fmt::format("\"{}\" is a {}, not a city", asked.name, asked.label),
                 .hint = "name the city that seeks a partner"});
  }
  CITYGRAPH_TRY(const ValueList matches, MatchesOf(*view, cities, matcher, request));
  if (context.output.format == OutputFormat::kTable) {
    PrintMatches(matches, Display(cities.places[request.city]));
    return {};
  }
  Answer answer{.columns = {{"rank", "Rank"},
                            {"city", "City"},
                            {"country", "Country"},
                            {"score", "Score"},
                            {"why", "Why"},
                            {"cautions", "But"}}};
  for (const Value& match : matches) {
    ValueMap row = *match.AsMap();
    if (context.output.format != OutputFormat::kJson &&
        context.output.format != OutputFormat::kJsonl) {
      ValueList why;
      for (const Value& reason : *row.Find("reasons")->AsList())
        why.push_back(*reason.AsMap()->Find("text"));
      row.Put("why", std::move(why));
    }
    answer.rows.push_back(std::move(row));
  }
  Print(answer, context.output);
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
      ->check(CLI::IsMember({"mentor", "mentee", "peer"}))
      ->capture_default_str();
  command
      ->add_option("--country", arguments->countries,
                   "Only partners in this country (repeat for more)")
      ->allow_extra_args(false);
  command
      ->add_option("--not", arguments->excluded,
                   "Not this city, or none in this country (repeat for more)")
      ->allow_extra_args(false);
  command->add_option("--top", arguments->top, "At most so many")
      ->check(CLI::Range(1, 100'000))
      ->capture_default_str();
  command->add_flag("--known-partners", arguments->known_partners,
                    "Also cities that it has met before");
  command->add_option(
      "--batch", arguments->batch,
      "Match many: a file (or -) with NAME<TAB>COUNTRY CODE a line; answers a JSON line each");
  command->footer(
      "Examples:\n  citygraph match Durban\n  citygraph match Barcelona --theme 'public space' "
      "--as mentor --top 5\n"
      "  citygraph match 'Santa Fe, AR' --not Brazil --format json");
  command->callback([arguments, &context] {
    if (arguments->city.empty() && arguments->batch.empty())
      throw CLI::RequiredError("CITY, or --batch FILE,");
    context.run = [arguments, &context] { return RunMatch(*arguments, context); };
  });
}

}  // namespace citygraph::cli
