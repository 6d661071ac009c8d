// One file of a graph in CSV on its way: mapped, cut in pieces, and a piece's rows as columns.
#pragma once

#include <cstdint>
#include <map>
#include <string>
#include <vector>

#include "engine/adjacency/adjacency_builder.h"
#include "importers/graph_csv/cells.h"
#include "importers/graph_csv/columns.h"
#include "importers/graph_csv/id_map.h"
#include "importers/graph_csv/scan.h"
#include "importers/importer.h"

namespace citygraph::importers {

// One file on its way: mapped, cut in pieces, looked through.
struct GraphCsvSource {
  GraphFile file;
  MappedText mapped;
  std::size_t rows_begin = 0;  // behind the header
  std::vector<Piece> pieces;
  std::vector<std::uint64_t> first_line;  // of each piece, from 1
  std::vector<Shown> shown;
  std::uint64_t rows = 0;
  ImportReport::File report;

  explicit GraphCsvSource(MappedText text) : mapped(std::move(text)) {}
};

// A piece's rows as columns.
struct PieceRows {
  std::vector<ColumnDraft> columns;
  std::vector<NodeNumber> start;
  std::vector<NodeNumber> end;
  std::vector<std::uint32_t> lines;  // of nodes, to name the line of an id that is there twice
  std::vector<Issue> issues;
  std::uint64_t read = 0;
  std::uint64_t rejected = 0;
};

// An id without a name is kept to find the node by, under the name "id".
inline bool Kept(const GraphColumn& column) {
  return column.use == CellUse::kProperty || column.use == CellUse::kId;
}
inline std::string NameOf(const GraphColumn& column) {
  return column.name.empty() ? "id" : column.name;
}

// What is known before the pieces are read.
struct PieceWords {
  const std::map<std::string, TokenId>& tokens;  // of properties
  const std::map<std::string, IdMap>& ids;       // by group; for relationships all nodes are in
};

// Reads a piece. Cells are read before any is kept, so that a row is taken whole or not at all.
// Threads: any, at once.
PieceRows ReadPiece(const GraphCsvSource& source, std::size_t number, const PieceWords& words);

}  // namespace citygraph::importers
