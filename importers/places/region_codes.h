// Short forms of states and provinces as news and lists print them behind a city.
#pragma once

#include <string_view>

namespace citygraph::importers {

// The gazetteer's key of the region that a folded short form stands for, empty when it is none:
// "ky" -> "region:US.KY", "b c" -> "region:CA.02", "nsw" -> "region:AU.02". Postal and AP forms of
// the United States, Canada and Australia. Many are everyday words: they count behind a place
// alone.
std::string_view RegionOfShortForm(std::string_view folded);

// The folded name of the state of Brazil with that folded code ("rs"), empty when none has it.
std::string_view StateOfBrazil(std::string_view folded_code);

}  // namespace citygraph::importers
