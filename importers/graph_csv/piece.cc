#include "importers/graph_csv/piece.h"

#include <fmt/format.h>

#include <algorithm>
#include <utility>

#include "importers/graph_csv/graph_csv.h"

namespace citygraph::importers {

PieceRows ReadPiece(const GraphCsvSource& source, std::size_t number, const PieceWords& words) {
  struct Cell {
    std::int64_t integer = 0;
    double real = 0;
    bool set = false;
  };
  const GraphFile& file = source.file;
  PieceRows out;
  std::vector<std::size_t> draft_of(file.columns.size());
  for (std::size_t i = 0; i < file.columns.size(); ++i) {
    const GraphColumn& column = file.columns[i];
    draft_of[i] = out.columns.size();
    if (Kept(column))
      out.columns.push_back(
          {.property = words.tokens.at(NameOf(column)), .kind = KindOf(column.type)});
  }
  RowScanner rows(source.mapped.text(), source.pieces[number]);
  std::vector<std::string_view> fields;
  std::vector<Cell> cells(file.columns.size());
  std::uint64_t line = 0;
  const auto reject = [&](std::size_t column, std::string code, std::string message) {
    ++out.rejected;
    if (out.issues.size() >= kMostIssues) return;
    out.issues.push_back({.severity = Issue::Severity::kError,
                          .line = static_cast<std::uint32_t>(line),
                          .column = static_cast<std::uint32_t>(column),
                          .code = std::move(code),
                          .message = std::move(message)});
  };
  while (rows.Next(fields)) {
    ++out.read;
    line = source.first_line[number] + rows.row_line();
    if (rows.malformed()) {
      reject(0, "malformed-row", "a quoted field does not end where the field ends");
      continue;
    }
    if (fields.size() != file.columns.size()) {
      reject(0, "column-count",
             fmt::format("{} fields, the header has {}", fields.size(), file.columns.size()));
      continue;
    }
    bool sound = true;
    for (std::size_t i = 0; sound && i < fields.size(); ++i) {
      const GraphColumn& column = file.columns[i];
      const std::string_view text = fields[i];
      Cell& cell = cells[i];
      cell.set = !text.empty();
      if (column.use == CellUse::kIgnored) continue;
      if (column.use == CellUse::kStart || column.use == CellUse::kEnd) {
        const auto node = words.ids.at(column.label).Find(text);
        sound = node.has_value();
        if (sound) {
          cell.integer = *node;
        } else {
          reject(i + 1, "unknown-id", fmt::format("there is no {} \"{}\"", column.label, text));
        }
        continue;
      }
      if (!cell.set) {
        sound = column.use != CellUse::kId;
        if (!sound) reject(i + 1, "no-id", "the id is empty");
        continue;
      }
      sound = ReadCell(column.type, text, cell.integer, cell.real);
      if (!sound) reject(i + 1, "wrong-type", WrongType(column.type, text));
    }
    if (!sound) continue;
    for (std::size_t i = 0; i < fields.size(); ++i) {
      const GraphColumn& column = file.columns[i];
      if (column.use == CellUse::kStart)
        out.start.push_back(static_cast<NodeNumber>(cells[i].integer));
      if (column.use == CellUse::kEnd) out.end.push_back(static_cast<NodeNumber>(cells[i].integer));
      if (!Kept(column)) continue;
      ColumnDraft& draft = out.columns[draft_of[i]];
      if (!cells[i].set) {
        draft.AddAbsent();
      } else if (draft.kind == ColumnKind::kText) {
        draft.AddText(fields[i]);
      } else if (draft.kind == ColumnKind::kFloat) {
        draft.AddFloat(cells[i].real);
      } else {
        draft.AddInteger(cells[i].integer);
      }
    }
    if (!file.relationships) out.lines.push_back(static_cast<std::uint32_t>(line));
  }
  source.mapped.Release(source.pieces[number].first, source.pieces[number].end);
  return out;
}

}  // namespace citygraph::importers
