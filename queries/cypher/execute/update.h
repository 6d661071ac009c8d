// What the operators that change the graph share. Each reads all rows of its input before its first
// change, so that a clause sees the graph as the clauses before it left it.
#pragma once

#include <string_view>

#include "queries/cypher/execute/operators.h"

namespace citygraph::queries::cypher {

// Always false, with a TypeError: the value is of no kind that a property has.
bool Unstorable(Context& context, std::string_view key, const Value& value, Span where);

// False with the store's error.
bool Done(Context& context, Status status);

// The properties that a pattern writes, without nulls. With `null_is_wrong`, as MERGE wants it,
// a null is an error.
bool EvalProperties(Context& context, const Expr* expression, const Row& row, bool null_is_wrong,
                    Span where, ValueMap& out);

// Reads the whole input, changes the graph, then hands the rows on.
class Update : public PipedOperator {
 public:
  explicit Update(OperatorPtr input) : PipedOperator(std::move(input)) {}

 protected:
  bool DoOpen(Context& context, const Batch* argument) override {
    batches_.clear();
    at_ = 0;
    done_ = false;
    return PipedOperator::DoOpen(context, argument);
  }

  bool DoNext(Context& context, Batch& out) override {
    if (!done_) {
      done_ = true;
      std::vector<Batch> input;
      while (true) {
        if (!Pull(context)) return false;
        if (in_.rows == 0) break;
        std::size_t size = 0;
        for (const Column& column : in_.columns) {
          for (std::size_t row = 0; row < column.size(); ++row) {
            const Value* value = column.ValueAt(row);
            size += value == nullptr ? 8 : SizeOf(*value);
          }
        }
        if (!context.Reserve(size)) return false;
        input.push_back(std::move(in_));
      }
      if (!Change(context, input)) return false;
    }
    if (at_ < batches_.size()) out = std::move(batches_[at_++]);
    return true;
  }

  // Fills in batches_, what is handed on.
  virtual bool Change(Context& context, std::vector<Batch>& input) = 0;

  std::vector<Batch> batches_;

 private:
  std::size_t at_ = 0;
  bool done_ = false;
};

}  // namespace citygraph::queries::cypher
