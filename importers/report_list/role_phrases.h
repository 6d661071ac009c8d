// The words that give places their roles: "hosted by", "Mentors:", "visit of … to …".
#pragma once

#include <span>
#include <string_view>
#include <vector>

#include "importers/draft.h"
#include "importers/text/word_classes.h"

namespace citygraph::importers {

// A phrase before the places that it gives a role: "coordinated by Lisbon", "Mentors: A and B".
struct RoleLabel {
  std::string_view pattern;  // folded whole words; * ends the start of a last word
  Role role;
  Role others;  // of the places that no phrase speaks of
  std::string_view rule;
  bool bracketed = false;  // counts only in brackets behind a place: "Nantes (lead)"
};

// A verb between two groups of places: "A and B mentored C".
struct RoleVerb {
  std::string_view pattern;
  Role before;
  Role after;
  std::string_view rule;
};

std::span<const RoleLabel> RoleLabels();
std::span<const RoleVerb> RoleVerbs();

// The phrases that begin with a word.
struct PhrasesOfWord {
  std::vector<const RoleVerb*> verbs;
  std::vector<const RoleLabel*> labels;
};

// Null when none does; of a pattern that is one word with *, the * left on.
const PhrasesOfWord* PhrasesFrom(std::string_view folded_word);

// A noun whose prepositions tell giver and taker: "study visit of A to B", "mentoría de A a B".
struct Journey {
  Role from;
  Role to;
  std::string_view rule;
};
// Null when the word is none.
const Journey* JourneyOf(WordClasses word);

// Words before which a place's learning is what the text is about, with nobody named who teaches:
// "capacity building of", "renforcement des capacités", "apoyo a".
std::span<const std::string_view> SupportPhrases();

}  // namespace citygraph::importers
