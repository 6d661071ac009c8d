#include "cli/extracted.h"

#include <cmath>
#include <string_view>
#include <vector>

#include "engine/encoding/json_writer.h"
#include "engine/model/temporal.h"

namespace citygraph::cli {
namespace {

using importers::Gazetteer;
using importers::Place;
using importers::PlaceMention;

// Three digits are what our confidences mean.
double Rounded(double confidence) { return std::round(confidence * 1000) / 1000; }

void WriteText(JsonWriter& json, std::string_view key, std::string_view text) {
  json.Key(key);
  json.String(text);
}
void WriteTextOrNull(JsonWriter& json, std::string_view key, std::string_view text) {
  json.Key(key);
  json.StringOrNull(text);
}
void WriteNumber(JsonWriter& json, std::string_view key, std::int64_t number) {
  json.Key(key);
  json.Integer(number);
}
void WriteNumber(JsonWriter& json, std::string_view key, double number) {
  json.Key(key);
  json.Float(number);
}
void WriteNumberOrNull(JsonWriter& json, std::string_view key, std::optional<int> number) {
  json.Key(key);
  number ? json.Integer(*number) : json.Null();
}
void WriteTexts(JsonWriter& json, std::string_view key, const std::vector<std::string>& texts) {
  json.Key(key);
  json.BeginList();
  for (const std::string& each : texts) json.String(each);
  json.EndList();
}
void WriteSpan(JsonWriter& json, importers::Span span) {
  WriteNumber(json, "start", std::int64_t{span.start});
  WriteNumber(json, "end", std::int64_t{span.end});
}
void WriteGeonameId(JsonWriter& json, const Place& place) {
  json.Key("geonameid");
  place.geonameid == 0 ? json.Null() : json.Integer(place.geonameid);
}

std::string_view NameOf(const PlaceMention& mention, const Gazetteer& gazetteer) {
  if (mention.place) return gazetteer.At(*mention.place).name;
  return mention.name.empty() ? mention.text : mention.name;
}

void WritePlaceFields(JsonWriter& json, const PlaceMention& mention, const Gazetteer& gazetteer) {
  WriteSpan(json, mention.span);
  WriteText(json, "text", mention.text);
  if (mention.place) {
    const Place place = gazetteer.At(*mention.place);
    WriteText(json, "name", place.name);
    WriteText(json, "kind", importers::KindName(place.kind));
    WriteTextOrNull(json, "country", place.country);
    WriteGeonameId(json, place);
    WriteNumber(json, "lat", place.lat);
    WriteNumber(json, "lon", place.lon);
  } else {
    WriteText(json, "name", NameOf(mention, gazetteer));
    WriteText(json, "kind", importers::KindName(mention.kind));
    WriteTextOrNull(json, "country", mention.country);
    for (const std::string_view key : {"geonameid", "lat", "lon"}) WriteTextOrNull(json, key, {});
  }
  WriteText(json, "role", importers::RoleName(mention.role));
  WriteNumber(json, "confidence", Rounded(mention.confidence));
  WriteTextOrNull(json, "role_rule", mention.role_rule);
  WriteNumber(json, "role_confidence", Rounded(mention.role_confidence));
  WriteTexts(json, "why", TextsOf(mention.why));
  json.Key("candidates");
  json.BeginList();
  for (const importers::PlaceCandidate& other : mention.other) {
    const Place place = gazetteer.At(other.place);
    json.BeginObject();
    WriteText(json, "name", place.name);
    WriteText(json, "kind", importers::KindName(place.kind));
    WriteTextOrNull(json, "country", place.country);
    WriteGeonameId(json, place);
    WriteNumber(json, "probability", Rounded(other.probability));
    WriteText(json, "why_not", other.why.Text());
    json.EndObject();
  }
  json.EndList();
}

void WritePlace(JsonWriter& json, const PlaceMention& mention, const Gazetteer& gazetteer) {
  json.BeginObject();
  WritePlaceFields(json, mention, gazetteer);
  json.EndObject();
}

void WritePlaces(JsonWriter& json, std::string_view key, const std::vector<PlaceMention>& places,
                 const Gazetteer& gazetteer) {
  json.Key(key);
  json.BeginList();
  for (const PlaceMention& mention : places) WritePlace(json, mention, gazetteer);
  json.EndList();
}

void WritePair(JsonWriter& json, std::string_view first, std::string_view second) {
  json.BeginList();
  json.String(first);
  json.String(second);
  json.EndList();
}

void WritePairs(JsonWriter& json, const importers::RowDraft& row, const Gazetteer& gazetteer) {
  json.Key("pairs");
  json.BeginList();
  for (const auto& [a, b] : row.pairs)
    WritePair(json, NameOf(row.places[a], gazetteer), NameOf(row.places[b], gazetteer));
  for (const PlaceMention& mention : row.places) {
    if (row.subject && importers::TakesPart(mention.role))
      WritePair(json, NameOf(*row.subject, gazetteer), NameOf(mention, gazetteer));
  }
  json.EndList();
}

void WriteThemes(JsonWriter& json, const std::vector<importers::ThemeMention>& mentions,
                 const importers::ThemeVocabulary& vocabulary) {
  json.Key("themes");
  json.BeginList();
  for (const importers::ThemeMention& mention : mentions) {
    const importers::Theme& theme = vocabulary[mention.theme];
    json.BeginObject();
    WriteSpan(json, mention.span);
    WriteText(json, "text", mention.text);
    WriteText(json, "theme", theme.id);
    json.Key("sdgs");
    json.BeginList();
    for (const int goal : theme.sdgs) json.Integer(goal);
    json.EndList();
    WriteNumber(json, "confidence", Rounded(mention.confidence));
    json.EndObject();
  }
  json.EndList();
}

void WriteGoalHead(JsonWriter& json, int goal, bool is_explicit) {
  WriteNumber(json, "goal", std::int64_t{goal});
  json.Key("explicit");
  json.Boolean(is_explicit);
}

}  // namespace

void AppendJson(std::string& out, const importers::RowDraft& row,
                const importers::Knowledge& knowledge) {
  JsonWriter json(out);
  json.BeginObject();
  WriteNumber(json, "line", std::int64_t{row.line});
  WriteText(json, "text", row.text);
  WriteText(json, "verdict", importers::VerdictName(row.verdict));
  if (!row.reason.empty()) WriteText(json, "reason", row.reason);
  WriteTextOrNull(json, "series", row.series);
  WriteNumberOrNull(json, "number", row.number);
  WriteTextOrNull(json, "title", row.title);
  WriteTextOrNull(json, "language",
                  row.language ? importers::LanguageCode(*row.language) : std::string_view());
  WriteTextOrNull(json, "event", row.event);
  WriteTextOrNull(json, "type", row.type);
  WriteNumberOrNull(json, "year", row.year);
  if (row.date) WriteText(json, "date", ToText(*row.date));
  // What few rows have.
  if (!row.programme.empty()) WriteText(json, "programme", row.programme);
  if (!row.url.empty()) WriteText(json, "source", row.url);
  if (row.joins) {
    json.Key("joins");
    json.Boolean(true);
  }
  WritePlaces(json, "places", row.places, knowledge.gazetteer);
  if (row.subject) {
    json.Key("subject");
    json.BeginObject();
    WriteNumber(json, "line", std::int64_t{row.subject_line});
    WritePlaceFields(json, *row.subject, knowledge.gazetteer);
    json.EndObject();
  }
  WritePairs(json, row, knowledge.gazetteer);
  WriteThemes(json, row.themes, knowledge.themes.vocabulary());
  json.Key("sdgs");
  json.BeginList();
  for (const importers::SdgMention& sdg : row.sdgs) {
    json.BeginObject();
    WriteGoalHead(json, sdg.goal, sdg.is_explicit);
    if (sdg.is_explicit) WriteSpan(json, sdg.span);
    json.Key("why");
    json.BeginList();
    json.String(sdg.why);
    json.EndList();
    json.EndObject();
  }
  json.EndList();
  json.EndObject();
}

void AppendJson(std::string& out, const importers::DocumentDraft& draft,
                const importers::Knowledge& knowledge) {
  JsonWriter json(out);
  json.BeginObject();
  WriteText(json, "id", draft.id);
  WritePlaces(json, "mentions", draft.places, knowledge.gazetteer);
  WriteThemes(json, draft.themes, knowledge.themes.vocabulary());
  json.Key("sdgs");
  json.BeginList();
  for (const importers::GoalMention& goal : draft.goals) {
    json.BeginObject();
    WriteGoalHead(json, goal.goal, goal.is_explicit);
    WriteNumber(json, "confidence", goal.confidence);
    WriteTexts(json, "why", goal.why);
    json.EndObject();
  }
  json.EndList();
  json.EndObject();
}

}  // namespace citygraph::cli
