// The terms of a match's score. Inner: for the files of this folder.
#pragma once

#include <string_view>

#include "queries/recommend/match.h"

namespace citygraph::queries {

// What each adds to the score.
struct Matcher::Terms {
  double theme = 0;
  double partner = 0;
  double country = 0;
  double size = 0;
  double experience = 0;
  double Sum() const { return theme + partner + country + size + experience; }
};

inline bool Gives(std::string_view role) {
  return role == "mentor" || role == "host" || role == "lead";
}
inline bool Takes(std::string_view role) { return role == "mentee" || role == "visitor"; }

}  // namespace citygraph::queries
