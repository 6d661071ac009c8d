#include <fmt/format.h>

#include "queries/cypher/semantics/check.h"

namespace citygraph::queries::cypher {
namespace {

std::unexpected<QueryError> Conflict(const Variable& variable, StaticType is,
                                     std::string_view wanted) {
  return CompileError("VariableTypeConflict",
                      fmt::format("variable `{}` is a {} and cannot be a {} too", variable.name,
                                  NameOf(is), wanted),
                      variable.span);
}

std::unexpected<QueryError> AlreadyBound(const Variable& variable, std::string suggestion = {}) {
  return CompileError("VariableAlreadyBound",
                      fmt::format("variable `{}` is already defined", variable.name), variable.span,
                      std::move(suggestion));
}

}  // namespace

QueryStatus Checker::CheckPattern(Pattern& pattern, PatternPlace place) {
  const VariableId first_new = NextId();
  for (PathPattern& path : pattern) CITYGRAPH_TRY(BindPath(path, place, first_new));
  // A pattern that is matched may speak of all of itself: (a {x: b.x})-->(b). In one that is made
  // BindPath lets each part see those before it.
  if (place == PatternPlace::kMatch)
    for (PathPattern& path : pattern) CITYGRAPH_TRY(CheckPatternProperties(path, place));
  return {};
}

QueryStatus Checker::BindPath(PathPattern& path, PatternPlace place, VariableId first_new) {
  CITYGRAPH_TRY(CheckSelector(path, place));
  const bool makes = place == PatternPlace::kCreate || place == PatternPlace::kMerge;
  for (std::size_t i = 0; i < path.nodes.size(); ++i) {
    NodePattern& node = path.nodes[i];
    if (makes) CITYGRAPH_TRY(CheckProperties(node.properties, place));
    // A relationship is made when both its nodes are there, so it is known behind them.
    if (makes) CITYGRAPH_TRY(BindNode(node, path, place));
    if (i > 0) {
      RelationshipPattern& relationship = path.relationships[i - 1];
      if (makes) CITYGRAPH_TRY(CheckProperties(relationship.properties, place));
      CITYGRAPH_TRY(BindRelationship(relationship, place, first_new));
    }
    if (!makes) CITYGRAPH_TRY(BindNode(node, path, place));
  }
  if (path.variable.anonymous()) return {};
  if (Find(path.variable.name) != nullptr) return AlreadyBound(path.variable);
  Bind(path.variable, {.kind = StaticType::kPath});
  return {};
}

QueryStatus Checker::BindNode(NodePattern& node, const PathPattern& path, PatternPlace place) {
  Variable& variable = node.variable;
  const VariableId* known = variable.anonymous() ? nullptr : Find(variable.name);
  if (known == nullptr) {
    if (!variable.anonymous() && place == PatternPlace::kPredicate) return Undefined(variable);
    Bind(variable, {.kind = StaticType::kNode});
    return {};
  }
  variable.id = *known;
  if (const StaticType type = TypeOf(*known).kind; !MayBe(type, StaticType::kNode))
    return Conflict(variable, type, "Node");
  if (place != PatternPlace::kCreate && place != PatternPlace::kMerge) return {};
  if (path.relationships.empty())
    return AlreadyBound(variable, "use another name to make a new node");
  if (!node.labels.empty() || node.properties)
    return AlreadyBound(variable,
                        "labels and properties are given where the node is made; SET changes them");
  return {};
}

QueryStatus Checker::BindRelationship(RelationshipPattern& relationship, PatternPlace place,
                                      VariableId first_new) {
  const bool makes = place == PatternPlace::kCreate || place == PatternPlace::kMerge;
  Variable& variable = relationship.variable;
  const Type type = relationship.hops
                        ? Type{.kind = StaticType::kList, .element = StaticType::kRelationship}
                        : Type{.kind = StaticType::kRelationship};
  const VariableId* known = variable.anonymous() ? nullptr : Find(variable.name);
  if (makes && known != nullptr)
    return AlreadyBound(variable, "a new relationship needs a name of its own");
  if (makes) CITYGRAPH_TRY(CheckCreated(relationship, place));
  if (known == nullptr) {
    if (!variable.anonymous() && place == PatternPlace::kPredicate) return Undefined(variable);
    Bind(variable, type);
    return {};
  }
  variable.id = *known;
  const Type is = TypeOf(*known);
  if (!MayBe(is.kind, type.kind) ||
      (relationship.hops && !MayBe(is.element, StaticType::kRelationship)))
    return Conflict(variable, is.kind,
                    relationship.hops ? "list of relationships" : "Relationship");
  if (*known >= first_new)
    return CompileError("RelationshipUniquenessViolation",
                        fmt::format("relationship `{}` is used twice in one pattern, where each "
                                    "relationship is met once",
                                    variable.name),
                        variable.span);
  return {};
}

QueryStatus Checker::CheckCreated(const RelationshipPattern& relationship,
                                  PatternPlace place) const {
  if (relationship.hops)
    return CompileError("CreatingVarLength", "a relationship of many hops cannot be made",
                        relationship.hops->span);
  if (relationship.types.size() != 1)
    return CompileError(
        "NoSingleRelationshipType",
        fmt::format("a new relationship has one type, not {}", relationship.types.size()),
        relationship.span, "write -[:TYPE]->");
  if (place == PatternPlace::kCreate && relationship.direction == Direction::kBoth)
    return CompileError("RequiresDirectedRelationship", "a new relationship has one direction",
                        relationship.span,
                        fmt::format("write -[:{0}]-> or <-[:{0}]-", relationship.types[0].text));
  return {};
}

QueryStatus Checker::CheckSelector(const PathPattern& path, PatternPlace place) const {
  if (path.selector == PathSelector::kAll) return {};
  const std::string_view name =
      path.selector == PathSelector::kShortest ? "shortestPath" : "allShortestPaths";
  if (place == PatternPlace::kCreate || place == PatternPlace::kMerge)
    return CompileError("UnexpectedSyntax", fmt::format("{} cannot be made, only matched", name),
                        path.span);
  if (path.relationships.size() != 1)
    return CompileError("InvalidRelationshipPattern",
                        fmt::format("{} takes two nodes and one relationship between them", name),
                        path.span, fmt::format("write {}((a)-[*]-(b))", name));
  if (const auto& hops = path.relationships.front().hops; hops && hops->from.value_or(1) > 1)
    return CompileError("InvalidRelationshipPattern",
                        fmt::format("{} cannot ask for at least {} hops", name, *hops->from),
                        hops->span, "begin with 0 or 1");
  return {};
}

QueryStatus Checker::CheckProperties(ExpressionPtr& properties, PatternPlace place) {
  if (!properties) return {};
  if (properties->As<Parameter>() != nullptr && place != PatternPlace::kCreate)
    return CompileError("InvalidParameterUse",
                        "a parameter cannot stand for all properties of what is matched",
                        properties->span, "name the properties: {name: $name}");
  const Held patterns(pattern_allowed_, false);
  CITYGRAPH_TRY(Check(*properties));
  return {};
}

QueryStatus Checker::CheckPatternProperties(PathPattern& path, PatternPlace place) {
  for (std::size_t i = 0; i < path.nodes.size(); ++i) {
    CITYGRAPH_TRY(CheckProperties(path.nodes[i].properties, place));
    if (i < path.relationships.size())
      CITYGRAPH_TRY(CheckProperties(path.relationships[i].properties, place));
  }
  return {};
}

}  // namespace citygraph::queries::cypher
