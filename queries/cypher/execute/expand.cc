// Follows one relationship from each row.
#include <algorithm>

#include "queries/cypher/evaluate/label_test.h"
#include "queries/cypher/execute/operators.h"
#include "queries/cypher/execute/seen_nodes.h"
#include "queries/cypher/values/compare.h"

namespace citygraph::queries::cypher {
namespace {

class Expand : public PipedOperator {
 public:
  Expand(const ExpandPlan& plan, OperatorPtr input)
      : PipedOperator(std::move(input)), plan_(plan), hop_(plan.hop), labels_(plan.to_labels) {}

 protected:
  bool DoOpen(Context& context, const Batch* argument) override {
    row_ = 0;
    list_ = 0;
    at_ = 0;
    chunk_ = kFirstChunk;
    lists_.Clear();
    seen_.Clear();
    tokens_ = TypesOf(hop_, context.entities.view());
    return PipedOperator::DoOpen(context, argument);
  }

  bool DoNext(Context& context, Batch& out) override {
    if (hop_.relationship_bound) return Check(context, out);
    sources_.clear();
    while (sources_.size() < kBatchRows) {
      if (list_ < lists_.ends.size()) {
        Emit(out);
        if (!kept_.GrowTo(context, seen_.bytes())) return false;
        continue;
      }
      if (row_ >= in_.rows) {
        // What was gathered refers to this batch: hand it on before the next.
        if (!sources_.empty()) break;
        if (!Pull(context)) return false;
        if (in_.rows == 0) break;
        row_ = 0;
      }
      if (!Fetch(context)) return false;
    }
    Carry(plan_, in_, sources_, out);
    out.rows = sources_.size();
    return true;
  }

 private:
  static constexpr std::size_t kFirstChunk = 8;
  static constexpr std::uint64_t kNowhere = ~std::uint64_t{0};

  // The neighbours of the next rows: few at first, for a LIMIT above may want no more.
  bool Fetch(Context& context) {
    if (!context.Tick()) return false;
    // What wrote the rows may have brought a type that was new.
    if (context.writer != nullptr) tokens_ = TypesOf(hop_, context.entities.view());
    const std::size_t end = std::min(row_ + chunk_, in_.rows);
    const std::size_t most = 4 * chunk_;
    chunk_ = std::min(chunk_ * 4, kBatchRows);
    nodes_.clear();
    owners_.clear();
    for (; row_ < end; ++row_) {
      NodeId node{};
      if (!in_.columns[hop_.from].NodeAt(row_, node)) continue;
      nodes_.push_back(node);
      owners_.push_back(static_cast<std::uint32_t>(row_));
    }
    list_ = 0;
    at_ = 0;
    lists_.Clear();
    if (nodes_.empty()) return true;
    const auto done = context.entities.view().NeighboursInto(
        nodes_, hop_.direction, hop_.types.empty() ? nullptr : &tokens_,
        plan_.wants_relationship || !hop_.others.empty(), most, lists_);
    if (!done) return context.trap.Fail(done.error());
    if (*done < nodes_.size()) row_ = owners_[*done];
    context.entities.CountReads(lists_.neighbours.size());
    return plan_.to_labels.empty() || KeepLabelled(context);
  }

  // Leaves in the lists the nodes with the labels that the pattern asks for.
  bool KeepLabelled(Context& context) {
    if (labels_.AllHave(context.entities, lists_.neighbours, context.trap)) return true;
    std::uint64_t kept = 0;
    std::uint64_t at = 0;
    for (std::uint64_t& end : lists_.ends) {
      for (; at < end; ++at) {
        bool has = false;
        const NodeId node{lists_.neighbours[at]};
        if (!labels_.Test(context.entities, node, has, context.trap)) return false;
        if (!has) continue;
        if (!lists_.relationships.empty()) lists_.relationships[kept] = lists_.relationships[at];
        lists_.neighbours[kept++] = lists_.neighbours[at];
      }
      end = kept;
    }
    return true;
  }

  // What there is room for of the lists that are next.
  void Emit(Batch& out) {
    if (plan_.times != kNoSlot) {
      EmitTimes(out);
    } else if (!hop_.to_bound && hop_.others.empty() && !SkipsBack() && !plan_.distinct &&
               !plan_.once) {
      EmitAll(out);
    } else {
      EmitChosen(out);
    }
  }

  // All neighbours, list after list.
  void EmitAll(Batch& out) {
    constexpr std::uint64_t kShort = 4;  // most lists are: that many places are filled anyway
    const std::uint64_t begin = at_;
    const std::uint64_t limit = begin + (kBatchRows - sources_.size());
    std::size_t filled = sources_.size();
    sources_.resize(kBatchRows + kShort);
    while (list_ < lists_.ends.size() && at_ < limit) {
      const std::uint64_t end = std::min(lists_.ends[list_], limit);
      const std::uint64_t size = end - at_;
      std::fill_n(&sources_[filled], size <= kShort ? kShort : size, owners_[list_]);
      filled += size;
      at_ = end;
      if (at_ == lists_.ends[list_]) ++list_;
    }
    sources_.resize(filled);
    const std::uint64_t count = at_ - begin;
    out.columns[hop_.to].AppendNodes(std::span(lists_.neighbours).subspan(begin, count));
    if (plan_.wants_relationship) {
      out.columns[hop_.relationship].AppendRelationships(
          std::span(lists_.relationships).subspan(begin, count));
    }
  }

