// Words that tell what kind of place stands beside them: "province of". What else a word tells of
// its neighbours is a WordClass.
#pragma once

#include <cstddef>
#include <optional>
#include <string_view>

#include "importers/gazetteer/gazetteer.h"
#include "importers/text/words.h"

namespace citygraph::importers {

// The kind that word i says of the name beside it: "province", "estado", "município".
std::optional<PlaceKind> KindCue(const Words& words, std::size_t i);

// The codes, between single spaces, of the countries where a word for a municipality, a region or
// who governs it is said: "prefeitura", "landkreis", "sindaco". Empty for other words.
std::string_view CountriesOfWord(std::string_view folded);

// Whether word i leads from a name right before it into where that lies: "Bansko in Bulgaria",
// "Nantes, na França". REQUIRES: i > 0.
bool LeadsIntoBehind(const Words& words, std::size_t i);

}  // namespace citygraph::importers
