// Random openCypher statements, by a grammar: most of them are right, some are wrong in their
// types. They are over labels A, B, types T, U and properties x, y, z, and are deterministic but
// for the order of rows.
#pragma once

#include <cstdint>
#include <functional>
#include <string>
#include <vector>

namespace citygraph::testing {

class CypherGenerator {
 public:
  // `choose(n)` gives a number in [0, n).
  explicit CypherGenerator(std::function<std::uint32_t(std::uint32_t)> choose)
      : choose_(std::move(choose)) {}

  std::string Statement() {
    nodes_.clear();
    relationships_.clear();
    values_.clear();
    next_ = 0;
    std::string text;
    const std::uint32_t clauses = 1 + Pick(3);
    for (std::uint32_t i = 0; i < clauses; ++i) text += Clause() + " ";
    if (Pick(12) == 0) return text + Update();
    if (Pick(8) == 0) text += Update() + " ";
    return text + Result();
  }

 private:
  std::uint32_t Pick(std::uint32_t n) { return choose_(n); }
  std::string One(std::initializer_list<const char*> words) {
    return words.begin()[Pick(static_cast<std::uint32_t>(words.size()))];
  }
  static std::string Join(const std::vector<std::string>& parts, const char* between) {
    std::string text;
    for (const std::string& part : parts) text += (text.empty() ? "" : between) + part;
    return text;
  }
  std::string New(char kind) { return kind + std::to_string(next_++); }
  std::string Any(const std::vector<std::string>& names) {
    return names.empty() ? "null" : names[Pick(static_cast<std::uint32_t>(names.size()))];
  }

  std::string Clause() {
    switch (Pick(6)) {
      case 0: {
        const std::string list = List(2);
        values_.push_back(New('v'));
        return "UNWIND " + list + " AS " + values_.back();
      }
      case 1: {
        // Nothing else stays in scope.
        const std::string a = Expression(2);
        const std::string node = Any(nodes_);
        const std::string b = New('v');
        const std::string c = New('n');
        const bool aggregates = Pick(3) == 0;
        const std::string total = aggregates ? ", " + Aggregation() + " AS t" + b : "";
        nodes_.clear();
        relationships_.clear();
        values_ = {b};
        if (aggregates) values_.push_back("t" + b);
        if (node != "null") nodes_ = {c};
        return "WITH " + std::string(Pick(3) == 0 && !aggregates ? "DISTINCT " : "") + a + " AS " +
               b + (node == "null" ? "" : ", " + node + " AS " + c) + total +
               (Pick(3) == 0 ? " WHERE " + Condition(2) : "");
      }
      default:
        break;
    }
    std::string text = Pick(4) == 0 ? "OPTIONAL MATCH " : "MATCH ";
    text += Pattern(true);
    if (Pick(4) == 0) text += ", " + Pattern(true);
    if (Pick(2) == 0) text += " WHERE " + Condition(3);
    return text;
  }

  std::string Node(bool binds) {
    std::string text = "(";
    if (!nodes_.empty() && Pick(3) == 0) return text + Any(nodes_) + ")";
    if (binds && Pick(4) != 0) {
      const std::string name = New('n');
      text += name;
      nodes_.push_back(name);
    }
    if (Pick(3) == 0) text += One({":A", ":B", ":A:B"});
    if (Pick(5) == 0) text += " {" + One({"x", "y"}) + ": " + Literal() + "}";
    return text + ")";
  }

  std::string Pattern(bool binds) {
    if (binds && nodes_.size() >= 2 && Pick(8) == 0) {
      const std::string path = New('p');
      const std::string text = path + " = " + One({"shortestPath((", "allShortestPaths(("}) +
                               Any(nodes_) + ")-[:T" + One({"*", "*0..", "*1..3", ""}) + "]-" +
                               One({"", ">"}) + "(" + Any(nodes_) + "))";
      values_.push_back("length(" + path + ")");  // which of the shortest it is, is left open
      return text;
    }
    std::string text = Node(binds);
    for (std::uint32_t hops = Pick(3); hops > 0; --hops) {
      std::string name;
      std::string range;
      if (Pick(5) == 0) range = One({"*", "*0..1", "*1..2", "*2", "*..2"});
      if (binds && Pick(3) == 0) {
        name = New('r');
        if (range.empty()) relationships_.push_back(name);
      }
      const std::string inside = "[" + name + One({"", ":T", ":U", ":T|U"}) + range + "]";
      switch (Pick(3)) {
        case 0:
          text += "-" + inside + "->";
          break;
        case 1:
          text += "<-" + inside + "-";
          break;
        default:
          text += "-" + inside + "-";
      }
      text += Node(binds);
    }
    return text;
  }

