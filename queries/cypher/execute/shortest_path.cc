// Shortest paths.
#include <algorithm>
#include <unordered_map>
#include <unordered_set>

#include "queries/cypher/execute/walks.h"

namespace citygraph::queries::cypher {
namespace {

// Between two known nodes: the shortest trails that satisfy the conditions.
//
// Breadth first finds the shortest of all. Where none of these satisfies the conditions (or they
// use a relationship twice, as a way back to the same node may), longer ones are tried, length by
// length, over all trails: that can take long, and ends with the query's time.
class ShortestPath : public SpreadingOperator {
 public:
  ShortestPath(const ShortestPathPlan& plan, OperatorPtr input)
      : SpreadingOperator(plan, std::move(input)),
        plan_(plan),
        hop_(plan.hop),
        forwards_(plan.hop, plan.hop.direction),
        backwards_(plan.hop, Reversed(plan.hop.direction)) {}

 protected:
  bool DoOpen(Context& context, const Batch* argument) override {
    forwards_.Start(context);
    backwards_.Start(context);
    return SpreadingOperator::DoOpen(context, argument);
  }

  bool Spread(Context&, Batch& out, bool& more) override {
    SpreadList(found_, at_, more, [&](const Path& path) { Emit(path, out); });
    return true;
  }

  bool Begin(Context& context) override {
    found_.clear();
    at_ = 0;
    NodeId from{};
    NodeId to{};
    if (!in_.columns[hop_.from].NodeAt(row_, from) || !in_.columns[hop_.to].NodeAt(row_, to))
      return true;
    if (!plan_.conditions.empty()) {
      trial_.Reset(context.width);
      trial_.rows = 1;
      const auto row = static_cast<std::uint32_t>(row_);
      for (const Slot slot : plan_.uses) {
        if (in_.Holds(slot)) trial_.columns[slot].Gather(in_.columns[slot], {&row, 1});
      }
    }
    if (plan_.least == 0 && from == to) {
      if (!Offer(context, Path{{from}, {}})) return false;
      if (!found_.empty()) return true;
    }
    std::uint64_t depth = 0;
    if (!BreadthFirst(context, from, to, depth)) return false;
    if (depth == 0 || !found_.empty() || (plan_.conditions.empty() && from != to)) return true;
    return Deepen(context, from, to, depth + 1);
  }

 private:
  struct StepBack {
    NodeId from;
    RelationshipId relationship;
  };

  void Emit(const Path& path, Batch& out) const {
    if (plan_.single_hop) {
      out.columns[hop_.relationship].Append(path.relationships.front());
    } else {
      out.columns[hop_.relationship].Append(
          Value(ValueList(path.relationships.begin(), path.relationships.end())));
    }
    if (plan_.path != kNoSlot) out.columns[plan_.path].Append(Value(path));
  }

  // Whether one path is enough and there.
  bool Enough() const { return !plan_.all && !found_.empty(); }

  // Keeps the path if it satisfies the conditions.
  bool Offer(Context& context, Path path) {
    if (!plan_.conditions.empty()) {
      trial_.columns[hop_.relationship].Clear();
      if (plan_.path != kNoSlot) trial_.columns[plan_.path].Clear();
      Emit(path, trial_);
      for (const ExprPtr& condition : plan_.conditions) {
        bool holds = false;
        if (!EvalCondition(*condition, context, {&trial_, 0}, holds)) return false;
        if (!holds) return true;
      }
    }
    found_.push_back(std::move(path));
    return true;
  }

