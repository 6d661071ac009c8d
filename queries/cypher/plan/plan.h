// A plan: a tree of operators that says how a query runs. It is made once and may run many times,
// also at once in several threads: nothing in it changes while it runs.
//
// Rows flow from the leaves up. Every variable has a column (its Slot is its VariableId's number);
// hidden columns follow. `carry` lists the columns of the input that an operator hands on.
#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <utility>
#include <variant>
#include <vector>

#include "engine/model/relationship.h"
#include "queries/cypher/evaluate/expression.h"
#include "queries/cypher/functions/aggregation.h"
#include "queries/cypher/functions/procedures.h"

namespace citygraph::queries::cypher {

enum class PlanKind : std::uint8_t {
  kUnit,      // one row without columns
  kArgument,  // the rows of the query around this subplan
  kNodeScan,
  kExpand,
  kVarExpand,
  kShortestPath,
  kFilter,
  kProject,
  kAggregate,
  kDistinct,
  kSort,
  kSkip,
  kLimit,
  kUnwind,
  kOptional,
  kUnion,
  kCreate,
  kMerge,
  kSet,
  kRemove,
  kDelete,
  kCall,
  kEmpty,  // runs its input, gives no rows: the end of a query without RETURN
};

struct PlanNode {
  explicit PlanNode(PlanKind kind_) : kind(kind_) {}
  virtual ~PlanNode() = default;

