// CREATE and MERGE.
#include <algorithm>

#include "queries/cypher/execute/changer.h"
#include "queries/cypher/execute/update.h"
#include "queries/cypher/values/arithmetic.h"

namespace citygraph::queries::cypher {

namespace {

// Makes what a pattern lacks, for one row: the new ids and paths are appended to its columns.
class PatternMaker {
 public:
  explicit PatternMaker(const std::vector<NewPart>& parts) : parts_(parts) {}

  bool Make(Context& context, Batch& rows, std::size_t row, bool merge) const {
    for (const NewPart& part : parts_) {
      const bool fine = std::visit(
          [&](const auto& each) { return MakeOne(context, each, rows, row, merge); }, part);
      if (!fine) return false;
    }
    return true;
  }

  // Errors of the properties that do not rest on what is made: what cannot be looked for is an
  // error of MERGE, whether or not it is there.
  bool CheckProperties(Context& context, const Batch& rows, std::size_t row) const {
    ValueMap ignored;
    for (const NewPart& part : parts_) {
      const bool fine = std::visit(
          [&](const auto& each) {
            if constexpr (requires { each.properties; }) {
              return each.speaks_of_new || EvalProperties(context, each.properties.get(),
                                                          {&rows, row}, true, each.where, ignored);
            } else {
              return true;
            }
          },
          part);
      if (!fine) return false;
    }
    return true;
  }

 private:
  static bool MakeOne(Context& context, const NewNode& node, Batch& rows, std::size_t row,
                      bool merge) {
    ValueMap properties;
    if (!EvalProperties(context, node.properties.get(), {&rows, row}, merge, node.where,
                        properties))
      return false;
    const std::vector<std::string_view> labels(node.labels.begin(), node.labels.end());
    auto id = context.writer->CreateNode(labels, properties);
    if (!id) return context.trap.Fail(std::move(id).error());
    if (!context.first_made_node) context.first_made_node = *id;
    ++context.counters.nodes_created;
    context.counters.labels_added +=
        std::unordered_set<std::string_view>(labels.begin(), labels.end()).size();
    context.counters.properties_set += properties.size();
    rows.columns[node.slot].Append(*id);
    return true;
  }

  static bool MakeOne(Context& context, const NewRelationship& relationship, Batch& rows,
                      std::size_t row, bool merge) {
    ValueMap properties;
    if (!EvalProperties(context, relationship.properties.get(), {&rows, row}, merge,
                        relationship.where, properties))
      return false;
    NodeId start{};
    NodeId end{};
    if (!End(context, rows, row, relationship.start, relationship.where, start) ||
        !End(context, rows, row, relationship.end, relationship.where, end))
      return false;
    auto id = context.writer->CreateRelationship(start, relationship.type, end, properties);
    if (!id) return context.trap.Fail(std::move(id).error());
    if (!context.first_made_relationship) context.first_made_relationship = *id;
    ++context.counters.relationships_created;
    context.counters.properties_set += properties.size();
    rows.columns[relationship.slot].Append(*id);
    return true;
  }

  static bool MakeOne(Context& context, const Assignment& path, Batch& rows, std::size_t row,
                      bool) {
    Value value;
    if (!path.value->Eval(context, {&rows, row}, value)) return false;
    rows.columns[path.slot].Append(std::move(value));
    return true;
  }

  static bool End(Context& context, const Batch& rows, std::size_t row, Slot slot, Span where,
                  NodeId& out) {
    if (!rows.columns[slot].NodeAt(row, out)) {
      const Value held = rows.columns[slot].At(row);
      return context.trap.Fail(
          held.is_null() ? ErrorKind::kSemanticError : ErrorKind::kTypeError,
          held.is_null() ? "MergeReadOwnWrites" : "InvalidArgumentType",
          "a relationship needs a node at both ends, one of these is " + Describe(held), where);
    }
    if (context.entities.IsDeleted(out)) {
      return context.trap.Fail(
          ErrorKind::kEntityNotFound, "DeletedEntityAccess",
          "node " + std::to_string(Raw(out)) + " has been deleted, no relationship can end there",
          where);
    }
    return true;
  }

  const std::vector<NewPart>& parts_;
};

class CreateOperator : public Update {
 public:
  CreateOperator(const CreatePlan& plan, OperatorPtr input)
      : Update(std::move(input)), plan_(plan), maker_(plan.parts) {}

 protected:
  bool Change(Context& context, std::vector<Batch>& input) override {
    for (Batch& rows : input) {
      if (!PrefetchColumns(context, rows, plan_.uses)) return false;
      for (std::size_t row = 0; row < rows.rows; ++row) {
        if (!context.Tick() || !maker_.Make(context, rows, row, false)) return false;
      }
    }
    batches_ = std::move(input);
    return true;
  }

 private:
  const CreatePlan& plan_;
  PatternMaker maker_;
};

class MergeOperator : public Update {
 public:
  MergeOperator(const MergePlan& plan, OperatorPtr input, OperatorPtr inner)
      : Update(std::move(input)), plan_(plan), inner_(std::move(inner)), maker_(plan.parts) {}

 protected:
  bool Change(Context& context, std::vector<Batch>& input) override {
    for (Batch& rows : input) {
      for (std::size_t row = 0; row < rows.rows; ++row) {
        if (!context.Tick() || !One(context, rows, row)) return false;
      }
      rows.Reset(0);
    }
    return true;
  }

 private:
  bool One(Context& context, const Batch& rows, std::size_t row) {
    Batch single;
    single.Reset(context.width);
    single.rows = 1;
    const auto index = static_cast<std::uint32_t>(row);
    for (std::size_t slot = 0; slot < rows.columns.size(); ++slot) {
      if (rows.Holds(static_cast<Slot>(slot)))
        single.columns[slot].Gather(rows.columns[slot], {&index, 1});
    }
    if (!maker_.CheckProperties(context, single, 0)) return false;
    if (!inner_->Open(context, &single)) return false;
    bool any = false;
    std::vector<Batch> matches;
    while (true) {
      Batch found;
      found.Reset(context.width);
      if (!inner_->Next(context, found)) return false;
      if (found.rows == 0) break;
      any = true;
      const std::vector<std::uint32_t> zeros(found.rows, 0);
      for (const Slot slot : plan_.carry) {
        if (single.Holds(slot)) {
          found.columns[slot].Clear();
          found.columns[slot].Gather(single.columns[slot], zeros);
        }
      }
      matches.push_back(std::move(found));
    }
    if (any) {
      for (Batch& found : matches) {
        for (std::size_t i = 0; i < found.rows; ++i) {
          for (const SetAction& action : plan_.on_match) {
            if (!Changer::Apply(context, action, {&found, i})) return false;
          }
        }
        batches_.push_back(std::move(found));
      }
      return true;
    }
    if (!maker_.Make(context, single, 0, true)) return false;
    for (const SetAction& action : plan_.on_create) {
      if (!Changer::Apply(context, action, {&single, 0})) return false;
    }
    batches_.push_back(std::move(single));
    return true;
  }

  const MergePlan& plan_;
  OperatorPtr inner_;
  PatternMaker maker_;
};

}  // namespace

OperatorPtr MakeCreate(const CreatePlan& plan, OperatorPtr input) {
  return std::make_unique<CreateOperator>(plan, std::move(input));
}
OperatorPtr MakeMerge(const MergePlan& plan, OperatorPtr input, OperatorPtr inner) {
  return std::make_unique<MergeOperator>(plan, std::move(input), std::move(inner));
}

}  // namespace citygraph::queries::cypher
