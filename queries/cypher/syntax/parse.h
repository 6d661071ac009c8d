// The parser by recursive descent: what parser.cc, parse_expression.cc, parse_pattern.cc and
// parse_clause.cc share. Not for others: see parser.h.
#pragma once

#include <set>
#include <string_view>
#include <utility>
#include <vector>

#include "engine/base/result.h"
#include "queries/cypher/syntax/ast.h"
#include "queries/cypher/syntax/parser.h"
#include "queries/cypher/syntax/token_cursor.h"

namespace citygraph::queries::cypher {

class Parser {
 public:
  explicit Parser(std::string_view text) : cursor_(text) {}

  QueryResult<Statement> ParseStatement();
  QueryResult<ExpressionPtr> ParseLoneExpression();

 private:
  // Counts how deep the parser is; `ok` is false when that is too deep.
  class Nesting {
   public:
    explicit Nesting(int& depth) : depth_(depth), ok(++depth <= kMaxNesting) {}
    Nesting(const Nesting&) = delete;
    Nesting& operator=(const Nesting&) = delete;
    ~Nesting() { --depth_; }

   private:
    int& depth_;

   public:
    const bool ok;
  };

  // parse_clause.cc
  QueryResult<Query> ParseQuery(bool within);
  QueryResult<SingleQuery> ParseSingleQuery();
  QueryResult<bool> ParseClause(std::vector<Clause>& clauses);  // false: there is none here
  QueryResult<Match> ParseMatch(bool optional);
  QueryResult<Unwind> ParseUnwind();
  QueryResult<With> ParseWith();
  QueryResult<Projection> ParseProjection();
  QueryStatus ParseItems(Projection& projection);
  QueryStatus ParseOrder(Projection& projection);
  QueryResult<std::vector<SetItem>> ParseSetItems();
  QueryResult<Remove> ParseRemove();
  QueryResult<Delete> ParseDelete(bool detach);
  QueryResult<Merge> ParseMerge();
  QueryResult<Call> ParseCall();
  QueryStatus ParseYield(Call& call);
  QueryResult<ExpressionPtr> ParseOptionalWhere();

  // parse_pattern.cc
  QueryResult<Pattern> ParsePattern();
  QueryResult<PathPattern> ParsePath();         // with p = and shortestPath
  QueryResult<PathPattern> ParsePathElement();  // with shortestPath
  QueryResult<PathPattern> ParseChain();        // (a)-[]-(b)…
  QueryResult<NodePattern> ParseNode();
  QueryResult<RelationshipPattern> ParseRelationship();
  QueryStatus ParseRelationshipDetail(RelationshipPattern& relationship);
  QueryResult<HopRange> ParseHops();
  QueryResult<ExpressionPtr> ParsePatternProperties();
  QueryResult<std::vector<Name>> ParseLabels();  // :A:B
  bool AtDash(std::size_t ahead = 0) const;
  bool MayBeNode() const;
  bool AtShortestPath() const;

  // parse_expression.cc
  QueryResult<ExpressionPtr> ParseExpression();
  QueryResult<ExpressionPtr> ParseLogical(int level);
  QueryResult<ExpressionPtr> ParseNot();
  QueryResult<ExpressionPtr> ParseComparison();
  QueryResult<ExpressionPtr> ParsePredicate();
  QueryResult<ExpressionPtr> ParseArithmetic(int level);
  QueryResult<ExpressionPtr> ParseSign();
  QueryResult<ExpressionPtr> ParsePostfix(bool labels);
  QueryResult<ExpressionPtr> ParseSubscript(ExpressionPtr base, const Span& from);
  QueryResult<ExpressionPtr> ParseAtom();
  QueryResult<ExpressionPtr> ParseNamed();
  QueryResult<ExpressionPtr> ParseNumber(bool negative);
  QueryResult<ExpressionPtr> ParseString();
  QueryResult<ExpressionPtr> ParseParameter();
  QueryResult<ExpressionPtr> ParseParenthesis();
  QueryResult<ExpressionPtr> ParseBracket();
  QueryResult<ExpressionPtr> ParseListComprehension();
  QueryResult<ExpressionPtr> ParsePatternComprehension();
  QueryResult<ExpressionPtr> ParseMap();
  QueryResult<ExpressionPtr> ParseMapProjection();
  QueryResult<ExpressionPtr> ParseCase();
  QueryResult<ExpressionPtr> ParseFunctionCall();
  QueryResult<ExpressionPtr> ParseQuantifier(QuantifierKind kind);
  QueryResult<ExpressionPtr> ParseReduce();
  QueryResult<ExpressionPtr> ParseSubquery(SubqueryKind kind);
  bool AtFunctionCall() const;
  bool IsNameAt(std::size_t ahead) const;

  QueryResult<Name> TakeName(std::string_view what);
  QueryResult<Name> TakeQualifiedName(std::string_view what);
  QueryResult<Variable> TakeVariable();
  std::unexpected<QueryError> Unexpected() const { return std::unexpected(cursor_.Unexpected()); }
  std::unexpected<QueryError> TooDeep() const;

  // An expression that covers the text from `from` to the last token taken.
  QueryResult<ExpressionPtr> Make(decltype(Expression::node) node, const Span& from);

  TokenCursor cursor_;
  int depth_ = 0;
  // Where a bracket has been tried as a pattern in vain: each is tried once, however often an
  // expression around it is read again.
  std::set<std::size_t> no_pattern_at_;
};

}  // namespace citygraph::queries::cypher
