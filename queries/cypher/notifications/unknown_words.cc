#include "queries/cypher/notifications/unknown_words.h"

#include <fmt/format.h>

#include <algorithm>
#include <optional>
#include <set>
#include <tuple>

#include "engine/base/unicode.h"
#include "engine/index/name_index.h"
#include "queries/cypher/semantics/check.h"
#include "queries/cypher/syntax/ast_walk.h"

namespace citygraph::queries::cypher {
namespace {

constexpr std::string_view kNameProperty = "name";
constexpr std::size_t kMostNames = 32;  // looked up in one query

enum class WordKind : std::uint8_t { kLabel, kType, kProperty, kName };

struct Mention {
  WordKind kind;
  std::string word;
  Span where;
};

// Collects what a query asks for and what it makes.
class Mentions {
 public:
  Mentions(const CheckedQuery& query, const ValueMap& parameters)
      : query_(query), parameters_(parameters) {
    Look(query.statement.query);
    std::erase_if(asked_, [&](const Mention& each) {
      return made_.contains({each.kind, each.word}) ||
             (each.kind == WordKind::kProperty && makes_any_property_);
    });
    std::ranges::stable_sort(asked_, {}, [](const Mention& each) { return each.where.offset; });
  }

  const std::vector<Mention>& asked() const { return asked_; }

 private:
  void Look(const Query& query) {
    for (const SingleQuery& part : query.parts)
      for (const Clause& clause : part.clauses) Look(clause);
  }

  void Look(const Clause& clause) {
    if (const Match* match = clause.As<Match>())
      for (const PathPattern& path : match->pattern) Look(path);
    if (const Create* create = clause.As<Create>())
      for (const PathPattern& path : create->pattern) Make(path);
    if (const Merge* merge = clause.As<Merge>()) {
      Make(merge->pattern);
      for (const SetItem& item : merge->on_create) Make(item);
      for (const SetItem& item : merge->on_match) Make(item);
    }
    if (const Set* set = clause.As<Set>())
      for (const SetItem& item : set->items) Make(item);
    ForEachExpressionOfClause(clause, [&](const ExpressionPtr& each) { Look(*each); });
  }

  void Look(const PathPattern& path) {
    for (const NodePattern& node : path.nodes) {
      for (const Name& label : node.labels) Ask(WordKind::kLabel, label);
      Entries(node.properties, true);
    }
    for (const RelationshipPattern& relationship : path.relationships) {
      for (const Name& type : relationship.types) Ask(WordKind::kType, type);
      Entries(relationship.properties, false);
    }
  }

  // {key: value} of a pattern.
  void Entries(const ExpressionPtr& properties, bool of_node) {
    if (properties == nullptr) return;
    const auto* map = properties->As<MapLiteral>();
    if (map == nullptr) return;
    for (const MapEntryExpression& entry : map->entries) {
      Ask(WordKind::kProperty, entry.key);
      if (of_node && entry.key.text == kNameProperty) AskName(*entry.value);
    }
  }

  void Look(const Expression& expression) {
    if (const auto* access = expression.As<PropertyAccess>()) {
      if (IsEntity(*access->base)) Ask(WordKind::kProperty, access->key);
    } else if (const auto* labels = expression.As<HasLabels>()) {
      const StaticType type = TypeOf(*labels->base);
      for (const Name& each : labels->labels) {
        if (type == StaticType::kNode) Ask(WordKind::kLabel, each);
        if (type == StaticType::kRelationship) Ask(WordKind::kType, each);
      }
    } else if (const auto* pattern = expression.As<PatternExpression>()) {
      Look(pattern->pattern);
    } else if (const auto* comprehension = expression.As<PatternComprehension>()) {
      Look(comprehension->pattern);
    } else if (const auto* subquery = expression.As<Subquery>()) {
      Look(*subquery->query);
      return;  // its expressions are looked at there
    } else if (const auto* comparison = expression.As<Comparison>()) {
      Compared(*comparison);
    } else if (const auto* binary = expression.As<Binary>()) {
      if (binary->op == BinaryOperator::kIn && IsNodeName(*binary->left)) Listed(*binary->right);
    }
    ForEachChild(expression, [&](const ExpressionPtr& child) { Look(*child); });
  }

