#include "queries/recommend/match.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <map>
#include <queue>

#include "engine/model/schema.h"
#include "queries/recommend/match_terms.h"
#include "queries/recommend/match_words.h"

namespace citygraph::queries {
namespace {

// What each term can add at most; together 1. With the halves below they were chosen by hiding a
// tenth of 12,668 known partnerships of cities and asking for them (docs/decisions/008).
struct Weights {
  double theme = 0.42;
  double partner = 0.25;
  double circle = 0.15;
  double country = 0.10;
  double size = 0.03;
  double experience = 0.05;
};
constexpr Weights kWeights;

// Where each term has half of what it can have.
constexpr double kPartnerHalf = 1.1;
constexpr double kCircleHalf = 0.05;
constexpr double kCountryHalf = 0.4;
constexpr double kExperienceHalf = 8;

// Of cities that rest on the very same exchanges, at most so many stand in so many ranks.
constexpr std::size_t kAlike = 3;
constexpr std::size_t kPage = 10;

// Grows with x and stays below 1: the first exchange counts most.
double Saturate(double x, double half) { return x / (x + half); }

// How much a participation says that its city could be wanted as `as`.
double RoleFactor(std::string_view role, WantedAs as) {
  switch (as) {
    case WantedAs::kMentor:
      return Gives(role) ? 2.0 : Takes(role) ? 0.5 : 1.0;
    case WantedAs::kMentee:
      return Takes(role) ? 2.0 : Gives(role) ? 0.5 : 1.0;
    case WantedAs::kPeer:
      return 1.0;
  }
  return 1.0;
}

std::string CountryPair(std::string_view a, std::string_view b) {
  return a < b ? fmt::format("{} {}", a, b) : fmt::format("{} {}", b, a);
}

template <class List, class Item>
bool Contains(const List& list, const Item& item) {
  return std::ranges::find(list, item) != list.end();
}

}  // namespace

bool PlaceSet::Holds(const CityGraph& graph, std::size_t place) const {
  const PlaceFacts& facts = graph.places[place];
  return Contains(places, place) || Contains(regions, place) ||
         (!facts.country.empty() && Contains(countries, facts.country)) ||
         std::ranges::any_of(facts.regions,
                             [&](std::size_t region) { return Contains(regions, region); });
}

Matcher::Matcher(const CityGraph& graph) : graph_(graph) {
  for (std::size_t place = 0; place < graph.places.size(); ++place)
    partners_.push_back(graph.PartnersOf(place));
  for (std::size_t place = 0; place < graph.places.size(); ++place) {
    const std::string& country = graph.places[place].country;
    for (const std::size_t partner : partners_[place]) {
      country_meetings_[country] += 1;
      if (place < partner)
        country_ties_[CountryPair(country, graph.places[partner].country)].pairs += 1;
    }
  }
  for (std::size_t exchange = 0; exchange < graph.exchanges.size(); ++exchange) {
    const auto& parts = graph.exchanges[exchange].places;
    for (std::size_t i = 0; i < parts.size(); ++i) {
      for (std::size_t j = i + 1; j < parts.size(); ++j) {
        if (parts[i].place == parts[j].place) continue;
        auto& exchanges = country_ties_[CountryPair(graph.places[parts[i].place].country,
                                                    graph.places[parts[j].place].country)]
                              .exchanges;
        if (exchanges.empty() || exchanges.back() != exchange) exchanges.push_back(exchange);
      }
    }
  }
}

Matcher::Question Matcher::Ask(const MatchRequest& request) const {
  Question question{
      .request = request,
      .themes = request.themes.empty() ? graph_.ThemesOf(request.city) : request.themes,
      .circle = std::vector<double>(graph_.places.size())};
  for (const std::size_t partner : partners_[request.city]) {
    const auto& second = partners_[partner];
    for (const std::size_t each : second)
      question.circle[each] += 1 / static_cast<double>(second.size());
  }
  for (const std::size_t partner : partners_[request.city]) question.circle[partner] = 0;
  question.circle[request.city] = 0;
  return question;
}

// What a partner of a candidate says for it: paths of three steps, each counting the less the more
// partners the two places between have (the L3 of Kovács et al., Nature Communications 10, 2019,
// with the degrees of resource allocation).
double Matcher::CircleShare(const Question& question, std::size_t partner) const {
  return question.circle[partner] / static_cast<double>(partners_[partner].size());
}

// One is the broader theme of the other.
bool Matcher::AreNear(std::size_t a, std::size_t b) const {
  return Contains(graph_.themes[b].broader, a) || Contains(graph_.themes[a].broader, b);
}

// Whether the exchange is about one of the themes or one near.
bool Matcher::Speaks(const Participation& part, const std::vector<std::size_t>& themes) const {
  for (const std::size_t about : graph_.exchanges[part.exchange].themes) {
    for (const std::size_t theme : themes) {
      if (about == theme || AreNear(theme, about)) return true;
    }
  }
  return false;
}

// Exchanges of the candidate on the theme (half for a narrower or broader one), weighed by role.
double Matcher::ThemeExperience(std::size_t candidate, std::size_t theme, WantedAs as) const {
  double experience = 0;
  for (const Participation& each : graph_.places[candidate].exchanges) {
    double best = 0;
    for (const std::size_t about : graph_.exchanges[each.exchange].themes) {
      best = std::max(best, about == theme ? 1.0 : AreNear(theme, about) ? 0.5 : 0.0);
    }
    experience += best * RoleFactor(each.role, as);
  }
  return experience;
}

const Matcher::Tie* Matcher::TieBetween(std::size_t a, std::size_t b) const {
  const std::string& mine = graph_.places[a].country;
  const std::string& theirs = graph_.places[b].country;
  if (mine.empty() || theirs.empty()) return nullptr;
  const auto tie = country_ties_.find(CountryPair(mine, theirs));
  return tie == country_ties_.end() ? nullptr : &tie->second;
}

// Of the meetings of the city's country, the share that was with the other.
double Matcher::CountryTie(std::size_t a, std::size_t b) const {
  const Tie* tie = TieBetween(a, b);
  if (tie == nullptr) return 0;
  return tie->pairs / std::max(1.0, country_meetings_.at(graph_.places[a].country));
}

std::vector<std::size_t> Matcher::CommonPartners(std::size_t a, std::size_t b) const {
  std::vector<std::size_t> common;
  std::ranges::set_intersection(partners_[a], partners_[b], std::back_inserter(common));
  return common;
}

Matcher::Terms Matcher::TermsOf(const Question& question, std::size_t candidate) const {
  const auto& [request, themes, circle] = question;
  Terms terms;
  const PlaceFacts& city = graph_.places[request.city];
  const PlaceFacts& other = graph_.places[candidate];
  double experience = 0;
  for (const std::size_t theme : themes)
    experience += Saturate(ThemeExperience(candidate, theme, request.as), 1);
  if (!themes.empty()) {
    // Asked for themes: how well they are covered. Its own: how many of them, the first counting
    // most.
    const double share = request.themes.empty() ? Saturate(experience, 1.5)
                                                : experience / static_cast<double>(themes.size());
    terms.theme = kWeights.theme * std::min(1.0, share);
  }
  // Adamic and Adar: a common partner counts the more the fewer partners it has itself.
  double adamic_adar = 0;
  for (const std::size_t partner : CommonPartners(request.city, candidate)) {
    adamic_adar +=
        1 /
        std::log(1.0 + static_cast<double>(std::max<std::size_t>(partners_[partner].size(), 2)));
  }
  terms.partner = kWeights.partner * Saturate(adamic_adar, kPartnerHalf);
  double paths = 0;
  for (const std::size_t partner : partners_[candidate]) paths += CircleShare(question, partner);
  terms.circle = kWeights.circle * Saturate(paths, kCircleHalf);
  terms.country = kWeights.country * Saturate(CountryTie(request.city, candidate), kCountryHalf);
  if (city.population > 0 && other.population > 0) {
    const double gap = std::abs(std::log10(static_cast<double>(city.population)) -
                                std::log10(static_cast<double>(other.population)));
    terms.size =
        kWeights.size * std::max(0.0, 1 - gap / 2);  // a hundredfold difference leaves nothing
  }
  double activity = 0;
  for (const Participation& each : other.exchanges) activity += RoleFactor(each.role, request.as);
  terms.experience = kWeights.experience * Saturate(activity, kExperienceHalf);
  return terms;
}

bool Matcher::Allowed(const MatchRequest& request, std::size_t candidate) const {
  const PlaceFacts& place = graph_.places[candidate];
  if (candidate == request.city || place.label != schema::label::kCity || place.exchanges.empty())
    return false;
  if (!request.only.IsEmpty() && !request.only.Holds(graph_, candidate)) return false;
  if (request.excluded.Holds(graph_, candidate)) return false;
  return request.known_partners || !std::ranges::binary_search(partners_[request.city], candidate);
}

// The exchanges of the candidate that its theme and partner reasons rest on, ascending.
std::vector<std::size_t> Matcher::RestsOn(const Question& question, std::size_t candidate) const {
  const std::vector<std::size_t> common = CommonPartners(question.request.city, candidate);
  std::vector<std::size_t> exchanges;
  for (const Participation& each : graph_.places[candidate].exchanges) {
    const auto& parts = graph_.exchanges[each.exchange].places;
    if (Speaks(each, question.themes) || std::ranges::any_of(parts, [&](const Participation& part) {
          return std::ranges::binary_search(common, part.place);
        })) {
      exchanges.push_back(each.exchange);
    }
  }
  std::ranges::sort(exchanges);
  const auto [first, last] = std::ranges::unique(exchanges);
  exchanges.erase(first, last);
  return exchanges;
}

// Gives the candidates best first, but holds back those that would fill a page with the members of
// one exchange.
class Matcher::Ranking {
 public:
  struct Candidate {
    double score = 0;
    std::size_t place = 0;
    Terms terms;
  };

