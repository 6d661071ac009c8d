// CALL.
#include <condition_variable>
#include <mutex>
#include <thread>

#include "queries/cypher/execute/operators.h"

namespace citygraph::queries::cypher {
namespace {

// Hands a statement's limits on to work that only looks at a Cancel: asks for them a hundred times
// a second, from a thread of its own, while it lives.
class Watch {
 public:
  explicit Watch(const Limits& limits) {
    if (limits.cancel == nullptr && !limits.deadline) return;
    thread_ = std::jthread([this, limits](const std::stop_token& stop) {
      std::mutex mutex;
      std::unique_lock lock(mutex);
      std::condition_variable_any ended;
      while (!ended.wait_for(lock, stop, std::chrono::milliseconds(10),
                             [&] { return stop.stop_requested(); })) {
        const bool given_up = limits.cancel != nullptr && limits.cancel->load();
        if (given_up || (limits.deadline && std::chrono::steady_clock::now() > *limits.deadline))
          cancel_.Request();
      }
    });
  }
  const Cancel* cancel() const { return &cancel_; }

 private:
  Cancel cancel_;
  std::jthread thread_;  // last: it ends first
};

class ProcedureCaller : public SpreadingOperator {
 public:
  ProcedureCaller(const CallPlan& plan, OperatorPtr input)
      : SpreadingOperator(plan, std::move(input)), plan_(plan) {}

 protected:
  bool Begin(Context& context) override {
    std::vector<Value> arguments(plan_.arguments.size());
    for (std::size_t i = 0; i < arguments.size(); ++i) {
      if (!plan_.arguments[i]->Eval(context, InRow(), arguments[i])) return false;
    }
    if (!watch_) watch_ = std::make_unique<Watch>(context.limits);
    ProcedureCall call{context.entities.view(), arguments, watch_->cancel()};
    auto rows = plan_.procedure->body(call);
    if (!rows) {
      if (!context.CheckTime()) return false;
      context.trap.Fail(std::move(rows).error());
      context.trap.Locate(plan_.where);
      return false;
    }
    const std::size_t fields = plan_.procedure->signature.results.size();
    for (const ValueList& row : *rows) {
      if (row.size() == fields) continue;
      return context.trap.Fail(ErrorKind::kProcedureError, "ProcedureCallFailed",
                               plan_.procedure->signature.name + " gave " +
                                   std::to_string(row.size()) + " values, its signature has " +
                                   std::to_string(fields),
                               plan_.where);
    }
    rows_ = std::move(*rows);
    at_ = 0;
    // A procedure without results lets its row pass.
    if (plan_.passes_rows) rows_.assign(1, ValueList());
    return true;
  }

  bool Spread(Context&, Batch& out, bool& more) override {
    SpreadList(rows_, at_, more, [&](const ValueList& row) {
      for (const auto& [index, slot] : plan_.outputs) out.columns[slot].Append(row[index]);
    });
    return true;
  }

 private:
  const CallPlan& plan_;
  std::unique_ptr<Watch> watch_;
  std::vector<ValueList> rows_;
  std::size_t at_ = 0;
};

}  // namespace

OperatorPtr MakeProcedureCall(const CallPlan& plan, OperatorPtr input) {
  return std::make_unique<ProcedureCaller>(plan, std::move(input));
}

}  // namespace citygraph::queries::cypher
