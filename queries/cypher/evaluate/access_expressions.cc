// Expressions that look into nodes, relationships, lists and maps.
#include <algorithm>
#include <optional>

#include "queries/cypher/evaluate/expression_parts.h"
#include "queries/cypher/evaluate/label_test.h"
#include "queries/cypher/temporal/components.h"
#include "queries/cypher/values/arithmetic.h"
#include "queries/cypher/values/compare.h"

namespace citygraph::queries::cypher {
namespace {

class PropertyExpr : public Expr {
 public:
  PropertyExpr(ExprPtr base, std::string name, Span where)
      : base_(std::move(base)), name_(std::move(name)), where_(where) {}
  bool Eval(Context& context, const Row& row, Value& out) const override {
    Value base;
    if (!base_->Eval(context, row, base)) return false;
    return PropertyOf(context, base, name_, out, where_);
  }

 private:
  ExprPtr base_;
  std::string name_;
  Span where_;
};

// The common case, without a Value between.
class ColumnPropertyExpr : public Expr {
 public:
  ColumnPropertyExpr(Slot slot, std::uint32_t key, std::string name, Span where)
      : slot_(slot), key_(key), name_(std::move(name)), where_(where) {}
  bool Eval(Context& context, const Row& row, Value& out) const override {
    const Column& column = row.batch->columns[slot_];
    if (column.form() == Column::Form::kNodes || column.form() == Column::Form::kRelationships) {
      const std::uint64_t id = column.numbers()[row.index];
      const auto key = context.Key(key_);
      if (id == Column::kNullId) {
        out = Value();
        return true;
      }
      // A key that the graph does not know still must not hide a deleted entity.
      const TokenId token = key.value_or(TokenId{0xFFFFFFFFU});
      const bool fine =
          column.form() == Column::Form::kNodes
              ? context.entities.Property(NodeId{id}, token, out, context.trap)
              : context.entities.Property(RelationshipId{id}, token, out, context.trap);
      if (!fine) context.trap.Locate(where_);
      return fine;
    }
    return PropertyOf(context, column.At(row.index), name_, out, where_);
  }
  bool Flat(Context& context, const Batch& batch, FlatVector& out) const override {
    const Column& column = batch.columns[slot_];
    const auto key = context.Key(key_);
    if (!key) return false;
    if (column.form() == Column::Form::kNodes)
      return context.entities.FlatNodeProperty(column.numbers(), *key, out);
    return column.form() == Column::Form::kRelationships &&
           context.entities.FlatRelationshipProperty(column.numbers(), *key, out);
  }

 private:
  Slot slot_;
  std::uint32_t key_;
  std::string name_;
  Span where_;
};

class SubscriptExpr : public Expr {
 public:
  SubscriptExpr(ExprPtr base, ExprPtr index, Span where)
      : base_(std::move(base)), index_(std::move(index)), where_(where) {}
  bool Eval(Context& context, const Row& row, Value& out) const override {
    Value base;
    Value index;
    if (!base_->Eval(context, row, base) || !index_->Eval(context, row, index)) return false;
    if (base.is_null() || index.is_null()) {
      out = Value();
      return true;
    }
    if (const ValueList* list = base.AsList()) {
      const std::int64_t* number = index.AsInteger();
      if (number == nullptr) {
        return TypeError(context, "ListElementAccessByNonInteger",
                         "a list is indexed by an Integer, not by " + Describe(index) + " (" +
                             KindOf(index) + ")",
                         where_);
      }
      const auto size = static_cast<std::int64_t>(list->size());
      const std::int64_t at = *number < 0 ? *number + size : *number;
      out = at < 0 || at >= size ? Value() : Value((*list)[static_cast<std::size_t>(at)]);
      return true;
    }
    if (base.AsMap() != nullptr || base.AsNode() != nullptr || base.AsRelationship() != nullptr) {
      const std::string* key = index.AsString();
      if (key == nullptr) {
        return TypeError(context, "MapElementAccessByNonString",
                         "a " + KindOf(base) + " is indexed by a String, not by " +
                             Describe(index) + " (" + KindOf(index) + ")",
                         where_);
      }
      return PropertyOf(context, base, *key, out, where_);
    }
    return TypeError(
        context, "InvalidArgumentType",
        "a list or map can be indexed, not " + Describe(base) + " (" + KindOf(base) + ")", where_);
  }

