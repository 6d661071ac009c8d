#include "cli/match_answer.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "cli/facts.h"

namespace citygraph::cli {
namespace {

constexpr std::size_t kEvidenceShown = 10;  // participations under one reason

double Rounded(double number) { return std::round(number * 1e4) / 1e4; }

Result<ValueList> EvidenceOf(const GraphView& view, const queries::CityGraph& graph,
                             const queries::MatchReason& reason) {
  ValueList evidence;
  for (const queries::Participation& part : reason.evidence) {
    if (evidence.size() == kEvidenceShown) break;
    CITYGRAPH_TRY(ValueMap fact, ToValue(view, graph, part));
    ValueList themes;
    for (const std::size_t theme : graph.exchanges[part.exchange].themes)
      themes.push_back(graph.themes[theme].name);
    fact.Put("themes", std::move(themes));
    evidence.push_back(std::move(fact));
  }
  if (reason.from_gazetteer) {
    evidence.push_back(ValueMap{
        {"evidence", ToValue(std::vector<Evidence>{
                         {.document = "gazetteer", .rule = "gazetteer", .confidence = 1}})}});
  }
  return evidence;
}

// "Climate Resilience …, 2018 [list.txt:33] and 2 more": the first of `in_all` for a reason.
std::string FirstEvidence(const ValueMap& reason, std::size_t in_all) {
  const ValueList& evidence = *reason.Find("evidence")->AsList();
  if (evidence.empty()) return "";
  const ValueMap& first = *evidence.front().AsMap();
  std::string text = StringOr(first, "title");
  if (text.empty()) return "";
  if (IntegerOr(first, "year") != 0) text += fmt::format(", {}", IntegerOr(first, "year"));
  const ValueList& sources = *first.Find("evidence")->AsList();
  if (!sources.empty()) {
    const ValueMap& source = *sources.front().AsMap();
    text += fmt::format("  [{}:{}]", StringOr(source, "document"), IntegerOr(source, "line"));
  }
  if (in_all > 1) text += fmt::format(" and {} more", in_all - 1);
  return text;
}

// "city-networks.csv:12", each source of all reasons once.
std::string Sources(const ValueList& reasons) {
  std::vector<std::string> all;
  for (const Value& reason : reasons) {
    for (const Value& part : *reason.AsMap()->Find("evidence")->AsList()) {
      const ValueList& sources = *part.AsMap()->Find("evidence")->AsList();
      if (sources.empty()) continue;
      const ValueMap& first = *sources.front().AsMap();
      const std::int64_t line = IntegerOr(first, "line");
      std::string cited = StringOr(first, "document");
      if (line > 0) cited += fmt::format(":{}", line);
      if (std::ranges::find(all, cited) == all.end()) all.push_back(std::move(cited));
    }
  }
  return fmt::format("{}", fmt::join(all, "; "));
}

}  // namespace

Result<ValueList> MatchesToValue(const GraphView& view, const queries::CityGraph& graph,
                                 const std::vector<queries::Match>& matches) {
  ValueList values;
  for (const queries::Match& match : matches) {
    const queries::PlaceFacts& place = graph.places[match.place];
    ValueList reasons;
    for (const queries::MatchReason& reason : match.reasons) {
      CITYGRAPH_TRY(ValueList evidence, EvidenceOf(view, graph, reason));
      reasons.push_back(ValueMap{{"kind", reason.kind},
                                 {"text", reason.text},
                                 {"weight", Rounded(reason.weight)},
                                 {"evidence", std::move(evidence)}});
    }
    values.push_back(
        ValueMap{{"rank", std::ssize(values) + 1},
                 {"city", place.name},
                 {"country", place.country.empty() ? Value() : Value(place.country)},
                 {"geonameid", place.geonameid == 0 ? Value() : Value(place.geonameid)},
                 {"score", Rounded(match.score)},
                 {"reasons", std::move(reasons)},
                 {"cautions", ValueList(match.cautions.begin(), match.cautions.end())}});
  }
  return values;
}

Answer MatchesToAnswer(const ValueList& matches) {
  Answer answer{.columns = {{"rank", "Rank"},
                            {"city", "City"},
                            {"country", "Country"},
                            {"score", "Score"},
                            {"why", "Why"},
                            {"but", "But"},
                            {"evidence", "Evidence"}}};
  for (const Value& match : matches) {
    ValueMap row = *match.AsMap();
    const ValueList& reasons = *row.Find("reasons")->AsList();
    std::vector<std::string> why;
    for (const Value& reason : reasons) why.push_back(StringOr(*reason.AsMap(), "text"));
    std::vector<std::string> but;
    for (const Value& caution : *row.Find("cautions")->AsList()) but.push_back(*caution.AsString());
    row.Put("evidence", Sources(reasons));
    row.Put("why", fmt::format("{}", fmt::join(why, "; ")));
    row.Put("but", fmt::format("{}", fmt::join(but, "; ")));
    answer.rows.push_back(std::move(row));
  }
  return answer;
}

void PrintMatches(const std::vector<queries::Match>& matches, const ValueList& values,
                  const std::string& city) {
  if (matches.empty()) fmt::print("No city fits {} under these conditions.\n", city);
  for (std::size_t i = 0; i < matches.size(); ++i) {
    const ValueMap& match = *values[i].AsMap();
    const std::string country = StringOr(match, "country");
    fmt::print("{:>2}. {}{}   score {:.2f}\n", IntegerOr(match, "rank"), StringOr(match, "city"),
               country.empty() ? "" : fmt::format(" ({})", country), NumberOr(match, "score"));
    const ValueList& reasons = *match.Find("reasons")->AsList();
    for (std::size_t j = 0; j < reasons.size(); ++j) {
      const queries::MatchReason& reason = matches[i].reasons[j];
      fmt::print("      {:+.2f} {}\n", reason.weight, reason.text);
      if (reason.kind == "experience" || reason.kind == "country") continue;  // it says how many
      const std::string evidence = FirstEvidence(*reasons[j].AsMap(), reason.evidence.size());
      if (!evidence.empty()) fmt::print("            {}\n", evidence);
    }
    for (const Value& caution : *match.Find("cautions")->AsList())
      fmt::print("      but   {}\n", *caution.AsString());
  }
}

}  // namespace citygraph::cli
