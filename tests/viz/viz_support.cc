#include "tests/viz/viz_support.h"

#include <fmt/format.h>

#include <map>
#include <random>
#include <set>
#include <vector>

#include "engine/base/unicode.h"

namespace citygraph::viz {
namespace {

constexpr std::string_view kNames[] = {
    "Durban",     "Johannesburg", "Lilongwe", "Lisbon",   "Maputo",
    "Nampula",    "Chefchaouen",  "Kazan",    "Rosario",  "Esteban Echeverría",
    "Guarulhos",  "São Paulo",    "Sevilla",  "Santa Fe", "Vila Nova de Famalicão",
    "Yogyakarta", "Surabaya",     "Pasto",    "Medellín", "Nelson Mandela Bay",
};
constexpr std::string_view kThemes[] = {"Public space", "Disaster risk reduction and resilience",
                                        "Water", "Local economic development", "Migration"};

}  // namespace

Node MakeNode(std::uint64_t id, std::string_view label, std::string_view name,
              std::string_view country) {
  Node node;
  node.id = NodeId(id);
  node.labels = {std::string(label)};
  node.properties.Set("name", name);
  if (!country.empty()) node.properties.Set("country", country);
  return node;
}

Relationship MakeRelationship(std::uint64_t id, std::string_view type, std::uint64_t start,
                              std::uint64_t end, double confidence) {
  Relationship made;
  made.id = RelationshipId(id);
  made.type = type;
  made.start = NodeId(start);
  made.end = NodeId(end);
  made.evidence.push_back(
      {.document = "list.txt", .line = 7, .rule = "test", .confidence = confidence});
  return made;
}

Subgraph RandomCities(std::size_t nodes, std::size_t lines, unsigned seed) {
  std::mt19937 random(seed);
  std::map<std::pair<std::uint64_t, std::uint64_t>, int> weights;
  std::vector<int> degree(nodes + 1);
  for (std::size_t i = 0; i < lines && nodes > 1; ++i) {
    const double draw = static_cast<double>(random() % 10000) / 10000;
    const auto a = static_cast<std::uint64_t>(draw * draw * static_cast<double>(nodes)) + 1;
    std::uint64_t b = random() % nodes + 1;
    if (a == b) b = a % nodes + 1;
    ++weights[std::minmax(a, b)];
    ++degree[a];
    ++degree[b];
  }
  Subgraph graph;
  for (std::size_t i = 1; i <= nodes; ++i) {
    std::string name(kNames[(i - 1) % std::size(kNames)]);
    if (i > std::size(kNames)) name += fmt::format(" {}", (i - 1) / std::size(kNames) + 1);
    graph.nodes.push_back(MakeNode(i, "City", name, "ZA"));
    if (degree[i] > 0) graph.nodes.back().properties.Set("weight", degree[i]);
  }
  for (const auto& [ends, weight] : weights) {
    graph.relationships.push_back(MakeRelationship(graph.relationships.size() + 1, "MET",
                                                   ends.first, ends.second,
                                                   random() % 9 == 0 ? 0.6 : 1));
    graph.relationships.back().properties.Set("weight", weight);
  }
  return graph;
}

Subgraph EgoOfDurban() {
  Subgraph graph;
  for (std::uint64_t i = 1; i <= 12; ++i) {
    graph.nodes.push_back(MakeNode(i, "City", kNames[i - 1], "ZA"));
  }
  std::uint64_t line = 1;
  for (std::uint64_t i = 0; i < 4; ++i) {
    graph.nodes.push_back(MakeNode(100 + i, "Exchange", fmt::format("PLN {} Public markets", i)));
    graph.nodes.push_back(MakeNode(200 + i, "Theme", kThemes[i]));
    graph.relationships.push_back(MakeRelationship(line++, "TOOK_PART", 1, 100 + i));
    graph.relationships.back().properties.Set("role", i == 0 ? "mentor" : "participant");
    graph.relationships.push_back(MakeRelationship(line++, "ABOUT", 100 + i, 200 + i));
  }
  for (std::uint64_t i = 2; i <= 12; ++i) {
    graph.relationships.push_back(
        MakeRelationship(line++, "TOOK_PART", i, 100 + i % 4, i == 5 ? 0.5 : 1));
    graph.relationships.back().properties.Set("role", i % 4 == 0 ? "mentee" : "participant");
  }
  return graph;
}

Subgraph CitiesAndThemes(std::size_t cities, std::size_t themes) {
  Subgraph graph;
  for (std::size_t i = 0; i < cities; ++i) {
    graph.nodes.push_back(MakeNode(i + 1, "City", kNames[i % std::size(kNames)], "ZA"));
  }
  for (std::size_t i = 0; i < themes; ++i) {
    graph.nodes.push_back(MakeNode(i + 1000, "Theme", kThemes[i % std::size(kThemes)]));
  }
  for (std::size_t i = 0; i < cities * 2; ++i) {
    graph.relationships.push_back(
        MakeRelationship(i + 1, "ABOUT", i / 2 + 1, 1000 + (i * 7 + i / 3) % themes));
  }
  return graph;
}

Subgraph Mentors() {
  Subgraph graph;
  for (std::uint64_t i = 1; i <= 6; ++i) {
    graph.nodes.push_back(MakeNode(i, "City", kNames[i - 1], i % 2 == 0 ? "ZA" : "MZ"));
  }
  graph.relationships = {
      MakeRelationship(1, "MENTORED", 1, 2), MakeRelationship(2, "MENTORED", 1, 3, 0.6),
      MakeRelationship(3, "MENTORED", 2, 4), MakeRelationship(4, "MENTORED", 5, 6)};
  graph.relationships[3].properties.Set("name", "PLN 04");
  return graph;
}

namespace {

// Reads a document tag by tag; stops at the first thing that XML forbids.
class XmlReader {
 public:
  explicit XmlReader(std::string_view xml) : xml_(xml) {}

