#include "cli/shell/typed_json.h"

#include <cmath>

#include "engine/encoding/json.h"

namespace citygraph::cli {
namespace {

namespace cypher = queries::cypher;

Value Typed(std::string_view type, Value value) {
  ValueMap map;
  map.Put("$type", type);
  map.Put("_value", std::move(value));
  return map;
}

// JSON has no NaN and readers of JSON round: floats are text that reads back the same.
std::string FloatText(double value) {
  if (std::isnan(value)) return "NaN";
  if (std::isinf(value)) return value > 0 ? "Infinity" : "-Infinity";
  return ToJson(value);
}

std::string ElementId(NodeId id) { return std::to_string(Raw(id)); }
std::string ElementId(RelationshipId id) { return std::to_string(Raw(id)); }

ValueMap TypedEntries(const ValueMap& map, const cypher::Answer& answer) {
  ValueMap typed;
  for (const MapEntry& entry : map) typed.Put(entry.key, ToTypedValue(entry.value, answer));
  return typed;
}

Value TypedNode(NodeId id, const cypher::Answer& answer) {
  ValueList labels;
  ValueMap properties;
  if (const auto found = answer.nodes.find(id); found != answer.nodes.end()) {
    labels.assign(found->second.labels.begin(), found->second.labels.end());
    properties = TypedEntries(found->second.properties, answer);
  }
  ValueMap node;
  node.Put("_element_id", ElementId(id));
  node.Put("_labels", std::move(labels));
  node.Put("_properties", std::move(properties));
  return Typed("Node", std::move(node));
}

Value TypedRelationship(RelationshipId id, const cypher::Answer& answer) {
  const auto found = answer.relationships.find(id);
  const Relationship known =
      found == answer.relationships.end() ? Relationship{.id = id} : found->second;
  ValueMap relationship;
  relationship.Put("_element_id", ElementId(id));
  relationship.Put("_start_node_element_id", ElementId(known.start));
  relationship.Put("_end_node_element_id", ElementId(known.end));
  relationship.Put("_type", known.type);
  relationship.Put("_properties", TypedEntries(known.properties, answer));
  return Typed("Relationship", std::move(relationship));
}

Value TypedPath(const Path& path, const cypher::Answer& answer) {
  ValueList steps;
  for (std::size_t i = 0; i < path.nodes.size(); ++i) {
    steps.push_back(TypedNode(path.nodes[i], answer));
    if (i < path.relationships.size())
      steps.push_back(TypedRelationship(path.relationships[i], answer));
  }
  return Typed("Path", std::move(steps));
}

ValueMap CountersOf(const cypher::Counters& counters) {
  ValueMap map;
  map.Put("nodesCreated", counters.nodes_created);
  map.Put("nodesDeleted", counters.nodes_deleted);
  map.Put("relationshipsCreated", counters.relationships_created);
  map.Put("relationshipsDeleted", counters.relationships_deleted);
  map.Put("propertiesSet", counters.properties_set);
  map.Put("labelsAdded", counters.labels_added);
  map.Put("labelsRemoved", counters.labels_removed);
  return map;
}

ValueMap ToMap(const cypher::Notification& notification) {
  ValueMap map;
  map.Put("code", notification.code);
  map.Put("message", notification.message);
  map.Put("line", notification.where.line);
  map.Put("column", notification.where.column);
  if (!notification.suggestion.empty()) map.Put("suggestion", notification.suggestion);
  return map;
}

}  // namespace

Value ToTypedValue(const Value& value, const cypher::Answer& answer) {
  switch (value.kind()) {
    case ValueKind::kNull:
      return Typed("Null", nullptr);
    case ValueKind::kBoolean:
      return Typed("Boolean", value);
    case ValueKind::kInteger:
      return Typed("Integer", std::to_string(*value.AsInteger()));
    case ValueKind::kFloat:
      return Typed("Float", FloatText(*value.AsFloat()));
    case ValueKind::kString:
      return Typed("String", value);
    case ValueKind::kList: {
      ValueList items;
      for (const Value& item : *value.AsList()) items.push_back(ToTypedValue(item, answer));
      return Typed("List", std::move(items));
    }
    case ValueKind::kMap:
      return Typed("Map", TypedEntries(*value.AsMap(), answer));
    case ValueKind::kDate:
      return Typed("Date", TemporalText(value));
    case ValueKind::kLocalTime:
      return Typed("LocalTime", TemporalText(value));
    case ValueKind::kTime:
      return Typed("Time", TemporalText(value));
    case ValueKind::kLocalDateTime:
      return Typed("LocalDateTime", TemporalText(value));
    case ValueKind::kDateTime:
      return Typed(value.AsDateTime()->zone == nullptr ? "OffsetDateTime" : "ZonedDateTime",
                   TemporalText(value));
    case ValueKind::kDuration:
      return Typed("Duration", TemporalText(value));
    case ValueKind::kNode:
      return TypedNode(*value.AsNode(), answer);
    case ValueKind::kRelationship:
      return TypedRelationship(*value.AsRelationship(), answer);
    case ValueKind::kPath:
      return TypedPath(*value.AsPath(), answer);
  }
  return Typed("Null", nullptr);
}

std::string ToTypedJson(const cypher::Answer& answer) {
  ValueList rows;
  rows.reserve(answer.rows.size());
  for (const ValueList& row : answer.rows) {
    ValueList values;
    values.reserve(row.size());
    for (const Value& value : row) values.push_back(ToTypedValue(value, answer));
    rows.emplace_back(std::move(values));
  }
  ValueMap data;
  data.Put("fields", ValueList(answer.columns.begin(), answer.columns.end()));
  data.Put("values", std::move(rows));
  ValueList notifications;
  for (const cypher::Notification& each : answer.notifications)
    notifications.emplace_back(ToMap(each));
  ValueMap line;
  line.Put("data", std::move(data));
  line.Put("counters", CountersOf(answer.counters));
  line.Put("notifications", std::move(notifications));
  if (answer.plan) line.Put("plan", *answer.plan);
  return ToJson(std::move(line));
}

std::string ToTypedJson(const cypher::QueryError& error) {
  ValueMap map;
  map.Put("code", std::string(NameOf(error.kind)) + '.' + error.detail);
  map.Put("kind", NameOf(error.kind));
  map.Put("phase", NameOf(error.phase));
  map.Put("detail", error.detail);
  map.Put("message", error.message);
  map.Put("line", error.where.line);
  map.Put("column", error.where.column);
  if (!error.suggestion.empty()) map.Put("suggestion", error.suggestion);
  ValueMap line;
  line.Put("errors", ValueList{std::move(map)});
  return ToJson(std::move(line));
}

}  // namespace citygraph::cli
