#include "queries/cypher/evaluate/expression.h"

#include <algorithm>
#include <optional>

#include "engine/base/unicode.h"
#include "queries/cypher/evaluate/operator.h"
#include "queries/cypher/temporal/components.h"
#include "queries/cypher/values/arithmetic.h"
#include "queries/cypher/values/compare.h"

namespace citygraph::queries::cypher {
namespace {

bool TypeError(Context& context, std::string_view detail, std::string message, Span where) {
  return context.trap.Fail(ErrorKind::kTypeError, detail, std::move(message), where);
}

std::string KindOf(const Value& value) { return std::string(KindName(value.kind())); }

// A boolean or null; anything else is an error.
bool ToTernary(Context& context, const Value& value, Ternary& out, Span where) {
  if (const bool* flag = value.AsBoolean()) {
    out = *flag;
    return true;
  }
  if (value.is_null()) {
    out = std::nullopt;
    return true;
  }
  return TypeError(context, "InvalidArgumentType",
                   "expected a Boolean, found " + Describe(value) + " (" + KindOf(value) + ")",
                   where);
}

class Constant : public Expr {
 public:
  explicit Constant(Value value) : value_(std::move(value)) {}
  bool Eval(Context&, const Row&, Value& out) const override {
    out = value_;
    return true;
  }

 private:
  Value value_;
};

class ParameterExpr : public Expr {
 public:
  explicit ParameterExpr(std::uint32_t number) : number_(number) {}
  bool Eval(Context& context, const Row&, Value& out) const override {
    out = context.parameters[number_];
    return true;
  }

 private:
  std::uint32_t number_;
};

class ColumnExpr : public Expr {
 public:
  explicit ColumnExpr(Slot slot) : slot_(slot) {}
  bool Eval(Context&, const Row& row, Value& out) const override {
    out = row.batch->columns[slot_].At(row.index);
    return true;
  }

 private:
  Slot slot_;
};

class LocalExpr : public Expr {
 public:
  explicit LocalExpr(Slot slot) : slot_(slot) {}
  bool Eval(Context& context, const Row&, Value& out) const override {
    out = context.locals[slot_];
    return true;
  }

 private:
  Slot slot_;
};

class PropertyExpr : public Expr {
 public:
  PropertyExpr(ExprPtr base, std::uint32_t key, std::string name, Span where)
      : base_(std::move(base)), key_(key), name_(std::move(name)), where_(where) {}
  bool Eval(Context& context, const Row& row, Value& out) const override {
    Value base;
    if (!base_->Eval(context, row, base)) return false;
    return PropertyOf(context, base, name_, out, where_);
  }

 private:
  ExprPtr base_;
  std::uint32_t key_;
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
      const std::uint64_t id = column.ids()[row.index];
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
      const records::NodeRecord* record = context.entities.Find(*node, context.trap);
      if (record == nullptr) return false;
      out = std::ranges::all_of(labels_, [&](const std::string& label) {
        const auto token = context.entities.Label(label);
        return token && std::ranges::find(record->labels, *token) != record->labels.end();
      });
      return true;
    }
    if (const RelationshipId* relationship = base.AsRelationship()) {
      const auto* record = context.entities.FindEvenDeleted(*relationship, context.trap);
      if (record == nullptr) return false;
      const std::string_view type = context.entities.TypeName(record->type);
      out = std::ranges::all_of(labels_, [&](const std::string& label) { return label == type; });
      return true;
    }
    return TypeError(context, "InvalidArgumentType",
                     "a node has labels, " + Describe(base) + " (" + KindOf(base) + ") has none",
                     where_);
  }

 private:
  ExprPtr base_;
  std::vector<std::string> labels_;
  Span where_;
};

class ListExpr : public Expr {
 public:
  explicit ListExpr(std::vector<ExprPtr> elements) : elements_(std::move(elements)) {}
  bool Eval(Context& context, const Row& row, Value& out) const override {
    ValueList list(elements_.size());
    for (std::size_t i = 0; i < elements_.size(); ++i) {
      if (!elements_[i]->Eval(context, row, list[i])) return false;
    }
    out = Value(std::move(list));
    return true;
  }

