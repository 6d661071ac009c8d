// Subqueries and paths.
#include <algorithm>
#include <numeric>

#include "queries/cypher/evaluate/expression_parts.h"
#include "queries/cypher/evaluate/operator.h"

namespace citygraph::queries::cypher {
namespace {

class SubplanExpr : public Expr {
 public:
  SubplanExpr(SubplanResult result, SubplanHandle handle, Slot column)
      : result_(result), handle_(std::move(handle)), column_(column) {}
  bool Eval(Context& context, const Row& row, Value& out) const override {
    if (!context.Tick()) return false;
    Operator& plan = PlanIn(context);
    const auto index = static_cast<std::uint32_t>(row.index);
    const Batch argument = ArgumentOf(context, *row.batch, {&index, 1});
    if (!plan.Open(context, &argument)) return false;
    std::int64_t count = 0;
    ValueList list;
    Batch rows;
    while (true) {
      rows.Reset(context.width);
      if (!plan.Next(context, rows)) return false;
      if (rows.rows == 0) break;
      count +=
          CountsEach() ? rows.columns[column_].IntegerAt(0) : static_cast<std::int64_t>(rows.rows);
      if (result_ == SubplanResult::kExists) break;
      if (result_ == SubplanResult::kFirst) {
        out = rows.columns[column_].At(0);
        return true;
      }
      if (result_ == SubplanResult::kCollect) {
        for (std::size_t i = 0; i < rows.rows; ++i) list.push_back(rows.columns[column_].At(i));
      }
    }
    switch (result_) {
      case SubplanResult::kExists:
        out = count > 0;
        break;
      case SubplanResult::kCount:
        out = count;
        break;
      case SubplanResult::kCollect:
        out = Value(std::move(list));
        break;
      case SubplanResult::kFirst:
        out = Value();
        break;
    }
    return true;
  }

  // EXISTS for many rows: one run of the plan, as a semi-join.
  bool Select(Context& context, const Batch& batch,
              std::vector<std::uint32_t>& rows) const override {
    if (result_ != SubplanResult::kExists || handle_.ordinal == kNoSlot || rows.size() < 2)
      return Expr::Select(context, batch, rows);
    Operator& plan = PlanIn(context);
    const Batch argument = ArgumentOf(context, batch, rows);
    if (!plan.Open(context, &argument)) return false;
    std::vector<bool> found(rows.size());
    std::size_t missing = rows.size();
    Batch answers;
    while (missing > 0) {
      answers.Reset(context.width);
      if (!context.Tick() || !plan.Next(context, answers)) return false;
      if (answers.rows == 0) break;
      const Column& ordinals = answers.columns[handle_.ordinal];
      for (std::size_t i = 0; i < answers.rows; ++i) {
        const auto row = static_cast<std::size_t>(ordinals.IntegerAt(i));
        if (!found[row]) --missing;
        found[row] = true;
      }
    }
    std::size_t kept = 0;
    for (std::size_t i = 0; i < rows.size(); ++i) {
      if (found[i]) rows[kept++] = rows[i];
    }
    rows.resize(kept);
    return true;
  }
  // COUNT for all rows: one run of the plan.
  bool Flat(Context& context, const Batch& batch, FlatVector& out) const override {
    if (!CountsEach()) return false;
    out.form = FlatVector::Form::kIntegers;
    if (CountAll(context, batch, out.numbers)) return true;
    // Asked one by one, the row that fails may not be asked at all.
    context.trap.Take();
    return false;
  }
  bool IsTrueOrFalse() const override { return result_ == SubplanResult::kExists; }

 private:
  // Whether the plan gives the number of each row that went in, and how many came of it.
  bool CountsEach() const { return result_ == SubplanResult::kCount && handle_.ordinal != kNoSlot; }

