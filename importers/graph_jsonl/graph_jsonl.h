// A graph as JSON Lines: read as a new database, and written of any. graph_line.h draws a line,
// docs/import.md the format.
#pragma once

#include <cstdio>
#include <filesystem>
#include <functional>
#include <string>
#include <string_view>

#include "engine/storage/graph_view.h"
#include "importers/importer.h"

namespace citygraph::importers {

struct GraphJsonlOptions {
  // Called now and then: what is being done, and how much of it, 0 to 1.
  std::function<void(std::string_view what, double done)> progress;
};

// Reads the file ("-": standard input) and makes a database of it, all or nothing. Nodes come
// before the relationships between them. Lines that do not fit are rejected with line and reason.
// Nodes lose their numbers and are ordered by labels, then as they came; the relationships of a
// type by start and end. Memory: the graph as columns, once while it is read and once more while it
// is written. Errors: kNotFound, kIo, kInvalidInput (a database is there; no line could be read),
// kUnsupported.
Result<ImportReport> ImportGraphJsonl(const std::string& path,
                                      const std::filesystem::path& database,
                                      const GraphJsonlOptions& options = {});

// Whether the file's first line is one of a graph, so that it needs no --as. A pipe is none: it
// could not be read again.
bool LooksLikeGraphJsonl(const std::string& path);

// Takes text and says whether there is room for it.
using TextSink = std::function<Status(std::string_view)>;

// Writes all that the view sees: the head, nodes, then relationships, by id. Cost:
// one pass; memory for 8 bytes a node and relationship. Errors: the store's and the sink's.
Status WriteGraphJsonl(const GraphView& view, const TextSink& sink);

}  // namespace citygraph::importers
