// Operators that change the graph. Each reads all rows of its input before its first change, so
// that a clause sees the graph as the clauses before it left it.
#include <algorithm>
#include <unordered_set>

#include "queries/cypher/execute/operators.h"
#include "queries/cypher/values/arithmetic.h"

namespace citygraph::queries::cypher {
namespace {

bool Unstorable(Context& context, std::string_view key, const Value& value, Span where) {
  return context.trap.Fail(ErrorKind::kTypeError, "InvalidPropertyType",
                           "property `" + std::string(key) + "` cannot hold " + Describe(value) +
                               " (" + std::string(KindName(value.kind())) +
                               "): properties are booleans, numbers, strings, temporal values and "
                               "lists of these",
                           where);
}

bool Done(Context& context, Status status) {
  return status.has_value() || context.trap.Fail(std::move(status).error());
}

// The properties that a pattern writes, without nulls. With `null_is_wrong`, as MERGE wants it,
// a null is an error.
bool EvalProperties(Context& context, const Expr* expression, const Row& row, bool null_is_wrong,
                    Span where, ValueMap& out) {
  out = ValueMap();
  if (expression == nullptr) return true;
  Value value;
  if (!expression->Eval(context, row, value)) return false;
  const ValueMap* map = value.AsMap();
  if (map == nullptr) {
    if (value.is_null() && !null_is_wrong) return true;
    return context.trap.Fail(ErrorKind::kTypeError, "InvalidArgumentType",
                             "the properties of a pattern are a map, not " + Describe(value),
                             where);
  }
  for (const MapEntry& entry : *map) {
    if (entry.value.is_null()) {
      if (!null_is_wrong) continue;
      return context.trap.Fail(ErrorKind::kSemanticError, "MergeReadOwnWrites",
                               "MERGE cannot look for property `" + entry.key +
                                   "`, which is null: no node or relationship would be found again",
                               where);
    }
    if (!IsStorable(entry.value)) return Unstorable(context, entry.key, entry.value, where);
    out.Put(entry.key, entry.value);
  }
  return true;
}

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

// Sets or removes properties and labels.
class Changer {
 public:
  static bool Apply(Context& context, const SetAction& action, const Row& row) {
    Value target;
    if (!action.target->Eval(context, row, target)) return false;
    if (target.is_null()) return true;
    if (target.AsNode() == nullptr && target.AsRelationship() == nullptr) {
      return context.trap.Fail(ErrorKind::kTypeError, "InvalidArgumentType",
                               "a node or relationship can be changed, not " + Describe(target) +
                                   " (" + std::string(KindName(target.kind())) + ")",
                               action.where);
    }
    const bool deleted = target.AsNode() != nullptr
                             ? context.entities.IsDeleted(*target.AsNode())
                             : context.entities.IsDeleted(*target.AsRelationship());
    if (deleted) {
      return context.trap.Fail(ErrorKind::kEntityNotFound, "DeletedEntityAccess",
                               Describe(target) + " has been deleted and cannot be changed",
                               action.where);
    }
    switch (action.kind) {
      case SetAction::Kind::kProperty: {
        Value value;
        if (action.value && !action.value->Eval(context, row, value)) return false;
        return Put(context, target, action.key, value, action.where);
      }
      case SetAction::Kind::kReplace:
      case SetAction::Kind::kAdd:
        return PutAll(context, action, target, row);
      case SetAction::Kind::kLabels:
      case SetAction::Kind::kRemoveLabels:
        return Labels(context, action, target);
    }
    return false;
  }

 private:
  static bool Read(Context& context, const Value& entity, ValueMap& out) {
    return entity.AsNode() != nullptr
               ? context.entities.Properties(*entity.AsNode(), out, context.trap)
               : context.entities.Properties(*entity.AsRelationship(), out, context.trap);
  }