  bool CountAll(Context& context, const Batch& batch, std::vector<std::int64_t>& counts) const {
    Operator& plan = PlanIn(context);
    std::vector<std::uint32_t> all(batch.rows);
    std::iota(all.begin(), all.end(), 0U);
    const Batch argument = ArgumentOf(context, batch, all);
    if (!plan.Open(context, &argument)) return false;
    counts.assign(batch.rows, 0);
    Batch answers;
    while (true) {
      answers.Reset(context.width);
      if (!context.Tick() || !plan.Next(context, answers)) return false;
      if (answers.rows == 0) return true;
      for (std::size_t i = 0; i < answers.rows; ++i) {
        const std::int64_t row = answers.columns[handle_.ordinal].IntegerAt(i);
        counts[static_cast<std::size_t>(row)] = answers.columns[column_].IntegerAt(i);
      }
    }
  }

  // What the plan sees of those rows.
  Batch ArgumentOf(const Context& context, const Batch& batch,
                   std::span<const std::uint32_t> rows) const {
    Batch argument;
    argument.Reset(context.width);
    argument.rows = rows.size();
    for (const Slot slot : handle_.columns)
      argument.columns[slot].Gather(batch.columns[slot], rows);
    for (const Slot slot : handle_.locals) argument.columns[slot].Append(context.locals[slot]);
    if (handle_.ordinal != kNoSlot) {
      for (std::size_t i = 0; i < rows.size(); ++i)
        argument.columns[handle_.ordinal].Append(Value(static_cast<std::int64_t>(i)));
    }
    return argument;
  }

  Operator& PlanIn(Context& context) const {
    if (context.subplans.size() <= handle_.number) context.subplans.resize(handle_.number + 1);
    auto& plan = context.subplans[handle_.number];
    if (!plan) plan = context.make_operator(context, *handle_.plan);
    return *plan;
  }

  SubplanResult result_;
  SubplanHandle handle_;
  Slot column_;
};

class PathExpr : public Expr {
 public:
  PathExpr(Slot first, std::vector<PathHop> hops) : first_(first), hops_(std::move(hops)) {}
  bool Eval(Context& context, const Row& row, Value& out) const override {
    Path path;
    NodeId node{};
    if (!row.batch->columns[first_].NodeAt(row.index, node)) {
      out = Value();  // of an OPTIONAL MATCH that found nothing
      return true;
    }
    path.nodes.push_back(node);
    for (const PathHop& hop : hops_) {
      const Column& column = row.batch->columns[hop.slot];
      if (hop.is_path) {
        const Value* value = column.ValueAt(row.index);
        const Path* part = value == nullptr ? nullptr : value->AsPath();
        if (part == nullptr) {
          out = Value();
          return true;
        }
        Append(path, *part);
        continue;
      }
      RelationshipId relationship{};
      if (!column.RelationshipAt(row.index, relationship)) {
        out = Value();
        return true;
      }
      RelationshipEnds ends;
      if (!context.entities.EndsEvenDeleted(relationship, ends, context.trap)) return false;
      path.relationships.push_back(relationship);
      path.nodes.push_back(ends.start == path.nodes.back() ? ends.end : ends.start);
    }
    out = Value(std::move(path));
    return true;
  }

 private:
  // A hop may have been walked from its other end.
  static void Append(Path& path, const Path& part) {
    const bool forward = part.nodes.front() == path.nodes.back();
    const std::size_t hops = part.relationships.size();
    for (std::size_t i = 0; i < hops; ++i) {
      path.relationships.push_back(part.relationships[forward ? i : hops - 1 - i]);
      path.nodes.push_back(part.nodes[forward ? i + 1 : hops - 1 - i]);
    }
  }

  Slot first_;
  std::vector<PathHop> hops_;
};

}  // namespace

ExprPtr MakeSubplan(SubplanResult result, SubplanHandle handle, Slot column) {
  return std::make_unique<SubplanExpr>(result, std::move(handle), column);
}
ExprPtr MakePath(Slot first, std::vector<PathHop> hops) {
  return std::make_unique<PathExpr>(first, std::move(hops));
}

}  // namespace citygraph::queries::cypher