 private:
  std::vector<ExprPtr> elements_;
};

class MapExpr : public Expr {
 public:
  explicit MapExpr(std::vector<std::pair<std::string, ExprPtr>> entries)
      : entries_(std::move(entries)) {}
  bool Eval(Context& context, const Row& row, Value& out) const override {
    ValueMap map;
    for (const auto& [key, expression] : entries_) {
      Value value;
      if (!expression->Eval(context, row, value)) return false;
      map.Put(key, std::move(value));
    }
    out = Value(std::move(map));
    return true;
  }

 private:
  std::vector<std::pair<std::string, ExprPtr>> entries_;
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

class UnaryExpr : public Expr {
 public:
  UnaryExpr(UnaryOperator op, ExprPtr operand, Span where)
      : op_(op), operand_(std::move(operand)), where_(where) {}
  bool Eval(Context& context, const Row& row, Value& out) const override {
    Value value;
    if (!operand_->Eval(context, row, value)) return false;
    switch (op_) {
      case UnaryOperator::kNot: {
        Ternary flag;
        if (!ToTernary(context, value, flag, where_)) return false;
        out = flag ? Value(!*flag) : Value();
        return true;
      }
      case UnaryOperator::kMinus:
        if (Negate(value, out, context.trap)) return true;
        context.trap.Locate(where_);
        return false;
      case UnaryOperator::kPlus: {
        double number = 0;
        if (!value.is_null() && !AsNumber(value, number) && value.AsDuration() == nullptr)
          return TypeError(context, "InvalidArgumentType",
                           "+ goes before a number, not before " + Describe(value), where_);
        out = std::move(value);
        return true;
      }
    }
    return false;
  }

 private:
  UnaryOperator op_;
  ExprPtr operand_;
  Span where_;
};

// x IN list: true, false, or null where an item cannot be told from x.
bool IsIn(Context& context, const Value& item, const Value& list, Value& out, Span where) {
  if (list.is_null()) {
    out = Value();
    return true;
  }
  const ValueList* items = list.AsList();
  if (items == nullptr) {
    return TypeError(context, "InvalidArgumentType",
                     "IN looks into a list, not into " + Describe(list) + " (" + KindOf(list) + ")",
                     where);
  }
  bool known = true;
  for (const Value& each : *items) {
    const Ternary equal = Equals(item, each);
    if (!equal) {
      known = false;
    } else if (*equal) {
      out = true;
      return true;
    }
  }
  out = known ? Value(false) : Value();
  return true;
}

class BinaryExpr : public Expr {
 public:
  BinaryExpr(BinaryOperator op, ExprPtr left, ExprPtr right, Span where)
      : op_(op), left_(std::move(left)), right_(std::move(right)), where_(where) {}
  bool Eval(Context& context, const Row& row, Value& out) const override {
    Value a;
    Value b;
    if (!left_->Eval(context, row, a) || !right_->Eval(context, row, b)) return false;
    if (Apply(context, a, b, out)) return true;
    context.trap.Locate(where_);
    return false;
  }