  std::string Literal() {
    return One({"0", "1", "2", "-1", "1.5", "'a'", "'ab'", "''", "true", "false", "null", "[]",
                "[1, 2]", "0.0", "9223372036854775807", "'2'"});
  }

  std::string Operand() {
    switch (Pick(5)) {
      case 0:
        if (!nodes_.empty()) return Any(nodes_) + "." + One({"x", "y", "z"});
        return Literal();
      case 1:
        if (!relationships_.empty()) return Any(relationships_) + ".x";
        return Literal();
      case 2:
        if (!values_.empty()) return Any(values_);
        return Literal();
      default:
        return Literal();
    }
  }

  std::string Expression(int depth) {
    if (depth == 0) return Operand();
    switch (Pick(12)) {
      case 0:
        return "(" + Expression(depth - 1) + One({" + ", " - ", " * ", " / ", " % ", " ^ "}) +
               Expression(depth - 1) + ")";
      case 1:
        return One({"toString(", "toInteger(", "toFloat(", "size(", "head(", "last(", "tail(",
                    "reverse(", "abs(", "sign(", "toUpper(", "trim(", "coalesce(", "valueType("}) +
               Expression(depth - 1) + ")";
      case 2:
        return "CASE WHEN " + Condition(depth - 1) + " THEN " + Expression(depth - 1) + " ELSE " +
               Expression(depth - 1) + " END";
      case 3:
        return "(" + Condition(depth - 1) + ")";
      case 4:
        return List(depth) + "[" + Expression(depth - 1) + "]";
      case 5:
        return "{a: " + Expression(depth - 1) + ", b: " + Expression(depth - 1) + "}" +
               One({".a", ".b", ".c", ""});
      case 6:
        return List(depth);
      case 7:
        return "substring('abcdef', " + Expression(depth - 1) + ")";
      case 8:
        return "reduce(s = 0, i IN " + List(depth) + " | s + i)";
      case 9:
        if (nodes_.empty()) return Operand();
        return One({"size(labels(", "size(keys("}) + Any(nodes_) + "))";
      case 10:
        if (nodes_.empty()) return Operand();
        return "COUNT { MATCH (" + Any(nodes_) + ")-->() }";
      default:
        return Operand();
    }
  }

  std::string List(int depth) {
    switch (Pick(6)) {
      case 0:
        return "range(" + One({"0", "1", "3"}) + ", " + One({"0", "2", "4"}) +
               One({"", ", 2", ", -1"}) + ")";
      case 1:
        return "[i IN [1, null, 2, 'a'] WHERE i " + One({"=", "<>", "<", ">="}) + " 1 | i]";
      case 2:
        if (!nodes_.empty()) return "labels(" + Any(nodes_) + ")";
        return "[]";
      case 3:
        return "[" + Expression(depth - 1) + ", " + Expression(depth - 1) + "]" +
               One({"", "[0..1]", "[-1..]", "[..1]"});
      default:
        return One({"[1, 2, 3]", "[]", "[null, 1]", "['a', 'b']", "[[1], [2]]"});
    }
  }

