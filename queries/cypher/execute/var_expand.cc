// Patterns of variable length: all trails.
#include <algorithm>

#include "queries/cypher/execute/walks.h"

namespace citygraph::queries::cypher {
namespace {

// The relationships that other parts of the same MATCH hold in this row.
std::vector<RelationshipId> Held(const Batch& batch, std::size_t row,
                                 const std::vector<Slot>& slots) {
  std::vector<RelationshipId> held;
  for (const Slot slot : slots) {
    const Value value = batch.columns[slot].At(row);
    if (const RelationshipId* one = value.AsRelationship()) held.push_back(*one);
    if (const ValueList* list = value.AsList()) {
      for (const Value& item : *list) {
        if (item.AsRelationship() != nullptr) held.push_back(*item.AsRelationship());
      }
    }
  }
  return held;
}

class VarExpand : public PipedOperator {
 public:
  VarExpand(const VarExpandPlan& plan, OperatorPtr input)
      : PipedOperator(std::move(input)),
        plan_(plan),
        hop_(plan.hop),
        neighbours_(plan.hop, plan.hop.direction) {}

 protected:
  bool DoOpen(Context& context, const Batch* argument) override {
    in_.Reset(0);
    row_ = 0;
    walking_ = false;
    if (context.writer != nullptr) neighbours_.Clear();
    return PipedOperator::DoOpen(context, argument);
  }

  bool DoNext(Context& context, Batch& out) override {
    sources_.clear();
    while (sources_.size() < kBatchRows) {
      if (!walking_) {
        if (row_ >= in_.rows) {
          if (!sources_.empty()) break;
          if (!Pull(context, in_)) return false;
          if (in_.rows == 0) break;
          row_ = 0;
        }
        if (hop_.relationship_bound) {
          if (!Follow(context, out)) return false;
          ++row_;
          continue;
        }
        if (!Start()) {
          ++row_;
          continue;
        }
        walking_ = true;
        if (plan_.least == 0) Emit(out);
      }
      if (!Step(context, out)) return false;
      if (frames_.empty()) {
        walking_ = false;
        ++row_;
        neighbours_.Shrink();
      }
    }
    Carry(plan_, in_, sources_, out);
    out.rows = sources_.size();
    return true;
  }

 private:
  struct Frame {
    NodeId node;
    const std::vector<Adjacent>* list = nullptr;  // read at the first step
    std::size_t at = 0;
  };

  bool Start() {
    NodeId from{};
    if (!in_.columns[hop_.from].NodeAt(row_, from)) return false;
    target_.reset();
    if (hop_.to_bound) {
      NodeId to{};
      if (!in_.columns[hop_.to].NodeAt(row_, to)) return false;
      target_ = to;
    }
    held_ = Held(in_, row_, hop_.others);
    frames_.assign(1, Frame{from});
    walk_.clear();
    return true;
  }

  // One step of a depth-first walk over all trails.
  bool Step(Context& context, Batch& out) {
    if (!context.Tick()) return false;
    Frame& frame = frames_.back();
    if (walk_.size() >= plan_.most) {
      Back();
      return true;
    }
    if (frame.list == nullptr) {
      frame.list = neighbours_.Of(context, frame.node);
      if (frame.list == nullptr) return false;
    }
    if (frame.at >= frame.list->size()) {
      Back();
      return true;
    }
    const Adjacent& next = (*frame.list)[frame.at++];
    if (std::ranges::find(walk_, next.relationship) != walk_.end() ||
        std::ranges::find(held_, next.relationship) != held_.end())
      return true;
    bool fits = false;
    if (!Satisfies(context, plan_.condition.get(), plan_.each, next.relationship, {&in_, row_},
                   fits))
      return false;
    if (!fits) return true;
    walk_.push_back(next.relationship);
    frames_.push_back(Frame{next.neighbour});
    if (walk_.size() >= plan_.least) Emit(out);
    return true;
  }

  void Back() {
    frames_.pop_back();
    if (!walk_.empty()) walk_.pop_back();
  }

  void Emit(Batch& out) {
    const NodeId end = frames_.back().node;
    if (target_ && *target_ != end) return;
    if (!target_) out.columns[hop_.to].Append(end);
    if (plan_.wants_list) out.columns[hop_.relationship].Append(List());
    if (plan_.path != kNoSlot) {
      Path path;
      for (const Frame& frame : frames_) path.nodes.push_back(frame.node);
      path.relationships = walk_;
      if (plan_.reversed) {
        std::ranges::reverse(path.nodes);
        std::ranges::reverse(path.relationships);
      }
      out.columns[plan_.path].Append(Value(std::move(path)));
    }
    sources_.push_back(static_cast<std::uint32_t>(row_));
  }

  Value List() const {
    ValueList list(walk_.begin(), walk_.end());
    if (plan_.reversed) std::ranges::reverse(list);
    return Value(std::move(list));
  }

  // The relationships are known: do they lead from here to there?
  bool Follow(Context& context, Batch& out) {
    NodeId at{};
    const Value held = in_.columns[hop_.relationship].At(row_);
    const ValueList* list = held.AsList();
    if (list == nullptr || !in_.columns[hop_.from].NodeAt(row_, at)) return true;
    if (list->size() < plan_.least || list->size() > plan_.most) return true;
    Path path{{at}, {}};
    for (std::size_t i = 0; i < list->size(); ++i) {
      const Value& item = (*list)[plan_.reversed ? list->size() - 1 - i : i];
      const RelationshipId* relationship = item.AsRelationship();
      if (relationship == nullptr) return true;
      const auto* record = context.entities.Find(*relationship, context.trap);
      if (record == nullptr) return false;
      if (!hop_.types.empty() &&
          std::ranges::find(hop_.types, context.entities.TypeName(record->type)) ==
              hop_.types.end())
        return true;
      if (std::ranges::find(path.relationships, *relationship) != path.relationships.end())
        return true;
      if (hop_.direction != Direction::kIncoming && record->start == at) {
        at = record->end;
      } else if (hop_.direction != Direction::kOutgoing && record->end == at) {
        at = record->start;
      } else {
        return true;
      }
      path.nodes.push_back(at);
      path.relationships.push_back(*relationship);
    }
    NodeId to{};
    if (hop_.to_bound && (!in_.columns[hop_.to].NodeAt(row_, to) || to != at)) return true;
    if (!hop_.to_bound) out.columns[hop_.to].Append(at);
    if (plan_.path != kNoSlot) {
      if (plan_.reversed) {
        std::ranges::reverse(path.nodes);
        std::ranges::reverse(path.relationships);
      }
      out.columns[plan_.path].Append(Value(std::move(path)));
    }
    sources_.push_back(static_cast<std::uint32_t>(row_));
    return true;
  }

  const VarExpandPlan& plan_;
  const Hop& hop_;
  Neighbourhood neighbours_;
  Batch in_;
  std::size_t row_ = 0;
  bool walking_ = false;
  std::optional<NodeId> target_;
  std::vector<RelationshipId> held_;
  std::vector<Frame> frames_;  // one more than walk_
  std::vector<RelationshipId> walk_;
  std::vector<std::uint32_t> sources_;
};

}  // namespace

OperatorPtr MakeVarExpand(const VarExpandPlan& plan, OperatorPtr input) {
  return std::make_unique<VarExpand>(plan, std::move(input));
}

}  // namespace citygraph::queries::cypher
