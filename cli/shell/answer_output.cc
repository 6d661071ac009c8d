#include "cli/shell/answer_output.h"

#include <fmt/format.h>

#include <cmath>

#include "cli/shell/typed_json.h"
#include "engine/encoding/json.h"

namespace citygraph::cli {
namespace {

namespace cypher = queries::cypher;

bool IsPlainName(std::string_view name) {
  if (name.empty() || (name[0] >= '0' && name[0] <= '9')) return false;
  for (const char c : name) {
    if (!((c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_'))
      return false;
  }
  return true;
}

std::string NameText(std::string_view name) {
  if (IsPlainName(name)) return std::string(name);
  std::string text = "`";
  for (const char c : name) text += c == '`' ? std::string("``") : std::string(1, c);
  return text + '`';
}

std::string FloatText(double value) {
  if (std::isnan(value)) return "NaN";
  if (std::isinf(value)) return value > 0 ? "Infinity" : "-Infinity";
  return ToJson(value);
}

std::string EntriesText(const ValueMap& map, const cypher::Answer& answer) {
  std::string text = "{";
  for (const MapEntry& entry : map) {
    if (text.size() > 1) text += ", ";
    text += NameText(entry.key) + ": " + ToCypherText(entry.value, answer);
  }
  return text + '}';
}

std::string NodeText(NodeId id, const cypher::Answer& answer) {
  const auto found = answer.nodes.find(id);
  if (found == answer.nodes.end()) return "()";
  std::string text = "(";
  for (const std::string& label : found->second.labels) text += ':' + NameText(label);
  if (!found->second.properties.empty()) {
    if (text.size() > 1) text += ' ';
    text += EntriesText(found->second.properties, answer);
  }
  return text + ')';
}

std::string RelationshipText(RelationshipId id, const cypher::Answer& answer) {
  const auto found = answer.relationships.find(id);
  if (found == answer.relationships.end()) return "[]";
  std::string text = "[:" + NameText(found->second.type);
  if (!found->second.properties.empty())
    text += ' ' + EntriesText(found->second.properties, answer);
  return text + ']';
}

std::string PathText(const Path& path, const cypher::Answer& answer) {
  std::string text;
  for (std::size_t i = 0; i < path.nodes.size(); ++i) {
    text += NodeText(path.nodes[i], answer);
    if (i == path.relationships.size()) break;
    const RelationshipId id = path.relationships[i];
    const auto found = answer.relationships.find(id);
    const bool backwards =
        found != answer.relationships.end() && found->second.start != path.nodes[i];
    text += (backwards ? "<-" : "-") + RelationshipText(id, answer) + (backwards ? "-" : "->");
  }
  return text;
}

ValueMap PlainEntries(const ValueMap& map, const cypher::Answer& answer) {
  ValueMap plain;
  for (const MapEntry& entry : map) plain.Put(entry.key, ToPlainValue(entry.value, answer));
  return plain;
}

Value PlainNode(NodeId id, const cypher::Answer& answer) {
  const auto found = answer.nodes.find(id);
  const Node node = found == answer.nodes.end() ? Node{.id = id} : found->second;
  ValueMap map;
  map.Put("id", Raw(id));
  map.Put("labels", ValueList(node.labels.begin(), node.labels.end()));
  map.Put("properties", PlainEntries(node.properties, answer));
  return map;
}

Value PlainRelationship(RelationshipId id, const cypher::Answer& answer) {
  const auto found = answer.relationships.find(id);
  const Relationship relationship =
      found == answer.relationships.end() ? Relationship{.id = id} : found->second;
  ValueMap map;
  map.Put("id", Raw(id));
  map.Put("type", relationship.type);
  map.Put("start", Raw(relationship.start));
  map.Put("end", Raw(relationship.end));
  map.Put("properties", PlainEntries(relationship.properties, answer));
  return map;
}

// How a table shows a value: a string without its quotes, all else as Cypher writes it.
std::string TableCell(const Value& value, const cypher::Answer& answer) {
  if (const std::string* text = value.AsString()) return *text;
  return ToCypherText(value, answer);
}

// How CSV and TSV show it, for programs: null is nothing, lists and maps are JSON.
std::string DataCell(const Value& value, const cypher::Answer& answer) {
  if (const std::string* text = value.AsString()) return *text;
  if (value.is_null()) return "";
  if (const double* number = value.AsFloat()) return FloatText(*number);
  if (std::string text = TemporalText(value); !text.empty()) return text;
  return ToJson(ToPlainValue(value, answer));
}

cli::Answer ToRows(const cypher::Answer& answer, OutputFormat format) {
  cli::Answer rows;
  for (const std::string& column : answer.columns) rows.columns.push_back({column, column});
  for (const ValueList& values : answer.rows) {
    ValueMap& row = rows.rows.emplace_back();
    for (std::size_t i = 0; i < values.size(); ++i) {
      switch (format) {
        case OutputFormat::kTable:
        case OutputFormat::kMarkdown:
          row.Put(answer.columns[i], TableCell(values[i], answer));
          break;
        case OutputFormat::kCsv:
        case OutputFormat::kTsv:
          row.Put(answer.columns[i], DataCell(values[i], answer));
          break;
        case OutputFormat::kJson:
        case OutputFormat::kJsonl:
          row.Put(answer.columns[i], ToPlainValue(values[i], answer));
          break;
      }
    }
  }
  return rows;
}

std::string Counted(std::uint64_t count, std::string_view one, std::string_view many) {
  return fmt::format("{} {}", count, count == 1 ? one : many);
}

}  // namespace

std::string ToCypherText(const Value& value, const cypher::Answer& answer) {
  switch (value.kind()) {
    case ValueKind::kNull:
      return "null";
    case ValueKind::kFloat:
      return FloatText(*value.AsFloat());
    case ValueKind::kList: {
      std::string text = "[";
      for (const Value& item : *value.AsList())
        text += (text.size() > 1 ? ", " : "") + ToCypherText(item, answer);
      return text + ']';
    }
    case ValueKind::kMap:
      return EntriesText(*value.AsMap(), answer);
    case ValueKind::kNode:
      return NodeText(*value.AsNode(), answer);
    case ValueKind::kRelationship:
      return RelationshipText(*value.AsRelationship(), answer);
    case ValueKind::kPath:
      return PathText(*value.AsPath(), answer);
    case ValueKind::kDate:
    case ValueKind::kLocalTime:
    case ValueKind::kTime:
    case ValueKind::kLocalDateTime:
    case ValueKind::kDateTime:
    case ValueKind::kDuration:
      return TemporalText(value);
    case ValueKind::kBoolean:
    case ValueKind::kInteger:
    case ValueKind::kString:
      return ToJson(value);
  }
  return "";
}

Value ToPlainValue(const Value& value, const cypher::Answer& answer) {
  if (const ValueList* list = value.AsList()) {
    ValueList plain;
    for (const Value& item : *list) plain.push_back(ToPlainValue(item, answer));
    return plain;
  }
  if (const ValueMap* map = value.AsMap()) return PlainEntries(*map, answer);
  if (const NodeId* node = value.AsNode()) return PlainNode(*node, answer);
  if (const RelationshipId* relationship = value.AsRelationship())
    return PlainRelationship(*relationship, answer);
  if (const Path* path = value.AsPath()) {
    ValueList steps;
    for (std::size_t i = 0; i < path->nodes.size(); ++i) {
      steps.push_back(PlainNode(path->nodes[i], answer));
      if (i < path->relationships.size())
        steps.push_back(PlainRelationship(path->relationships[i], answer));
    }
    return steps;
  }
  return value;
}

void Print(const cypher::Answer& answer, const OutputOptions& options) {
  if (options.typed) {
    fmt::print("{}\n", ToTypedJson(answer));
    return;
  }
  const bool json = options.format == OutputFormat::kJson || options.format == OutputFormat::kJsonl;
  if (answer.plan && json) {
    fmt::print("{}\n", options.format == OutputFormat::kJson ? ToPrettyJson(*answer.plan)
                                                             : ToJson(*answer.plan));
    return;
  }
  if (answer.plan) {
    fmt::print("{}", answer.plan_text);
    return;
  }
  if (answer.columns.empty() && options.format != OutputFormat::kJson) return;
  Print(ToRows(answer, options.format), options);
}

std::string ChangesText(const cypher::Counters& counters) {
  std::string text;
  const auto say = [&](std::uint64_t count, std::string_view verb, std::string_view one,
                       std::string_view many) {
    if (count == 0) return;
    text += (text.empty() ? "" : ", ") + fmt::format("{} {}", verb, Counted(count, one, many));
  };
  say(counters.nodes_created, "created", "node", "nodes");
  say(counters.nodes_deleted, "deleted", "node", "nodes");
  say(counters.relationships_created, "created", "relationship", "relationships");
  say(counters.relationships_deleted, "deleted", "relationship", "relationships");
  say(counters.properties_set, "set", "property", "properties");
  say(counters.labels_added, "added", "label", "labels");
  say(counters.labels_removed, "removed", "label", "labels");
  if (!text.empty()) text[0] = static_cast<char>(text[0] - 'a' + 'A');
  return text;
}

std::string NotificationText(const cypher::Notification& notification) {
  std::string text = "note: " + notification.message;
  if (notification.where.line > 0)
    text += fmt::format(" ({}:{})", notification.where.line, notification.where.column);
  if (!notification.suggestion.empty()) text += "; " + notification.suggestion;
  return text;
}

}  // namespace citygraph::cli
