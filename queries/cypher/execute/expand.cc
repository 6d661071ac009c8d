// Operators that find nodes and follow one relationship.
#include <algorithm>

#include "queries/cypher/execute/operators.h"
#include "queries/cypher/values/compare.h"

namespace citygraph::queries::cypher {
namespace {

class NodeScan : public PipedOperator {
 public:
  NodeScan(const NodeScanPlan& plan, OperatorPtr input)
      : PipedOperator(std::move(input)), plan_(plan) {}

 protected:
  bool DoOpen(Context& context, const Batch* argument) override {
    in_.Reset(0);
    row_ = 0;
    at_ = 0;
    have_ids_ = false;
    // A scan without a value finds the same for all rows; and, if nothing writes, the next time
    // too.
    if (context.writer != nullptr) scanned_ = false;
    return PipedOperator::DoOpen(context, argument);
  }

  bool DoNext(Context& context, Batch& out) override {
    sources_.clear();
    Column& column = out.columns[plan_.node];
    while (sources_.size() < kBatchRows) {
      if (row_ >= in_.rows) {
        if (!sources_.empty()) break;
        if (!Pull(context, in_)) return false;
        if (in_.rows == 0) break;
        row_ = 0;
        have_ids_ = false;
      }
      if (!have_ids_) {
        if (!Find(context)) return false;
        have_ids_ = true;
        at_ = 0;
      }
      while (at_ < ids_.size() && sources_.size() < kBatchRows) {
        column.Append(ids_[at_++]);
        sources_.push_back(static_cast<std::uint32_t>(row_));
      }
      if (at_ >= ids_.size()) {
        ++row_;
        have_ids_ = false;
      }
    }
    Carry(plan_, in_, sources_, out);
    out.rows = sources_.size();
    return true;
  }

 private:
  bool Find(Context& context) {
    if (plan_.value) {
      Value value;
      if (!plan_.value->Eval(context, {&in_, row_}, value)) return false;
      if (value.is_null()) {
        ids_.clear();
        return true;
      }
      return Take(context,
                  context.entities.view().NodesWithProperty(plan_.label, plan_.property, value));
    }
    if (scanned_) return true;
    scanned_ = true;
    const GraphView& view = context.entities.view();
    return Take(context, plan_.label.empty() ? view.AllNodes() : view.NodesWithLabel(plan_.label));
  }

  bool Take(Context& context, Result<std::vector<NodeId>> ids) {
    if (!ids) return context.trap.Fail(std::move(ids).error());
    ids_ = std::move(*ids);
    context.entities.CountReads(ids_.size());
    return true;
  }

  const NodeScanPlan& plan_;
  Batch in_;
  std::size_t row_ = 0;
  std::vector<NodeId> ids_;
  std::size_t at_ = 0;
  bool have_ids_ = false;
  bool scanned_ = false;
  std::vector<std::uint32_t> sources_;
};

class Expand : public PipedOperator {
 public:
  Expand(const ExpandPlan& plan, OperatorPtr input)
      : PipedOperator(std::move(input)), plan_(plan), hop_(plan.hop) {
    for (const std::string& type : hop_.types) types_.push_back(type);
  }

 protected:
  bool DoOpen(Context& context, const Batch* argument) override {
    in_.Reset(0);
    first_ = 0;
    row_ = 0;
    at_ = 0;
    chunk_ = 8;
    lists_.clear();
    return PipedOperator::DoOpen(context, argument);
  }

  bool DoNext(Context& context, Batch& out) override {
    if (hop_.relationship_bound) return Check(context, out);
    sources_.clear();
    while (sources_.size() < kBatchRows) {
      if (row_ - first_ >= lists_.size()) {
        if (row_ >= in_.rows) {
          if (!sources_.empty()) break;
          if (!Pull(context, in_)) return false;
          if (in_.rows == 0) break;
          row_ = 0;
          lists_.clear();
        }
        if (!Fetch(context)) return false;
      }
      const std::vector<Adjacent>& list = lists_[row_ - first_];
      for (; at_ < list.size() && sources_.size() < kBatchRows; ++at_) {
        const Adjacent& found = list[at_];
        if (!Fits(found)) continue;
        out.columns[hop_.relationship].Append(found.relationship);
        if (!hop_.to_bound) out.columns[hop_.to].Append(found.neighbour);
        sources_.push_back(static_cast<std::uint32_t>(row_));
      }
      if (at_ >= list.size()) {
        ++row_;
        at_ = 0;
      }
    }
    Carry(plan_, in_, sources_, out);
    out.rows = sources_.size();
    return true;
  }

