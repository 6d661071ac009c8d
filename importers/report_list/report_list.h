// Reads a list of report titles as pages publish it: headings, prose, bullets, then titles, with
// or without numbers.
#pragma once

#include "importers/reading.h"

namespace citygraph::importers {

// Every line of the source becomes a row with a verdict. Where lines are numbered ("PLN 04 …"),
// those are the reports, and unnumbered titles between or after them; where none is, a line is a
// report when places meet in it. Editions of one report (the same series and number) tell of one
// exchange.
FileDraft ReadReportList(const Knowledge& knowledge, const SourceText& source);

}  // namespace citygraph::importers