  void Compared(const Comparison& comparison) {
    for (std::size_t i = 0; i < comparison.operators.size(); ++i) {
      if (comparison.operators[i] != ComparisonOperator::kEqual) continue;
      const Expression& left = *comparison.operands[i];
      const Expression& right = *comparison.operands[i + 1];
      if (IsNodeName(left)) AskName(right);
      if (IsNodeName(right)) AskName(left);
    }
  }

  void Listed(const Expression& list) {
    if (const auto* literal = list.As<ListLiteral>())
      for (const ExpressionPtr& element : literal->elements) AskName(*element);
    if (const auto* parameter = list.As<Parameter>()) {
      const Value* value = parameters_.Find(parameter->name);
      const ValueList* values = value == nullptr ? nullptr : value->AsList();
      if (values == nullptr) return;
      for (const Value& each : *values)
        if (each.AsString() != nullptr) AskName(*each.AsString(), list.span);
    }
  }

  // A string literal or a parameter that is a string.
  void AskName(const Expression& value) {
    const std::string* text = nullptr;
    if (const auto* literal = value.As<Literal>()) text = literal->value.AsString();
    if (const auto* parameter = value.As<Parameter>()) {
      const Value* given = parameters_.Find(parameter->name);
      if (given != nullptr) text = given->AsString();
    }
    if (text != nullptr) AskName(*text, value.span);
  }
  void AskName(const std::string& name, const Span& where) {
    asked_.push_back({WordKind::kName, name, where});
  }

  StaticType TypeOf(const Expression& expression) const {
    const auto* variable = expression.As<VariableExpression>();
    return variable == nullptr || variable->variable.id == kNoVariable
               ? StaticType::kAny
               : query_[variable->variable.id].type;
  }
  bool IsEntity(const Expression& expression) const {
    const StaticType type = TypeOf(expression);
    return type == StaticType::kNode || type == StaticType::kRelationship;
  }
  bool IsNodeName(const Expression& expression) const {
    const auto* access = expression.As<PropertyAccess>();
    return access != nullptr && access->key.text == kNameProperty &&
           TypeOf(*access->base) == StaticType::kNode;
  }

  void Ask(WordKind kind, const Name& name) { asked_.push_back({kind, name.text, name.span}); }

  void Make(WordKind kind, const std::string& word) { made_.insert({kind, word}); }
  void Make(const PathPattern& path) {
    for (const NodePattern& node : path.nodes) {
      for (const Name& label : node.labels) Make(WordKind::kLabel, label.text);
      MakeEntries(node.properties.get());
    }
    for (const RelationshipPattern& relationship : path.relationships) {
      for (const Name& type : relationship.types) Make(WordKind::kType, type.text);
      MakeEntries(relationship.properties.get());
    }
  }
  void MakeEntries(const Expression* properties) {
    if (properties == nullptr) return;
    const auto* map = properties->As<MapLiteral>();
    if (map == nullptr) {
      makes_any_property_ = true;
      return;
    }
    for (const MapEntryExpression& entry : map->entries) {
      Make(WordKind::kProperty, entry.key.text);
      if (entry.key.text != kNameProperty) continue;
      if (const auto* literal = entry.value->As<Literal>(); literal && literal->value.AsString())
        Make(WordKind::kName, *literal->value.AsString());
    }
  }
  void Make(const SetItem& item) {
    if (const auto* labels = std::get_if<SetLabels>(&item.node))
      for (const Name& label : labels->labels) Make(WordKind::kLabel, label.text);
    if (const auto* property = std::get_if<SetProperty>(&item.node))
      Make(WordKind::kProperty, property->key.text);
    if (const auto* properties = std::get_if<SetProperties>(&item.node))
      MakeEntries(properties->value.get());
  }

  const CheckedQuery& query_;
  const ValueMap& parameters_;
  std::vector<Mention> asked_;
  std::set<std::pair<WordKind, std::string>> made_;
  bool makes_any_property_ = false;
};

std::vector<std::string> WordsOf(const std::vector<WordCount>& counts) {
  std::vector<std::string> words;
  for (const WordCount& each : counts) words.push_back(each.word);
  return words;
}

Notification Unknown(const Mention& mention, std::string_view code, std::string message,
                     std::string_view near) {
  return {.code = std::string(code),
          .message = std::move(message),
          .where = mention.where,
          .suggestion = DidYouMean(near)};
}

class Finder {
 public:
  explicit Finder(const GraphView& graph) : graph_(graph) {}

