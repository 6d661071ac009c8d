// Random patterns over random tiny graphs: the engine, with and without its optimiser, and a search
// that tries every node and every trail must find the same rows.
#include <fmt/format.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <map>
#include <optional>
#include <random>

#include "engine/storage/graph.h"
#include "engine/storage/memory_store.h"
#include "queries/cypher/answer.h"
#include "tests/support/must.h"

namespace citygraph::testing {
namespace {

using queries::cypher::Answer;

constexpr std::int64_t kNone = -1;

class Dice {
 public:
  explicit Dice(std::uint64_t seed) : random_(seed) {}
  int Below(int count) { return static_cast<int>(random_() % static_cast<unsigned>(count)); }
  bool Chance(int percent) { return Below(100) < percent; }

 private:
  std::mt19937_64 random_;
};

struct TinyNode {
  std::int64_t id = 0;
  std::vector<std::string> labels;
  std::optional<int> x;
};
struct TinyRelationship {
  std::int64_t id = 0;
  std::string type;
  int start = 0;  // index of the node
  int end = 0;
};
struct TinyGraph {
  std::unique_ptr<Graph> graph;
  std::vector<TinyNode> nodes;
  std::vector<TinyRelationship> relationships;
};

TinyGraph MakeGraph(Dice& dice) {
  TinyGraph made;
  made.graph = Must(Graph::Open(MakeMemoryStore()));
  const auto change = Must(made.graph->Begin());
  const int nodes = 1 + dice.Below(4);
  std::vector<NodeId> ids;
  for (int i = 0; i < nodes; ++i) {
    TinyNode node;
    for (const char* label : {"A", "B"}) {
      if (dice.Chance(45)) node.labels.emplace_back(label);
    }
    ValueMap properties;
    if (dice.Chance(75)) {
      node.x = dice.Below(3);
      properties.Put("x", *node.x);
    }
    const std::vector<std::string_view> labels(node.labels.begin(), node.labels.end());
    ids.push_back(Must(change->CreateNode(labels, properties)));
    node.id = static_cast<std::int64_t>(Raw(ids.back()));
    made.nodes.push_back(node);
  }
  const int relationships = dice.Below(6);
  for (int i = 0; i < relationships; ++i) {
    TinyRelationship each{0, dice.Chance(60) ? "T" : "U", dice.Below(nodes), dice.Below(nodes)};
    each.id = static_cast<std::int64_t>(
        Raw(Must(change->CreateRelationship(ids[static_cast<std::size_t>(each.start)], each.type,
                                            ids[static_cast<std::size_t>(each.end)], {}))));
    made.relationships.push_back(each);
  }
  Must(change->Commit());
  return made;
}

enum class Way : std::uint8_t { kOut, kIn, kBoth };

struct PatternNode {
  int variable = 0;
  std::string label;
  std::optional<int> x;
};
struct PatternHop {
  int variable = 0;
  Way way = Way::kBoth;
  std::vector<std::string> types;
  bool varies = false;
  int least = 1;
  int most = 1;
};
struct PatternPath {
  std::vector<PatternNode> nodes;
  std::vector<PatternHop> hops;
};
struct Condition {
  enum class Kind : std::uint8_t { kEqual, kLess, kDifferent, kExists, kNotExists } kind{};
  int left = 0;
  int right = 0;
  std::string type;  // of kExists: (left)-[:type]->(:label)
  std::string label;
};
struct MatchClause {
  std::vector<PatternPath> paths;
  std::vector<Condition> conditions;
};
struct Question {
  std::vector<MatchClause> clauses;  // those after the first are optional
  int nodes = 0;                     // variables n0, n1, …
  int hops = 0;                      // r0, r1, …
  std::vector<int> shown;            // the nodes that RETURN names
  bool shows_hops = true;
  bool distinct = false;
};

// What RETURN names: all, or some nodes, so that what nobody asks for need not be found.
void ChooseShown(Dice& dice, Question& question) {
  question.shows_hops = dice.Chance(50);
  question.distinct = !question.shows_hops && dice.Chance(40);
  const int surely = dice.Below(question.nodes);
  for (int i = 0; i < question.nodes; ++i) {
    if (question.shows_hops || i == surely || dice.Chance(50)) question.shown.push_back(i);
  }
}

Question MakeQuestion(Dice& dice) {
  Question question;
  const int clauses = dice.Chance(35) ? 2 : 1;
  for (int c = 0; c < clauses; ++c) {
    MatchClause& clause = question.clauses.emplace_back();
    const int known = question.nodes;
    const int paths = dice.Chance(35) ? 2 : 1;
    for (int p = 0; p < paths; ++p) {
      PatternPath& path = clause.paths.emplace_back();
      const int length = dice.Below(c == 0 && p == 0 ? 4 : 3);
      for (int i = 0; i <= length; ++i) {
        PatternNode node;
        const bool reuse = question.nodes > 0 && dice.Chance(i == 0 ? 60 : 20);
        node.variable = reuse ? dice.Below(question.nodes) : question.nodes++;
        // Labels and properties of a variable that an earlier clause bound would be a condition
        // too; only new ones have them here.
        if (node.variable >= known) {
          if (dice.Chance(35)) node.label = dice.Chance(50) ? "A" : "B";
          if (dice.Chance(15)) node.x = dice.Below(3);
        }
        path.nodes.push_back(node);
        if (i == length) break;
        PatternHop hop;
        hop.variable = question.hops++;
        hop.way = static_cast<Way>(dice.Below(3));
        if (dice.Chance(60)) hop.types.emplace_back(dice.Chance(50) ? "T" : "U");
        if (dice.Chance(10)) hop.types = {"T", "U"};
        if (dice.Chance(30)) {
          hop.varies = true;
          hop.least = dice.Below(3);
          hop.most = hop.least + dice.Below(3);
        }
        path.hops.push_back(hop);
      }
    }
    const int conditions = dice.Below(3);
    for (int i = 0; i < conditions; ++i) {
      clause.conditions.push_back({static_cast<Condition::Kind>(dice.Below(5)),
                                   dice.Below(question.nodes), dice.Below(question.nodes),
                                   dice.Chance(50) ? "T" : "U", dice.Chance(50) ? "A" : "B"});
    }
  }
  ChooseShown(dice, question);
  return question;
}

// One path over nodes and relationships of any kind.
Question MakePlainQuestion(Dice& dice) {
  Question question;
  PatternPath& path = question.clauses.emplace_back().paths.emplace_back();
  const int length = 1 + dice.Below(3);
  for (int i = 0; i <= length; ++i) {
    PatternNode node;
    node.variable = i > 0 && dice.Chance(20) ? dice.Below(question.nodes) : question.nodes++;
    path.nodes.push_back(node);
    if (i == length) break;
    PatternHop hop;
    hop.variable = question.hops++;
    hop.way = static_cast<Way>(dice.Below(3));
    hop.varies = dice.Chance(20);
    if (hop.varies) hop.most = 1 + dice.Below(3);
    path.hops.push_back(hop);
  }
  ChooseShown(dice, question);
  return question;
}

std::string TextOf(const Condition& condition) {
  switch (condition.kind) {
    case Condition::Kind::kEqual:
      return fmt::format("n{}.x = n{}.x", condition.left, condition.right);
    case Condition::Kind::kLess:
      return fmt::format("n{}.x < n{}.x", condition.left, condition.right);
    case Condition::Kind::kDifferent:
      return fmt::format("n{} <> n{}", condition.left, condition.right);
    case Condition::Kind::kExists:
      return fmt::format("EXISTS {{ MATCH (n{})-[:{}]->(:{}) }}", condition.left, condition.type,
                         condition.label);
    case Condition::Kind::kNotExists:
      return fmt::format("NOT (n{})-[:{}]->(:{})", condition.left, condition.type, condition.label);
  }
  return "";
}

std::string TextOf(const PatternPath& path) {
  std::string text;
  for (std::size_t i = 0; i < path.nodes.size(); ++i) {
    const PatternNode& node = path.nodes[i];
    text += fmt::format("(n{}{}{})", node.variable, node.label.empty() ? "" : ":" + node.label,
                        node.x ? fmt::format(" {{x: {}}}", *node.x) : "");
    if (i == path.hops.size()) break;
    const PatternHop& hop = path.hops[i];
    std::string types;
    for (const std::string& type : hop.types) types += (types.empty() ? ":" : "|") + type;
    text += fmt::format("{}[r{}{}{}]{}", hop.way == Way::kIn ? "<-" : "-", hop.variable, types,
                        hop.varies ? fmt::format("*{}..{}", hop.least, hop.most) : "",
                        hop.way == Way::kOut ? "->" : "-");
  }
  return text;
}

std::string TextOf(const Question& question) {
  std::string text;
  std::vector<bool> varies(static_cast<std::size_t>(question.hops));
  for (const MatchClause& clause : question.clauses) {
    text += text.empty() ? "MATCH " : " OPTIONAL MATCH ";
    for (std::size_t i = 0; i < clause.paths.size(); ++i) {
      text += (i == 0 ? "" : ", ") + TextOf(clause.paths[i]);
      for (const PatternHop& hop : clause.paths[i].hops)
        varies[static_cast<std::size_t>(hop.variable)] = hop.varies;
    }
    for (std::size_t i = 0; i < clause.conditions.size(); ++i)
      text += (i == 0 ? " WHERE " : " AND ") + TextOf(clause.conditions[i]);
  }
  text += question.distinct ? " RETURN DISTINCT " : " RETURN ";
  for (const int i : question.shown)
    text += fmt::format("{}id(n{})", i == question.shown.front() ? "" : ", ", i);
  for (int i = 0; question.shows_hops && i < question.hops; ++i) {
    text += varies[static_cast<std::size_t>(i)] ? fmt::format(", [r IN r{} | id(r)]", i)
                                                : fmt::format(", id(r{})", i);
  }
  return text;
}

// A row: node ids by variable, then what each hop walked.
struct Found {
  std::vector<std::int64_t> nodes;  // index into the graph's nodes, or kNone
  std::vector<std::optional<std::vector<std::int64_t>>> walks;  // ids
  std::vector<bool> varies;
};

class Search {
 public:
  Search(const TinyGraph& graph, const Question& question) : graph_(graph), question_(question) {}

