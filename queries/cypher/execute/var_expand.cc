// Patterns of variable length: all trails, or, where that says as much, all ends of trails.
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

class VarExpand : public SpreadingOperator {
 public:
  VarExpand(const VarExpandPlan& plan, OperatorPtr input)
      : SpreadingOperator(plan, std::move(input)),
        plan_(plan),
        hop_(plan.hop),
        steps_(plan.hop, plan.hop.direction),
        only_ends_(!plan.wants_list && plan.path == kNoSlot && plan.condition == nullptr &&
                   plan.least <= plan.most) {}

 protected:
  bool DoOpen(Context& context, const Batch* argument) override {
    steps_.Start(context);
    return SpreadingOperator::DoOpen(context, argument);
  }

  bool Begin(Context& context) override {
    frames_.clear();
    walk_.clear();
    ends_.clear();
    end_ = 0;
    steps_.Shrink();
    NodeId from{};
    if (hop_.relationship_bound || !in_.columns[hop_.from].NodeAt(row_, from)) return true;
    target_.reset();
    if (hop_.to_bound) {
      NodeId to{};
      if (!in_.columns[hop_.to].NodeAt(row_, to)) return true;
      target_ = to;
    }
    if (plan_.ends_once) return FindEnds(context, from);
    held_ = Held(in_, row_, hop_.others);
    frames_.push_back({from});
    return true;
  }

  bool Spread(Context& context, Batch& out, bool& more) override {
    if (hop_.relationship_bound) return Follow(context, out);
    if (plan_.ends_once) {
      SpreadList(ends_, end_, more, [&](NodeId end) {
        if (!target_) out.columns[hop_.to].Append(end);
      });
      return true;
    }
    while (!frames_.empty() && Room() > 0) {
      if (!Step(context, out)) return false;
    }
    more = !frames_.empty();
    return true;
  }

 private:
  // A node on the walk, and what is left to do there.
  struct Frame {
    NodeId node;
    bool entered = false;  // it was shown, if it had to be, and its steps are known
    Steps::Range steps{};  // those that are left
  };

  // Breadth first: all nodes where trails end; or the target alone, if it is one.
  bool FindEnds(Context& context, NodeId from) {
    seen_.Clear();
    const auto add = [&](NodeId node) {
      if (!seen_.CodeOf(Raw(node)).second) return false;
      if (!target_ || *target_ == node) ends_.push_back(node);
      return true;
    };
    if (plan_.least == 0) add(from);
    std::vector<NodeId> layer{from};
    std::vector<NodeId> next;
    for (std::uint64_t depth = 0; depth < plan_.most && !layer.empty(); ++depth) {
      if (target_ && !ends_.empty()) break;
      if (!context.CheckTime() || !steps_.Prefetch(context, layer)) return false;
      next.clear();
      for (const NodeId node : layer) {
        Steps::Range range;
        if (!context.Tick() || !steps_.From(context, node, range)) return false;
        for (std::uint64_t i = range.begin; i < range.end; ++i) {
          const Steps::Step step = steps_.At(node, i);
          if (seen_.Find(Raw(step.to)) != NumberCodes::kNone) continue;
          bool fits = false;
          if (!Satisfies(context, plan_.condition.get(), plan_.each, step.relationship, InRow(),
                         fits))
            return false;
          if (fits && add(step.to)) next.push_back(step.to);
        }
      }
      layer.swap(next);
      if (!kept_.GrowTo(context, seen_.bytes() + 8 * (ends_.size() + layer.size()))) return false;
    }
    return true;
  }

  // One step of a depth-first walk over all trails.
  bool Step(Context& context, Batch& out) {
    if (!context.Tick()) return false;
    Frame& frame = frames_.back();
    if (!frame.entered) {
      frame.entered = true;
      if (walk_.size() >= plan_.least) Emit(out);
      if (walk_.size() < plan_.most && !Enter(context, frame)) return false;
      return true;
    }
    if (only_ends_ && walk_.size() + 1 == plan_.most) EmitEnds(frame, out);
    if (frame.steps.begin == frame.steps.end) {
      frames_.pop_back();
      if (!walk_.empty()) walk_.pop_back();
      return true;
    }
    if (Room() == 0) return true;
    const Steps::Step next = steps_.At(frame.node, frame.steps.begin++);
    if (IsUsed(next.relationship)) return true;
    bool fits = false;
    if (!Satisfies(context, plan_.condition.get(), plan_.each, next.relationship, InRow(), fits))
      return false;
    if (!fits) return true;
    walk_.push_back(next.relationship);
    frames_.push_back({next.to});
    return true;
  }

  // Finds the steps from a node.
  bool Enter(Context& context, Frame& frame) {
    if (frames_.size() == 1) return steps_.From(context, frame.node, frame.steps);
    const Steps::Range& before = frames_[frames_.size() - 2].steps;
    return steps_.Beyond(context, before.begin - 1, before.end, frame.steps);
  }

  bool IsUsed(RelationshipId relationship) const {
    return std::ranges::find(walk_, relationship) != walk_.end() ||
           std::ranges::find(held_, relationship) != held_.end();
  }

  // The last steps of walks, of which nothing is asked but where they end.
  void EmitEnds(Frame& frame, Batch& out) {
    const std::size_t room = Room();
    std::size_t made = 0;
    for (; frame.steps.begin < frame.steps.end && made < room; ++frame.steps.begin) {
      const Steps::Step step = steps_.At(frame.node, frame.steps.begin);
      if (IsUsed(step.relationship) || (target_ && *target_ != step.to)) continue;
      if (!target_) out.columns[hop_.to].Append(step.to);
      ++made;
    }
    Made(made);
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
    Made(1);
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
      RelationshipEnds ends;
      if (!context.entities.EndsOf(*relationship, ends, context.trap)) return false;
      if (!hop_.types.empty() &&
          std::ranges::find(hop_.types, context.entities.TypeName(ends.type)) == hop_.types.end())
        return true;
      if (std::ranges::find(path.relationships, *relationship) != path.relationships.end())
        return true;
      if (hop_.direction != Direction::kIncoming && ends.start == at) {
        at = ends.end;
      } else if (hop_.direction != Direction::kOutgoing && ends.end == at) {
        at = ends.start;
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
    Made(1);
    return true;
  }

  const VarExpandPlan& plan_;
  const Hop& hop_;
  Steps steps_;
  bool only_ends_;
  std::optional<NodeId> target_;
  std::vector<RelationshipId> held_;
  std::vector<Frame> frames_;  // one more than walk_; empty: the walk is over
  std::vector<RelationshipId> walk_;
  NumberCodes seen_;          // of ends_once: nodes that were come to
  std::vector<NodeId> ends_;  // and those to hand on, from end_ on
  std::size_t end_ = 0;
  KeptBytes kept_;
};

}  // namespace

OperatorPtr MakeVarExpand(const VarExpandPlan& plan, OperatorPtr input) {
  return std::make_unique<VarExpand>(plan, std::move(input));
}

}  // namespace citygraph::queries::cypher
