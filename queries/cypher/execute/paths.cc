// Operators that follow many relationships: variable-length patterns and shortest paths.
#include <algorithm>
#include <unordered_map>
#include <unordered_set>

#include "queries/cypher/execute/operators.h"

namespace citygraph::queries::cypher {
namespace {

// Neighbours of nodes by one hop's direction and types, kept while nothing writes.
class Neighbourhood {
 public:
  explicit Neighbourhood(const Hop& hop) : direction_(hop.direction) {
    for (const std::string& type : hop.types) types_.push_back(type);
  }

  void Clear() { lists_.clear(); }

  // Reads those that are not known yet, in one batch.
  bool Prefetch(Context& context, const std::vector<NodeId>& nodes) {
    std::vector<NodeId> wanted;
    for (const NodeId node : nodes) {
      if (lists_.try_emplace(Raw(node)).second) wanted.push_back(node);
    }
    if (wanted.empty()) return true;
    auto lists = context.entities.view().Neighbours(wanted, direction_, types_);
    if (!lists) {
      lists_.clear();
      return context.trap.Fail(std::move(lists).error());
    }
    for (std::size_t i = 0; i < wanted.size(); ++i) {
      context.entities.CountReads((*lists)[i].size());
      std::vector<Adjacent>& list = (*lists)[i];
      if (direction_ == Direction::kBoth) {
        // A relationship from a node to itself shows on both sides; once is enough.
        std::erase_if(list, [&](const Adjacent& each) {
          return !each.outgoing && each.neighbour == wanted[i];
        });
      }
      lists_[Raw(wanted[i])] = std::move(list);
    }
    return true;
  }

  // Null after an error. Holds until Clear or Shrink.
  const std::vector<Adjacent>* Of(Context& context, NodeId node) {
    const auto found = lists_.find(Raw(node));
    if (found != lists_.end()) return &found->second;
    if (!Prefetch(context, {node})) return nullptr;
    return &lists_[Raw(node)];
  }

  // Between walks: gives memory back when much is kept.
  void Shrink() {
    constexpr std::size_t kMostKept = 1 << 18;
    if (lists_.size() > kMostKept) lists_.clear();
  }

 private:
  Direction direction_;
  std::vector<std::string_view> types_;
  std::unordered_map<std::uint64_t, std::vector<Adjacent>> lists_;
};

// Whether a relationship satisfies the pattern's properties.
bool Satisfies(Context& context, const Expr* condition, Slot each, RelationshipId relationship,
               const Row& row, bool& out) {
  out = true;
  if (condition == nullptr) return true;
  context.locals[each] = Value(relationship);
  return EvalCondition(*condition, context, row, out);
}

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
      : PipedOperator(std::move(input)), plan_(plan), hop_(plan.hop), neighbours_(plan.hop) {}

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

class ShortestPath : public PipedOperator {
 public:
  ShortestPath(const ShortestPathPlan& plan, OperatorPtr input)
      : PipedOperator(std::move(input)), plan_(plan), hop_(plan.hop), neighbours_(plan.hop) {}

 protected:
  bool DoOpen(Context& context, const Batch* argument) override {
    in_.Reset(0);
    row_ = 0;
    found_.clear();
    at_ = 0;
    if (context.writer != nullptr) neighbours_.Clear();
    return PipedOperator::DoOpen(context, argument);
  }

  bool DoNext(Context& context, Batch& out) override {
    sources_.clear();
    while (sources_.size() < kBatchRows) {
      if (at_ < found_.size()) {
        Emit(found_[at_++], out);
        continue;
      }
      if (row_ >= in_.rows) {
        if (!sources_.empty()) break;
        if (!Pull(context, in_)) return false;
        if (in_.rows == 0) break;
        row_ = 0;
      }
      if (!Search(context)) return false;
      ++row_;
    }
    Carry(plan_, in_, sources_, out);
    out.rows = sources_.size();
    return true;
  }

 private:
  struct Step {
    NodeId from;
    RelationshipId relationship;
  };

