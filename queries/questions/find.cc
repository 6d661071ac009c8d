#include "queries/questions/find.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>

#include "engine/base/unicode.h"
#include "engine/index/name_index.h"
#include "engine/model/schema.h"

namespace citygraph::queries {
namespace {

namespace label = schema::label;
namespace property = schema::property;

constexpr std::size_t kMostCandidates = 5;

std::string_view Trim(std::string_view text) {
  while (!text.empty() && text.front() == ' ') text.remove_prefix(1);
  while (!text.empty() && text.back() == ' ') text.remove_suffix(1);
  return text;
}

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

// Keeps those for which `keep` holds, unless that leaves none.
template <class Keep>
void Prefer(std::vector<Node>& nodes, Keep keep) {
  std::vector<Node> preferred;
  std::ranges::copy_if(nodes, std::back_inserter(preferred), keep);
  if (!preferred.empty()) nodes = std::move(preferred);
}

Result<std::vector<std::string>> TypeableNames(const GraphView& view,
                                               const std::vector<Node>& nodes) {
  std::vector<std::string> names;
  for (const Node& node : nodes) {
    CITYGRAPH_TRY(std::string name, TypeableName(view, node));
    if (std::ranges::find(names, name) == names.end()) names.push_back(std::move(name));
  }
  return names;
}

Result<std::vector<std::string>> Suggestions(const GraphView& view, std::string_view text,
                                             std::string_view wanted_label) {
  CITYGRAPH_TRY(const auto near, FindNearNames(view, text, 4 * kMostCandidates));
  std::vector<NodeId> ids;
  for (const NearName& each : near) ids.push_back(each.node);
  CITYGRAPH_TRY(const auto nodes, view.Nodes(ids));
  std::vector<Node> found;
  for (const auto& node : nodes) {
    if (node && (wanted_label.empty() || node->HasLabel(wanted_label))) found.push_back(*node);
  }
  if (found.size() > kMostCandidates) found.resize(kMostCandidates);
  return TypeableNames(view, found);
}

Result<Node> NotFound(const GraphView& view, std::string_view text, std::string_view what,
                      std::string_view wanted_label) {
  CITYGRAPH_TRY(auto candidates, Suggestions(view, text, wanted_label));
  return Fail({.code = ErrorCode::kNotFound,
               .message = fmt::format("no {} \"{}\" in this graph", what, text),
               .hint = candidates.empty()
                           ? "import a file that names it, or look with: citygraph stats"
                           : "",
               .candidates = std::move(candidates)});
}

Result<Node> OneOf(const GraphView& view, std::vector<Node> nodes, std::string_view text,
                   std::string_view what) {
  if (nodes.size() == 1) return std::move(nodes.front());
  CITYGRAPH_TRY(auto candidates, TypeableNames(view, nodes));
  return Fail({.code = ErrorCode::kAmbiguous,
               .message = fmt::format("\"{}\" is the name of {} {}", text, nodes.size(), what),
               .candidates = std::move(candidates)});
}

Result<std::optional<Node>> CountryWithCode(const GraphView& view, std::string_view code) {
  std::string upper(code);
  std::ranges::transform(upper, upper.begin(), [](char c) {
    return c >= 'a' && c <= 'z' ? static_cast<char>(c - 'a' + 'A') : c;
  });
  CITYGRAPH_TRY(const auto ids, view.NodesWithProperty(label::kCountry, property::kCode, upper));
  if (ids.empty()) return std::nullopt;
  return view.NodeAt(ids.front());
}

}  // namespace

Result<std::string> CountryCodeOf(const GraphView& view, const Node& place) {
  if (place.HasLabel(label::kCountry)) return StringOr(place.properties, property::kCode);
  constexpr std::array kIn = {schema::type::kIn};
  CITYGRAPH_TRY(const auto outer, view.NeighboursOf(place.id, Direction::kOutgoing, kIn));
  for (const Adjacent& each : outer) {
    CITYGRAPH_TRY(const auto node, view.NodeAt(each.neighbour));
    if (node && node->HasLabel(label::kCountry)) return StringOr(node->properties, property::kCode);
  }
  return std::string();
}

Result<std::string> TypeableName(const GraphView& view, const Node& node) {
  const std::string name =
      StringOr(node.properties, property::kName, StringOr(node.properties, property::kKey));
  if (!node.HasLabel(label::kPlace) || node.HasLabel(label::kCountry)) return name;
  CITYGRAPH_TRY(const std::string country, CountryCodeOf(view, node));
  return country.empty() ? name : name + ", " + country;
}

Result<Node> FindPlace(const GraphView& view, std::string_view typed) {
  // "Barcelona (ES)", as answers print it, is "Barcelona, ES".
  std::string text(Trim(typed));
  if (const std::size_t open = text.rfind(" ("); open != std::string::npos && text.ends_with(')')) {
    text = text.substr(0, open) + ", " + text.substr(open + 2, text.size() - open - 3);
  }
  CITYGRAPH_TRY(auto nodes, NodesNamed(view, text, label::kPlace));
  if (nodes.empty() && text.size() == 2) {
    CITYGRAPH_TRY(const auto country, CountryWithCode(view, text));
    if (country) return *country;
  }
  if (nodes.empty()) {
    if (const std::size_t comma = text.rfind(','); comma != std::string_view::npos) {
      const std::string_view name = Trim(std::string_view(text).substr(0, comma));
      const std::string_view country = Trim(std::string_view(text).substr(comma + 1));
      CITYGRAPH_TRY(auto named, NodesNamed(view, name, label::kPlace));
      CITYGRAPH_TRY(const auto countries, NodesNamed(view, country, label::kCountry));
      for (Node& node : named) {
        CITYGRAPH_TRY(const std::string code, CountryCodeOf(view, node));
        const bool same = FoldName(code) == FoldName(country) ||
                          std::ranges::any_of(countries, [&](const Node& each) {
                            return StringOr(each.properties, property::kCode) == code;
                          });
        if (same) nodes.push_back(std::move(node));
      }
    }
  }
  if (nodes.empty()) return NotFound(view, text, "place", label::kPlace);
  const std::string folded = FoldName(text.substr(0, text.rfind(',')));
  Prefer(nodes, [](const Node& node) {
    return node.HasLabel(label::kCity) || node.HasLabel(label::kCountry);
  });
  Prefer(nodes, [&](const Node& node) {
    return FoldName(StringOr(node.properties, property::kName)) == folded;
  });
  return OneOf(view, std::move(nodes), text, "places");
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
  if (auto place = FindPlace(view, text); place || place.error().code != ErrorCode::kNotFound)
    return place;
  if (auto theme = FindTheme(view, text); theme || theme.error().code != ErrorCode::kNotFound)
    return theme;
  CITYGRAPH_TRY(auto networks, NodesNamed(view, text, label::kNetwork));
  if (!networks.empty()) return std::move(networks.front());
  // "PLN 26" and "pln-26" are one key; else a title.
  const std::string folded = FoldName(text);
  CITYGRAPH_TRY(const auto ids, view.NodesWithLabel(label::kExchange));
  CITYGRAPH_TRY(const auto exchanges, view.Nodes(ids));
  std::vector<Node> found;
  for (const auto& node : exchanges) {
    if (node && (FoldName(StringOr(node->properties, property::kKey)) == folded ||
                 FoldName(StringOr(node->properties, property::kTitle)) == folded)) {
      found.push_back(*node);
    }
  }
  if (!found.empty()) return OneOf(view, std::move(found), text, "exchanges");
  return NotFound(view, text, "place, theme, network or exchange", "");
}

}  // namespace citygraph::queries