 private:
  bool Apply(Context& context, const Value& a, const Value& b, Value& out) const {
    Trap& trap = context.trap;
    switch (op_) {
      case BinaryOperator::kAdd:
        if (!Add(a, b, out, trap)) return false;
        // Sums of lists are how a query's memory grows fastest.
        return out.AsList() == nullptr || out.AsList()->size() < 4096 ||
               (context.Reserve(SizeOf(out)) && (context.Release(SizeOf(out)), true));
      case BinaryOperator::kSubtract:
        return Subtract(a, b, out, trap);
      case BinaryOperator::kMultiply:
        return Multiply(a, b, out, trap);
      case BinaryOperator::kDivide:
        return Divide(a, b, out, trap);
      case BinaryOperator::kModulo:
        return Modulo(a, b, out, trap);
      case BinaryOperator::kPower:
        return Power(a, b, out, trap);
      case BinaryOperator::kIn:
        return IsIn(context, a, b, out, where_);
      case BinaryOperator::kStartsWith:
      case BinaryOperator::kEndsWith:
      case BinaryOperator::kContains:
      case BinaryOperator::kMatches:
        break;
    }
    // Of anything but two strings the answer is null.
    const std::string* text = a.AsString();
    const std::string* part = b.AsString();
    if (text == nullptr || part == nullptr) {
      out = Value();
    } else if (op_ == BinaryOperator::kStartsWith) {
      out = text->starts_with(*part);
    } else if (op_ == BinaryOperator::kEndsWith) {
      out = text->ends_with(*part);
    } else if (op_ == BinaryOperator::kContains) {
      out = text->find(*part) != std::string::npos;
    } else {
      const auto matches = MatchesPattern(*text, *part);
      if (!matches) {
        return trap.Fail(ErrorKind::kArgumentError, "InvalidArgumentValue",
                         "the regular expression " + Describe(b) + " " + matches.error().message);
      }
      out = *matches;
    }
    return true;
  }

  BinaryOperator op_;
  ExprPtr left_;
  ExprPtr right_;
  Span where_;
};

Ternary CompareBy(ComparisonOperator op, const Value& a, const Value& b) {
  switch (op) {
    case ComparisonOperator::kEqual:
      return Equals(a, b);
    case ComparisonOperator::kNotEqual: {
      const Ternary equal = Equals(a, b);
      return equal ? Ternary(!*equal) : std::nullopt;
    }
    case ComparisonOperator::kLess:
      return Compare(a, b, Relation::kLess);
    case ComparisonOperator::kLessOrEqual:
      return Compare(a, b, Relation::kLessOrEqual);
    case ComparisonOperator::kGreater:
      return Compare(a, b, Relation::kGreater);
    case ComparisonOperator::kGreaterOrEqual:
      return Compare(a, b, Relation::kGreaterOrEqual);
  }
  return std::nullopt;
}

class ComparisonExpr : public Expr {
 public:
  ComparisonExpr(std::vector<ExprPtr> operands, std::vector<ComparisonOperator> operators)
      : operands_(std::move(operands)), operators_(std::move(operators)) {}
  bool Eval(Context& context, const Row& row, Value& out) const override {
    Value left;
    if (!operands_.front()->Eval(context, row, left)) return false;
    Ternary all = true;
    for (std::size_t i = 0; i < operators_.size(); ++i) {
      Value right;
      if (!operands_[i + 1]->Eval(context, row, right)) return false;
      const Ternary here = CompareBy(operators_[i], left, right);
      if (here && !*here) {
        out = false;
        return true;
      }
      if (!here) all = std::nullopt;
      left = std::move(right);
    }
    out = ToValue(all);
    return true;
  }

 private:
  std::vector<ExprPtr> operands_;
  std::vector<ComparisonOperator> operators_;
};

class LogicalExpr : public Expr {
 public:
  LogicalExpr(LogicalOperator op, std::vector<ExprPtr> operands, Span where)
      : op_(op), operands_(std::move(operands)), where_(where) {}
  bool Eval(Context& context, const Row& row, Value& out) const override {
    // AND ends at the first false, OR at the first true; XOR looks at all.
    Ternary sum = op_ == LogicalOperator::kAnd;
    for (const ExprPtr& operand : operands_) {
      Value value;
      Ternary flag;
      if (!operand->Eval(context, row, value) || !ToTernary(context, value, flag, where_))
        return false;
      switch (op_) {
        case LogicalOperator::kAnd:
          if (flag && !*flag) {
            out = false;
            return true;
          }
          if (!flag) sum = std::nullopt;
          break;
        case LogicalOperator::kOr:
          if (flag && *flag) {
            out = true;
            return true;
          }
          if (!flag) sum = std::nullopt;
          break;
        case LogicalOperator::kXor:
          sum = sum && flag ? Ternary(*sum != *flag) : std::nullopt;
          break;
      }
    }
    out = ToValue(sum);
    return true;
  }

