// Finds the names in a row that may be places, each with every place it may be. Deciding is
// place_resolver.h's work.
#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "importers/gazetteer/gazetteer.h"
#include "importers/places/place_memo.h"
#include "importers/text/words.h"

namespace citygraph::importers {

// Words [first, last) of the row bear a name of the gazetteer.
struct NamedSpan {
  std::size_t first = 0;
  std::size_t last = 0;
  std::span<const NameMatch> matches;  // all places of that name
  std::uint8_t ordinary = 0;           // the languages of which it is an everyday word (WordFacts)
};

// The longest names, left to right, none overlapping. A name of several words may run over spaces,
// hyphens, apostrophes and periods, not over other marks. In running text every word of a
// name but the small ones ("de", "upon") starts with a capital; where the row has capitals only,
// the whole list none (`no_capitals`), or the script knows none, that is not asked.
std::vector<NamedSpan> FindNames(PlaceMemo& memo, const Words& words, bool no_capitals = false);
// The same behind what `spans` holds.
void AddNames(PlaceMemo& memo, const Words& words, bool no_capitals, std::vector<NamedSpan>& spans);

}  // namespace citygraph::importers
