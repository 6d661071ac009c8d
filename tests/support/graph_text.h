// Small graphs written as text, so that a test shows what it asks about:
//
//   GraphText graph({"(durban:City {country: ZA, population: 3000000}) -HOSTED-> (e1:Exchange)",
//                    "(lima:City) -TOOK_PART {role: visitor}-> (e1)",
//                    "(e1) -ABOUT-> (water:Theme)"});
//
// A line is a node or a relationship. A word is a node's name here; its `name` (and the key, id and
// title of exchanges and themes) is the word itself unless {…} says otherwise. Names with spaces
// are quoted. A city's or region's country becomes a Country node with that code, and an IN to it.
// Labels City, Region, Country and Area get Place too; aliases: {aliases: "Joburg|Jozi"}.
#pragma once

#include <algorithm>
#include <charconv>
#include <map>
#include <memory>
#include <source_location>
#include <stdexcept>
#include <string>
#include <string_view>
#include <vector>

#include "engine/model/schema.h"
#include "engine/storage/graph.h"
#include "engine/storage/memory_store.h"
#include "tests/support/must.h"

namespace citygraph::testing {

class GraphText {
 public:
  explicit GraphText(std::initializer_list<std::string_view> lines,
                     std::source_location caller = std::source_location::current())
      : caller_(caller), graph_(Must(Graph::Open(MakeMemoryStore()), caller)) {
    change_ = Must(graph_->Begin(), caller);
    for (const schema::Identity& each : schema::kIdentities) {
      Must(change_->CreateIndex(each.label, each.property), caller);
    }
    for (const std::string_view line : lines) ReadLine(line);
    Must(change_->Commit(), caller);
    change_.reset();
    view_ = Must(graph_->Read(), caller);
  }

  Graph& graph() { return *graph_; }
  const GraphView& view() const { return *view_; }
  // The node of that word. Throws when no line has it.
  NodeId operator[](std::string_view word) const { return nodes_.at(std::string(word)); }

 private:
  // What is left of a line, read from its front.
  struct Rest {
    std::string_view line;
    std::size_t at = 0;
  };

  [[noreturn]] void Complain(const Rest& rest, const std::string& expected) const {
    throw std::runtime_error(std::string(caller_.file_name()) + ':' +
                             std::to_string(caller_.line()) + ": graph text: expected " + expected +
                             " at column " + std::to_string(rest.at + 1) +
                             " of: " + std::string(rest.line));
  }
  static void SkipSpace(Rest& rest) {
    while (rest.at < rest.line.size() && rest.line[rest.at] == ' ') ++rest.at;
  }
  bool Take(Rest& rest, std::string_view mark) const {
    SkipSpace(rest);
    if (rest.line.substr(rest.at, mark.size()) != mark) return false;
    rest.at += mark.size();
    return true;
  }
  void Expect(Rest& rest, std::string_view mark) const {
    if (!Take(rest, mark)) Complain(rest, '"' + std::string(mark) + '"');
  }
  // A word up to one of the marks, or a quoted text.
  std::string Word(Rest& rest) const {
    SkipSpace(rest);
    const bool quoted = Take(rest, "\"");
    std::size_t end = rest.line.find_first_of(quoted ? "\"" : ":,(){} ", rest.at);
    if (!quoted) end = std::min(end, rest.line.find("->", rest.at));
    if (end == std::string_view::npos || (end == rest.at && !quoted)) Complain(rest, "a word");
    std::string word(rest.line.substr(rest.at, end - rest.at));
    rest.at = end + (quoted ? 1 : 0);
    return word;
  }
  ValueMap Properties(Rest& rest) const {
    ValueMap properties;
    if (!Take(rest, "{")) return properties;
    do {
      const std::string key = Word(rest);
      Expect(rest, ":");
      const std::string text = Word(rest);
      std::int64_t number = 0;
      const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
      const bool is_number = error == std::errc() && end == text.data() + text.size();
      properties.Set(key, is_number ? Value(number) : Value(text));
    } while (Take(rest, ","));
    Expect(rest, "}");
    return properties;
  }

  NodeId ReadNode(Rest& rest) {
    Expect(rest, "(");
    const std::string word = Word(rest);
    if (Take(rest, ")")) {
      if (!nodes_.contains(word)) Complain(rest, "a node that has a label before");
      return nodes_.at(word);
    }
    Expect(rest, ":");
    const std::string label = Word(rest);
    ValueMap properties = Properties(rest);
    Expect(rest, ")");
    if (nodes_.contains(word)) Complain(rest, "a new word, not \"" + word + '"');
    return nodes_[word] = MakeNode(word, label, std::move(properties));
  }

  NodeId MakeNode(const std::string& word, const std::string& label, ValueMap properties) {
    const bool exchange = label == schema::label::kExchange;
    const std::string country = StringOr(properties, "country");
    const std::string aliases = StringOr(properties, "aliases");
    properties.Remove("country");
    properties.Remove("aliases");
    for (const std::string_view key : {"name", "key", "id", "title"}) {
      const bool wanted = key == "name"    ? !exchange
                          : key == "title" ? exchange
                          : key == "id"    ? label == schema::label::kTheme
                                           : label != schema::label::kTheme;
      if (wanted && properties.Find(key) == nullptr) properties.Set(key, word);
    }
    std::vector<std::string_view> labels = {label};
    for (const std::string_view place : {schema::label::kCity, schema::label::kRegion,
                                         schema::label::kCountry, schema::label::kArea}) {
      if (label == place) labels.push_back(schema::label::kPlace);
    }
    const NodeId node = Must(change_->CreateNode(labels, properties), caller_);
    if (!aliases.empty()) Must(change_->SetAliases(node, Split(aliases)), caller_);
    if (!country.empty())
      Must(change_->CreateRelationship(node, "IN", CountryNode(country)), caller_);
    return node;
  }

  NodeId CountryNode(const std::string& code) {
    if (const auto known = nodes_.find(code); known != nodes_.end()) return known->second;
    return nodes_[code] = Must(change_->CreateNode({"Country", "Place"},
                                                   {{"name", code}, {"key", code}, {"code", code}}),
                               caller_);
  }

  static std::vector<std::string> Split(std::string_view text) {
    std::vector<std::string> parts;
    while (!text.empty()) {
      const std::size_t bar = std::min(text.find('|'), text.size());
      parts.emplace_back(text.substr(0, bar));
      text.remove_prefix(std::min(bar + 1, text.size()));
    }
    return parts;
  }

  // Relationships carry evidence from "graph.txt", a line each; {confidence: 60} gives percent.
  void ReadLine(std::string_view line) {
    Rest rest{line};
    ++line_;
    const NodeId start = ReadNode(rest);
    if (Take(rest, "-")) {
      const std::string type = Word(rest);
      ValueMap properties = Properties(rest);
      Expect(rest, "->");
      const NodeId end = ReadNode(rest);
      const auto percent = static_cast<double>(IntegerOr(properties, "confidence", 90));
      properties.Remove("confidence");
      const std::vector<Evidence> evidence = {
          {.document = "graph.txt", .line = line_, .rule = "by-hand", .confidence = percent / 100}};
      Must(change_->CreateRelationship(start, type, end, properties, evidence), caller_);
    }
    SkipSpace(rest);
    if (rest.at != line.size()) Complain(rest, "the line's end");
  }

  std::source_location caller_;
  std::unique_ptr<Graph> graph_;
  std::unique_ptr<Transaction> change_;
  std::unique_ptr<GraphView> view_;
  std::map<std::string, NodeId> nodes_;
  std::uint32_t line_ = 0;
};

}  // namespace citygraph::testing
