// Which cities could be matched with a city for a new exchange, and why.
//
// The score is a sum of visible terms, each in [0, 1] times its weight, and each a reason with the
// evidence for it. Nothing else enters: what is not among the reasons did not count.
//
// Variety: of cities whose theme and partner reasons rest on the very same exchanges (the members
// of one network, say) at most three stand among ten ranks; the next waits for the next ten. What
// it loses by that to the city above it is a reason of its own, with a weight below 0.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "queries/city_graph.h"

namespace citygraph::queries {

enum class WantedAs : std::uint8_t { kPeer, kMentor, kMentee };

// Places named one by one, by their regions and by their countries.
struct PlaceSet {
  std::vector<std::size_t> places;     // positions in CityGraph::places
  std::vector<std::size_t> regions;    // the same, of regions: these and what lies in them
  std::vector<std::string> countries;  // ISO codes

  bool IsEmpty() const { return places.empty() && regions.empty() && countries.empty(); }
  bool Holds(const CityGraph& graph, std::size_t place) const;
};

struct MatchRequest {
  std::size_t city = 0;             // position in CityGraph::places
  std::vector<std::size_t> themes;  // empty: the city's own
  WantedAs as = WantedAs::kPeer;    // what the match is to be to the city
  PlaceSet only;                    // empty: anywhere
  PlaceSet excluded;
  bool known_partners = false;  // also those that the city has met before
  std::size_t top = 10;
};

struct MatchReason {
  std::string kind;   // "theme", "partner", "circle", "country", "size", "experience", "variety"
  std::string text;   // one sentence
  double weight = 0;  // what it adds to the score; less than 0 for "variety" alone
  // The participations that it rests on, each once: the match's own, then, where the reason speaks
  // of others too ("partner", "circle", "country"), theirs.
  std::vector<Participation> evidence;
  bool from_gazetteer = false;  // it rests on the populations that the gazetteer has
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

  // Best first, ties by name, with variety; at most request.top. Cost: O(cities × their exchanges
  // and partners), and the reasons of the best.
  std::vector<Match> Find(const MatchRequest& request) const;

 private:
  struct Question;
  struct Terms;
  class Ranking;
  struct Tie {                           // between two countries
    double pairs = 0;                    // of their places that have met
    std::vector<std::size_t> exchanges;  // in which these met, ascending
  };
  Question Ask(const MatchRequest& request) const;
  Terms TermsOf(const Question& question, std::size_t candidate) const;
  double ThemeExperience(std::size_t candidate, std::size_t theme, WantedAs as) const;
  bool AreNear(std::size_t a, std::size_t b) const;
  bool Speaks(const Participation& part, const std::vector<std::size_t>& themes) const;
  bool Allowed(const MatchRequest& request, std::size_t candidate) const;
  const Tie* TieBetween(std::size_t a, std::size_t b) const;
  double CountryTie(std::size_t a, std::size_t b) const;
  std::vector<std::size_t> CommonPartners(std::size_t a, std::size_t b) const;
  double CircleShare(const Question& question, std::size_t partner) const;
  std::vector<std::size_t> RestsOn(const Question& question, std::size_t candidate) const;

  void Explain(const Question& question, const Terms& terms, Match& match) const;
  MatchReason ThemeReason(const std::vector<std::size_t>& themes, std::size_t candidate) const;
  MatchReason PartnerReason(std::size_t city, std::size_t candidate) const;
  MatchReason CircleReason(const Question& question, std::size_t candidate) const;
  MatchReason CountryReason(std::size_t city, std::size_t candidate) const;
  MatchReason ExperienceReason(std::size_t candidate) const;
  MatchReason VarietyReason(const std::vector<std::size_t>& alike, double weight) const;
  void AddCautions(const Question& question, Match& match) const;

  const CityGraph& graph_;
  std::vector<std::vector<std::size_t>> partners_;            // by place, ascending
  std::unordered_map<std::string, Tie> country_ties_;         // "MW ZA"
  std::unordered_map<std::string, double> country_meetings_;  // "ZA" -> all pairs of its places
};

}  // namespace citygraph::queries
