// What a query says: the tree that the parser makes and the checker completes.
//
// Trees are values: they move, and own what is below them. `Expression` and `Clause` hold one of
// several kinds in a variant; std::visit over `node` is how a tree is walked.
//
// Two hands write here. The parser (syntax/parser.h) fills in all but what is marked "checker",
// which semantics/checker.h fills in, and rewrites what checked_query.h says that it rewrites.
#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <utility>
#include <variant>
#include <vector>

#include "engine/model/relationship.h"
#include "engine/model/value.h"
#include "queries/cypher/error.h"

namespace citygraph::queries::cypher {

// A variable of a checked query: an index into CheckedQuery::variables. Two variables of the same
// name in different scopes have different ids, and one variable has one id wherever it is seen.
enum class VariableId : std::uint32_t {};
inline constexpr VariableId kNoVariable{0xFFFFFFFFU};

// A name as written, without backticks.
struct Name {
  std::string text;
  Span span;
};

// Where a variable is bound or used. Parts of patterns have one even when the text gives them none:
// its name is then empty.
struct Variable {
  std::string name;
  Span span;
  VariableId id = kNoVariable;  // checker
  bool binds = false;           // checker: this is where the variable gets its value

  bool anonymous() const { return name.empty(); }
};

struct Expression;
// Null where the text has none.
using ExpressionPtr = std::unique_ptr<Expression>;
struct Query;

// ---------------------------------------------------------------------------------- patterns

struct NodePattern {
  Variable variable;
  std::vector<Name> labels;  // all of them
  ExpressionPtr properties;  // MapLiteral or Parameter
  Span span;
};

// `*2..3`. No lower bound means 1.
struct HopRange {
  std::optional<std::uint64_t> from;
  std::optional<std::uint64_t> to;
  Span span;
};

struct RelationshipPattern {
  Variable variable;  // with `hops`: a list of relationships
  Direction direction = Direction::kBoth;
  std::vector<Name> types;  // any of them; none: any type
  std::optional<HopRange> hops;
  ExpressionPtr properties;  // MapLiteral or Parameter
  Span span;
};

enum class PathSelector : std::uint8_t { kAll, kShortest, kAllShortest };

// (n0)-[r0]-(n1)-[r1]-(n2): one node more than relationships.
struct PathPattern {
  Variable variable;  // p = …
  PathSelector selector = PathSelector::kAll;
  std::vector<NodePattern> nodes;
  std::vector<RelationshipPattern> relationships;
  Span span;
};

using Pattern = std::vector<PathPattern>;  // never empty

// ------------------------------------------------------------------------------- expressions

// null, true, 1, 1.5, 'text'. Never a list or a map.
struct Literal {
  Value value;
};

struct Parameter {
  std::string name;  // without the $
};

struct VariableExpression {
  Variable variable;
};

struct PropertyAccess {  // base.key
  ExpressionPtr base;
  Name key;
};

struct Subscript {  // base[index], of lists, maps, nodes and relationships
  ExpressionPtr base;
  ExpressionPtr index;
};

struct Slice {  // base[from..to]
  ExpressionPtr base;
  ExpressionPtr from;  // may be null
  ExpressionPtr to;    // may be null
};

struct HasLabels {  // n:A:B, of a node; r:T, of a relationship
  ExpressionPtr base;
  std::vector<Name> labels;
};

struct ListLiteral {
  std::vector<ExpressionPtr> elements;
};

struct MapEntryExpression {
  Name key;
  ExpressionPtr value;
};

struct MapLiteral {
  std::vector<MapEntryExpression> entries;  // as written; of equal keys the last one counts
};

// base{.a, .*, key: value, other}: `other` is parsed as other: other.
struct MapProjection {
  struct Item {
    enum class Kind : std::uint8_t { kProperty, kAllProperties, kEntry };
    Kind kind;
    Name key;             // empty for kAllProperties
    ExpressionPtr value;  // of kEntry alone
  };
  Variable base;
  std::vector<Item> items;
};

enum class UnaryOperator : std::uint8_t { kNot, kPlus, kMinus };

struct Unary {
  UnaryOperator op;
  ExpressionPtr operand;
};

enum class BinaryOperator : std::uint8_t {
  kAdd,
  kSubtract,
  kMultiply,
  kDivide,
  kModulo,
  kPower,
  kIn,
  kStartsWith,
  kEndsWith,
  kContains,
  kMatches,  // =~
};

struct Binary {
  BinaryOperator op;
  ExpressionPtr left;
  ExpressionPtr right;
  Span op_span;
};

enum class ComparisonOperator : std::uint8_t {
  kEqual,
  kNotEqual,
  kLess,
  kLessOrEqual,
  kGreater,
  kGreaterOrEqual,
};

// a < b <= c means a < b AND b <= c, with b evaluated once. One operand more than operators.
struct Comparison {
  std::vector<ExpressionPtr> operands;
  std::vector<ComparisonOperator> operators;
};

enum class LogicalOperator : std::uint8_t { kAnd, kOr, kXor };

struct Logical {
  LogicalOperator op;
  std::vector<ExpressionPtr> operands;  // two or more
};

struct IsNull {
  ExpressionPtr operand;
  bool negated;  // IS NOT NULL
};

// An aggregation is a call too, until the checker moves it to its Projection.
struct FunctionCall {
  Name name;  // as written, with its namespaces: "duration.between"
  std::vector<ExpressionPtr> arguments;
  bool distinct = false;  // count(DISTINCT n)
  bool star = false;      // count(*)
  std::string canonical;  // checker: the name under which the function is known, as its signature
                          // spells it: "toUpper" for TOUPPER
};

struct CaseExpression {
  struct Alternative {
    ExpressionPtr when;
    ExpressionPtr then;
  };
  ExpressionPtr operand;  // CASE operand WHEN value …; null: CASE WHEN condition …
  std::vector<Alternative> alternatives;
  ExpressionPtr otherwise;  // null: the answer is null
};

struct ListComprehension {  // [x IN list WHERE condition | result]
  Variable variable;
  ExpressionPtr list;
  ExpressionPtr where;   // may be null
  ExpressionPtr result;  // null: x
};

struct PatternComprehension {  // [p = (a)-->(b) WHERE condition | result]
  PathPattern pattern;         // variables of the row around it are kept, others bind
  ExpressionPtr where;         // may be null
  ExpressionPtr result;
};

enum class QuantifierKind : std::uint8_t { kAll, kAny, kNone, kSingle };

struct Quantifier {  // all(x IN list WHERE condition)
  QuantifierKind kind;
  Variable variable;
  ExpressionPtr list;
  ExpressionPtr where;
};

struct Reduce {  // reduce(total = start, x IN list | next)
  Variable accumulator;
  ExpressionPtr start;
  Variable variable;
  ExpressionPtr list;
  ExpressionPtr next;
};

// (a)-->(b) as a condition: true when there is such a path. With a selector, shortestPath(…) as a
// value: a path or null, for kAllShortest a list of paths.
struct PatternExpression {
  PathPattern pattern;
};

enum class SubqueryKind : std::uint8_t { kExists, kCount, kCollect };

// EXISTS { MATCH … RETURN … }, COUNT { … }, COLLECT { … }. The short form EXISTS { (a)-->(b) WHERE
// … } is parsed as a MATCH without RETURN; any subquery but COLLECT may lack the RETURN.
struct Subquery {
  SubqueryKind kind;
  std::unique_ptr<Query> query;
};

struct Expression {
  std::variant<Literal, Parameter, VariableExpression, PropertyAccess, Subscript, Slice, HasLabels,
               ListLiteral, MapLiteral, MapProjection, Unary, Binary, Comparison, Logical, IsNull,
               FunctionCall, CaseExpression, ListComprehension, PatternComprehension, Quantifier,
               Reduce, PatternExpression, Subquery>
      node;
  Span span;
  int height = 1;  // levels of the tree from here down, those of patterns and subqueries included

