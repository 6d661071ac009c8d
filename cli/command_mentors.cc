// citygraph mentors [CITY] : who mentored whom, how sure, and why.
#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "cli/as_of.h"
#include "cli/context.h"
#include "cli/facts.h"
#include "cli/places.h"
#include "cli/usage.h"
#include "queries/questions/find.h"
#include "queries/questions/in_cypher.h"
#include "queries/questions/mentors.h"

namespace citygraph::cli {
namespace {

struct MentorsArguments {
  std::string city;
  int depth = 1;
};

// A rule in words, and where it was read.
std::string Why(const Evidence& evidence) {
  const std::string rule =
      evidence.rule == "mentoring-word-order"
          ? "a mentoring report; who mentored whom rests on the order of words alone"
      : evidence.rule == "role-column" ? "the table gives their roles"
                                       : "the text says so (" + evidence.rule + ")";
  return fmt::format("{}, {}:{}", rule, evidence.document, evidence.line);
}

// All that says it; the surest comes first.
std::string Why(const std::vector<Evidence>& evidence) {
  if (evidence.empty()) return "put in by hand";
  std::string why = Why(evidence.front());
  for (std::size_t i = 1; i < evidence.size(); ++i) {
    why += fmt::format("; also {} ({:.0f} %)", Why(evidence[i]), evidence[i].confidence * 100);
  }
  return why;
}

// Whether the mentees or the mentors of the city led here.
Value ChainName(queries::Chain chain) {
  return chain == queries::Chain::kMentees   ? Value("mentees")
         : chain == queries::Chain::kMentors ? Value("mentors")
                                             : Value();
}

Status RunMentors(const MentorsArguments& arguments, Context& context) {
  CITYGRAPH_TRY(const auto graph, context.OpenToRead());
  CITYGRAPH_TRY(const auto view, ReadAsOf(*graph, context));
  std::optional<Node> city;
  if (!arguments.city.empty()) {
    Result<Node> found = queries::FindPlace(*view, arguments.city);
    if (!found) return Fail(WithGazetteer(std::move(found.error()), arguments.city));
    city = std::move(*found);
  }
  context.Explain(queries::MentoringsInCypher(city, arguments.depth));
  const auto id = city ? std::optional(city->id) : std::nullopt;
  CITYGRAPH_TRY(const auto mentorings, queries::FindMentorings(*view, id, arguments.depth));
  Answer answer{
      .columns = {{"mentor", "Mentor"},
                  {"mentee", "Mentee"},
                  {"title", "Exchange"},
                  {"year", "Year"},
                  {"depth", "Steps"},
                  {"confidence", "Sure"},
                  {"why", "Why"}},
      .empty_text =
          city ? StringOr(city->properties, "name") +
                     " mentored no city and was mentored by none, as far as this graph knows."
               : "No mentoring is known in this graph."};
  if (city && arguments.depth > 1)
    answer.columns.insert(answer.columns.begin() + 5, {"chain", "By"});
  for (const queries::Mentoring& each : mentorings) {
    answer.rows.push_back({{"mentor", StringOr(each.mentor.properties, "name")},
                           {"mentee", StringOr(each.mentee.properties, "name")},
                           {"exchange", each.exchange},
                           {"title", each.title.empty() ? each.exchange : each.title},
                           {"year", each.year ? Value(*each.year) : Value()},
                           {"depth", each.depth},
                           {"chain", ChainName(each.chain)},
                           {"confidence", std::round(each.confidence * 1000) / 1000},
                           {"why", Why(each.evidence)},
                           {"evidence", ToValue(each.evidence)}});
  }
  Print(answer, context.output);
  return {};
}

}  // namespace

void AddMentorsCommand(CLI::App& app, Context& context) {
  const auto arguments = std::make_shared<MentorsArguments>();
  CLI::App* command = app.add_subcommand("mentors", "Who mentored whom, how sure that is, and why");
  command->add_option("CITY", arguments->city, "Only those of this city");
  command->add_option("--depth", arguments->depth, "Steps to follow: 2 adds the mentees of mentees")
      ->check(WholeNumber(1, 20))
      ->capture_default_str();
  AddAsOf(*command, context);
  command->footer(
      "Examples:\n  citygraph mentors\n  citygraph mentors Johannesburg --depth 3\n  citygraph "
      "mentors --format csv");
  command->callback([arguments, &context] {
    context.run = [arguments, &context] { return RunMentors(*arguments, context); };
  });
}

}  // namespace citygraph::cli
