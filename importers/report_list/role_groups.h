// The participants of a row in groups ("A, B and the city of C"), and what stands between a group
// and the words that speak of it. Private to report_list.
#pragma once

#include <cstddef>
#include <string_view>
#include <vector>

#include "importers/report_list/participants.h"
#include "importers/text/words.h"

namespace citygraph::importers {

// "the", "la", "os", "ihre"; some are prepositions elsewhere.
bool IsArticle(std::string_view folded);

// Participants [first, last) of a row.
struct Group {
  std::size_t first = 0;
  std::size_t last = 0;
  bool empty() const { return first == last; }
};

// Words and participants are the caller's. Positions are words of the row; no group is found where
// a result is empty.
class RoleGroups {
 public:
  RoleGroups(const Words& words, const std::vector<Participant>& all,
             const std::vector<Participant>& participants);

  const Participant& operator[](std::size_t participant) const {
    return participants_[participant];
  }
  std::size_t size() const { return participants_.size(); }
  // Whether the word belongs to the name of a place, be it one that takes no part.
  bool OfPlace(std::size_t word) const { return of_place_[word]; }

  // Whether nothing but brackets stands between a participant and a word behind it: "Mechelen (BE),
  // mentor".
  bool StandsBefore(std::size_t participant, std::size_t word) const;

  // The first participant that starts at the word or behind it.
  std::size_t From(std::size_t word) const;
  // The group that starts with a participant, or ends before one.
  Group StartingWith(std::size_t participant) const;
  Group EndingBefore(std::size_t participant) const;

  // Whether the words [first, last) only join places ("and the city of", "(Argentina) e"); a
  // preposition right behind a place does not: "de Quito a Lima".
  bool OnlyJoin(std::size_t first, std::size_t last) const;
  // Whether they lead from a verb to a place: they join, or name who acts for it ("the staff of").
  bool LeadToPlace(std::size_t first, std::size_t last) const;

  // The group whose doing a verb at the word tells. Between them stand auxiliary verbs, who acts
  // for it ("a delegation of ten"), the rest of its body's name ("City Council") or what commas set
  // apart; or it stands before a colon: "Lalitpur: its mayor visits".
  Group DoingAt(std::size_t word) const;
  // The last group before the word within its clause.
  Group InClauseBefore(std::size_t word) const;
  // The first group behind the word with at most `reach` words between.
  Group Behind(std::size_t word, std::size_t reach) const;
  // The first group behind the word, in its clause, to which one of the prepositions (between
  // single spaces) leads.
  Group LedToBehind(std::size_t word, std::string_view prepositions) const;

  // Whether a group begins the row and a colon or bar follows it: "Lalitpur: its mayor visits".
  bool Heads(const Group& group) const;

  // Whether a place that takes no part is named behind the word, in its clause.
  bool NamesAsideBehind(std::size_t word) const;

  // The preposition before a group and behind `behind` words, articles, "the city of" and "the
  // staff of" skipped; the number of words when there is none.
  std::size_t PrepositionBefore(const Group& group, std::size_t behind) const;

  // A semicolon or bar between two words parts what is said; in a clause a colon, too.
  bool Parted(std::size_t from_word, std::size_t to_word) const;
  bool InOneClause(std::size_t from_word, std::size_t to_word) const;

 private:
  bool BeginsRow(const Group& group) const;
  bool Joined(std::size_t participant) const;  // with the one before it
  bool OpensName(std::size_t first, std::size_t last) const;
  bool IsUnknownItem(std::size_t word) const;
  bool JoinsWhoActs(std::size_t first, std::size_t last) const;
  bool LeadToVerb(std::size_t first, std::size_t last) const;
  bool NamesWho(std::size_t word) const;
  // The first of the words before `first` and behind `behind` that say who acts for the place or
  // what kind it is ("aux agents de la mairie du"), and the nearest "of" among them, or the number
  // of words.
  struct Skipped {
    std::size_t first;
    std::size_t of;
  };
  Skipped SkipWhoActs(std::size_t first, std::size_t behind) const;

  const Words& words_;
  const std::vector<Participant>& participants_;
  std::vector<bool> of_place_;        // by word
  std::vector<bool> in_participant_;  // by word: of a place that takes part
  std::vector<bool> in_brackets_;     // by word
};

}  // namespace citygraph::importers
