#include "tests/conformance/tck_value.h"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>
#include <cmath>
#include <map>
#include <vector>

namespace citygraph::tck {
namespace {

using queries::cypher::Answer;

// The forms. They are compared, not parsed; each kind begins in its own way.
std::string FloatForm(double number) {
  if (std::isnan(number)) return "NaN";
  if (std::isinf(number)) return number > 0 ? "Infinity" : "-Infinity";
  return fmt::format("{}f", number == 0 ? 0.0 : number);
}

std::string StringForm(std::string_view text) { return fmt::format("'{}'", text); }

std::string ListForm(std::vector<std::string> items, ListOrder order) {
  if (order == ListOrder::kIgnored) std::ranges::sort(items);
  return fmt::format("[{}]", fmt::join(items, ", "));
}

std::string MapForm(const std::map<std::string, std::string>& entries) {
  std::vector<std::string> parts;
  for (const auto& [key, value] : entries) parts.push_back(key + ": " + value);
  return fmt::format("{{{}}}", fmt::join(parts, ", "));
}

std::string NodeForm(std::vector<std::string> labels, const std::string& properties) {
  std::ranges::sort(labels);
  std::string form = "(";
  for (const std::string& label : labels) form += ":" + label;
  return form + (properties == "{}" ? "" : properties) + ")";
}

std::string RelationshipForm(std::string_view type, const std::string& properties) {
  return fmt::format("[:{}{}]", type, properties == "{}" ? "" : properties);
}

// Reads one value of the text and makes its form, and its Value where it has one.
class Reader {
 public:
  Reader(std::string_view text, ListOrder order) : text_(text), order_(order) {}

  struct Read {
    std::string form;
    Value value;
  };

  Result<Read> All() {
    CITYGRAPH_TRY(Read read, Any());
    Skip();
    if (at_ != text_.size()) return Wrong();
    return read;
  }

 private:
  std::unexpected<Error> Wrong() const {
    return Fail(ErrorCode::kInvalidInput,
                fmt::format("\"{}\" is no value, from byte {}", text_, at_));
  }
  void Skip() {
    while (at_ < text_.size() && text_[at_] == ' ') ++at_;
  }
  bool Take(std::string_view word) {
    Skip();
    if (!text_.substr(at_).starts_with(word)) return false;
    at_ += word.size();
    return true;
  }
  bool Sees(std::string_view word) {
    Skip();
    return text_.substr(at_).starts_with(word);
  }

  Result<Read> Any() {
    Skip();
    if (Take("null")) return Read{"null", Value()};
    if (Take("true")) return Read{"true", true};
    if (Take("false")) return Read{"false", false};
    if (Take("NaN")) return Read{"NaN", std::nan("")};
    if (Sees("'")) return Text();
    if (Sees("[:")) return Relationship();
    if (Sees("[")) return List();
    if (Sees("{")) return Map();
    if (Sees("(")) return Node();
    if (Sees("<")) return Path();
    return Number();
  }

  Result<Read> Text() {
    std::string text;
    for (++at_; at_ < text_.size() && text_[at_] != '\''; ++at_) {
      if (text_[at_] != '\\' || at_ + 1 == text_.size()) {
        text += text_[at_];
        continue;
      }
      const char escaped = text_[++at_];
      text += escaped == 'n' ? '\n' : escaped == 't' ? '\t' : escaped;
    }
    if (at_++ == text_.size()) return Wrong();
    return Read{StringForm(text), text};
  }

  Result<Read> Number() {
    const std::size_t end = std::min(text_.find_first_of(" ,]})>", at_), text_.size());
    const std::string_view word = text_.substr(at_, end - at_);
    const char* const last = word.data() + word.size();
    std::int64_t whole = 0;
    if (const auto read = std::from_chars(word.data(), last, whole);
        read.ec == std::errc() && read.ptr == last) {
      at_ = end;
      return Read{std::to_string(whole), whole};
    }
    double number = 0;
    if (const auto read = std::from_chars(word.data(), last, number);
        word.empty() || read.ec != std::errc() || read.ptr != last)
      return Wrong();
    at_ = end;
    return Read{FloatForm(number), number};
  }

  Result<Read> List() {
    Take("[");
    std::vector<std::string> forms;
    ValueList values;
    while (!Take("]")) {
      if (!forms.empty() && !Take(",")) return Wrong();
      CITYGRAPH_TRY(Read item, Any());
      forms.push_back(std::move(item.form));
      values.push_back(std::move(item.value));
    }
    return Read{ListForm(std::move(forms), order_), std::move(values)};
  }

  Result<std::string> Word(std::string_view ends) {
    Skip();
    if (Take("`")) {
      const std::size_t end = text_.find('`', at_);
      if (end == std::string_view::npos) return Wrong();
      std::string word(text_.substr(at_, end - at_));
      at_ = end + 1;
      return word;
    }
    const std::size_t end = text_.find_first_of(ends, at_);
    if (end == std::string_view::npos || end == at_) return Wrong();
    std::string word(text_.substr(at_, end - at_));
    at_ = end;
    return word;
  }

