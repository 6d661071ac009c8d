// Expressions that bring variables of their own: comprehensions, quantifiers, subqueries.
#include <fmt/format.h>

#include <algorithm>

#include "queries/cypher/semantics/check.h"

namespace citygraph::queries::cypher {

using enum StaticType;

QueryResult<Type> Checker::CheckNode(ListComprehension& comprehension, const Span&) {
  CITYGRAPH_TRY(const Type element, CheckListOf(*comprehension.list));
  const Held aggregations(aggregation_allowed_, false);
  const Local local(*this, comprehension.variable, element);
  CITYGRAPH_TRY(CheckWhere(comprehension.where));
  if (!comprehension.result) return Of(kList, element.kind);
  const Held patterns(pattern_allowed_, false);
  CITYGRAPH_TRY(const Type result, Check(*comprehension.result));
  return Of(kList, result.kind);
}

QueryResult<Type> Checker::CheckNode(PatternComprehension& comprehension, const Span&) {
  const Held aggregations(aggregation_allowed_, false);
  const Held scope(scope_, Scope(scope_));
  CITYGRAPH_TRY(BindPath(comprehension.pattern, PatternPlace::kMatch, NextId()));
  CITYGRAPH_TRY(CheckPatternProperties(comprehension.pattern, PatternPlace::kMatch));
  CITYGRAPH_TRY(CheckWhere(comprehension.where));
  const Held patterns(pattern_allowed_, false);
  CITYGRAPH_TRY(const Type result, Check(*comprehension.result));
  return Of(kList, result.kind);
}

QueryResult<Type> Checker::CheckNode(Quantifier& quantifier, const Span&) {
  CITYGRAPH_TRY(const Type element, CheckListOf(*quantifier.list));
  const Held aggregations(aggregation_allowed_, false);
  const Local local(*this, quantifier.variable, element);
  CITYGRAPH_TRY(CheckWhere(quantifier.where));
  return Of(kBoolean);
}

QueryResult<Type> Checker::CheckNode(Reduce& reduce, const Span&) {
  CITYGRAPH_TRY(Check(*reduce.start));
  CITYGRAPH_TRY(const Type element, CheckListOf(*reduce.list));
  const Held aggregations(aggregation_allowed_, false);
  const Held patterns(pattern_allowed_, false);
  // The accumulator may change its type: 0 + 1.5.
  const Local accumulator(*this, reduce.accumulator, Of(kAny));
  const Local local(*this, reduce.variable, element);
  CITYGRAPH_TRY(Check(*reduce.next));
  return Of(kAny);
}

QueryResult<Type> Checker::CheckNode(PatternExpression& expression, const Span& span) {
  const bool is_path = expression.pattern.selector != PathSelector::kAll;
  if (!is_path && !pattern_allowed_)
    return CompileError("UnexpectedSyntax", "a pattern is a condition and no value", span,
                        "write EXISTS { … } for whether it is there, [ … | x ] for what it finds");
  CITYGRAPH_TRY(BindPath(expression.pattern, PatternPlace::kPredicate, NextId()));
  CITYGRAPH_TRY(CheckPatternProperties(expression.pattern, PatternPlace::kPredicate));
  if (!is_path) return Of(kBoolean);
  return expression.pattern.selector == PathSelector::kShortest ? Of(kPath) : Of(kList, kPath);
}

QueryResult<Type> Checker::CheckNode(Subquery& subquery, const Span&) {
  const Held aggregations(aggregation_allowed_, false);
  const Held inside(in_aggregation_, false);
  const Held patterns(pattern_allowed_, false);
  const Held outer(outer_, Scope(scope_));
  const Held limit(outer_limit_, NextId());
  const QueryPlace place = subquery.kind == SubqueryKind::kExists  ? QueryPlace::kExists
                           : subquery.kind == SubqueryKind::kCount ? QueryPlace::kCount
                                                                   : QueryPlace::kCollect;
  CITYGRAPH_TRY(CheckQuery(*subquery.query, place));
  switch (subquery.kind) {
    case SubqueryKind::kExists:
      return Of(kBoolean);
    case SubqueryKind::kCount:
      return Of(kInteger);
    case SubqueryKind::kCollect:
      return Of(kList);
  }
  return Of(kAny);
}

}  // namespace citygraph::queries::cypher
