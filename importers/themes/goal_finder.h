// Which of the 17 goals a running text serves, and the words that say so.
#pragma once

#include <string>
#include <vector>

#include "importers/text/phrases.h"
#include "importers/text/words.h"
#include "importers/themes/goal_vocabulary.h"

namespace citygraph::importers {

// A goal of the 2030 Agenda that a text serves.
struct GoalMention {
  int goal = 0;                  // 1..17
  bool is_explicit = false;      // printed as "SDG 11"
  double confidence = 0;         // that the text serves it, in [0, 1]
  std::vector<std::string> why;  // the words that said so, as written, each once, weightiest first
};

// Ascending. A printed goal is said. Another one is served when the words that tell of it weigh
// enough together: a phrase counts once with its weight, its repetitions less and less; a long text
// needs more, and a goal that weighs little beside the text's main one is none of it. `stems` are
// those of `words`.
std::vector<GoalMention> FindGoals(const GoalVocabulary& vocabulary, const Words& words,
                                   const StemmedWords& stems);

}  // namespace citygraph::importers
