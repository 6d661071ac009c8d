// Finds goals of the 2030 Agenda that a text prints by number: "SDGs 11 and 16", "ODS 8",
// "SDG 11.3".
#pragma once

#include <vector>

#include "importers/draft.h"
#include "importers/text/words.h"
#include "importers/themes/vocabulary.h"

namespace citygraph::importers {

// In the text's order, each goal once, explicit. The span covers mark and number.
std::vector<SdgMention> FindPrintedSdgs(const Words& words);

// The goals that the themes serve and that are not printed, each once with the theme as the reason.
void AddSdgsOfThemes(const ThemeVocabulary& vocabulary, const std::vector<ThemeMention>& themes,
                     std::vector<SdgMention>& sdgs);

}  // namespace citygraph::importers