  std::vector<std::string> Run() {
    Found start;
    start.nodes.assign(static_cast<std::size_t>(question_.nodes), kNone);
    start.walks.resize(static_cast<std::size_t>(question_.hops));
    start.varies.resize(static_cast<std::size_t>(question_.hops));
    std::vector<Found> rows{start};
    for (std::size_t i = 0; i < question_.clauses.size(); ++i) {
      std::vector<Found> next;
      for (const Found& row : rows) {
        clause_ = &question_.clauses[i];
        matches_.clear();
        row_ = row;
        used_.clear();
        // A variable that an OPTIONAL MATCH left at null matches nothing.
        if (!ReadsNull(row, i)) Path(0);
        if (matches_.empty() && i > 0) matches_.push_back(row);
        next.insert(next.end(), matches_.begin(), matches_.end());
      }
      rows = std::move(next);
    }
    std::vector<std::string> texts;
    for (const Found& row : rows) texts.push_back(Text(row));
    std::ranges::sort(texts);
    if (question_.distinct) texts.erase(std::ranges::unique(texts).begin(), texts.end());
    return texts;
  }

 private:
  // Whether a node of an earlier clause that this one names is null.
  bool ReadsNull(const Found& row, std::size_t number) const {
    std::vector<bool> earlier(static_cast<std::size_t>(question_.nodes));
    for (std::size_t i = 0; i < number; ++i) {
      for (const PatternPath& path : question_.clauses[i].paths)
        for (const PatternNode& node : path.nodes)
          earlier[static_cast<std::size_t>(node.variable)] = true;
    }
    for (const PatternPath& path : question_.clauses[number].paths) {
      for (const PatternNode& node : path.nodes) {
        const auto variable = static_cast<std::size_t>(node.variable);
        if (earlier[variable] && row.nodes[variable] == kNone) return true;
      }
    }
    return false;
  }