 private:
  ExprPtr base_;
  ExprPtr index_;
  Span where_;
};

class SliceExpr : public Expr {
 public:
  SliceExpr(ExprPtr base, ExprPtr from, ExprPtr to, Span where)
      : base_(std::move(base)), from_(std::move(from)), to_(std::move(to)), where_(where) {}
  bool Eval(Context& context, const Row& row, Value& out) const override {
    Value base;
    if (!base_->Eval(context, row, base)) return false;
    Value from = 0;
    Value to;
    if (from_ && !from_->Eval(context, row, from)) return false;
    if (to_ && !to_->Eval(context, row, to)) return false;
    if (base.is_null() || from.is_null() || (to_ && to.is_null())) {
      out = Value();
      return true;
    }
    const ValueList* list = base.AsList();
    if (list == nullptr) {
      return TypeError(context, "InvalidArgumentType",
                       "a list can be sliced, not " + Describe(base) + " (" + KindOf(base) + ")",
                       where_);
    }
    const auto size = static_cast<std::int64_t>(list->size());
    if (!to_) to = size;
    const std::int64_t* first = from.AsInteger();
    const std::int64_t* last = to.AsInteger();
    if (first == nullptr || last == nullptr) {
      return TypeError(
          context, "InvalidArgumentType",
          "the bounds of a slice are Integers, not " + Describe(first == nullptr ? from : to),
          where_);
    }
    const auto clamp = [&](std::int64_t at) {
      return std::clamp<std::int64_t>(at < 0 ? at + size : at, 0, size);
    };
    const std::int64_t begin = clamp(*first);
    const std::int64_t end = std::max(begin, clamp(*last));
    out = Value(ValueList(list->begin() + begin, list->begin() + end));
    return true;
  }

 private:
  ExprPtr base_;
  ExprPtr from_;
  ExprPtr to_;
  Span where_;
};

class HasLabelsExpr : public Expr {
 public:
  HasLabelsExpr(ExprPtr base, std::vector<std::string> labels, Span where)
      : base_(std::move(base)), labels_(std::move(labels)), where_(where) {}
  bool Eval(Context& context, const Row& row, Value& out) const override {
    Value base;
    if (!base_->Eval(context, row, base)) return false;
    if (base.is_null()) {
      out = Value();
      return true;
    }
    if (const NodeId* node = base.AsNode()) {
      bool has = false;
      if (!LabelTest(labels_).Test(context.entities, *node, has, context.trap)) return false;
      out = has;
      return true;
    }
    if (const RelationshipId* relationship = base.AsRelationship()) {
      RelationshipEnds ends;
      if (!context.entities.EndsEvenDeleted(*relationship, ends, context.trap)) return false;
      const std::string_view type = context.entities.TypeName(ends.type);
      out = std::ranges::all_of(labels_, [&](const std::string& label) { return label == type; });
      return true;
    }
    return TypeError(context, "InvalidArgumentType",
                     "a node has labels, " + Describe(base) + " (" + KindOf(base) + ") has none",
                     where_);
  }
  bool Select(Context& context, const Batch& batch,
              std::vector<std::uint32_t>& rows) const override {
    FlatVector nodes;
    if (!base_->Flat(context, batch, nodes) || nodes.form != FlatVector::Form::kNodes)
      return Expr::Select(context, batch, rows);
    LabelTest labels(labels_);
    std::size_t kept = 0;
    for (const std::uint32_t row : rows) {
      const NodeId node{static_cast<std::uint64_t>(nodes.numbers[row])};
      bool has = false;
      if (!labels.Test(context.entities, node, has, context.trap)) return false;
      if (has) rows[kept++] = row;
    }
    rows.resize(kept);
    return true;
  }

 private:
  ExprPtr base_;
  std::vector<std::string> labels_;
  Span where_;
};

class MapProjectionExpr : public Expr {
 public:
  MapProjectionExpr(ExprPtr base, std::vector<ProjectionPart> parts, Span where)
      : base_(std::move(base)), parts_(std::move(parts)), where_(where) {}
  bool Eval(Context& context, const Row& row, Value& out) const override {
    Value base;
    if (!base_->Eval(context, row, base)) return false;
    if (base.is_null()) {
      out = Value();
      return true;
    }
    ValueMap map;
    for (const ProjectionPart& part : parts_) {
      if (part.all) {
        ValueMap all;
        if (const ValueMap* entries = base.AsMap()) {
          all = *entries;
        } else if (const NodeId* node = base.AsNode()) {
          if (!context.entities.Properties(*node, all, context.trap)) return false;
        } else if (const RelationshipId* relationship = base.AsRelationship()) {
          if (!context.entities.Properties(*relationship, all, context.trap)) return false;
        } else {
          return TypeError(
              context, "InvalidArgumentType",
              "a map is projected from a node, relationship or map, not from " + Describe(base),
              where_);
        }
        for (const MapEntry& entry : all) map.Put(entry.key, entry.value);
        continue;
      }
      Value value;
      if (part.value) {
        if (!part.value->Eval(context, row, value)) return false;
      } else if (!PropertyOf(context, base, part.key, value, where_)) {
        return false;
      }
      map.Put(part.key, std::move(value));
    }
    out = Value(std::move(map));
    return true;
  }

