// Ways through a tree that care for expressions alone.
//
// Each calls `f` with every ExpressionPtr that is directly below and not null; trees that are const
// give const pointers, others pointers that may be replaced.
#pragma once

#include <type_traits>
#include <variant>

#include "queries/cypher/syntax/ast.h"

namespace citygraph::queries::cypher {

template <class T, class F>
void ForEachExpressionOfPattern(T& path, F&& f) {
  for (auto& node : path.nodes)
    if (node.properties) f(node.properties);
  for (auto& relationship : path.relationships)
    if (relationship.properties) f(relationship.properties);
}

template <class T, class F>
void ForEachExpressionOfSetItems(T& items, F&& f) {
  for (auto& item : items) {
    std::visit(
        [&](auto& each) {
          using Kind = std::remove_cvref_t<decltype(each)>;
          if constexpr (std::is_same_v<Kind, SetProperty>) f(each.base);
          if constexpr (!std::is_same_v<Kind, SetLabels>) f(each.value);
        },
        item.node);
  }
}

template <class T, class F>
void ForEachExpressionOfProjection(T& projection, F&& f) {
  for (auto& item : projection.items) f(item.expression);
  for (auto& key : projection.keys) f(key.expression);
  for (auto& aggregation : projection.aggregations) f(aggregation.expression);
  for (auto& item : projection.order_by) f(item.expression);
  if (projection.skip) f(projection.skip);
  if (projection.limit) f(projection.limit);
}

template <class T, class F>
void ForEachExpressionOfClause(T& clause, F&& f) {
  std::visit(
      [&](auto& each) {
        using Kind = std::remove_cvref_t<decltype(each)>;
        if constexpr (std::is_same_v<Kind, Match> || std::is_same_v<Kind, Create>)
          for (auto& path : each.pattern) ForEachExpressionOfPattern(path, f);
        if constexpr (std::is_same_v<Kind, Unwind>) f(each.list);
        if constexpr (std::is_same_v<Kind, With> || std::is_same_v<Kind, Return>)
          ForEachExpressionOfProjection(each.projection, f);
        if constexpr (std::is_same_v<Kind, Set>) ForEachExpressionOfSetItems(each.items, f);
        if constexpr (std::is_same_v<Kind, Remove>)
          for (auto& item : each.items)
            if (auto* property = std::get_if<RemoveProperty>(&item.node)) f(property->base);
        if constexpr (std::is_same_v<Kind, Delete>)
          for (auto& target : each.targets) f(target);
        if constexpr (std::is_same_v<Kind, Merge>) {
          ForEachExpressionOfPattern(each.pattern, f);
          ForEachExpressionOfSetItems(each.on_create, f);
          ForEachExpressionOfSetItems(each.on_match, f);
        }
        if constexpr (std::is_same_v<Kind, Call>)
          for (auto& argument : each.arguments) f(argument);
        if constexpr (std::is_same_v<Kind, Match> || std::is_same_v<Kind, With> ||
                      std::is_same_v<Kind, Call>)
          if (each.where) f(each.where);
      },
      clause.node);
}

// All clauses of all parts; not the queries within their expressions, which `f` may enter.
template <class T, class F>
void ForEachExpressionOfQuery(T& query, F&& f) {
  for (auto& part : query.parts)
    for (auto& clause : part.clauses) ForEachExpressionOfClause(clause, f);
}

// Those of patterns and subqueries too.
template <class T, class F>
void ForEachChild(T& expression, F&& f) {
  const auto one = [&](auto& child) {
    if (child) f(child);
  };
  std::visit(
      [&](auto& each) {
        using Kind = std::remove_cvref_t<decltype(each)>;
        if constexpr (std::is_same_v<Kind, PropertyAccess> || std::is_same_v<Kind, HasLabels>)
          one(each.base);
        if constexpr (std::is_same_v<Kind, Subscript>) {
          one(each.base);
          one(each.index);
        }
        if constexpr (std::is_same_v<Kind, Slice>) {
          one(each.base);
          one(each.from);
          one(each.to);
        }
        if constexpr (std::is_same_v<Kind, ListLiteral>)
          for (auto& element : each.elements) one(element);
        if constexpr (std::is_same_v<Kind, MapLiteral>)
          for (auto& entry : each.entries) one(entry.value);
        if constexpr (std::is_same_v<Kind, MapProjection>)
          for (auto& item : each.items) one(item.value);
        if constexpr (std::is_same_v<Kind, Unary> || std::is_same_v<Kind, IsNull>)
          one(each.operand);
        if constexpr (std::is_same_v<Kind, Binary>) {
          one(each.left);
          one(each.right);
        }
        if constexpr (std::is_same_v<Kind, Comparison> || std::is_same_v<Kind, Logical>)
          for (auto& operand : each.operands) one(operand);
        if constexpr (std::is_same_v<Kind, FunctionCall>)
          for (auto& argument : each.arguments) one(argument);
        if constexpr (std::is_same_v<Kind, CaseExpression>) {
          one(each.operand);
          for (auto& alternative : each.alternatives) {
            one(alternative.when);
            one(alternative.then);
          }
          one(each.otherwise);
        }
        if constexpr (std::is_same_v<Kind, ListComprehension>) {
          one(each.list);
          one(each.where);
          one(each.result);
        }
        if constexpr (std::is_same_v<Kind, PatternComprehension>) {
          ForEachExpressionOfPattern(each.pattern, one);
          one(each.where);
          one(each.result);
        }
        if constexpr (std::is_same_v<Kind, Quantifier>) {
          one(each.list);
          one(each.where);
        }
        if constexpr (std::is_same_v<Kind, Reduce>) {
          one(each.start);
          one(each.list);
          one(each.next);
        }
        if constexpr (std::is_same_v<Kind, PatternExpression>)
          ForEachExpressionOfPattern(each.pattern, one);
        if constexpr (std::is_same_v<Kind, Subquery>) ForEachExpressionOfQuery(*each.query, one);
      },
      expression.node);
}

}  // namespace citygraph::queries::cypher
