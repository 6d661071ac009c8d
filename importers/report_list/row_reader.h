// Reads one line of a list: what it would say as a report.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "importers/csv/table_cells.h"
#include "importers/draft.h"
#include "importers/places/place_context.h"
#include "importers/places/place_memo.h"
#include "importers/reading.h"
#include "importers/report_list/list_table.h"
#include "importers/report_list/title_parser.h"
#include "importers/text/words.h"

namespace citygraph::importers {

struct ListLine {
  std::string_view text;  // of the source
  Words words;
  RowAnatomy anatomy;

  explicit ListLine(std::string_view line) : text(line), words(line) {}
};

void Ignore(RowDraft& row, std::string reason);

// Keeps what it found of places: one for a list. The knowledge is the caller's.
class RowReader {
 public:
  explicit RowReader(const Knowledge& knowledge);

  // Fills a row that has its line and text; `table`: the line is a row of it.
  void Read(const ListLine& line, const PlaceContext& context, RowDraft& row,
            const ListTable* table = nullptr);

  // The places of the line's title: series, number and edition mark name none.
  std::vector<PlaceMention> PlacesOf(const ListLine& line, const PlaceContext& context);

 private:
  void NoteContradictions(const Words& words, RowDraft& row) const;
  void NoteUnsurePlaces(RowDraft& row) const;
  std::string CountryName(std::string_view code) const;

  const Knowledge& knowledge_;
  PlaceMemo memo_;
  CellReader cells_;
};

}  // namespace citygraph::importers
