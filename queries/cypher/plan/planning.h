// The planner: what the files of this folder share. Not for others: see planner.h.
#pragma once

#include <optional>
#include <set>
#include <string>
#include <utility>
#include <vector>

#include "queries/cypher/plan/planner.h"

namespace citygraph::queries::cypher {

using SlotSet = std::set<Slot>;

class Planner {
 public:
  Planner(const CheckedQuery& query, const PlanOptions& options);

  QueryResult<std::shared_ptr<const Plan>> Run();

 private:
  // planner.cc: queries and clauses. Each takes the plan so far and gives one that goes on.
  PlanPtr PlanQuery(const Query& query, bool within);
  PlanPtr PlanSingle(const SingleQuery& single, PlanPtr input);
  PlanPtr PlanClause(const Clause& clause, PlanPtr input);
  PlanPtr PlanNodeOf(const Match& match, PlanPtr input);
  PlanPtr PlanNodeOf(const Unwind& unwind, PlanPtr input);
  PlanPtr PlanNodeOf(const With& with, PlanPtr input);
  PlanPtr PlanNodeOf(const Return& result, PlanPtr input);
  PlanPtr PlanNodeOf(const Call& call, PlanPtr input);
  PlanPtr PlanFilter(const ExpressionPtr& where, PlanPtr input);

  // plan_projection.cc
  PlanPtr PlanProjection(const Projection& projection, PlanPtr input);
  bool IsRowCount(const AggregatePlan::Item& item, const Expression& argument) const;
  PlanPtr TakeLater(const Projection& projection, const SortPlan& sort, PlanPtr& plan);

  // plan_update.cc
  PlanPtr PlanNodeOf(const Create& create, PlanPtr input);
  PlanPtr PlanNodeOf(const Set& set, PlanPtr input);
  PlanPtr PlanNodeOf(const Remove& remove, PlanPtr input);
  PlanPtr PlanNodeOf(const Delete& clause, PlanPtr input);
  PlanPtr PlanNodeOf(const Merge& merge, PlanPtr input);
  // Adds to `parts` what the path lacks, and to `binds` their columns.
  void PlanNewPattern(const PathPattern& path, std::vector<NewPart>& parts,
                      std::vector<Slot>& binds);
  // The properties of something new; `speaks_of_new`: they read one of `binds`.
  ExprPtr CompileNewProperties(const ExpressionPtr& properties, const std::vector<Slot>& binds,
                               bool& speaks_of_new);
  SetAction PlanSetItem(const SetItem& item);

  // plan_expression.cc, and plan_subquery.cc for subqueries. Columns that the expression reads are
  // added to `references_`.
  ExprPtr Compile(const Expression& expression);
  ExprPtr CompileNode(const Literal& literal, const Span& span);
  ExprPtr CompileNode(const Parameter& parameter, const Span& span);
  ExprPtr CompileNode(const VariableExpression& variable, const Span& span);
  ExprPtr CompileNode(const PropertyAccess& access, const Span& span);
  ExprPtr CompileNode(const Subscript& subscript, const Span& span);
  ExprPtr CompileNode(const Slice& slice, const Span& span);
  ExprPtr CompileNode(const HasLabels& labels, const Span& span);
  ExprPtr CompileNode(const ListLiteral& list, const Span& span);
  ExprPtr CompileNode(const MapLiteral& map, const Span& span);
  ExprPtr CompileNode(const MapProjection& projection, const Span& span);
  ExprPtr CompileNode(const Unary& unary, const Span& span);
  ExprPtr CompileNode(const Binary& binary, const Span& span);
  ExprPtr CompileNode(const Comparison& comparison, const Span& span);
  ExprPtr CompileNode(const Logical& logical, const Span& span);
  ExprPtr CompileNode(const IsNull& is_null, const Span& span);
  ExprPtr CompileNode(const FunctionCall& call, const Span& span);
  ExprPtr CompileNode(const CaseExpression& expression, const Span& span);
  ExprPtr CompileNode(const ListComprehension& comprehension, const Span& span);
  ExprPtr CompileNode(const PatternComprehension& comprehension, const Span& span);
  ExprPtr CompileNode(const Quantifier& quantifier, const Span& span);
  ExprPtr CompileNode(const Reduce& reduce, const Span& span);
  ExprPtr CompileNode(const PatternExpression& pattern, const Span& span);
  ExprPtr CompileNode(const Subquery& subquery, const Span& span);
  ExprPtr CompileOptional(const ExpressionPtr& expression) {
    return expression ? Compile(*expression) : nullptr;
  }
  std::uint32_t KeyNumber(const std::string& name);
  std::uint32_t ParameterNumber(const std::string& name);
  ExprPtr ReadVariable(Slot slot);

