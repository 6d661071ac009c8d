// Places of a row that the gazetteer lacks lie where those lie that they are joined with. Private
// to places.
#pragma once

#include <vector>

#include "importers/draft.h"
#include "importers/text/words.h"

namespace citygraph::importers {

// "Cayar, Notto et Keur Moussa (Sénégal)": gives each place without a country the one that the
// bracket behind those that are joined with it says, or where two of them lie. `places` are in the
// row's order.
void ShareCountries(const Gazetteer& gazetteer, const Words& words,
                    std::vector<PlaceMention>& places);

}  // namespace citygraph::importers