  Ranking(const CityGraph& graph, std::vector<Candidate> candidates)
      : queue_(Behind{&graph}, std::move(candidates)) {}

  bool IsEmpty() const { return queue_.empty() && waiting_.empty(); }

  // The next candidate; `rests_on` tells the exchanges of one. REQUIRES: not empty.
  template <class RestsOn>
  Candidate Next(RestsOn rests_on) {
    if (taken_ % kPage == 0) TurnPage();
    while (!queue_.empty()) {
      Candidate best = queue_.top();
      queue_.pop();
      const std::vector<std::size_t> exchanges = rests_on(best.place);
      if (!exchanges.empty() && on_page_[exchanges] >= kAlike) {
        waiting_.push_back(best);
        continue;
      }
      return Take(best, exchanges);
    }
    // Nothing but these is left.
    const Candidate best = waiting_.front();
    waiting_.erase(waiting_.begin());
    return Take(best, rests_on(best.place));
  }

  // The cities given before that rest on the same exchanges as the last one.
  const std::vector<std::size_t>& alike() const { return alike_; }

 private:
  struct Behind {
    const CityGraph* graph;
    bool operator()(const Candidate& a, const Candidate& b) const {
      if (a.score != b.score) return a.score < b.score;
      return std::pair(graph->places[b.place].name, b.place) <
             std::pair(graph->places[a.place].name, a.place);
    }
  };