  static bool Put(Context& context, const Value& target, std::string_view key, const Value& value,
                  Span where) {
    if (!IsStorable(value)) return Unstorable(context, key, value, where);
    Value before;
    if (!PropertyOf(context, target, key, before, where)) return false;
    if (value.is_null() && before.is_null()) return true;
    ++context.counters.properties_set;
    if (const NodeId* node = target.AsNode()) {
      context.entities.Forget(*node);
      return Done(context, context.writer->SetProperty(*node, key, value));
    }
    context.entities.Forget(*target.AsRelationship());
    return Done(context, context.writer->SetProperty(*target.AsRelationship(), key, value));
  }

  // target = map, target += map; the map may be that of another node or relationship.
  static bool PutAll(Context& context, const SetAction& action, const Value& target,
                     const Row& row) {
    Value source;
    if (!action.value->Eval(context, row, source)) return false;
    ValueMap wanted;
    if (const ValueMap* map = source.AsMap()) {
      wanted = *map;
    } else if (source.AsNode() != nullptr || source.AsRelationship() != nullptr) {
      if (!Read(context, source, wanted)) return false;
    } else if (source.is_null()) {
      if (action.kind == SetAction::Kind::kAdd) return true;
    } else {
      return context.trap.Fail(
          ErrorKind::kTypeError, "InvalidArgumentType",
          "properties come from a map, node or relationship, not from " + Describe(source),
          action.where);
    }
    if (action.kind == SetAction::Kind::kReplace) {
      ValueMap held;
      if (!Read(context, target, held)) return false;
      for (const MapEntry& entry : held) {
        if (wanted.Find(entry.key) == nullptr &&
            !Put(context, target, entry.key, Value(), action.where))
          return false;
      }
    }
    for (const MapEntry& entry : wanted) {
      if (!Put(context, target, entry.key, entry.value, action.where)) return false;
    }
    return true;
  }

  static bool Labels(Context& context, const SetAction& action, const Value& target) {
    const NodeId* node = target.AsNode();
    if (node == nullptr) {
      return context.trap.Fail(ErrorKind::kTypeError, "InvalidArgumentType",
                               "a node has labels, " + Describe(target) + " has none",
                               action.where);
    }
    const bool removes = action.kind == SetAction::Kind::kRemoveLabels;
    for (const std::string& label : action.labels) {
      const auto* record = context.entities.Find(*node, context.trap);
      if (record == nullptr) return false;
      const auto token = context.entities.Label(label);
      const bool has = token && std::ranges::find(record->labels, *token) != record->labels.end();
      if (has != removes) continue;
      ++(removes ? context.counters.labels_removed : context.counters.labels_added);
      context.entities.Forget(*node);
      if (!Done(context, removes ? context.writer->RemoveLabel(*node, label)
                                 : context.writer->AddLabel(*node, label)))
        return false;
    }
    return true;
  }
};

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
        Batch in;
        if (!Pull(context, in)) return false;
        if (in.rows == 0) break;
        std::size_t size = 0;
        for (const Column& column : in.columns) {
          for (std::size_t row = 0; row < column.size(); ++row) {
            const Value* value = column.ValueAt(row);
            size += value == nullptr ? 8 : SizeOf(*value);
          }
        }
        if (!context.Reserve(size)) return false;
        input.push_back(std::move(in));
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

bool DeleteOne(Context& context, RelationshipId id) {
  if (context.entities.IsDeleted(id)) return true;
  if (!context.entities.MarkDeleted(id, context.trap)) return false;
  ++context.counters.relationships_deleted;
  return Done(context, context.writer->DeleteRelationship(id));
}

bool DeleteOne(Context& context, NodeId id) {
  context.entities.MarkDeleted(id);
  ++context.counters.nodes_deleted;
  return Done(context, context.writer->DeleteNode(id));
}

class DeleteOperator : public Update {
 public:
  DeleteOperator(const DeletePlan& plan, OperatorPtr input)
      : Update(std::move(input)), plan_(plan) {}