 private:
  LogicalOperator op_;
  std::vector<ExprPtr> operands_;
  Span where_;
};

class IsNullExpr : public Expr {
 public:
  IsNullExpr(ExprPtr operand, bool negated) : operand_(std::move(operand)), negated_(negated) {}
  bool Eval(Context& context, const Row& row, Value& out) const override {
    Value value;
    if (!operand_->Eval(context, row, value)) return false;
    out = value.is_null() != negated_;
    return true;
  }

 private:
  ExprPtr operand_;
  bool negated_;
};

class CallExpr : public Expr {
 public:
  CallExpr(FunctionBody body, std::vector<ExprPtr> arguments, Span where)
      : body_(body), arguments_(std::move(arguments)), where_(where) {}
  bool Eval(Context& context, const Row& row, Value& out) const override {
    constexpr std::size_t kFew = 4;
    if (arguments_.size() <= kFew) {
      Value arguments[kFew];
      for (std::size_t i = 0; i < arguments_.size(); ++i) {
        if (!arguments_[i]->Eval(context, row, arguments[i])) return false;
      }
      return Run(context, {arguments, arguments_.size()}, out);
    }
    std::vector<Value> arguments(arguments_.size());
    for (std::size_t i = 0; i < arguments_.size(); ++i) {
      if (!arguments_[i]->Eval(context, row, arguments[i])) return false;
    }
    return Run(context, arguments, out);
  }

 private:
  bool Run(Context& context, std::span<const Value> arguments, Value& out) const {
    if (body_(context, arguments, out)) return true;
    context.trap.Locate(where_);
    return false;
  }

  FunctionBody body_;
  std::vector<ExprPtr> arguments_;
  Span where_;
};

class CaseExpr : public Expr {
 public:
  CaseExpr(ExprPtr operand, std::vector<std::pair<ExprPtr, ExprPtr>> alternatives,
           ExprPtr otherwise)
      : operand_(std::move(operand)),
        alternatives_(std::move(alternatives)),
        otherwise_(std::move(otherwise)) {}
  bool Eval(Context& context, const Row& row, Value& out) const override {
    Value operand;
    if (operand_ && !operand_->Eval(context, row, operand)) return false;
    for (const auto& [when, then] : alternatives_) {
      Value value;
      if (!when->Eval(context, row, value)) return false;
      bool taken = false;
      if (operand_) {
        // CASE null WHEN null is taken, unlike null = null.
        taken = operand.is_null() ? value.is_null() : Equals(operand, value).value_or(false);
      } else {
        taken = value.AsBoolean() != nullptr && *value.AsBoolean();
      }
      if (taken) return then->Eval(context, row, out);
    }
    if (otherwise_) return otherwise_->Eval(context, row, out);
    out = Value();
    return true;
  }

 private:
  ExprPtr operand_;
  std::vector<std::pair<ExprPtr, ExprPtr>> alternatives_;
  ExprPtr otherwise_;
};

// The list that a comprehension goes over; null stays null (`list` stays empty).
bool EvalList(const Expr& expression, Context& context, const Row& row, Value& list,
              std::string_view what, Span where) {
  if (!expression.Eval(context, row, list)) return false;
  if (list.is_null() || list.AsList() != nullptr) return true;
  return TypeError(context, "InvalidArgumentType",
                   std::string(what) + " goes over a list, not over " + Describe(list) + " (" +
                       KindOf(list) + ")",
                   where);
}

class ListComprehensionExpr : public Expr {
 public:
  ListComprehensionExpr(Slot variable, ExprPtr list, ExprPtr where, ExprPtr result, Span span)
      : variable_(variable),
        list_(std::move(list)),
        where_(std::move(where)),
        result_(std::move(result)),
        span_(span) {}
  bool Eval(Context& context, const Row& row, Value& out) const override {
    Value list;
    if (!EvalList(*list_, context, row, list, "a comprehension", span_)) return false;
    if (list.is_null()) {
      out = Value();
      return true;
    }
    ValueList made;
    for (const Value& item : *list.AsList()) {
      if (!context.Tick()) return false;
      context.locals[variable_] = item;
      if (where_) {
        bool keep = false;
        if (!EvalCondition(*where_, context, row, keep)) return false;
        if (!keep) continue;
      }
      if (result_) {
        Value value;
        if (!result_->Eval(context, row, value)) return false;
        made.push_back(std::move(value));
      } else {
        made.push_back(item);
      }
    }
    out = Value(std::move(made));
    return true;
  }