  void Path(std::size_t number) {
    if (number == clause_->paths.size()) {
      if (Holds()) matches_.push_back(row_);
      return;
    }
    Node(number, 0);
  }

  // Tries each node for the one at that place of the path, unless it is known.
  void Node(std::size_t path, std::size_t place) {
    const PatternNode& node = clause_->paths[path].nodes[place];
    std::int64_t& held = row_.nodes[static_cast<std::size_t>(node.variable)];
    if (held != kNone) {
      if (Fits(node, held)) Hop(path, place);
      return;
    }
    for (std::size_t i = 0; i < graph_.nodes.size(); ++i) {
      if (!Fits(node, static_cast<std::int64_t>(i))) continue;
      held = static_cast<std::int64_t>(i);
      Hop(path, place);
    }
    row_.nodes[static_cast<std::size_t>(node.variable)] = kNone;
  }

  bool Fits(const PatternNode& pattern, std::int64_t number) const {
    const TinyNode& node = graph_.nodes[static_cast<std::size_t>(number)];
    if (!pattern.label.empty() &&
        std::ranges::find(node.labels, pattern.label) == node.labels.end())
      return false;
    return !pattern.x || node.x == pattern.x;
  }

  void Hop(std::size_t path, std::size_t place) {
    const PatternPath& pattern = clause_->paths[path];
    if (place == pattern.hops.size()) return Path(path + 1);
    const auto from = row_.nodes[static_cast<std::size_t>(pattern.nodes[place].variable)];
    std::vector<std::int64_t> walk;
    Walk(path, place, from, walk);
  }