  Result<std::optional<Notification>> Find(const Mention& mention) {
    switch (mention.kind) {
      case WordKind::kLabel: {
        if (!labels_) {
          CITYGRAPH_TRY(const auto counts, graph_.NodeCounts());
          labels_ = WordsOf(counts);
        }
        return AmongWords(mention, *labels_, "UnknownLabel",
                          "label `{}` does not exist in this graph");
      }
      case WordKind::kType: {
        if (!types_) {
          CITYGRAPH_TRY(const auto counts, graph_.RelationshipCounts());
          types_ = WordsOf(counts);
        }
        return AmongWords(mention, *types_, "UnknownRelationshipType",
                          "relationship type `{}` does not exist in this graph");
      }
      case WordKind::kProperty:
        if (graph_.dictionary().Find(keys::WordKind::kProperty, mention.word)) return std::nullopt;
        return AmongWords(mention, graph_.dictionary().Words(keys::WordKind::kProperty),
                          "UnknownProperty", "property `{}` does not exist in this graph");
      case WordKind::kName:
        return Named(mention);
    }
    return std::nullopt;
  }

 private:
  static std::optional<Notification> AmongWords(const Mention& mention,
                                                const std::vector<std::string>& words,
                                                std::string_view code,
                                                fmt::format_string<const std::string&> message) {
    if (std::ranges::find(words, mention.word) != words.end()) return std::nullopt;
    return Unknown(mention, code, fmt::format(message, mention.word), Nearest(mention.word, words));
  }

  Result<std::optional<Notification>> Named(const Mention& mention) {
    if (names_++ >= kMostNames || FoldName(mention.word).empty()) return std::nullopt;
    CITYGRAPH_TRY(const auto named, FindNamed(graph_, mention.word));
    std::string near;
    for (const NodeId node : named) {
      CITYGRAPH_TRY(std::string name, NameOf(node));
      if (name == mention.word) return std::nullopt;
      if (near.empty()) near = std::move(name);  // another case, other accents or an alias
    }
    if (near.empty()) {
      CITYGRAPH_TRY(const auto nearest, FindNearNames(graph_, mention.word, 1));
      if (!nearest.empty()) {
        CITYGRAPH_TRY(near, NameOf(nearest.front().node));
      }
    }
    return Unknown(mention, "UnknownName",
                   fmt::format("no node of this graph has the name \"{}\"", mention.word), near);
  }

  Result<std::string> NameOf(NodeId id) const {
    CITYGRAPH_TRY(const auto node, graph_.NodeAt(id));
    return node ? StringOr(node->properties, kNameProperty) : std::string();
  }

  const GraphView& graph_;
  std::optional<std::vector<std::string>> labels_;
  std::optional<std::vector<std::string>> types_;
  std::size_t names_ = 0;
};

}  // namespace

Result<std::vector<Notification>> FindUnknown(const CheckedQuery& query, const GraphView& graph,
                                              const ValueMap& parameters) {
  std::vector<Notification> unknown;
  std::set<std::pair<WordKind, std::string>> seen;
  Finder finder(graph);
  const Mentions mentions(query, parameters);
  for (const Mention& mention : mentions.asked()) {
    if (!seen.insert({mention.kind, mention.word}).second) continue;
    CITYGRAPH_TRY(auto found, finder.Find(mention));
    if (found) unknown.push_back(*std::move(found));
  }
  return unknown;
}

QueryError ToStrictError(const Notification& notification) {
  ErrorKind kind = ErrorKind::kLabelNotFound;
  if (notification.code == "UnknownProperty") kind = ErrorKind::kPropertyNotFound;
  if (notification.code == "UnknownName") kind = ErrorKind::kEntityNotFound;
  return {kind,
          Phase::kCompileTime,
          notification.code,
          notification.message,
          notification.where,
          notification.suggestion};
}

}  // namespace citygraph::queries::cypher