 private:
  Slot variable_;
  ExprPtr list_;
  ExprPtr where_;
  ExprPtr result_;
  Span span_;
};

class QuantifierExpr : public Expr {
 public:
  QuantifierExpr(QuantifierKind kind, Slot variable, ExprPtr list, ExprPtr where, Span span)
      : kind_(kind),
        variable_(variable),
        list_(std::move(list)),
        where_(std::move(where)),
        span_(span) {}
  bool Eval(Context& context, const Row& row, Value& out) const override {
    Value list;
    if (!EvalList(*list_, context, row, list, "a predicate", span_)) return false;
    if (list.is_null()) {
      out = Value();
      return true;
    }
    std::size_t yes = 0;
    std::size_t unknown = 0;
    std::size_t no = 0;
    for (const Value& item : *list.AsList()) {
      if (!context.Tick()) return false;
      context.locals[variable_] = item;
      Value value;
      Ternary flag;
      if (!where_->Eval(context, row, value) || !ToTernary(context, value, flag, span_))
        return false;
      ++(!flag ? unknown : *flag ? yes : no);
    }
    Ternary answer;
    switch (kind_) {
      case QuantifierKind::kAll:
        answer = no > 0 ? Ternary(false) : unknown > 0 ? std::nullopt : Ternary(true);
        break;
      case QuantifierKind::kAny:
        answer = yes > 0 ? Ternary(true) : unknown > 0 ? std::nullopt : Ternary(false);
        break;
      case QuantifierKind::kNone:
        answer = yes > 0 ? Ternary(false) : unknown > 0 ? std::nullopt : Ternary(true);
        break;
      case QuantifierKind::kSingle:
        answer = yes > 1 ? Ternary(false) : unknown > 0 ? std::nullopt : Ternary(yes == 1);
        break;
    }
    out = ToValue(answer);
    return true;
  }

 private:
  QuantifierKind kind_;
  Slot variable_;
  ExprPtr list_;
  ExprPtr where_;
  Span span_;
};

class ReduceExpr : public Expr {
 public:
  ReduceExpr(Slot accumulator, ExprPtr start, Slot variable, ExprPtr list, ExprPtr next, Span span)
      : accumulator_(accumulator),
        start_(std::move(start)),
        variable_(variable),
        list_(std::move(list)),
        next_(std::move(next)),
        span_(span) {}
  bool Eval(Context& context, const Row& row, Value& out) const override {
    Value total;
    Value list;
    if (!start_->Eval(context, row, total)) return false;
    if (!EvalList(*list_, context, row, list, "reduce", span_)) return false;
    if (list.is_null()) {
      out = Value();
      return true;
    }
    std::uint32_t steps = 0;
    for (const Value& item : *list.AsList()) {
      if (!context.Tick()) return false;
      context.locals[accumulator_] = std::move(total);
      context.locals[variable_] = item;
      total = Value();
      if (!next_->Eval(context, row, total)) return false;
      // Only here can a query of bounded length nest lists without bound. Now and then is enough:
      // one step nests no deeper than the query's text.
      if ((++steps & 15) == 0 && !Shallow(context, total)) return false;
    }
    if (!Shallow(context, total)) return false;
    out = std::move(total);
    return true;
  }

 private:
  bool Shallow(Context& context, const Value& total) const {
    return NestsWithin(total, kMostLevels) ||
           context.trap.Fail(ErrorKind::kLimitExceeded, "NestingTooDeep",
                             "lists and maps lie within one another more than " +
                                 std::to_string(kMostLevels) + " deep",
                             span_);
  }

