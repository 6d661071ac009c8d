// How a name stands in its row: alone between two marks, as the items of lists do, or within
// running words.
#pragma once

#include <cstddef>
#include <string_view>
#include <vector>

#include "importers/text/words.h"

namespace citygraph::importers {

// Whether a mark, or a word that joins names ("and", "et", "with"), parts word i from the one
// before it. True at the row's ends.
bool PartsBefore(const Words& words, std::size_t i);

// Whether word i ends a cell of a table: tabs, bars or the spaces that part columns stand behind
// it.
bool EndsCell(const Words& words, std::size_t i);

// Whether words [first, last) are all that stands between two such marks, but for other names
// (`names`, by word; may be empty) and words that say what kind of place it is or what the list is
// about ("commune de", "twinning").
bool FillsSegment(const Words& words, std::size_t first, std::size_t last,
                  const std::vector<bool>& names = {});

// Whether a word says nothing but that: a number, "of", "commune", "twinning".
bool SaysNoName(const Words& words, std::size_t i);

}  // namespace citygraph::importers