  void Walk(std::size_t path, std::size_t place, std::int64_t at, std::vector<std::int64_t>& walk) {
    const PatternHop& hop = clause_->paths[path].hops[place];
    const int length = static_cast<int>(walk.size());
    if (length >= hop.least && length <= hop.most) Arrive(path, place, at, walk);
    if (length >= hop.most) return;
    for (const TinyRelationship& each : graph_.relationships) {
      if (!hop.types.empty() && std::ranges::find(hop.types, each.type) == hop.types.end())
        continue;
      if (std::ranges::find(used_, each.id) != used_.end()) continue;
      const auto step = [&](std::int64_t to) {
        used_.push_back(each.id);
        walk.push_back(each.id);
        Walk(path, place, to, walk);
        walk.pop_back();
        used_.pop_back();
      };
      const bool forward = hop.way != Way::kIn && each.start == at;
      if (forward) step(each.end);
      if (hop.way != Way::kOut && each.end == at && !(forward && each.start == each.end))
        step(each.start);
    }
  }

  void Arrive(std::size_t path, std::size_t place, std::int64_t at,
              const std::vector<std::int64_t>& walk) {
    const PatternHop& hop = clause_->paths[path].hops[place];
    const PatternNode& node = clause_->paths[path].nodes[place + 1];
    const auto variable = static_cast<std::size_t>(node.variable);
    const std::int64_t before = row_.nodes[variable];
    if ((before != kNone && before != at) || !Fits(node, at)) return;
    const auto number = static_cast<std::size_t>(hop.variable);
    row_.nodes[variable] = at;
    row_.walks[number] = walk;
    row_.varies[number] = hop.varies;
    Hop(path, place + 1);
    row_.nodes[variable] = before;
    row_.walks[number].reset();
  }

  bool Holds() const {
    return std::ranges::all_of(clause_->conditions,
                               [&](const Condition& each) { return Holds(each); });
  }

  bool Holds(const Condition& condition) const {
    const std::int64_t left = row_.nodes[static_cast<std::size_t>(condition.left)];
    const std::int64_t right = row_.nodes[static_cast<std::size_t>(condition.right)];
    const auto x_of = [&](std::int64_t number) {
      return number == kNone ? std::nullopt : graph_.nodes[static_cast<std::size_t>(number)].x;
    };
    switch (condition.kind) {
      case Condition::Kind::kEqual:
        return x_of(left) && x_of(right) && *x_of(left) == *x_of(right);
      case Condition::Kind::kLess:
        return x_of(left) && x_of(right) && *x_of(left) < *x_of(right);
      case Condition::Kind::kDifferent:
        return left != kNone && right != kNone && left != right;
      case Condition::Kind::kExists:
      case Condition::Kind::kNotExists: {
        const bool exists = std::ranges::any_of(graph_.relationships, [&](const auto& each) {
          const auto& labels = graph_.nodes[static_cast<std::size_t>(each.end)].labels;
          return each.start == left && each.type == condition.type &&
                 std::ranges::find(labels, condition.label) != labels.end();
        });
        return exists == (condition.kind == Condition::Kind::kExists);
      }
    }
    return false;
  }

  std::string Text(const Found& row) const {
    std::string text;
    for (const int variable : question_.shown) {
      const std::int64_t node = row.nodes[static_cast<std::size_t>(variable)];
      text += node == kNone ? "null "
                            : fmt::format("{} ", graph_.nodes[static_cast<std::size_t>(node)].id);
    }
    for (std::size_t i = 0; question_.shows_hops && i < row.walks.size(); ++i) {
      if (!row.walks[i]) {
        text += "null ";
      } else if (row.varies[i]) {
        text += fmt::format("[{}] ", fmt::join(*row.walks[i], ","));
      } else {
        text += fmt::format("{} ", row.walks[i]->front());
      }
    }
    return text;
  }