 private:
  // The neighbours of the next rows: few at first, for a LIMIT above may want no more.
  bool Fetch(Context& context) {
    first_ = row_;
    const std::size_t count = std::min(chunk_, in_.rows - row_);
    chunk_ = std::min<std::size_t>(chunk_ * 4, kBatchRows);
    std::vector<NodeId> nodes;
    std::vector<std::size_t> owner;
    for (std::size_t i = 0; i < count; ++i) {
      NodeId node{};
      if (in_.columns[hop_.from].NodeAt(row_ + i, node)) {
        nodes.push_back(node);
        owner.push_back(i);
      }
    }
    auto lists = context.entities.view().Neighbours(nodes, hop_.direction, types_);
    if (!lists) return context.trap.Fail(std::move(lists).error());
    lists_.assign(count, {});
    for (std::size_t i = 0; i < owner.size(); ++i) {
      context.entities.CountReads((*lists)[i].size());
      lists_[owner[i]] = std::move((*lists)[i]);
    }
    at_ = 0;
    return true;
  }

  bool Fits(const Adjacent& found) const {
    NodeId from{};
    // A relationship from a node to itself shows on both sides.
    if (hop_.direction == Direction::kBoth && !found.outgoing &&
        in_.columns[hop_.from].NodeAt(row_, from) && from == found.neighbour)
      return false;
    if (hop_.to_bound) {
      NodeId to{};
      if (!in_.columns[hop_.to].NodeAt(row_, to) || to != found.neighbour) return false;
    }
    return IsNew(found.relationship, row_);
  }

  bool IsNew(RelationshipId relationship, std::size_t row) const {
    for (const Slot other : hop_.others) {
      RelationshipId held{};
      const Column& column = in_.columns[other];
      if (column.RelationshipAt(row, held)) {
        if (held == relationship) return false;
      } else if (const Value* value = column.ValueAt(row); value != nullptr) {
        const ValueList* list = value->AsList();
        if (list != nullptr && std::ranges::find(*list, Value(relationship)) != list->end())
          return false;
      }
    }
    return true;
  }

  // The relationship is known: is it one from here to there?
  bool Check(Context& context, Batch& out) {
    while (true) {
      if (!Pull(context, in_)) return false;
      if (in_.rows == 0) return true;
      sources_.clear();
      for (std::size_t i = 0; i < in_.rows; ++i) {
        NodeId from{};
        RelationshipId relationship{};
        if ((hop_.from_bound && !in_.columns[hop_.from].NodeAt(i, from)) ||
            !in_.columns[hop_.relationship].RelationshipAt(i, relationship))
          continue;
        const auto* record = context.entities.Find(relationship, context.trap);
        if (record == nullptr) return false;
        if (!types_.empty() &&
            std::ranges::find(types_, context.entities.TypeName(record->type)) == types_.end())
          continue;
        if (!IsNew(relationship, i)) continue;
        const auto take = [&](NodeId begin, NodeId end) {
          NodeId to{};
          if (hop_.from_bound && begin != from) return false;
          if (hop_.from == hop_.to && begin != end) return false;
          if (hop_.to_bound && hop_.from != hop_.to &&
              (!in_.columns[hop_.to].NodeAt(i, to) || to != end))
            return false;
          if (!hop_.from_bound) out.columns[hop_.from].Append(begin);
          if (!hop_.to_bound && hop_.from != hop_.to) out.columns[hop_.to].Append(end);
          sources_.push_back(static_cast<std::uint32_t>(i));
          return true;
        };
        const bool forward =
            hop_.direction != Direction::kIncoming && take(record->start, record->end);
        // A relationship from a node to itself reads the same from both sides.
        if (hop_.direction != Direction::kOutgoing && !(forward && record->start == record->end))
          take(record->end, record->start);
      }
      if (sources_.empty()) continue;
      Carry(plan_, in_, sources_, out);
      out.rows = sources_.size();
      return true;
    }
  }

  const ExpandPlan& plan_;
  const Hop& hop_;
  std::vector<std::string_view> types_;
  Batch in_;
  std::size_t first_ = 0;  // the row of lists_[0]
  std::size_t row_ = 0;
  std::size_t at_ = 0;
  std::size_t chunk_ = 8;
  std::vector<std::vector<Adjacent>> lists_;
  std::vector<std::uint32_t> sources_;
};

}  // namespace

OperatorPtr MakeNodeScan(const NodeScanPlan& plan, OperatorPtr input) {
  return std::make_unique<NodeScan>(plan, std::move(input));
}
OperatorPtr MakeExpand(const ExpandPlan& plan, OperatorPtr input) {
  return std::make_unique<Expand>(plan, std::move(input));
}

}  // namespace citygraph::queries::cypher
