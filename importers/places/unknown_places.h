// Names that the gazetteer lacks, where the row says that they are places.
#pragma once

#include <vector>

#include "importers/draft.h"
#include "importers/places/place_memo.h"
#include "importers/text/words.h"

namespace citygraph::importers {

// Adds to the places of a row, in its order, those that it names as places: before a country in
// brackets, after a comma or in the next cell ("RAPE (Colombia)"), after a word for a kind of place
// ("communes d'Agbangnizoun, Ouinhi"), or beside a place in a row of nothing but names. A name one
// letter off one of that country's is taken for it.
void AddUnknown(PlaceMemo& memo, const Words& words, std::vector<PlaceMention>& places);

}  // namespace citygraph::importers
