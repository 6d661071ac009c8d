#include <fmt/format.h>

#include "queries/cypher/syntax/parse.h"

namespace citygraph::queries::cypher {

QueryResult<Query> Parser::ParseQuery(bool within) {
  Query query;
  CITYGRAPH_TRY(query.parts.emplace_back(), ParseSingleQuery());
  while (cursor_.Accept(Keyword::kUnion)) {
    const Span at = cursor_.Last().span;
    const bool all = cursor_.Accept(Keyword::kAll);
    if (query.parts.size() > 1 && all != query.union_all)
      return CompileError("InvalidClauseComposition",
                          "a query joins its parts by UNION or by UNION ALL, not by both", at);
    query.union_all = all;
    CITYGRAPH_TRY(query.parts.emplace_back(), ParseSingleQuery());
  }
  if (within && !cursor_.Is(Symbol::kRightBrace)) cursor_.Expected("}");
  return query;
}

QueryResult<SingleQuery> Parser::ParseSingleQuery() {
  const Span from = cursor_.Peek().span;
  SingleQuery query;
  while (true) {
    CITYGRAPH_TRY(const bool found, ParseClause(query.clauses));
    if (!found) break;
  }
  if (query.clauses.empty()) return Unexpected();
  query.span = cursor_.Since(from);
  return query;
}

QueryResult<bool> Parser::ParseClause(std::vector<Clause>& clauses) {
  const Span from = cursor_.Peek().span;
  const auto add = [&](auto parsed) -> QueryResult<bool> {
    if (!parsed) return std::unexpected(std::move(parsed).error());
    clauses.push_back({.node = std::move(*parsed), .span = cursor_.Since(from)});
    return true;
  };
  if (cursor_.Accept(Keyword::kMatch)) return add(ParseMatch(false));
  if (cursor_.Accept(Keyword::kOptional)) {
    CITYGRAPH_TRY(cursor_.Expect(Keyword::kMatch));
    return add(ParseMatch(true));
  }
  if (cursor_.Accept(Keyword::kUnwind)) return add(ParseUnwind());
  if (cursor_.Accept(Keyword::kWith)) return add(ParseWith());
  if (cursor_.Accept(Keyword::kReturn)) {
    CITYGRAPH_TRY(Projection projection, ParseProjection());
    return add(QueryResult<Return>(Return{std::move(projection)}));
  }
  if (cursor_.Accept(Keyword::kCreate)) {
    CITYGRAPH_TRY(Pattern pattern, ParsePattern());
    return add(QueryResult<Create>(Create{std::move(pattern)}));
  }
  if (cursor_.Accept(Keyword::kMerge)) return add(ParseMerge());
  if (cursor_.Accept(Keyword::kSet)) {
    CITYGRAPH_TRY(std::vector<SetItem> items, ParseSetItems());
    return add(QueryResult<Set>(Set{std::move(items)}));
  }
  if (cursor_.Accept(Keyword::kRemove)) return add(ParseRemove());
  if (cursor_.Accept(Keyword::kDetach)) {
    CITYGRAPH_TRY(cursor_.Expect(Keyword::kDelete));
    return add(ParseDelete(true));
  }
  if (cursor_.Accept(Keyword::kDelete)) return add(ParseDelete(false));
  if (cursor_.Accept(Keyword::kCall)) return add(ParseCall());
  return false;
}

QueryResult<ExpressionPtr> Parser::ParseOptionalWhere() {
  if (!cursor_.Accept(Keyword::kWhere)) return nullptr;
  return ParseExpression();
}

QueryResult<Match> Parser::ParseMatch(bool optional) {
  Match match{.optional = optional};
  CITYGRAPH_TRY(match.pattern, ParsePattern());
  CITYGRAPH_TRY(match.where, ParseOptionalWhere());
  return match;
}

QueryResult<Unwind> Parser::ParseUnwind() {
  Unwind unwind;
  CITYGRAPH_TRY(unwind.list, ParseExpression());
  CITYGRAPH_TRY(cursor_.Expect(Keyword::kAs));
  CITYGRAPH_TRY(unwind.variable, TakeVariable());
  return unwind;
}

QueryResult<With> Parser::ParseWith() {
  With with;
  CITYGRAPH_TRY(with.projection, ParseProjection());
  CITYGRAPH_TRY(with.where, ParseOptionalWhere());
  return with;
}

QueryResult<Projection> Parser::ParseProjection() {
  const Span from = cursor_.Peek().span;
  Projection projection;
  projection.distinct = cursor_.Accept(Keyword::kDistinct);
  CITYGRAPH_TRY(ParseItems(projection));
  CITYGRAPH_TRY(ParseOrder(projection));
  if (cursor_.Accept(Keyword::kSkip)) {
    CITYGRAPH_TRY(projection.skip, ParseExpression());
  }
  if (cursor_.Accept(Keyword::kLimit)) {
    CITYGRAPH_TRY(projection.limit, ParseExpression());
  }
  projection.span = cursor_.Since(from);
  return projection;
}

QueryStatus Parser::ParseItems(Projection& projection) {
  if (cursor_.Accept(Symbol::kStar)) {
    projection.star = true;
    if (!cursor_.Accept(Symbol::kComma)) return {};
  }
  do {
    ProjectionItem& item = projection.items.emplace_back();
    CITYGRAPH_TRY(item.expression, ParseExpression());
    if (cursor_.Accept(Keyword::kAs)) {
      CITYGRAPH_TRY(item.column, TakeVariable());
      item.named = true;
    } else {
      const auto* variable = item.expression->As<VariableExpression>();
      item.column.span = item.expression->span;
      item.column.name = variable != nullptr ? variable->variable.name
                                             : std::string(cursor_.TextOf(item.expression->span));
    }
  } while (cursor_.Accept(Symbol::kComma));
  return {};
}

QueryStatus Parser::ParseOrder(Projection& projection) {
  if (!cursor_.Accept(Keyword::kOrder)) return {};
  CITYGRAPH_TRY(cursor_.Expect(Keyword::kBy));
  do {
    SortItem& item = projection.order_by.emplace_back();
    CITYGRAPH_TRY(item.expression, ParseExpression());
    if (cursor_.Accept(Keyword::kDesc) || cursor_.Accept(Keyword::kDescending)) {
      item.descending = true;
    } else if (!cursor_.Accept(Keyword::kAsc)) {
      cursor_.Accept(Keyword::kAscending);
    }
  } while (cursor_.Accept(Symbol::kComma));
  return {};
}

QueryResult<std::vector<SetItem>> Parser::ParseSetItems() {
  std::vector<SetItem> items;
  do {
    const Span from = cursor_.Peek().span;
    SetItem& item = items.emplace_back();
    CITYGRAPH_TRY(ExpressionPtr target, ParsePostfix(false));
    auto* variable = target->As<VariableExpression>();
    if (auto* property = target->As<PropertyAccess>()) {
      CITYGRAPH_TRY(cursor_.Expect(Symbol::kEqual));
      SetProperty set{.base = std::move(property->base), .key = std::move(property->key)};
      CITYGRAPH_TRY(set.value, ParseExpression());
      item.node = std::move(set);
    } else if (variable != nullptr && cursor_.Is(Symbol::kColon)) {
      SetLabels set{.variable = std::move(variable->variable)};
      CITYGRAPH_TRY(set.labels, ParseLabels());
      item.node = std::move(set);
    } else if (variable != nullptr) {
      SetProperties set{.variable = std::move(variable->variable)};
      set.add = cursor_.Accept(Symbol::kPlusEqual);
      if (!set.add) CITYGRAPH_TRY(cursor_.Expect(Symbol::kEqual));
      CITYGRAPH_TRY(set.value, ParseExpression());
      item.node = std::move(set);
    } else {
      return CompileError(
          "UnexpectedSyntax", "SET takes a property, a variable or a variable with labels",
          target->span, "write SET n.name = …, SET n = …, SET n += … or SET n:Label");
    }
    item.span = cursor_.Since(from);
  } while (cursor_.Accept(Symbol::kComma));
  return items;
}

QueryResult<Remove> Parser::ParseRemove() {
  Remove remove;
  do {
    const Span from = cursor_.Peek().span;
    RemoveItem& item = remove.items.emplace_back();
    CITYGRAPH_TRY(ExpressionPtr target, ParsePostfix(false));
    auto* variable = target->As<VariableExpression>();
    if (auto* property = target->As<PropertyAccess>()) {
      item.node =
          RemoveProperty{.base = std::move(property->base), .key = std::move(property->key)};
    } else if (variable != nullptr) {
      if (!cursor_.Is(Symbol::kColon)) {
        CITYGRAPH_TRY(cursor_.Expect(Symbol::kColon));
      }
      RemoveLabels labels{.variable = std::move(variable->variable)};
      CITYGRAPH_TRY(labels.labels, ParseLabels());
      item.node = std::move(labels);
    } else {
      return CompileError("UnexpectedSyntax", "REMOVE takes a property or a variable with labels",
                          target->span, "write REMOVE n.name or REMOVE n:Label");
    }
    item.span = cursor_.Since(from);
  } while (cursor_.Accept(Symbol::kComma));
  return remove;
}

QueryResult<Delete> Parser::ParseDelete(bool detach) {
  Delete clause{.detach = detach};
  do {
    CITYGRAPH_TRY(clause.targets.emplace_back(), ParseExpression());
  } while (cursor_.Accept(Symbol::kComma));
  return clause;
}

QueryResult<Merge> Parser::ParseMerge() {
  Merge merge;
  CITYGRAPH_TRY(merge.pattern, ParsePath());
  while (cursor_.Accept(Keyword::kOn)) {
    const bool create = cursor_.Accept(Keyword::kCreate);
    if (!create) CITYGRAPH_TRY(cursor_.Expect(Keyword::kMatch));
    CITYGRAPH_TRY(cursor_.Expect(Keyword::kSet));
    CITYGRAPH_TRY(std::vector<SetItem> items, ParseSetItems());
    std::vector<SetItem>& all = create ? merge.on_create : merge.on_match;
    for (SetItem& item : items) all.push_back(std::move(item));
  }
  return merge;
}

QueryResult<Call> Parser::ParseCall() {
  Call call;
  CITYGRAPH_TRY(call.procedure, TakeQualifiedName("a procedure"));
  if (!cursor_.Accept(Symbol::kLeftParenthesis)) {
    call.implicit_arguments = true;
  } else if (!cursor_.Accept(Symbol::kRightParenthesis)) {
    do {
      CITYGRAPH_TRY(call.arguments.emplace_back(), ParseExpression());
    } while (cursor_.Accept(Symbol::kComma));
    CITYGRAPH_TRY(cursor_.Expect(Symbol::kRightParenthesis));
  }
  if (cursor_.Accept(Keyword::kYield)) CITYGRAPH_TRY(ParseYield(call));
  return call;
}

QueryStatus Parser::ParseYield(Call& call) {
  call.has_yield = true;
  // YIELD - says that nothing of the results is wanted.
  if (cursor_.Accept(Symbol::kMinus)) return {};
  if (cursor_.Accept(Symbol::kStar)) {
    call.yield_all = true;
    return {};
  }
  do {
    YieldItem& item = call.yields.emplace_back();
    CITYGRAPH_TRY(item.field, TakeName("a result of the procedure"));
    item.variable = {.name = item.field.text, .span = item.field.span};
    if (cursor_.Accept(Keyword::kAs)) {
      CITYGRAPH_TRY(item.variable, TakeVariable());
    }
  } while (cursor_.Accept(Symbol::kComma));
  CITYGRAPH_TRY(call.where, ParseOptionalWhere());
  return {};
}

}  // namespace citygraph::queries::cypher
