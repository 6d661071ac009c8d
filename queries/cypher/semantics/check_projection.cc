// WITH and RETURN: columns, grouping, and what may be sorted and filtered by behind them.
#include <fmt/format.h>

#include <algorithm>

#include "queries/cypher/semantics/check.h"
#include "queries/cypher/semantics/equal.h"
#include "queries/cypher/syntax/ast_walk.h"

namespace citygraph::queries::cypher {
namespace {

ExpressionPtr Reference(VariableId id, std::string name, const Span& span) {
  Variable variable{.name = std::move(name), .span = span, .id = id};
  return std::make_unique<Expression>(VariableExpression{std::move(variable)}, span);
}

bool IsConstant(const Expression& expression) {
  return expression.As<Literal>() != nullptr || expression.As<Parameter>() != nullptr;
}

// A variable, or a property of one: what may be repeated beside an aggregation.
bool IsSimple(const Expression& expression) {
  const Expression* at = &expression;
  while (const auto* access = at->As<PropertyAccess>()) at = access->base.get();
  return at->As<VariableExpression>() != nullptr;
}

bool IsAggregation(const Expression& expression) {
  const auto* call = expression.As<FunctionCall>();
  if (call == nullptr) return false;
  const FunctionSignature* signature = FindFunction(call->canonical);
  return signature != nullptr && signature->aggregates;
}

// Calls `f` with the variables that an expression uses directly: its own name, and those that its
// patterns take from the row around them.
template <class F>
void ForEachUsedVariable(const Expression& expression, F&& f) {
  const auto path = [&](const PathPattern& pattern) {
    for (const NodePattern& node : pattern.nodes)
      if (!node.variable.binds) f(node.variable);
    for (const RelationshipPattern& relationship : pattern.relationships)
      if (!relationship.variable.binds) f(relationship.variable);
  };
  if (const auto* variable = expression.As<VariableExpression>()) f(variable->variable);
  if (const auto* projection = expression.As<MapProjection>()) f(projection->base);
  if (const auto* pattern = expression.As<PatternExpression>()) path(pattern->pattern);
  if (const auto* pattern = expression.As<PatternComprehension>()) path(pattern->pattern);
  if (const auto* subquery = expression.As<Subquery>())
    for (const SingleQuery& part : subquery->query->parts)
      for (const Clause& clause : part.clauses)
        if (const auto* match = clause.As<Match>())
          for (const PathPattern& pattern : match->pattern) path(pattern);
}

}  // namespace

QueryStatus Checker::CheckProjection(Projection& projection, ExpressionPtr* where, bool is_return) {
  const Held patterns(pattern_allowed_, false);
  CITYGRAPH_TRY(CheckItems(projection, is_return));
  const Scope incoming = std::move(scope_);
  scope_ = incoming;
  Scope columns = outer_;
  for (const ProjectionItem& item : projection.items) {
    scope_[item.column.name] = item.column.id;
    columns[item.column.name] = item.column.id;
  }
  for (SortItem& item : projection.order_by)
    CITYGRAPH_TRY(CheckAfterProjection(item.expression, projection, true));
  CITYGRAPH_TRY(CheckRowCount(projection.skip, "SKIP"));
  CITYGRAPH_TRY(CheckRowCount(projection.limit, "LIMIT"));
  if (where != nullptr && *where) CITYGRAPH_TRY(CheckAfterProjection(*where, projection, false));
  scope_ = std::move(columns);
  return {};
}

void Checker::ExpandStar(Projection& projection) {
  std::vector<std::pair<std::string, VariableId>> all(scope_.begin(), scope_.end());
  std::ranges::sort(all);
  std::vector<ProjectionItem> items;
  for (auto& [name, id] : all) {
    if (outer_.contains(name) && outer_.at(name) == id) continue;
    ProjectionItem& item = items.emplace_back();
    item.expression = Reference(id, name, {});
    item.column.name = name;
  }
  for (ProjectionItem& item : projection.items) items.push_back(std::move(item));
  projection.items = std::move(items);
}

QueryStatus Checker::CheckItems(Projection& projection, bool is_return) {
  if (projection.star && is_return && scope_.empty())
    return CompileError("NoVariablesInScope",
                        "RETURN * has nothing to return: no variable is defined", projection.span,
                        "name what is matched: MATCH (n)");
  if (projection.star) ExpandStar(projection);
  const VariableId first_local = NextId();
  std::vector<Type> types;
  for (ProjectionItem& item : projection.items) {
    const Held aggregations(aggregation_allowed_, true);
    CITYGRAPH_TRY(const Type type, Check(*item.expression));
    types.push_back(type);
    const bool is_variable = item.expression->As<VariableExpression>() != nullptr;
    if (!is_return && !item.named && !is_variable)
      return CompileError("NoExpressionAlias",
                          fmt::format("`{}` needs a name in WITH", item.column.name),
                          item.expression->span, fmt::format("write {} AS name", item.column.name));
    projection.aggregates = projection.aggregates || Aggregates(*item.expression);
  }
  for (std::size_t i = 0; i < projection.items.size(); ++i) {
    Variable& column = projection.items[i].column;
    for (std::size_t j = 0; j < i; ++j)
      if (projection.items[j].column.name == column.name)
        return CompileError("ColumnNameConflict",
                            fmt::format("two columns are named `{}`", column.name), column.span,
                            "give one another name with AS");
    const auto* variable = projection.items[i].expression->As<VariableExpression>();
    if (variable != nullptr && variable->variable.name == column.name) {
      column.id = variable->variable.id;
    } else {
      column.id = NewVariable(column.name, types[i]);
      column.binds = true;
    }
  }
  if (projection.aggregates) CITYGRAPH_TRY(SplitAggregations(projection, first_local));
  return {};
}

QueryStatus Checker::SplitAggregations(Projection& projection, VariableId first_local) {
  for (ProjectionItem& item : projection.items) {
    if (Aggregates(*item.expression)) continue;
    if (const auto* variable = item.expression->As<VariableExpression>()) {
      const VariableId id = variable->variable.id;
      projection.keys.push_back(
          {.id = id, .expression = Reference(id, variable->variable.name, item.expression->span)});
      continue;
    }
    const Span span = item.expression->span;
    projection.keys.push_back({.id = item.column.id, .expression = std::move(item.expression)});
    item.expression = Reference(item.column.id, item.column.name, span);
  }
  for (ProjectionItem& item : projection.items)
    if (Aggregates(*item.expression))
      CITYGRAPH_TRY(ReplaceGrouped(item.expression, projection, first_local, false));
  return {};
}

// In an expression beside which an aggregation stands: puts variables for aggregations and for what
// is grouped by. What is neither is ambiguous, since it differs within a group. `within` a
// subquery, aggregations are its own.
QueryStatus Checker::ReplaceGrouped(ExpressionPtr& expression, Projection& projection,
                                    VariableId first_local, bool within) {
  if (!within && IsAggregation(*expression)) {
    const Span span = expression->span;
    for (const BoundExpression& known : projection.aggregations) {
      if (!SameExpression(*known.expression, *expression, first_local)) continue;
      expression = Reference(known.id, "", span);
      return {};
    }
    const VariableId id =
        NewVariable("", {.kind = FindFunction(expression->As<FunctionCall>()->canonical)->result});
    projection.aggregations.push_back({.id = id, .expression = std::move(expression)});
    expression = Reference(id, "", span);
    return {};
  }
  if (IsConstant(*expression)) return {};
  if (IsSimple(*expression)) {
    for (const BoundExpression& key : projection.keys) {
      if (!SameExpression(*key.expression, *expression, first_local)) continue;
      expression = Reference(key.id, "", expression->span);
      return {};
    }
  }
  within = within || expression->As<Subquery>() != nullptr;
  QueryStatus status;
  ForEachUsedVariable(*expression, [&](const Variable& variable) {
    const bool local = variable.id >= first_local || variable.id < outer_limit_;
    const bool grouped = std::ranges::any_of(
        projection.keys, [&](const BoundExpression& key) { return key.id == variable.id; });
    if (local || grouped || !status) return;
    status = CompileError(
        "AmbiguousAggregationExpression",
        fmt::format("`{}` stands beside an aggregation and is not one of the columns, so it may "
                    "have several values",
                    variable.name),
        variable.span,
        "make it a column of its own, in a WITH before if it is more than a property");
  });
  ForEachChild(*expression, [&](ExpressionPtr& child) {
    if (status) status = ReplaceGrouped(child, projection, first_local, within);
  });
  return status;
}

// ORDER BY (`sorts`) and WHERE: they see the columns, and what was there before where each row is
// still one row of before.
QueryStatus Checker::CheckAfterProjection(ExpressionPtr& expression, Projection& projection,
                                          bool sorts) {
  const VariableId first_local = NextId();
  {
    const Held aggregations(aggregation_allowed_, sorts && projection.aggregates);
    if (sorts) {
      CITYGRAPH_TRY(Check(*expression));
    } else {
      CITYGRAPH_TRY(CheckWhere(expression));
    }
  }
  if (!projection.aggregates && !projection.distinct) return {};
  CITYGRAPH_TRY(ReplaceProjected(expression, projection, first_local, Aggregates(*expression)));
  return CheckVisible(*expression, projection, first_local);
}

QueryStatus Checker::ReplaceProjected(ExpressionPtr& expression, Projection& projection,
                                      VariableId first_local, bool aggregates) {
  const Span span = expression->span;
  if (IsConstant(*expression)) return {};
  if (aggregates && IsAggregation(*expression)) {
    for (const BoundExpression& known : projection.aggregations) {
      if (!SameExpression(*known.expression, *expression, first_local)) continue;
      expression = Reference(known.id, "", span);
      return {};
    }
    CITYGRAPH_TRY(CheckVisible(*expression, projection, first_local));
    return CompileError("InvalidAggregation",
                        "only aggregations that are in the columns can be sorted by", span,
                        "make it a column");
  }
  for (const BoundExpression& key : projection.keys) {
    if (!SameExpression(*key.expression, *expression, first_local)) continue;
    if (aggregates && !IsSimple(*expression))
      return CompileError("AmbiguousAggregationExpression",
                          "an expression that is grouped by cannot stand beside an aggregation",
                          span, "give it a name with AS and sort by that");
    expression = Reference(key.id, "", span);
    return {};
  }
  for (const ProjectionItem& item : projection.items) {
    if (projection.aggregates || !SameExpression(*item.expression, *expression, first_local))
      continue;
    expression = Reference(item.column.id, item.column.name, span);
    return {};
  }
  if (expression->As<Subquery>() != nullptr) aggregates = false;  // those within are its own
  QueryStatus status;
  ForEachChild(*expression, [&](ExpressionPtr& child) {
    if (status) status = ReplaceProjected(child, projection, first_local, aggregates);
  });
  return status;
}

QueryStatus Checker::CheckVisible(const Expression& expression, const Projection& projection,
                                  VariableId first_local) const {
  QueryStatus status;
  const auto has = [](const auto& bound, VariableId id) {
    return std::ranges::any_of(bound, [&](const BoundExpression& each) { return each.id == id; });
  };
  ForEachUsedVariable(expression, [&](const Variable& variable) {
    const VariableId id = variable.id;
    const bool column = std::ranges::any_of(
        projection.items, [&](const ProjectionItem& item) { return item.column.id == id; });
    if (!status || column || id >= first_local || id < outer_limit_ || has(projection.keys, id) ||
        has(projection.aggregations, id))
      return;
    status = CompileError("UndefinedVariable",
                          fmt::format("variable `{}` is not defined behind {}", variable.name,
                                      projection.aggregates ? "an aggregation" : "DISTINCT"),
                          variable.span, "make what is needed of it a column");
  });
  ForEachChild(expression, [&](const ExpressionPtr& child) {
    if (status) status = CheckVisible(*child, projection, first_local);
  });
  return status;
}

QueryStatus Checker::CheckRowCount(ExpressionPtr& count, std::string_view clause) {
  if (!count) return {};
  const Span span = count->span;
  const auto refuse = [&](std::string_view detail, std::string_view why) {
    return CompileError(detail, fmt::format("{} {}", clause, why), span);
  };
  if (const auto* literal = count->As<Literal>()) {
    const auto* number = literal->value.AsInteger();
    if (number == nullptr) return refuse("InvalidArgumentType", "takes an Integer");
    if (*number < 0) return refuse("NegativeIntegerArgument", "takes no negative number");
    return {};
  }
  bool names = false;
  const auto look = [&](auto&& self, const Expression& each) -> void {
    names = names || each.As<VariableExpression>() != nullptr ||
            each.As<PatternExpression>() != nullptr || each.As<PatternComprehension>() != nullptr ||
            each.As<Subquery>() != nullptr;
    ForEachChild(each, [&](const ExpressionPtr& child) { self(self, *child); });
  };
  look(look, *count);
  if (names)
    return refuse("NonConstantExpression",
                  "takes what is the same for all rows, so no variables and no patterns");
  const Held aggregations(aggregation_allowed_, false);
  CITYGRAPH_TRY(const Type type, Check(*count));
  if (!MayBe(type.kind, StaticType::kInteger))
    return refuse("InvalidArgumentType", "takes an Integer");
  return {};
}

}  // namespace citygraph::queries::cypher
