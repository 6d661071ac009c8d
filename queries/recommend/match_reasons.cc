// Why a match is proposed, in words, with what each reason rests on.
#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <set>

#include "queries/recommend/match.h"
#include "queries/recommend/match_terms.h"
#include "queries/recommend/match_words.h"

namespace citygraph::queries {
namespace {

void AddOnce(std::vector<Participation>& evidence, const Participation& part) {
  const bool known = std::ranges::any_of(
      evidence, [&](const Participation& each) { return each.relationship == part.relationship; });
  if (!known) evidence.push_back(part);
}

// The participations of `place` in exchanges that `other` took part in too.
void AddMeetings(const CityGraph& graph, std::size_t place, std::size_t other,
                 std::vector<Participation>& evidence) {
  for (const Participation& each : graph.places[place].exchanges) {
    const auto& places = graph.exchanges[each.exchange].places;
    if (std::ranges::find(places, other, &Participation::place) != places.end())
      AddOnce(evidence, each);
  }
}

// In how many a place took part; two roles in one exchange count once.
std::size_t ExchangesOf(const CityGraph& graph, std::size_t place) {
  std::set<std::size_t> exchanges;
  for (const Participation& each : graph.places[place].exchanges) exchanges.insert(each.exchange);
  return exchanges.size();
}

}  // namespace

// A theme that was asked for and worked on is named; where only a narrower or broader one was
// worked on, that is named, once, with those asked for that it is near.
MatchReason Matcher::ThemeReason(const std::vector<std::size_t>& themes,
                                 std::size_t candidate) const {
  MatchReason reason{.kind = "theme"};
  std::vector<std::size_t> named;                                 // in the order of the text
  std::map<std::size_t, std::vector<std::string>> stands_in_for;  // named theme -> wanted ones
  std::vector<std::pair<std::size_t, std::size_t>> near;          // wanted theme, nearest worked on
  for (const std::size_t theme : themes) {
    bool direct = false;
    std::optional<std::size_t> closest;
    for (const Participation& each : graph_.places[candidate].exchanges) {
      for (const std::size_t about : graph_.exchanges[each.exchange].themes) {
        direct = direct || about == theme;
        if (about != theme && AreNear(theme, about) && !closest) closest = about;
      }
    }
    if (direct) {
      named.push_back(theme);
    } else if (closest) {
      near.emplace_back(theme, *closest);
    }
  }
  for (const auto& [theme, closest] : near) {
    if (std::ranges::find(named, closest) == named.end()) named.push_back(closest);
    stands_in_for[closest].push_back(graph_.themes[theme].name);
  }
  std::vector<std::string> names;
  for (const std::size_t theme : named) {
    std::string& name = names.emplace_back(graph_.themes[theme].name);
    if (const auto wanted = stands_in_for.find(theme); wanted != stands_in_for.end())
      name += fmt::format(" (near {})", JoinNames(wanted->second, 3));
  }
  reason.text = fmt::format("has worked on {}", JoinNames(names, 4));
  for (const Participation& each : graph_.places[candidate].exchanges) {
    if (Speaks(each, themes)) AddOnce(reason.evidence, each);
  }
  return reason;
}

MatchReason Matcher::PartnerReason(std::size_t city, std::size_t candidate) const {
  MatchReason reason{.kind = "partner"};
  const std::vector<std::size_t> common = CommonPartners(city, candidate);
  std::vector<std::string> names;
  for (const std::size_t partner : common) {
    names.push_back(Display(graph_.places[partner]));
    AddMeetings(graph_, candidate, partner, reason.evidence);
  }
  for (const std::size_t partner : common) AddMeetings(graph_, city, partner, reason.evidence);
  reason.text = fmt::format("has met {}, as has {}", JoinNames(names, 3), graph_.places[city].name);
  return reason;
}

// Names the partners of the candidate that say most, and how the first of them is near the city.
// The evidence is of those named.
MatchReason Matcher::CircleReason(const Question& question, std::size_t candidate) const {
  constexpr std::size_t kNamed = 3;
  MatchReason reason{.kind = "circle"};
  const std::size_t city = question.request.city;
  std::vector<std::size_t> between;
  for (const std::size_t partner : partners_[candidate]) {
    if (question.circle[partner] > 0) between.push_back(partner);
  }
  std::ranges::stable_sort(between, std::ranges::greater(),
                           [&](std::size_t partner) { return CircleShare(question, partner); });
  const auto names = [&](const std::vector<std::size_t>& places) {
    std::vector<std::string> all;
    for (const std::size_t place : places) all.push_back(Display(graph_.places[place]));
    return JoinNames(all, kNamed);
  };
  const std::string link =
      fmt::format("has met {}, as has {}", names(CommonPartners(city, between.front())),
                  graph_.places[city].name);
  reason.text = between.size() == 1 ? fmt::format("has met {}, which {}", names(between), link)
                                    : fmt::format("has met {}; {} {}", names(between),
                                                  Display(graph_.places[between.front()]), link);
  if (between.size() > kNamed) between.resize(kNamed);
  for (const std::size_t partner : between)
    AddMeetings(graph_, candidate, partner, reason.evidence);
  for (const std::size_t partner : between) {
    for (const std::size_t known : CommonPartners(city, partner)) {
      AddMeetings(graph_, partner, known, reason.evidence);
      AddMeetings(graph_, city, known, reason.evidence);
    }
  }
  return reason;
}

MatchReason Matcher::CountryReason(std::size_t city, std::size_t candidate) const {
  MatchReason reason{.kind = "country"};
  const std::string& mine = graph_.places[city].country;
  const std::string& theirs = graph_.places[candidate].country;
  const Tie& tie = *TieBetween(city, candidate);
  reason.text =
      fmt::format("cities {} have met in {}",
                  mine == theirs ? "within " + mine : fmt::format("of {} and {}", mine, theirs),
                  Times(tie.exchanges.size(), "exchange"));
  for (const std::size_t exchange : tie.exchanges) {  // of each the first two that show it
    const auto& parts = graph_.exchanges[exchange].places;
    const auto in = [&](const std::string& country, std::size_t but) {
      return std::ranges::find_if(parts, [&](const Participation& each) {
        return each.place != but && graph_.places[each.place].country == country;
      });
    };
    const auto one = in(theirs, graph_.places.size());
    if (one == parts.end()) continue;
    AddOnce(reason.evidence, *one);
    if (const auto other = in(mine, one->place); other != parts.end())
      AddOnce(reason.evidence, *other);
  }
  return reason;
}

MatchReason Matcher::ExperienceReason(std::size_t candidate) const {
  const auto& exchanges = graph_.places[candidate].exchanges;
  MatchReason reason{.kind = "experience", .evidence = exchanges};
  std::set<std::size_t> gave;
  for (const Participation& each : exchanges) {
    if (Gives(each.role)) gave.insert(each.exchange);
  }
  reason.text = fmt::format("took part in {}", Times(ExchangesOf(graph_, candidate), "exchange"));
  if (!gave.empty() && exchanges.size() == 1) {
    reason.text += ", as " + exchanges.front().role;
  } else if (!gave.empty()) {
    reason.text += fmt::format(", in {} of them as host, lead or mentor", gave.size());
  }
  return reason;
}

MatchReason Matcher::VarietyReason(const std::vector<std::size_t>& alike, double weight) const {
  std::vector<std::string> names;
  for (const std::size_t place : alike) names.push_back(Display(graph_.places[place]));
  return {.kind = "variety",
          .text = fmt::format("held back for variety: its exchanges are those of {}, above",
                              JoinNames(names, 3)),
          .weight = weight};
}

void Matcher::Explain(const Question& question, const Terms& terms, Match& match) const {
  const auto& [request, themes, circle] = question;
  const auto add = [&](MatchReason reason, double weight) {
    reason.weight = weight;
    match.reasons.push_back(std::move(reason));
  };
  const PlaceFacts& city = graph_.places[request.city];
  const PlaceFacts& other = graph_.places[match.place];
  if (terms.theme > 0) add(ThemeReason(themes, match.place), terms.theme);
  if (terms.partner > 0) add(PartnerReason(request.city, match.place), terms.partner);
  if (terms.circle > 0) add(CircleReason(question, match.place), terms.circle);
  if (terms.country > 0) add(CountryReason(request.city, match.place), terms.country);
  if (terms.size > 0) {
    add({.kind = "size",
         .text = fmt::format("{} inhabitants, {} has {}", People(other.population), city.name,
                             People(city.population)),
         .from_gazetteer = true},
        terms.size);
  }
  if (terms.experience > 0) add(ExperienceReason(match.place), terms.experience);
  std::ranges::stable_sort(match.reasons, std::ranges::greater(), &MatchReason::weight);
}

void Matcher::AddCautions(const Question& question, Match& match) const {
  const auto& [request, themes, circle] = question;
  constexpr std::size_t kBusy = 8;
  constexpr std::int64_t kLongAgo = 2015;
  const PlaceFacts& city = graph_.places[request.city];
  const PlaceFacts& other = graph_.places[match.place];
  if (std::ranges::binary_search(partners_[request.city], match.place)) {
    match.cautions.push_back("they have met before");
  }
  std::vector<std::string> missing;
  for (const std::size_t theme : themes) {
    if (ThemeExperience(match.place, theme, request.as) == 0)
      missing.push_back(graph_.themes[theme].name);
  }
  if (!themes.empty() && missing.size() == themes.size()) {
    match.cautions.push_back(request.themes.empty()
                                 ? "no theme in common is known"
                                 : "no experience with the themes asked for is known");
  } else if (!request.themes.empty() && !missing.empty()) {
    match.cautions.push_back(fmt::format("no experience with {} is known", JoinNames(missing, 3)));
  }
  if (!city.country.empty() && city.country == other.country)
    match.cautions.push_back("in the same country");
  if (const std::size_t exchanges = ExchangesOf(graph_, match.place); exchanges >= kBusy)
    match.cautions.push_back(fmt::format("busy: in {} already", Times(exchanges, "exchange")));
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
  } else if (latest < kLongAgo) {
    match.cautions.push_back(fmt::format("its last dated exchange was in {}", latest));
  }
}

}  // namespace citygraph::queries
