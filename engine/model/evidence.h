// Evidence: why a fact is believed. Every relationship read from a document carries it.
#pragma once

#include <algorithm>
#include <cstdint>
#include <string>
#include <vector>

namespace citygraph {

struct Evidence {
  std::string document;     // the file's name, or "person" facts: empty
  std::uint32_t line = 0;   // from 1; 0 for a document without lines
  std::uint32_t start = 0;  // code points in the line, `end` excluded; 0,0: the whole line
  std::uint32_t end = 0;
  std::string rule;       // the name of the rule that read it: "mentoring-word-order"
  double confidence = 0;  // in [0, 1]
  std::string person;     // who decided, for a correction; else empty
  std::string date;       // "2026-11-23", for a correction; else empty

  bool operator==(const Evidence&) const = default;
  // The same place in the same document by the same rule: a second reading of one statement.
  bool SameStatement(const Evidence& other) const {
    return document == other.document && line == other.line && start == other.start &&
           end == other.end && rule == other.rule && person == other.person;
  }
};

// Independent statements strengthen each other no further than the surest of them. 1 where there
// is no evidence: a fact that was put in by hand.
inline double ConfidenceOf(const std::vector<Evidence>& evidence) {
  double surest = evidence.empty() ? 1 : 0;
  for (const Evidence& each : evidence) surest = std::max(surest, each.confidence);
  return surest;
}

}  // namespace citygraph
