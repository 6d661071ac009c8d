// Decides which place each name in a row means, or that it means none, and says why.
//
// Every candidate gets a score from what speaks for it (size, kind, the country named beside it or
// elsewhere in the row, the words around it); "no place" is a candidate like the others. The scores
// become probabilities; the winner's is the confidence.
#pragma once

#include <optional>
#include <string_view>
#include <vector>

#include "importers/draft.h"
#include "importers/places/place_context.h"
#include "importers/places/place_memo.h"
#include "importers/text/words.h"

namespace citygraph::importers {

// The places of a row, in its order. Names judged to be no place are left out. What was looked up
// stays in `memo` for the rows to come.
std::vector<PlaceMention> ResolvePlaces(PlaceMemo& memo, const Words& words,
                                        const PlaceContext& context);

// The place of a cell that holds a name and, if known, a country's code, as CSV files have them.
// Nothing when the gazetteer has no such name in that country. The span is the whole cell.
std::optional<PlaceMention> ResolveCell(PlaceMemo& memo, std::string_view name,
                                        std::string_view country);

}  // namespace citygraph::importers
