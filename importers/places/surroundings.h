// What stands around a name in its row, read once for all that the name may be.
#pragma once

#include <optional>
#include <string_view>
#include <vector>

#include "importers/places/place_finder.h"

namespace citygraph::importers {

// A name of the row with what it may be.
struct RowName {
  NamedSpan span;
  const Readings* readings = nullptr;
};

// Where the largest city of a name lies.
struct RegionOfName {
  std::size_t name = 0;  // its position among the row's
  PlaceIndex region{};
};

// Views point into the row, what was found of it, and the gazetteer.
struct Surroundings {
  std::optional<PlaceKind> cue;
  std::string_view cue_word;
  std::string_view word_of_country;    // "prefeitos de A e B", "X Borough Council"
  std::string_view countries_of_word;  // where that is said: codes
  std::string_view country_beside;     // code
  std::string_view country_shared;     // where two others lie that are joined with it
  std::string_view country_joined;     // of the name behind that "and" joins: "A and B (Lebanon)"
  const Readings* said_behind = nullptr;   // of the name that may say where it lies: "Toledo, Ohio"
  const Readings* named_before = nullptr;  // of the name that it may say so of
  std::size_t at = 0;                      // its position among the row's names
  std::span<const RegionOfName> regions_of_names;  // of all the row's names, in any order
  std::string_view state_of;    // the country whose state's code stands behind it
  bool inside_name = false;     // other words of a name stand directly beside it
  bool person = false;          // a person is called so: "José Isabel Blandón"
  bool behind_unknown = false;  // in brackets behind what may be a name that is not known
  bool capital_tells = false;   // of an everyday word: within a sentence it has a capital
  bool after_preposition = false;
  bool before_hyphen = false;
  bool ends_title = false;
  bool framework = false;
  bool in_cell = false;
  bool says_no_name = false;    // it is a word for a kind of place, a role, a direction
  bool seldom_country = false;  // its name is an everyday word far more often
  bool no_capitals = false;
  bool in_slot = false;        // alone between two marks, beside a sure place
  bool among_regions = false;  // side by side with what can only be a region
  bool body = false;           // "metropolitan area of"
  bool says_where = false;     // in brackets or after a comma behind another name
  bool at_home = false;        // the country beside names where its counterpart lies
  std::size_t side = 2;        // 0: the first place of the row, 1: another
};

// Whether nothing but "and", commas and "of" stand between a name and the next.
bool AreJoined(const Words& words, const NamedSpan& name, const NamedSpan& next);
// Whether the row writes few of its words with a capital, as sentences do.
bool IsMostlySmall(const Words& words);
// Where a name ends with the words for its kind or government behind it: "Bo City Council".
std::size_t EndOfName(const Words& words, const NamedSpan& span);

// Of the name at `at` among the row's, as far as the words beside it tell: what the whole row says
// (in_slot, among_regions, says_where, …) is left to the caller.
Surroundings LookAround(const Words& words, const std::vector<RowName>& names, std::size_t at);

}  // namespace citygraph::importers
