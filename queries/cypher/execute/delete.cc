// DELETE.
#include <algorithm>
#include <unordered_set>

#include "queries/cypher/execute/update.h"
#include "queries/cypher/values/arithmetic.h"

namespace citygraph::queries::cypher {

namespace {

// Takes back from a counter what was made and is gone again.
void TakeBack(std::uint64_t& counter, std::size_t count) {
  counter -= std::min<std::uint64_t>(counter, count);
}

bool DeleteOne(Context& context, RelationshipId id) {
  if (context.entities.IsDeleted(id)) return true;
  if (context.first_made_relationship && id >= *context.first_made_relationship) {
    const auto* record = context.entities.Find(id, context.trap);
    if (record == nullptr) return false;
    TakeBack(context.counters.properties_set, record->properties.size());
    TakeBack(context.counters.relationships_created, 1);
  } else {
    ++context.counters.relationships_deleted;
  }
  if (!context.entities.MarkDeleted(id, context.trap)) return false;
  return Done(context, context.writer->DeleteRelationship(id));
}

bool DeleteOne(Context& context, NodeId id) {
  if (context.first_made_node && id >= *context.first_made_node) {
    const auto* record = context.entities.Find(id, context.trap);
    if (record == nullptr) return false;
    TakeBack(context.counters.properties_set, record->properties.size());
    TakeBack(context.counters.labels_added, record->labels.size());
    TakeBack(context.counters.nodes_created, 1);
  } else {
    ++context.counters.nodes_deleted;
  }
  context.entities.MarkDeleted(id);
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
        context.doomed_where = plan_.targets.front().second;
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
                                   " relationships; delete them first or use DETACH DELETE",
                               context.doomed_where);
    }
    if (!DeleteOne(context, id)) return false;
  }
  context.doomed.clear();
  return true;
}

OperatorPtr MakeDelete(const DeletePlan& plan, OperatorPtr input) {
  return std::make_unique<DeleteOperator>(plan, std::move(input));
}

}  // namespace citygraph::queries::cypher
