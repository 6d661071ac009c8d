// The words that give places their roles: "hosted by", "Mentors:", "visit of … to …". They are
// tables in data/: role_verbs.csv (what a verb says, its pattern, what it leads with) and
// role_labels.csv (the rule that gives the role, where the label stands, its pattern).
//
// A pattern is folded words between single spaces. In place of a word stand several between bars
// ("led|guided by"); * stands for any end of a word, and ~ with an ending for all those that the
// ending stands for: "train~" also "trains", "trained"; "visit~ar" also "visitaron", "visitou"
// (kEndings).
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "importers/draft.h"
#include "importers/text/words.h"

namespace citygraph::importers {

enum class Stands : std::uint8_t {
  kBefore,  // the places that it speaks of: "coordinated by Lisbon", "Mentors: A and B"
  kApart,   // and counts only where marks set it apart: "Lead: Nantes"
  kBehind,  // the places: "Surabaya as a mentor"
};

// Between marks behind a place each speaks of that place alone: "Nantes (lead)", "Nantes, lead
// partner of the network, …".
struct RoleLabel {
  std::string pattern;
  Role role;
  Role others;  // of the places that no phrase speaks of
  std::string_view rule;
  Stands stands = Stands::kBefore;
};

enum class Says : std::uint8_t {
  kTeaches,
  kIsMentorOf,
  kIsTaughtBy,
  kGives,
  kGivesGift,
  kReceivesGift,
  kThanks,
  kShares,
  kServes,
  kLearnsFrom,
  kLearnsHow,
  kVisits,
  kTakesPart,
  kSends,
  kHosts,
  kIsHostedBy,
  kHoldsFor,
  kIsVisitedBy,
  kLeads,
};

// What verbs of one kind say of the places before and after them.
struct VerbSense {
  Says says;
  std::string_view name;  // in data/role_verbs.csv
  Role before;
  Role after;
  std::string_view rule;
  bool far = false;       // who does it may stand anywhere before it in the clause
  bool only_led = false;  // where the verb has prepositions, only they lead to whom it is done
  bool of_gifts = false;  // counts only with a gift behind it: "sends two ambulances to"
};

// A verb between two groups of places: "A and B mentored C".
struct RoleVerb {
  std::string pattern;
  const VerbSense* sense;
  // Prepositions between single spaces: what the verb says is done to the next places, or to the
  // first to which one of these leads ("shares its experience of markets with Quito").
  std::string leads;
};

std::span<const RoleLabel> RoleLabels();
std::span<const RoleVerb> RoleVerbs();

// The phrases that begin with a word.
struct PhrasesOfWord {
  std::vector<const RoleVerb*> verbs;
  std::vector<const RoleLabel*> labels;
};

// Null when none does.
const PhrasesOfWord* PhrasesFrom(std::string_view folded_word);

// Whether a verb's pattern fits at word i.
bool StandsVerbAt(const Words& words, std::size_t i);

// How many words from word i on the pattern takes; 0 when it does not fit there.
std::size_t WordsOfPattern(std::string_view pattern, const Words& words, std::size_t i);

// Whether the word is what somebody did, does or will do, of the first verb of a pattern that is
// Spanish or Portuguese: these may begin a row ("Recibe Quito a …"), not an infinitive or
// participle.
bool IsFiniteForm(std::string_view pattern, std::string_view folded_word);

// A noun whose prepositions tell giver and taker: "study visit of A to B", "mentoría de A a B".
struct Journey {
  Role from;
  Role to;
  std::string_view rule;
  // Whoever it is of takes, and gives where it leads: "training of A in B".
  bool of_takes = false;
};
// Null when the word is none.
const Journey* JourneyOf(WordClasses word);

// Whether words stand before word `place` that make its learning what the text is about, with
// nobody named who teaches: "capacity building of", "renforcement des capacités", "apoyo a".
bool IsSupported(const Words& words, std::size_t place);

}  // namespace citygraph::importers
