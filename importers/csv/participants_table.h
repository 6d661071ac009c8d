// Reads a table of who took part: a row adds a city, with its role and the date, to an exchange
// that is told of elsewhere. It never makes an exchange: which one is meant is found when the rows
// are loaded (load/exchange_finder.h), and a row whose exchange nobody told of is rejected then.
//
// Columns, in any order, by their words in English, Spanish, Portuguese or French: the city; the
// exchange by its key, or report's series and number, or title, in one column ("Report": "PLN 4",
// "PLN 04 Mentoring story") or several ("Series", "Number", "Title"); and, as far as they are
// there, country, role, date or year.
#pragma once

#include "importers/reading.h"

namespace citygraph::importers {

// Rows that can be read are kMerged: they tell of an exchange that is known. Errors: kInvalidInput
// (no column for the city or for the exchange).
Result<FileDraft> ReadParticipantsTable(const Knowledge& knowledge, const SourceText& source);

}  // namespace citygraph::importers