  // A layer a batch. What leads to a node at its least depth is kept; paths are read off backwards.
  // `depth`: the length of the shortest, 0 where there is none.
  bool BreadthFirst(Context& context, NodeId from, NodeId to, std::uint64_t& depth) {
    // One way to each node is enough only where every way will do.
    const bool all = plan_.all || !plan_.conditions.empty() || from == to;
    forwards_.Shrink();
    std::unordered_map<std::uint64_t, std::vector<StepBack>> steps;
    std::unordered_set<std::uint64_t> seen{Raw(from)};
    std::vector<NodeId> layer{from};
    // From a node back to itself: the first step must leave it, and the last one comes back.
    bool reached = false;
    while (!layer.empty() && !reached && depth < plan_.most) {
      if (!context.CheckTime() || !forwards_.Prefetch(context, layer)) return false;
      std::vector<NodeId> next;
      std::unordered_map<std::uint64_t, std::vector<StepBack>> fresh;
      for (const NodeId node : layer) {
        Steps::Range range;
        if (!forwards_.From(context, node, range)) return false;
        for (std::size_t i = range.begin; i < range.end; ++i) {
          const Steps::Step each = forwards_.At(node, i);
          const bool is_target = each.to == to;
          if (!is_target && seen.contains(Raw(each.to))) continue;
          bool fits = false;
          if (!Fits(context, each.relationship, fits)) return false;
          if (!fits) continue;
          std::vector<StepBack>& into = fresh[Raw(each.to)];
          if (into.empty() && !is_target) next.push_back(each.to);
          if (into.empty() || all) into.push_back({node, each.relationship});
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
    if (!reached) {
      depth = 0;
      return true;
    }
    Path path{{to}, {}};
    return ReadOff(context, steps, from, to, depth, path);
  }

  // All ways back from `node` in exactly `left` steps.
  bool ReadOff(Context& context,
               const std::unordered_map<std::uint64_t, std::vector<StepBack>>& steps, NodeId from,
               NodeId node, std::uint64_t left, Path& path) {
    if (!context.Tick()) return false;
    if (left == 0) {
      if (node != from) return true;
      Path made = path;
      std::ranges::reverse(made.nodes);
      std::ranges::reverse(made.relationships);
      return Offer(context, std::move(made));
    }
    const auto into = steps.find(Raw(node));
    if (into == steps.end()) return true;
    for (const StepBack& step : into->second) {
      if (std::ranges::find(path.relationships, step.relationship) != path.relationships.end())
        continue;
      path.nodes.push_back(step.from);
      path.relationships.push_back(step.relationship);
      if (!ReadOff(context, steps, from, step.from, left - 1, path)) return false;
      path.nodes.pop_back();
      path.relationships.pop_back();
      if (Enough()) return true;
    }
    return true;
  }

  // Trails of `length` relationships, and of more until some satisfy the conditions.
  bool Deepen(Context& context, NodeId from, NodeId to, std::uint64_t length) {
    std::unordered_map<std::uint64_t, std::uint64_t> distance;  // to the target, at least
    if (!Distances(context, to, distance)) return false;
    for (; length <= plan_.most && found_.empty(); ++length) {
      bool cut = false;
      Path path{{from}, {}};
      if (!Trails(context, to, length, distance, path, cut)) return false;
      if (!cut) break;  // no trail is longer
    }
    return true;
  }

  bool Distances(Context& context, NodeId to,
                 std::unordered_map<std::uint64_t, std::uint64_t>& distance) {
    distance[Raw(to)] = 0;
    std::vector<NodeId> layer{to};
    for (std::uint64_t depth = 1; !layer.empty(); ++depth) {
      if (!context.CheckTime() || !backwards_.Prefetch(context, layer)) return false;
      std::vector<NodeId> next;
      for (const NodeId node : layer) {
        Steps::Range range;
        if (!backwards_.From(context, node, range)) return false;
        for (std::size_t i = range.begin; i < range.end; ++i) {
          const Steps::Step each = backwards_.At(node, i);
          bool fits = false;
          if (!Fits(context, each.relationship, fits)) return false;
          if (fits && distance.try_emplace(Raw(each.to), depth).second) next.push_back(each.to);
        }
      }
      layer = std::move(next);
    }
    return true;
  }

  // Depth first. `cut`: a trail was left because it would be too long.
  bool Trails(Context& context, NodeId to, std::uint64_t length,
              const std::unordered_map<std::uint64_t, std::uint64_t>& distance, Path& path,
              bool& cut) {
    if (!context.Tick()) return false;
    const NodeId node = path.nodes.back();
    const std::uint64_t left = length - path.relationships.size();
    if (left == 0 && node == to && !Offer(context, path)) return false;
    Steps::Range range;
    if (!forwards_.From(context, node, range)) return false;
    for (std::size_t i = range.begin; i < range.end; ++i) {
      if (Enough()) return true;
      const Steps::Step each = forwards_.At(node, i);
      if (std::ranges::find(path.relationships, each.relationship) != path.relationships.end())
        continue;
      const auto rest = distance.find(Raw(each.to));
      if (rest == distance.end()) continue;
      bool fits = false;
      if (!Fits(context, each.relationship, fits)) return false;
      if (!fits) continue;
      if (rest->second + 1 > left) {
        cut = true;
        continue;
      }
      path.nodes.push_back(each.to);
      path.relationships.push_back(each.relationship);
      if (!Trails(context, to, length, distance, path, cut)) return false;
      path.nodes.pop_back();
      path.relationships.pop_back();
    }
    return true;
  }

  bool Fits(Context& context, RelationshipId relationship, bool& out) const {
    return Satisfies(context, plan_.condition.get(), plan_.each, relationship, {&in_, row_}, out);
  }

  const ShortestPathPlan& plan_;
  const Hop& hop_;
  Steps forwards_;
  Steps backwards_;
  Batch trial_;  // the row with a path that is looked at
  std::vector<Path> found_;
  std::size_t at_ = 0;
};

}  // namespace

OperatorPtr MakeShortestPath(const ShortestPathPlan& plan, OperatorPtr input) {
  return std::make_unique<ShortestPath>(plan, std::move(input));
}

}  // namespace citygraph::queries::cypher
