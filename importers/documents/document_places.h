// The places of a running text, decided together: a name means the same place throughout, the
// places of a text lie near one another, and countries and regions that it names make theirs
// likely.
#pragma once

#include <vector>

#include "importers/draft.h"
#include "importers/places/place_memo.h"
#include "importers/text/words.h"

namespace citygraph::importers {

// In the text's order; names judged to be no place are left out. Cost: O(words + senses^2 *
// rounds), where a sense is a different name.
std::vector<PlaceMention> FindDocumentPlaces(PlaceMemo& memo, const Words& words);

}  // namespace citygraph::importers
