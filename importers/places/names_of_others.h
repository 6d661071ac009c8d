// Names of places that are something else where they stand: a month, a person, a kind of place.
#pragma once

#include <cstddef>
#include <vector>

#include "importers/places/surroundings.h"

namespace citygraph::importers {

// A word for a kind of place, a role or a direction, a month beside a number, or a word with a
// number ("Rede 5").
bool SaysNoPlace(const Words& words, const NamedSpan& span);

// "José Isabel Blandón", "Ana Rosario López", "mayor Américo Zúñiga": a given name or an office
// before it, or itself a given name before another name; the better known is a place all the same.
// REQUIRES: at < names.size().
bool IsPersonName(const Words& words, const std::vector<RowName>& names, std::size_t at);

}  // namespace citygraph::importers
