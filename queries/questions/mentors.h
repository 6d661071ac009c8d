// Who mentored whom, how sure that is, and what says so.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "engine/storage/graph_view.h"

namespace citygraph::queries {

struct Mentoring {
  Node mentor;
  Node mentee;
  std::string exchange;  // its key
  std::string title;     // the exchange's
  std::optional<std::int64_t> year;
  int depth = 1;  // 1: met directly; 2: a mentee of a mentee …
  double confidence = 0;
  std::vector<Evidence> evidence;
};

// All mentorings; or, of a city, those in which it took part and the chains that go on from it
// (its mentees' mentees) and to it, up to `depth` steps. Ordered by depth, year, mentor, mentee.
// REQUIRES: depth >= 1.
Result<std::vector<Mentoring>> FindMentorings(const GraphView& view, std::optional<NodeId> city,
                                              int depth);

// The Cypher that says the same.
std::string MentoringsInCypher(const std::optional<std::string>& city, int depth);

}  // namespace citygraph::queries
