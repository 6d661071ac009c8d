#include "cli/facts.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

namespace citygraph::cli {
namespace {

// Two digits are what our confidences mean.
double Rounded(double confidence) { return std::round(confidence * 1000) / 1000; }

Value OrNull(const std::string& text) { return text.empty() ? Value() : Value(text); }

ValueList Strings(const std::vector<std::string>& texts) { return {texts.begin(), texts.end()}; }

ValueMap ToValue(const importers::PlaceMention& mention, const importers::Gazetteer& gazetteer) {
  ValueMap map{{"start", mention.span.start}, {"end", mention.span.end}, {"text", mention.text}};
  if (mention.place) {
    const importers::Place place = gazetteer.At(*mention.place);
    map.Put("name", place.name);
    map.Put("kind", importers::KindName(place.kind));
    map.Put("country", OrNull(std::string(place.country)));
    map.Put("geonameid", place.geonameid == 0 ? Value() : Value(place.geonameid));
    map.Put("lat", place.lat);
    map.Put("lon", place.lon);
  } else {
    map.Put("name", mention.name.empty() ? mention.text : mention.name);
    map.Put("kind", importers::KindName(mention.kind));
    map.Put("country", OrNull(mention.country));
    map.Put("geonameid", nullptr);
    map.Put("lat", nullptr);
    map.Put("lon", nullptr);
  }
  map.Put("role", importers::RoleName(mention.role));
  map.Put("confidence", Rounded(mention.confidence));
  map.Put("role_rule", OrNull(mention.role_rule));
  map.Put("role_confidence", Rounded(mention.role_confidence));
  map.Put("why", Strings(mention.why));
  ValueList candidates;
  for (const importers::PlaceCandidate& other : mention.other) {
    const importers::Place place = gazetteer.At(other.place);
    candidates.push_back(
        ValueMap{{"name", place.name},
                 {"kind", importers::KindName(place.kind)},
                 {"country", OrNull(std::string(place.country))},
                 {"geonameid", place.geonameid == 0 ? Value() : Value(place.geonameid)},
                 {"probability", Rounded(other.probability)},
                 {"why_not", other.why}});
  }
  map.Put("candidates", std::move(candidates));
  return map;
}

std::string NameOf(const importers::PlaceMention& mention, const importers::Gazetteer& gazetteer) {
  if (mention.place) return std::string(gazetteer.At(*mention.place).name);
  return mention.name.empty() ? mention.text : mention.name;
}

ValueList ToValue(const std::vector<importers::ThemeMention>& mentions,
                  const importers::ThemeVocabulary& vocabulary) {
  ValueList themes;
  for (const importers::ThemeMention& mention : mentions) {
    const importers::Theme& theme = vocabulary[mention.theme];
    themes.push_back(ValueMap{{"start", mention.span.start},
                              {"end", mention.span.end},
                              {"text", mention.text},
                              {"theme", theme.id},
                              {"sdgs", ValueList(theme.sdgs.begin(), theme.sdgs.end())}});
  }
  return themes;
}

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

ValueMap ToValue(const importers::RowDraft& row, const importers::Knowledge& knowledge) {
  ValueMap map{
      {"line", row.line}, {"text", row.text}, {"verdict", importers::VerdictName(row.verdict)}};
  if (!row.reason.empty()) map.Put("reason", row.reason);
  map.Put("series", OrNull(row.series));
  map.Put("number", row.number ? Value(*row.number) : Value());
  map.Put("title", OrNull(row.title));
  map.Put("language", row.language ? Value(importers::LanguageCode(*row.language)) : Value());
  map.Put("event", OrNull(row.event));
  map.Put("type", OrNull(row.type));
  map.Put("year", row.year ? Value(*row.year) : Value());
  ValueList places;
  for (const importers::PlaceMention& mention : row.places)
    places.push_back(ToValue(mention, knowledge.gazetteer));
  map.Put("places", std::move(places));
  ValueList pairs;
  for (const auto& [a, b] : row.pairs) {
    pairs.push_back(ValueList{NameOf(row.places[a], knowledge.gazetteer),
                              NameOf(row.places[b], knowledge.gazetteer)});
  }
  if (row.subject) {
    for (const importers::PlaceMention& mention : row.places) {
      if (!importers::TakesPart(mention.role)) continue;
      pairs.push_back(ValueList{NameOf(*row.subject, knowledge.gazetteer),
                                NameOf(mention, knowledge.gazetteer)});
    }
  }
  map.Put("pairs", std::move(pairs));
  map.Put("themes", ToValue(row.themes, knowledge.themes.vocabulary()));
  ValueList sdgs;
  for (const importers::SdgMention& sdg : row.sdgs) {
    sdgs.push_back(
        ValueMap{{"goal", sdg.goal}, {"explicit", sdg.is_explicit}, {"why", ValueList{sdg.why}}});
  }
  map.Put("sdgs", std::move(sdgs));
  return map;
}

ValueMap ToValue(const importers::DocumentDraft& draft, const importers::Knowledge& knowledge) {
  ValueList mentions;
  for (const importers::PlaceMention& mention : draft.places)
    mentions.push_back(ToValue(mention, knowledge.gazetteer));
  ValueList sdgs;
  for (const importers::GoalMention& goal : draft.goals) {
    sdgs.push_back(ValueMap{{"goal", goal.goal},
                            {"explicit", goal.is_explicit},
                            {"confidence", goal.confidence},
                            {"why", Strings(goal.why)}});
  }
  return {{"id", draft.id},
          {"mentions", std::move(mentions)},
          {"themes", ToValue(draft.themes, knowledge.themes.vocabulary())},
          {"sdgs", std::move(sdgs)}};
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
