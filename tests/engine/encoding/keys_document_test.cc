// The examples in engine/encoding/KEYS.md are what the code writes, byte by byte.
#include <gtest/gtest.h>

#include <fstream>
#include <iterator>
#include <string>
#include <utility>
#include <vector>

#include "engine/encoding/keys.h"
#include "engine/encoding/records.h"

namespace citygraph {
namespace {

using namespace std::literals;
using keys::Side;
using keys::WordKind;

using Rows = std::vector<std::pair<std::string, std::string>>;  // name, hex

std::string Hex(std::string_view bytes) {
  constexpr std::string_view kDigits = "0123456789abcdef";
  std::string hex;
  for (const char byte : bytes) {
    if (!hex.empty()) hex.push_back(' ');
    hex.push_back(kDigits[static_cast<unsigned char>(byte) >> 4]);
    hex.push_back(kDigits[static_cast<unsigned char>(byte) & 15]);
  }
  return hex;
}

// A record of one property, number 0, with that value; only the value's bytes are shown.
std::string ValueBytes(const Value& value) {
  return records::Encode(records::NodeRecord{.properties = {{TokenId{0}, value}}}).substr(3);
}

Rows Written() {
  const TokenId label{1};
  const TokenId property{2};
  const NodeId node5{5};
  records::NodeRecord node;
  node.labels = {TokenId{0}, TokenId{1}};
  node.properties = {{TokenId{0}, "Durban"},
                     {TokenId{1}, 42},
                     {TokenId{2}, true},
                     {TokenId{3}, -1.5},
                     {TokenId{4}, ValueList{1, nullptr}},
                     {TokenId{5}, ValueMap{{"a", false}}}};
  records::RelationshipRecord relationship{.type = TokenId{2},
                                           .start = NodeId{7},
                                           .end = NodeId{300},
                                           .properties = {{TokenId{6}, "mentor"}}};
  relationship.evidence = {{.document = TokenId{0},
                            .rule = TokenId{1},
                            .line = 24,
                            .start = 23,
                            .end = 44,
                            .confidence = 0.5}};
  records::RelationshipRecord corrected{.type = TokenId{2}, .start = NodeId{7}, .end = NodeId{3}};
  corrected.evidence = {{.document = TokenId{0},
                         .rule = TokenId{2},
                         .confidence = 1,
                         .person = "Ana",
                         .date = "2026-11-23"}};

  Rows rows;
  const auto add = [&](std::string_view name, const std::string& bytes) {
    rows.emplace_back(name, Hex(bytes));
  };
  add(R"(Meta("format"))", keys::Meta("format"));
  add(R"(Dictionary(type, 3))", keys::Dictionary(WordKind::kType, TokenId{3}));
  add(R"(Dictionary(text, 258))", keys::Dictionary(WordKind::kText, TokenId{258}));
  add(R"(Node(7))", keys::Node(NodeId{7}));
  add(R"(Relationship(258))", keys::Relationship(RelationshipId{258}));
  add("NodeBlock(1023)", keys::NodeBlock(NodeId{1023}));
  add("RelationshipBlock(258)", keys::RelationshipBlock(RelationshipId{258}));
  add("Shadow(relationship, 7)", keys::Shadow(keys::ShadowKind::kRelationship, 7));
  add(R"(Label(1, node 7))", keys::Label(label, NodeId{7}));
  add(R"(Index(label 1, property 2))", keys::Index(label, property));
  add(R"(Property(label 1, property 2, false, node 5))",
      keys::Property(label, property, false, node5));
  add(R"(Property(label 1, property 2, -1.5, node 5))",
      keys::Property(label, property, -1.5, node5));
  add(R"(Property(label 1, property 2, 0, node 5))", keys::Property(label, property, 0, node5));
  add(R"(Property(label 1, property 2, 42, node 5))", keys::Property(label, property, 42, node5));
  add(R"(Property(label 1, property 2, 42.0, node 5))",
      keys::Property(label, property, 42.0, node5));
  add(R"(Property(label 1, property 2, "", node 5))", keys::Property(label, property, "", node5));
  add(R"(Property(label 1, property 2, "São", node 5))",
      keys::Property(label, property, "São", node5));
  add(R"(Property(label 1, property 2, "a\0b", node 5))",
      keys::Property(label, property, "a\0b"s, node5));
  add(R"(Property(label 1, property 2, date 1970-01-02, node 5))",
      keys::Property(label, property, Date{1}, node5));
  add(R"(Name("durban", node 9))", keys::Name("durban", NodeId{9}));
  add(R"(Aliases(9))", keys::Aliases(NodeId{9}));
  add(R"(Count(label, 3))", keys::Count(WordKind::kLabel, TokenId{3}));
  add(R"(value null)", ValueBytes(nullptr));
  add(R"(value false)", ValueBytes(false));
  add(R"(value true)", ValueBytes(true));
  add(R"(value 0)", ValueBytes(0));
  add(R"(value -1)", ValueBytes(-1));
  add(R"(value 300)", ValueBytes(300));
  add(R"(value 1.5)", ValueBytes(1.5));
  add(R"(value "São")", ValueBytes("São"));
  add(R"(value [1, "a"])", ValueBytes(ValueList{1, "a"}));
  add(R"(value date 2015-07-21)", ValueBytes(ToDate({2015, 7, 21})));
  add(R"(value local time 00:00:01)", ValueBytes(LocalTime{kNanosecondsPerSecond}));
  add(R"(value time 00:00:01+01:00)", ValueBytes(Time{{kNanosecondsPerSecond}, 3600}));
  add(R"(value local date time 1970-01-01T00:00:02)", ValueBytes(LocalDateTime{2, 0}));
  add(R"(value date time 1970-01-01T00:00:02Z[UTC])",
      ValueBytes(DateTime{{2, 0}, 0, std::make_shared<const std::string>("UTC")}));
  add(R"(value duration P1YT-0.4S)", ValueBytes(Duration{12, 0, -1, 600'000'000}));
  add(R"(value {b: 1, a: null})", ValueBytes(ValueMap{{"b", 1}, {"a", nullptr}}));
  add(R"(node record: labels [0, 1], properties {0: "Durban", 1: 42, 2: true, 3: -1.5, 4: [1, null], 5: {a: false}})",
      records::Encode(node));
  add(R"(node record: nothing)", records::Encode(records::NodeRecord{}));
  add(R"(relationship record: type 2, 7 to 300, {6: "mentor"}, evidence 0:24:23-44 by rule 1, sure 0.5)",
      records::Encode(relationship));
  add(R"(relationship record: type 2, 7 to 3, no properties, evidence by rule 2, sure 1, of Ana on 2026-11-23)",
      records::Encode(corrected));
  add(R"(names ["durban", "ethekwini"])", records::EncodeNames({"durban", "ethekwini"}));
  add(R"(number 1)", records::EncodeNumber(1));
  add(R"(number 300)", records::EncodeNumber(300));
  return rows;
}

// The rows `| name | hex |` under the heading "## Examples".
Rows Documented() {
  std::ifstream file(CITYGRAPH_SOURCE_DIR "/engine/encoding/KEYS.md");
  EXPECT_TRUE(file) << "there is no engine/encoding/KEYS.md";
  Rows rows;
  bool inside = false;
  for (std::string line; std::getline(file, line);) {
    if (line.starts_with("## ")) inside = line == "## Examples";
    if (!inside || !line.starts_with("| ") || !line.ends_with(" |")) continue;
    const std::size_t middle = line.rfind(" | ");
    if (middle == std::string::npos || middle < 2) continue;
    std::string name = line.substr(2, middle - 2);
    std::string hex = line.substr(middle + 3, line.size() - middle - 5);
    if (name == "name" || name.starts_with("---")) continue;
    rows.emplace_back(std::move(name), std::move(hex));
  }
  return rows;
}

TEST(KeysDocumentTest, TheExamplesAreWhatTheCodeWrites) {
  const Rows written = Written();
  const Rows documented = Documented();
  for (std::size_t i = 0; i < std::min(written.size(), documented.size()); ++i) {
    EXPECT_EQ(documented[i].first, written[i].first) << "example " << i + 1;
    EXPECT_EQ(documented[i].second, written[i].second) << written[i].first;
  }
  EXPECT_EQ(documented.size(), written.size());
  if (HasFailure()) {
    std::string table;
    for (const auto& [name, hex] : written) table += "| " + name + " | " + hex + " |\n";
    ADD_FAILURE() << table;
  }
}

}  // namespace
}  // namespace citygraph
