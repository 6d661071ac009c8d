// Finds nodes: all, those of a label, or by an index.
#include "queries/cypher/execute/operators.h"

namespace citygraph::queries::cypher {
namespace {

class NodeScan : public SpreadingOperator {
 public:
  NodeScan(const NodeScanPlan& plan, OperatorPtr input)
      : SpreadingOperator(plan, std::move(input)), plan_(plan) {}

 protected:
  bool DoOpen(Context& context, const Batch* argument) override {
    // A scan without a value finds the same for all rows; and, if nothing writes, the next time
    // too.
    if (context.writer != nullptr) scanned_ = false;
    return SpreadingOperator::DoOpen(context, argument);
  }

  bool Begin(Context& context) override {
    at_ = 0;
    const GraphView& view = context.entities.view();
    if (plan_.value) {
      Value value;
      if (!plan_.value->Eval(context, InRow(), value)) return false;
      if (value.is_null()) {
        ids_.clear();
        return true;
      }
      return Take(context, view.NodesWithProperty(plan_.label, plan_.property, value));
    }
    if (scanned_) return true;
    scanned_ = true;
    return Take(context, plan_.label.empty() ? view.AllNodes() : view.NodesWithLabel(plan_.label));
  }

  bool Spread(Context&, Batch& out, bool& more) override {
    SpreadList(ids_, at_, more, [&](NodeId id) { out.columns[plan_.node].Append(id); });
    return true;
  }

 private:
  bool Take(Context& context, Result<std::vector<NodeId>> ids) {
    if (!ids) return context.trap.Fail(std::move(ids).error());
    ids_ = std::move(*ids);
    context.entities.CountReads(ids_.size());
    return true;
  }

  const NodeScanPlan& plan_;
  std::vector<NodeId> ids_;
  std::size_t at_ = 0;
  bool scanned_ = false;
};

}  // namespace

OperatorPtr MakeNodeScan(const NodeScanPlan& plan, OperatorPtr input) {
  return std::make_unique<NodeScan>(plan, std::move(input));
}

}  // namespace citygraph::queries::cypher
