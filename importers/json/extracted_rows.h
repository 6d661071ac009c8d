// Reads what `extract --format jsonl` (or json) writes: rows that were read already, by us or by a
// program that adds to them or makes them. Nothing is looked for in their texts: places, roles,
// pairs and themes are as they say.
#pragma once

#include "importers/reading.h"

namespace citygraph::importers {

// Whether the first value is such a row: an object with "text", "verdict" and "places".
bool LooksLikeExtractedRows(const SourceText& source);

// Every value is a row, on its line of this file; one that does not fit is rejected and says why.
// Needed are `text` and, of a report, `event` or `title`; all else may be missing. A place is known
// by its geonameid, else by name, kind and country; one that the gazetteer lacks keeps its name.
// Errors: kInvalidInput with line and column (a list that is damaged).
Result<FileDraft> ReadExtractedRows(const Knowledge& knowledge, const SourceText& source);

}  // namespace citygraph::importers
