// Verifies a graph from its bytes up: every record can be read, both sides of every relationship
// agree, every index entry has its record and every record its entries, and the counts are right.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "engine/storage/graph.h"

namespace citygraph {

struct CheckReport {
  std::uint64_t nodes = 0;
  std::uint64_t relationships = 0;
  std::uint64_t index_entries = 0;
  std::vector<std::string> problems;  // empty: sound; at most kMostProblems are kept
  std::uint64_t problems_found = 0;

  static constexpr std::size_t kMostProblems = 20;
};

// Reads everything once or twice, the base's checksums too; memory grows with the number of nodes
// (some 50 bytes each) and of names (100). Errors: kIo; what is damaged is a problem in the report,
// also when the store's own checksums tell.
Result<CheckReport> CheckGraph(const Graph& graph);

}  // namespace citygraph