  // For each list with any, how many.
  void EmitTimes(Batch& out) {
    for (; list_ < lists_.ends.size() && sources_.size() < kBatchRows; ++list_) {
      const std::uint32_t row = owners_[list_];
      const auto list =
          std::span(lists_.neighbours)
              .subspan(lists_.BeginOf(list_), lists_.ends[list_] - lists_.BeginOf(list_));
      std::size_t times = list.size();
      NodeId back{};
      if (SkipsBack() && in_.columns[hop_.back].NodeAt(row, back) &&
          std::ranges::find(list, Raw(back)) != list.end())
        --times;
      if (times == 0) continue;
      out.columns[plan_.times].Append(Value(static_cast<std::int64_t>(times)));
      sources_.push_back(row);
    }
  }

  // Those of the next list that the pattern wants.
  void EmitChosen(Batch& out) {
    const std::uint32_t row = owners_[list_];
    const std::uint64_t end = lists_.ends[list_];
    if (at_ == lists_.BeginOf(list_)) {
      if (plan_.distinct) seen_.StartRow(in_, row, plan_.carry);
      back_ = kNowhere;
      NodeId back{};
      if (SkipsBack() && in_.columns[hop_.back].NodeAt(row, back)) back_ = Raw(back);
    }
    NodeId to{};
    const bool found = !hop_.to_bound || in_.columns[hop_.to].NodeAt(row, to);
    for (; at_ < end && sources_.size() < kBatchRows; ++at_) {
      const std::uint64_t neighbour = lists_.neighbours[at_];
      if (neighbour == back_) {
        back_ = kNowhere;
        continue;
      }
      if (hop_.to_bound && (!found || neighbour != Raw(to))) continue;
      if (!hop_.others.empty() && !IsNew(RelationshipId{lists_.relationships[at_]}, row)) continue;
      if (plan_.distinct && !seen_.New(neighbour)) continue;
      if (plan_.wants_relationship)
        out.columns[hop_.relationship].Append(RelationshipId{lists_.relationships[at_]});
      if (!hop_.to_bound) out.columns[hop_.to].Append(NodeId{neighbour});
      sources_.push_back(row);
      if (plan_.once) at_ = end - 1;
    }
    if (at_ >= end) ++list_;
  }

  bool SkipsBack() const { return hop_.back != kNoSlot && !plan_.wants_relationship; }

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
      if (!Pull(context)) return false;
      if (in_.rows == 0) return true;
      sources_.clear();
      for (std::size_t i = 0; i < in_.rows; ++i) {
        NodeId from{};
        RelationshipId relationship{};
        if ((hop_.from_bound && !in_.columns[hop_.from].NodeAt(i, from)) ||
            !in_.columns[hop_.relationship].RelationshipAt(i, relationship))
          continue;
        RelationshipEnds ends;
        if (!context.entities.EndsOf(relationship, ends, context.trap)) return false;
        if (!hop_.types.empty() &&
            std::ranges::find(hop_.types, context.entities.TypeName(ends.type)) == hop_.types.end())
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
        const bool forward = hop_.direction != Direction::kIncoming && take(ends.start, ends.end);
        // A relationship from a node to itself reads the same from both sides.
        if (hop_.direction != Direction::kOutgoing && !(forward && ends.start == ends.end))
          take(ends.end, ends.start);
      }
      if (sources_.empty()) continue;
      Carry(plan_, in_, sources_, out);
      out.rows = sources_.size();
      return true;
    }
  }

  const ExpandPlan& plan_;
  const Hop& hop_;
  LabelTest labels_;
  std::vector<TokenId> tokens_;  // of those that the graph knows
  std::size_t row_ = 0;          // the first whose neighbours are not in lists_
  std::size_t chunk_ = kFirstChunk;
  std::vector<NodeId> nodes_;
  std::vector<std::uint32_t> owners_;  // the row of each list
  NeighbourRows lists_;
  std::size_t list_ = 0;  // the list that is next, from its neighbour at_ on
  std::uint64_t at_ = 0;
  std::uint64_t back_ = kNowhere;  // a node that the list still has to leave out once
  SeenNodes seen_;
  KeptBytes kept_;
  std::vector<std::uint32_t> sources_;
};

}  // namespace

OperatorPtr MakeExpand(const ExpandPlan& plan, OperatorPtr input) {
  return std::make_unique<Expand>(plan, std::move(input));
}

}  // namespace citygraph::queries::cypher
