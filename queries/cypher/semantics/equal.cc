#include "queries/cypher/semantics/equal.h"

#include <algorithm>

namespace citygraph::queries::cypher {
namespace {

class Comparer {
 public:
  explicit Comparer(VariableId first_local) : first_local_(first_local) {}

  bool Same(const Expression& a, const Expression& b) const {
    if (a.node.index() != b.node.index()) return false;
    return std::visit(
        [&](const auto& left) {
          return SameNode(left, std::get<std::remove_cvref_t<decltype(left)>>(b.node));
        },
        a.node);
  }

 private:
  bool Same(const ExpressionPtr& a, const ExpressionPtr& b) const {
    if (!a || !b) return !a && !b;
    return Same(*a, *b);
  }
  bool Same(const Variable& a, const Variable& b) const {
    if (a.id >= first_local_ && b.id >= first_local_) return a.name == b.name;
    return a.id == b.id;
  }
  template <class T>
  bool SameAll(const std::vector<T>& a, const std::vector<T>& b, auto same) const {
    return std::ranges::equal(a, b, same);
  }
  bool SameAll(const std::vector<ExpressionPtr>& a, const std::vector<ExpressionPtr>& b) const {
    return SameAll(a, b, [&](const auto& x, const auto& y) { return Same(x, y); });
  }

  bool SameNode(const Literal& a, const Literal& b) const { return a.value == b.value; }
  bool SameNode(const Parameter& a, const Parameter& b) const { return a.name == b.name; }
  bool SameNode(const VariableExpression& a, const VariableExpression& b) const {
    return Same(a.variable, b.variable);
  }
  bool SameNode(const PropertyAccess& a, const PropertyAccess& b) const {
    return a.key.text == b.key.text && Same(a.base, b.base);
  }
  bool SameNode(const Subscript& a, const Subscript& b) const {
    return Same(a.base, b.base) && Same(a.index, b.index);
  }
  bool SameNode(const Slice& a, const Slice& b) const {
    return Same(a.base, b.base) && Same(a.from, b.from) && Same(a.to, b.to);
  }
  bool SameNode(const HasLabels& a, const HasLabels& b) const {
    return Same(a.base, b.base) && SameAll(a.labels, b.labels, [](const Name& x, const Name& y) {
             return x.text == y.text;
           });
  }
  bool SameNode(const ListLiteral& a, const ListLiteral& b) const {
    return SameAll(a.elements, b.elements);
  }
  bool SameNode(const MapLiteral& a, const MapLiteral& b) const {
    return SameAll(a.entries, b.entries, [&](const auto& x, const auto& y) {
      return x.key.text == y.key.text && Same(x.value, y.value);
    });
  }
  bool SameNode(const MapProjection& a, const MapProjection& b) const {
    return Same(a.base, b.base) && SameAll(a.items, b.items, [&](const auto& x, const auto& y) {
             return x.kind == y.kind && x.key.text == y.key.text && Same(x.value, y.value);
           });
  }
  bool SameNode(const Unary& a, const Unary& b) const {
    return a.op == b.op && Same(a.operand, b.operand);
  }
  bool SameNode(const Binary& a, const Binary& b) const {
    return a.op == b.op && Same(a.left, b.left) && Same(a.right, b.right);
  }
  bool SameNode(const Comparison& a, const Comparison& b) const {
    return a.operators == b.operators && SameAll(a.operands, b.operands);
  }
  bool SameNode(const Logical& a, const Logical& b) const {
    return a.op == b.op && SameAll(a.operands, b.operands);
  }
  bool SameNode(const IsNull& a, const IsNull& b) const {
    return a.negated == b.negated && Same(a.operand, b.operand);
  }
  bool SameNode(const FunctionCall& a, const FunctionCall& b) const {
    return a.canonical == b.canonical && a.distinct == b.distinct && a.star == b.star &&
           SameAll(a.arguments, b.arguments);
  }
  bool SameNode(const CaseExpression& a, const CaseExpression& b) const {
    return Same(a.operand, b.operand) &&
           SameAll(a.alternatives, b.alternatives,
                   [&](const auto& x, const auto& y) {
                     return Same(x.when, y.when) && Same(x.then, y.then);
                   }) &&
           Same(a.otherwise, b.otherwise);
  }
  bool SameNode(const ListComprehension& a, const ListComprehension& b) const {
    return Same(a.variable, b.variable) && Same(a.list, b.list) && Same(a.where, b.where) &&
           Same(a.result, b.result);
  }
  bool SameNode(const Quantifier& a, const Quantifier& b) const {
    return a.kind == b.kind && Same(a.variable, b.variable) && Same(a.list, b.list) &&
           Same(a.where, b.where);
  }
  bool SameNode(const Reduce& a, const Reduce& b) const {
    return Same(a.accumulator, b.accumulator) && Same(a.start, b.start) &&
           Same(a.variable, b.variable) && Same(a.list, b.list) && Same(a.next, b.next);
  }
  bool SameNode(const PatternComprehension&, const PatternComprehension&) const { return false; }
  bool SameNode(const PatternExpression&, const PatternExpression&) const { return false; }
  bool SameNode(const Subquery&, const Subquery&) const { return false; }

  VariableId first_local_;
};

}  // namespace

bool SameExpression(const Expression& a, const Expression& b, VariableId first_local) {
  return Comparer(first_local).Same(a, b);
}

}  // namespace citygraph::queries::cypher