  std::string Problem() {
    if (!IsValidUtf8(xml_)) return "not UTF-8";
    while (at_ < xml_.size() && problem_.empty()) {
      xml_[at_] == '<' ? Tag() : Text();
    }
    if (problem_.empty() && !open_.empty()) Fail("not closed: " + open_.back());
    if (problem_.empty() && roots_ != 1) Fail("not one root");
    return problem_;
  }

 private:
  void Fail(std::string_view what) {
    if (problem_.empty()) problem_ = fmt::format("{} at {}", what, at_);
  }

  void Text() {
    const std::size_t end = std::min(xml_.find('<', at_), xml_.size());
    const std::string_view text = xml_.substr(at_, end - at_);
    if (open_.empty() && text.find_first_not_of(" \n") != std::string_view::npos) {
      return Fail("text outside");
    }
    Characters(text);
    at_ = end;
  }

  void Characters(std::string_view text) {
    for (std::size_t i = 0; i < text.size(); ++i) {
      const auto c = static_cast<unsigned char>(text[i]);
      if (c < 0x20 && c != '\n' && c != '\t' && c != '\r') return Fail("a control");
      if (c == '<') return Fail("a bare <");
      if (c != '&') continue;
      const std::string_view name = text.substr(i + 1, text.find(';', i) - i - 1);
      const bool known = name == "amp" || name == "lt" || name == "gt" || name == "quot" ||
                         name == "apos" || (name.starts_with("#") && name.size() > 1);
      if (!known) return Fail("a bare &");
    }
  }

  void Tag() {
    const std::size_t end = xml_.find('>', at_);
    if (end == std::string_view::npos) {
      Fail("an open tag");
      return;
    }
    std::string_view tag = xml_.substr(at_ + 1, end - at_ - 1);
    if (tag.starts_with("?")) {
      if (at_ != 0) return Fail("a late declaration");
    } else if (tag.starts_with("!")) {
      return Fail("a comment or doctype");
    } else if (tag.starts_with("/")) {
      if (open_.empty() || open_.back() != tag.substr(1)) return Fail("a wrong end");
      open_.pop_back();
    } else {
      const bool empty = tag.ends_with("/");
      if (empty) tag.remove_suffix(1);
      const std::size_t name_end = std::min(tag.find_first_of(" \n"), tag.size());
      if (open_.empty()) ++roots_;
      if (!empty) open_.emplace_back(tag.substr(0, name_end));
      Attributes(tag.substr(name_end));
    }
    at_ = end + 1;
  }

  void Attributes(std::string_view text) {
    std::set<std::string_view> names;
    while (true) {
      const std::size_t start = text.find_first_not_of(" \n");
      if (start == std::string_view::npos) return;
      text.remove_prefix(start);
      const std::size_t equals = text.find("=\"");
      const std::size_t end = text.find('"', equals + 2);
      if (equals == std::string_view::npos || end == std::string_view::npos) {
        return Fail("a bad attribute");
      }
      const std::string_view name = text.substr(0, equals);
      if (!names.insert(name).second) return Fail("an attribute twice");
      const std::string_view value = text.substr(equals + 2, end - equals - 2);
      Characters(value);
      if (name == "id" && !ids_.insert(value).second) return Fail("an id twice");
      text.remove_prefix(end + 1);
    }
  }

  std::string_view xml_;
  std::size_t at_ = 0;
  std::vector<std::string> open_;
  std::set<std::string_view> ids_;
  int roots_ = 0;
  std::string problem_;
};

}  // namespace

std::string XmlProblem(std::string_view xml) { return XmlReader(xml).Problem(); }

std::size_t Count(std::string_view text, std::string_view what) {
  std::size_t count = 0;
  for (std::size_t at = 0; (at = text.find(what, at)) != std::string_view::npos; ++at) ++count;
  return count;
}

}  // namespace citygraph::viz