  PlanKind kind;
  std::vector<std::unique_ptr<PlanNode>> inputs;  // rows come from inputs[0]; [1] is run for them
  std::vector<Slot> uses;                         // columns that its own expressions read
  std::vector<Slot> binds;                        // columns that it adds
  std::vector<Slot> carry;                        // filled in at the end of planning
  double rows = 1;                                // estimated
  std::uint32_t number = 0;                       // within the plan, for PROFILE
};
using PlanPtr = std::unique_ptr<PlanNode>;

struct Assignment {
  Slot slot = kNoSlot;
  ExprPtr value;
};

// All nodes, those of a label, or those that an index finds; for each row of the input.
struct NodeScanPlan : PlanNode {
  NodeScanPlan() : PlanNode(PlanKind::kNodeScan) {}
  Slot node = kNoSlot;
  std::string label;     // empty: all nodes
  std::string property;  // with `value`: an index seek
  ExprPtr value;
};

// The same relationships, seen from their other ends.
inline Direction Reversed(Direction direction) {
  if (direction == Direction::kBoth) return direction;
  return direction == Direction::kOutgoing ? Direction::kIncoming : Direction::kOutgoing;
}

// How a pattern's relationship is looked for.
struct Hop {
  Slot from = kNoSlot;
  Slot relationship = kNoSlot;
  Slot to = kNoSlot;
  Direction direction = Direction::kOutgoing;  // seen from `from`
  std::vector<std::string> types;              // none: any
  bool relationship_bound = false;             // it has a value: check, do not look
  bool from_bound = true;  // false only where the relationship is bound: both ends are found
  bool to_bound = false;
  std::vector<Slot> others;  // relationships of the same MATCH that this one must differ from
  // Where the only one of `others` is among those that are looked at, for it leads from `from` to
  // this node: leaving out one way back does as well. Else kNoSlot.
  Slot back = kNoSlot;
};

struct ExpandPlan : PlanNode {
  ExpandPlan() : PlanNode(PlanKind::kExpand) {}
  Hop hop;
  std::vector<std::string> to_labels;  // of the node found; empty where it is bound
  // Where nobody asks which nodes are found, only how often: a row of the input stays one row, and
  // this column says for how many it stands, at least one. `to` and the relationship stay empty.
  Slot times = kNoSlot;
  bool wants_relationship = true;  // someone reads it; if not, and `back` is set, others is empty
  // Whoever is above cares for different rows alone, and nobody for `from`: what is found twice for
  // the same row but for `from` may be left out.
  bool distinct = false;
  bool once = false;  // … and for `to`: one for each row is enough
};

struct VarExpandPlan : PlanNode {
  VarExpandPlan() : PlanNode(PlanKind::kVarExpand) {}
  Hop hop;  // its relationship column gets a list
  std::uint64_t least = 1;
  std::uint64_t most = ~std::uint64_t{0};
  Slot path = kNoSlot;  // gets the walk as a Path, for named paths
  ExprPtr condition;    // for each relationship on the way, bound to `each`; may be null
  Slot each = kNoSlot;
  bool reversed = false;   // walked against the pattern: the list is turned round
  bool wants_list = true;  // someone reads the relationships
  // Whoever is above cares for different rows alone: each end is found once, breadth first, instead
  // of once a trail, of which there may be exponentially many.
  bool ends_once = false;
};

// Between two bound nodes.
struct ShortestPathPlan : PlanNode {
  ShortestPathPlan() : PlanNode(PlanKind::kShortestPath) {}
  Hop hop;
  std::uint64_t least = 1;
  std::uint64_t most = ~std::uint64_t{0};
  bool all = false;
  bool single_hop = false;  // the relationship column gets one relationship, not a list
  Slot path = kNoSlot;
  ExprPtr condition;  // for each relationship on the way, bound to `each`; may be null
  Slot each = kNoSlot;
  // What WHERE says of the whole path: the shortest is looked for among those that satisfy it.
  std::vector<ExprPtr> conditions;
};

struct FilterPlan : PlanNode {
  FilterPlan() : PlanNode(PlanKind::kFilter) {}
  std::vector<ExprPtr> conditions;  // all must be true
  std::string text;                 // for EXPLAIN
};

// Adds columns.
struct ProjectPlan : PlanNode {
  ProjectPlan() : PlanNode(PlanKind::kProject) {}
  std::vector<Assignment> assignments;
};

struct AggregatePlan : PlanNode {
  AggregatePlan() : PlanNode(PlanKind::kAggregate) {}
  std::vector<Assignment> keys;
  struct Item {
    Slot slot = kNoSlot;
    AggregationKind function{};
    bool distinct = false;
    std::vector<ExprPtr> arguments;  // none: count(*)
    Span where;
  };
  std::vector<Item> items;
  // A row of the input stands for as many as these columns' product says. Only where every item
  // counts rows or ignores repeats.
  std::vector<Slot> times;
  // Within a subplan that many rows go through at once: the column of their numbers, which is the
  // last of the keys. Where it is the only one, each row of the query around has a group.
  Slot row = kNoSlot;
  bool by_columns = false;  // its keys are columns of the input as they are
};

struct DistinctPlan : PlanNode {
  DistinctPlan() : PlanNode(PlanKind::kDistinct) {}
  std::vector<Slot> columns;
};

struct SortPlan : PlanNode {
  SortPlan() : PlanNode(PlanKind::kSort) {}
  struct Key {
    ExprPtr value;
    bool descending = false;
  };
  std::vector<Key> keys;
  // Only that many first rows are wanted; may be null. Their sum counts.
  ExprPtr limit;
  ExprPtr skip;
};

struct SkipPlan : PlanNode {
  SkipPlan() : PlanNode(PlanKind::kSkip) {}
  ExprPtr count;
  Span where;
};

struct LimitPlan : PlanNode {
  LimitPlan() : PlanNode(PlanKind::kLimit) {}
  ExprPtr count;
  Span where;
  bool drain = false;  // the input writes: run it to its end
};

struct UnwindPlan : PlanNode {
  UnwindPlan() : PlanNode(PlanKind::kUnwind) {}
  Slot slot = kNoSlot;
  ExprPtr list;
};

// inputs[1] for each row of inputs[0]; a row for which it gives none stays, with nulls in `nulls`.
struct OptionalPlan : PlanNode {
  OptionalPlan() : PlanNode(PlanKind::kOptional) {}
  Slot ordinal = kNoSlot;  // numbers the rows on their way through inputs[1]
  std::vector<Slot> nulls;
};

// All rows of all inputs. Each input's columns are moved to `columns`.
struct UnionPlan : PlanNode {
  UnionPlan() : PlanNode(PlanKind::kUnion) {}
  std::vector<std::vector<Slot>> from;  // by input
  std::vector<Slot> columns;
};

// ------------------------------------------------------------------------------- updates

struct NewNode {
  Slot slot = kNoSlot;
  std::vector<std::string> labels;
  ExprPtr properties;          // a map, or null
  bool speaks_of_new = false;  // the properties read what the same pattern makes
  Span where;
};
struct NewRelationship {
  Slot slot = kNoSlot;
  std::string type;
  Slot start = kNoSlot;
  Slot end = kNoSlot;
  ExprPtr properties;
  bool speaks_of_new = false;
  Span where;
};
// What a pattern makes, one after another: each may speak of those before it. An Assignment is a
// named path.
using NewPart = std::variant<NewNode, NewRelationship, Assignment>;

struct CreatePlan : PlanNode {
  CreatePlan() : PlanNode(PlanKind::kCreate) {}
  std::vector<NewPart> parts;
};

struct SetAction {
  enum class Kind : std::uint8_t { kProperty, kReplace, kAdd, kLabels, kRemoveLabels };
  Kind kind{};
  ExprPtr target;
  std::string key;  // of kProperty
  ExprPtr value;
  std::vector<std::string> labels;
  Span where;
};

struct SetPlan : PlanNode {
  SetPlan() : PlanNode(PlanKind::kSet) {}
  std::vector<SetAction> actions;
};

struct RemovePlan : PlanNode {
  RemovePlan() : PlanNode(PlanKind::kRemove) {}
  std::vector<SetAction> actions;  // kProperty without value, kRemoveLabels
};

struct DeletePlan : PlanNode {
  DeletePlan() : PlanNode(PlanKind::kDelete) {}
  bool detach = false;
  std::vector<std::pair<ExprPtr, Span>> targets;
};

// inputs[1] looks for the pattern; where it finds nothing, it is made.
struct MergePlan : PlanNode {
  MergePlan() : PlanNode(PlanKind::kMerge) {}
  std::vector<NewPart> parts;
  std::vector<SetAction> on_create;
  std::vector<SetAction> on_match;
};

struct CallPlan : PlanNode {
  CallPlan() : PlanNode(PlanKind::kCall) {}
  std::shared_ptr<const Procedure> procedure;
  std::vector<ExprPtr> arguments;
  std::vector<std::pair<std::size_t, Slot>> outputs;  // index of the field, column
  bool passes_rows = false;                           // without fields: a row in, a row out
  Span where;
};

// ----------------------------------------------------------------------------- the whole

struct Plan {
  PlanPtr root;
  std::size_t width = 0;  // columns of a batch
  std::vector<std::string> columns;
  std::vector<Slot> column_slots;
  std::vector<std::string> parameters;  // by number
  std::vector<std::string> keys;        // property names by number
  std::vector<std::string> variables;   // names of columns, for EXPLAIN
  std::uint32_t operators = 0;
  std::uint32_t subplans = 0;
  bool writes = false;
  bool random = false;  // it calls rand(): the same row is not the same twice
};

}  // namespace citygraph::queries::cypher
