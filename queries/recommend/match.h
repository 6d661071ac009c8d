// Which cities could be matched with a city for a new exchange, and why.
//
// The score is a sum of visible terms, each in [0, 1] times its weight, and each a reason with the
// evidence for it. Nothing else enters: what is not among the reasons did not count.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "queries/city_graph.h"

namespace citygraph::queries {

enum class WantedAs : std::uint8_t { kPeer, kMentor, kMentee };

struct MatchRequest {
  std::size_t city = 0;                // position in CityGraph::places
  std::vector<std::size_t> themes;     // empty: the city's own
  WantedAs as = WantedAs::kPeer;       // what the match is to be to the city
  std::vector<std::string> countries;  // ISO codes; only there. Empty: anywhere
  std::vector<std::size_t> excluded;   // places that are not wanted
  std::vector<std::string> excluded_countries;
  bool known_partners = false;  // also those that the city has met before
  std::size_t top = 10;
};

struct MatchReason {
  std::string kind;                     // "theme", "partner", "country", "size", "experience"
  std::string text;                     // one sentence
  double weight = 0;                    // what it adds to the score
  std::vector<Participation> evidence;  // the participations that it rests on
};

struct Match {
  std::size_t place = 0;
  double score = 0;                  // in [0, 1]: the sum of the reasons' weights
  std::vector<MatchReason> reasons;  // heaviest first
  std::vector<std::string> cautions;
};

// Matches cities against one graph; what all questions share is computed once.
class Matcher {
 public:
  // The graph must outlive the matcher. Cost: O(participations squared per exchange).
  explicit Matcher(const CityGraph& graph);

  // Best first, ties by name; at most request.top. Cost: O(cities), and the reasons of the best.
  std::vector<Match> Find(const MatchRequest& request) const;

 private:
  struct Terms;
  Terms TermsOf(const MatchRequest& request, std::size_t candidate) const;
  double ThemeExperience(std::size_t candidate, std::size_t theme, WantedAs as) const;
  bool AreNear(std::size_t a, std::size_t b) const;
  bool Allowed(const MatchRequest& request, std::size_t candidate) const;
  void Explain(const MatchRequest& request, const std::vector<std::size_t>& themes,
               const Terms& terms, Match& match) const;
  void AddCautions(const MatchRequest& request, const std::vector<std::size_t>& themes,
                   Match& match) const;
  std::vector<std::size_t> WantedThemes(const MatchRequest& request) const;
  double CountryTie(std::size_t a, std::size_t b) const;

  const CityGraph& graph_;
  std::vector<std::vector<std::size_t>> partners_;            // by place, ascending
  std::unordered_map<std::string, double> country_ties_;      // "ZA MW" -> meetings of their places
  std::unordered_map<std::string, double> country_meetings_;  // "ZA" -> all meetings of its places
};

}  // namespace citygraph::queries
