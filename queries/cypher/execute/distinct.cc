// DISTINCT: the first of equal rows passes.
#include "queries/cypher/execute/key_codes.h"
#include "queries/cypher/execute/operators.h"

namespace citygraph::queries::cypher {
namespace {

class Distinct : public PipedOperator {
 public:
  Distinct(const DistinctPlan& plan, OperatorPtr input)
      : PipedOperator(std::move(input)), plan_(plan), rows_({}) {
    std::vector<const Expr*> keys;
    for (const Slot slot : plan.columns) {
      columns_.push_back(MakeColumn(slot));
      keys.push_back(columns_.back().get());
    }
    rows_ = RowCodes(std::move(keys));
  }

 protected:
  bool DoOpen(Context& context, const Batch* argument) override {
    rows_.Clear();
    bytes_.Release(context);
    return PipedOperator::DoOpen(context, argument);
  }
  bool DoNext(Context& context, Batch& out) override {
    while (true) {
      if (!Pull(context)) return false;
      if (in_.rows == 0) return true;
      std::size_t known = rows_.size();
      if (!rows_.Encode(context, in_, codes_)) return false;
      if (!bytes_.GrowTo(context, rows_.bytes())) return false;
      kept_.clear();
      for (std::size_t row = 0; row < in_.rows; ++row) {
        if (codes_[row] < known) continue;
        known = codes_[row] + 1;  // new rows get ascending numbers
        kept_.push_back(static_cast<std::uint32_t>(row));
      }
      if (kept_.empty()) continue;
      Carry(plan_, in_, kept_, out);
      out.rows = kept_.size();
      return true;
    }
  }

 private:
  const DistinctPlan& plan_;
  std::vector<ExprPtr> columns_;
  RowCodes rows_;
  std::vector<std::uint32_t> codes_;
  std::vector<std::uint32_t> kept_;
  KeptBytes bytes_;
};

}  // namespace

OperatorPtr MakeDistinct(const DistinctPlan& plan, OperatorPtr input) {
  return std::make_unique<Distinct>(plan, std::move(input));
}

}  // namespace citygraph::queries::cypher
