// The words that tell of each of the 17 goals, weighted, in four languages. A table people edit in
// a spreadsheet (data/goals.csv), built into the program.
#pragma once

#include <array>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "engine/base/result.h"
#include "importers/text/language.h"
#include "importers/text/phrases.h"

namespace citygraph::importers {

inline constexpr int kGoals = 17;

class GoalVocabulary {
 public:
  // The vocabulary built into the program; read at the first call (some milliseconds).
  static const GoalVocabulary& BuiltIn();

  // Reads a table with the columns goal, weight, en, es, pt, fr: a row holds phrases, separated by
  // |, that tell of the goal with that weight. A weight is in (0, 1]; with 1 a phrase says the goal
  // alone. A phrase may stand in rows of several goals; in several of one goal, the first counts.
  // Errors: kInvalidInput with file, line and column (a column missing, a goal that is none of
  // 1..17, a weight out of range, a phrase of function words alone).
  static Result<GoalVocabulary> Parse(std::string_view csv, const std::string& file);

  struct Vote {
    int goal = 0;
    double weight = 0;
  };
  struct Hit {
    std::size_t first = 0;  // positions in the stems, `last` excluded
    std::size_t last = 0;
    std::uint32_t phrase = 0;                  // the same for all forms of it
    const std::vector<Vote>* votes = nullptr;  // owned by the vocabulary
  };
  // The phrases of a text in its language, left to right, longest first, none overlapping: the
  // poverty of "energy poverty" says nothing of goal 1.
  std::vector<Hit> Find(const StemmedWords& text) const;

  // Of the stems of the phrases in a language.
  const Openings& OpeningsOf(Language language) const {
    return tables_[static_cast<std::size_t>(language)].openings();
  }

 private:
  Status Add(Language language, std::string_view phrase, Vote vote, const SourcePlace& place);

  std::array<PhraseTable, kLanguages> tables_;
  std::vector<std::vector<Vote>> votes_;  // by phrase
};

}  // namespace citygraph::importers
