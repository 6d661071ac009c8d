// One line of a graph as JSON Lines, both ways. docs/import.md describes the format: the lines of
// Neo4j's apoc.export.json, with what a graph of ours holds besides.
//
//   {"type":"graph","version":1,"indexes":[["City","id"]],"lists":{"documents":["list.txt"]}}
//   {"type":"node","id":"0","labels":["City"],"properties":{"name":"Durban"},"aliases":["ethekwini"]}
//   {"type":"relationship","id":"7","label":"HOSTED","start":{"id":"0"},"end":{"id":"4"},
//    "properties":{},"evidence":[{"document":"list.txt","line":3,…}]}          (one line)
#pragma once

#include <map>
#include <string>
#include <string_view>
#include <utility>
#include <variant>
#include <vector>

#include "engine/base/result.h"
#include "engine/model/evidence.h"
#include "engine/model/value.h"

namespace citygraph::importers {

// What is there beside nodes and relationships; the first line.
struct GraphHead {
  std::vector<std::pair<std::string, std::string>> indexes;  // label, property
  std::map<std::string, std::vector<std::string>> lists;

  bool operator==(const GraphHead&) const = default;
};

struct NodeLine {
  std::string id;  // any text; what it was called, not what it will be
  std::vector<std::string> labels;
  ValueMap properties;
  std::vector<std::string> aliases;
};

struct RelationshipLine {
  std::string id;  // not needed to read it
  std::string type;
  std::string start;
  std::string end;
  ValueMap properties;
  std::vector<Evidence> evidence;
};

using GraphLine = std::variant<GraphHead, NodeLine, RelationshipLine>;

inline constexpr std::int64_t kGraphJsonlVersion = 1;

// Without the line's end.
std::string ToLine(const GraphLine& line);
// Errors: kInvalidInput, with what is wrong; kUnsupported, for a newer version.
Result<GraphLine> ReadGraphLine(std::string_view text);

// The parts that a graph as CSV files holds too.
ValueMap ToValue(const GraphHead& head);
Result<GraphHead> ReadGraphHead(const ValueMap& map);
ValueList ToValue(const std::vector<Evidence>& evidence);
Result<std::vector<Evidence>> ReadEvidence(const Value& value);
Result<std::vector<std::string>> ReadTexts(const Value& value);

}  // namespace citygraph::importers
