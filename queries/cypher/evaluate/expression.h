// An expression ready to run: variables are columns, functions are pointers, names are numbers.
//
// Expressions never change after they are made; what changes while they run is in the Context.
#pragma once

#include <memory>
#include <span>
#include <string>
#include <utility>
#include <vector>

#include "queries/cypher/evaluate/batch.h"
#include "queries/cypher/evaluate/context.h"
#include "queries/cypher/evaluate/flat_vector.h"
#include "queries/cypher/syntax/ast.h"

namespace citygraph::queries::cypher {

class Expr {
 public:
  virtual ~Expr() = default;
  // The value for one row; false with an error in the context's trap.
  virtual bool Eval(Context& context, const Row& row, Value& out) const = 0;
  // The values for all rows at once; false, and no error, when they are not all of one plain form:
  // then each row is to be asked.
  virtual bool Flat(Context& /*context*/, const Batch& /*batch*/, FlatVector& /*out*/) const {
    return false;
  }
  // As a condition: keeps of `rows` those for which it is true. False with an error.
  virtual bool Select(Context& context, const Batch& batch, std::vector<std::uint32_t>& rows) const;
  // Whether it is true or false for every row, or fails: then what Select leaves out is false.
  virtual bool IsTrueOrFalse() const { return false; }
};
using ExprPtr = std::unique_ptr<Expr>;

// The body of a function. Arguments are evaluated; their number was checked before.
using FunctionBody = bool (*)(Context& context, std::span<const Value> arguments, Value& out);

struct PlanNode;

// The plan of a subquery within an expression, seen from there.
struct SubplanHandle {
  std::uint32_t number = 0;   // in Context::subplans
  std::vector<Slot> columns;  // of the row around, that it uses
  std::vector<Slot> locals;   // variables of comprehensions that it uses
  // Where rows that go through it are numbered, when it may be asked for many rows at once;
  // kNoSlot: one by one.
  Slot ordinal = kNoSlot;
  std::shared_ptr<const PlanNode> plan;
};

ExprPtr MakeConstant(Value value);
ExprPtr MakeParameter(std::uint32_t number);
ExprPtr MakeColumn(Slot slot);
ExprPtr MakeLocal(Slot slot);
ExprPtr MakeProperty(ExprPtr base, std::string name, Span where);
// `key` is the name's number in the plan.
ExprPtr MakeColumnProperty(Slot slot, std::uint32_t key, std::string name, Span where);
ExprPtr MakeSubscript(ExprPtr base, ExprPtr index, Span where);
ExprPtr MakeSlice(ExprPtr base, ExprPtr from, ExprPtr to, Span where);
ExprPtr MakeHasLabels(ExprPtr base, std::vector<std::string> labels, Span where);
ExprPtr MakeList(std::vector<ExprPtr> elements);
ExprPtr MakeMap(std::vector<std::pair<std::string, ExprPtr>> entries);
// base{.*, .a, b: value}: null where the base is null.
struct ProjectionPart {
  bool all = false;  // .*
  std::string key;   // of the others
  ExprPtr value;     // null: the base's property of that name
};
ExprPtr MakeMapProjection(ExprPtr base, std::vector<ProjectionPart> parts, Span where);
ExprPtr MakeUnary(UnaryOperator op, ExprPtr operand, Span where);
ExprPtr MakeBinary(BinaryOperator op, ExprPtr left, ExprPtr right, Span where);
ExprPtr MakeComparison(std::vector<ExprPtr> operands, std::vector<ComparisonOperator> operators);
ExprPtr MakeLogical(LogicalOperator op, std::vector<ExprPtr> operands, Span where);
ExprPtr MakeIsNull(ExprPtr operand, bool negated);
ExprPtr MakeCall(FunctionBody body, std::vector<ExprPtr> arguments, Span where);
ExprPtr MakeCase(ExprPtr operand, std::vector<std::pair<ExprPtr, ExprPtr>> alternatives,
                 ExprPtr otherwise);
ExprPtr MakeListComprehension(Slot variable, ExprPtr list, ExprPtr where, ExprPtr result,
                              Span where_span);
ExprPtr MakeQuantifier(QuantifierKind kind, Slot variable, ExprPtr list, ExprPtr where, Span span);
ExprPtr MakeReduce(Slot accumulator, ExprPtr start, Slot variable, ExprPtr list, ExprPtr next,
                   Span where);

enum class SubplanResult : std::uint8_t {
  kExists,   // whether there is a row
  kCount,    // how many; where rows are numbered, `column` of the one row that each number has
  kCollect,  // the list of `column` over the rows
  kFirst,    // `column` of the first row, or null
};
ExprPtr MakeSubplan(SubplanResult result, SubplanHandle handle, Slot column);

// A path of the columns of nodes and relationships. `parts` alternate: a node's column, then for
// each hop the column of its relationship, or of the path of a variable-length hop.
struct PathHop {
  Slot slot = kNoSlot;
  bool is_path = false;  // the column holds a Path from the hop's first node to its last
};
ExprPtr MakePath(Slot first, std::vector<PathHop> hops);

// Whether a node or relationship has all properties of a map, as the map of a pattern asks.
ExprPtr MakeEntityMatchesMap(ExprPtr entity, ExprPtr map, Span where);

// The condition's answer as a filter sees it: null is not true. Anything but a boolean or null is a
// TypeError.
bool EvalCondition(const Expr& condition, Context& context, const Row& row, bool& out);

// A property of a node, relationship, map or temporal value; null of null.
bool PropertyOf(Context& context, const Value& base, std::string_view key, Value& out, Span where);

}  // namespace citygraph::queries::cypher
