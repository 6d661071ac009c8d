// A name whose readings have been weighed becomes what the draft says of it.
#pragma once

#include <cstdint>
#include <span>
#include <string_view>
#include <vector>

#include "importers/draft.h"
#include "importers/places/surroundings.h"
#include "importers/text/words.h"

namespace citygraph::importers {

// The likeliest reading of a name as a mention, the next ones beside it; "no place" is a candidate
// like the others. `scores`: of each reading, an infinity for one that is out of the question;
// `why`: what spoke for the likeliest; `order`: scratch. REQUIRES: some score is finite.
PlaceMention MadeOf(const Words& words, const RowName& name, std::span<const double> scores,
                    double no_place, std::string_view country_beside, std::vector<Reason> why,
                    std::vector<std::uint32_t>& order);

}  // namespace citygraph::importers
