// Reads a list of report titles as pages publish it: headings, prose, bullets, then titles, with
// or without numbers.
#pragma once

#include <optional>

#include "importers/places/place_context.h"
#include "importers/reading.h"
#include "importers/report_list/list_table.h"
#include "importers/report_list/series.h"

namespace citygraph::importers {

// Every line of the source becomes a row with a verdict. Where lines are numbered ("PLN 04 …"),
// those are the reports, and unnumbered titles between or after them; where none is, a line is a
// report when places meet in it. Editions of one report (the same series and number) tell of one
// exchange.
FileDraft ReadReportList(const Knowledge& knowledge, const SourceText& source);

// What the lines so far tell of those to come, where a long list is read in pieces.
struct ListState {
  std::optional<bool> json;        // whether all of it is JSON, as the beginning tells
  bool known = false;              // a piece was read
  SeriesOfList series;             // of all titles so far
  bool begun = false;              // a mark of a series was seen
  std::size_t numbered = 0;        // lines with a number
  std::optional<ListTable> table;  // whose rows the next lines may be
  PlaceContext context;            // as the first piece tells it
};
// The next piece of a list. `open` of the draft counts the rows from the last heading on, when the
// lines below it may go on.
FileDraft ReadReportList(const Knowledge& knowledge, const SourceText& source, ListState& state);

}  // namespace citygraph::importers
