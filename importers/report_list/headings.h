// Headings whose place carries to the lines below: "The sister cities of León", then a city a line.
#pragma once

#include <string_view>

#include "importers/draft.h"
#include "importers/text/words.h"

namespace citygraph::importers {

// Whether a row, read as a report, may rather be such a heading: it names one place that takes
// part, and ends with a colon, or speaks of twinnings ("Acordos de geminação de Lisboa") and
// gives no year. `bullet`: it begins with a mark, as the items of lists do.
bool MayBeHeading(const Gazetteer& gazetteer, const Words& words, const RowDraft& row, bool bullet);

// Whether a row can be an item below a heading: a report of exactly one city or region.
bool MayBeItem(const Gazetteer& gazetteer, const RowDraft& row);

// Makes the row an item of the heading: its place met the heading's.
void PutUnder(const RowDraft& heading, RowDraft& item);

}  // namespace citygraph::importers