  const TinyGraph& graph_;
  const Question& question_;
  const MatchClause* clause_ = nullptr;
  Found row_;
  std::vector<std::int64_t> used_;  // relationships of this clause
  std::vector<Found> matches_;
};

std::vector<std::string> TextsOf(const Answer& answer) {
  std::vector<std::string> texts;
  for (const ValueList& row : answer.rows) {
    std::string text;
    for (const Value& value : row) {
      if (const std::int64_t* number = value.AsInteger()) {
        text += fmt::format("{} ", *number);
      } else if (const ValueList* list = value.AsList()) {
        std::vector<std::int64_t> ids;
        for (const Value& each : *list) ids.push_back(*each.AsInteger());
        text += fmt::format("[{}] ", fmt::join(ids, ","));
      } else {
        text += "null ";
      }
    }
    texts.push_back(std::move(text));
  }
  std::ranges::sort(texts);
  return texts;
}

std::string Drawn(const TinyGraph& graph) {
  std::string text;
  for (const TinyNode& node : graph.nodes) {
    text += fmt::format("({}{}{}) ", node.id,
                        node.labels.empty() ? "" : fmt::format(":{}", fmt::join(node.labels, ":")),
                        node.x ? fmt::format(" {{x: {}}}", *node.x) : "");
  }
  for (const TinyRelationship& each : graph.relationships) {
    text += fmt::format("({})-[{}:{}]->({}) ", graph.nodes[static_cast<std::size_t>(each.start)].id,
                        each.id, each.type, graph.nodes[static_cast<std::size_t>(each.end)].id);
  }
  return text;
}

// With and without its optimiser the engine finds what trying everything finds; gives whether that
// is anything.
bool FindsAll(const TinyGraph& graph, const Question& question) {
  const std::string text = TextOf(question);
  const std::vector<std::string> expected = Search(graph, question).Run();
  for (const bool optimise : {true, false}) {
    const auto answer = queries::cypher::Run(*graph.graph, text, {.optimise = optimise});
    if (!answer) {
      ADD_FAILURE() << text << "\n" << answer.error().ToString();
      continue;
    }
    EXPECT_EQ(TextsOf(*answer), expected)
        << (optimise ? "optimised\n" : "as written\n") << Drawn(graph) << "\n"
        << text;
  }
  return !expected.empty();
}

TEST(BruteForceTest, PatternsFindWhatTryingEverythingFinds) {
  int with_rows = 0;
  for (std::uint64_t seed = 1; seed <= 4000 && !HasFailure(); ++seed) {
    SCOPED_TRACE(seed);
    Dice dice(seed);
    const TinyGraph graph = MakeGraph(dice);
    for (int i = 0; i < 3; ++i) with_rows += FindsAll(graph, MakeQuestion(dice)) ? 1 : 0;
  }
  EXPECT_GT(with_rows, 1500);
}

// The graph of `nodes` nodes whose bit i of `edges` is its relationship i, of all from each node to
// each; without those from a node to itself unless `loops`.
TinyGraph GraphOf(int nodes, std::uint32_t edges, bool loops) {
  TinyGraph made;
  made.graph = Must(Graph::Open(MakeMemoryStore()));
  const auto change = Must(made.graph->Begin());
  std::vector<NodeId> ids;
  for (int i = 0; i < nodes; ++i) {
    ids.push_back(Must(change->CreateNode({}, {})));
    made.nodes.push_back({.id = static_cast<std::int64_t>(Raw(ids.back())), .labels = {}, .x = {}});
  }
  int bit = 0;
  for (int start = 0; start < nodes; ++start) {
    for (int end = 0; end < nodes; ++end) {
      if (start == end && !loops) continue;
      if ((edges >> bit++ & 1U) == 0) continue;
      const RelationshipId id = Must(change->CreateRelationship(
          ids[static_cast<std::size_t>(start)], "T", ids[static_cast<std::size_t>(end)], {}));
      made.relationships.push_back({static_cast<std::int64_t>(Raw(id)), "T", start, end});
    }
  }
  Must(change->Commit());
  return made;
}

// All graphs of up to three nodes, and all of four without relationships from a node to itself.
TEST(BruteForceTest, PatternsFindTheSameInAllSmallGraphs) {
  int with_rows = 0;
  Dice dice(4);
  for (const int nodes : {1, 2, 3, 4}) {
    const bool loops = nodes < 4;
    const int bits = loops ? nodes * nodes : nodes * (nodes - 1);
    for (std::uint32_t edges = 0; edges < 1U << bits && !HasFailure(); ++edges) {
      const TinyGraph graph = GraphOf(nodes, edges, loops);
      for (int i = 0; i < 2; ++i) with_rows += FindsAll(graph, MakePlainQuestion(dice)) ? 1 : 0;
    }
  }
  EXPECT_GT(with_rows, 4000);
}

}  // namespace
}  // namespace citygraph::testing
