// SET and REMOVE.
#include "queries/cypher/execute/changer.h"

namespace citygraph::queries::cypher {

namespace {

class SetOrRemove : public Update {
 public:
  SetOrRemove(const PlanNode& plan, const std::vector<SetAction>& actions, OperatorPtr input)
      : Update(std::move(input)), plan_(plan), actions_(actions) {}

 protected:
  bool Change(Context& context, std::vector<Batch>& input) override {
    for (Batch& rows : input) {
      if (!PrefetchColumns(context, rows, plan_.uses)) return false;
      for (std::size_t row = 0; row < rows.rows; ++row) {
        if (!context.Tick()) return false;
        for (const SetAction& action : actions_) {
          if (!Changer::Apply(context, action, {&rows, row})) return false;
        }
      }
    }
    batches_ = std::move(input);
    return true;
  }

 private:
  const PlanNode& plan_;
  const std::vector<SetAction>& actions_;
};

}  // namespace

OperatorPtr MakeSet(const SetPlan& plan, OperatorPtr input) {
  return std::make_unique<SetOrRemove>(plan, plan.actions, std::move(input));
}
OperatorPtr MakeRemove(const RemovePlan& plan, OperatorPtr input) {
  return std::make_unique<SetOrRemove>(plan, plan.actions, std::move(input));
}

}  // namespace citygraph::queries::cypher
