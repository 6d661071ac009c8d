// A graph as a folder of CSV files that ImportGraphCsv reads: docs/import.md describes them.
#pragma once

#include <cstdint>
#include <functional>
#include <string>
#include <string_view>

#include "engine/storage/graph_view.h"

namespace citygraph::importers {

// Takes the next text of a file of the folder.
using FolderSink = std::function<Status(const std::string& file, std::string_view text)>;

// What CSV cannot hold as the graph does.
struct CsvLosses {
  std::uint64_t evidence = 0;  // statements that are left out
  std::uint64_t aliases = 0;   // other names that are left out
  std::uint64_t as_text = 0;   // values of another kind, written as text
  std::uint64_t not_set = 0;   // empty texts, which read as properties that are not set
  std::uint64_t new_ids = 0;   // nodes that got an id as a property, having none

  bool operator==(const CsvLosses&) const = default;
};

// Writes all that the view sees: a file for the nodes of the same labels, one for the relationships
// of a type between two such, rows by id. Cost: two passes; memory for the text of each node's id
// and some 20 bytes, a node. Errors: kUnsupported (a label or type that names no file), the store's
// and the sink's.
Result<CsvLosses> WriteGraphCsv(const GraphView& view, const FolderSink& sink);

}  // namespace citygraph::importers
