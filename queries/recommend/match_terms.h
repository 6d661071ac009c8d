// The terms of a match's score. Inner: for the files of this folder.
#pragma once

#include <string_view>
#include <vector>

#include "queries/recommend/match.h"

namespace citygraph::queries {

// A request with what is the same for every candidate.
struct Matcher::Question {
  const MatchRequest& request;
  std::vector<std::size_t> themes;  // those asked for, else the city's own
  // By place: of the partners of the city, those that it has met, each counting 1 / how many that
  // partner has met. 0 for the city and its partners.
  std::vector<double> circle;
};

// What each adds to the score.
struct Matcher::Terms {
  double theme = 0;
  double partner = 0;
  double circle = 0;
  double country = 0;
  double size = 0;
  double experience = 0;
  double Sum() const { return theme + partner + circle + country + size + experience; }
};

inline bool Gives(std::string_view role) {
  return role == "mentor" || role == "host" || role == "lead";
}
inline bool Takes(std::string_view role) { return role == "mentee" || role == "visitor"; }

}  // namespace citygraph::queries
