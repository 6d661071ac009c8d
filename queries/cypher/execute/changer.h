// Sets and removes properties and labels: for SET, REMOVE, and MERGE … ON CREATE, ON MATCH.
#pragma once

#include <algorithm>

#include "queries/cypher/execute/update.h"
#include "queries/cypher/values/arithmetic.h"

namespace citygraph::queries::cypher {

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

}  // namespace citygraph::queries::cypher
