#include "queries/recommend/match.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "engine/model/schema.h"

namespace citygraph::queries {
namespace {

// What each term can add at most; together 1.
struct Weights {
  double theme = 0.45;
  double partner = 0.25;
  double country = 0.15;
  double size = 0.05;
  double experience = 0.10;
};
constexpr Weights kWeights;

// Grows with x and stays below 1: the first exchange counts most.
double Saturate(double x, double half) { return x / (x + half); }

bool Gives(std::string_view role) { return role == "mentor" || role == "host" || role == "lead"; }
bool Takes(std::string_view role) { return role == "mentee" || role == "visitor"; }

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

std::string Times(std::size_t n, std::string_view what) {
  return fmt::format("{} {}{}", n, what, n == 1 ? "" : "s");
}

// "1.6 million", "41,000", "812".
std::string People(std::int64_t population) {
  if (population >= 1'000'000)
    return fmt::format("{:.1f} million", static_cast<double>(population) / 1e6);
  if (population >= 1'000) return fmt::format("{},{:03}", population / 1000, population % 1000);
  return fmt::format("{}", population);
}

std::string JoinNames(const std::vector<std::string>& names, std::size_t most) {
  std::string text;
  for (std::size_t i = 0; i < std::min(names.size(), most); ++i) {
    if (i > 0)
      text += i + 1 == std::min(names.size(), most) && names.size() <= most ? " and " : ", ";
    text += names[i];
  }
  if (names.size() > most) text += fmt::format(" and {} more", names.size() - most);
  return text;
}

}  // namespace

struct Matcher::Terms {
  double theme = 0;
  double partner = 0;
  double country = 0;
  double size = 0;
  double experience = 0;
  double Sum() const { return theme + partner + country + size + experience; }
};

Matcher::Matcher(const CityGraph& graph) : graph_(graph) {
  for (std::size_t place = 0; place < graph.places.size(); ++place)
    partners_.push_back(graph.PartnersOf(place));
  for (std::size_t place = 0; place < graph.places.size(); ++place) {
    const std::string& country = graph.places[place].country;
    for (const std::size_t partner : partners_[place]) {
      country_meetings_[country] += 1;
      if (place < partner) country_ties_[CountryPair(country, graph.places[partner].country)] += 1;
    }
  }
}

std::vector<std::size_t> Matcher::WantedThemes(const MatchRequest& request) const {
  return request.themes.empty() ? graph_.ThemesOf(request.city) : request.themes;
}

// One is the broader theme of the other.
bool Matcher::AreNear(std::size_t a, std::size_t b) const {
  const auto& up_a = graph_.themes[a].broader;
  const auto& up_b = graph_.themes[b].broader;
  return std::ranges::find(up_b, a) != up_b.end() || std::ranges::find(up_a, b) != up_a.end();
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

double Matcher::CountryTie(std::size_t a, std::size_t b) const {
  const std::string& mine = graph_.places[a].country;
  const std::string& theirs = graph_.places[b].country;
  const auto tie = country_ties_.find(CountryPair(mine, theirs));
  if (mine.empty() || theirs.empty() || tie == country_ties_.end()) return 0;
  // Of the meetings of the city's country, the share that was with the other.
  return tie->second / std::max(1.0, country_meetings_.at(mine));
}

Matcher::Terms Matcher::TermsOf(const MatchRequest& request, std::size_t candidate) const {
  Terms terms;
  const PlaceFacts& city = graph_.places[request.city];
  const PlaceFacts& other = graph_.places[candidate];
  const auto& mine = partners_[request.city];
  const auto& theirs = partners_[candidate];
  // Adamic and Adar: a common partner counts the more the fewer partners it has itself.
  double adamic_adar = 0;
  for (auto a = mine.begin(), b = theirs.begin(); a != mine.end() && b != theirs.end();) {
    if (*a < *b) {
      ++a;
    } else if (*b < *a) {
      ++b;
    } else {
      adamic_adar +=
          1 / std::log(1.0 + static_cast<double>(std::max<std::size_t>(partners_[*a].size(), 2)));
      ++a, ++b;
    }
  }
  terms.partner = kWeights.partner * Saturate(adamic_adar, 0.7);
  terms.country = kWeights.country * Saturate(CountryTie(request.city, candidate), 0.1);
  if (city.population > 0 && other.population > 0) {
    const double gap = std::abs(std::log10(static_cast<double>(city.population)) -
                                std::log10(static_cast<double>(other.population)));
    terms.size =
        kWeights.size * std::max(0.0, 1 - gap / 2);  // a hundredfold difference leaves nothing
  }
  double activity = 0;
  for (const Participation& each : other.exchanges) activity += RoleFactor(each.role, request.as);
  terms.experience = kWeights.experience * Saturate(activity, 3);
  return terms;
}

bool Matcher::Allowed(const MatchRequest& request, std::size_t candidate) const {
  const PlaceFacts& place = graph_.places[candidate];
  if (candidate == request.city || place.label != schema::label::kCity || place.exchanges.empty())
    return false;
  const auto contains = [](const auto& list, const auto& item) {
    return std::ranges::find(list, item) != list.end();
  };
  if (!request.countries.empty() && !contains(request.countries, place.country)) return false;
  if (contains(request.excluded, candidate) || contains(request.excluded_countries, place.country))
    return false;
  return request.known_partners || !std::ranges::binary_search(partners_[request.city], candidate);
}

std::vector<Match> Matcher::Find(const MatchRequest& request) const {
  const std::vector<std::size_t> themes = WantedThemes(request);
  std::vector<std::pair<Terms, std::size_t>> scored;
  for (std::size_t candidate = 0; candidate < graph_.places.size(); ++candidate) {
    if (!Allowed(request, candidate)) continue;
    Terms terms = TermsOf(request, candidate);
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
    scored.emplace_back(terms, candidate);
  }
  const auto better = [&](const auto& a, const auto& b) {
    const double left = a.first.Sum();
    const double right = b.first.Sum();
    if (left != right) return left > right;
    return std::pair(graph_.places[a.second].name, a.second) <
           std::pair(graph_.places[b.second].name, b.second);
  };
  const std::size_t top = std::min(request.top, scored.size());
  std::ranges::partial_sort(scored, scored.begin() + static_cast<std::ptrdiff_t>(top), better);
  std::vector<Match> matches;
  for (std::size_t i = 0; i < top; ++i) {
    Match match{.place = scored[i].second, .score = scored[i].first.Sum()};
    Explain(request, themes, scored[i].first, match);
    AddCautions(request, themes, match);
    matches.push_back(std::move(match));
  }
  return matches;
}

void Matcher::Explain(const MatchRequest& request, const std::vector<std::size_t>& themes,
                      const Terms& terms, Match& match) const {
  const PlaceFacts& city = graph_.places[request.city];
  const PlaceFacts& other = graph_.places[match.place];
  if (terms.theme > 0) {
    MatchReason reason{.kind = "theme", .weight = terms.theme};
    std::vector<std::string> same;
    std::vector<std::string> near;
    for (const std::size_t theme : themes) {
      bool direct = false;
      std::string closest;
      for (const Participation& each : other.exchanges) {
        for (const std::size_t about : graph_.exchanges[each.exchange].themes) {
          if (about != theme && !AreNear(theme, about)) continue;
          direct = direct || about == theme;
          if (about != theme && closest.empty()) closest = graph_.themes[about].name;
          reason.evidence.push_back(each);
        }
      }
      if (direct) {
        same.push_back(graph_.themes[theme].name);
      } else if (!closest.empty()) {
        near.push_back(fmt::format("{} (near {})", closest, graph_.themes[theme].name));
      }
    }
    same.insert(same.end(), near.begin(), near.end());
    reason.text = fmt::format("has worked on {}", JoinNames(same, 4));
    match.reasons.push_back(std::move(reason));
  }
  if (terms.partner > 0) {
    MatchReason reason{.kind = "partner", .weight = terms.partner};
    std::vector<std::string> names;
    for (const std::size_t partner : partners_[match.place]) {
      if (!std::ranges::binary_search(partners_[request.city], partner)) continue;
      names.push_back(Display(graph_.places[partner]));
      for (const Participation& each : other.exchanges) {
        const auto& places = graph_.exchanges[each.exchange].places;
        if (std::ranges::find(places, partner, &Participation::place) != places.end())
          reason.evidence.push_back(each);
      }
    }
    reason.text = fmt::format("has met {}, as has {}", JoinNames(names, 3), city.name);
    match.reasons.push_back(std::move(reason));
  }
  if (terms.country > 0) {
    const auto ties = country_ties_.find(CountryPair(city.country, other.country));
    const auto meetings = static_cast<std::size_t>(ties->second);
    match.reasons.push_back(
        {.kind = "country",
         .text = city.country == other.country
                     ? fmt::format("cities within {} have met {}", city.country,
                                   Times(meetings, "time"))
                     : fmt::format("cities of {} and {} have met {}", city.country, other.country,
                                   Times(meetings, "time")),
         .weight = terms.country});
  }
  if (terms.size > 0) {
    match.reasons.push_back(
        {.kind = "size",
         .text = fmt::format("{} inhabitants, {} has {}", People(other.population), city.name,
                             People(city.population)),
         .weight = terms.size});
  }
  if (terms.experience > 0) {
    MatchReason reason{
        .kind = "experience", .weight = terms.experience, .evidence = other.exchanges};
    const auto count_role = [&](auto matches) {
      return static_cast<std::size_t>(std::ranges::count_if(
          other.exchanges, [&](const Participation& each) { return matches(each.role); }));
    };
    const std::size_t gave = count_role(Gives);
    reason.text = fmt::format("took part in {}", Times(other.exchanges.size(), "exchange"));
    if (gave > 0) reason.text += fmt::format(", {} of them as host, lead or mentor", gave);
    match.reasons.push_back(std::move(reason));
  }
  std::ranges::stable_sort(match.reasons, std::ranges::greater(), &MatchReason::weight);
}

void Matcher::AddCautions(const MatchRequest& request, const std::vector<std::size_t>& themes,
                          Match& match) const {
  constexpr std::size_t kBusy = 8;
  const PlaceFacts& city = graph_.places[request.city];
  const PlaceFacts& other = graph_.places[match.place];
  if (std::ranges::binary_search(partners_[request.city], match.place)) {
    match.cautions.push_back("they have met before");
  }
  const auto missing = std::ranges::count_if(themes, [&](std::size_t theme) {
    return ThemeExperience(match.place, theme, request.as) == 0;
  });
  if (!themes.empty() && missing == std::ssize(themes)) {
    match.cautions.push_back(request.themes.empty()
                                 ? "no theme in common is known"
                                 : "no experience with the themes asked for is known");
  }
  if (!city.country.empty() && city.country == other.country)
    match.cautions.push_back("in the same country");
  if (other.exchanges.size() >= kBusy)
    match.cautions.push_back(
        fmt::format("busy: in {} already", Times(other.exchanges.size(), "exchange")));
  if (city.population > 0 && other.population > 0) {
    const double ratio = static_cast<double>(std::max(city.population, other.population)) /
                         static_cast<double>(std::min(city.population, other.population));
    if (ratio >= 20)
      match.cautions.push_back(
          fmt::format("of another size: {:.0f} times {}", ratio,
                      other.population > city.population ? "larger" : "smaller"));
  }
  std::int64_t latest = 0;
  for (const Participation& each : other.exchanges)
    latest = std::max(latest, graph_.exchanges[each.exchange].year.value_or(0));
  if (latest == 0) {
    match.cautions.push_back("no exchange of it is dated");
  } else if (latest < 2015) {
    match.cautions.push_back(fmt::format("its last dated exchange was in {}", latest));
  }
}

}  // namespace citygraph::queries
