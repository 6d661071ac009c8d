// Who mentored whom, how sure that is, and what says so.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "engine/storage/graph_view.h"

namespace citygraph::queries {

// Which way a mentoring was reached from the city that was asked about.
enum class Chain : std::uint8_t {
  kWhole,    // no city was asked about
  kMentees,  // along the arrows: its mentees, their mentees …
  kMentors,  // against them: its mentors, their mentors …
};

struct Mentoring {
  Node mentor;
  Node mentee;
  std::string exchange;  // its key
  std::string title;     // the exchange's
  std::optional<std::int64_t> year;
  int depth = 1;  // 1: met directly; 2: a mentee of a mentee, a mentor of a mentor …
  Chain chain = Chain::kWhole;
  double confidence = 0;
  std::vector<Evidence> evidence;  // the surest first
};

// All mentorings; or, of a city, those in which it took part and the chains that go on from it
// (its mentees' mentees) and to it, up to `depth` steps. Ordered by depth, year, mentor, mentee. A
// mentoring that lies in both chains is given once for each, with its depth there; one of the city
// itself only at depth 1, so that no chain goes through the city again. REQUIRES: depth >= 1.
Result<std::vector<Mentoring>> FindMentorings(const GraphView& view, std::optional<NodeId> city,
                                              int depth);

}  // namespace citygraph::queries