  void Emit(const Path& path, Batch& out) {
    if (plan_.single_hop) {
      out.columns[hop_.relationship].Append(path.relationships.front());
    } else {
      out.columns[hop_.relationship].Append(
          Value(ValueList(path.relationships.begin(), path.relationships.end())));
    }
    if (plan_.path != kNoSlot) out.columns[plan_.path].Append(Value(path));
    sources_.push_back(static_cast<std::uint32_t>(row_ - 1));
  }

  // Breadth first from one end, a layer a batch. What leads to a node at its least depth is kept;
  // paths are read off backwards.
  bool Search(Context& context) {
    found_.clear();
    at_ = 0;
    NodeId from{};
    NodeId to{};
    if (!in_.columns[hop_.from].NodeAt(row_, from) || !in_.columns[hop_.to].NodeAt(row_, to))
      return true;
    if (plan_.least == 0 && from == to) {
      found_.push_back(Path{{from}, {}});
      return true;
    }
    neighbours_.Shrink();
    std::unordered_map<std::uint64_t, std::vector<Step>> steps;
    std::unordered_set<std::uint64_t> seen{Raw(from)};
    std::vector<NodeId> layer{from};
    // From a node back to itself: the first step must leave it, and the last one comes back.
    bool reached = false;
    std::uint64_t depth = 0;
    while (!layer.empty() && !reached && depth < plan_.most) {
      if (!context.CheckTime() || !neighbours_.Prefetch(context, layer)) return false;
      std::vector<NodeId> next;
      std::unordered_map<std::uint64_t, std::vector<Step>> fresh;
      for (const NodeId node : layer) {
        const auto* list = neighbours_.Of(context, node);
        if (list == nullptr) return false;
        for (const Adjacent& each : *list) {
          const bool is_target = each.neighbour == to;
          if (!is_target && seen.contains(Raw(each.neighbour))) continue;
          bool fits = false;
          if (!Satisfies(context, plan_.condition.get(), plan_.each, each.relationship,
                         {&in_, row_}, fits))
            return false;
          if (!fits) continue;
          std::vector<Step>& into = fresh[Raw(each.neighbour)];
          if (into.empty() && !is_target) next.push_back(each.neighbour);
          if (into.empty() || plan_.all) into.push_back({node, each.relationship});
          reached = reached || is_target;
        }
      }
      for (auto& [node, into] : fresh) {
        seen.insert(node);
        steps[node] = std::move(into);
      }
      layer = std::move(next);
      ++depth;
    }
    if (!reached) return true;
    Path path{{to}, {}};
    return ReadOff(context, steps, from, to, depth, path);
  }

  // All ways back from `node` in exactly `left` steps.
  bool ReadOff(Context& context, const std::unordered_map<std::uint64_t, std::vector<Step>>& steps,
               NodeId from, NodeId node, std::uint64_t left, Path& path) {
    if (!context.Tick()) return false;
    if (left == 0) {
      if (node != from) return true;
      Path made = path;
      std::ranges::reverse(made.nodes);
      std::ranges::reverse(made.relationships);
      found_.push_back(std::move(made));
      return true;
    }
    const auto into = steps.find(Raw(node));
    if (into == steps.end()) return true;
    for (const Step& step : into->second) {
      if (std::ranges::find(path.relationships, step.relationship) != path.relationships.end())
        continue;
      path.nodes.push_back(step.from);
      path.relationships.push_back(step.relationship);
      if (!ReadOff(context, steps, from, step.from, left - 1, path)) return false;
      path.nodes.pop_back();
      path.relationships.pop_back();
      if (!plan_.all && !found_.empty()) return true;
    }
    return true;
  }

  const ShortestPathPlan& plan_;
  const Hop& hop_;
  Neighbourhood neighbours_;
  Batch in_;
  std::size_t row_ = 0;
  std::vector<Path> found_;
  std::size_t at_ = 0;
  std::vector<std::uint32_t> sources_;
};

}  // namespace

OperatorPtr MakeVarExpand(const VarExpandPlan& plan, OperatorPtr input) {
  return std::make_unique<VarExpand>(plan, std::move(input));
}
OperatorPtr MakeShortestPath(const ShortestPathPlan& plan, OperatorPtr input) {
  return std::make_unique<ShortestPath>(plan, std::move(input));
}

}  // namespace citygraph::queries::cypher