  // A plan below an expression: `make` plans it from an Argument, with the variables around bound.
  template <class Make>
  ExprPtr CompileSubplan(SubplanResult result, Slot column, Make make);

  // Collects the columns that expressions read while it lives.
  class References {
   public:
    explicit References(Planner& planner)
        : planner_(planner), before_(std::exchange(planner.references_, &slots_)) {}
    References(const References&) = delete;
    References& operator=(const References&) = delete;
    ~References() { planner_.references_ = before_; }
    std::vector<Slot> Take() const { return {slots_.begin(), slots_.end()}; }
    const SlotSet& slots() const { return slots_; }

   private:
    Planner& planner_;
    SlotSet slots_;
    SlotSet* before_;
  };

  // A variable of a comprehension, for as long as it lives.
  class Local {
   public:
    Local(Planner& planner, Slot slot) : planner_(planner), slot_(slot) {
      planner.locals_.insert(slot);
    }
    Local(const Local&) = delete;
    Local& operator=(const Local&) = delete;
    ~Local() { planner_.locals_.erase(slot_); }

   private:
    Planner& planner_;
    Slot slot_;
  };

  // plan_match.cc
  struct PatternNode;
  struct PatternRelationship;
  struct Predicate;
  struct PatternGraph;
  PlanPtr PlanPattern(const std::vector<const PathPattern*>& paths, const Expression* where,
                      PlanPtr input);
  void AddPath(const PathPattern& path, PatternGraph& graph);
  void AddPredicate(const Expression& condition, PatternGraph& graph);
  void AddProperties(Slot slot, const Expression& properties, PatternGraph& graph);
  PlanPtr ApplyPredicates(PatternGraph& graph, PlanPtr input);
  PlanPtr ScanNode(PatternGraph& graph, std::size_t node, PlanPtr input);
  PlanPtr ExpandRelationship(PatternGraph& graph, std::size_t relationship, bool forward,
                             PlanPtr input);
  PlanPtr PlanInOrder(PatternGraph& graph, PlanPtr input);
  PlanPtr PlanByCost(PatternGraph& graph, PlanPtr input);
  PlanPtr PlanShortest(PatternGraph& graph, PlanPtr input);
  void CountNodes(PatternGraph& graph);
  double ScanRows(const PatternGraph& graph, std::size_t node) const;
  double Fanout(const PatternGraph& graph, std::size_t relationship, bool forward,
                const SlotSet& bound) const;
  double Selectivity(const PatternGraph& graph, Slot slot) const;
  double CostFrom(const PatternGraph& graph, std::size_t start, double rows) const;
  std::vector<Slot> OthersOf(const PatternGraph& graph, std::size_t relationship) const;
  Slot WayBack(const PatternGraph& graph, const Hop& hop) const;  // Hop::back
  bool HasIndex(const std::string& label, const std::string& property) const;

  // count_early.cc
  void CountEarly(PlanNode& node);
  void CountBelow(AggregatePlan& aggregate);
  bool WorthGrouping(const SlotSet& slots, const PlanNode& rows) const;

  // live.cc: fills in `carry` below `node`, given the columns that are needed above it. Gives the
  // columns that the Argument below must have.
  SlotSet Live(PlanNode& node, const SlotSet& required, bool ignores_repeats);
  static void SettleRelationship(ExpandPlan& expand, const SlotSet& required);
  static bool IgnoresRepeats(const PlanNode& node, bool above);
  static bool IgnoresRepeats(const AggregatePlan::Item& item);
  void Number(PlanNode& node);

  static Slot SlotOf(VariableId id) { return static_cast<Slot>(id); }
  Slot NewSlot(std::string name);
  bool IsBound(Slot slot) const { return bound_.contains(slot); }
  std::string TextOf(const Span& span) const;

  template <class T>
  static std::unique_ptr<T> On(PlanPtr input) {
    auto node = std::make_unique<T>();
    node->rows = input->rows;
    node->inputs.push_back(std::move(input));
    return node;
  }

  const CheckedQuery& query_;
  const PlanOptions& options_;
  std::shared_ptr<Plan> plan_;
  GraphStatistics unknown_;
  const GraphStatistics& statistics_;
  SlotSet bound_;        // variables that have a column here
  SlotSet outer_bound_;  // those of the query around a subquery: they stay behind WITH
  SlotSet never_null_;   // nodes and relationships that a MATCH found, not an OPTIONAL one
  std::map<Slot, double> node_counts_;  // how many nodes a pattern's node may be, about
  SlotSet locals_;
  SlotSet* references_ = nullptr;
};

}  // namespace citygraph::queries::cypher