  template <class T>
  const T* As() const {
    return std::get_if<T>(&node);
  }
  template <class T>
  T* As() {
    return std::get_if<T>(&node);
  }
};

// ----------------------------------------------------------------------------------- clauses

struct Match {
  bool optional = false;
  Pattern pattern;
  ExpressionPtr where;  // may be null
};

struct Unwind {
  ExpressionPtr list;
  Variable variable;
};

struct ProjectionItem {
  ExpressionPtr expression;
  Variable column;     // its name is the alias, else the expression as written
  bool named = false;  // AS was given
};

struct SortItem {
  ExpressionPtr expression;
  bool descending = false;
};

// An expression whose value gets a variable of its own: a grouping key, or a call that aggregates.
struct BoundExpression {
  VariableId id;
  ExpressionPtr expression;
};

// What WITH and RETURN share. See checked_query.h for the order in which its parts take effect.
struct Projection {
  bool distinct = false;
  bool star = false;                  // the checker puts what it stands for before `items`
  std::vector<ProjectionItem> items;  // after the check: all columns, in order
  std::vector<SortItem> order_by;
  ExpressionPtr skip;   // may be null
  ExpressionPtr limit;  // may be null
  Span span;

  bool aggregates = false;                    // checker
  std::vector<BoundExpression> keys;          // checker, if it aggregates: what rows are grouped by
  std::vector<BoundExpression> aggregations;  // checker: each a FunctionCall
};

struct With {
  Projection projection;
  ExpressionPtr where;  // may be null
};

struct Return {
  Projection projection;
};

struct Create {
  Pattern pattern;
};

struct SetProperty {  // base.key = value
  ExpressionPtr base;
  Name key;
  ExpressionPtr value;
};

struct SetProperties {  // variable = value; variable += value
  Variable variable;
  ExpressionPtr value;
  bool add = false;  // +=
};

struct SetLabels {  // variable:A:B
  Variable variable;
  std::vector<Name> labels;
};

struct SetItem {
  std::variant<SetProperty, SetProperties, SetLabels> node;
  Span span;
};

struct Set {
  std::vector<SetItem> items;
};

struct RemoveProperty {
  ExpressionPtr base;
  Name key;
};

struct RemoveLabels {
  Variable variable;
  std::vector<Name> labels;
};

struct RemoveItem {
  std::variant<RemoveProperty, RemoveLabels> node;
  Span span;
};

struct Remove {
  std::vector<RemoveItem> items;
};

struct Delete {
  bool detach = false;
  std::vector<ExpressionPtr> targets;
};

struct Merge {
  PathPattern pattern;
  std::vector<SetItem> on_create;
  std::vector<SetItem> on_match;
};

struct YieldItem {
  Name field;         // of the procedure's results
  Variable variable;  // the alias, else the field's name
};

struct Call {
  Name procedure;                        // as written, with its namespaces
  bool implicit_arguments = false;       // CALL name, without brackets: arguments are parameters
  std::vector<ExpressionPtr> arguments;  // after the check: one a parameter of the signature
  bool has_yield = false;
  bool yield_all = false;         // YIELD *
  std::vector<YieldItem> yields;  // after the check: also what YIELD * and a call that stands
                                  // alone give
  ExpressionPtr where;            // may be null
  bool standalone = false;        // checker: the query is this call and nothing else
};

struct Clause {
  std::variant<Match, Unwind, With, Return, Create, Set, Remove, Delete, Merge, Call> node;
  Span span;

  template <class T>
  const T* As() const {
    return std::get_if<T>(&node);
  }
  template <class T>
  T* As() {
    return std::get_if<T>(&node);
  }
};

// ----------------------------------------------------------------------------------- queries

struct SingleQuery {
  std::vector<Clause> clauses;  // never empty
  Span span;
};

// Parts joined by UNION or UNION ALL: all joints are of one kind.
struct Query {
  std::vector<SingleQuery> parts;  // never empty
  bool union_all = false;
  // Checker: the columns of the whole, when it has more than one part; each part's own columns are
  // in its RETURN, in the same order.
  std::vector<Variable> union_columns;
};

enum class StatementMode : std::uint8_t { kRun, kExplain, kProfile };

struct Statement {
  StatementMode mode = StatementMode::kRun;
  Query query;
};

}  // namespace citygraph::queries::cypher
