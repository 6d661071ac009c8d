#include "importers/graph_csv/join_columns.h"

#include <algorithm>

#include "engine/storage/property_columns.h"

namespace citygraph::importers {
namespace {

void MakeRoom(ColumnDraft& to, const ColumnDraft& piece, std::size_t pieces) {
  const auto room = [pieces](auto& container, const auto& of_piece) {
    const std::size_t more = of_piece.size() * pieces;
    container.reserve(container.size() + more + more / 16);
  };
  room(to.integers, piece.integers);
  room(to.floats, piece.floats);
  room(to.heap, piece.heap);
  room(to.ends, piece.ends);
}

void Append(ColumnDraft& to, const ColumnDraft& from, const std::vector<bool>& dropped) {
  if (to.present.empty() && from.present.empty() && dropped.empty()) {
    to.integers.insert(to.integers.end(), from.integers.begin(), from.integers.end());
    to.floats.insert(to.floats.end(), from.floats.begin(), from.floats.end());
    const std::uint64_t before = to.heap.size();
    to.heap += from.heap;
    for (const std::uint64_t end : from.ends) to.ends.push_back(before + end);
    return;
  }
  for (std::uint64_t row = 0; row < from.rows(); ++row) {
    if (!dropped.empty() && dropped[row]) continue;
    if (!HasRow(from, row)) {
      to.AddAbsent();
    } else if (from.kind == ColumnKind::kFloat) {
      to.AddFloat(from.floats[row]);
    } else if (from.kind == ColumnKind::kText) {
      to.AddText(TextAt(from, row));
    } else {
      to.AddInteger(from.integers[row]);
    }
  }
}

void Pad(ColumnDraft& column, std::uint64_t rows) {
  while (column.rows() < rows) column.AddAbsent();
}

}  // namespace

void Pad(std::vector<ColumnDraft>& columns, std::uint64_t rows) {
  for (ColumnDraft& column : columns) Pad(column, rows);
}

void JoinColumns(std::vector<ColumnDraft>& columns, std::uint64_t rows,
                 const std::vector<ColumnDraft>& piece, std::size_t pieces_to_come,
                 const std::vector<bool>& dropped) {
  for (const ColumnDraft& column : piece) {
    auto to = std::ranges::find(columns, column.property, &ColumnDraft::property);
    if (to == columns.end()) {
      columns.push_back({.property = column.property, .kind = column.kind});
      to = columns.end() - 1;
    }
    Pad(*to, rows);
    MakeRoom(*to, column, pieces_to_come);
    Append(*to, column, dropped);
  }
}

}  // namespace citygraph::importers
