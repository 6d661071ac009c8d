#include "queries/questions/find.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <tuple>

#include "engine/base/unicode.h"
#include "engine/index/name_index.h"
#include "engine/model/schema.h"
#include "queries/questions/names.h"

namespace citygraph::queries {
namespace {

namespace label = schema::label;
namespace property = schema::property;

constexpr std::size_t kMostCandidates = 5;
constexpr std::size_t kMostLookedAt = 200;  // near names, before the sensible ones are chosen

Result<std::vector<std::string>> TypeableNames(const GraphView& view,
                                               const std::vector<Node>& nodes) {
  std::vector<std::string> names;
  for (const Node& node : nodes) {
    CITYGRAPH_TRY(std::string name, TypeableName(view, node));
    if (std::ranges::find(names, name) == names.end()) names.push_back(std::move(name));
  }
  return names;
}

// A node with a name near what was typed. Lower is nearer.
struct NearNode {
  Node node;
  bool alias = false;  // by another name than its own: of little use where an own name is near
  std::size_t distance = 0;
  bool idle = false;  // no exchange speaks of it
};

// Whether a name is near enough to have been meant: an edit in every four letters, at least one;
// or a name that goes on where the text stops, of an alias at most twice as long.
bool IsNear(const NearName& name, const std::string& folded, bool alias) {
  const std::size_t letters = CountCodePoints(folded);
  if (name.distance > 0) return name.distance <= std::max<std::size_t>(1, letters / 4);
  return letters > 2 && (!alias || CountCodePoints(name.folded) <= 2 * letters);
}

// Own names before aliases, near ones first; of those as near, what exchanges speak of.
Result<std::vector<std::string>> Suggestions(const GraphView& view, std::string_view text,
                                             std::string_view wanted_label) {
  const std::string folded = FoldName(text.substr(0, text.find_first_of(",(")));
  CITYGRAPH_TRY(const auto near, FindNearNames(view, folded, kMostLookedAt));
  std::vector<NodeId> ids;
  for (const NearName& each : near) ids.push_back(each.node);
  CITYGRAPH_TRY(const auto nodes, view.Nodes(ids));
  constexpr std::array kInExchanges = {schema::type::kHosted, schema::type::kTookPart,
                                       schema::type::kAbout, schema::type::kRuns};
  CITYGRAPH_TRY(const auto exchanges, view.Neighbours(ids, Direction::kBoth, kInExchanges));
  std::vector<NearNode> found;
  for (std::size_t i = 0; i < near.size(); ++i) {
    if (!nodes[i] || (!wanted_label.empty() && !nodes[i]->HasLabel(wanted_label))) continue;
    const bool alias = FoldName(StringOr(nodes[i]->properties, property::kName)) != near[i].folded;
    if (IsNear(near[i], folded, alias))
      found.push_back({*nodes[i], alias, near[i].distance, exchanges[i].empty()});
  }
  std::ranges::stable_sort(found, {}, [](const NearNode& each) {
    return std::tuple(each.alias, each.distance, each.idle);
  });
  if (!found.empty() && !found.front().alias)
    std::erase_if(found, [](const NearNode& each) { return each.alias; });
  std::vector<Node> best;
  for (NearNode& each : found) {
    if (best.size() < kMostCandidates) best.push_back(std::move(each.node));
  }
  return TypeableNames(view, best);
}

std::string TitleOf(const Node& exchange) {
  return StringOr(exchange.properties, property::kTitle);
}

// The exchanges whose key ("PLN 26" and "pln-26" are one) or title that is.
Result<std::vector<Node>> ExchangesNamed(const GraphView& view, std::string_view text) {
  const std::string folded = FoldName(text);
  CITYGRAPH_TRY(const auto ids, view.NodesWithLabel(label::kExchange));
  CITYGRAPH_TRY(const auto exchanges, view.Nodes(ids));
  std::vector<Node> found;
  for (const auto& node : exchanges) {
    if (node && (FoldName(StringOr(node->properties, property::kKey)) == folded ||
                 FoldName(TitleOf(*node)) == folded)) {
      found.push_back(*node);
    }
  }
  return found;
}

}  // namespace

Result<std::vector<Node>> NodesNamed(const GraphView& view, std::string_view name,
                                     std::string_view wanted_label) {
  CITYGRAPH_TRY(const auto ids, FindNamed(view, name));
  CITYGRAPH_TRY(const auto nodes, view.Nodes(ids));
  std::vector<Node> found;
  for (const auto& node : nodes) {
    if (node && (wanted_label.empty() || node->HasLabel(wanted_label))) found.push_back(*node);
  }
  return found;
}

std::unexpected<Error> NotFound(const GraphView& view, std::string_view text, std::string_view what,
                                std::string_view wanted_label) {
  auto candidates = Suggestions(view, text, wanted_label);
  if (!candidates) return Fail(std::move(candidates.error()));
  return Fail({.code = ErrorCode::kNotFound,
               .message = fmt::format("no {} \"{}\" in this graph", what, text),
               .hint = candidates->empty()
                           ? "import a file that names it, or look with: citygraph stats"
                           : "",
               .candidates = std::move(*candidates)});
}

Result<Node> OneOf(const GraphView& view, std::vector<Node> nodes, std::string_view text,
                   std::string_view what) {
  if (nodes.size() == 1) return std::move(nodes.front());
  CITYGRAPH_TRY(auto candidates, TypeableNames(view, nodes));
  return Fail({.code = ErrorCode::kAmbiguous,
               .message = fmt::format("\"{}\" is the name of {} {}", text, nodes.size(), what),
               .candidates = std::move(candidates)});
}

Result<std::string> TypeableName(const GraphView& view, const Node& node) {
  if (node.HasLabel(label::kPlace)) return TypeablePlace(view, node);
  if (!node.HasLabel(label::kExchange))
    return StringOr(node.properties, property::kName, StringOr(node.properties, property::kKey));
  CITYGRAPH_TRY(const auto namesakes, ExchangesNamed(view, TitleOf(node)));
  return namesakes.size() == 1 ? TitleOf(node) : StringOr(node.properties, property::kKey);
}

Result<Node> FindTheme(const GraphView& view, std::string_view text) {
  CITYGRAPH_TRY(auto by_id, view.NodesWithProperty(label::kTheme, property::kId, text));
  if (!by_id.empty()) {
    CITYGRAPH_TRY(auto node, view.NodeAt(by_id.front()));
    if (node) return std::move(*node);
  }
  CITYGRAPH_TRY(auto nodes, NodesNamed(view, text, label::kTheme));
  if (nodes.empty()) return NotFound(view, text, "theme", label::kTheme);
  Prefer(nodes, [&](const Node& node) {
    return FoldName(StringOr(node.properties, property::kName)) == FoldName(text);
  });
  return OneOf(view, std::move(nodes), text, "themes");
}

Result<Node> FindAnything(const GraphView& view, std::string_view text) {
  if (auto place = FindPlace(view, text, Meaning::kMostConnected);
      place || place.error().code != ErrorCode::kNotFound)
    return place;
  if (auto theme = FindTheme(view, text); theme || theme.error().code != ErrorCode::kNotFound)
    return theme;
  CITYGRAPH_TRY(auto networks, NodesNamed(view, text, label::kNetwork));
  if (!networks.empty()) return std::move(networks.front());
  CITYGRAPH_TRY(auto exchanges, ExchangesNamed(view, text));
  if (!exchanges.empty()) return OneOf(view, std::move(exchanges), text, "exchanges");
  return NotFound(view, text, "place, theme, network or exchange", "");
}

}  // namespace citygraph::queries
