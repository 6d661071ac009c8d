// Functions of nodes, relationships and paths.
#include <utility>
#include <vector>

#include "queries/cypher/functions/bodies.h"

namespace citygraph::queries::cypher {
namespace {

bool Id(Context& context, Arguments arguments, Value& out) {
  const Value& entity = arguments[0];
  if (const NodeId* node = entity.AsNode()) {
    out = Raw(*node);
  } else if (const RelationshipId* relationship = entity.AsRelationship()) {
    out = Raw(*relationship);
  } else {
    return WrongArgument(context, "id", "a node or a relationship", entity);
  }
  return true;
}

// Like id(), as text: what other databases hand out here is opaque too.
bool ElementId(Context& context, Arguments arguments, Value& out) {
  Value id;
  if (!Id(context, arguments, id)) return false;
  out = std::to_string(*id.AsInteger());
  return true;
}

bool Labels(Context& context, Arguments arguments, Value& out) {
  const NodeId* node = arguments[0].AsNode();
  if (node == nullptr) return WrongArgument(context, "labels", "a node", arguments[0]);
  std::vector<std::string> labels;
  if (!context.entities.Labels(*node, labels, context.trap)) return false;
  ValueList list;
  for (std::string& label : labels) list.emplace_back(std::move(label));
  out = std::move(list);
  return true;
}

// Of a relationship, also of one that the query deleted.
bool EndsOf(Context& context, std::string_view function, const Value& value,
            RelationshipEnds& out) {
  const RelationshipId* id = value.AsRelationship();
  if (id == nullptr) return WrongArgument(context, function, "a relationship", value);
  return context.entities.EndsEvenDeleted(*id, out, context.trap);
}

bool Type(Context& context, Arguments arguments, Value& out) {
  RelationshipEnds ends;
  if (!EndsOf(context, "type", arguments[0], ends)) return false;
  out = context.entities.TypeName(ends.type);
  return true;
}

bool StartNode(Context& context, Arguments arguments, Value& out) {
  RelationshipEnds ends;
  if (!EndsOf(context, "startNode", arguments[0], ends)) return false;
  out = ends.start;
  return true;
}

bool EndNode(Context& context, Arguments arguments, Value& out) {
  RelationshipEnds ends;
  if (!EndsOf(context, "endNode", arguments[0], ends)) return false;
  out = ends.end;
  return true;
}

bool PropertiesOf(Context& context, std::string_view function, const Value& value, ValueMap& out) {
  if (const NodeId* node = value.AsNode())
    return context.entities.Properties(*node, out, context.trap);
  if (const RelationshipId* relationship = value.AsRelationship())
    return context.entities.Properties(*relationship, out, context.trap);
  if (const ValueMap* map = value.AsMap()) {
    out = *map;
    return true;
  }
  return WrongArgument(context, function, "a node, a relationship or a map", value);
}

bool Properties(Context& context, Arguments arguments, Value& out) {
  ValueMap map;
  if (!PropertiesOf(context, "properties", arguments[0], map)) return false;
  out = std::move(map);
  return true;
}

bool Keys(Context& context, Arguments arguments, Value& out) {
  ValueMap map;
  if (!PropertiesOf(context, "keys", arguments[0], map)) return false;
  ValueList keys;
  for (const MapEntry& entry : map) keys.emplace_back(entry.key);
  out = std::move(keys);
  return true;
}

const Path* PathOf(Context& context, std::string_view function, const Value& value) {
  const Path* path = value.AsPath();
  if (path == nullptr) WrongArgument(context, function, "a path", value);
  return path;
}

bool Length(Context& context, Arguments arguments, Value& out) {
  const Path* path = PathOf(context, "length", arguments[0]);
  if (path == nullptr) return false;
  out = static_cast<std::int64_t>(path->relationships.size());
  return true;
}

bool Nodes(Context& context, Arguments arguments, Value& out) {
  const Path* path = PathOf(context, "nodes", arguments[0]);
  if (path == nullptr) return false;
  out = ValueList(path->nodes.begin(), path->nodes.end());
  return true;
}

bool Relationships(Context& context, Arguments arguments, Value& out) {
  const Path* path = PathOf(context, "relationships", arguments[0]);
  if (path == nullptr) return false;
  out = ValueList(path->relationships.begin(), path->relationships.end());
  return true;
}

}  // namespace

std::span<const NamedBody> EntityFunctions() {
  static constexpr NamedBody kFunctions[] = {
      {"elementId", NullOfNull<ElementId>},
      {"endNode", NullOfNull<EndNode>},
      {"id", NullOfNull<Id>},
      {"keys", NullOfNull<Keys>},
      {"labels", NullOfNull<Labels>},
      {"length", NullOfNull<Length>},
      {"nodes", NullOfNull<Nodes>},
      {"properties", NullOfNull<Properties>},
      {"relationships", NullOfNull<Relationships>},
      {"startNode", NullOfNull<StartNode>},
      {"type", NullOfNull<Type>},
  };
  return kFunctions;
}

}  // namespace citygraph::queries::cypher