  Slot accumulator_;
  ExprPtr start_;
  Slot variable_;
  ExprPtr list_;
  ExprPtr next_;
  Span span_;
};

class SubplanExpr : public Expr {
 public:
  SubplanExpr(SubplanResult result, SubplanHandle handle, Slot column)
      : result_(result), handle_(std::move(handle)), column_(column) {}
  bool Eval(Context& context, const Row& row, Value& out) const override {
    if (!context.Tick()) return false;
    if (context.subplans.size() <= handle_.number) context.subplans.resize(handle_.number + 1);
    auto& plan = context.subplans[handle_.number];
    if (!plan) plan = context.make_operator(context, *handle_.plan);
    Batch argument;
    argument.Reset(context.width);
    argument.rows = 1;
    for (const Slot slot : handle_.columns)
      argument.columns[slot].AppendFrom(row.batch->columns[slot], row.index);
    for (const Slot slot : handle_.locals) argument.columns[slot].Append(context.locals[slot]);
    if (!plan->Open(context, &argument)) return false;
    std::int64_t count = 0;
    ValueList list;
    Batch rows;
    while (true) {
      rows.Reset(context.width);
      if (!plan->Next(context, rows)) return false;
      if (rows.rows == 0) break;
      count += static_cast<std::int64_t>(rows.rows);
      if (result_ == SubplanResult::kExists) break;
      if (result_ == SubplanResult::kFirst) {
        out = rows.columns[column_].At(0);
        return true;
      }
      if (result_ == SubplanResult::kCollect) {
        for (std::size_t i = 0; i < rows.rows; ++i) list.push_back(rows.columns[column_].At(i));
      }
    }
    switch (result_) {
      case SubplanResult::kExists:
        out = count > 0;
        break;
      case SubplanResult::kCount:
        out = count;
        break;
      case SubplanResult::kCollect:
        out = Value(std::move(list));
        break;
      case SubplanResult::kFirst:
        out = Value();
        break;
    }
    return true;
  }

 private:
  SubplanResult result_;
  SubplanHandle handle_;
  Slot column_;
};

class PathExpr : public Expr {
 public:
  PathExpr(Slot first, std::vector<PathHop> hops) : first_(first), hops_(std::move(hops)) {}
  bool Eval(Context& context, const Row& row, Value& out) const override {
    Path path;
    NodeId node{};
    if (!row.batch->columns[first_].NodeAt(row.index, node)) {
      out = Value();  // of an OPTIONAL MATCH that found nothing
      return true;
    }
    path.nodes.push_back(node);
    for (const PathHop& hop : hops_) {
      const Column& column = row.batch->columns[hop.slot];
      if (hop.is_path) {
        const Value* value = column.ValueAt(row.index);
        const Path* part = value == nullptr ? nullptr : value->AsPath();
        if (part == nullptr) {
          out = Value();
          return true;
        }
        Append(path, *part);
        continue;
      }
      RelationshipId relationship{};
      if (!column.RelationshipAt(row.index, relationship)) {
        out = Value();
        return true;
      }
      const auto* record = context.entities.FindEvenDeleted(relationship, context.trap);
      if (record == nullptr) return false;
      path.relationships.push_back(relationship);
      path.nodes.push_back(record->start == path.nodes.back() ? record->end : record->start);
    }
    out = Value(std::move(path));
    return true;
  }

 private:
  // A hop may have been walked from its other end.
  static void Append(Path& path, const Path& part) {
    const bool forward = part.nodes.front() == path.nodes.back();
    const std::size_t hops = part.relationships.size();
    for (std::size_t i = 0; i < hops; ++i) {
      path.relationships.push_back(part.relationships[forward ? i : hops - 1 - i]);
      path.nodes.push_back(part.nodes[forward ? i + 1 : hops - 1 - i]);
    }
  }

