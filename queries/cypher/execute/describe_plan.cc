#include "queries/cypher/execute/describe_plan.h"

#include <fmt/format.h>

#include <algorithm>
#include <chrono>
#include <cmath>

#include "queries/cypher/evaluate/operator.h"

namespace citygraph::queries::cypher {
namespace {

std::string_view NameOf(PlanKind kind) {
  constexpr std::string_view kNames[] = {
      "Unit",   "Argument", "NodeScan",  "Expand",        "VarExpand",  "ShortestPath",
      "Filter", "Project",  "Aggregate", "Distinct",      "Sort",       "Skip",
      "Limit",  "Unwind",   "Optional",  "Union",         "Create",     "Merge",
      "Set",    "Remove",   "Delete",    "ProcedureCall", "EmptyResult"};
  return kNames[static_cast<std::size_t>(kind)];
}

std::string VariableName(const Plan& plan, Slot slot) {
  return plan.variables[slot].empty() ? fmt::format("#{}", slot) : plan.variables[slot];
}

std::string HopText(const Plan& plan, const Hop& hop, std::string_view range,
                    const std::vector<std::string>& to_labels = {}) {
  std::string types;
  for (const std::string& type : hop.types) types += (types.empty() ? ":" : "|") + type;
  std::string to = VariableName(plan, hop.to);
  for (const std::string& label : to_labels) to += ":" + label;
  return fmt::format("({}){}[{}{}]{}({})", VariableName(plan, hop.from),
                     hop.direction == Direction::kIncoming ? "<-" : "-", types, range,
                     hop.direction == Direction::kOutgoing ? "->" : "-", to);
}

std::string DetailsOf(const Plan& plan, const PlanNode& node) {
  switch (node.kind) {
    case PlanKind::kNodeScan: {
      const auto& scan = static_cast<const NodeScanPlan&>(node);
      std::string text = VariableName(plan, scan.node);
      if (!scan.label.empty()) text += ":" + scan.label;
      if (scan.value) text += " by index on " + scan.property;
      return text;
    }
    case PlanKind::kExpand: {
      const auto& expand = static_cast<const ExpandPlan&>(node);
      return HopText(plan, expand.hop, "", expand.to_labels) +
             (expand.times == kNoSlot ? "" : " counted");
    }
    case PlanKind::kVarExpand: {
      const auto& expand = static_cast<const VarExpandPlan&>(node);
      return HopText(plan, expand.hop, "*") + (expand.ends_once ? " each end once" : "");
    }
    case PlanKind::kShortestPath:
      return HopText(plan, static_cast<const ShortestPathPlan&>(node).hop, "*");
    case PlanKind::kFilter:
      return static_cast<const FilterPlan&>(node).text;
    case PlanKind::kSort:
      return static_cast<const SortPlan&>(node).limit ? "the first rows" : "";
    case PlanKind::kProject:
    case PlanKind::kAggregate:
    case PlanKind::kUnwind: {
      std::string text;
      for (const Slot slot : node.binds)
        text += (text.empty() ? "" : ", ") + VariableName(plan, slot);
      return text;
    }
    default:
      return "";
  }
}

Value Describe(const Plan& plan, const PlanNode& node, const Context* run, int depth,
               std::string& text) {
  ValueMap map;
  map.Put("operator", NameOf(node.kind));
  const std::string details = DetailsOf(plan, node);
  if (!details.empty()) map.Put("details", details);
  map.Put("estimatedRows", std::max(0.0, std::round(node.rows)));
  text += fmt::format("{:>{}}+ {:<24} {:>12.0f}", "", depth * 2, NameOf(node.kind), node.rows);
  const Operator* ran =
      run != nullptr && node.number < run->operators.size() ? run->operators[node.number] : nullptr;
  if (ran != nullptr) {
    const OperatorStatistics& statistics = ran->statistics();
    const double ms = std::chrono::duration<double, std::milli>(statistics.time).count();
    map.Put("rows", statistics.rows);
    map.Put("storeReads", statistics.store_reads);
    map.Put("timeMs", ms);
    text += fmt::format(" {:>12} {:>12} {:>10.3f} ms", statistics.rows, statistics.store_reads, ms);
  }
  text += details.empty() ? "\n" : "  " + details + "\n";
  ValueList children;
  for (const PlanPtr& input : node.inputs)
    children.push_back(Describe(plan, *input, run, depth + 1, text));
  if (!children.empty()) map.Put("children", std::move(children));
  return map;
}

}  // namespace

void DescribePlan(const Plan& plan, const Context* run, Answer& answer) {
  answer.plan = Describe(plan, *plan.root, run, 0, answer.plan_text);
}

}  // namespace citygraph::queries::cypher
