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

// Whether a word for a municipality, a region or who governs it is that country's, or with none
// given some country's: "prefeitura", "landkreis", "sindaco".
bool IsWordOfCountry(std::string_view folded, std::string_view country);

}  // namespace citygraph::importers