  Result<Read> Map() {
    Take("{");
    std::map<std::string, std::string> forms;
    ValueMap values;
    while (!Take("}")) {
      if (!forms.empty() && !Take(",")) return Wrong();
      CITYGRAPH_TRY(const std::string key, Word(": "));
      if (!Take(":")) return Wrong();
      CITYGRAPH_TRY(Read value, Any());
      forms[key] = std::move(value.form);
      values.Put(key, std::move(value.value));
    }
    return Read{MapForm(forms), std::move(values)};
  }

  Result<std::string> Properties() {
    if (!Sees("{")) return std::string("{}");
    CITYGRAPH_TRY(const Read map, Map());
    return map.form;
  }

  Result<Read> Node() {
    Take("(");
    std::vector<std::string> labels;
    while (Take(":")) {
      CITYGRAPH_TRY(std::string label, Word(":{ )"));
      labels.push_back(std::move(label));
    }
    CITYGRAPH_TRY(const std::string properties, Properties());
    if (!Take(")")) return Wrong();
    return Read{NodeForm(std::move(labels), properties), Value()};
  }

  Result<Read> Relationship() {
    Take("[:");
    CITYGRAPH_TRY(const std::string type, Word("{ ]"));
    CITYGRAPH_TRY(const std::string properties, Properties());
    if (!Take("]")) return Wrong();
    return Read{RelationshipForm(type, properties), Value()};
  }

  Result<Read> Path() {
    Take("<");
    CITYGRAPH_TRY(const Read first, Node());
    std::string form = "<" + first.form;
    while (!Take(">")) {
      const bool backwards = Take("<-");
      if (!backwards && !Take("-")) return Wrong();
      CITYGRAPH_TRY(const Read hop, Relationship());
      if (!Take(backwards ? "-" : "->")) return Wrong();
      CITYGRAPH_TRY(const Read next, Node());
      form += (backwards ? "<-" : "-") + hop.form + (backwards ? "-" : "->") + next.form;
    }
    return Read{form + ">", Value()};
  }

  std::string_view text_;
  ListOrder order_;
  std::size_t at_ = 0;
};

std::string PropertiesForm(const ValueMap& properties, const Answer& answer, ListOrder order) {
  std::map<std::string, std::string> forms;
  for (const MapEntry& entry : properties) forms[entry.key] = FormOf(entry.value, answer, order);
  return MapForm(forms);
}

std::string FormOfNode(NodeId id, const Answer& answer, ListOrder order) {
  const auto found = answer.nodes.find(id);
  if (found == answer.nodes.end()) return "(a node that the answer lacks)";
  return NodeForm(found->second.labels, PropertiesForm(found->second.properties, answer, order));
}

std::string FormOfRelationship(RelationshipId id, const Answer& answer, ListOrder order) {
  const auto found = answer.relationships.find(id);
  if (found == answer.relationships.end()) return "[a relationship that the answer lacks]";
  return RelationshipForm(found->second.type,
                          PropertiesForm(found->second.properties, answer, order));
}

std::string FormOfPath(const Path& path, const Answer& answer, ListOrder order) {
  std::string form = "<" + FormOfNode(path.nodes.front(), answer, order);
  for (std::size_t i = 0; i < path.relationships.size(); ++i) {
    const auto found = answer.relationships.find(path.relationships[i]);
    const bool backwards =
        found != answer.relationships.end() && found->second.start != path.nodes[i];
    form += (backwards ? "<-" : "-") + FormOfRelationship(path.relationships[i], answer, order) +
            (backwards ? "-" : "->") + FormOfNode(path.nodes[i + 1], answer, order);
  }
  return form + ">";
}

}  // namespace

Result<std::string> FormOfText(std::string_view text, ListOrder order) {
  CITYGRAPH_TRY(auto read, Reader(text, order).All());
  return std::move(read.form);
}

Result<Value> ReadValue(std::string_view text) {
  CITYGRAPH_TRY(auto read, Reader(text, ListOrder::kMatters).All());
  return std::move(read.value);
}

std::string FormOf(const Value& value, const Answer& answer, ListOrder order) {
  if (value.is_null()) return "null";
  if (const bool* flag = value.AsBoolean()) return *flag ? "true" : "false";
  if (const std::int64_t* whole = value.AsInteger()) return std::to_string(*whole);
  if (const double* number = value.AsFloat()) return FloatForm(*number);
  if (const std::string* text = value.AsString()) return StringForm(*text);
  if (const ValueList* list = value.AsList()) {
    std::vector<std::string> items;
    for (const Value& item : *list) items.push_back(FormOf(item, answer, order));
    return ListForm(std::move(items), order);
  }
  if (const ValueMap* map = value.AsMap()) return PropertiesForm(*map, answer, order);
  if (const NodeId* node = value.AsNode()) return FormOfNode(*node, answer, order);
  if (const RelationshipId* id = value.AsRelationship())
    return FormOfRelationship(*id, answer, order);
  if (const Path* path = value.AsPath()) return FormOfPath(*path, answer, order);
  return StringForm(TemporalText(value));  // tables hold temporal values as text
}

}  // namespace citygraph::tck
