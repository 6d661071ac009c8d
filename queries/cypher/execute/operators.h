// From a plan's operators to those that run. One function a kind, in the files named.
#pragma once

#include <algorithm>
#include <memory>
#include <span>

#include "queries/cypher/evaluate/operator.h"
#include "queries/cypher/plan/plan.h"

namespace citygraph::queries::cypher {

using OperatorPtr = std::unique_ptr<Operator>;

// Makes the operator and those below it. The plan must outlive them.
OperatorPtr MakeOperator(Context& context, const PlanNode& plan);

// rows.cc
OperatorPtr MakeUnit(const PlanNode& plan);
OperatorPtr MakeArgument(const PlanNode& plan);
OperatorPtr MakeFilter(const FilterPlan& plan, OperatorPtr input);
OperatorPtr MakeProject(const ProjectPlan& plan, OperatorPtr input);
OperatorPtr MakeUnwind(const UnwindPlan& plan, OperatorPtr input);
OperatorPtr MakeSkip(const SkipPlan& plan, OperatorPtr input);
OperatorPtr MakeLimit(const LimitPlan& plan, OperatorPtr input);
OperatorPtr MakeEmpty(OperatorPtr input);
// join.cc
OperatorPtr MakeOptional(const OptionalPlan& plan, OperatorPtr input, OperatorPtr inner);
OperatorPtr MakeUnion(const UnionPlan& plan, std::vector<OperatorPtr> inputs);
// procedure_call.cc
OperatorPtr MakeProcedureCall(const CallPlan& plan, OperatorPtr input);
// node_scan.cc
OperatorPtr MakeNodeScan(const NodeScanPlan& plan, OperatorPtr input);
// expand.cc
OperatorPtr MakeExpand(const ExpandPlan& plan, OperatorPtr input);
// var_expand.cc
OperatorPtr MakeVarExpand(const VarExpandPlan& plan, OperatorPtr input);
// shortest_path.cc
OperatorPtr MakeShortestPath(const ShortestPathPlan& plan, OperatorPtr input);
// aggregate.cc
OperatorPtr MakeAggregate(const AggregatePlan& plan, OperatorPtr input);
// distinct.cc
OperatorPtr MakeDistinct(const DistinctPlan& plan, OperatorPtr input);
// sort.cc
OperatorPtr MakeSort(const SortPlan& plan, OperatorPtr input);
// create.cc
OperatorPtr MakeCreate(const CreatePlan& plan, OperatorPtr input);
OperatorPtr MakeMerge(const MergePlan& plan, OperatorPtr input, OperatorPtr inner);
// set.cc
OperatorPtr MakeSet(const SetPlan& plan, OperatorPtr input);
OperatorPtr MakeRemove(const RemovePlan& plan, OperatorPtr input);
// delete.cc
OperatorPtr MakeDelete(const DeletePlan& plan, OperatorPtr input);

// Deletes what DELETE had to leave because relationships hung on it; ConstraintVerificationFailed
// for nodes that have some still. To be called at the end of the statement.
bool DeleteDoomed(Context& context);

// ------------------------------------------------------------------- shared by the operators

// Copies the columns that an operator hands on: rows[i] of `in` becomes row i of `out`.
inline void Carry(const PlanNode& plan, const Batch& in, std::span<const std::uint32_t> rows,
                  Batch& out) {
  for (const Slot slot : plan.carry) {
    if (in.Holds(slot)) out.columns[slot].Gather(in.columns[slot], rows);
  }
}

// The types of a hop that the graph knows, ascending, as GraphView::NeighboursInto wants them.
std::vector<TokenId> TypesOf(const Hop& hop, const GraphView& view);

// A non-negative integer, for SKIP and LIMIT.
bool EvalRowCount(const Expr& expression, Context& context, std::string_view what, Span where,
                  std::uint64_t& out);

// Reads the records of what the columns hold, so that evaluation finds them without asking the
// store one by one.
bool PrefetchColumns(Context& context, const Batch& batch, const std::vector<Slot>& slots);

// What an operator keeps, as the query's memory bound sees it: grows with it, and is given back
// when the operator starts again.
class KeptBytes {
 public:
  // False with an error beyond the bound.
  bool GrowTo(Context& context, std::size_t bytes) {
    if (bytes <= reserved_) return true;
    const std::size_t more = bytes - std::exchange(reserved_, bytes);
    return context.Reserve(more);
  }
  void Release(Context& context) { context.Release(std::exchange(reserved_, 0)); }

 private:
  std::size_t reserved_ = 0;
};

// An operator with one input, that it pulls from.
class PipedOperator : public Operator {
 public:
  explicit PipedOperator(OperatorPtr input) : input_(std::move(input)) {}

 protected:
  bool DoOpen(Context& context, const Batch* argument) override {
    in_.Reset(0);
    return input_->Open(context, argument);
  }
  // The next rows of the input, to in_; in_.rows is 0 at its end.
  bool Pull(Context& context) {
    in_.Reset(context.width);
    return context.Tick() && input_->Next(context, in_);
  }

  OperatorPtr input_;
  Batch in_;
};

// One that makes any number of rows of each row of its input.
class SpreadingOperator : public PipedOperator {
 public:
  SpreadingOperator(const PlanNode& plan, OperatorPtr input)
      : PipedOperator(std::move(input)), spread_(plan) {}

 protected:
  bool DoOpen(Context& context, const Batch* argument) override {
    row_ = 0;
    begun_ = false;
    return PipedOperator::DoOpen(context, argument);
  }
  bool DoNext(Context& context, Batch& out) final {
    sources_.clear();
    while (sources_.size() < kBatchRows) {
      if (row_ >= in_.rows) {
        // What was gathered refers to this batch: hand it on before the next.
        if (!sources_.empty()) break;
        if (!Pull(context)) return false;
        if (in_.rows == 0) break;
        if (!PrefetchColumns(context, in_, spread_.uses)) return false;
        row_ = 0;
      }
      if (!begun_ && !Begin(context)) return false;
      begun_ = true;
      bool more = false;
      if (!Spread(context, out, more)) return false;
      if (more) continue;
      ++row_;
      begun_ = false;
    }
    Carry(spread_, in_, sources_, out);
    out.rows = sources_.size();
    return true;
  }

  // Starts with row row_ of in_.
  virtual bool Begin(Context& context) = 0;
  // Appends rows to the columns that it binds, and calls Made for each, while there is Room; sets
  // `more` when the row has more to give.
  virtual bool Spread(Context& context, Batch& out, bool& more) = 0;

  // Spread of a list: appends what there is room for of `items`, from `at` on.
  template <class Items, class Append>
  void SpreadList(const Items& items, std::size_t& at, bool& more, const Append& append) {
    const std::size_t count = std::min(items.size() - at, Room());
    for (const auto& item : std::span(items).subspan(at, count)) append(item);
    Made(count);
    at += count;
    more = at < items.size();
  }

  std::size_t Room() const { return kBatchRows - sources_.size(); }
  void Made(std::size_t rows) {
    sources_.insert(sources_.end(), rows, static_cast<std::uint32_t>(row_));
  }
  Row InRow() const { return {&in_, row_}; }

  std::size_t row_ = 0;

 private:
  const PlanNode& spread_;
  bool begun_ = false;
  std::vector<std::uint32_t> sources_;  // for each row of the output, that of in_ which gave it
};

}  // namespace citygraph::queries::cypher
