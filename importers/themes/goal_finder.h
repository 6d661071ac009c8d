// Which of the 17 goals a running text serves, and the words that say so.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "importers/draft.h"
#include "importers/text/words.h"
#include "importers/themes/vocabulary.h"

namespace citygraph::importers {

// A goal of the 2030 Agenda that a text serves.
struct GoalMention {
  int goal = 0;                  // 1..17
  bool is_explicit = false;      // printed as "SDG 11"
  std::vector<std::string> why;  // the words that said so, as written, each once
};

// Ascending. A printed goal is said; another needs enough of the words that tell of it: one word
// that belongs to the goal alone, or several that it shares with others.
std::vector<GoalMention> FindGoals(const ThemeVocabulary& vocabulary, const Words& words,
                                   const std::vector<ThemeMention>& themes);

}  // namespace citygraph::importers