  void TurnPage() {
    on_page_.clear();
    for (const Candidate& each : waiting_) queue_.push(each);
    waiting_.clear();
  }
  Candidate Take(const Candidate& best, const std::vector<std::size_t>& exchanges) {
    ++taken_;
    ++on_page_[exchanges];
    alike_ = given_[exchanges];
    given_[exchanges].push_back(best.place);
    return best;
  }

  using Exchanges = std::vector<std::size_t>;
  std::priority_queue<Candidate, std::vector<Candidate>, Behind> queue_;
  std::vector<Candidate> waiting_;  // held back on this page, best first
  std::map<Exchanges, std::size_t> on_page_;
  std::map<Exchanges, std::vector<std::size_t>> given_;
  std::vector<std::size_t> alike_;
  std::size_t taken_ = 0;
};

std::vector<Match> Matcher::Find(const MatchRequest& request) const {
  const Question question = Ask(request);
  std::vector<Ranking::Candidate> candidates;
  for (std::size_t place = 0; place < graph_.places.size(); ++place) {
    if (!Allowed(request, place)) continue;
    const Terms terms = TermsOf(question, place);
    candidates.push_back({terms.Sum(), place, terms});
  }
  Ranking ranking(graph_, std::move(candidates));
  const auto rests_on = [&](std::size_t place) { return RestsOn(question, place); };
  std::vector<Match> matches;
  while (!ranking.IsEmpty() && matches.size() < request.top) {
    const Ranking::Candidate best = ranking.Next(rests_on);
    Match match{.place = best.place, .score = best.score};
    Explain(question, best.terms, match);
    if (!matches.empty() && matches.back().score < best.score) {
      match.score = matches.back().score;
      match.reasons.push_back(VarietyReason(ranking.alike(), match.score - best.score));
    }
    AddCautions(question, match);
    matches.push_back(std::move(match));
  }
  return matches;
}

}  // namespace citygraph::queries