 private:
  ExprPtr base_;
  std::vector<ProjectionPart> parts_;
  Span where_;
};

class MatchesMapExpr : public Expr {
 public:
  MatchesMapExpr(ExprPtr entity, ExprPtr map, Span where)
      : entity_(std::move(entity)), map_(std::move(map)), where_(where) {}
  bool Eval(Context& context, const Row& row, Value& out) const override {
    Value map;
    if (!map_->Eval(context, row, map)) return false;
    const ValueMap* wanted = map.AsMap();
    if (wanted == nullptr) {
      if (map.is_null()) {
        out = false;
        return true;
      }
      return TypeError(context, "InvalidArgumentType",
                       "the properties of a pattern are a map, not " + Describe(map), where_);
    }
    Value entity;
    if (!entity_->Eval(context, row, entity)) return false;
    for (const MapEntry& entry : *wanted) {
      Value held;
      if (!PropertyOf(context, entity, entry.key, held, where_)) return false;
      if (!Equals(held, entry.value).value_or(false)) {
        out = false;
        return true;
      }
    }
    out = true;
    return true;
  }

 private:
  ExprPtr entity_;
  ExprPtr map_;
  Span where_;
};

}  // namespace

ExprPtr MakeProperty(ExprPtr base, std::string name, Span where) {
  return std::make_unique<PropertyExpr>(std::move(base), std::move(name), where);
}
ExprPtr MakeColumnProperty(Slot slot, std::uint32_t key, std::string name, Span where) {
  return std::make_unique<ColumnPropertyExpr>(slot, key, std::move(name), where);
}
ExprPtr MakeSubscript(ExprPtr base, ExprPtr index, Span where) {
  return std::make_unique<SubscriptExpr>(std::move(base), std::move(index), where);
}
ExprPtr MakeSlice(ExprPtr base, ExprPtr from, ExprPtr to, Span where) {
  return std::make_unique<SliceExpr>(std::move(base), std::move(from), std::move(to), where);
}
ExprPtr MakeHasLabels(ExprPtr base, std::vector<std::string> labels, Span where) {
  return std::make_unique<HasLabelsExpr>(std::move(base), std::move(labels), where);
}
ExprPtr MakeMapProjection(ExprPtr base, std::vector<ProjectionPart> parts, Span where) {
  return std::make_unique<MapProjectionExpr>(std::move(base), std::move(parts), where);
}
ExprPtr MakeEntityMatchesMap(ExprPtr entity, ExprPtr map, Span where) {
  return std::make_unique<MatchesMapExpr>(std::move(entity), std::move(map), where);
}

bool PropertyOf(Context& context, const Value& base, std::string_view key, Value& out, Span where) {
  switch (base.kind()) {
    case ValueKind::kNull:
      out = Value();
      return true;
    case ValueKind::kNode:
    case ValueKind::kRelationship: {
      const TokenId token = context.entities.Key(key).value_or(TokenId{0xFFFFFFFFU});
      const bool fine =
          base.AsNode() != nullptr
              ? context.entities.Property(*base.AsNode(), token, out, context.trap)
              : context.entities.Property(*base.AsRelationship(), token, out, context.trap);
      if (!fine) context.trap.Locate(where);
      return fine;
    }
    case ValueKind::kMap: {
      const Value* found = base.AsMap()->Find(key);
      out = found == nullptr ? Value() : *found;
      return true;
    }
    case ValueKind::kDate:
    case ValueKind::kLocalTime:
    case ValueKind::kTime:
    case ValueKind::kLocalDateTime:
    case ValueKind::kDateTime:
    case ValueKind::kDuration: {
      if (Component(base, key, out, context.trap)) return true;
      context.trap.Locate(where);
      return false;
    }
    default:
      return TypeError(
          context, "InvalidArgumentType",
          Describe(base) + ", a " + KindOf(base) + ", has no property `" + std::string(key) + "`",
          where);
  }
}

}  // namespace citygraph::queries::cypher
