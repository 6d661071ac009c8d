#include "importers/graph_jsonl/graph_line.h"

#include <fmt/format.h>

#include <limits>

#include "engine/encoding/exact_json.h"
#include "engine/encoding/json.h"
#include "engine/encoding/records.h"

namespace citygraph::importers {
namespace {

std::unexpected<Error> Wrong(std::string message) {
  return Fail(ErrorCode::kInvalidInput, std::move(message));
}

ValueList ToList(const std::vector<std::string>& texts) { return {texts.begin(), texts.end()}; }

// A text, or a number as a text: other programs number their nodes.
Result<std::string> ReadId(const ValueMap& map, std::string_view key) {
  const Value* value = map.Find(key);
  if (value != nullptr && value->AsMap() != nullptr) value = value->AsMap()->Find("id");
  if (value != nullptr && value->AsString() != nullptr) return *value->AsString();
  if (value != nullptr && value->AsInteger() != nullptr) return std::to_string(*value->AsInteger());
  return Wrong(fmt::format("\"{}\" must hold an id, a text", key));
}

Result<ValueMap> ReadProperties(const ValueMap& map) {
  const Value* value = map.Find("properties");
  if (value == nullptr || value->is_null()) return ValueMap();
  if (value->AsMap() == nullptr) return Wrong("\"properties\" must be a map");
  CITYGRAPH_TRY(ValueMap properties, FromExact(*value->AsMap()));
  for (const MapEntry& entry : properties) {
    if (entry.key.empty()) return Wrong("a property without a name");
    if (Status storable = records::CheckStorable(entry.value); !storable)
      return Wrong(fmt::format("property {}: {}", entry.key, storable.error().message));
  }
  return properties;
}

Result<std::vector<std::string>> ReadTextsOf(const ValueMap& map, std::string_view key) {
  const Value* value = map.Find(key);
  if (value == nullptr) return std::vector<std::string>();
  auto texts = ReadTexts(*value);
  if (!texts) return Wrong(fmt::format("\"{}\" must be a list of texts", key));
  return texts;
}

Result<GraphLine> ReadNode(const ValueMap& map) {
  NodeLine line;
  CITYGRAPH_TRY(line.id, ReadId(map, "id"));
  CITYGRAPH_TRY(line.labels, ReadTextsOf(map, "labels"));
  CITYGRAPH_TRY(line.properties, ReadProperties(map));
  CITYGRAPH_TRY(line.aliases, ReadTextsOf(map, "aliases"));
  for (const std::string& label : line.labels) {
    if (label.empty()) return Wrong("a label without a name");
  }
  return line;
}

Result<GraphLine> ReadRelationship(const ValueMap& map) {
  RelationshipLine line;
  const Value* label = map.Find("label");
  if (label == nullptr || label->AsString() == nullptr || label->AsString()->empty())
    return Wrong("\"label\" must hold the relationship's type, a text");
  line.type = *label->AsString();
  if (map.Find("id") != nullptr) {
    CITYGRAPH_TRY(line.id, ReadId(map, "id"));
  }
  CITYGRAPH_TRY(line.start, ReadId(map, "start"));
  CITYGRAPH_TRY(line.end, ReadId(map, "end"));
  CITYGRAPH_TRY(line.properties, ReadProperties(map));
  if (const Value* evidence = map.Find("evidence")) {
    CITYGRAPH_TRY(line.evidence, ReadEvidence(*evidence));
  }
  return line;
}

std::uint32_t Number(const ValueMap& map, std::string_view key, bool& sound) {
  const std::int64_t number = IntegerOr(map, key);
  sound = sound && number >= 0 && number <= std::numeric_limits<std::uint32_t>::max();
  return static_cast<std::uint32_t>(number);
}

}  // namespace

Result<std::vector<std::string>> ReadTexts(const Value& value) {
  std::vector<std::string> texts;
  if (value.AsList() == nullptr) return Wrong("not a list of texts");
  for (const Value& each : *value.AsList()) {
    if (each.AsString() == nullptr) return Wrong("not a list of texts");
    texts.push_back(*each.AsString());
  }
  return texts;
}

ValueList ToValue(const std::vector<Evidence>& evidence) {
  ValueList list;
  for (const Evidence& each : evidence) {
    ValueMap map{{"document", each.document}, {"line", each.line}, {"start", each.start},
                 {"end", each.end},           {"rule", each.rule}, {"confidence", each.confidence}};
    if (!each.person.empty()) map.Put("person", each.person);
    if (!each.date.empty()) map.Put("date", each.date);
    list.emplace_back(std::move(map));
  }
  return list;
}

Result<std::vector<Evidence>> ReadEvidence(const Value& value) {
  if (value.AsList() == nullptr) return Wrong("\"evidence\" must be a list");
  std::vector<Evidence> evidence;
  for (const Value& each : *value.AsList()) {
    const ValueMap* map = each.AsMap();
    bool sound = map != nullptr;
    if (sound) {
      evidence.push_back({.document = StringOr(*map, "document"),
                          .line = Number(*map, "line", sound),
                          .start = Number(*map, "start", sound),
                          .end = Number(*map, "end", sound),
                          .rule = StringOr(*map, "rule"),
                          .confidence = NumberOr(*map, "confidence"),
                          .person = StringOr(*map, "person"),
                          .date = StringOr(*map, "date")});
      const double confidence = evidence.back().confidence;
      sound = sound && confidence >= 0 && confidence <= 1;
    }
    if (!sound) {
      return Wrong(
          "\"evidence\" must hold maps of document, line, start, end, rule and confidence (0 to "
          "1), person and date");
    }
  }
  return evidence;
}

ValueMap ToValue(const GraphHead& head) {
  ValueList indexes;
  for (const auto& [label, property] : head.indexes)
    indexes.emplace_back(ValueList{label, property});
  ValueMap lists;
  for (const auto& [name, texts] : head.lists) lists.Put(name, ToList(texts));
  return {{"type", "graph"},
          {"version", kGraphJsonlVersion},
          {"indexes", std::move(indexes)},
          {"lists", std::move(lists)}};
}

Result<GraphHead> ReadGraphHead(const ValueMap& map) {
  if (IntegerOr(map, "version", 1) > kGraphJsonlVersion) {
    return Fail(ErrorCode::kUnsupported,
                "the graph was written by a newer version of citygraph than this one");
  }
  GraphHead head;
  if (const Value* indexes = map.Find("indexes")) {
    if (indexes->AsList() == nullptr) return Wrong("\"indexes\" must be a list");
    for (const Value& each : *indexes->AsList()) {
      const auto pair = ReadTexts(each);
      if (!pair || pair->size() != 2)
        return Wrong("\"indexes\" must hold pairs of a label and a property");
      head.indexes.emplace_back((*pair)[0], (*pair)[1]);
    }
  }
  if (const Value* lists = map.Find("lists")) {
    if (lists->AsMap() == nullptr) return Wrong("\"lists\" must be a map");
    for (const MapEntry& entry : *lists->AsMap()) {
      CITYGRAPH_TRY(head.lists[entry.key], ReadTextsOf(*lists->AsMap(), entry.key));
    }
  }
  return head;
}

std::string ToLine(const GraphLine& line) {
  if (const auto* head = std::get_if<GraphHead>(&line)) return ToJson(ToValue(*head));
  if (const auto* node = std::get_if<NodeLine>(&line)) {
    ValueMap map{{"type", "node"},
                 {"id", node->id},
                 {"labels", ToList(node->labels)},
                 {"properties", ToExact(node->properties)}};
    if (!node->aliases.empty()) map.Put("aliases", ToList(node->aliases));
    return ToJson(std::move(map));
  }
  const auto& relationship = std::get<RelationshipLine>(line);
  ValueMap map{{"type", "relationship"},
               {"id", relationship.id},
               {"label", relationship.type},
               {"start", ValueMap{{"id", relationship.start}}},
               {"end", ValueMap{{"id", relationship.end}}},
               {"properties", ToExact(relationship.properties)}};
  if (!relationship.evidence.empty()) map.Put("evidence", ToValue(relationship.evidence));
  return ToJson(std::move(map));
}

Result<GraphLine> ReadGraphLine(std::string_view text) {
  CITYGRAPH_TRY(const Value value, FromJson(text));
  const ValueMap* map = value.AsMap();
  const std::string type = map == nullptr ? "" : StringOr(*map, "type");
  if (type == "node") return ReadNode(*map);
  if (type == "relationship") return ReadRelationship(*map);
  if (type == "graph") return ReadGraphHead(*map);
  return Wrong("a line must be a map whose \"type\" is node, relationship or graph");
}

}  // namespace citygraph::importers
