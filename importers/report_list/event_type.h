// What kind of exchange a text tells of.
#pragma once

#include <string_view>

#include "importers/text/words.h"

namespace citygraph::importers {

// "mentoring", "study visit", "twinning", "workshop", "conference", "training", "pairing",
// "peer learning", "decentralised cooperation"; empty when the words do not tell. A word of any of
// the four languages counts; the more special kind wins ("peer learning workshop" is a workshop).
std::string_view EventTypeOf(const Words& words);

}  // namespace citygraph::importers
