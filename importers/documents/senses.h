// The different names of a text with the places that each may be, and what the text as a whole says
// for them.
#pragma once

#include <array>
#include <cstddef>
#include <string_view>
#include <vector>

#include "importers/gazetteer/gazetteer.h"

namespace citygraph::importers {

// A place that a name may be. Scores are in units of log-odds.
struct SenseCandidate {
  Place place;
  NameKind kind = NameKind::kPreferred;
  double base = 0;                    // of the place and of the words beside its mentions
  double context = 0;                 // of the other names of the text
  double probability = 0;             // among the candidates
  std::array<double, 3> direction{};  // from the earth's centre, of length 1
  bool named_beside = false;          // a country or region that it lies in stands beside it
};

// One name of the text: it means the same place wherever it stands.
struct Sense {
  std::string_view folded;
  std::size_t mentions = 0;
  bool person = false;  // some mention is part of a person's name
  double weight = 1;    // how much it says of the other names
  std::vector<SenseCandidate> candidates;
};

// Fills `context` and `probability`: countries and regions that many names share, and places near
// to those of other names, are likelier. The probable readings of all names feed one another for
// some rounds.
void WeighTogether(std::vector<Sense>& senses);

}  // namespace citygraph::importers