  Slot first_;
  std::vector<PathHop> hops_;
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

ExprPtr MakeConstant(Value value) { return std::make_unique<Constant>(std::move(value)); }
ExprPtr MakeParameter(std::uint32_t number) { return std::make_unique<ParameterExpr>(number); }
ExprPtr MakeColumn(Slot slot) { return std::make_unique<ColumnExpr>(slot); }
ExprPtr MakeLocal(Slot slot) { return std::make_unique<LocalExpr>(slot); }
ExprPtr MakeProperty(ExprPtr base, std::uint32_t key, std::string name, Span where) {
  return std::make_unique<PropertyExpr>(std::move(base), key, std::move(name), where);
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
ExprPtr MakeList(std::vector<ExprPtr> elements) {
  return std::make_unique<ListExpr>(std::move(elements));
}
ExprPtr MakeMap(std::vector<std::pair<std::string, ExprPtr>> entries) {
  return std::make_unique<MapExpr>(std::move(entries));
}
ExprPtr MakeMapProjection(ExprPtr base, std::vector<ProjectionPart> parts, Span where) {
  return std::make_unique<MapProjectionExpr>(std::move(base), std::move(parts), where);
}
ExprPtr MakeUnary(UnaryOperator op, ExprPtr operand, Span where) {
  return std::make_unique<UnaryExpr>(op, std::move(operand), where);
}
ExprPtr MakeBinary(BinaryOperator op, ExprPtr left, ExprPtr right, Span where) {
  return std::make_unique<BinaryExpr>(op, std::move(left), std::move(right), where);
}
ExprPtr MakeComparison(std::vector<ExprPtr> operands, std::vector<ComparisonOperator> operators) {
  return std::make_unique<ComparisonExpr>(std::move(operands), std::move(operators));
}
ExprPtr MakeLogical(LogicalOperator op, std::vector<ExprPtr> operands, Span where) {
  return std::make_unique<LogicalExpr>(op, std::move(operands), where);
}
ExprPtr MakeIsNull(ExprPtr operand, bool negated) {
  return std::make_unique<IsNullExpr>(std::move(operand), negated);
}
ExprPtr MakeCall(FunctionBody body, std::vector<ExprPtr> arguments, Span where) {
  return std::make_unique<CallExpr>(body, std::move(arguments), where);
}
ExprPtr MakeCase(ExprPtr operand, std::vector<std::pair<ExprPtr, ExprPtr>> alternatives,
                 ExprPtr otherwise) {
  return std::make_unique<CaseExpr>(std::move(operand), std::move(alternatives),
                                    std::move(otherwise));
}
ExprPtr MakeListComprehension(Slot variable, ExprPtr list, ExprPtr where, ExprPtr result,
                              Span span) {
  return std::make_unique<ListComprehensionExpr>(variable, std::move(list), std::move(where),
                                                 std::move(result), span);
}
ExprPtr MakeQuantifier(QuantifierKind kind, Slot variable, ExprPtr list, ExprPtr where, Span span) {
  return std::make_unique<QuantifierExpr>(kind, variable, std::move(list), std::move(where), span);
}
ExprPtr MakeReduce(Slot accumulator, ExprPtr start, Slot variable, ExprPtr list, ExprPtr next,
                   Span where) {
  return std::make_unique<ReduceExpr>(accumulator, std::move(start), variable, std::move(list),
                                      std::move(next), where);
}
ExprPtr MakeSubplan(SubplanResult result, SubplanHandle handle, Slot column) {
  return std::make_unique<SubplanExpr>(result, std::move(handle), column);
}
ExprPtr MakePath(Slot first, std::vector<PathHop> hops) {
  return std::make_unique<PathExpr>(first, std::move(hops));
}
ExprPtr MakeEntityMatchesMap(ExprPtr entity, ExprPtr map, Span where) {
  return std::make_unique<MatchesMapExpr>(std::move(entity), std::move(map), where);
}

bool EvalCondition(const Expr& condition, Context& context, const Row& row, bool& out) {
  Value value;
  if (!condition.Eval(context, row, value)) return false;
  Ternary flag;
  if (!ToTernary(context, value, flag, {})) return false;
  out = flag.value_or(false);
  return true;
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
