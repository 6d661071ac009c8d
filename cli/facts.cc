#include "cli/facts.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

namespace citygraph::cli {
namespace {

// Two digits are what our confidences mean.
double Rounded(double confidence) { return std::round(confidence * 1000) / 1000; }

}  // namespace

ValueMap ToValue(const Evidence& evidence) {
  ValueMap map{{"document", evidence.document}, {"line", evidence.line},
               {"start", evidence.start},       {"end", evidence.end},
               {"rule", evidence.rule},         {"confidence", Rounded(evidence.confidence)}};
  if (!evidence.person.empty()) map.Put("person", evidence.person);
  if (!evidence.date.empty()) map.Put("date", evidence.date);
  return map;
}

ValueList ToValue(std::vector<Evidence> evidence) {
  std::ranges::stable_sort(evidence, std::ranges::greater(), &Evidence::confidence);
  ValueList list;
  for (const Evidence& each : evidence) list.push_back(ToValue(each));
  return list;
}

std::string Cite(const Evidence& evidence) {
  if (evidence.line == 0) return fmt::format("{} ({})", evidence.document, evidence.rule);
  return fmt::format("{}:{} ({})", evidence.document, evidence.line, evidence.rule);
}

Result<ValueMap> ToValue(const GraphView& view, const queries::CityGraph& graph,
                         const queries::Participation& part) {
  const queries::ExchangeFacts& exchange = graph.exchanges[part.exchange];
  ValueMap map{{"exchange", exchange.key}, {"title", exchange.title}};
  map.Put("year", exchange.year ? Value(*exchange.year) : Value());
  map.Put("place", graph.places[part.place].name);
  map.Put("role", part.role);
  CITYGRAPH_TRY(const auto relationship, view.RelationshipAt(part.relationship));
  map.Put("evidence", relationship ? ToValue(relationship->evidence) : ValueList());
  return map;
}

}  // namespace citygraph::cli
