// Which places of a row take no part in its exchange. Private to report_list.
#pragma once

#include <cstddef>
#include <vector>

#include "importers/draft.h"
#include "importers/report_list/participants.h"
#include "importers/text/words.h"

namespace citygraph::importers {

// Whether the place says where another lies, named or not: a country, region or area in brackets or
// after a comma behind it, one before a bracket with it, "municipios de Bolivia". `all` are the
// row's places, in its order, `at` is one of them.
bool SaysWhere(const Gazetteer& gazetteer, const Words& words, const std::vector<Participant>& all,
               const std::vector<PlaceMention>& places, std::size_t at);

// "African cities", "régions françaises", "in Asia": what the exchange is about, not who took part.
bool IsScope(const Gazetteer& gazetteer, const Words& words, const PlaceMention& mention,
             const Participant& at);

}  // namespace citygraph::importers