 protected:
  bool Change(Context& context, std::vector<Batch>& input) override {
    nodes_.clear();
    relationships_.clear();
    for (Batch& rows : input) {
      for (std::size_t row = 0; row < rows.rows; ++row) {
        for (const auto& [target, where] : plan_.targets) {
          Value value;
          if (!target->Eval(context, {&rows, row}, value)) return false;
          if (!Collect(context, value, where)) return false;
        }
      }
    }
    for (const RelationshipId id : relationships_) {
      if (!DeleteOne(context, id)) return false;
    }
    nodes_.insert(nodes_.end(), context.doomed.begin(), context.doomed.end());
    context.doomed.clear();
    for (const NodeId id : nodes_) {
      if (!context.Tick()) return false;
      if (context.entities.IsDeleted(id)) continue;
      auto hanging = context.entities.view().NeighboursOf(id, Direction::kBoth);
      if (!hanging) return context.trap.Fail(std::move(hanging).error());
      if (!hanging->empty() && !plan_.detach) {
        context.doomed.push_back(id);
        continue;
      }
      for (const Adjacent& each : *hanging) {
        if (!DeleteOne(context, each.relationship)) return false;
      }
      if (!DeleteOne(context, id)) return false;
    }
    batches_ = std::move(input);
    return true;
  }

 private:
  bool Collect(Context& context, const Value& value, Span where) {
    switch (value.kind()) {
      case ValueKind::kNull:
        return true;
      case ValueKind::kNode:
        nodes_.push_back(*value.AsNode());
        return true;
      case ValueKind::kRelationship:
        relationships_.push_back(*value.AsRelationship());
        return true;
      case ValueKind::kPath: {
        const Path& path = *value.AsPath();
        nodes_.insert(nodes_.end(), path.nodes.begin(), path.nodes.end());
        relationships_.insert(relationships_.end(), path.relationships.begin(),
                              path.relationships.end());
        return true;
      }
      default:
        return context.trap.Fail(ErrorKind::kTypeError, "InvalidArgumentType",
                                 "a node, relationship or path can be deleted, not " +
                                     Describe(value) + " (" + std::string(KindName(value.kind())) +
                                     ")",
                                 where);
    }
  }

  const DeletePlan& plan_;
  std::vector<NodeId> nodes_;
  std::vector<RelationshipId> relationships_;
};

}  // namespace

bool DeleteDoomed(Context& context) {
  for (const NodeId id : context.doomed) {
    if (context.entities.IsDeleted(id)) continue;
    auto hanging = context.entities.view().NeighboursOf(id, Direction::kBoth);
    if (!hanging) return context.trap.Fail(std::move(hanging).error());
    if (!hanging->empty()) {
      return context.trap.Fail(ErrorKind::kConstraintVerificationFailed, "DeleteConnectedNode",
                               "node " + std::to_string(Raw(id)) + " still has " +
                                   std::to_string(hanging->size()) +
                                   " relationships; delete them first or use DETACH DELETE");
    }
    if (!DeleteOne(context, id)) return false;
  }
  context.doomed.clear();
  return true;
}

OperatorPtr MakeCreate(const CreatePlan& plan, OperatorPtr input) {
  return std::make_unique<CreateOperator>(plan, std::move(input));
}
OperatorPtr MakeMerge(const MergePlan& plan, OperatorPtr input, OperatorPtr inner) {
  return std::make_unique<MergeOperator>(plan, std::move(input), std::move(inner));
}
OperatorPtr MakeSet(const SetPlan& plan, OperatorPtr input) {
  return std::make_unique<SetOrRemove>(plan, plan.actions, std::move(input));
}
OperatorPtr MakeRemove(const RemovePlan& plan, OperatorPtr input) {
  return std::make_unique<SetOrRemove>(plan, plan.actions, std::move(input));
}
OperatorPtr MakeDelete(const DeletePlan& plan, OperatorPtr input) {
  return std::make_unique<DeleteOperator>(plan, std::move(input));
}

}  // namespace citygraph::queries::cypher
