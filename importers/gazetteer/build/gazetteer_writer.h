// Numbers the places, lays out the tables and gives the bytes of a gazetteer.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "importers/gazetteer/build/place_draft.h"

namespace citygraph::importers::gazetteer_build {

// What each place of the draft counts when names compete: its population; where that is not known,
// a region counts as its cities and its second-level divisions' cities together; an area as its
// countries, an ocean as all countries.
std::vector<std::uint64_t> CountPeople(const GazetteerDraft& draft);

// The bytes, laid out as gazetteer_format.h says. The same draft gives the same bytes.
std::string WriteGazetteer(const GazetteerDraft& draft);

}  // namespace citygraph::importers::gazetteer_build