  std::string Subquery() {
    const std::string match =
        "MATCH (" + Any(nodes_) + One({")-[:T]->(m)", ")--(m)", ")-[:T*1..2]->(m)"}) + " ";
    switch (Pick(6)) {
      case 0:
        return "COUNT { " + match + "} = " + Operand();
      case 1:
        return "COUNT { " + match + "WHERE m.x = " + Operand() +
               One({"", " RETURN DISTINCT m.x", " RETURN m.x AS x, count(*) AS c"}) + " } < 2";
      case 2:
        return "EXISTS { " + match + "WITH count(m) AS c WHERE c " + One({"> 1", "= 0", "< 2"}) +
               " RETURN c }";
      case 3:
        return "EXISTS { OPTIONAL " + match +
               "WITH m.x AS x, min(m.y) AS y WHERE x = " + Operand() + " RETURN y }";
      default:
        return "EXISTS { " + match + "WHERE m.x = " + Operand() + " }";
    }
  }

  std::string Condition(int depth) {
    if (depth <= 0) return One({"true", "false", "null", "1 < 2"});
    switch (Pick(10)) {
      case 0:
        return "(" + Condition(depth - 1) + One({" AND ", " OR ", " XOR "}) + Condition(depth - 1) +
               ")";
      case 1:
        return "NOT " + Condition(depth - 1);
      case 2:
        return Operand() + " IN " + List(depth);
      case 3:
        return Operand() + One({" IS NULL", " IS NOT NULL"});
      case 4:
        if (nodes_.empty()) return "true";
        return Any(nodes_) + One({":A", ":B", ":A:B"});
      case 5:
        if (nodes_.empty()) return "true";
        return One({"", "NOT "}) + "(" + Any(nodes_) + ")-" + One({"[:T]->", "[:U]-", "->"}) + "(" +
               One({"", ":A", ":B"}) + ")";
      case 6:
        if (nodes_.empty()) return "true";
        return Subquery();
      case 7:
        return One({"all", "any", "none", "single"}) + std::string("(i IN ") + List(depth) +
               " WHERE i = " + Operand() + ")";
      case 8:
        return Operand() + One({" STARTS WITH ", " ENDS WITH ", " CONTAINS "}) + Operand();
      default:
        return Operand() + One({" = ", " <> ", " < ", " <= ", " > ", " >= "}) +
               Expression(depth - 1);
    }
  }

  std::string Aggregation() {
    if (Pick(3) == 0) return "count(*)";
    return One({"count(", "min(", "max(", "count(DISTINCT "}) + Operand() + ")";
  }

  std::string Update() {
    const std::string node = Any(nodes_);
    switch (Pick(7)) {
      case 0:
        return "CREATE (:A {x: " + Expression(1) + "})-[:T]->(:B)";
      case 1:
        return "MERGE (:B {x: " + One({"1", "2", "null"}) + "})";
      case 2:
        return node == "null" ? "CREATE ()" : "SET " + node + ".x = " + Expression(2);
      case 3:
        return node == "null" ? "CREATE ()" : "REMOVE " + node + ":A, " + node + ".y";
      case 4:
        return node == "null" ? "CREATE ()" : "DETACH DELETE " + node;
      case 5:
        return node == "null" ? "CREATE ()" : "DELETE " + node;
      default:
        return node == "null" ? "CREATE ()" : "MERGE (" + node + ")-[:U]->(:A {y: 1})";
    }
  }

  std::string Result() {
    std::string text = "RETURN ";
    if (Pick(4) == 0) text += "DISTINCT ";
    std::vector<std::string> items;
    const std::uint32_t count = 1 + Pick(3);
    for (std::uint32_t i = 0; i < count; ++i)
      items.push_back(Expression(3) + " AS c" + std::to_string(i));
    if (Pick(3) == 0) items.push_back(Aggregation() + " AS total");
    text += Join(items, ", ");
    if (Pick(3) == 0) {
      std::vector<std::string> order;
      for (std::uint32_t i = 0; i < count; ++i)
        order.push_back("c" + std::to_string(i) + One({"", " DESC"}));
      text += " ORDER BY " + Join(order, ", ");
      // Rows that are equal in all columns may be cut where one likes.
      if (items.size() == count) text += One({"", " LIMIT 2", " SKIP 1", " SKIP 1 LIMIT 1"});
    }
    return text;
  }

  std::function<std::uint32_t(std::uint32_t)> choose_;
  std::vector<std::string> nodes_;
  std::vector<std::string> relationships_;
  std::vector<std::string> values_;
  int next_ = 0;
};

}  // namespace citygraph::testing
