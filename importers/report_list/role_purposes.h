// What turns a phrase's roles round: a passive, and who comes to teach. Private to report_list.
#pragma once

#include <cstddef>

#include "importers/text/words.h"

namespace citygraph::importers {

// Whether what the verb at a word says is done to the place before it: "was trained", "est formée",
// "Lyon, accompagné".
bool IsPassive(const Words& words, std::size_t verb);

// Whether a word is one for people who come to teach: "experts", "peritos".
bool IsExpert(const Words& words, std::size_t i);

// Whether a word is one for what cities give one another: "ambulance", "camiones", "livres".
bool IsGift(const Words& words, std::size_t i);

// Whether a journey told of from word i on is made to teach: "mission d'appui", "visit of experts",
// "misión técnica para asesorar".
bool TeachesThere(const Words& words, std::size_t i);

}  // namespace citygraph::importers
